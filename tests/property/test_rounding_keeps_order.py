"""Of two bands in order the results after rounding are in order: what proofs on worse facts rely on."""

from fractions import Fraction

from hypothesis import assume, event, given
from hypothesis import strategies as st

from penaltybench.interval import Interval
from penaltybench.proof.amounts import BandTerms, settle
from penaltybench.proof.reckon import Values, amount
from penaltybench.proof.term import FALSE, TRUE, constant
from penaltybench.rounding import settle as settled
from penaltybench.ruleset.models import Rounding

AMOUNTS = st.integers(0, 60).map(lambda number: Fraction(number, 4)) | st.fractions(
    0, 15, max_denominator=9
)
ROUNDINGS = st.builds(
    Rounding,
    unit=st.sampled_from(["0.01元", "0.03元", "0.05元"]),
    mode=st.sampled_from(["down", "up", "half_up", "half_even"]),
)


@st.composite
def bands(draw):
    """Draw a band that is not empty, and a statutory range around it."""
    first, low, high, last = sorted(draw(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)))
    opened = (draw(st.booleans()), draw(st.booleans())) if low < high else (False, False)
    return Interval(low, high, *opened), Interval(first, last)


def in_order(one, other):
    band, outer = one
    later, wider = other
    return (
        (band.low, band.low_open) <= (later.low, later.low_open)
        and (band.high, not band.high_open) <= (later.high, not later.high_open)
        and outer.low <= wider.low
        and outer.high <= wider.high
    )


@given(bands(), bands(), ROUNDINGS, st.sampled_from(["low", "middle", "high"]))
def test_rounding_keeps_the_order_of_bands(one, other, rounding, suggest):
    assume(in_order(one, other))
    first, second = (settled(*pair, rounding, suggest, None) for pair in (one, other))
    event("the same" if first == second else "different")
    assert first.low <= second.low
    assert first.high <= second.high


@given(bands(), ROUNDINGS, st.sampled_from(["low", "middle", "high"]))
def test_terms_round_as_the_engine_does(pair, rounding, suggest):
    band, outer = pair
    found = settled(band, outer, rounding, suggest, None)
    terms = settle(as_terms(band), as_terms(outer), rounding, suggest)
    values = Values({}, {})
    assert [amount(term, values) for term in (terms.low, terms.high, terms.suggested)] == [
        found.low,
        found.high,
        found.suggested,
    ]


def as_terms(band):
    opened = (TRUE if one else FALSE for one in (band.low_open, band.high_open))
    return BandTerms(constant(band.low), constant(band.high), *opened)
