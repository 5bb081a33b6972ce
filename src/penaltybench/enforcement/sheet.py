"""The rows of a record before they are events, with the place of every row and key.

Rows come from a program, from a database, or from a tree that was read; those of JSON and CSV files
are read in :mod:`penaltybench.enforcement.files`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from penaltybench.diagnostics import Diagnostic, Place
from penaltybench.enforcement.events import KEYS
from penaltybench.source import KeyPath, Source, dotted
from penaltybench.text import Text, closest

NEEDED = ("id", "kind", "enterprise", "on")
"""The keys of every event."""


class Sheet(Source):
    """Rows of a record (``tree``), the faults found so far, and where a row or a key of it stands.

    ``whole`` says that there are no further rows that could not be reached.
    """

    def __init__(
        self,
        file: str,
        rows: Sequence[object] = (),
        locate: Callable[[KeyPath], Place] | None = None,
    ) -> None:
        super().__init__(file, rows)
        self.locate = locate
        self.whole = True

    def place(self, path: KeyPath) -> Place:
        """Return the place of the row or key at ``path``."""
        return super().place(path) if self.locate is None else self.locate(path)

    def add(self, code: str, message: Text, remedy: Text, place: Place) -> None:
        """Add an error at a place."""
        self.diagnostics.append(Diagnostic(code, message, remedy, place))

    def take(self, tree: object) -> None:
        """Make the tree the rows of the sheet, if it is a list."""
        if isinstance(tree, list | tuple):
            self.tree = tree
            return
        self.report(
            "PB0203",
            Text("执法记录应为事件的列表", "a record is a list of events"),
            Text("请写成 [{…}, {…}]", "write [{…}, {…}]"),
        )


def sheet_in(tree: object, source: Source, at: KeyPath = ()) -> Sheet:
    """Return the rows that ``tree`` (standing at ``at`` in ``source``) writes."""
    sheet = Sheet(source.file, (), lambda path: source.place((*at, *path)))
    sheet.take(tree)
    return sheet


def sheet_of_rows(rows: Iterable[object]) -> Sheet:
    """Return rows that a program gives.

    The line of a place is the number of the row, its column the number of the key in the row.
    """
    held = list(rows)

    def locate(path: KeyPath) -> Place:
        if not path or not isinstance(path[0], int):
            return Place("record", path=dotted(path))
        row, key = held[path[0]], path[1] if len(path) > 1 else None
        keys = list(row) if isinstance(row, Mapping) else []
        column = keys.index(key) + 1 if key in keys else 1
        return Place("record", path[0] + 1, column, dotted(path))

    return Sheet("record", held, locate)


def sheet_of_cursor(cursor: Any) -> Sheet:
    """Return the rows that a DB-API cursor still has; the names of its columns are the keys.

    Names are taken in lower case, because some databases give them in capitals.
    """
    if cursor.description is None:
        sheet = sheet_of_rows(())
        sheet.report(
            "PB0203",
            Text("游标没有结果", "the cursor has no result"),
            Text("请先执行一个 select", "execute a select first"),
        )
        return sheet
    names = [str(column[0]).strip().lower() for column in cursor.description]
    rows: list[object] = []
    while batch := cursor.fetchmany(1_000):
        for row in batch:
            values = row.values() if isinstance(row, Mapping) else row
            pairs = zip(names, values, strict=True)
            rows.append({name: value for name, value in pairs if name in KEYS})
    sheet = sheet_of_rows(rows)
    if not check_header(sheet, names, lambda index: Place("record", 0, 0, names[index])):
        sheet.tree = ()
    return sheet


def check_header(sheet: Sheet, names: Sequence[str], place: Callable[[int], Place]) -> bool:
    """Report columns that no event has, that stand twice, or that every event needs and are missing.

    Returns whether there is every column that each event needs.
    """
    for index, name in enumerate(names):
        if name and name in names[:index]:
            sheet.add(
                "PB0106",
                Text(f"列 {name} 重复", f"the column {name} stands twice"),
                Text("请删去一个", "remove one of them"),
                place(index),
            )
        elif name and name not in KEYS:
            meant = closest(name, KEYS)
            sheet.add(
                "PB0201",
                Text(f"列 {name} 未知", f"the column {name} is unknown"),
                Text(f"是否为 {meant}？", f"did you mean {meant}?")
                if meant
                else Text("请删去", "remove it"),
                place(index),
            )
    for name in NEEDED:
        if name not in names:
            sheet.report(
                "PB0202",
                Text(f"缺少列 {name}", f"the column {name} is missing"),
                Text(f"请补上 {name}", f"add {name}"),
            )
    return set(NEEDED) <= set(names)
