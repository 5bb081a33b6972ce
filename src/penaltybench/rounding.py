"""The one place that rounds: an exact band becomes whole units, inside the statutory range.

A point is rounded by the declared mode. The ends of a band move inwards to the unit, so that the
band holds only amounts that may be imposed. Neither ever leaves the statutory range.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from penaltybench.interval import Interval
from penaltybench.ruleset.models import Rounding

Pin = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Settled:
    """The admissible amounts after rounding, in fen."""

    low: int
    high: int
    suggested: int


def settle(
    band: Interval[Fraction],
    envelope: Interval[Fraction],
    rounding: Rounding,
    suggest: str,
    pin: Pin | None,
) -> Settled:
    """Return a band that is not empty as whole units, inside ``envelope`` (closed, statutory).

    A point is rounded by the declared mode. The ends of a band move inwards to the unit. Where the
    unit leaves nothing, fen are used instead.
    """
    assert band.low is not None
    assert band.high is not None
    inside = grid(band, rounding.unit)
    if band.is_point or inside is None:
        middle = (band.low + band.high) / 2
        exact = _rounded_inside(middle, envelope, rounding)
        return Settled(exact, exact, exact)
    low, high = inside
    if pin is not None:
        low = high = low if pin == "low" else high
    wanted = {"low": Fraction(low), "high": Fraction(high)}.get(suggest, (band.low + band.high) / 2)
    suggested = rounded(wanted, rounding.unit, rounding.mode)
    return Settled(low, high, min(max(suggested, low), high))


def _rounded_inside(amount: Fraction, envelope: Interval[Fraction], rounding: Rounding) -> int:
    """Round by the declared mode; where that leaves the statutory range, to the nearest unit inside."""
    nearest = rounded(amount, rounding.unit, rounding.mode)
    if Fraction(nearest) in envelope:
        return nearest
    for unit in (rounding.unit, 1):
        inside = grid(envelope, unit)
        if inside is not None:
            return min(max(rounded(amount, unit, rounding.mode), inside[0]), inside[1])
    # The range holds no whole fen: the nearest one is as near as money can come.
    return rounded(amount, 1, rounding.mode)


def grid(band: Interval[Fraction], unit: int) -> tuple[int, int] | None:
    """Return the least and greatest multiple of ``unit`` in the band, or None."""
    assert band.low is not None
    assert band.high is not None
    first, last = band.low / unit, band.high / unit
    low, high = math.ceil(first), math.floor(last)
    if band.low_open and low == first:
        low += 1
    if band.high_open and high == last:
        high -= 1
    return (low * unit, high * unit) if low <= high else None


def rounded(amount: Fraction, unit: int, mode: str) -> int:
    """Return the amount as a multiple of ``unit``: ``down``, ``up``, ``half_up`` or ``half_even``."""
    count = amount / unit
    match mode:
        case "down":
            whole = math.floor(count)
        case "up":
            whole = math.ceil(count)
        case "half_up":
            whole = math.floor(count + Fraction(1, 2))
        case _:
            whole = round(count)
    return whole * unit
