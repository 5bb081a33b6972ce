"""What was understood, said in the law's words again: the inverse of :mod:`.penalty`.

``understand_penalty(penalty_words(parts)).parts == parts`` for everything that the grammar reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from penaltybench.exchange.published.model import (
    Condition,
    End,
    Fine,
    Increment,
    Kind,
    Order,
    Part,
    Range,
    Unit,
)
from penaltybench.exchange.published.numerals import amount_words, number_words, ratio_words
from penaltybench.exchange.published.vocabulary import BARE_KINDS
from penaltybench.ruleset.models import PenaltyKind

_ROUNDING_WORDS = {"half_up": "四舍五入取整", "up": "向高取整", "down": "向下取整"}
_JOINTS = {"and": "，", "or": "或者", "list": "、"}


def penalty_words(parts: Iterable[Part]) -> str:
    """Return the parts of a cell in words; raises ValueError for a ratio that is no finite decimal."""
    text, before = "", ""
    for (conditions, respondent), group in groupby(
        parts, key=lambda part: (part.conditions, part.respondent)
    ):
        # After 对个人处…； it would be open who 情节严重的，处… is about.
        open_ = before and not respondent and conditions
        text += ("。" if open_ else "；") if text else ""
        text += _sentence(conditions, respondent, list(group))
        before = respondent
    return text


def _sentence(conditions: Sequence[Condition], respondent: str, parts: Sequence[Part]) -> str:
    text = "".join(f"{condition_words(condition)}，" for condition in conditions)
    text += f"对{respondent}" if respondent else ""
    for index, part in enumerate(parts):
        # After 责令 a kind may stand without a verb of its own.
        listed = index > 0 and part.joint != "and"
        text += _JOINTS[part.joint] if index else ""
        text += _part(part, parts[index - 1] if listed else None)
    return text


def condition_words(condition: Condition) -> str:
    """Return a condition as it stands before what depends on it."""
    return condition.words if condition.words.endswith("之一") else f"{condition.words}的"


def _part(part: Part, before: Part | None) -> str:
    force = "可以" if part.may and before is None else ""
    match part.item:
        case Fine():
            return force + _fine(part.item, part.along)
        case Kind():
            return force + _kind(part.item, part.along)
        case Order():
            return force + (part.along if part.along == "并" else "") + part.item.words
    return force + (part.along if part.along == "并" else "") + part.item.words


def _fine(fine: Fine, along: str) -> str:
    verb = "单处或者并处" if along == "单处或者并处" else f"{along.removesuffix('处')}处"
    if fine.range is None:
        text = f"{verb}罚款"
    elif fine.base:
        amount = f"{fine.base}{range_words(fine.range)}"
        text = f"每日按{amount}加处罚款" if fine.daily else f"{verb}{amount}的罚款"
    elif fine.per:
        unit = f"每{fine.per}{range_words(fine.range)}罚款"
        text = f"按照{fine.by}{verb}{unit}" if fine.by else f"{verb}{unit}"
    else:
        text = f"{verb}{range_words(fine.range)}罚款"
    if fine.base_at_least is not None:
        least = amount_words(fine.base_at_least)
        text += f"，{fine.base}不足{least}的，按{least}计算"
    if fine.at_least is not None:
        text += f"，最低不少于{amount_words(fine.at_least)}"
    if fine.at_most is not None:
        text += f"，最高不超过{amount_words(fine.at_most)}"
    return text + "".join(_increment(one) for one in fine.increments)


def _increment(one: Increment) -> str:
    text = f"，{one.scope}每{one.step}增加{range_words(one.add)}"
    for rule in one.rounding:
        text += f"，不足{rule.what}的按{_ROUNDING_WORDS[rule.mode]}"
    return text


def _kind(item: Kind, along: str) -> str:
    also = "并" if along else ""
    match item.kind:
        case PenaltyKind.DETAIN:
            if item.time is None:
                return f"{also}处拘留"
            return f"{also}处{range_words(item.time)}拘留"
        case PenaltyKind.CONFISCATE_GAINS:
            return f"{also}没收违法所得"
        case PenaltyKind.CONFISCATE_GOODS:
            return f"{also}没收{item.object or '非法财物'}"
        case PenaltyKind.REVOKE_LICENCE:
            return f"{also}吊销{item.object}"
        case PenaltyKind.SUSPEND_LICENCE:
            return f"{also}暂扣{item.object}" + (range_words(item.time) if item.time else "")
    verb = "给予" if item.words in BARE_KINDS else "责令"
    return f"{also}{verb}{item.words}"


def range_words(range_: Range) -> str:
    """Return 二万元以上五万元以下, 不足一万元, 十日以上十五日以下, 三倍."""
    low, high = range_.low, range_.high
    if low is not None and low == high:
        return _end_words(low)
    text = ""
    if low is not None:
        text = f"{_end_words(low)}以上" if low.included else f"超过{_end_words(low)}"
    if high is not None:
        # 超过三分之一二分之一以下 would be one numeral.
        text += "、" if low is not None and not low.included else ""
        text += f"{_end_words(high)}以下" if high.included else f"不足{_end_words(high)}"
    return text


def _end_words(end: End) -> str:
    match end.unit:
        case Unit.FEN:
            return amount_words(int(end.value))
        case Unit.DAYS:
            return f"{number_words(end.value)}日"
        case Unit.MONTHS:
            return f"{number_words(end.value)}个月"
    return ratio_words(end.value, end.unit)
