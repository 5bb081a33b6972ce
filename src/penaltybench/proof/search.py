"""Every combination of cells that a question about an edition needs, and no more.

The question is asked with what is known so far; where a fact is missing, each of its cells is supposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from functools import cached_property
from typing import Generic, TypeVar

from penaltybench.condition import UnaryTest
from penaltybench.facts import Facts
from penaltybench.proof.box import Box, possible_values, span_of, whole_span
from penaltybench.reads import joined, tests_by_fact
from penaltybench.regions import Axis, Slice, axis_of, plain_value
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.published import Fact
from penaltybench.unknown import UnknownFactsError
from penaltybench.values import FactType, Value

T = TypeVar("T")
_DIGITS = Context(prec=40)
Cells = Mapping[str, Slice]
"""The cell in which each fact is supposed to lie."""


class TooMany(Exception):
    """There are more combinations than may be looked at."""


@dataclass(frozen=True)
class Ground:
    """The facts of one edition, or of several, each cut into the cells that their tests tell apart."""

    axes: Mapping[str, Axis]

    def facts(self, cells: Cells) -> Facts:
        """Return facts that lie in the cells, with a representative of each."""
        return Facts({name: cell.value for name, cell in cells.items()})

    @cached_property
    def spans(self) -> Box:
        """The spans of all values of each number."""
        return {
            name: whole_span(axis.fact)
            for name, axis in self.axes.items()
            if axis.fact.type.is_number
        }

    def box(self, cells: Cells) -> Box:
        """Return the spans of the numbers: of their cell, or of all their values."""
        found = dict(self.spans)
        for name, cell in cells.items():
            if name in found:
                found[name] = span_of(self.axes[name].fact, cell)
        return found

    def values(self, cells: Cells, point: Mapping[str, Fraction]) -> dict[str, Value] | None:
        """Return plain values in the cells and, where ``point`` has a number of a fact, that.

        None if the fact cannot have the number.
        """
        found = {name: self.plain(name, cell) for name, cell in cells.items()}
        for name, number in point.items():
            if name in self.axes:
                value = exact_value(self.axes[name].fact, number)
                if value is None:
                    return None
                found[name] = value
        return found

    def plain(self, name: str, cell: Slice) -> Value:
        """Return a plain value of a cell, as one would write it in an example."""
        axis = self.axes[name]
        return plain_value(axis, 1 << axis.slices.index(cell))


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """What was found with the facts in certain cells; whatever is not named does not matter."""

    cells: Cells
    found: T


def alone(edition: Edition) -> Edition:
    """Return the edition with circumstances set aside: a fact that decides one would act through it."""
    return replace(edition, circumstances=(), overridden=())


def ground_of(*editions: Edition, without: Sequence[str] = ()) -> Ground:
    """Return the facts of editions with the tests that all of them make together."""
    tests: Mapping[str, tuple[UnaryTest, ...]] = joined(
        tests_by_fact(alone(edition)) for edition in editions
    )
    facts: dict[str, Fact] = {}
    for edition in editions:
        for name, fact in edition.facts.items():
            facts.setdefault(name, fact)
    return Ground(
        {
            name: axis_of(possible_values(fact), tests.get(name, ()))
            for name, fact in facts.items()
            if name not in without
        }
    )


def leaves(
    ground: Ground, ask: Callable[[Cells], T], most: int, start: Cells | None = None
) -> Iterator[Leaf[T]]:
    """Yield what ``ask`` says of each combination of cells that it asks for.

    ``ask`` raises UnknownFactsError while a fact is missing. Raises TooMany after ``most`` answers.
    """
    count = 0

    def visit(cells: dict[str, Slice]) -> Iterator[Leaf[T]]:
        nonlocal count
        try:
            found = ask(cells)
        except UnknownFactsError as missing:
            name = missing.facts[0]
            for cell in ground.axes[name].slices:
                yield from visit({**cells, name: cell})
            return
        count += 1
        if count > most:
            raise TooMany
        yield Leaf(cells, found)

    yield from visit(dict(start or {}))


def exact_value(fact: Fact, number: Fraction) -> Value | None:
    """Return a number as a value of the fact; None if the fact cannot have it."""
    if fact.type is FactType.DECIMAL:
        value: Value = _DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator))
        if Fraction(value) != number:  # type: ignore[arg-type]
            return None
    elif number.denominator != 1:
        return None
    else:
        value = number.numerator
    return value if fact.domain is None or fact.domain.holds(value) else None
