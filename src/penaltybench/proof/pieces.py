"""A term of one number as straight pieces: exact where it is linear between finitely many bends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from penaltybench.proof.box import Span
from penaltybench.proof.term import Atom, Greatest, Least, Number, Term


@dataclass(frozen=True, slots=True)
class Piece:
    """``slope`` times the number plus ``start`` from ``low`` to ``high`` (None: without end)."""

    low: Fraction | None
    high: Fraction | None
    slope: Fraction
    start: Fraction

    def at(self, value: Fraction) -> Fraction:
        """Return what the term comes to."""
        return self.slope * value + self.start


def pieces(term: Term, name: str, span: Span) -> tuple[Piece, ...] | None:
    """Return the pieces of ``term`` over the span of ``name``, from low to high.

    None if it is not made of straight pieces of this one number (products, whole units, choices).
    """
    result = [Piece(span.low, span.high, Fraction(0), term.constant)]
    for atom, factor in term.parts:
        own = _of_atom(atom, name, span)
        if own is None:
            return None
        result = [
            Piece(
                one.low,
                one.high,
                one.slope + factor * other.slope,
                one.start + factor * other.start,
            )
            for one, other in _aligned(result, own)
        ]
    return tuple(result)


def _of_atom(atom: Atom, name: str, span: Span) -> Sequence[Piece] | None:
    match atom:
        case Number(own):
            if own != name:
                return None
            return [Piece(span.low, span.high, Fraction(1), Fraction(0))]
        case Greatest(terms):
            return _extreme(terms, name, span, 1)
        case Least(terms):
            return _extreme(terms, name, span, -1)
        case _:
            return None


def _extreme(terms: Iterable[Term], name: str, span: Span, side: int) -> Sequence[Piece] | None:
    """Return the greatest (side 1) or the least (side -1) of terms."""
    result: Sequence[Piece] | None = None
    for term in terms:
        own = pieces(term, name, span)
        if own is None:
            return None
        if result is None:
            result = own
            continue
        chosen: list[Piece] = []
        for one, other in _aligned(result, own):
            for first, second in _cut_at_crossing(one, other):
                inside = _inside(first.low, first.high)
                ahead = (first.at(inside) - second.at(inside)) * side >= 0
                chosen.append(first if ahead else second)
        result = chosen
    return result


def _aligned(first: Sequence[Piece], second: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """Return both cut at the same places, pair by pair."""
    low, high = first[0].low, first[-1].high
    cuts = sorted({p.high for p in [*first[:-1], *second[:-1]] if p.high is not None})
    edges = [low, *cuts, high]
    found = []
    for start, end in pairwise(edges):
        inside = _inside(start, end)
        pair = tuple(
            Piece(start, end, piece.slope, piece.start)
            for piece in (_piece_at(first, inside), _piece_at(second, inside))
        )
        found.append((pair[0], pair[1]))
    return found


def _piece_at(every: Sequence[Piece], value: Fraction) -> Piece:
    return next(piece for piece in every if piece.high is None or value <= piece.high)


def _cut_at_crossing(one: Piece, other: Piece) -> list[tuple[Piece, Piece]]:
    if one.slope == other.slope:
        return [(one, other)]
    crossing = (other.start - one.start) / (one.slope - other.slope)
    after_low = one.low is None or crossing > one.low
    before_high = one.high is None or crossing < one.high
    if not (after_low and before_high):
        return [(one, other)]
    edges = [(one.low, crossing), (crossing, one.high)]
    return [
        (Piece(low, high, one.slope, one.start), Piece(low, high, other.slope, other.start))
        for low, high in edges
    ]


def _inside(low: Fraction | None, high: Fraction | None) -> Fraction:
    if low is None:
        return Fraction(0) if high is None else high - 1
    return low + 1 if high is None else (low + high) / 2
