"""The limits give a verdict: what the heaviest of those that are met needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from penaltybench.cells import cells_of
from penaltybench.condition import Compare, Condition, OneOf, UnaryTest
from penaltybench.inspection.counting import asked_of, examined
from penaltybench.inspection.first import Progress, open_facts, state_of
from penaltybench.inspection.limits import Judged, judge, satisfied
from penaltybench.inspection.possible import Found, Standing, explore
from penaltybench.inspection.view import View
from penaltybench.inspection_finding import Verdict
from penaltybench.ruleset.inspection import FORM, OCCASION, InspectionEdition, Limit
from penaltybench.values import Value

VERDICTS: tuple[Verdict, ...] = ("allowed", "needs_notice", "needs_approval", "not_allowed")
"""The verdicts from the lightest to the heaviest."""

_NEEDS: Mapping[str, Verdict] = {
    "notice": "needs_notice",
    "approval": "needs_approval",
    "forbidden": "not_allowed",
}


def possible_verdicts(edition: InspectionEdition, view: View, values: Mapping[str, Value]) -> Found:
    """Return the verdicts that the unknown facts leave possible, and the facts that can change it."""
    needs = {limit.id: _need(limit, view) for limit in edition.limits}
    return explore(values, partial(_standing, edition, view, needs), _cells(edition, view, values))


def possible_states(
    edition: InspectionEdition, found: Progress, view: View, values: Mapping[str, Value]
) -> Found:
    """Return the states of correction that the unknown facts leave possible, and these facts."""
    rule = edition.first
    assert rule is not None

    def standing(known: Mapping[str, Value]) -> Standing:
        unknown = open_facts(rule, found, known)
        return Standing(state_of(rule, found, known), ("excepted", found.state), unknown)

    return explore(values, standing, _cells(edition, view, values))


def _need(limit: Limit, view: View) -> int:
    """Return the rank of the verdict to which the limit leads if it is met."""
    return 0 if satisfied(limit, view) else VERDICTS.index(_NEEDS[limit.otherwise])


def _standing(
    edition: InspectionEdition,
    view: View,
    needs: Mapping[str, int],
    values: Mapping[str, Value],
) -> Standing:
    judged = [judge(limit, view, values, edition) for limit in edition.limits]
    floor = max((needs[one.limit.id] for one in judged if one.status == "met"), default=0)
    heavier: list[Judged] = [
        one for one in judged if one.status == "unknown" and needs[one.limit.id] > floor
    ]
    return Standing(
        VERDICTS[floor],
        tuple(VERDICTS[needs[one.limit.id]] for one in heavier),
        tuple(dict.fromkeys(name for one in heavier for name in one.unknown)),
    )


# --- what there is to suppose -------------------------------------------------------------------


def _cells(
    edition: InspectionEdition, view: View, values: Mapping[str, Value]
) -> dict[str, Sequence[Value]]:
    """Return for every fact that is unknown the values to suppose, one for each way in which it matters."""
    tests = _tests(edition)
    found: dict[str, Sequence[Value]] = {
        name: tuple(cell.value for cell in cells_of(fact, tests.get(name, ())))
        for name, fact in edition.facts.items()
        if name not in values
    }
    counting = _counting(edition.limits)
    looked_at = {one.id: one for limit in edition.limits for one in examined(limit, view)}
    for event in sorted(looked_at.values(), key=lambda one: (one.on, one.id)):
        for key, given in ((OCCASION, event.occasion), (FORM, event.form)):
            if given is None and counting[key]:
                cells = cells_of(edition.facts[key], counting[key])
                found[asked_of(event, key)] = tuple(cell.value for cell in cells)
    return found


def _tests(edition: InspectionEdition) -> dict[str, list[UnaryTest]]:
    """Return the tests that are made on each fact."""
    found: dict[str, list[UnaryTest]] = dict(_counting(edition.limits))
    conditions: list[Condition] = [limit.when for limit in edition.limits]
    conditions.extend(limit.unless for limit in edition.limits if limit.unless is not None)
    if edition.first is not None and edition.first.unless is not None:
        conditions.append(edition.first.unless)
    for condition in conditions:
        for name, test in condition.leaves():
            found.setdefault(name, []).append(test)
    return found


def _counting(limits: Sequence[Limit]) -> dict[str, list[UnaryTest]]:
    """Return the tests of occasion and form that decide which inspections count."""
    found: dict[str, list[UnaryTest]] = {OCCASION: [], FORM: []}
    for limit in limits:
        if limit.counts:
            found[OCCASION].append(OneOf(tuple(Compare("=", word) for word in limit.counts)))
        if limit.form is not None:
            found[FORM].append(Compare("=", limit.form))
    return found
