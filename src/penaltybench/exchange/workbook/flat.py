"""Small mappings on one line: ``per: extra_factors; beyond: 1; add: 1万元``."""

from __future__ import annotations

from penaltybench.exchange.workbook import tidy
from penaltybench.exchange.workbook.codecs import Single, Texts
from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.source import Tree
from penaltybench.text import Text


class Flat(Single):
    """Keys and values on one line: ``years: [birth_date, conduct_start]; until: day_before``."""

    def encode(self, value: Tree) -> Texts | None:
        """Return the line."""
        line = flat_line(value)
        return None if line is None else (line,)

    def decode(self, texts: Texts) -> Tree:
        """Return the keys and values."""
        return read_flat_line(texts[0])


class FlatLines(Single):
    """A list of such lines: ``per: extra_factors; beyond: 1; add: 1万元``."""

    def encode(self, value: Tree) -> Texts | None:
        """Return a line for each item."""
        if not isinstance(value, list):
            return None
        lines = [flat_line(item) for item in value]
        return None if None in lines else ("\n".join(line or "" for line in lines),)

    def decode(self, texts: Texts) -> Tree:
        """Return the items."""
        return [read_flat_line(line) for line in texts[0].split("\n") if line.strip()]


def flat_line(value: Tree) -> str | None:
    """Return a mapping of texts and lists of texts on one line; None if it holds anything else."""
    if not isinstance(value, dict):
        return None
    parts = []
    for key, item in value.items():
        if isinstance(item, list) and all(isinstance(one, str) for one in item):
            parts.append(f"{key}: [{', '.join(item)}]")
        elif isinstance(item, str):
            parts.append(f"{key}: {item}")
        else:
            return None
    return "; ".join(parts)


def read_flat_line(line: str) -> Tree:
    """Return what :func:`flat_line` wrote; raises CellFault."""
    found: dict[str, Tree] = {}
    for part in line.replace("；", ";").split(";"):
        if not part.strip():
            continue
        key, mark, text = part.replace("：", ":").partition(":")
        key, text = tidy.plain(key), tidy.plain(text)
        if not mark or not key:
            raise CellFault(
                Text(f"“{part.strip()}”应写作 键: 值", f"“{part.strip()}” should be key: value"),
                Text("用分号隔开", "separate them by semicolons"),
            )
        if text.startswith("[") and text.endswith("]") and ".." not in text:
            found[key] = [item.strip() for item in text[1:-1].split(",") if item.strip()]
        else:
            found[key] = text
    return found
