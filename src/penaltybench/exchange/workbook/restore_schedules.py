"""The schedules of a workbook read back: with their bases, tiers and points."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence

from penaltybench.exchange.workbook.conditions import TestCell
from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.exchange.workbook.fields import Field, is_blank
from penaltybench.exchange.workbook.grid import Part
from penaltybench.exchange.workbook.places import BookSource, CellPlace
from penaltybench.exchange.workbook.restore_faults import (
    another_fact,
    missing,
    no_schedule,
    no_such_sheet,
    not_named,
    twice,
)
from penaltybench.exchange.workbook.restored import Restored, quiet
from penaltybench.exchange.workbook.sheets import Row, SheetRows, header_of, read_sheet
from penaltybench.exchange.workbook.tables import Columns, all_keys
from penaltybench.exchange.workbook.tidy import plain, stripped
from penaltybench.exchange.workbook.vocabulary import Vocabulary
from penaltybench.exchange.xlsx.book import RawSheet
from penaltybench.source import KeyPath, Tree
from penaltybench.text import Text

_POINTERS = ("tiers.rows", "points.factors")
_TEST_PREFIX = "when."


def restore_tables(
    tree: Tree, tables: Mapping[int, RawSheet], vocabulary: Vocabulary, file: str
) -> Restored:
    """Return ``tree`` with the tables of some schedules, by their number, as the sheets have them."""
    restored = Restored(BookSource(file))
    reader = Schedules(restored, Columns("zh", vocabulary), {})
    new = copy.deepcopy(tree)
    for index, sheet in tables.items():
        schedule = new["schedules"][index]
        path: KeyPath = ("schedules", index)
        if "points" in schedule:
            schedule["points"].pop("factors", None)
            reader.read_points(schedule, path, sheet)
        else:
            schedule["tiers"].pop("rows", None)
            reader.read_tiers(schedule, path, sheet)
    restored.finish(new)
    return restored


class Schedules:
    """Reads schedules; ``tables`` are the sheets that their rows may name."""

    def __init__(
        self,
        restored: Restored,
        columns: Columns,
        tables: Mapping[str, tuple[Part, RawSheet]],
        *,
        from_1904: bool = False,
    ) -> None:
        self.restored = restored
        self.source = restored.source
        self.columns = columns
        self.tables = tables
        self.from_1904 = from_1904

    def _sheet(self, sheet: RawSheet | None, keys: Iterable[str]) -> SheetRows | None:
        if sheet is None:
            return None
        return read_sheet(sheet, list(keys), self.source, from_1904=self.from_1904)

    def read(self, sheet: RawSheet | None, bases: RawSheet | None) -> list[Tree]:
        """Return the schedules of a sheet, with their tables and the bases of another sheet."""
        fields = self.columns.schedules()
        rows = self._sheet(sheet, [*all_keys(fields), *_POINTERS])
        schedules: list[Tree] = []
        named: set[str] = set()
        for row in rows.rows if rows is not None else ():
            path: KeyPath = ("schedules", len(schedules))
            schedule = self.restored.take(row, fields, path)
            schedules.append(schedule)
            for pointer, part in zip(_POINTERS, (Part.TABLE, Part.POINTS), strict=True):
                name = stripped(row.texts.get(pointer, ""))
                if is_blank(name):
                    continue
                self._table(schedule, path, name, part, row.cell(pointer), named)
        self._bases(bases, schedules)
        for name, (_, table) in self.tables.items():
            if name not in named and header_of(table)[0]:
                self.source.fault(table.name, not_named(name))
        return schedules

    def _table(
        self,
        schedule: dict[str, Tree],
        path: KeyPath,
        name: str,
        part: Part,
        cell: CellPlace,
        named: set[str],
    ) -> None:
        kind, sheet = self.tables.get(name, (part, None))
        if sheet is None or kind is not part:
            self.source.fault(cell, no_such_sheet(name, self.tables))
            return
        if name in named:
            self.source.fault(cell, twice(Text(name, name)))
            return
        named.add(name)
        if part is Part.TABLE:
            self.read_tiers(schedule, path, sheet)
        else:
            self.read_points(schedule, path, sheet)

    def read_tiers(self, schedule: dict[str, Tree], path: KeyPath, sheet: RawSheet) -> None:
        """Read the rows of a table by tiers into ``schedule``, which stands at ``path``."""
        tested = [
            key.removeprefix(_TEST_PREFIX)
            for _, key in header_of(sheet)[1].values()
            if key.startswith(_TEST_PREFIX) and key != f"{_TEST_PREFIX}any"
        ]
        # A fact that nobody declares is reported by the checks of rulesets, with its nearest name.
        fields = self.columns.rows(tested)
        keys = all_keys(fields)
        rows = self._sheet(sheet, keys)
        if rows is None:
            return
        self.source.cells[(*path, "tiers")] = CellPlace(rows.name, rows.head, 1)
        found = [
            self.restored.take(row, fields, (*path, "tiers", "rows", number))
            for number, row in enumerate(rows.rows)
        ]
        if found:
            schedule.setdefault("tiers", {})["rows"] = found

    def read_points(self, schedule: dict[str, Tree], path: KeyPath, sheet: RawSheet) -> None:
        """Read the factors of a table by points into ``schedule``."""
        fields = self.columns.factors()
        keys = ["factor", "test", "share", *all_keys(fields)]
        rows = self._sheet(sheet, keys)
        if rows is None:
            return
        self.source.cells[(*path, "points")] = CellPlace(rows.name, rows.head, 1)
        factors: list[dict[str, Tree]] = []
        number = ""
        for row in rows.rows:
            given = plain(row.texts.get("factor", ""))
            here: KeyPath = (*path, "points", "factors")
            if not factors or (given and given != number):
                factors.append(self.restored.take(row, fields, (*here, len(factors))))
                number = given
            else:
                self._same_factor(row, fields, factors[-1])
            here = (*here, len(factors) - 1)
            self.restored.rows[(*here, "level", row.number)] = row
            self._level(row, factors[-1], here)
        if factors:
            schedule.setdefault("points", {})["factors"] = factors

    def _same_factor(self, row: Row, fields: Sequence[Field], factor: dict[str, Tree]) -> None:
        again = quiet(row, fields)
        for key, value in again.items():
            if factor.get(key) != value:
                self.source.fault(row.cell(key), another_fact())

    def _level(self, row: Row, factor: dict[str, Tree], path: KeyPath) -> None:
        test, share = row.texts.get("test", ""), plain(row.texts.get("share", ""))
        if is_blank(test) and is_blank(share):
            return
        for key, text in (("test", test), ("share", share)):
            if is_blank(text) and key in row.faulty:
                return
            if is_blank(text):
                self.source.fault(row.cell(key), missing())
                return
        fact = factor.get("fact")
        known = self.columns.vocabulary.facts.get(fact) if isinstance(fact, str) else None
        try:
            read = TestCell(known, self.columns.chinese).read(test)
        except CellFault as fault:
            self.source.fault(row.cell("test"), fault)
            return
        read = ", ".join(read) if isinstance(read, list) else read
        scale = factor.setdefault("scale", {})
        if read in scale:
            self.source.fault(row.cell("test"), twice(Text(read, read)))
            return
        scale[read] = share
        self.source.cells[(*path, "scale", read)] = row.cell("share")

    def _bases(self, sheet: RawSheet | None, schedules: list[Tree]) -> None:
        fields = self.columns.bases()
        rows = self._sheet(sheet, ["schedule", *all_keys(fields)])
        for row in rows.rows if rows is not None else ():
            index = _selected(row.texts.get("schedule", ""), schedules)
            if index is None and "schedule" in row.faulty:
                continue
            if index is None:
                name = plain(row.texts.get("schedule", ""))
                self.source.fault(row.cell("schedule"), no_schedule(name, schedules))
                continue
            bases = schedules[index].setdefault("basis", [])
            path: KeyPath = ("schedules", index, "basis", len(bases))
            bases.append(self.restored.take(row, fields, path))


def _selected(text: str, schedules: Sequence[Tree]) -> int | None:
    """Return the number of the schedule that a cell names by id or by ``#2``; the only one if none."""
    name = plain(text)
    if not name:
        return 0 if len(schedules) == 1 else None
    if name.startswith("#") and name[1:].isdecimal() and len(name) < 8:
        number = int(name[1:]) - 1
        return number if 0 <= number < len(schedules) else None
    found = [index for index, schedule in enumerate(schedules) if schedule.get("id") == name]
    return found[0] if len(found) == 1 else None
