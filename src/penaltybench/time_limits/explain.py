"""Deadlines explained for people: facts, rows that were tried, how the days were counted, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from penaltybench.explain import Form
from penaltybench.limit_words import promise_words, row_words
from penaltybench.page import Page
from penaltybench.ruleset.time_limit import LimitRow
from penaltybench.text import Language
from penaltybench.time_limits.dates import LimitDates
from penaltybench.time_limits.outcome import Outcome
from penaltybench.time_limits.words import STATUSES, counted_words, done_words, due_words
from penaltybench.words import (
    citations_words,
    date_words,
)


def explanation(outcome: Outcome, language: Language, form: Form) -> str:
    """Return the whole explanation, ending with a newline."""
    page = _Page(language, form == "markdown", outcome)
    return "\n".join(page.lines()).strip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class _Page(Page):
    """Writes an explanation in one language and one form."""

    outcome: Outcome

    def lines(self) -> Iterator[str]:
        yield from self._header()
        yield from self._facts()
        yield self.heading(self.say("时限", "Time limits"))
        applying = {one.row.id for one in self.outcome.limits}
        sure = self.say("？", "?") if self.outcome.status == "undetermined" else "●"
        for row in self.outcome.edition.rows:
            yield from self._row(row, "○" if row.id not in applying else sure)
        yield from self._counting()
        yield from self._result()
        yield from self.citations(self.outcome.citations)

    # --- parts ----------------------------------------------------------------------------------

    def _header(self) -> Iterator[str]:
        edition = self.outcome.edition
        title = edition.title.get(self.language)
        yield self.title(title)
        in_force = self.in_force(edition.dated, edition.status)
        yield self.item(self.pair(self.say("时限规则", "Ruleset"), edition.id + in_force))
        yield self.item(
            self.pair(self.say("办理机关", "Department"), edition.department.get(self.language))
        )
        if edition.issued is not None:
            parts = (edition.issued.by, edition.issued.document)
            issuer = self.say("，", ", ").join(part for part in parts if part)
            yield self.item(self.pair(self.say("发布", "Issued"), issuer))
        yield self.item(self.pair(self.say("来源", "Source"), self.source(edition)))
        yield self.item(self.pair(self.say("版本摘要", "Digest"), edition.digest[:16]))

    def _facts(self) -> Iterator[str]:
        edition, values = self.outcome.edition, self.outcome.facts.values
        yield self.heading(self.say("事实", "Facts"))
        read = {name for row in edition.rows for name, _ in row.when.leaves()}
        for name, fact in edition.facts.items():
            if name not in values and name not in read:
                continue
            value = self.say("未知", "unknown")
            if name in values:
                value = fact.format(values[name], self.language)
            if self.outcome.facts.origins.get(name) == "derived":
                value += self.aside(self.say("由日期推算", "derived from dates"))
            yield self.item(self.pair(fact.label.get(self.language), value))

    def _row(self, row: LimitRow, mark: str) -> Iterator[str]:
        words = row_words(row, self.language)
        yield self.item(f"{mark} {row.label.get(self.language)} — {words}")
        yield from self.tests(self.outcome.edition, row.when, self.outcome.facts.values)

    def _counting(self) -> Iterator[str]:
        if not self.outcome.limits:
            return
        yield self.heading(self.say("计算", "Counting"))
        several = len(self.outcome.limits) > 1
        for one in self.outcome.limits:
            if several:
                yield self.item(self.pair(one.row.label.get(self.language), "").rstrip())
            for line in self._dates(one):
                yield self.item(line, 1 if several else 0)
        rule = self.outcome.edition.not_counted
        if self.outcome.case.not_counted and rule is not None:
            cite = citations_words(rule.cite, self.language)
            label = rule.label.get(self.language) + (self.aside(cite) if cite else "")
            yield self.item(self.pair(self.say("不计入的时间", "Not counted"), label))
            for stop in sorted(self.outcome.case.not_counted, key=lambda p: (p.start, p.end)):
                first, last = (
                    date_words(day.isoformat(), self.language) for day in (stop.start, stop.end)
                )
                days = self.say(f"{first}至{last}", f"{first} to {last}")
                why = self.aside(stop.reason) if stop.reason else ""
                yield self.item(days + why, 1)

    def _dates(self, one: LimitDates) -> Iterator[str]:
        yield self.pair(
            self.say("法定时限", "Statutory"), counted_words(one.statutory, self.language)
        )
        if one.promised is not None:
            yield self.pair(
                self.say("承诺时限", "Promised"), counted_words(one.promised, self.language)
            )
        if one.row.extension is None:
            return
        label = one.row.extension.label.get(self.language)
        if one.extended is not None:
            counted = counted_words(one.extended, self.language)
            yield self.pair(
                self.say("延长后", "Extended"), f"{counted}{self.say('；', '; ')}{label}"
            )
        elif one.extendable is not None:
            counted = counted_words(one.extendable, self.language)
            yield self.pair(
                self.say("至多可以延长", "May be extended"),
                f"{counted}{self.say('；', '; ')}{label}",
            )
        elif one.not_computed is not None:
            why = one.not_computed.message.get(self.language)
            yield self.pair(
                self.say("至多可以延长", "May be extended"),
                self.say(f"最后一日不能算出：{why}", f"the last day is not known: {why}"),
            )

    def _result(self) -> Iterator[str]:
        outcome = self.outcome
        yield self.heading(self.say("结果", "Result"))
        status = STATUSES[outcome.status].get(self.language)
        if outcome.reason is not None:
            status = self.pair(status, outcome.reason.get(self.language))
        yield self.item(self.pair(self.say("状态", "Status"), status))
        if outcome.in_force is not None:
            words = due_words(outcome.in_force, self.language)
            yield self.item(self.pair(self.say("最后一日", "Last day"), words))
        if outcome.promised is not None:
            words = due_words(outcome.promised, self.language)
            yield self.item(self.pair(self.say("承诺的最后一日", "Promised"), words))
        if outcome.promised is not None and outcome.edition.promise is not None:
            words = promise_words(outcome.edition.promise, self.language)
            yield self.item(self.pair(self.say("承诺的规则", "Rule of promises"), words))
        if outcome.case.done_on is not None:
            words = done_words(outcome, self.language)
            yield self.item(self.pair(self.say("办结", "Done"), words))
        if not outcome.exhaustive:
            yield self.item(
                self.say("组合过多，以上未穷尽", "too many combinations: not exhaustive")
            )
        if outcome.questions:
            yield self.item(self.pair(self.say("需要查明", "To be ascertained"), "").rstrip())
            for question in outcome.questions:
                values = " | ".join(label.get(self.language) for _, label in question.values)
                text = question.label.get(self.language)
                yield self.item(text + (self.aside(values) if values else ""), 1)
