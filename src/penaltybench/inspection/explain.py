"""A review as text or Markdown, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from penaltybench.explain import Form
from penaltybench.inspection.result import Reviewed, ReviewedLimit
from penaltybench.inspection_finding import CorrectFirst
from penaltybench.page import Page
from penaltybench.result import Question
from penaltybench.text import Language, Text
from penaltybench.words import (
    CORRECTIONS,
    VERDICTS,
    date_words,
)

LIMIT_WORDS: Mapping[str, Text] = {
    "met": Text("● 受限", "● met"),
    "not_met": Text("○ 不受限", "○ not met"),
    "not_applicable": Text("－ 不适用", "- not applicable"),
    "unknown": Text("？ 未知", "? unknown"),
}


def explained(review: Reviewed, language: Language, form: Form) -> str:
    """Return the review for people, ending with a newline."""
    return _Page(language, form == "markdown", review).write()


@dataclass(frozen=True, slots=True)
class _Page(Page):
    """Writes a review in one language and one form."""

    review: Reviewed

    def write(self) -> str:
        lines = [
            *self._head(),
            *self._verdict(),
            *self._limits(),
            *self._first(),
            *self._questions(),
            *self._sources(),
        ]
        return "\n".join(lines).strip("\n") + "\n"

    # --- pieces ---------------------------------------------------------------------------------

    def _line(self, zh: str, en: str, text: str) -> str:
        return self.item(self.pair(self.say(zh, en), text))

    def _date(self, iso: str) -> str:
        return date_words(iso, self.language)

    # --- the parts ------------------------------------------------------------------------------

    def _head(self) -> Iterator[str]:
        review = self.review
        edition, proposed = review.edition, review.proposed
        title = self.pair(
            self.say("行政检查的审查", "review of an inspection"), edition.title.get(self.language)
        )
        yield self.title(title)
        yield self._line("规则", "Rules", edition.id + self.in_force(edition.dated, edition.status))
        if edition.issued is not None:
            yield self._line(
                "发布", "Issued", self.commas(edition.issued.by, edition.issued.document)
            )
        yield self._line("来源", "Source", self.source(edition))
        if edition.source.note:
            yield self._line("说明", "Note", self.note(edition.source.note))
        forms = edition.facts["form"]
        yield self._line("企业", "Enterprise", proposed.enterprise)
        yield self._line(
            "检查",
            "Inspection",
            self.commas(
                proposed.authority,
                proposed.matter,
                self._date(proposed.on.isoformat()),
                forms.format(proposed.form, self.language) if proposed.form else None,
            ),
        )
        yield from self._facts()
        yield self._line("版本摘要", "Digest", edition.digest[:16])

    def _facts(self) -> Iterator[str]:
        review = self.review
        for name, fact in review.edition.facts.items():
            if name in review.facts and name not in ("inspected_on", "form"):
                yield self.item(
                    self.pair(
                        fact.label.get(self.language),
                        fact.format(review.facts[name], self.language),
                    )
                )

    def _verdict(self) -> Iterator[str]:
        review = self.review
        yield self.heading(self.say("结论", "Verdict"))
        yield self.item(VERDICTS[review.verdict].get(self.language))
        if len(review.possible) > 1:
            options = self.say("；", "; ").join(
                VERDICTS[one].get(self.language) for one in review.possible
            )
            yield self.item(self.pair(self.say("可能", "possible"), options), 1)
        if not review.exhaustive:
            yield self.item(
                self.say("组合过多，未能穷尽", "too many combinations: not exhaustive"), 1
            )

    def _limits(self) -> Iterator[str]:
        yield self.heading(self.say("限制", "Limits"))
        for limit in self.review.limits:
            yield self.item(self._limit(limit))
        if not self.review.limits:
            yield self.item(self.say("规则没有规定限制", "the rules declare no limits"))

    def _limit(self, limit: ReviewedLimit) -> str:
        word = LIMIT_WORDS[limit.status].get(self.language)
        label = limit.label.get(self.language) + self.cited(limit.cite)
        needs = ""
        if limit.status in ("met", "unknown"):
            needs = self.say(" → ", " → ") + _needed(limit, self.language)
        return self.pair(f"{word} {label}{needs}", limit.reason.get(self.language))

    def _first(self) -> Iterator[str]:
        review = self.review
        if review.first is None:
            return
        yield self.heading(self.say("首次检查", "First inspection"))
        first = self.say(
            "是首次检查" if review.first else "不是首次检查",
            "it is the first inspection" if review.first else "it is not the first inspection",
        )
        yield self.item(first)
        if review.correct_first is not None:
            yield self.item(self._correction(review.correct_first))

    def _correction(self, rule: CorrectFirst) -> str:
        label = rule.label.get(self.language) + self.cited(rule.cite)
        state = CORRECTIONS[rule.state].get(self.language)
        day = self._date(self.review.as_of.isoformat())
        as_of = self.aside(self.say(f"截至{day}", f"as of {day}"))
        return self.pair(
            label, f"{state}{as_of}{self.say('；', '; ')}{rule.reason.get(self.language)}"
        )

    def _questions(self) -> Iterator[str]:
        if self.review.questions:
            yield self.heading(self.say("需要查明", "To be ascertained"))
            yield from (self.item(self._question(one)) for one in self.review.questions)

    def _question(self, question: Question) -> str:
        notes = [question.unit.get(self.language)] if question.unit else []
        notes.extend(f"{word} = {label.get(self.language)}" for word, label in question.values)
        text = f"{question.id}: {question.label.get(self.language)}"
        return text + self.aside(self.semicolons(notes))

    def _sources(self) -> Iterator[str]:
        cited = [c for limit in self.review.limits for c in limit.cite]
        if self.review.edition.first is not None:
            cited.extend(self.review.edition.first.cite)
        yield from self.citations(one for one in dict.fromkeys(cited) if one.text)


def _needed(limit: ReviewedLimit, language: Language) -> str:
    word = {"notice": "needs_notice", "approval": "needs_approval", "forbidden": "not_allowed"}
    return VERDICTS[word[limit.otherwise]].get(language)
