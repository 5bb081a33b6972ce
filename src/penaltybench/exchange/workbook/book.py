"""The tables of a workbook as sheets with a look, and the workbook as bytes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from penaltybench.exchange.workbook.grid import (
    EDIT_BAND,
    ORIGINAL,
    ORIGINAL_BAND,
    READ_BAND,
    SHEETS,
    Column,
    Grid,
    Part,
)
from penaltybench.exchange.workbook.guide import guide
from penaltybench.exchange.workbook.sheets import MARK
from penaltybench.exchange.xlsx.page import Cell, Choice, Look, Page
from penaltybench.exchange.xlsx.writer import write_book
from penaltybench.exchange.yaml_text import width
from penaltybench.text import Language

_SPARE_ROWS = 50
"""Rows below a table in which the lists to choose from are at hand too."""
_LINE = 14
_TALLEST = 400
_MERGED = (0, 1)
"""The columns of a published table in which the same text in several rows is shown once."""
_COLOURS = {
    Part.TABLE: "1F4E79",
    Part.POINTS: "1F4E79",
    Part.GUIDE: "7F7F7F",
    Part.REST: "7F7F7F",
}


def workbook(grids: Sequence[Grid], language: Language, title: str) -> bytes:
    """Return the workbook of the tables, with the sheet that explains it in front."""
    return write_book(pages_of(grids, language), title)


def pages_of(grids: Sequence[Grid], language: Language) -> list[Page]:
    """Return the sheets of a workbook."""
    return [_guide(language), *(_page(grid, language) for grid in grids)]


def _guide(language: Language) -> Page:
    page = Page(SHEETS[Part.GUIDE].get(language), widths=[30, 100], colour=_COLOURS[Part.GUIDE])
    for number, (first, second, strong) in enumerate(guide(language), 1):
        look = Look.TITLE if number == 1 else Look.STRONG if strong else Look.PLAIN
        page.rows.append([Cell(first, look), Cell(second)] if second else [Cell(first, look)])
        if not second:
            page.merged.append((number, 1, number, 2))
    page.printed = (1, 2)
    return page


def _page(grid: Grid, language: Language) -> Page:
    page = Page(grid.name, widths=[_width(column) for column in grid.columns])
    page.colour = _COLOURS.get(grid.part, "")
    page.rows.append(_bands(grid, language, page))
    published = grid.part in (Part.TABLE, Part.POINTS)
    across = grid.reading if published else min(3, len(grid.columns))
    for look, text in zip((Look.TITLE, Look.SUBTITLE), grid.heading, strict=False):
        page.rows.append([Cell(text, look)])
        page.merged.append((len(page.rows), 1, len(page.rows), across))
    page.rows.append(
        [
            Cell(column.header, Look.HEAD_READ if column.read else Look.HEAD, column.note)
            for column in grid.columns
        ]
    )
    page.head_row = len(page.rows)
    for number, row in enumerate(grid.rows):
        page.rows.append(
            [
                Cell(row.get(index, ""), _look(column, row.get(index, ""), number, grid))
                for index, column in enumerate(grid.columns)
            ]
        )
    last = len(page.rows) + _SPARE_ROWS
    page.choices = [
        Choice(index, page.head_row + 1, last, column.options, column.strict)
        for index, column in enumerate(grid.columns, 1)
        if column.options
    ]
    value = next((i for i, one in enumerate(grid.columns, 1) if one.key == "value"), 0)
    page.choices.extend(
        Choice(value, page.head_row + 1 + row, page.head_row + 1 + row, options, True)
        for row, options in grid.choices.items()
    )
    # The bands are for the screen.
    page.printed = (2, grid.reading if published else len(grid.columns))
    if published:
        page.merged.extend(_same_below(grid, page.head_row))
    page.heights = _heights(grid, page)
    return page


def _bands(grid: Grid, language: Language, page: Page) -> list[Cell]:
    """Return the line above all: which columns are there to be read, and which to be edited."""
    cells = [Cell("") for _ in grid.columns]
    edited = next((i for i, one in enumerate(grid.columns) if not one.read), 0)
    if grid.reading:
        band = ORIGINAL_BAND if grid.columns[0].key == ORIGINAL else READ_BAND
        cells[0] = Cell(band.get(language), Look.BAND_READ)
        page.merged.append((1, 1, 1, grid.reading))
    cells[edited] = Cell(EDIT_BAND.get(language), Look.BAND)
    end = min(len(grid.columns), edited + 5)
    if end > edited + 1 and not any(one.read for one in grid.columns[edited:end]):
        page.merged.append((1, edited + 1, 1, end))
    return cells


def _width(column: Column) -> int:
    """Return the width of a column: its key is not broken."""
    return max(column.width, min(len(column.key) + 4, 30))


def _look(column: Column, text: str, number: int, grid: Grid) -> Look:
    if text.startswith(MARK):
        return Look.MARK
    if column.read:
        return Look.READ
    return Look.FIXED if number in grid.fixed_rows or column.key == "key" else Look.INPUT


def _same_below(grid: Grid, head: int) -> Iterable[tuple[int, int, int, int]]:
    """Yield the areas of rows that say the same in a column that is shown once."""
    columns = (*_MERGED, 2) if grid.part is Part.POINTS else _MERGED
    for column in columns:
        if column >= len(grid.columns) or not grid.columns[column].read:
            continue
        start = 0
        for row in range(1, len(grid.rows) + 1):
            if row < len(grid.rows) and grid.rows[row].get(column) == grid.rows[start].get(column):
                continue
            if row - start > 1 and grid.rows[start].get(column):
                yield head + 1 + start, column + 1, head + row, column + 1
            start = row


def _heights(grid: Grid, page: Page) -> dict[int, int]:
    """Return the heights of rows in points, so that every text can be seen whole."""
    heights = {1: 20, 2: 32, page.head_row: 46}
    if grid.reading:
        band = _lines(page.rows[0][0].text, sum(page.widths[: grid.reading]))
        heights[1] = 6 + band * _LINE
    merged = {(row, area[1]) for area in page.merged for row in range(area[0], area[2] + 1)}
    for number, texts in enumerate(grid.rows, page.head_row + 1):
        lines = max(
            (
                _lines(text, page.widths[index])
                for index, text in texts.items()
                if (number, index + 1) not in merged
            ),
            default=1,
        )
        heights[number] = min(max(lines, 1) * _LINE + 6, _TALLEST)
    for first, column, last, _ in page.merged:
        if first <= page.head_row:
            continue
        text = grid.rows[first - page.head_row - 1].get(column - 1, "")
        wanted = min(_lines(text, page.widths[column - 1]) * _LINE + 6, _TALLEST)
        lack = wanted - sum(heights[row] for row in range(first, last + 1))
        for row in range(first, last + 1):
            if lack > 0:
                heights[row] = min(heights[row] + math.ceil(lack / (last - first + 1)), _TALLEST)
    return heights


def _lines(text: str, columns: int) -> int:
    room = max(columns - 2, 4)
    return sum(max(1, math.ceil(width(line) / room)) for line in text.split("\n"))
