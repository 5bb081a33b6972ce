"""Ends of numbers that are reached, only approached, or without a limit; and the bands they span."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltybench.fees.band import NO_CHARGE, Band, stated
from penaltybench.fees.edge import BOUNDLESS, NOTHING, Edge, edge
from penaltybench.interval import Interval


def at(value, side=0):
    return Edge(Fraction(value), side)


def test_edges_are_ordered_with_what_is_only_approached_on_its_side():
    ordered = [NOTHING, at(0, 1), at(3, -1), at(3), at(3, 1), at(4, -1), BOUNDLESS]
    backwards = ordered[::-1]
    assert sorted(backwards) == ordered
    assert not BOUNDLESS < BOUNDLESS
    assert BOUNDLESS <= BOUNDLESS


@pytest.mark.parametrize(
    ("end", "floor", "ceil"),
    [
        (at(3), 3, 3),
        (at(3, 1), 3, 4),
        (at(3, -1), 2, 3),
        (at("5/2"), 2, 3),
        (at("5/2", 1), 2, 3),
        (at(0, 1), 0, 1),
    ],
)
def test_started_and_full_units_of_what_is_only_approached(end, floor, ceil):
    assert end.floor() == at(floor)
    assert end.ceil() == at(ceil)


def test_arithmetic():
    assert at(3, 1) + at(4) == at(7, 1)
    assert at(3) + BOUNDLESS == BOUNDLESS
    assert at(3, -1).times(Fraction(2)) == at(6, -1)
    assert BOUNDLESS.times(Fraction(0)) == NOTHING
    assert BOUNDLESS.by(NOTHING) == NOTHING
    assert BOUNDLESS.by(at(2)) == BOUNDLESS
    assert at(2, 1).by(at(3)) == at(6, 1)
    assert [at(5, 1).beyond(Fraction(n)) for n in (4, 5, 6)] == [at(1, 1), at(0, 1), NOTHING]
    assert at(5, -1).beyond(Fraction(5)) == NOTHING
    for end in (BOUNDLESS.floor(), BOUNDLESS.ceil(), BOUNDLESS.beyond(Fraction(9))):
        assert end == BOUNDLESS


def test_what_is_negative_or_has_no_lower_limit_counts_as_nothing():
    assert edge(None, low=True) == edge(Fraction(-3), low=True) == NOTHING
    assert edge(None, low=False) == BOUNDLESS
    assert edge(Fraction(0), low=True, reached=False) == at(0, 1)
    assert edge(Fraction(0), low=False, reached=False) == NOTHING
    assert edge(Fraction(3), low=False, reached=False) == at(3, -1)


# --- bands --------------------------------------------------------------------------------------

NUMBERS = st.integers(0, 12)


@st.composite
def bands(draw):
    low, high = sorted([draw(NUMBERS), draw(NUMBERS)])
    if low == high:
        return Band(at(low), at(high))
    return Band(at(low), at(high), draw(st.booleans()), draw(st.booleans()))


def amounts(band):
    """Return amounts of a band: quarters, so that what lies beside an end is there too."""
    return {Fraction(n, 4) for n in range(200) if Fraction(n, 4) in band.interval}


@given(bands(), bands(), NUMBERS)
def test_a_band_holds_what_its_amounts_become(one, other, fen):
    def becomes(band, change):
        """Return whether a band begins and ends as the changed amounts do."""
        changed = {change(amount) for amount in amounts(one)}
        assert min(changed) in band.interval
        assert max(changed) in band.interval
        assert band.low.exact <= min(changed) <= band.low.exact + Fraction(1, 4)
        assert band.high.exact - Fraction(1, 4) <= max(changed) <= band.high.exact
        # An end that nothing becomes is open.
        assert band.low_open is (band.low.exact not in changed)
        assert band.high_open is (band.high.exact not in changed)

    becomes(one.at_least(Fraction(fen)), lambda amount: max(amount, fen))
    becomes(one.at_most(Fraction(fen)), lambda amount: min(amount, fen))
    becomes(one.less(Fraction(fen)), lambda amount: max(amount - fen, 0))
    half = one.scaled(Fraction(1, 2))
    assert (half.low.exact, half.high.exact) == (one.low.exact / 2, one.high.exact / 2)
    assert (half.low_open, half.high_open) == (one.low_open, one.high_open)
    both = one + other
    assert both.low_open is (one.low_open or other.low_open)
    lowest = one.lowest(other)
    assert min(amounts(lowest)) == min(min(amounts(one)), min(amounts(other)))
    assert max(amounts(lowest)) == min(max(amounts(one)), max(amounts(other)))


def test_nothing_is_left_of_no_units():
    assert stated(Interval(Fraction(1), Fraction(2), True, True), NOTHING) == NO_CHARGE
    assert stated(Interval(Fraction(1), Fraction(2)), at(3)) == Band(at(3), at(6))
    assert Band(at(1), at(2), True, True).scaled(Fraction(0)) == NO_CHARGE
