"""Ranges, bands and totals of points as terms: the same steps as :mod:`penaltybench.amount`.

Every function stands for the one of that module with the same task, and for :mod:`penaltybench.rounding`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from penaltybench.proof.box import Box
from penaltybench.proof.signs import never_negative
from penaltybench.proof.term import (
    FALSE,
    TRUE,
    Formula,
    Greatest,
    Least,
    Sign,
    Term,
    all_of,
    any_of,
    at_most,
    below,
    ceiling,
    choice,
    constant,
    floor,
    negation,
    of_atom,
    product,
)
from penaltybench.ruleset.edition import Points
from penaltybench.ruleset.models import (
    Cap,
    End,
    FactReference,
    FineRange,
    Increment,
    Quantity,
    Rounding,
    TierFine,
)

Read: TypeAlias = Callable[[str], Term]
"""Gives the number of a fact as a term."""


@dataclass(frozen=True, slots=True)
class BoundsTerms:
    """The statutory range, as :class:`penaltybench.amount.Bounds`.

    ``ordered``: the case does not itself give a minimum above the maximum.
    """

    low: Term
    high: Term
    start: Term
    ordered: Formula = TRUE


@dataclass(frozen=True, slots=True)
class BandTerms:
    """A band; the formulas say when its ends are open."""

    low: Term
    high: Term
    low_open: Formula = FALSE
    high_open: Formula = FALSE

    @property
    def is_empty(self) -> Formula:
        """When no amount lies in it."""
        either = any_of([self.low_open, self.high_open])
        return any_of([below(self.high, self.low), all_of([at_most(self.high, self.low), either])])


class Reckoner:
    """Makes terms over a box, leaving out what the box decides; ``read`` gives the facts' numbers."""

    def __init__(self, box: Box, read: Read) -> None:
        self.box = box
        self.read = read

    def greatest(self, *terms: Term) -> Term:
        """Return the greatest of terms."""
        kept = self._kept(terms, 1)
        return kept[0] if len(kept) == 1 else of_atom(Greatest(kept))

    def least(self, *terms: Term) -> Term:
        """Return the least of terms."""
        kept = self._kept(terms, -1)
        return kept[0] if len(kept) == 1 else of_atom(Least(kept))

    def _kept(self, terms: Sequence[Term], side: int) -> tuple[Term, ...]:
        kept: list[Term] = []
        for term in dict.fromkeys(terms):
            if any(self.sure((one - term) * Fraction(side)) for one in kept):
                continue
            kept = [one for one in kept if not self.sure((term - one) * Fraction(side))]
            kept.append(term)
        return tuple(kept)

    def sure(self, term: Term, *, strict: bool = False) -> bool:
        """Return whether a term is known not to be negative anywhere in the box."""
        return never_negative(term, self.box, strict=strict) is True

    def settled(self, formula: Formula) -> Formula:
        """Return a comparison as TRUE or FALSE where the box decides it."""
        if isinstance(formula, Sign):
            if self.sure(formula.term, strict=formula.strict):
                return TRUE
            if self.sure(formula.term * Fraction(-1), strict=not formula.strict):
                return FALSE
        return formula

    # --- statutory range and band -----------------------------------------------------------

    def amount_of(self, rate: Term, quantity: Quantity) -> Term:
        """Return what a rate of a quantity comes to, in fen."""
        result = rate
        if quantity.base is not None:
            base = self.read(quantity.base)
            if quantity.base_at_least is not None:
                base = self.greatest(base, constant(quantity.base_at_least))
            if quantity.per is not None:
                base = self.units(base, quantity.each, quantity.beyond, quantity.started)
            result = product(base, rate)
        if quantity.at_least is not None:
            result = self.greatest(result, constant(quantity.at_least))
        if quantity.at_most is not None:
            result = self.least(result, constant(quantity.at_most))
        return result

    def units(
        self, number: Term, each: Fraction | None, beyond: Fraction | None, started: str
    ) -> Term:
        """Return how many units a number counts as."""
        over = self.greatest(number - constant(beyond or 0), constant(0))
        count = over * (1 / Fraction(each or 1))
        if started == "whole":
            return ceiling(count)
        return floor(count) if started == "full" else count

    def statutory(self, fine: FineRange) -> BoundsTerms:
        """Return the statutory range in fen."""

        def end(value: Fraction | FactReference) -> Term:
            rate = self.read(value.fact) if isinstance(value, FactReference) else constant(value)
            return self.amount_of(rate, fine)

        high = end(fine.max)
        low = constant(0) if fine.min is None else end(fine.min)
        start = low
        if fine.assumed_min is not None:
            start = end_of_band(fine.assumed_min, BoundsTerms(low, high, low))
        given = isinstance(fine.min, FactReference) or isinstance(fine.max, FactReference)
        ordered = self.settled(at_most(low, high)) if given else TRUE
        return BoundsTerms(low, self.greatest(low, high), start, ordered)

    def tier_band(self, fine: TierFine, bounds: BoundsTerms) -> BandTerms:
        """Return the band of a tier, in fen."""
        if fine.amount is not None:
            assert fine.amount.low is not None
            assert fine.amount.high is not None
            low, high = end_of_band(fine.amount.low, bounds), end_of_band(fine.amount.high, bounds)
            opened = fine.amount.low_open, fine.amount.high_open
        elif fine.share is not None:
            assert fine.share.low is not None
            assert fine.share.high is not None
            width = bounds.high - bounds.start
            low, high = (bounds.start + width * end for end in (fine.share.low, fine.share.high))
            opened = fine.share.low_open, fine.share.high_open
        else:
            assert fine.range is not None
            assert fine.range.low is not None
            assert fine.range.high is not None
            low, high = (
                self.amount_of(constant(rate), fine) for rate in (fine.range.low, fine.range.high)
            )
            opened = fine.range.low_open, fine.range.high_open
        if fine.plus:
            added = low
            for part in fine.plus:
                added = added + self._increment(part)
            point = self.least(added, high)
            return BandTerms(point, point)
        return BandTerms(low, high, *(TRUE if one else FALSE for one in opened))

    def _increment(self, part: Increment) -> Term:
        number = self.read(part.per)
        added = self.units(number, part.each, part.beyond, part.started) * Fraction(part.add)
        return added if part.at_most is None else self.least(added, constant(part.at_most))

    def points_amount(self, points: Points, bounds: BoundsTerms, total: Term) -> Term:
        """Return the fine by points in fen, before it is brought into the statutory range."""
        if points.start is not None:
            start = constant(points.start)
            share = start + (total * (1 - points.start) if points.position else total)
            amount = product(share, bounds.high)
        else:
            rest = bounds.high - bounds.start if points.position else bounds.high
            amount = bounds.start + product(total, rest)
            if bounds.start.constant and not self.sure(bounds.high, strict=True):
                # Where the maximum is nothing, nothing counts as the start.
                some = self.settled(below(constant(0), bounds.high))
                amount = choice([(some, amount)], constant(0))
        return self.least(amount, bounds.high * points.at_most)

    # --- after the band -----------------------------------------------------------------------

    def capped(self, band: BandTerms, bounds: BoundsTerms, cap: Cap) -> BandTerms:
        """Return the band lowered to a policy cap."""
        limit = self.greatest(end_of_band(cap.at, bounds), bounds.low)
        within = self.settled(at_most(band.high, limit))
        lower = self.settled(below(band.low, limit))
        return BandTerms(
            self.least(band.low, limit),
            self.least(band.high, limit),
            all_of([band.low_open, any_of([within, lower])]),
            all_of([band.high_open, within]),
        )

    def clipped(self, band: BandTerms, floor_: Term, ceiling_: Term) -> BandTerms:
        """Return what of the band lies between two amounts."""
        return BandTerms(
            self.greatest(band.low, floor_),
            self.least(band.high, ceiling_),
            all_of([band.low_open, self.settled(at_most(floor_, band.low))]),
            all_of([band.high_open, self.settled(at_most(band.high, ceiling_))]),
        )


