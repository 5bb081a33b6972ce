"""How an amount was computed, line by line: parts, standards compared, lower bound, reductions, rounding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from penaltybench.fee_words import TOGETHER, relief_words
from penaltybench.fees.band import Band
from penaltybench.fees.reckon import LayerCharge, Reckoning
from penaltybench.fees.reduce import ReliefStep, Relieved
from penaltybench.fees.rules import Rules
from penaltybench.fees.words import band_words, part_lines, span_words
from penaltybench.money import Money
from penaltybench.ruleset.models import Declared
from penaltybench.text import Language
from penaltybench.words import ROUNDINGS, citations_words, money_words

Line: TypeAlias = tuple[int, str]
"""A line of an explanation and how deep it stands."""


def steps_of(reckoning: Reckoning, rules: Rules, language: Language) -> Iterator[Line]:
    """Yield the computation of a charge that one row gives; its bases are known."""
    yield from _Steps(rules, language).lines(reckoning)


class _Steps:
    """Writes a computation in one language."""

    def __init__(self, rules: Rules, language: Language) -> None:
        self.rules = rules
        self.language: Language = language

    def say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def pair(self, label: str, text: str) -> str:
        return f"{label}：{text}" if self.language == "zh" else f"{label}: {text}"

    def aside(self, text: str) -> str:
        if not text:
            return ""
        return f"（{text}）" if self.language == "zh" else f" ({text})"

    def lines(self, reckoning: Reckoning) -> Iterator[Line]:
        assert reckoning.standard is not None
        assert reckoning.bound is not None
        several = len(reckoning.layers) > 1
        for layer in reckoning.layers:
            yield from self._layer(layer, named=several)
        if several:
            yield from self._lowest(reckoning)
        if reckoning.at_lower_bound:
            words = band_words(reckoning.bound, self.language)
            source = self._rule(self.rules.own.policy.discretionary)
            yield (
                0,
                self.pair(
                    self.say(
                        f"标准为幅度，按下限收取{source}",
                        f"the standard is a range and charged at its lower bound{source}",
                    ),
                    words,
                ),
            )
        yield from self._reductions(reckoning)
        yield from self._rounding(reckoning)

    def _layer(self, layer: LayerCharge, *, named: bool) -> Iterator[Line]:
        title = layer.row.title.get(self.language)
        if named:
            title = f"{layer.edition.title.get(self.language)} — {title}"
            document = layer.edition.price_document
            title += self.aside(document.document if document else layer.edition.id)
        yield 0, self.pair(title, "").rstrip()
        facts = layer.edition.facts
        for part in layer.charged.parts:
            first, *rest = part_lines(part, facts, self.language)
            yield 1, first
            yield from ((2, line) for line in rest)
        if len(layer.charged.parts) > 1:
            total = band_words(layer.charged.band, self.language)
            yield 1, self.pair(self.say("各部分合计", "together"), total)

    def _lowest(self, reckoning: Reckoning) -> Iterator[Line]:
        assert reckoning.standard is not None
        names = dict.fromkeys(
            layer.edition.title.get(self.language)
            + self.aside(
                layer.edition.price_document.document
                if layer.edition.price_document
                else layer.edition.id
            )
            for layer in reckoning.layers
            if layer.sets_low or layer.sets_high
        )
        source = self._rule(self.rules.own.policy.standard)
        by = self.say("、", ", ").join(names)
        words = band_words(reckoning.standard, self.language)
        yield (
            0,
            self.say(
                f"各级标准中按最低的收取{source}：{words}，依{by}",
                f"the lowest of the layers' standards applies{source}: {words}, by {by}",
            ),
        )

    def _rule(self, rule: Declared | None) -> str:
        return "" if rule is None else self.aside(citations_words(rule.cite, self.language))

    # --- reductions -----------------------------------------------------------------------------

    def _reductions(self, reckoning: Reckoning) -> Iterator[Line]:
        least, most = reckoning.least, reckoning.most
        assert least is not None
        assert most is not None
        if not most.steps:
            return
        if len(most.steps) > 1 and self.rules.own.policy.reductions is not None:
            rule = self.rules.own.policy.reductions
            how = TOGETHER[rule.rule].get(self.language) + self._rule(rule)
            yield 0, self.pair(self.say("同时符合几项减免", "several reductions hold"), how)
        if least.band == most.band:
            yield from self._relieved(most, 0)
            return
        yield 0, self.pair(self.say("只减免应当减免的", "granting only what must be"), "").rstrip()
        yield from self._relieved(least, 1)
        yield 0, self.pair(self.say("并且减免可以减免的", "granting all that may be"), "").rstrip()
        yield from self._relieved(most, 1)

    def _relieved(self, done: Relieved, depth: int) -> Iterator[Line]:
        for step in done.steps:
            yield depth, self._step(step)
        if len(done.steps) != 1:
            left = self._left(done.band)
            yield depth, self.pair(self.say("减免后", "left to pay"), left)

    def _step(self, step: ReliefStep) -> str:
        one = step.reduction
        label = one.label.get(self.language) + self.aside(one.document or "")
        relief = relief_words(one, self.language)
        text = self.pair(label, relief)
        if not step.taken:
            return text + self.say("，没有影响", ", without effect")
        before, after = (self._left(band) for band in (step.before, step.after))
        return text + self.say(f"，{before} → {after}", f", {before} → {after}")

    def _left(self, band: Band) -> str:
        if band.is_point:
            # Of an open reduction nothing is left but what is more than nothing.
            band = Band(band.low, band.high)
        return band_words(band, self.language)

    def _rounding(self, reckoning: Reckoning) -> Iterator[Line]:
        unit = money_words(Money(self.rules.rounding.unit), self.language)
        mode = ROUNDINGS[self.rules.rounding.mode].get(self.language)
        high = None if reckoning.high is None else Money(reckoning.high)
        words = span_words(Money(reckoning.low), high, self.language)
        label = self.say(f"取整到{unit}（{mode}）", f"rounded to {unit} ({mode})")
        yield 0, self.pair(label, words)
