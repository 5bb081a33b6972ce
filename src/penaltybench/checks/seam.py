"""Whether a gap or an overlap is exactly one boundary value between two neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from penaltybench.checks.parties import Party
from penaltybench.regions import Axis, Box, Region, Space
from penaltybench.values import Value


@dataclass(frozen=True, eq=False)
class Seam:
    """The ``value`` of one fact at which neighbours meet; ``below`` and ``above`` are the neighbours.

    There are several on one side where the other facts choose between them.

    ``rest`` is the box with the fact left open.
    """

    axis: Axis
    value: Value
    below: tuple[Party, ...]
    above: tuple[Party, ...]
    rest: Box


def seam_of_gap(space: Space, box: Box, parties: Sequence[Party]) -> Seam | None:
    """Return the seam that a box which no party covers is, or None if it is more than a value."""
    for number, low, high in _points(space, box):
        below = _meeting(parties, low)
        above = _meeting(parties, high)
        if below and above:
            return _seam(space, box, number, below, above)
    return None


def seam_of_overlap(space: Space, box: Box, one: Party, other: Party) -> Seam | None:
    """Return the seam at which two parties that end there overlap, or None if it is more."""
    for number, low, high in _points(space, box):
        sides = [
            (not (party.region & low).is_empty, not (party.region & high).is_empty)
            for party in (one, other)
        ]
        if sides == [(True, False), (False, True)]:
            return _seam(space, box, number, (one,), (other,))
        if sides == [(False, True), (True, False)]:
            return _seam(space, box, number, (other,), (one,))
    return None


def _seam(
    space: Space, box: Box, number: int, below: tuple[Party, ...], above: tuple[Party, ...]
) -> Seam:
    axis = space.axes[number]
    value = axis.slices[box[number].bit_length() - 1].value
    rest = (*box[:number], axis.full, *box[number + 1 :])
    return Seam(axis, value, below, above, rest)


def _points(space: Space, box: Box) -> Iterator[tuple[int, Region, Region]]:
    """Yield the axes on which a box is one threshold, with the same box just below and above it."""
    for number, (axis, mask) in enumerate(zip(space.axes, box, strict=True)):
        cell = mask.bit_length() - 1
        if not axis.fact.type.is_ordered or mask != 1 << cell or not axis.slices[cell].is_cut:
            continue
        if not 0 < cell < len(axis.slices) - 1:
            continue
        low, high = (
            Region(space, ((*box[:number], 1 << near, *box[number + 1 :]),))
            for near in (cell - 1, cell + 1)
        )
        yield number, low, high


def _meeting(parties: Sequence[Party], near: Region) -> tuple[Party, ...]:
    """Return the parties that hold part of a box."""
    return tuple(party for party in parties if not (party.region & near).is_empty)
