"""What is read from a workbook: the tree, and the row of a sheet for each of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from penaltybench.diagnostics import Severity
from penaltybench.exchange.workbook.fields import Field, decode
from penaltybench.exchange.workbook.places import BookSource, CellPlace
from penaltybench.exchange.workbook.sheets import Row
from penaltybench.source import KeyPath, Tree
from penaltybench.text import Language


@dataclass(slots=True)
class Restored:
    """What was read: the tree with its cells, the language, and the rows of each table.

    ``ours`` is false if it has none of the sheets of an export. ``rows`` has the row of the sheet for
    the path of each part of the tree that has one.
    """

    source: BookSource
    language: Language = "zh"
    ours: bool = True
    rows: dict[KeyPath, Row] = field(default_factory=dict)

    def finish(self, tree: Tree) -> None:
        """Give the tree to the source, unless a cell could not be read."""
        if not any(one.severity is Severity.ERROR for one in self.source.diagnostics):
            self.source.tree = tree

    def take(self, row: Row, fields: Sequence[Field], path: KeyPath) -> dict[str, Tree]:
        """Return the object of a row, which stands at ``path`` of the tree, and note its cells."""
        texts = row.texts
        tree, places = decode(
            texts, fields, lambda key, fault: self.source.fault(row.cell(key), fault)
        )
        first = min(row.columns.values(), default=1)
        self.source.cells[path] = CellPlace(row.sheet, row.number, row.columns.get("id", first))
        self.rows[path] = row
        for part, key in places.items():
            self.source.cells[(*path, *part)] = row.cell(key)
        return tree


def quiet(row: Row, fields: Sequence[Field]) -> dict[str, Tree]:
    """Return the object of a row that is not part of the tree itself."""
    tree, _ = decode(row.texts, fields, lambda key, fault: None)
    return tree
