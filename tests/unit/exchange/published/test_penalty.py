"""What penalty cells say, form by form. ``said`` writes it as jiangmen_sample.yaml does."""

import sys
from collections import Counter

import pytest
from exchange_words import said

from penaltybench.exchange.published.penalty import understand_penalty


def says(text):
    understood = understand_penalty(text)
    assert understood.not_understood == ()
    return said(understood)


def leaves(text):
    return [(piece.text, piece.reason) for piece in understand_penalty(text).not_understood]


FORMS = {
    # fines
    "处二万元以上五万元以下罚款": ["fine 20000 to 50000"],
    "处以二万元以上五万元以下的罚款": ["fine 20000 to 50000"],
    "处二万元以上不足五万元的罚款": ["fine 20000 to 50000 (open)"],
    "处超过二万元、五万元以下罚款": ["fine 20000 (open) to 50000"],
    "处二万元至五万元罚款": ["fine 20000 to 50000"],
    "处2万元-5万元的罚款": ["fine 20000 to 50000"],
    "处二万元～五万元以下的罚款": ["fine 20000 to 50000"],
    "处二万元以上（不含二万元）五万元以下（含）罚款": ["fine 20000 (open) to 50000"],
    "处十万以上二十万以下的罚款": ["fine 100000 to 200000"],
    "处二百以上五百元以下的罚款": ["fine 200 to 500"],
    "处五万元以下罚款": ["fine up to 50000"],
    "处不超过五万元的罚款": ["fine up to 50000"],
    "处五十万元以上罚款": ["fine from 500000"],
    "处五百元罚款": ["fine 500"],
    "处人民币五百元罚款": ["fine 500"],
    "处罚款2000元": ["fine 2000"],
    "罚款：二万元以上五万元以下": ["fine 20000 to 50000"],
    "处以罚款": ["fine open"],
    "并处罚款": ["fine open beside"],
    "五百元以下罚款": ["fine up to 500"],
    "可处五百元罚款": ["fine 500 may"],
    "可以并处五百元罚款": ["fine 500 may beside"],
    "并可处五百元罚款": ["fine 500 may beside"],
    "单处或者并处五百元罚款": ["fine 500 alone or beside"],
    # ratios
    "处货值金额一倍以上三倍以下的罚款": ["fine 1 to 3 times 货值金额"],
    "处违法收入百分之五十以上三倍以下的罚款": ["fine 50% to 3 times of 违法收入"],
    "处货值金额等值以上三倍以下的罚款": ["fine 1 to 3 times 货值金额"],
    "并处工程合同价款2%以上4%以下的罚款": ["fine 2% to 4% of 工程合同价款 beside"],
    "处上一年度从本单位取得的收入百分之五十以下的罚款": [
        "fine up to 50% of 上一年度从本单位取得的收入"
    ],
    "处收入35以上50％以下的罚款": ["fine 35% to 50% of 收入"],
    "处货值金额二分之一的罚款": ["fine 1/2 of 货值金额"],
    "每日按罚款数额的百分之三加处罚款": ["fine 3% of 罚款数额 a day"],
    "按照直接损失的百分之三十计算罚款，但是最高不超过一百万元": [
        "fine 30% of 直接损失 at most 1000000"
    ],
    "处货值金额三倍罚款，最低不少于一万元": ["fine 3 times 货值金额 at least 10000"],
    "处所需处置费用三倍以上五倍以下的罚款，所需处置费用不足二十万元的，按二十万元计算": [
        "fine 3 to 5 times 所需处置费用 base at least 200000"
    ],
    # units and steps
    "处每平方米三十元以下罚款": ["fine up to 30 per 平方米"],
    "按照占地面积处每平方米一千元罚款": ["fine 1000 per 平方米 of 占地面积"],
    "每处违法设施处五千元罚款": ["fine 5000 per 处违法设施"],
    "处100元/平方米的罚款": ["fine 100 per 平方米"],
    "按每平方米十元以上三十元以下的标准处以罚款": ["fine 10 to 30 per 平方米"],
    "处每辆机动车五千元的罚款": ["fine 5000 per 辆机动车"],
    "处二千元罚款，超过三辆的，每增加一辆加罚一千元": [
        "fine 2000 plus 1000 each [增加一辆] in [超过三辆的]"
    ],
    "处二千元罚款，每超过一日，增加一百元罚款": ["fine 2000 plus 100 each [超过一日]"],
    "处二千元罚款，每增加1吨增加一百元，不足1吨的向高取整": [
        "fine 2000 plus 100 each [增加1吨] up [1吨]"
    ],
    # kinds
    "给予警告": ["warning 警告"],
    "警告": ["warning 警告"],
    "处警告或者五百元以下罚款": ["warning 警告", "or fine up to 500"],
    "给予警告、通报批评": ["warning 警告", "list criticism 通报批评"],
    "没收违法所得": ["confiscate_gains"],
    "没收其违法所得和违法销售的食品": ["confiscate_gains", "confiscate_goods [违法销售的食品]"],
    "没收非法财物": ["confiscate_goods"],
    "没收违法经营的物品及违法所得": ["confiscate_goods [违法经营的物品]", "confiscate_gains"],
    "责令停产停业": ["suspend_business 停产停业"],
    "责令停产整治": ["suspend_business 停产整治"],
    "限制生产、停产整治": ["restrict_business 限制生产", "list suspend_business 停产整治"],
    "责令改正或者限制生产、停产整治": [
        "order 责令改正",
        "or restrict_business 限制生产",
        "list suspend_business 停产整治",
    ],
    "责令停业、关闭": ["suspend_business 停业", "list close 关闭"],
    "予以关闭": ["close 关闭"],
    "降低资质等级": ["downgrade 降低资质等级"],
    "吊销许可证": ["revoke_licence [许可证]"],
    "可以吊销营业执照": ["revoke_licence [营业执照] may"],
    "暂扣许可证3个月以上6个月以下": ["suspend_licence [许可证] 3 to 6 months"],
    "暂扣或者吊销许可证": ["suspend_licence [许可证]", "or revoke_licence [许可证]"],
    "可以责令停产停业或者吊销许可证": [
        "suspend_business 停产停业 may",
        "or revoke_licence [许可证] may",
    ],
    "处十日以上十五日以下拘留": ["detain 10 to 15 days"],
    "处五日以下拘留，可以并处五百元以下罚款": ["detain up to 5 days", "fine up to 500 may beside"],
    "由公安机关处五日以下拘留": ["detain up to 5 days"],
    # orders and the rest
    "责令限期改正": ["order 责令限期改正"],
    "责令退还所收费用": ["order 责令退还所收费用"],
    "限期补办手续或者恢复原状": ["order 限期补办手续", "or order 恢复原状"],
    "不予处罚。": ["exempt 不予处罚"],
    "将案件移送公安机关": ["transfer 将案件移送公安机关"],
    "依法追究刑事责任": ["crime 依法追究刑事责任"],
    "强制拆除，所需费用由违法者承担": ["performance 强制拆除", "costs 所需费用由违法者承担"],
    "（1）责令改正；（2）处五万元罚款": ["order 责令改正", "fine 50000"],
    "1.责令改正\n2.处五万元罚款": ["order 责令改正", "fine 50000"],
    "一、责令改正\n二、处1.5万元罚款": ["order 责令改正", "fine 15000"],
    "处一百\n万元罚款": ["fine 1000000"],
    "责令限期内改正": ["order 责令限期内改正"],
    "责令\n改正，处五万元\n以上罚款": ["order 责令改正", "fine from 50000"],
    # respondents
    "对单位处五万元罚款；对直接负责的主管人员和其他直接责任人员处一万元罚款": [
        "fine 50000 for 单位",
        "fine 10000 for 直接负责的主管人员和其他直接责任人员",
    ],
    "处五万元罚款，个人处一万元罚款": ["fine 50000", "fine 10000 for 个人"],
    "处五万元罚款；并对机动车所有人处一万元罚款": ["fine 50000", "fine 10000 for 机动车所有人"],
    "由生态环境主管部门对建设单位处五万元罚款": ["fine 50000 for 建设单位"],
    "对个人处五万元罚款，并处没收违法所得": [
        "fine 50000 for 个人",
        "confiscate_gains beside for 个人",
    ],
    # conditions
    "违法所得不足一万元的，处五千元罚款": [
        "fine 5000 if [违法所得不足一万元: 违法所得 up to 10000 (open)]"
    ],
    "没有违法所得或者违法所得不足一万元的，处五千元罚款": [
        "fine 5000 if [没有违法所得或者违法所得不足一万元: 违法所得 absent, 违法所得 up to 10000 (open)]"
    ],
    "逾期不改正的，处五千元罚款": ["fine 5000 if [逾期不改正]"],
    "情节严重的处五千元罚款": ["fine 5000 if [情节严重]"],
    "经责令改正拒不改正的，处五千元罚款": ["fine 5000 if [经责令改正拒不改正]"],
    "有下列行为之一的，责令改正": ["order 责令改正 if [有下列行为之一]"],
    "违反本法规定，擅自施工的，由建设部门责令改正": ["order 责令改正 if [违反本法规定，擅自施工]"],
    "违法所得十万元以上的，处五千元罚款，违法所得不足十万元的，处一千元罚款": [
        "fine 5000 if [违法所得十万元以上: 违法所得 from 100000]",
        "fine 1000 if [违法所得不足十万元: 违法所得 up to 100000 (open)]",
    ],
    "拒不改正的，处五千元罚款，情节严重的，处一万元罚款": [
        "fine 5000 if [拒不改正]",
        "fine 10000 if [拒不改正] if [情节严重]",
    ],
    "责令改正；逾期不改正的，处五千元罚款；有违法所得的，没收违法所得": [
        "order 责令改正",
        "fine 5000 if [逾期不改正]",
        "confiscate_gains if [有违法所得: 违法所得 present]",
    ],
}


