"""From raw cells to rows of texts by the keys of their columns, with every fault at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.exchange.workbook.grid import AUTO, CHECK, ORIGINAL
from penaltybench.exchange.workbook.places import BookSource, CellPlace
from penaltybench.exchange.workbook.reading import READ_TITLES
from penaltybench.exchange.workbook.tidy import stripped
from penaltybench.exchange.xlsx.book import RawCell, RawSheet
from penaltybench.exchange.xlsx.formats import NumberFault, number_text
from penaltybench.text import Text, closest

_LONGEST_KEY = 100
_MOST_COLUMNS = 1_000
_MOST_SPREAD = 50_000
"""Rows over which the merged areas of a sheet may spread their values, all in all."""
_HEAD_ROWS = 20
MARK = "【请填写"
"""Begins what is to be filled in."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the texts of its cells by key, where it stands, and the column of each key.

    ``read`` are the texts of the columns that are there to be read, by their titles; ``faulty`` the keys
    of cells that were reported already.
    """

    sheet: str
    number: int
    texts: Mapping[str, str]
    columns: Mapping[str, int]
    read: Mapping[str, str] = field(default_factory=dict)
    read_columns: Mapping[str, int] = field(default_factory=dict)
    faulty: frozenset[str] = frozenset()

    def cell(self, key: str) -> CellPlace:
        """Return the cell of a column."""
        return CellPlace(self.sheet, self.number, self.columns.get(key, 1))


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of a sheet below its header, and the columns by key."""

    name: str
    head: int
    columns: Mapping[str, int]
    rows: tuple[Row, ...]


def cell_text(cell: RawCell, *, from_1904: bool) -> str:
    """Return the text of a cell; raises CellFault for a formula, an error, an inexact number."""
    if cell.formula is not None:
        shown = f"={cell.formula[:60]}" if cell.formula else "="
        raise CellFault(
            Text(f"是公式（{shown}），不是值", f"a formula ({shown}), not a value"),
            Text(
                "公式不会被计算：请复制后“选择性粘贴—数值”",
                "formulas are never computed: copy the cell and paste it as a value",
            ),
            "PB0803",
        )
    match cell.type:
        case "s":
            return cell.text
        case "b":
            return "true" if cell.text.strip() in ("1", "true") else "false"
        case "e":
            raise CellFault(
                Text(f"是错误值 {cell.text}", f"an error value: {cell.text}"),
                Text("请改写为应有的值", "write the value itself"),
            )
        case "d":
            return cell.text.partition("T")[0]
        case _:
            try:
                return number_text(cell.text, cell.format, from_1904=from_1904)
            except NumberFault as fault:
                raise CellFault(fault.message, fault.remedy) from None


def header_of(sheet: RawSheet) -> tuple[int, dict[int, tuple[str, str]]]:
    """Return the row of the header and ``(title, key)`` by column; row 0 if there is none."""
    best: tuple[int, dict[int, tuple[str, str]]] = (0, {})
    by_row: dict[int, dict[int, tuple[str, str]]] = {}
    for (row, column), cell in sheet.cells.items():
        found = _title(cell.text) if row <= _HEAD_ROWS and cell.type == "s" else None
        if found is not None:
            by_row.setdefault(row, {})[column] = found
    for row in sorted(by_row):
        if len(by_row[row]) > max(len(best[1]), 1):
            best = row, by_row[row]
    # The columns that are there to be read have no key: their titles tell them.
    for (row, column), cell in sheet.cells.items():
        if row == best[0] and column not in best[1] and stripped(cell.text) in READ_TITLES:
            best[1][column] = (stripped(cell.text), AUTO)
    return best


def _title(text: str) -> tuple[str, str] | None:
    """Return title and key of a header: ``危害后果 [when.harm]``; None if it has no key."""
    text = stripped(text)
    title, bracket, key = text[-_LONGEST_KEY:].rpartition("[")
    key = stripped(key.removesuffix("]"))
    if not bracket or not text.endswith("]") or not key or "]" in key or "\n" in key:
        return None
    return stripped(text[:-_LONGEST_KEY] + title), key


def read_sheet(
    sheet: RawSheet, known: Iterable[str], source: BookSource, *, from_1904: bool
) -> SheetRows | None:
    """Return the rows of a sheet; None after reporting that its header cannot be found.

    ``known`` are the keys that its columns may have.
    """
    head, titles = header_of(sheet)
    if not head or len(titles) > _MOST_COLUMNS:
        source.fault(sheet.name, _no_header() if not head else _too_many_columns())
        return None
    columns: dict[str, int] = {}
    read: dict[str, int] = {}
    for column, (title, key) in sorted(titles.items()):
        _place_column(source, CellPlace(sheet.name, head, column), key, title, known, columns, read)
    rows = _rows(sheet, head, columns, read, source, from_1904)
    _stray(sheet, head, titles, source)
    _hidden(sheet, head, rows, titles, source)
    return SheetRows(sheet.name, head, columns, tuple(rows))


def _place_column(
    source: BookSource,
    cell: CellPlace,
    key: str,
    title: str,
    known: Iterable[str],
    columns: dict[str, int],
    read: dict[str, int],
) -> None:
    if key in (AUTO, ORIGINAL):
        # The words of a table drawn up by hand are nobody's to compare.
        read.setdefault(title if key == AUTO else f"{ORIGINAL} {title}", cell.column)
        return
    if key in columns:
        source.fault(
            cell,
            CellFault(
                Text(f"[{key}] 有两列", f"there are two columns [{key}]"),
                Text("请删去一列", "remove one of them"),
                "PB0805",
            ),
        )
    elif key != CHECK and key not in known:
        meant = closest(key, known)
        source.fault(
            cell,
            CellFault(
                Text(f"没有 [{key}] 这一列", f"there is no column [{key}]"),
                Text(f"是否为 [{meant}]？", f"did you mean [{meant}]?")
                if meant
                else Text(
                    "请删去这一列，或者改正方括号中的键", "remove it, or mend the key in brackets"
                ),
                "PB0805",
            ),
        )
    columns.setdefault(key, cell.column)


