"""Signs are exact in one number, and never claimed where they fail."""

from fractions import Fraction

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from penaltybench.proof.box import Span, decimal_between, ends
from penaltybench.proof.reckon import Values, amount
from penaltybench.proof.signs import never_negative, offending_points
from penaltybench.proof.slopes import FALLING, FLAT, RISING, slope
from penaltybench.proof.term import (
    Floor,
    Greatest,
    Least,
    constant,
    number,
    of_atom,
    product,
)

X = number("x", whole=False)
Y = number("y", whole=False)
N = number("n", whole=True)
ZERO_UP = Span(Fraction(0), None)


def boxed(low, high, **keys):
    return {"x": Span(Fraction(low), None if high is None else Fraction(high), **keys)}


@pytest.mark.parametrize(
    ("term", "box", "strict", "holds"),
    [
        (X, boxed(0, None), False, True),
        (X, boxed(0, None), True, False),
        (X, boxed(0, None, low_open=True), True, True),
        (X - constant(1), boxed(1, None), False, True),
        (constant(5) - X, boxed(0, 5), False, True),
        (constant(5) - X, boxed(0, 5), True, False),
        (constant(5) - X, boxed(0, 5, high_open=True), True, True),
        (constant(5) - X, boxed(0, 6), False, False),
        (constant(5) - X, boxed(0, None), False, False),
        (of_atom(Greatest((X, constant(3)))) - constant(3), boxed(0, None), False, True),
        (of_atom(Least((X, constant(3)))) - constant(3), boxed(0, None), False, False),
        (of_atom(Least((X * Fraction(2), constant(9)))) - X, boxed(0, 9), False, True),
        (of_atom(Least((X * Fraction(2), constant(9)))) - X, boxed(0, 10), False, False),
    ],
)
def test_one_number_is_decided(term, box, strict, holds):
    assert never_negative(term, box, strict=strict) is holds


def test_whole_numbers_pass_over_what_lies_between_them():
    # Negative between 2 and 3 only.
    for one, holds in ((N, True), (X, False)):
        term = of_atom(Greatest((constant(2) - one, one - constant(3))))
        box = {"n": Span(Fraction(0), None, whole=True), "x": ZERO_UP}
        assert never_negative(term, box) is holds


def test_several_numbers_by_what_cancels():
    box = {"x": ZERO_UP, "y": ZERO_UP}
    more = of_atom(Greatest((X * Fraction(3), Y)))
    less = of_atom(Greatest((X * Fraction(2), Y)))
    assert never_negative(more - less, box) is True
    assert never_negative(less - more, box) is None
    assert never_negative(product(X, Y), box) is True


def test_offending_points_are_in_the_box_and_offend():
    box = {"x": Span(Fraction(0), Fraction(10), high_open=True), "y": ZERO_UP}
    for term in (constant(9) - X, constant(5) - X - Y, of_atom(Least((X, Y))) - constant(2)):
        points = list(offending_points(term, box))
        assert points
        for point in points:
            assert all(point[name] in box[name] for name in point)
            assert amount(term, Values({}, point)) < 0


TERMS = st.deferred(
    lambda: (
        st.integers(-9, 9).map(constant)
        | st.just(X)
        | st.just(N)
        | st.tuples(TERMS, TERMS).map(lambda pair: pair[0] + pair[1])
        | st.tuples(TERMS, st.fractions(-3, 3, max_denominator=3)).map(lambda p: p[0] * p[1])
        | st.lists(TERMS, min_size=2, max_size=3).map(lambda ts: of_atom(Greatest(tuple(ts))))
        | st.lists(TERMS, min_size=2, max_size=3).map(lambda ts: of_atom(Least(tuple(ts))))
        | TERMS.map(lambda term: of_atom(Floor(term)))
    )
)
VALUES = st.integers(0, 20).map(lambda n: Fraction(n, 2))


@given(TERMS, VALUES, st.integers(0, 10), st.booleans())
def test_a_sign_that_is_claimed_holds(term, x, n, strict):
    box = {"x": Span(Fraction(0), Fraction(10)), "n": Span(Fraction(0), Fraction(10), whole=True)}
    result = amount(term, Values({}, {"x": x, "n": Fraction(n)}))
    low, high = ends(term, box)
    assert low is None or low <= result
    assert high is None or result <= high
    claimed = never_negative(term, box, strict=strict)
    event(str(claimed))
    if claimed is True:
        assert result > 0 if strict else result >= 0
    for way in (slope(term, "x", box),):
        later = amount(term, Values({}, {"x": x + 1, "n": Fraction(n)}))
        if way == FLAT:
            assert later == result
        elif way == RISING:
            assert later >= result
        elif way == FALLING:
            assert later <= result


@given(VALUES, VALUES)
def test_a_decimal_is_found_between_two_numbers(one, other):
    low, high = sorted((one, other))
    found = decimal_between(low, high)
    assert (found is None) == (low == high)
    assert found is None or low < found < high
