"""Tables of charges in files: CSV with a header, or a JSON or YAML list of mappings."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from penaltybench.diagnostics import Diagnostic, Place
from penaltybench.fees.charges import NEEDED, ChargeTable, Locate, table_of
from penaltybench.json_numbers import exact, no_number, whole
from penaltybench.source import Source, read_file, read_text
from penaltybench.text import Text

MAX_BYTES = 256 * 1024 * 1024
_BLANKS = " \t\n\r"


def read_charges(path: Path | str, shown: str | None = None) -> ChargeTable:
    """Return the charges in a CSV, JSON or YAML file, as its suffix says; nothing is raised.

    ``shown`` is the name that diagnostics print. The place of a fault is its line and the number of the
    cell (of a JSON list: where the row begins), with the name of the column.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        return _listed(read_file(path, shown))
    source = Source(shown or str(path))
    if suffix not in (".csv", ".json"):
        source.report(
            "PB0101",
            Text("收费表应为 .csv、.json 或 .yaml 文件", "a table is a .csv, .json or .yaml file"),
            Text("请另存为其中一种，并以此为扩展名", "save it as one of these, with that suffix"),
        )
        return table_of((), source.diagnostics)
    text = read_text(path, source, MAX_BYTES)
    if text is None:
        return table_of((), source.diagnostics)
    rows = list(_csv_rows(text, source) if suffix == ".csv" else _json_rows(text, source))
    return table_of(rows, source.diagnostics)


def _listed(source: Source) -> ChargeTable:
    """Return the rows of a tree with positions."""
    if source.diagnostics or not isinstance(source.tree, list):
        if not source.diagnostics:
            _no_list(source)
        return table_of((), source.diagnostics)

    def located(index: int) -> Locate:
        return lambda name: replace(source.place((index, name) if name else (index,)), path=name)

    return table_of(((row, located(index)) for index, row in enumerate(source.tree)))


def _no_list(source: Source) -> None:
    source.report(
        "PB0203",
        Text("收费表应为各行的列表", "a table is a list of rows"),
        Text("请写成 [{fee: …, on: …, charged: …}, …]", "write [{fee: …, on: …, charged: …}, …]"),
    )


def _malformed(source: Source, reason: str, line: int, column: int = 1) -> None:
    """Report that reading ends here; the rows before stay."""
    source.diagnostics.append(
        Diagnostic(
            "PB0104",
            Text(
                f"格式错误：{reason}；其后各行没有读取",
                f"malformed: {reason}; nothing after it was read",
            ),
            Text("请改正此处的写法", "correct the notation at this place"),
            Place(source.file, line, column),
        )
    )


# --- CSV ----------------------------------------------------------------------------------------


def _csv_rows(text: str, source: Source) -> Iterator[tuple[object, Locate]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names: list[str] = []
    usable, start = False, 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if not names:
                    names = [cell.strip() for cell in cells]
                    usable = _check_header(names, source, start)
                elif usable:
                    yield _csv_row(names, cells), _cell_of(names, source.file, start)
            start = reader.line_num + 1
    except csv.Error as error:
        _malformed(source, str(error), start)
    if not names and not source.diagnostics:
        source.report(
            "PB0203",
            Text("文件没有表头", "the file has no header"),
            Text(
                "第一行应为列名：fee,on,charged,…",
                "the first row names the columns: fee,on,charged,…",
            ),
        )


def _csv_row(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return a row by its columns; what stands below no column has an empty name."""
    row = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    unnamed = [
        cell
        for index, cell in enumerate(cells)
        if cell.strip() and (index >= len(names) or not names[index])
    ]
    return {**row, "": unnamed[0]} if unnamed else row


def _cell_of(names: Sequence[str], file: str, line: int) -> Locate:
    return lambda name: Place(file, line, names.index(name) + 1 if name in names else 1, name)


def _check_header(names: Sequence[str], source: Source, line: int) -> bool:
    faults = []
    for index, name in enumerate(names):
        if name and name in names[:index]:
            faults.append(
                Diagnostic(
                    "PB0106",
                    Text(f"列 {name} 重复", f"the column {name} stands twice"),
                    Text("请删去一个", "remove one of them"),
                    Place(source.file, line, index + 1, name),
                )
            )
    for name in NEEDED:
        if name not in names:
            faults.append(
                Diagnostic(
                    "PB0202",
                    Text(f"缺少列 {name}", f"the column {name} is missing"),
                    Text(f"请补上 {name}", f"add {name}"),
                    Place(source.file, line, 1, name),
                )
            )
    source.diagnostics.extend(faults)
    return not faults


# --- JSON ---------------------------------------------------------------------------------------


def _json_rows(text: str, source: Source) -> Iterator[tuple[object, Locate]]:
    """Yield each element of the list; reading ends where it is malformed."""
    twice: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in items]
        twice.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(items)

    decoder = json.JSONDecoder(
        object_pairs_hook=pairs, parse_float=exact, parse_int=whole, parse_constant=no_number
    )
    position = _Position(text)
    at = _skip(text, 0)
    try:
        if text[at : at + 1] != "[":
            decoder.raw_decode(text, at)
            _no_list(source)
            return
        at = _skip(text, at + 1)
        while text[at : at + 1] != "]":
            row, end = decoder.raw_decode(text, at)
            line, column = position.of(at)
            locate = _row_of(source.file, line, column)
            source.diagnostics.extend(_twice(key, locate) for key in twice)
            # A row that says a thing twice says nothing that could be relied on.
            if not twice:
                yield row, locate
            twice.clear()
            at = _skip(text, end)
            if text[at : at + 1] == ",":
                at = _skip(text, at + 1)
            elif text[at : at + 1] != "]":
                raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _skip(text, at + 1)
        if at < len(text):
            raise json.JSONDecodeError("Extra data", text, at)
    except json.JSONDecodeError as error:
        _malformed(source, error.msg, error.lineno, error.colno)
    except ValueError as error:
        _malformed(source, str(error), *position.of(at))
    except RecursionError:
        _malformed(source, "nested too deeply", *position.of(at))


def _row_of(file: str, line: int, column: int) -> Locate:
    return lambda name: Place(file, line, column, name)


def _twice(key: str, locate: Locate) -> Diagnostic:
    return Diagnostic(
        "PB0106",
        Text(f"键 {key} 重复", f"the key {key} stands twice"),
        Text("请删去一个", "remove one of them"),
        locate(key),
    )


class _Position:
    """Line and column of offsets that grow, each character looked at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line, self.start, self.seen = 1, 0, 0

    def of(self, at: int) -> tuple[int, int]:
        """Return the line and column of an offset that is not before the last one."""
        self.line += self.text.count("\n", self.seen, at)
        found = self.text.rfind("\n", self.seen, at)
        self.start = found + 1 if found >= 0 else self.start
        self.seen = max(self.seen, at)
        return self.line, at - self.start + 1


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANKS:
        at += 1
    return at
