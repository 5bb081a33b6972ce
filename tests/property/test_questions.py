"""What is asked can change the outcome, what is not asked cannot, and answers come to an end."""

from decimal import Decimal
from itertools import product
from math import prod

from hypothesis import assume, event, given
from hypothesis import strategies as st

from penaltybench import reads
from penaltybench.case import case_from_data
from penaltybench.condition import evaluate, fact_names
from penaltybench.diagnostics import CaseError
from penaltybench.facts import read_facts
from penaltybench.money import MAX_FEN
from penaltybench.ruleset.edition import Points
from penaltybench.testing import (
    boundary_values,
    case_data,
    given_facts,
    library_of,
    literal,
    rulesets,
)
from penaltybench.testing.rulesets import PENALTY
from penaltybench.values import FactType

COUNTS_AS = {
    "money": "100万元",
    "integer": "3",
    "decimal": "12.5",
    "date": "2026-01-01",
    "boolean": "true",
    "enum": "minor",
}
LARGE = {
    FactType.MONEY: MAX_FEN,
    FactType.INTEGER: 10**20,
    FactType.DECIMAL: Decimal(10**15),
}


def circumstances_of(edition, case) -> dict[str, bool]:
    """Return of every circumstance whether it is there, by the facts or by what was found.

    What was found may be a list, or a mapping that leaves none out.
    """
    known = read_facts(case_from_data(case), edition).values
    truth = {}
    for one in edition.circumstances:
        decided = None if one.when is None else evaluate(one.when, known)
        found = case["circumstances"]
        found = found[one.id] if isinstance(found, dict) else one.id in found
        truth[one.id] = found if decided is None else decided
    return truth


def only_contradictions(error: CaseError):
    """Raise the error again if anything but a finding that the facts exclude is wrong."""
    if {diagnostic.code for diagnostic in error.diagnostics} != {"PB0307"}:
        raise error


def come_to(found):
    """Return what a recommendation comes to for every respondent."""
    return [
        (one.status, one.grades, one.fine, [decision.outcome for decision in one.decisions])
        for one in found.results
    ]


@st.composite
def veiled(draw, edition):
    """Draw a complete case, and the same with some facts, findings and the day of decision left out."""
    truth = draw(case_data(edition, complete=True))
    truth["circumstances"] = circumstances_of(edition, truth)
    names = [*truth["facts"], *truth["circumstances"], "decided_on"]
    hidden = {name for name in names if draw(st.booleans())}
    case = {
        **truth,
        "facts": {name: text for name, text in truth["facts"].items() if name not in hidden},
        "circumstances": {
            name: there for name, there in truth["circumstances"].items() if name not in hidden
        },
    }
    if "decided_on" in hidden:
        del case["decided_on"]
    return truth, case


@given(rulesets(), st.data())
def test_answering_what_is_asked_ends_where_the_complete_case_does(trees, data):
    """What was never asked does not matter: the results are the same although it is still unknown."""
    library = library_of(*trees)
    edition = library.standard(PENALTY).latest
    truth, case = data.draw(veiled(edition))
    rounds = 0
    while (found := library.recommend(case)).questions:
        rounds += 1
        assert rounds <= len(edition.facts) + len(edition.circumstances)
        question = data.draw(st.sampled_from(found.questions))
        if question.kind == "date":
            assert question.id not in case
            case[question.id] = truth[question.id]
        else:
            group = "facts" if question.kind == "fact" else "circumstances"
            assert question.id not in case[group]
            case[group][question.id] = truth[group][question.id]
    event(f"answers: {rounds}")
    left = len(truth["facts"]) - len(case["facts"])
    event(f"facts never asked: {left}")
    assert all(result.status != "undetermined" for result in found.results)
    assert come_to(found) == come_to(library.recommend(truth))


# --- every question can change the outcome -------------------------------------------------------


def answers(edition, fact):
    """Return the text of every value at which the result can change, and a very large one."""
    values = list(boundary_values(fact, reads.tests_by_fact(edition)[fact.id]))
    if fact.type is FactType.DECIMAL:
        # Between two thresholds that differ by a hundredth.
        between = [value + Decimal("0.005") * sign for value in values for sign in (-1, 1)]
        values += [value for value in between if fact.domain.holds(value)]
    largest = LARGE.get(fact.type)
    if largest is not None and (fact.domain is None or fact.domain.holds(largest)):
        values.append(largest)
    return [literal(fact.type, value) for value in values]


