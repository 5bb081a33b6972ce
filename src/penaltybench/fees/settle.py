"""The one place that rounds a fee: exact amounts become whole units, once, by the declared mode."""

from __future__ import annotations

import math
from fractions import Fraction

from penaltybench.fees.band import Band
from penaltybench.fees.edge import Edge
from penaltybench.interval import Interval
from penaltybench.rounding import settle
from penaltybench.ruleset.models import Rounding

_ANY_AMOUNT: Interval[Fraction] = Interval(Fraction(0), None)
_HALF = Fraction(1, 2)


def chargeable(band: Band, unit: int) -> Band:
    """Return a standard with each open end moved to the nearest unit inside.

    Where no unit lies in the band, fen are used instead; where no fen does either, it stays open.
    """
    low, high = band.low, band.high
    low_open, high_open = band.low_open, band.high_open
    for size in (unit, 1):
        if low_open and low.value is not None and _inside(above := _next_above(low, size), band):
            low, low_open = above, False
        if high_open and high.value is not None and _inside(below := _next_below(high, size), band):
            high, high_open = below, False
    return Band(low, high, low_open, high_open)


def at_lower_bound(band: Band, unit: int) -> Band:
    """Return the lower bound of a standard alone; of an open one, the smallest unit above it."""
    low = chargeable(band, unit).low
    return Band(low, low)


def _next_above(low: Edge, unit: int) -> Edge:
    size = Fraction(unit)
    # Just below a unit, that unit is the next one.
    return low.ceil(size) if low.side < 0 else Edge(low.floor(size).exact + size)


def _next_below(high: Edge, unit: int) -> Edge:
    size = Fraction(unit)
    return high.floor(size) if high.side > 0 else Edge(high.ceil(size).exact - size)


def _inside(one: Edge, band: Band) -> bool:
    over_low = band.low < one or (one == band.low and not band.low_open)
    return over_low and (one < band.high or (one == band.high and not band.high_open))


def settled(band: Band, rounding: Rounding) -> tuple[int, int | None]:
    """Return the least and the greatest amount in fen; None if there is no upper limit."""
    return least_of(band, rounding), greatest_of(band, rounding, up=not band.high_open)


def least_of(band: Band, rounding: Rounding) -> int:
    """Return the low end in fen, rounded by the declared mode.

    For one that is open the next unit inside stands, or where there is none, what is rounded just above.
    """
    if band.low.value is None:
        # At the high ends of bases without a limit only the greatest amount is asked for.
        return 0
    if not band.low_open:
        return rounded(band.low, rounding)
    above = _next_above(band.low, rounding.unit)
    if _inside(above, band):
        return int(above.exact)
    return rounded(Edge(band.low.value, 1), rounding)


def greatest_of(band: Band, rounding: Rounding, *, up: bool) -> int | None:
    """Return the high end in fen, rounded by the declared mode; None if there is no upper limit.

    Where it may not be rounded ``up``, the last unit inside stands, or where there is none, what the end
    is rounded to.
    """
    high = band.high
    if high.value is None:
        return None
    if not up:
        size = Fraction(rounding.unit)
        last = _next_below(high, rounding.unit) if band.high_open else high.floor(size)
        if _inside(last, band):
            return int(last.exact)
    return rounded(Edge(high.value, -1) if band.high_open else high, rounding)


def rounded(amount: Edge, rounding: Rounding) -> int:
    """Return an amount rounded by the declared mode; of one that is only approached, the limit."""
    exact = amount.exact
    if amount.side == 0:
        return settle(Interval(exact, exact), _ANY_AMOUNT, rounding, "low", None).low
    count = exact / rounding.unit
    above = amount.side > 0
    match rounding.mode:
        case "down":
            whole = math.floor(count) if above else math.ceil(count) - 1
        case "up":
            whole = math.floor(count) + 1 if above else math.ceil(count)
        case _:
            whole = math.floor(count + _HALF) if above else math.ceil(count - _HALF)
    return max(whole, 0) * rounding.unit
