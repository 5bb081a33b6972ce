"""Unknown facts: the range that is possible, what is asked and what is not."""

import pytest
from fee_trees import FACTS, assess, charged, item, policy

from penaltybench.fees import possible


def rows(*whens, **keys):
    """Return an item whose rows cost 10 yuan, 20 yuan, and so on."""
    drawn = [
        {"id": f"r{n}", "when": when, "charge": {"amount": f"{n}0元"}}
        for n, when in enumerate(whens, start=1)
    ]
    return item(standard={"rows": drawn, **keys})


def summary(got):
    ends = [None if end is None else str(end).removesuffix("元") for end in (got.low, got.high)]
    return got.status, *ends, [question.id for question in got.questions]


BY_KIND = rows({"kind": "property"}, {"kind": "divorce"}, {"kind": "other"})


def test_rows_by_what_is_known():
    assert summary(assess(BY_KIND, kind="divorce")) == ("due", "20", "20", [])
    assert summary(assess(BY_KIND)) == ("undetermined", "10", "30", ["kind"])
    assert assess(BY_KIND).row is None
    assert [row.id for row in assess(BY_KIND).rows] == ["r1", "r2", "r3"]


def test_gaps_and_conflicts():
    gap = rows({"kind": "property"})
    assert summary(assess(gap, kind="other")) == ("gap", None, None, [])
    assert "没有适用的标准" in assess(gap, kind="other").explain("zh")
    assert summary(assess(gap)) == ("undetermined", "10", "10", ["kind"])
    assert "maybe no standard applies" in assess(gap).reason.en
    both = rows({"kind": "property"}, {"small": "true"})
    got = assess(both, kind="property", small=True)
    assert summary(got) == ("conflict", None, None, [])
    assert "“r1”、“r2”同时符合" in got.reason.zh
    assert "maybe several rows" in assess(both, kind="property").reason.en
    first = rows({"kind": "property"}, {"small": "true"}, hit="first")
    assert summary(assess(first, kind="property")) == ("due", "10", "10", [])
    assert summary(assess(first, kind="other")) == ("undetermined", "20", "20", ["small"])


def test_what_cannot_change_the_amount_is_not_asked():
    same = item(
        standard={
            "rows": [
                {"id": "a", "when": {"small": "true"}, "charge": {"amount": "10元"}},
                {"id": "b", "when": {"small": "false"}, "charge": {"amount": "10元"}},
            ]
        }
    )
    got = assess(same)
    assert summary(got) == ("due", "10", "10", [])
    assert got.row is None
    assert "不影响金额" in got.explain("zh")
    exempt = {"id": "e", "label": "免", "when": {"poor": "true"}, "exempt": "true"}
    tree = BY_KIND | {"reductions": [exempt]}
    assert summary(assess(tree, poor=True)) == ("due", "0", "0", [])
    assert summary(assess(tree, poor=False)) == ("undetermined", "10", "30", ["kind"])
    assert summary(assess(tree)) == ("undetermined", "0", "30", ["kind", "poor"])


@pytest.mark.parametrize(
    ("charge", "domain", "low", "high"),
    [
        ({"per": "area", "rate": "3元"}, "> 0", "0", None),
        ({"per": "area", "rate": "3元"}, "[2..10]", "6", "30"),
        ({"per": "area", "rate": "3元", "started": "whole"}, "> 0", "3", None),
        ({"per": "area", "rate": "3元", "started": "whole"}, "(2..10)", "9", "30"),
        ({"per": "area", "rate": "3元", "started": "full"}, "(2..10)", "6", "27"),
        ({"per": "area", "rate": "3元", "beyond": "5"}, "[2..10]", "0", "15"),
        (
            {"per": "area", "rate": "3元", "at_least": "9元", "at_most": "21元"},
            "[2..10]",
            "9",
            "21",
        ),
        ({"per": "area", "rate": "[1元..3元]"}, "[2..10]", "2", "30"),
        ({"per": "area", "rate": "3元"}, "not(5)", "0", None),
        ({"per": "area", "rate": "3元"}, ">= -10", "0", None),
    ],
)
def test_a_base_is_taken_at_its_ends(charge, domain, low, high):
    tree = charged(charge)
    tree["facts"] = FACTS | {"area": FACTS["area"] | {"domain": domain}}
    assert summary(assess(tree)) == ("undetermined", low, high, ["area"])


