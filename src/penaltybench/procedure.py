"""The recommendation gives the steps of procedure that follow from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from penaltybench.amount import Fine
from penaltybench.condition import Truth, UnaryTest, evaluate
from penaltybench.condition.evaluate import any_of
from penaltybench.condition.model import Compare, Within, atoms
from penaltybench.facts import Facts
from penaltybench.option import Option
from penaltybench.ruleset.edition import Edition, ProcedureRule
from penaltybench.ruleset.models import Citation
from penaltybench.text import Text

Certainty = Literal["follows", "depends"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of procedure: what, whether it ``follows`` or ``depends`` on what is still open.

    ``days`` is the length of a deadline, in working days if ``working``.
    """

    id: str
    step: str
    label: Text
    certainty: Certainty
    days: int | None
    working: bool
    cite: tuple[Citation, ...]


def steps(edition: Edition, facts: Facts, options: tuple[Option, ...]) -> tuple[Step, ...]:
    """Return the steps that follow from the options that are still open, in declared order.

    A step that follows from some options only, or from part of a range, *depends*.
    """
    if not options:
        return ()
    found = []
    for rule in edition.procedure:
        truth = _follows(rule, facts, options)
        if truth is not False:
            found.append(
                Step(
                    rule.id,
                    rule.step,
                    rule.label,
                    "follows" if truth else "depends",
                    rule.days,
                    rule.working,
                    rule.cite,
                )
            )
    return tuple(found)


def _follows(rule: ProcedureRule, facts: Facts, options: Iterable[Option]) -> Truth:
    when = evaluate(rule.when, facts.values)
    if when is False:
        return False
    truths = {_follows_from(rule, option) for option in options}
    truth = truths.pop() if len(truths) == 1 else None
    return truth if when or truth is False else None


def _follows_from(rule: ProcedureRule, option: Option) -> Truth:
    must = {penalty.kind for penalty in option.penalties if penalty.force == "must"}
    may = {penalty.kind for penalty in option.penalties if penalty.force == "may"}
    reasons: list[Truth] = []
    if rule.fine is not None:
        reasons.append(_fine_satisfies(rule.fine, option.fine))
    if rule.kinds:
        reasons.append(bool(rule.kinds & must) or (None if rule.kinds & may else False))
    if rule.grades:
        reasons.append(option.grade in rule.grades)
    truth = any_of(reasons) if reasons else True
    if rule.without_other and truth is not False:
        others = must - rule.kinds
        if others:
            return False
        if may - rule.kinds:
            return None
    return truth


def _fine_satisfies(test: UnaryTest, fine: Fine | None) -> Truth:
    """Return whether all (True), none (False) or some (None) amounts of the fine satisfy the test."""
    if fine is None:
        return False
    low = fine.low.fen
    high = None if fine.high is None else fine.high.fen
    probes = {low, *([] if high is None else [high])}
    for atom in atoms(test):
        ends = [atom.value] if isinstance(atom, Compare) else []
        if isinstance(atom, Within):
            ends = [end for end in (atom.interval.low, atom.interval.high) if end is not None]
        for end in ends:
            assert isinstance(end, int)
            probes |= {end - 1, end, end + 1}
    answers = {
        test.holds(probe) for probe in probes if low <= probe and (high is None or probe <= high)
    }
    return answers.pop() if len(answers) == 1 else None
