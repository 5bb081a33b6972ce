"""Invariant 4: what is announced while facts are unknown is the tightest range that holds."""

from itertools import combinations, product

from hypothesis import assume, event, given
from hypothesis import strategies as st

from penaltybench import reads
from penaltybench.case import case_from_data
from penaltybench.condition import evaluate
from penaltybench.diagnostics import CaseError
from penaltybench.facts import read_facts
from penaltybench.money import MAX_FEN
from penaltybench.ruleset.edition import table_facts
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


def completions(edition, fact):
    """Return the text of every value at which the result can change, and a very large one."""
    values = list(boundary_values(fact, reads.tests_by_fact(edition)[fact.id]))
    largest = {FactType.MONEY: MAX_FEN, FactType.INTEGER: 10**20}.get(fact.type)
    if largest is not None and (fact.domain is None or fact.domain.holds(largest)):
        values.append(largest)
    return [literal(fact.type, value) for value in values]


@st.composite
def partial_cases(draw, edition):
    """Draw a complete case without one or two facts that tables read, and all its completions."""
    case = draw(case_data(edition, complete=True))
    read = {name for schedule in edition.schedules for name in table_facts(schedule)}
    usable = [fact for fact in given_facts(edition) if fact.id in read]
    removed = draw(st.permutations(usable))[: draw(st.integers(1, 2))] if usable else []
    known = {
        name: text for name, text in case["facts"].items() if name not in {f.id for f in removed}
    }
    partial = {**case, "facts": known}
    choices = [completions(edition, fact) for fact in removed]
    supposed = [
        {**known, **dict(zip([fact.id for fact in removed], texts, strict=True))}
        for texts in product(*choices)
    ]
    findings = [case["circumstances"]]
    if draw(st.booleans()):
        del partial["circumstances"]
        ids = [circumstance.id for circumstance in edition.circumstances]
        findings = [list(c) for size in range(len(ids) + 1) for c in combinations(ids, size)]
    completed = [
        {**partial, "facts": facts, "circumstances": found}
        for facts in supposed
        for found in findings
    ]
    # The open end of a span of decimals is approached, not reached; and the condition of a
    # circumstance that was not examined is a question of its own, whatever else is known.
    exact = all(fact.type is not FactType.DECIMAL for fact in removed) and (
        "circumstances" in partial or not undecided(edition, partial)
    )
    return partial, completed, exact


def undecided(edition, case):
    """Whether the facts leave it open if the condition of a circumstance holds."""
    facts = read_facts(case_from_data(case), edition)
    conditions = [c.when for c in edition.circumstances if c.when is not None]
    return any(evaluate(condition, facts.values) is None for condition in conditions)


def outcomes(library, partial, completed):
    """Yield the recommendations of all completions that contradict neither themselves nor the list."""
    edition = library.standard(PENALTY).latest
    denied = shown_by_facts(edition, partial) if "circumstances" in partial else None
    for case in completed:
        # A list without a circumstance says that it was examined and not found.
        if denied is not None and shown_by_facts(edition, case) - denied:
            continue
        recommendation = unless_it_contradicts(library, case)
        if recommendation is not None:
            yield recommendation


def unless_it_contradicts(library, case):
    """Return the recommendation; None if facts and circumstances of the case exclude each other."""
    try:
        return library.recommend(case)
    except CaseError as refused:
        if {diagnostic.code for diagnostic in refused.diagnostics} != {"PB0307"}:
            raise
        return None


def shown_by_facts(edition, case):
    """Return the circumstances that the facts show and the list does not name."""
    facts = read_facts(case_from_data(case), edition)
    held = [c.id for c in edition.circumstances if c.when and evaluate(c.when, facts.values)]
    return set(held) - set(case.get("circumstances", ()))


@given(rulesets(gaps=False), st.data())
def test_the_announced_range_holds_and_is_the_tightest(trees, data):
    check_announced(trees, data)


@given(rulesets(), st.data())
def test_so_it_holds_where_some_statutory_ranges_leave_a_tier_nothing(trees, data):
    """There it need not be the tightest: a band may be empty in a part of a cell only."""
    check_announced(trees, data, tightest=False)


def check_announced(trees, data, *, tightest=True):
    library = library_of(*trees)
    partial, completed, exact = data.draw(partial_cases(library.standard(PENALTY).latest))
    announced = unless_it_contradicts(library, partial)
    found = list(outcomes(library, partial, completed))
    if announced is None:
        assert found == []
    assume(found)
    for index, result in enumerate(announced.results):
        everywhere = [recommendation.results[index] for recommendation in found]
        event(result.status)
        for one in everywhere:
            check_inside(one, result)
        if exact and tightest:
            check_tight(everywhere, result)


def check_inside(one, announced):
    """A completion lies inside what was announced before it was known."""
    assert set(one.grades) <= set(announced.grades)
    if one.fine is not None:
        assert announced.fine is not None
        assert announced.fine.low <= one.fine.low
        assert announced.fine.high is None or one.fine.high <= announced.fine.high
    elif one.options:
        assert announced.fine is None or announced.fine.low.fen == 0
    if announced.status in ("determined", "choice"):
        assert one.status == announced.status
        assert one.fine == announced.fine


def check_tight(everywhere, announced):
    """Everything that was announced happens in a completion."""
    assert {grade for one in everywhere for grade in one.grades} == set(announced.grades)
    fines = [one.fine for one in everywhere if one.fine is not None]
    assert bool(fines) == (announced.fine is not None)
    if not fines:
        return
    nothing = any(o.fine is None for one in everywhere for o in one.options)
    low = 0 if nothing else min(fine.low.fen for fine in fines)
    assert announced.fine.low.fen == low
    if announced.fine.high is not None:
        assert announced.fine.high == max(fine.high for fine in fines)
