import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from penaltybench.source import MAX_BYTES, MAX_DEPTH, MAX_NODES, Source, dotted, read_file


def read(tmp_path: Path, text, name="a.yaml"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_file(path, "a.yaml")


def only(source):
    assert len(source.diagnostics) == 1, source.diagnostics
    return source.diagnostics[0]


YAML = """\
# a comment
id: x
facts:
  value: {type: money, domain: "[0元..5元)"}
schedules:
  - id: s
    rows:
      - no
      - 0.10
      - 2026-03-01
      - "quoted: #1"
      - |
        two
        lines
"""


def test_every_scalar_stays_text(tmp_path):
    source = read(tmp_path, YAML)
    assert source.diagnostics == []
    assert source.tree == {
        "id": "x",
        "facts": {"value": {"type": "money", "domain": "[0元..5元)"}},
        "schedules": [
            {"id": "s", "rows": ["no", "0.10", "2026-03-01", "quoted: #1", "two\nlines\n"]}
        ],
    }


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 2, 1),
        (("id",), 2, 5),
        (("facts", "value", "domain"), 4, 32),
        (("schedules", 0), 6, 5),
        (("schedules", 0, "id"), 6, 9),
        (("schedules", 0, "rows", 1), 9, 9),
        (("schedules", 0, "rows", 3), 11, 9),
        # What is not there has the place of its nearest ancestor that is.
        (("schedules", 0, "when"), 6, 5),
        (("facts", "area", "type"), 4, 3),
    ],
)
def test_every_node_has_its_place(tmp_path, path, line, column):
    place = read(tmp_path, YAML).place(path)
    assert (place.file, place.line, place.column) == ("a.yaml", line, column)
    assert place.path == dotted(path)


def test_a_path_is_written_with_dots_and_indices():
    assert dotted(("schedules", 0, "basis", 1, "when")) == "schedules[0].basis[1].when"
    assert dotted(()) == ""
    assert dotted((0,)) == "[0]"


def test_one_entry_that_stands_for_a_list_has_its_own_place(tmp_path):
    path = tmp_path / "one.yaml"
    path.write_text("cite: {law: x}\ncites:\n  - {law: y}\nnone: []\n", encoding="utf-8")
    source = read_file(path)
    one = source.place(("cite", 0, "law"))
    assert (one.line, one.column, one.path) == (1, 13, "cite.law")
    listed = source.place(("cites", 0, "law"))
    assert (listed.line, listed.column, listed.path) == (3, 11, "cites[0].law")
    assert source.place(("cites", 1)).path == "cites[1]"
    assert source.place(("none", 0, "law")).path == "none.law"


def test_a_source_without_positions_still_names_file_and_path():
    place = Source("case").place(("facts", "x"))
    assert (place.file, place.line, place.path) == ("case", 0, "facts.x")


def test_duplicate_keys_are_reported_with_both_places(tmp_path):
    source = read(tmp_path, "a: 1\nb:\n  c: 2\n  d: 3\n  c: {x: y}\na: [4]\ne: 5\n")
    inner, outer = source.diagnostics
    assert (inner.code, inner.place.line, inner.place.column) == ("PB0106", 5, 3)
    assert inner.place.path == "b.c"
    assert [(place.line, place.column) for place in inner.related] == [(3, 6)]
    assert (outer.code, outer.place.line) == ("PB0106", 6)
    assert [place.line for place in outer.related] == [1]
    # The first value stays and reading goes on.
    assert source.tree == {"a": "1", "b": {"c": "2", "d": "3"}, "e": "5"}


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        ("a: &x 1\n", 1, 4, "锚点"),
        ("a: 1\nb: *x\n", 2, 4, "别名"),
        ("a: !tag x\n", 1, 4, "标签"),
        ("a: !!int 1\n", 1, 4, "标签"),
        ("a: &x {b: c}\n", 1, 4, "锚点"),
        ("a: 1\n---\nb: 2\n", 2, 1, "第二个文档"),
        ("? [a, b]\n: c\n", 1, 3, "作键"),
        ("? {a: b}\n: c\n", 1, 3, "作键"),
    ],
)
def test_features_that_are_not_needed_are_refused(tmp_path, text, line, column, word):
    found = only(read(tmp_path, text))
    assert found.code == "PB0105"
    assert word in found.message.zh
    assert (found.place.line, found.place.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2\nb: 3\n", 2),
        ("a: 'open\n", 2),
        ("a: b: c\n", 1),
        ("a: 1\n b: 2\n", 2),
        ("a: {b: 1\n", 2),
        ("- a\nb: c\n", 2),
    ],
)
def test_what_is_not_yaml_is_reported_with_its_line(tmp_path, text, line):
    found = only(read(tmp_path, text))
    assert found.code == "PB0104"
    assert found.place.line == line


