"""What the column of the legal basis says: which article, and the fines and kinds it allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from penaltybench.exchange.published.model import Fine, Kind, Part, Understood
from penaltybench.exchange.published.penalty import understand_penalty

_COUNTRY = "中华人民共和国"
_TITLE = re.compile(r"《([^《》]{1,200})》")
_NUMERAL = "〇零一二三四五六七八九十百千0-9"
_ARTICLE = re.compile(
    rf"(?:[（(][^（）()]{{1,40}}[）)])?\s*"
    rf"(第[{_NUMERAL}]+条(?:(?:之[{_NUMERAL}]+)?[、和及]?第?[（(]?[{_NUMERAL}]+[）)]?[款项目])*)"
)
_AMOUNT = re.compile(rf"[{_NUMERAL}万亿](?:元|倍)|百分之|[0-9](?:%|％)")


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """A law as a basis names it: its full ``title``, its ``name`` without 中华人民共和国, the article."""

    title: str
    name: str
    article: str


@dataclass(frozen=True, slots=True)
class BasisText:
    """A cell of the legal basis: the article (None if none is named), and what it allows.

    ``fines`` and ``kinds`` are the parts that were read. ``whole`` says that no amount in the text was
    left unread, so that the range over the fines is that of the statute.
    """

    text: str
    cited: CitedArticle | None
    fines: tuple[Part, ...]
    kinds: tuple[Part, ...]
    whole: bool


def read_basis(text: str) -> BasisText:
    """Return what a cell of the legal basis says; free text around it is passed over."""
    sections = list(_sections(text))
    chosen = [one for one in sections if any(True for _ in _ranges(one[1]))] or sections
    cited = next((one[0] for one in chosen if one[0] is not None), None)
    fines: list[Part] = []
    kinds: list[Part] = []
    for _, understood in chosen:
        fines.extend(part for part, _ in _ranges(understood))
        kinds.extend(part for part in understood.parts if isinstance(part.item, Kind))
    unread = any(
        _AMOUNT.search(piece.text)
        for _, understood in chosen
        for piece in understood.not_understood
    )
    return BasisText(text, cited, tuple(fines), tuple(kinds), bool(fines) and not unread)


def _ranges(understood: Understood) -> Iterator[tuple[Part, Fine]]:
    """Yield the fines whose amount is written; 处以罚款 alone refers to another paragraph."""
    for part, fine in understood.fines():
        if fine.range is not None:
            yield part, fine


def _sections(text: str) -> Iterator[tuple[CitedArticle | None, Understood]]:
    """Yield the articles that a cell quotes one after another, each with what it says."""
    heads: list[tuple[int, int, CitedArticle]] = []
    for match in _TITLE.finditer(text):
        article = _ARTICLE.match(text, match.end())
        if article is not None:
            heads.append((match.start(), article.end(), _cited(match[1], article[1])))
    if not heads:
        yield None, understand_penalty(text)
        return
    # An article that is named inside the text of another one (有《…法》第六十三条…行为之一) begins nothing.
    begins = [
        head for index, head in enumerate(heads) if index == 0 or _at_start(text, heads, index)
    ]
    for index, (_, start, cited) in enumerate(begins):
        end = begins[index + 1][0] if index + 1 < len(begins) else len(text)
        yield cited, understand_penalty(text[start:end])


def _at_start(text: str, heads: list[tuple[int, int, CitedArticle]], index: int) -> bool:
    """Return whether a title begins a new quotation: after a number, or a line or sentence end."""
    before = text[heads[index - 1][1] : heads[index][0]].rstrip(" ")
    return bool(
        re.search(r"(?:[。；\n]|(?:^|[\s。；])[0-9一二三四五六七八九十]{1,3}[、.．])$", before)
    )


def _cited(title: str, article: str) -> CitedArticle:
    return CitedArticle(title, title.removeprefix(_COUNTRY), article)
