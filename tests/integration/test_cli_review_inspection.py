"""``review-inspection``: verdicts and exit codes, forms, the finding, and bad input."""

import json
from pathlib import Path

import pytest
from integration.command import EXAMPLES, Cli

from penaltybench import InspectionFinding

FOLDER = EXAMPLES / "inspection"
RECORD = ("--record", FOLDER / "record.csv")
PLAN = ("--plan", FOLDER / "plan.yaml")
RULES = ("--rulesets", EXAMPLES / "rulesets")

PROTECTED = {"enterprise": "丙公司", "facts": {"occasion": "complaint"}}


def proposal(folder: Path, **keys: object) -> Path:
    tree = {
        "rules": "made-up.inspection",
        "enterprise": "甲厂",
        "authority": "市监局",
        "on": "2026-04-08",
        "form": "on_site",
        "facts": {"occasion": "routine", "danger": False},
    } | keys
    path = folder / "proposed.json"
    path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("keys", "plan", "code", "verdict"),
    [
        ({}, PLAN, 0, "可以检查"),
        (PROTECTED, PLAN, 0, "须先报备"),
        (PROTECTED | {"notified_on": "2026-04-01"}, PLAN, 0, "可以检查"),
        ({}, (), 2, "须先经批准"),
        ({"on": "2026-04-03"}, PLAN, 2, "不得检查"),
        ({"on": "2026-04-03", "facts": {"occasion": "routine"}}, PLAN, 4, "尚不确定"),
    ],
)
def test_the_exit_code_says_the_verdict(
    cli: Cli,
    tmp_path: Path,
    keys: dict[str, object],
    plan: tuple[str, ...],
    code: int,
    verdict: str,
) -> None:
    ran = cli("review-inspection", proposal(tmp_path, **keys), *RECORD, *plan, *RULES)
    assert ran.code == code
    assert f"【结论】\n  - {verdict}\n" in ran.out
    assert ran.err == ""


def test_both_languages_and_all_forms(cli: Cli) -> None:
    arguments = ("review-inspection", FOLDER / "undetermined.yaml", *RECORD, *PLAN, *RULES)
    english = cli(*arguments, "--lang", "en").out
    assert "Verdict\n  - undetermined\n" in english
    assert "  - occasion: occasion (routine = routine;" in english
    markdown = cli(*arguments, "--format", "markdown").out
    assert markdown.startswith("# 行政检查的审查：")
    assert "\n## 需要查明\n" in markdown
    data = cli(*arguments, "--format", "json").data
    assert data["format"] == "penaltybench/inspection-review/1"
    assert data["possible"] == ["needs_notice", "needs_approval", "not_allowed"]
    assert [question["id"] for question in data["questions"]] == ["occasion", "danger"]


def test_the_proposal_may_come_from_standard_input(cli: Cli) -> None:
    text = (FOLDER / "first.yaml").read_text(encoding="utf-8")
    ran = cli("review-inspection", "-", *RECORD, *PLAN, *RULES, data=text)
    assert (ran.code, "甲厂" in ran.out) == (2, True)
    faulty = cli("review-inspection", "-", *RECORD, *RULES, data=text.replace("甲厂", "甲场"))
    assert "<stdin>:3:13: PB0703" in faulty.err


