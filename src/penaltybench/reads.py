"""Which tests an edition makes on each fact, where amounts bend, and which facts one factor reads."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from penaltybench.condition import Compare, Condition, UnaryTest
from penaltybench.ruleset.edition import Edition, Points, table_facts
from penaltybench.ruleset.models import FineRange, Quantity, TierFine
from penaltybench.values import FactType


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


def bends(edition: Edition, name: str) -> tuple[UnaryTest, ...]:
    """Return tests that cut the numbers of a fact where an amount that grows with it bends.

    Amounts are linear in their base between the points at which a rate of it meets a fixed amount (a
    bound, an end of a band) or a counting rule begins. Between two such points their extremes lie at the ends.
    """
    fact = edition.facts[name]
    if not fact.type.is_number:
        return ()
    points: set[Fraction] = set()
    for schedule in edition.schedules:
        rows = () if isinstance(schedule.table, Points) else schedule.table.rows
        ranges = [basis.fine for basis in schedule.bases if basis.fine is not None]
        fines = [row.fine for row in rows if row.fine is not None]
        fixed = _fixed_amounts(edition, ranges, fines)
        for quantity, rates in [*_rates_of(ranges, name), *_rates_in(fines, name)]:
            each, beyond = quantity.each or Fraction(1), quantity.beyond or Fraction(0)
            points |= {amount / rate * each + beyond for rate in rates if rate for amount in fixed}
            points |= {beyond, Fraction(quantity.base_at_least or 0)}
    return tuple(test for point in sorted(points) for test in _cut(fact.type, point))


def _fixed_amounts(
    edition: Edition, ranges: Iterable[FineRange], fines: Iterable[TierFine]
) -> set[Fraction]:
    found: set[Fraction] = set()
    for fine in fines:
        ends = (fine.amount.low, fine.amount.high) if fine.amount is not None else ()
        found |= {Fraction(end.fen) for end in ends if end is not None and end.of == "money"}
    for one in [*ranges, *fines]:
        found |= {Fraction(limit) for limit in (one.at_least, one.at_most) if limit is not None}
        if isinstance(one, FineRange) and one.base is None:
            found |= {end for end in (one.min, one.max) if isinstance(end, Fraction)}
    cap = edition.cap
    if cap is not None and cap.model.at.of == "money":
        found.add(Fraction(cap.model.at.fen))
    return found


def _rates_of(
    ranges: Iterable[FineRange], name: str
) -> Iterator[tuple[Quantity, tuple[Fraction, ...]]]:
    for fine in ranges:
        ends = [end for end in (fine.min, fine.max) if end is not None]
        if any(not isinstance(end, Fraction) and end.fact == name for end in ends):
            yield Quantity(), (Fraction(1),)
        if fine.base == name:
            yield fine, tuple(end for end in ends if isinstance(end, Fraction))


def _rates_in(
    fines: Iterable[TierFine], name: str
) -> Iterator[tuple[Quantity, tuple[Fraction, ...]]]:
    for fine in fines:
        if fine.base == name and fine.range is not None:
            ends = (fine.range.low, fine.range.high)
            yield fine, tuple(end for end in ends if end is not None)


def _cut(type_: FactType, point: Fraction) -> Iterator[UnaryTest]:
    """Yield tests that separate what lies on each side of a point that may fall between values."""
    scale = 10_000 if type_ is FactType.DECIMAL else 1
    for whole in dict.fromkeys((math.floor(point * scale), math.ceil(point * scale))):
        value = Decimal(whole) / scale if type_ is FactType.DECIMAL else whole
        yield Compare("<", value)
        yield Compare("<=", value)


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
