"""What a standard allows: the amounts between two ends, in fen, exact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from penaltybench.fees.edge import NOTHING, Edge
from penaltybench.interval import Interval


@dataclass(frozen=True, slots=True)
class Band:
    """The amounts from ``low`` to ``high``, in fen; an open end may not be charged itself.

    That a base is not known is a matter of the edges, that the authority may choose one of the ends.
    """

    low: Edge
    high: Edge
    low_open: bool = False
    high_open: bool = False

    @property
    def is_point(self) -> bool:
        """Whether there is nothing to choose."""
        return self.low == self.high

    @property
    def interval(self) -> Interval[Fraction]:
        """The amounts, of a band whose bases are known."""
        return Interval(self.low.value, self.high.value, self.low_open, self.high_open)

    def __add__(self, other: Band) -> Band:
        return Band(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def scaled(self, factor: Fraction) -> Band:
        """Return a fraction of every amount."""
        if factor == 0:
            return NO_CHARGE
        return replace(self, low=self.low.times(factor), high=self.high.times(factor))

    def at_least(self, fen: Fraction) -> Band:
        """Return every amount raised to at least so much."""
        floor = Edge(fen)
        return Band(
            max(self.low, floor),
            max(self.high, floor),
            self.low_open and floor <= self.low,
            self.high_open and floor < self.high,
        )

    def at_most(self, fen: Fraction) -> Band:
        """Return every amount lowered to at most so much."""
        ceiling = Edge(fen)
        return Band(
            min(self.low, ceiling),
            min(self.high, ceiling),
            self.low_open and self.low < ceiling,
            self.high_open and self.high <= ceiling,
        )

    def less(self, fen: Fraction) -> Band:
        """Return every amount less so much, never below nothing."""
        taken = Edge(fen)
        return Band(
            self.low.beyond(fen),
            self.high.beyond(fen),
            self.low_open and taken <= self.low,
            self.high_open and taken < self.high,
        )

    def lowest(self, other: Band) -> Band:
        """Return the lower of two standards at each end."""
        low, low_open = min((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Band(low, high, low_open, not high_closed)


NO_CHARGE = Band(NOTHING, NOTHING)


ONCE = Edge(Fraction(1))


def stated(amounts: Interval[Fraction], count: Edge = ONCE) -> Band:
    """Return the amounts that a document states, for a number of units."""
    assert amounts.low is not None
    assert amounts.high is not None
    if count == NOTHING:
        return NO_CHARGE
    return Band(
        count.times(amounts.low),
        count.times(amounts.high),
        amounts.low_open,
        amounts.high_open,
    )
