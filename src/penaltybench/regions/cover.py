"""The fewest, widest boxes that state a region.

Every candidate is a box that cannot be widened. For small regions the fewest of them are searched
for exactly; beyond the bounds below they are chosen greedily, which may take more boxes than needed,
and of very many only the first are stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from penaltybench.regions.region import Region, Space
from penaltybench.regions.split import Box, covers, first_uncovered, meet, without

MAX_CANDIDATES = 300
"""With more boxes that cannot be widened than this, the fewest are not searched."""
MAX_WORK = 60_000
"""How many boxes are subtracted or looked up in a search for the fewest."""
MAX_STATED = 12
"""The most boxes that are stated where they are chosen greedily."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Boxes that cover a region together.

    ``fewest``: it is proven that no fewer do. ``complete`` is False if there are more boxes than are
    stated, so that part of the region is left out.
    """

    boxes: tuple[Box, ...]
    fewest: bool
    complete: bool = True


def cover(
    required: Region, allowed: Region | None = None, forbidden: Region | None = None
) -> Cover:
    """Return few wide boxes inside ``allowed`` (default: ``required``) that cover all of ``required``.

    ``forbidden`` is what is not allowed, if that is known: else it is worked out, which raises
    :class:`~penaltybench.regions.split.NotDecided` if it is too intricate.
    """
    if required.is_empty:
        return Cover((), True)
    space = required.space
    if forbidden is None:
        forbidden = space.everything - (required if allowed is None else allowed)
    bars = forbidden.boxes
    widest = _unwidenable(space, bars) if len(required.boxes) <= MAX_CANDIDATES else None
    if widest is not None:
        useful = [b for b in widest if any(meet(b, one) is not None for one in required.boxes)]
        useful.sort(key=lambda box: _narrowness(box, space))
        chosen = _fewest(required.boxes, useful)
        if chosen is not None:
            return Cover(_in_order(chosen), True)
    return greedy(required, bars)


def greedy(required: Region, forbidden: Sequence[Box]) -> Cover:
    """Return boxes that were widened one after the other, until all is covered or they are many."""
    space = required.space
    order = sorted(required.boxes, key=lambda box: _narrowness(box, space))
    found = lazily(Region(space, tuple(order)), (), forbidden)
    chosen = [wide for _, wide in islice(found, MAX_STATED)]
    complete = next(found, None) is None
    if complete:
        for box in list(chosen):
            others = [one for one in chosen if one is not box]
            if all(first_uncovered(one, others) is None for one in required.boxes):
                chosen = others
    return Cover(_in_order(chosen), False, complete)


def lazily(
    within: Region, held: Sequence[Box], forbidden: Sequence[Box]
) -> Iterator[tuple[Box, Box]]:
    """Yield boxes of ``within`` that no ``held`` box covers, each with a wide one around it.

    A wide box keeps out of what is forbidden, and what one covers does not come again. It raises
    :class:`~penaltybench.regions.split.NotDecided` where it is too intricate whether anything is left.
    """
    covered = list(held)
    for start in within.boxes:
        while (seed := first_uncovered(start, covered)) is not None:
            wide = _widened(seed, forbidden, within.space)
            covered.append(wide)
            yield seed, wide


def _unwidenable(space: Space, forbidden: Iterable[Box]) -> list[Box] | None:
    """Return every box outside ``forbidden`` that cannot be widened; None if there are too many."""
    found = [space.whole]
    for bar in forbidden:
        kept = [box for box in found if meet(box, bar) is None]
        cut: dict[Box, None] = {}
        for box in found:
            if meet(box, bar) is not None:
                cut.update(dict.fromkeys(_sharpened(box, bar)))
        # What was not cut is as wide as before; only what was cut may lie in something else.
        for box in sorted(cut, key=lambda box: -sum(mask.bit_count() for mask in box)):
            if not any(covers(other, box) for other in kept):
                kept.append(box)
        found = kept
        if len(found) > MAX_CANDIDATES:
            return None
    return found


def _sharpened(box: Box, bar: Box) -> Iterable[Box]:
    """Yield the widest boxes inside ``box`` that avoid ``bar``."""
    for axis, mask in enumerate(bar):
        outside = box[axis] & ~mask
        if outside:
            yield (*box[:axis], outside, *box[axis + 1 :])


def _widened(box: Box, forbidden: Sequence[Box], space: Space) -> Box:
    """Return a box around ``box`` that cannot be widened without meeting what is forbidden."""
    for axis, full in enumerate(space.whole):
        if box[axis] == full:
            continue
        wide = (*box[:axis], full, *box[axis + 1 :])
        barred = 0
        for bar in forbidden:
            if meet(wide, bar) is not None:
                barred |= bar[axis]
        box = (*box[:axis], full & ~barred, *box[axis + 1 :])
    return box


def _narrowness(box: Box, space: Space) -> tuple[int, float, Box]:
    """Order boxes: few constrained facts first, then many values."""
    shares = [
        mask.bit_count() / full.bit_count()
        for mask, full in zip(box, space.whole, strict=True)
        if mask != full
    ]
    return len(shares), -sum(shares), box


def _fewest(required: Sequence[Box], useful: Sequence[Box]) -> list[Box] | None:
    """Return the fewest of ``useful`` that cover ``required``; None if the search is too long."""
    search = _Search(useful)
    for number in range(search.least(required), len(useful) + 1):
        found = search.within(list(required), number)
        if found is not None or search.is_exhausted:
            return found
    return None


class _Search:
    """Looks for covers of a given size, depth first; whatever covers a case must be one of a few."""

    def __init__(self, useful: Sequence[Box]) -> None:
        self.useful = useful
        self.work = 0

    @property
    def is_exhausted(self) -> bool:
        return self.work > MAX_WORK

    def least(self, required: Sequence[Box]) -> int:
        """Return a number of cases of which no box holds two: so many boxes are needed at least."""
        taken: set[Box] = set()
        number = 0
        for box in required:
            holding = self._holding(_corner(box))
            if taken.isdisjoint(holding):
                taken.update(holding)
                number += 1
        return max(number, 1)

    def within(self, rest: list[Box], number: int) -> list[Box] | None:
        """Return at most ``number`` boxes that cover the rest, or None."""
        if not rest:
            return []
        if number == 0 or self.is_exhausted:
            return None
        for box in self._ways(rest):
            self.work += len(rest)
            left = [part for one in rest for part in without(one, box)]
            found = self.within(left, number - 1)
            if found is not None:
                return [box, *found]
        return None

    def _ways(self, rest: Sequence[Box]) -> list[Box]:
        """Return the boxes that hold one case of ``rest``: the case that the fewest hold."""
        fewest = list(self.useful)
        for box in rest[:20]:
            holding = self._holding(_corner(box))
            if len(holding) < len(fewest):
                fewest = holding
            if len(fewest) == 1:
                break
        return fewest

    def _holding(self, corner: Box) -> list[Box]:
        self.work += len(self.useful) // 4
        return [one for one in self.useful if covers(one, corner)]


def _corner(box: Box) -> Box:
    return tuple(mask & -mask for mask in box)


def _in_order(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Order boxes by the values of the facts, the first fact first."""
    return tuple(sorted(boxes, key=lambda box: tuple((mask & -mask, mask) for mask in box)))
