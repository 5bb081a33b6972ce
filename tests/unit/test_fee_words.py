"""Standards, states, reductions and policies of fee items, as people read them."""

import datetime as dt
from fractions import Fraction

import pytest

from penaltybench.condition import Wording, parse_test
from penaltybench.condition.model import Condition
from penaltybench.fee_words import (
    charge_words,
    document_words,
    period_words,
    policy_words,
    reduction_words,
    relief_words,
    scale_words,
    state_words,
)
from penaltybench.interval import Interval
from penaltybench.period import Period
from penaltybench.ruleset.fee import Reduction
from penaltybench.ruleset.models import BandFile, ChargeFile, FeePolicy, PriceDocument
from penaltybench.ruleset.published import Fact
from penaltybench.text import Text
from penaltybench.values import FactType

FACTS = {
    "area": Fact("area", FactType.DECIMAL, Text("面积", "area"), unit=Text("平方米", "m²")),
    "days": Fact("days", FactType.INTEGER, Text("日数", "days"), unit=Text("日", "day")),
    "pages": Fact("pages", FactType.INTEGER, Text("页数", "pages")),
    "claim": Fact("claim", FactType.MONEY, Text("标的额", "claim")),
}


@pytest.mark.parametrize(
    ("part", "zh", "en"),
    [
        ({"amount": "100元"}, "100元", "100 yuan"),
        ({"amount": "[35元..84元]"}, "35元以上84元以下", "35 yuan to 84 yuan"),
        (
            {"amount": "(35元..84元)"},
            "超过35元不满84元",
            "more than 35 yuan and less than 84 yuan",
        ),
        (
            {"per": "area", "rate": "0.75元"},
            "按面积，每平方米0.75元",
            "0.75 yuan per m² of area",
        ),
        (
            {"per": ["area", "days"], "rate": "0.75元"},
            "按面积、日数，每平方米每日0.75元",
            "0.75 yuan per m² and day of area × days",
        ),
        (
            {"per": ["area", "days"], "rate": "1元", "each": "100", "started": "full"},
            "按面积、日数，每100平方米·日1元，不足100平方米·日的不计",
            "1 yuan per 100 m²·day of area × days, a part of 100 m²·day does not count",
        ),
        (
            {"per": ["area", "days"], "rate": "1元", "started": "whole"},
            "按面积、日数，每平方米每日1元，不足1平方米·日的按1平方米·日计",
            "1 yuan per m² and day of area × days, a part of 1 m²·day counts as a whole",
        ),
        (
            {"per": "pages", "rate": "[1元..2元]", "beyond": "5"},
            "按页数，每单位1元以上2元以下（只计超过5单位的部分）",
            "1 yuan to 2 yuan per unit of pages (only what exceeds 5 unit)",
        ),
        ({"percent_of": "claim", "rate": "1%"}, "标的额的1%", "1% of claim"),
        (
            {"percent_of": "claim", "rate": "0.5%", "beyond": "20万元"},
            "标的额超过200,000元的部分的0.5%",
            "0.5% of claim beyond 200,000 yuan",
        ),
        (
            {"scale": "property", "of": "claim", "share": "1/2"},
            "以标的额为基数，按分段标准 property 累进计算，按其1/2收取",
            "by the bands of property on claim, 1/2 of it",
        ),
        (
            {"percent_of": "claim", "rate": "1%", "at_least": "50元", "at_most": "5,000元"},
            "标的额的1%（不低于50元，不超过5,000元）",
            "1% of claim (at least 50 yuan, at most 5,000 yuan)",
        ),
    ],
)
def test_a_part_of_a_standard(part, zh, en):
    charge = ChargeFile.model_validate(part)
    assert charge_words(charge, FACTS, "zh") == zh
    assert charge_words(charge, FACTS, "en") == en


def test_the_bands_of_a_scale():
    bands = [
        BandFile.model_validate(band)
        for band in (
            {"up_to": "1万元", "amount": "50元"},
            {"up_to": "10万元", "rate": "2.5%"},
            {"rate": "2%"},
        )
    ]
    assert scale_words(bands, "zh") == (
        ("不超过10,000元的部分", "整段50元"),
        ("超过10,000元至100,000元的部分", "2.5%"),
        ("超过100,000元的部分", "2%"),
    )
    assert scale_words(bands, "en")[1] == ("above 10,000 yuan and up to 100,000 yuan", "2.5%")
    assert scale_words(bands[2:], "zh") == (("全部", "2%"),)
    assert scale_words(bands[2:], "en") == (("all", "2%"),)


