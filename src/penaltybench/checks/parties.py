"""What takes part in a finding: a schedule, a basis, a row or a level, with its name and its region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from penaltybench.checks.layout import Layout, Scope
from penaltybench.condition import Condition
from penaltybench.diagnostics import Place
from penaltybench.regions import Region, union
from penaltybench.ruleset.edition import Basis, Factor, Level, Row, Schedule
from penaltybench.text import Text, same
from penaltybench.values import format_percent

Kind = Literal["schedule", "basis", "row", "level"]
KINDS: dict[Kind, Text] = {
    "schedule": Text("裁量表", "schedule"),
    "basis": Text("处罚依据", "basis"),
    "row": Text("档次", "tier"),
    "level": Text("百分值", "level"),
}
SEVERAL: dict[Kind, Text] = {
    "schedule": Text("裁量表", "schedules"),
    "basis": Text("处罚依据", "bases"),
    "row": Text("档次", "tiers"),
    "level": Text("百分值", "levels"),
}


@dataclass(frozen=True, eq=False)
class Party:
    """One of several alternatives of a ``kind``, what it asks itself, and where it holds."""

    kind: Kind
    name: Text
    place: Place
    when: Condition
    region: Region
    item: Schedule | Basis | Row | Level


def schedules(layout: Layout, respondent: str) -> tuple[Party, ...]:
    """Return the schedules of a respondent."""
    return tuple(
        Party(
            "schedule",
            named(one.id, one.label),
            one.place,
            one.when,
            layout.of_schedule(one),
            one,
        )
        for one in layout.own(respondent)
    )


def bases(layout: Layout, schedule: Schedule) -> tuple[Party, ...]:
    """Return the bases of a schedule where no other schedule applies."""
    alone, fixed = layout.alone(schedule), dict(schedule.sets)
    return tuple(
        Party(
            "basis",
            named(one.id, same(one.id)),
            one.place,
            one.when,
            alone & layout.space.region(one.when, fixed),
            one,
        )
        for one in schedule.bases
    )


def rows(layout: Layout, scopes: Sequence[Scope]) -> tuple[Party, ...]:
    """Return the rows of a table in the given scopes of it."""
    found: dict[str, Row] = {}
    parts: dict[str, list[Region]] = {}
    for scope in scopes:
        for row in scope.rows:
            found.setdefault(row.id, row)
            parts.setdefault(row.id, []).append(scope.region & layout.of_row(row, scope))
    return tuple(
        Party(
            "row",
            named(name, row.title),
            row.place,
            row.when,
            union(layout.space, parts[name]),
            row,
        )
        for name, row in found.items()
    )


def levels(layout: Layout, factor: Factor, scopes: Sequence[Scope]) -> tuple[Party, ...]:
    """Return the levels of a factor in the given scopes of its table."""
    found = []
    for number, level in enumerate(factor.levels):
        parts = [scope.region & _of_level(layout, factor, level, scope) for scope in scopes]
        share = format_percent(level.share)
        name = Text(f"第{number + 1}项（{share}）", f"level {number + 1} ({share})")
        when = Condition(((factor.fact, level.test),))
        found.append(Party("level", name, level.place, when, union(layout.space, parts), level))
    return tuple(found)


def _of_level(layout: Layout, factor: Factor, level: Level, scope: Scope) -> Region:
    space = layout.space
    if factor.fact in scope.fixed:
        holds = level.test.holds(scope.fixed[factor.fact])
        return space.everything if holds else space.nothing
    axis = space.axes[space.index[factor.fact]]
    return space.where(factor.fact, axis.mask(level.test))


def named(id_: str, label: Text) -> Text:
    """Return ``“轻微”（minor）``: the label and the id, or the id alone in quotation marks."""
    if label.zh == id_:
        return same(f"“{id_}”")
    zh = f"“{label.zh}”（{id_}）"
    return Text(zh, f"“{label.en}” ({id_})")
