"""What one tier, or a total of points, comes to under one course: an option with its amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from penaltybench.amount import (
    Band,
    Bounds,
    Fine,
    Reader,
    Total,
    adjusted,
    capped,
    clipped,
    fine_of,
    points_amount,
    readers,
    statutory,
    statutory_range,
    tier_band,
)
from penaltybench.condition import evaluate, unknown_facts
from penaltybench.facts import Facts
from penaltybench.grade import Course, Direction, graded
from penaltybench.interval import Interval
from penaltybench.rounding import Pin, Settled, settle
from penaltybench.ruleset.edition import (
    Basis,
    CapRule,
    Edition,
    Points,
    Row,
    Schedule,
    range_facts,
)
from penaltybench.ruleset.models import Adjustment, Grade, PenaltyKind, PenaltyTerm, TierFine
from penaltybench.text import Text
from penaltybench.unknown import UnknownFactsError


@dataclass(frozen=True, slots=True)
class Penalty:
    """A penalty kind that must or may be imposed beside the fine; ``days`` where it has a length."""

    kind: PenaltyKind
    force: Literal["must", "may"]
    days: Interval[int] | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One result that the law leaves open: grade, fine (None: no fine), other penalties.

    ``course`` says which circumstances lead to it, ``tier`` is the row (None in a table by points),
    ``needs`` are formalities (reasons, deliberation), ``below_minimum`` says that the fine may lie
    below the statutory minimum: only for a mitigated grade. ``statutory`` is the range of the law.
    """

    grade: Grade
    course: Course
    tier: Row | None
    fine: Fine | None
    penalties: tuple[Penalty, ...]
    orders: tuple[Text, ...]
    needs: tuple[str, ...] = ()
    below_minimum: bool = False
    statutory: Fine | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What is fixed before a course is chosen: edition, schedule, basis, and the respondent's facts."""

    edition: Edition
    schedule: Schedule
    basis: Basis
    facts: Facts


@dataclass(frozen=True, slots=True)
class Movement:
    """What a course does to an amount.

    ``direction`` is "none" where the tier itself was chosen by the course; ``pin`` fixes the
    amount at an end of the tier's band.
    """

    direction: Direction
    adjustment: Adjustment | None = None
    bound: bool = False
    pin: Pin | None = None


def adjustment_of(schedule: Schedule, course: Course) -> Adjustment | None:
    """Return what the schedule declares for the direction of a course."""
    match course.direction:
        case "severe":
            return schedule.adjust.severe
        case "lenient":
            return schedule.adjust.lenient
        case "mitigated":
            return schedule.adjust.mitigated
        case _:
            return None


def movement_of(schedule: Schedule, course: Course) -> Movement:
    """Return what a course does to the amount of a tier that the facts chose."""
    return Movement(course.direction, adjustment_of(schedule, course), course.bound)


def exempt(course: Course, row: Row | None = None) -> Option:
    """Return the option without penalty."""
    orders = row.orders if row is not None else ()
    return Option(Grade.EXEMPT, course, row, None, (), orders, course.needs)


def of_row(
    setting: Setting, row: Row, course: Course, grade: Grade, movement: Movement
) -> Option | None:
    """Return the option of a tier; None if its band is empty in this statutory range."""
    if grade is Grade.EXEMPT or row.grade is Grade.EXEMPT:
        return exempt(course, row)
    basis, below = setting.basis, grade is Grade.MITIGATED
    fine: Fine | None = None
    range_: Fine | None = None
    if row.fine is not None and basis.fine is not None:
        names = range_facts(basis.fine) | {part.per for part in row.fine.plus}
        names |= {row.fine.base} if row.fine.base else set()
        reading = readers(setting.facts, frozenset(names))
        pieces = [_piece(setting, row.fine, read, movement, below=below) for read in reading]
        ends = _settled_ends(setting, pieces, below=below)
        if ends is None:
            return None
        fine = fine_of(*ends)
        if any(piece.band.is_empty for piece in pieces):
            # Some of the numbers that are possible leave a gap.
            fine = replace(fine, suggested=None)
        range_ = statutory_range(basis.fine, reading)
    penalties = _penalties(basis, row.also)
    orders = (*basis.orders, *row.orders)
    needs = _needs(course, setting.schedule)
    return Option(grade, course, row, fine, penalties, orders, needs, below, range_)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What of a tier's band is admissible for one reading of the facts (maybe nothing)."""

    band: Band
    pin: Pin | None
    bounds: Bounds


def _piece(
    setting: Setting, fine: TierFine, read: Reader, movement: Movement, *, below: bool
) -> _Piece:
    assert setting.basis.fine is not None
    bounds = statutory(setting.basis.fine, read)
    return _admissible(setting, tier_band(fine, bounds, read), bounds, movement, below=below)


