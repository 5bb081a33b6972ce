"""The command ``deadline``: what it prints, and how it ends."""

from pathlib import Path

import pytest
from integration.command import EXAMPLES, Cli

FOLDER = EXAMPLES / "time-limits"
RULESETS = FOLDER / "rulesets"
RESTAURANT, OPEN = FOLDER / "restaurant.yaml", FOLDER / "open.yaml"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("case", "code"), [(RESTAURANT, 0), (OPEN, 4)])
def test_text_in_both_languages(cli: Cli, case: Path, code: int, lang: str) -> None:
    ran = cli("deadline", case, "--rulesets", RULESETS, "--lang", lang)
    assert (ran.code, ran.err) == (code, "")
    title = "示例：餐饮许可（虚构）" if lang == "zh" else "Example: restaurant licence (made up)"
    assert ran.out.startswith(title + "\n")
    assert ran.out.count(title) == 1


def test_json_has_the_dates(cli: Cli) -> None:
    ran = cli("deadline", RESTAURANT, "--rulesets", RULESETS, "--format", "json")
    assert ran.data["format"] == "penaltybench/deadlines/1"
    days = {key: ran.data[key]["day"] for key in ("statutory", "promised", "extended")}
    assert days == {"statutory": "2024-04-07", "promised": "2024-03-26", "extended": "2024-04-12"}
    assert (ran.data["overdue"], ran.data["promise_kept"]) == (False, False)


def test_markdown_is_the_explanation(cli: Cli) -> None:
    ran = cli("deadline", RESTAURANT, "--rulesets", RULESETS, "--format", "markdown")
    assert ran.out.startswith("# 示例：餐饮许可（虚构）\n\n- 时限规则：")
    assert "\n## 计算\n" in ran.out


def test_standard_input_is_a_case(cli: Cli) -> None:
    ran = cli("deadline", "-", "--rulesets", RULESETS, data=RESTAURANT.read_text(encoding="utf-8"))
    assert ran.code == 0
    assert "延长后的最后一日：2024年4月12日" in ran.out


def case(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text("limit: made-up.restaurant-licence\n" + "\n".join(lines), encoding="utf-8")
    return path


def test_faults_have_their_place(cli: Cli, tmp_path: Path) -> None:
    path = case(tmp_path, "started_on: 2024-03-01", "facts: {joint: maybe}", "done_on: 2024-01-01")
    ran = cli("deadline", path, "--rulesets", RULESETS, "--lang", "en")
    assert (ran.code, ran.out) == (3, "")
    assert f"{path}:3:16: PB0303 error" in ran.err
    assert f"{path}:4:10: PB0309 error" in ran.err
    assert cli("deadline", path, "--rulesets", RULESETS, "--format", "json").code == 3


def test_a_year_beyond_the_calendar_is_no_fault_of_the_case(cli: Cli, tmp_path: Path) -> None:
    path = case(tmp_path, "started_on: 2090-03-01", "facts: {joint: true}")
    ran = cli("deadline", path, "--rulesets", RULESETS)
    assert (ran.code, ran.out) == (1, "")
    assert "PB0602" in ran.err


def test_a_file_that_is_not_there(cli: Cli) -> None:
    ran = cli("deadline", "nowhere.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "PB0101" in ran.err


def test_a_ruleset_with_errors_says_why_it_is_missing(cli: Cli, tmp_path: Path) -> None:
    source = RULESETS / "made-up" / "restaurant-licence" / "2024-01-01.yaml"
    text = source.read_text(encoding="utf-8").replace("days: 13", "days: 0")
    broken = tmp_path / "made-up" / "restaurant-licence" / "2024-01-01.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text(text, encoding="utf-8")
    ran = cli("deadline", RESTAURANT, "--rulesets", tmp_path, "--lang", "en")
    assert ran.code == 3
    assert "PB0301" in ran.err
    assert "limits[0].promised.days" in ran.err


def test_a_gap_is_a_negative_end(cli: Cli, tmp_path: Path) -> None:
    for name in ("promises", "restaurant-licence"):
        source = RULESETS / "made-up" / name / "2024-01-01.yaml"
        target = tmp_path / "made-up" / name / "2024-01-01.yaml"
        target.parent.mkdir(parents=True)
        text = source.read_text(encoding="utf-8")
        target.write_text(text.replace("when: {joint: true}", "when: {joint: false}"), "utf-8")
    path = case(tmp_path, "started_on: 2024-03-01", "facts: {joint: true}")
    ran = cli("deadline", path, "--rulesets", tmp_path, "--lang", "en")
    assert ran.code == 2
    assert "no limit applies: the conditions of every limit fail" in ran.out


def test_the_worked_cases_of_the_example_pass(cli: Cli) -> None:
    ran = cli("test", RULESETS, "--lang", "en")
    assert (ran.code, ran.out) == (0, "5 passed, 0 failed\n")


def test_the_worked_cases_say_what_differs(cli: Cli, tmp_path: Path) -> None:
    cases = tmp_path / "cases.yaml"
    cases.write_text(
        """
- name: 全部不符
  case: {ruleset: made-up.restaurant-licence, started_on: 2024-03-01, done_on: 2024-03-02}
  expect:
    status: determined
    limit: joint
    limits: [joint]
    statutory: 2024-03-29
    promised: "[2024-03-20..2024-03-27]"
    extended: 2024-04-08
    extendable: none
    overdue: true
    promise_kept: false
    questions: [hard]
    cites: [行政处罚法第一条]
- name: 案件有误
  case: {ruleset: made-up.restaurant-licence, started_on: soon}
  expect: {error: PB0602}
- name: 没有错误
  case: {ruleset: made-up.restaurant-licence, started_on: 2024-03-01}
  expect: {error: PB0602}
- name: 预期写错
  case: {ruleset: made-up.restaurant-licence, started_on: 2024-03-01}
  expect: {statutory: [2024-03-01], promised: soon}
""",
        encoding="utf-8",
    )
    ran = cli("test", cases, "--rulesets", RULESETS, "--lang", "en")
    assert ran.code == 3
    found = [line.split(": ", 3)[3] for line in ran.out.splitlines() if "PB0501" in line]
    assert found == [
        "status should be determined, is undetermined",
        "limit should be joint, is —",
        "limits should be joint, is ordinary, complicated, joint",
        "overdue should be true, is false",
        "promise_kept should be false, is true",
        "statutory should be 2024-03-29, is [2024-03-29..2024-05-08]",
        "promised should be [2024-03-20..2024-03-27], is [2024-03-20..2024-04-15]",
        "extended should be 2024-04-08, is none",
        "extendable should be none, is [2024-04-15..2024-05-28]",
        "questions should be hard, is joint, specially_complicated",
        "cites should be 行政处罚法第一条, is 《行政许可法》第八十二条、《行政许可法》第四十二条第一款、《行政许可法》第四十二条第二款、《示例条例》第八条",
        "error should be PB0602, is PB0204",
        "error should be PB0602, is undetermined",
    ]
    assert ":17:59: PB0204 error" in ran.out
    assert ":24:23: PB0204 error: a date, [date..date] or none is expected here" in ran.out
