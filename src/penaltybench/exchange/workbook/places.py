"""Where each part of a ruleset stands in a workbook, so that every fault names sheet and cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from penaltybench.diagnostics import Diagnostic, Place, Severity
from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.exchange.xlsx.names import cell_name
from penaltybench.source import KeyPath, Source
from penaltybench.text import Text


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a sheet; row and column from 1."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        name = cell_name(self.row, self.column)
        return f"{self.sheet}!{name}" if self.sheet else name


@dataclass(slots=True)
class BookSource(Source):
    """A ruleset that was read from a workbook (or a table): its parts have cells instead of lines."""

    cells: dict[KeyPath, CellPlace] = field(default_factory=dict)

    def place(self, path: KeyPath) -> Place:
        """Return the cell of ``path``, or of its nearest ancestor that has one."""
        for length in range(len(path), -1, -1):
            cell = self.cells.get(path[:length])
            if cell is not None:
                return self.at(cell)
        return Place(self.file, path=".".join(map(str, path)))

    def at(self, cell: CellPlace | str) -> Place:
        """Return the place of a cell, or of a whole sheet."""
        if isinstance(cell, str):
            return Place(self.file, path=cell)
        return Place(self.file, cell.row, cell.column, str(cell))

    def fault(self, cell: CellPlace | str, fault: CellFault) -> None:
        """Add an error at a cell or a sheet."""
        self.diagnostics.append(Diagnostic(fault.code, fault.message, fault.remedy, self.at(cell)))

    def warn(self, cell: CellPlace | str, code: str, message: Text, remedy: Text) -> None:
        """Add a warning at a cell or a sheet."""
        self.diagnostics.append(Diagnostic(code, message, remedy, self.at(cell), Severity.WARNING))
