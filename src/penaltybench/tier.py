"""Edition and facts give, for a respondent, the schedule, the basis and the tier that apply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from penaltybench.condition import Condition, evaluate, unknown_facts
from penaltybench.facts import Facts
from penaltybench.ruleset.edition import Basis, Edition, Row, Schedule, Tiers
from penaltybench.ruleset.models import Grade
from penaltybench.unknown import UnknownFactsError


class _Conditional(Protocol):
    @property
    def when(self) -> Condition: ...


C = TypeVar("C", bound=_Conditional)


@dataclass(frozen=True, slots=True)
class Selected:
    """What applies: none of ``schedules`` or ``bases`` is a gap, several are a conflict."""

    schedules: tuple[Schedule, ...]
    bases: tuple[Basis, ...] = ()

    @property
    def is_single(self) -> bool:
        """Whether exactly one schedule and one basis apply."""
        return len(self.schedules) == len(self.bases) == 1


def select(edition: Edition, respondent: str, facts: Facts) -> Selected:
    """Return the schedule and the basis that apply; raises UnknownFactsError if it is open which."""
    own = [schedule for schedule in edition.schedules if schedule.respondent == respondent]
    schedules = holding(own, facts)
    if len(schedules) != 1:
        return Selected(schedules)
    facts = facts_of(schedules[0], facts)
    return Selected(schedules, holding(schedules[0].bases, facts))


def facts_of(schedule: Schedule, facts: Facts) -> Facts:
    """Return the facts as they are for the respondent of the schedule."""
    for name, value in schedule.sets:
        facts = facts.supposing(name, value)
    return facts


def select_rows(table: Tiers, basis: Basis, facts: Facts) -> tuple[Row, ...]:
    """Return the tiers whose conditions hold; raises UnknownFactsError if it is open which."""
    rows = _rows_of(table, basis)
    if not table.first_hit:
        return holding(rows, facts)
    for row in rows:
        truth = evaluate(row.when, facts.values)
        if truth is None:
            raise UnknownFactsError(unknown_facts(row.when, facts.values))
        if truth:
            return (row,)
    return ()


def row_of_grade(table: Tiers, basis: Basis, grade: Grade) -> Row | None:
    """Return the tier of a table by grade, or the nearest one: of two as near, the lighter.

    A tier without penalty is never near where there are others: exemption is a decision of its own.
    """
    rows = _rows_of(table, basis)
    if grade is not Grade.EXEMPT:
        rows = tuple(row for row in rows if row.grade is not Grade.EXEMPT) or rows
    return min(rows, key=lambda r: (abs(r.grade.rank - grade.rank), r.grade.rank), default=None)


def neighbour(table: Tiers, basis: Basis, row: Row, step: int) -> Row:
    """Return the tier ``step`` rows away (rows are written from light to heavy), or the last one."""
    rows = _rows_of(table, basis)
    return rows[min(max(rows.index(row) + step, 0), len(rows) - 1)]


def _rows_of(table: Tiers, basis: Basis) -> tuple[Row, ...]:
    return tuple(row for row in table.rows if not row.basis or basis.id in row.basis)


def holding(items: Iterable[C], facts: Facts) -> tuple[C, ...]:
    """Return the items whose condition holds; raises UnknownFactsError while one is unknown."""
    held: list[C] = []
    unknown: list[str] = []
    for item in items:
        truth = evaluate(item.when, facts.values)
        if truth is None:
            unknown.extend(unknown_facts(item.when, facts.values))
        elif truth:
            held.append(item)
    if unknown:
        raise UnknownFactsError(unknown)
    return tuple(held)
