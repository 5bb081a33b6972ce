"""What people type made into what the grammar asks for: width of characters, dashes, commas."""

from __future__ import annotations

import re

_SPACES = re.compile("[\\u00a0\\u2000-\\u200b\\u202f\\u3000\\ufeff\\t ]+")
_RANGE = re.compile(r"\s*(?:\.\.\.?|…|~|～|〜|–|—+|－|至)\s*")
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("、"): ",",
    ord("≤"): "<=",
    ord("≥"): ">=",
    ord("≦"): "<=",
    ord("≧"): ">=",
    ord("【"): "[",
    ord("】"): "]",
    ord("〔"): "〔",
}
_LONGEST = 2_000
"""Characters of the longest test: what is longer is left alone."""
_BRACKETED = re.compile(r"([\[(])([^\[\]()]*)([\])])")
_DATE = re.compile(r"(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?(?!\d)")


def stripped(text: str) -> str:
    """Return the text without white space at its ends, no-break and full-width spaces among it."""
    return text.strip("\u00a0\u2007\u202f\u3000\ufeff\u200b \t\r\n")


def plain(text: str) -> str:
    """Return a literal as the format writes it: ``１万元`` is ``1万元``, spaces are single."""
    return stripped(_SPACES.sub(" ", text.translate(_WIDTHS)))


def test(text: str) -> str:
    """Return a test or a band as the format writes it.

    Dashes inside brackets are ``..``; outside of brackets they are left, for nobody can know
    whether the ends are included.
    """
    text = plain(text)
    return _BRACKETED.sub(_interval, text) if len(text) <= _LONGEST else text


def _interval(match: re.Match[str]) -> str:
    inner = match[2]
    if ".." not in inner and len(_RANGE.findall(inner)) == 1 and not _DATE.search(inner):
        inner = _RANGE.sub("..", inner)
    return f"{match[1]}{inner}{match[3]}"


def date(text: str) -> str:
    """Return ``2026-03-01`` for ``2026年3月1日`` or ``2026/3/1`` wherever they stand in the text."""
    return _DATE.sub(lambda m: f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}", text)
