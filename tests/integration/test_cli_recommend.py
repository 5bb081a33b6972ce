"""What ``recommend`` shows beyond one amount: old and new law, near misses, periods, several cases."""

from pathlib import Path
from typing import Any

import pytest
from integration.command import EXAMPLES, Cli

from penaltybench.deadlines import coverage

PIG_FARM = EXAMPLES / "pig-farm.yaml"
MADE_UP = ("--rulesets", EXAMPLES / "rulesets")
ACTS = [EXAMPLES / "two-acts" / "first.yaml", EXAMPLES / "two-acts" / "second.yaml"]
NORMS = [EXAMPLES / "two-norms" / "law.yaml", EXAMPLES / "two-norms" / "regulation.yaml"]


def result_part(text: str) -> str:
    return text.split("== 说明")[0].split("== Explanation")[0]


def stall(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(f"ruleset: made-up.stall\nconduct: 2026-02-01\n{text}\n", encoding="utf-8")
    return path


# --- old and new law ----------------------------------------------------------------------------


def test_the_new_law_where_it_is_lighter(cli: Cli) -> None:
    out = result_part(cli("recommend", EXAMPLES / "freight-new-law.yaml").out)
    assert "自2022年5月1日起的版本：一般处罚：罚款30,000元以上100,000元以下" in out
    assert "自2023年7月20日起的版本（适用）：一般处罚：罚款3,000元以上10,000元以下" in out
    assert "新版本较轻（罚款的上限）（《行政处罚法》第三十七条）" in out
    assert "\n罚款：3,000元以上10,000元以下\n" in out


def test_the_old_law_where_it_is_lighter(cli: Cli) -> None:
    out = result_part(cli("recommend", EXAMPLES / "land-old-law.yaml", "--lang", "en").out)
    assert "edition since 2021-07-15 (applies): " in out
    assert "the old edition is lighter (the upper end of the fine)" in out
    assert "fine: up to 15,000 yuan" in out


def test_both_texts_of_the_general_law(cli: Cli) -> None:
    out = result_part(cli("recommend", EXAMPLES / "first-offence-2020.yaml").out)
    assert "自2021年7月15日起的版本（适用）：不予处罚（初次违法且危害后果轻微并及时改正）" in out
    assert "状态：法律留有选择" in out


def test_the_comparison_as_json(cli: Cli) -> None:
    data = cli("recommend", EXAMPLES / "freight-new-law.yaml", "--format", "json").data
    (own,) = data["respondents"]
    assert [(one["from"], one["taken"]) for one in own["compared"]] == [
        ("2022-05-01", False),
        ("2023-07-20", True),
    ]
    assert own["choice"]["zh"] == "新版本较轻（罚款的上限）"
    assert own["compared"][0]["options"][0]["fine"]["high"] == 10_000_000
    plain = cli("recommend", PIG_FARM, "--format", "json").data["respondents"][0]
    assert (plain["compared"], plain["choice"]) == ([], None)


def test_a_date_that_matters_is_asked_for(cli: Cli, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    text = (EXAMPLES / "freight-new-law.yaml").read_text(encoding="utf-8")
    case.write_text(text.replace("decided_on: 2024-03-15\n", ""), encoding="utf-8")
    ran = cli("recommend", case)
    assert ran.code == 4
    assert "decided_on: 作出决定之日" in ran.out


# --- branches, special rules, near misses -------------------------------------------------------


def test_both_branches_of_may_and_the_rule_that_it_replaces(cli: Cli, tmp_path: Path) -> None:
    case = stall(tmp_path, "a.yaml", "facts: {area: 6, corrected: true}\ncircumstances: [newcomer]")
    ran = cli("recommend", case, *MADE_UP)
    out = result_part(ran.out)
    assert ran.code == 0
    assert "不予处罚（首次摆摊且未影响通行）：不罚款（须说明理由）" in out
    assert "一般处罚：罚款2,000元以上5,999元以下，建议4,000元" in out
    assert (
        "特别规定优先：“首次摆摊且未影响通行”（《示例条例》第七条）"
        "替代“初次违法且危害后果轻微并及时改正”（《行政处罚法》第三十三条第一款）"
    ) in out
    english = result_part(cli("recommend", case, *MADE_UP, "--lang", "en").out)
    assert "open results:" in english
    assert "special rules: “first time, and nobody was hindered”" in english


def test_special_rules_are_not_shown_while_circumstances_are_supposed(cli: Cli) -> None:
    assert "特别规定" not in result_part(cli("recommend", EXAMPLES / "interview.yaml").out)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "差一步：若“及时改正”为否（现为是） → 一般处罚，罚款1,200,000元（较重）"),
        (
            "en",
            "one step away: if “corrected in time” is no (now yes) → ordinary, "
            "a fine of 1,200,000 yuan (heavier)",
        ),
    ],
)
def test_near_misses(cli: Cli, language: str, said: str) -> None:
    out = result_part(cli("recommend", PIG_FARM, "--lang", language).out)
    assert out.count(said) == 1


