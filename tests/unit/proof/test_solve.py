"""The solver's answers: a case as values of facts, none, or the reason why it is open."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from penaltybench.condition import parse_test
from penaltybench.proof.question import LIMIT, Question
from penaltybench.proof.term import Holds, all_of, below, constant, number, product, sign
from penaltybench.ruleset.published import Fact
from penaltybench.text import same
from penaltybench.values import FactType

solve = pytest.importorskip("penaltybench.proof.solve")
SOLVER = solve.Z3Solver(10.0)


def fact(name, type_, **keys):
    return Fact(name, type_, same(name), **keys)


FACTS = {
    "value": fact("value", FactType.MONEY),
    "cases": fact("cases", FactType.INTEGER),
    "area": fact("area", FactType.DECIMAL),
    "harm": fact("harm", FactType.ENUM, values={"none": same("none"), "grave": same("grave")}),
    "corrected": fact("corrected", FactType.BOOLEAN),
    "found_on": fact("found_on", FactType.DATE),
}


def holding(name, source):
    type_ = FACTS[name].type
    return Holds(name, parse_test(type_, source, tuple(FACTS[name].values)))


@pytest.mark.parametrize(
    ("name", "source", "value"),
    [
        ("value", "5,000元", 500_000),
        ("cases", "(3..5)", 4),
        ("area", "0.25", Decimal("0.25")),
        ("harm", "not(none)", "grave"),
        ("corrected", "true", True),
        ("found_on", "2024-02-29", dt.date(2024, 2, 29)),
    ],
)
def test_a_model_is_values_of_facts(name, source, value):
    answer = SOLVER.ask(Question({name: FACTS[name]}, holding(name, source)))
    assert answer.exists is True
    assert answer.values == {name: value}


@pytest.mark.parametrize(
    ("name", "sources"),
    [("value", ["< 0元"]), ("cases", ["> 3", "< 4"]), ("harm", ["not(none, grave)"])],
)
def test_no_case_is_an_answer(name, sources):
    formula = all_of(holding(name, source) for source in sources)
    assert SOLVER.ask(Question({name: FACTS[name]}, formula)).exists is False


def test_a_word_that_the_fact_lacks_is_never_met():
    lacking = Holds("harm", parse_test(FactType.ENUM, "other", ("none", "grave", "other")))
    assert SOLVER.ask(Question({"harm": FACTS["harm"]}, lacking)).exists is False


def test_a_decimal_is_one_that_can_be_written():
    area = number("area", whole=False)
    third = all_of([sign(area * Fraction(3) - constant(1)), below(area * Fraction(3), constant(2))])
    answer = SOLVER.ask(Question({"area": FACTS["area"]}, third))
    assert answer.values is not None
    assert Decimal(1) / 3 <= answer.values["area"] < Decimal(2) / 3
    exactly = all_of(
        [sign(area * Fraction(3) - constant(1)), sign(constant(1) - area * Fraction(3))]
    )
    answer = SOLVER.ask(Question({"area": FACTS["area"]}, exactly))
    assert answer.exists is None
    assert answer.values is None
    assert "decimal" in answer.reason.en


def test_the_time_limit_leaves_a_question_open():
    names = [f"n{index}" for index in range(6)]
    facts = {name: fact(name, FactType.INTEGER) for name in names}
    terms = [number(name, whole=True) for name in names]
    cubes = [product(product(one, one), one) for one in terms]
    # Whole numbers of which the cubes of two are that of a third: there are none, which is hard.
    equal = cubes[0] + cubes[1] - cubes[2]
    formula = all_of(
        [sign(equal), sign(equal * Fraction(-1)), *(below(constant(0), one) for one in terms[:3])]
    )
    answer = solve.Z3Solver(0.05).ask(Question(facts, formula))
    assert answer.exists is None
    assert answer.reason == LIMIT


def test_the_same_question_has_the_same_answer():
    question = Question({"value": FACTS["value"]}, holding("value", "> 1万元"))
    assert SOLVER.ask(question) == SOLVER.ask(question)
