"""A row of a standard and its bases give what it allows, with the arithmetic of every part.

All arithmetic is exact, in fen; nothing is rounded here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import TypeAlias

from penaltybench.fees.band import NO_CHARGE, Band, stated
from penaltybench.fees.edge import NOTHING, Edge
from penaltybench.ruleset.models import BandFile, ChargeFile

Base: TypeAlias = Callable[[str], Edge]
"""Gives an end of what a fact may be; money in fen."""
Scales: TypeAlias = Mapping[str, tuple[BandFile, ...]]


@dataclass(frozen=True, slots=True)
class Slice:
    """A band of a scale that the base reaches: what fell into it, and what that costs, in fen.

    ``start`` and ``end`` (None: no end) are those of the band, ``rate`` is None if the band as a whole
    has a price.
    """

    start: int
    end: int | None
    inside: Edge
    rate: Fraction | None
    amount: Edge


@dataclass(frozen=True, slots=True)
class PartTrace:
    """How a part of a charge was computed.

    ``bases`` are the facts that were read; ``counted`` is what counts of them: units, or the fen of a
    percentage. ``amount`` is the part before its share and bounds, ``result`` after them.
    """

    part: ChargeFile
    bases: tuple[tuple[str, Edge], ...]
    counted: Edge | None
    slices: tuple[Slice, ...]
    amount: Band
    result: Band


@dataclass(frozen=True, slots=True)
class Charged:
    """What a row allows, and its parts."""

    band: Band
    parts: tuple[PartTrace, ...]


def charge_of(parts: Sequence[ChargeFile], scales: Scales, base: Base) -> Charged:
    """Return the sum of the parts of a charge."""
    traces = tuple(_part(part, scales, base) for part in parts)
    return Charged(reduce(Band.__add__, (trace.result for trace in traces), NO_CHARGE), traces)


def bases_of(part: ChargeFile) -> tuple[str, ...]:
    """Return the facts that a part of a charge is computed from."""
    return (*(part.per or ()), *(name for name in (part.percent_of, part.of) if name))


def _part(part: ChargeFile, scales: Scales, base: Base) -> PartTrace:
    bases = tuple((name, base(name)) for name in bases_of(part))
    counted: Edge | None = None
    slices: tuple[Slice, ...] = ()
    if part.amount is not None:
        amount = stated(part.amount)
    elif part.scale is not None:
        slices = sliced(scales[part.scale], bases[0][1])
        total = reduce(Edge.__add__, (one.amount for one in slices), NOTHING)
        amount = Band(total, total)
    else:
        assert part.rate is not None
        counted = _counted(part, [end for _, end in bases])
        amount = stated(part.rate, counted)
    result = amount if part.share is None else amount.scaled(part.share)
    if part.at_least is not None:
        result = result.at_least(Fraction(part.at_least))
    if part.at_most is not None:
        result = result.at_most(Fraction(part.at_most))
    return PartTrace(part, bases, counted, slices, amount, result)


def _counted(part: ChargeFile, ends: Sequence[Edge]) -> Edge:
    product = reduce(Edge.by, ends).beyond(part.beyond or Fraction(0))
    count = product.times(1 / (part.each or Fraction(1)))
    if part.started == "whole":
        return count.ceil()
    return count.floor() if part.started == "full" else count


def sliced(bands: Sequence[BandFile], base: Edge) -> tuple[Slice, ...]:
    """Return what of ``base`` falls into each band that it reaches (差额定率累进); the first always counts."""
    found: list[Slice] = []
    start = 0
    for band in bands:
        if found and base <= Edge(Fraction(start)):
            break
        end = None if band.up_to is None else Edge(Fraction(band.up_to))
        inside = (base if end is None else min(base, end)).beyond(Fraction(start))
        if band.rate is not None:
            amount = inside.times(band.rate)
        else:
            amount = Edge(Fraction(band.amount or 0))
        found.append(Slice(start, band.up_to, inside, band.rate, amount))
        start = band.up_to or 0
    return tuple(found)
