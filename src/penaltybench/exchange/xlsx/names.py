"""Names of cells (``D7``), and the escapes with which a workbook writes what XML cannot hold."""

from __future__ import annotations

import re

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_TEXT = 32_767
"""The most characters that a cell holds."""

_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Tab and line feed may stand as they are; a carriage return would be read back as a line feed.
_UNFIT = "\\x00-\\x08\\x0b-\\x1f\\x7f\\ufffe\\uffff"
_ILLEGAL = re.compile(f"[{_UNFIT}]")
# An underscore that would begin an escape once what follows is written.
_LOOKS_ESCAPED = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}[_{_UNFIT}])")


def column_name(column: int) -> str:
    """Return ``A`` for 1, ``AA`` for 27."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """Return ``D7`` for row 7, column 4."""
    return f"{column_name(column)}{row}"


def parse_cell(name: str) -> tuple[int, int] | None:
    """Return row and column of ``D7``; None if it names no cell of a sheet."""
    match = _NAME.fullmatch(name.replace("$", ""))
    if match is None:
        return None
    column = 0
    for char in match[1]:
        column = column * 26 + ord(char) - ord("A") + 1
    row = int(match[2])
    return (row, column) if 1 <= row <= MAX_ROWS and column <= MAX_COLUMNS else None


def escaped(text: str) -> str:
    """Return the text as a workbook writes it: ``_x0007_`` for a control character."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _ILLEGAL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Return the text that :func:`escaped` wrote. Half a surrogate pair stays an escape."""
    return _ESCAPE.sub(_character, text)


def fits(text: str) -> bool:
    """Return whether one cell can hold the text."""
    return len(escaped(text).encode("utf-16-le", "surrogatepass")) // 2 <= MAX_TEXT


def pieces(text: str) -> list[str]:
    """Return the text cut into pieces that each fit into a cell; at least one."""
    # An escape makes seven characters of one.
    size = len(text) if fits(text) else MAX_TEXT // 7
    return [text[at : at + size] for at in range(0, len(text), size)] if text else [""]


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)
