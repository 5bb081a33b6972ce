"""Words for what an assessment says: statuses, amounts, and the arithmetic of a charge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from penaltybench.fees.band import Band
from penaltybench.fees.charge import PartTrace, Slice
from penaltybench.interval import Interval
from penaltybench.money import Money
from penaltybench.ruleset.published import Fact
from penaltybench.text import Language, Text
from penaltybench.values import FactType, format_percent
from penaltybench.words import ends_words, money_words, plain_words

STATUSES: Mapping[str, Text] = {
    "due": Text("已确定", "determined"),
    "range": Text("在幅度内由收费部门决定", "the authority decides inside a range"),
    "undetermined": Text("尚不确定", "undetermined"),
    "not_charged": Text("不收取", "not charged"),
    "gap": Text("没有适用的标准", "no standard applies"),
    "conflict": Text("标准相互冲突", "standards in conflict"),
}
AMOUNTS: Mapping[str, Text] = {
    "due": Text("应收", "Due"),
    "not_charged": Text("应收", "Due"),
    "range": Text("收费幅度", "Range"),
    "undetermined": Text("可能的金额", "Possible amount"),
}
"""What the amounts of an assessment are, by its status."""
VERDICTS: Mapping[str, Text] = {
    "correct": Text("相符", "correct"),
    "overcharged": Text("多收", "overcharged"),
    "undercharged": Text("少收", "undercharged"),
    "undecided": Text("不能确定", "undecided"),
}


def span_words(low: Money | None, high: Money | None, language: Language) -> str:
    """Return one amount, a range, or ``2,250元以上（没有上限）``."""
    zh = language == "zh"
    if low is None:
        return "没有金额" if zh else "no amount"
    start = money_words(low, language)
    if high is None:
        if low.fen == 0:
            return "金额没有上限" if zh else "an amount without an upper limit"
        return f"{start}以上（没有上限）" if zh else f"at least {start} (no upper limit)"
    if low == high:
        return start
    end = money_words(high, language)
    return f"{start}以上{end}以下" if zh else f"{start} to {end}"


def exact_words(fen: Fraction, language: Language) -> str:
    """Return an exact amount before rounding: ``16.665元``, ``100/3元`` if it is no finite decimal."""
    if fen.denominator == 1:
        return money_words(Money(int(fen)), language)
    yuan = plain_words(fen / 100)
    if "/" not in yuan:
        yuan = f"{Decimal(yuan):,f}"
    return f"{yuan}元" if language == "zh" else f"{yuan} yuan"


def band_words(band: Band, language: Language) -> str:
    """Return the amounts of a band whose bases are known."""
    return amounts_words(band.interval, language)


def amounts_words(amounts: Interval[Fraction], language: Language) -> str:
    """Return amounts before rounding: one, or a range."""
    return ends_words(amounts, lambda fen: exact_words(fen, language), language)


def part_lines(trace: PartTrace, facts: Mapping[str, Fact], language: Language) -> Iterator[str]:
    """Yield the arithmetic of a part of a charge, a line a step; the last one ends with the result."""
    zh = language == "zh"
    part = trace.part
    if part.scale is not None:
        name, base = trace.bases[0]
        label = facts[name].label.get(language)
        yield f"{label} {exact_words(base.exact, language)}"
        for one in trace.slices:
            yield slice_words(one, language)
        if len(trace.slices) > 1:
            total = band_words(trace.amount, language)
            yield f"合计 {total}" if zh else f"together {total}"
    elif part.amount is not None:
        yield band_words(trace.amount, language)
    else:
        yield _product(trace, facts, language)
    left = trace.amount
    if part.share is not None:
        left = left.scaled(part.share)
        result = band_words(left, language)
        yield f"按其{part.share}：{result}" if zh else f"{part.share} of it: {result}"
    if part.at_least is not None:
        after = left.at_least(Fraction(part.at_least))
        yield from _bounded(Text("不低于", "at least"), part.at_least, left, after, language)
        left = after
    if part.at_most is not None:
        after = left.at_most(Fraction(part.at_most))
        yield from _bounded(Text("不超过", "at most"), part.at_most, left, after, language)


def _bounded(
    words: Text, bound: int, before: Band, after: Band, language: Language
) -> Iterator[str]:
    if after == before:
        return
    limit, result = money_words(Money(bound), language), band_words(after, language)
    said = words.get(language)
    yield f"{said}{limit}：{result}" if language == "zh" else f"{said} {limit}: {result}"


def slice_words(one: Slice, language: Language) -> str:
    """Return what of the base fell into a band, its rate and the amount."""
    zh = language == "zh"
    start = money_words(Money(one.start), language)
    end = None if one.end is None else money_words(Money(one.end), language)
    if zh:
        span = f"不超过{end}" if not one.start else f"超过{start}" + (f"至{end}" if end else "")
        span = "全部" if not one.start and not end else f"{span}的部分"
    elif not one.start:
        span = f"up to {end}" if end else "all"
    else:
        span = f"above {start}" + (f" up to {end}" if end else "")
    amount = exact_words(one.amount.exact, language)
    if one.rate is None:
        return f"{span}：{amount}" if zh else f"{span}: {amount}"
    inside = exact_words(one.inside.exact, language)
    cost = f"{inside} × {format_percent(one.rate)} = {amount}"
    return f"{span}：{cost}" if zh else f"{span}: {cost}"


def _product(trace: PartTrace, facts: Mapping[str, Fact], language: Language) -> str:
    zh = language == "zh"
    part = trace.part
    assert part.rate is not None
    assert trace.counted is not None
    factors = [
        f"{facts[name].label.get(language)} {_number(facts[name], end.exact, language)}"
        for name, end in trace.bases
    ]
    shown = " × ".join(factors)
    counted = trace.counted.exact
    money = part.percent_of is not None
    if part.beyond is not None:
        name, base = trace.bases[0]
        limit = _number(facts[name], part.beyond, language)
        over = _number(facts[name], base.beyond(part.beyond).exact, language)
        shown += f"，超过{limit}的部分 {over}" if zh else f", beyond {limit}: {over}"
    if part.each is not None or part.started != "exact":
        units = plain_words(counted)
        each = plain_words(part.each or Fraction(1))
        shown += f"，每{each}为一计费单位，计{units}" if zh else f", in units of {each}: {units}"
    write = format_percent if money else lambda fen: exact_words(fen, language)
    rate = ends_words(part.rate, write, language)
    return f"{shown} × {rate} = {band_words(trace.amount, language)}"


def _number(fact: Fact, value: Fraction, language: Language) -> str:
    if fact.type is FactType.MONEY:
        return exact_words(value, language)
    return _counted(value, fact, language)


def _counted(value: Fraction, fact: Fact, language: Language) -> str:
    text = plain_words(value)
    if fact.unit is None:
        return text
    return text + fact.unit.zh if language == "zh" else f"{text} {fact.unit.en}"
