"""Terms are equal where they are the same linear expression, and formulas fold what is certain."""

from fractions import Fraction

from penaltybench.proof.reckon import Values, amount, numbers_in, truth, variables_in
from penaltybench.proof.term import (
    FALSE,
    TRUE,
    Greatest,
    Least,
    all_of,
    any_of,
    at_most,
    below,
    ceiling,
    choice,
    constant,
    exactly_one,
    floor,
    negation,
    number,
    of_atom,
    only,
    product,
    sign,
)

X, Y = number("x", whole=True), number("y", whole=False)
HALF = Fraction(1, 2)


def at(**numbers):
    return Values({}, {name: Fraction(value) for name, value in numbers.items()})


def test_what_two_terms_share_cancels():
    assert (X * Fraction(3) + Y) - (Y + X * Fraction(2)) == X
    assert constant(0) == (X - X)
    assert X + Y == Y + X
    assert hash(X + Y) == hash(Y + X)


def test_a_product_is_multiplied_out():
    assert product(X + constant(2), Y) - product(X, Y) == Y * Fraction(2)
    assert product(X, Y) == product(Y, X)
    assert product(X, constant(3)) == X * Fraction(3)
    assert amount(product(X + constant(1), X), at(x=4)) == 20


def test_what_is_whole_comes_out_of_the_next_whole_number():
    assert floor(X + constant(HALF)) == X
    assert ceiling(X + constant(HALF)) == X + constant(1)
    assert floor(X * HALF) != X * HALF
    assert amount(floor(X * HALF), at(x=5)) == 2
    assert amount(ceiling(X * HALF), at(x=5)) == 3
    assert amount(ceiling(Y), at(y=Fraction(21, 10))) == 3


def test_greatest_least_and_choice():
    term = of_atom(Greatest((X, constant(3)))) + of_atom(Least((X, constant(3))))
    assert amount(term, at(x=7)) == 10
    chosen = choice([(below(X, constant(5)), constant(1))], constant(2))
    assert [amount(chosen, at(x=x)) for x in (4, 5)] == [1, 2]
    assert choice([(FALSE, X)], Y) == Y
    assert choice([(TRUE, X)], Y) == X
    assert choice([(below(X, constant(5)), Y)], Y) == Y


def test_formulas_fold_what_is_certain():
    assert at_most(constant(1), constant(1)) == TRUE
    assert below(constant(1), constant(1)) == FALSE
    assert sign(constant(-1)) == FALSE
    assert all_of([TRUE, TRUE]) == TRUE
    assert all_of([at_most(X, Y), FALSE]) == FALSE
    assert any_of([at_most(X, Y), TRUE]) == TRUE
    assert negation(negation(at_most(X, Y))) == at_most(X, Y)
    assert all_of([at_most(X, Y), at_most(X, Y)]) == at_most(X, Y)


def test_exactly_one_and_only():
    parts = [below(constant(0), X), below(constant(5), X)]
    one, first = exactly_one(parts), only(parts, 0)
    assert [truth(one, at(x=x)) for x in (0, 3, 7)] == [False, True, False]
    assert [truth(first, at(x=x)) for x in (0, 3, 7)] == [False, True, False]


def test_which_variables_are_read():
    inner = choice([(below(Y, constant(1)), X)], constant(0))
    assert numbers_in(inner) == {"x"}
    assert variables_in(below(inner, constant(3))) == {"x", "y"}
