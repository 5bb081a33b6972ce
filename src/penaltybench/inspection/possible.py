"""What is still possible while facts are unknown, and which of them can change it.

The facts are supposed one after the other in a fixed order, each by its cells. Two suppositions
that lead to the same tree of outcomes are one, so a fact remains in the tree exactly if it can change something.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from penaltybench.values import Value

MAX_LEAVES = 4_000
"""After so many combinations the search is given up, and everything that may be is announced."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a question stands under some facts.

    ``outcome`` is what comes out if no unknown fact matters, ``open_to`` what may come out else, and
    ``unknown`` are the facts on which that depends (empty: the outcome is certain). Supposing a fact never adds
    to ``unknown``.
    """

    outcome: Hashable
    open_to: tuple[Hashable, ...] = ()
    unknown: tuple[str, ...] = ()


Evaluate: TypeAlias = Callable[[Mapping[str, Value]], Standing]


@dataclass(frozen=True, slots=True)
class Found:
    """The outcomes that are possible, the facts that can change them, and if all combinations were tried."""

    outcomes: frozenset[Hashable]
    asked: tuple[str, ...]
    exhaustive: bool = True


def explore(
    values: Mapping[str, Value], evaluate: Evaluate, cells: Mapping[str, Sequence[Value]]
) -> Found:
    """Return what is possible; ``cells`` holds the values to suppose of each fact, in the order to suppose."""
    search = _Search(evaluate, cells, list(cells))
    outcomes: set[Hashable] = set()
    asked: set[str] = set()
    try:
        _collect(search.visit(values), outcomes, asked)
    except _TooManyError:
        standing = evaluate(values)
        outcomes, asked = {standing.outcome, *standing.open_to}, set(standing.unknown)
    return Found(
        frozenset(outcomes),
        tuple(name for name in cells if name in asked),
        search.leaves <= MAX_LEAVES,
    )


class _TooManyError(Exception):
    """There are too many combinations."""


@dataclass(frozen=True, slots=True)
class _Branch:
    name: str
    parts: tuple[_Branch | _Leaf, ...]


@dataclass(frozen=True, slots=True)
class _Leaf:
    outcome: Hashable


@dataclass(slots=True)
class _Search:
    evaluate: Evaluate
    cells: Mapping[str, Sequence[Value]]
    order: list[str]
    leaves: int = field(default=0)

    def visit(self, values: Mapping[str, Value]) -> _Branch | _Leaf:
        standing = self.evaluate(values)
        if not standing.unknown:
            self.leaves += 1
            if self.leaves > MAX_LEAVES:
                raise _TooManyError
            return _Leaf(standing.outcome)
        name = min(standing.unknown, key=self.order.index)
        parts = tuple(self.visit({**values, name: value}) for value in self.cells[name])
        return parts[0] if len(set(parts)) == 1 else _Branch(name, parts)


def _collect(tree: _Branch | _Leaf, outcomes: set[Hashable], asked: set[str]) -> None:
    if isinstance(tree, _Leaf):
        outcomes.add(tree.outcome)
        return
    asked.add(tree.name)
    for part in tree.parts:
        _collect(part, outcomes, asked)
