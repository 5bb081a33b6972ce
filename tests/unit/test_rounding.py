from fractions import Fraction

import pytest

from penaltybench.interval import Interval
from penaltybench.rounding import Settled, settle
from penaltybench.ruleset.models import Rounding

MODES = ("down", "up", "half_up", "half_even")


def rounding(unit=100, mode="down"):
    return Rounding(unit=unit, mode=mode)


def settled(low, high, *, unit=100, mode="down", suggest="middle", pin=None, low_open=False,
            high_open=False, inside=None):  # fmt: skip
    band = Interval(Fraction(low), Fraction(high), low_open, high_open)
    envelope = (
        Interval(*map(Fraction, inside)) if inside else Interval(Fraction(0), Fraction(10**9))
    )
    found = settle(band, envelope, rounding(unit, mode), suggest, pin)
    return found.low, found.high, found.suggested


@pytest.mark.parametrize(
    ("fen", "down", "up", "half_up", "half_even"),
    [
        (1000, 1000, 1000, 1000, 1000),
        (1001, 1000, 1100, 1000, 1000),
        (1049, 1000, 1100, 1000, 1000),
        (1050, 1000, 1100, 1100, 1000),
        (1051, 1000, 1100, 1100, 1100),
        (1150, 1100, 1200, 1200, 1200),
        (1199, 1100, 1200, 1200, 1200),
        (Fraction(3149, 3), 1000, 1100, 1000, 1000),
        (Fraction(3151, 3), 1000, 1100, 1100, 1100),
    ],
)
def test_a_point_is_rounded_as_declared(fen, down, up, half_up, half_even):
    expected = dict(zip(MODES, (down, up, half_up, half_even), strict=True))
    for mode, amount in expected.items():
        assert settled(fen, fen, mode=mode) == (amount, amount, amount)


@pytest.mark.parametrize("mode", MODES)
def test_the_ends_of_a_band_move_inwards_whatever_the_mode(mode):
    assert settled(1001, 1999, mode=mode)[:2] == (1100, 1900)
    assert settled(1000, 2000, mode=mode)[:2] == (1000, 2000)


def test_an_open_end_on_the_grid_is_not_included():
    assert settled(1000, 2000, low_open=True)[:2] == (1100, 2000)
    assert settled(1000, 2000, high_open=True)[:2] == (1000, 1900)
    assert settled(1000, 2000, low_open=True, high_open=True)[:2] == (1100, 1900)
    assert settled(1001, 1999, low_open=True, high_open=True)[:2] == (1100, 1900)
    assert settled(1000, 1001, unit=1, low_open=True)[:2] == (1001, 1001)


@pytest.mark.parametrize(
    ("suggest", "mode", "amount"),
    [
        ("low", "up", 1000),
        ("high", "down", 2000),
        ("middle", "down", 1500),
        ("middle", "up", 1500),
    ],
)
def test_a_point_of_the_band_is_suggested(suggest, mode, amount):
    assert settled(1000, 2000, mode=mode, suggest=suggest)[2] == amount


@pytest.mark.parametrize(("mode", "amount"), [("down", 1400), ("up", 1500), ("half_up", 1500)])
def test_the_middle_is_rounded_and_stays_in_the_band(mode, amount):
    assert settled(1000, 1900, mode=mode)[2] == amount
    # Of an open band too: the middle of (1000..1100] rounds down to an end that is not in it.
    assert settled(1000, 1100, low_open=True) == (1100, 1100, 1100)


def test_a_pin_leaves_one_end():
    assert settled(1001, 1999, pin="low") == (1100, 1100, 1100)
    assert settled(1001, 1999, pin="high", suggest="low") == (1900, 1900, 1900)
    assert settled(1000, 2000, pin="high", high_open=True) == (1900, 1900, 1900)


def test_a_band_without_a_whole_unit_is_its_middle_rounded():
    assert settled(1010, 1090, mode="down") == (1000, 1000, 1000)
    assert settled(1010, 1090, mode="up") == (1100, 1100, 1100)
    assert settled(1000, 1099, low_open=True, mode="down") == (1000, 1000, 1000)


@pytest.mark.parametrize("mode", MODES)
def test_rounding_never_leaves_the_statutory_range(mode):
    low, _, _ = settled(1050, 1050, mode=mode, inside=(1050, 2000))
    assert low == 1100
    high, _, _ = settled(1950, 1950, mode=mode, inside=(1050, 1950))
    assert high == 1900


@pytest.mark.parametrize("mode", MODES)
def test_where_no_unit_lies_in_the_range_fen_are_used(mode):
    low, high, suggested = settled(1020, 1060, mode=mode, inside=(1010, 1080))
    assert low == high == suggested
    assert 1010 <= low <= 1080
    assert settled(1040, 1040, mode=mode, inside=(1010, 1080)) in [
        (fen, fen, fen) for fen in (1010, 1040, 1080)
    ]


@pytest.mark.parametrize("mode", MODES)
def test_where_no_fen_lies_in_the_range_the_nearest_is_taken(mode):
    amount = Fraction(1, 4)
    low, high, _ = settled(amount, amount, unit=10_000, mode=mode, inside=(amount, amount))
    assert low == high
    assert low in (0, 1)


def test_fen_may_be_the_unit():
    assert settled(Fraction(7, 2), Fraction(7, 2), unit=1, mode="half_even") == (4, 4, 4)
    assert settled(Fraction(7, 2), Fraction(19, 2), unit=1) == (4, 9, 6)


def test_the_result_is_frozen():
    assert Settled(1, 2, 1) == Settled(1, 2, 1)