@pytest.mark.parametrize(("text", "expected"), FORMS.items(), ids=list(FORMS))
def test_a_form_of_penalty(text, expected):
    assert says(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is not known
        ("处以极刑", [("处以极刑", "unknown")]),
        ("免予没收", [("免予没收", "unknown")]),
        ("处五万元罚金", [("处五万元罚金", "unknown")]),
        ("处二十万元以上三十万元以下元罚款", [("处二十万元以上三十万元以下元罚款", "unknown")]),
        ("处一百万一十元以上罚款", [("处一百万一十元以上罚款", "unknown")]),
        ("处1O万元以上5万元以下罚款", [("处1O万元以上5万元以下罚款", "unknown")]),
        ("处五\u200b万元罚款", [("处五\u200b万元罚款", "unknown")]),
        ("\u202e处五万元罚款", [("\u202e处五万元罚款", "unknown")]),
        ("不处罚款", [("不处罚款", "unknown")]),
        ("处三倍罚款", [("处三倍罚款", "unknown")]),
        ("处甲三倍罚款", [("处甲三倍罚款", "unknown")]),
        ("责令暂停营业", [("责令暂停营业", "unknown")]),
        ("没收费用", [("没收费用", "unknown")]),
        ("逾期不改正的", [("逾期不改正的", "unknown")]),
        ("处五万元罚款左右", [("左右", "unknown")]),
        ("法律另有规定的除外，处五万元罚款", [("法律另有规定的除外", "unknown")]),
        ("处五万元罚款的，警告", [("处五万元罚款的", "unknown")]),
        ("依法不予处罚的，处五万元罚款", [("依法不予处罚的", "unknown")]),
        ("处违法的，一万元罚款", [("处违法的", "unknown")]),
        ("处甲一万元罚款", [("处甲一万元罚款", "unknown")]),
        ("处每平方米O5元罚款", [("处每平方米O5元罚款", "unknown")]),
        ("处每平方米٣5元罚款", [("处每平方米٣5元罚款", "unknown")]),
        ("处二\n十万元罚款", [("处二\n十万元罚款", "unknown")]),
        ("每增加一辆增加一千元", [("每增加一辆增加一千元", "unknown")]),
        # what contradicts itself
        ("处五万元以上二万元以下罚款", [("处五万元以上二万元以下罚款", "contradictory")]),
        ("处七万元以下九万元以下罚款", [("处七万元以下九万元以下罚款", "contradictory")]),
        ("处超过五万元不足五万元罚款", [("处超过五万元不足五万元罚款", "contradictory")]),
        # what may mean two things
        ("处三以上五万元以下罚款", [("处三以上五万元以下罚款", "ambiguous")]),
        ("处3-5万元罚款", [("处3-5万元罚款", "ambiguous")]),
        ("处收入20%以上30%的罚款", [("处收入20%以上30%的罚款", "ambiguous")]),
        ("处每平方米三百元以上500以下罚款", [("处每平方米三百元以上500以下罚款", "ambiguous")]),
        ("对单位处五万元罚款，对个人处一万元罚款，责令停业", [("责令停业", "ambiguous")]),
        ("对个人处五百元罚款；情节严重的，处二千元罚款", [("处二千元罚款", "ambiguous")]),
        (
            "个人违反的，处一千元罚款，单位违反的，处五千元罚款",
            [("单位违反的", "ambiguous")],
        ),
        # what is beyond exact money
        ("处" + "9" * 20 + "元罚款", [("处" + "9" * 20 + "元罚款", "too_large")]),
        ("处0.001元罚款", [("处0.001元罚款", "unknown")]),
    ],
)
def test_what_is_not_understood_is_named_with_its_reason(text, expected):
    assert leaves(text) == expected


