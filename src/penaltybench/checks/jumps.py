"""PB0440: a jump between neighbouring tiers: the heavier begins far above where the lighter ends.

Tiers are neighbours if their conditions touch along one ordered fact and can otherwise hold together.
Amounts that depend on facts are compared for a plain case on either side of the place where they
touch. A tier without penalty is left out: there the fine begins.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from penaltybench.amount import Band, statutory, tier_band
from penaltybench.checks.layout import Layout, Scope
from penaltybench.checks.outcomes import fine_of_row
from penaltybench.checks.parties import named
from penaltybench.checks.survey import Survey
from penaltybench.diagnostics import Diagnostic, Severity
from penaltybench.interval import Interval
from penaltybench.money import format_fen
from penaltybench.regions import Axis, Box, NotDecided, Region, axis_of, meet, plain_value, union
from penaltybench.ruleset.edition import Basis, Points, Row, Schedule
from penaltybench.ruleset.models import Grade
from penaltybench.text import Text
from penaltybench.values import FactType, Value

MAX_BOXES, MAX_STEPS, MAX_UNDECIDED = 40, 1_000, 5
RATIO = Fraction(3)
"""How many times the high end of the lighter tier the low end of the heavier one may be."""


def check_jumps(survey: Survey) -> Iterator[Diagnostic]:
    """Yield neighbouring tiers of one table between which the fine jumps by more than ``RATIO``."""
    layout = survey.layout
    for schedule in layout.edition.schedules:
        if isinstance(schedule.table, Points) or schedule.table.by_grade:
            continue
        try:
            yield from _in_schedule(layout, schedule)
        except NotDecided:
            # The table is too intricate to be laid out at all, which is reported with its gaps.
            continue


def _in_schedule(layout: Layout, schedule: Schedule) -> Iterator[Diagnostic]:
    found: dict[tuple[str, str], Diagnostic] = {}
    for scope in layout.scopes_of(schedule):
        regions = {row.id: region for row, region in _effective(layout, scope)}
        if scope.basis.fine is None:
            continue
        fined = [
            (row, _reach(row, scope.basis))
            for row in scope.rows
            if row.fine and row.grade is not Grade.EXEMPT
        ]
        for (one, first), (other, second) in combinations(fined, 2):
            if (one.id, other.id) in found or not _may_jump(first, second):
                continue
            for touch in _touches(regions[one.id], regions[other.id]):
                jump = _jump(layout, scope, one, other, touch)
                if jump is not None:
                    found[one.id, other.id] = jump
                    break
    yield from found.values()


@dataclass(frozen=True, slots=True)
class _Reach:
    """A fine that needs no fact: where it begins, and below what nothing that follows is a jump."""

    low: Fraction
    reach: Fraction


def _reach(row: Row, basis: Basis) -> _Reach | None:
    """Return the reach of a row's fine; None if it depends on facts."""
    fine = fine_of_row(row, basis)
    if not isinstance(fine, Interval):
        return None
    return _Reach(Fraction(fine.low or 0), RATIO * Fraction(fine.high or 0))


def _may_jump(one: _Reach | None, other: _Reach | None) -> bool:
    """Whether two fines depend on facts, or are far apart as they stand."""
    if one is None or other is None:
        return True
    return one.low > other.reach or other.low > one.reach


def _effective(layout: Layout, scope: Scope) -> Iterator[tuple[Row, Region]]:
    """Yield the rows of a scope, each with the cases that it decides."""
    table = scope.schedule.table
    assert not isinstance(table, Points)
    earlier: list[Region] = []
    undecided = 0
    for row in scope.rows:
        region = own = scope.region & layout.of_row(row, scope)
        if undecided >= MAX_UNDECIDED:
            region = layout.space.nothing
        elif table.first_hit:
            try:
                before = union(layout.space, earlier)
                region = own.minus(before, MAX_STEPS)
            except NotDecided:
                undecided += 1
                region = layout.space.nothing
            earlier.append(own)
        # Of a row in very many pieces only some are compared, of one that is too intricate none.
        yield row, Region(layout.space, region.boxes[:MAX_BOXES])


@dataclass(frozen=True, slots=True)
class _Touch:
    """Two boxes that differ in one fact only, by neighbouring values: ``near`` is that of the first."""

    axis: int
    first: Box
    second: Box


def _touches(one: Region, other: Region) -> Iterator[_Touch]:
    for first in one.boxes:
        for second in other.boxes:
            apart = [i for i, (a, b) in enumerate(zip(first, second, strict=True)) if not a & b]
            if len(apart) == 1 and _is_ordered(one.space.axes[apart[0]]):
                yield from _touching(one.space.axes[apart[0]], apart[0], first, second)


