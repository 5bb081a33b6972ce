"""Where an edition provides twice: two schedules, bases, tiers or levels for the same case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from penaltybench.checks import parties
from penaltybench.checks.cases import Example, example_in
from penaltybench.checks.holes import gap_of_levels
from penaltybench.checks.layout import Layout, Scope
from penaltybench.checks.outcomes import differences
from penaltybench.checks.parties import Kind, Party
from penaltybench.checks.seam import Seam, seam_of_overlap
from penaltybench.checks.undecided import Undecided
from penaltybench.diagnostics import Place
from penaltybench.regions import Box, NotDecided, Region, cover, first_uncovered
from penaltybench.ruleset.edition import Points, Schedule
from penaltybench.text import Text

MAX_PAIRS = 60
"""The most pairs of one table that are looked at; the rest is counted."""


@dataclass(frozen=True, eq=False)
class Meeting:
    """A box of cases for which two parties hold at once.

    ``differ`` says in what their results differ; nothing if they are the same. ``seam`` is set if the
    box is one boundary value at which both end.
    """

    respondent: str
    one: Party
    other: Party
    box: Box
    example: Example
    differ: tuple[Text, ...]
    seam: Seam | None


@dataclass(frozen=True, slots=True)
class More:
    """How many further pairs of a ``kind`` hold at once that were not looked at, and one's place."""

    kind: Kind
    number: int
    place: Place


@dataclass(frozen=True, slots=True)
class Meetings:
    """All that was found in an edition, what was only counted, and what was not decided."""

    found: tuple[Meeting, ...]
    more: tuple[More, ...]
    undecided: tuple[Undecided, ...]


def find_meetings(layout: Layout) -> Meetings:
    """Return the overlaps of an edition in which a case can lie."""
    search = _Search(layout)
    for respondent in layout.edition.respondents:
        search.look(respondent, parties.schedules(layout, respondent))
        for schedule in layout.own(respondent):
            try:
                search.in_schedule(schedule)
            except NotDecided as stopped:
                what = Text(f"裁量表 {schedule.id}", f"schedule {schedule.id}")
                search.not_decided(what, schedule.place, stopped)
    return Meetings(tuple(search.found), tuple(search.more), tuple(search.undecided))


class _Search:
    """Collects the overlaps of one edition."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.found: list[Meeting] = []
        self.more: list[More] = []
        self.undecided: list[Undecided] = []

    def not_decided(self, what: Text, place: Place, stopped: NotDecided) -> None:
        """Say of what it is not known whether it overlaps."""
        question = Text(
            f"{what.zh}的规定是否重叠", f"whether anything in {what.en} holds twice for a case"
        )
        self.undecided.append(Undecided(question, place, stopped.steps))

    def in_schedule(self, schedule: Schedule) -> None:
        """Look at the bases of a schedule, and at its rows or levels."""
        layout, who, table = self.layout, schedule.respondent, schedule.table
        self.look(who, parties.bases(layout, schedule))
        scopes = layout.scopes_of(schedule)
        if isinstance(table, Points):
            gap = gap_of_levels(layout, scopes, table.factors)
            for factor in table.factors:
                self.look(who, parties.levels(layout, factor, scopes), scopes, gap)
        elif not table.by_grade and not table.first_hit:
            self.look(who, parties.rows(layout, scopes), scopes)

    def look(
        self,
        respondent: str,
        among: Sequence[Party],
        scopes: Sequence[Scope] = (),
        apart: Region | None = None,
    ) -> None:
        """Look at every pair; what lies in ``apart`` does not count."""
        pairs = [
            (one, other)
            for one, other in combinations(among, 2)
            if not (one.region & other.region).is_empty
        ]
        outside = _Outside()
        for one, other in pairs[:MAX_PAIRS]:
            try:
                self._pair(respondent, one, other, scopes, apart, outside)
            except NotDecided as stopped:
                self._narrow(respondent, one, other, scopes, apart, stopped)
        if len(pairs) > MAX_PAIRS:
            one, _ = pairs[MAX_PAIRS]
            self.more.append(More(one.kind, len(pairs) - MAX_PAIRS, one.place))

    def _pair(
        self,
        respondent: str,
        one: Party,
        other: Party,
        scopes: Sequence[Scope],
        apart: Region | None,
        outside: _Outside,
    ) -> None:
        layout = self.layout
        both = one.region & other.region
        forbidden = outside.of(one) | outside.of(other)
        if apart is not None:
            both, forbidden = both - apart, forbidden | apart
        required = both - layout.unreachable
        differ = differences(one, other, both, scopes)
        stated = cover(required, both, forbidden)
        for box in stated.boxes:
            example = example_in(layout, box, required, respondent)
            if example is not None:
                seam = seam_of_overlap(layout.space, box, one, other)
                self.found.append(Meeting(respondent, one, other, box, example, differ, seam))
        if not stated.complete:
            self.more.append(More(one.kind, 1, one.place))

    def _narrow(
        self,
        respondent: str,
        one: Party,
        other: Party,
        scopes: Sequence[Scope],
        apart: Region | None,
        stopped: NotDecided,
    ) -> None:
        """Add one overlap of a pair whose overlaps are too intricate to be stated."""
        layout, both = self.layout, one.region & other.region
        spared = [*layout.unreachable.boxes, *(apart.boxes if apart is not None else ())]
        try:
            seeds = (first_uncovered(box, spared) for box in both.boxes)
            seed = next((seed for seed in seeds if seed is not None), None)
        except NotDecided:
            what = Text(f"{one.name.zh}与{other.name.zh}", f"{one.name.en} and {other.name.en}")
            self.not_decided(what, one.place, stopped)
            return
        if seed is None:
            return
        example = example_in(layout, seed, Region(layout.space, (seed,)), respondent)
        if example is not None:
            differ = differences(one, other, both, scopes)
            self.found.append(Meeting(respondent, one, other, seed, example, differ, None))
            self.more.append(More(one.kind, 1, one.place))


class _Outside:
    """The cases in which each party does not hold, worked out once."""

    def __init__(self) -> None:
        self._known: dict[Party, Region] = {}

    def of(self, party: Party) -> Region:
        """Return the complement of a party's region."""
        if party not in self._known:
            self._known[party] = party.region.space.everything - party.region
        return self._known[party]
