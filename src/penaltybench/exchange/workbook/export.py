"""A ruleset as the tables of a workbook: every part of the tree is in exactly one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from penaltybench.exchange.workbook import paths
from penaltybench.exchange.workbook.beside import Beside
from penaltybench.exchange.workbook.export_parts import Maker
from penaltybench.exchange.workbook.export_schedules import schedule_grids
from penaltybench.exchange.workbook.fields import Field, encode, unheld
from penaltybench.exchange.workbook.grid import LEAVES, Column, Grid, Part, sheet_name
from penaltybench.exchange.workbook.reading import CONDITION, HOW, ITEM, Reading
from penaltybench.exchange.workbook.tables import Columns, used
from penaltybench.exchange.workbook.tidy import plain
from penaltybench.exchange.workbook.vocabulary import Vocabulary, vocabulary_of
from penaltybench.exchange.xlsx.names import pieces
from penaltybench.source import Tree
from penaltybench.text import Language


def grids(tree: Tree, beside: Beside, language: Language) -> list[Grid]:
    """Return the tables of the ruleset ``tree`` in the order of their sheets."""
    return _Export(tree, beside, language).grids()


class _Export:
    def __init__(self, tree: Tree, beside: Beside, language: Language) -> None:
        self.tree = tree if isinstance(tree, dict) else {}
        self.beside = beside
        self.language = language
        self.reading = Reading(beside, language)
        self.held: dict[str, Tree] = {}
        self.columns = Columns(language, Vocabulary())
        self.make = Maker(language, self.columns, self.reading)

    def grids(self) -> list[Grid]:
        facts = self._facts()
        self.columns = Columns(self.language, self._vocabulary())
        self.make = replace(self.make, columns=self.columns)
        header = self._header()
        schedules: list[Grid] = []
        if self.tree.get("kind") == "penalty":
            schedules, held = schedule_grids(self.tree, self.make)
            if held:
                self.held["schedules"] = held
        circumstances = self._listed(
            Part.CIRCUMSTANCES,
            "circumstances",
            self.columns.circumstances(),
            self.reading.circumstances(),
        )
        procedure = self._listed(
            Part.PROCEDURE, "procedure", self.columns.procedure(), self.reading.procedure()
        )
        return [*schedules, facts, circumstances, procedure, header, self._rest()]

    # --- facts ----------------------------------------------------------------------------------

    def _facts(self) -> Grid:
        fields = self.columns.facts()
        rows: list[dict[str, str]] = []
        fixed = []
        own = self.tree.get("facts")
        if isinstance(own, dict):
            held = {}
            for name, fact in own.items():
                if isinstance(fact, dict) and name and plain(name) == name:
                    texts, held[name] = encode(fact, fields, self.language)
                    rows.append({"id": name, **texts})
            if held:
                self.held["facts"] = held
        for origin, declared in self.beside.declarations:
            for name, fact in declared.items():
                if name not in (own if isinstance(own, dict) else {}):
                    texts, _ = encode(fact, fields, self.language)
                    fixed.append(len(rows))
                    rows.append({"id": name, "source": origin, **texts})
        shown = used(fields, rows)
        first = Column("id", self.make.say("编号", "id"), 22)
        source = Column("source", self.make.say("来自", "from"), 20)
        grid = Grid(
            Part.FACTS,
            sheet_name(Part.FACTS, self.language),
            [first, *self.make.columns_of(shown), source],
            heading=(
                self.make.say("事实要素", "Facts"),
                self.make.say(
                    "灰色的行来自所引用的规则集，供参照，不能在此修改",
                    "grey rows come from rulesets that are used: to be read, not changed",
                ),
            ),
            fixed_rows=frozenset(fixed),
        )
        for texts in rows:
            grid.add(texts)
        return grid

    def _vocabulary(self) -> Vocabulary:
        declared = [facts for _, facts in self.beside.declarations]
        return vocabulary_of(*declared, self.held.get("facts", {}))

    # --- what a ruleset says of itself ----------------------------------------------------------

    def _header(self) -> Grid:
        fields = self.columns.header()
        texts, held = encode(self.tree, fields, self.language)
        self.held.update(held)
        grid = Grid(
            Part.HEADER,
            sheet_name(Part.HEADER, self.language),
            [
                *self.make.read_columns([ITEM], [26]),
                Column("value", self.make.say("内容", "content"), 70),
                Column("key", self.make.say("编号", "key"), 26),
                *self.make.read_columns([HOW], [40]),
            ],
            heading=(self.make.say("基本信息", "About the ruleset"),),
        )
        for field in used(fields, [texts]):
            note = field.note.replace("\n", "；" if self.language == "zh" else "; ")
            if field.options:
                note = " / ".join(field.options)
            for key, title in zip(field.keys, field.titles(self.language), strict=True):
                row = {0: title, 1: texts.get(key, ""), 2: key, 3: note}
                if field.options:
                    grid.choices[len(grid.rows)] = field.options
                grid.rows.append({index: text for index, text in row.items() if text})
        return grid

    # --- lists ----------------------------------------------------------------------------------

    def _listed(
        self, part: Part, key: str, fields: list[Field], read: Sequence[tuple[str, ...]]
    ) -> Grid:
        encoded = self.make.encoded(self.tree.get(key), fields)
        rows, held = encoded or ([], [])
        if held:
            self.held[key] = held
        words = self.make.read_columns([CONDITION], [34])
        grid = Grid(
            part,
            sheet_name(part, self.language),
            [*words, *self.make.columns_of(used(fields, rows)), self.make.check_column()],
            heading=(sheet_name(part, self.language),),
        )
        self.make.fill(grid, rows, read, 1)
        return grid

    # --- what remains ---------------------------------------------------------------------------

    def _rest(self) -> Grid:
        name = sheet_name(Part.REST, self.language)
        grid = Grid(
            Part.REST,
            name,
            [
                Column("path", self.make.say("位置", "place"), 50),
                Column(
                    "type",
                    self.make.say("类型", "type"),
                    12,
                    options=self._leaf_words(),
                    strict=True,
                ),
                Column("value", self.make.say("内容", "content"), 80),
            ],
            heading=(
                self.make.say("其他：没有专门一栏的内容", "Other: what has no column of its own"),
            ),
        )
        for path, leaf in unheld(self.tree, self.held):
            place = paths.written(path, self.tree, self.held)
            kind = "text" if isinstance(leaf, str) else "{}" if isinstance(leaf, dict) else "[]"
            for piece in pieces(leaf) if isinstance(leaf, str) else [""]:
                grid.add({"path": place, "type": LEAVES[kind].get(self.language), "value": piece})
        return grid

    def _leaf_words(self) -> tuple[str, ...]:
        return tuple(text.get(self.language) for text in LEAVES.values())
