"""An edition of a penalty standard as people know it: header, facts, bases and tables."""

from __future__ import annotations

from collections.abc import Iterator

from penaltybench.cli.blocks import Block, Heading, Items, Pairs
from penaltybench.cli.edition_head import facts_blocks, head_rows, title_blocks
from penaltybench.cli.edition_rules import rules
from penaltybench.cli.edition_tables import bases_table, points_blocks, tiers_blocks
from penaltybench.cli.edition_words import EditionWords
from penaltybench.ruleset.edition import Edition, Points, Schedule
from penaltybench.text import Text
from penaltybench.words import citation_words

_RESPONDENTS = {
    "party": Text("当事人", "the party"),
    "unit": Text("单位", "the unit"),
    "person": Text("责任人员", "the person responsible"),
}


class EditionText(EditionWords[Edition]):
    """Describes one edition in one language."""

    def blocks(self) -> Iterator[Block]:
        """Yield the whole edition."""
        edition = self.edition
        yield from title_blocks(self)
        yield Pairs(tuple(head_rows(self, refines=edition.refines)))
        own = edition.own_facts()
        yield from facts_blocks(
            self, self.say("事实要素", "Facts"), [edition.facts[name] for name in own]
        )
        for schedule in edition.schedules:
            yield from self._schedule(schedule)
        yield from rules(self)
        others = [fact for name, fact in edition.facts.items() if name not in own]
        yield from facts_blocks(
            self, self.say("一般规定所用的要素", "Facts of the general rules"), others
        )

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
