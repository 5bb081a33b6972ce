"""The schedules of a ruleset as tables: who is punished, on which basis, and by which table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from penaltybench.exchange.workbook import paths
from penaltybench.exchange.workbook.conditions import TestCell
from penaltybench.exchange.workbook.export_parts import Maker
from penaltybench.exchange.workbook.fields import is_blank
from penaltybench.exchange.workbook.grid import Column, Grid, Part, sheet_name
from penaltybench.exchange.workbook.reading import CONDITION, FIVE, POINTS, RANGE
from penaltybench.exchange.workbook.tables import used
from penaltybench.exchange.workbook.tidy import plain
from penaltybench.source import Tree

_FACT_ID = re.compile(r"[a-z][a-z0-9_]*")


def schedule_grids(tree: Tree, make: Maker) -> tuple[list[Grid], list[Tree]]:
    """Return the tables of ``schedules``, and the part of it that they hold (empty: nothing)."""
    schedules = _Schedules(tree, make)
    return schedules.grids(), schedules.held


class _Schedules:
    def __init__(self, tree: Tree, make: Maker) -> None:
        self.tree = tree
        self.make = make
        self.held: list[Tree] = []

    def grids(self) -> list[Grid]:
        fields = self.make.columns.schedules()
        encoded = self.make.encoded(self.tree.get("schedules"), fields)
        rows, held = encoded or ([], [])
        tables: list[Grid] = []
        bases: list[tuple[dict[str, str], tuple[str, ...]]] = []
        for index, texts in enumerate(rows):
            schedule = self.tree["schedules"][index]
            tables.extend(self._table(schedule, index, texts, held[index], tables))
            bases.extend(self._bases(schedule, index, held[index]))
        self.held = held
        pointers = [
            Column("tiers.rows", self.make.say("裁量表所在的工作表", "sheet of its table"), 16),
            Column("points.factors", self.make.say("分值所在的工作表", "sheet of its points"), 16),
        ]
        grid = Grid(
            Part.SCHEDULES,
            sheet_name(Part.SCHEDULES, self.make.language),
            [*self.make.columns_of(used(fields, rows)), *pointers],
            heading=(self.make.say("裁量表：谁、依据什么、按哪张表", "Schedules"),),
        )
        for texts in rows:
            grid.add(texts)
        return [*tables, grid, self._bases_grid(bases)]

    def _selector(self, index: int) -> str:
        return paths.item_id(self.tree["schedules"], index) or f"#{index + 1}"

    def _bases(
        self, schedule: Tree, index: int, held: dict[str, Tree]
    ) -> list[tuple[dict[str, str], tuple[str, ...]]]:
        encoded = self.make.encoded(schedule.get("basis"), self.make.columns.bases())
        if encoded is None:
            return []
        rows, held["basis"] = encoded
        read = self.make.reading.bases(index)
        words = read if len(read) == len(rows) else [("", "")] * len(rows)
        return [
            ({"schedule": self._selector(index), **texts}, own)
            for texts, own in zip(rows, words, strict=True)
        ]

    def _bases_grid(self, bases: Sequence[tuple[dict[str, str], tuple[str, ...]]]) -> Grid:
        rows = [texts for texts, _ in bases]
        columns = [
            *self.make.read_columns([CONDITION, RANGE], [30, 26]),
            Column("schedule", self.make.say("裁量表", "schedule"), 14),
            *self.make.columns_of(used(self.make.columns.bases(), rows)),
            self.make.check_column(),
        ]
        name = sheet_name(Part.BASES, self.make.language)
        grid = Grid(Part.BASES, name, columns, heading=(name,))
        self.make.fill(grid, rows, [own for _, own in bases], 2)
        return grid

    def _heading(self) -> tuple[str, ...]:
        """Return the title of the ruleset, and who issued it by which document."""
        title = self.tree.get("title")
        if isinstance(title, dict):
            title = title.get(self.make.language) or title.get("zh")
        issued, effective = self.tree.get("issued"), self.tree.get("effective")
        parts: list[object] = []
        if isinstance(issued, dict):
            parts.extend(issued.get(key) for key in ("by", "document"))
        if isinstance(effective, dict) and isinstance(effective.get("from"), str):
            start = effective["from"]
            parts.append(self.make.say(f"自 {start} 起施行", f"in force from {start}"))
        named = [part for part in parts if isinstance(part, str) and part]
        return (title if isinstance(title, str) else "", "　".join(named))

    def _table(
        self,
        schedule: Tree,
        index: int,
        texts: dict[str, str],
        held: dict[str, Tree],
        before: Sequence[Grid],
    ) -> Iterable[Grid]:
        """Yield the sheets of a schedule's table, and point to them from its row."""
        for key, inner, part, make in (
            ("tiers", "rows", Part.TABLE, self._tiers),
            ("points", "factors", Part.POINTS, self._points),
        ):
            table = schedule.get(key)
            if not isinstance(table, dict) or inner not in table:
                continue
            number = 1 + sum(grid.part is part for grid in before)
            grid, own = make(table, index, sheet_name(part, self.make.language, number))
            if own is not None:
                held.setdefault(key, {})[inner] = own
                texts[f"{key}.{inner}"] = grid.name
                yield grid

    def _tiers(self, table: Tree, index: int, name: str) -> tuple[Grid, list[Tree] | None]:
        facts = self._tested(table)
        fields = [one for one in self.make.columns.rows(facts) if one.path != ("when",)]
        encoded = self.make.encoded(table["rows"], fields)
        rows, held = encoded or ([], None)
        columns = [
            *self.make.read_columns(FIVE, [18, 34, 12, 34, 34]),
            *self.make.columns_of(used(fields, rows)),
            self.make.check_column(),
        ]
        grid = Grid(Part.TABLE, name, columns, heading=self._heading())
        self.make.fill(grid, rows, self.make.reading.rows(index), 5)
        return grid, held

    def _tested(self, table: Tree) -> list[str]:
        """Return the facts that have a column: those that rows test, and those of this ruleset."""
        found: list[str] = []
        for row in table["rows"] if isinstance(table["rows"], list) else ():
            when = row.get("when") if isinstance(row, dict) else None
            _merge(found, list(when) if isinstance(when, dict) else [])
        if table.get("select") != "grade":
            own = self.tree.get("facts")
            _merge(
                found,
                [name for name in own or () if name not in found] if isinstance(own, dict) else [],
            )
        return [name for name in found if name != "any" and _FACT_ID.fullmatch(name)]

    def _points(self, table: Tree, index: int, name: str) -> tuple[Grid, list[Tree] | None]:
        fields = self.make.columns.factors()
        factors = table["factors"]
        encoded = self.make.encoded(factors, fields)
        rows, held = encoded or ([], None)
        lines: list[dict[str, str]] = []
        for number, texts in enumerate(rows):
            levels = self._levels(factors[number], (held or [])[number])
            for place, level in enumerate(levels or [{}]):
                own = texts if place == 0 else {"fact": texts["fact"]} if "fact" in texts else {}
                lines.append({"factor": str(number + 1), **own, **level})
        columns = [
            *self.make.read_columns(POINTS, [18, 34, 20, 40, 12]),
            Column("factor", self.make.say("第几个因素", "factor"), 10),
            *self.make.columns_of(used(fields, lines)),
            Column("test", self.make.say("条件", "test"), 22),
            Column("share", self.make.say("百分值", "percentage"), 10),
            self.make.check_column(),
        ]
        grid = Grid(Part.POINTS, name, columns, heading=self._heading())
        self.make.fill(grid, lines, self.make.reading.levels(index), 5)
        return grid, held

    def _levels(self, factor: Tree, held: dict[str, Tree]) -> list[dict[str, str]] | None:
        """Return the tests and shares of a factor; None if they cannot stand in cells."""
        scale = factor.get("scale")
        fact = factor.get("fact")
        known = self.make.columns.vocabulary.facts.get(fact) if isinstance(fact, str) else None
        cell = TestCell(known, self.make.columns.chinese)
        if not isinstance(scale, dict) or not scale:
            return None
        levels = []
        for test, share in scale.items():
            shown = cell.shown(test)
            if shown is None or is_blank(shown) or not cell.gives_back(shown, test):
                return None
            if not isinstance(share, str) or is_blank(share) or plain(share) != share:
                return None
            levels.append({"test": shown, "share": share})
        held["scale"] = scale
        return levels


def _merge(order: list[str], names: Sequence[str]) -> None:
    """Add the names to ``order`` so that they keep their own order, as far as that can be."""
    for index, name in enumerate(names):
        if name not in order:
            behind = next((one for one in names[index + 1 :] if one in order), None)
            order.insert(len(order) if behind is None else order.index(behind), name)
