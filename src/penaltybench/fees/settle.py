"""The one place that rounds a fee: exact amounts become whole units, once, by the declared mode."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

from penaltybench.fees.band import Band
from penaltybench.fees.edge import BOUNDLESS, NOTHING, Edge
from penaltybench.interval import Interval
from penaltybench.rounding import settle
from penaltybench.ruleset.models import Rounding

_ANY_AMOUNT: Interval[Fraction] = Interval(Fraction(0), None)
_HALF = Fraction(1, 2)


def at_lower_bound(band: Band, unit: int) -> Band:
    """Return the lower bound of a standard alone; of an open one, the smallest unit above it.

    Where no unit lies in the band, fen are used instead.
    """
    low = band.low
    if band.low_open and low.value is not None:
        above = (_next_above(low, size) for size in (unit, 1))
        low = next((one for one in above if _inside(one, band)), low)
    return Band(low, low)


def _next_above(low: Edge, unit: int) -> Edge:
    size = Fraction(unit)
    # Just below a unit, that unit is the next one.
    return low.ceil(size) if low.side < 0 else Edge(low.floor(size).exact + size)


def _inside(one: Edge, band: Band) -> bool:
    return one < band.high or (one == band.high and not band.high_open)


def settled(band: Band, rounding: Rounding) -> tuple[int, int | None]:
    """Return the least and the greatest amount in fen; None if there is no upper limit.

    Ends are rounded by the declared mode. One that is open may not be charged itself: the next unit
    inside stands for it, or where there is none, what amounts inside are rounded to.
    """
    if band.low.value is None:
        # At the high ends of bases without a limit only the greatest amount is asked for.
        return settled(replace(band, low=NOTHING, high=BOUNDLESS), rounding)
    low, high = band.low, band.high
    if band.low_open:
        low = Edge(low.value, 1)
    least = rounded(low, rounding)
    greatest: int | None = None
    if high.value is not None:
        unit = Fraction(rounding.unit)
        greatest = rounded(high, rounding)
        if band.high_open:
            greatest = max(int(high.ceil(unit).exact - unit), least)
    if band.low_open:
        above = int(_next_above(band.low, rounding.unit).exact)
        least = above if greatest is None else min(above, greatest)
    return least, greatest


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
