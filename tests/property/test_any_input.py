"""Invariant 9: whatever is fed to a reader ends in a result or in diagnostics, and in nothing else."""

import copy
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltybench import source
from penaltybench.case import read_case
from penaltybench.diagnostics import CODES, CaseError, PenaltybenchError
from penaltybench.library import Library
from penaltybench.ruleset import load_catalogue
from penaltybench.testing import case_data, ruleset_text, rulesets, write_rulesets
from penaltybench.testing.rulesets import PENALTY

CASE = {"ruleset": PENALTY, "conduct": "2026-05-26", "facts": {}}
HOSTILE = [
    b"",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xef\xbb\xbfid: a\n",
    b"\xff\xfei\x00d\x00",
    b"\xfe\xff\x00i\x00d",
    "id: 规则\n".encode("gbk"),
    "id: 规则\n".encode("utf-16"),
    b"id: a\r\nkind: general\r\n",
    b"id: a\rkind: general\r",
    b"id:\ta\n",
    b"id: a\n\tkind: general\n",
    b"id: a\nid: b\n",
    b"a: &x [1, 2]\nb: *x\n",
    b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n",
    b"a: !!python/object/apply:os.system [id]\n",
    b"? [a, b]\n: c\n",
    b"? {a: b}\n: c\n",
    b"<<: {a: b}\n",
    b"- a\n- b\n",
    b"just text\n",
    b"--- a\n--- b\n",
    b"%YAML 9.9\n---\na: b\n",
    b"a: [1, 2\n",
    b"a: 'open\n",
    b'a: "\\ud800"\n',
    b'a: "\\x00"\n',
    b"a: \x07\n",
    b": a\n",
    b"[" * 5000,
    b"{a: " * 5000,
    b"- " * 5000,
    b"a: " + b"9" * 100_000,
    b"? " * 2000 + b"a",
    b"kind: penalty\n",
    b"kind: general\nfacts: {a: {type: money, domain: '>= 1000000000000000000000000000000\xe5\x85\x83'}}",
]
"""Bytes that have broken readers of YAML, or could."""

REPLACEMENTS = [
    "",
    "x",
    "0",
    "-1",
    "1.5",
    "NaN",
    "1e999",
    "10%",
    "1元",
    "1" + "0" * 30 + "元",
    "9" * 5000,
    "第" + "9" * 5000 + "条",
    "第3十条",
    "9999-12-31",
    "0001-01-01",
    "[..]",
    "[5..1]",
    "(1..1)",
    "not(not(x))",
    "not(" * 50 + "x" + ")" * 50,
    "²",
    "true",
    [],
    ["x"],
    [[]],
    {},
    {"x": "y"},
    {"zh": "x"},
    {"any": [{"x": "y"}]},
    {"any": []},
    {"fact": "x"},
]
"""What may stand where something else is expected."""


def refused(error: PenaltybenchError):
    """A refusal has at least one diagnostic, and all are accounted for."""
    assert len(error.diagnostics) > 0
    accounted_for(error.diagnostics)


def accounted_for(diagnostics):
    """Every diagnostic has a known code, a message, a remedy and a place."""
    for diagnostic in diagnostics:
        assert diagnostic.code in CODES
        for text in (diagnostic.message, diagnostic.remedy):
            assert text.zh
            assert text.en
        assert diagnostic.place.file
        assert str(diagnostic)


def load_and_use(folder: Path, case=CASE):
    """Load whatever lies in a folder; recommend, if the standard is still there."""
    catalogue, diagnostics = load_catalogue([folder])
    accounted_for(diagnostics)
    try:
        recommendation = Library(catalogue, diagnostics).recommend(case)
    except CaseError as error:
        refused(error)
    else:
        assert json.dumps(recommendation.to_dict())
        for language in ("zh", "en"):
            assert recommendation.explain(language)
            assert recommendation.statement(language)


def read_bytes_everywhere(data: bytes):
    with TemporaryDirectory() as name:
        folder = Path(name)
        for suffix in (".yaml", ".json"):
            path = folder / f"2026-01-01{suffix}"
            path.write_bytes(data)
            try:
                read_case(path)
            except PenaltybenchError as error:
                refused(error)
            _, diagnostics = load_catalogue([path])
            accounted_for(diagnostics)
        load_and_use(folder)