def of_points(setting: Setting, table: Points, total: Total, course: Course) -> Option | None:
    """Return the option of a total of points, which may be a range while factors are open."""
    if course.direction == "exempt":
        return exempt(course)
    basis, grade = setting.basis, graded(Grade.ORDINARY, course)
    below = grade is Grade.MITIGATED
    fine: Fine | None = None
    range_: Fine | None = None
    if basis.fine is not None:
        reading = readers(setting.facts, range_facts(basis.fine))
        ends = [(reading[0], total.low), (reading[-1], total.high)]
        settled = [
            _points_settled(setting, table, read, share, course, below=below)
            for read, share in dict.fromkeys(ends)
        ]
        if any(one is None for one in settled):
            return None
        fine = fine_of(*(one for one in settled if one is not None))
        range_ = statutory_range(basis.fine, reading)
    needs = _needs(course, setting.schedule)
    penalties = _penalties(basis, ())
    return Option(grade, course, None, fine, penalties, basis.orders, needs, below, range_)


def _points_settled(
    setting: Setting,
    table: Points,
    read: Reader,
    share: Fraction,
    course: Course,
    *,
    below: bool,
) -> Settled | None:
    assert setting.basis.fine is not None
    bounds = statutory(setting.basis.fine, read)
    amount = min(max(points_amount(table, bounds, share), bounds.low), bounds.high)
    movement = movement_of(setting.schedule, course)
    return _settled(setting, Interval(amount, amount), bounds, movement, below=below)


def _settled(
    setting: Setting, band: Band, bounds: Bounds, movement: Movement, *, below: bool
) -> Settled | None:
    """Move, cap, clip and round a band; None if nothing of it is left."""
    piece = _admissible(setting, band, bounds, movement, below=below)
    if piece.band.is_empty:
        return None
    return _rounded(setting, piece.band, piece.pin, bounds, bounds, below=below)


def _admissible(
    setting: Setting, band: Band, bounds: Bounds, movement: Movement, *, below: bool
) -> _Piece:
    """Move, cap and clip a band."""
    if band.is_empty:
        return _Piece(band, None, bounds)
    edition = setting.edition
    band, pin = adjusted(
        band, bounds, movement.direction, movement.adjustment, bound=movement.bound
    )
    if edition.cap is not None and _cap_applies(edition.cap, setting.facts):
        band = capped(band, bounds, edition.cap.model)
    return _Piece(clipped(band, bounds, below_minimum=below), movement.pin or pin, bounds)


def _settled_ends(
    setting: Setting, pieces: Sequence[_Piece], *, below: bool
) -> tuple[Settled, ...] | None:
    """Return the results for the least and the greatest number; None if no number gives any.

    Both ends of a band grow with the numbers, so that whatever numbers between leave something of
    it, that lies between the low end for the least and the high end for the greatest.
    """
    least, greatest = pieces[0], pieces[-1]
    whole = Interval(
        least.band.low, greatest.band.high, least.band.low_open, greatest.band.high_open
    )
    if whole.is_empty:
        return None
    return tuple(
        _rounded(setting, whole, None, least.bounds, greatest.bounds, below=below)
        if piece.band.is_empty
        else _rounded(setting, piece.band, piece.pin, piece.bounds, piece.bounds, below=below)
        for piece in dict.fromkeys((least, greatest))
    )


def _rounded(
    setting: Setting,
    band: Band,
    pin: Pin | None,
    floor: Bounds,
    ceiling: Bounds,
    *,
    below: bool,
) -> Settled:
    edition = setting.edition
    envelope = Interval(Fraction(0) if below else floor.low, ceiling.high)
    return settle(band, envelope, edition.rounding, edition.suggest, pin)


def _cap_applies(cap: CapRule, facts: Facts) -> bool:
    if cap.unless is None:
        return True
    truth = evaluate(cap.unless, facts.values)
    if truth is None:
        raise UnknownFactsError(unknown_facts(cap.unless, facts.values))
    return not truth


def _needs(course: Course, schedule: Schedule) -> tuple[str, ...]:
    adjustment = adjustment_of(schedule, course)
    return tuple(sorted({*course.needs, *(adjustment.needs if adjustment else ())}))


def _penalties(
    basis: Basis, also: Sequence[tuple[PenaltyKind, PenaltyTerm]]
) -> tuple[Penalty, ...]:
    """Return the basis's penalties as the tier narrows them, in the order of the Act."""
    terms = dict(basis.penalties)
    for kind, term in also:
        allowed = terms.get(kind)
        days = term.days if term.days is not None else allowed.days if allowed else None
        terms[kind] = PenaltyTerm(force=term.force, days=days)
    return tuple(
        Penalty(kind, terms[kind].force, terms[kind].days) for kind in PenaltyKind if kind in terms
    )
