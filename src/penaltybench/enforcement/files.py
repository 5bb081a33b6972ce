"""From files to the rows of a record.

A record may be larger than any ruleset, so JSON is read row by row, and the place of a key is only
looked for when there is something to say about it.
"""

from __future__ import annotations

import csv
import io
import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any

from penaltybench.diagnostics import Place
from penaltybench.enforcement.events import KEYS
from penaltybench.enforcement.sheet import Sheet, check_header, sheet_in
from penaltybench.json_numbers import exact, no_number, whole
from penaltybench.source import KeyPath, dotted, read_file, read_text
from penaltybench.text import Text

MAX_BYTES = 512 * 1024 * 1024
_BLANKS = " \t\n\r"
_NO_LIST = "no list"


def sheet_of_file(path: Path) -> Sheet:
    """Return the rows of a JSON, CSV or YAML file, as its suffix says; faults are in ``diagnostics``."""
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        source = read_file(path)
        if not source.diagnostics:
            return sheet_in(source.tree, source)
        unread = Sheet(source.file)
        unread.diagnostics.extend(source.diagnostics)
        return unread
    sheet = Sheet(str(path))
    if suffix not in (".json", ".csv"):
        sheet.report(
            "PB0101",
            Text(
                "执法记录应为 .json、.csv 或 .yaml 文件", "a record is a .json, .csv or .yaml file"
            ),
            Text("请另存为其中一种，并以此为扩展名", "save it as one of these, with that suffix"),
        )
        return sheet
    text = read_text(path, sheet, MAX_BYTES)
    if text is not None:
        _read_json(text, sheet) if suffix == ".json" else _read_csv(text, sheet)
    return sheet


def _malformed(sheet: Sheet, reason: str, path: KeyPath) -> None:
    """Report that reading ends here; the rows before stay."""
    sheet.whole = False
    sheet.report(
        "PB0104",
        Text(f"格式错误：{reason}", f"malformed: {reason}"),
        Text("请改正此处的写法", "correct the notation at this place"),
        path,
    )


# --- JSON ---------------------------------------------------------------------------------------


def _read_json(text: str, sheet: Sheet) -> None:
    rows: list[object] = []
    places = _JsonPlaces(sheet.file, text)
    sheet.locate = places
    try:
        for start, row, twice in _json_rows(text):
            places.starts.append(start)
            rows.append(row)
            for key in twice:
                sheet.report(
                    "PB0106",
                    Text(f"键 {key} 重复", f"the key {key} stands twice"),
                    Text("请删去一个", "remove one of them"),
                    (len(rows) - 1, key),
                )
    except JSONDecodeError as error:
        places.starts.append(error.pos)
        if error.msg == _NO_LIST:
            sheet.take(None)
            return
        _malformed(sheet, error.msg, (len(rows),))
    except ValueError as error:
        _malformed(sheet, str(error), ())
    except RecursionError:
        sheet.report(
            "PB0107",
            Text("嵌套过深", "nested too deeply"),
            Text("事件只有一层键和值", "an event has one level of keys and values"),
        )
    sheet.tree = rows


def _json_rows(text: str) -> Iterator[tuple[int, object, list[str]]]:
    """Yield each element of the list with its offset and the keys that stand twice in it."""
    twice: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) != len(items):
            keys = [key for key, _ in items]
            twice.extend(key for key in found if keys.count(key) > 1)
        return found

    decoder = json.JSONDecoder(
        object_pairs_hook=pairs,
        parse_float=exact,
        parse_int=whole,
        parse_constant=no_number,
    )
    at = _skip(text, 0)
    if text[at : at + 1] != "[":
        # What is no JSON at all is told so.
        decoder.raw_decode(text, at)
        raise JSONDecodeError(_NO_LIST, text, at)
    at = _skip(text, at + 1)
    mark = text[at : at + 1]
    while mark != "]":
        row, end = decoder.raw_decode(text, at)
        yield at, row, twice.copy()
        twice.clear()
        at = _skip(text, end)
        mark = text[at : at + 1]
        if mark == ",":
            at = _skip(text, at + 1)
        elif mark != "]":
            raise JSONDecodeError("Expecting ',' delimiter", text, at)
    at = _skip(text, at + 1)
    if at < len(text):
        raise JSONDecodeError("Extra data", text, at)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANKS:
        at += 1
    return at


