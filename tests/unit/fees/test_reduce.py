"""Reductions: shares, amounts, exemptions; what they do together; what may be granted."""

import pytest
from fee_trees import assess, charged, policy


def reduction(name="r", **keys):
    return {"id": name, "label": {"zh": f"减免{name}", "en": f"relief {name}"}, **keys}


def due(amount, *reductions, rule="largest", discretionary=False, **facts):
    rules = policy(reductions=rule)
    if discretionary:
        rules |= policy(discretionary="lower_bound")
    tree = charged({"amount": amount}, reductions=list(reductions), fee_policy=rules)
    return assess(tree, **facts)


def amounts(got):
    assert got.status in ("due", "range")
    low, high = (str(end).removesuffix("元") for end in (got.low, got.high))
    return low if low == high else (low, high)


HALF, TWENTY, ALL = (
    reduction("h", by="50%"),
    reduction("t", less="20元"),
    reduction("a", exempt="true"),
)
MAY = reduction("m", by="50%", force="may")


@pytest.mark.parametrize(
    ("reductions", "rule", "expected", "taken"),
    [
        ([HALF], "largest", "50", ["h"]),
        ([TWENTY], "largest", "80", ["t"]),
        ([ALL], "largest", "0", ["a"]),
        ([HALF, TWENTY], "largest", "50", ["h"]),
        ([HALF, TWENTY], "successive", "30", ["h", "t"]),
        ([TWENTY, HALF], "successive", "40", ["t", "h"]),
        ([HALF, TWENTY], "added", "30", ["h", "t"]),
        ([HALF, reduction("u", by="60%")], "added", "0", ["h", "u"]),
        ([HALF, ALL], "largest", "0", ["a"]),
        ([ALL, HALF], "successive", "0", ["a"]),
        ([HALF, reduction("h2", by="50%")], "largest", "50", ["h"]),
        ([reduction("l", less="1,000元")], "successive", "0", ["l"]),
        ([reduction("n", by="0%")], "successive", "100", []),
        ([], "largest", "100", []),
        # What may be granted, and what is at least so much, leaves both ends open.
        ([MAY], "largest", ("50", "100"), ["m"]),
        ([HALF, MAY], "largest", "50", ["h"]),
        ([HALF, MAY], "successive", ("25", "50"), ["h", "m"]),
        ([reduction("r", by="[30%..100%]")], "largest", ("0", "70"), ["r"]),
        ([reduction("r", by="[30%..100%)")], "largest", ("0.01", "70"), ["r"]),
        ([reduction("r", by="(30%..60%]")], "largest", ("40", "69.99"), ["r"]),
        ([reduction("r", by="[30%..60%]", force="may")], "largest", ("40", "100"), ["r"]),
        ([reduction("r", exempt="true", force="may"), TWENTY], "added", ("0", "80"), ["r", "t"]),
    ],
)
def test_reductions_together(reductions, rule, expected, taken):
    got = due("100元", *reductions, rule=rule)
    assert amounts(got) == expected
    assert sorted(one.id for one in got.reductions) == sorted(taken)


def test_ranges_are_reduced_at_both_ends():
    assert amounts(due("[30元..100元]", HALF)) == ("15", "50")
    # At each end another reduction leaves least.
    got = due("[30元..100元]", HALF, TWENTY)
    assert amounts(got) == ("10", "50")
    assert [one.id for one in got.reductions] == ["h", "t"]
    assert amounts(due("(20元..30元]", TWENTY)) == ("0.01", "10")
    assert amounts(due("(10元..30元]", TWENTY)) == ("0", "10")


def test_the_lower_bound_is_reduced_and_what_may_be_granted_stays_open():
    assert amounts(due("[35元..84元]", HALF, discretionary=True)) == "17.50"
    got = due("[35元..84元]", MAY, discretionary=True)
    assert (got.status, amounts(got)) == ("range", ("17.50", "35"))
    assert amounts(due("(35元..84元]", HALF, discretionary=True)) == "17.51"


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2014-12-31", "100"), ("2015-01-01", "50"), ("2017-12-31", "50"), ("2018-01-01", "100")],
)
def test_a_reduction_counts_from_its_first_to_its_last_day(on, expected):
    one = HALF | {"from": "2015-01-01", "until": "2017-12-31"}
    tree = charged({"amount": "100元"}, reductions=[one])
    tree["effective"] = {"from": "2010-01-01"}
    got = assess(tree, on=on)
    assert amounts(got) == expected
    late = "该日不适用" in got.explain("zh")
    assert late is (expected == "100")


def test_the_condition_of_a_reduction_is_three_valued():
    one = HALF | {"when": {"small": "true"}}
    assert amounts(due("100元", one, small=True)) == "50"
    assert amounts(due("100元", one, small=False)) == "100"
    open_ = due("100元", one)
    assert (open_.status, str(open_.low), str(open_.high)) == ("undetermined", "50元", "100元")
    assert [question.id for question in open_.questions] == ["small"]


def test_the_explanation_says_what_each_reduction_does():
    got = due("100元", HALF | {"document": "财税〔2014〕101号"}, TWENTY)
    zh, en = got.explain("zh"), got.explain("en")
    assert "减免h（财税〔2014〕101号）：减征50%，100元 → 50元" in zh
    assert "减免t：减征20元，没有影响" in zh
    assert "several reductions hold: only the reduction that leaves least (《甲法》第一条)" in en
    assert "财税〔2014〕101号" in got.documents
    both = due("100元", MAY).explain("en")
    assert "granting only what must be" in both
    assert "granting all that may be" in both


@pytest.mark.parametrize(
    ("amount", "share", "expected"),
    [
        ("0.04元", "50%", "0"),
        ("0.04元", "[30%..100%)", "0"),
        ("[0.04元..1元]", "50%", ("0", "0.50")),
        ("[0.04元..1元]", "[30%..100%)", ("0", "0.70")),
        ("[0.14元..1元]", "[30%..100%)", ("0.10", "0.70")),
    ],
)
def test_no_share_makes_a_small_amount_more(amount, share, expected):
    tree = charged(
        {"amount": amount},
        reductions=[reduction(by=share)],
        rounding={"unit": "0.1元", "mode": "down"},
    )
    assert amounts(assess(tree)) == expected