def _rows(
    sheet: RawSheet,
    head: int,
    columns: Mapping[str, int],
    read: Mapping[str, int],
    source: BookSource,
    from_1904: bool,
) -> list[Row]:
    by_row: dict[int, dict[int, RawCell]] = {}
    for (row, column), cell in sheet.cells.items():
        if row > head:
            by_row.setdefault(row, {})[column] = cell
    for row, column, cell in _spread(sheet, head):
        by_row.setdefault(row, {}).setdefault(column, cell)
    titles = {column: key for key, column in columns.items()}
    rows = []
    for number in sorted(by_row):
        texts: dict[str, str] = {}
        faulty: set[str] = set()
        for column, cell in sorted(by_row[number].items()):
            if column not in titles:
                continue
            try:
                text = cell_text(cell, from_1904=from_1904)
            except CellFault as fault:
                source.fault(CellPlace(sheet.name, number, column), fault)
                faulty.add(titles[column])
                continue
            if text.startswith(MARK):
                source.fault(CellPlace(sheet.name, number, column), _to_fill(text))
                faulty.add(titles[column])
            elif text:
                texts[titles[column]] = text
        words = {
            title: by_row[number][column].text
            for title, column in read.items()
            if column in by_row[number]
        }
        said = {key for key in texts if key != CHECK and stripped(texts[key])}
        if said or faulty:
            rows.append(Row(sheet.name, number, texts, columns, words, read, frozenset(faulty)))
        elif any(stripped(word) for word in words.values()):
            _only_words(source, CellPlace(sheet.name, number, min(columns.values(), default=1)))
    return rows


def _spread(sheet: RawSheet, head: int) -> Iterable[tuple[int, int, RawCell]]:
    """Yield the value of a merged area for each of its rows."""
    left = _MOST_SPREAD
    for first_row, first_column, last_row, _ in sheet.merged:
        cell = sheet.cells.get((first_row, first_column))
        left -= last_row - first_row
        if cell is not None and first_row > head and left >= 0:
            for row in range(first_row + 1, last_row + 1):
                yield row, first_column, cell


def _only_words(source: BookSource, cell: CellPlace) -> None:
    source.fault(
        cell,
        CellFault(
            Text(
                "这一行只写了供阅读的列，机器读取的列是空的",
                "this row says something only in the columns that are there to be read",
            ),
            Text(
                "请填写右侧白色的列（编号、阶次、条件、罚款）",
                "fill in the white columns on the right (id, grade, tests, fine)",
            ),
        ),
    )


def _to_fill(text: str) -> CellFault:
    return CellFault(
        Text(f"尚未填写：{text}", f"not yet filled in: {text}"),
        Text("请按表头批注的写法填写", "fill it in as the comment on the header says"),
    )


def _no_header() -> CellFault:
    return CellFault(
        Text(
            "找不到表头（每列的标题末尾有方括号中的键）",
            "no header is found (titles with keys in brackets)",
        ),
        Text(
            "请不要删改表头，或者重新导出",
            "leave the header as it is, or export the ruleset again",
        ),
        "PB0805",
    )


def _too_many_columns() -> CellFault:
    return CellFault(
        Text(f"超过 {_MOST_COLUMNS:,} 列", f"more than {_MOST_COLUMNS:,} columns"),
        Text("请只保留导出时的列", "keep the columns of the export"),
        "PB0802",
    )


def _stray(
    sheet: RawSheet,
    head: int,
    titles: Mapping[int, object],
    source: BookSource,
) -> None:
    """Warn of what stands in a column that has no key: it is not read."""
    seen: set[int] = set()
    for row, column in sorted(sheet.cells):
        cell = sheet.cells[row, column]
        if row >= head and column not in titles and column not in seen and stripped(cell.text):
            seen.add(column)
            source.warn(
                CellPlace(sheet.name, row, column),
                "PB0805",
                Text("所在的列没有键，不会读取", "its column has no key and is not read"),
                Text(
                    "请在表头末尾写上 [键]，或者删去", "write [key] into its header, or remove it"
                ),
            )


def _hidden(
    sheet: RawSheet,
    head: int,
    rows: Sequence[Row],
    titles: Mapping[int, object],
    source: BookSource,
) -> None:
    """Warn of what is read although it is hidden."""
    remedy = Text("请取消隐藏并核对", "unhide it and check it")
    if sheet.hidden:
        message = Text("工作表是隐藏的，仍然读取", "the sheet is hidden and is read all the same")
        source.warn(sheet.name, "PB0805", message, remedy)
    for row in rows:
        if row.number in sheet.hidden_rows:
            message = Text("这一行是隐藏的，仍然读取", "the row is hidden and is read all the same")
            source.warn(CellPlace(sheet.name, row.number, 1), "PB0805", message, remedy)
    for column in sorted(titles):
        if any(first <= column <= last for first, last in sheet.hidden_columns):
            message = Text(
                "这一列是隐藏的，仍然读取", "the column is hidden and is read all the same"
            )
            source.warn(CellPlace(sheet.name, head, column), "PB0805", message, remedy)
