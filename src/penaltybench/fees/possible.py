"""What is possible while facts are unknown: the tightest range, and the facts that can change it.

Facts that conditions read are supposed one after the other, in the order of their declaration, each by
its cells. Two suppositions that lead to the same tree of outcomes are one, so a fact stays in the tree exactly if
it can change something. Facts that only amounts are computed from are not cut: a fee never falls when
one of them grows, so it is reckoned at their ends alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from penaltybench.cells import Cell, cells_of
from penaltybench.condition import UnaryTest
from penaltybench.facts import Facts
from penaltybench.fees.charge import bases_of
from penaltybench.fees.edge import Edge, edge
from penaltybench.fees.reckon import LayerCharge, Reckoning, reckon
from penaltybench.fees.rules import Rules
from penaltybench.questions import Leaf, rank_questions
from penaltybench.ruleset.published import Fact
from penaltybench.values import FactType, Value

MAX_LEAVES = 4_000
"""After so many combinations the search is given up, and nothing is excluded."""
_NO_LIMIT = 10**24
"""Stands for an amount without an upper limit where widths are compared."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes out under one combination of what conditions read.

    ``at_low`` and ``at_high`` are reckoned at the low and the high ends of the bases that are unknown;
    ``open_bases`` are those that can change the amount. They are the same if there are none.
    """

    at_low: Reckoning
    at_high: Reckoning
    open_bases: tuple[str, ...] = ()

    @property
    def low(self) -> int:
        """The least amount, in fen."""
        return self.at_low.low

    @property
    def high(self) -> int | None:
        """The greatest amount, in fen; None if there is no limit."""
        return self.at_high.high

    @property
    def key(self) -> Hashable:
        """What tells two outcomes apart: amounts, and how they depend on what is still unknown."""
        reckoning = self.at_low
        if reckoning.kind != "charged" or not self.open_bases:
            return reckoning.kind, self.low, self.high
        charges = tuple((one.edition.id, one.row.charge) for one in reckoning.layers)
        effects = tuple(one.effect for one in (reckoning.least, reckoning.most) if one)
        return self.low, self.high, self.open_bases, charges, effects


@dataclass(frozen=True, slots=True)
class Possible:
    """The outcomes that are possible, the facts to ask for in order, and whether all was tried."""

    outcomes: tuple[Outcome, ...]
    asked: tuple[str, ...] = ()
    exhaustive: bool = True


@dataclass(frozen=True, slots=True)
class _Branch:
    name: str
    parts: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _End:
    key: Hashable
    open_bases: tuple[str, ...]


_Node: TypeAlias = _Branch | _End
Span: TypeAlias = tuple[Edge, Edge]


class _TooManyError(Exception):
    """There are too many combinations."""


def explore(rules: Rules, facts: Facts) -> Possible:
    """Return what is possible, given what is known."""
    search = _Search(rules, rules.tests())
    try:
        tree = search.visit(facts.values, {})
    except _TooManyError:
        names = (*rules.unknown(facts.values), *_bases(rules, facts))
        return Possible(tuple(search.outcomes), tuple(dict.fromkeys(names)), False)
    asked: dict[str, None] = {}
    bases: dict[str, None] = {}
    _collect(tree, asked, bases)
    # Which row holds comes before what reduces it: without an upper limit widths say little.
    of_rows = {n for e in rules.standards for row in e.rows for n, _ in row.when.leaves()}
    ranked = sorted(rank_questions(list(asked), search.leaves), key=lambda n: n not in of_rows)
    distinct: dict[Hashable, Outcome] = {}
    for outcome in search.outcomes:
        reckoning = outcome.at_low
        names = (*(row.id for row in reckoning.rows), *(one.id for one in reckoning.taken))
        distinct.setdefault((outcome.key, names), outcome)
    return Possible(tuple(distinct.values()), tuple(dict.fromkeys([*ranked, *bases])))


def _bases(rules: Rules, facts: Facts) -> Iterator[str]:
    """Yield every base that is unknown."""
    for edition in rules.standards:
        for row in edition.rows:
            for part in row.charge:
                yield from (name for name in bases_of(part) if name not in facts.values)


def _collect(node: _Node, asked: dict[str, None], bases: dict[str, None]) -> None:
    if isinstance(node, _End):
        bases.update(dict.fromkeys(node.open_bases))
        return
    asked.setdefault(node.name)
    for part in node.parts:
        _collect(part, asked, bases)


@dataclass(slots=True)
class _Search:
    rules: Rules
    tests: Mapping[str, tuple[UnaryTest, ...]]
    outcomes: list[Outcome] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    path: dict[str, object] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        names = (name for edition in self.rules.standards for name in edition.facts)
        self.order = list(dict.fromkeys(names))

    def visit(self, values: Mapping[str, Value], spans: Mapping[str, Span]) -> _Node:
        """Return the tree of outcomes that are possible if ``values`` are known."""
        unknown = self.rules.unknown(values)
        if not unknown:
            return self._leaf(values, spans)
        name = min(unknown, key=self.order.index)
        fact, tests = self.rules.fact(name), self.tests[name]
        parts = []
        for cell in cells_of(fact, tests):
            self.path[name] = cell.value
            within = {**spans, name: span_of(fact, cell, tests)} if fact.type.is_number else spans
            parts.append(self.visit({**values, name: cell.value}, within))
        self.path.pop(name, None)
        # A domain that holds nothing leaves nothing to suppose.
        if not parts:
            return _End(None, ())
        return parts[0] if len(set(parts)) == 1 else _Branch(name, tuple(parts))

    def _leaf(self, values: Mapping[str, Value], spans: Mapping[str, Span]) -> _Node:
        if len(self.outcomes) >= MAX_LEAVES:
            raise _TooManyError
        outcome = outcome_of(self.rules, values, spans)
        self.outcomes.append(outcome)
        if outcome.at_low.kind == "charged":
            high = _NO_LIMIT if outcome.high is None else outcome.high
            self.leaves.append(Leaf(dict(self.path), outcome.low, high))
        return _End(outcome.key, outcome.open_bases)


def outcome_of(rules: Rules, values: Mapping[str, Value], spans: Mapping[str, Span]) -> Outcome:
    """Return what comes out if the conditions are decided; ``spans`` are of facts that were supposed."""
    ends: dict[str, Span] = {}

    def end_of(name: str, which: int) -> Edge:
        if name not in ends:
            ends[name] = _ends(rules.fact(name), values.get(name), spans.get(name))
        return ends[name][which]

    at_low = reckon(rules, values, lambda name: end_of(name, 0))
    if all(low == high for low, high in ends.values()):
        return Outcome(at_low, at_low)
    at_high = reckon(rules, values, lambda name: end_of(name, 1))
    if (at_low.low, at_low.high) == (at_high.low, at_high.high):
        return Outcome(at_low, at_high)
    unknown = {name for name, (low, high) in ends.items() if low != high}
    found = [name for name in _varying(at_low, at_high) if name in unknown]
    return Outcome(at_low, at_high, tuple(dict.fromkeys(found)))


def _varying(at_low: Reckoning, at_high: Reckoning) -> Iterator[str]:
    """Yield the bases of parts that change between the ends, of standards that can be the lowest."""
    pairs = list(zip(at_low.layers, at_high.layers, strict=True))
    for low, high in pairs:
        if any(_dominates(other, low) for _, other in pairs if other is not high):
            continue
        parts = zip(low.charged.parts, high.charged.parts, strict=True)
        for part_low, part_high in parts:
            if part_low.result != part_high.result:
                yield from bases_of(part_low.part)


def _dominates(other_at_high: LayerCharge, at_low: LayerCharge) -> bool:
    """Return whether another standard is never above this one."""
    other, own = other_at_high.charged.band, at_low.charged.band
    return other.high <= own.low


def _ends(fact: Fact, known: Value | None, supposed: Span | None) -> Span:
    if supposed is not None:
        return supposed
    if known is not None:
        exact = edge(_number(known), low=True)
        return exact, exact
    cells = cells_of(fact, ())
    if not cells:
        return edge(None, low=True), edge(None, low=False)
    first, last = cells[0], cells[-1]
    return span_of(fact, Cell(first.value, first.low, last.high), ())


def span_of(fact: Fact, cell: Cell, tests: tuple[UnaryTest, ...]) -> Span:
    """Return the ends of a number that lies in a cell."""
    return _end(fact, cell, tests, low=True), _end(fact, cell, tests, low=False)


def _end(fact: Fact, cell: Cell, tests: tuple[UnaryTest, ...], *, low: bool) -> Edge:
    value = cell.low if low else cell.high
    if value is None:
        return edge(None, low=low)
    reached = fact.type is not FactType.DECIMAL or (
        (fact.domain is None or fact.domain.holds(value))
        and all(test.holds(value) == test.holds(cell.value) for test in tests)
    )
    return edge(_number(value), low=low, reached=reached)


def _number(value: Value) -> Fraction:
    assert not isinstance(value, str | bool | dt.date)
    return Fraction(value)
