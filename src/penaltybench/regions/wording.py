"""A box in the words of the law, and one plain case in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_CEILING, Context, Decimal

from penaltybench.condition import Condition, Wording, describe
from penaltybench.regions.axis import Axis, Mask
from penaltybench.regions.region import Region, Space
from penaltybench.regions.split import Box
from penaltybench.text import Language, Text
from penaltybench.values import FactType, Value

_ALWAYS = Text("任何情形", "any case")
_EXACT = Context(prec=100)


def condition_of(space: Space, box: Box) -> Condition:
    """Return the condition that holds exactly for the cases of a box."""
    tests = [
        (axis.fact.id, test)
        for axis, mask in zip(space.axes, box, strict=True)
        if (test := axis.test_of(mask)) is not None
    ]
    return Condition(tuple(tests))


def describe_box(space: Space, box: Box, language: Language, wording: Wording) -> str:
    """Return a box as a phrase: ``货值金额不满1万元，且危害后果为严重``."""
    words = {axis.fact.id: axis.fact.words() for axis in space.axes}
    phrase = describe(condition_of(space, box), words, language, wording)
    return phrase or _ALWAYS.get(language)


def describe_region(
    region: Region, language: Language, wording: Wording, boxes: Iterable[Box] = ()
) -> str:
    """Return the boxes of a region (or the given ones) as phrases, joined by semicolons."""
    joiner = "；" if language == "zh" else "; "
    shown = tuple(boxes) or region.boxes
    return joiner.join(describe_box(region.space, box, language, wording) for box in shown)


def witness(space: Space, box: Box) -> dict[str, Value]:
    """Return one case of a box: a plain value for each fact."""
    return {
        axis.fact.id: plain_value(axis, mask) for axis, mask in zip(space.axes, box, strict=True)
    }


def plain_value(axis: Axis, mask: Mask) -> Value:
    """Return the plainest value in the first run of cells of ``mask``: a round number, a first day."""
    first, last = next(axis.runs(mask))
    low, high = axis.slices[first], axis.slices[last]
    if not axis.fact.type.is_ordered:
        return low.value
    if axis.fact.type is FactType.DECIMAL:
        return _round_decimal(low.least, low.interval.low_open, high.most, high.interval.high_open)
    if axis.fact.type is FactType.DATE:
        return _first_day(low.least, high.most)
    return _round_integer(low.least, high.most)


def _round_integer(low: Value | None, high: Value | None) -> int:
    assert low is None or isinstance(low, int)
    assert high is None or isinstance(high, int)
    if high is not None and high <= 0:
        return high
    start = 1 if low is None or low < 1 else low
    end = 2 * start if high is None else high
    for power in range(len(str(end)), -1, -1):
        unit: int = 10**power
        number: int = -(-start // unit) * unit
        if number <= end:
            return number
    raise AssertionError("the unit itself always fits")


def _round_decimal(
    low: Value | None, low_open: bool, high: Value | None, high_open: bool
) -> Decimal:
    assert low is None or isinstance(low, Decimal)
    assert high is None or isinstance(high, Decimal)
    if low is not None and low == high:
        return low
    if high is not None and (high < 0 or (high == 0 and high_open)):
        return _EXACT.subtract(high, Decimal(1)) if low is None else _between(low, high)
    start = Decimal(0) if low is None or low < 0 else low
    # Zero itself is not a plain example where more is possible.
    after = low_open or start == 0
    end = high if high is not None else max(2 * start, Decimal(1))
    for power in range(end.adjusted() + 1, end.adjusted() - 40, -1):
        unit = Decimal(1).scaleb(power)
        number = (start / unit).to_integral_value(ROUND_CEILING, _EXACT) * unit
        if after and number == start:
            number += unit
        if number < end or (number == end and not (high_open and high is not None)):
            return number.quantize(Decimal(1)) if number == number.to_integral() else number
    return start if not low_open and start == low else _between(start, end)


def _between(low: Decimal, high: Decimal) -> Decimal:
    return _EXACT.divide(_EXACT.add(low, high), Decimal(2))


def _first_day(low: Value | None, high: Value | None) -> dt.date:
    assert low is None or isinstance(low, dt.date)
    assert high is None or isinstance(high, dt.date)
    if low is None:
        return dt.date(2000, 1, 1) if high is None else high
    for day in (_turn(low, 1 if low.month > 1 or low.day > 1 else 0, 0), _turn(low, 0, 1)):
        if day is not None and day >= low and (high is None or day <= high):
            return day
    return low


def _turn(day: dt.date, years: int, months: int) -> dt.date | None:
    """Return the first day of the year, or of the month, that many after ``day``."""
    number = day.year * 12 + (day.month - 1 + months if months else 0) + 12 * years
    year, month = divmod(number, 12)
    return dt.date(year, month + 1, 1) if year <= 9999 else None
