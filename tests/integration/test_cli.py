"""The command as a user has it: each command, each exit code, each form, both languages."""

import json
import shutil
from pathlib import Path

import pytest
from integration.command import EXAMPLES, ROOT, Cli

PIG_FARM = str(EXAMPLES / "pig-farm.yaml")
STANDARD = "cn.hunan.environment.facilities-not-built"
TITLE = "表2-1 需要配套建设的环境保护设施未建成，投入生产使用"
COMMANDS = ["list", "show", "recommend", "ask", "surcharge", "deadline", "check", "test", "schema"]
COMMANDS += ["assess", "audit-charges", "catalogue"]

STALL = """\
id: local.stall
kind: penalty
title: {zh: 占道摆摊, en: A stall on the pavement}
status: example
effective: {from: 2026-01-01}
source: {text: 自拟, sure: low, note: 只用于测试}
reviewed_on: 2026-01-01
uses: [cn.general]
facts:
  area: {type: decimal, unit: 平方米, domain: "> 0", label: {zh: 占地面积, en: area}, worse: higher}
  place:
    type: enum
    label: {zh: 地点, en: place}
    values: {alley: 巷子, street: {zh: 街道, en: street}}
schedules:
  - id: party
    respondent: party
    basis:
      - id: main
        statute: {law: 行政处罚法, article: 第三条}
        allows: {fine: {min: 200元, max: 2000元}, confiscate_goods: may}
    tiers:
      rows:
        - {id: small, grade: lenient,  when: {area: "<= 2"},                fine: {share: "[0%..30%]"}}
        - {id: usual, grade: ordinary, when: {area: "(2..10)"},             fine: {share: "(30%..70%]"}}
        - {id: large, grade: severe,   when: {area: "> 10", place: street}, fine: {amount: maximum}}
        - {id: alley, grade: ordinary, when: {area: "> 10", place: alley},  fine: {amount: 1000元}}
        - {id: huge,  grade: severe,   when: {area: "> 100"},               fine: {amount: maximum}}
rounding: {unit: 1元, mode: down}
"""
WORKED = """\
- name: 小摊
  case: {conduct: 2026-02-01, facts: {area: 1}, circumstances: []}
  expect: {status: determined, tier: small, grade: lenient}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of rulesets with one made-up standard and a worked case."""
    home = tmp_path / "rulesets" / "local" / "stall"
    (home / "tests").mkdir(parents=True)
    (home / "2026-01-01.yaml").write_text(STALL, encoding="utf-8")
    (home / "tests" / "cases.yaml").write_text(WORKED, encoding="utf-8")
    return tmp_path / "rulesets"


def ruleset_file(folder: Path) -> Path:
    return folder / "local" / "stall" / "2026-01-01.yaml"


def case_file(folder: Path, facts: str, rest: str = "circumstances: []") -> Path:
    path = folder.parent / "case.yaml"
    path.write_text(
        f"ruleset: local.stall\nconduct: 2026-02-01\nfacts: {facts}\n{rest}\n", encoding="utf-8"
    )
    return path


def nothing_for_a_terminal(text: str) -> bool:
    return not any(char in text for char in "\x1b│╭╮╰╯─┼")


# --- the command itself -------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_has_an_example_and_the_exit_codes(
    cli: Cli, command: str | None, language: str
) -> None:
    ran = cli(*([command] if command else []), "--help", "--lang", language)
    assert ran.code == 0
    assert ("示例：" if language == "zh" else "Examples:") in ran.out
    assert f"penaltybench {command or ''}".strip() in ran.out.split("\n", 2)[2]
    for code in "01234":
        assert f"\n  {code}  " in ran.out
    assert nothing_for_a_terminal(ran.out)
    if language == "en":
        assert ran.out.isascii()


def test_help_fits_a_narrow_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", "40")
    for command in COMMANDS:
        for language in ("zh", "en"):
            before_examples = cli(command, "--help", "--lang", language).out
            for line in before_examples.split("示例" if language == "zh" else "Examples")[0].split(
                "\n"
            ):
                assert cell_len(line) <= 40, line


def test_without_a_command_it_explains_itself(cli: Cli) -> None:
    ran = cli()
    assert ran.code == 0
    for command in COMMANDS:
        assert f"\n  {command} " in ran.out


