"""A published table as rows of text: CSV, JSON (a list of objects) or a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from penaltybench.diagnostics import Diagnostic, Place, Severity
from penaltybench.source import Source, read_file, read_text
from penaltybench.text import Text

MAX_ROWS = 20_000
MAX_COLUMNS = 200
_LONGEST_CELL = 1_000_000
_DELIMITERS = ",\t;"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its cells in the order of the columns, and where it stands.

    ``number`` is the row of the sheet, the line of the CSV file, or the place in the JSON list, from 1.
    ``filled`` are the columns whose text is that of a merged cell further up.
    """

    number: int
    cells: tuple[str, ...]
    filled: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table; the header is one of them. ``sheet`` is empty unless it is a workbook."""

    file: str
    rows: tuple[TableRow, ...] = ()
    sheet: str = ""
    keyed: bool = False

    def place(self, row: TableRow, column: int) -> Place:
        """Return the place of a cell: line and column, and its name (``G12``) as the path."""
        if self.keyed:
            return Place(self.file, path=f"rows[{row.number - 1}].{self.rows[0].cells[column]}")
        cell = f"{column_name(column)}{row.number}"
        return Place(
            self.file, row.number, column + 1, f"{self.sheet}!{cell}" if self.sheet else cell
        )


def column_name(column: int) -> str:
    """Return A for 0, Z for 25, AA for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def read_table(path: Path) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """Return the tables of a file (a workbook may have several) and every fault; raises nothing.

    The ending of the name says what it is: ``.json``, ``.xlsx``, else CSV in UTF-8.
    """
    suffix = path.suffix.lower()
    if suffix == ".json":
        tables, faults = _from_json(path)
    elif suffix in (".xlsx", ".xlsm", ".xls"):
        tables, faults = _from_workbook(path)
    else:
        tables, faults = _from_csv(path)
    shrunk: list[Table] = []
    for table in tables:
        widest = max((len(row.cells) for row in table.rows), default=0)
        if len(table.rows) > MAX_ROWS or widest > MAX_COLUMNS:
            faults.append(_too_large(table, widest))
            continue
        squared = _squared(table, widest)
        if squared.rows:
            shrunk.append(squared)
    if not faults and not shrunk:
        faults.append(
            Diagnostic(
                "PB0805",
                Text("文件中没有表格", "the file holds no table"),
                Text("请核对文件", "check the file"),
                Place(str(path)),
            )
        )
    return tuple(shrunk), tuple(faults)


def _squared(table: Table, width: int) -> Table:
    rows = (
        replace(
            row, cells=tuple(cell.strip() for cell in row.cells) + ("",) * (width - len(row.cells))
        )
        for row in table.rows
    )
    return replace(table, rows=tuple(row for row in rows if any(row.cells)))


def _too_large(table: Table, widest: int) -> Diagnostic:
    return Diagnostic(
        "PB0802",
        Text(
            f"表格有 {len(table.rows):,} 行、{widest:,} 列，上限是 {MAX_ROWS:,} 行、{MAX_COLUMNS} 列",
            f"the table has {len(table.rows):,} rows and {widest:,} columns, "
            f"the limit is {MAX_ROWS:,} and {MAX_COLUMNS}",
        ),
        Text("请拆分文件，或者只留下基准的部分", "split the file, or keep only the standard"),
        Place(table.file),
    )


# --- CSV ----------------------------------------------------------------------------------------


def _from_csv(path: Path) -> tuple[list[Table], list[Diagnostic]]:
    source = Source(str(path))
    text = read_text(path, source)
    if text is None:
        return [], source.diagnostics
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    # The limit is one of the whole process: it is put back.
    before = csv.field_size_limit(_LONGEST_CELL)
    rows: list[TableRow] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        line = 1
        for cells in reader:
            rows.append(TableRow(line, tuple(cells)))
            line = reader.line_num + 1
            if len(rows) > MAX_ROWS:
                break
    except csv.Error as error:
        source.positions[()] = (reader.line_num or 1, 1)
        source.report(
            "PB0104",
            Text(f"不是有效的 CSV：{error}", f"not valid CSV: {error}"),
            Text("请检查此行的引号", "check the quotation marks of this line"),
        )
        return [], source.diagnostics
    finally:
        csv.field_size_limit(before)
    return [Table(str(path), tuple(rows))], source.diagnostics


# --- JSON ---------------------------------------------------------------------------------------