def test_near_misses_in_markdown_and_json(cli: Cli) -> None:
    text = cli("recommend", PIG_FARM, "--format", "markdown").out
    assert "\n## 差一步（当事人）\n\n- 若“及时改正”为否（现为是） → " in text
    (miss,) = cli("recommend", PIG_FARM, "--format", "json").data["near_misses"]
    assert (miss["respondent"], miss["grades"], miss["lighter"]) == ("party", ["ordinary"], False)
    assert miss["fine"]["low"] == 120_000_000
    (change,) = miss["changes"]
    assert (change["fact"], change["value"]) == ("corrected", False)
    assert (change["present"]["en"], change["shown"]["en"]) == ("yes", "no")


def test_no_near_misses_where_there_are_none(cli: Cli) -> None:
    land = EXAMPLES / "cultivated-land.yaml"
    assert "差一步" not in cli("recommend", land).out
    assert "差一步" not in cli("recommend", land, "--format", "markdown").out
    assert cli("recommend", land, "--format", "json").data["near_misses"] == []


# --- periods ------------------------------------------------------------------------------------


def test_a_fine_on_both_sides_of_a_threshold(cli: Cli) -> None:
    out = result_part(cli("recommend", EXAMPLES / "hearing-threshold.yaml", *MADE_UP).out)
    assert "［视情况］罚款五千元以上的，告知当事人有要求听证的权利" in out


def test_last_days(cli: Cli) -> None:
    out = result_part(cli("recommend", PIG_FARM, "--from-day", "2026-03-02").out)
    assert "（5个工作日，2026年3月2日起算，至2026年3月9日）" in out
    assert "（15日，2026年3月2日起算，至2026年3月17日）" in out
    assert "起算" not in cli("recommend", PIG_FARM).out.split("（90日）")[1].split("\n")[0]
    english = cli("recommend", PIG_FARM, "--from-day", "2026-03-02", "--lang", "en").out
    assert "(15 days from 2026-03-02: until 2026-03-17)" in english
    text = cli("recommend", PIG_FARM, "--from-day", "2026-03-02", "--format", "markdown").out
    assert "## 期限（当事人）" in text
    assert "至2026年3月17日" in text


def test_last_days_beyond_the_calendar_are_a_note(cli: Cli) -> None:
    beyond = f"{coverage()[1] + 1}-03-02"
    ran = cli("recommend", PIG_FARM, "--from-day", beyond)
    assert (ran.code, ran.err) == (0, "")
    assert "最后一日不能算出：节假日历没有" in ran.out
    data = cli("recommend", PIG_FARM, "--from-day", beyond, "--format", "json").data
    steps = {step["id"]: step for step in data["respondents"][0]["procedure"]}
    assert steps["payment"]["last_day"] is None
    assert "no arrangement for" in steps["payment"]["note"]["en"]
    assert steps["notice"]["last_day"] is steps["notice"]["note"] is None
    assert cli("recommend", PIG_FARM, "--from-day", "9999-12-30").code == 0


def test_last_days_as_json(cli: Cli) -> None:
    data = cli("recommend", PIG_FARM, "--from-day", "2026-03-02", "--format", "json").data
    steps = {step["id"]: step for step in data["respondents"][0]["procedure"]}
    assert (data["from_day"], steps["payment"]["last_day"]) == ("2026-03-02", "2026-03-17")
    assert "last_day" not in cli("recommend", PIG_FARM, "--format", "json").out


def test_a_day_that_is_none(cli: Cli) -> None:
    ran = cli("recommend", PIG_FARM, "--from-day", "tomorrow")
    assert (ran.code, ran.out) == (1, "")
    assert "2024-05-26" in ran.err


# --- several cases ------------------------------------------------------------------------------


