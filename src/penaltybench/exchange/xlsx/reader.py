"""From the parts of a workbook to its cells. Nothing is evaluated, nothing is fetched."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path

from penaltybench.exchange.xlsx.book import RawBook, RawCell, RawSheet
from penaltybench.exchange.xlsx.formats import BUILT_IN
from penaltybench.exchange.xlsx.names import MAX_COLUMNS, MAX_ROWS, parse_cell, unescaped
from penaltybench.exchange.xlsx.package import BookFault, damaged, read_package
from penaltybench.exchange.xlsx.xml import Budget, read_xml
from penaltybench.text import Text

MAX_CELLS = 200_000
MAX_MERGED = 20_000
MAX_HIDDEN = 1_000
_MAIN = "xl/workbook.xml"


def read_book(path: Path) -> RawBook:
    """Return the workbook in the file ``path``; raises BookFault, or OSError if it cannot be read.

    Needs the extra ``excel``.
    """
    parts = read_package(path)
    main = _MAIN if _MAIN in parts else _main_part(parts)
    budget = Budget()
    workbook = _Workbook()
    read_xml(main, parts[main], workbook, budget)
    targets = _targets(parts, main, budget)
    book = RawBook(
        external=workbook.external or any("externalLink" in name for name in parts),
        from_1904=workbook.from_1904,
    )
    folder = posixpath.dirname(main)
    strings, styles = _Strings(), _Styles()
    for name, handler in (("sharedStrings.xml", strings), ("styles.xml", styles)):
        part = _beside(parts, targets, folder, name)
        if part is not None:
            read_xml(part, parts[part], handler, budget)
    for title, link, hidden in workbook.sheets:
        target = targets.get(link)
        if target is None or target not in parts:
            raise damaged(_MAIN)
        if "/worksheets/" not in f"/{target}":
            # A sheet that holds nothing but a chart.
            continue
        sheet = _Sheet(RawSheet(title, hidden), strings.texts, styles)
        read_xml(target, parts[target], sheet, budget)
        book.sheets.append(sheet.sheet)
    return book


def _main_part(parts: Mapping[str, bytes]) -> str:
    return next(name for name in parts if name.lower().endswith("/workbook.xml"))


def _targets(parts: Mapping[str, bytes], main: str, budget: Budget) -> dict[str, str]:
    """Return the part that each relation of the workbook names."""
    folder, name = posixpath.split(main)
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in parts:
        raise damaged(main)
    relations = _Relations()
    read_xml(rels, parts[rels], relations, budget)
    return {
        key: target.lstrip("/")
        if target.startswith("/")
        else posixpath.normpath(posixpath.join(folder, target))
        for key, target in relations.targets.items()
    }


def _beside(
    parts: Mapping[str, bytes], targets: Mapping[str, str], folder: str, name: str
) -> str | None:
    wanted = [target for target in targets.values() if target.endswith(name)]
    return next((part for part in [*wanted, f"{folder}/{name}"] if part in parts), None)


class _Relations:
    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def end(self, name: str, text: str) -> None:
        pass


class _Workbook:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.external = False
        self.from_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "sheet":
                hidden = attributes.get("state", "visible") != "visible"
                title = unescaped(attributes.get("name", ""))
                self.sheets.append((title, attributes.get("id", ""), hidden))
            case "externalReference":
                self.external = True
            case "workbookPr":
                self.from_1904 = attributes.get("date1904") in ("1", "true")

    def end(self, name: str, text: str) -> None:
        pass


class _Strings:
    """The shared texts; notes on how they are pronounced are left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parts: list[str] = []
        self.phonetic = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self.parts = []
        elif name == "rPh":
            self.phonetic += 1

    def end(self, name: str, text: str) -> None:
        match name:
            case "t" if not self.phonetic:
                self.parts.append(text)
            case "rPh":
                self.phonetic -= 1
            case "si":
                self.texts.append(unescaped("".join(self.parts)))


