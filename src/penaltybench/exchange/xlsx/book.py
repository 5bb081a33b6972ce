"""A workbook as it was read: sheets of raw cells, with all that could mislead a reader noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell: its raw text, the code of its number format, and the formula, if it has one.

    ``type`` is what the file says: ``s`` text, ``n`` number, ``b`` truth, ``e`` error, ``d`` day.
    """

    row: int
    column: int
    type: str
    text: str
    format: str = "General"
    formula: str | None = None


@dataclass(slots=True)
class RawSheet:
    """A sheet: its cells by row and column, merged areas, and what is hidden."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class RawBook:
    """The sheets in their order; ``external`` if the workbook refers to other workbooks."""

    sheets: list[RawSheet] = field(default_factory=list)
    external: bool = False
    from_1904: bool = False

    def by_name(self) -> Mapping[str, RawSheet]:
        """Return the sheets by name."""
        return {sheet.name: sheet for sheet in self.sheets}
