"""What is still possible while facts are unknown: the tightest range, and the questions to ask.

The straight line is run for every combination of cells of the unknown facts that it asks for, and
for nothing else; what a cell is, :mod:`penaltybench.cells` says. Where the law of the conduct and
the law of the decision differ, each combination is decided under both and the lighter is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from penaltybench.cells import Cell, cells_of
from penaltybench.condition import Condition, evaluate
from penaltybench.decide import Decision, decide
from penaltybench.diagnostics import CaseError, Diagnostic, Place
from penaltybench.facts import Facts, derived_from
from penaltybench.lighter import choose
from penaltybench.questions import Leaf, rank_questions, span_of
from penaltybench.reads import bends, joined, lone_factors, tests_by_fact
from penaltybench.ruleset.edition import Edition
from penaltybench.text import Text
from penaltybench.unknown import UnknownFactsError

MAX_LEAVES = 4_000
"""After so many combinations the rest is left out and the range is marked as not exhaustive."""


@dataclass(frozen=True, slots=True)
class World:
    """An edition and the facts of the case as it reads them."""

    edition: Edition
    facts: Facts


@dataclass(frozen=True, slots=True)
class Possible:
    """The decisions that are still possible for one respondent.

    ``asked`` are the facts, ``examined`` the circumstances on which the outcome depends;
    ``exhaustive`` is False if there were too many combinations to try all. ``compared`` are the
    decisions under the editions that were compared, ``reason`` says which was lighter, where the
    facts are complete.
    """

    decisions: tuple[Decision, ...]
    asked: tuple[str, ...] = ()
    examined: tuple[str, ...] = ()
    exhaustive: bool = True
    compared: tuple[Decision, ...] = ()
    reason: Text | None = None

    @property
    def is_known(self) -> bool:
        """Whether nothing is left to ask."""
        return not self.asked and not self.examined


def explore(worlds: Sequence[World], respondent: str) -> Possible:
    """Return the decisions that remain possible; one if all that matters is known.

    ``worlds`` is one edition with its facts, or that of the conduct and that of the decision.
    """
    try:
        compared = _decide_all(worlds, respondent, frozenset())
    except UnknownFactsError as blocked:
        search = _Search(worlds, respondent)
        search.branch(worlds, blocked)
        if not search.found:
            raise CaseError([_impossible()]) from None
        return search.result()
    if len(compared) == 1:
        return Possible(compared)
    choice = choose(*compared)
    return Possible(choice.remaining, compared=compared, reason=choice.reason)


def _decide_all(
    worlds: Sequence[World], respondent: str, may_stay_open: frozenset[str]
) -> tuple[Decision, ...]:
    return tuple(
        decide(world.edition, respondent, world.facts, may_stay_open)
        if respondent in world.edition.respondents
        else _unknown_respondent(world, respondent)
        for world in worlds
    )


def _unknown_respondent(world: World, respondent: str) -> Decision:
    """Return that an edition says nothing of a respondent, which no comparison can rank."""
    reason = Text(
        f"该版本没有对“{respondent}”的规定", f"this edition says nothing of “{respondent}”"
    )
    return Decision(world.edition, world.facts, respondent, None, None, (), "gap", reason)


class _Search:
    """A depth-first search over the cells of what is unknown."""

    def __init__(self, worlds: Sequence[World], respondent: str) -> None:
        self.editions = tuple(world.edition for world in worlds)
        self.respondent = respondent
        self.tests = joined(tests_by_fact(edition) for edition in self.editions)
        # Ranges of two editions cannot be compared, so there every factor must be known.
        alone = len(self.editions) == 1
        self.may_stay_open = (
            lone_factors(self.editions[0], respondent) if alone else frozenset[str]()
        )
        self.denied = tuple(denied(world) for world in worlds)
        self.found: dict[object, Decision] = {}
        self.asked: dict[str, None] = {}
        self.examined: dict[str, None] = {}
        self.leaves = 0
        self.path: dict[str, object] = {}
        self.reached: list[Leaf] = []
        self.given = frozenset(worlds[0].facts.values)

    def result(self) -> Possible:
        decisions = tuple(self.found.values())
        ranked = rank_questions([*self.asked, *self.examined], self.reached)
        open_factors = {name: None for decision in decisions for name in decision.open}
        asked = [
            name
            for fact in [*(name for name in ranked if name in self.asked), *open_factors]
            for name in self._to_ask(fact)
        ]
        return Possible(
            decisions,
            tuple(dict.fromkeys(asked)),
            tuple(name for name in ranked if name in self.examined),
            self.leaves < MAX_LEAVES,
        )

    def visit(self, worlds: Sequence[World]) -> frozenset[object]:
        """Return the outcomes that are possible in ``worlds``."""
        if self.leaves >= MAX_LEAVES or self._contradicts_what_was_found(worlds):
            return frozenset()
        try:
            decisions = _decide_all(worlds, self.respondent, self.may_stay_open)
        except UnknownFactsError as blocked:
            return self.branch(worlds, blocked)
        except CaseError:
            # What was supposed contradicts itself: no case is like that.
            return frozenset()
        self.leaves += 1
        remaining = decisions if len(decisions) == 1 else choose(*decisions).remaining
        outcomes = {decision.outcome: decision for decision in remaining}
        for outcome, decision in outcomes.items():
            self.found.setdefault(outcome, decision)
        self.reached.append(Leaf(dict(self.path), *span_of(remaining)))
        return frozenset(outcomes)

    def _contradicts_what_was_found(self, worlds: Sequence[World]) -> bool:
        """Whether what is supposed makes a circumstance true that was examined and not found."""
        return any(
            evaluate(condition, world.facts.values) is True
            for world, conditions in zip(worlds, self.denied, strict=True)
            for condition in conditions
        )

    def branch(self, worlds: Sequence[World], blocked: UnknownFactsError) -> frozenset[object]:
        """Suppose each cell of the first thing that is unknown, and return all outcomes."""
        if blocked.circumstances:
            return self._branch_on_circumstances(worlds, blocked.circumstances)
        name = blocked.facts[0]
        fact = self._edition_of(name).facts[name]
        bending = [test for e in self.editions if name in e.facts for test in bends(e, name)]
        cells = cells_of(fact, [*self.tests.get(name, ()), *bending])
        results = []
        for cell in cells:
            self.path[name] = cell.value
            results.append(self.visit(supposing(worlds, name, cell)))
        self.path.pop(name, None)
        spread = any(self._is_spread(outcome, name) for one in results for outcome in one)
        if len({result for result in results if result}) > 1 or spread:
            self.asked.setdefault(name)
        return frozenset().union(*results)

    def _is_spread(self, outcome: object, name: str) -> bool:
        """Whether an outcome is a range because this number is known no better than its cell."""
        found = self.found[outcome]
        return name in found.amount_facts and any(
            option.fine is not None and option.fine.suggested is None for option in found.options
        )

    def _branch_on_circumstances(
        self, worlds: Sequence[World], names: tuple[str, ...]
    ) -> frozenset[object]:
        """Suppose none, one, two or all of the circumstances that act alike.

        Weighing knows only how many of a kind there are (none, one, two or more; exactly how many
        where one cancels one), so that is all there is to suppose.
        """
        by_id = {one.id: one for edition in self.editions for one in edition.circumstances}
        first = by_id[names[0]]
        alike = [
            name
            for name in names
            if (by_id[name].effect, by_id[name].force, by_id[name].absolute, by_id[name].needs)
            == (first.effect, first.force, first.absolute, first.needs)
        ]
        results = []
        counted = any(edition.weighing.conflict == "offset" for edition in self.editions)
        most = len(alike) if counted else min(len(alike), 2)
        for number in range(most + 1):
            supposed = {name: index < number for index, name in enumerate(alike)}
            self.path.update(supposed)
            results.append(
                self.visit([World(w.edition, w.facts.finding(supposed)) for w in worlds])
            )
        for name in alike:
            self.path.pop(name, None)
        if len({result for result in results if result}) > 1:
            self.examined.update(dict.fromkeys(alike))
        return frozenset().union(*results)

    def _to_ask(self, name: str) -> Sequence[str]:
        """Return the fact, or the dates from which it is derived and of which one is missing."""
        names = derived_from(self._edition_of(name), name)
        return [one for one in names if one not in self.given] or names

    def _edition_of(self, name: str) -> Edition:
        return next(edition for edition in self.editions if name in edition.facts)


def denied(world: World) -> tuple[Condition, ...]:
    """Return the conditions of circumstances that were examined and not found, while facts are open."""
    return tuple(
        circumstance.when
        for circumstance in world.edition.circumstances
        if circumstance.when is not None
        and world.facts.findings.get(circumstance.id) is False
        and evaluate(circumstance.when, world.facts.values) is None
    )


def _impossible() -> Diagnostic:
    return Diagnostic(
        "PB0307",
        Text(
            "列出的情节与任何可能的事实都矛盾",
            "the circumstances that are listed contradict every fact that is possible",
        ),
        Text("请核对情节和事实", "check circumstances and facts"),
        Place("case", path="circumstances"),
    )


def supposing(worlds: Sequence[World], name: str, cell: Cell) -> list[World]:
    """Return the worlds with the fact ``name`` supposed to lie in the cell."""
    span = (cell.low, cell.high) if cell.is_span else None
    return [World(w.edition, w.facts.supposing(name, cell.value, span)) for w in worlds]
