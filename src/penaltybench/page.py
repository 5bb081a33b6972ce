"""The pieces of which explanations are written: one language, plain text or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from penaltybench.condition import Condition, Truth, UnaryTest, describe_test, evaluate
from penaltybench.period import Period
from penaltybench.ruleset.models import Citation
from penaltybench.ruleset.published import Published
from penaltybench.text import Language
from penaltybench.values import Value
from penaltybench.words import EDITION_STATUSES, SURENESS, citations_words, date_words


@dataclass(frozen=True, slots=True)
class Page:
    """Writes in one language and one form; what is written is for those who inherit from it."""

    language: Language
    markdown: bool

    def say(self, zh: str, en: str) -> str:
        """Return the text of the page's language."""
        return zh if self.language == "zh" else en

    # --- lines ----------------------------------------------------------------------------------

    def title(self, text: str) -> str:
        """Return the title of the page."""
        return f"# {text}\n" if self.markdown else text

    def heading(self, text: str, level: int = 2) -> str:
        """Return a heading with an empty line before it."""
        if self.markdown:
            return f"\n{'#' * level} {text}\n"
        return f"\n【{text}】" if self.language == "zh" else f"\n{text}"

    def item(self, text: str, depth: int = 0) -> str:
        """Return an item of a list."""
        return f"{'  ' * (depth + (0 if self.markdown else 1))}- {text}"

    def citations(self, cites: Iterable[Citation]) -> Iterator[str]:
        """Yield the list of sources with their words; nothing if there are none."""
        for number, cite in enumerate(cites):
            if number == 0:
                yield self.heading(self.say("依据", "Citations"))
            words = citations_words([cite], self.language)
            yield self.item(self.pair(words, cite.text) if cite.text else words)

    # --- within a line --------------------------------------------------------------------------

    def pair(self, label: str, text: str) -> str:
        """Return a label and what it labels."""
        return f"{label}：{text}" if self.language == "zh" else f"{label}: {text}"

    def aside(self, text: str) -> str:
        """Return the text in brackets; nothing if there is none."""
        if not text:
            return ""
        return f"（{text}）" if self.language == "zh" else f" ({text})"

    def cited(self, cites: Sequence[Citation]) -> str:
        """Return citations in brackets; nothing if there are none."""
        return self.aside(citations_words(cites, self.language))

    def commas(self, *texts: str | None) -> str:
        """Return the texts that are there, joined by commas."""
        return self.say("，", ", ").join(text for text in texts if text)

    def semicolons(self, texts: Iterable[str]) -> str:
        """Return the texts joined by semicolons."""
        return self.say("；", "; ").join(texts)

    def mark(self, truth: Truth) -> str:
        """Return whether something holds."""
        if truth is None:
            return self.say("？未知", "? unknown")
        return self.say("✓ 符合", "✓ holds") if truth else self.say("✗ 不符合", "✗ fails")

    def span(self, first: str, last: str | None) -> str:
        """Return the days from ``first`` to ``last`` (ISO form; None: open)."""
        start = date_words(first, self.language)
        if last is None:
            return self.say(f"{start}起", f"since {start}")
        end = date_words(last, self.language)
        return self.say(f"{start}至{end}", f"{start} to {end}")

    # --- what every edition says of itself ------------------------------------------------------

    def in_force(self, dated: Period, status: str) -> str:
        """Return in brackets when an edition is in force, and its status."""
        end = dated.end.isoformat() if dated.end is not None else None
        days = self.span(dated.start.isoformat(), end)
        return self.aside(self.commas(days, EDITION_STATUSES[status].get(self.language)))

    def source(self, edition: Published) -> str:
        """Return where the words of an edition were read, and how sure that is."""
        sure = SURENESS[edition.source.sure].get(self.language)
        return edition.source.text + self.aside(self.pair(self.say("可靠程度", "sureness"), sure))

    def note(self, text: str) -> str:
        """Return a note without the blanks that folded lines of a file leave between Chinese characters."""
        return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", text)

    # --- conditions -----------------------------------------------------------------------------

    def tests(
        self, edition: Published, when: Condition, values: Mapping[str, Value], depth: int = 1
    ) -> Iterator[str]:
        """Yield the tests of a condition, each with the value that was read and the verdict."""
        for name, test in when.tests:
            yield self.item(self.test(edition, name, test, values.get(name)), depth)
        for index, alternative in enumerate(when.any, start=1):
            verdict = self.mark(evaluate(alternative, values))
            which = self.say(f"情形{index}", f"alternative {index}")
            yield self.item(self.pair(verdict, which), depth)
            for name, test in alternative.leaves():
                yield self.item(self.test(edition, name, test, values.get(name)), depth + 1)

    def test(self, edition: Published, name: str, test: UnaryTest, value: Value | None) -> str:
        """Return one test with the value that was read and the verdict."""
        fact = edition.facts[name]
        phrase = describe_test(fact.words(), test, self.language, edition.wording)
        shown = self.say("未知", "unknown") if value is None else fact.format(value, self.language)
        verdict = self.mark(None if value is None else test.holds(value))
        return self.pair(verdict, phrase + self.aside(self.pair(self.say("实际", "read"), shown)))
