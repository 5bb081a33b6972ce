"""Parts of a ruleset as the text of cells, and back.

A codec writes what it can write without loss. What it reads back differently is not written: the
caller then keeps that part in the sheet of what remains.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from penaltybench.exchange.workbook import tidy
from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.source import Tree
from penaltybench.text import Text, closest

Texts = tuple[str, ...]
ELSEWHERE = Text("→ 见“其他”", "→ see “Other”")
"""Stands in a cell whose content is kept in the sheet of what remains."""
NOTHING = Text("无", "none")
SAME = "="
"""In the column of the English text: one text serves for both languages."""


class Codec(Protocol):
    """How one part of a ruleset is written into one or two cells."""

    @property
    def suffixes(self) -> Texts:
        """What the keys of the columns end with; one empty text for a single column."""

    def encode(self, value: Tree) -> Texts | None:
        """Return the texts of the cells, or None if they cannot hold the value."""

    def decode(self, texts: Texts) -> Tree:
        """Return the value that the cells hold; raises CellFault."""


@dataclass(frozen=True, slots=True)
class Single:
    """What codecs of one cell have in common."""

    suffixes: Texts = field(default=("",), init=False)


class Free(Single):
    """Free text, exactly as it stands in the cell."""

    def encode(self, value: Tree) -> Texts | None:
        """Return the text."""
        return (value,) if isinstance(value, str) else None

    def decode(self, texts: Texts) -> Tree:
        """Return the text."""
        return texts[0]


class Literal(Single):
    """A number, an amount, an id: full-width characters and stray spaces are put right."""

    def encode(self, value: Tree) -> Texts | None:
        """Return the text."""
        return (value,) if isinstance(value, str) else None

    def decode(self, texts: Texts) -> Tree:
        """Return the text put right."""
        return tidy.plain(texts[0])


class Day(Literal):
    """A day: ``2026年3月1日`` and ``2026/3/1`` are read too."""

    def decode(self, texts: Texts) -> Tree:
        """Return the day as ``2026-03-01``."""
        return tidy.date(tidy.plain(texts[0]))


class Band(Literal):
    """An interval, or one value."""

    def decode(self, texts: Texts) -> Tree:
        """Return the interval as the format writes it; raises CellFault for one without brackets."""
        text = tidy.test(texts[0])
        refuse_bare_range(text)
        return text


_LONGEST_RANGE = 80
_BARE_RANGE = re.compile(
    r"([^\[\](),<>=]*\d[^\[\](),<>=]*?)\s*(?:[~〜–—至]|(?<=[\d元%万])-)\s*(\S*\d\S*)"
)


def refuse_bare_range(text: str) -> None:
    """Raise CellFault for ``1万元~5万元``: nobody can know whether the ends are included."""
    match = _BARE_RANGE.fullmatch(text) if len(text) <= _LONGEST_RANGE else None
    if match is not None:
        low, high = match[1], match[2]
        raise CellFault(
            Text(
                f"“{text}”没有写明两端是否包含在内",
                f"“{text}” does not say whether its ends are included",
            ),
            Text(
                f"含两端写 [{low}..{high}]，不含上限写 [{low}..{high})",
                f"write [{low}..{high}], or [{low}..{high}) without the upper end",
            ),
        )


@dataclass(frozen=True, slots=True)
class Word(Single):
    """One of the format's words, shown in the language of the workbook.

    ``open_`` words may be others too.
    """

    words: Mapping[str, str]
    open_: bool = False

    def encode(self, value: Tree) -> Texts | None:
        """Return the word as people know it."""
        return (self.words.get(value, value),) if isinstance(value, str) else None

    def decode(self, texts: Texts) -> Tree:
        """Return the format's word; raises CellFault for one that is not known."""
        text = tidy.stripped(texts[0])
        back = {shown: word for word, shown in self.words.items()}
        if not self.open_ and text not in back and text not in self.words:
            meant = closest(text, back)
            listed = self.words.values()
            raise CellFault(
                Text(f"“{text}”不在可选之列", f"“{text}” is not one of the words"),
                Text(f"是否为“{meant}”？", f"did you mean “{meant}”?")
                if meant
                else Text(f"可写：{'、'.join(listed)}", f"write one of: {', '.join(listed)}"),
            )
        return back.get(text, text)

    @property
    def options(self) -> Texts:
        """The words to choose from."""
        return tuple(self.words.values())


