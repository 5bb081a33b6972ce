"""The terms in which proofs speak come to what the engine computes, case by case."""

import datetime as dt
from fractions import Fraction

from hypothesis import event, given
from hypothesis import strategies as st

from penaltybench.case import case_from_data
from penaltybench.facts import read_facts
from penaltybench.proof.encode import outcomes
from penaltybench.proof.reckon import Values, amount, truth
from penaltybench.proof.run import result_facts, run
from penaltybench.proof.variables import declare
from penaltybench.testing import case_data, library_of, rulesets
from penaltybench.testing.rulesets import PENALTY
from penaltybench.values import FactType


def values_of(edition, facts):
    """Return the facts as formulas read them."""
    numbers = {
        name: Fraction(value.toordinal() if isinstance(value, dt.date) else value)
        for name, value in facts.values.items()
        if edition.facts[name].type in (FactType.MONEY, FactType.INTEGER, FactType.DECIMAL)
    }
    return Values(facts.values, numbers)


@given(rulesets(), st.data())
def test_terms_come_to_what_the_engine_says(trees, data):
    edition = library_of(*trees).standard(PENALTY).latest
    case = data.draw(case_data(edition, complete=True))
    facts = read_facts(case_from_data(case), edition)
    for respondent in edition.respondents:
        names = result_facts(edition, respondent)
        variables = declare(edition, {name: name for name in names})
        every = outcomes(edition, respondent, variables.box, {})
        values = values_of(edition, facts)
        held = [came for formula, came in every.punished if truth(formula, values)]
        shown = run(edition, respondent, case)
        if shown is None:
            # It gives a minimum above its own maximum, of which nothing is claimed.
            event("contradicts itself")
            assert not held
            continue
        said = shown.came
        event(said.standing)
        if said.standing != "punished":
            assert not held
            assert truth(every.unpunished, values) == (said.standing == "not_punished")
            continue
        (came,) = held
        assert came.rank == said.rank
        assert (came.row.id if came.row else None) == said.row
        settled = came.settled(edition)
        assert (amount(settled.low, values), amount(settled.high, values)) == (said.low, said.high)
        if said.fine is not None:
            assert came.band is not None
            assert amount(settled.suggested, values) == said.fine.suggested.fen
