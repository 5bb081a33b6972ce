"""Which row of the time limits applies; while facts are unknown, which rows still may.

Of the rows exactly one should apply: none is a gap in the ruleset, several are a conflict. Unknown
facts are supposed to lie in each cell of their domain that the rows' conditions can tell apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from penaltybench.cells import cells_of
from penaltybench.condition import UnaryTest, evaluate, unknown_facts
from penaltybench.facts import Facts, derived_from
from penaltybench.ruleset.time_limit import TimeLimitEdition
from penaltybench.values import Value

MAX_COMBINATIONS = 4_000
"""After so many combinations of unknown facts the rest is left out, and that is said."""

Applying: TypeAlias = tuple[str, ...]
"""The ids of the rows that apply together, in the order of the file."""


@dataclass(frozen=True, slots=True)
class PossibleRows:
    """The sets of rows that may apply, the facts on which that depends, and whether all was tried."""

    applying: tuple[Applying, ...]
    asked: tuple[str, ...] = ()
    exhaustive: bool = True

    @property
    def ids(self) -> tuple[str, ...]:
        """Every row that may apply, in the order in which it was found."""
        return tuple(dict.fromkeys(name for one in self.applying for name in one))


def possible_rows(edition: TimeLimitEdition, facts: Facts) -> PossibleRows:
    """Return the rows of ``edition`` that apply or may apply, given what is known."""
    search = _Search(edition)
    found = search.visit(facts.values)
    matter = [name for name, matters in search.asked.items() if matters]
    asked = [one for name in matter for one in _to_ask(edition, name, facts.values)]
    order = {row.id: index for index, row in enumerate(edition.rows)}
    return PossibleRows(
        tuple(sorted(found, key=lambda one: [order[name] for name in one])),
        tuple(dict.fromkeys(asked)),
        search.exhaustive,
    )


class _Search:
    """A depth-first search over the cells of the facts that are unknown."""

    def __init__(self, edition: TimeLimitEdition) -> None:
        self.edition = edition
        self.tests: dict[str, list[UnaryTest]] = {}
        for row in edition.rows:
            for name, test in row.when.leaves():
                self.tests.setdefault(name, []).append(test)
        self.asked: dict[str, bool] = {}
        self.combinations = 0
        self.exhaustive = True

    def visit(self, values: Mapping[str, Value]) -> frozenset[Applying]:
        """Return the sets of rows that may apply if ``values`` are known."""
        unknown = (n for row in self.edition.rows for n in unknown_facts(row.when, values))
        name = next(unknown, None)
        if name is None:
            self.combinations += 1
            holding = (row.id for row in self.edition.rows if evaluate(row.when, values))
            return frozenset([tuple(holding)])
        self.asked.setdefault(name, False)
        results = []
        for cell in cells_of(self.edition.facts[name], self.tests[name]):
            if self.combinations >= MAX_COMBINATIONS:
                self.exhaustive = False
                break
            results.append(self.visit({**values, name: cell.value}))
        if len(set(results)) > 1:
            self.asked[name] = True
        return frozenset().union(*results)


def _to_ask(edition: TimeLimitEdition, name: str, given: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the fact, or the dates from which it is derived and of which one is missing."""
    names = derived_from(edition, name)
    return tuple(one for one in names if one not in given) or names
