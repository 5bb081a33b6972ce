"""``penaltybench check --prove``: three answers, their summary, and a solver that is not there."""

from pathlib import Path

import pytest
from integration.command import ROOT, Cli

from penaltybench.cli import proving

CHECKS = ROOT / "tests" / "golden" / "checks"
STATUTES = ROOT / "tests" / "golden" / "bad" / "base" / "base" / "statutes" / "2026-01-01.yaml"
STARTED = """\
    tiers:
      rows:
        - {id: only, grade: ordinary, fine: {per: area, started: whole, each: 2, range: 10元}}
"""
"""Started units of two sizes, which only the solver compares."""


def place(folder: Path, text: str, where: str) -> None:
    target = folder / where / "2026-01-01.yaml"
    target.parent.mkdir(parents=True)
    target.write_text(text.replace("bad.example", where.replace("/", ".")), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place(tmp_path, STATUTES.read_text(encoding="utf-8"), "base/statutes")
    for name in ("envelope-amount", "monotone-points"):
        place(tmp_path, (CHECKS / f"{name}.yaml").read_text(encoding="utf-8"), f"bad/{name}")
    return tmp_path


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """A ruleset of which one statement needs the solver."""
    text = (CHECKS / "envelope-amount.yaml").read_text(encoding="utf-8")
    head, _ = text.split("    tiers:\n")
    head = head.replace(
        "{type: money, label: {zh: 货值金额, en: value of the goods}, worse: higher}",
        "{type: money, label: 货值金额}\n  area: {type: decimal, domain: '>= 0', label: 面积}",
    ).replace(
        "{times_of: goods_value, min: 2, max: 10, at_least: 1000元}",
        "{per: area, started: whole, min: 1元, max: 30元}",
    )
    place(tmp_path, STATUTES.read_text(encoding="utf-8"), "base/statutes")
    place(tmp_path, head + STARTED + "rounding: {unit: 1元, mode: down}\n", "bad/started")
    return tmp_path


def test_without_it_only_what_is_refuted_is_said(cli: Cli, folder: Path) -> None:
    ran = cli("check", folder, "--lang", "en")
    assert ran.code == 0
    assert "PB0441 warning" in ran.out
    assert "PB0442 warning" in ran.out
    assert "proofs (" not in ran.out


def test_the_summary_counts_each_answer(cli: Cli, folder: Path) -> None:
    ran = cli("check", folder, "--prove", "--time-limit", "2.5")
    assert ran.code == 0
    for line in (
        "证明（每问时限 2.5 秒）：",
        "  - 档次不超出处罚依据：已证明 1，已推翻 1，未判定 0",
        "  - 事实加重，结果不变轻：已证明 2，已推翻 1，未判定 0",
        "proofs (time limit 2.5 s a question):",
        "  - tiers stay inside their basis: proved 1, refuted 1, not decided 0",
        "  - a worse fact never gives a lighter result: proved 2, refuted 1, not decided 0",
    ):
        assert line in ran.out.split("\n")
    # What the quick check finds too is listed once.
    assert ran.out.count("PB0441 ") == 1


def test_json_holds_every_statement(cli: Cli, folder: Path) -> None:
    data = cli("check", folder, "--prove", "--format", "json").data["proving"]
    assert data["counts"]["envelope"] == {"proved": 1, "refuted": 1, "undecided": 0}
    refuted = [one for one in data["proofs"] if one["verdict"] == "refuted"]
    assert {one["kind"]: len(one["cases"]) for one in refuted} == {"envelope": 1, "monotone": 2}
    for one in refuted:
        for shown in one["cases"]:
            assert shown["case"]["ruleset"] == one["ruleset"]
            assert shown["result"]["zh"] != shown["result"]["en"]
    assert "proving" not in cli("check", folder, "--format", "json").data


def test_the_solver_decides_what_cells_do_not(cli: Cli, started: Path) -> None:
    pytest.importorskip("z3")
    data = cli("check", started, "--prove", "--format", "json").data
    (proof,) = data["proving"]["proofs"]
    assert (proof["verdict"], proof["by"]) == ("proved", "solver")


def test_without_the_solver_it_says_what_to_install(
    cli: Cli, started: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "solver_of", lambda seconds: None)
    ran = cli("check", started, "--prove", "--lang", "en")
    assert ran.code == 1
    assert "PB0443 warning: not decided" in ran.out
    assert "pip install 'penaltybench[proof]'" in ran.out
    assert "proved 0, refuted 0, not decided 1" in ran.out
    assert cli("check", started, "--prove").out.count("没有安装求解器") == 1


def test_what_is_kept_as_published_is_counted(cli: Cli) -> None:
    ran = cli("check", ROOT / "rulesets" / "cn" / "hunan" / "planning", "--prove", "--lang", "en")
    assert ran.code == 0
    assert "of what is refuted, 2 kept as published, with the reason" in ran.out
    assert "PB0442 warning" not in ran.out


def test_a_gap_behind_a_worse_fact_is_said_and_refutes_nothing(cli: Cli) -> None:
    ran = cli("check", ROOT / "rulesets" / "cn" / "transport", "--prove", "--lang", "en")
    assert "nothing to compare" in ran.out
    assert ran.out.count("refuted 0, not decided 0") == 2


def test_a_time_limit_of_nothing_is_refused(cli: Cli, folder: Path) -> None:
    for value in ("0", "-1", "soon"):
        ran = cli("check", folder, "--prove", "--time-limit", value)
        assert ran.code == 1
        assert "--time-limit" in ran.err
