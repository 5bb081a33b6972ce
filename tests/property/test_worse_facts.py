"""Invariant 2: a fact that is made worse never lowers grade, low, high or suggestion."""

from hypothesis import assume, event, given
from hypothesis import strategies as st

from penaltybench import reads
from penaltybench.testing import (
    boundary_values,
    case_data,
    given_facts,
    library_of,
    literal,
    monotone_rulesets,
)
from penaltybench.testing.rulesets import PENALTY


@st.composite
def lighter_and_worse(draw, edition):
    """Draw two complete cases of which the second has one fact that is worse."""
    case = draw(case_data(edition, complete=True))
    tests = reads.tests_by_fact(edition)
    choices = [(fact, boundary_values(fact, tests[fact.id])) for fact in given_facts(edition)]
    fact, values = draw(st.sampled_from([one for one in choices if len(one[1]) > 1]))
    if fact.worse in ("lower", "earlier", "false"):
        values = values[::-1]
    first = draw(st.integers(0, len(values) - 2))
    second = draw(st.integers(first + 1, len(values) - 1))
    texts = [literal(fact.type, values[index]) for index in (first, second)]
    return tuple({**case, "facts": {**case["facts"], fact.id: text}} for text in texts)


@given(monotone_rulesets(), st.data())
def test_a_worse_fact_never_makes_the_result_lighter(trees, data):
    library = library_of(*trees)
    pair = data.draw(lighter_and_worse(library.standard(PENALTY).latest))
    lighter, worse = (library.recommend(case).principal for case in pair)
    settled = {"determined", "choice"}
    assume({lighter.status, worse.status} <= settled)
    event("the same" if lighter.fine == worse.fine else "another fine")
    assert lighter.grades[0].rank <= worse.grades[0].rank
    assert lighter.grades[-1].rank <= worse.grades[-1].rank
    assert amounts(lighter) <= amounts(worse)
    assert all(a <= b for a, b in zip(amounts(lighter), amounts(worse), strict=True))
    if suggestion(lighter) is not None and suggestion(worse) is not None:
        assert suggestion(lighter) <= suggestion(worse)


def amounts(result):
    return (0, 0) if result.fine is None else (result.fine.low.fen, result.fine.high.fen)


def suggestion(result):
    return None if result.fine is None else result.fine.suggested
