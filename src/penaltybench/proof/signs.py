"""Whether a term is never negative over a box: by what is known of its ends, or of its straight pieces.

What is said here is exact and needs no solver; it may also say nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

from penaltybench.proof.box import Box, Span, decimal_between, ends
from penaltybench.proof.pieces import Piece, pieces
from penaltybench.proof.reckon import Values, amount, numbers_in, variables_of
from penaltybench.proof.term import Atom, Greatest, Least, Number, Product, Term, of_atom

MAX_STEPS = 300
"""So many terms are looked at for one sign, as greatest and least terms are taken apart."""
MAX_CORNERS = 256
FAR = (Fraction(10**7), Fraction(10**9), Fraction(10**12))
"""Numbers to try where a span has no upper end."""

Point = Mapping[str, Fraction]
"""A number for each variable."""


def never_negative(term: Term, box: Box, *, strict: bool = False) -> bool | None:
    """Return whether ``term`` is never negative (if ``strict``: always positive) over the box.

    None if this cannot be said without a solver. False says that some values of the spans make it so.
    """
    return _sign(term, box, strict, [MAX_STEPS])


def _sign(term: Term, box: Box, strict: bool, left: list[int]) -> bool | None:
    """Return the answer; ``left`` counts down the terms that may still be looked at."""
    left[0] -= 1
    if left[0] < 0:
        return None
    low, high = ends(term, box)
    if low is not None and (low > 0 or (low == 0 and not strict)):
        return True
    if term.is_constant or (high is not None and (high < 0 or (high == 0 and strict))):
        return False
    names = numbers_in(term)
    if len(names) == 1 and names == variables_of(term):
        (name,) = names
        found = pieces(term, name, box[name])
        if found is not None:
            return not _fails(found, box[name], strict=strict)
    if _by_ends(term, box, strict, left) or _by_parts(term, box, strict, left):
        return True
    return None


def _by_ends(term: Term, box: Box, strict: bool, left: list[int]) -> bool:
    """Return whether the sign follows from both ends of a number in which the term is straight."""
    for name in sorted(numbers_in(term)):
        span = box[name]
        if (
            span.low is None
            or span.high is None
            or not any(
                isinstance(atom, Product) and name in numbers_in(of_atom(atom))
                for atom, _ in term.parts
            )
        ):
            continue
        at_ends = [_put(term, name, end) for end in (span.low, span.high)]
        if all(one is not None and _sign(one, box, strict, left) is True for one in at_ends):
            return True
    return False


def _put(term: Term, name: str, value: Fraction) -> Term | None:
    """Return the term with a number in the place of a variable; None if it is not straight in it."""
    result = Term(term.constant)
    for atom, factor in term.parts:
        if name not in variables_of(of_atom(atom)):
            result = result + of_atom(atom) * factor
        elif isinstance(atom, Number):
            result = result + Term(value * factor)
        elif isinstance(atom, Product):
            sides = [one for one in (atom.left, atom.right) if not _is_number(one, name)]
            if len(sides) != 1 or name in variables_of(sides[0]):
                return None
            result = result + sides[0] * (value * factor)
        else:
            return None
    return result


def _is_number(term: Term, name: str) -> bool:
    ((atom, _),) = term.parts if len(term.parts) == 1 else ((None, None),)
    return isinstance(atom, Number) and atom.name == name


def _by_parts(term: Term, box: Box, strict: bool, left: list[int]) -> bool:
    """Take the first greatest or least term apart; return whether the sign follows."""
    for atom, factor in term.parts:
        if not isinstance(atom, Greatest | Least):
            continue
        rest = term - Term(Fraction(0), ((atom, factor),))
        answers = (_sign(rest + part * factor, box, strict, left) is True for part in atom.terms)
        if _takes_every(atom, factor):
            return all(answers)
        if any(answers):
            return True
    return False


def _takes_every(atom: Atom, factor: Fraction) -> bool:
    """Whether the sign needs every part of the atom (else one is enough)."""
    return isinstance(atom, Greatest) == (factor < 0)


# --- one number -----------------------------------------------------------------------------------


def _fails(every: Sequence[Piece], span: Span, *, strict: bool) -> bool:
    """Return whether the pieces are negative (if strict: or nothing) somewhere in the span."""
    if span.whole:
        return any(_bad(piece.at(v), strict) for piece in every for v in _whole(piece, span))
    return any(_fails_in(piece, span, strict=strict) for piece in every)


def _fails_in(piece: Piece, span: Span, *, strict: bool) -> bool:
    # Going without end, a piece that falls becomes negative.
    if (piece.high is None and piece.slope < 0) or (piece.low is None and piece.slope > 0):
        return True
    known = [end for end in (piece.low, piece.high) if end is not None]
    if any(piece.at(end) < 0 for end in known):
        return True
    if not known:
        return _bad(piece.start, strict)
    if not strict:
        return False
    if any(piece.at(end) == 0 and end in span for end in known):
        return True
    return not piece.slope and piece.low != piece.high and piece.start == 0


def _bad(result: Fraction, strict: bool) -> bool:
    return result < 0 or (strict and result == 0)


def _whole(piece: Piece, span: Span) -> Iterator[Fraction]:
    """Yield the whole numbers of a piece among which it is least, if it has a least value."""
    low = None if piece.low is None else math.ceil(piece.low)
    high = None if piece.high is None else math.floor(piece.high)
    if low is not None and high is not None and low > high:
        return
    ends_ = [Fraction(end) for end in (low, high) if end is not None]
    yield from (end for end in ends_ if end in span)
    yield from (math.ceil(v) * Fraction(1) for v in _beyond(piece))


def _beyond(piece: Piece) -> Iterator[Fraction]:
    """Yield numbers far out where a piece without end is negative, or one inside if it is level."""
    if piece.low is None and piece.high is None and not piece.slope:
        yield Fraction(0)
    for side, end, other in ((1, piece.high, piece.low), (-1, piece.low, piece.high)):
        if end is not None or piece.slope * side >= 0:
            continue
        root = -piece.start / piece.slope
        start = root if other is None else max(root, other) if side > 0 else min(root, other)
        # One more than a whole number, so that rounding up on the lower side stays beyond.
        yield from (start + side * (more + 1) for more in (Fraction(1), *FAR))


def _candidates(piece: Piece, span: Span) -> Iterator[Fraction]:
    """Yield numbers of a piece at which it may be negative."""
    if span.whole:
        yield from _whole(piece, span)
        return
    yield from (end for end in (piece.low, piece.high) if end is not None)
    yield from (Fraction(math.ceil(value)) for value in _beyond(piece))
    root = -piece.start / piece.slope if piece.slope else Fraction(0)
    low = min(root, piece.high or Fraction(0)) - 2 if piece.low is None else piece.low
    high = max(root, low) + 2 if piece.high is None else piece.high
    if low < high:
        if piece.slope and low < root < high:
            low, high = (root, high) if piece.slope < 0 else (low, root)
        # Far from where it is nothing the difference is large enough to be seen after rounding.
        middle = (low + high) / 2
        yield from _between(middle, high) if piece.slope < 0 else _between(low, middle)
        yield from _between(low, high)


def _between(low: Fraction, high: Fraction) -> Iterator[Fraction]:
    found = decimal_between(low, high) if low < high else None
    if found is not None:
        yield found


# --- several numbers ------------------------------------------------------------------------------


def offending_points(term: Term, box: Box, *, strict: bool = False) -> Iterator[Point]:
    """Yield points of the box at which ``term`` is negative (if strict: or nothing), worst first.

    They are found among corners, bends and far points; that none is found says nothing.
    """
    names = sorted(variables_of(term))
    if any(name not in box for name in names):
        return
    if len(names) == 1:
        found = pieces(term, names[0], box[names[0]])
        if found is not None:
            span = box[names[0]]
            every = {v: p.at(v) for p in found for v in _candidates(p, span) if v in span}
            bad = [value for value, result in every.items() if _bad(result, strict)]
            yield from ({names[0]: value} for value in sorted(bad, key=lambda v: (every[v], v)))
            return
    choices = [tuple(_samples(box[name])) for name in names]
    tried: list[tuple[Fraction, dict[str, Fraction]]] = []
    for chosen in islice(product(*choices), MAX_CORNERS):
        point = dict(zip(names, chosen, strict=True))
        result = amount(term, _values(point))
        if _bad(result, strict):
            tried.append((result, point))
    yield from (point for _, point in sorted(tried, key=lambda one: one[0]))


def _values(point: Point) -> Values:
    return Values({}, point)


def _samples(span: Span) -> Iterator[Fraction]:
    """Yield a few numbers of a span: its ends or what lies beside them, one inside, some far away."""
    low, high = span.low, span.high
    wanted: list[Fraction] = []
    if low is not None:
        wanted += [low, low + 1, low + Fraction(1, 100)]
    if high is not None:
        wanted += [high, high - 1, high - Fraction(1, 100)]
    if low is not None and high is not None:
        wanted += list(_between(low, high))
    if low is None or high is None or high > FAR[-1]:
        start = low if low is not None else Fraction(0)
        wanted += [start + more for more in FAR]
    yield from dict.fromkeys(value for value in wanted if value in span)