@dataclass(frozen=True, slots=True)
class Lines(Single):
    """A list of words or ids, one a line."""

    words: Mapping[str, str] = field(default_factory=dict)

    def encode(self, value: Tree) -> Texts | None:
        """Return a line for each item."""
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return None
        return ("\n".join(self.words.get(item, item) for item in value),)

    def decode(self, texts: Texts) -> Tree:
        """Return the items; commas separate them too."""
        back = {shown: word for word, shown in self.words.items()}
        items = (tidy.plain(item) for item in re.split(r"[\n,，、;；]", texts[0]))
        return [back.get(item, item) for item in items if item]


class Bilingual:
    """A text in two languages: one cell for each; ``=`` in the second if one serves for both."""

    suffixes: Texts = (".zh", ".en")

    def encode(self, value: Tree) -> Texts | None:
        """Return both texts."""
        if isinstance(value, str):
            return value, SAME
        if not isinstance(value, dict) or not set(value) <= {"zh", "en"}:
            return None
        zh, en = value.get("zh", ""), value.get("en", "")
        return (zh, en) if isinstance(zh, str) and isinstance(en, str) else None

    def decode(self, texts: Texts) -> Tree:
        """Return the text in its languages."""
        zh, en = texts
        if tidy.plain(en) == SAME:
            return zh
        return {key: text for key, text in (("zh", zh), ("en", en)) if text}


def bilingual_line(value: Tree) -> str | None:
    """Return ``中文 | English`` for a text in two languages; a text that serves for both stands alone."""
    if isinstance(value, str):
        return value
    if not isinstance(value, dict) or set(value) not in ({"zh"}, {"zh", "en"}):
        return None
    if not all(isinstance(text, str) for text in value.values()):
        return None
    return f"{value['zh']} | {value.get('en', '')}".rstrip()


def read_bilingual_line(line: str) -> Tree:
    """Return what :func:`bilingual_line` wrote."""
    zh, bar, en = line.replace("｜", "|").partition("|")
    if not bar:
        return tidy.stripped(zh)
    both = {"zh": tidy.stripped(zh), "en": tidy.stripped(en)}
    return both if both["en"] else {"zh": both["zh"]}


class BilingualLines(Single):
    """A list of texts in two languages, one a line: ``责令停产 | stop production``."""

    def encode(self, value: Tree) -> Texts | None:
        """Return a line for each text."""
        if not isinstance(value, list):
            return None
        lines = [bilingual_line(item) for item in value]
        return None if None in lines else ("\n".join(line or "" for line in lines),)

    def decode(self, texts: Texts) -> Tree:
        """Return the texts."""
        return [read_bilingual_line(line) for line in texts[0].split("\n") if line.strip()]


class Values(Single):
    """The values of an enum, one a line: ``none = 无 | none``, from the lightest to the heaviest."""

    def encode(self, value: Tree) -> Texts | None:
        """Return a line for each value."""
        if not isinstance(value, dict):
            return None
        lines = []
        for word, label in value.items():
            line = bilingual_line(label)
            if line is None:
                return None
            lines.append(f"{word} = {line}")
        return ("\n".join(lines),)

    def decode(self, texts: Texts) -> Tree:
        """Return the values with their labels."""
        values: dict[str, Tree] = {}
        for line in texts[0].replace("＝", "=").split("\n"):
            if not line.strip():
                continue
            word, mark, label = line.partition("=")
            word = tidy.plain(word)
            if not mark or not word:
                raise CellFault(
                    Text(f"“{line}”应写作 编号 = 名称", f"“{line}” should be word = label"),
                    Text("每行一个取值，如 none = 无 | none", "a value a line: none = 无 | none"),
                )
            if word in values:
                raise CellFault(
                    Text(f"取值 {word} 写了两次", f"the value {word} is there twice"),
                    Text("请删去一个", "remove one of them"),
                )
            values[word] = read_bilingual_line(label)
        return values


_FACT = re.compile(r"(?:要素|fact)\s+(\S+)")


@dataclass(frozen=True, slots=True)
class Rate(Single):
    """An amount or a rate, or ``要素 goods_value`` for an amount that the case gives."""

    chinese: bool

    def encode(self, value: Tree) -> Texts | None:
        """Return the text."""
        if isinstance(value, dict) and set(value) == {"fact"} and isinstance(value["fact"], str):
            return (f"{'要素' if self.chinese else 'fact'} {value['fact']}",)
        return (value,) if isinstance(value, str) else None

    def decode(self, texts: Texts) -> Tree:
        """Return the rate, or the reference to a fact."""
        text = tidy.plain(texts[0])
        match = _FACT.fullmatch(text)
        return {"fact": match[1]} if match else text


def known_words(words: Mapping[str, Text], chinese: bool, only: Sequence[str] = ()) -> Word:
    """Return the codec of a word whose Chinese name is shown in a Chinese workbook."""
    chosen = only or tuple(words)
    return Word({word: words[word].zh if chinese else word for word in chosen})
