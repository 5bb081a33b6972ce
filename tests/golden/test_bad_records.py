"""Bad enforcement records, and records that do not fit the inspection: the diagnostics they must give.

A file is a record; a folder holds a record, the inspection that is proposed, and maybe the plan.
"""

import re
from pathlib import Path

import pytest
from golden.comparing import compare
from golden.test_bad import BAD, inputs, shown

from penaltybench import Library, RecordError, read_plan, read_proposed, read_record
from penaltybench.cli.cases import placed
from penaltybench.diagnostics import CaseError, Diagnostic
from penaltybench.ruleset import load_catalogue
from penaltybench.source import read_file

RECORD = BAD / "record"


@pytest.fixture(autouse=True)
def _in_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)


@pytest.fixture(scope="module")
def library() -> Library:
    catalogue, diagnostics = load_catalogue([BAD / "record-rules"])
    assert not diagnostics
    return Library(catalogue, diagnostics)


@pytest.mark.parametrize("name", [name for name in inputs("record") if "." in name])
def test_record(name: str) -> None:
    with pytest.raises(RecordError) as refusal:
        read_record(Path("record", name))
    compare(RECORD / f"{Path(name).stem}.txt", shown(refusal.value.diagnostics))


@pytest.mark.parametrize("name", [name for name in inputs("record") if "." not in name])
def test_record_that_does_not_fit(name: str, library: Library) -> None:
    folder = Path("record", name)
    plan = folder / "plan.yaml"
    with pytest.raises(CaseError) as refusal:
        library.review_inspection(
            read_plan(plan) if plan.is_file() else None,
            read_record(folder / "record.json"),
            read_proposed(folder / "proposed.yaml"),
        )
    source = read_file(folder / "proposed.yaml")
    faults: list[Diagnostic] = [placed(fault, source) for fault in refusal.value.diagnostics]
    compare(RECORD / f"{name}.txt", shown(faults))


def test_every_kept_text_belongs_to_an_input() -> None:
    kept = {path.stem for path in RECORD.glob("*.txt")}
    assert kept == {Path(name).stem for name in inputs("record")}


def test_every_code_of_a_record_has_a_bad_input() -> None:
    texts = (path.read_text(encoding="utf-8") for path in RECORD.glob("*.txt"))
    covered = {code for text in texts for code in re.findall(r"\bPB07\d{2}\b", text)}
    assert covered == {f"PB070{number}" for number in range(1, 7)}
