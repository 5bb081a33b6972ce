import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from workbooks import BESIDE, ROOT, stall

from penaltybench.exchange.convert import checked
from penaltybench.exchange.table_csv import README, table_csv
from penaltybench.exchange.table_csv_read import read_table_csv
from penaltybench.exchange.yaml_text import ruleset_yaml
from penaltybench.source import Source, read_file
from penaltybench.testing import rulesets
from penaltybench.text import LANGUAGES, Language

PENALTY = [
    path for path in sorted(ROOT.rglob("[12]*.yaml")) if read_file(path).tree["kind"] == "penalty"
]


def back(text: str | bytes, into: Source, folder: Path) -> tuple[Any, list[Any]]:
    path = folder / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else b"\xef\xbb\xbf" + text.encode())
    restored = read_table_csv(path, into, BESIDE)
    if restored is None:
        return None, into.diagnostics
    tree, faults = checked(restored, BESIDE)
    return tree, list(faults)


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PENALTY[::4], ids=lambda path: path.parent.name)
def test_shipped_tables(path: Path, language: Language, tmp_path: Path) -> None:
    source = read_file(path)
    text = table_csv(source, BESIDE, language)
    if not text:
        assert all("table_of" in one for one in source.tree["schedules"])
        return
    target = tmp_path / "table.csv"
    target.write_bytes(b"\xef\xbb\xbf" + text.encode())
    restored = read_table_csv(target, source, BESIDE)
    assert restored is not None
    assert restored.source.diagnostics == []
    assert ruleset_yaml(restored.source.tree) == ruleset_yaml(source.tree)


@given(trees=rulesets())
def test_generated_tables(trees: tuple[dict[str, Any], ...], tmp_path_factory: Any) -> None:
    source = Source("x", trees[-1])
    text = table_csv(source, [], "zh")
    if not text:
        return
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    path.write_bytes(text.encode())
    restored = read_table_csv(path, source, [])
    assert restored is not None
    assert restored.source.tree == trees[-1]


def test_what_a_spreadsheet_would_compute_is_guarded(tmp_path: Path) -> None:
    source = stall()
    row = source.tree["schedules"][0]["tiers"]["rows"][0]
    row["label"] = {"zh": "=1+1", "en": "'quoted"}
    row["when"]["prior_2y"] = "= 0"
    text = table_csv(source, BESIDE, "zh")
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert "'=1+1" in cells
    assert not any(cell[:1] in tuple("=+@") for cell in cells)
    tree, faults = back(text, source, tmp_path)
    assert faults == []
    assert tree == source.tree


def test_the_table_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    text = changed(table_csv(stall(), BESIDE, "zh"), "[0%..30%]", "[0%..20%]")
    tree, faults = back(text, stall(), tmp_path)
    assert faults == []
    assert tree["schedules"][0]["tiers"]["rows"][0]["fine"] == {"share": "[0%..20%]"}
    old = stall().tree
    assert {key: value for key, value in tree.items() if key != "schedules"} == {
        key: value for key, value in old.items() if key != "schedules"
    }


def test_what_no_column_holds_is_kept(tmp_path: Path) -> None:
    source = stall()
    source.tree["schedules"][0]["tiers"]["rows"][1]["remark"] = "甲"
    text = table_csv(source, BESIDE, "zh")
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode())
    restored = read_table_csv(path, source, BESIDE)
    assert restored is not None
    assert restored.source.tree == source.tree
    path.write_bytes(changed(text, ",usual,", ",renamed,").encode())
    restored = read_table_csv(path, source, BESIDE)
    assert restored is not None
    (warning,) = restored.source.diagnostics
    assert (warning.code, warning.severity) == ("PB0805", "warning")
    assert "usual" in warning.message.zh


def test_gbk_is_read_with_a_warning(tmp_path: Path) -> None:
    text = table_csv(stall(), BESIDE, "zh")
    tree, (warning,) = back(text.encode("gb18030"), stall(), tmp_path)
    assert tree == stall().tree
    assert (warning.code, warning.severity) == ("PB0102", "warning")


def test_tabs_separate_too(tmp_path: Path) -> None:
    rows = csv.reader(io.StringIO(table_csv(stall(), BESIDE, "zh")))
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows(rows)
    tree, faults = back(out.getvalue(), stall(), tmp_path)
    assert faults == []
    assert tree == stall().tree


@pytest.mark.parametrize(
    ("change", "code", "cell"),
    [
        (lambda text: changed(text, "[0%..30%]", "0%～30%"), "PB0804", "S2"),
        (lambda text: changed(text, ",stall,", ",stal,"), "PB0804", "F2"),
        (lambda text: changed(text, "[fine.share]", "[fine.shares]"), "PB0805", "S1"),
        (lambda text: changed(text, "从轻处罚,较轻", "从轻,较轻"), "PB0804", "H2"),
        (lambda text: changed(text, ",slight,", ",usual,"), "PB0408", "G3"),
        (lambda text: "甲,乙\n1,2\n", "PB0805", "A1"),
        (lambda text: "", "PB0805", "A1"),
        (lambda text: text + '"', "PB0801", ""),
        (lambda text: b"\xff\xff\x00", "PB0102", ""),
        (lambda text: text.encode("utf-16"), "PB0102", ""),
        (lambda text: b"," * 5_000_000, "PB0802", ""),
    ],
)
def test_bad_tables(change: Any, code: str, cell: str, tmp_path: Path) -> None:
    tree, faults = back(change(table_csv(stall(), BESIDE, "zh")), stall(), tmp_path)
    assert tree is None
    assert code in [fault.code for fault in faults]
    if cell:
        assert cell in [fault.place.path for fault in faults]


def test_the_note_says_what_is_missing() -> None:
    for language in LANGUAGES:
        assert "--to xlsx" in README.get(language)
        assert "--into" in README.get(language)
