"""One fact as an axis: its domain in cells that no test tells apart, and sets of them as bitmasks.

Cell 0 is the lowest bit. Inside a cell every test of the axis gives the same answer, so a mask
stands for a set of values exactly: fen and days one by one, decimals as reals.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, TypeAlias

from penaltybench.cells import pieces_of
from penaltybench.condition import Compare, Not, OneOf, UnaryTest, Within
from penaltybench.condition.model import atoms
from penaltybench.interval import Interval
from penaltybench.ruleset.published import Fact
from penaltybench.values import FactType, Value

Mask: TypeAlias = int
"""A set of cells of one axis: bit ``i`` is cell ``i``."""
_UNBOUNDED: Interval[Value] = Interval()
_NOT_WORTH_LISTING = 4
"""From so many values on, all but one are written as what they are not."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A cell: the ``words`` of an enum or boolean, or an interval that ends at thresholds.

    ``least`` and ``most`` are its lowest and highest value, None without a bound; of a decimal they
    may be ends that are not included. ``is_cut``: it is one threshold of the tests and nothing else.
    """

    value: Value
    words: tuple[Value, ...] = ()
    interval: Interval[Value] = _UNBOUNDED
    least: Value | None = None
    most: Value | None = None
    is_cut: bool = False

    @property
    def only(self) -> Value | None:
        """The value, if there is no other one in the cell."""
        if self.words:
            return self.words[0] if len(self.words) == 1 else None
        return self.least if self.least is not None and self.least == self.most else None

    def __contains__(self, value: Value) -> bool:
        return value in self.words if self.words else value in self.interval


@dataclass(frozen=True, eq=False)
class Axis:
    """A fact and its cells, in the order of its values."""

    fact: Fact
    slices: tuple[Slice, ...]
    masks: Mapping[UnaryTest, Mask]

    @property
    def full(self) -> Mask:
        """The whole domain."""
        return (1 << len(self.slices)) - 1

    def mask(self, test: UnaryTest) -> Mask:
        """Return the cells in which ``test`` holds; KeyError for a test the axis was not made for."""
        return self.masks[test]

    def cell_of(self, value: Value) -> Mask:
        """Return the cell of a value; 0 outside the domain."""
        domain = self.fact.domain
        if domain is not None and not domain.holds(value):
            return 0
        return next((1 << i for i, one in enumerate(self.slices) if value in one), 0)

    def runs(self, mask: Mask) -> Iterator[tuple[int, int]]:
        """Yield the first and the last cell of each run of neighbours in ``mask``."""
        index = 0
        while mask:
            skip = (mask & -mask).bit_length() - 1
            index, mask = index + skip, mask >> skip
            length = (~mask & (mask + 1)).bit_length() - 1
            yield index, index + length - 1
            index, mask = index + length, mask >> length

    def only(self, mask: Mask) -> Value | None:
        """Return the value, if there is exactly one in ``mask``."""
        return self.slices[mask.bit_length() - 1].only if mask.bit_count() == 1 else None

    def test_of(self, mask: Mask) -> UnaryTest | None:
        """Return a test that writes ``mask``, as a ruleset would; None for the whole domain."""
        if mask == self.full:
            return None
        if not self.fact.type.is_ordered:
            return self._listed(mask)
        parts = tuple(self._bounded(first, last) for first, last in self.runs(mask))
        return parts[0] if len(parts) == 1 else OneOf(parts)

    def _listed(self, mask: Mask) -> UnaryTest:
        chosen = [word for i, one in enumerate(self.slices) if mask >> i & 1 for word in one.words]
        every = [word for one in self.slices for word in one.words]
        if self.fact.type is FactType.ENUM:
            chosen.sort(key=list(self.fact.values).index)  # type: ignore[arg-type]
        if len(chosen) == len(every) - 1 >= _NOT_WORTH_LISTING - 1:
            (other,) = (word for word in every if word not in chosen)
            return Not(Compare("=", other))
        parts = tuple(Compare("=", word) for word in chosen)
        return parts[0] if len(parts) == 1 else OneOf(parts)

    def _bounded(self, first: int, last: int) -> UnaryTest:
        low, high = self.slices[first], self.slices[last]
        if first == last and low.only is not None:
            return Compare("=", low.only)
        interval: Interval[Value] = Interval(
            None if first == 0 else low.interval.low,
            None if last == len(self.slices) - 1 else high.interval.high,
            first > 0 and low.interval.low_open,
            last < len(self.slices) - 1 and high.interval.high_open,
        )
        return Within(interval)


def axis_of(fact: Fact, tests: Iterable[UnaryTest]) -> Axis:
    """Return the fact's domain in the fewest cells that tell ``tests`` apart.

    A fact that is derived from dates is never negative, whatever it declares.
    """
    if fact.derive is not None:
        fact = replace(fact, domain=Compare(">=", 0))
    every = list(dict.fromkeys(tests))
    pieces = list(_ordered_pieces(fact, every) if fact.type.is_ordered else _words(fact))
    fine = [_mask_over(pieces, test) for test in every]
    slices, starts = _joined(pieces, fine, ordered=fact.type.is_ordered)
    masks = {
        test: sum(1 << i for i, start in enumerate(starts) if mask >> start & 1)
        for test, mask in zip(every, fine, strict=True)
    }
    return Axis(fact, tuple(slices), masks)


def _words(fact: Fact) -> Iterator[Slice]:
    values: Sequence[Value] = list(fact.values) if fact.type is FactType.ENUM else [False, True]
    for value in values:
        if fact.domain is None or fact.domain.holds(value):
            yield Slice(value, (value,))


def _ordered_pieces(fact: Fact, tests: Sequence[UnaryTest]) -> Iterator[Slice]:
    """Yield the domain cut at every threshold: points, and what lies between them."""
    wanted = [*tests, *([fact.domain] if fact.domain is not None else [])]
    known = {end for test in wanted for end in _ends(test)}
    cuts: list[Any] = sorted(known)
    for cell in pieces_of(fact, tests):
        if cell.value in known and cell.low == cell.high:
            point = cell.value
            yield Slice(point, (), Interval(point, point), point, point, True)
            continue
        below = bisect_left(cuts, cell.low) - 1 if cell.low is not None else -1
        if fact.type is FactType.DECIMAL and cell.low is not None:
            below += 1
        above = bisect_right(cuts, cell.high) if cell.high is not None else len(cuts)
        if fact.type is FactType.DECIMAL and cell.high is not None:
            above -= 1
        low = cuts[below] if below >= 0 else None
        high = cuts[above] if above < len(cuts) else None
        interval: Interval[Value] = Interval(low, high, low is not None, high is not None)
        yield Slice(cell.value, (), interval, cell.low, cell.high)


def _ends(test: UnaryTest) -> Iterator[Value]:
    for atom in atoms(test):
        if isinstance(atom, Compare):
            yield atom.value
        else:
            ends = (atom.interval.low, atom.interval.high)
            yield from (end for end in ends if end is not None)


def _mask_over(pieces: Sequence[Slice], test: UnaryTest) -> Mask:
    return sum(1 << i for i, piece in enumerate(pieces) if test.holds(piece.value))


def _joined(
    pieces: Sequence[Slice], masks: Sequence[Mask], *, ordered: bool
) -> tuple[list[Slice], list[int]]:
    """Join pieces that no test tells apart: neighbours, or for enums any; return where each begins."""
    slices: list[Slice] = []
    starts: list[int] = []
    seen: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        answers = reduce(lambda bits, mask: bits << 1 | (mask >> index & 1), masks, 1)
        at = seen.get(answers)
        if at is not None and (not ordered or at == len(slices) - 1):
            slices[at] = _both(slices[at], piece)
            continue
        seen[answers] = len(slices)
        slices.append(piece)
        starts.append(index)
    return slices, starts


def _both(one: Slice, other: Slice) -> Slice:
    if one.words:
        return Slice(one.value, (*one.words, *other.words))
    interval: Interval[Value] = Interval(
        one.interval.low, other.interval.high, one.interval.low_open, other.interval.high_open
    )
    return Slice(one.value, (), interval, one.least, other.most)