def test_one_act_under_two_norms_is_fined_once(cli: Cli) -> None:
    out = cli("recommend", *NORMS).out
    assert f"案件1：{NORMS[0]}" in out
    joined = out.split("== 合并结果")[1]
    assert "行为“偷排”：" in joined
    assert "表5-2 通过逃避监管方式排放污染物（排污许可）（依此处罚款）" in joined
    assert "按罚款数额高的规定处罚" in joined
    assert "（《行政处罚法》第二十九条）" in joined
    assert "罚款合计：420,000元" in joined
    assert "可以吊销许可证件" in joined


def test_several_acts_up_to_a_limit(cli: Cli) -> None:
    joined = cli("recommend", *ACTS, *MADE_UP, "--lang", "en").out.split("== Joined result")[1]
    assert "case 1:" in joined
    assert "case 2:" in joined
    assert "fines in all: 20,000 yuan to 25,000 yuan" in joined
    assert "limits: several acts decided together: fines at most 25,000 yuan" in joined


def test_several_cases_as_json(cli: Cli) -> None:
    ran = cli("recommend", *NORMS, "--format", "json")
    assert ran.code == 0
    assert ran.data["format"] == "penaltybench/joined/1"
    cases: list[dict[str, Any]] = ran.data["cases"]
    assert [case["format"] for case in cases] == ["penaltybench/recommendation/1"] * 2
    assert [case["file"] for case in cases] == list(map(str, NORMS))
    (joined,) = ran.data["joined"]
    (act,) = joined["acts"]
    assert (act["act"], act["cases"], act["governing"]) == ("偷排", [0, 1], 1)
    assert (joined["fine"]["low"], joined["limited_by"]) == (42_000_000, [])
    assert [(one["law"], one["article"]) for one in act["cite"]] == [("行政处罚法", "第二十九条")]
    limited = cli("recommend", *ACTS, *MADE_UP, "--format", "json").data["joined"][0]
    assert limited["fine"]["high"] == limited["limited_by"][0]["fine_at_most"] == 2_500_000
    assert [act["act"] for act in limited["acts"]] == [None, None]


def test_several_cases_as_markdown_and_statements(cli: Cli) -> None:
    text = cli("recommend", *NORMS, "--format", "markdown").out
    assert text.startswith(f"# 案件1：{str(NORMS[0]).replace('_', chr(92) + '_')}\n\n## 表5-1")
    assert "\n## 合并结果\n" in text
    paragraphs = cli("recommend", *ACTS, *MADE_UP, "--statement").out.strip().split("\n\n")
    assert len(paragraphs) == 3
    assert paragraphs[2].startswith("对当事人合并：案件1，罚款10,000元以上20,000元以下；")
    assert "几个行为一并处罚的总额" in paragraphs[2]
    data = cli("recommend", *NORMS, "--statement", "--format", "json").data
    assert "第二十九条" in data["joined"][0]["statement"]["zh"]
    assert data["cases"][0]["statement"].keys() == {"zh", "en"}


def test_other_respondents_are_joined_too(cli: Cli) -> None:
    data = cli("recommend", PIG_FARM, PIG_FARM, "--format", "json").data
    assert [(one["respondent"], one["fine"]["low"]) for one in data["joined"]] == [
        ("party", 72_000_000),
        ("person", 17_500_000),
    ]
    out = cli("recommend", PIG_FARM, PIG_FARM, "--lang", "en").out.split("== Joined result")[1]
    assert "== the person responsible" in out


def test_the_most_serious_code_of_several(cli: Cli) -> None:
    assert cli("recommend", PIG_FARM, EXAMPLES / "undetermined.yaml").code == 4


def test_faults_of_several_cases_come_together(cli: Cli, tmp_path: Path) -> None:
    first = stall(tmp_path, "a.yaml", "facts: {area: many}")
    second = stall(tmp_path, "b.yaml", "fackts: {}")
    ran = cli("recommend", PIG_FARM, first, second, tmp_path / "absent.yaml", *MADE_UP)
    assert (ran.code, ran.out) == (3, "")
    assert f"{first}:3:" in ran.err
    assert f"{second}:3:" in ran.err
    assert "PB0101" in ran.err


def test_standard_input_gives_one_case(cli: Cli) -> None:
    ran = cli("recommend", "-", "-", data="")
    assert ran.code == 1
    assert "只能读一个案件" in ran.err
    ran = cli("recommend", "-", PIG_FARM, data=PIG_FARM.read_bytes())
    assert ran.code == 0
    assert "案件1：-" in ran.out


