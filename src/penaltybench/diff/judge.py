"""What is known of two results where the facts lie in certain cells, and what must be known first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from penaltybench.condition import Compare, UnaryTest
from penaltybench.proof.box import Box
from penaltybench.proof.in_cell import REST, InCell, Nothing
from penaltybench.proof.pieces import Piece, pieces
from penaltybench.proof.reckon import variables_of
from penaltybench.proof.signs import never_negative
from penaltybench.proof.term import (
    Choice,
    Either,
    Every,
    Formula,
    Greatest,
    Least,
    Negation,
    Sign,
    Term,
    constant,
)
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.published import Fact
from penaltybench.values import FactType

Found = InCell | Nothing
Step = Literal["clear", "cut", "factors", "hard"]
Cut = tuple[str, UnaryTest]
_DIGITS = 12
"""Digits after the point at which decimals are cut where two results cross between them."""


@dataclass(frozen=True, slots=True)
class Judged:
    """``clear``: one case tells what changes in all of them. Else what is in the way.

    ``cut``: results change inside the cells, which must be cut at ``cuts``. ``factors``: factors of
    points must be known. ``hard``: several numbers matter at once, or rounding alone.

    ``same``: no amount differs. ``level``: amounts move with no number. ``exact``: if amounts differ, they do in every case.
    ``differences``: what the amounts of the new result are more, as terms over ``box``.
    """

    step: Step
    cuts: tuple[Cut, ...] = ()
    same: bool = False
    level: bool = False
    exact: bool = True
    differences: tuple[Term, ...] = ()
    box: Box | None = None


def judge(
    old: Edition,
    new: Edition,
    first: Found,
    second: Found,
    facts: Mapping[str, Fact],
    done: frozenset[Cut] = frozenset(),
) -> Judged:
    """Return what is known where ``first`` follows from the old edition and ``second`` from the new.

    ``done`` are cuts that have been made.
    """
    if _is_same(old, new, first, second):
        return Judged("clear", same=True)
    found = [one for one in (first, second) if isinstance(one, InCell)]
    box = {name: span for one in found for name, span in one.box.items()}
    conditions = [term for one in found for term in _conditions(one)]
    if all(box[name].is_point for one in found for name in numbers_of(one)):
        # There is one case only, as far as amounts go.
        return Judged("clear", level=True)
    every = _differences(first, second) if len(found) == 2 else ()
    differences = tuple(constant(0) if _sign(term, box) == 0 else term for term in every)
    unclear = [
        *(term for term in conditions if not _is_strict(term, box)),
        *(term for term in differences if not _is_strict(term, box)),
    ]
    possible = {cut: None for term in unclear for cut in _cuts(term, box, facts)}
    cuts = [cut for cut in possible if cut not in done]
    if cuts:
        return Judged("cut", tuple(cuts))
    unknown = [term for term in unclear if _sign(term, box) is None]
    if any(REST in variables_of(term) for term in unknown):
        return Judged("factors")
    if unknown or (len(found) == 2 and _rounding_matters(old, new, differences, first, second)):
        return Judged("hard", differences=differences, box=box)
    same = len(found) == 2 and all(term == constant(0) for term in differences)
    return Judged("clear", same=same, exact=not unclear, differences=differences, box=box)


def numbers_of(found: Found) -> frozenset[str]:
    """Return the numbers with which amounts move, or on which it depends whether there are any."""
    if not isinstance(found, InCell):
        return frozenset()
    terms = (*_amounts(found), *_conditions(found))
    return frozenset().union(*(variables_of(term) for term in terms))


def _is_same(old: Edition, new: Edition, first: Found, second: Found) -> bool:
    """Whether both give the same amounts, written in the same terms."""
    if not (isinstance(first, InCell) and isinstance(second, InCell)):
        return False
    one, other = first.came, second.came
    same = (one.band, one.envelope, one.empty) == (other.band, other.envelope, other.empty)
    return same and not _rounding_matters(old, new, (), first, second)


def _amounts(found: InCell) -> Iterator[Term]:
    came = found.came
    if came.band is not None and came.envelope is not None:
        yield from (came.band.low, came.band.high, came.envelope.low, came.envelope.high)


def _differences(first: Found, second: Found) -> tuple[Term, ...]:
    """Return what the ends of the second band are more; 1 where an end is open in one of them only."""
    assert isinstance(first, InCell)
    assert isinstance(second, InCell)
    one, other = first.came.band, second.came.band
    if one is None or other is None:
        band = one or other
        return () if band is None else (band.low, band.high)
    opened = constant(
        1 if (one.low_open, one.high_open) != (other.low_open, other.high_open) else 0
    )
    return other.low - one.low, other.high - one.high, opened


def _rounding_matters(
    old: Edition, new: Edition, differences: Sequence[Term], first: Found, second: Found
) -> bool:
    """Whether equal bands may still be rounded, or suggested from, in different ways."""
    assert isinstance(first, InCell)
    assert isinstance(second, InCell)
    if first.came.band is None or any(term != constant(0) for term in differences):
        return False
    same = (old.rounding.unit, old.rounding.mode, old.suggest) == (
        new.rounding.unit,
        new.rounding.mode,
        new.suggest,
    )
    return not same or first.came.envelope != second.came.envelope


# --- signs and where they change ----------------------------------------------------------------


def _conditions(found: InCell) -> Iterator[Term]:
    """Yield the terms on whose sign it depends what follows: whether a band is empty, or open."""
    came = found.came
    yield from _signs(came.empty)
    if came.band is not None:
        yield from _signs(came.band.low_open)
        yield from _signs(came.band.high_open)
    for amount in _amounts(found):
        yield from _inside(amount)


def _signs(formula: Formula) -> Iterator[Term]:
    match formula:
        case Sign(term):
            yield term
        case Every(parts) | Either(parts):
            for part in parts:
                yield from _signs(part)
        case Negation(part):
            yield from _signs(part)
        case _:
            return


def _inside(term: Term) -> Iterator[Term]:
    for atom, _ in term.parts:
        match atom:
            case Choice(cases, otherwise):
                for formula, chosen in cases:
                    yield from _signs(formula)
                    yield from _inside(chosen)
                yield from _inside(otherwise)
            case Greatest(terms) | Least(terms):
                for part in terms:
                    yield from _inside(part)
            case _:
                continue


def _sign(term: Term, box: Box) -> int | None:
    """Return 1 if a term is nowhere negative, -1 if nowhere positive, 0 if nothing; else None."""
    up = never_negative(term, box) is True
    down = never_negative(term * Fraction(-1), box) is True
    return 0 if up and down else 1 if up else -1 if down else None


def _is_strict(term: Term, box: Box) -> bool:
    """Whether the sign is the same everywhere, nothing or not."""
    sign = _sign(term, box)
    if sign is None or sign == 0:
        return sign == 0
    return never_negative(term * Fraction(sign), box, strict=True) is True


def _cuts(term: Term, box: Box, facts: Mapping[str, Fact]) -> Iterator[Cut]:
    """Yield tests that cut the one number of a term where its sign changes."""
    names = variables_of(term)
    if len(names) > 1 and _sign(term, box) is not None:
        # Of several numbers that only make it more, nothing comes of nothing.
        yield from (cut for name in sorted(names) for cut in _at_the_low_end(name, box, facts))
    if len(names) != 1:
        return
    (name,) = names
    found = pieces(term, name, box[name]) if name in facts else None
    if found is None:
        return
    span = box[name]
    for point in _turns(found):
        inside = span.low is None or point >= span.low, span.high is None or point <= span.high
        if all(inside):
            yield from ((name, test) for test in _tests(facts[name], point))


def _at_the_low_end(name: str, box: Box, facts: Mapping[str, Fact]) -> Iterator[Cut]:
    span = box[name]
    if name in facts and span.low is not None and not span.low_open and not span.is_point:
        yield from ((name, test) for test in _tests(facts[name], span.low))


def _turns(every: Sequence[Piece]) -> Iterator[Fraction]:
    """Yield the numbers at which the sign changes, begins or ends to be nothing."""
    for piece in every:
        if piece.slope:
            root = -piece.start / piece.slope
            after = piece.low is None or root >= piece.low
            if after and (piece.high is None or root <= piece.high):
                yield root
    for one, other in pairwise(every):
        level = [not piece.slope and not piece.start for piece in (one, other)]
        if level[0] != level[1] and one.high is not None:
            yield one.high


def _tests(fact: Fact, point: Fraction) -> Iterator[UnaryTest]:
    """Yield tests that separate what lies on each side of a point that may fall between values."""
    scale = 10**_DIGITS if fact.type is FactType.DECIMAL else 1
    for whole in dict.fromkeys((math.floor(point * scale), math.ceil(point * scale))):
        value = Decimal(whole).scaleb(-_DIGITS).normalize() if scale > 1 else whole
        yield Compare("<", value)
        yield Compare("<=", value)
