"""Whether the result in one cell is never heavier than in another, by grade, low end and high end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from penaltybench.proof.amounts import BandTerms
from penaltybench.proof.box import Box
from penaltybench.proof.in_cell import InCell
from penaltybench.proof.run import NOT_PUNISHED
from penaltybench.proof.signs import Point, never_negative, offending_points
from penaltybench.proof.term import FALSE, TRUE, Term, constant

_NOTHING = BandTerms(constant(0), constant(0))


@dataclass(frozen=True, slots=True)
class Weighed:
    """What results are compared by: the rank of the grade, the band, and what the fine must lie in."""

    rank: int
    band: BandTerms
    envelope: BandTerms | None
    box: Box


def weighed(found: InCell | str) -> Weighed:
    """Return what a result is compared by; ``not_punished`` is lighter than any grade."""
    if isinstance(found, str):
        return Weighed(NOT_PUNISHED, _NOTHING, None, {})
    came = found.came
    return Weighed(came.rank, came.band or _NOTHING, came.envelope, found.box)


def never_heavier(first: Weighed, second: Weighed) -> bool:
    """Return whether it is certain that ``first`` is never heavier than ``second``, after rounding too."""
    if first.rank > second.rank:
        return False
    box = {**first.box, **second.box}
    return all(
        never_negative(slack, box, strict=strict) is True
        for slack, strict in _slacks(first, second)
    )


def _slacks(first: Weighed, second: Weighed) -> Iterator[tuple[Term, bool]]:
    """Yield terms that must not be negative (with True: that must be positive).

    Where the ends of two bands may be equal, an open one counts: rounding moves it inwards.
    """
    one, other = first.band, second.band
    low_strict = one.low_open != FALSE and other.low_open != TRUE
    high_strict = one.high_open != TRUE and other.high_open != FALSE
    yield other.low - one.low, low_strict
    yield other.high - one.high, high_strict
    if first.envelope is not None and second.envelope is not None:
        yield second.envelope.low - first.envelope.low, False
        yield second.envelope.high - first.envelope.high, False


def heavier_points(first: Weighed, second: Weighed) -> Iterator[Point]:
    """Yield numbers for which ``first`` may be heavier."""
    box = {**first.box, **second.box}
    if first.rank > second.rank:
        yield {}
    for slack, strict in _slacks(first, second):
        if slack.is_constant:
            if slack.constant < 0 or (strict and slack.constant == 0):
                yield {}
        else:
            yield from offending_points(slack, box, strict=strict)
