"""Which questions a small ruleset asks: only what can change the result."""

import pytest
from made import STATUTES, case, circumstance, fined, flag, harm, row, ruleset, schedule

from penaltybench.diagnostics import CaseError
from penaltybench.questions import Leaf, rank_questions
from penaltybench.testing import library_of

BOTH = {"a": flag("甲"), "b": flag("乙"), "c": flag("丙")}


def by_points(**keys):
    """Return a ruleset by two factors, ``a`` with half of the maximum and ``b`` with a fifth."""
    table = schedule()
    del table["tiers"]
    factors = [
        {"fact": "a", "scale": {"true": "50%", "false": "0%"}},
        {"fact": "b", "scale": {"true": "20%", "false": "0%"}},
    ]
    points = {"start": "10%", "method": "total_of_maximum", "factors": factors}
    return ruleset(facts=BOTH, schedules=[table | {"points": points}], **keys)


def result_of(tree, **keys):
    return library_of(STATUTES, tree).recommend(case(**keys)).principal


def asked(result) -> list[str]:
    return [question.id for question in result.questions]


def test_factors_are_asked_for_the_one_that_narrows_most_first():
    result = result_of(by_points())
    assert asked(result) == ["a", "b"]
    assert (str(result.fine.low), str(result.fine.high)) == ("1,000元", "8,000元")


@pytest.mark.parametrize("effect", ["mitigated", "severe"])
def test_factors_are_not_asked_for_where_a_circumstance_fixes_the_amount(effect):
    two = [circumstance(name, effect) for name in ("one", "two")]
    tree = by_points(circumstances=two, weighing={"two_or_more": "bound"})
    result = result_of(tree, circumstances=["one", "two"])
    assert (result.status, asked(result)) == ("determined", [])


def test_the_condition_of_a_cap_that_never_binds_is_not_asked_for():
    never = {"at": "maximum", "label": "上限", "unless": {"c": "true"}}
    assert asked(result_of(by_points(cap=never))) == ["a", "b"]
    binding = never | {"at": "20% of maximum"}
    assert set(asked(result_of(by_points(cap=binding)))) == {"a", "b", "c"}


def test_a_base_is_asked_for_and_not_what_merely_stands_beside_it():
    goods = {"type": "money", "label": "货值"}
    only = row("only") | {"fine": {"share": "[0%..50%]"}}
    allows = {"fine": {"times_of": "goods", "min": "1", "max": "2"}}
    tree = ruleset(
        facts={"goods": goods, "c": flag("丙")},
        schedules=[schedule(only, allows=allows)],
        cap={"at": "maximum", "label": "上限", "unless": {"c": "true"}},
    )
    assert asked(result_of(tree)) == ["goods"]


def test_of_the_dates_behind_a_derived_fact_only_the_missing_one_is_asked_for():
    facts = {
        "born": {"type": "date", "label": "出生日期"},
        "age": {
            "type": "integer",
            "label": "年龄",
            "derive": {"years": ["born", "conduct_start"]},
        },
    }
    rows = [
        row("young", "lenient", "1,000元", age="< 18"),
        row("grown", "ordinary", "2,000元", age=">= 18"),
    ]
    tree = ruleset(facts=facts, schedules=[schedule(*rows)])
    assert asked(result_of(tree)) == ["born"]
    assert result_of(tree, facts={"born": "2008-03-01"}).tier.id == "grown"
    assert result_of(tree, facts={"born": "2008-03-02"}).tier.id == "young"


def test_where_one_cancels_one_all_of_a_kind_are_counted():
    """Two for the party are certain; three unknown ones against it can outweigh them."""
    against = [circumstance(name, "severe") for name in ("x", "y", "z")]
    for_party = [circumstance(name, "lenient", when={"harm": "none"}) for name in ("a", "b")]
    tree = ruleset(circumstances=[*for_party, *against], weighing={"conflict": "offset"})
    result = result_of(tree, facts={"harm": "none"}, circumstances=None)
    assert asked(result) == ["x", "y", "z"]
    assert (str(result.fine.low), str(result.fine.high)) == ("1,000元", "3,000元")
    assert [grade.value for grade in result.grades] == ["lenient", "ordinary"]


def test_findings_that_no_fact_agrees_with_are_refused():
    two = [
        circumstance("harmless", "lenient", when={"harm": "none"}),
        circumstance("harmful", "severe", when={"harm": "not(none)"}),
    ]
    with pytest.raises(CaseError) as caught:
        result_of(ruleset(circumstances=two), circumstances=["harmless", "harmful"])
    assert [fault.code for fault in caught.value.diagnostics] == ["PB0307"]


def test_a_fact_of_which_every_value_comes_to_the_same_is_not_asked_for():
    rows = [row("a", "ordinary", "2,000元", harm="none, minor, serious")]
    tree = ruleset(facts={"harm": harm(), **BOTH}, schedules=[schedule(*rows)])
    assert (result_of(tree).status, asked(result_of(tree))) == ("determined", [])
    assert asked(result_of(fined("2,000元"))) == []


def test_the_question_whose_answer_leaves_the_narrowest_range_comes_first():
    leaves = [
        Leaf({"wide": "yes", "narrow": "yes"}, 0, 10),
        Leaf({"wide": "yes", "narrow": "no"}, 90, 100),
        Leaf({"wide": "no", "narrow": "yes"}, 0, 20),
        Leaf({"wide": "no", "narrow": "no"}, 80, 100),
    ]
    assert rank_questions(["wide", "narrow"], leaves) == ("narrow", "wide")
    assert rank_questions(["narrow", "wide", "narrow"], leaves) == ("narrow", "wide")


def test_where_a_question_did_not_come_up_its_answer_narrows_nothing():
    leaves = [Leaf({"first": "yes"}, 0, 0), Leaf({"first": "no", "second": "yes"}, 0, 50)]
    leaves.append(Leaf({"first": "no", "second": "no"}, 50, 100))
    assert rank_questions(["second", "first"], leaves) == ("first", "second")
    assert rank_questions([], leaves) == ()