def test_version(cli: Cli) -> None:
    assert cli("--version").out.startswith("penaltybench 0.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "nonsense"),
        (["recommend"], "CASE"),
        (["show"], "RULESET"),
        (["show", STANDARD, "more"], "more"),
        (["surcharge", "--fine", "2万元"], "--due"),
        (["list", "--form", "json"], "--form"),
        (["list", "--format", "xml"], "text|json"),
        (["recommend", PIG_FARM, "--lang", "fr"], "zh|en"),
        (["recommend", PIG_FARM, "--rulesets"], "--rulesets"),
    ],
)
def test_wrong_usage(cli: Cli, arguments: list[str], said: str) -> None:
    for language in ([], ["--lang", "en"]):
        if "--lang" in arguments and language:
            continue
        # An option without its value must stay the last one.
        ran = cli(*arguments[:1], *language, *arguments[1:])
        assert ran.code == 1
        assert ran.out == ""
        assert said in ran.err or language
        assert "--help" in ran.err
        assert "Traceback" not in ran.err


def test_the_variable_sets_the_language(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "编号" in cli("list", "facilities").out
    monkeypatch.setenv("PENALTYBENCH_LANG", "en")
    assert "status" in cli("list", "facilities").out
    assert "编号" in cli("list", "facilities", "--lang", "zh").out
    assert "wrong usage" in cli("recommend").err
    monkeypatch.setenv("PENALTYBENCH_LANG", "de")
    ran = cli("list")
    assert ran.code == 1
    assert "PENALTYBENCH_LANG" in ran.err


# --- list ---------------------------------------------------------------------------------------


def test_list_has_a_line_for_each_standard(cli: Cli, folder: Path) -> None:
    ran = cli("list", "--rulesets", folder)
    assert ran.code == 0
    lines = [line for line in ran.out.split("\n") if line.startswith(("cn.", "local."))]
    assert any(line.startswith(STANDARD) and "湘环发〔2022〕8号" in line for line in lines)
    (own,) = [line for line in lines if line.startswith("local.stall")]
    assert "示例" in own
    assert nothing_for_a_terminal(ran.out)


def test_list_searches_ids_and_titles_in_both_languages(cli: Cli, folder: Path) -> None:
    for words in ("local.stall", "占道", "A STALL"):
        own = ["--kind", "penalty", "--rulesets", folder]
        found = cli("list", words, *own, "--format", "json").data
        assert [item["id"] for item in found["rulesets"]] == ["local.stall"]
    nothing = cli("list", "没有这样的")
    assert (nothing.code, nothing.out) == (0, "")
    assert "没有这样的" in nothing.err
    assert cli("list", "没有这样的", "--format", "json").data["rulesets"] == []


def test_list_as_json(cli: Cli) -> None:
    data = cli("list", "cultivated", "--format", "json").data
    assert data["format"] == "penaltybench/rulesets/1"
    (item,) = data["rulesets"]
    assert item["title"].keys() == {"zh", "en"}
    assert [edition["from"] for edition in item["editions"]] == sorted(
        edition["from"] for edition in item["editions"]
    )


# --- show ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            ["事实要素", "仅建设部分，主体工程即投入使用", "6个月以上不满12个月", "可以责令关闭"],
        ),
        ("en", ["Facts", "built in part", "at least 6", "may: ordered closure"]),
    ],
)
def test_show(cli: Cli, language: str, words: list[str]) -> None:
    ran = cli("show", STANDARD, "--lang", language)
    assert ran.code == 0
    assert nothing_for_a_terminal(ran.out)
    for word in [*words, "湘环发〔2022〕8号", "partly_built"]:
        assert word in ran.out


def test_show_has_a_row_of_a_table_on_one_line(cli: Cli) -> None:
    lines = cli("show", STANDARD).out.split("\n")
    assert any(
        "违法行为持续时间" in line and "12个月以上" in line and "11%" in line for line in lines
    )


def test_show_as_markdown(cli: Cli) -> None:
    out = cli("show", STANDARD, "--format", "markdown").out
    assert out.startswith("# 表2-1")
    assert "\n| --- | --- | --- |\n" in out


def test_show_as_json(cli: Cli, folder: Path) -> None:
    data = cli("show", "local.stall", "--rulesets", folder, "--format", "json").data
    assert data["format"] == "penaltybench/edition/1"
    assert data["status"] == "example"
    rows = data["schedules"][0]["tiers"]["rows"]
    assert [row["id"] for row in rows] == ["small", "usual", "large", "alley", "huge"]
    assert rows[0]["when"] == {"zh": "占地面积2平方米以下", "en": rows[0]["when"]["en"]}
    points = cli("show", STANDARD, "--format", "json").data["schedules"][0]["points"]
    assert points["start"] == "20%"


