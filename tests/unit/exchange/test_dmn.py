"""A DMN model gives the same ruleset back, and what is edited in a modeler arrives."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from small import basis, edition_of, penalty, schedule, statutes

from penaltybench import load
from penaltybench.condition import parse_test
from penaltybench.exchange.dmn import dmn_xml, read_dmn
from penaltybench.exchange.dmn.feel import feel_string, feel_test, ruleset_test, string_of
from penaltybench.exchange.dmn.write import MODEL
from penaltybench.source import read_file
from penaltybench.testing import library_of, rulesets
from penaltybench.testing.rulesets import PENALTY
from penaltybench.values import FactType


@pytest.fixture(scope="module")
def library():
    return load()


@pytest.mark.parametrize(
    ("type_", "source", "feel"),
    [
        (FactType.MONEY, "< 1万元", "< 10000"),
        (FactType.MONEY, "[0.5元..5,000元)", "[0.50..5000)"),
        (FactType.MONEY, "1元, 2元", "1, 2"),
        (FactType.INTEGER, "not([3..6), 9)", "not([3..6), 9)"),
        (FactType.INTEGER, "[10..]", ">= 10"),
        (FactType.DECIMAL, "> 0.25", "> 0.25"),
        (FactType.BOOLEAN, "true", "true"),
        (FactType.DATE, ">= 2021-07-15", '>= date("2021-07-15")'),
        (FactType.DATE, "-", "-"),
    ],
)
def test_a_test_in_feel_and_back(type_, source, feel):
    test = parse_test(type_, source)
    assert feel_test(type_, test) == feel
    back = parse_test(type_, ruleset_test(type_, feel))
    assert feel_test(type_, back) == feel


def test_words_of_an_enum_are_strings():
    test = parse_test(FactType.ENUM, ["none", "minor"], ("none", "minor", "serious"))
    assert feel_test(FactType.ENUM, test) == '"none", "minor"'
    assert ruleset_test(FactType.ENUM, '"none", "minor"') == "none, minor"


@pytest.mark.parametrize("text", ["", "a", 'a"b', "a\\b", "两\n行", '\\"'])
def test_a_string_comes_back(text):
    assert string_of(feel_string(text)) == text


def test_what_feel_cannot_say_is_refused():
    test = parse_test(FactType.INTEGER, ["1", "not(3)"])
    with pytest.raises(ValueError, match="DMN"):
        feel_test(FactType.INTEGER, test)


def written(path: Path, edition, tree):
    path.write_bytes(dmn_xml(edition, tree))
    return path


def test_shipped_rulesets_come_back(library, tmp_path):
    refused = []
    for name in library.ids:
        for edition in library.standard(name).editions:
            tree = read_file(Path(edition.file)).tree
            try:
                path = written(tmp_path / "x.dmn", edition, tree)
            except ValueError:
                refused.append(name)
                continue
            source = read_dmn(path)
            assert source.diagnostics == []
            assert source.tree == tree, name
    # A fact both beside and inside alternatives has no form in one table.
    assert refused == ["examples.market-stall"]


@given(rulesets())
def test_generated_rulesets_come_back(trees):
    import tempfile

    library = library_of(*trees)
    edition = library.standard(PENALTY).latest
    tree = read_file(Path(edition.file)).tree if Path(edition.file).exists() else trees[-1]
    try:
        data = dmn_xml(edition, tree)
    except ValueError:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.dmn"
        path.write_bytes(data)
        assert read_dmn(path).tree == tree


ROWS = [
    {"id": "low", "grade": "lenient", "when": {"value": "< 1万元"}, "fine": {"share": "[0%..30%]"}},
    {"id": "high", "grade": "severe", "when": {"value": ">= 1万元"}, "fine": {"amount": "10万元"}},
]


def edited(tmp_path, change):
    """Return what comes back after ``change`` has worked on the XML."""
    tree = penalty(schedule(basis=[basis()], tiers={"rows": ROWS}))
    root = ET.fromstring(dmn_xml(edition_of(tree, statutes()), tree))
    change(root)
    path = tmp_path / "edited.dmn"
    path.write_bytes(ET.tostring(root, encoding="utf-8"))
    return read_dmn(path)


def texts(root, kind):
    return [one.find(f"{{{MODEL}}}text") for one in root.iter(f"{{{MODEL}}}{kind}")]


def test_a_threshold_that_was_edited_arrives(tmp_path):
    def change(root):
        for text in texts(root, "inputEntry"):
            text.text = text.text.replace("10000", "20000")

    rows = edited(tmp_path, change).tree["schedules"][0]["tiers"]["rows"]
    assert [row["when"] for row in rows] == [{"value": "< 20000元"}, {"value": ">= 20000元"}]


def test_a_rule_that_was_removed_is_gone(tmp_path):
    def change(root):
        table = next(root.iter(f"{{{MODEL}}}decisionTable"))
        table.remove(table.findall(f"{{{MODEL}}}rule")[1])

    rows = edited(tmp_path, change).tree["schedules"][0]["tiers"]["rows"]
    assert [row["id"] for row in rows] == ["low"]


@pytest.mark.parametrize("cell", ["<< 3", "ten", "[5..1]", "not(", "< 1" * 900])
def test_a_cell_that_cannot_be_read_is_named(tmp_path, cell):
    def change(root):
        texts(root, "inputEntry")[0].text = cell

    found = edited(tmp_path, change).diagnostics
    assert [fault.code for fault in found] == ["PB0804"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "PB0806"),
        (b"<a/>", "PB0805"),
        (b"not xml", "PB0806"),
        (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
            "PB0806",
        ),
        (
            b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>',
            "PB0806",
        ),
        (f'<definitions xmlns="{MODEL}"/>'.encode(), "PB0805"),
        (b'<?xml version="1.0" encoding="utf-16"?><a/>', "PB0806"),
    ],
)
def test_a_file_that_is_no_model_of_ours_is_refused(tmp_path, data, code):
    path = tmp_path / "bad.dmn"
    path.write_bytes(data)
    assert [fault.code for fault in read_dmn(path).diagnostics] == [code]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert [f.code for f in read_dmn(tmp_path / "none.dmn").diagnostics] == ["PB0101"]
