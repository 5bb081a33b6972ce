"""What an edition leaves without a schedule, a basis, a tier or a level: exactly, with a case of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from penaltybench.checks import parties
from penaltybench.checks.cases import Example, example_in
from penaltybench.checks.layout import Layout, Scope
from penaltybench.checks.parties import Kind, Party
from penaltybench.checks.seam import Seam, seam_of_gap
from penaltybench.checks.undecided import Undecided
from penaltybench.diagnostics import Place
from penaltybench.regions import (
    MAX_STATED,
    Box,
    NotDecided,
    Region,
    cover,
    lazily,
    union,
)
from penaltybench.ruleset.edition import Factor, Points, Schedule
from penaltybench.text import Text


@dataclass(frozen=True, eq=False)
class Hole:
    """A box of cases for which nothing of a ``kind`` is provided.

    ``seam`` is set if it is one boundary value between two neighbours.
    """

    kind: Kind
    respondent: str
    place: Place
    factor: Factor | None
    box: Box
    example: Example
    seam: Seam | None


@dataclass(frozen=True, slots=True)
class Holes:
    """All that was found in an edition; ``more`` says of what more is missing than was listed."""

    found: tuple[Hole, ...]
    undecided: tuple[Undecided, ...]
    more: tuple[tuple[Text, Place], ...]


@dataclass(frozen=True, eq=False)
class _Wanted:
    """Something that is to be covered by parties: ``within`` a region."""

    kind: Kind
    respondent: str
    place: Place
    what: Text
    within: Region
    parties: tuple[Party, ...]
    factor: Factor | None = None


def find_holes(layout: Layout) -> Holes:
    """Return the holes of an edition in which a case can lie."""
    found: list[Hole] = []
    undecided: list[Undecided] = []
    more: list[tuple[Text, Place]] = []
    for wanted in _wanted(layout, undecided):
        try:
            if not _look(layout, wanted, found):
                more.append((wanted.what, wanted.place))
        except NotDecided as stopped:
            undecided.append(_undecided(wanted.what, wanted.place, stopped))
    return Holes(tuple(found), tuple(undecided), tuple(more))


def _undecided(what: Text, place: Place, stopped: NotDecided) -> Undecided:
    question = Text(f"{what.zh}是否有空档", f"whether there is a gap in {what.en}")
    return Undecided(question, place, stopped.steps)


def _wanted(layout: Layout, undecided: list[Undecided]) -> Iterator[_Wanted]:
    edition, space = layout.edition, layout.space
    first = edition.respondents[0]
    # A respondent beside the principal one need not be punished at all.
    yield _Wanted(
        "schedule",
        first,
        layout.own(first)[0].place,
        Text("裁量表", "the schedules"),
        space.everything,
        parties.schedules(layout, first),
    )
    for schedule in edition.schedules:
        try:
            yield from _in_schedule(layout, schedule)
        except NotDecided as stopped:
            what = Text(f"裁量表 {schedule.id}", f"schedule {schedule.id}")
            undecided.append(_undecided(what, schedule.place, stopped))


def _in_schedule(layout: Layout, schedule: Schedule) -> Iterator[_Wanted]:
    what = Text(f"裁量表 {schedule.id} 的处罚依据", f"the bases of schedule {schedule.id}")
    alone, who = layout.alone(schedule), schedule.respondent
    yield _Wanted("basis", who, schedule.place, what, alone, parties.bases(layout, schedule))
    scopes = layout.scopes_of(schedule)
    governed = union(layout.space, (scope.region for scope in scopes))
    table = schedule.table
    if isinstance(table, Points):
        for factor in table.factors:
            what = Text(f"裁量因素“{factor.label.zh}”", f"the factor “{factor.label.en}”")
            levels = parties.levels(layout, factor, scopes)
            yield _Wanted("level", who, factor.place, what, governed, levels, factor)
        return
    what = Text(f"裁量表 {schedule.id} 的档次", f"the tiers of schedule {schedule.id}")
    if table.by_grade:
        # The grade finds a row wherever the basis has one.
        governed = union(layout.space, (scope.region for scope in scopes if not scope.rows))
        yield _Wanted("row", who, schedule.place, what, governed, ())
        return
    yield _Wanted("row", who, schedule.place, what, governed, parties.rows(layout, scopes))


def _look(layout: Layout, wanted: _Wanted, found: list[Hole]) -> bool:
    """Add what is missing to ``found``; return whether that is all of it."""
    space = layout.space
    held = union(space, (party.region for party in wanted.parties))
    forbidden = held | (space.everything - wanted.within)
    try:
        missing = wanted.within - held
        required = missing - layout.unreachable
        stated = cover(required, missing, forbidden)
    except NotDecided:
        return _look_lazily(layout, wanted, forbidden, found)
    for box in stated.boxes:
        _add(layout, wanted, box, required, found)
    return stated.complete


def _look_lazily(layout: Layout, wanted: _Wanted, forbidden: Region, found: list[Hole]) -> bool:
    """Add boxes that are missing one after the other, where there is too much to work out all of it.

    Raises NotDecided if it is not even certain that something is missing.
    """
    known = [box for party in wanted.parties for box in party.region.boxes]
    holes = lazily(wanted.within, [*known, *layout.unreachable.boxes], forbidden.boxes)
    number = 0
    try:
        for seed, box in islice(holes, MAX_STATED):
            _add(layout, wanted, box, Region(layout.space, (seed,)), found)
            number += 1
        return next(holes, None) is None
    except NotDecided:
        if number:
            return False
        raise


def _add(layout: Layout, wanted: _Wanted, box: Box, required: Region, found: list[Hole]) -> None:
    """Add a box of cases for which nothing is provided, if a case can lie in it."""
    example = example_in(layout, box, required, wanted.respondent)
    if example is not None:
        seam = seam_of_gap(layout.space, box, wanted.parties)
        found.append(
            Hole(wanted.kind, wanted.respondent, wanted.place, wanted.factor, box, example, seam)
        )


def gap_of_levels(layout: Layout, scopes: Sequence[Scope], factors: Sequence[Factor]) -> Region:
    """Return the cases in which some factor has no level, so that nothing else of it matters."""
    found = layout.space.nothing
    governed = union(layout.space, (scope.region for scope in scopes))
    for factor in factors:
        held = union(layout.space, (p.region for p in parties.levels(layout, factor, scopes)))
        found |= governed - held
    return found
