"""Blocks on a terminal: tables, boxes and colour, wrapped to the width at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text

from penaltybench.cli.blocks import Block, Heading, Items, Pairs, Paragraph, Table, colon
from penaltybench.cli.flow import longest_unit, width_of, wrap

LABEL_WIDTH = 16
NARROW_COLUMN = 14
"""Cells below which a column of a table is no longer readable."""
MOST_UNIT = 26
"""Cells up to which a word is kept whole when columns are crowded."""
_STYLES = {"note": "dim", "warning": "yellow", "question": "bold"}


class Flow:
    """Text that is wrapped by the rules of Chinese typesetting instead of rich's own."""

    def __init__(self, text: str, style: str = "", hang: int = 0) -> None:
        self.text = text
        self.style = style
        self.hang = hang

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        for line in wrap(self.text, options.max_width, self.hang):
            yield Text(line, style=self.style, no_wrap=True, overflow="fold", end="\n")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return the least and the greatest useful width."""
        widest = min(width_of(self.text), options.max_width)
        return Measurement(min(longest_unit(self.text), widest), widest)


def show(console: Console, blocks: Iterable[Block]) -> None:
    """Print the blocks."""
    first = True
    for block in blocks:
        if not first:
            console.print()
        first = False
        for part in _render(block, console.width):
            console.print(part, highlight=False, markup=False, emoji=False)


def _render(block: Block, width: int) -> Iterator[RenderableType]:
    match block:
        case Heading(text, level):
            yield Flow(text, "bold" if level == 1 else "bold cyan")
        case Pairs(rows, frame):
            grid = _pairs(rows, width)
            if frame is None:
                yield grid
            else:
                yield Panel(grid, title=Text(frame, "bold"), title_align="left", box=box.ROUNDED)
        case Table():
            yield _table(block, width)
        case Items(items):
            yield from (Flow(f"• {item}", hang=2) for item in items)
        case Paragraph(text, mark):
            yield Flow(text, _STYLES.get(mark, ""))


def _pairs(rows: Sequence[tuple[str, str]], width: int) -> RenderableType:
    if width < 40:
        grid = Grid.grid()
        grid.add_column()
        for label, text in rows:
            grid.add_row(
                Flow(colon(label) + ("\n" if "\n" in text else "") + _points(text), hang=2)
            )
        return grid
    widest = max((width_of(label) for label, _ in rows), default=0)
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(width=min(widest, LABEL_WIDTH))
    grid.add_column()
    for label, text in rows:
        grid.add_row(Flow(label, "cyan"), Flow(_points(text), hang=2 if "\n" in text else 0))
    return grid


def _points(text: str) -> str:
    return "\n".join(f"• {line}" for line in text.split("\n")) if "\n" in text else text


def _table(table: Table, width: int) -> RenderableType:
    header, rows = table.header, table.rows
    columns = list(zip(*[header, *rows], strict=True))
    room = width - 3 * len(header) - 1
    full = [max(1, *map(width_of, column)) for column in columns]
    if sum(min(own, NARROW_COLUMN) for own in full) > room:
        return _records(header, rows)
    several = any("\n" in cell for row in rows for cell in row)
    crowded = several or sum(full) > room
    grid = Grid(box=box.ROUNDED if crowded else box.SIMPLE_HEAD)
    for title, own in zip(header, _widths(columns, room), strict=True):
        grid.add_column(Flow(title, "bold"), width=own)
    for index, row in enumerate(rows):
        first, *others = row
        again = table.grouped and index > 0 and rows[index - 1][0] == first
        last = index + 1 == len(rows) or not table.grouped or rows[index + 1][0] != first
        cells = ["" if again else first, *others]
        grid.add_row(*(Flow(cell) for cell in cells), end_section=crowded and last)
    return grid


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the widths of columns: words stay whole if they can, and the tallest cell gets the rest."""
    full = [max(1, *map(width_of, column)) for column in columns]
    if sum(full) <= room:
        return full
    widths = [
        own if own <= NARROW_COLUMN else min(MOST_UNIT, max(map(longest_unit, column)))
        for own, column in zip(full, columns, strict=True)
    ]
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    cells = [max(cell_len(cell.replace("\n", "")) for cell in own) for own in columns]
    while sum(widths) < room:
        open_ = [index for index, own in enumerate(full) if widths[index] < own]
        widest = max(open_, key=lambda index: cells[index] / widths[index])
        widths[widest] += 1
    return widths


def _records(header: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    """Return the rows below one another, for a terminal too narrow for columns."""
    grid = Grid.grid()
    grid.add_column()
    for index, row in enumerate(rows):
        if index:
            grid.add_row("")
        for title, cell in zip(header, row, strict=True):
            if cell:
                grid.add_row(Flow(colon(title) + cell.replace("\n", "\n  "), hang=2))
    return grid
