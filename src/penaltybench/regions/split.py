"""What boxes leave uncovered: recursive splitting on the facts that they mention.

A box is a tuple of masks, one for each axis. The facts are split one by one, each into the groups of
cells that the remaining boxes treat alike; what a set of remaining boxes leaves is computed once. On
tables whose facts are combined in full this takes about as many steps as there are rows; no method
is quick on every table, so that the steps are bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from penaltybench.regions.axis import Mask

Box: TypeAlias = tuple[Mask, ...]
"""For each axis the cells that its fact may lie in; the values combine freely."""
_Part: TypeAlias = tuple[tuple[int, Mask], ...]
"""Axes and their masks; what is not named is unconstrained."""
MAX_STEPS = 20_000
"""The most steps of one computation; a table that needs more is not decided."""


class NotDecided(Exception):
    """More steps would be needed than are allowed; ``steps`` were taken."""

    def __init__(self, steps: int) -> None:
        super().__init__(f"not decided in {steps} steps")
        self.steps = steps


def meet(one: Box, other: Box) -> Box | None:
    """Return what two boxes have in common, or None."""
    box = tuple(map(int.__and__, one, other))
    return box if all(box) else None


def covers(one: Box, other: Box) -> bool:
    """Return whether ``one`` holds all of ``other``."""
    return all(inner | outer == outer for outer, inner in zip(one, other, strict=True))


def without(box: Box, other: Box) -> list[Box]:
    """Return what is left of one box without another, as boxes that do not overlap."""
    if meet(box, other) is None:
        return [box]
    left, rest = [], list(box)
    for index, mask in enumerate(other):
        outside = rest[index] & ~mask
        if outside:
            left.append((*rest[:index], outside, *rest[index + 1 :]))
        rest[index] &= mask
    return left


def uncovered(start: Box, boxes: Sequence[Box], most: int = MAX_STEPS) -> list[Box]:
    """Return what of ``start`` no box covers, as boxes that do not overlap.

    Raises :class:`NotDecided` after ``most`` steps.
    """
    inside = [part for box in dict.fromkeys(boxes) if (part := meet(start, box)) is not None]
    if not inside:
        return [start]
    if len(inside) == 1:
        return without(start, inside[0])
    search = _Search(start, inside, most)
    return [search.whole(part) for part in search.rest((1 << len(inside)) - 1, search.axes)]


def first_uncovered(start: Box, boxes: Sequence[Box], most: int = MAX_STEPS) -> Box | None:
    """Return a box of ``start`` that no box covers, or None if there is nothing left.

    It stops at the first, so that it is much quicker than :func:`uncovered` where much is left.
    Raises :class:`NotDecided` after ``most`` steps.
    """
    inside = [part for box in dict.fromkeys(boxes) if (part := meet(start, box)) is not None]
    if not inside:
        return start
    search = _Search(start, inside, most)
    search.any((1 << len(inside)) - 1, search.axes)
    return search.example


class _Search:
    """One computation; ``active`` is a bitmask of boxes that the choices so far have not excluded."""

    def __init__(self, start: Box, boxes: Sequence[Box], most: int) -> None:
        self.start = start
        self.most = most
        self.steps = 0
        self.memo: dict[tuple[int, int], tuple[_Part, ...]] = {}
        every = (1 << len(boxes)) - 1
        self.free: list[int] = []
        self.classes: list[list[tuple[Mask, int]]] = []
        self.axes = 0
        self.path: list[tuple[int, Mask]] = []
        self.example: Box | None = None
        for axis, mask in enumerate(start):
            free = sum(1 << number for number, box in enumerate(boxes) if box[axis] == mask)
            self.free.append(free)
            self.classes.append([] if free == every else _classes(mask, axis, boxes))
            if free != every:
                self.axes |= 1 << axis

    def whole(self, part: _Part) -> Box:
        masks = list(self.start)
        for axis, mask in part:
            masks[axis] = mask
        return tuple(masks)

    def rest(self, active: int, left: int) -> tuple[_Part, ...]:
        """Return what the active boxes leave over the axes in the bitmask ``left``."""
        if not active:
            return ((),)
        known = self.memo.get((active, left))
        if known is not None:
            return known
        axis = self._axis(active, left)
        found = () if axis is None else self._split(active, left & ~(1 << axis), axis)
        self.memo[active, left] = found
        return found

    def any(self, active: int, left: int) -> bool:
        """Return whether the active boxes leave anything; the first box found is ``example``."""
        if not active:
            self.example = self.whole(tuple(self.path))
            return True
        if (active, left) in self.memo:
            return False
        axis = self._axis(active, left)
        if axis is not None:
            for kept, mask in sorted(self._groups(active, axis).items(), key=_fewest_boxes):
                self.path.append((axis, mask))
                if self.any(kept, left & ~(1 << axis)):
                    return True
                self.path.pop()
        self.memo[active, left] = ()
        return False

    def _axis(self, active: int, left: int) -> int | None:
        """Return the axis to split: the one on which most boxes are bounded; None if one covers all."""
        self.steps += 1
        if self.steps > self.most:
            raise NotDecided(self.most)
        free, best, axis = active, 0, -1
        for candidate in _bits(left):
            bound = (active & ~self.free[candidate]).bit_count()
            free &= self.free[candidate]
            if bound > best:
                best, axis = bound, candidate
        return None if free else axis

    def _groups(self, active: int, axis: int) -> dict[int, Mask]:
        """Return the cells of an axis by the boxes that remain active in them."""
        groups: dict[int, Mask] = {}
        for mask, bits in self.classes[axis]:
            groups[active & bits] = groups.get(active & bits, 0) | mask
        return groups

    def _split(self, active: int, left: int, axis: int) -> tuple[_Part, ...]:
        merged: dict[_Part, Mask] = {}
        for kept, mask in self._groups(active, axis).items():
            for part in self.rest(kept, left):
                merged[part] = merged.get(part, 0) | mask
        self.steps += len(merged)
        return tuple(
            part if mask == self.start[axis] else ((axis, mask), *part)
            for part, mask in merged.items()
        )


def _fewest_boxes(group: tuple[int, Mask]) -> int:
    return group[0].bit_count()


def _classes(mask: Mask, axis: int, boxes: Sequence[Box]) -> list[tuple[Mask, int]]:
    """Return groups of cells of one axis with the boxes that hold them."""
    groups: dict[int, Mask] = {}
    for cell in _bits(mask):
        bits = sum(1 << number for number, box in enumerate(boxes) if box[axis] >> cell & 1)
        groups[bits] = groups.get(bits, 0) | 1 << cell
    return [(cells, bits) for bits, cells in groups.items()]


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
