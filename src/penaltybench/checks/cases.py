"""A case that lies in a box: the facts, the dates from which facts are derived, the circumstances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from penaltybench.boundaries import literal
from penaltybench.checks.dates import Run, Wanted, ends_of, solve
from penaltybench.checks.layout import Layout
from penaltybench.circumstances import assess, effective
from penaltybench.condition import evaluate, fact_names
from penaltybench.facts import Facts, derive
from penaltybench.grade import weigh
from penaltybench.regions import Axis, Box, Region, axis_of, meet, plain_value
from penaltybench.ruleset.declare import CASE_DATES
from penaltybench.ruleset.edition import Edition
from penaltybench.values import FactType, Value

MAX_TRIED = 40
_ORDERS = [
    ("conduct_start", "conduct_end"),
    ("conduct_end", "decided_on"),
    ("conduct_start", "filed_on"),
    ("filed_on", "decided_on"),
]


@dataclass(frozen=True, slots=True)
class Example:
    """A case of the edition: ``values`` of the facts, and the circumstances that were found."""

    values: Mapping[str, Value]
    circumstances: tuple[str, ...]
    ruleset: str

    def data(self, edition: Edition) -> dict[str, Any]:
        """Return it as the mapping of a case file."""
        days = {name: str(self.values[name]) for name in CASE_DATES}
        given = {
            name: literal(edition.facts[name].type, value)
            for name, value in self.values.items()
            if name not in CASE_DATES and edition.facts[name].derive is None
        }
        return {
            "ruleset": self.ruleset,
            "conduct": {"from": days["conduct_start"], "to": days["conduct_end"]},
            "filed_on": days["filed_on"],
            "decided_on": days["decided_on"],
            "facts": given,
            "circumstances": list(self.circumstances),
        }


def example_in(layout: Layout, box: Box, required: Region, respondent: str) -> Example | None:
    """Return a case of ``box`` and ``required`` in which a table of the respondent is asked.

    None if no dates of a case give what the box wants of derived facts.
    """
    parts = (part for one in required.boxes if (part := meet(box, one)) is not None)
    for number, part in enumerate(parts):
        if number == MAX_TRIED:
            return None
        found = _example(layout, part, respondent)
        if found is not None:
            return found
    return None


def _example(layout: Layout, box: Box, respondent: str) -> Example | None:
    edition = layout.edition
    axes = dict(zip((axis.fact.id for axis in layout.space.axes), layout.space.axes, strict=True))
    masks = dict(zip(axes, box, strict=True))
    needed = _needed(layout, respondent)
    needed |= {name for name, mask in masks.items() if mask != axes[name].full}
    values: dict[str, Value] = {}
    wanted = Wanted(orders=list(_ORDERS))
    for name in [*CASE_DATES, *sorted(needed)]:
        fact = edition.facts[name]
        axis = axes.get(name) or axis_of(fact, ())
        mask = masks.get(name, axis.full)
        if fact.derive is not None:
            wanted.derived.append((fact.derive, _runs(axis, mask)))
            for date in ends_of(fact.derive):
                wanted.days.setdefault(date, _days(edition, date, axes, masks))
        elif fact.type is FactType.DATE:
            wanted.days.setdefault(name, _days(edition, name, axes, masks))
        else:
            values[name] = plain_value(axis, mask)
    days = _governed(layout, wanted)
    if days is None:
        return None
    values |= days
    derive(edition, values, {})
    found = _findings(edition, values)
    return None if found is None else Example(values, found, edition.id)


def _needed(layout: Layout, respondent: str) -> set[str]:
    """Return the facts that must be known before anything can be said of the respondent."""
    edition = layout.edition
    needed = {*layout.table_facts(respondent), *edition.own_facts()}
    if edition.cap is not None and edition.cap.unless is not None:
        needed |= fact_names(edition.cap.unless)
    return needed


def _governed(layout: Layout, wanted: Wanted) -> dict[str, dt.date] | None:
    """Return days on which the edition governs the case: by the conduct, else by the decision."""
    period = layout.edition.period
    ends = (period.start.toordinal(), period.end.toordinal() if period.end is not None else None)
    earliest = layout.standard.editions[0].period.start.toordinal()
    always: Run = (None, None)
    # What happened in the days of the edition is the plainest, what was decided in them will do.
    for first, last, decision in (
        (ends, ends, always),
        (always, ends, always),
        (always, (earliest, None), ends),
    ):
        days = dict(wanted.days)
        days["conduct_start"] = _within(days["conduct_start"], first)
        days["conduct_end"] = _within(days["conduct_end"], last)
        days["decided_on"] = _within(days["decided_on"], decision)
        found = solve(Wanted(days, wanted.orders, wanted.derived))
        if found is not None:
            return found
    return None


def _days(
    edition: Edition, name: str, axes: Mapping[str, Axis], masks: Mapping[str, int]
) -> Sequence[Run]:
    axis = axes.get(name) or axis_of(edition.facts[name], ())
    return _runs(axis, masks.get(name, axis.full))


def _runs(axis: Axis, mask: int) -> Sequence[Run]:
    runs = []
    for first, last in axis.runs(mask):
        runs.append((_number(axis.slices[first].least), _number(axis.slices[last].most)))
    return runs


def _number(value: Value | None) -> int | None:
    if isinstance(value, dt.date):
        return value.toordinal()
    assert value is None or isinstance(value, int)
    return value


def _within(runs: Sequence[Run], ends: Run) -> Sequence[Run]:
    met = []
    for low, high in runs:
        lows = [end for end in (low, ends[0]) if end is not None]
        highs = [end for end in (high, ends[1]) if end is not None]
        both = (max(lows, default=None), min(highs, default=None))
        if both[0] is None or both[1] is None or both[0] <= both[1]:
            met.append(both)
    return met


def _findings(edition: Edition, values: Mapping[str, Value]) -> tuple[str, ...] | None:
    """Return circumstances with which the table is asked: none, or those against the party."""
    against = [
        one.id
        for one in edition.circumstances
        if one.effect in ("severe", "no_leniency")
        and (one.when is None or evaluate(one.when, values) is not False)
    ]
    for found in ((), tuple(against)):
        findings = {one.id: one.id in found for one in edition.circumstances}
        present = effective(assess(edition, Facts(values, findings=findings)))
        courses = weigh(present, edition.weighing)
        if any(course.direction != "exempt" for course in courses):
            return found
    return None