def test_show_says_which_ends_a_band_includes(cli: Cli, folder: Path) -> None:
    ran = cli("show", "local.stall", "--rulesets", folder, "--lang", "en")
    assert "more than 30% and at most 70% of the statutory range" in ran.out
    assert "0% to 30% of the statutory range" in ran.out


def test_show_says_what_concerns_several_acts_and_layers(cli: Cli) -> None:
    own = ["--rulesets", EXAMPLES / "rulesets"]
    out = cli("show", "made-up.stall", *own).out
    assert "合并的上限：几个行为一并处罚的总额：罚款不超过25,000元（《示例条例》第三十六条）" in out
    assert "一个行为违反几个规范：按罚款数额高的规定处罚（《行政处罚法》第二十九条）" in out
    assert "refines: made-up.stall\n" in cli("show", "stall-in-town", *own, "--lang", "en").out
    data = cli("show", "stall-in-town", *own, "--format", "json").data
    assert data["refines"] == "made-up.stall"


def test_show_takes_the_last_part_of_an_id(cli: Cli) -> None:
    assert cli("show", "facilities-not-built").out == cli("show", STANDARD).out


def test_show_the_edition_of_a_day(cli: Cli) -> None:
    name = "illegal-occupation-of-cultivated-land"
    assert cli("show", name, "--on", "2021-10-01", "--format", "json").data["from"] == "2021-09-01"
    assert cli("show", name, "--format", "json").data["from"] == "2022-03-01"


