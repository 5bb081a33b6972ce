"""The line: case → editions → facts → what is possible → procedure → correction → recommendation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from penaltybench.applicable import Applicable, applicable
from penaltybench.case import Case
from penaltybench.correct_first import correct_first
from penaltybench.decide import Decision
from penaltybench.facts import read_facts
from penaltybench.lighter import deliberated
from penaltybench.option import Option
from penaltybench.possible import Possible, World, explore
from penaltybench.procedure import steps
from penaltybench.recommendation import Recommendation
from penaltybench.result import Question, Result, Status
from penaltybench.ruleset.declare import CASE_DATES
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.load import Catalogue
from penaltybench.tier import facts_of
from penaltybench.words import RESPONDENTS


def recommend(catalogue: Catalogue, case: Case) -> Recommendation:
    """Return the recommendation for ``case``; raises CaseError if the case cannot be read."""
    governing = applicable(catalogue, case)
    worlds = _worlds(governing, case)
    first = worlds[governing.editions[0].digest]
    respondents = dict.fromkeys(name for e in governing.editions for name in e.respondents)
    results = tuple(
        correct_first(_result(governing, worlds, respondent), case.inspection)
        for respondent in respondents
    )
    edition = results[0].edition or first.edition
    return Recommendation(case, edition, worlds[edition.digest].facts, results)


def _worlds(governing: Applicable, case: Case) -> dict[str, World]:
    """Return the case as each edition reads it, by the edition's digest."""
    editions = governing.editions
    return {
        edition.digest: World(
            edition, read_facts(case, edition, [e for e in editions if e is not edition])
        )
        for edition in editions
    }


def _result(governing: Applicable, worlds: dict[str, World], respondent: str) -> Result:
    scenarios = [
        [worlds[edition.digest] for edition in scenario] for scenario in governing.scenarios
    ]
    explored = _that_differ([explore(scenario, respondent) for scenario in scenarios])
    decisions = _distinct(explored)
    options = _options(decisions)
    asked = tuple(_questions(explored, decisions, governing))
    known = not asked and all(possible.is_known for possible in explored)
    spoken = decisions[0].edition
    own = next((d.schedule for d in decisions if d.schedule is not None), None)
    schedules = [
        schedule
        for edition in governing.editions
        for schedule in edition.schedules
        if schedule.respondent == respondent
    ]
    procedure_world = worlds.get(governing.procedure.digest, worlds[spoken.digest])
    facts = procedure_world.facts if own is None else facts_of(own, procedure_world.facts)
    return Result(
        respondent=respondent,
        label=RESPONDENTS.get(respondent) or (own or schedules[0]).label,
        status=_status(decisions, known=known),
        options=options,
        decisions=decisions,
        compared=explored[0].compared if len(explored) == 1 else (),
        choice=explored[0].reason if len(explored) == 1 else None,
        questions=asked,
        exhaustive=all(possible.exhaustive for possible in explored),
        procedure=steps(governing.procedure, facts, options),
    )


def _that_differ(explored: Sequence[Possible]) -> Sequence[Possible]:
    """Return the scenarios; only the first if all are known and come to the same."""
    come_to = {frozenset(d.substance for d in possible.decisions) for possible in explored}
    known = all(possible.is_known for possible in explored)
    return explored[:1] if known and len(come_to) == 1 else explored


def _distinct(explored: Sequence[Possible]) -> tuple[Decision, ...]:
    every = [decision for possible in explored for decision in possible.decisions]
    if len(every) == 1:
        return (every[0],)
    by_outcome: dict[object, Decision] = {}
    for decision in every:
        by_outcome.setdefault(decision.outcome, decision)
    return tuple(by_outcome.values())


def _options(decisions: Sequence[Decision]) -> tuple[Option, ...]:
    if len(decisions) == 1:
        return decisions[0].options
    every = dict.fromkeys(option for decision in decisions for option in decision.options)
    return tuple(sorted(every, key=lambda option: option.grade.rank))


def _status(decisions: Sequence[Decision], *, known: bool) -> Status:
    if not known:
        return "undetermined"
    if len(decisions) > 1:
        return "choice" if deliberated(decisions) else "undetermined"
    decision = decisions[0]
    if decision.fault is not None:
        return decision.fault
    if not decision.options:
        return "not_punished"
    return "determined" if len(decision.options) == 1 else "choice"


def _questions(
    explored: Sequence[Possible], decisions: Sequence[Decision], governing: Applicable
) -> Iterator[Question]:
    editions = governing.editions
    asked = dict.fromkeys(name for possible in explored for name in possible.asked)
    if governing.missing is not None and len(decisions) > 1 and len(explored) > 1:
        outcomes = {frozenset(d.substance for d in possible.decisions) for possible in explored}
        if len(outcomes) > 1:
            asked[governing.missing] = None
    unresolved = {name for decision in decisions for name in decision.facts.unresolved}
    for name in asked:
        if name not in unresolved:
            yield _question_of_fact(editions, name)
    examined = dict.fromkeys(name for possible in explored for name in possible.examined)
    labels = {one.id: one.label for edition in editions for one in edition.circumstances}
    for name in examined:
        yield Question(name, "circumstance", "boolean", labels[name], None, None, ())


def _question_of_fact(editions: Sequence[Edition], name: str) -> Question:
    if name in CASE_DATES:
        return Question(name, "date", "date", CASE_DATES[name], None, None, ())
    return Question.of_fact(next(e.facts[name] for e in editions if name in e.facts))