def test_a_base_that_a_condition_cuts_keeps_the_ends_of_its_part():
    tree = item(
        standard={
            "rows": [
                {"id": "small", "when": {"area": "< 10"}, "charge": {"per": "area", "rate": "2元"}},
                {"id": "large", "when": {"area": ">= 10"}, "charge": {"amount": "15元"}},
            ]
        },
        rounding={"unit": "0.01元", "mode": "down"},
    )
    # Just below ten, what is not quite twenty yuan is rounded down.
    assert summary(assess(tree)) == ("undetermined", "0", "19.99", ["area"])
    fixed = charged({"per": "area", "rate": "2元", "at_least": "30元", "at_most": "30元"})
    assert summary(assess(fixed)) == ("due", "30", "30", [])


def test_of_a_product_only_what_is_unknown_is_asked():
    tree = charged({"per": ["area", "days"], "rate": "1元"}, {"percent_of": "claim", "rate": "1%"})
    assert summary(assess(tree, area=3, claim=100)) == ("undetermined", "4", None, ["days"])
    assert summary(assess(tree, days=2)) == ("undetermined", "0", None, ["area", "claim"])
    bounded = charged({"per": ["area", "days"], "rate": "1元", "at_least": "9元", "at_most": "9元"})
    assert summary(assess(bounded)) == ("due", "9", "9", [])


def test_a_standard_that_is_never_the_lowest_asks_nothing():
    top = charged({"amount": "5元"}, name="x.top")
    own = charged(
        {"per": "days", "rate": "9元"}, refines="x.top", fee_policy=policy(standard="lowest")
    )
    assert summary(assess(own, top)) == ("due", "5", "5", [])
    # Nor does it where the lowest one is open itself.
    top = charged({"per": "area", "rate": "1元", "at_most": "8元"}, name="x.top")
    assert summary(assess(own, top)) == ("undetermined", "0", "8", ["area"])


def test_what_reduces_an_unlimited_amount_is_asked():
    half = {"id": "h", "label": "半", "when": {"small": "true"}, "by": "50%"}
    more = {"id": "m", "label": "减", "when": {"poor": "true"}, "by": "30%"}
    tree = charged(
        {"per": "area", "rate": "3元"},
        reductions=[half, more],
        fee_policy=policy(reductions="largest"),
    )
    assert summary(assess(tree)) == ("undetermined", "0", None, ["small", "poor", "area"])
    # Where half is taken off, the smaller reduction changes nothing.
    assert summary(assess(tree, small=True)) == ("undetermined", "0", None, ["area"])
    assert summary(assess(tree, small=False)) == ("undetermined", "0", None, ["poor", "area"])


def test_questions_about_the_row_come_before_those_about_reductions_and_bases():
    half = {"id": "h", "label": "半", "when": {"small": "true"}, "by": "50%"}
    tree = item(
        standard={
            "rows": [
                {"id": "a", "when": {"kind": "other"}, "charge": {"per": "days", "rate": "1元"}},
                {"id": "b", "when": {"kind": "not(other)"}, "charge": {"amount": "7元"}},
            ]
        },
        reductions=[half],
    )
    got = assess(tree)
    assert summary(got) == ("undetermined", "0.50", None, ["kind", "small", "days"])
    question = got.questions[0]
    assert (question.type, question.label.en, len(question.values)) == ("enum", "kind", 3)


def test_instead_of_a_derived_fact_its_date_is_asked():
    tree = charged({"per": "years", "rate": "10元"})
    tree["facts"] = {
        "born": {"type": "date", "label": "出生之日"},
        "years": {
            "type": "integer",
            "label": "周岁",
            "domain": "[0..200]",
            "derive": {"years": ["born", "charged_on"]},
        },
    }
    assert summary(assess(tree)) == ("undetermined", "0", "2,000", ["born"])
    assert summary(assess(tree, born="2000-06-02")) == ("due", "190", "190", [])


def test_too_many_combinations_exclude_nothing(monkeypatch):
    monkeypatch.setattr(possible, "MAX_LEAVES", 2)
    got = assess(BY_KIND)
    assert summary(got) == ("undetermined", "0", None, ["kind"])
    assert not got.exhaustive
    assert "too many facts are unknown" in got.reason.en
    assert got.to_dict()["exhaustive"] is False
