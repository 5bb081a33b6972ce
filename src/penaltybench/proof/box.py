"""Boxes: for each number a span of values; and what a term lies between over a box."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from penaltybench.condition import Compare
from penaltybench.money import MAX_FEN
from penaltybench.proof.term import (
    Atom,
    Choice,
    Floor,
    Greatest,
    Least,
    Number,
    Product,
    Term,
)
from penaltybench.regions import Slice, axis_of
from penaltybench.ruleset.published import Fact
from penaltybench.values import FactType, Value

MAX_SCALE = 12
"""Digits after the point of a decimal that is looked for between two others."""


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers between ``low`` and ``high`` (None: no bound), whole ones only if ``whole``."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    whole: bool = False

    def __contains__(self, value: Fraction) -> bool:
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        if self.high is not None and (value > self.high or (self.high_open and value == self.high)):
            return False
        return not self.whole or value.denominator == 1

    @property
    def is_point(self) -> bool:
        """Whether the span holds one number only."""
        return self.low is not None and self.low == self.high


Box: TypeAlias = Mapping[str, Span]
"""The spans of the numbers that terms read."""
Ends: TypeAlias = tuple[Fraction | None, Fraction | None]
"""Least and greatest value, None where there is none."""


def possible_values(fact: Fact) -> Fact:
    """Return the fact with the domain that its values really have.

    A derived fact is counted from dates: never negative, whatever domain is declared.
    """
    if fact.derive is not None:
        return replace(fact, domain=Compare(">=", 0))
    return fact


def span_of(fact: Fact, cell: Slice) -> Span:
    """Return the span of a cell of a number."""
    low, high = _fraction(cell.least), _fraction(cell.most)
    if fact.type is FactType.DECIMAL:
        interval = cell.interval
        return Span(low, high, low is not None and interval.low_open, interval.high_open)
    if fact.type is FactType.MONEY:
        return Span(low or Fraction(0), Fraction(MAX_FEN) if high is None else high, whole=True)
    return Span(low, high, whole=True)


def whole_span(fact: Fact) -> Span:
    """Return the span of all values of a number."""
    possible = possible_values(fact)
    (cell,) = axis_of(possible, ()).slices
    return span_of(possible, cell)


def _fraction(value: Value | None) -> Fraction | None:
    if value is None:
        return None
    assert isinstance(value, int | Decimal)
    return Fraction(value)


def ends(term: Term, box: Box) -> Ends:
    """Return bounds between which a term lies over the box; they need not be reached."""
    low: Fraction | None = term.constant
    high: Fraction | None = term.constant
    for atom, factor in term.parts:
        first, last = _ends_of(atom, box)
        if factor < 0:
            first, last = last, first
        low = None if low is None or first is None else low + factor * first
        high = None if high is None or last is None else high + factor * last
    return low, high


def _ends_of(atom: Atom, box: Box) -> Ends:
    match atom:
        case Number(name):
            span = box.get(name)
            return (None, None) if span is None else (span.low, span.high)
        case Product(left, right):
            return _product(ends(left, box), ends(right, box))
        case Greatest(terms):
            lows, highs = zip(*(ends(term, box) for term in terms), strict=True)
            return _greatest(lows), None if None in highs else max(highs)
        case Least(terms):
            lows, highs = zip(*(ends(term, box) for term in terms), strict=True)
            known = [high for high in highs if high is not None]
            return None if None in lows else min(lows), min(known, default=None)
        case Floor(term):
            low, high = ends(term, box)
            return None if low is None else Fraction(math.floor(low)), high
        case Choice(cases, otherwise):
            every = [ends(term, box) for term in (*(term for _, term in cases), otherwise)]
            lows, highs = zip(*every, strict=True)
            return None if None in lows else min(lows), None if None in highs else max(highs)


def _greatest(lows: Sequence[Fraction | None]) -> Fraction | None:
    return max((low for low in lows if low is not None), default=None)


def _product(one: Ends, other: Ends) -> Ends:
    if one[0] is None or other[0] is None:
        return None, None
    if one[0] >= 0 and other[0] >= 0:
        high = None if one[1] is None or other[1] is None else one[1] * other[1]
        return one[0] * other[0], high
    if one[1] is None or other[1] is None:
        return None, None
    corners = [first * second for first in (one[0], one[1]) for second in (other[0], other[1])]
    return min(corners), max(corners)


def decimal_between(low: Fraction, high: Fraction) -> Fraction | None:
    """Return a number with few digits strictly between two others, or None."""
    for scale in range(MAX_SCALE + 1):
        ten = 10**scale
        found = Fraction(math.floor(low * ten) + 1, ten)
        if low < found < high:
            return found
    return None
