"""How an edition is spoken of: conditions, penalties and texts in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from penaltybench.condition import Condition, describe
from penaltybench.ruleset.models import PenaltyKind, PenaltyTerm
from penaltybench.ruleset.published import Published
from penaltybench.text import Language, Text
from penaltybench.words import FORCES, PENALTIES, days_words

E = TypeVar("E", bound=Published)
_FOLD = re.compile(r"(?<=[“”—…\u3000-\uffef]) (?=[“”—…\u3000-\uffef])")


class EditionWords(Generic[E]):
    """An edition and the language in which it is described."""

    def __init__(self, edition: E, language: Language) -> None:
        self.edition = edition
        self.language = language
        self.zh = language == "zh"
        self.words = edition.words()

    def say(self, zh: str, en: str) -> str:
        """Return the text in the language."""
        return zh if self.zh else en

    def condition(self, condition: Condition) -> str:
        """Return a condition in words, one part a line."""
        parts = [Condition(tests=(test,)) for test in condition.tests]
        if condition.any:
            parts.append(Condition(any=condition.any))
        wording = self.edition.wording
        texts = [describe(part, self.words, self.language, wording) for part in parts]
        return self.say("，且\n", " and\n").join(text for text in texts if text)

    def terms(
        self, terms: Iterable[tuple[PenaltyKind, PenaltyTerm]], orders: Iterable[Text]
    ) -> str:
        """Return penalties and orders, one a line."""
        lines = []
        for kind, term in terms:
            days = days_words(term.days, self.language) if term.days is not None else ""
            force = FORCES[term.force].get(self.language)
            name = PENALTIES[kind].get(self.language)
            lines.append(f"{force}{name}{days}" if self.zh else f"{force}: {name} {days}".strip())
        lines.extend(order.get(self.language) for order in orders)
        return "\n".join(lines)


def unfolded(text: str) -> str:
    """Leave out the spaces that folding of lines puts between Chinese characters."""
    return _FOLD.sub("", text.strip())
