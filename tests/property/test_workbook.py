"""YAML to workbook to YAML is the identity: nothing is lost, nothing is added."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penaltybench.diagnostics import Diagnostic
from penaltybench.exchange.workbook.beside import Beside, stand_beside
from penaltybench.exchange.workbook.book import pages_of, workbook
from penaltybench.exchange.workbook.export import grids
from penaltybench.exchange.workbook.grid import Grid, Part
from penaltybench.exchange.workbook.restore import restore
from penaltybench.exchange.xlsx.book import RawBook, RawCell, RawSheet
from penaltybench.exchange.xlsx.page import Cell, Page
from penaltybench.exchange.xlsx.reader import read_book
from penaltybench.exchange.xlsx.writer import write_book
from penaltybench.exchange.yaml_text import ruleset_yaml
from penaltybench.library import bundled_rulesets
from penaltybench.ruleset.shelf import Shelf
from penaltybench.source import Source, read_file
from penaltybench.testing import rulesets
from penaltybench.testing.text_trees import spoiled, text_trees, texts
from penaltybench.text import LANGUAGES, Language

ROOT = bundled_rulesets()
SHIPPED = [
    path
    for path in sorted(ROOT.rglob("[12]*.yaml"))
    if read_file(path).tree["kind"] in ("penalty", "general")
]
ALONE = Beside(None, Shelf(), ())
OTHER_KINDS = ("fee_policy.", "promise.", "not_counted.")


def through_a_workbook(
    tree: Any, beside: Beside, language: Language
) -> tuple[Any, list[Diagnostic], list[Grid]]:
    tables = grids(tree, beside, language)
    restored = restore(saved(pages_of(tables, language)), "book.xlsx")
    return restored.source.tree, restored.source.diagnostics, tables


def saved(pages: list[Page]) -> RawBook:
    """Return the sheets as they are read back from a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(write_book(pages, "a title"))
        return read_book(path)


def not_saved(pages: list[Page]) -> RawBook:
    """Return the sheets as they would be read back: most trees need no file to be tried."""
    sheets = []
    for page in pages:
        cells = {
            (row, column): RawCell(row, column, "s", cell.text, "@")
            for row, line in enumerate(page.rows, 1)
            for column, cell in enumerate(line, 1)
            if cell.text
        }
        # Of a merged area only the first cell is left.
        for first_row, first_column, last_row, last_column in page.merged:
            for row in range(first_row, last_row + 1):
                for column in range(first_column, last_column + 1):
                    if (row, column) != (first_row, first_column):
                        cells.pop((row, column), None)
        sheets.append(RawSheet(page.name, cells=cells, merged=list(page.merged)))
    return RawBook(sheets)


def through_cells(tree: Any, language: Language) -> tuple[Any, list[Diagnostic]]:
    source = restore(
        not_saved(pages_of(grids(tree, ALONE, language), language)), "book.xlsx"
    ).source
    return source.tree, source.diagnostics


def rest_of(tables: list[Grid]) -> Grid:
    (rest,) = (grid for grid in tables if grid.part is Part.REST)
    return rest


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_shipped_rulesets(path: Path) -> None:
    language = LANGUAGES[len(path.parent.name) % 2]
    source = read_file(path)
    tree, faults, tables = through_a_workbook(source.tree, stand_beside(source, []), language)
    assert faults == []
    assert tree == source.tree
    assert ruleset_yaml(tree) == ruleset_yaml(source.tree)
    # What people edit has columns; hardly anything is left over but what binds fees and time limits.
    kept = [row[0] for row in rest_of(tables).rows]
    assert len([path for path in kept if not path.startswith(OTHER_KINDS)]) <= 4


@given(rulesets(), st.sampled_from(LANGUAGES))
def test_generated_rulesets(trees: tuple[dict[str, Any], ...], language: Language) -> None:
    for drawn in trees[1:]:
        tables = grids(drawn, ALONE, language)
        tree, faults = through_cells(drawn, language)
        assert faults == []
        assert tree == drawn
        assert ruleset_yaml(tree) == ruleset_yaml(drawn)
        kept = [row[0] for row in rest_of(tables).rows]
        assert all(place.endswith((".needs", "adjust", "circumstances")) for place in kept)


@given(st.lists(st.lists(texts(), max_size=4), max_size=4))
def test_cells_are_read_back_as_they_were_written(rows: list[list[str]]) -> None:
    page = Page("a", [[Cell(text) for text in row] for row in rows])
    assert saved([page]).sheets[0].cells == not_saved([page]).sheets[0].cells


@settings(max_examples=15)
@given(spoiled(rulesets().map(lambda trees: trees[-1])), st.sampled_from(LANGUAGES))
def test_what_is_saved_is_what_is_tried(drawn: Any, language: Language) -> None:
    pages = pages_of(grids(drawn, ALONE, language), language)
    book, tried = saved(pages), not_saved(pages)
    assert [(one.name, sorted(one.merged)) for one in book.sheets] == [
        (one.name, sorted(one.merged)) for one in tried.sheets
    ]
    assert [one.cells for one in book.sheets] == [one.cells for one in tried.sheets]


@given(spoiled(rulesets().map(lambda trees: trees[-1])), st.sampled_from(LANGUAGES))
def test_spoiled_rulesets(drawn: Any, language: Language) -> None:
    """What no ruleset may hold is kept all the same: the checks say what is wrong with it."""
    tree, faults = through_cells(drawn, language)
    assert faults == []
    assert tree == drawn


@given(
    st.dictionaries(
        st.sampled_from(["id", "kind", "title", "facts", "schedules", "circumstances"]) | texts(),
        text_trees(leaves=8),
        min_size=1,
    ),
    st.booleans(),
)
def test_any_mapping(drawn: Any, penalty: bool) -> None:
    if penalty:
        drawn["kind"] = "penalty"
    tree, faults = through_cells(drawn, "zh")
    assert faults == []
    assert tree == drawn


def test_a_text_that_is_longer_than_a_cell() -> None:
    drawn = {"id": "a", "source": {"note": "甲" * 40_000 + "\x07" * 9_000, "text": "乙"}}
    tree, faults, tables = through_a_workbook(drawn, ALONE, "zh")
    assert faults == []
    assert tree == drawn
    assert len(rest_of(tables).rows) == 11


def test_the_same_ruleset_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    source = read_file(SHIPPED[-1])
    beside = stand_beside(source, [])
    first = workbook(grids(source.tree, beside, "zh"), "zh", "title")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert workbook(grids(source.tree, beside, "zh"), "zh", "title") == first
    assert isinstance(source, Source)