def reduction(**keys):
    always = Period(dt.date.min, None)
    plain = {"by": None, "less": None, "period": always, "document": None, "force": "shall"}
    label = Text("减免", "reduction")
    return Reduction(**{"id": "r", "label": label, "when": Condition(), "cite": ()} | plain | keys)


@pytest.mark.parametrize(
    ("keys", "zh", "en"),
    [
        ({}, "免征", "nothing is charged"),
        ({"force": "may"}, "可以免征", "may be waived"),
        ({"by": Interval(Fraction(1, 2), Fraction(1, 2))}, "减征50%", "reduced by 50%"),
        (
            {"by": Interval(Fraction(3, 10), Fraction(1)), "force": "may"},
            "可以减征30%以上100%以下",
            "may be reduced by 30% to 100%",
        ),
        ({"less": 1000}, "减征10元", "reduced by 10 yuan"),
    ],
)
def test_what_a_reduction_takes_off(keys, zh, en):
    assert relief_words(reduction(**keys), "zh") == zh
    assert relief_words(reduction(**keys), "en") == en


def test_a_reduction_with_its_condition_days_and_document():
    when = Condition((("area", parse_test(FactType.DECIMAL, "<= 10", ())),))
    span = Period(dt.date(2015, 1, 1), dt.date(2017, 12, 31))
    own = reduction(when=when, period=span, document="某文")
    zh = "面积10平方米以下的，免征（自2015年1月1日起至2017年12月31日止；某文）"
    assert reduction_words(own, FACTS, "zh") == zh
    en = "nothing is charged if area at most 10 m² (from 2015-01-01 until 2017-12-31; 某文)"
    assert reduction_words(own, FACTS, "en") == en
    excluding = Wording(below_includes=False)
    assert reduction_words(own, FACTS, "zh", excluding).startswith("面积不超过10平方米的")
    assert reduction_words(reduction(), FACTS, "zh") == "免征"


@pytest.mark.parametrize(
    ("start", "end", "zh", "en"),
    [
        (dt.date.min, None, "", ""),
        (dt.date(2015, 1, 1), None, "自2015年1月1日起", "from 2015-01-01"),
        (dt.date.min, dt.date(2015, 1, 1), "至2015年1月1日止", "until 2015-01-01"),
    ],
)
def test_the_days_of_a_reduction(start, end, zh, en):
    period = Period(start, end)
    assert (period_words(period, "zh"), period_words(period, "en")) == (zh, en)


def test_a_document_with_its_issuer_and_day():
    document = PriceDocument(document="某文", by="某机关", on=dt.date(2018, 5, 1))
    assert document_words(document, "zh") == "某机关某文，2018年5月1日"
    assert document_words(document, "en") == "某文, 某机关, 2018-05-01"
    assert document_words(PriceDocument(document="某文"), "zh") == "某文"


class _Item:
    def __init__(self, state, changed_by=None):
        self.state, self.changed_by = state, changed_by


def test_a_state_names_the_document_that_brought_it_about():
    document = PriceDocument(document="某文", on=dt.date(2018, 5, 1))
    assert state_words(_Item("abolished", document), "zh") == "取消（某文，2018年5月1日）"
    assert state_words(_Item("reduced", document), "en") == (
        "charged at a lowered standard (某文, 2018-05-01)"
    )
    assert state_words(_Item("in_force"), "zh") == "执行"


def test_a_policy_says_what_is_declared_and_nothing_else():
    cite = {"law": "某法", "article": "第一条"}
    policy = FeePolicy.model_validate(
        {
            "reductions": {"rule": "added"},
            "similar": {"rule": "not_charged", "cite": cite, "label": "一律予以取消"},
            "discretionary": {"rule": "lower_bound", "cite": cite},
        }
    )
    assert policy_words(policy, "zh") == (
        ("收费标准为幅度的", "按下限收取（《某法》第一条）"),
        ("与已取消项目相类似的", "不收取（一律予以取消；《某法》第一条）"),
        ("同时符合几项减免的", "各项相加，减至零为止"),
    )
    assert policy_words(FeePolicy(), "en") == ()
