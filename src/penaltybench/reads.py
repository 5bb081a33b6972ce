"""Which tests an edition makes on each fact, and which facts only one factor reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from penaltybench.condition import Condition, UnaryTest
from penaltybench.ruleset.edition import Edition, Points, table_facts


def tests_by_fact(edition: Edition) -> Mapping[str, tuple[UnaryTest, ...]]:
    """Return every test on each fact that can change a decision."""
    tests: defaultdict[str, list[UnaryTest]] = defaultdict(list)
    for name, test in _all_tests(edition):
        if test not in tests[name]:
            tests[name].append(test)
    return {name: tuple(tests.get(name, ())) for name in edition.facts}


def joined(
    every: Iterable[Mapping[str, tuple[UnaryTest, ...]]],
) -> Mapping[str, tuple[UnaryTest, ...]]:
    """Return the tests of several editions on each fact."""
    joined: defaultdict[str, tuple[UnaryTest, ...]] = defaultdict(tuple)
    for tests in every:
        for name, own in tests.items():
            joined[name] = (*joined[name], *own)
    return joined


def _all_tests(edition: Edition) -> Iterator[tuple[str, UnaryTest]]:
    for condition in _conditions(edition):
        yield from condition.leaves()
    for schedule in edition.schedules:
        if isinstance(schedule.table, Points):
            for factor in schedule.table.factors:
                for level in factor.levels:
                    yield factor.fact, level.test


def _conditions(edition: Edition) -> Iterator[Condition]:
    for schedule in edition.schedules:
        yield schedule.when
        for basis in schedule.bases:
            yield basis.when
        if not isinstance(schedule.table, Points):
            for row in schedule.table.rows:
                yield row.when
    for circumstance in edition.circumstances:
        if circumstance.when is not None:
            yield circumstance.when
    if edition.cap is not None and edition.cap.unless is not None:
        yield edition.cap.unless


def lone_factors(edition: Edition, respondent: str) -> frozenset[str]:
    """Return facts that only one factor of the respondent's points reads.

    Such a factor moves the total by itself, so its least and greatest share bound the range and
    its levels need not be tried one by one.
    """
    elsewhere = {name for condition in _conditions(edition) for name, _ in condition.leaves()}
    counts: defaultdict[str, int] = defaultdict(int)
    tables: defaultdict[str, int] = defaultdict(int)
    for schedule in edition.schedules:
        if schedule.respondent != respondent or not isinstance(schedule.table, Points):
            continue
        elsewhere |= {b.fine.base for b in schedule.bases if b.fine and b.fine.base}
        for factor in schedule.table.factors:
            counts[factor.fact] += 1
        for name in table_facts(schedule):
            tables[name] += 1
    return frozenset(
        name for name, count in counts.items() if count == tables[name] and name not in elsewhere
    )
