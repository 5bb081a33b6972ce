"""PB0440: neighbouring tiers whose fines are far apart."""

import pytest
from made import STATUTES, VIOLATION, flag, harm, row, ruleset, schedule

from penaltybench.checks.jumps import check_jumps
from penaltybench.checks.layout import Layout
from penaltybench.checks.survey import Survey
from penaltybench.testing import library_of

VALUE = {"type": "money", "label": {"zh": "货值", "en": "value"}, "worse": "higher"}
ALLOWS = {"fine": {"max": "1亿元"}}


def jumps(*rows, facts=None, allows=ALLOWS, **table):
    made = schedule(*rows, allows=allows)
    made["tiers"] |= table
    tree = ruleset(facts=facts or {"value": VALUE}, schedules=[made])
    standard = library_of(STATUTES, tree).standard(VIOLATION)
    return [f.message.en for f in check_jumps(Survey(Layout(standard.latest, standard)))]


def pair(below: str, above: str, grades=("lenient", "severe")):
    return [
        row("small", grades[0], below, value="< 1万元"),
        row("large", grades[1], above, value=">= 1万元"),
    ]


@pytest.mark.parametrize(
    ("heavy", "found"), [("[3,000元..9,000元]", 0), ("[3,000.01元..9,000元]", 1), ("9,000元", 1)]
)
def test_more_than_three_times_is_a_jump(heavy, found):
    assert len(jumps(*pair("[500元..1,000元]", heavy))) == found


def test_the_order_of_rows_does_not_matter():
    small, large = pair("[500元..1,000元]", "9,000元")
    assert jumps(small, large) == jumps(large, small)


def test_lighter_for_more_is_a_jump_too():
    (message,) = jumps(*pair("9,000元", "[500元..1,000元]", ("severe", "lenient")))
    assert message.index("“large”") < message.index("“small”")


def test_a_tier_without_penalty_is_left_out():
    exempt = {"id": "none", "grade": "exempt", "when": {"value": "< 1万元"}}
    assert jumps(exempt, row("large", "severe", "9,000元", value=">= 1万元")) == []


def test_tiers_that_do_not_touch_are_no_neighbours():
    first, last = pair("1,000元", "1万元")
    last["when"] = {"value": ">= 5万元"}
    middle = row("middle", "ordinary", "3,000元", value="[1万元..5万元)")
    assert len(jumps(first, middle, last)) == 1


def test_other_facts_must_be_able_to_agree():
    facts = {"value": VALUE, "corrected": flag("改正")}
    first, last = pair("1,000元", "9,000元")
    first["when"]["corrected"], last["when"]["corrected"] = "true", "false"
    assert jumps(first, last, facts=facts) == []
    last["when"]["corrected"] = "true"
    assert len(jumps(first, last, facts=facts)) == 1


def test_words_are_in_order_if_one_is_worse():
    rows = [
        row("none", "lenient", "1,000元", harm="none"),
        row("minor", "ordinary", "3,000元", harm="minor"),
        row("serious", "severe", "9,001元", harm="serious"),
    ]
    (message,) = jumps(*rows, facts={"harm": harm()})
    assert "“serious”" in message
    assert "“minor”" in message
    unordered = harm()
    del unordered["worse"]
    assert jumps(*rows, facts={"harm": unordered}) == []


def test_multiples_are_compared_where_the_tiers_touch():
    large = row("large", "severe", value=">= 1万元")
    large["fine"] = {"times_of": "value", "range": "[2..5]"}
    for amount, found in (("6,000元", 1), ("7,000元", 0)):
        small = row("small", "lenient", amount, value="< 1万元")
        assert len(jumps(small, large)) == found


def test_a_row_that_is_masked_has_no_neighbour():
    rows = [
        row("all", "lenient", "1,000元", value=">= 0元"),
        row("large", "severe", "9,000元", value=">= 1万元"),
    ]
    assert jumps(*rows, hit="first") == []
    first, last = rows
    first["when"] = {"value": "< 1万元"}
    assert len(jumps(first, last | {"when": {}}, hit="first")) == 1
