"""PB0441: the band of a tier, before rounding, lies in the range of its basis whatever the case.

A statement for each schedule, basis and row; one for a table by points and each basis. Rows of the
mitigated grade with a ground may go below the minimum and are left out. A band that holds no amount in
some case leaves nothing there; that is a gap (PB0430), not an amount outside the law.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from penaltybench.proof.amounts import BandTerms, BoundsTerms, Reckoner
from penaltybench.proof.encode import (
    bases_alone,
    is_excepted,
    reckoner,
    rows_alone,
    total_of,
)
from penaltybench.proof.question import NO_SOLVER, Question, Solver
from penaltybench.proof.search import Cells, Ground, TooMany, leaves
from penaltybench.proof.signs import offending_points
from penaltybench.proof.statement import DATES, FAULT, Proof
from penaltybench.proof.subject import Subject, refuted_by, takes
from penaltybench.proof.term import (
    FALSE,
    Formula,
    Term,
    all_of,
    any_of,
    below,
    conditioned,
    constant,
    negation,
    only,
)
from penaltybench.proof.totals import OpenTotal, open_total
from penaltybench.proof.variables import declare, domains
from penaltybench.ruleset.edition import (
    Basis,
    Edition,
    Points,
    Row,
    Schedule,
    table_facts,
)

MAX_LEAVES = 2_000
"""So many combinations of cells are looked at for one statement without a solver."""
MAX_POINTS = 12


def envelope_proofs(edition: Edition, ground: Ground, solver: Solver | None) -> Iterator[Proof]:
    """Yield a proof for each schedule, basis and row of an edition."""
    for schedule in edition.schedules:
        for basis in schedule.bases:
            if basis.fine is None:
                continue
            for row in rows_under(schedule, basis):
                yield _proved(Subject(edition, ground, schedule, basis, row), solver)


def rows_under(schedule: Schedule, basis: Basis) -> Iterator[Row | None]:
    """Yield the rows that must stay inside the basis; None for a table by points."""
    if isinstance(schedule.table, Points):
        yield None
        return
    for row in schedule.table.rows:
        if (not row.basis or basis.id in row.basis) and not is_excepted(row, row.fine):
            yield row


def _proved(subject: Subject, solver: Solver | None) -> Proof:
    found = by_cells(subject)
    if found is not None:
        return found
    if solver is None:
        return Proof(subject.statement, "undecided", reason=NO_SOLVER)
    return by_solver(subject, solver)


# --- without a solver -----------------------------------------------------------------------------


def by_cells(subject: Subject) -> Proof | None:
    """Return a proof by cells and straight pieces alone; None if they do not decide."""
    whole = _claims(subject, {})
    if whole is not None and all(whole.terms.sure(slack) for slack in whole.slacks):
        return Proof(subject.statement, "proved", "cells")
    decided = True
    try:
        for leaf in leaves(subject.ground, lambda cells: _applies(subject, cells), MAX_LEAVES):
            claims = _claims(subject, leaf.cells) if leaf.found else None
            if claims is None or all(claims.terms.sure(slack) for slack in claims.slacks):
                continue
            refuted = _refuted(subject, leaf.cells, claims)
            if refuted is not None:
                return refuted
            decided = False
    except TooMany:
        return None
    return Proof(subject.statement, "proved", "cells") if decided else None


def _applies(subject: Subject, cells: Cells) -> bool:
    return takes(subject, subject.ground.facts(cells))


@dataclass(frozen=True)
class _Claims:
    """Terms that must not be negative; ``open`` is the total of points that is not known."""

    terms: Reckoner
    slacks: tuple[Term, ...]
    open: OpenTotal | None


def _claims(subject: Subject, cells: Cells) -> _Claims | None:
    """Return what must hold where the facts lie in ``cells``; None if nothing can go wrong there."""
    box = subject.ground.box(cells)
    terms = reckoner(subject.edition, subject.schedule, box, {})
    if subject.row is not None:
        bounds, band = _bounds_and_band(subject, terms, constant(0))
        total = None
    else:
        total = open_total(subject.ground, subject.schedule, cells)
        if total is None:
            return None
        # The amount rises or falls with the total: only the ends of the total matter.
        bounds, least = _bounds_and_band(subject, terms, constant(total.least))
        _, most = _bounds_and_band(subject, terms, constant(total.most))
        band = BandTerms(terms.least(least.low, most.low), terms.greatest(least.high, most.high))
    if bounds.ordered == FALSE or terms.sure(band.low - band.high, strict=True):
        return None
    return _Claims(terms, (band.low - bounds.low, bounds.high - band.high), total)


def _bounds_and_band(
    subject: Subject, terms: Reckoner, total: Term
) -> tuple[BoundsTerms, BandTerms]:
    assert subject.basis.fine is not None
    bounds = terms.statutory(subject.basis.fine)
    if subject.row is not None:
        assert subject.row.fine is not None
        return bounds, terms.tier_band(subject.row.fine, bounds)
    table = subject.schedule.table
    assert isinstance(table, Points)
    amount = terms.points_amount(table, bounds, total)
    return bounds, BandTerms(amount, amount)


def _refuted(subject: Subject, cells: Cells, claims: _Claims) -> Proof | None:
    """Return the proof that a case leaves the range, if one of those to try does."""
    ends: list[Cells] = [{}]
    if claims.open is not None:
        ends = [claims.open.lightest, claims.open.heaviest]
    for slack in claims.slacks:
        for point in islice(offending_points(slack, claims.terms.box), MAX_POINTS):
            for more in ends:
                values = subject.ground.values({**more, **cells}, point)
                found = None if values is None else refuted_by(subject, values, "cells")
                if found is not None:
                    return found
    return None


# --- with a solver --------------------------------------------------------------------------------


def by_solver(subject: Subject, solver: Solver) -> Proof:
    """Return what the solver says of the statement."""
    edition, schedule = subject.edition, subject.schedule
    names = frozenset().union(
        *(table_facts(one) for one in edition.schedules if one.respondent == schedule.respondent)
    )
    variables = declare(edition, {name: name for name in sorted(names)})
    terms = reckoner(edition, schedule, variables.box, {})
    guard, total = _guard(subject)
    bounds, band = _bounds_and_band(subject, terms, total)
    outside = any_of([below(band.low, bounds.low), below(bounds.high, band.high)])
    formula = all_of([guard, bounds.ordered, negation(band.is_empty), outside])
    answer = solver.ask(Question(variables.facts, formula, domains(variables)))
    if answer.exists is False:
        return Proof(subject.statement, "proved", "solver")
    if answer.values is None:
        return Proof(subject.statement, "undecided", "solver", reason=answer.reason)
    found = refuted_by(subject, answer.values, "solver")
    if found is not None:
        return found
    reason = DATES if variables.loose else FAULT
    return Proof(subject.statement, "undecided", "solver", reason=reason)


def _guard(subject: Subject) -> tuple[Formula, Term]:
    """Return when the subject decides, and the total of points (nothing for a row)."""
    edition, schedule, basis = subject.edition, subject.schedule, subject.basis
    own = [one for one in edition.schedules if one.respondent == schedule.respondent]
    conditions = [conditioned(one.when, {}, {}) for one in own]
    parts = [only(conditions, own.index(schedule))]
    parts += [formula for formula, one in bases_alone(schedule, {}) if one is basis]
    table = schedule.table
    if isinstance(table, Points):
        formula, total = total_of(table, dict(schedule.sets), {})
        return all_of([*parts, formula]), total
    if not table.by_grade:
        rows = rows_alone(table, schedule, basis, {})
        parts += [formula for formula, row in rows if row is subject.row]
    return all_of(parts), constant(0)
