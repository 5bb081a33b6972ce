"""``export`` and ``import`` as a lawyer runs them, in both languages."""

import sys
from pathlib import Path
from typing import Any

import pytest
from integration.command import Cli
from workbooks import ROOT, STALL, cell, edited, stall

from penaltybench.cli import exchanged
from penaltybench.exchange.yaml_text import ruleset_yaml
from penaltybench.library import bundled_rulesets
from penaltybench.source import read_file


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # Of the bundled rulesets only those that the examples stand on.
    small = tmp_path / "bundled"
    for folder in ("cn/general", "cn/statutes", "examples"):
        (small / folder).parent.mkdir(parents=True, exist_ok=True)
        (small / folder).symlink_to(ROOT / folder, target_is_directory=True)
    real = [ROOT / folder for folder in ("cn/general", "cn/statutes", "examples")]
    monkeypatch.setattr(
        exchanged, "roots_of", lambda rulesets: [*([rulesets] if rulesets else []), *real]
    )


def change(path: Path, edit: Any) -> None:
    path.write_bytes(edited(path.read_bytes(), edit))


@pytest.mark.parametrize(("lang", "said"), [("zh", "已写入"), ("en", "written:")])
def test_the_whole_way(cli: Cli, lang: str, said: str) -> None:
    ran = cli("export", STALL, "--to", "xlsx", "-o", "stall.xlsx", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{said} stall.xlsx\n"
    ran = cli("import", "stall.xlsx", "-o", "back.yaml", "--lang", lang)
    assert (ran.code, ran.out) == (0, "")
    assert said in ran.err
    assert read_file(Path("back.yaml")).tree == stall().tree
    ran = cli("import", "stall.xlsx", "--lang", lang)
    assert ran.out == ruleset_yaml(stall().tree)


def test_by_id_and_edition(cli: Cli) -> None:
    ran = cli("export", "edition-of-conduct", "--edition", "2026-03-01")
    assert ran.code == 0
    assert Path("examples.edition-of-conduct-2026-01-01.xlsx").is_file()
    assert cli("export", "edition-of-conduct").code == 0
    assert Path("examples.edition-of-conduct-2026-07-01.xlsx").is_file()
    ran = cli("export", "edition-of-conduct", "--edition", "2020-01-01", "--lang", "en")
    assert ran.code == 1
    assert "has no edition on 2020-01-01" in ran.err
    assert "2026-01-01, 2026-07-01" in ran.err


def test_general_rules_have_a_workbook(cli: Cli) -> None:
    assert cli("export", "cn.general", "--edition", "2000-01-01", "-o", "old.xlsx").code == 0
    ran = cli("import", "old.xlsx")
    assert ran.out == ruleset_yaml(read_file(ROOT / "cn/general/1996-10-01.yaml").tree)


def test_nothing_is_overwritten_unasked(cli: Cli) -> None:
    for command in (("export", STALL, "-o", "a.xlsx"), ("import", "a.xlsx", "-o", "a.yaml")):
        assert cli(*command).code == 0
        before = Path(command[-1]).read_bytes()
        ran = cli(*command)
        assert ran.code == 1
        assert "--force" in ran.err
        assert Path(command[-1]).read_bytes() == before
        assert cli(*command, "--force").code == 0


def test_the_same_workbook_every_time(cli: Cli) -> None:
    assert cli("export", STALL, "-o", "a.xlsx").code == 0
    assert cli("export", STALL, "-o", "b.xlsx").code == 0
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()


@pytest.mark.parametrize(("lang", "said"), [("zh", "错误"), ("en", "error")])
def test_faults_name_sheet_and_cell_and_nothing_is_written(cli: Cli, lang: str, said: str) -> None:
    cli("export", STALL, "-o", "a.xlsx")
    change(
        Path("a.xlsx"),
        lambda book: setattr(cell(book, "裁量基准", "fine.share", 2), "value", "一半"),
    )
    ran = cli("import", "a.xlsx", "-o", "a.yaml", "--lang", lang)
    assert (ran.code, ran.out) == (3, "")
    assert f"a.xlsx:6:18: PB0204 {said}" in ran.err
    assert "[裁量基准!R6]" in ran.err
    assert not Path("a.yaml").exists()


def test_warnings_do_not_stop_the_import(cli: Cli) -> None:
    cli("export", STALL, "-o", "a.xlsx")
    change(Path("a.xlsx"), lambda book: setattr(book["裁量基准"].cell(5, 5), "value", "随便罚"))
    ran = cli("import", "a.xlsx")
    assert ran.code == 0
    assert "PB0808" in ran.err
    assert ran.out == ruleset_yaml(stall().tree)


def test_csv(cli: Cli) -> None:
    ran = cli("export", STALL, "--to", "csv", "-o", "a.csv")
    assert ran.code == 0
    assert Path("a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "--into" in Path("a.csv.README.txt").read_text(encoding="utf-8")
    ran = cli("import", "a.csv", "--into", STALL)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == ruleset_yaml(stall().tree)
    ran = cli("import", "a.csv", "--lang", "en")
    assert ran.code == 1
    assert "--into" in ran.err
    ran = cli("import", "a.csv", "--into", "nowhere.yaml")
    assert ran.code == 1
    Path("b.csv").write_text("a,b\n", encoding="utf-8")
    ran = cli("import", "b.csv", "--into", STALL)
    assert (ran.code, ran.out) == (3, "")
    assert "PB0805" in ran.err


def test_a_ruleset_without_a_table_has_no_csv(cli: Cli) -> None:
    general = ROOT / "cn/general/2021-07-15.yaml"
    ran = cli("export", general, "--to", "csv", "--lang", "en")
    assert ran.code == 1
    assert "--to xlsx" in ran.err
    assert list(Path.cwd().glob("*.csv*")) == []


@pytest.mark.parametrize(("lang", "said"), [("zh", "读懂 2 档"), ("en", "understood: 2")])
def test_a_table_drawn_up_by_hand(cli: Cli, lang: str, said: str, tmp_path: Path) -> None:
    from unit.exchange.test_completion import ROWS, by_hand

    path = by_hand(tmp_path, *ROWS)
    ran = cli("import", path, "--lang", lang)
    assert ran.code == 3
    assert "--complete" in ran.err
    ran = cli("import", path, "--complete", "fill.xlsx", "--lang", lang)
    assert ran.code == 0
    assert said in ran.err
    ran = cli("import", "fill.xlsx", "--lang", lang)
    assert ran.code == 3
    assert "【请填写" in ran.err
    other = ("占用绿地", "《城市绿化条例》第二十八条", "一般", "占用绿地的", "处五百元罚款")
    ran = cli("import", by_hand(tmp_path, *ROWS, other), "--complete", "two.xlsx")
    assert ran.code == 0
    assert sorted(one.name for one in Path.cwd().glob("two*")) == ["two-1.xlsx", "two-2.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "nowhere.yaml"), "no such file"),
        (("export", "market-stal"), "did you mean"),
        (("export", "cn.statutes"), "only penalty and general"),
        (("export", str(STALL), "-o", "nowhere/a.xlsx"), "cannot be written"),
        (("export", str(STALL), "--to", "pdf"), "wrong usage"),
        (("export", str(STALL), "--edition", "2026-01-01"), "one edition"),
        (("export", "market-stall", "--edition", "soon"), "soon"),
        (("import", "nowhere.xlsx"), "no such file"),
        (("import", "."), "no such file"),
        (("import", str(STALL), "-o", "nowhere/a.yaml"), "cannot be written"),
    ],
)
def test_what_cannot_be_run(cli: Cli, arguments: tuple[str, ...], said: str) -> None:
    ran = cli(*arguments, "--lang", "en")
    assert ran.code == 1
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_what_is_no_workbook(cli: Cli) -> None:
    Path("a.xlsx").write_bytes(b"\x89PNG\r\n")
    ran = cli("import", "a.xlsx")
    assert (ran.code, ran.out) == (3, "")
    assert "PB0801" in ran.err
    ran = cli("import", "a.xlsx", "--complete", "b.xlsx")
    assert ran.code == 3
    assert not Path("b.xlsx").exists()


@pytest.mark.parametrize(
    ("missing", "arguments"),
    [("openpyxl", ("export", str(STALL), "-o", "b.xlsx")), ("defusedxml", ("import", "a.xlsx"))],
)
def test_a_missing_extra_is_named(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, missing: str, arguments: tuple[str, ...]
) -> None:
    assert cli("export", STALL, "-o", "a.xlsx").code == 0
    monkeypatch.setitem(sys.modules, missing, None)
    ran = cli(*arguments, "--lang", "en")
    assert (ran.code, ran.out) == (1, "")
    assert "penaltybench[excel]" in ran.err
    assert not Path("b.xlsx").exists()


def test_a_broken_write_leaves_what_was_there(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of writing: the old file is whole and no other file is left."""
    Path("a.yaml").write_text("old", encoding="utf-8")
    cli("export", STALL, "-o", "a.xlsx")

    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    ran = cli("import", "a.xlsx", "-o", "a.yaml", "--force")
    assert ran.code == 130
    assert Path("a.yaml").read_text(encoding="utf-8") == "old"
    assert list(Path.cwd().glob(".*.part")) == []


def test_all_ids_are_found() -> None:
    found = exchanged.ruleset_source("cn.general", None, [bundled_rulesets()])
    assert found.tree["effective"] == {"from": "2021-07-15"}
