"""``penaltybench diff``: files, ids and dates, forms, the note, exit codes, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from integration.command import ROOT, Cli

from penaltybench.cli import proving

STALL = ROOT / "rulesets" / "examples" / "market-stall" / "2026-01-01.yaml"
TRANSPORT = "cn.transport.unlicensed-transport"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the standard of a stall with something replaced, and return the file."""

    def written(name: str, *replaced: tuple[str, str]) -> Path:
        text = STALL.read_text(encoding="utf-8")
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_the_last_two_editions_of_an_id(cli: Cli) -> None:
    ran = cli("diff", "unlicensed-transport")
    assert ran.code == 2
    assert "自2022年5月1日起施行" in ran.out
    assert "自2023年7月20日起施行" in ran.out
    assert "== 减轻 (8)" in ran.out
    assert "== 不再有规定 (2)" in ran.out
    assert "情节、程序和其他规则的变化另列" in ran.out


def test_two_ids_with_dates(cli: Cli) -> None:
    ran = cli("diff", f"{TRANSPORT}@2022-04-30", f"{TRANSPORT}@2022-05-01", "--lang", "en")
    assert ran.code == 0
    assert "No result changes." in ran.out
    assert "Other changes" in ran.out


def test_two_files(cli: Cli, write: Write) -> None:
    old, new = write("a.yaml"), write("b.yaml", ("max: 5000元", "max: 6000元"))
    ran = cli("diff", old, new, "--lang", "en")
    assert ran.code == 2
    assert "== heavier (3)" in ran.out
    assert "A released edition is never edited" in ran.out
    back = cli("diff", new, old)
    assert "== 减轻 (3)" in back.out
    assert "已发布的版本不应修改" in back.out
    same = cli("diff", old, write("c.yaml"), "--lang", "en")
    assert (same.code, "No result changes." in same.out) == (0, True)
    assert "never edited" not in same.out


def test_a_file_and_an_id(cli: Cli, write: Write) -> None:
    ran = cli("diff", "examples.market-stall", write("b.yaml", ("max: 5000元", "max: 6000元")))
    assert ran.code == 2


def test_json(cli: Cli, write: Write) -> None:
    ran = cli(
        "diff", write("a.yaml"), write("b.yaml", ("max: 5000元", "max: 6000元")), "--format", "json"
    )
    data = ran.data
    assert data["format"] == "penaltybench/diff/1"
    assert data["counts"] == {
        "heavier": 3,
        "lighter": 0,
        "different": 0,
        "covered": 0,
        "outside": 0,
    }
    assert (data["same"], data["edited"]) == (False, True)
    change = data["changes"][0]
    assert (change["kind"], change["exact"], change["parts"]) == ("heavier", True, ["high"])
    old, new = (change["example"][side]["fine"]["high"] for side in ("old", "new"))
    assert old < new
    assert set(change["where"][0]) == {"zh", "en"}


def test_a_case_of_the_comparison_can_be_run_again(cli: Cli, tmp_path: Path) -> None:
    change = cli("diff", "unlicensed-transport", "--format", "json").data["changes"][0]
    for side in ("old", "new"):
        shown = change["example"][side]
        lines = [f"{name}: {value}" for name, value in shown["case"].items() if name != "facts"]
        lines += ["facts:", *(f"  {k}: {v}" for k, v in shown["case"]["facts"].items())]
        case = tmp_path / f"{side}.yaml"
        case.write_text("\n".join(lines) + "\n", encoding="utf-8")
        result = cli("recommend", case, "--format", "json").data["respondents"][0]
        assert (result["grade"], result["fine"]) == (shown["grade"], shown["fine"])


def test_markdown_and_the_note(cli: Cli, tmp_path: Path) -> None:
    page = tmp_path / "note.md"
    ran = cli("diff", "unlicensed-transport", "--format", "markdown", "--note", page)
    assert ran.out.startswith("# 两个版本的裁量结果比较\n")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# 《未取得道路运输经营许可")
    assert "与修订前相比，处罚减轻的情形8类，不再有规定的情形2类。" in text
    cli("diff", "unlicensed-transport", "--note", page, "--lang", "en")
    assert page.read_text(encoding="utf-8").startswith("# Explanatory note: ")


def test_what_is_not_decided_has_its_own_code(
    cli: Cli, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_ = ("  prior_2y:\n    type: integer", "  prior_2y:\n    type: decimal")
    ran = cli("diff", write("a.yaml"), write("b.yaml", type_), "--lang", "en")
    assert ran.code == 4
    assert "Not decided" in ran.out
    assert "is of another type" in ran.out
    monkeypatch.setattr(proving, "solver_of", lambda seconds: None)
    assert cli("diff", "unlicensed-transport").code == 2


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (["examples.by-grade"], "has only one edition", 1),
        (["nowhere.yaml", "nowhere.yaml"], "there is no such folder or file", 1),
        (["nothing-like-it", "by-grade"], "there is no ruleset nothing-like-it", 1),
        (["by-grade@2026-01-01"], "only one edition is given", 1),
        (["by-grade@2001-01-01", "by-grade"], "has no edition in force on 2001-01-01", 1),
        (["by-grade@soon", "by-grade"], "is not a date", 1),
        (["by-grade", "market-stall", "--note", "/nowhere/note.md"], "cannot be written", 1),
        (["by-grade", "market-stall", "--time-limit", "0"], "--time-limit", 1),
    ],
)
def test_what_is_refused(cli: Cli, arguments: list[str], said: str, code: int) -> None:
    ran = cli("diff", *arguments, "--lang", "en")
    assert ran.code == code
    assert said in ran.err
    assert not ran.out
    assert cli("diff", *arguments).err != ran.err


def test_a_file_with_errors_is_shown_with_all_of_them(cli: Cli, write: Write) -> None:
    bad = write("bad.yaml", ("max: 5000元", "max: 5000"), ("worse: later", "worze: later"))
    for arguments in ((bad, "market-stall"), ("market-stall", bad)):
        ran = cli("diff", *arguments)
        assert ran.code == 3
        assert "PB0204" in ran.err
        assert "PB0201" in ran.err
    assert cli("diff", bad, bad, "--format", "json").code == 3


def test_files_of_another_kind_are_refused(cli: Cli) -> None:
    general = ROOT / "rulesets" / "cn" / "general" / "2021-07-15.yaml"
    ran = cli("diff", general, general, "--lang", "en")
    assert ran.code == 3
    assert "is no penalty standard" in ran.err
