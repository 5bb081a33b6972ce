import pytest

from penaltybench.interval import Interval

ENDS = [(low, high) for low in (False, True) for high in (False, True)]


@pytest.mark.parametrize(("low_open", "high_open"), ENDS)
def test_an_open_end_is_not_included(low_open, high_open):
    interval = Interval(1, 3, low_open, high_open)
    assert 2 in interval
    assert (1 in interval) is not low_open
    assert (3 in interval) is not high_open
    assert 0 not in interval
    assert 4 not in interval


def test_a_missing_end_is_no_bound():
    assert -(10**9) in Interval(None, 3)
    assert 10**9 in Interval(1, None, True)
    assert 1 not in Interval(1, None, True)
    assert 0 in Interval()


@pytest.mark.parametrize(
    ("interval", "empty"),
    [
        (Interval(1, 1), False),
        (Interval(1, 1, True), True),
        (Interval(1, 1, False, True), True),
        (Interval(2, 1), True),
        (Interval(1, 2, True, True), False),
        (Interval(None, 1, True, True), False),
        (Interval(1, None), False),
    ],
)
def test_empty(interval, empty):
    assert interval.is_empty is empty


@pytest.mark.parametrize(
    ("interval", "point"),
    [
        (Interval(1, 1), True),
        (Interval(1, 1, True, True), False),
        (Interval(1, 2), False),
        (Interval(None, 1), False),
        (Interval(), False),
    ],
)
def test_point(interval, point):
    assert interval.is_point is point


@pytest.mark.parametrize(
    ("one", "two", "common"),
    [
        (Interval(1, 5), Interval(3, 9), Interval(3, 5)),
        (Interval(1, 5, True), Interval(1, 5), Interval(1, 5, True)),
        (Interval(1, 5), Interval(1, 5, False, True), Interval(1, 5, False, True)),
        (Interval(None, 5), Interval(1, None, True), Interval(1, 5, True)),
        (Interval(), Interval(1, 2), Interval(1, 2)),
        (Interval(1, 2, True, True), Interval(0, 9), Interval(1, 2, True, True)),
        (Interval(1, 2), Interval(2, 3, True), Interval(2, 2, True)),
        (Interval(1, 2), Interval(3, 4), Interval(3, 2)),
    ],
)
def test_what_lies_in_both(one, two, common):
    assert one.meet(two) == common
    assert two.meet(one) == common
    for value in range(-1, 11):
        assert (value in common) is (value in one and value in two)
