"""Intervals with open or closed ends over any ordered values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Any)


@dataclass(frozen=True, slots=True)
class Interval(Generic[T]):
    """The values between ``low`` and ``high``; None is no bound, an open end is not included."""

    low: T | None = None
    high: T | None = None
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: T) -> bool:
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return not (
            self.high is not None and (value > self.high or (self.high_open and value == self.high))
        )

    @property
    def is_empty(self) -> bool:
        """Whether no value of a dense order lies in the interval."""
        if self.low is None or self.high is None:
            return False
        either_open = self.low_open or self.high_open
        return bool(self.low > self.high or (self.low == self.high and either_open))

    @property
    def is_point(self) -> bool:
        """Whether exactly one value lies in the interval."""
        return self.low is not None and self.low == self.high and not self.is_empty

    def meet(self, other: Interval[T]) -> Interval[T]:
        """Return the values that lie in both intervals (maybe an empty interval)."""
        low, low_open = self.low, self.low_open
        if other.low is not None and (low is None or other.low > low):
            low, low_open = other.low, other.low_open
        elif other.low is not None and other.low == low:
            low_open = low_open or other.low_open
        high, high_open = self.high, self.high_open
        if other.high is not None and (high is None or other.high < high):
            high, high_open = other.high, other.high_open
        elif other.high is not None and other.high == high:
            high_open = high_open or other.high_open
        return Interval(low, high, low_open, high_open)
