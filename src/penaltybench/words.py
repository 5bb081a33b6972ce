"""The field's terms in both languages, as results and explanations print them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from penaltybench.amount import Fine
from penaltybench.interval import Interval
from penaltybench.money import Money, format_fen
from penaltybench.option import Penalty
from penaltybench.period import format_date_zh
from penaltybench.ruleset.models import Citation, End, FactReference, FineRange, Quantity, TierFine
from penaltybench.ruleset.published import Fact
from penaltybench.text import Language, Text
from penaltybench.values import format_percent

T = TypeVar("T", bound=Any)
_NUMBER = re.compile(r"[A-Z]{2,}")
"""How the registration number of a normative document begins: CDCR—2025—01001."""

GRADES: Mapping[str, Text] = {
    "exempt": Text("不予处罚", "no penalty"),
    "mitigated": Text("减轻处罚", "mitigated"),
    "lenient": Text("从轻处罚", "lenient"),
    "ordinary": Text("一般处罚", "ordinary"),
    "severe": Text("从重处罚", "severe"),
}
EFFECTS: Mapping[str, Text] = {
    **GRADES,
    "lenient_or_mitigated": Text("从轻或者减轻处罚", "lenient or mitigated"),
    "no_leniency": Text("不得从轻、减轻", "no leniency"),
    "none": Text("不作调整", "no adjustment"),
}
FORCES: Mapping[str, Text] = {
    "shall": Text("应当", "shall"),
    "may": Text("可以", "may"),
    "must": Text("应当", "must"),
}
PENALTIES: Mapping[str, Text] = {
    "warning": Text("警告", "warning"),
    "criticism": Text("通报批评", "public criticism"),
    "confiscate_gains": Text("没收违法所得", "confiscation of unlawful gains"),
    "confiscate_goods": Text("没收非法财物", "confiscation of unlawful goods"),
    "suspend_licence": Text("暂扣许可证件", "suspension of the licence"),
    "downgrade": Text("降低资质等级", "lowering of the qualification"),
    "revoke_licence": Text("吊销许可证件", "revocation of the licence"),
    "restrict_business": Text("限制开展生产经营活动", "restriction of business"),
    "suspend_business": Text("责令停产停业", "ordered suspension of business"),
    "close": Text("责令关闭", "ordered closure"),
    "restrict_employment": Text("限制从业", "restriction of employment"),
    "detain": Text("行政拘留", "administrative detention"),
}
STATUSES: Mapping[str, Text] = {
    "determined": Text("已确定", "determined"),
    "choice": Text("法律留有选择", "the law leaves a choice"),
    "undetermined": Text("尚不确定", "undetermined"),
    "gap": Text("基准没有规定", "gap in the standard"),
    "conflict": Text("基准相互冲突", "conflict in the standard"),
    "not_punished": Text("不在处罚之列", "not punished"),
    "correct_first": Text("先行责令改正", "correction is ordered first"),
}
VERDICTS: Mapping[str, Text] = {
    "allowed": Text("可以检查", "the inspection may take place"),
    "needs_notice": Text("须先报备", "notice must be given first"),
    "needs_approval": Text("须先经批准", "prior approval is needed"),
    "not_allowed": Text("不得检查", "the inspection may not take place"),
    "undetermined": Text("尚不确定", "undetermined"),
}
CORRECTIONS: Mapping[str, Text] = {
    "to_order": Text("应先责令改正", "correction has to be ordered first"),
    "running": Text("改正期限未满", "the time for correction runs"),
    "corrected": Text("已按期改正，不予处罚", "corrected in time: no penalty"),
    "ran_out": Text("逾期未改正，可以依法处罚", "not corrected in time: a penalty may follow"),
    "excepted": Text("属于例外，可以依法处罚", "excepted: a penalty may follow"),
    "unknown": Text("尚不确定", "undetermined"),
}
EDITION_STATUSES: Mapping[str, Text] = {
    "in-force": Text("现行有效", "in force"),
    "ended": Text("已失效", "ended"),
    "draft": Text("草案", "draft"),
    "example": Text("示例（非官方发布）", "example (not issued by any authority)"),
}
NEEDS: Mapping[str, Text] = {
    "reasons": Text("说明理由", "reasons stated"),
    "deliberation": Text("集体审议", "collective deliberation"),
}
ROUNDINGS: Mapping[str, Text] = {
    "down": Text("舍去尾数", "down"),
    "up": Text("有尾数即进位", "up"),
    "half_up": Text("四舍五入", "half up"),
    "half_even": Text("四舍六入五成双", "half to even"),
}
CONFLICTS: Mapping[str, Text] = {
    "deliberate": Text("由集体讨论决定", "decided by collective deliberation"),
    "offset": Text("一项抵一项", "one offsets one"),
    "aggravating_first": Text("从重的优先", "the aggravating one first"),
    "mitigating_first": Text("从轻、减轻的优先", "the mitigating one first"),
}
POINTS: Mapping[str, Text] = {
    "low": Text("幅度的下限", "the low end of the range"),
    "middle": Text("幅度的中点", "the middle of the range"),
    "high": Text("幅度的上限", "the high end of the range"),
}
CHOICES: Mapping[str, Text] = {
    "lighter": Text("从旧兼从轻", "the lighter of old and new"),
    "conduct": Text("行为时的版本", "the edition of the conduct"),
    "decision": Text("决定时的版本", "the edition of the decision"),
    "filing": Text("立案时的版本", "the edition of the filing"),
}
ENDS: Mapping[str, Text] = {
    "minimum": Text("法定最低额", "the statutory minimum"),
    "middle": Text("法定幅度的中点", "the middle of the statutory range"),
    "maximum": Text("法定最高额", "the statutory maximum"),
}
SURENESS: Mapping[str, Text] = {
    "high": Text("高", "high"),
    "medium": Text("中", "medium"),
    "low": Text("低", "low"),
}
RESPONDENTS: Mapping[str, Text] = {
    "party": Text("当事人", "the party"),
    "unit": Text("单位", "the unit"),
    "person": Text("责任人员", "the person responsible"),
}
"""The respondents that rulesets usually name; others are called by the label of their schedule."""
CORRECTION = Text("责令改正违法行为", "order to correct the violation")
"""The order that always accompanies a penalty (行政处罚法 2021 art. 28)."""
EDUCATION = Text("对当事人进行教育", "education of the party")
"""What follows instead of a penalty (行政处罚法 2021 art. 33(3))."""


def date_words(iso: str, language: Language) -> str:
    """Return a date in ISO form as ``2026年3月1日`` or ``2026-03-01``."""
    return format_date_zh(dt.date.fromisoformat(iso)) if language == "zh" else iso


def money_words(amount: Money, language: Language) -> str:
    """Return ``360,000元`` or ``360,000 yuan``."""
    text = format_fen(amount.fen)
    return text if language == "zh" else text.removesuffix("元") + " yuan"


def fine_words(fine: Fine | None, language: Language) -> str:
    """Return the range of a fine; 以上 and 以下 include the bound."""
    zh = language == "zh"
    if fine is None:
        return "不罚款" if zh else "no fine"
    low = money_words(fine.low, language)
    if fine.high is None and fine.low.fen == 0:
        return "金额未知" if zh else "an unknown amount"
    if fine.high is None:
        return f"{low}以上（上限未知）" if zh else f"at least {low} (upper limit unknown)"
    if fine.high == fine.low:
        return low
    high = money_words(fine.high, language)
    if fine.low.fen == 0:
        return f"{high}以下" if zh else f"up to {high}"
    return f"{low}以上{high}以下" if zh else f"{low} to {high}"


def penalty_words(penalty: Penalty, language: Language) -> str:
    """Return a penalty with its force and days: ``可以行政拘留5日以上10日以下``."""
    name = PENALTIES[penalty.kind].get(language)
    force = FORCES[penalty.force].get(language)
    days = days_words(penalty.days, language) if penalty.days is not None else ""
    if language == "zh":
        return f"{force}{name}{days}"
    return f"{force}: {name}{' ' + days if days else ''}"


def days_words(days: Interval[int], language: Language) -> str:
    """Return ``5日以上10日以下`` or ``5 to 10 days``."""
    zh = language == "zh"
    if days.is_point:
        return f"{days.low}日" if zh else f"{days.low} days"
    return f"{days.low}日以上{days.high}日以下" if zh else f"{days.low} to {days.high} days"


def citation_words(citation: Citation, language: Language) -> str:
    """Return ``《行政处罚法》第三十三条第一款``; documents with a number stand without brackets."""
    numbered = "〔" in citation.law or _NUMBER.match(citation.law) is not None
    name = citation.law if numbered else f"《{citation.law}》"
    return f"{name}{citation.article or ''}"


def citations_words(citations: Sequence[Citation], language: Language) -> str:
    """Return citations joined as a list."""
    joiner = "、" if language == "zh" else ", "
    return joiner.join(dict.fromkeys(citation_words(one, language) for one in citations))


# --- ranges and bands, as a standard states them ------------------------------------------------


def range_words(fine: FineRange, facts: Mapping[str, Fact], language: Language) -> str:
    """Return a statutory range as the statute states it: ``货值金额10倍以上20倍以下``."""
    high = _rate(fine.max, fine, facts, language)
    base = _base(fine, facts, language)
    zh = language == "zh"
    if fine.min is None:
        stated = f"{high}以下" if zh else f"up to {high}"
    else:
        low = _rate(fine.min, fine, facts, language)
        if low == high:
            stated = low
        else:
            stated = f"{low}以上{high}以下" if zh else f"{low} to {high}"
    return (
        f"{base}{stated}{_limits(fine, language)}"
        if zh
        else f"{stated}{base}{_limits(fine, language)}"
    )


def band_words(fine: TierFine, facts: Mapping[str, Fact], language: Language) -> str:
    """Return the band of a tier as the standard states it."""
    if fine.amount is not None:
        text = ends_words(fine.amount, lambda end: _end(end, language), language)
    elif fine.share is not None:
        share = ends_words(fine.share, format_percent, language)
        text = f"法定幅度{share}的部分" if language == "zh" else f"{share} of the statutory range"
    else:
        assert fine.range is not None
        stated = ends_words(fine.range, lambda rate: _rate(rate, fine, facts, language), language)
        base = _base(fine, facts, language)
        text = f"{base}{stated}" if language == "zh" else f"{stated}{base}"
    for part in fine.plus:
        label = facts[part.per].label.get(language)
        add = money_words(Money(part.add), language)
        over = f"{part.beyond}" if part.beyond else ""
        if language == "zh":
            text += f"，{label}{f'超过{over}的部分' if over else ''}每{part.each or 1}增加{add}"
        else:
            text += f", plus {add} for each {part.each or 1} of {label}{f' beyond {over}' if over else ''}"
    return text + _limits(fine, language)


def ends_words(band: Interval[T], write: Callable[[T], str], language: Language) -> str:
    """Return a band that is bounded on both sides: ``35元以上84元以下``, ``35 yuan to 84 yuan``."""
    assert band.low is not None
    assert band.high is not None
    low, high = write(band.low), write(band.high)
    if low == high:
        return low
    if language == "zh":
        first = f"超过{low}" if band.low_open else f"{low}以上"
        second = f"不满{high}" if band.high_open else f"{high}以下"
        return first + second
    if not band.low_open and not band.high_open:
        return f"{low} to {high}"
    first = f"more than {low}" if band.low_open else f"at least {low}"
    second = f"less than {high}" if band.high_open else f"at most {high}"
    return f"{first} and {second}"


def _end(end: End, language: Language) -> str:
    if end.of == "money":
        return money_words(Money(end.fen), language)
    words = {
        "minimum": Text("最低限", "the minimum"),
        "middle": Text("中限", "the middle"),
        "maximum": Text("最高限", "the maximum"),
    }[end.of].get(language)
    if end.factor == 1:
        return words
    share = format_percent(end.factor)
    return f"{words}的{share}" if language == "zh" else f"{share} of {words}"


def _rate(
    rate: Fraction | FactReference,
    quantity: Quantity,
    facts: Mapping[str, Fact],
    language: Language,
) -> str:
    if isinstance(rate, FactReference):
        return facts[rate.fact].label.get(language)
    if quantity.times_of is not None:
        return f"{plain_words(rate)}倍" if language == "zh" else f"{plain_words(rate)} times"
    if quantity.percent_of is not None:
        return format_percent(rate)
    return money_words(Money(int(rate)), language)


def _base(quantity: Quantity, facts: Mapping[str, Fact], language: Language) -> str:
    if quantity.base is None:
        return ""
    fact = facts[quantity.base]
    label = fact.label.get(language)
    if quantity.per is not None:
        unit = fact.unit.get(language) if fact.unit else ""
        each = plain_words(quantity.each) if quantity.each else ""
        if language == "zh":
            return f"按{label}，每{each}{unit or '单位'}"
        return f" for each {each + ' ' if each else ''}{unit or 'unit'} of {label}"
    return label if language == "zh" else f" {label}" if quantity.times_of else f" of {label}"


def _limits(quantity: Quantity, language: Language) -> str:
    zh = language == "zh"
    parts = []
    if quantity.base_at_least is not None:
        least = money_words(Money(quantity.base_at_least), language)
        parts.append(
            f"基数不足{least}的按{least}计" if zh else f"a base below {least} counts as {least}"
        )
    if quantity.at_least is not None:
        least = money_words(Money(quantity.at_least), language)
        parts.append(f"不低于{least}" if zh else f"at least {least}")
    if quantity.at_most is not None:
        most = money_words(Money(quantity.at_most), language)
        parts.append(f"不超过{most}" if zh else f"at most {most}")
    if not parts:
        return ""
    return f"（{'，'.join(parts)}）" if zh else f" ({', '.join(parts)})"


def plain_words(number: Fraction) -> str:
    """Return a number without a unit: ``1.5``, ``1/3``."""
    return format_percent(number / 100).removesuffix("%")
