"""A table of a workbook before it has a look: columns with keys, and rows of texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from penaltybench.text import Language, Text


class Part(StrEnum):
    """The sheets of a workbook."""

    GUIDE = "guide"
    TABLE = "table"
    POINTS = "points"
    SCHEDULES = "schedules"
    BASES = "bases"
    FACTS = "facts"
    CIRCUMSTANCES = "circumstances"
    PROCEDURE = "procedure"
    HEADER = "header"
    REST = "rest"


SHEETS: Mapping[Part, Text] = {
    Part.GUIDE: Text("说明", "Guide"),
    Part.TABLE: Text("裁量基准", "Table"),
    Part.POINTS: Text("分值", "Points"),
    Part.SCHEDULES: Text("裁量表", "Schedules"),
    Part.BASES: Text("处罚依据", "Bases"),
    Part.FACTS: Text("要素", "Facts"),
    Part.CIRCUMSTANCES: Text("情节", "Circumstances"),
    Part.PROCEDURE: Text("程序", "Procedure"),
    Part.HEADER: Text("基本信息", "About"),
    Part.REST: Text("其他", "Other"),
}
"""The name of each sheet; a second table is called 裁量基准2."""

LEAVES = {
    "text": Text("文字", "text"),
    "{}": Text("空表", "empty mapping"),
    "[]": Text("空列表", "empty list"),
}
"""What a cell of the sheet of what remains holds."""

AUTO = ""
"""The key of a column that is only for reading: it has none."""
ORIGINAL = "原文"
"""The key of a column with the words of a table drawn up by hand."""
CHECK = "核对码"
"""The key of the column that tells whether a row's columns for reading were changed."""
READ_BAND = Text(
    "灰色：自动生成，供阅读和打印，改了不起作用",
    "grey: made automatically, to be read and printed; a change has no effect",
)
ORIGINAL_BAND = Text(
    "灰色：原表的文字，供对照，不读取", "grey: the words of the table, to compare with; not read"
)
EDIT_BAND = Text(
    "白色：请在此修改（写法见表头的批注和“说明”）",
    "white: edit here (the comments on the header and the sheet “Guide” say how)",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its title, and what helps to fill it. ``read`` columns are not read back."""

    key: str
    title: str
    width: int = 14
    note: str = ""
    options: tuple[str, ...] = ()
    strict: bool = False
    read: bool = False

    @property
    def header(self) -> str:
        """What stands in the header: the title, and the key in brackets, which readers do without."""
        return self.title if self.key == AUTO else f"{self.title}\n[{self.key}]"


@dataclass(slots=True)
class Grid:
    """A table: its sheet, a heading, its columns, and the text of each row by column number."""

    part: Part
    name: str
    columns: list[Column]
    rows: list[dict[int, str]] = field(default_factory=list)
    heading: tuple[str, ...] = ()
    fixed_rows: frozenset[int] = frozenset()
    """Rows (from 0) that are there to be read only."""
    choices: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """What may be chosen in the column ``value`` of a row (from 0)."""

    @property
    def reading(self) -> int:
        """How many columns at the left are there to be read."""
        count = 0
        while count < len(self.columns) and self.columns[count].key in (AUTO, ORIGINAL):
            count += 1
        return count

    def add(self, texts: Mapping[str, str], read: tuple[str, ...] = (), check: str = "") -> None:
        """Add a row: ``texts`` by key, ``read`` the columns for reading from the left."""
        row = {index: text for index, text in enumerate(read) if text}
        for index, column in enumerate(self.columns):
            if column.key == CHECK:
                row[index] = check
            elif not column.read and texts.get(column.key):
                row[index] = texts[column.key]
        self.rows.append({index: text for index, text in row.items() if text})


def sheet_name(part: Part, language: Language, number: int = 1) -> str:
    """Return the name of a sheet; the second of its part is numbered."""
    return SHEETS[part].get(language) + (str(number) if number > 1 else "")


def part_of(name: str) -> Part | None:
    """Return the part that a sheet of this name holds, or None."""
    bare = name.strip()
    for part, names in SHEETS.items():
        for known in (names.zh, names.en):
            rest = bare.removeprefix(known)
            if bare.startswith(known) and (not rest or (_numbered(part) and rest.isdecimal())):
                return part
    return None


def _numbered(part: Part) -> bool:
    return part in (Part.TABLE, Part.POINTS)
