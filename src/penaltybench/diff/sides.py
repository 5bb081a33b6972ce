"""Two editions side by side: the facts that both read, and those that only one of them knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from penaltybench.condition import Not, OneOf, UnaryTest
from penaltybench.proof.box import possible_values
from penaltybench.proof.run import result_facts
from penaltybench.proof.search import Ground, alone
from penaltybench.reads import joined, tests_by_fact
from penaltybench.regions import axis_of
from penaltybench.ruleset.edition import Edition, Points
from penaltybench.ruleset.published import Fact
from penaltybench.values import FactType, Value

Cuts = Mapping[str, tuple[UnaryTest, ...]]
"""Tests that cut a number where results change although no condition does."""


@dataclass(frozen=True, eq=False)
class Sides:
    """The old and the new edition."""

    old: Edition
    new: Edition

    @cached_property
    def respondents(self) -> tuple[str, ...]:
        """The respondents of both, those of the new one first."""
        return tuple(dict.fromkeys((*self.new.respondents, *self.old.respondents)))

    @cached_property
    def reads(self) -> tuple[frozenset[str], frozenset[str]]:
        """The facts on which the results of the old and of the new edition depend."""
        return _read(self.old), _read(self.new)

    def only(self, side: int) -> tuple[Fact, ...]:
        """Return the facts that only the old (0) or the new (1) edition reads for its results."""
        edition = (self.old, self.new)[side]
        mine, others = self.reads[side], self.reads[1 - side]
        return tuple(edition.facts[name] for name in edition.facts if name in mine - others)

    @cached_property
    def incomparable(self) -> tuple[str, ...]:
        """The facts of one name that both read and that are of another type, or counted otherwise."""
        both = self.reads[0] & self.reads[1]
        return tuple(name for name in sorted(both) if self._merged(name) is None)

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The facts of either; of a fact of both only the values that both accept."""
        found: dict[str, Fact] = {}
        for name in dict.fromkeys((*self.new.facts, *self.old.facts)):
            merged = self._merged(name)
            found[name] = merged or self.new.facts.get(name) or self.old.facts[name]
        return found

    def _merged(self, name: str) -> Fact | None:
        old, new = self.old.facts.get(name), self.new.facts.get(name)
        if old is None or new is None:
            return new or old
        if old.type is not new.type or old.derive != new.derive:
            return None
        values = {word: label for word, label in new.values.items() if word in old.values}
        if new.type is FactType.ENUM and not values:
            return None
        merged = replace(new, values=values, domain=_both(old.domain, new.domain))
        return merged if axis_of(possible_values(merged), ()).slices else None

    def ground(self, cuts: Cuts) -> Ground:
        """Return the facts in cells that no test of either edition tells apart."""
        tests = joined([tests_by_fact(alone(self.old)), tests_by_fact(alone(self.new)), cuts])
        return Ground(
            {
                name: axis_of(possible_values(fact), tests.get(name, ()))
                for name, fact in self.facts.items()
            }
        )

    def alike_factors(self, respondent: str, ground: Ground) -> frozenset[str]:
        """Return the factors of points that count the same in every table of the respondent."""
        tables = [
            (edition, schedule.table)
            for edition in (self.old, self.new)
            for schedule in edition.schedules
            if schedule.respondent == respondent
        ]
        if not all(isinstance(table, Points) for _, table in tables):
            return frozenset()
        points = [table for _, table in tables if isinstance(table, Points)]
        names = {factor.fact for table in points for factor in table.factors}
        return frozenset(
            name
            for name in names
            if len({_contribution(table, name, ground) for table in points}) == 1
        )


def _contribution(table: Points, name: str, ground: Ground) -> object:
    """Return what a fact adds to the total in each of its cells."""
    factors = [factor for factor in table.factors if factor.fact == name]
    return tuple(
        tuple(
            tuple(level.share for level in factor.levels if level.test.holds(cell.value))
            for factor in factors
        )
        for cell in ground.axes[name].slices
    )


def _read(edition: Edition) -> frozenset[str]:
    return frozenset().union(*(result_facts(edition, name) for name in edition.respondents))


def _both(one: UnaryTest | None, other: UnaryTest | None) -> UnaryTest | None:
    """Return a test that holds where both hold."""
    if one is None or other is None or one == other:
        return one or other
    return Not(OneOf((Not(one), Not(other))))


def own_values(edition: Edition, values: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    """Return the values of facts that an edition knows."""
    return {name: value for name, value in values if name in edition.facts}
