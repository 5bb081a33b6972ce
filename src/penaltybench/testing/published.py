"""Strategies for what published penalty cells say, and for texts that look like such cells."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from penaltybench.exchange.published.model import (
    Comparison,
    Condition,
    End,
    Fine,
    Increment,
    Item,
    Kind,
    Order,
    Other,
    Part,
    Range,
    Rounding,
    Unit,
)
from penaltybench.exchange.published.vocabulary import KINDS, OTHERS
from penaltybench.exchange.published.wording import range_words
from penaltybench.ruleset.models import PenaltyKind

_BASES = (
    "违法所得",
    "货值金额",
    "上一年度从本单位取得的收入",
    "工程合同价款",
    "违法经营的产品货值金额",
)
_UNITS = ("平方米", "辆机动车", "处设施", "台设备")
_PERSONS = ("个人", "单位", "直接负责的主管人员和其他直接责任人员", "责任人", "机动车所有人")
_QUOTED = (
    "逾期不改正",
    "情节严重",
    "造成较大以上突发环境事件",
    "经责令改正拒不改正",
    "有前款行为之一",
)
_STEPS = ("增加1个超标因子", "个因子超标每0.5倍", "增加一辆", "超过一日")
_SCOPES = ("", "", "一般水污染物", "重金属、酸雾", "超过三辆的")
_GOODS = ("违法经营的物品", "违法销售的食品和专用工具", "燃用高污染燃料的设施", "")
_LICENCES = ("许可证", "营业执照", "排污许可证", "资质证书")
_ORDERS = ("责令改正", "责令限期改正", "责令停止违法行为", "限期拆除", "消除污染", "责令恢复原状")
_LISTED_ORDERS = ("恢复原状", "补办手续", "限期治理")


def amounts(least: int = 0) -> SearchStrategy[Fraction]:
    """Draw an amount in fen: round ones, any whole yuan, and any fen."""
    round_ones = st.integers(1, 9999).map(lambda number: number * 10**6)
    whole = st.integers(1, 10**13).map(lambda yuan: yuan * 100)
    return st.one_of(round_ones, whole, st.integers(1, 10**15)).map(
        lambda fen: Fraction(fen + least)
    )


def _ratios(unit: Unit) -> SearchStrategy[Fraction]:
    if unit is Unit.PERCENT:
        return st.integers(1, 4000).map(lambda tenths: Fraction(tenths, 1000))
    if unit is Unit.SHARE:
        return st.integers(2, 20).flatmap(
            lambda whole: st.integers(1, whole - 1).map(lambda part: Fraction(part, whole))
        )
    return st.integers(1, 300).map(lambda tenths: Fraction(tenths, 10))


def _values(unit: Unit) -> SearchStrategy[Fraction]:
    if unit is Unit.FEN:
        return amounts()
    return st.integers(1, 400).map(Fraction) if not unit.is_ratio else _ratios(unit)


@st.composite
def ranges(draw: DrawFn, *units: Unit) -> Range:
    """Draw a range whose ends are in one of ``units``: both ends, one, or an exact value."""
    unit = draw(st.sampled_from(units))
    form = draw(st.sampled_from(["both", "both", "point", "low", "high"]))
    first = draw(_values(unit))
    if form == "point":
        return Range(End(first, unit), End(first, unit))
    low = End(first, unit, draw(st.booleans() | st.just(True)))
    high = replace(low, included=draw(st.booleans() | st.just(True)))
    if form == "low":
        return Range(low, None)
    if form == "high":
        return Range(None, high)
    other = draw(_values(unit).filter(lambda value: value != first))
    least, most = sorted((first, other))
    return Range(replace(low, value=least), replace(high, value=most))


_MONEY = ranges(Unit.FEN)
_RATIO = ranges(Unit.PERCENT, Unit.TIMES, Unit.SHARE)
_TIME = ranges(Unit.DAYS, Unit.MONTHS)


@st.composite
def increments(draw: DrawFn) -> Increment:
    """Draw an increment of a fixed amount."""
    fen = draw(amounts())
    add = Range(End(fen, Unit.FEN), End(fen, Unit.FEN))
    rules = st.builds(
        Rounding,
        st.sampled_from(["整数倍", "0.5倍", ""]),
        st.sampled_from(["up", "down", "half_up"]),
    )
    return Increment(
        draw(st.sampled_from(_STEPS)),
        add,
        draw(st.sampled_from(_SCOPES)),
        tuple(draw(st.lists(rules, max_size=2))),
    )


@st.composite
def fines(draw: DrawFn) -> Fine:
    """Draw a fine of any form that the grammar reads."""
    form = draw(st.sampled_from(["amount", "amount", "ratio", "per", "daily", "open"]))
    if form == "open":
        return Fine(None)
    if form == "per":
        by = draw(st.sampled_from(["", "占地面积", "违法建筑面积"]))
        return Fine(draw(_MONEY), per=draw(st.sampled_from(_UNITS)), by=by)
    if form == "daily":
        return Fine(draw(ranges(Unit.PERCENT)), base="罚款数额", daily=True)
    least, most, floor = (
        int(draw(amounts())) if draw(st.integers(0, 3)) == 0 else None for _ in range(3)
    )
    if form == "ratio":
        base = draw(st.sampled_from(_BASES))
        return Fine(draw(_RATIO), base=base, at_least=least, at_most=most, base_at_least=floor)
    more = draw(st.lists(increments(), max_size=3)) if draw(st.booleans()) else []
    return Fine(draw(_MONEY), at_least=least, at_most=most, increments=tuple(more))


@st.composite
def _kinds(draw: DrawFn) -> Kind:
    kind = draw(st.sampled_from(list(PenaltyKind)))
    match kind:
        case PenaltyKind.CONFISCATE_GAINS:
            return Kind(kind)
        case PenaltyKind.CONFISCATE_GOODS:
            return Kind(kind, draw(st.sampled_from(_GOODS)))
        case PenaltyKind.REVOKE_LICENCE:
            return Kind(kind, draw(st.sampled_from(_LICENCES)))
        case PenaltyKind.SUSPEND_LICENCE:
            time = draw(st.none() | _TIME)
            return Kind(kind, draw(st.sampled_from(_LICENCES)), time)
        case PenaltyKind.DETAIN:
            return Kind(kind, time=draw(st.none() | ranges(Unit.DAYS)))
    return Kind(kind, words=draw(st.sampled_from(KINDS[kind].split())))


_OTHER = st.sampled_from(
    [Other(category, word) for category, words in OTHERS.items() for word in words.split()]
)


@st.composite
def conditions(draw: DrawFn) -> Condition:
    """Draw a condition in quoted words, or one that compares an amount of money."""
    if draw(st.booleans()):
        return Condition(draw(st.sampled_from(_QUOTED)))
    subject = draw(st.sampled_from(("违法所得", "违法经营的食品货值金额")))
    tests: list[Comparison] = []
    if draw(st.booleans()):
        tests.append(Comparison(subject, None, present=draw(st.booleans())))
    if not tests or draw(st.booleans()):
        tests.append(Comparison(subject, draw(_MONEY)))
    words = "或者".join(_comparison_words(test) for test in tests)
    return Condition(words, tuple(tests))


def _comparison_words(test: Comparison) -> str:
    if test.range is None:
        return f"{'有' if test.present else '没有'}{test.subject}"
    return test.subject + range_words(test.range)


@st.composite
def _sentence(draw: DrawFn) -> list[Part]:
    """Draw what follows for one respondent under some conditions."""
    under = tuple(draw(st.lists(conditions(), max_size=2)))
    respondent = draw(st.sampled_from(("", "", *_PERSONS)))
    parts: list[Part] = []
    for index in range(draw(st.integers(1, 3))):
        joint = draw(st.sampled_from(["and", "and", "or", "list"])) if index else "and"
        orders = _ORDERS if joint == "and" else _LISTED_ORDERS
        item: Item = draw(st.one_of(fines(), _kinds(), st.sampled_from(orders).map(Order), _OTHER))
        may = parts[-1].may if joint != "and" else draw(st.booleans())
        along = draw(st.sampled_from(["", "并"])) if joint == "and" else ""
        if isinstance(item, Fine):
            if item.daily:
                along = ""
            elif joint == "and" and draw(st.integers(0, 5)) == 0:
                along = "单处或者并处"
        parts.append(Part(item, may, along, joint, respondent, under))
    return parts


@st.composite
def penalty_parts(draw: DrawFn) -> tuple[Part, ...]:
    """Draw what a penalty cell may say; ``penalty_words`` puts it in words."""
    sentences = draw(st.lists(_sentence(), min_size=1, max_size=4))
    return tuple(part for sentence in sentences for part in sentence)


_FRAGMENT_WORDS = (
    "处 并处 可以 罚款 的 的， ， ； 。 （ ） 、 二万元 五万元 以上 以下 不足 10% 一倍 3-5万元 对个人 责令 "
    "改正 停产停业 没收 违法所得 吊销 许可证 每 平方米 增加 按照 货值金额 拘留 十日 或者 由公安机关 情节严重 "
    "1O万元 ５万元 万元 \u200b \u202e \ufeff （1） 不 未 最高不超过 向高取整 限期 警告 除外 甲 乙"
)
_FRAGMENTS = st.sampled_from(_FRAGMENT_WORDS.split(" "))


def penalty_texts() -> SearchStrategy[str]:
    """Draw texts that are made of the words of penalty cells, in any order, and of anything else."""
    return st.lists(_FRAGMENTS | st.text(max_size=3), max_size=30).map("".join)
