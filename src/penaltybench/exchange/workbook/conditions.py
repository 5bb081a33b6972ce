"""Unary tests and conditions as the text of cells.

A test stands in the column of its fact: ``< 1万元``, ``[3..6)``, ``轻微, 严重``, ``not(严重)``. A whole
condition is written a line for each fact (``goods_value: < 1万元``), and a line that begins with
``或:`` for each alternative (``或: corrected: 是; prior_2y: 0``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from penaltybench.exchange.workbook import tidy
from penaltybench.exchange.workbook.codecs import Single, Texts, refuse_bare_range
from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.exchange.workbook.vocabulary import FactWords, Vocabulary
from penaltybench.source import Tree
from penaltybench.text import Text, closest

_TOKEN = re.compile(r"([,()\[\]\s]+)")
_OR = re.compile(r"\s*(?:或者|或|or|any)\s*[:：]\s*", re.IGNORECASE)
ALWAYS = Text("总是", "always")


@dataclass(frozen=True, slots=True)
class TestCell(Single):
    """A unary test on one fact; ``chinese`` shows the labels of its values instead of its words."""

    # The name is the field's, and no test of this project.
    __test__ = False

    fact: FactWords | None
    chinese: bool

    def encode(self, value: Tree) -> Texts | None:
        """Return the test as it is shown."""
        text = self.shown(value)
        return None if text is None else (text,)

    def decode(self, texts: Texts) -> Tree:
        """Return the test as the format writes it: a text, or a list of texts."""
        return self.read(texts[0])

    def shown(self, value: Tree) -> str | None:
        """Return the text of a test; None for what is neither text nor a list of texts."""
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            text = f"[{', '.join(value)}]"
        elif isinstance(value, str):
            text = value
        else:
            return None
        if self.chinese and self.fact is not None:
            translated = _translated(text, dict(self.fact.shown))
            if self.gives_back(translated, value):
                return translated
        return text

    def gives_back(self, text: str, value: Tree) -> bool:
        """Return whether the text is read as the value."""
        try:
            return bool(self.read(text) == value)
        except CellFault:
            return False

    def read(self, text: str) -> Tree:
        """Return the test that a text writes."""
        text = tidy.test(text)
        kind = self.fact.type if self.fact is not None else ""
        if kind == "date":
            text = tidy.date(text)
        if self.fact is not None and self.fact.shown:
            back = {shown: word for word, shown in self.fact.shown.items()}
            if kind == "boolean":
                back |= {"TRUE": "true", "FALSE": "false", "True": "true", "False": "false"}
            text = _translated(text, back)
        if kind in ("money", "integer", "decimal"):
            refuse_bare_range(text)
        elif kind == "enum" and self.fact is not None:
            _refuse_unknown(text, self.fact)
        return _listed(text)


def _refuse_unknown(text: str, fact: FactWords) -> None:
    """Raise CellFault for a word that is no value of the fact."""
    known = {*fact.values, *fact.shown.values()}
    for word in _TOKEN.split(text):
        word = word.removeprefix("=")
        if not word or word in known or word in ("not", "-") or _TOKEN.fullmatch(word):
            continue
        meant = closest(word, known)
        zh, en = "、".join(fact.options), ", ".join(fact.values)
        raise CellFault(
            Text(
                f"“{word}”不是“{fact.label or fact.id}”的选项",
                f"“{word}” is no value of the fact {fact.id}",
            ),
            Text(f"是否为“{meant}”？", f"did you mean “{meant}”?")
            if meant
            else Text(f"可写：{zh}", f"write one of: {en}"),
        )


def _translated(text: str, words: dict[str, str]) -> str:
    return "".join(words.get(part, part) for part in _TOKEN.split(text))


def _listed(text: str) -> Tree:
    """Return ``[a, b]`` as a list; an interval stays a text."""
    if not (text.startswith("[") and text.endswith("]")):
        return text
    parts, depth, start = [], 0, 1
    for index, char in enumerate(text):
        depth += (char in "[(") - (char in "])")
        if depth == 0 and index < len(text) - 1:
            return text
        if char == "," and depth == 1 and not text[index + 1 : index + 2].isdigit():
            parts.append(text[start:index])
            start = index + 1
    parts.append(text[start:-1])
    items = [part.strip() for part in parts]
    if depth != 0 or any(_is_end(item) for item in items) or not all(items):
        return text
    return items


def _is_end(item: str) -> bool:
    """Return whether ``..`` stands outside of all brackets: then the brackets are an interval's."""
    return ".." in re.sub(r"[\[(][^\[\]()]*[\])]", "", item)