class _JsonPlaces:
    """Finds the line and column of a row, or of the value of a key of it, in the text."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.starts: list[int] = []

    @cached_property
    def lines(self) -> Sequence[int]:
        """The offsets at which lines begin."""
        return [0, *(at + 1 for at, char in enumerate(self.text) if char == "\n")]

    def __call__(self, path: KeyPath) -> Place:
        if not path or not isinstance(path[0], int) or path[0] >= len(self.starts):
            at = self.starts[-1] if self.starts else 0
        else:
            at = self.starts[path[0]]
            if len(path) > 1:
                at = self._value_of(at, path[1])
        line = bisect_right(self.lines, at)
        return Place(self.file, line, at - self.lines[line - 1] + 1, dotted(path))

    def _value_of(self, start: int, wanted: str | int) -> int:
        """Return the offset of the last value of a key in the object at ``start``, else of the object."""
        text, found, at = self.text, start, start
        decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
        if text[at] != "{":
            return found
        while text[at] != "}":
            at = _skip(text, at + 1)
            if text[at] == "}":
                break
            key, at = scanstring(text, at + 1)
            at = _skip(text, _skip(text, at) + 1)
            if key == wanted:
                found = at
            _, at = decoder.raw_decode(text, at)
            at = _skip(text, at)
        return found


# --- CSV ----------------------------------------------------------------------------------------


def _read_csv(text: str, sheet: Sheet) -> None:
    """Read a row an event; the column of a place is the number of the cell."""
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    names: list[str] = []

    def locate(path: KeyPath) -> Place:
        if not path or not isinstance(path[0], int):
            return Place(sheet.file, 1, 1, dotted(path))
        key = path[1] if len(path) > 1 else None
        column = names.index(str(key)) + 1 if key in names else 1
        return Place(sheet.file, lines[path[0]], column, dotted(path))

    sheet.locate = locate
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start, usable = 1, False
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if names:
                    rows.append({k: v for k, v in zip(names, cells, strict=False) if k in KEYS})
                    lines.append(start)
                    _check_width(sheet, names, cells, start)
                else:
                    names.extend(cell.strip() for cell in cells)
                    usable = _check_names(sheet, names, start)
            start = reader.line_num + 1
    except csv.Error as error:
        lines.append(start)
        _malformed(sheet, str(error), (len(rows),))
    if not names and not sheet.diagnostics:
        sheet.report(
            "PB0203",
            Text("文件没有表头", "the file has no header"),
            Text("第一行应为键：id,kind,enterprise,on,…", "the first row names the keys"),
        )
    elif usable:
        sheet.tree = rows


def _check_names(sheet: Sheet, names: Sequence[str], line: int) -> bool:
    """Report what is wrong with the header; return whether rows can be read below it."""
    if len(names) == 1 and any(mark in names[0] for mark in ";\t，"):
        sheet.report(
            "PB0203",
            Text("各列没有以逗号（,）分隔", "the columns are not separated by commas"),
            Text("请另存为以逗号分隔的 CSV", "save the file as CSV with commas"),
        )
        return False
    return check_header(
        sheet, names, lambda index: Place(sheet.file, line, index + 1, names[index])
    )


def _check_width(sheet: Sheet, names: Sequence[str], cells: Sequence[str], line: int) -> None:
    """Report a cell with something in it that stands below no key."""
    for number, cell in enumerate(cells):
        if cell.strip() and (number >= len(names) or not names[number]):
            sheet.add(
                "PB0203",
                Text(
                    f"第{number + 1}格“{cell}”没有表头", f"cell {number + 1} “{cell}” has no header"
                ),
                Text("请核对分隔的逗号和引号", "check commas and quotes"),
                Place(sheet.file, line, number + 1),
            )
