"""An edition as people know a standard: header, facts, bases and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from penaltybench.cli.blocks import Block, Heading, Items, Pairs, Paragraph, Table
from penaltybench.cli.edition_rules import rules
from penaltybench.cli.edition_tables import bases_table, points_blocks, tiers_blocks
from penaltybench.cli.edition_words import EditionWords, unfolded
from penaltybench.condition import describe_test
from penaltybench.ruleset.edition import Fact, Points, Schedule
from penaltybench.text import Text
from penaltybench.values import FactType
from penaltybench.words import (
    EDITION_STATUSES,
    SURENESS,
    citation_words,
)

_TYPES = {
    FactType.MONEY: Text("金额", "money"),
    FactType.INTEGER: Text("整数", "whole number"),
    FactType.DECIMAL: Text("数", "number"),
    FactType.BOOLEAN: Text("true 或者 false", "true or false"),
    FactType.ENUM: Text("选项", "one of"),
    FactType.DATE: Text("日期", "date"),
}
_RESPONDENTS = {
    "party": Text("当事人", "the party"),
    "unit": Text("单位", "the unit"),
    "person": Text("责任人员", "the person responsible"),
}


class EditionText(EditionWords):
    """Describes one edition in one language."""

    def blocks(self) -> Iterator[Block]:
        """Yield the whole edition."""
        edition = self.edition
        yield Heading(edition.title.get(self.language), 1)
        if edition.status != "in-force":
            status = EDITION_STATUSES[edition.status].get(self.language)
            yield Paragraph(self.say(f"【{status}】", f"[{status}]"), "warning")
        yield Pairs(tuple(self._header()))
        own = edition.own_facts()
        yield from self._facts(self.say("事实要素", "Facts"), [edition.facts[name] for name in own])
        for schedule in edition.schedules:
            yield from self._schedule(schedule)
        yield from rules(self)
        others = [fact for name, fact in edition.facts.items() if name not in own]
        yield from self._facts(self.say("一般规定所用的要素", "Facts of the general rules"), others)

    # --- header -----------------------------------------------------------------------------------

    def _header(self) -> Iterator[tuple[str, str]]:
        edition, language = self.edition, self.language
        yield self.say("编号", "id"), edition.id
        yield self.say("状态", "status"), EDITION_STATUSES[edition.status].get(language)
        end = edition.dated.end
        dated = (
            f"{edition.dated.start} – {end}"
            if end
            else self.say(f"{edition.dated.start} 起", f"from {edition.dated.start}")
        )
        if (edition.period.start, edition.period.end) != (edition.dated.start, end):
            part = f"{edition.period.start} – {edition.period.end or '…'}"
            dated += self.say(f"（与一般规定合看：{part}）", f" (with the general rules: {part})")
        yield self.say("施行", "in force"), dated
        if edition.issued is not None:
            issued = edition.issued
            yield self.say("发布机关", "issued by"), issued.by
            if issued.document is not None:
                yield self.say("文件", "document"), issued.document
            if issued.on is not None:
                yield self.say("发布日期", "issued on"), issued.on.isoformat()
            if issued.url is not None:
                yield self.say("网址", "address"), issued.url
        yield self.say("来源", "source"), edition.source.text
        yield self.say("可靠程度", "sureness"), SURENESS[edition.source.sure].get(language)
        if edition.source.note is not None:
            yield self.say("说明", "note"), unfolded(edition.source.note)
        if edition.uses:
            yield self.say("同时适用", "uses"), "\n".join(edition.uses)
        if edition.refines is not None:
            yield self.say("细化的上级基准", "refines"), edition.refines
        yield self.say("摘要", "digest"), edition.digest

    # --- facts ------------------------------------------------------------------------------------

    def _facts(self, title: str, facts: Iterable[Fact]) -> Iterator[Block]:
        found = list(facts)
        if not found:
            return
        yield Heading(title)
        header = (self.say("编号", "id"), self.say("要素", "fact"), self.say("取值", "values"))
        rows = (
            (fact.id, fact.label.get(self.language), "\n".join(self._values(fact)))
            for fact in found
        )
        yield Table(header, tuple(rows))
        notes = [
            f"{fact.id}{self.say('：', ': ')}{unfolded(fact.describe.get(self.language))}"
            for fact in found
            if fact.describe is not None
        ]
        if notes:
            yield Items(tuple(notes))

    def _values(self, fact: Fact) -> Iterator[str]:
        kind = _TYPES[fact.type].get(self.language)
        if fact.unit is not None:
            kind += self.say(f"（{fact.unit.zh}）", f" ({fact.unit.en})")
        if fact.domain is not None:
            phrase = describe_test(fact.words(), fact.domain, self.language)
            phrase = phrase.removeprefix(fact.label.get(self.language)).strip()
            kind += self.say(f"，{phrase}", f", {phrase}")
        if fact.type is not FactType.ENUM:
            yield kind
        for word, label in fact.values.items():
            text = label.get(self.language)
            yield word if text == word else f"{word} = {text}"
        if fact.several:
            yield self.say("可以列出多个，以最重的为准", "several may be listed, the worst counts")
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
            yield self.say(
                f"推定：{pair[0]} 至 {pair[1]} 的{zh}",
                f"derived: {unit} from {pair[0]} to {pair[1]}",
            )
        if fact.unascertainable is not None:
            counts = fact.unascertainable.counts_as
            text = self.say("最轻一档", "the lightest") if counts == "lightest" else counts
            yield self.say(f"无法查明时按{text}", f"counts as {text} if it cannot be ascertained")

    # --- schedules --------------------------------------------------------------------------------

    def _schedule(self, schedule: Schedule) -> Iterator[Block]:
        respondent = _RESPONDENTS.get(schedule.respondent)
        who = respondent.get(self.language) if respondent else schedule.respondent
        label = schedule.label.get(self.language)
        label = who if label == schedule.id else label
        yield Heading(self.say(f"裁量表：{label}", f"Schedule: {label}"))
        rows = [(self.say("处罚对象", "respondent"), who)]
        if not schedule.when.is_always:
            rows.append((self.say("适用条件", "applies if"), self.condition(schedule.when)))
        for name, value in schedule.sets:
            fact = self.edition.facts[name]
            rows.append((fact.label.get(self.language), fact.format(value, self.language)))
        yield Pairs(tuple(rows))
        yield bases_table(self, schedule.bases)
        quoted = [
            f"{citation_words(citation, self.language)}{self.say('：', ': ')}{citation.text}"
            for basis in schedule.bases
            for citation in (basis.statute, *(basis.fine.cite if basis.fine else ()))
            if citation.text
        ]
        if quoted:
            yield Items(tuple(dict.fromkeys(quoted)))
        if isinstance(schedule.table, Points):
            yield from points_blocks(self, schedule.table)
        else:
            yield from tiers_blocks(self, schedule.table)
