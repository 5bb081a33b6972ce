"""Regions: unions of boxes over the declared domains of facts, with exact set algebra."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from penaltybench.condition import Condition, UnaryTest
from penaltybench.regions.axis import Axis, Mask, axis_of
from penaltybench.regions.split import MAX_STEPS, Box, covers, first_uncovered, meet, uncovered
from penaltybench.ruleset.published import Fact
from penaltybench.values import Value


@dataclass(frozen=True, eq=False)
class Space:
    """The facts over which regions are compared, one axis each."""

    axes: tuple[Axis, ...]

    @classmethod
    def of(cls, facts: Iterable[Fact], tests: Mapping[str, Iterable[UnaryTest]]) -> Space:
        """Return the space of ``facts``, cut where the ``tests`` on each of them need it."""
        return cls(tuple(axis_of(fact, tests.get(fact.id, ())) for fact in facts))

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The number of each fact's axis."""
        return {axis.fact.id: number for number, axis in enumerate(self.axes)}

    @cached_property
    def whole(self) -> Box:
        """The box of every value of every fact."""
        return tuple(axis.full for axis in self.axes)

    @property
    def everything(self) -> Region:
        """The region of all cases."""
        return Region(self, (self.whole,) if all(self.whole) else ())

    @property
    def nothing(self) -> Region:
        """The empty region."""
        return Region(self, ())

    def where(self, fact: str, mask: Mask) -> Region:
        """Return the cases in which a fact lies in the cells of ``mask``."""
        at = self.index[fact]
        box = (*self.whole[:at], mask & self.whole[at], *self.whole[at + 1 :])
        return Region(self, (box,) if all(box) else ())

    def region(self, condition: Condition, fixed: Mapping[str, Value] | None = None) -> Region:
        """Return where a condition holds; facts in ``fixed`` have that value whatever their axis says.

        Every test of the condition must be among those for which the space was made.
        """
        return Region(self, tuple(dict.fromkeys(self._boxes(condition, fixed or {}))))

    def _boxes(self, condition: Condition, fixed: Mapping[str, Value]) -> list[Box]:
        masks = list(self.whole)
        for fact, test in condition.tests:
            if fact in fixed:
                if not test.holds(fixed[fact]):
                    return []
                continue
            masks[self.index[fact]] &= self.axes[self.index[fact]].mask(test)
        if not all(masks):
            return []
        box = tuple(masks)
        if not condition.any:
            return [box]
        parts = (part for one in condition.any for part in self._boxes(one, fixed))
        return [both for part in parts if (both := meet(box, part)) is not None]


@dataclass(frozen=True, eq=False)
class Region:
    """The union of ``boxes`` in a space; boxes may overlap, none is empty."""

    space: Space
    boxes: tuple[Box, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no case lies in the region."""
        return not self.boxes

    def __or__(self, other: Region) -> Region:
        return Region(self.space, tuple(dict.fromkeys((*self.boxes, *other.boxes))))

    def __and__(self, other: Region) -> Region:
        pairs = (meet(one, two) for one, two in product(self.boxes, other.boxes))
        return Region(self.space, tuple(dict.fromkeys(box for box in pairs if box is not None)))

    def __sub__(self, other: Region) -> Region:
        return self.minus(other)

    def minus(self, other: Region, most: int = MAX_STEPS) -> Region:
        """Return the cases of this region that are not in the other one.

        Raises :class:`~penaltybench.regions.split.NotDecided` if that takes more than ``most`` steps.
        """
        left = (part for box in self.boxes for part in uncovered(box, other.boxes, most))
        return Region(self.space, tuple(dict.fromkeys(left)))

    def covers(self, other: Region, most: int = MAX_STEPS) -> bool:
        """Return whether all of ``other`` lies in this region.

        Raises :class:`~penaltybench.regions.split.NotDecided` if a box of it takes more than ``most``
        steps.
        """
        return all(first_uncovered(box, self.boxes, most) is None for box in other.boxes)

    def __contains__(self, values: Mapping[str, Value]) -> bool:
        """Return whether the case with these values lies in the region."""
        axes = self.space.axes
        # A fact that is not given lies in no cell, which only a whole axis admits.
        cells = [
            axis.cell_of(values[axis.fact.id]) if axis.fact.id in values else -1 for axis in axes
        ]
        return any(
            all(
                mask == axis.full if cell == -1 else mask & cell
                for mask, cell, axis in zip(box, cells, axes, strict=True)
            )
            for box in self.boxes
        )

    def absorbed(self) -> Region:
        """Return the same region without boxes that lie in another one."""
        kept: list[Box] = []
        for box in sorted(self.boxes, key=lambda box: -sum(mask.bit_count() for mask in box)):
            if not any(covers(other, box) for other in kept):
                kept.append(box)
        return Region(self.space, tuple(kept))


def union(space: Space, regions: Iterable[Region]) -> Region:
    """Return the union of regions."""
    return Region(space, tuple(dict.fromkeys(box for one in regions for box in one.boxes)))