def end_of_band(end: End, bounds: BoundsTerms) -> Term:
    """Return the amount of a band's end, in fen."""
    match end.of:
        case "money":
            return constant(end.fen)
        case "minimum":
            return bounds.start * end.factor
        case "maximum":
            return bounds.high * end.factor
        case "middle":
            return (bounds.start + bounds.high) * (end.factor / 2)


# --- rounding -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settling:
    """The amounts after rounding, in fen."""

    low: Term
    high: Term
    suggested: Term


def settle(
    band: BandTerms, envelope: BandTerms, rounding: Rounding, suggest: str = "middle"
) -> Settling:
    """Return a band that is not empty as whole units inside ``envelope`` (closed)."""
    low, high = _grid(band, rounding.unit)
    middle = (band.low + band.high) * Fraction(1, 2)
    exact = _rounded_inside(middle, envelope, rounding)
    is_point = all_of([at_most(band.low, band.high), at_most(band.high, band.low)])
    by_point = any_of([is_point, below(high, low)])
    wanted = {"low": low, "high": high}.get(suggest, middle)
    value = _round(wanted, rounding.unit, rounding.mode)
    inside = choice([(below(value, low), low), (below(high, value), high)], value)
    return Settling(
        choice([(by_point, exact)], low),
        choice([(by_point, exact)], high),
        choice([(by_point, exact)], inside),
    )


def _rounded_inside(amount: Term, envelope: BandTerms, rounding: Rounding) -> Term:
    rounded = _round(amount, rounding.unit, rounding.mode)
    cases = [(_inside(rounded, envelope.low, envelope.high), rounded)]
    for unit in (rounding.unit, 1):
        low, high = _grid(envelope, unit)
        value = _round(amount, unit, rounding.mode)
        nearest = choice([(below(value, low), low), (below(high, value), high)], value)
        cases.append((at_most(low, high), nearest))
    return choice(cases, _round(amount, 1, rounding.mode))


def _inside(amount: Term, low: Term, high: Term) -> Formula:
    return all_of([at_most(low, amount), at_most(amount, high)])


def _grid(band: BandTerms, unit: int) -> tuple[Term, Term]:
    """Return the least and greatest multiple of ``unit`` in the band; the first is above if none is."""
    first, last = band.low * Fraction(1, unit), band.high * Fraction(1, unit)
    low, high = ceiling(first), floor(last)
    low_met = all_of([band.low_open, at_most(low, first)])
    high_met = all_of([band.high_open, at_most(last, high)])
    one = constant(1)
    low = low + choice([(low_met, one)], constant(0))
    high = high - choice([(high_met, one)], constant(0))
    return low * Fraction(unit), high * Fraction(unit)


def _round(amount: Term, unit: int, mode: str) -> Term:
    count = amount * Fraction(1, unit)
    half = constant(Fraction(1, 2))
    match mode:
        case "down":
            whole = floor(count)
        case "up":
            whole = ceiling(count)
        case "half_up":
            whole = floor(count + half)
        case _:
            up = floor(count + half)
            tie = all_of([at_most(up, count + half), at_most(count + half, up)])
            pairs = floor(up * Fraction(1, 2)) * Fraction(2)
            odd = negation(all_of([at_most(up, pairs), at_most(pairs, up)]))
            whole = up - choice([(all_of([tie, odd]), constant(1))], constant(0))
    return whole * Fraction(unit)