def test_show_marks_what_no_authority_issued(cli: Cli, folder: Path) -> None:
    assert "【示例" in cli("show", "stall", "--rulesets", folder).out.split("\n")[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing-like-it"], "penaltybench list"),
        (["facilities-not-bilt"], "facilities-not-built"),
        (["general"], "general-table"),
        ([STANDARD, "--on", "1990-01-01"], "2022-03-02"),
        ([STANDARD, "--on", "yesterday"], "2024-05-26"),
        ([STANDARD, "--rulesets", "no/such/folder"], "no/such/folder"),
    ],
)
def test_show_says_what_to_do_instead(cli: Cli, arguments: list[str], said: str) -> None:
    ran = cli("show", *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


# --- recommend ----------------------------------------------------------------------------------


def test_recommend_prints_the_result_and_then_why(cli: Cli) -> None:
    ran = cli("recommend", PIG_FARM)
    assert (ran.code, ran.err) == (0, "")
    assert nothing_for_a_terminal(ran.out)
    head, _, explanation = ran.out.partition("== 说明")
    assert "罚款：360,000元" in head
    assert "罚款：87,500元" in head
    assert "36%" in explanation
    assert explanation.count(TITLE) == 0


def test_recommend_in_english(cli: Cli) -> None:
    out = cli("recommend", PIG_FARM, "--lang", "en").out
    assert "fine: 360,000 yuan" in out
    assert "== Explanation" in out


def test_recommend_as_json(cli: Cli) -> None:
    ran = cli("recommend", PIG_FARM, "--format", "json", "--statement")
    assert ran.out.endswith("}\n")
    assert ran.data["format"] == "penaltybench/recommendation/1"
    assert [r["fine"]["low"] for r in ran.data["respondents"]] == [36_000_000, 8_750_000]
    assert ran.data["statement"].keys() == {"zh", "en"}
    assert "statement" not in cli("recommend", PIG_FARM, "--format", "json").data
    assert ran.out == cli("recommend", PIG_FARM, "--format", "json", "--statement").out


def test_recommend_as_markdown(cli: Cli) -> None:
    assert cli("recommend", PIG_FARM, "--format", "markdown").out.startswith("# 表2-1")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_recommend_only_the_statement(cli: Cli, form: str) -> None:
    out = cli("recommend", PIG_FARM, "--statement", "--format", form).out
    assert out.count("\n") == 1
    assert "360,000元" in out


@pytest.mark.parametrize(
    ("facts", "code", "status"),
    [
        ("{area: 1}", 0, "determined"),
        ("{area: 10}", 2, "gap"),
        ("{area: 101, place: street}", 2, "conflict"),
        ("{area: 50}", 4, "undetermined"),
        ("{}", 4, "undetermined"),
    ],
)
def test_recommend_tells_the_status_by_its_code(
    cli: Cli, folder: Path, facts: str, code: int, status: str
) -> None:
    case = case_file(folder, facts)
    ran = cli("recommend", case, "--rulesets", folder, "--format", "json")
    assert (ran.code, ran.data["status"]) == (code, status)
    assert cli("recommend", case, "--rulesets", folder).code == code


def test_recommend_asks_by_the_words_of_a_case_file(cli: Cli, folder: Path) -> None:
    out = cli("recommend", case_file(folder, "{area: 50}"), "--rulesets", folder).out
    assert "place: 地点（alley = 巷子；street = 街道）" in out
    unexamined = case_file(folder, "{area: 1}", "note: 情节没有查")
    out = cli("recommend", unexamined, "--rulesets", folder).out
    assert "circumstances: []" in out
    assert "示例" in out


def test_recommend_names_the_place_of_each_fault(cli: Cli, folder: Path) -> None:
    case = case_file(folder, "{area: 0, plaze: street}", "circumstances: [no-falt]")
    for arguments, words in (([], "错误"), (["--lang", "en"], "error")):
        ran = cli("recommend", case, "--rulesets", folder, *arguments)
        assert (ran.code, ran.out) == (3, "")
        assert f"{case}:3:15: PB0304 {words}" in ran.err
        assert f"{case}:3:25: PB0302 {words}" in ran.err
        assert f"{case}:4:17: PB0308 {words}" in ran.err
        assert "no-fault" in ran.err


def test_recommend_gives_faults_as_json_to_a_program(cli: Cli, folder: Path) -> None:
    ran = cli(
        "recommend", case_file(folder, "{area: many}"), "--rulesets", folder, "--format", "json"
    )
    assert (ran.code, ran.out) == (3, "")
    data = json.loads(ran.err)
    assert data["format"] == "penaltybench/diagnostics/1"
    assert [(fault["code"], fault["line"]) for fault in data["diagnostics"]] == [("PB0303", 3)]


def test_recommend_says_why_the_ruleset_is_not_there(cli: Cli, folder: Path) -> None:
    path = ruleset_file(folder)
    path.write_text(STALL.replace("min: 200元", "min: 200"), encoding="utf-8")
    ran = cli("recommend", case_file(folder, "{area: 1}"), "--rulesets", folder)
    assert ran.code == 3
    assert "PB0301" in ran.err
    assert f"{path}:21" in ran.err


def test_recommend_warns_of_other_rulesets_that_are_broken(cli: Cli, folder: Path) -> None:
    broken = folder / "local" / "broken" / "2026-01-01.yaml"
    broken.parent.mkdir()
    broken.write_text("kind: penalty\n", encoding="utf-8")
    case = case_file(folder, "{area: 1}")
    ran = cli("recommend", case, "--rulesets", folder)
    assert ran.code == 0
    assert "penaltybench check" in ran.err
    ran = cli("recommend", case, "--rulesets", folder, "--format", "json")
    assert ran.data["status"] == "determined"
    assert json.loads(ran.err)["format"] == "penaltybench/diagnostics/1"


@pytest.mark.parametrize("case", ["no-such-file.yaml", str(ROOT / "examples"), "\udcff.yaml"])
def test_recommend_a_file_that_cannot_be_read(cli: Cli, case: str) -> None:
    for language in ("zh", "en"):
        ran = cli("recommend", case, "--lang", language)
        assert (ran.code, ran.out) == (1, "")
        assert "PB0101" in ran.err


# --- check --------------------------------------------------------------------------------------


def test_check_what_is_sound(cli: Cli, folder: Path) -> None:
    for path in (folder, ruleset_file(folder)):
        ran = cli("check", path)
        assert (ran.code, ran.err) == (0, "")
        assert "1 个文件" in ran.out
        assert "1 file" in ran.out


def test_check_the_bundled_rulesets(cli: Cli) -> None:
    ran = cli("check", "--lang", "en")
    assert ran.code == 0, ran.out
    assert " 0 errors" in ran.out


def test_check_reports_every_fault_by_file(cli: Cli, folder: Path) -> None:
    path = ruleset_file(folder)
    path.write_text(
        STALL.replace("min: 200元", "min: 200").replace("worse: higher", "worze: higher"),
        encoding="utf-8",
    )
    ran = cli("check", folder)
    assert ran.code == 3
    lines = ran.out.split("\n")
    assert lines[0] == str(path)
    assert len([line for line in lines if line.startswith(f"  {path}:")]) >= 2
    assert "PB0201" in ran.out
    assert "错误/error" in ran.out
    assert "错误/error" not in cli("check", folder, "--lang", "en").out
    data = cli("check", folder, "--format", "json").data
    assert data["format"] == "penaltybench/check/1"
    assert data["errors"] == len(data["diagnostics"]) >= 2
    assert all(fault["line"] and fault["remedy"]["zh"] for fault in data["diagnostics"])


def test_check_leaves_the_bundled_rulesets_out_of_a_report_on_others(
    cli: Cli, folder: Path
) -> None:
    assert cli("check", folder, "--format", "json").data["files"] == 1


def test_check_where_there_is_nothing(cli: Cli, tmp_path: Path) -> None:
    ran = cli("check", tmp_path, "--format", "json")
    assert ran.code == 3
    assert [fault["code"] for fault in ran.data["diagnostics"]] == ["PB0109"]
    assert cli("check", tmp_path / "absent").code == 1


# --- test ---------------------------------------------------------------------------------------


def test_worked_cases_that_pass(cli: Cli, folder: Path) -> None:
    tests = folder / "local" / "stall" / "tests"
    for path in (folder, tests, tests / "cases.yaml"):
        ran = cli("test", path, "--lang", "en")
        assert (ran.code, ran.out) == (0, "1 passed, 0 failed\n")


def test_worked_cases_of_the_bundled_rulesets(cli: Cli) -> None:
    ran = cli("test", "--format", "json")
    assert (ran.code, ran.data["failed"]) == (0, 0)
    assert ran.data["format"] == "penaltybench/test/1"
    assert ran.data["passed"] == len(ran.data["cases"]) > 100


def test_a_worked_case_that_fails(cli: Cli, folder: Path) -> None:
    path = folder / "local" / "stall" / "tests" / "cases.yaml"
    path.write_text(WORKED.replace("grade: lenient", "grade: severe"), encoding="utf-8")
    ran = cli("test", folder)
    assert ran.code == 2
    assert f"{path}:3:" in ran.out
    assert "grade 应为 severe，实为 lenient" in ran.out
    assert "0 例相符，1 例不符" in ran.out
    (case,) = cli("test", folder, "--format", "json").data["cases"]
    assert (case["name"], case["passed"]) == ("小摊", False)


def test_worked_cases_of_a_broken_ruleset(cli: Cli, folder: Path) -> None:
    ruleset_file(folder).write_text("kind: penalty\n", encoding="utf-8")
    for language, said in (
        ("zh", "案例旁没有载入的规则集"),
        ("en", "no ruleset beside"),
    ):
        ran = cli("test", folder, "--lang", language)
        assert ran.code == 3
        assert said in ran.out
        assert "没有规则集 " not in ran.out
        assert "penaltybench check" in ran.err


def test_a_broken_file_of_worked_cases(cli: Cli, folder: Path) -> None:
    path = folder / "local" / "stall" / "tests" / "cases.yaml"
    path.write_text("- name: [\n", encoding="utf-8")
    assert cli("test", folder).code == 3


def test_where_there_are_no_worked_cases(cli: Cli, folder: Path) -> None:
    shutil.rmtree(folder / "local" / "stall" / "tests")
    for path in (folder, folder / "absent"):
        ran = cli("test", path)
        assert (ran.code, ran.out) == (1, "")


# --- schema and examples ------------------------------------------------------------------------


def test_schema(cli: Cli) -> None:
    ran = cli("schema")
    assert ran.code == 0
    assert ran.data["$schema"].startswith("https://json-schema.org/")
    assert ran.out.endswith("}\n")


MADE_UP = ["--rulesets", EXAMPLES / "rulesets"]
CODES = {
    "undetermined.yaml": 4,
    "interview.yaml": 4,
}


@pytest.mark.parametrize(
    "case",
    # Cases of other kinds have commands, and tests, of their own.
    sorted(
        path
        for path in EXAMPLES.rglob("*.yaml")
        if "rulesets" not in path.parts and "conduct:" in path.read_text(encoding="utf-8")
    ),
    ids=lambda path: path.stem,
)
def test_examples(cli: Cli, case: Path) -> None:
    own = MADE_UP if "made-up." in case.read_text(encoding="utf-8") else []
    for language in ("zh", "en"):
        assert cli("recommend", case, *own, "--lang", language).code == CODES.get(case.name, 0)


def test_every_example_says_where_its_facts_come_from() -> None:
    for path in EXAMPLES.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert "虚构" in text or "出处" in text, path
