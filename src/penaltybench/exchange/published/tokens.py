"""From the text of a cell to tokens: words of the vocabulary, quantities, punctuation, and the rest.

White space is left out, wherever a cell was wrapped, but never joins two numerals. Every token
knows the characters of the cell that it stands for. The work is linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from unicodedata import category

from penaltybench.exchange.published.model import Unit
from penaltybench.exchange.published.numerals import (
    NUMERAL_CHARS,
    narrow,
    read_number,
    read_ratio,
)
from penaltybench.exchange.published.vocabulary import PUNCTUATION, longest_word

_UNITS = (
    ("元整", Unit.FEN),
    ("元", Unit.FEN),
    ("个月", Unit.MONTHS),
    ("日", Unit.DAYS),
    ("天", Unit.DAYS),
)
_EQUAL = "等值以上"
"""货值金额等值以上三倍以下: once the value."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the compact text.

    ``kind`` is a class of the vocabulary, ``quantity``, ``number``, ``mark``, ``char``, or ``strange``
    (what cannot be seen).
    ``start`` and ``end`` count characters of the compact text. A quantity has ``number`` and ``unit``
    (fen for money); a number with 万 or 亿 in it is ``scaled``.
    """

    kind: str
    start: int
    end: int
    text: str
    value: str = ""
    number: Fraction = Fraction(0)
    unit: Unit | None = None
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Compact:
    """A text without its white space, and where each of its characters stands in the original."""

    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters of the original from the first to the last of ``[start, end)``."""
        return self.places[start], self.places[end - 1] + 1


BREAK = "\n"
"""Stands for white space between two numerals, which may be two numbers or one."""
_NEVER_FIRST = frozenset("百千万亿佰仟萬億")
"""No numeral begins so: 一百 at the end of a line and 万元 on the next are one."""
_NUMBERING = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:、|\.(?![0-9]))", re.ASCII)


def compact(text: str) -> Compact:
    """Return a narrow text without white space; a line that begins with a number begins a phrase."""
    chars: list[str] = []
    places: list[int] = []
    gap: int | None = None
    plain = narrow(text)
    for place, char in enumerate(plain):
        if char.isspace():
            if gap is None:
                gap = place
            continue
        if gap is not None and chars and char in NUMERAL_CHARS:
            if "\n" in plain[gap:place] and _NUMBERING.match(plain, place):
                chars.append("，")
                places.append(gap)
            elif chars[-1] in NUMERAL_CHARS and char not in _NEVER_FIRST:
                chars.append(BREAK)
                places.append(gap)
        gap = None
        chars.append(char)
        places.append(place)
    return Compact("".join(chars), tuple(places))


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of a compact text; together they are the whole of it."""
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        token = _token(text, at)
        tokens.append(token)
        at = token.end
    return tuple(tokens)


def _token(text: str, at: int) -> Token:
    char = text[at]
    if text.startswith(_EQUAL, at):
        return Token("quantity", at, at + 2, text[at : at + 2], "", Fraction(1), Unit.TIMES)
    entry = longest_word(text, at)
    if char in NUMERAL_CHARS and entry is None:
        found = _quantity(text, at)
        if found is not None:
            return found
    if entry is not None:
        word, kind, value = entry
        return Token(kind, at, at + len(word), word, value)
    if char in PUNCTUATION:
        return Token("mark", at, at + 1, char)
    # A mark of direction or a zero-width blank is no part of any word, quoted or not.
    return Token("strange" if category(char)[0] == "C" else "char", at, at + 1, char)


def _quantity(text: str, at: int) -> Token | None:
    ratio = read_ratio(text, at)
    if ratio is not None:
        if _torn(text, at, ratio.end):
            return _rest(text, at, ratio.end)
        written = text[at : ratio.end]
        return Token("quantity", at, ratio.end, written, "", ratio.value, Unit(ratio.unit))
    number = read_number(text, at)
    if number is None:
        return None
    if number.value is None or _torn(text, at, number.end):
        return _rest(text, at, number.end)
    for word, unit in _UNITS:
        if text.startswith(word, number.end):
            end = number.end + len(word)
            value = number.value * 100 if unit is Unit.FEN else number.value
            return Token("quantity", at, end, text[at:end], "", value, unit, number.scaled)
    written = text[at : number.end]
    return Token("number", at, number.end, written, "", number.value, None, number.scaled)


def _torn(text: str, start: int, end: int) -> bool:
    """Whether a letter, or a digit of another script, touches a numeral: maybe part of it misread."""
    return any(
        (side.isascii() and side.isalpha()) or (side.isdigit() and side not in NUMERAL_CHARS)
        for side in (text[start - 1 : start], text[end : end + 1])
    )


def _rest(text: str, start: int, end: int) -> Token:
    return Token("char", start, end, text[start:end])
