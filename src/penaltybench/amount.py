"""A tier becomes an exact amount: statutory range, band, adjustment, cap.

All computation is in fractions of fen; :mod:`penaltybench.rounding` puts the result on the unit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from penaltybench.facts import Facts
from penaltybench.grade import Direction
from penaltybench.interval import Interval
from penaltybench.money import Money
from penaltybench.rounding import Pin, Settled
from penaltybench.ruleset.edition import Factor, Points
from penaltybench.ruleset.models import (
    Adjustment,
    Cap,
    End,
    FactReference,
    FineRange,
    Increment,
    Quantity,
    TierFine,
)
from penaltybench.unknown import UnknownFactsError

Fen: TypeAlias = Fraction
Band: TypeAlias = Interval[Fraction]
Reader: TypeAlias = Callable[[str], Fraction]
"""Reads the number of a fact (money in fen)."""

NO_LIMIT = Fraction(10**40)
"""Stands for a number without an upper bound while a range is computed."""
NO_LIMIT_SEEN = 10**30
"""An amount above this can only have come from :data:`NO_LIMIT`."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The statutory range in fen.

    ``start`` is what shares and points count from: the minimum or, where the statute names none,
    what the standard assumes instead (else 0). ``has_minimum``: the statute names one.
    """

    low: Fraction
    high: Fraction
    start: Fraction
    has_minimum: bool = True


@dataclass(frozen=True, slots=True)
class Fine:
    """Money from ``low`` to ``high`` (None: no limit can be given), and the ``suggested`` amount.

    ``suggested`` is None where the law leaves more than one result.
    """

    low: Money
    high: Money | None
    suggested: Money | None = None

    def __contains__(self, amount: Money) -> bool:
        return self.low <= amount and (self.high is None or amount <= self.high)

    @property
    def reach(self) -> int:
        """The upper end in fen for comparing; where there is no limit, more than any amount."""
        return NO_LIMIT_SEEN if self.high is None else self.high.fen


def readers(facts: Facts, names: frozenset[str]) -> tuple[Reader, ...]:
    """Return one reader, or two (for the least and the greatest amount) if a number is a span.

    Raises UnknownFactsError if one of the facts that amounts need is not known.
    """
    missing = sorted(name for name in names if name not in facts.values)
    if missing:
        raise UnknownFactsError(missing)

    def lowest(name: str) -> Fraction:
        low, _ = facts.ends(name)
        return Fraction(0) if low is None else low

    def highest(name: str) -> Fraction:
        _, high = facts.ends(name)
        return NO_LIMIT if high is None else high

    return (lowest, highest) if any(name in facts.spans for name in names) else (lowest,)


def amount_of(rate: Fraction, quantity: Quantity, read: Reader) -> Fraction:
    """Return what ``rate`` (fen, multiple or share) of the quantity comes to, in fen."""
    if quantity.base is None:
        amount = rate
    else:
        base = read(quantity.base)
        if quantity.base_at_least is not None:
            base = max(base, Fraction(quantity.base_at_least))
        if quantity.per is not None:
            base = units(base, quantity.each, quantity.beyond, quantity.started)
        amount = base * rate
    if quantity.at_least is not None:
        amount = max(amount, Fraction(quantity.at_least))
    if quantity.at_most is not None:
        amount = min(amount, Fraction(quantity.at_most))
    return amount


def units(
    number: Fraction, each: Fraction | None, beyond: Fraction | None, started: str
) -> Fraction:
    """Return how many units ``number`` counts as: beyond a number, started, full or exact."""
    count = max(number - (beyond or 0), Fraction(0)) / (each or 1)
    if started == "whole":
        return Fraction(math.ceil(count))
    return Fraction(math.floor(count)) if started == "full" else count


def statutory(fine: FineRange, read: Reader) -> Bounds:
    """Return the statutory range in fen."""

    def end(value: Fraction | FactReference) -> Fraction:
        rate = read(value.fact) if isinstance(value, FactReference) else value
        return amount_of(rate, fine, read)

    high = end(fine.max)
    low = Fraction(0) if fine.min is None else end(fine.min)
    start = low
    if fine.assumed_min is not None:
        start = end_of_band(fine.assumed_min, Bounds(low, high, low))
    return Bounds(low, max(low, high), start, fine.min is not None)


def statutory_range(fine: FineRange, reading: Sequence[Reader]) -> Fine:
    """Return the statutory range as money, over the readers of :func:`readers`."""
    low, high = statutory(fine, reading[0]).low, statutory(fine, reading[-1]).high
    upper = None if high > NO_LIMIT_SEEN else Money(math.floor(high))
    return Fine(Money(math.ceil(low)), upper)


def end_of_band(end: End, bounds: Bounds) -> Fraction:
    """Return the amount of a band's end, in fen."""
    match end.of:
        case "money":
            return Fraction(end.fen)
        case "minimum":
            return end.factor * bounds.start
        case "maximum":
            return end.factor * bounds.high
        case "middle":
            return end.factor * (bounds.start + bounds.high) / 2


