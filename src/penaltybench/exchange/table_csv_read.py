"""A CSV file of a table read back into the ruleset to which it belongs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from penaltybench.diagnostics import Diagnostic, Place, Severity
from penaltybench.exchange.table_csv import GUARD, SCHEDULE
from penaltybench.exchange.workbook import paths
from penaltybench.exchange.workbook.beside import stand_beside
from penaltybench.exchange.workbook.export import grids
from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.exchange.workbook.grid import LEAVES, Grid, Part
from penaltybench.exchange.workbook.places import BookSource, CellPlace
from penaltybench.exchange.workbook.restore_schedules import restore_tables
from penaltybench.exchange.workbook.restored import Restored
from penaltybench.exchange.workbook.sheets import header_of
from penaltybench.exchange.workbook.tidy import plain
from penaltybench.exchange.workbook.vocabulary import vocabulary_of
from penaltybench.exchange.xlsx.book import RawCell, RawSheet
from penaltybench.source import MAX_BYTES, Source, Tree
from penaltybench.text import Text, closest

_MAX_ROWS = 20_000
_MAX_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: its number from 1, as a spreadsheet counts, and its fields."""

    number: int
    fields: tuple[str, ...]


def read_table_csv(path: Path, into: Source, roots: Sequence[Path]) -> Restored | None:
    """Return the ruleset ``into`` with its tables as the CSV file ``path`` has them.

    None with a fault added to the diagnostics of ``into`` if the file cannot be read. ``roots`` hold
    the rulesets that it uses.
    """
    source = BookSource(str(path))
    lines = _lines(path, source)
    beside = stand_beside(into, roots)
    own = into.tree.get("facts")
    vocabulary = vocabulary_of(*(facts for _, facts in beside.declarations), own)
    sheets = _sheets(lines, into.tree, source) if lines is not None else {}
    if lines is None or not sheets:
        into.diagnostics.extend(source.diagnostics)
        return None
    restored = restore_tables(into.tree, sheets, vocabulary, str(path))
    restored.source.diagnostics.extend(source.diagnostics)
    if restored.source.tree is not None:
        _put_back(restored.source, grids(into.tree, beside, "zh"), sheets, into.tree)
    return restored


def _lines(path: Path, source: BookSource) -> list[_Line] | None:
    if path.stat().st_size > MAX_BYTES:
        limit = f"{MAX_BYTES:,}"
        source.report(
            "PB0802",
            Text(f"文件超过 {limit} 字节", f"the file has more than {limit} bytes"),
            Text("请只保留裁量表", "keep only the table"),
        )
        return None
    text = _decoded(path.read_bytes(), source)
    if text is None:
        return None
    first = text.split("\n", 1)[0]
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[_Line] = []
    before = csv.field_size_limit(MAX_BYTES)
    try:
        for number, fields in enumerate(reader, 1):
            lines.append(_Line(number, tuple(fields[:_MAX_COLUMNS])))
            if len(lines) > _MAX_ROWS:
                break
    except csv.Error as error:
        place = CellPlace("", max(reader.line_num, 1), 1)
        source.fault(
            place,
            CellFault(
                Text(f"不是有效的 CSV：{error}", f"not valid CSV: {error}"),
                Text("请检查此行的引号", "check the quotation marks of this line"),
                "PB0801",
            ),
        )
        return None
    finally:
        csv.field_size_limit(before)
    return lines


def _decoded(data: bytes, source: BookSource) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if encoding != "utf-8-sig":
            source.warn(
                "",
                "PB0102",
                Text("不是 UTF-8，按 GBK 读取", "not UTF-8: read as GBK"),
                Text("请核对文字有没有乱码", "check that its words are right"),
            )
        return text
    source.report(
        "PB0102",
        Text("不是 UTF-8 或者 GBK 编码的文本", "neither UTF-8 nor GBK text"),
        Text("请另存为“CSV UTF-8”", "save it as “CSV UTF-8”"),
    )
    return None


