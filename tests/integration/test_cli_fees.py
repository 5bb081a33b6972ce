"""The commands ``assess``, ``audit-charges`` and ``catalogue``: what they print, and how they end."""

import csv
import io
from pathlib import Path

import pytest
from integration.command import EXAMPLES, Cli

FOLDER = EXAMPLES / "fees"
COURT, DIVORCE, CHARGES = (FOLDER / n for n in ("court.yaml", "divorce.yaml", "charges.csv"))
ITEM = "cn.courts.acceptance-fees"


# --- assess -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "title"), [("zh", "案件受理费"), ("en", "Case acceptance fee")])
@pytest.mark.parametrize(("case", "code"), [(COURT, 0), (DIVORCE, 4)])
def test_assess_in_both_languages(cli: Cli, case: Path, code: int, lang: str, title: str) -> None:
    ran = cli("assess", case, "--lang", lang)
    assert (ran.code, ran.err) == (code, "")
    first = ran.out.splitlines()[0]
    assert first.startswith(title)
    assert ran.out.splitlines().count(first) == 1


def test_assess_as_json_and_markdown(cli: Cli) -> None:
    ran = cli("assess", COURT, "--format", "json")
    assert ran.data["format"] == "penaltybench/assessment/1"
    assert (ran.data["due"], ran.data["row"], ran.data["reductions"]) == (
        170_000,
        "property",
        ["halved"],
    )
    bands = ran.data["computation"][0]["standards"][0]["parts"][0]["bands"]
    assert [band["amount"] for band in bands] == [5_000, 225_000, 110_000]
    page = cli("assess", COURT, "--format", "markdown")
    assert page.out.startswith("# 案件受理费\n\n- 收费项目：")
    assert "\n## 计算\n" in page.out


def test_assess_reads_standard_input(cli: Cli) -> None:
    ran = cli("assess", "-", data=COURT.read_text(encoding="utf-8"))
    assert ran.code == 0
    assert "应收：1,700元" in ran.out


def case(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_assess_says_what_is_wrong_and_where(cli: Cli, tmp_path: Path) -> None:
    path = case(tmp_path, f"fee: {ITEM}", "on: 2024-05-20", "facts:", "  claim: many", "  kin: x")
    ran = cli("assess", path, "--lang", "en")
    assert (ran.code, ran.out) == (3, "")
    assert f"{path}:4:10: PB0303 error" in ran.err
    assert f"{path}:5:8: PB0302 error" in ran.err
    assert "did you mean kind?" in ran.err
    assert cli("assess", path, "--format", "json").code == 3
    early = case(tmp_path, f"fee: {ITEM}", "on: 2001-05-20")
    ran = cli("assess", early)
    assert (ran.code, f"{early}:2:5: PB0306" in ran.err) == (3, True)
    assert cli("assess", "nowhere.yaml").code == 1


def test_assess_ends_well_for_what_is_not_charged(cli: Cli, tmp_path: Path) -> None:
    ended = case(tmp_path, "fee: examples.fees.stall-management", "on: 2010-01-01")
    ran = cli("assess", ended)
    assert (ran.code, ran.err) == (0, "")
    assert "状态：不收取：自2009年1月1日起取消（示例文件〔2008〕1号（虚构））" in ran.out
    unlisted = case(tmp_path, "fee: cn.courts.acceptance-fee", "on: 2024-05-20")
    ran = cli("assess", unlisted, "--lang", "en")
    assert ran.code == 0
    assert f"the closest id is {ITEM}" in ran.out


def test_assess_does_not_take_a_broken_item_for_an_unlisted_one(cli: Cli, tmp_path: Path) -> None:
    broken = tmp_path / "local" / "fee" / "2020-01-01.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("id: local.fee\nkind: fee\n", encoding="utf-8")
    path = case(tmp_path, "fee: local.fee", "on: 2024-05-20")
    ran = cli("assess", path, "--rulesets", tmp_path / "local", "--lang", "en")
    assert (ran.code, ran.out) == (3, "")
    assert "PB0301" in ran.err
    assert "the key department is missing" in ran.err


# --- audit-charges ------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "title"), [("zh", "收费核对"), ("en", "Audit of charges")])
def test_overcharges_end_the_audit_with_a_code_of_their_own(
    cli: Cli, lang: str, title: str
) -> None:
    ran = cli("audit-charges", CHARGES, "--lang", lang)
    assert (ran.code, ran.err) == (2, "")
    assert ran.out.startswith(title + "\n")


def test_the_audit_as_json_and_markdown(cli: Cli) -> None:
    ran = cli("audit-charges", CHARGES, "--format", "json")
    assert ran.data["format"] == "penaltybench/charge-audit/1"
    assert ran.data["totals"]["overcharged"] == {"number": 6, "fen": 668_000}
    assert cli("audit-charges", CHARGES, "--format", "markdown").out.startswith("# 收费核对\n")


HEAD = "fee,on,charged,kind\n"
GOOD = f"{ITEM},2024-05-20,0,special_procedure\n"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (GOOD, 0),
        (GOOD + f"{ITEM},2024-05-20,5,property\n", 4),
        (GOOD + f"{ITEM},2024-05-20,five,\n", 3),
        (GOOD + f"{ITEM},2024-05-20,five,\n{ITEM},2024-05-20,1,special_procedure\n", 2),
        ("", 0),
    ],
)
def test_the_gravest_finding_decides_how_the_audit_ends(cli: Cli, rows: str, code: int) -> None:
    ran = cli("audit-charges", "-", "--lang", "en", data=HEAD + rows)
    assert (ran.code, ran.err) == (code, "")
    if "five" in rows:
        assert "<stdin>:3:3 [charged] PB0204" in ran.out
        assert "→ correct this cell" in ran.out


