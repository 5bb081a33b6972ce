"""What the tables of a workbook have in common when they are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from penaltybench.exchange.workbook.fields import Field, encode, is_blank
from penaltybench.exchange.workbook.grid import AUTO, CHECK, Column, Grid
from penaltybench.exchange.workbook.reading import Reading, check_code
from penaltybench.exchange.workbook.tables import Columns
from penaltybench.source import Tree
from penaltybench.text import Language, Text


@dataclass(frozen=True)
class Maker:
    """Makes tables in one language: their columns, and the words that are there to be read."""

    language: Language
    columns: Columns
    reading: Reading

    def say(self, zh: str, en: str) -> str:
        """Return the text in the language of the workbook."""
        return zh if self.language == "zh" else en

    def columns_of(self, fields: Iterable[Field]) -> list[Column]:
        """Return the columns of fields."""
        return [
            Column(key, title, field.width, field.note, field.options, field.strict)
            for field in fields
            for key, title in zip(field.keys, field.titles(self.language), strict=True)
        ]

    def read_columns(self, titles: Sequence[Text], widths: Sequence[int]) -> list[Column]:
        """Return columns that are there to be read."""
        return [
            Column(AUTO, title.get(self.language), width, read=True)
            for title, width in zip(titles, widths, strict=True)
        ]

    def check_column(self) -> Column:
        """Return the column that tells whether the words of a row were changed."""
        return Column(CHECK, self.say("核对", "check"), 11, read=True)

    def encoded(
        self, items: Tree, fields: Sequence[Field]
    ) -> tuple[list[dict[str, str]], list[Tree]] | None:
        """Return the rows of a list and what they hold; None if it cannot be a table."""
        if not isinstance(items, list) or not items:
            return None
        encoded = [encode(item, fields, self.language) for item in items if isinstance(item, dict)]
        rows = [texts for texts, _ in encoded]
        # A row that says nothing would not be seen again.
        if len(rows) != len(items) or not all(
            any(not is_blank(text) for text in row.values()) for row in rows
        ):
            return None
        return rows, [held for _, held in encoded]

    def fill(
        self,
        grid: Grid,
        rows: Sequence[dict[str, str]],
        read: Sequence[tuple[str, ...]],
        width: int,
    ) -> None:
        """Add the rows with the words for each, where there are as many."""
        words = read if len(read) == len(rows) else [("",) * width] * len(rows)
        for texts, own in zip(rows, words, strict=True):
            grid.add(texts, own, check_code(own) if any(own) else "")
