"""An audit of charges for people: totals, totals by item, and every charge that is not correct."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from penaltybench.explain import Form
from penaltybench.fees.audited import VERDICTS, Audited, AuditedCharge, Totals, Verdict
from penaltybench.fees.words import VERDICTS as VERDICT_WORDS
from penaltybench.fees.words import span_words
from penaltybench.money import Money
from penaltybench.page import Page
from penaltybench.text import Language
from penaltybench.words import date_words, money_words


def audit_text(audit: Audited, language: Language, form: Form) -> str:
    """Return the whole report, ending with a newline."""
    page = _Page(language, form == "markdown", audit)
    return "\n".join(page.lines()).strip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class _Page(Page):
    """Writes a report in one language and one form."""

    audit: Audited

    def lines(self) -> Iterator[str]:
        title = self.say("收费核对", "Audit of charges")
        yield self.title(title)
        yield from self._totals(self.audit.totals)
        yield self.heading(self.say("按收费项目", "By fee item"))
        for one in self.audit.by_fee:
            name = one.title.get(self.language)
            yield self.item(name if name == one.fee else name + self.aside(one.fee))
            yield from (f"  {line}" for line in self._totals(one.totals))
        for verdict in VERDICTS:
            rows = self.audit.with_verdict(verdict)
            if rows and verdict != "correct":
                yield self.heading(self._verdict(verdict))
                for row in rows:
                    yield from self._row(row)
        if self.audit.diagnostics:
            yield self.heading(self.say("没有核对的各处", "What was not audited"))
            for fault in self.audit.diagnostics:
                name = f" [{fault.place.path}]" if fault.place.path else ""
                words = fault.message.get(self.language)
                yield self.item(f"{fault.place}{name} {fault.code} {words}")
                yield self.item("→ " + fault.remedy.get(self.language), 1)

    def _money(self, fen: int) -> str:
        return money_words(Money(fen), self.language)

    def _verdict(self, verdict: Verdict) -> str:
        words = VERDICT_WORDS[verdict].get(self.language)
        return words.capitalize()

    # --- parts ----------------------------------------------------------------------------------

    def _totals(self, totals: Totals) -> Iterator[str]:
        number, money = totals.all.number, self._money(totals.all.fen)
        yield self.item(
            self.say(f"共{number}笔，实收{money}", f"charges: {number}, {money} in all")
        )
        for verdict in VERDICTS:
            total = getattr(totals, verdict)
            if not total.number:
                continue
            words = VERDICT_WORDS[verdict].get(self.language)
            money = self._money(total.fen)
            charged = verdict in ("correct", "undecided")
            text = f"{total.number}笔，{'实收' if charged else ''}{money}"
            english = f"{total.number}, {money}{' charged' if charged else ''}"
            yield self.item(self.pair(words, self.say(text, english)))

    def _row(self, row: AuditedCharge) -> Iterator[str]:
        charge, item = row.charge, row.assessment.item
        name = charge.fee if item is None else item.title.get(self.language)
        called = self.say(f"第{charge.number}笔", f"charge {charge.number}")
        if charge.id is not None:
            called += self.aside(charge.id)
        day = date_words(charge.on.isoformat(), self.language)
        parts = [
            f"{name}",
            day,
            self.say("实收", "charged ") + self._money(charge.charged.fen),
        ]
        if row.low is not None:
            parts.append(self.say("应收", "due ") + span_words(row.low, row.high, self.language))
        if row.difference:
            word = VERDICT_WORDS[row.verdict].get(self.language)
            parts.append(word + self.say("", " by ") + self._money(abs(row.difference)))
        yield self.item(self.pair(called, self.say("，", ", ").join(parts)))
        yield self.item(row.reason.get(self.language), 1)
