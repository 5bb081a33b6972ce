"""What an edition makes of any case, as formulas and terms: without circumstances, for one respondent.

Every way to a result (schedule, basis, row, whether the cap applies) is one *outcome* with the formula
under which it comes about. The amounts are those of :mod:`penaltybench.proof.amounts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from penaltybench.proof.amounts import BandTerms, BoundsTerms, Reckoner, Settling, settle
from penaltybench.proof.box import Box
from penaltybench.proof.term import (
    FALSE,
    TRUE,
    Formula,
    Holds,
    Term,
    all_of,
    any_of,
    choice,
    conditioned,
    constant,
    exactly_one,
    negation,
    number,
    only,
)
from penaltybench.ruleset.edition import Basis, Edition, Points, Row, Schedule, Tiers
from penaltybench.ruleset.models import Grade, TierFine
from penaltybench.ruleset.published import Fact
from penaltybench.tier import row_of_grade
from penaltybench.values import FactType, Value

Names = Mapping[str, str]
"""The variable of a fact where it is not named like the fact."""


@dataclass(frozen=True, slots=True)
class Came:
    """What follows by one schedule, basis and row (None: a table by points), as terms in fen.

    ``raw`` is the band as the table states it, ``band`` what of it is admissible (None: no fine); the
    fine must lie in ``envelope``. ``empty`` says when nothing follows because no amount is left, or
    because the case itself gives a minimum above the maximum.
    """

    schedule: Schedule
    basis: Basis
    row: Row | None
    rank: int
    raw: BandTerms | None = None
    bounds: BoundsTerms | None = None
    band: BandTerms | None = None
    envelope: BandTerms | None = None
    empty: Formula = FALSE

    def settled(self, edition: Edition) -> Settling:
        """Return the amounts after rounding; nothing where there is no fine."""
        if self.band is None or self.envelope is None:
            return Settling(constant(0), constant(0), constant(0))
        return settle(self.band, self.envelope, edition.rounding, edition.suggest)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Every outcome with its formula, and when the respondent is not punished at all.

    ``contradictory``: when the case itself gives a minimum above the maximum.
    """

    punished: tuple[tuple[Formula, Came], ...]
    unpunished: Formula = FALSE
    contradictory: Formula = FALSE

    @property
    def some(self) -> Formula:
        """When the edition has a result."""
        return any_of([*(formula for formula, _ in self.punished), self.unpunished])


def number_of(fact: Fact, name: str | None = None) -> Term:
    """Return the number of a fact as a term."""
    return number(name or fact.id, whole=fact.type is not FactType.DECIMAL)


def reckoner(
    edition: Edition,
    schedule: Schedule,
    box: Box,
    names: Names,
    numbers: Mapping[str, Fraction] = MappingProxyType({}),
) -> Reckoner:
    """Return what makes the terms of a schedule, whose settings stand for the facts that they set.

    ``numbers`` are facts whose number is known.
    """
    fixed = dict(schedule.sets)

    def read(name: str) -> Term:
        if name in numbers and name not in fixed:
            return constant(numbers[name])
        if name in fixed:
            value = fixed[name]
            assert not isinstance(value, str | bool)
            return constant(Fraction(value))  # type: ignore[arg-type]
        return number_of(edition.facts[name], names.get(name))

    return Reckoner(box, read)


def came_by_row(
    edition: Edition,
    schedule: Schedule,
    basis: Basis,
    row: Row,
    terms: Reckoner,
    *,
    capped: bool,
    by_grade: bool = False,
) -> Came:
    """Return what follows by a row; a table by grade is left at the ordinary one."""
    if row.grade is Grade.EXEMPT:
        return Came(schedule, basis, row, Grade.EXEMPT.rank)
    grade = Grade.ORDINARY if by_grade else row.grade
    if row.fine is None or basis.fine is None:
        return Came(schedule, basis, row, grade.rank)
    bounds = terms.statutory(basis.fine)
    raw = terms.tier_band(row.fine, bounds)
    mitigated = grade is Grade.MITIGATED
    came = Came(schedule, basis, row, grade.rank, raw, bounds)
    return _admissible(edition, came, raw, terms, capped=capped, below=mitigated)


def came_by_points(
    edition: Edition,
    schedule: Schedule,
    basis: Basis,
    total: Term,
    terms: Reckoner,
    *,
    capped: bool,
) -> Came:
    """Return what follows by a total of points."""
    assert isinstance(schedule.table, Points)
    rank = Grade.ORDINARY.rank
    if basis.fine is None:
        return Came(schedule, basis, None, rank)
    bounds = terms.statutory(basis.fine)
    raw = terms.points_amount(schedule.table, bounds, total)
    point = terms.least(terms.greatest(raw, bounds.low), bounds.high)
    came = Came(schedule, basis, None, rank, BandTerms(raw, raw), bounds)
    return _admissible(edition, came, BandTerms(point, point), terms, capped=capped, below=False)


