"""An edition of time limits: what the law allows, what is promised, by how much it may be extended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from penaltybench.cli.blocks import Block, Heading, Pairs, without_empty
from penaltybench.cli.edition_common import citations_data, condition_data, head_data
from penaltybench.cli.edition_head import facts_blocks, head_rows, title_blocks
from penaltybench.cli.edition_words import EditionWords
from penaltybench.cli.faults import text_data
from penaltybench.cli.result_lines import aside
from penaltybench.limit_words import promise_words, span_words
from penaltybench.ruleset.load import Standard
from penaltybench.ruleset.models import Citation, SpanFile
from penaltybench.ruleset.time_limit import LimitRow, TimeLimitEdition
from penaltybench.words import citations_words


class TimeLimitText(EditionWords[TimeLimitEdition]):
    """Describes one edition of time limits in one language."""

    def blocks(self) -> Iterator[Block]:
        """Yield the whole edition."""
        edition = self.edition
        yield from title_blocks(self)
        department = self.say("办理机关", "department"), edition.department.get(self.language)
        yield Pairs(tuple(head_rows(self, department)))
        yield from facts_blocks(self, self.say("事实要素", "Facts"), edition.facts.values())
        yield Heading(self.say("时限", "Time limits"))
        header = (
            self.say("时限", "limit"),
            self.say("条件", "condition"),
            self.say("法定", "statutory"),
            self.say("承诺", "promised"),
            self.say("可以延长", "extension"),
            self.say("依据", "source"),
        )
        yield without_empty(header, [self._row(row) for row in edition.rows])
        rules = tuple(self._rules())
        if rules:
            yield Heading(self.say("规则", "Rules"))
            yield Pairs(rules)

    def _row(self, row: LimitRow) -> tuple[str, ...]:
        extension = ""
        if row.extension is not None:
            label = aside(row.extension.label.get(self.language), self.language)
            extension = span_words(row.extension, self.language) + label
        promised = "" if row.promised is None else span_words(row.promised, self.language)
        return (
            row.label.get(self.language),
            self.condition(row.when),
            span_words(row.statutory, self.language),
            promised,
            extension,
            citations_words(_cited(row), self.language),
        )

    def _rules(self) -> Iterator[tuple[str, str]]:
        promise, stops = self.edition.promise, self.edition.not_counted
        if promise is not None:
            text = promise_words(promise, self.language)
            if promise.unless is not None:
                text += f"\n{self.say('除外：', 'unless: ')}{self.condition(promise.unless)}"
            yield self.say("承诺时限", "promises"), text
        if stops is not None:
            cite = aside(citations_words(stops.cite, self.language), self.language)
            yield self.say("不计入时限", "not counted"), stops.label.get(self.language) + cite


def time_limit_data(
    edition: TimeLimitEdition, standard: Standard[TimeLimitEdition]
) -> dict[str, Any]:
    """Return an edition as JSON data; conditions are in words, in both languages."""
    promise, stops = edition.promise, edition.not_counted
    return {
        **head_data(edition, standard, "time-limit"),
        "department": text_data(edition.department),
        "limits": [
            {
                "id": row.id,
                "label": text_data(row.label),
                "when": condition_data(row.when, edition),
                "statutory": _span(row.statutory),
                "promised": _span(row.promised),
                "extension": None
                if row.extension is None
                else {"label": text_data(row.extension.label), **_days(row.extension)},
                "cite": citations_data(row.cite),
            }
            for row in edition.rows
        ],
        "promise": None
        if promise is None
        else {
            "at_most": str(promise.at_most),
            "label": text_data(promise.label),
            "unless": condition_data(promise.unless, edition),
            "cite": citations_data(promise.cite),
        },
        "not_counted": None
        if stops is None
        else {"label": text_data(stops.label), "cite": citations_data(stops.cite)},
    }


def _cited(row: LimitRow) -> tuple[Citation, ...]:
    spans = [span for span in (row.statutory, row.promised, row.extension) if span is not None]
    return (*row.cite, *(cite for span in spans for cite in span.cite))


def _span(span: SpanFile | None) -> dict[str, Any] | None:
    return None if span is None else _days(span)


def _days(span: SpanFile) -> dict[str, Any]:
    return {"days": span.days, "working": span.working, "cite": citations_data(span.cite)}
