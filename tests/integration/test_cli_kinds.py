"""``list`` and ``show`` for fee items, rules of inspection and time limits."""

from pathlib import Path

import pytest
from integration.command import Cli
from kinds import fee, inspection, rules, time_limit
from small import statutes

from penaltybench.testing import write_rulesets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    later = fee("2026-07-01", state="abolished", standard=None, scales={}, reductions=[])
    later = {key: value for key, value in later.items() if value is not None}
    later["changed_by"] = {"document": "价〔2026〕9号", "on": "2026-06-01"}
    write_rulesets(tmp_path, statutes(), rules(), fee(), later, inspection(), time_limit())
    return tmp_path


# --- list -----------------------------------------------------------------------------------------


def test_list_names_the_kind(cli: Cli, folder: Path) -> None:
    out = cli("list", "x.", "--rulesets", folder, "--lang", "en").out.splitlines()
    assert out[0].split()[:3] == ["id", "kind", "status"]
    kinds = {line.split()[0]: line for line in out if line.startswith("x.")}
    assert "  fee  " in kinds["x.fee"]
    assert "  inspection  " in kinds["x.inspection"]
    assert "  time limit  " in kinds["x.limit"]
    assert "收费项目" in cli("list", "占道费", "--rulesets", folder).out


@pytest.mark.parametrize(
    ("kind", "ids"),
    [("fee", ["x.fee"]), ("inspection", ["x.inspection"]), ("time-limit", ["x.limit"])],
)
def test_list_narrows_to_a_kind(cli: Cli, folder: Path, kind: str, ids: list[str]) -> None:
    ran = cli("list", "x.", "--kind", kind, "--rulesets", folder, "--format", "json")
    assert [(one["id"], one["kind"]) for one in ran.data["rulesets"]] == [(ids[0], kind)]
    penalties = cli("list", "--kind", "penalty", "--rulesets", folder, "--format", "json").data
    assert {one["kind"] for one in penalties["rulesets"]} == {"penalty"}


def test_list_says_that_there_is_none_of_a_kind(cli: Cli, folder: Path) -> None:
    ran = cli("list", "nothing-like-it", "--kind", "fee", "--rulesets", folder, "--lang", "en")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing-like-it" in ran.err
    ran = cli("list", "--kind", "feel", "--lang", "en")
    assert ran.code == 1
    assert "'penalty', 'fee', 'inspection', 'time-limit'" in ran.err


# --- show -----------------------------------------------------------------------------------------