# --- late payment -------------------------------------------------------------------------------

LATE = ["--due", "2026-03-02", "--paid", "2026-03-20"]
STANDARD = ["--ruleset", "facilities-not-built"]


def test_surcharge(cli: Cli) -> None:
    ran = cli("surcharge", "--fine", "20000元", *LATE, *STANDARD)
    assert ran.code == 0
    assert "逾期：18日" in ran.out
    assert "加处罚款：10,800元" in ran.out
    assert "合计：30,800元" in ran.out
    assert "第七十二条第一款第一项" in ran.out
    data = cli("surcharge", "--fine", "2万元", *LATE, *STANDARD, "--format", "json").data
    assert (data["format"], data["days_late"], data["surcharge"], data["total"]) == (
        "penaltybench/surcharge/1",
        18,
        1_080_000,
        3_080_000,
    )


def test_surcharge_at_its_limit_and_in_time(cli: Cli) -> None:
    late = ["--due", "2026-03-02", "--paid", "2026-06-20"]
    out = cli("surcharge", "--fine", "100", *late, *STANDARD, "--lang", "en").out
    assert "surcharge: 100 yuan" in out
    early = ["--due", "2026-03-02", "--paid", "2026-03-01"]
    assert "加处罚款：0元" in cli("surcharge", "--fine", "100", *early, *STANDARD).out


def test_surcharge_by_the_edition_of_a_day(cli: Cli) -> None:
    building = ["--ruleset", "building-without-permit"]
    late = ["--due", "2021-07-01", "--paid", "2021-09-09"]
    old = cli("surcharge", "--fine", "100", *late, *building).out
    assert "第五十一条第一项" in old
    assert "加处罚款：210元" in old
    new = cli("surcharge", "--fine", "100", *late, *building, "--on", "2021-07-15").out
    assert "加处罚款：100元" in new


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--fine", "many", *LATE, *STANDARD], 1, "20000元"),
        (
            ["--fine", "1", "--due", "2026-02-30", "--paid", "2026-03-20", *STANDARD],
            1,
            "2024-05-26",
        ),
        (["--fine", "1", *LATE, "--ruleset", "facilities-not-bilt"], 1, "facilities-not-built"),
        (["--fine", "1", *LATE, *STANDARD, "--on", "1990-01-01"], 1, "没有有效版本"),
    ],
)
def test_surcharge_that_cannot_be_computed(
    cli: Cli, arguments: list[str], code: int, said: str
) -> None:
    ran = cli("surcharge", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_surcharge_where_no_rule_is_declared(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "local" / "bare" / "2026-01-01.yaml"
    path.parent.mkdir(parents=True)
    stall_file = EXAMPLES / "rulesets" / "made-up" / "stall-in-town" / "2026-01-01.yaml"
    text = stall_file.read_text(encoding="utf-8").replace("made-up.stall-in-town", "local.bare")
    text = text.replace("uses: [cn.general]\n", "").replace("refines: made-up.stall\n", "")
    path.write_text(text, encoding="utf-8")
    ran = cli("surcharge", "--fine", "1", *LATE, "--ruleset", "bare", "--rulesets", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "没有逾期缴纳的规则" in ran.err


# --- what is checked ----------------------------------------------------------------------------


def test_check_finds_a_lower_standard_that_leaves_the_higher_one(cli: Cli) -> None:
    ran = cli("check", EXAMPLES / "rulesets", "--code", "PB0420")
    assert ran.code == 3
    assert "stall-too-severe" in ran.out.split("\n")[0]
    assert ran.out.count("PB0420 ") == 1
    english = cli("check", EXAMPLES / "rulesets", "--code", "PB0420", "--lang", "en").out
    assert "5,000 yuan to 8,000 yuan" in english
    related = english.split("↳ ")[1].split("\n")[0]
    assert "made-up/stall/2026-01-01.yaml" in related


def test_check_says_what_it_checked(cli: Cli) -> None:
    ran = cli("check", EXAMPLES / "rulesets" / "made-up" / "stall")
    assert ran.code == 0
    assert "同一事实重复评价（PB0419）" in ran.out
    assert "a refinement that leaves the higher standard (PB0420)" in ran.out
    data = cli("check", EXAMPLES / "rulesets", "--format", "json").data
    # Three standards, and rules of inspection.
    assert data["editions"] == 4
    assert {"PB0419", "PB0420", "PB0421"} <= {check["code"] for check in data["checks"]}
