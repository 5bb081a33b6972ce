"""Monotonicity by a solver: is there a pair of cases that contradicts it?

First without rounding, where a contradiction-free answer is a proof because rounding keeps the order of
bands; then, if what was found disappears in rounding, with rounding itself as terms.
"""

from __future__ import annotations

from collections.abc import Callable

from penaltybench.condition import Compare
from penaltybench.proof.encode import Came, Outcomes, outcomes
from penaltybench.proof.pair import PRIME, Change
from penaltybench.proof.question import Question, Solver
from penaltybench.proof.run import NOT_PUNISHED
from penaltybench.proof.statement import DATES, FAULT, Proof
from penaltybench.proof.term import (
    FALSE,
    Formula,
    Holds,
    Term,
    all_of,
    any_of,
    at_most,
    below,
    choice,
    constant,
    negation,
    number,
)
from penaltybench.proof.variables import declare, domains
from penaltybench.text import Text
from penaltybench.values import FactType, Value


def by_solver(change: Change, solver: Solver) -> Proof:
    """Return what the solver says of the statement."""
    task = _Task(change)
    answer = solver.ask(task.question(task.unrounded()))
    if answer.exists is False:
        return Proof(change.statement, "proved", "solver", notes=task.gaps(solver))
    if answer.values is not None:
        found = change.refuted(answer.values, "solver")
        if found is not None:
            return found
    answer = solver.ask(task.question(task.rounded()))
    if answer.exists is False:
        return Proof(change.statement, "proved", "solver", notes=task.gaps(solver))
    if answer.values is None:
        return Proof(change.statement, "undecided", "solver", reason=answer.reason)
    found = change.refuted(answer.values, "solver")
    if found is not None:
        return found
    reason = DATES if task.variables.loose else FAULT
    return Proof(change.statement, "undecided", "solver", reason=reason)


class _Task:
    """Both cases as formulas: they differ in the fact and in what is counted from it."""

    def __init__(self, change: Change) -> None:
        self.change = change
        edition = change.edition
        moved = {name: name + PRIME for name in (change.name, *change.derived)}
        first = declare(edition, {name: name for name in sorted(change.wanted)})
        second = declare(edition, {name: moved.get(name, name) for name in sorted(change.wanted)})
        first.facts |= second.facts
        first.ties += second.ties
        first.loose |= second.loose
        self.variables = first
        box = first.box
        self.one = outcomes(edition, change.respondent, box, {})
        self.other = outcomes(edition, change.respondent, box, moved)

    def question(self, formula: Formula) -> Question:
        """Return the question whether there is a pair of cases, the second with the worse fact."""
        wanted = all_of([self._worse(), formula])
        return Question(self.variables.facts, wanted, domains(self.variables))

    def _worse(self) -> Formula:
        change, name = self.change, self.change.name
        fact = change.fact
        if fact.type is FactType.ENUM:
            order = fact.heaviest_first()[::-1]
            return any_of(
                all_of([_is(name, light), _is(name + PRIME, heavy)])
                for index, light in enumerate(order)
                for heavy in order[index + 1 :]
            )
        if fact.type is FactType.BOOLEAN:
            return all_of([_is(name, not change.rises), _is(name + PRIME, change.rises)])
        whole = fact.type is not FactType.DECIMAL
        old, new = number(name, whole=whole), number(name + PRIME, whole=whole)
        return below(old, new) if change.rises else below(new, old)

    def unrounded(self) -> Formula:
        """Return that the second result may be lighter, or may become so in rounding."""
        one, other = self.one, self.other
        lows, highs = _pick(one, _low), _pick(one, _high)
        lows_, highs_ = _pick(other, _low), _pick(other, _high)
        lighter = [
            below(_pick(other, _rank), _pick(one, _rank)),
            below(lows_, lows),
            below(highs_, highs),
            all_of([at_most(lows_, lows), below(_pick(other, _low_open), _pick(one, _low_open))]),
            all_of(
                [at_most(highs_, highs), below(_pick(one, _high_open), _pick(other, _high_open))]
            ),
            all_of(
                [
                    below(constant(0), _pick(one, _fined)),
                    below(constant(0), _pick(other, _fined)),
                    any_of(
                        [
                            below(_pick(other, _floor), _pick(one, _floor)),
                            below(_pick(other, _ceiling), _pick(one, _ceiling)),
                        ]
                    ),
                ]
            ),
        ]
        return all_of([one.some, other.some, any_of(lighter)])

    def rounded(self) -> Formula:
        """Return that the second result is lighter after rounding."""
        edition = self.change.edition

        def low(came: Came) -> Term:
            return came.settled(edition).low

        def high(came: Came) -> Term:
            return came.settled(edition).high

        one, other = self.one, self.other
        lighter = [below(_pick(other, part), _pick(one, part)) for part in (_rank, low, high)]
        return all_of([one.some, other.some, any_of(lighter)])

    def gaps(self, solver: Solver) -> tuple[Text, ...]:
        """Return that a worse fact leads to no result, if the solver finds where."""
        formula = all_of([self.one.some, negation(self.other.some)])
        answer = solver.ask(self.question(formula))
        if answer.values is None:
            return ()
        text = self.change.gap(answer.values)
        return () if text is None else (text,)


def _pick(every: Outcomes, part: Callable[[Came], Term]) -> Term:
    """Return one part of the outcome that comes about; that of no punishment if none does."""
    unpunished = constant(NOT_PUNISHED if part is _rank else 0)
    return choice(((formula, part(came)) for formula, came in every.punished), unpunished)


def _rank(came: Came) -> Term:
    return constant(came.rank)


def _low(came: Came) -> Term:
    return came.band.low if came.band else constant(0)


def _high(came: Came) -> Term:
    return came.band.high if came.band else constant(0)


def _low_open(came: Came) -> Term:
    return _truth(came.band.low_open if came.band else FALSE)


def _high_open(came: Came) -> Term:
    return _truth(came.band.high_open if came.band else FALSE)


def _fined(came: Came) -> Term:
    return constant(0 if came.band is None else 1)


def _floor(came: Came) -> Term:
    return came.envelope.low if came.envelope else constant(0)


def _ceiling(came: Came) -> Term:
    return came.envelope.high if came.envelope else constant(0)


def _truth(formula: Formula) -> Term:
    return choice([(formula, constant(1))], constant(0))


def _is(name: str, value: Value) -> Formula:
    return Holds(name, Compare("=", value))
