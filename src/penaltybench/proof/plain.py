"""A counterexample with round numbers where those show the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.published import Fact
from penaltybench.values import FactType, Value

P = TypeVar("P")
_NUMBERS = (1, 2, 3, 5, 10, 20, 50, 100, 0, 1_000, 10_000)
_YUAN = (10_000, 100_000, 1_000, 1_000_000, 20_000, 50_000, 5_000, 100, 10_000_000, 0, 1)
"""Numbers and amounts as one would write them in an example, the first that will do is taken."""
_USUAL_DIGITS = 7
"""Ten thousand yuan in fen."""


def plainest(
    edition: Edition,
    facts: Mapping[str, Fact],
    values: Mapping[str, Value],
    confirm: Callable[[Mapping[str, Value]], P | None],
) -> P | None:
    """Return what ``confirm`` says of the plainest values like ``values`` of which it says something.

    ``facts`` are the facts by variable. Each number is replaced by the first round one that will do.
    """
    best = confirm(values)
    if best is None:
        return None
    chosen = dict(values)
    for scale in _scales(facts, values):
        smaller = {name: _scaled(facts[name], value, scale) for name, value in values.items()}
        found = confirm(smaller)
        if found is not None:
            best, chosen = found, smaller
            break
    for name in sorted(chosen):
        for value in _rounder(edition, facts[name]):
            found = confirm({**chosen, name: value})
            if found is not None:
                best, chosen[name] = found, value
                break
    return best


def _scales(facts: Mapping[str, Fact], values: Mapping[str, Value]) -> list[int]:
    """Return by how many zeros amounts might be made smaller, the usual size first."""
    amounts = [
        value
        for name, value in values.items()
        if facts[name].type is FactType.MONEY and isinstance(value, int)
    ]
    digits = len(str(max(amounts, default=0)))
    return sorted(range(1, digits), key=lambda scale: abs(digits - scale - _USUAL_DIGITS))


def _scaled(fact: Fact, value: Value, scale: int) -> Value:
    """Return an amount of money with so many zeros less, in whole yuan; what is no money as it is."""
    if fact.type is not FactType.MONEY or not isinstance(value, int):
        return value
    smaller = value // 10**scale // 100 * 100
    return smaller if fact.domain is None or fact.domain.holds(smaller) else value


def _rounder(edition: Edition, fact: Fact) -> Iterator[Value]:
    """Yield round values of the fact, the one that there is if it is among them."""
    options: list[Value] = []
    match fact.type:
        case FactType.MONEY:
            options = [100 * yuan for yuan in _YUAN]
        case FactType.INTEGER:
            options = list(_NUMBERS)
        case FactType.DECIMAL:
            options = [Decimal(number) for number in _NUMBERS]
        case FactType.DATE:
            options = [edition.period.start, dt.date(2000, 1, 1)]
        case _:
            return
    for option in options:
        if fact.domain is None or fact.domain.holds(option):
            yield option
