"""What an edition of any kind says of itself, and the facts that it declares, as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from penaltybench.cli.blocks import Block, Heading, Items, Paragraph, Table
from penaltybench.cli.edition_words import E, EditionWords, unfolded
from penaltybench.condition import describe_test
from penaltybench.ruleset.published import Fact
from penaltybench.text import Text
from penaltybench.values import FactType
from penaltybench.words import EDITION_STATUSES, SURENESS

_TYPES = {
    FactType.MONEY: Text("金额", "money"),
    FactType.INTEGER: Text("整数", "whole number"),
    FactType.DECIMAL: Text("数", "number"),
    FactType.BOOLEAN: Text("true 或者 false", "true or false"),
    FactType.ENUM: Text("选项", "one of"),
    FactType.DATE: Text("日期", "date"),
}


def title_blocks(w: EditionWords[E]) -> Iterator[Block]:
    """Yield the title, and what to beware of."""
    yield Heading(w.edition.title.get(w.language), 1)
    if w.edition.status != "in-force":
        status = EDITION_STATUSES[w.edition.status].get(w.language)
        yield Paragraph(w.say(f"【{status}】", f"[{status}]"), "warning")


def head_rows(
    w: EditionWords[E], *own: tuple[str, str], refines: str | None = None
) -> Iterator[tuple[str, str]]:
    """Yield id, status, days in force, issuer, source; ``own`` rows of the kind stand in between."""
    edition, language = w.edition, w.language
    yield w.say("编号", "id"), edition.id
    yield w.say("状态", "status"), EDITION_STATUSES[edition.status].get(language)
    end = edition.dated.end
    dated = (
        f"{edition.dated.start} – {end}"
        if end
        else w.say(f"{edition.dated.start} 起", f"from {edition.dated.start}")
    )
    if (edition.period.start, edition.period.end) != (edition.dated.start, end):
        part = f"{edition.period.start} – {edition.period.end or '…'}"
        dated += w.say(f"（与一般规定合看：{part}）", f" (with the general rules: {part})")
    yield w.say("施行", "in force"), dated
    yield from own
    if edition.issued is not None:
        issued = edition.issued
        yield w.say("发布机关", "issued by"), issued.by
        if issued.document is not None:
            yield w.say("文件", "document"), issued.document
        if issued.on is not None:
            yield w.say("发布日期", "issued on"), issued.on.isoformat()
        if issued.url is not None:
            yield w.say("网址", "address"), issued.url
    yield w.say("来源", "source"), edition.source.text
    yield w.say("可靠程度", "sureness"), SURENESS[edition.source.sure].get(language)
    if edition.source.note is not None:
        yield w.say("说明", "note"), unfolded(edition.source.note)
    if edition.uses:
        yield w.say("同时适用", "uses"), "\n".join(edition.uses)
    if refines is not None:
        yield w.say("细化的上级基准", "refines"), refines
    yield w.say("摘要", "digest"), edition.digest


def facts_blocks(w: EditionWords[E], title: str, facts: Iterable[Fact]) -> Iterator[Block]:
    """Yield the table of facts with the values that they may have; nothing if there are none."""
    found = list(facts)
    if not found:
        return
    yield Heading(title)
    header = (w.say("编号", "id"), w.say("要素", "fact"), w.say("取值", "values"))
    rows = ((fact.id, fact.label.get(w.language), "\n".join(_values(w, fact))) for fact in found)
    yield Table(header, tuple(rows))
    notes = [
        f"{fact.id}{w.say('：', ': ')}{unfolded(fact.describe.get(w.language))}"
        for fact in found
        if fact.describe is not None
    ]
    if notes:
        yield Items(tuple(notes))


def _values(w: EditionWords[E], fact: Fact) -> Iterator[str]:
    kind = _TYPES[fact.type].get(w.language)
    if fact.unit is not None:
        kind += w.say(f"（{fact.unit.zh}）", f" ({fact.unit.en})")
    if fact.domain is not None:
        phrase = describe_test(fact.words(), fact.domain, w.language)
        phrase = phrase.removeprefix(fact.label.get(w.language)).strip()
        kind += w.say(f"，{phrase}", f", {phrase}")
    if fact.type is not FactType.ENUM:
        yield kind
    for word, label in fact.values.items():
        text = label.get(w.language)
        yield word if text == word else f"{word} = {text}"
    if fact.several:
        yield w.say("可以列出多个，以最重的为准", "several may be listed, the worst counts")
    if fact.derive is not None:
        rule = fact.derive
        unit, pair = next(
            (unit, pair)
            for unit, pair in (
                ("years", rule.years),
                ("months", rule.months),
                ("days", rule.days),
            )
            if pair is not None
        )
        zh = {"years": "整年数", "months": "整月数", "days": "天数"}[unit]
        yield w.say(
            f"推定：{pair[0]} 至 {pair[1]} 的{zh}",
            f"derived: {unit} from {pair[0]} to {pair[1]}",
        )
    if fact.unascertainable is not None:
        counts = fact.unascertainable.counts_as
        text = w.say("最轻一档", "the lightest") if counts == "lightest" else counts
        yield w.say(f"无法查明时按{text}", f"counts as {text} if it cannot be ascertained")
