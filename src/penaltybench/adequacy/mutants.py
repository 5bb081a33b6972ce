"""Mutants of an edition: one small wrong change each, which a good set of worked cases notices.

Thresholds are shifted by one step (a fen, a day, one, a hundredth) and opened or closed, words of enums
exchanged for their neighbour, grades swapped for the next one, rows dropped, ends of bands moved by one
unit. A mutant that no worked case notices *survives*: either a case is missing, or the change changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from penaltybench.adequacy.places import rows_of
from penaltybench.condition import Compare, Condition, Not, OneOf, UnaryTest, Within, describe_test
from penaltybench.diagnostics import Diagnostic, Place
from penaltybench.interval import Interval
from penaltybench.library import Library
from penaltybench.ruleset.edition import Edition, Level, Points, Row, Schedule, Tiers
from penaltybench.ruleset.load import Standard
from penaltybench.ruleset.models import End, Grade, TierFine
from penaltybench.ruleset.published import Fact
from penaltybench.ruleset.shape import validate
from penaltybench.source import Source
from penaltybench.text import Text
from penaltybench.values import Value
from penaltybench.words import GRADES, band_words
from penaltybench.worked_cases import penalty


@dataclass(frozen=True, slots=True)
class Mutant:
    """One wrong change: ``kind`` (threshold, value, grade, row, amount, points), what, and where."""

    kind: str
    label: Text
    place: Place


@dataclass(frozen=True, slots=True)
class MutationReport:
    """How many mutants the worked cases noticed, and those that they did not."""

    ruleset: str
    edition: str
    total: int
    survivors: tuple[Mutant, ...]

    @property
    def score(self) -> int:
        """The share of mutants that were noticed, in whole per cent, rounded down."""
        return 100 * (self.total - len(self.survivors)) // self.total if self.total else 100

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON data."""
        return {
            "ruleset": self.ruleset,
            "edition": self.edition,
            "total": self.total,
            "survived": len(self.survivors),
            "score": self.score,
            "survivors": [
                {
                    "kind": one.kind,
                    "label": {"zh": one.label.zh, "en": one.label.en},
                    "file": one.place.file,
                    "line": one.place.line,
                }
                for one in self.survivors
            ],
        }