def test_the_audit_reads_a_list_on_standard_input(cli: Cli) -> None:
    row = f'[{{"fee": "{ITEM}", "on": "2024-05-20", "charged": 0, "kind": "special_procedure"}}]'
    assert cli("audit-charges", "-", data=row).code == 0
    ran = cli("audit-charges", "-", data="{}")
    assert (ran.code, ran.out) == (3, "")
    assert "PB0203" in ran.err


def test_a_table_that_cannot_be_read(cli: Cli, tmp_path: Path) -> None:
    for name in ("nowhere.csv", tmp_path, "README.md"):
        ran = cli("audit-charges", name)
        assert (ran.code, ran.out) == (1, "")
        assert "PB0101" in ran.err
    path = tmp_path / "table.csv"
    path.write_text("fee,on\n", encoding="utf-8")
    ran = cli("audit-charges", path)
    assert (ran.code, ran.out) == (3, "")
    assert f"{path}:1:1: PB0202" in ran.err


# --- catalogue ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "共1项，其中0项已不收取"), ("en", "1 in all, 0 of them ended")],
)
def test_the_catalogue_of_an_item(cli: Cli, lang: str, words: str) -> None:
    ran = cli("catalogue", "cn.courts.acceptance-fees", "--on", "2024-01-01", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.rstrip("\n").endswith(words)


def test_the_catalogue_in_other_forms(cli: Cli) -> None:
    given = ("catalogue", "cn.hunan.fees", "--on", "2017-06-01", "--format")
    data = cli(*given, "json").data
    assert data["format"] == "penaltybench/fee-catalogue/1"
    assert data["on"] == "2017-06-01"
    rows = list(csv.reader(io.StringIO(cli(*given, "csv").out)))
    listed = [item for part in (*data["charged"], *data["ended"]) for item in part["items"]]
    assert [row[1] for row in rows[1:]] == [item["id"] for item in listed]
    assert cli(*given, "markdown").out.startswith("# 收费目录清单（2017年6月1日）\n")


def test_the_catalogue_is_that_of_today_unless_a_day_is_given(cli: Cli) -> None:
    ran = cli("catalogue", "--format", "json")
    assert ran.code == 0
    assert len(ran.data["charged"]) > 1


def test_what_the_catalogue_cannot_show(cli: Cli) -> None:
    ran = cli("catalogue", "cn.court", "--lang", "en")
    assert (ran.code, ran.out) == (1, "")
    assert "did you mean cn.courts?" in ran.err
    assert cli("catalogue", "--on", "yesterday").code == 1
