"""Fee items in both languages: standards, status and reductions as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from penaltybench.condition import Wording, describe
from penaltybench.money import Money
from penaltybench.period import Period, format_date_zh
from penaltybench.ruleset.fee import FeeEdition, Reduction
from penaltybench.ruleset.models import BandFile, ChargeFile, Declared, FeePolicy, PriceDocument
from penaltybench.ruleset.published import Fact
from penaltybench.text import Language, Text
from penaltybench.values import format_percent
from penaltybench.words import citations_words, ends_words, money_words, plain_words

STATES: Mapping[str, Text] = {
    "in_force": Text("执行", "charged"),
    "reduced": Text("降低标准", "charged at a lowered standard"),
    "suspended": Text("停征", "suspended"),
    "exempt": Text("免征", "exempted"),
    "abolished": Text("取消", "abolished"),
}
"""Whether an item is charged."""
TOGETHER: Mapping[str, Text] = {
    "largest": Text("只适用减免最多的一项", "only the reduction that leaves least"),
    "successive": Text(
        "依次计算，每项以前项减免后的余额为基数", "one after the other, each on what is left"
    ),
    "added": Text("各项相加，减至零为止", "added up, never below nothing"),
}
"""What several reductions do together."""
POLICY: Mapping[str, tuple[Text, Text]] = {
    "discretionary": (
        Text("收费标准为幅度的", "a standard that is a range"),
        Text("按下限收取", "charged at its lower bound"),
    ),
    "higher_ends": (
        Text("上级已取消、停征、免征的", "what a higher layer has ended"),
        Text("不收取", "not charged"),
    ),
    "standard": (
        Text("各级标准不同的", "where the layers' standards differ"),
        Text("按最低的标准收取", "charged by the lowest one"),
    ),
    "similar": (
        Text("与已取消项目相类似的", "what resembles an abolished item"),
        Text("不收取", "not charged"),
    ),
    "unlisted": (
        Text("不在目录中的", "what is not in the catalogue"),
        Text("不收取", "not charged"),
    ),
}
"""The rules by which a jurisdiction binds what is charged: what each is about, and what it says."""
_USUAL = Wording()
_UNIT = Text("单位", "unit")


def state_words(edition: FeeEdition, language: Language) -> str:
    """Return the state of an item with the document that brought it about, and its day."""
    state = STATES[edition.state].get(language)
    if edition.changed_by is None:
        return state
    document = document_words(edition.changed_by, language)
    return f"{state}（{document}）" if language == "zh" else f"{state} ({document})"


def document_words(document: PriceDocument, language: Language) -> str:
    """Return a document by its number, with its issuer and its day as far as they are known."""
    zh = language == "zh"
    parts = [f"{document.by}{document.document}" if zh and document.by else document.document]
    if document.by and not zh:
        parts.append(document.by)
    if document.on is not None:
        parts.append(format_date_zh(document.on) if zh else document.on.isoformat())
    return ("，" if zh else ", ").join(parts)


def charge_words(part: ChargeFile, facts: Mapping[str, Fact], language: Language) -> str:
    """Return a part of a standard as the price document states it: ``标的额超过20万元的部分0.5%``.

    ``facts`` are those of the edition; a scale is named, see :func:`scale_words` for its bands.
    """
    text = _method(part, facts, language)
    zh = language == "zh"
    if part.share is not None:
        text += f"，按其{part.share}收取" if zh else f", {part.share} of it"
    bounds = []
    if part.at_least is not None:
        least = money_words(Money(part.at_least), language)
        bounds.append(f"不低于{least}" if zh else f"at least {least}")
    if part.at_most is not None:
        most = money_words(Money(part.at_most), language)
        bounds.append(f"不超过{most}" if zh else f"at most {most}")
    if not bounds:
        return text
    return f"{text}（{'，'.join(bounds)}）" if zh else f"{text} ({', '.join(bounds)})"


def _method(part: ChargeFile, facts: Mapping[str, Fact], language: Language) -> str:
    zh = language == "zh"
    if part.amount is not None:
        return ends_words(part.amount, lambda fen: _yuan(fen, language), language)
    if part.scale is not None:
        assert part.of is not None
        base = facts[part.of].label.get(language)
        if zh:
            return f"以{base}为基数，按分段标准 {part.scale} 累进计算"
        return f"by the bands of {part.scale} on {base}"
    assert part.rate is not None
    if part.percent_of is not None:
        rate = ends_words(part.rate, format_percent, language)
        base = facts[part.percent_of].label.get(language)
        if part.beyond is None:
            return f"{base}的{rate}" if zh else f"{rate} of {base}"
        beyond = _yuan(part.beyond, language)
        return f"{base}超过{beyond}的部分的{rate}" if zh else f"{rate} of {base} beyond {beyond}"
    return _per_unit(part, facts, language)


def _per_unit(part: ChargeFile, facts: Mapping[str, Fact], language: Language) -> str:
    assert part.rate is not None
    assert part.per is not None
    zh = language == "zh"
    rate = ends_words(part.rate, lambda fen: _yuan(fen, language), language)
    labels = [facts[name].label.get(language) for name in part.per]
    units = [(facts[name].unit or _UNIT).get(language) for name in part.per]
    each = "" if part.each is None else plain_words(part.each)
    if zh:
        # What is counted together is one unit (平方米·日); otherwise each has its own 每.
        counted = "·".join(units) if each else "每".join(units)
        text = f"按{'、'.join(labels)}，每{each}{counted}{rate}"
    else:
        counted = "·".join(units) if each else " and ".join(units)
        text = f"{rate} per {each + ' ' if each else ''}{counted} of {' × '.join(labels)}"
    if part.beyond is not None:
        beyond = plain_words(part.beyond)
        text += (
            f"（只计超过{beyond}{units[0]}的部分）"
            if zh
            else f" (only what exceeds {beyond} {units[0]})"
        )
    if part.started != "exact":
        whole = f"{each or '1'}{'' if zh else ' '}{'·'.join(units)}"
        if part.started == "whole":
            text += (
                f"，不足{whole}的按{whole}计" if zh else f", a part of {whole} counts as a whole"
            )
        else:
            text += f"，不足{whole}的不计" if zh else f", a part of {whole} does not count"
    return text


def scale_words(bands: Sequence[BandFile], language: Language) -> tuple[tuple[str, str], ...]:
    """Return the bands of a scale: what each holds, and what it costs."""
    zh = language == "zh"
    found = []
    reached: int | None = None
    for band in bands:
        low = "" if reached is None else money_words(Money(reached), language)
        high = "" if band.up_to is None else money_words(Money(band.up_to), language)
        if zh:
            span = (f"超过{low}" if low else "") + (f"至{high}" if low and high else "")
            span = f"{span}的部分" if low else f"不超过{high}的部分" if high else "全部"
        elif low:
            span = f"above {low}" + (f" and up to {high}" if high else "")
        else:
            span = f"up to {high}" if high else "all"
        if band.rate is not None:
            cost = format_percent(band.rate)
        else:
            assert band.amount is not None
            amount = money_words(Money(band.amount), language)
            cost = f"整段{amount}" if zh else f"{amount} for the whole band"
        found.append((span, cost))
        reached = band.up_to
    return tuple(found)


def reduction_words(
    reduction: Reduction,
    facts: Mapping[str, Fact],
    language: Language,
    wording: Wording = _USUAL,
) -> str:
    """Return what a reduction takes off, when and how long, and the document that grants it.

    ``facts`` and ``wording`` are those of the edition.
    """
    zh = language == "zh"
    text = relief_words(reduction, language)
    words = {name: fact.words() for name, fact in facts.items()}
    condition = describe(reduction.when, words, language, wording)
    if condition:
        text = f"{condition}的，{text}" if zh else f"{text} if {condition}"
    notes = [
        note for note in (period_words(reduction.period, language), reduction.document) if note
    ]
    if not notes:
        return text
    return f"{text}（{'；'.join(notes)}）" if zh else f"{text} ({'; '.join(notes)})"


def relief_words(reduction: Reduction, language: Language) -> str:
    """Return what a reduction takes off, with its force: ``减征50%``, ``可以免征``."""
    zh = language == "zh"
    shall = reduction.force == "shall"
    if reduction.exempts:
        if zh:
            return "免征" if shall else "可以免征"
        return "nothing is charged" if shall else "may be waived"
    if reduction.by is not None:
        off = ends_words(reduction.by, format_percent, language)
    else:
        assert reduction.less is not None
        off = money_words(Money(reduction.less), language)
    if zh:
        return f"{'减征' if shall else '可以减征'}{off}"
    return f"{'reduced by' if shall else 'may be reduced by'} {off}"


def policy_words(policy: FeePolicy, language: Language) -> tuple[tuple[str, str], ...]:
    """Return each rule that is declared: what it is about, and what it says with its source."""
    zh = language == "zh"
    found = []
    for name, (about, what) in POLICY.items():
        rule = getattr(policy, name)
        if rule is not None:
            found.append((about, what, rule))
    if policy.reductions is not None:
        about = Text("同时符合几项减免的", "several reductions at once")
        found.append((about, TOGETHER[policy.reductions.rule], policy.reductions))
    return tuple(
        (about.get(language), _sourced(what.get(language), rule, zh=zh))
        for about, what, rule in found
    )


def _sourced(text: str, rule: Declared, *, zh: bool) -> str:
    notes = [] if rule.label is None else [rule.label.zh if zh else rule.label.en]
    cite = citations_words(rule.cite, "zh" if zh else "en")
    notes.extend([cite] if cite else [])
    if not notes:
        return text
    return f"{text}（{'；'.join(notes)}）" if zh else f"{text} ({'; '.join(notes)})"


def period_words(period: Period, language: Language) -> str:
    """Return from when until when a reduction is granted; an empty text if that is not limited."""
    zh = language == "zh"
    start = "" if period.start.year == 1 else _day(period, language)
    if period.end is None:
        if not start:
            return ""
        return f"自{start}起" if zh else f"from {start}"
    end = format_date_zh(period.end) if zh else period.end.isoformat()
    if not start:
        return f"至{end}止" if zh else f"until {end}"
    return f"自{start}起至{end}止" if zh else f"from {start} until {end}"


def _day(period: Period, language: Language) -> str:
    return format_date_zh(period.start) if language == "zh" else period.start.isoformat()


def _yuan(fen: Fraction, language: Language) -> str:
    return money_words(Money(int(fen)), language)