@pytest.mark.parametrize("text", ["a:\n\tb: c\n", "a:\tb\n\t\n- c", "\ta: b\n"])
def test_a_tab_is_named(tmp_path, text):
    found = only(read(tmp_path, text))
    assert found.code == "PB0104"
    assert "Tab" in found.message.zh


def test_control_characters_are_reported(tmp_path):
    assert only(read(tmp_path, "a: b\nc: \x07\n")).code == "PB0104"


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        ("id: 规则集\n".encode("gbk"), "GBK"),
        ("id: 规则集\n".encode("utf-16"), "UTF-16"),
        ("id: 规则集\n".encode("utf-16-be"), "UTF-16"),
        (b"id: \xff\xff\xff", "UTF-8"),
        (b"id: a\x00b", "NUL"),
    ],
)
def test_other_encodings_are_named(tmp_path, data, guess):
    found = only(read(tmp_path, data))
    assert found.code == "PB0102"
    assert guess in found.message.en


def test_the_line_of_the_wrong_byte_is_named(tmp_path):
    assert only(read(tmp_path, b"id: a\ntitle: \xb9\xe6\n")).place.line == 2


def test_a_byte_order_mark_is_passed_over(tmp_path):
    source = read(tmp_path, b"\xef\xbb\xbfid: x\n")
    assert source.tree == {"id": "x"}
    assert source.place(("id",)).column == 5


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_any_line_ends_are_read(tmp_path, newline):
    source = read(tmp_path, f"id: x{newline}b: y{newline}")
    assert source.tree == {"id": "x", "b": "y"}
    assert source.place(("b",)).line == 2


def test_an_empty_file_has_no_tree_and_no_fault(tmp_path):
    for text in ("", "\n", "# nothing\n"):
        source = read(tmp_path, text)
        assert source.tree is None
        assert source.diagnostics == []


def test_the_depth_is_limited(tmp_path):
    deep = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert read(tmp_path, deep).diagnostics == []
    assert only(read(tmp_path, f"[{deep}]")).code == "PB0107"
    assert only(read(tmp_path, "{a: " * 100_000)).code == "PB0107"


def test_the_number_of_nodes_is_limited(tmp_path):
    found = only(read(tmp_path, "[" + "a," * (MAX_NODES + 1) + "]"))
    assert found.code == "PB0103"


def test_the_size_is_limited(tmp_path):
    fits = b"#" * (MAX_BYTES - 6) + b"\na: b\n"
    assert read(tmp_path, fits).tree == {"a": "b"}
    found = only(read(tmp_path, b" " + fits))
    assert found.code == "PB0103"


def test_what_cannot_be_opened_is_reported(tmp_path):
    (tmp_path / "folder.yaml").mkdir()
    for name in ("missing.yaml", "folder.yaml"):
        found = only(read_file(tmp_path / name))
        assert found.code == "PB0101"
        assert found.place.file.endswith(name)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    assert only(read_file(tmp_path / "pipe.yaml")).code == "PB0101"


# --- JSON ------------------------------------------------------------------------------------


def test_numbers_in_json_stay_exact(tmp_path):
    source = read(tmp_path, '{"a": 0.10, "b": 3, "c": true, "d": null, "e": [1e400]}', "a.json")
    assert source.tree == {
        "a": Decimal("0.10"),
        "b": 3,
        "c": True,
        "d": None,
        "e": [Decimal("1e400")],
    }


def test_duplicate_keys_in_json_are_reported(tmp_path):
    found = only(read(tmp_path, '{"a": 1, "a": 2}', "a.json"))
    assert found.code == "PB0106"


@pytest.mark.parametrize(
    "text",
    ['{"a": NaN}', '{"a": -Infinity}', '{"a": 1', "", '{"a": ' + "9" * 5000 + "}", "[" * 100_000],
)
def test_what_is_not_json_is_reported(tmp_path, text):
    found = only(read(tmp_path, text, "a.json"))
    assert found.code == "PB0104"


def test_the_place_of_a_fault_in_json_is_named(tmp_path):
    place = only(read(tmp_path, '{\n  "a": 1,\n  b\n}', "a.json")).place
    assert (place.line, place.column) == (3, 3)


def test_an_exponent_beyond_all_numbers_is_reported(tmp_path):
    source = read(tmp_path, '{"a": 1e99999999999999999999}', "a.json")
    assert [found.code for found in source.diagnostics] == ["PB0104"]


def test_many_keys_in_json_are_read(tmp_path):
    many = {f"k{number}": number for number in range(50_000)}
    assert read(tmp_path, json.dumps(many), "a.json").tree == many
