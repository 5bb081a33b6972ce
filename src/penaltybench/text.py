"""Two-language text: what a person reads, in Chinese and in English."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Chinese (``zh``) and in English (``en``)."""

    zh: str
    en: str

    def get(self, language: Language) -> str:
        """Return the text in ``language``."""
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        return self.zh if self.zh == self.en else f"{self.zh} ({self.en})"


def same(text: str) -> Text:
    """Return a text that reads the same in both languages (an id, a path, a number)."""
    return Text(text, text)


def both(text: str) -> Text:
    """Return the halves of ``中文|English``, as errors carry their reason; one half serves for both."""
    zh, _, en = text.partition("|")
    return Text(zh, en or zh)


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` was most likely meant to be, or None."""
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return found[0] if found else None
