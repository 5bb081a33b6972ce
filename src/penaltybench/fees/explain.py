"""An assessment explained for people: the item, layers, facts, rows that were tried, arithmetic, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from penaltybench.condition import evaluate
from penaltybench.explain import Form
from penaltybench.fee_words import (
    charge_words,
    document_words,
    period_words,
    relief_words,
    state_words,
)
from penaltybench.fees.outcome import Assessed
from penaltybench.fees.reckon import Reckoning
from penaltybench.fees.rules import Rules
from penaltybench.fees.steps import steps_of
from penaltybench.fees.words import AMOUNTS, STATUSES, span_words
from penaltybench.page import Page
from penaltybench.ruleset.fee import FeeEdition, FeeRow, Reduction
from penaltybench.text import Language
from penaltybench.words import citations_words, date_words

MOST_SHOWN = 5
"""So many ways to the same amount are shown where it does not matter which of them it is."""


def explanation(outcome: Assessed, language: Language, form: Form) -> str:
    """Return the whole explanation, ending with a newline."""
    page = _Page(language, form == "markdown", outcome)
    return "\n".join(page.lines()).strip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class _Page(Page):
    """Writes an explanation in one language and one form."""

    outcome: Assessed

    def lines(self) -> Iterator[str]:
        item = self.outcome.item
        if item is None:
            title = self.outcome.case.fee
            yield self.title(title)
            yield self.item(self.pair(self.say("收费之日", "Charged on"), self._day()))
            yield from self._result()
            return
        yield from self._header(item)
        yield from self._layers()
        if self.outcome.rules is not None:
            yield from self._facts(self.outcome.rules)
            yield from self._standards(self.outcome.rules)
            yield from self._reductions(item, self.outcome.rules)
            yield from self._computation(self.outcome.rules)
        yield from self._result()
        yield from self.citations(self.outcome.citations)

    def _day(self) -> str:
        return date_words(self.outcome.case.on.isoformat(), self.language)

    # --- parts ----------------------------------------------------------------------------------

    def _header(self, item: FeeEdition) -> Iterator[str]:
        yield self.title(item.title.get(self.language))
        in_force = self.in_force(item.dated, item.status)
        yield self.item(self.pair(self.say("收费项目", "Fee item"), item.id + in_force))
        for label, text in (
            (self.say("收费部门", "Department"), item.department.get(self.language)),
            (self.say("缴费人", "Payer"), item.payer.get(self.language)),
            (self.say("收费事项", "Service"), item.service.get(self.language)),
            (self.say("收费状态", "State"), state_words(item, self.language)),
        ):
            yield self.item(self.pair(label, text))
        if item.legal_basis:
            basis = citations_words(item.legal_basis, self.language)
            yield self.item(self.pair(self.say("收费依据", "Legal basis"), basis))
        if item.price_document is not None:
            words = document_words(item.price_document, self.language)
            yield self.item(self.pair(self.say("收费标准文件", "Price document"), words))
        yield self.item(self.pair(self.say("来源", "Source"), self.source(item)))
        yield self.item(self.pair(self.say("收费之日", "Charged on"), self._day()))
        yield self.item(self.pair(self.say("版本摘要", "Digest"), item.digest[:16]))

    def _layers(self) -> Iterator[str]:
        layers = self.outcome.layers
        if layers is None or layers.own.refines is None:
            return
        yield self.heading(self.say("上级项目", "Higher layers"))
        left_out = {} if self.outcome.rules is None else dict(self._left_out(self.outcome.rules))
        for edition in layers.higher:
            text = f"{edition.title.get(self.language)}{self.aside(edition.id)}"
            text = self.pair(text, state_words(edition, self.language))
            if edition.id in left_out:
                text += self.say("；", "; ") + left_out[edition.id]
            yield self.item(text)
        if layers.missing is not None:
            name = layers.missing
            yield self.item(
                self.say(
                    f"{name} 不在目录中，或者该日没有有效版本：没有核对它的状态和标准",
                    f"{name} is not in the catalogue, or had no edition in force on that day: "
                    "its state and standard were not looked at",
                )
            )
        if layers.cycle is not None:
            name = layers.cycle
            yield self.item(
                self.say(
                    f"{name} 的 refines 成环，到此为止", f"{name} refines itself: stopped here"
                )
            )

    def _left_out(self, rules: Rules) -> Iterator[tuple[str, str]]:
        for edition, why in rules.left_out:
            reason = why.get(self.language)
            yield (
                edition.id,
                self.say(f"标准未计入比较：{reason}", f"its standard was not compared: {reason}"),
            )

    def _facts(self, rules: Rules) -> Iterator[str]:
        assert self.outcome.facts is not None
        values, origins = self.outcome.facts.values, self.outcome.facts.origins
        asked = {question.id for question in self.outcome.questions}
        yield self.heading(self.say("事实", "Facts"))
        shown = False
        names = dict.fromkeys(name for edition in rules.standards for name in edition.facts)
        for name in names:
            if name == "charged_on" or (name not in values and name not in asked):
                continue
            fact, value = rules.fact(name), self.say("未知", "unknown")
            if name in values:
                value = fact.format(values[name], self.language)
            if origins.get(name) == "derived":
                value += self.aside(self.say("由日期推算", "derived from dates"))
            yield self.item(self.pair(fact.label.get(self.language), value))
            shown = True
        if not shown:
            yield self.item(self.say("没有给出", "none given"))

    def _standards(self, rules: Rules) -> Iterator[str]:
        for edition in rules.standards:
            heading = self.say("收费标准", "Standard")
            if edition is not rules.own:
                heading += self.aside(edition.title.get(self.language))
            yield self.heading(heading)
            if edition.first_hit:
                yield self.item(
                    self.say("自上而下，取最先符合的一行", "the first row that holds counts")
                )
            applying = {
                layer.row.id
                for one in self._reckonings()
                for layer in one.layers
                if layer.edition is edition
            }
            if edition is rules.own:
                applying |= {row.id for one in self._reckonings() for row in one.rows}
            for row in edition.rows:
                yield from self._row(edition, row, certain=len(applying) == 1, applying=applying)

    def _reckonings(self) -> Iterator[Reckoning]:
        if self.outcome.possible is not None:
            yield from (one.at_low for one in self.outcome.possible.outcomes)

    def _row(
        self, edition: FeeEdition, row: FeeRow, *, certain: bool, applying: set[str]
    ) -> Iterator[str]:
        conflict = self.outcome.status == "conflict"
        mark = (
            "○" if row.id not in applying else "●" if certain or conflict else self.say("？", "?")
        )
        charge = self.say("，加", ", plus ").join(
            charge_words(part, edition.facts, self.language) for part in row.charge
        )
        yield self.item(f"{mark} {row.title.get(self.language)} — {charge}")
        assert self.outcome.facts is not None
        yield from self.tests(edition, row.when, self.outcome.facts.values)

    def _reductions(self, item: FeeEdition, rules: Rules) -> Iterator[str]:
        if not item.reductions:
            return
        assert self.outcome.facts is not None
        yield self.heading(self.say("减免", "Reductions"))
        for one in item.reductions:
            words = self.pair(one.label.get(self.language), relief_words(one, self.language))
            words += self._notes(one)
            if one not in rules.reductions:
                late = self.say("该日不适用", "not in force on that day")
                yield self.item(f"○ {words}{self.say('，', ', ')}{late}")
                continue
            truth = evaluate(one.when, self.outcome.facts.values)
            mark = "●" if truth else "○" if truth is False else self.say("？", "?")
            yield self.item(f"{mark} {words}")
            yield from self.tests(item, one.when, self.outcome.facts.values)

    def _notes(self, one: Reduction) -> str:
        notes = [note for note in (period_words(one.period, self.language), one.document) if note]
        return self.aside(self.say("；", "; ").join(notes)) if notes else ""

    def _computation(self, rules: Rules) -> Iterator[str]:
        computed = [one for one in self.outcome.reckonings if one.kind == "charged"]
        if not computed:
            return
        yield self.heading(self.say("计算", "Computation"))
        if len(computed) > 1:
            yield self.item(
                self.say(
                    "有的要素未知，但不影响金额，分别计算如下",
                    "some facts are unknown but do not change the amount; each way gives the same",
                )
            )
        for one in computed[:MOST_SHOWN]:
            for depth, text in steps_of(one, rules, self.language):
                yield self.item(text, depth)
        more = len(computed) - MOST_SHOWN
        if more > 0:
            yield self.item(
                self.say(f"另有{more}种，金额相同", f"{more} more give the same amount")
            )

    def _result(self) -> Iterator[str]:
        outcome = self.outcome
        yield self.heading(self.say("结果", "Result"))
        status = STATUSES[outcome.status].get(self.language)
        if outcome.reason is not None:
            status = self.pair(status, outcome.reason.get(self.language))
        yield self.item(self.pair(self.say("状态", "Status"), status))
        refused = outcome.refused
        if refused is not None and refused.by is not None:
            cited = citations_words(refused.by.cite, self.language)
            if cited:
                yield self.item(self.pair(self.say("适用的规则", "By the rule of"), cited))
        if outcome.low is not None:
            words = span_words(outcome.low, outcome.high, self.language)
            yield self.item(self.pair(AMOUNTS[outcome.status].get(self.language), words))
        if outcome.questions:
            yield self.item(self.pair(self.say("需要查明", "To be ascertained"), "").rstrip())
            for question in outcome.questions:
                values = " | ".join(label.get(self.language) for _, label in question.values)
                text = question.label.get(self.language)
                yield self.item(text + (self.aside(values) if values else ""), 1)
