"""Parts of a charge: amounts, units, percentages, bands, and what bounds them."""

import pytest
from fee_trees import COURT, assess, charged

from penaltybench.fees.words import part_lines


def due(*charge, **facts):
    """Return what is due, or the ends of the range, in yuan as text."""
    got = assess(charged(*charge, scales={"court": COURT}), **facts)
    assert got.status in ("due", "range")
    ends = [str(got.low).removesuffix("元"), str(got.high).removesuffix("元")]
    return ends[0] if got.status == "due" else tuple(ends)


@pytest.mark.parametrize(
    ("claim", "fee"),
    [
        (0, "50"),
        (9_999, "50"),
        (10_000, "50"),
        ("10,000.40元", "50.01"),
        (100_000, "2,300"),
        (200_000, "4,300"),
        (500_000, "8,800"),
        (1_000_000, "13,800"),
        (2_000_000, "22,800"),
        (5_000_000, "46,800"),
        (10_000_000, "81,800"),
        (20_000_000, "141,800"),
        (30_000_000, "191,800"),
    ],
)
def test_court_fees_are_those_of_the_published_bands(claim, fee):
    assert due({"scale": "court", "of": "claim"}, claim=claim) == fee


@pytest.mark.parametrize(
    ("charge", "facts", "expected"),
    [
        ({"amount": "100元"}, {}, "100"),
        ({"amount": "[35元..84元]"}, {}, ("35", "84")),
        ({"amount": "(35元..84元)"}, {}, ("35.01", "83.99")),
        ({"per": "area", "rate": "1.5元"}, {"area": "2.5"}, "3.75"),
        ({"per": ["area", "days"], "rate": "0.75元"}, {"area": 100, "days": 30}, "2,250"),
        ({"per": "area", "rate": "[1元..2元)"}, {"area": 3}, ("3", "5.99")),
        ({"per": "area", "rate": "1元", "each": "2"}, {"area": 5}, "2.50"),
        ({"per": "area", "rate": "1元", "each": "2", "started": "whole"}, {"area": 5}, "3"),
        ({"per": "area", "rate": "1元", "each": "2", "started": "full"}, {"area": 5}, "2"),
        ({"per": "area", "rate": "1元", "beyond": "2"}, {"area": 5}, "3"),
        ({"per": "area", "rate": "1元", "beyond": "2"}, {"area": 2}, "0"),
        (
            {"per": ["area", "days"], "rate": "1元", "each": "7", "started": "whole"},
            {"area": 5, "days": 3},
            "3",
        ),
        ({"percent_of": "claim", "rate": "1%"}, {"claim": 12_345}, "123.45"),
        ({"percent_of": "claim", "rate": "0.5%", "beyond": "20万元"}, {"claim": 200_000}, "0"),
        ({"percent_of": "claim", "rate": "0.5%", "beyond": "20万元"}, {"claim": 300_000}, "500"),
        ({"percent_of": "claim", "rate": "[1%..2%]"}, {"claim": 1_000}, ("10", "20")),
        ({"scale": "court", "of": "claim", "share": "1/3"}, {"claim": 100_000}, "766.67"),
        (
            {"scale": "court", "of": "claim", "share": "1/2", "at_most": "30万元"},
            {"claim": 300_000_000},
            "300,000",
        ),
        ({"per": "days", "rate": "1元", "at_least": "5元"}, {"days": 3}, "5"),
        # The share comes before the bounds.
        ({"amount": "10元", "share": "1/2", "at_least": "6元"}, {}, "6"),
        ({"amount": "[1元..9元]", "at_least": "3元", "at_most": "5元"}, {}, ("3", "5")),
        ({"amount": "(3元..9元]", "at_least": "3元"}, {}, ("3.01", "9")),
        ({"amount": "[1元..3元)", "at_least": "3元"}, {}, "3"),
    ],
)
def test_a_part_costs_what_the_format_says(charge, facts, expected):
    assert due(charge, **facts) == expected


def test_parts_are_added_up():
    divorce = [
        {"amount": "[50元..300元]"},
        {"percent_of": "property", "rate": "0.5%", "beyond": "20万元"},
    ]
    assert due(*divorce, property=300_000) == ("550", "800")
    assert due(*divorce, property=0) == ("50", "300")


def test_a_price_of_a_band_counts_as_soon_as_the_base_reaches_into_it():
    scale = [{"up_to": "100元", "rate": "1%"}, {"up_to": "200元", "amount": "7元"}, {"rate": "2%"}]
    amounts = {100: "1", "100.01": "8", 200: "8", 300: "10"}
    for claim, fee in amounts.items():
        tree = charged({"scale": "s", "of": "claim"}, scales={"s": scale})
        assert str(assess(tree, claim=str(claim)).due) == f"{fee}元"


def lines(language, *charge, **facts):
    got = assess(charged(*charge, scales={"court": COURT}), **facts)
    layer = got.reckonings[0].layers[0]
    found = [part_lines(part, layer.edition.facts, language) for part in layer.charged.parts]
    return [line for part in found for line in part]


def test_every_band_says_what_fell_into_it_its_rate_and_the_amount():
    assert lines("zh", {"scale": "court", "of": "claim", "share": "1/2"}, claim=155_000) == [
        "标的额 155,000元",
        "不超过10,000元的部分：50元",
        "超过10,000元至100,000元的部分：90,000元 × 2.5% = 2,250元",
        "超过100,000元至200,000元的部分：55,000元 × 2% = 1,100元",
        "合计 3,400元",
        "按其1/2：1,700元",
    ]


@pytest.mark.parametrize(
    ("charge", "facts", "zh", "en"),
    [
        (
            {"per": ["area", "days"], "rate": "0.75元"},
            {"area": 100, "days": 30},
            ["面积 100平方米 × 天数 30 × 0.75元 = 2,250元"],
            ["area 100 m² × days 30 × 0.75 yuan = 2,250 yuan"],
        ),
        (
            {"per": "area", "rate": "3元", "each": "2", "started": "whole", "beyond": "4"},
            {"area": "9.5"},
            ["面积 9.5平方米，超过4平方米的部分 5.5平方米，每2为一计费单位，计3 × 3元 = 9元"],
            ["area 9.5 m², beyond 4 m²: 5.5 m², in units of 2: 3 × 3 yuan = 9 yuan"],
        ),
        (
            {"percent_of": "claim", "rate": "0.5%", "beyond": "20万元", "at_most": "100元"},
            {"claim": 300_000},
            [
                "标的额 300,000元，超过200,000元的部分 100,000元 × 0.5% = 500元",
                "不超过100元：100元",
            ],
            [
                "claim 300,000 yuan, beyond 200,000 yuan: 100,000 yuan × 0.5% = 500 yuan",
                "at most 100 yuan: 100 yuan",
            ],
        ),
        (
            {"percent_of": "claim", "rate": "1%", "at_least": "5元", "at_most": "5元"},
            {"claim": 3},
            ["标的额 3元 × 1% = 0.03元", "不低于5元：5元"],
            ["claim 3 yuan × 1% = 0.03 yuan", "at least 5 yuan: 5 yuan"],
        ),
    ],
)
def test_the_arithmetic_is_said_in_both_languages(charge, facts, zh, en):
    assert lines("zh", charge, **facts) == zh
    assert lines("en", charge, **facts) == en
