"""Dates of a case that give derived facts wanted values.

The conditions are of the form "this day is not before that one": all of them, and the derivations
too, have a least solution, which is found by moving days forward until nothing is violated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import TypeAlias

from penaltybench.period import completed_months, completed_years
from penaltybench.ruleset.models import Derivation

Run: TypeAlias = tuple[int | None, int | None]
"""The least and the greatest number, of days since year 1 or of units; None: no bound."""
MAX_CHOICES = 512
MAX_ROUNDS = 400
_LATEST = dt.date.max.toordinal()
_USUAL = dt.date(1900, 1, 1).toordinal()


@dataclass(slots=True)
class Wanted:
    """What the dates have to fulfil.

    ``days`` are the days that each date may be, ``orders`` pairs of which the first is not after the
    second, ``derived`` the rule of each derived fact with the values that it may have.
    """

    days: dict[str, Sequence[Run]] = field(default_factory=dict)
    orders: list[tuple[str, str]] = field(default_factory=list)
    derived: list[tuple[Derivation, Sequence[Run]]] = field(default_factory=list)


def solve(wanted: Wanted) -> dict[str, dt.date] | None:
    """Return days that fulfil all that is wanted, or None if there are none."""
    names = list(wanted.days)
    choices = product(*wanted.days.values(), *(runs for _, runs in wanted.derived))
    for choice in islice(choices, MAX_CHOICES):
        days = dict(zip(names, choice[: len(names)], strict=True))
        spans = list(zip(wanted.derived, choice[len(names) :], strict=True))
        rules = [(rule, least, most) for (rule, _), (least, most) in spans]
        for start in (_USUAL, 1):
            found = _least(days, wanted.orders, rules, start)
            if found is not None:
                return {name: dt.date.fromordinal(day) for name, day in found.items()}
    return None


def _least(
    days: Mapping[str, Run],
    orders: Sequence[tuple[str, str]],
    rules: Sequence[tuple[Derivation, int | None, int | None]],
    start: int,
) -> dict[str, int] | None:
    found = {name: low if low is not None else start for name, (low, _) in days.items()}
    latest = {name: _LATEST if high is None else high for name, (_, high) in days.items()}
    for _ in range(MAX_ROUNDS):
        before = dict(found)
        for first, second in orders:
            found[second] = max(found[second], found[first])
        for rule, least, most in rules:
            first, second = ends_of(rule)
            # A date that lies before its start derives nothing.
            found[second] = max(found[second], found[first])
            if least is not None:
                found[second] = _first_with(rule, found[first], found[second], least)
            if most is not None:
                found[first] = _start_with(rule, found[first], found[second], most)
        if any(found[name] > latest[name] for name in found):
            return None
        if found == before:
            return found
    return None


def ends_of(rule: Derivation) -> tuple[str, str]:
    """Return the dates from which and to which a derived fact counts."""
    pair = rule.years or rule.months or rule.days
    assert pair is not None
    return pair


def _first_with(rule: Derivation, start: int, end: int, least: int) -> int:
    """Return the first day from ``end`` on to which at least so many units are complete."""
    return _search(end, _LATEST, lambda day: elapsed(rule, start, day) >= least)


def _start_with(rule: Derivation, start: int, end: int, most: int) -> int:
    """Return the first day from ``start`` on from which at most so many units are complete."""
    return _search(start, end, lambda day: elapsed(rule, day, end) <= most)


def _search(low: int, high: int, holds: object) -> int:
    """Return the first number from which on ``holds`` does; one beyond ``high`` if it never does."""
    assert callable(holds)
    while low <= high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle - 1
        else:
            low = middle + 1
    return low


def elapsed(rule: Derivation, start: int, end: int) -> int:
    """Return the completed units between two days that are given as ordinals, the first before."""
    if rule.until == "day_before":
        if end <= start:
            return 0
        end -= 1
    first, last = dt.date.fromordinal(start), dt.date.fromordinal(min(end, _LATEST))
    if rule.years:
        return completed_years(first, last)
    return completed_months(first, last) if rule.months else (last - first).days