def tier_band(fine: TierFine, bounds: Bounds, read: Reader) -> Band:
    """Return the band of a tier, in fen; it may be empty where the statutory range is narrow."""
    source: Interval[End] | Interval[Fraction]
    if fine.amount is not None:
        low, high = (end_of_band(end, bounds) for end in (fine.amount.low, fine.amount.high) if end)
        source = fine.amount
    elif fine.share is not None:
        width = bounds.high - bounds.start
        low, high = (
            bounds.start + width * share
            for share in (fine.share.low, fine.share.high)
            if share is not None
        )
        source = fine.share
    else:
        assert fine.range is not None
        low, high = (
            amount_of(rate, fine, read)
            for rate in (fine.range.low, fine.range.high)
            if rate is not None
        )
        source = fine.range
    if fine.plus:
        point = min(low + sum((_increment(part, read) for part in fine.plus), Fraction(0)), high)
        return Interval(point, point)
    return Interval(low, high, source.low_open, source.high_open)


def _increment(part: Increment, read: Reader) -> Fraction:
    amount = units(read(part.per), part.each, part.beyond, part.started) * part.add
    return amount if part.at_most is None else min(amount, Fraction(part.at_most))


@dataclass(frozen=True, slots=True)
class Total:
    """The total of a table by points: from ``low`` to ``high`` where factors in ``open`` are unknown.

    Open factors stand in the order of how much they can add, the most first.
    ``gaps`` are factors for whose fact no level holds, ``clashes`` those with several levels.
    """

    low: Fraction
    high: Fraction
    open: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()


def total_points(points: Points, facts: Facts, may_stay_open: frozenset[str]) -> Total:
    """Return Σ of the factors' shares.

    Raises UnknownFactsError for unknown facts that are not in ``may_stay_open``.
    """
    low = high = Fraction(0)
    spreads: dict[str, Fraction] = {}
    gaps: list[str] = []
    clashes: list[str] = []
    unknown: list[str] = []
    for factor in points.factors:
        value = facts.values.get(factor.fact)
        if value is None:
            if factor.fact in may_stay_open:
                shares = tuple(level.share for level in factor.levels)
                low += min(shares)
                high += max(shares)
                if min(shares) < max(shares):
                    spreads[factor.fact] = max(shares) - min(shares)
            else:
                unknown.append(factor.fact)
            continue
        shares = level_shares(factor, facts)
        if len(shares) != 1:
            (clashes if shares else gaps).append(factor.fact)
        low += min(shares, default=Fraction(0))
        high += max(shares, default=Fraction(0))
    if unknown:
        raise UnknownFactsError(unknown)
    left_open = sorted(spreads, key=lambda name: -spreads[name])
    return Total(low, high, tuple(left_open), tuple(gaps), tuple(clashes))


def level_shares(factor: Factor, facts: Facts) -> tuple[Fraction, ...]:
    """Return the shares of the levels that hold for the known fact of a factor."""
    value = facts.values[factor.fact]
    return tuple(level.share for level in factor.levels if level.test.holds(value))