def test_nothing_at_all_is_not_understood():
    assert not understand_penalty("").complete
    assert not understand_penalty("，。").complete
    assert understand_penalty("，。").not_understood == ()


def test_a_part_knows_its_place_in_the_original():
    text = "责令改正，\n 处 二万元 以上五万元以下罚款"
    order, fine = understand_penalty(text).parts
    assert text[order.start : order.end] == "责令改正"
    assert text[fine.start : fine.end] == "处 二万元 以上五万元以下罚款"


def test_a_contradiction_is_never_turned_round():
    understood = understand_penalty("责令改正，处五万元以上二万元以下罚款，没收违法所得")
    assert said(understood) == ["order 责令改正", "confiscate_gains"]


PATTERNS = [
    "处五万元以上十万元以下罚款，",
    "甲责令改正",
    "对由",
    "处",
    "没收和",
    "吊销、",
    "每增加一个增加",
    "甲的，",
    "对个人处一元罚款；甲的，处一元罚款，",
    "一",
    "9",
    "（",
    "【（",
    "按照甲处每",
    "\u202e处",
    "责令改正、",
    "可以",
    "或者",
    "违法所得不足一元的，",
    "1 ",
    "禁止从事",
    "处五万元以上二万元以下",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_work_grows_with_the_text_and_no_faster(pattern):
    """Calls are counted, not time: four times the text may not take much more than four times the work."""
    small, large = (_work(pattern, length) for length in (600, 2_400))
    assert large < 5 * small + 8_000


def _work(pattern, length):
    text = (pattern * (length // len(pattern) + 1))[:length]
    calls = Counter()

    def count(frame, event, argument):
        calls[event] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        understand_penalty(text)
    finally:
        sys.setprofile(before)
    return calls.total()


@pytest.mark.parametrize("pattern", ["处", "\u200b", "（每增加"])
def test_a_hundred_thousand_characters_end(pattern):
    text = (pattern * 100_000)[:100_000]
    understood = understand_penalty(text)
    assert not understood.complete
    assert sum(len(piece.text) for piece in understood.not_understood) <= len(text)
