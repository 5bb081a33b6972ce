"""A ruleset as YAML text, laid out as the rulesets of this library are.

What the reader (:mod:`penaltybench.source`) finds in the text is the same tree again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from penaltybench.exchange.yaml_layout import PLAIN, RULESET, SECTIONS, Layout
from penaltybench.source import Tree

WIDTH = 100
_FOLD_FROM = 120
_LONGEST_KEY = 400
_INDENT = "  "
_UNPRINTABLE = re.compile(
    "[^\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)
_SURROGATE = re.compile("[\\ud800-\\udfff]")
_NUMBER = re.compile(
    r"[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|0[xo][0-9a-f]+|[-+]?\.inf|\.nan",
    re.ASCII | re.IGNORECASE,
)
_NULL = frozenset(["", "~", "null", "Null", "NULL"])
# The last two would do no harm: tests such as < 3 are quoted as >= 3 has to be.
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`<=")
_FLOW_INDICATORS = re.compile(r"[,\[\]{}]")
_ESCAPES = {"\0": "\\0", "\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def ruleset_yaml(tree: Tree) -> str:
    """Return the ruleset ``tree`` (nested dict, list and str) as YAML text.

    Known keys stand in the order of the format's description; what has an order of its own (facts,
    values, tests, levels of a scale, any list) keeps it. Raises TypeError for what is not text, and
    ValueError for half a surrogate pair, which no file can hold.
    """
    if not isinstance(tree, dict):
        return "\n".join(_block(tree, RULESET)) + "\n"
    lines: list[str] = []
    before = ""
    for key in _ordered(tree, RULESET):
        if before and (key in SECTIONS or before in SECTIONS):
            lines.append("")
        lines.extend(_entry(key, tree[key], RULESET.of(key)))
        before = key
    return "\n".join(lines or ["{}"]) + "\n"


def width(text: str) -> int:
    """Return the columns that ``text`` fills: a Chinese character fills two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _ordered(mapping: dict[str, Tree], layout: Layout) -> list[str]:
    first = [key for key in layout.order if key in mapping]
    return [*first, *(key for key in mapping if key not in layout.order)]


# --- line by line -------------------------------------------------------------------------------


def _block(value: Tree, layout: Layout) -> list[str]:
    """Return the lines of a value that stands on lines of its own."""
    match value:
        case dict() if value:
            return [
                line
                for key in _ordered(value, layout)
                for line in _entry(key, value[key], layout.of(key))
            ]
        case list() if value:
            return [line for item in value for line in _item(item, layout.item)]
        case _:
            return [_flow(value, layout)]


def _entry(key: str, value: Tree, layout: Layout) -> Iterator[str]:
    """Yield the lines of a key and its value."""
    name = _scalar(key, flow=False, key=True)
    opening = f"{name}:"
    if len(name) > _LONGEST_KEY:
        # A key that is longer than a reader looks ahead has to be announced.
        yield f"? {name}"
        opening = ":"
    if isinstance(value, str):
        yield from _text(opening, value)
        return
    line = _on_one_line(opening, value, layout)
    if line is not None:
        yield line
        return
    yield opening
    for one in _block(value, layout):
        yield _INDENT + one


def _item(value: Tree, layout: Layout) -> Iterator[str]:
    """Yield the lines of an item of a list."""
    if isinstance(value, str):
        yield from _text("-", value)
        return
    line = _on_one_line("-", value, layout)
    if line is not None:
        yield line
        return
    for index, one in enumerate(_block(value, layout)):
        yield ("- " if index == 0 else _INDENT) + one


def _on_one_line(opening: str, value: Tree, layout: Layout) -> str | None:
    """Return ``key: {…}`` if it may stand on one line and is short enough to."""
    if value and (layout.block or _has_long_key(value)):
        return None
    line = f"{opening} {_flow(value, layout)}"
    # What is still indented is not counted: the width is a measure, not a limit.
    return line if not value or width(line) <= WIDTH - 8 else None


def _has_long_key(value: Tree) -> bool:
    if isinstance(value, dict):
        return any(len(key) > _LONGEST_KEY // 10 or _has_long_key(value[key]) for key in value)
    return isinstance(value, list) and any(_has_long_key(item) for item in value)


def _text(opening: str, text: str) -> Iterator[str]:
    """Yield ``key: text``; a long text is folded where it has spaces."""
    if width(text) > _FOLD_FROM and _foldable(text):
        yield f"{opening} >-"
        yield from (_INDENT + line for line in _folded(text))
    else:
        yield f"{opening} {_scalar(text, flow=False)}"


def _foldable(text: str) -> bool:
    """Return whether folding keeps the text: its spaces are single and inside, and all is printable."""
    return " " in text and text == " ".join(text.split()) and not _UNPRINTABLE.search(text)


def _folded(text: str) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and width(line) + width(word) >= WIDTH - 8:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


# --- on one line --------------------------------------------------------------------------------


def _flow(value: Tree, layout: Layout) -> str:
    match value:
        case dict():
            entries = (
                f"{_scalar(key, flow=True, key=True)}: {_flow(value[key], layout.of(key))}"
                for key in _ordered(value, layout)
            )
            return "{" + ", ".join(entries) + "}"
        case list():
            return "[" + ", ".join(_flow(item, layout.item) for item in value) + "]"
        case _:
            return _scalar(value, flow=True)


def _scalar(text: Any, *, flow: bool, key: bool = False) -> str:
    """Return the text plain if it can be, else in double quotes."""
    if not isinstance(text, str):
        raise TypeError(f"a tree of text has no {type(text).__name__}: {text!r}")
    if _SURROGATE.search(text):
        raise ValueError(f"half a surrogate pair: {text!r}")
    return text if _is_plain(text, flow, key) else f'"{_escaped(text)}"'


def _is_plain(text: str, flow: bool, key: bool) -> bool:
    return not (
        text in _NULL
        or text[0] in _INDICATORS
        or text != text.strip()
        or text.startswith("...")
        or text.endswith(":")
        or ": " in text
        or " #" in text
        or _UNPRINTABLE.search(text)
        or (flow and _FLOW_INDICATORS.search(text))
        or (key and _NUMBER.fullmatch(text))
    )


def _escaped(text: str) -> str:
    return "".join(
        _ESCAPES.get(char)
        or (char if not _UNPRINTABLE.match(char) and char != "\xa0" else _escape(char))
        for char in text
    )


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


__all__ = ["PLAIN", "WIDTH", "ruleset_yaml", "width"]
