"""Sheets to the bytes of a workbook: the same sheets give the same bytes. Needs the extra ``excel``."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from penaltybench.exchange.xlsx.names import cell_name, column_name, escaped
from penaltybench.exchange.xlsx.page import Choice, Look, Page

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_FIXED_TIME = b"1980-01-01T00:00:00Z"
_TIMES = re.compile(rb"(?<=W3CDTF\">)[^<]*(?=</dcterms:)")
_MERGED = re.compile(rb"(?<=>)(?:<mergeCell [^>]*/>)+")
_PAGE_WIDTH = 190
_MOST_OPTIONS = 255
"""Characters of a list to choose from that is written in the cell's rule itself."""


def write_book(pages: Sequence[Page], title: str) -> bytes:
    """Return the workbook (.xlsx) of the sheets; every text stays text, whatever it begins with."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for page in pages:
        _write(book.create_sheet(page.name), page)
    book.properties.creator = "penaltybench"
    book.properties.title = escaped(title)[:250]
    out = io.BytesIO()
    book.save(out)
    return _same_every_time(out.getvalue())


def _same_every_time(data: bytes) -> bytes:
    """Return the archive without the time at which it was made."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        for info in made.infolist():
            content = made.read(info)
            if info.filename == "docProps/core.xml":
                content = _TIMES.sub(_FIXED_TIME, content)
            if info.filename.startswith("xl/worksheets/"):
                # They come out of a set, in an order of its own.
                content = _MERGED.sub(_sorted_areas, content)
            entry = zipfile.ZipInfo(info.filename, _FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def _sorted_areas(match: re.Match[bytes]) -> bytes:
    return b"".join(sorted(re.findall(rb"<[^>]*>", match[0])))


def _write(sheet: Any, page: Page) -> None:
    styles = _styles()
    for number, row in enumerate(page.rows, 1):
        for column, cell in enumerate(row, 1):
            made = sheet.cell(number, column)
            if cell.text:
                made.value = escaped(cell.text)
                # What begins with = is text all the same, and the cell says so when it is edited.
                made.data_type = "s"
            made._style = styles(sheet.parent, cell.look)
            if cell.note:
                made.comment = _comment(cell.note)
    for index, width in enumerate(page.widths, 1):
        sheet.column_dimensions[column_name(index)].width = width
    for number, height in page.heights.items():
        sheet.row_dimensions[number].height = height
    for first_row, first_column, last_row, last_column in page.merged:
        sheet.merge_cells(
            start_row=first_row,
            start_column=first_column,
            end_row=last_row,
            end_column=last_column,
        )
    for choice in page.choices:
        _choose(sheet, choice)
    _on_paper(sheet, page)


def _comment(note: str) -> Any:
    from openpyxl.comments import Comment

    lines = sum(1 + len(line) // 26 for line in note.split("\n"))
    return Comment(escaped(note), "penaltybench", width=320, height=24 + 17 * lines)


def _choose(sheet: Any, choice: Choice) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    options = ",".join(choice.options)
    if not options or len(options) > _MOST_OPTIONS or any("," in one for one in choice.options):
        return
    formula = '"' + options.replace('"', '""') + '"'
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    # A rule that is not strict only offers: a cell may hold a whole test as well.
    rule.showErrorMessage = choice.strict
    rule.errorStyle = "stop"
    if choice.prompt:
        rule.showInputMessage = True
        rule.prompt = choice.prompt[:250]
    first = cell_name(choice.first_row, choice.column)
    rule.add(f"{first}:{cell_name(choice.last_row, choice.column)}")
    sheet.add_data_validation(rule)


def _on_paper(sheet: Any, page: Page) -> None:
    sheet.sheet_view.zoomScale = 100
    if page.head_row:
        sheet.freeze_panes = cell_name(page.head_row + 1, page.frozen_columns + 1)
        sheet.print_title_rows = f"{page.head_row}:{page.head_row}"
    first, last = page.printed
    if last:
        sheet.print_area = f"A{first}:{cell_name(max(len(page.rows), first), last)}"
    if page.colour:
        sheet.sheet_properties.tabColor = page.colour
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    across = sum(page.widths[:last] if last else page.widths)
    # What is too wide to be read on one page goes on beside it.
    sheet.page_setup.fitToWidth = max(1, math.ceil(across / _PAGE_WIDTH))
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.8
    sheet.oddFooter.center.text = "&P / &N"
    sheet.print_options.horizontalCentered = True


def _styles() -> Any:
    """Return what gives the style of a look, made once for each workbook."""
    made: dict[Look, Any] = {}

    def style(book: Any, look: Look) -> Any:
        if look not in made:
            made[look] = _style(book, look)
        return made[look].__copy__()

    return style


_GREY, _BLUE, _YELLOW, _ORANGE = "F5F5F5", "DCE6F1", "FFF9E5", "FCE4D6"
_INK, _FADED = "1F1F1F", "595959"


def _style(book: Any, look: Look) -> Any:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="A6A6A6")
    box = Border(left=line, right=line, top=line, bottom=line)
    fills = {
        Look.HEAD: _BLUE,
        Look.HEAD_READ: "D9D9D9",
        Look.READ: _GREY,
        Look.FIXED: _GREY,
        Look.INPUT: "FFFFFF",
        Look.MARK: _ORANGE,
        Look.BAND: _YELLOW,
        Look.BAND_READ: _GREY,
    }
    heads = (Look.HEAD, Look.HEAD_READ)
    bands = (Look.BAND, Look.BAND_READ)
    centred = (Look.TITLE, Look.SUBTITLE, *heads)
    cell = book.worksheets[0].cell(1, 1).__class__(book.worksheets[0], 1, 1)
    cell.font = Font(
        name="宋体" if look not in (Look.TITLE, *heads, Look.STRONG) else "黑体",
        size={Look.TITLE: 16, Look.SUBTITLE: 10}.get(look, 10),
        bold=look in (Look.TITLE, Look.STRONG, *heads),
        color=_FADED if look in (Look.FIXED, Look.SUBTITLE, *bands) else _INK,
    )
    cell.alignment = Alignment(
        horizontal="center" if look in centred else "left",
        vertical="top" if look in (Look.PLAIN, Look.STRONG) else "center",
        wrap_text=True,
    )
    if look in fills:
        cell.fill = PatternFill("solid", start_color=fills[look], end_color=fills[look])
        cell.border = box
    # Text stays as it is typed: 1/2 does not become a day, nor 5% a fraction.
    cell.number_format = "@"
    cell.quotePrefix = False
    return cell._style