def mutate(
    library: Library,
    edition: Edition,
    sources: Sequence[Source],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> MutationReport:
    """Return how the worked cases in ``sources`` fare against every mutant of ``edition``.

    Only cases that come out as expected on the ruleset itself can notice anything.
    ``progress`` is called with the number of mutants that are done, and of all.
    """
    cases = [case for source in sources for case in _cases(source, edition.id)]
    cases = [case for case in cases if not any(_run(library, case))]
    every = list(mutants_of(edition))
    survivors = []
    for number, (mutant, changed) in enumerate(every, start=1):
        other = _with(library, edition, changed)
        if not any(_fails(other, case) for case in cases):
            survivors.append(mutant)
        progress(number, len(every))
    return MutationReport(edition.id, edition.dated.start.isoformat(), len(every), tuple(survivors))


_Case = tuple[penalty.WorkedCase, str, Source, int]


def _cases(source: Source, ruleset: str) -> Iterator[_Case]:
    for index, item in enumerate(source.tree if isinstance(source.tree, list) else ()):
        case = item.get("case") if isinstance(item, dict) else None
        if isinstance(case, dict) and case.get("ruleset", ruleset) == ruleset:
            worked = validate(penalty.WorkedCase, item, source, (index,))
            if worked is not None:
                yield worked, ruleset, source, index


def _run(library: Library, case: _Case) -> Iterator[Diagnostic]:
    worked, ruleset, source, index = case
    return penalty.run(worked, ruleset, source, (index,), library)


def _fails(library: Library, case: _Case) -> bool:
    return next(_run(library, case), None) is not None


def _with(library: Library, edition: Edition, changed: Edition) -> Library:
    """Return the library with one edition exchanged."""
    catalogue = library.catalogue
    own = catalogue.standards[edition.id]
    editions = tuple(changed if one is edition else one for one in own.editions)
    standards = {**catalogue.standards, edition.id: Standard(edition.id, editions)}
    return Library(replace(catalogue, standards=standards))


def mutants_of(edition: Edition) -> Iterator[tuple[Mutant, Edition]]:
    """Yield every mutant with the edition that it makes."""
    for index, schedule in enumerate(edition.schedules):

        def put(changed: Schedule, index: int = index) -> Edition:
            schedules = (*edition.schedules[:index], changed, *edition.schedules[index + 1 :])
            return replace(edition, schedules=schedules)

        for mutant, changed in _schedule_mutants(edition, schedule):
            yield mutant, put(changed)


def _schedule_mutants(edition: Edition, schedule: Schedule) -> Iterator[tuple[Mutant, Schedule]]:
    for label, when, kind in _condition_mutants(edition, schedule.when):
        yield _named(kind, schedule.label, label, schedule.place), replace(schedule, when=when)
    for index, basis in enumerate(schedule.bases):
        for label, when, kind in _condition_mutants(edition, basis.when):
            bases = _put(schedule.bases, index, replace(basis, when=when))
            title = Text(str(basis.statute), str(basis.statute))
            yield _named(kind, title, label, schedule.place), replace(schedule, bases=bases)
    if isinstance(schedule.table, Points):
        yield from _points_mutants(edition, schedule, schedule.table)
        return
    rows = rows_of(schedule)
    for index, row in enumerate(rows):
        for mutant, changed in _row_mutants(edition, row):
            kept = (
                rows[:index] + rows[index + 1 :] if changed is None else _put(rows, index, changed)
            )
            table: Tiers = replace(schedule.table, rows=kept)
            yield mutant, replace(schedule, table=table)


def _row_mutants(edition: Edition, row: Row) -> Iterator[tuple[Mutant, Row | None]]:
    """Yield the mutants of a row; None: the row dropped."""
    yield Mutant("row", Text(f"删去“{row.title.zh}”", f"“{row.title.en}” dropped"), row.place), None
    for grade in Grade:
        if abs(grade.rank - row.grade.rank) == 1:
            was, now = GRADES[row.grade], GRADES[grade]
            label = Text(f"{was.zh}改为{now.zh}", f"{was.en} made {now.en}")
            yield _named("grade", row.title, label, row.place), replace(row, grade=grade)
    for label, when, kind in _condition_mutants(edition, row.when):
        yield _named(kind, row.title, label, row.place), replace(row, when=when)
    if row.fine is not None:
        for fine in _fine_mutants(row.fine, edition.rounding.unit):
            label = Text(*(_became(row.fine, fine, edition.facts, one) for one in ("zh", "en")))
            yield _named("amount", row.title, label, row.place), replace(row, fine=fine)


def _became(was: TierFine, now: TierFine, facts: Mapping[str, Fact], language: Any) -> str:
    joiner = "改为" if language == "zh" else " made "
    return f"{band_words(was, facts, language)}{joiner}{band_words(now, facts, language)}"


def _points_mutants(
    edition: Edition, schedule: Schedule, table: Points
) -> Iterator[tuple[Mutant, Schedule]]:
    for index, factor in enumerate(table.factors):
        for number, level in enumerate(factor.levels):
            fact = edition.facts[factor.fact]
            changes: list[tuple[str, Text, Level]] = [
                (kind, _test_change(edition, fact, level.test, test), replace(level, test=test))
                for test, kind in _test_mutants(fact, level.test)
            ]
            more = level.share + Fraction(1, 100)
            words = describe_test(fact.words(), level.test, "zh", edition.wording)
            en = describe_test(fact.words(), level.test, "en", edition.wording)
            label = Text(f"{words}：加一个百分点", f"{en}: one percentage point more")
            changes.append(("points", label, replace(level, share=more)))
            for kind, label, changed in changes:
                levels = _put(factor.levels, number, changed)
                factors = _put(table.factors, index, replace(factor, levels=levels))
                mutant = Mutant(kind, label, schedule.place)
                yield mutant, replace(schedule, table=replace(table, factors=factors))


def _named(kind: str, title: Text, label: Text, place: Place) -> Mutant:
    return Mutant(kind, Text(f"{title.zh}：{label.zh}", f"{title.en}: {label.en}"), place)


def _put(items: tuple[Any, ...], index: int, item: Any) -> tuple[Any, ...]:
    return (*items[:index], item, *items[index + 1 :])


# --- conditions ---------------------------------------------------------------------------------


def _condition_mutants(
    edition: Edition, condition: Condition
) -> Iterator[tuple[Text, Condition, str]]:
    for index, (name, test) in enumerate(condition.tests):
        fact = edition.facts[name]
        for changed, kind in _test_mutants(fact, test):
            tests = _put(condition.tests, index, (name, changed))
            label = _test_change(edition, fact, test, changed)
            yield label, replace(condition, tests=tests), kind
    for index, part in enumerate(condition.any):
        for label, changed_part, kind in _condition_mutants(edition, part):
            yield label, replace(condition, any=_put(condition.any, index, changed_part)), kind


def _test_change(edition: Edition, fact: Fact, was: UnaryTest, now: UnaryTest) -> Text:
    said = {
        language: [
            describe_test(fact.words(), test, language, edition.wording) for test in (was, now)
        ]
        for language in ("zh", "en")
    }
    zh, en = said["zh"], said["en"]
    return Text(f"“{zh[0]}”改为“{zh[1]}”", f"“{en[0]}” made “{en[1]}”")


def _test_mutants(fact: Fact, test: UnaryTest) -> Iterator[tuple[UnaryTest, str]]:
    match test:
        case OneOf(parts):
            for index, part in enumerate(parts):
                for changed, kind in _test_mutants(fact, part):
                    yield OneOf(_put(parts, index, changed)), kind
        case Not(part):
            for changed, kind in _test_mutants(fact, part):
                yield Not(changed), kind
        case Compare(operator, value):
            if fact.type.is_ordered:
                for moved in _steps(value):
                    yield Compare(operator, moved), "threshold"
                other = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}.get(operator)
                if other is not None:
                    yield Compare(other, value), "threshold"  # type: ignore[arg-type]
            elif isinstance(value, bool):
                yield Compare(operator, not value), "value"
            else:
                words = list(fact.values)
                at = words.index(str(value))
                for neighbour in words[max(at - 1, 0) : at] + words[at + 1 : at + 2]:
                    yield Compare(operator, neighbour), "value"
        case Within(interval):
            for changed_interval in _interval_mutants(interval):
                if not changed_interval.is_empty:
                    yield Within(changed_interval), "threshold"


