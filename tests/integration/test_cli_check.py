"""``penaltybench check``: severities, narrowing, the day, SARIF, progress, interruption."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from integration.command import ROOT, Cli, on_a_terminal

from penaltybench.diagnostics import CODES

CHECKS = ROOT / "tests" / "golden" / "checks"
STATUTES = ROOT / "tests" / "golden" / "bad" / "base" / "base" / "statutes" / "2026-01-01.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of rulesets: statutes, one with a seam, one with a note only."""
    place(tmp_path, STATUTES, "base/statutes")
    place(tmp_path, CHECKS / "seam-gap.yaml", "bad/seam")
    place(tmp_path, CHECKS / "values-alike.yaml", "bad/alike")
    return tmp_path


def place(folder: Path, source: Path, where: str) -> Path:
    target = folder / where / "2026-01-01.yaml"
    target.parent.mkdir(parents=True)
    text = source.read_text(encoding="utf-8")
    target.write_text(text.replace("bad.example", where.replace("/", ".")), encoding="utf-8")
    return target


def test_warnings_and_notes_do_not_fail(cli: Cli, folder: Path) -> None:
    ran = cli("check", folder)
    assert ran.code == 0
    assert "PB0437 警告/warning: " in ran.out
    assert "PB0439 提示/note: " in ran.out
    assert ran.out.endswith(
        "3 个文件，2 项裁量基准可用：0 个错误，1 个警告，4 个提示\n"
        "3 files, 2 usable standards: 0 errors, 1 warning, 4 notes\n"
    )


def test_one_language(cli: Cli, folder: Path) -> None:
    chinese = cli("check", folder, "--lang", "zh").out
    assert "货值金额恰为1万元时，没有对应的档次" in chinese
    assert "no tier" not in chinese
    english = cli("check", folder, "--lang", "en").out
    assert "no tier for value of the goods of exactly 10,000 yuan" in english
    assert "没有对应" not in english


def test_codes_narrow_the_report(cli: Cli, folder: Path) -> None:
    data = cli("check", folder, "--code", "pb0437", "--code", "PB0446", "--format", "json").data
    assert {fault["code"] for fault in data["diagnostics"]} == {"PB0437", "PB0446"}
    assert (data["errors"], data["warnings"], data["notes"]) == (0, 1, 2)
    ran = cli("check", folder, "--code", "PB0437", "--lang", "en")
    assert "0 errors, 1 warning (4 of other codes are not listed)" in ran.out


def test_a_code_that_does_not_exist(cli: Cli, folder: Path) -> None:
    ran = cli("check", folder, "--code", "PB043", "--lang", "en")
    assert ran.code == 1
    assert "there is no diagnostic code PB043" in ran.err
    assert cli("check", folder, "--code", "猫").code == 1


def test_the_day_decides_what_is_stale(cli: Cli, tmp_path: Path) -> None:
    place(tmp_path, STATUTES, "base/statutes")
    place(tmp_path, CHECKS / "stale.yaml", "bad/stale")
    for day, number in (("2024-01-04", 0), ("2026-01-05", 1)):
        data = cli("check", tmp_path, "--as-of", day, "--format", "json").data
        assert [f["code"] for f in data["diagnostics"]].count("PB0445") == number
    ran = cli("check", tmp_path, "--as-of", "2026-13-01")
    assert ran.code == 1
    assert "2026-13-01" in ran.err


def test_what_is_stale_today_is_found_without_being_asked(cli: Cli, tmp_path: Path) -> None:
    place(tmp_path, STATUTES, "base/statutes")
    place(tmp_path, CHECKS / "stale.yaml", "bad/stale")
    assert "PB0445" in cli("check", tmp_path).out


# --- SARIF --------------------------------------------------------------------------------------


def run_of(log: dict[str, Any]) -> dict[str, Any]:
    """Return the run of a log after looking at what SARIF 2.1.0 asks of it."""
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "penaltybench"
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == sorted(set(ids))
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            physical = location["physicalLocation"]
            assert physical["artifactLocation"]["uri"]
            region = physical.get("region", {"startLine": 1, "startColumn": 1})
            assert region["startLine"] >= 1
            assert region["startColumn"] >= 1
    numbers = [one["id"] for r in run["results"] for one in r.get("relatedLocations", ())]
    assert all(isinstance(number, int) for number in numbers)
    return run


def test_sarif(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    ran = cli("check", ".", "--format", "sarif")
    assert (ran.code, ran.err) == (0, "")
    run = run_of(ran.data)
    found = [result for result in run["results"] if result["ruleId"] == "PB0437"]
    (seam,) = found
    (location,) = seam["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {
        "uri": "bad/seam/2026-01-01.yaml",
        "uriBaseId": "%SRCROOT%",
    }
    assert location["physicalLocation"]["region"] == {"startLine": 17, "startColumn": 5}
    assert location["logicalLocations"] == [
        {"fullyQualifiedName": "schedules[0]", "kind": "member"}
    ]
    assert "恰为1万元" in seam["message"]["text"]
    assert "exactly 10,000 yuan" in seam["message"]["text"]
    assert len(seam["relatedLocations"]) == 2


def test_sarif_in_one_language(cli: Cli, folder: Path) -> None:
    run = run_of(cli("check", folder, "--format", "sarif", "--lang", "en", "--code", "PB0437").data)
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["help"]["markdown"].startswith("**What:** ")
    assert "含义" not in rule["help"]["markdown"]
    (result,) = run["results"]
    assert "恰为" not in result["message"]["text"]
    assert "恰为" in result["properties"]["message"]["zh"]


def test_sarif_of_nothing_and_of_errors(cli: Cli, folder: Path, tmp_path: Path) -> None:
    run = run_of(cli("check", folder, "--format", "sarif", "--code", "PB0101").data)
    assert run["results"] == run["tool"]["driver"]["rules"] == []
    empty = tmp_path / "empty folder"
    empty.mkdir()
    ran = cli("check", empty, "--format", "sarif")
    assert ran.code == 3
    (result,) = run_of(ran.data)["results"]
    assert result["level"] == "error"
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("file:///")
    assert uri.endswith("/empty%20folder")


def test_every_code_has_help_in_both_languages(cli: Cli) -> None:
    from penaltybench.cli.pages import first_paragraph, page

    for code in CODES:
        for language, start in (("zh", "含义："), ("en", "What:")):
            text = page(code, language)  # type: ignore[arg-type]
            assert text is not None, code
            assert first_paragraph(text).startswith(start), code


# --- a terminal, and Ctrl-C ---------------------------------------------------------------------


def test_progress_leaves_nothing_behind(folder: Path) -> None:
    shown = on_a_terminal("check", folder, "--lang", "en", columns=80)
    assert "2 usable standards" in shown
    assert shown.rstrip().endswith("4 notes")


def test_interrupted(tmp_path: Path) -> None:
    place(tmp_path, STATUTES, "base/statutes")
    for number in range(60):
        place(tmp_path, CHECKS / "not-decided.yaml", f"bad/number{number}")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "penaltybench", "check", str(tmp_path), "--lang", "en"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert err == "penaltybench: interrupted\n"


def test_json_counts_notes(cli: Cli, folder: Path) -> None:
    data = json.loads(cli("check", folder, "--format", "json").out)
    severities = [fault["severity"] for fault in data["diagnostics"]]
    assert {name: severities.count(name) for name in ("error", "warning", "note")} == {
        "error": data["errors"],
        "warning": data["warnings"],
        "note": data["notes"],
    }
