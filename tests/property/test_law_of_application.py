"""Invariant 5: old law or new law, one whole edition, never a mix and never worse than the old one."""

import datetime as dt

from hypothesis import event, given
from hypothesis import strategies as st

from penaltybench import reads
from penaltybench.case import case_from_data
from penaltybench.condition import evaluate
from penaltybench.facts import read_facts
from penaltybench.lighter import choose, weight
from penaltybench.testing import boundary_values, given_facts, library_of, literal, rulesets
from penaltybench.testing.rulesets import FROM, PENALTY, STATUTES

LATER = "2026-07-01"
ENUM = {"none": "无", "minor": "轻微", "serious": "严重", "grave": "特别严重"}
DOMAINS = {"integer": "[0..]", "decimal": "> 0"}


@st.composite
def two_editions(draw, rule: str | None = None):
    """Draw two states of the same rulesets: the trees of the first, and of the second from LATER.

    What a fact may be is the same in both, so that one case can be read under either.
    """
    states = draw(rulesets()), draw(rulesets())
    for trees in states:
        for tree in trees:
            for fact in tree.get("facts", {}).values():
                same_values(fact)
            without_limitation(tree)
        if rule is not None:
            trees[-1]["choice_of_edition"] = {"rule": rule}
    first, second = (trees[1:] for trees in states)
    return first, tuple(tree | {"effective": {"from": LATER}} for tree in second)


def same_values(fact):
    if fact["type"] == "enum":
        fact["values"] = ENUM
    fact.pop("domain", None)
    if fact["type"] in DOMAINS and "derive" not in fact:
        fact["domain"] = DOMAINS[fact["type"]]


def without_limitation(tree):
    """The one circumstance on the day of the decision: that day is to choose the edition alone."""
    if "circumstances" in tree:
        tree["circumstances"] = [c for c in tree["circumstances"] if c["id"] != "time-barred"]


def alone(trees):
    """Return the library in which these are the only editions, in force from the first day."""
    return library_of(STATUTES, *(tree | {"effective": {"from": FROM}} for tree in trees))


@st.composite
def cases(draw, *editions, common: bool = False):
    """Draw a complete case that both editions can read, decided under the second of them.

    Its circumstances are such as both know if they are to be ``common``.
    """
    old, new = editions
    tests = [reads.tests_by_fact(edition) for edition in editions]
    facts = {}
    for fact in given_facts(old):
        values = boundary_values(fact, [test for one in tests for test in one.get(fact.id, ())])
        facts[fact.id] = literal(fact.type, draw(st.sampled_from(values)))
    conduct = dt.date.fromisoformat(FROM) + dt.timedelta(days=draw(st.integers(0, 180)))
    decided = dt.date.fromisoformat(LATER) + dt.timedelta(days=draw(st.integers(0, 300)))
    data = {"ruleset": PENALTY, "conduct": f"{conduct}", "decided_on": f"{decided}", "facts": facts}
    excluded = set()
    for edition, other in ((old, new), (new, old)):
        known = read_facts(case_from_data(data), edition, [other]).values
        excluded |= {
            one.id
            for one in edition.circumstances
            if one.when is not None and evaluate(one.when, known) is False
        }
    known_to = [{one.id for one in edition.circumstances} for edition in editions]
    names = sorted((set.intersection if common else set.union)(*known_to) - excluded)
    found = draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    return data | {"circumstances": found}


def read(case, edition, other):
    """Return the case without the circumstances that only the other edition knows."""
    known = {one.id for one in edition.circumstances}
    return case | {"circumstances": [name for name in case["circumstances"] if name in known]}


def substances(result):
    return [decision.substance for decision in result.decisions]


@given(two_editions(), st.data())
def test_the_result_is_that_of_one_whole_edition_and_never_worse_than_the_old_one(states, data):
    first, second = states
    both, before, after = library_of(STATUTES, *first, *second), alone(first), alone(second)
    old, new = both.standard(PENALTY).editions
    case = data.draw(cases(old, new))
    found = both.recommend(case)
    under = {
        "old": before.recommend(read(case, old, new)),
        "new": after.recommend(read(case, new, old)),
    }
    for result in found.results:
        name = result.respondent
        if not all(name in edition.respondents for edition in (old, new)):
            continue
        (of_old,) = under["old"].respondent(name).decisions
        (of_new,) = under["new"].respondent(name).decisions
        # Nothing is mixed: what remains is what one edition alone comes to.
        remaining = substances(result)
        assert all(one in (of_old.substance, of_new.substance) for one in remaining)
        check_lighter(result, of_old, of_new)
        check_order(of_old, of_new)


def check_order(old, new):
    """Which of them is compared with which matters only between equals."""
    forth, back = choose(old, new).remaining, choose(new, old).remaining
    if len(forth) == len(back) == 1:
        (one,), (other,) = forth, back
        assert one is other or weight(one) == weight(other)
    else:
        assert (len(forth), len(back)) == (2, 2)


def check_lighter(result, old, new):
    """The result is one of the two, the lighter one; both only if they cannot be ranked."""
    remaining = substances(result)
    if old.substance == new.substance:
        event("equal")
        assert remaining == [old.substance]
        assert result.edition.dated.start == dt.date.fromisoformat(FROM)
        return
    of_old, of_new = weight(old), weight(new)
    if of_old is None or of_new is None:
        event("a gap or a conflict")
        assert remaining == [old.substance, new.substance]
        assert result.status == "choice"
        return
    if of_old.key == of_new.key and not (
        of_old.kinds <= of_new.kinds or of_new.kinds <= of_old.kinds
    ):
        event("kinds that cannot be ranked")
        assert remaining == [old.substance, new.substance]
        return
    event("ranked")
    (decision,) = result.decisions
    assert weight(decision).key == min(of_old.key, of_new.key)
    assert weight(decision).key <= of_old.key
    if of_old.key == of_new.key:
        assert weight(decision).kinds <= of_old.kinds
        if of_old.kinds <= of_new.kinds:
            assert decision.edition.dated.start == dt.date.fromisoformat(FROM)


@given(st.sampled_from(["conduct", "decision", "filing"]).flatmap(two_editions), st.data())
def test_a_declared_rule_takes_its_edition_and_no_other(states, data):
    library = library_of(STATUTES, *states[0], *states[1])
    old, new = library.standard(PENALTY).editions
    case = data.draw(cases(old, new, common=True))
    filed = data.draw(st.sampled_from([case["conduct"], case["decided_on"]]))
    found = library.recommend(case | {"filed_on": filed})
    expected = {"conduct": old, "decision": new, "filing": new if filed >= LATER else old}
    for result in found.results:
        assert {decision.edition for decision in result.decisions} == {expected[old.choice.rule]}


@given(two_editions(), st.data())
def test_the_day_of_the_decision_is_asked_for_if_and_only_if_it_matters(states, data):
    library = library_of(STATUTES, *states[0], *states[1])
    case = data.draw(cases(*library.standard(PENALTY).editions, common=True))
    early, late = (
        library.recommend(case | {"decided_on": day}) for day in (case["conduct"], LATER)
    )
    open_ = library.recommend({key: case[key] for key in case if key != "decided_on"})
    for one, other, result in zip(early.results, late.results, open_.results, strict=False):
        assert one.respondent == result.respondent
        asked = {question.id for question in result.questions}
        event(f"asked for: {sorted(asked)}")
        if one.respondent == other.respondent and substances(one) == substances(other):
            assert asked == set()
            assert substances(result) == substances(one)
        else:
            assert asked == {"decided_on"}
            assert result.status == "undetermined"