FEE = {
    "zh": [
        "收费状态：降低标准（价〔2020〕2号，2020年5月1日）",
        "收费部门：城管",
        "缴费人：占道者",
        "收费依据：《甲法》第三条",
        "收费标准文件：价格局价〔2018〕1号",
        "类似的已取消项目：x.older",
        "细化的上级基准：x.higher",
        "按面积，每平方米1元以上2元以下",
        "以标的额为基数，按分段标准 steps 累进计算",
        "- 一项中的几部分相加",
        "- 自上而下，取最先符合的一项",
        "- 取整到0.01元（四舍五入）",
        "== 分段标准 steps",
        "减征50%",
        "财〔2026〕3号",
        "收费标准为幅度的：按下限收取（《甲法》第三条）",
        "== 沿革",
        "2026-01-01 ←",
        "取消（价〔2026〕9号，2026年6月1日）",
    ],
    "en": [
        "charged: charged at a lowered standard (价〔2020〕2号, 2020-05-01)",
        "payer: whoever occupies",
        "1 yuan to 2 yuan per m² of area",
        "area more than 10 m²",
        "a standard that is a range: charged at its lower bound (《甲法》第三条)",
        "== Bands of steps",
        "== History",
    ],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_fee_item(cli: Cli, folder: Path, lang: str) -> None:
    ran = cli("show", "x.fee", "--on", "2026-03-01", "--rulesets", folder, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    for phrase in FEE[lang]:
        assert phrase in ran.out, ran.out


def test_a_fee_item_that_was_abolished_has_no_standard(cli: Cli, folder: Path) -> None:
    out = cli("show", "fee", "--rulesets", folder).out
    assert "收费状态：取消（价〔2026〕9号，2026年6月1日）" in out
    assert "== 收费标准" not in out
    assert "== 减免" not in out
    assert "2026-07-01 ←" in out
    data = cli("show", "x.fee", "--rulesets", folder, "--format", "json").data
    assert (data["state"], data["standard"], data["rounding"]) == ("abolished", None, None)


def test_a_fee_item_as_json(cli: Cli, folder: Path) -> None:
    ran = cli("show", "x.fee", "--on", "2026-03-01", "--rulesets", folder, "--format", "json")
    data = ran.data
    assert (data["format"], data["kind"]) == ("penaltybench/edition/1", "fee")
    assert data["changed_by"] == {
        "document": "价〔2020〕2号",
        "by": None,
        "on": "2020-05-01",
        "url": None,
    }
    first = data["standard"]["rows"][0]
    assert first["charge"][0]["en"] == "1 yuan to 2 yuan per m² of area"
    assert first["when"] == {"zh": "面积超过10平方米", "en": "area more than 10 m²"}
    assert data["scales"]["steps"][0] == {"up_to": 1_000_000, "amount": 5_000, "rate": None}
    assert data["reductions"][0]["relief"] == {"zh": "减征50%", "en": "reduced by 50%"}
    assert list(data["fee_policy"]) == ["discretionary"]
    assert [(one["from"], one["state"]) for one in data["history"]] == [
        ("2026-01-01", "reduced"),
        ("2026-07-01", "abolished"),
    ]


INSPECTION = {
    "zh": [
        "城市：某市",
        "须列入批准的年度检查计划",
        "本市其他机关6个月内已就同一事项检查（只计日常），或者已列入当年计划的，不重复检查",
        "每月1日至14日",
        "每月5日",
        "1年内同一机关检查不超过2次（只计日常）",
        "同一自然年内各机关检查不超过1次",
        "企业在特别保护期内",
        "除外：危险",
        "须先报备",
        "不得检查",
        "首次检查：此前30日内没有被同一机关检查过",
        "后果：先责令改正；逾期未改正的，方可处罚",
    ],
    "en": [
        "must stand in the approved plan of its year",
        "days 1 to 14 of the month",
        "day 5 of the month",
        "at most 2 by the same authority within 1 year (only routine)",
        "at most 1 by all authorities in the same calendar year",
        "first: no earlier inspection by the same authority within 30 days",
        "unless: danger",
    ],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rules_of_inspection(cli: Cli, folder: Path, lang: str) -> None:
    ran = cli("show", "x.inspection", "--rulesets", folder, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    for phrase in INSPECTION[lang]:
        assert phrase in ran.out, ran.out
    data = cli("show", "x.inspection", "--rulesets", folder, "--format", "json").data
    assert (data["kind"], len(data["limits"])) == ("inspection", 7)
    assert data["limits"][2]["rule"]["en"] == "days 1 to 14 of the month"
    assert data["first_inspection"]["unless"] == {"zh": "危险", "en": "danger"}


LIMITS = {
    "zh": [
        "办理机关：某局",
        "20个工作日",
        "13个工作日",
        "1日（经批准）",
        "45日",
        "无“复杂”情形",
        "缩短（至多为法定时限的2/3）（《甲法》第三条）",
        "除外：复杂",
        "不计入时限：听证（《甲法》第三条）",
    ],
    "en": [
        "department: some office",
        "20 working days",
        "1 calendar day (approved)",
        "45 calendar days",
        "shorter (at most 2/3 of the statutory limit) (《甲法》第三条)",
        "unless: hard",
    ],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_time_limits(cli: Cli, folder: Path, lang: str) -> None:
    ran = cli("show", "x.limit", "--rulesets", folder, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    for phrase in LIMITS[lang]:
        assert phrase in ran.out, ran.out
    data = cli("show", "x.limit", "--rulesets", folder, "--format", "json").data
    assert data["kind"] == "time-limit"
    assert data["limits"][0]["promised"] == {"days": 13, "working": True, "cite": []}
    assert data["limits"][1]["promised"] is None
    assert data["promise"]["at_most"] == "2/3"
    assert data["not_counted"]["label"] == {"zh": "听证", "en": "听证"}


@pytest.mark.parametrize("name", ["x.fee", "x.inspection", "x.limit"])
def test_every_kind_as_markdown(cli: Cli, folder: Path, name: str) -> None:
    out = cli("show", name, "--rulesets", folder, "--format", "markdown").out
    assert out.startswith("# ")
    assert "\n| " in out


def test_a_kind_that_a_command_does_not_take_is_named(cli: Cli, folder: Path) -> None:
    late = ["--fine", "100元", "--due", "2026-03-02", "--paid", "2026-03-20"]
    ran = cli("surcharge", *late, "--ruleset", "x.fee", "--rulesets", folder, "--lang", "en")
    assert (ran.code, ran.out) == (1, "")
    assert "x.fee is of another kind: fee" in ran.err
