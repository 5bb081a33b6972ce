"""Penalties and citations as people write them: ``应当 没收违法所得``, ``《行政处罚法》第三十三条``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from penaltybench.exchange.workbook import tidy
from penaltybench.exchange.workbook.codecs import NOTHING, Single, Texts
from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.source import Tree
from penaltybench.text import Text, closest
from penaltybench.words import FORCES, PENALTIES


@dataclass(frozen=True, slots=True)
class Penalties(Single):
    """Penalties other than the fine, one a line: ``应当 没收违法所得``, ``可以 行政拘留 [5..10]``."""

    chinese: bool

    def encode(self, value: Tree) -> Texts | None:
        """Return a line for each penalty."""
        if not isinstance(value, dict):
            return None
        if not value:
            return (NOTHING.get("zh" if self.chinese else "en"),)
        lines = []
        for kind, term in value.items():
            force: Tree = term
            days: Tree = ""
            if isinstance(term, dict) and set(term) == {"force", "days"}:
                force, days = term["force"], term["days"]
            if kind not in PENALTIES or not isinstance(days, str) or force not in ("must", "may"):
                return None
            name = PENALTIES[kind].zh if self.chinese else kind
            shown = FORCES[force].zh if self.chinese else force
            lines.append(f"{shown} {name} {days}".rstrip())
        return ("\n".join(lines),)

    def decode(self, texts: Texts) -> Tree:
        """Return the penalties; raises CellFault for one that is not known."""
        found: dict[str, Tree] = {}
        for line in re.split(r"[\n；;]", texts[0]):
            text = tidy.test(line)
            if not text or text in (NOTHING.zh, NOTHING.en):
                continue
            kind, term = _penalty(text)
            if kind in found:
                raise CellFault(
                    Text(f"“{text}”写了两次", f"“{text}” is there twice"),
                    Text("请删去一个", "remove one of them"),
                )
            found[kind] = term
        return found


_LONGEST = 200
"""Characters of the longest line that may name a penalty."""
_FORCE_WORDS = {"应当": "must", "必须": "must", "must": "must", "可以": "may", "may": "may"}
_PENALTY_WORDS = {
    name: kind for kind, text in PENALTIES.items() for name in (text.zh, text.en, kind)
}


def _penalty(text: str) -> tuple[str, Tree]:
    """Return the kind and the term of ``应当 没收违法所得``; raises CellFault."""
    words = sorted(_FORCE_WORDS, key=len, reverse=True)
    force = next((word for word in words if text.startswith(word)), None)
    rest = text.removeprefix(force or "").strip()
    name, _, days = rest.partition(" [") if " [" in rest else (rest, "", "")
    if (
        not days
        and len(rest) <= _LONGEST
        and (match := re.fullmatch(r"(\S.*?)\s*(\d+|\[.*\])\s*日?", rest))
    ):
        name, days = match[1], match[2]
    elif days:
        days = f"[{days}".removesuffix("日").strip()
    name = name.strip()
    kind = _PENALTY_WORDS.get(name)
    if force is None or kind is None:
        near = _PENALTY_WORDS.get(closest(name, _PENALTY_WORDS) or "", "")
        raise CellFault(
            Text(f"“{text}”不是处罚种类", f"“{text}” is no kind of penalty"),
            Text(
                f"是否为“应当 {PENALTIES[near].zh}”或者“可以 {PENALTIES[near].zh}”？",
                f"did you mean “must {near}” or “may {near}”?",
            )
            if near
            else Text(
                "每行一种，先写应当或者可以，如：应当 没收违法所得",
                "one a line, with must or may before it: must confiscate_gains",
            ),
        )
    term = _FORCE_WORDS[force]
    return kind, {"force": term, "days": days} if days else term


_CITATION = re.compile(
    r"(?:《(?P<law>[^《》]+)》|(?P<number>[^\s《》（）]*〔\d{4}〕[^\s《》（）]*?号))"
    r"(?P<article>[^“”]*?)"
    r"(?:（(?P<edition>\d{4}-\d{2}-\d{2})）)?"
    r"(?:：“(?P<text>.*)”)?",
    re.DOTALL,
)


def citation_line(value: Tree) -> str | None:
    """Return ``《行政处罚法》第三十三条（2021-01-22）：“原文”``; None if it holds anything else."""
    if not isinstance(value, dict) or not set(value) <= {"law", "article", "edition", "text"}:
        return None
    if "law" not in value or not all(isinstance(text, str) for text in value.values()):
        return None
    law = value["law"]
    numbered = _CITATION.fullmatch(law)
    line: str = law if numbered is not None and numbered["number"] == law else f"《{law}》"
    line += value.get("article", "")
    if "edition" in value:
        line += f"（{value['edition']}）"
    return line + f"：“{value['text']}”" if "text" in value else line


def read_citation_line(line: str) -> Tree:
    """Return what :func:`citation_line` wrote; raises CellFault."""
    match = _CITATION.fullmatch(tidy.stripped(line))
    if match is None:
        raise CellFault(
            Text(f"“{line.strip()}”不是引用的写法", f"“{line.strip()}” is not a citation"),
            Text(
                "应写作《法律名称》第几条，或者 湘环发〔2022〕8号第几条",
                "write 《name of the law》 and the article, or the number of the document",
            ),
        )
    article = tidy.stripped(match["article"])
    found = {"law": match["law"] if match["law"] is not None else match["number"]}
    for key, text in (("article", article), ("edition", match["edition"]), ("text", match["text"])):
        if text:
            found[key] = text
    return found


class Citation(Single):
    """One citation."""

    def encode(self, value: Tree) -> Texts | None:
        """Return the line."""
        line = citation_line(value)
        return None if line is None else (line,)

    def decode(self, texts: Texts) -> Tree:
        """Return the citation."""
        return read_citation_line(texts[0])


class Citations(Single):
    """Citations, one a line. A list of one begins with a dash, for one alone may be no list."""

    def encode(self, value: Tree) -> Texts | None:
        """Return a line for each."""
        if isinstance(value, dict):
            line = citation_line(value)
            return None if line is None or "\n" in line else (line,)
        if not isinstance(value, list):
            return None
        lines = [citation_line(item) for item in value]
        if any(line is None or "\n" in line for line in lines):
            return None
        return ("\n".join(f"- {line}" if len(lines) == 1 else line or "" for line in lines),)

    def decode(self, texts: Texts) -> Tree:
        """Return one citation, or several as a list."""
        lines = [line.strip() for line in texts[0].split("\n") if line.strip()]
        if len(lines) == 1 and not lines[0].startswith("- "):
            return read_citation_line(lines[0])
        return [read_citation_line(line.removeprefix("- ")) for line in lines]
