"""An edition laid out as regions: where each schedule, basis and row applies, and where nothing can.

It is made once for all checks of an edition. What is derived from it is kept with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from penaltybench.checks.reach import exempted
from penaltybench.condition import Within, fact_names
from penaltybench.interval import Interval
from penaltybench.reads import tests_by_fact
from penaltybench.regions import Region, Space, union
from penaltybench.ruleset.edition import Basis, Edition, Points, Row, Schedule, Tiers
from penaltybench.ruleset.load import Standard
from penaltybench.ruleset.published import Fact
from penaltybench.values import Value


@dataclass(frozen=True, eq=False)
class Scope:
    """The cases that one basis of one schedule governs alone; ``fixed`` are facts that it sets."""

    schedule: Schedule
    basis: Basis
    fixed: Mapping[str, Value]
    region: Region

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that belong to the basis; none for a table by points."""
        table = self.schedule.table
        if isinstance(table, Points):
            return ()
        return tuple(row for row in table.rows if not row.basis or self.basis.id in row.basis)


@dataclass(frozen=True, eq=False)
class Layout:
    """An edition and its regions; ``standard`` is the ruleset to which the edition belongs."""

    edition: Edition
    standard: Standard[Edition]

    @cached_property
    def space(self) -> Space:
        """The facts that conditions and factors test, with the domains that a case can have."""
        tests = tests_by_fact(self.edition)
        facts = [self._possible(self.edition.facts[name]) for name in tests if tests[name]]
        return Space.of(facts, tests)

    def _possible(self, fact: Fact) -> Fact:
        """Return the fact; of the conduct's last day, only the days that an edition governs."""
        first, last = self.standard.editions[0].period, self.standard.editions[-1].period
        ends: dict[str, tuple[dt.date | None, dt.date | None]] = {
            "conduct_start": (None, last.end),
            "conduct_end": (first.start, last.end),
            "decided_on": (first.start, None),
        }
        low, high = ends.get(fact.id, (None, None))
        if low is None and high is None:
            return fact
        return replace(fact, domain=Within(Interval(low, high)))

    @cached_property
    def unreachable(self) -> Region:
        """The cases in which the facts alone exclude every punishment, so that no table is asked."""
        return exempted(self.edition, self.space)

    def own(self, respondent: str) -> tuple[Schedule, ...]:
        """Return the schedules of a respondent."""
        return tuple(one for one in self.edition.schedules if one.respondent == respondent)

    def of_schedule(self, schedule: Schedule) -> Region:
        """Return the cases in which the condition of a schedule holds."""
        return self.space.region(schedule.when)

    def alone(self, schedule: Schedule) -> Region:
        """Return the cases in which no other schedule of the respondent applies beside it."""
        others = [one for one in self.own(schedule.respondent) if one is not schedule]
        return self.of_schedule(schedule) - union(self.space, map(self.of_schedule, others))

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """The scopes in which the rows of a table decide: one schedule, one basis."""
        return tuple(self._scopes())

    def _scopes(self) -> Iterator[Scope]:
        for schedule in self.edition.schedules:
            fixed = dict(schedule.sets)
            alone = self.alone(schedule)
            held = {basis.id: self.space.region(basis.when, fixed) for basis in schedule.bases}
            for basis in schedule.bases:
                others = (region for name, region in held.items() if name != basis.id)
                region = (alone & held[basis.id]) - union(self.space, others)
                yield Scope(schedule, basis, fixed, region)

    def scopes_of(self, schedule: Schedule) -> tuple[Scope, ...]:
        """Return the scopes of a schedule."""
        return tuple(scope for scope in self.scopes if scope.schedule is schedule)

    def of_row(self, row: Row, scope: Scope) -> Region:
        """Return the cases in which the condition of a row holds."""
        return self.space.region(row.when, scope.fixed)

    def table_facts(self, respondent: str) -> tuple[str, ...]:
        """Return the facts that schedules, bases and tables of a respondent test."""
        read: set[str] = set()
        for schedule in self.own(respondent):
            conditions = [schedule.when, *(basis.when for basis in schedule.bases)]
            if isinstance(schedule.table, Tiers):
                conditions.extend(row.when for row in schedule.table.rows)
            else:
                read |= {factor.fact for factor in schedule.table.factors}
            read = read.union(*map(fact_names, conditions))
        return tuple(name for name in self.edition.facts if name in read)


def layouts(standards: Sequence[Standard[Edition]]) -> Iterator[Layout]:
    """Yield the layout of every edition."""
    for standard in standards:
        for edition in standard.editions:
            yield Layout(edition, standard)