@pytest.mark.parametrize("data", HOSTILE, ids=lambda data: repr(data[:24]))
def test_hostile_bytes_end_in_diagnostics(data):
    read_bytes_everywhere(data)


@pytest.mark.parametrize("data", HOSTILE, ids=lambda data: repr(data[:24]))
def test_hostile_bytes_end_in_diagnostics_without_the_c_library(data, monkeypatch):
    monkeypatch.setattr(source, "_Parser", source.yaml.SafeLoader)
    read_bytes_everywhere(data[:20_000])


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
def test_any_bytes_end_in_diagnostics(data):
    read_bytes_everywhere(data)


@given(st.recursive(st.text(max_size=8) | st.integers() | st.none() | st.booleans() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12))  # fmt: skip
def test_any_json_ends_in_diagnostics(value):
    read_bytes_everywhere(json.dumps(value).encode())


@st.composite
def mutated_text(draw, text: str) -> str:
    """Draw a change of one or a few lines or characters."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        way = draw(st.sampled_from(["delete", "duplicate", "indent", "swap", "flip", "insert"]))
        other = draw(st.integers(0, len(lines) - 1))
        match way:
            case "delete" if len(lines) > 1:
                del lines[at]
            case "duplicate":
                lines.insert(other, lines[at])
            case "indent":
                lines[at] = draw(st.sampled_from([" ", "\t", "  - "])) + lines[at]
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "flip" if lines[at]:
                column = draw(st.integers(0, len(lines[at]) - 1))
                char = draw(st.characters(codec="utf-8"))
                lines[at] = lines[at][:column] + char + lines[at][column + 1 :]
            case _:
                lines[at] += draw(st.sampled_from([":", " #", "]", "'", "&a", " *a", "，", " {"]))
    return "\n".join(lines) + "\n"


@given(rulesets(), st.data())
def test_mutated_text_ends_in_a_result_or_in_diagnostics(trees, data):
    with TemporaryDirectory() as folder:
        path = data.draw(st.sampled_from(write_rulesets(Path(folder), *trees)))
        text = data.draw(mutated_text(path.read_text(encoding="utf-8")))
        path.write_text(text, encoding="utf-8", newline="")
        load_and_use(Path(folder))


def paths_of(node, path=()):
    """Yield the path of every node of a tree."""
    yield path
    items = node.items() if isinstance(node, dict) else enumerate(node)
    if isinstance(node, dict | list):
        for key, value in items:
            yield from paths_of(value, (*path, key))


def replaced(tree, path, value):
    changed = copy.deepcopy(tree)
    node = changed
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return changed


@given(rulesets(), st.data())
def test_anything_at_any_key_ends_in_a_result_or_in_diagnostics(trees, data):
    index = data.draw(st.integers(0, len(trees) - 1))
    path = data.draw(st.sampled_from([p for p in paths_of(trees[index]) if p]))
    value = data.draw(st.sampled_from(REPLACEMENTS))
    changed = replaced(trees[index], path, value)
    with TemporaryDirectory() as folder:
        paths = write_rulesets(Path(folder), *trees)
        paths[index].write_text(ruleset_text(changed), encoding="utf-8")
        load_and_use(Path(folder))


VALUES = st.sampled_from(["", "x", "-1", "NaN", "1" + "0" * 30, "9" * 5000, "²"]) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@given(rulesets(), st.data())
def test_any_case_ends_in_a_recommendation_or_in_diagnostics(trees, data):
    with TemporaryDirectory() as folder:
        write_rulesets(Path(folder), *trees)
        catalogue, _ = load_catalogue([Path(folder)])
    library = Library(catalogue)
    case = data.draw(case_data(library.standard(PENALTY).latest))
    path = data.draw(st.sampled_from([p for p in paths_of(case) if p]))
    try:
        library.recommend(replaced(case, path, data.draw(VALUES)))
    except CaseError as error:
        refused(error)