@st.composite
def with_two_unknown(draw, edition):
    """Draw a case in which one or two facts and all or no circumstances are unknown."""
    case = draw(case_data(edition, complete=True))
    examined = draw(st.booleans())
    candidates = [fact for fact in given_facts(edition) if fact.id in edition.own_facts()]
    if not examined:
        # Two circumstances that hang on one unknown fact are asked for as if they did not.
        conditions = [one.when for one in edition.circumstances if one.when is not None]
        hanging = {name for condition in conditions for name in fact_names(condition)}
        candidates = [fact for fact in candidates if fact.id not in hanging]
    assume(candidates)
    facts = draw(st.permutations(candidates))[: draw(st.integers(1, 2))]
    unknown = {fact.id: answers(edition, fact) for fact in facts}
    assume(all(unknown.values()))
    truth = circumstances_of(edition, case)
    known = {name: text for name, text in case["facts"].items() if name not in unknown}
    partial = {**case, "facts": known}
    if examined:
        partial["circumstances"] = truth
    else:
        del partial["circumstances"]
        unknown |= {name: [True, False] for name in truth}
    return partial, unknown


def completed(library, partial, names, choice):
    """Return what a case comes to with these answers; None if they contradict each other."""
    facts, found = dict(partial["facts"]), dict(partial.get("circumstances", {}))
    for name, answer in zip(names, choice, strict=True):
        (found if isinstance(answer, bool) else facts)[name] = answer
    case = {**partial, "facts": facts, "circumstances": found}
    if circumstances_of(library.standard(PENALTY).latest, case) != found:
        return None
    recommended = library.recommend(case)
    assert not recommended.questions
    return come_to(recommended)


@given(rulesets(gaps=False), st.data())
def test_every_question_can_change_the_outcome(trees, data):
    """Two answers to it leave different results possible, be it that all else is known or not.

    Of a band that is empty for some numbers only its ends are known while the number is not.
    """
    library = library_of(*trees)
    edition = library.standard(PENALTY).latest
    partial, unknown = data.draw(with_two_unknown(edition))
    asked = [question.id for question in library.recommend(partial).questions]
    names, facts = list(unknown), edition.facts
    assert set(asked) <= set(names)
    assume(prod(len(texts) for texts in unknown.values()) <= 3_000)
    outcomes = {}
    for choice in product(*unknown.values()):
        result = completed(library, partial, names, choice)
        if result is not None:
            outcomes[choice] = result
    matters = {name for name in asked if can_change(outcomes, names.index(name))}
    event(f"asked: {len(asked)} of {len(names)}")
    numbers = {name for name in asked if name in facts and facts[name].type.is_number}
    if any(isinstance(schedule.table, Points) for schedule in edition.schedules):
        # Factors that are open together are bounded together; rounding can swallow the small ones.
        assert bool(matters) == bool(asked)
    elif len(numbers) > 1:
        # Of two numbers that make up one amount only their joint range is known.
        assert matters - numbers == set(asked) - numbers
        assert matters & numbers
    else:
        assert matters == set(asked)


def can_change(outcomes, index: int) -> bool:
    """Whether two answers differ in a result, all else being the same, or in what remains possible."""
    by_rest, by_answer = {}, {}
    for choice, outcome in outcomes.items():
        by_rest.setdefault(choice[:index] + choice[index + 1 :], []).append(outcome)
        possible = by_answer.setdefault(choice[index], [])
        if outcome not in possible:
            possible.append(outcome)
    if any(one != group[0] for group in by_rest.values() for one in group):
        return True
    first, *others = by_answer.values()
    return any(
        len(first) != len(other) or any(one not in other for one in first) for other in others
    )


# --- what cannot be ascertained ------------------------------------------------------------------


@given(rulesets(), st.data())
def test_what_cannot_be_ascertained_counts_as_the_value_that_the_ruleset_names(trees, data):
    counts_as = {}
    for tree in trees:
        for name, fact in tree.get("facts", {}).items():
            if "derive" in fact:
                continue
            word = COUNTS_AS[fact["type"]]
            if fact["type"] in ("enum", "boolean") and "worse" in fact and data.draw(st.booleans()):
                word = "lightest"
            fact["unascertainable"] = {"as": word}
            counts_as[name] = word if word != "lightest" else lightest(fact)
    library = library_of(*trees)
    case = data.draw(case_data(library.standard(PENALTY).latest, complete=True))
    lost = data.draw(st.lists(st.sampled_from(sorted(counts_as)), unique=True))
    known = {name: text for name, text in case["facts"].items() if name not in lost}
    named = {**case, "facts": known | {name: counts_as[name] for name in lost}}
    unascertainable = {**case, "facts": known, "unascertainable": lost}
    try:
        expected = library.recommend(named)
    except CaseError as error:
        # What was found may be excluded by the value that is put in place.
        only_contradictions(error)
        assume(False)
    found = library.recommend(unascertainable)
    assert come_to(found) == come_to(expected)
    assert found.facts.values == expected.facts.values
    assert found.procedure == expected.procedure
    assert {name for name in lost if found.facts.origins[name] == "unascertainable"} == set(lost)


def lightest(fact) -> str:
    """Return the lightest value of an enum or a boolean that says what is worse."""
    if fact["type"] == "boolean":
        return "false" if fact["worse"] == "true" else "true"
    return list(fact["values"])[0 if fact["worse"] == "later" else -1]
