"""The general rules of an edition: circumstances, their effect on the amount, procedure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from penaltybench.cli.blocks import Block, Heading, Pairs, Table
from penaltybench.cli.edition_words import EditionWords
from penaltybench.cli.result_lines import limit_words
from penaltybench.condition import Condition, describe_test
from penaltybench.condition.describe import FactWords
from penaltybench.money import Money
from penaltybench.ruleset.edition import Circumstance, Edition, ProcedureRule
from penaltybench.ruleset.models import Adjustment, Citation, End
from penaltybench.text import Language, Text
from penaltybench.values import FactType, format_percent, format_value
from penaltybench.words import (
    CHOICES,
    CONFLICTS,
    EFFECTS,
    ENDS,
    FORCES,
    GRADES,
    NEEDS,
    PENALTIES,
    POINTS,
    citations_words,
    money_words,
)

Describe = Callable[[Condition], str]
_MODES = {
    "down": Text("舍去余数", "rounded down"),
    "up": Text("有余数即进一", "rounded up"),
    "half_up": Text("四舍五入", "rounded half up"),
    "half_even": Text("四舍六入五成双", "rounded half to even"),
}
_DEFAULTS = {
    "severe": Text("档次幅度的上限", "the high end of the tier"),
    "lenient": Text("档次幅度的下限", "the low end of the tier"),
    "mitigated": Text("低于法定最低额", "below the statutory minimum"),
}


def rules(words: EditionWords[Edition]) -> Iterator[Block]:
    """Yield circumstances, their effect on the amount, and procedure."""
    edition, language, describe = words.edition, words.language, words.condition
    zh = language == "zh"
    if edition.circumstances:
        yield Heading("情节" if zh else "Circumstances")
        header = (
            ("编号", "情节", "作用和认定", "依据")
            if zh
            else ("id", "circumstance", "effect", "source")
        )
        rows = tuple(_circumstance(item, language, describe) for item in edition.circumstances)
        yield Table(header, rows)
    yield Heading(
        "情节对金额的作用、取整和其他规则"
        if zh
        else "Effect on the amount, rounding, further rules"
    )
    yield Pairs(tuple(_amounts(edition, language, describe)))
    if edition.procedure:
        yield Heading("程序" if zh else "Procedure")
        titles = ("步骤", "何时", "依据") if zh else ("step", "when", "source")
        steps = tuple(_procedure(rule, language, describe) for rule in edition.procedure)
        yield Table(titles, steps)


def _circumstance(item: Circumstance, language: Language, describe: Describe) -> tuple[str, ...]:
    zh = language == "zh"
    effect = f"{FORCES[item.force].get(language)}{'' if zh else ': '}{EFFECTS[item.effect].get(language)}"
    found = "由办案人员认定" if zh else "found by the officer"
    if item.when is not None:
        found = f"{'条件：' if zh else 'if: '}{describe(item.when)}"
    lines = [effect, _needs(item.needs, language), found]
    return (
        item.id,
        item.label.get(language),
        "\n".join(line for line in lines if line),
        citations_words(item.cite, language),
    )


def _needs(needs: tuple[str, ...], language: Language) -> str:
    words = ("、" if language == "zh" else ", ").join(NEEDS[need].get(language) for need in needs)
    if not words:
        return ""
    return f"须{words}" if language == "zh" else f"needs {words}"


def _amounts(edition: Edition, language: Language, describe: Describe) -> Iterator[tuple[str, str]]:
    zh = language == "zh"
    seen = dict.fromkeys(
        (effect, text)
        for schedule in edition.schedules
        for effect, adjustment in (
            ("severe", schedule.adjust.severe),
            ("lenient", schedule.adjust.lenient),
            ("mitigated", schedule.adjust.mitigated),
        )
        for text in [_adjustment(effect, adjustment, language)]
    )
    for effect, text in seen:
        yield EFFECTS[effect].get(language), text
    conflict = CONFLICTS[edition.weighing.conflict].get(language)
    yield (
        "从重与从轻并存" if zh else "both kinds",
        conflict + _cited(edition.weighing.cite, language),
    )
    if edition.weighing.two_or_more is not None:
        text = "取法定幅度的上限或者下限" if zh else "the bound of the statutory range"
        yield "两项以上同向" if zh else "two or more", text
    if edition.cap is not None:
        model = edition.cap.model
        text = f"{model.label.get(language)}{'：' if zh else ': '}{_end(model.at, language)}"
        if edition.cap.unless is not None:
            text += f"\n{'除外：' if zh else 'unless: '}{describe(edition.cap.unless)}"
        yield "上限" if zh else "cap", text + _cited(model.cite, language)
    rounding = edition.rounding
    unit = money_words(Money(rounding.unit), language)
    mode = _MODES[rounding.mode].get(language)
    text = f"以{unit}为单位，{mode}" if zh else f"to {unit}, {mode}"
    yield "取整" if zh else "rounding", text + _cited(rounding.cite, language)
    yield "建议金额" if zh else "suggested", POINTS[edition.suggest].get(language)
    if edition.late_payment is not None:
        late = edition.late_payment
        text = (
            f"每日按罚款的{format_percent(late.per_day)}加处"
            if zh
            else f"{format_percent(late.per_day)} of the fine a day"
        )
        if late.at_most is not None:
            most = format_percent(late.at_most)
            text += f"，至多为罚款的{most}" if zh else f", at most {most} of the fine"
        yield "逾期缴纳" if zh else "late payment", text + _cited(late.cite, language)
    if edition.choice is not None:
        choice = CHOICES[edition.choice.rule].get(language)
        yield "新旧版本" if zh else "old and new", choice + _cited(edition.choice.cite, language)
    if edition.one_act is not None:
        text = "按罚款数额高的规定处罚" if zh else "the norm with the higher fine"
        yield (
            "一个行为违反几个规范" if zh else "one act, several norms",
            text + _cited(edition.one_act.cite, language),
        )
    if edition.combined is not None:
        yield "合并的上限" if zh else "limits", limit_words(edition.combined, language)


def _adjustment(effect: str, adjustment: Adjustment | None, language: Language) -> str:
    zh = language == "zh"
    if adjustment is None:
        return _DEFAULTS[effect].get(language)
    if adjustment.to is not None:
        text = (
            f"档次{POINTS[adjustment.to].zh}" if zh else f"{POINTS[adjustment.to].en} of the tier"
        )
        text = ("档次幅度的上限" if adjustment.to == "high" else "档次幅度的下限") if zh else text
    elif adjustment.shift is not None:
        up = adjustment.shift == "1"
        text = ("升一档" if up else "降一档") if zh else ("one tier up" if up else "one tier down")
    else:
        assert adjustment.up_to is not None
        assert adjustment.of is not None
        share, of = format_percent(adjustment.up_to), ENDS[adjustment.of].get(language)
        verb = ("增加" if zh else "up") if effect == "severe" else ("减少" if zh else "down")
        text = f"{verb}，至多为{of}的{share}" if zh else f"{verb} by at most {share} of {of}"
        if effect == "lenient":
            text += "，不低于法定最低额" if zh else ", not below the statutory minimum"
    needs = _needs(adjustment.needs, language)
    return (
        text
        + (f"{'；' if zh else '; '}{needs}" if needs else "")
        + _cited(adjustment.cite, language)
    )


def _end(end: End, language: Language) -> str:
    if end.of == "money":
        return money_words(Money(end.fen), language)
    words = ENDS[end.of].get(language)
    if end.factor == 1:
        return words
    share = format_percent(end.factor)
    return f"{words}的{share}" if language == "zh" else f"{share} of {words}"


def _cited(citations: tuple[Citation, ...], language: Language) -> str:
    words = citations_words(citations, language)
    if not words:
        return ""
    return f"（{words}）" if language == "zh" else f" ({words})"


def _procedure(rule: ProcedureRule, language: Language, describe: Describe) -> tuple[str, str, str]:
    zh = language == "zh"
    label = rule.label.get(language)
    if rule.days is not None:
        unit = (
            ("个工作日" if rule.working else "日")
            if zh
            else (" working days" if rule.working else " days")
        )
        label += f"（{rule.days}{unit}）" if zh else f" ({rule.days}{unit})"
    reasons = []
    if rule.fine is not None:
        words = FactWords(
            FactType.MONEY,
            Text("罚款", "fine").get,
            lambda value, one: format_value(FactType.MONEY, value, one),
        )
        reasons.append(describe_test(words, rule.fine, language))
    joiner = "、" if zh else ", "
    if rule.kinds:
        names = joiner.join(
            PENALTIES[kind].get(language) for kind in PENALTIES if kind in rule.kinds
        )
        reasons.append(f"处以{names}" if zh else f"penalty: {names}")
    if rule.grades:
        names = joiner.join(GRADES[grade].get(language) for grade in GRADES if grade in rule.grades)
        reasons.append(names)
    when = describe(rule.when)
    either = "\n或者" if zh else "\nor "
    parts = [part for part in (when, either.join(reasons)) if part]
    if rule.without_other:
        parts.append("没有其他种类的处罚" if zh else "no other kind of penalty")
    both = "，且\n" if zh else " and\n"
    return (
        label,
        both.join(parts) or ("总是" if zh else "always"),
        citations_words(rule.cite, language),
    )