def points_amount(points: Points, bounds: Bounds, total: Fraction) -> Fraction:
    """Return the fine by points in fen: (start + Σ) × maximum, or [start + Σ(1 − start)] × maximum.

    Source of both: 湘环发〔2022〕8号 art. 5 and notes to tables 12-3 and 13.
    """
    start = points.start
    if start is None:
        start = bounds.start / bounds.high if bounds.high else Fraction(0)
    share = start + total * (1 - start) if points.position else start + total
    return min(share, points.at_most) * bounds.high


def adjusted(
    band: Band, bounds: Bounds, direction: Direction, adjustment: Adjustment | None, *, bound: bool
) -> tuple[Band, Pin | None]:
    """Return the band after a course, and to which of its ends it is pinned, if to one."""
    if direction in ("none", "exempt"):
        return band, None
    if bound:
        end = bounds.high if direction == "severe" else bounds.start
        return Interval(end, end), None
    if adjustment is not None and adjustment.up_to is not None:
        reference = bounds.high if adjustment.of == "maximum" else bounds.start
        return _moved(band, bounds, direction, adjustment.up_to * reference), None
    if direction == "mitigated" and (adjustment is None or adjustment.shift is not None):
        return _below_minimum(band, bounds), None
    if adjustment is not None and adjustment.shift is not None:
        return band, None
    if adjustment is not None and adjustment.to is not None:
        return band, adjustment.to
    if direction == "severe":
        return band, "high"
    # Without a minimum in law the low end of a band may be nothing, which is no fine: it remains.
    return band, "low" if bounds.has_minimum or band.low else None


def _moved(band: Band, bounds: Bounds, direction: Direction, most: Fraction) -> Band:
    assert band.low is not None
    assert band.high is not None
    if direction == "severe":
        return Interval(band.low, min(band.high + most, bounds.high), band.low_open)
    # A tier that already lies below the minimum is mitigated on a ground of its own.
    below = direction == "mitigated" or band.low < bounds.low
    floor = Fraction(0) if below else bounds.low
    return Interval(max(band.low - most, floor), band.high, False, band.high_open)


def _below_minimum(band: Band, bounds: Bounds) -> Band:
    assert band.low is not None
    assert band.high is not None
    if bounds.has_minimum and band.high >= bounds.low:
        # A minimum of nothing leaves nothing below it.
        return Interval(Fraction(0), bounds.low, False, bounds.low > 0)
    if bounds.has_minimum or not band.low:
        # The tier lies below the minimum already, or starts at nothing: up to its own band.
        return Interval(Fraction(0), band.high, False, band.high_open)
    # Without a minimum in law, below the tier's own.
    return Interval(Fraction(0), band.low)


def capped(band: Band, bounds: Bounds, cap: Cap) -> Band:
    """Return the band with both ends lowered to a policy cap, never below the statutory minimum."""
    limit = max(end_of_band(cap.at, bounds), bounds.low)
    if band.high is None or band.high <= limit:
        return band
    assert band.low is not None
    return Interval(min(band.low, limit), limit, band.low_open and band.low < limit)


def clipped(band: Band, bounds: Bounds, *, below_minimum: bool) -> Band:
    """Return what of the band lies in the statutory range (from 0 if it may go below the minimum)."""
    floor = Fraction(0) if below_minimum else bounds.low
    return band.meet(Interval(floor, bounds.high))


def fine_of(*ends: Settled) -> Fine:
    """Return the fine over the results for the least and the greatest number (once, if it is known)."""
    high = max(end.high for end in ends)
    suggested = {end.suggested for end in ends} if len(set(ends)) == 1 else set()
    return Fine(
        Money(min(end.low for end in ends)),
        None if high > NO_LIMIT_SEEN else Money(high),
        Money(suggested.pop()) if suggested else None,
    )


def hull(fines: tuple[Fine, ...]) -> Fine | None:
    """Return the range over all fines (None if there is none); suggested only if all agree."""
    if not fines:
        return None
    highs = [fine.high for fine in fines if fine.high is not None]
    suggestions = {fine.suggested for fine in fines}
    return Fine(
        min(fine.low for fine in fines),
        max(highs) if len(highs) == len(fines) else None,
        suggestions.pop() if len(suggestions) == 1 else None,
    )