class _Styles:
    """The number format of each style."""

    def __init__(self) -> None:
        self.own: dict[str, str] = {}
        self.formats: list[str] = []
        self.inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "numFmt":
                self.own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            case "cellXfs":
                self.inside = True
            case "xf" if self.inside:
                number = attributes.get("numFmtId", "0")
                self.formats.append(self.own.get(number) or BUILT_IN.get(number, "?"))

    def end(self, name: str, text: str) -> None:
        if name == "cellXfs":
            self.inside = False

    def format(self, style: str) -> str:
        """Return the code of the number format of a style, by its number as text."""
        if style.isdecimal() and int(style) < len(self.formats):
            return self.formats[int(style)]
        return "General"


class _Sheet:
    def __init__(self, sheet: RawSheet, texts: list[str], styles: _Styles) -> None:
        self.sheet = sheet
        self.texts = texts
        self.styles = styles
        self.row = self.column = 0
        self.attributes: Mapping[str, str] = {}
        self.value: str | None = None
        self.formula: str | None = None
        self.inline: list[str] = []
        self.phonetic = 0
        self.inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "row":
                self.row = _number(attributes.get("r"), self.row + 1, MAX_ROWS)
                self.column = 0
                if attributes.get("hidden") in ("1", "true"):
                    self.sheet.hidden_rows.add(self.row)
            case "c":
                place = parse_cell(attributes.get("r", ""))
                self.row, self.column = place or (max(self.row, 1), self.column + 1)
                self.attributes = attributes
                self.value = self.formula = None
                self.inline = []
                self.inside = True
            case "rPh":
                self.phonetic += 1
            case "col" if (
                attributes.get("hidden") in ("1", "true")
                and len(self.sheet.hidden_columns) < MAX_HIDDEN
            ):
                first = _number(attributes.get("min"), 1, MAX_COLUMNS)
                last = _number(attributes.get("max"), first, MAX_COLUMNS)
                self.sheet.hidden_columns.append((first, last))
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = parse_cell(first), parse_cell(last or first)
        if start is None or end is None or len(self.sheet.merged) >= MAX_MERGED:
            return
        self.sheet.merged.append((*start, *end))

    def end(self, name: str, text: str) -> None:
        match name:
            case "v":
                self.value = text
            case "f" if self.inside:
                self.formula = text
            case "t" if self.inside and not self.phonetic:
                self.inline.append(text)
            case "rPh":
                self.phonetic -= 1
            case "c":
                self.inside = False
                self._cell()

    def _cell(self) -> None:
        kind = self.attributes.get("t", "n")
        text = self.value
        if kind == "s" and text is not None:
            text = self._shared(text)
        elif kind == "inlineStr":
            text = unescaped("".join(self.inline))
        elif kind == "str" and text is not None:
            text = unescaped(text)
        if text is None and self.formula is None:
            return
        if len(self.sheet.cells) >= MAX_CELLS:
            raise BookFault(
                "PB0802",
                Text(
                    f"工作表“{self.sheet.name}”的单元格超过 {MAX_CELLS:,} 个",
                    f"the sheet “{self.sheet.name}” has more than {MAX_CELLS:,} cells",
                ),
                Text("请只保留裁量基准的工作表", "keep only the sheets of the standard"),
            )
        kind = "s" if kind in ("s", "str", "inlineStr") else kind
        style = self.styles.format(self.attributes.get("s", ""))
        self.sheet.cells[self.row, self.column] = RawCell(
            self.row, self.column, kind, text or "", style, self.formula
        )

    def _shared(self, number: str) -> str:
        if number.isdecimal() and int(number) < len(self.texts):
            return self.texts[int(number)]
        raise damaged(f"xl/worksheets（{self.sheet.name}）")


def _number(text: str | None, otherwise: int, most: int) -> int:
    if text is None or not text.isdecimal() or len(text) > 8:
        return otherwise
    return min(max(int(text), 1), most)
