"""An edition of a fee item: who pays whom for what, the standard, scales, reductions, policy, history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from penaltybench.cli.blocks import Block, Heading, Items, Pairs, Table, without_empty
from penaltybench.cli.edition_common import citations_data, condition_data, head_data, spoken
from penaltybench.cli.edition_head import facts_blocks, head_rows, title_blocks
from penaltybench.cli.edition_words import EditionWords
from penaltybench.cli.faults import text_data
from penaltybench.fee_words import (
    charge_words,
    document_words,
    period_words,
    policy_words,
    relief_words,
    scale_words,
    state_words,
)
from penaltybench.money import Money
from penaltybench.ruleset.fee import FeeEdition, FeeRow, Reduction
from penaltybench.ruleset.load import Standard
from penaltybench.ruleset.models import ChargeFile, FeePolicy, PriceDocument
from penaltybench.text import Language
from penaltybench.values import format_percent
from penaltybench.words import ROUNDINGS, citations_words, money_words


class FeeText(EditionWords[FeeEdition]):
    """Describes one edition of a fee item in one language."""

    def __init__(
        self, edition: FeeEdition, standard: Standard[FeeEdition], language: Language
    ) -> None:
        super().__init__(edition, language)
        self.standard = standard

    def blocks(self) -> Iterator[Block]:
        """Yield the whole edition."""
        edition = self.edition
        yield from title_blocks(self)
        yield Pairs(tuple(head_rows(self, *self._item(), refines=edition.refines)))
        yield from facts_blocks(self, self.say("事实要素", "Facts"), edition.facts.values())
        if edition.rows:
            yield from self._standard()
        for name, bands in edition.scales.items():
            yield Heading(self.say(f"分段标准 {name}", f"Bands of {name}"))
            header = (self.say("部分", "part"), self.say("收费", "charge"))
            yield Table(header, scale_words(bands, self.language))
        if edition.reductions:
            yield Heading(self.say("减免", "Reductions"))
            yield self._reductions()
        rules = policy_words(edition.policy, self.language)
        if rules:
            yield Heading(self.say("收费的规则", "Rules of charging"))
            yield Pairs(rules)
        yield Heading(self.say("沿革", "History"))
        yield self._history()

    def _item(self) -> Iterator[tuple[str, str]]:
        edition, language = self.edition, self.language
        yield self.say("收费状态", "charged"), state_words(edition, language)
        yield self.say("收费部门", "department"), edition.department.get(language)
        yield self.say("缴费人", "payer"), edition.payer.get(language)
        yield self.say("收费事项", "service"), edition.service.get(language)
        if edition.legal_basis:
            cited = citations_words(edition.legal_basis, language)
            yield self.say("收费依据", "legal basis"), cited
        if edition.price_document is not None:
            document = document_words(edition.price_document, language)
            yield self.say("收费标准文件", "price document"), document
        if edition.similar_to:
            yield self.say("类似的已取消项目", "resembles"), "\n".join(edition.similar_to)

    def _standard(self) -> Iterator[Block]:
        edition = self.edition
        yield Heading(self.say("收费标准", "Standard"))
        header = (
            self.say("项目", "row"),
            self.say("条件", "condition"),
            self.say("收费", "charge"),
            self.say("依据", "source"),
        )
        yield without_empty(header, [self._row(row) for row in edition.rows])
        notes = []
        if any(len(row.charge) > 1 for row in edition.rows):
            notes.append(self.say("一项中的几部分相加", "the parts of a row are added up"))
        if edition.first_hit:
            notes.append(
                self.say(
                    "自上而下，取最先符合的一项", "the first row that holds counts, from the top"
                )
            )
        if edition.rounding is not None:
            unit = money_words(Money(edition.rounding.unit), self.language)
            mode = ROUNDINGS[edition.rounding.mode].get(self.language)
            notes.append(self.say(f"取整到{unit}（{mode}）", f"rounded to {unit} ({mode})"))
        if edition.standard_cite:
            cited = citations_words(edition.standard_cite, self.language)
            notes.append(self.say(f"依据：{cited}", f"source: {cited}"))
        if notes:
            yield Items(tuple(notes))

    def _row(self, row: FeeRow) -> tuple[str, ...]:
        charge = (charge_words(part, self.edition.facts, self.language) for part in row.charge)
        return (
            row.title.get(self.language),
            self.condition(row.when),
            "\n".join(charge),
            citations_words(row.cite, self.language),
        )

    def _reductions(self) -> Table:
        header = (
            self.say("编号", "id"),
            self.say("减免", "reduction"),
            self.say("条件", "condition"),
            self.say("减收", "relief"),
            self.say("期间", "days"),
            self.say("依据", "source"),
        )
        return without_empty(header, [self._reduction(one) for one in self.edition.reductions])

    def _reduction(self, one: Reduction) -> tuple[str, ...]:
        source = [one.document or "", citations_words(one.cite, self.language)]
        return (
            one.id,
            one.label.get(self.language),
            self.condition(one.when),
            relief_words(one, self.language),
            period_words(one.period, self.language),
            "\n".join(part for part in source if part),
        )

    def _history(self) -> Table:
        header = (
            self.say("自", "from"),
            self.say("收费状态", "charged"),
            self.say("文件", "document"),
        )
        # Where a general rule changes meanwhile, an edition comes in several parts.
        by_day = {edition.dated.start: edition for edition in self.standard.editions}
        rows = []
        for day in sorted(by_day):
            edition = by_day[day]
            issued = "" if edition.issued is None else edition.issued.document or edition.issued.by
            mark = self.say(" ←", " ←") if edition.dated == self.edition.dated else ""
            rows.append((f"{day}{mark}", state_words(edition, self.language), issued))
        return without_empty(header, rows)


def fee_data(edition: FeeEdition, standard: Standard[FeeEdition]) -> dict[str, Any]:
    """Return an edition as JSON data; conditions and charges are in words, in both languages."""
    return {
        **head_data(edition, standard, "fee"),
        "department": text_data(edition.department),
        "payer": text_data(edition.payer),
        "service": text_data(edition.service),
        "legal_basis": citations_data(edition.legal_basis),
        "price_document": _document(edition.price_document),
        "state": edition.state,
        "changed_by": _document(edition.changed_by),
        "refines": edition.refines,
        "similar_to": list(edition.similar_to),
        "standard": _standard(edition) if edition.rows else None,
        "scales": {
            name: [
                {
                    "up_to": band.up_to,
                    "amount": band.amount,
                    "rate": None if band.rate is None else format_percent(band.rate),
                }
                for band in bands
            ]
            for name, bands in edition.scales.items()
        },
        "reductions": [_reduction(one, edition) for one in edition.reductions],
        "fee_policy": _policy(edition.policy),
        "rounding": (
            None
            if edition.rounding is None
            else {"unit": edition.rounding.unit, "mode": edition.rounding.mode}
        ),
        "history": [
            {"from": day, "state": one.state, "changed_by": _document(one.changed_by)}
            for day, one in sorted(
                {e.dated.start.isoformat(): e for e in standard.editions}.items()
            )
        ],
    }


def _standard(edition: FeeEdition) -> dict[str, Any]:
    return {
        "hit": "first" if edition.first_hit else "unique",
        "rows": [_row(row, edition) for row in edition.rows],
        "cite": citations_data(edition.standard_cite),
    }


def _row(row: FeeRow, edition: FeeEdition) -> dict[str, Any]:
    return {
        "id": row.id,
        "label": text_data(row.title),
        "when": condition_data(row.when, edition),
        "charge": [_charge(part, edition) for part in row.charge],
        "cite": citations_data(row.cite),
    }


def _charge(part: ChargeFile, edition: FeeEdition) -> dict[str, str]:
    return spoken(lambda language: charge_words(part, edition.facts, language))


def _reduction(one: Reduction, edition: FeeEdition) -> dict[str, Any]:
    start, end = one.period.start, one.period.end
    return {
        "id": one.id,
        "label": text_data(one.label),
        "when": condition_data(one.when, edition),
        "force": one.force,
        "relief": spoken(lambda language: relief_words(one, language)),
        "from": None if start.year == 1 else start.isoformat(),
        "until": None if end is None else end.isoformat(),
        "document": one.document,
        "cite": citations_data(one.cite),
    }


def _document(document: PriceDocument | None) -> Mapping[str, Any] | None:
    return None if document is None else document.model_dump(mode="json")


def _policy(policy: FeePolicy) -> dict[str, Any]:
    rules = {name: getattr(policy, name) for name in type(policy).model_fields}
    return {
        name: {"rule": rule.rule, "cite": citations_data(rule.cite)}
        for name, rule in rules.items()
        if rule is not None
    }
