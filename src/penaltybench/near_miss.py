"""Near misses: the fewest facts that the party can still change, and what changing them would bring.

Only facts that are declared ``changeable`` (correct in time, pay compensation) are varied, never those
that lie in the past.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from penaltybench.amount import Fine
from penaltybench.cells import Cell, cells_of
from penaltybench.condition import evaluate
from penaltybench.facts import read_facts
from penaltybench.possible import World, explore
from penaltybench.reads import tests_by_fact
from penaltybench.result import Outcome, Result, fines_of
from penaltybench.ruleset.models import Grade
from penaltybench.ruleset.published import Fact
from penaltybench.text import Text
from penaltybench.values import Value

MAX_CHANGES = 3
"""Sets of more facts than this are not tried: nobody can act on them."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact, its label, its present value (None: unknown) and the value that would change the result."""

    fact: str
    label: Text
    present: Text | None
    value: Value
    shown: Text


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A smallest set of changes and what it leads to: grades, range of fines, lighter or heavier."""

    changes: tuple[Change, ...]
    grades: tuple[Grade, ...]
    fine: Fine | None
    lighter: bool


def near_misses(outcome: Outcome, respondent: str | None = None) -> tuple[NearMiss, ...]:
    """Return the smallest sets of changeable facts that would give another result, lighter ones first.

    A set is smallest if no part of it changes the result in the same direction. Empty if the
    result is not determined: what is unknown must be asked first. Where the law of the conduct and
    that of the decision were compared, they are compared again.
    """
    result = outcome.principal if respondent is None else outcome.respondent(respondent)
    if result.status not in ("determined", "choice") or result.edition is None:
        return ()
    worlds = _worlds(outcome, result)
    facts = {name: fact for world in worlds for name, fact in world.edition.facts.items()}
    changeable = [fact for fact in facts.values() if fact.changeable and fact.derive is None]
    found: list[NearMiss] = []
    done: set[tuple[frozenset[str], bool]] = set()
    for size in range(1, min(MAX_CHANGES, len(changeable)) + 1):
        for chosen in combinations(changeable, size):
            names = frozenset(fact.id for fact in chosen)
            for miss in _misses(worlds, result, chosen):
                if not any(part < names and lighter == miss.lighter for part, lighter in done):
                    found.append(miss)
                    done.add((names, miss.lighter))
    return tuple(sorted(found, key=lambda miss: (not miss.lighter, len(miss.changes))))


def _worlds(outcome: Outcome, result: Result) -> tuple[World, ...]:
    """Return the case as the editions read it that led to the result, with nothing supposed."""
    editions = dict.fromkeys(decision.edition for decision in result.compared or result.decisions)
    return tuple(
        World(edition, read_facts(outcome.case, edition, [e for e in editions if e is not edition]))
        for edition in editions
    )


def _misses(worlds: Sequence[World], result: Result, chosen: Sequence[Fact]) -> Iterator[NearMiss]:
    """Yield the least change in each direction that setting just these facts can bring."""
    here = weight_of(result.grades, result.fine)
    best: dict[bool, NearMiss] = {}
    for cells in product(*(_other_cells(worlds, fact) for fact in chosen)):
        values = {fact.id: cell.value for fact, cell in zip(chosen, cells, strict=True)}
        possible = explore([_supposing(world, values) for world in worlds], result.respondent)
        if not possible.is_known or any(decision.fault for decision in possible.decisions):
            continue
        options = [option for decision in possible.decisions for option in decision.options]
        grades = tuple(sorted({option.grade for option in options}, key=lambda g: g.rank))
        fine = fines_of(options)
        there = weight_of(grades, fine)
        if there == here:
            continue
        lighter = there < here
        changes = tuple(_change(worlds, fact, values[fact.id]) for fact in chosen)
        earlier = best.get(lighter)
        if earlier is None or _closer(there, weight_of(earlier.grades, earlier.fine), lighter):
            best[lighter] = NearMiss(changes, grades, fine, lighter)
    yield from best.values()


def _other_cells(worlds: Sequence[World], fact: Fact) -> Iterator[Cell]:
    """Yield the cells of the fact in which its present value, if it is known, does not lie."""
    tests = [t for world in worlds for t in tests_by_fact(world.edition).get(fact.id, ())]
    present = _present(worlds, fact)
    for cell in cells_of(fact, tests):
        if present is None or any(t.holds(present) != t.holds(cell.value) for t in tests):
            yield cell


def _supposing(world: World, values: Mapping[str, Value]) -> World:
    facts = world.facts
    for name, value in values.items():
        facts = facts.supposing(name, value)
    # A finding that the changed facts exclude falls with them.
    excluded = {
        circumstance.id: False
        for circumstance in world.edition.circumstances
        if circumstance.when is not None and evaluate(circumstance.when, facts.values) is False
    }
    return World(world.edition, facts.finding(excluded))


def _present(worlds: Sequence[World], fact: Fact) -> Value | None:
    return next((w.facts.values[fact.id] for w in worlds if fact.id in w.facts.values), None)


def _closer(there: tuple[int, int, int], other: tuple[int, int, int], lighter: bool) -> bool:
    return there > other if lighter else there < other


def _change(worlds: Sequence[World], fact: Fact, value: Value) -> Change:
    present = _present(worlds, fact)
    return Change(
        fact.id,
        fact.label,
        None if present is None else Text(fact.format(present, "zh"), fact.format(present, "en")),
        value,
        Text(fact.format(value, "zh"), fact.format(value, "en")),
    )


def weight_of(grades: Sequence[Grade], fine: Fine | None) -> tuple[int, int, int]:
    """Return what orders results of one standard: heaviest grade, upper and lower end of the fine."""
    heaviest = max((grade.rank for grade in grades), default=0)
    if fine is None:
        return heaviest, 0, 0
    return heaviest, fine.reach, fine.low.fen
