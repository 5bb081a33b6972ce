"""Rounding happens once, by the declared mode; open ends are not charged themselves."""

from fractions import Fraction

import pytest

from penaltybench.fees.band import Band
from penaltybench.fees.edge import BOUNDLESS, NOTHING, Edge
from penaltybench.fees.settle import at_lower_bound, rounded, settled
from penaltybench.ruleset.models import Rounding


def by(unit, mode="half_up"):
    return Rounding.model_validate({"unit": unit, "mode": mode})


def band(low, high, low_open=False, high_open=False):
    return Band(Edge(Fraction(low)), Edge(Fraction(high)), low_open, high_open)


@pytest.mark.parametrize(
    ("amount", "mode", "exact", "above", "below"),
    [
        (250, "down", 200, 200, 200),
        (250, "up", 300, 300, 300),
        (250, "half_up", 300, 300, 200),
        (250, "half_even", 200, 300, 200),
        (300, "down", 300, 300, 200),
        (300, "up", 300, 400, 300),
        (300, "half_up", 300, 300, 300),
        (0, "up", 0, 100, 0),
        (0, "down", 0, 0, 0),
    ],
)
def test_what_is_only_approached_is_rounded_to_its_limit(amount, mode, exact, above, below):
    rule = by("1元", mode)
    sides = [rounded(Edge(Fraction(amount), side), rule) for side in (0, 1, -1)]
    assert sides == [exact, above, below]


@pytest.mark.parametrize(
    ("of", "unit", "expected"),
    [
        (band(3500, 8400), "0.01元", (3500, 8400)),
        (band(3500, 8400, True, True), "0.01元", (3501, 8399)),
        (band(3500, 8400, True, True), "1元", (3600, 8300)),
        (band(3550, 8450), "1元", (3600, 8500)),
        # No whole yuan lies inside: what does is rounded.
        (band(3510, 3540, True, True), "1元", (3500, 3500)),
        (band(3560, 3590, True), "1元", (3600, 3600)),
        (band(3560, 3590, False, True), "1元", (3600, 3600)),
        (band(3510, 3590, True, True), "1元", (3500, 3600)),
    ],
)
def test_ends_are_rounded_and_open_ones_are_left_out(of, unit, expected):
    assert settled(of, by(unit)) == expected


def test_no_upper_limit():
    assert settled(Band(Edge(Fraction(50)), BOUNDLESS), by("0.01元")) == (50, None)
    assert settled(Band(BOUNDLESS, BOUNDLESS), by("0.01元"))[1] is None


@pytest.mark.parametrize(
    ("of", "unit", "expected"),
    [
        (band(3500, 8400), 100, 3500),
        (band(3550, 8400), 100, 3550),
        (band(3500, 8400, True), 1, 3501),
        (band(3500, 8400, True), 100, 3600),
        (band(3550, 8400, True), 100, 3600),
        (band(3500, 3550, True), 100, 3501),
        (band(3500, 3600, True, True), 100, 3501),
        (band(0, 100, True), 1, 1),
        (band("1/4", "1/2", True), 1, "1/4"),
    ],
)
def test_the_lower_bound_or_the_smallest_unit_above_it(of, unit, expected):
    low = at_lower_bound(of, unit)
    assert low == Band(Edge(Fraction(expected)), Edge(Fraction(expected)))


def test_the_lower_bound_of_what_is_only_approached():
    high = Edge(Fraction(8400), -1)
    below = at_lower_bound(Band(Edge(Fraction(3500), -1), high, True), 100)
    assert below.low == Edge(Fraction(3500))
    above = at_lower_bound(Band(Edge(Fraction(3500), 1), high, True), 100)
    assert above.low == Edge(Fraction(3600))
    assert at_lower_bound(Band(BOUNDLESS, BOUNDLESS, True), 100).low == BOUNDLESS
    assert at_lower_bound(Band(NOTHING, NOTHING), 100).low == NOTHING
