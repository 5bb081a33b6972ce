"""Reductions that hold lower what a standard allows; they never raise it, nor below nothing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from typing import Literal, TypeAlias

from penaltybench.condition import evaluate
from penaltybench.fees.band import NO_CHARGE, Band
from penaltybench.fees.edge import NOTHING, Edge
from penaltybench.ruleset.fee import Reduction
from penaltybench.values import Value

Together: TypeAlias = Literal["largest", "successive", "added"]
ALL = Fraction(1)


@dataclass(frozen=True, slots=True)
class ReliefStep:
    """A reduction that holds: what it was applied to, what it leaves, and whether it took effect."""

    reduction: Reduction
    before: Band
    after: Band
    taken: bool


@dataclass(frozen=True, slots=True)
class Relieved:
    """What reductions leave of a band, and what each of them does.

    Two ``effect``s are the same only if they take the same off whatever the amount is.
    """

    band: Band
    steps: tuple[ReliefStep, ...] = ()
    effect: Hashable = None

    @property
    def taken(self) -> tuple[Reduction, ...]:
        """The reductions that took effect."""
        return tuple(step.reduction for step in self.steps if step.taken)


def reductions_that_hold(
    reductions: Iterable[Reduction], values: Mapping[str, Value]
) -> tuple[Reduction, ...]:
    """Return the reductions whose condition holds."""
    return tuple(one for one in reductions if evaluate(one.when, values))


def must_be_granted(reductions: Iterable[Reduction]) -> tuple[Reduction, ...]:
    """Return the reductions that the authority has to grant."""
    return tuple(one for one in reductions if one.force == "shall")


def relieved(
    band: Band, reductions: Sequence[Reduction], rule: Together, *, most: bool = False
) -> Relieved:
    """Return what reductions leave of a band: the least, or the ``most`` that each of them may take off."""
    match rule:
        case "largest":
            done = _largest(band, reductions, most=most)
        case "successive":
            done = _successive(band, reductions, most=most)
        case "added":
            done = _added(band, reductions, most=most)
    return replace(done, effect=_effect(reductions, rule, most=most))


def _effect(reductions: Sequence[Reduction], rule: Together, *, most: bool) -> Hashable:
    shares = [share_of(one, most=most) for one in reductions]
    if (ALL, False) in shares:
        return "nothing is left"
    taken = [one.less or 0 for one in reductions]
    match rule:
        case "largest":
            largest = max(((share, not is_open) for share, is_open in shares), default=None)
            return largest, max(taken, default=0)
        case "successive":
            return tuple(zip(shares, taken, strict=True))
        case "added":
            return sum(share for share, _ in shares), any(o for _, o in shares), sum(taken)


def _largest(band: Band, reductions: Sequence[Reduction], *, most: bool) -> Relieved:
    left = [_after(band, one, most=most) for one in reductions]
    lowest = reduce(Band.lowest, left, band)
    wanted = _end(lowest, most=most)
    chosen = next((n for n, one in enumerate(left) if _end(one, most=most) == wanted), None)
    if wanted == _end(band, most=most):
        chosen = None
    steps = (
        ReliefStep(one, band, after, number == chosen)
        for number, (one, after) in enumerate(zip(reductions, left, strict=True))
    )
    return Relieved(lowest, tuple(steps))


def _successive(band: Band, reductions: Sequence[Reduction], *, most: bool) -> Relieved:
    steps: list[ReliefStep] = []
    for one in reductions:
        after = _after(band, one, most=most)
        steps.append(ReliefStep(one, band, after, _end(after, most=most) != _end(band, most=most)))
        band = after
    return Relieved(band, tuple(steps))


def _added(band: Band, reductions: Sequence[Reduction], *, most: bool) -> Relieved:
    share, less, is_open = Fraction(0), 0, False
    for one in reductions:
        part, part_open = share_of(one, most=most)
        share, is_open, less = share + part, is_open or part_open, less + (one.less or 0)
    left = _without(band, share, is_open=is_open, most=most).less(Fraction(less))
    steps = (
        ReliefStep(one, band, _after(band, one, most=most), _takes(one, band, most=most))
        for one in reductions
    )
    return Relieved(left, tuple(steps))


def _takes(one: Reduction, band: Band, *, most: bool) -> bool:
    """Return whether a reduction by itself takes anything off."""
    return _end(_after(band, one, most=most), most=most) != _end(band, most=most)


def _after(band: Band, one: Reduction, *, most: bool) -> Band:
    """Return what one reduction leaves."""
    if one.less is not None:
        return band.less(Fraction(one.less))
    share, is_open = share_of(one, most=most)
    return _without(band, share, is_open=is_open, most=most)


def share_of(one: Reduction, *, most: bool) -> tuple[Fraction, bool]:
    """Return the share that is taken off, and whether it may only be approached."""
    if one.by is None:
        return (Fraction(0) if one.less is not None else ALL), False
    low, high = one.by.low, one.by.high
    assert low is not None
    assert high is not None
    return (high, one.by.high_open) if most else (low, one.by.low_open)


def _without(band: Band, share: Fraction, *, is_open: bool, most: bool) -> Band:
    """Return the band less a share of it; an open share leaves an open end where anything is left."""
    if share > ALL or (share == ALL and not is_open):
        return NO_CHARGE
    left = NO_CHARGE if share == ALL else band.scaled(ALL - share)
    if not is_open:
        return left
    if most:
        return replace(
            left, high=max(left.high, left.low), low_open=left.low_open or band.low != NOTHING
        )
    return replace(left, high_open=left.high_open or band.high != NOTHING)


def _end(band: Band, *, most: bool) -> tuple[Edge, bool]:
    """Return the end at which a reduction matters: the low one if all is granted that may be."""
    return (band.low, band.low_open) if most else (band.high, not band.high_open)