def _sheets(lines: Sequence[_Line], tree: Tree, source: BookSource) -> dict[int, RawSheet]:
    """Return the lines of each schedule as a sheet, with the header in each of them."""
    whole = RawSheet("")
    for line in lines:
        for column, field in enumerate(line.fields, 1):
            # Excel has its own line ends inside a field.
            text = field.removeprefix(GUARD).replace("\r\n", "\n")
            if text:
                whole.cells[line.number, column] = RawCell(line.number, column, "s", text)
    head, titles = header_of(whole)
    if not head:
        source.fault(
            CellPlace("", 1, 1),
            CellFault(
                Text(
                    "找不到表头（标题末尾有方括号中的键）",
                    "no header is found (titles with keys in brackets)",
                ),
                Text(
                    "请用 penaltybench export --to csv 导出的文件",
                    "use a file from penaltybench export --to csv",
                ),
                "PB0805",
            ),
        )
        return {}
    at = next((column for column, (_, key) in titles.items() if key == SCHEDULE), 0)
    sheets = _by_schedule(whole, head, at, tree, source)
    keys = {column: key for column, (_, key) in titles.items()}
    kinds = {index: "points" in tree["schedules"][index] for index in sheets}
    if len(set(kinds.values())) == 2:
        for index, sheet in sheets.items():
            _without_others(sheet, keys, points=kinds[index])
    return sheets


def _without_others(sheet: RawSheet, keys: Mapping[int, str], *, points: bool) -> None:
    """Leave out the columns that only tables of the other kind have."""
    own = {"factor", "fact", "test", "share", "label.zh", "label.en"}
    for place in list(sheet.cells):
        key = keys.get(place[1])
        if key and (key not in own if points else key in own - {"label.zh", "label.en"}):
            del sheet.cells[place]


def _by_schedule(
    whole: RawSheet, head: int, at: int, tree: Tree, source: BookSource
) -> dict[int, RawSheet]:
    schedules = tree.get("schedules")
    usable = {
        index: schedule
        for index, schedule in enumerate(schedules if isinstance(schedules, list) else ())
        if isinstance(schedule, dict)
        and any(isinstance(schedule.get(key), dict) for key in ("tiers", "points"))
    }
    names = {
        name: index
        for index in usable
        for name in (f"#{index + 1}", str(usable[index].get("id", "")))
    }
    sheets: dict[int, RawSheet] = {}
    header = {
        place: cell for place, cell in whole.cells.items() if place[0] == head and place[1] != at
    }
    for row in sorted({place[0] for place in whole.cells if place[0] > head}):
        cell = whole.cells.get((row, at))
        name = plain(cell.text) if cell is not None else ""
        index = names.get(name) if name else next(iter(usable)) if len(usable) == 1 else None
        if index is None:
            meant = closest(name, names)
            source.fault(
                CellPlace("", row, at or 1),
                CellFault(
                    Text(f"没有裁量表“{name}”", f"there is no schedule “{name}”"),
                    Text(f"是否为 {meant}？", f"did you mean {meant}?")
                    if meant
                    else Text(f"可写：{'、'.join(names)}", f"write one of: {', '.join(names)}"),
                ),
            )
            continue
        own = sheets.setdefault(index, RawSheet("", cells=dict(header)))
        own.cells.update(
            {place: one for place, one in whole.cells.items() if place[0] == row and place[1] != at}
        )
    return {} if any(one.severity is Severity.ERROR for one in source.diagnostics) else sheets


def _put_back(
    source: BookSource, made: Sequence[Grid], sheets: dict[int, RawSheet], old: Tree
) -> None:
    """Put back what the old rows held and no column of a CSV can."""
    for place, kind, text in _kept(made):
        steps = paths.read(place)
        if (
            len(steps) < 4
            or steps[2] not in ("tiers", "points")
            or steps[3] not in ("rows", "factors")
        ):
            continue
        leaf: Tree = {"{}": {}, "[]": []}.get(kind, text)
        try:
            paths.put(source.tree, steps, leaf)
        except CellFault as fault:
            source.diagnostics.append(
                Diagnostic(
                    "PB0805",
                    Text(
                        f"原有的 {place} 没有保留：{fault.message.zh}",
                        f"{place} of the ruleset was not kept: {fault.message.en}",
                    ),
                    Text("请核对", "check it"),
                    Place(source.file),
                    Severity.WARNING,
                )
            )


def _kept(made: Sequence[Grid]) -> Iterator[tuple[str, str, str]]:
    (rest,) = (grid for grid in made if grid.part is Part.REST)
    kinds = {text.zh: kind for kind, text in LEAVES.items()}
    for row in rest.rows:
        yield row.get(0, ""), kinds.get(row.get(1, ""), "text"), row.get(2, "")
