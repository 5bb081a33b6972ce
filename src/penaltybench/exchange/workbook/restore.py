"""A workbook read back as the tree of a ruleset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from penaltybench.exchange.workbook import paths
from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.exchange.workbook.fields import Field, decode, is_blank
from penaltybench.exchange.workbook.grid import LEAVES, SHEETS, Part, part_of
from penaltybench.exchange.workbook.places import BookSource, CellPlace
from penaltybench.exchange.workbook.restore_faults import (
    no_id,
    no_leaf,
    no_sheet,
    other_books,
    twice,
    unknown_key,
    unknown_sheet,
)
from penaltybench.exchange.workbook.restore_schedules import Schedules
from penaltybench.exchange.workbook.restored import Restored, quiet
from penaltybench.exchange.workbook.sheets import Row, SheetRows, header_of, read_sheet
from penaltybench.exchange.workbook.tables import Columns, all_keys
from penaltybench.exchange.workbook.tidy import plain, stripped
from penaltybench.exchange.workbook.vocabulary import Vocabulary, vocabulary_of
from penaltybench.exchange.xlsx.book import RawBook, RawSheet
from penaltybench.source import KeyPath, Tree
from penaltybench.text import Text

_POINTERS = ("tiers.rows", "points.factors")
_TEST_PREFIX = "when."


def restore(book: RawBook, file: str) -> Restored:
    """Return the ruleset in a workbook; ``source.tree`` is None if a cell cannot be read."""
    reader = _Reader(book, file)
    reader.read()
    return reader.restored


class _Reader:
    def __init__(self, book: RawBook, file: str) -> None:
        self.book = book
        self.source = BookSource(file)
        self.restored = Restored(self.source)
        self.tree: dict[str, Tree] = {}
        self.columns = Columns("zh", Vocabulary())
        self.parts: dict[Part, RawSheet] = {}
        self.tables: dict[str, tuple[Part, RawSheet]] = {}
        self.table_rows: dict[str, SheetRows] = {}

    def read(self) -> None:
        if self.book.external:
            self.source.fault("", other_books())
        self._sort_sheets()
        self.restored.ours = bool(self.parts)
        if Part.HEADER not in self.parts:
            self.source.fault("", no_sheet(Part.HEADER))
            return
        english = self.parts[Part.HEADER].name.strip() == SHEETS[Part.HEADER].en
        self.restored.language = "en" if english else "zh"
        self.columns = Columns(self.restored.language, Vocabulary())
        self._facts()
        self._header()
        schedules = Schedules(
            self.restored, self.columns, self.tables, from_1904=self.book.from_1904
        ).read(self.parts.get(Part.SCHEDULES), self.parts.get(Part.BASES))
        if schedules:
            self.tree["schedules"] = schedules
        self._listed(Part.CIRCUMSTANCES, "circumstances", self.columns.circumstances())
        self._listed(Part.PROCEDURE, "procedure", self.columns.procedure())
        self._rest()
        self.restored.finish(self.tree)

    def _sort_sheets(self) -> None:
        for sheet in self.book.sheets:
            part = part_of(sheet.name)
            if part in (Part.TABLE, Part.POINTS):
                self.tables[sheet.name.strip()] = part, sheet
            elif part is None:
                self._unknown_sheet(sheet)
            elif part in self.parts:
                self.source.fault(sheet.name, twice(SHEETS[part]))
            elif part is not Part.GUIDE:
                self.parts[part] = sheet

    def _unknown_sheet(self, sheet: RawSheet) -> None:
        if header_of(sheet)[0]:
            # It looks like one of ours: whoever copied or renamed it believes that it is read.
            self.source.fault(sheet.name, unknown_sheet(sheet.name))
        elif sheet.cells:
            self.source.warn(
                sheet.name,
                "PB0805",
                Text(f"工作表“{sheet.name}”不读取", f"the sheet “{sheet.name}” is not read"),
                Text("不需要时可以删去", "remove it if it is not needed"),
            )

    def _sheet(self, part: Part, keys: Iterable[str]) -> SheetRows | None:
        sheet = self.parts.get(part)
        if sheet is None:
            return None
        return read_sheet(sheet, list(keys), self.source, from_1904=self.book.from_1904)

    # --- facts and header -----------------------------------------------------------------------

    def _facts(self) -> None:
        fields = self.columns.facts()
        rows = self._sheet(Part.FACTS, ["id", "source", *all_keys(fields)])
        used: dict[str, Tree] = {}
        own: dict[str, Tree] = {}
        for row in rows.rows if rows is not None else ():
            name = plain(row.texts.get("id", ""))
            inherited = bool(stripped(row.texts.get("source", "")))
            if not name:
                if "id" not in row.faulty:
                    self.source.fault(row.cell("id"), no_id())
                continue
            path: KeyPath = ("facts", name)
            if name in own and not inherited:
                self.source.fault(row.cell("id"), twice(Text(name, name)))
                continue
            fact = self.restored.take(row, fields, path) if not inherited else quiet(row, fields)
            (used if inherited else own)[name] = fact
        if own:
            self.tree["facts"] = own
        self.columns = Columns(self.restored.language, vocabulary_of(used, own))

    def _header(self) -> None:
        fields = self.columns.header()
        known = all_keys(fields)
        rows = self._sheet(Part.HEADER, ["key", "value"])
        if rows is None:
            return
        texts: dict[str, str] = {}
        cells: dict[str, CellPlace] = {}
        for row in rows.rows:
            key, value = plain(row.texts.get("key", "")), row.texts.get("value", "")
            if key not in known:
                if not is_blank(value):
                    self.source.fault(row.cell("key"), unknown_key(key, known))
                continue
            cells.setdefault(key, row.cell("value"))
            if is_blank(value):
                continue
            if key in texts:
                self.source.fault(row.cell("key"), twice(Text(key, key)))
            texts[key] = value
        tree, _ = decode(texts, fields, lambda key, fault: self.source.fault(cells[key], fault))
        self.tree.update(tree)
        self.source.cells[()] = CellPlace(rows.name, rows.head, 1)
        for one in fields:
            found = [key for key in one.keys if key in cells]
            if found:
                self.source.cells[one.path] = cells[found[0]]

    # --- lists and what remains -----------------------------------------------------------------

    def _listed(self, part: Part, key: str, fields: Sequence[Field]) -> None:
        rows = self._sheet(part, all_keys(fields))
        found = [
            self.restored.take(row, fields, (key, number))
            for number, row in enumerate(rows.rows if rows is not None else ())
        ]
        if found:
            self.tree[key] = found

    def _rest(self) -> None:
        rows = self._sheet(Part.REST, ["path", "type", "value"])
        before: tuple[str, str] | None = None
        pending: list[tuple[Row, str, list[str]]] = []
        for row in rows.rows if rows is not None else ():
            place, kind = stripped(row.texts.get("path", "")), _leaf(row.texts.get("type", ""))
            value = row.texts.get("value", "")
            if row.faulty:
                continue
            if kind is None:
                self.source.fault(row.cell("type"), no_leaf())
            elif before == (place, kind) and kind == "text":
                # A text that is too long for one cell goes on in the next row.
                pending[-1][2].append(value)
                continue
            else:
                pending.append((row, kind, [value]))
            before = (place, kind or "")
        for row, kind, values in pending:
            leaf: Tree = {"text": "".join(values), "{}": {}, "[]": []}[kind]
            try:
                path = paths.put(self.tree, paths.read(stripped(row.texts.get("path", ""))), leaf)
            except CellFault as fault:
                self.source.fault(row.cell("path"), fault)
                continue
            self.source.cells[path] = row.cell("value")


def _leaf(text: str) -> str | None:
    text = stripped(text)
    return next((kind for kind, words in LEAVES.items() if text in (words.zh, words.en)), None)