@dataclass(frozen=True, slots=True)
class ConditionCell(Single):
    """A whole condition."""

    vocabulary: Vocabulary
    chinese: bool

    def encode(self, value: Tree) -> Texts | None:
        """Return a line for each test and each alternative."""
        if not isinstance(value, dict):
            return None
        if not value:
            return (ALWAYS.get("zh" if self.chinese else "en"),)
        lines = self._tests({key: test for key, test in value.items() if key != "any"})
        alternatives = self.alternatives(value["any"]) if "any" in value else []
        if lines is None or alternatives is None:
            return None
        return ("\n".join([*lines, *alternatives]),)

    def alternatives(self, value: Tree) -> list[str] | None:
        """Return a line for each alternative of ``any:``; None if one has alternatives itself."""
        if not isinstance(value, list) or not value:
            return None
        lines = []
        for part in value:
            tests = self._tests(part) if isinstance(part, dict) and part else None
            if tests is None:
                return None
            lines.append(f"{'或' if self.chinese else 'or'}: {'; '.join(tests)}")
        return lines

    def _tests(self, value: dict[str, Tree]) -> list[str] | None:
        lines = []
        for name, test in value.items():
            shown = TestCell(self.vocabulary.facts.get(name), self.chinese).shown(test)
            if shown is None:
                return None
            lines.append(f"{name}: {shown}")
        return lines

    def decode(self, texts: Texts) -> Tree:
        """Return the condition; raises CellFault."""
        found: dict[str, Tree] = {}
        alternatives: list[Tree] = []
        if tidy.plain(texts[0]) in (ALWAYS.zh, ALWAYS.en):
            return found
        for line in texts[0].split("\n"):
            if not tidy.stripped(line):
                continue
            match = _OR.match(line)
            if match:
                alternatives.append(self._read(line[match.end() :]))
                continue
            for name, test in self._read(line).items():
                if name in found:
                    raise _twice(name)
                found[name] = test
        if alternatives:
            found["any"] = alternatives
        return found

    def _read(self, line: str) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        for part in line.replace("；", ";").split(";"):
            if not tidy.stripped(part):
                continue
            name, mark, test = part.replace("：", ":").partition(":")
            name = self.vocabulary.named(tidy.plain(name))
            if not mark or not tidy.stripped(test):
                raise CellFault(
                    Text(
                        f"“{part.strip()}”应写作 要素: 条件",
                        f"“{part.strip()}” should be fact: test",
                    ),
                    Text(
                        "每行一个要素，如 goods_value: < 1万元",
                        "a fact a line: goods_value: < 1万元",
                    ),
                )
            if name in found:
                raise _twice(name)
            found[name] = TestCell(self.vocabulary.facts.get(name), self.chinese).read(test)
        return found


@dataclass(frozen=True, slots=True)
class AlternativesCell(Single):
    """The alternatives of a row whose other tests stand in the columns of their facts."""

    condition: ConditionCell

    def encode(self, value: Tree) -> Texts | None:
        """Return a line for each alternative."""
        lines = self.condition.alternatives(value)
        return None if lines is None else ("\n".join(lines),)

    def decode(self, texts: Texts) -> Tree:
        """Return the alternatives; raises CellFault."""
        found = self.condition.decode(texts)
        if set(found) != {"any"}:
            raise CellFault(
                Text("此处只写以“或:”开头的行", "only lines that begin with “or:” belong here"),
                Text(
                    "必须同时符合的条件写在各要素的列中",
                    "what must hold in any case stands in the columns of the facts",
                ),
            )
        return found["any"]


def _twice(name: str) -> CellFault:
    return CellFault(
        Text(f"要素 {name} 写了两次", f"the fact {name} is there twice"),
        Text("同一要素的几个条件用逗号隔开，写在一处", "write its tests in one place"),
    )
