"""How far a number that is not known may reach: to a value, only close to it, or beyond all bounds.

A fee never falls when one of its bases grows, so what is possible lies between the fee at the low ends of
the bases and that at their high ends. An end that is not reached itself (more than 3 tons) matters where a started
unit counts as a whole one, or where amounts are rounded.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Side: TypeAlias = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Edge:
    """An end of what a number may be, not negative.

    ``value`` None is beyond all bounds. ``side`` is 0 if the value is reached, 1 if it is approached
    from above only, -1 if from below only.
    """

    value: Fraction | None
    side: Side = 0

    def __lt__(self, other: Edge) -> bool:
        if self.value is None or other.value is None:
            return self.value is not None
        return (self.value, self.side) < (other.value, other.side)

    def __le__(self, other: Edge) -> bool:
        return self == other or self < other

    def __add__(self, other: Edge) -> Edge:
        if self.value is None or other.value is None:
            return BOUNDLESS
        return Edge(self.value + other.value, self.side or other.side)

    def times(self, factor: Fraction) -> Edge:
        """Return the edge multiplied by a number that is not negative."""
        if factor == 0:
            return NOTHING
        return self if self.value is None else Edge(self.value * factor, self.side)

    def by(self, other: Edge) -> Edge:
        """Return the product of two edges; nothing times anything is nothing."""
        if NOTHING in (self, other):
            return NOTHING
        if self.value is None or other.value is None:
            return BOUNDLESS
        return Edge(self.value * other.value, self.side or other.side)

    def beyond(self, limit: Fraction) -> Edge:
        """Return what exceeds a limit."""
        if self.value is None:
            return self
        return NOTHING if self <= Edge(limit) else Edge(self.value - limit, self.side)

    def floor(self, unit: Fraction = Fraction(1)) -> Edge:
        """Return the full units as a number: the last one that is reached."""
        if self.value is None:
            return self
        count = self.value / unit
        return Edge(Fraction(math.ceil(count) - 1 if self.side < 0 else math.floor(count)) * unit)

    def ceil(self, unit: Fraction = Fraction(1)) -> Edge:
        """Return the started units as a number: the first one that is not exceeded."""
        if self.value is None:
            return self
        count = self.value / unit
        return Edge(Fraction(math.floor(count) + 1 if self.side > 0 else math.ceil(count)) * unit)

    @property
    def exact(self) -> Fraction:
        """The value, of an edge that has one."""
        assert self.value is not None
        return self.value


NOTHING = Edge(Fraction(0))
BOUNDLESS = Edge(None)


def edge(value: Fraction | None, *, low: bool, reached: bool = True) -> Edge:
    """Return the low or the high end of a number; what is negative counts as nothing."""
    if value is None:
        return NOTHING if low else BOUNDLESS
    if value < 0 or (value == 0 and not low):
        return NOTHING
    return Edge(value, 0 if reached else 1 if low else -1)