def _from_json(path: Path) -> tuple[list[Table], list[Diagnostic]]:
    source = read_file(path)
    if source.diagnostics:
        return [], source.diagnostics
    tree = source.tree
    objects = [row for row in tree if isinstance(row, dict)] if isinstance(tree, list) else []
    if not objects or len(objects) != len(tree):
        source.report(
            "PB0805",
            Text(
                "应为对象的列表，每个对象是一行", "a list of objects is expected, one for each row"
            ),
            Text(
                "键是列名，值是单元格的文字",
                "the keys are the columns, the values the text of the cells",
            ),
        )
        return [], source.diagnostics
    header = tuple(dict.fromkeys(key for row in objects for key in row if not _broken(key)))
    rows = [TableRow(0, header)]
    for number, row in enumerate(objects, 1):
        cells = tuple(_cell(row.get(key)) for key in header)
        for key, value in row.items():
            if isinstance(value, list | dict) or _broken(key + str(value)):
                source.diagnostics.append(
                    Diagnostic(
                        "PB0804",
                        Text(
                            f"第 {number} 行的“{_shown(key)}”不是文字",
                            f"“{_shown(key)}” of row {number} is no text",
                        ),
                        Text("请写成文字", "write it as text"),
                        Place(str(path), path=f"rows[{number - 1}].{_shown(key)}"),
                    )
                )
        rows.append(TableRow(number, cells))
    return [Table(str(path), tuple(rows), keyed=True)], source.diagnostics


def _broken(text: str) -> bool:
    """Return whether a text has half a character in it, which no file can hold."""
    return any("\ud800" <= char <= "\udfff" for char in text)


def _shown(key: str) -> str:
    return key.encode("utf-8", "replace").decode("utf-8")


def _cell(value: object) -> str:
    if value is None or isinstance(value, list | dict) or _broken(str(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


# --- workbooks ----------------------------------------------------------------------------------


def _from_workbook(path: Path) -> tuple[list[Table], list[Diagnostic]]:
    # The reader of workbooks needs an extra; the other forms do not.
    try:
        from penaltybench.exchange.xlsx.package import BookFault
        from penaltybench.exchange.xlsx.reader import read_book
    except ImportError as error:
        return [], [_not_installed(path, error)]
    try:
        book = read_book(path)
    except BookFault as fault:
        return [], [Diagnostic(fault.code, fault.message, fault.remedy, Place(str(path)))]
    except ImportError as error:
        return [], [_not_installed(path, error)]
    except OSError as error:
        return [], [
            Diagnostic(
                "PB0101",
                Text(f"不能读取：{error.strerror}", f"cannot be read: {error.strerror}"),
                Text(
                    "请检查文件是否存在以及访问权限", "check that the file exists and may be read"
                ),
                Place(str(path)),
            )
        ]
    tables: list[Table] = []
    faults: list[Diagnostic] = []
    for sheet in book.sheets:
        if sheet.hidden or not sheet.cells:
            continue
        grid = dict(_texts(str(path), sheet, book.from_1904, faults))
        tables.append(Table(str(path), tuple(_rows(grid, sheet.merged)), sheet.name))
    return tables, faults


def _not_installed(path: Path, error: ImportError) -> Diagnostic:
    return Diagnostic(
        "PB0801",
        Text(f"读取工作簿需要 {error.name}", f"reading a workbook needs {error.name}"),
        Text(
            "请安装 penaltybench[excel]，或者另存为 CSV（UTF-8）",
            "install penaltybench[excel], or save it as CSV (UTF-8)",
        ),
        Place(str(path)),
    )


def _texts(
    file: str, sheet: object, from_1904: bool, faults: list[Diagnostic]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the text of each cell by row and column, counted from 1; faults are added."""
    from penaltybench.exchange.xlsx.book import RawSheet
    from penaltybench.exchange.xlsx.formats import NumberFault, number_text

    assert isinstance(sheet, RawSheet)
    for (row, column), cell in sheet.cells.items():
        name = f"{sheet.name}!{column_name(column - 1)}{row}"
        place = Place(file, row, column, name)
        if cell.formula is not None:
            faults.append(
                Diagnostic(
                    "PB0803",
                    Text(
                        f"单元格 {name} 是公式，没有读取",
                        f"the cell {name} is a formula and was not read",
                    ),
                    Text("请改为它的值", "replace it by its value"),
                    place,
                    Severity.WARNING,
                )
            )
            continue
        if cell.type != "n":
            yield (row, column), cell.text
            continue
        try:
            yield (row, column), number_text(cell.text, cell.format, from_1904=from_1904)
        except NumberFault as fault:
            faults.append(
                Diagnostic("PB0804", fault.message, fault.remedy, place, Severity.WARNING)
            )


def _rows(
    grid: Mapping[tuple[int, int], str], merged: Sequence[tuple[int, int, int, int]]
) -> Iterator[TableRow]:
    """Yield the rows; a cell that is merged over rows says the same in each of them."""
    texts = dict(grid)
    filled: dict[int, set[int]] = {}
    last = min(max((row for row, _ in texts), default=0), MAX_ROWS + 1)
    width = min(max((column for _, column in texts), default=0), MAX_COLUMNS + 1)
    for top, left, bottom, _ in merged:
        for row in range(top + 1, min(bottom, last) + 1):
            texts[row, left] = texts.get((top, left), "")
            filled.setdefault(row, set()).add(left - 1)
    for row in range(1, last + 1):
        cells = tuple(texts.get((row, column), "") for column in range(1, width + 1))
        yield TableRow(row, cells, frozenset(filled.get(row, ())))
