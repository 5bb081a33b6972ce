"""PB0433, PB0434, PB0435, PB0436: rows that can never apply, are masked, or say the same as others.

PB0433 is about schedules, bases and levels too: a condition that contradicts itself, the domains of
its facts, or what stands above it. PB0434: under ``hit: first`` earlier rows take every case. PB0435: two rows with one
result are together one box. PB0436: no two rows of a table with ``hit: first`` ever hold together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from penaltybench.checks import parties
from penaltybench.checks.layout import Layout, Scope
from penaltybench.checks.outcomes import of_rows
from penaltybench.checks.parties import KINDS, Party
from penaltybench.checks.phrases import SHOWN, in_words, several
from penaltybench.checks.survey import Survey
from penaltybench.checks.undecided import Undecided, not_decided
from penaltybench.condition import Condition
from penaltybench.diagnostics import Diagnostic, Severity
from penaltybench.regions import Box, NotDecided, Region, union
from penaltybench.ruleset.edition import Basis, Points, Row, Schedule, Tiers
from penaltybench.text import Text

_REMOVE = Text(
    "请改正条件，或者删去；公布的文本确实如此的，写 suppress 并说明理由",
    "correct the condition, or remove it; if the published text is like that, suppress this with the "
    "reason",
)


MAX_STEPS, MAX_UNDECIDED = 2_000, 5
"""The most steps for the question whether one row is masked, and after how many undecided it is given up."""


def check_rows(survey: Survey) -> Iterator[Diagnostic]:
    """Yield the parts of an edition that do nothing, and rows that could be written more simply."""
    layout = survey.layout
    for respondent in layout.edition.respondents:
        everything = layout.space.everything
        for party in parties.schedules(layout, respondent):
            yield from _dead(layout, party, everything, party.region)
    for schedule in layout.edition.schedules:
        try:
            yield from _in_schedule(layout, schedule)
        except NotDecided:
            # The table is too intricate to be laid out at all, which is reported with its gaps.
            continue


def _in_schedule(layout: Layout, schedule: Schedule) -> Iterator[Diagnostic]:
    space, fixed, above = layout.space, dict(schedule.sets), layout.of_schedule(schedule)
    held = {basis.id: above & space.region(basis.when, fixed) for basis in schedule.bases}
    for party in parties.bases(layout, schedule):
        assert isinstance(party.item, Basis)
        yield from _dead(layout, party, above, held[party.item.id])
    scopes, table = layout.scopes_of(schedule), schedule.table
    if isinstance(table, Points):
        below = union(space, held.values())
        for factor in table.factors:
            for party in parties.levels(layout, factor, scopes):
                yield from _dead(layout, party, below, below & space.region(party.when, fixed))
        return
    if table.by_grade:
        return
    rows = parties.rows(layout, scopes)
    for party in rows:
        assert isinstance(party.item, Row)
        own = (r for name, r in held.items() if not party.item.basis or name in party.item.basis)
        below = union(space, own)
        yield from _dead(layout, party, below, below & space.region(party.when, fixed))
    if table.first_hit:
        yield from _masked(layout, rows)
        if not any(not (one.region & two.region).is_empty for one, two in combinations(rows, 2)):
            yield _needless(schedule)
    yield from _mergeable(layout, table, rows, scopes)


def _dead(layout: Layout, party: Party, above: Region, region: Region) -> Iterator[Diagnostic]:
    """Yield that a party never applies, unless that is because of what stands ``above`` it."""
    if above.is_empty or not region.is_empty:
        return
    kind, name, why = KINDS[party.kind], party.name, _why(layout, party.when)
    yield Diagnostic(
        "PB0433",
        Text(
            f"{kind.zh}{name.zh}永远不能适用：{why.zh}",
            f"the {kind.en} {name.en} can never apply: {why.en}",
        ),
        _REMOVE,
        party.place,
        Severity.WARNING,
    )


def _why(layout: Layout, when: Condition) -> Text:
    space = layout.space
    if not space.region(when).is_empty:
        words = in_words(layout, when)
        return Text(
            f"{words.zh}，与其所在的裁量表、处罚依据的条件矛盾",
            f"{words.en} contradicts the conditions of its schedule or basis",
        )
    for fact, test in when.leaves():
        if not space.axes[space.index[fact]].mask(test):
            words = in_words(layout, Condition(((fact, test),)))
            return Text(
                f"{words.zh}，在该要素的取值范围内没有这样的值",
                f"{words.en}: the domain of the fact holds no such value",
            )
    words = in_words(layout, when)
    return Text(f"条件自相矛盾：{words.zh}", f"its condition contradicts itself: {words.en}")


def _masked(layout: Layout, rows: Sequence[Party]) -> Iterator[Diagnostic]:
    undecided: list[Party] = []
    for number, party in enumerate(rows):
        earlier = rows[:number]
        before = union(layout.space, (one.region for one in earlier))
        if len(undecided) >= MAX_UNDECIDED:
            undecided.append(party)
            continue
        try:
            if party.region.is_empty or not before.covers(party.region, MAX_STEPS):
                continue
        except NotDecided:
            undecided.append(party)
            continue
        masking = [one for one in earlier if not (one.region & party.region).is_empty]
        names = several(one.name for one in masking)
        yield Diagnostic(
            "PB0434",
            Text(
                f"档次{party.name.zh}不起作用：在前的{names.zh}已经包括它的全部情形",
                f"the tier {party.name.en} does nothing: {names.en} before it take all its cases",
            ),
            Text(
                "请调整先后顺序，或者删去；公布的文本确实如此的，写 suppress 并说明理由",
                "change the order, or remove it; if the published text is like that, suppress this "
                "with the reason",
            ),
            party.place,
            Severity.WARNING,
            related=tuple(one.place for one in masking[:SHOWN]),
        )
    if undecided:
        names = several(party.name for party in undecided)
        question = Text(
            f"档次{names.zh}是否被在前的档次完全遮盖",
            f"whether the tiers {names.en} are masked by those before them",
        )
        yield not_decided(Undecided(question, undecided[0].place, MAX_STEPS))


def _needless(schedule: Schedule) -> Diagnostic:
    return Diagnostic(
        "PB0436",
        Text(
            f"裁量表 {schedule.id} 写了 hit: first，而各档次互不重叠，不需要优先顺序",
            f"schedule {schedule.id} has hit: first, but no two tiers ever hold together",
        ),
        Text(
            "请删去 hit: first，这样将来的重叠会被发现",
            "leave out hit: first, so that an overlap in future is found",
        ),
        schedule.place,
        Severity.NOTE,
    )


def _mergeable(
    layout: Layout, table: Tiers, rows: Sequence[Party], scopes: Sequence[Scope]
) -> Iterator[Diagnostic]:
    boxes = {party: layout.space.region(party.when).boxes for party in rows}
    for one, other in pairwise(rows) if table.first_hit else combinations(rows, 2):
        first, second = one.item, other.item
        assert isinstance(first, Row)
        assert isinstance(second, Row)
        if first.basis != second.basis or not _make_one_box(boxes[one], boxes[other]):
            continue
        if first.ground != second.ground or _differ(first, second, scopes):
            continue
        yield Diagnostic(
            "PB0435",
            Text(
                f"档次{one.name.zh}和{other.name.zh}结果相同，条件合起来是一个条件，可以合并为一行",
                f"the tiers {one.name.en} and {other.name.en} have one result and together one "
                "condition: they can be one row",
            ),
            Text(
                "可以合并；公布的文本分列的，保留即可",
                "merge them, or keep them if the published text lists them apart",
            ),
            other.place,
            Severity.NOTE,
            related=(one.place,),
        )


def _differ(one: Row, other: Row, scopes: Sequence[Scope]) -> bool:
    return any(True for scope in scopes for _ in of_rows(one, other, scope.basis))


def _make_one_box(one: Sequence[Box], other: Sequence[Box]) -> bool:
    """Whether two rows are a box each and differ in one fact only, so that they are one together."""
    if len(one) != 1 or len(other) != 1:
        return False
    return sum(a != b for a, b in zip(one[0], other[0], strict=True)) == 1
