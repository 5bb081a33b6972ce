"""A condition and the facts that are known give True, False or None (unknown)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from penaltybench.condition.model import Condition
from penaltybench.values import Value

Truth: TypeAlias = bool | None
"""Kleene's strong three values: None is *unknown*."""


def evaluate(condition: Condition, facts: Mapping[str, Value]) -> Truth:
    """Return whether the condition holds; a fact that is absent from ``facts`` is unknown."""
    result: Truth = True
    for fact, test in condition.tests:
        value = facts.get(fact)
        if value is None:
            result = None
        elif not test.holds(value):
            return False
    if condition.any:
        alternative = any_of(evaluate(part, facts) for part in condition.any)
        if alternative is False:
            return False
        if alternative is None:
            result = None
    return result


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return the disjunction of truths: True beats unknown, unknown beats False."""
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            result = None
    return result


def unknown_facts(condition: Condition, facts: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the facts on which an unknown condition still depends, in the order of reading.

    Empty if the condition is already decided.
    """
    if evaluate(condition, facts) is not None:
        return ()
    names = [fact for fact, _ in condition.tests if fact not in facts]
    for alternative in condition.any:
        names.extend(unknown_facts(alternative, facts))
    return tuple(dict.fromkeys(names))
