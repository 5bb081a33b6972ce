"""The finitely many ways in which a fact can matter.

The domain of a fact is cut at every value that a test names. Inside one *cell* all tests give the
same answer, so a representative stands for the whole cell; for numbers the cell's ends are kept,
because amounts grow with them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from penaltybench.condition import Compare, UnaryTest, Within
from penaltybench.condition.model import atoms
from penaltybench.ruleset.published import Fact
from penaltybench.values import FactType, Value

_EXACT = Context(prec=100)
"""More digits than two accepted numbers have together."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A representative, and for ordered values the ends (None: no bound)."""

    value: Value
    low: Value | None = None
    high: Value | None = None

    @property
    def is_span(self) -> bool:
        """Whether the cell holds more than one value."""
        return self.low is None or self.low != self.high


def cells_of(fact: Fact, tests: Iterable[UnaryTest]) -> tuple[Cell, ...]:
    """Return the cells of the fact's domain that ``tests`` can tell apart."""
    all_tests = list(tests)
    if fact.type is FactType.ENUM:
        return tuple(Cell(word, word, word) for word in _distinct(list(fact.values), all_tests))
    if fact.type is FactType.BOOLEAN:
        return (Cell(False, False, False), Cell(True, True, True))
    return tuple(_merged(pieces_of(fact, all_tests), all_tests))


def pieces_of(fact: Fact, tests: Iterable[UnaryTest]) -> tuple[Cell, ...]:
    """Return the domain of an ordered fact cut at every threshold: the points, and what lies between."""
    wanted = [*tests, *([fact.domain] if fact.domain is not None else [])]
    return tuple(
        cell
        for cell in _pieces(fact.type, sorted(_thresholds(wanted)))
        if fact.domain is None or fact.domain.holds(cell.value)
    )


def _distinct(words: Sequence[str], tests: Sequence[UnaryTest]) -> Iterator[str]:
    seen: set[tuple[bool, ...]] = set()
    for word in words:
        answers = tuple(test.holds(word) for test in tests)
        if answers not in seen:
            seen.add(answers)
            yield word


def _thresholds(tests: Iterable[UnaryTest]) -> set[Value]:
    found: set[Value] = set()
    for test in tests:
        for atom in atoms(test):
            match atom:
                case Compare(_, value):
                    found.add(value)
                case Within(interval):
                    found |= {end for end in (interval.low, interval.high) if end is not None}
    return found


def _pieces(type_: FactType, cuts: Sequence[Value]) -> Iterator[Cell]:
    """Yield the points at the cuts and the open pieces between and beyond them."""
    if not cuts:
        start: Value = dt.date(2000, 1, 1) if type_ is FactType.DATE else _zero(type_)
        yield Cell(start)
        return
    if cuts[0] != dt.date.min:
        yield Cell(_step(type_, cuts[0], -1), None, _end(type_, cuts[0], -1))
    for index, cut in enumerate(cuts):
        yield Cell(cut, cut, cut)
        if index + 1 < len(cuts):
            between = _between(type_, cut, cuts[index + 1])
            if between is not None:
                yield between
    if cuts[-1] != dt.date.max:
        yield Cell(_step(type_, cuts[-1], 1), _end(type_, cuts[-1], 1), None)


def _zero(type_: FactType) -> Value:
    return Decimal(0) if type_ is FactType.DECIMAL else 0


def _step(type_: FactType, value: Value, sign: int) -> Value:
    if isinstance(value, dt.date):
        return value + dt.timedelta(days=sign)
    assert not isinstance(value, str)
    if isinstance(value, Decimal):
        return _EXACT.add(value, Decimal(sign))
    return value + sign


def _end(type_: FactType, value: Value, sign: int) -> Value:
    """Return the nearest value on one side; for decimals the bound itself, which is approached."""
    return value if type_ is FactType.DECIMAL else _step(type_, value, sign)


def _between(type_: FactType, low: Value, high: Value) -> Cell | None:
    if type_ is FactType.DECIMAL:
        assert isinstance(low, Decimal)
        assert isinstance(high, Decimal)
        return Cell(_EXACT.divide(_EXACT.add(low, high), Decimal(2)), low, high)
    first, last = _step(type_, low, 1), _step(type_, high, -1)
    return Cell(first, first, last) if first <= last else None  # type: ignore[operator]


def _merged(pieces: Sequence[Cell], tests: Sequence[UnaryTest]) -> Iterator[Cell]:
    """Join neighbours that no test tells apart."""
    current: Cell | None = None
    answers: tuple[bool, ...] = ()
    for piece in pieces:
        own = tuple(test.holds(piece.value) for test in tests)
        if current is not None and own == answers:
            current = Cell(current.value, current.low, piece.high)
            continue
        if current is not None:
            yield current
        current, answers = piece, own
    if current is not None:
        yield current
