"""Values of facts as text, and the values around which a ruleset changes its mind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from penaltybench.condition.model import Compare, UnaryTest, atoms
from penaltybench.money import MAX_FEN, format_fen
from penaltybench.ruleset.declare import CASE_DATES
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.published import Fact
from penaltybench.values import FactType, Value

NO_THRESHOLD: dict[FactType, Value] = {
    FactType.MONEY: 1_000_000,
    FactType.INTEGER: 3,
    FactType.DECIMAL: Decimal("12.5"),
    FactType.DATE: dt.date(2026, 1, 1),
}
"""A value of each ordered type, for facts that no test cuts."""


def literal(type_: FactType, value: Value) -> str:
    """Return the value as rulesets and cases write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    if type_ is FactType.MONEY and isinstance(value, int):
        return format_fen(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def boundary_values(fact: Fact, tests: Iterable[UnaryTest]) -> tuple[Value, ...]:
    """Return the values of the domain at every threshold and one step (fen, day) beside it.

    Of an enum and a boolean these are all values.
    """
    if fact.type is FactType.ENUM:
        return tuple(fact.values)
    if fact.type is FactType.BOOLEAN:
        return (False, True)
    wanted = [*tests, *([fact.domain] if fact.domain is not None else [])]
    found = {near for test in wanted for end in ends(test) for near in _near(fact.type, end)}
    found.add(NO_THRESHOLD[fact.type])
    inside = {value for value in found if fact.domain is None or fact.domain.holds(value)}
    return tuple(sorted(inside))


def given_facts(edition: Edition) -> tuple[Fact, ...]:
    """Return the facts that a case may give: all but the derived ones and the case's own dates."""
    return tuple(
        fact
        for name, fact in edition.facts.items()
        if fact.derive is None and name not in CASE_DATES
    )


def ends(test: UnaryTest) -> Iterator[Value]:
    """Yield the values that a test names."""
    for atom in atoms(test):
        if isinstance(atom, Compare):
            yield atom.value
        else:
            both = (atom.interval.low, atom.interval.high)
            yield from (end for end in both if end is not None)


def _near(type_: FactType, value: Value) -> Iterator[Value]:
    for sign in (-1, 0, 1):
        if isinstance(value, dt.date):
            if value not in (dt.date.min, dt.date.max) or sign == 0:
                yield value + dt.timedelta(days=sign)
        elif isinstance(value, Decimal):
            yield value + sign * Decimal("0.01")
        elif isinstance(value, int) and (
            type_ is not FactType.MONEY or 0 <= value + sign <= MAX_FEN
        ):
            yield value + sign