def test_the_state_of_correction_as_of_a_day(cli: Cli, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    rows = [
        {"id": 1, "kind": "registration", "enterprise": "甲厂", "on": "2020-01-01"},
        {"id": 2, "kind": "order", "enterprise": "甲厂", "on": "2026-04-08", "authority": "市监局",
         "until": "2026-04-20"},
    ]  # fmt: skip
    record.write_text(json.dumps(rows), encoding="utf-8")
    arguments = ("review-inspection", proposal(tmp_path), "--record", record, *PLAN, *RULES)
    assert "改正期限未满（截至2026年4月8日）" in cli(*arguments).out
    late = cli(*arguments, "--as-of", "2026-04-21")
    assert "逾期未改正，可以依法处罚（截至2026年4月21日）" in late.out
    early = cli(*arguments, "--as-of", "2026-04-07")
    assert (early.code, "PB0309" in early.err) == (3, True)
    assert cli(*arguments, "--as-of", "tomorrow").code == 1


# --- the finding --------------------------------------------------------------------------------


def test_the_finding_is_written_for_recommend(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "finding.json"
    ran = cli("review-inspection", FOLDER / "first.yaml", *RECORD, *PLAN, *RULES, "--finding", out)
    assert ran.code == 2
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["format"] == "penaltybench/inspection-finding/1"
    finding = InspectionFinding.model_validate(data)
    assert (finding.verdict, finding.first, finding.bars_penalty) == ("not_allowed", True, True)
    assert [path.name for path in tmp_path.iterdir()] == ["finding.json"]


def test_nothing_is_written_of_what_was_refused(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "finding.json"
    out.write_text("as before")
    faulty = ("--record", FOLDER / "faulty-record.csv")
    ran = cli("review-inspection", FOLDER / "first.yaml", *faulty, *RULES, "--finding", out)
    assert (ran.code, out.read_text()) == (3, "as before")


def test_a_place_where_nothing_can_be_written_is_refused_first(cli: Cli, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / "finding.json"
    ran = cli("review-inspection", FOLDER / "first.yaml", *RECORD, "--finding", nowhere)
    assert (ran.code, ran.out) == (1, "")
    assert "不能写入" in ran.err


# --- bad input ----------------------------------------------------------------------------------


def test_every_fault_of_all_three_files(cli: Cli, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("year: 2026\nentries: [{authorty: a}]\n", encoding="utf-8")
    faulty = ("--record", FOLDER / "faulty-record.csv")
    path = proposal(tmp_path, on="8. 4.")
    ran = cli("review-inspection", path, *faulty, "--plan", plan, *RULES, "--lang", "en")
    assert ran.code == 3
    for code in ("PB0204", "PB0201", "PB0202", "PB0701", "PB0702", "PB0704", "PB0706"):
        assert code in ran.err
    as_json = cli(
        "review-inspection", path, *faulty, "--plan", plan, *RULES, "--format", "json"
    ).err
    assert len(json.loads(as_json)["diagnostics"]) == 7


def test_faults_that_the_review_finds_have_the_place_of_their_file(
    cli: Cli, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("approved_by: a\nyear: 2025\n", encoding="utf-8")
    ran = cli(
        "review-inspection", FOLDER / "first.yaml", *RECORD, "--plan", plan, *RULES, "--lang", "en"
    )
    assert ran.code == 3
    assert f"{plan}:2:7: PB0705 error: the plan is for 2025" in ran.err
    record = tmp_path / "record.csv"
    text = (FOLDER / "record.csv").read_text(encoding="utf-8").replace("routine", "rutine")
    record.write_text(text, encoding="utf-8")
    path = proposal(tmp_path, enterprise="乙店")
    ran = cli("review-inspection", path, "--record", record, *RULES, "--lang", "en")
    assert f"{record}: PB0305 error: the occasion rutine of the inspection r03" in ran.err


def test_rules_that_are_not_there(cli: Cli, tmp_path: Path) -> None:
    path = proposal(tmp_path, rules="cn.hunan.changde.inspektion")
    ran = cli("review-inspection", path, *RECORD)
    assert ran.code == 3
    assert "PB0301" in ran.err
    assert "是否为 cn.hunan.changde.inspection？" in ran.err


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_files_that_are_not_there(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (("--record", name), (*RECORD, "--plan", name)):
        ran = cli("review-inspection", FOLDER / "first.yaml", *arguments)
        assert (ran.code, ran.out) == (1, "")
        assert "PB0101" in ran.err


def test_the_record_is_needed(cli: Cli) -> None:
    ran = cli("review-inspection", FOLDER / "first.yaml")
    assert ran.code == 1
    assert "缺少 --record" in ran.err