def _admissible(
    edition: Edition, came: Came, band: BandTerms, terms: Reckoner, *, capped: bool, below: bool
) -> Came:
    bounds = came.bounds
    assert bounds is not None
    empty = _settled(band, terms).is_empty
    if capped and edition.cap is not None:
        band = terms.capped(band, bounds, edition.cap.model)
    floor = constant(0) if below else bounds.low
    band = terms.clipped(band, floor, bounds.high)
    left = _settled(band, terms).is_empty
    return Came(
        came.schedule,
        came.basis,
        came.row,
        came.rank,
        came.raw,
        bounds,
        band,
        BandTerms(floor, bounds.high),
        any_of([empty, left, negation(bounds.ordered)]),
    )


def _settled(band: BandTerms, terms: Reckoner) -> BandTerms:
    """Return a band of which the box already says that it holds something, as a point."""
    strict = band.low_open != FALSE or band.high_open != FALSE
    if terms.sure(band.high - band.low, strict=strict):
        return BandTerms(constant(0), constant(0))
    return band


def outcomes(edition: Edition, respondent: str, box: Box, names: Names) -> Outcomes:
    """Return every outcome of an edition for a respondent that it knows."""
    own = [schedule for schedule in edition.schedules if schedule.respondent == respondent]
    conditions = [conditioned(schedule.when, {}, names) for schedule in own]
    found: list[tuple[Formula, Came]] = []
    for index, schedule in enumerate(own):
        alone = only(conditions, index)
        terms = reckoner(edition, schedule, box, names)
        for basis_alone, basis in bases_alone(schedule, names):
            for capped, when in _caps(edition, schedule, names):
                guard = all_of([alone, basis_alone, when])
                ways = _ways(edition, schedule, basis, terms, names, capped=capped)
                found.extend((all_of([guard, way]), came) for way, came in ways)
    secondary = respondent != edition.respondents[0]
    unpunished = all_of(negation(one) for one in conditions) if secondary else FALSE
    possible = tuple(
        (all_of([formula, negation(came.empty)]), came)
        for formula, came in found
        if formula != FALSE
    )
    contradictory = any_of(
        all_of([formula, negation(came.bounds.ordered)])
        for formula, came in found
        if came.bounds is not None
    )
    return Outcomes(possible, unpunished, contradictory)


def bases_alone(schedule: Schedule, names: Names) -> Iterator[tuple[Formula, Basis]]:
    """Yield each basis with the formula that it applies and no other."""
    fixed = dict(schedule.sets)
    conditions = [conditioned(basis.when, fixed, names) for basis in schedule.bases]
    for index, basis in enumerate(schedule.bases):
        yield only(conditions, index), basis


def _caps(edition: Edition, schedule: Schedule, names: Names) -> Iterator[tuple[bool, Formula]]:
    if edition.cap is None:
        yield False, TRUE
    elif edition.cap.unless is None:
        yield True, TRUE
    else:
        unless = conditioned(edition.cap.unless, dict(schedule.sets), names)
        yield False, unless
        yield True, negation(unless)


def _ways(
    edition: Edition,
    schedule: Schedule,
    basis: Basis,
    terms: Reckoner,
    names: Names,
    *,
    capped: bool,
) -> Iterator[tuple[Formula, Came]]:
    table = schedule.table
    if isinstance(table, Points):
        guard, total = total_of(table, dict(schedule.sets), names)
        yield guard, came_by_points(edition, schedule, basis, total, terms, capped=capped)
    elif table.by_grade:
        row = row_of_grade(table, basis, Grade.ORDINARY)
        if row is not None:
            yield (
                TRUE,
                came_by_row(edition, schedule, basis, row, terms, capped=capped, by_grade=True),
            )
    else:
        for guard, row in rows_alone(table, schedule, basis, names):
            yield guard, came_by_row(edition, schedule, basis, row, terms, capped=capped)


def rows_alone(
    table: Tiers, schedule: Schedule, basis: Basis, names: Names
) -> Iterator[tuple[Formula, Row]]:
    """Yield each row of a basis with the formula that it, and no other, decides."""
    fixed = dict(schedule.sets)
    rows = [row for row in table.rows if not row.basis or basis.id in row.basis]
    conditions = [conditioned(row.when, fixed, names) for row in rows]
    for index, row in enumerate(rows):
        if table.first_hit:
            before = [negation(one) for one in conditions[:index]]
            yield all_of([*before, conditions[index]]), row
        else:
            yield only(conditions, index), row


def total_of(table: Points, fixed: Mapping[str, Value], names: Names) -> tuple[Formula, Term]:
    """Return when every factor has one level, and the total of their shares."""
    guards: list[Formula] = []
    total = constant(0)
    for factor in table.factors:
        if factor.fact in fixed:
            held = [one.share for one in factor.levels if one.test.holds(fixed[factor.fact])]
            guards.append(TRUE if len(held) == 1 else FALSE)
            total = total + constant(held[0] if held else 0)
            continue
        variable = names.get(factor.fact, factor.fact)
        tests: list[Formula] = [Holds(variable, level.test) for level in factor.levels]
        guards.append(exactly_one(tests))
        shares = [constant(level.share) for level in factor.levels]
        total = total + choice(zip(tests, shares, strict=True), constant(0))
    return all_of(guards), total


def is_excepted(row: Row, fine: TierFine | None) -> bool:
    """Whether a row may leave the range of its basis: it punishes nothing, or it mitigates on a ground."""
    grounded = row.grade is Grade.MITIGATED and row.ground is not None
    return fine is None or row.grade is Grade.EXEMPT or grounded
