"""Near misses are smallest sets of changeable facts, and do what they say."""

from itertools import combinations, product

from hypothesis import event, given
from hypothesis import strategies as st

from penaltybench import reads
from penaltybench.case import case_from_data
from penaltybench.condition import evaluate
from penaltybench.facts import read_facts
from penaltybench.near_miss import MAX_CHANGES, near_misses, weight_of
from penaltybench.testing import boundary_values, case_data, library_of, literal, rulesets
from penaltybench.testing.rulesets import PENALTY

CHANGEABLE = ("harm", "corrected", "found_on", "prior_cases")
"""No amount is computed from the first three, so that their cells are all that can matter."""


@st.composite
def changeable_rulesets(draw):
    """Draw rulesets in which some facts can still be changed."""
    trees = draw(rulesets())
    counted = "prior_cases" in str([tree.get("schedules") for tree in trees])
    names = CHANGEABLE[:3] if counted else CHANGEABLE
    chosen = draw(st.lists(st.sampled_from(names), unique=True, min_size=2, max_size=3))
    for tree in trees:
        for name, fact in tree.get("facts", {}).items():
            fact["changeable"] = "true" if name in chosen else "false"
    return trees


def changed(edition, case, values):
    """Return the case with other facts, without the circumstances that these exclude."""
    facts = {**case["facts"], **values}
    known = read_facts(case_from_data({**case, "facts": facts}), edition).values
    excluded = {
        one.id
        for one in edition.circumstances
        if one.when is not None and evaluate(one.when, known) is False
    }
    found = [name for name in case["circumstances"] if name not in excluded]
    return {**case, "facts": facts, "circumstances": found}


def texts(edition, fact):
    """Return every value of the fact around which the result can change."""
    tests = reads.tests_by_fact(edition)[fact.id]
    return [literal(fact.type, value) for value in boundary_values(fact, tests)]


def direction(before, after) -> str:
    """Return whether a result is lighter or heavier than before, or the same, or none at all."""
    if after.status not in ("determined", "choice", "not_punished"):
        return "none"
    here, there = (weight_of(one.grades, one.fine) for one in (before, after))
    return "the same" if here == there else "lighter" if there < here else "heavier"


@given(changeable_rulesets(), st.data())
def test_near_misses_are_smallest_and_do_what_they_say(trees, data):
    library = library_of(*trees)
    edition = library.standard(PENALTY).latest
    case = data.draw(case_data(edition, complete=True))
    found = library.recommend(case)
    changeable = [fact for fact in edition.facts.values() if fact.changeable]
    assert len(changeable) <= MAX_CHANGES

    def results(names):
        """Yield every result that setting just these facts can bring."""
        facts = [edition.facts[name] for name in names]
        for values in product(*(texts(edition, fact) for fact in facts)):
            yield library.recommend(changed(edition, case, dict(zip(names, values, strict=True))))

    for before in found.results:
        name = before.respondent
        misses = near_misses(found, name)
        event(f"{before.status}: {len(misses)}")
        if before.status not in ("determined", "choice"):
            assert misses == ()
            continue
        for miss in misses:
            check_what_it_says(library, edition, case, before, miss)
        reached = {
            size: {
                (frozenset(names), direction(before, after.respondent(name)))
                for names in combinations([fact.id for fact in changeable], size)
                for after in results(names)
            }
            for size in range(1, len(changeable) + 1)
        }
        assert {names_of(miss) for miss in misses} == smallest(reached)


def names_of(miss):
    return frozenset(one.fact for one in miss.changes), "lighter" if miss.lighter else "heavier"


def smallest(reached):
    """Return the sets that change the result in a direction in which no part of them changes it."""
    kept = set()
    for size in sorted(reached):
        for names, way in reached[size]:
            parts = any(part < names and same == way for part, same in kept)
            if way in ("lighter", "heavier") and not parts:
                kept.add((names, way))
    return kept


def check_what_it_says(library, edition, case, before, miss):
    """Its facts can be changed and are changed, and the result is as announced."""
    values = {one.fact: literal(edition.facts[one.fact].type, one.value) for one in miss.changes}
    assert len(values) == len(miss.changes) <= MAX_CHANGES
    assert all(edition.facts[name].changeable for name in values)
    assert all(case["facts"][name] != text for name, text in values.items())
    after = library.recommend(changed(edition, case, values)).respondent(before.respondent)
    assert direction(before, after) == ("lighter" if miss.lighter else "heavier")
    assert after.grades == miss.grades
    if miss.fine is None:
        assert after.fine is None
    else:
        assert (after.fine.low, after.fine.high) == (miss.fine.low, miss.fine.high)