def _is_ordered(axis: Axis) -> bool:
    fact = axis.fact
    return fact.type.is_ordered or (fact.type is FactType.ENUM and fact.worse is not None)


def _touching(axis: Axis, number: int, first: Box, second: Box) -> Iterator[_Touch]:
    """Yield the boxes narrowed to the cells at which they touch along an axis."""
    for cell, near in _neighbours(axis):
        for at, by in ((cell, near), (near, cell)):
            if first[number] >> at & 1 and second[number] >> by & 1:
                full = (*first[:number], axis.full, *first[number + 1 :])
                rest = meet(full, (*second[:number], axis.full, *second[number + 1 :]))
                assert rest is not None
                yield _Touch(
                    number,
                    (*rest[:number], 1 << at, *rest[number + 1 :]),
                    (*rest[:number], 1 << by, *rest[number + 1 :]),
                )


def _neighbours(axis: Axis) -> Iterator[tuple[int, int]]:
    """Yield pairs of cells between which no value lies."""
    if axis.fact.type.is_ordered:
        yield from ((cell, cell + 1) for cell in range(len(axis.slices) - 1))
        return
    cell_of = {word: cell for cell, one in enumerate(axis.slices) for word in one.words}
    words = [cell_of[word] for word in axis.fact.values if word in cell_of]
    yield from (pair for pair in pairwise(words) if pair[0] != pair[1])


def _jump(layout: Layout, scope: Scope, one: Row, other: Row, touch: _Touch) -> Diagnostic | None:
    first = _band(layout, scope, one, touch.first, touch)
    second = _band(layout, scope, other, touch.second, touch)
    if first.low is None or second.low is None:
        return None
    light, heavy = ((one, first), (other, second))
    if second.low < first.low:
        light, heavy = heavy, light
    low, high = heavy[1].low, light[1].high
    if low is None or high is None or high <= 0 or low <= RATIO * high:
        return None
    return _diagnostic(layout, touch, (light[0], high), (heavy[0], low))


def _band(layout: Layout, scope: Scope, row: Row, box: Box, touch: _Touch) -> Band:
    """Return the band of a row for a plain case of the box, in fen."""
    values = _values(layout, box, touch)

    def read(name: str) -> Fraction:
        value = scope.fixed.get(name, values.get(name))
        if value is None:
            value = plain_value(axis := axis_of(layout.edition.facts[name], ()), axis.full)
        assert not isinstance(value, str | bool | dt.date)
        return Fraction(value)

    assert row.fine is not None
    assert scope.basis.fine is not None
    return tier_band(row.fine, statutory(scope.basis.fine, read), read)


def _values(layout: Layout, box: Box, touch: _Touch) -> Mapping[str, Value]:
    """Return a value of each fact; of the fact along which boxes touch, the one next to the other box."""
    values = {}
    for number, (axis, mask) in enumerate(zip(layout.space.axes, box, strict=True)):
        values[axis.fact.id] = plain_value(axis, mask)
        if number == touch.axis:
            near = axis.slices[mask.bit_length() - 1]
            other = touch.second if box is touch.first else touch.first
            end = near.most if mask < other[number] else near.least
            values[axis.fact.id] = end if end is not None else near.value
    return values


def _diagnostic(
    layout: Layout, touch: _Touch, light: tuple[Row, Fraction], heavy: tuple[Row, Fraction]
) -> Diagnostic:
    fact = layout.space.axes[touch.axis].fact
    (lighter, high), (heavier, low) = light, heavy
    one, other = named(lighter.id, lighter.title), named(heavier.id, heavier.title)
    ends = [format_fen(int(end)) for end in (high, low)]
    english = [end.removesuffix("元") + " yuan" for end in ends]
    return Diagnostic(
        "PB0440",
        Text(
            f"相邻档次（按{fact.label.zh}）之间跳跃过大：{one.zh}最高{ends[0]}，"
            f"{other.zh}最低{ends[1]}，超过{RATIO}倍",
            f"a jump between neighbouring tiers (along {fact.label.en}): {one.en} ends at "
            f"{english[0]}, {other.en} begins at {english[1]}, more than {RATIO} times as much",
        ),
        Text(
            "请核对金额，或者使相邻档次衔接；公布的文本确实如此的，写 suppress 并说明理由",
            "check the amounts, or let the tiers join; if the published text is like that, suppress "
            "this with the reason",
        ),
        heavier.place,
        Severity.WARNING,
        related=(lighter.place,),
    )
