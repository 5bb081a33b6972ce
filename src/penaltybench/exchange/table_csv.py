"""The table of a ruleset as one CSV file that Excel opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from penaltybench.exchange.workbook.beside import stand_beside
from penaltybench.exchange.workbook.export import grids
from penaltybench.exchange.workbook.grid import CHECK, Column, Grid, Part
from penaltybench.source import Source
from penaltybench.text import Language, Text

SCHEDULE = "schedule"
"""The key of the column that names the schedule."""
GUARD = "'"
"""Stands before what a spreadsheet would compute."""

README = Text(
    """裁量基准的 CSV

本文件只是裁量表（档次或者分值）。它不含：编号、名称、来源等基本信息，要素，处罚依据，裁量表的条件，情节，
程序，取整等。要全部内容，请用 penaltybench export --to xlsx。

改好之后：penaltybench import 文件.csv --into 规则集.yaml -o 新的规则集.yaml

- 前五列供阅读，读回时不看；表头方括号中是机器读取的键，请不要改。
- 以 = + @ 或者 - 开头的内容前有一个单引号，免得 Excel 当作公式；读回时去掉。
- Excel 打开 CSV 会自作主张：0.10 变成 0.1，2026-03-01 变成 2026/3/1，长数字变成 1.2E+15。
  日期读得回来，长数字会报错。不放心时请用“数据—从文本”导入，各列选“文本”。
- 编码是带 BOM 的 UTF-8；Excel 另存的 GBK 也读得懂，但会提醒。
""",
    """The table of a benchmark as CSV

This file is the table alone (tiers or points). It has neither id, title and source, nor facts, bases,
the conditions of schedules, circumstances, procedure or rounding. For all of it use
penaltybench export --to xlsx.

Afterwards: penaltybench import FILE.csv --into RULESET.yaml -o NEW.yaml

- The first five columns are to be read and are not read back; the keys in brackets stay as they are.
- What begins with = + @ or - has an apostrophe in front, lest Excel takes it for a formula.
- Excel changes what it opens: 0.10 becomes 0.1, 2026-03-01 becomes 2026/3/1, long numbers 1.2E+15.
  Days are read back, long numbers are refused. To be safe import the file as text, column by column.
- The encoding is UTF-8 with BOM; GBK as Excel saves it is read too, with a warning.
""",
)
"""What goes with a CSV file: what it does not carry."""


def table_csv(source: Source, roots: Sequence[Path], language: Language) -> str:
    """Return the tables of the ruleset in ``source`` as CSV; empty if it has none.

    ``roots`` hold the rulesets that it uses.
    """
    tables = _tables(grids(source.tree, stand_beside(source, roots), language))
    if not tables:
        return ""
    columns = _columns([grid for _, grid in tables], language)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_flat(column.header) for column in columns)
    for name, grid in tables:
        places = {_name(column): index for index, column in enumerate(grid.columns)}
        for row in grid.rows:
            texts = {key: row.get(index, "") for key, index in places.items()}
            texts[SCHEDULE] = name
            writer.writerow(_guarded(texts.get(_name(column), "")) for column in columns)
    return out.getvalue()


def _tables(made: Sequence[Grid]) -> list[tuple[str, Grid]]:
    """Return the tables with the names of the schedules to which they belong."""
    by_name = {grid.name: grid for grid in made if grid.part in (Part.TABLE, Part.POINTS)}
    found = []
    for grid in made:
        if grid.part is not Part.SCHEDULES:
            continue
        keys = {column.key: index for index, column in enumerate(grid.columns)}
        for number, row in enumerate(grid.rows, 1):
            for pointer in ("tiers.rows", "points.factors"):
                name = row.get(keys[pointer], "")
                if name in by_name:
                    own = row.get(keys["id"], "")
                    found.append((own or f"#{number}", by_name[name]))
    return found


def _columns(tables: Sequence[Grid], language: Language) -> list[Column]:
    """Return the columns of all tables: those for reading, the schedule, then the others."""
    read: dict[str, Column] = {}
    other: dict[str, Column] = {}
    for grid in tables:
        for column in grid.columns:
            if column.key != CHECK:
                (read if column.read else other).setdefault(_name(column), column)
    title = "裁量表" if language == "zh" else "schedule"
    return [*read.values(), Column(SCHEDULE, title), *other.values()]


def _name(column: Column) -> str:
    return column.key or f"/{column.title}"


def _flat(header: str) -> str:
    return header.replace("\n", " ")


def _guarded(text: str) -> str:
    """Return the text with an apostrophe in front where a spreadsheet would compute it."""
    first = text[:1]
    risky = first in tuple("=+@\t\r'") or (first == "-" and len(text) > 1)
    return GUARD + text if risky else text
