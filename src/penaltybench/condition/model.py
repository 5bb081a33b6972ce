"""What a condition is: facts mapped to unary tests, and alternatives.

The tests are the S-FEEL subset of OMG DMN 1.3 (section 9, unary tests) with exact money.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from penaltybench.interval import Interval
from penaltybench.values import Value

Operator = Literal["=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Anything:
    """Holds for every value."""

    def holds(self, value: Value) -> bool:
        """Return True."""
        return True


@dataclass(frozen=True, slots=True)
class Compare:
    """Holds for values that compare so with ``value``."""

    operator: Operator
    value: Value

    def holds(self, value: Value) -> bool:
        """Return whether ``value`` compares so."""
        match self.operator:
            case "=":
                return value == self.value
            case "<":
                return value < self.value  # type: ignore[operator]
            case "<=":
                return value <= self.value  # type: ignore[operator]
            case ">":
                return value > self.value  # type: ignore[operator]
            case ">=":
                return value >= self.value  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class Within:
    """Holds for values in the interval."""

    interval: Interval[Value]

    def holds(self, value: Value) -> bool:
        """Return whether ``value`` lies in the interval."""
        return value in self.interval


@dataclass(frozen=True, slots=True)
class OneOf:
    """Holds for values that satisfy one of the tests."""

    tests: tuple[UnaryTest, ...]

    def holds(self, value: Value) -> bool:
        """Return whether one of the tests holds."""
        return any(test.holds(value) for test in self.tests)


@dataclass(frozen=True, slots=True)
class Not:
    """Holds for values that do not satisfy the test."""

    test: UnaryTest

    def holds(self, value: Value) -> bool:
        """Return whether the test does not hold."""
        return not self.test.holds(value)


UnaryTest: TypeAlias = Anything | Compare | Within | OneOf | Not


@dataclass(frozen=True, slots=True)
class Condition:
    """All ``tests`` (fact, test) hold and, if there are alternatives, one of ``any``."""

    tests: tuple[tuple[str, UnaryTest], ...] = ()
    any: tuple[Condition, ...] = ()

    @property
    def is_always(self) -> bool:
        """Whether the condition asks nothing."""
        return not self.tests and not self.any

    def leaves(self) -> Iterator[tuple[str, UnaryTest]]:
        """Yield every (fact, test), those of the alternatives too."""
        yield from self.tests
        for alternative in self.any:
            yield from alternative.leaves()


ALWAYS = Condition()


def fact_names(condition: Condition) -> frozenset[str]:
    """Return the facts that the condition reads."""
    return frozenset(fact for fact, _ in condition.leaves())


def atoms(test: UnaryTest) -> Iterator[Compare | Within]:
    """Yield the comparisons and intervals of which ``test`` is made."""
    match test:
        case OneOf(tests):
            for part in tests:
                yield from atoms(part)
        case Not(part):
            yield from atoms(part)
        case Compare() | Within():
            yield test
        case Anything():
            return
