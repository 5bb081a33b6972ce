import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltybench.exchange.workbook import paths
from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.exchange.workbook.paths import Item

TREE: Any = {
    "schedules": [{"id": "party", "tiers": {"rows": [{"id": "a"}, {"id": "b", "x": {"y": "1"}}]}}],
    "twins": [{"id": "a"}, {"id": "a"}, {"id": "7"}],
    'odd "key".': {"": "1"},
}


@pytest.mark.parametrize(
    ("path", "text", "steps"),
    [
        (
            ("schedules", 0, "tiers", "rows", 1, "x"),
            "schedules[party].tiers.rows[b].x",
            ("schedules", Item("party"), "tiers", "rows", Item("b"), "x"),
        ),
        (("twins", 1), "twins[#2]", ("twins", Item(number=1))),
        (("twins", 2), "twins[7]", ("twins", Item("7"))),
        (('odd "key".', ""), '"odd \\"key\\".".""', ('odd "key".', "")),
    ],
)
def test_paths_are_written_and_read(path: Any, text: str, steps: Any) -> None:
    assert paths.written(path, TREE, TREE) == text
    assert paths.read(text) == steps


def test_what_is_only_in_the_tree_has_its_number() -> None:
    assert paths.written(("schedules", 0, "id"), TREE, {}) == "schedules[#1].id"


def test_a_place_named_by_id_follows_its_row() -> None:
    tree: Any = {"rows": [{"id": "new"}, {"id": "a"}]}
    assert paths.put(tree, paths.read("rows[a].note.zh"), "甲") == ("rows", 1, "note", "zh")
    assert tree == {"rows": [{"id": "new"}, {"id": "a", "note": {"zh": "甲"}}]}


def test_lists_are_made_item_by_item() -> None:
    tree: Any = {}
    for text, value in (("a[#1]", "x"), ("a[#2].b", "y"), ("a[#2].c[#1][#1]", "z"), ("d", {})):
        paths.put(tree, paths.read(text), value)
    assert tree == {"a": ["x", {"b": "y", "c": [["z"]]}], "d": {}}


def test_that_something_is_empty_does_not_contradict_what_it_holds() -> None:
    tree: Any = {"facts": {"a": "1"}, "list": ["1"]}
    paths.put(tree, paths.read("facts"), {})
    paths.put(tree, paths.read("list"), [])
    assert tree == {"facts": {"a": "1"}, "list": ["1"]}


@pytest.mark.parametrize(
    "text", ["", ".a", "a..b", "a[", "a[]", "a[#0]", "[a]", "a b", '"a', "a.", '"\\q"', "[#1]"]
)
def test_what_is_no_path(text: str) -> None:
    with pytest.raises(CellFault):
        paths.read(text)


@pytest.mark.parametrize(
    "text",
    ["rows[b].x", "rows[#3]", "rows.a", "rows[a].id", "rows[a].id.x", "rows[a][#1]", "rows[#1]"],
)
def test_what_is_no_place(text: str) -> None:
    with pytest.raises(CellFault):
        paths.put({"rows": [{"id": "a"}]}, paths.read(text), "x")


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(CellFault):
        assert paths.read(text)
