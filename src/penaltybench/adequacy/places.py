"""The places of an edition that decide: every condition with its owner, every factor of points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from penaltybench.condition import Condition, UnaryTest
from penaltybench.ruleset.edition import Edition, Factor, Points, Row, Schedule
from penaltybench.text import Text
from penaltybench.words import citations_words


@dataclass(frozen=True, slots=True)
class Owner:
    """What has a condition: a schedule, a basis, a row or a circumstance.

    ``path`` names it inside the edition; ``schedule`` is the one that reads its facts (None: all do).
    """

    path: str
    title: Text
    when: Condition
    schedule: Schedule | None

    def leaves(self) -> Iterator[tuple[int, str, UnaryTest]]:
        """Yield the number of every test of the condition, its fact and the test."""
        for index, (fact, test) in enumerate(self.when.leaves()):
            yield index, fact, test


def owners(edition: Edition) -> Iterator[Owner]:
    """Yield everything in the edition that has a condition which asks something."""
    for owner in _all(edition):
        if not owner.when.is_always:
            yield owner


def _all(edition: Edition) -> Iterator[Owner]:
    for schedule in edition.schedules:
        yield Owner(schedule.id, schedule.label, schedule.when, None)
        for basis in schedule.bases:
            statute = Text(*(citations_words([basis.statute], one) for one in ("zh", "en")))
            yield Owner(f"{schedule.id}/basis/{basis.id}", statute, basis.when, schedule)
        for row in rows_of(schedule):
            yield Owner(f"{schedule.id}/{row.id}", row.title, row.when, schedule)
    for circumstance in edition.circumstances:
        if circumstance.when is not None and circumstance.source == edition.id:
            path = f"circumstances/{circumstance.id}"
            yield Owner(path, circumstance.label, circumstance.when, None)


def rows_of(schedule: Schedule) -> tuple[Row, ...]:
    """Return the rows of a schedule by tiers; none for one by points."""
    return () if isinstance(schedule.table, Points) else schedule.table.rows


def factors_of(schedule: Schedule) -> tuple[Factor, ...]:
    """Return the factors of a schedule by points; none for one by tiers."""
    return schedule.table.factors if isinstance(schedule.table, Points) else ()