def _interval_mutants(interval: Interval[Value]) -> Iterator[Interval[Value]]:
    if interval.low is not None:
        for moved in _steps(interval.low):
            yield replace(interval, low=moved)
        yield replace(interval, low_open=not interval.low_open)
    if interval.high is not None:
        for moved in _steps(interval.high):
            yield replace(interval, high=moved)
        yield replace(interval, high_open=not interval.high_open)


def _steps(value: Value) -> Iterator[Value]:
    """Yield the values one step below and above: a fen, one, a hundredth, a day."""
    for sign in (-1, 1):
        if isinstance(value, dt.date):
            if value not in (dt.date.min, dt.date.max):
                yield value + dt.timedelta(days=sign)
        elif isinstance(value, Decimal):
            yield value + sign * Decimal("0.01")
        elif isinstance(value, int):
            yield value + sign


# --- amounts ------------------------------------------------------------------------------------


def _fine_mutants(fine: TierFine, unit: int) -> Iterator[TierFine]:
    """Yield the band with each end moved outwards by a unit, or by a percentage point."""
    changed: list[dict[str, Any]]
    if fine.amount is not None:
        band = fine.amount
        low, high = _moved_end(band.low, -1, unit), _moved_end(band.high, 1, unit)
        changed = [{"amount": replace(band, low=low)}, {"amount": replace(band, high=high)}]
    elif fine.share is not None:
        share, step = fine.share, Fraction(1, 100)
        assert share.low is not None
        assert share.high is not None
        changed = [
            {"share": replace(share, low=max(share.low - step, Fraction(0)))},
            {"share": replace(share, high=min(share.high + step, Fraction(1)))},
        ]
    else:
        rates = fine.range
        assert rates is not None
        assert rates.low is not None
        assert rates.high is not None
        step = Fraction(unit) if fine.per is not None else Fraction(1, 100)
        changed = [
            {"range": replace(rates, low=max(rates.low - step, Fraction(0)))},
            {"range": replace(rates, high=rates.high + step)},
        ]
    # An end that has nowhere to go stays where it is.
    yield from (new for update in changed if (new := fine.model_copy(update=update)) != fine)


def _moved_end(end: End | None, sign: int, unit: int) -> End:
    assert end is not None
    if end.of == "money":
        return end.model_copy(update={"fen": max(end.fen + sign * unit, 0)})
    return end.model_copy(update={"factor": end.factor + sign * Fraction(1, 100)})
