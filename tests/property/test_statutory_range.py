"""Invariant 1: no amount outside the statutory range, below it only when mitigated on a ground."""

from fractions import Fraction
from math import ceil, floor

import oracle
from hypothesis import given
from hypothesis import strategies as st

from penaltybench.ruleset import Grade
from penaltybench.testing import case_data, library_of, rulesets
from penaltybench.testing.rulesets import PENALTY


@given(rulesets(), st.data())
def test_every_amount_lies_in_the_statutory_range(trees, data):
    library = library_of(*trees)
    case = data.draw(case_data(library.standard(PENALTY).latest, complete=True))
    for result in library.recommend(case).results:
        if result.basis is None or result.fine is None:
            continue
        allowed = statutory_range(trees[-1], result, case["facts"])
        for option in result.options:
            check(option, *allowed)
        assert result.fine.low.fen >= 0
        assert result.fine.high.fen <= allowed[1]


def statutory_range(penalty, result, facts):
    """Return minimum and maximum by the oracle; a range without a whole fen is widened to one."""
    schedule = next(s for s in penalty["schedules"] if s["id"] == result.schedule.id)
    basis = next(b for b in schedule["basis"] if b["id"] == result.basis.id)
    low, high, _ = oracle.statutory(basis["allows"]["fine"], {**facts, **schedule.get("sets", {})})
    if ceil(low) > floor(high):
        return Fraction(floor(low)), Fraction(ceil(high))
    return low, high


def check(option, minimum, maximum):
    if option.fine is None:
        return
    low, high, suggested = option.fine.low, option.fine.high, option.fine.suggested
    assert low <= suggested <= high
    assert high.fen <= maximum
    if low.fen < minimum:
        assert option.grade is Grade.MITIGATED
        assert option.below_minimum
        effects = {circumstance.effect for circumstance in option.course.because}
        grounded = option.tier is not None and option.tier.ground is not None
        assert grounded or effects & {"mitigated", "lenient_or_mitigated"}
    if option.grade is Grade.EXEMPT:
        assert option.fine is None
