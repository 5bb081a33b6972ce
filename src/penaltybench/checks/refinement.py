"""PB0420, PB0421: a lower standard that ``refines`` a higher one must lie inside it.

Both are decided for the combinations of cells of the facts that their tables read, without
circumstances; the lower one's fine must lie in the higher one's range and may not be of a higher grade
or impose a kind of penalty that the higher one does not allow. The combinations are
bounded (``MAX_CASES``); a check that could not try all says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, product

from penaltybench.amount import Fine
from penaltybench.cells import Cell, cells_of
from penaltybench.diagnostics import Diagnostic, Severity
from penaltybench.facts import Facts
from penaltybench.possible import World, explore
from penaltybench.reads import tests_by_fact
from penaltybench.result import fines_of
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.load import Catalogue
from penaltybench.ruleset.models import Grade, PenaltyKind
from penaltybench.text import Text
from penaltybench.values import Value
from penaltybench.words import GRADES, PENALTIES, fine_words

MAX_CASES = 3_000


def check_refinement(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield a contradiction, with a case, for each edition that leaves the one that it refines."""
    for standard in catalogue.standards.values():
        for lower in standard.editions:
            if lower.refines is None:
                continue
            above = catalogue.standards.get(lower.refines)
            higher = above.on(lower.period.start) if above else None
            if higher is None:
                yield _no_such(lower)
                continue
            yield from _compare(lower, higher)


def _no_such(lower: Edition) -> Diagnostic:
    return Diagnostic(
        "PB0421",
        Text(
            f"上级基准 {lower.refines} 不存在，或当时没有有效版本",
            f"the higher standard {lower.refines} does not exist, or had no edition then",
        ),
        Text("请核对 refines", "check refines"),
        lower.schedules[0].place,
    )


def _compare(lower: Edition, higher: Edition) -> Iterator[Diagnostic]:
    names = list(dict.fromkeys([*higher.own_facts(), *lower.own_facts()]))
    for name in names:
        if name in higher.facts and name in lower.facts:
            one, other = higher.facts[name], lower.facts[name]
            if (one.type, tuple(one.values)) != (other.type, tuple(other.values)):
                yield _not_comparable(lower, higher, name)
                return
    cells = {name: _cells(lower, higher, name) for name in names}
    # A circumstance that facts decide would act even if none were found.
    lower, higher = replace(lower, circumstances=()), replace(higher, circumstances=())
    for number, choice in enumerate(islice(product(*cells.values()), MAX_CASES + 1)):
        if number == MAX_CASES:
            yield _not_exhaustive(lower)
            return
        values: dict[str, Value] = {
            name: cell.value for name, cell in zip(names, choice, strict=True)
        }
        for respondent in lower.respondents:
            if respondent in higher.respondents:
                contradiction = _contradiction(lower, higher, respondent, values)
                if contradiction is not None:
                    yield contradiction
                    return


def _not_comparable(lower: Edition, higher: Edition, name: str) -> Diagnostic:
    label = lower.facts[name].label
    return Diagnostic(
        "PB0420",
        Text(
            f"要素“{label.zh}”（{name}）的类型或选项与上级基准 {higher.id} 不同，不能比较",
            f"the fact “{label.en}” ({name}) has another type or values than in {higher.id}",
        ),
        Text("请使两者一致，或改名", "make them agree, or rename it"),
        lower.schedules[0].place,
        related=(higher.schedules[0].place,),
    )


def _cells(lower: Edition, higher: Edition, name: str) -> tuple[Cell, ...]:
    fact = higher.facts.get(name) or lower.facts[name]
    tests = [*tests_by_fact(higher).get(name, ()), *tests_by_fact(lower).get(name, ())]
    return cells_of(fact, tests)


@dataclass(frozen=True, slots=True)
class _Decided:
    """What a standard makes of a case without circumstances."""

    fine: Fine | None
    grade: Grade
    kinds: frozenset[PenaltyKind]


def _contradiction(
    lower: Edition, higher: Edition, respondent: str, values: Mapping[str, Value]
) -> Diagnostic | None:
    below = _decided(lower, respondent, values)
    above = _decided(higher, respondent, values)
    if below is None or above is None:
        return None
    what = _leaves(below, above)
    if what is None:
        return None
    pairs = [(higher.facts.get(name) or lower.facts[name], value) for name, value in values.items()]
    zh = "，".join(f"{fact.label.zh}={fact.format(value, 'zh')}" for fact, value in pairs)
    en = ", ".join(f"{fact.label.en}={fact.format(value, 'en')}" for fact, value in pairs)
    return Diagnostic(
        "PB0420",
        Text(
            f"{what.zh}（上级基准：{higher.id}）；案例：{zh}",
            f"{what.en} (higher standard: {higher.id}); case: {en}",
        ),
        Text(
            "下级基准不得超出上级划定的阶次或者幅度（国办发〔2022〕27号）",
            "a lower standard may not leave the grades or ranges of the higher one (国办发〔2022〕27号)",
        ),
        lower.schedules[0].place,
        related=(higher.schedules[0].place,),
    )


def _decided(edition: Edition, respondent: str, values: Mapping[str, Value]) -> _Decided | None:
    """Return the result without circumstances; None if the standard gives none."""
    known = {name: value for name, value in values.items() if name in edition.facts}
    possible = explore([World(edition, Facts(known))], respondent)
    options = [option for decision in possible.decisions for option in decision.options]
    if not possible.is_known or not options:
        return None
    kinds = frozenset(penalty.kind for option in options for penalty in option.penalties)
    heaviest = max((option.grade for option in options), key=lambda grade: grade.rank)
    return _Decided(fines_of(options), heaviest, kinds)


def _leaves(below: _Decided, above: _Decided) -> Text | None:
    """Return what leaves the higher standard, or None."""
    if below.grade.rank > above.grade.rank:
        low, high = GRADES[below.grade], GRADES[above.grade]
        return Text(f"细化后为{low.zh}，上级为{high.zh}", f"here it is {low.en}, above {high.en}")
    for kind in PenaltyKind:
        if kind in below.kinds - above.kinds:
            name = PENALTIES[kind]
            return Text(f"细化后有{name.zh}，上级没有", f"here {name.en} is possible, above not")
    if _inside(below.fine, above.fine):
        return None
    return Text(
        f"细化后为{fine_words(below.fine, 'zh')}，上级为{fine_words(above.fine, 'zh')}",
        f"here it is {fine_words(below.fine, 'en')}, above {fine_words(above.fine, 'en')}",
    )


def _inside(below: Fine | None, above: Fine | None) -> bool:
    if below is None:
        return above is None or above.low.fen == 0
    if above is None or below.low < above.low:
        return False
    return above.high is None or (below.high is not None and below.high <= above.high)


def _not_exhaustive(lower: Edition) -> Diagnostic:
    return Diagnostic(
        "PB0420",
        Text(
            f"组合超过 {MAX_CASES} 种，只比较了这些，没有发现矛盾",
            f"more than {MAX_CASES} combinations: no contradiction among those that were compared",
        ),
        Text("其余组合没有比较", "the others were not compared"),
        lower.schedules[0].place,
        Severity.WARNING,
    )
