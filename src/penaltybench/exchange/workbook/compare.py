"""Whether the columns that are there to be read still say what the others do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from penaltybench.exchange.workbook.beside import Beside
from penaltybench.exchange.workbook.grid import CHECK
from penaltybench.exchange.workbook.places import CellPlace
from penaltybench.exchange.workbook.reading import (
    CONDITION,
    FIVE,
    POINTS,
    RANGE,
    Reading,
    check_code,
)
from penaltybench.exchange.workbook.restored import Restored
from penaltybench.exchange.workbook.sheets import Row
from penaltybench.exchange.workbook.tidy import stripped
from penaltybench.text import Text

_REMEDY = Text(
    "这一列是自动生成的，改了不起作用：要改内容，请改右侧白色的列；下次导出时会重写",
    "this column is made automatically and has no effect: edit the white columns; the next export "
    "writes it anew",
)


def warn_of_changed_words(restored: Restored, beside: Beside) -> None:
    """Warn of every cell for reading that somebody changed and that the ruleset does not say."""
    reading = Reading(beside, restored.language)
    for row, titles, expected in _rows(restored, reading):
        if CHECK not in row.columns:
            continue
        names = [title.get(restored.language) for title in titles]
        given = [row.read.get(name, "") for name in names]
        if row.texts.get(CHECK, "") == check_code(given) or not any(map(stripped, given)):
            continue
        for name, text, wanted in zip(names, given, expected, strict=True):
            if stripped(text) and text != wanted:
                restored.source.warn(
                    CellPlace(row.sheet, row.number, row.read_columns[name]),
                    "PB0808",
                    Text(
                        f"“{name}”被改动，与右侧的内容不一致；应为“{_short(wanted)}”",
                        f"“{name}” was changed and differs from what the row says: “{_short(wanted)}”",
                    ),
                    _REMEDY,
                )


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= 120 else f"{line[:119]}…"


def _rows(
    restored: Restored, reading: Reading
) -> Iterator[tuple[Row, Sequence[Text], tuple[str, ...]]]:
    """Yield each row that has words, their titles, and what they should say."""
    if reading.beside.main is None:
        return
    rows = restored.rows
    levels = [path for path in rows if "level" in path]
    for index in range(len(restored.source.tree.get("schedules", ()))):
        base = ("schedules", index)
        for number, words in enumerate(reading.rows(index)):
            if (row := rows.get((*base, "tiers", "rows", number))) is not None:
                yield row, FIVE, words
        own = [path for path in levels if path[:2] == base]
        yield from (
            (rows[path], POINTS, words)
            for path, words in zip(own, reading.levels(index), strict=False)
        )
        for number, words in enumerate(reading.bases(index)):
            if (row := rows.get((*base, "basis", number))) is not None:
                yield row, (CONDITION, RANGE), words
    for key, listed in (
        ("circumstances", reading.circumstances()),
        ("procedure", reading.procedure()),
    ):
        for number, words in enumerate(listed):
            if (row := rows.get((key, number))) is not None:
                yield row, (CONDITION,), words
