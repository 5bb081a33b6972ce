import pytest

from penaltybench.condition import (
    ALWAYS,
    Condition,
    evaluate,
    fact_names,
    parse_test,
    unknown_facts,
)
from penaltybench.condition.evaluate import any_of
from penaltybench.values import FactType

BELOW = parse_test(FactType.MONEY, "< 1万元")
BAND = parse_test(FactType.MONEY, "[1万元..5万元)")
YES = parse_test(FactType.BOOLEAN, "true")
FIRST = parse_test(FactType.INTEGER, "0")


@pytest.mark.parametrize(
    ("test", "fen", "holds"),
    [
        (BELOW, 999_999, True),
        (BELOW, 1_000_000, False),
        (BAND, 999_999, False),
        (BAND, 1_000_000, True),
        (BAND, 4_999_999, True),
        (BAND, 5_000_000, False),
        (parse_test(FactType.MONEY, "<= 1万元"), 1_000_000, True),
        (parse_test(FactType.MONEY, "> 1万元"), 1_000_000, False),
        (parse_test(FactType.MONEY, "> 1万元"), 1_000_001, True),
        (parse_test(FactType.MONEY, ">= 1万元"), 999_999, False),
        (parse_test(FactType.MONEY, "not(1万元)"), 1_000_000, False),
        (parse_test(FactType.MONEY, "-"), 0, True),
    ],
)
def test_a_fen_on_either_side_of_a_threshold(test, fen, holds):
    assert test.holds(fen) is holds


ALL = Condition((("value", BELOW), ("corrected", YES)))
EITHER = Condition((), (Condition((("corrected", YES),)), Condition((("cases", FIRST),))))
BOTH = Condition((("value", BELOW),), EITHER.any)


@pytest.mark.parametrize(
    ("condition", "facts", "truth"),
    [
        (ALWAYS, {}, True),
        (ALL, {}, None),
        (ALL, {"value": 1, "corrected": True}, True),
        (ALL, {"value": 1, "corrected": False}, False),
        (ALL, {"value": 1}, None),
        (ALL, {"corrected": False}, False),
        (ALL, {"value": 1_000_000}, False),
        (EITHER, {}, None),
        (EITHER, {"corrected": True}, True),
        (EITHER, {"corrected": False}, None),
        (EITHER, {"cases": 0}, True),
        (EITHER, {"corrected": False, "cases": 1}, False),
        (BOTH, {"value": 1}, None),
        (BOTH, {"value": 1, "cases": 0}, True),
        (BOTH, {"value": 1_000_000}, False),
        (BOTH, {"cases": 0}, None),
        (BOTH, {"corrected": False, "cases": 1}, False),
        (Condition((), (ALWAYS, ALL)), {}, True),
    ],
)
def test_what_is_unknown_is_never_false(condition, facts, truth):
    assert evaluate(condition, facts) is truth


@pytest.mark.parametrize(
    ("truths", "truth"),
    [
        ([], False),
        ([False, False], False),
        ([False, None], None),
        ([None, True], True),
        ([True, None], True),
    ],
)
def test_one_of_several(truths, truth):
    assert any_of(truths) is truth


@pytest.mark.parametrize(
    ("condition", "facts", "names"),
    [
        (ALL, {}, ("value", "corrected")),
        (ALL, {"value": 1}, ("corrected",)),
        (ALL, {"corrected": False}, ()),
        (BOTH, {}, ("value", "corrected", "cases")),
        (BOTH, {"value": 1, "corrected": False}, ("cases",)),
        (BOTH, {"value": 1, "corrected": True}, ()),
        (Condition((("value", BELOW),), (ALL,)), {}, ("value", "corrected")),
    ],
)
def test_the_facts_that_a_condition_still_needs(condition, facts, names):
    assert unknown_facts(condition, facts) == names


def test_the_facts_that_a_condition_reads():
    assert fact_names(BOTH) == {"value", "corrected", "cases"}
    assert ALWAYS.is_always
    assert not EITHER.is_always
