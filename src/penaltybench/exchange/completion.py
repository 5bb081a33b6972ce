"""A table drawn up by hand as a workbook to be filled in.

What the table says is kept beside what is read in it. Nothing is guessed: what is not certain is marked
【请填写：…】, and the workbook can only be imported once every mark is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from penaltybench.exchange.handmade import HandTable
from penaltybench.exchange.published.columns import (
    TierRow,
    Violation,
)
from penaltybench.exchange.published.drafting import (
    Facts,
    allowed_tree,
    form_of,
    hull,
    tier_tree,
)
from penaltybench.exchange.published.model import Fine, Kind, Order, Part, Understood, Unit
from penaltybench.exchange.published.penalty import understand_penalty
from penaltybench.exchange.published.rows import GRADES
from penaltybench.exchange.published.statute import read_basis
from penaltybench.exchange.workbook.beside import Beside
from penaltybench.exchange.workbook.export import grids
from penaltybench.exchange.workbook.grid import CHECK, ORIGINAL, Column, Grid
from penaltybench.exchange.workbook.grid import Part as Sheet
from penaltybench.exchange.workbook.reading import FIVE
from penaltybench.exchange.workbook.sheets import MARK
from penaltybench.exchange.workbook.tables import Columns as Fields
from penaltybench.exchange.workbook.vocabulary import Vocabulary
from penaltybench.ruleset.shelf import Shelf
from penaltybench.source import Tree
from penaltybench.text import Language, Text

Understand = Callable[[str], Understood]
"""What reads a cell of the benchmark: 处二万元以上五万元以下罚款，并处没收违法所得."""

_GRADE_WORDS = {word: grade for grade, words in GRADES.items() for word in words.split()}
EMPTY = Beside(None, Shelf(), ())


def marked(zh: str, en: str, language: Language) -> str:
    """Return the mark of a cell that is to be filled in."""
    return f"{MARK}：{zh if language == 'zh' else en}】"


@dataclass
class Completion:
    """The workbook of one violation that a lawyer completes: its name, and its tables."""

    violation: str
    grids: list[Grid]
    understood: int = 0
    rows: int = 0


def completion(
    hand: HandTable,
    violation: Violation,
    language: Language,
    understand: Understand = understand_penalty,
) -> Completion:
    """Return the tables of the workbook for one violation, filled in as far as it was understood."""
    return _Draft(hand, violation, language, understand).completion()


@dataclass
class _Draft:
    hand: HandTable
    violation: Violation
    language: Language
    understand: Understand
    facts: Facts = field(default_factory=Facts)
    marks: list[tuple[Sheet, int, str, Text]] = field(default_factory=list)
    understood: int = 0

    def completion(self) -> Completion:
        bases = self._bases()
        rows = [self._row(number, row) for number, row in enumerate(self.violation.rows)]
        tree: dict[str, Tree] = {
            "kind": "penalty",
            "title": {"zh": self.violation.name},
            "status": "draft",
            **({"facts": self.facts.tree} if self.facts.tree else {}),
            "schedules": [
                {
                    "id": "party",
                    "respondent": "party",
                    "label": {"zh": "当事人", "en": "the party"},
                    "basis": bases,
                    "tiers": {"rows": rows},
                }
            ],
        }
        made = grids(tree, EMPTY, self.language)
        for grid in made:
            if grid.part is Sheet.TABLE:
                self._with_originals(grid)
            elif grid.part is Sheet.HEADER:
                self._mark_header(grid)
            elif grid.part is Sheet.FACTS:
                self._mark_facts(grid)
            self._put_marks(grid)
        return Completion(self.violation.name, made, self.understood, len(rows))

    # --- the rows -------------------------------------------------------------------------------

    def _row(self, number: int, row: TierRow) -> dict[str, Tree]:
        tree: dict[str, Tree] = {"id": f"t{number + 1}"}
        if row.tier:
            tree["label"] = {"zh": row.tier}
        grade = _GRADE_WORDS.get("".join(row.tier.split()))
        read = self.understand(row.penalty)
        fine, also, orders = self._penalty(read)
        if any(getattr(part.item, "category", "") == "exempt" for part in read.parts):
            grade = "exempt"
        if grade is None:
            self._mark(Sheet.TABLE, number, "grade", Text("裁量阶次", "grade"))
        else:
            tree["grade"] = grade
        if fine is not None:
            tree["fine"] = fine
            self.understood += 1
        elif not (read.complete and grade == "exempt"):
            self._mark(Sheet.TABLE, number, "fine.amount", Text("罚款", "fine"))
        else:
            self.understood += 1
        if also:
            tree["also"] = also
        if orders:
            tree["orders"] = orders
        if any(row.circumstances) or len(self.violation.rows) > 1:
            self._mark(Sheet.TABLE, number, "when", Text("条件", "condition"))
        basis = [one.basis for one in self.violation.rows]
        texts = list(dict.fromkeys(basis))
        if len(texts) > 1:
            tree["basis"] = [f"basis-{texts.index(row.basis) + 1}"]
        return tree

    def _penalty(self, read: Understood) -> tuple[Tree | None, dict[str, Tree], list[Tree]]:
        """Return fine, other penalties and orders; no fine unless all of the cell was understood."""
        also: dict[str, Tree] = {}
        orders: list[Tree] = []
        # Half of a cell would look like the whole of it.
        if not read.complete or any(part.conditions or part.respondent for part in read.parts):
            return None, also, orders
        fines = [part for part in read.parts if isinstance(part.item, Fine)]
        if len(fines) > 1 or any(part.joint == "or" for part in read.parts):
            return None, also, orders
        for part in read.parts:
            if isinstance(part.item, Kind):
                term = _term(part)
                if term is None:
                    return None, {}, []
                also[part.item.kind.value] = term
            elif isinstance(part.item, Order):
                orders.append({"zh": part.item.words})
        if not fines or fines[0].may or not isinstance(fines[0].item, Fine):
            return None, also, orders
        return tier_tree(fines[0].item, None, self.facts, bounded=False), also, orders

    def _bases(self) -> list[Tree]:
        bases = []
        for number, text in enumerate(dict.fromkeys(row.basis for row in self.violation.rows)):
            read = read_basis(text)
            tree: dict[str, Tree] = {"id": f"basis-{number + 1}", "allows": {}}
            statute: dict[str, Tree] = {"text": text} if text else {}
            if read.cited is not None:
                statute |= {"law": read.cited.name, "article": read.cited.article}
            else:
                self._mark(Sheet.BASES, number, "statute.law", Text("法律", "law"))
                self._mark(Sheet.BASES, number, "statute.article", Text("条款", "article"))
            if statute:
                tree["statute"] = statute
            fines = [part.item for part in read.fines if isinstance(part.item, Fine)]
            allowed = None
            # A condition in words alone (违反本条例规定的) is the violation itself.
            if (
                read.whole
                and len(fines) == 1
                and not any(c.tests for c in read.fines[0].conditions)
            ):
                allowed = allowed_tree(hull(form_of(fines[0]), fines), self.facts)
            if allowed is not None:
                tree["allows"] = {"fine": allowed} | _kinds(read.kinds, read.fines[0])
            else:
                self._mark(
                    Sheet.BASES, number, "allows.fine.max", Text("法定罚款上限", "greatest fine")
                )
            if number or len({row.basis for row in self.violation.rows}) > 1:
                self._mark(Sheet.BASES, number, "when", Text("条件", "condition"))
            bases.append(tree)
        return bases

    # --- marks ----------------------------------------------------------------------------------

    def _mark(self, sheet: Sheet, row: int, key: str, what: Text) -> None:
        self.marks.append((sheet, row, key, what))

    def _put_marks(self, grid: Grid) -> None:
        for sheet, row, key, what in self.marks:
            if sheet is grid.part:
                self._set(grid, row, key, marked(what.zh, what.en, self.language))

    def _set(self, grid: Grid, row: int, key: str, text: str) -> None:
        keys = [column.key for column in grid.columns]
        if key not in keys:
            _insert(grid, _before_check(grid), self._column(grid, key))
            keys = [column.key for column in grid.columns]
        grid.rows[row][keys.index(key)] = text

    def _column(self, grid: Grid, key: str) -> Column:
        fields = Fields(self.language, Vocabulary())
        listed = fields.bases() if grid.part is Sheet.BASES else fields.rows(())
        one = next(one for one in listed if key in one.keys)
        title = one.titles(self.language)[one.keys.index(key)]
        return Column(key, title, one.width, one.note, one.options, one.strict)

    def _with_originals(self, grid: Grid) -> None:
        """Put the words of the table into the columns at the left, and a column of conditions."""
        for index, title in enumerate(FIVE):
            column = grid.columns[index]
            grid.columns[index] = replace(column, key=ORIGINAL, title=title.get(self.language))
        for texts, row in zip(grid.rows, self.violation.rows, strict=True):
            words = (
                self.violation.name,
                row.basis,
                row.tier,
                "\n".join(filter(None, row.circumstances)),
                row.penalty,
            )
            texts.update({index: text for index, text in enumerate(words) if text})
        # Conditions are written before facts have columns of their own.
        at = next(i for i, column in enumerate(grid.columns) if column.key == "fine.amount")
        grid.columns = [one for one in grid.columns if one.key != CHECK]
        _insert(grid, at, self._column(grid, "when"))
        grid.heading = (
            self.violation.name,
            "左边五列是原表的文字；橙色的单元格请填写"
            if self.language == "zh"
            else "the five columns at the left are the words of the table; fill in the orange cells",
        )

    def _mark_header(self, grid: Grid) -> None:
        wanted: dict[str, tuple[str, str]] = {
            "id": ("编号，如 hunan.planning.example", "id, such as hunan.planning.example"),
            "effective.from": ("施行日期，如 2026-01-01", "in force from, as in 2026-01-01"),
            "issued.by": ("发布机关", "issuer"),
            "source.text": ("依据的文本", "source"),
            "source.sure": ("可靠程度：高、中、低", "high, medium or low"),
            "reviewed_on": ("核对日期", "reviewed on"),
            "rounding.unit": ("取整单位，如 1元", "rounding unit, such as 1元"),
            "rounding.mode": ("取整方法", "rounding mode"),
        }
        keys = {column.key: index for index, column in enumerate(grid.columns)}
        for row in grid.rows:
            what = wanted.get(row.get(keys["key"], ""))
            if what is not None:
                row[keys["value"]] = marked(*what, self.language)

    def _mark_facts(self, grid: Grid) -> None:
        if not grid.rows:
            grid.add(
                {"id": marked("要素的编号，如 area", "id of a fact, such as area", self.language)}
            )


def _insert(grid: Grid, at: int, column: Column) -> None:
    grid.columns.insert(at, column)
    grid.rows = [{index + (index >= at): text for index, text in row.items()} for row in grid.rows]


def _before_check(grid: Grid) -> int:
    last: Any = grid.columns[-1]
    return len(grid.columns) - (1 if last.key == CHECK else 0)


def _kinds(parts: Sequence[Part], fine: Part) -> dict[str, Tree]:
    """Return the penalties that a statute orders under the same condition as the fine."""
    found: dict[str, Tree] = {}
    for part in parts:
        term = _term(part) if part.conditions == fine.conditions else None
        if term is not None and isinstance(part.item, Kind):
            found[part.item.kind.value] = term
    return found


def _term(part: Part) -> Tree | None:
    """Return how a penalty is imposed; None for a time that the format cannot say."""
    assert isinstance(part.item, Kind)
    force = "may" if part.may else "must"
    time = part.item.time
    if time is None:
        return force
    if time.low is None or time.high is None or time.low.unit is not Unit.DAYS:
        return None
    return {"force": force, "days": f"[{time.low.value}..{time.high.value}]"}
