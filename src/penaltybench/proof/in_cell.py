"""What an edition makes of all cases in which the facts lie in certain cells, as terms.

The straight line of :mod:`penaltybench.decide` with circumstances set aside; which schedule, basis and
row apply is the same for every case of the cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from penaltybench.condition import evaluate, unknown_facts
from penaltybench.facts import Facts
from penaltybench.proof.box import Box, Span
from penaltybench.proof.encode import Came, Names, came_by_points, came_by_row, reckoner
from penaltybench.proof.search import Cells, Ground
from penaltybench.proof.term import FALSE, TRUE, constant, number
from penaltybench.proof.totals import OpenTotal, open_total
from penaltybench.ruleset.edition import Basis, Edition, Points, Row, Tiers
from penaltybench.ruleset.models import Grade
from penaltybench.tier import facts_of, row_of_grade, select, select_rows
from penaltybench.unknown import UnknownFactsError
from penaltybench.values import Value

Nothing = Literal["gap", "conflict", "not_punished"]
REST = "total of what is open"
"""The number that stands for the shares of factors that are open."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How numbers are read: under another variable, or as a known number.

    ``open`` are the factors of points that may stay open (None: all of them).
    """

    names: Names = field(default_factory=dict)
    numbers: Mapping[str, Fraction] = field(default_factory=dict)
    open: frozenset[str] | None = None


AS_THEY_ARE = Choices()


@dataclass(frozen=True, slots=True)
class InCell:
    """What follows, as terms over the numbers of ``box``; ``open`` tells of factors that are open.

    The total of the open factors is a number of its own in the terms.
    """

    came: Came
    box: Box
    open: OpenTotal | None = None

    @property
    def is_sure(self) -> bool:
        """Whether something follows in every case of the cells."""
        return self.came.empty == FALSE


def in_cell(
    edition: Edition,
    respondent: str,
    ground: Ground,
    cells: Cells,
    choices: Choices = AS_THEY_ARE,
) -> InCell | Nothing:
    """Return what follows where the facts lie in ``cells``.

    Raises UnknownFactsError while it is open which schedule, basis or row applies, and for factors
    that may not stay open.
    """
    known = Facts({name: cell.value for name, cell in cells.items() if name in edition.facts})
    selected = select(edition, respondent, known)
    if not selected.is_single:
        if not selected.schedules and respondent != edition.respondents[0]:
            return "not_punished"
        several = len(selected.schedules) > 1 or len(selected.bases) > 1
        return "conflict" if several else "gap"
    schedule, basis = selected.schedules[0], selected.bases[0]
    facts = facts_of(schedule, known)
    capped = _is_capped(edition, facts)
    box = dict(ground.box(cells))
    for name, variable in choices.names.items():
        box[variable] = box[name]
    table = schedule.table
    total = None
    if isinstance(table, Points):
        _refuse_open(table, dict(schedule.sets), cells, choices.open)
        total = open_total(ground, schedule, cells)
        if total is None:
            return "gap"
        rest = REST if choices.open is not None else f"{schedule.id}: {REST}"
        box[rest] = Span(total.low, total.high)
        terms = reckoner(edition, schedule, box, choices.names, choices.numbers)
        share = constant(total.least)
        if total.low < total.high:
            share = constant(total.known) + number(rest, whole=False)
        came = came_by_points(edition, schedule, basis, share, terms, capped=capped)
    else:
        row = _row(table, basis, facts)
        if row is None or isinstance(row, str):
            return row or "gap"
        terms = reckoner(edition, schedule, box, choices.names, choices.numbers)
        came = came_by_row(
            edition, schedule, basis, row, terms, capped=capped, by_grade=table.by_grade
        )
    return "gap" if came.empty == TRUE else InCell(came, box, total)


def _refuse_open(
    table: Points, fixed: Mapping[str, Value], cells: Cells, allowed: frozenset[str] | None
) -> None:
    wanted = [
        factor.fact
        for factor in table.factors
        if allowed is not None
        and factor.fact not in allowed
        and factor.fact not in cells
        and factor.fact not in fixed
    ]
    if wanted:
        raise UnknownFactsError(wanted)


def _row(table: Tiers, basis: Basis, facts: Facts) -> Row | Nothing | None:
    if table.by_grade:
        return row_of_grade(table, basis, Grade.ORDINARY)
    rows = select_rows(table, basis, facts)
    return "conflict" if len(rows) > 1 else rows[0] if rows else None


def _is_capped(edition: Edition, facts: Facts) -> bool:
    if edition.cap is None or edition.cap.unless is None:
        return edition.cap is not None
    truth = evaluate(edition.cap.unless, facts.values)
    if truth is None:
        raise UnknownFactsError(unknown_facts(edition.cap.unless, facts.values))
    return not truth
