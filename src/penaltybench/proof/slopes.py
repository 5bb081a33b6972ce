"""Which way a term goes when one of its numbers grows."""

from __future__ import annotations

from penaltybench.proof.box import Box, ends
from penaltybench.proof.term import Atom, Choice, Floor, Greatest, Least, Number, Product, Term

FLAT, RISING, FALLING = 0, 1, -1


def slope(term: Term, name: str, box: Box) -> int | None:
    """Return whether a term never falls (1), never rises (-1) or stays (0) when ``name`` grows.

    None if that cannot be read off.
    """
    found = FLAT
    for atom, factor in term.parts:
        own = _of_atom(atom, name, box)
        if own is None:
            return None
        both = _joined(found, own if factor > 0 else -own)
        if both is None:
            return None
        found = both
    return found


def _joined(one: int, other: int) -> int | None:
    if FLAT in (one, other):
        return one or other
    return one if one == other else None


def _of_atom(atom: Atom, name: str, box: Box) -> int | None:
    match atom:
        case Number(own):
            return RISING if own == name else FLAT
        case Greatest(terms) | Least(terms):
            return _of_terms(terms, name, box)
        case Floor(inside):
            return slope(inside, name, box)
        case Product(left, right):
            lows = (ends(left, box)[0], ends(right, box)[0])
            if any(low is None or low < 0 for low in lows):
                flat = (slope(left, name, box), slope(right, name, box)) == (FLAT, FLAT)
                return FLAT if flat else None
            return _of_terms((left, right), name, box)
        case Choice():
            return None


def _of_terms(terms: tuple[Term, ...], name: str, box: Box) -> int | None:
    found: int | None = FLAT
    for term in terms:
        own = slope(term, name, box)
        found = None if own is None or found is None else _joined(found, own)
    return found
