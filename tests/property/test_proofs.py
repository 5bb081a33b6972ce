"""What is proved is contradicted by no case, what is refuted fails in the engine, both ways agree."""

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from penaltybench import reads
from penaltybench.case import case_from_data
from penaltybench.facts import read_facts
from penaltybench.proof import envelope, monotone_cells, monotone_solver, run
from penaltybench.proof.pair import Change, is_lighter
from penaltybench.proof.run import result_facts
from penaltybench.proof.search import ground_of
from penaltybench.proof.statement import FAULT
from penaltybench.proof.subject import Subject, computed, takes
from penaltybench.testing import boundary_values, case_data, library_of, literal, rulesets
from penaltybench.testing.rulesets import PENALTY
from penaltybench.tier import facts_of

solve = pytest.importorskip("penaltybench.proof.solve")
SOLVER = solve.Z3Solver(3.0)
WORTH = 25
"""Examples of what takes the solver a second each."""


@st.composite
def editions(draw):
    return library_of(*draw(rulesets())).standard(PENALTY).latest


def subjects(edition, ground):
    """Return what the statements on bands are about."""
    return [
        Subject(edition, ground, schedule, basis, row)
        for schedule in edition.schedules
        for basis in schedule.bases
        if basis.fine is not None
        for row in envelope.rows_under(schedule, basis)
    ]


def changes(edition, ground):
    """Return what the statements on worse facts are about."""
    return [
        Change(edition, ground, respondent, name)
        for respondent in edition.respondents
        for name in sorted(result_facts(edition, respondent))
        if edition.facts[name].worse is not None
    ]


def verdict(proof):
    return None if proof is None else proof.verdict


@given(editions(), st.data())
def test_proved_bands_hold_in_every_case(edition, data):
    ground = ground_of(edition)
    every = subjects(edition, ground)
    proved = [one for one in every if verdict(envelope.by_cells(one)) == "proved"]
    assume(proved)
    case = data.draw(case_data(edition, complete=True))
    facts = read_facts(case_from_data(case), edition)
    for one in proved:
        if takes(one, facts):
            band, allowed = computed(one, facts_of(one.schedule, facts))
            event("taken")
            if band is not None and not band.is_empty:
                assert allowed.low <= band.low
                assert band.high <= allowed.high


@given(editions(), st.data())
def test_proved_directions_hold_in_every_pair_of_cases(edition, data):
    ground = ground_of(edition)
    every = changes(edition, ground)
    assume(every)
    change = data.draw(st.sampled_from(every))
    assume(verdict(monotone_cells.by_cells(change)) == "proved")
    case = data.draw(case_data(edition, complete=True))
    values = boundary_values(change.fact, reads.tests_by_fact(edition)[change.name])
    first, second = data.draw(st.sampled_from(values)), data.draw(st.sampled_from(values))
    assume(first != second)
    if not change.is_worse(first, second):
        first, second = second, first
    pair = [
        run(edition, change.respondent, with_value(case, change.fact, value))
        for value in (first, second)
    ]
    assume(None not in pair)
    event("compared" if all(one.came.is_known for one in pair) else "no result")
    assert not is_lighter(pair[1].came, pair[0].came)


def with_value(case, fact, value):
    return {**case, "facts": {**case["facts"], fact.id: literal(fact.type, value)}}


@settings(max_examples=WORTH)
@given(editions())
def test_cells_and_solver_agree_on_bands(edition):
    ground = ground_of(edition)
    for one in subjects(edition, ground)[:6]:
        for proof in agreed(envelope.by_cells(one), envelope.by_solver(one, SOLVER)):
            if verdict(proof) == "refuted":
                (shown,) = proof.cases
                facts = read_facts(case_from_data(shown.data), edition)
                assert takes(one, facts)
                band, allowed = computed(one, facts_of(one.schedule, facts))
                assert band.low < allowed.low or allowed.high < band.high


@settings(max_examples=WORTH)
@given(editions())
def test_cells_and_solver_agree_on_worse_facts(edition):
    ground = ground_of(edition)
    for change in changes(edition, ground)[:3]:
        found = monotone_cells.by_cells(change), monotone_solver.by_solver(change, SOLVER)
        for proof in agreed(*found):
            if verdict(proof) == "refuted":
                first, second = (
                    run(edition, change.respondent, shown.data) for shown in proof.cases
                )
                assert is_lighter(second.came, first.came)


def agreed(by_cells, by_solver):
    """Return both proofs; they may not contradict each other, nor the engine the solver."""
    event(f"{verdict(by_cells)} / {by_solver.verdict}")
    assert by_solver.reason != FAULT
    if by_cells is not None and by_solver.verdict != "undecided":
        assert by_cells.verdict == by_solver.verdict
    return by_cells, by_solver
