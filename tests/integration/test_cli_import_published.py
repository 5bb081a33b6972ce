import json

import pytest
from integration.command import EXAMPLES, Cli

from penaltybench import open_library

TABLE = EXAMPLES / "published" / "stalls.csv"
SAID = (
    "--authority",
    "示例市城市管理局",
    "--document",
    "示例市裁量基准表",
    "--effective",
    "2026-01-01",
)


def test_drafts_are_written_and_can_be_loaded(cli: Cli, tmp_path):
    ran = cli("import-table", TABLE, "-o", tmp_path, *SAID, "--id-prefix", "my.example")
    assert ran.code == 0
    assert ran.out == (
        "处罚标准 8 格：7 格全部读懂，1 格没有全部读懂\n"
        "违法行为 3 项：3 份草稿，7 行列为档次\n"
        f"写入 {tmp_path / 'my' / 'example'}\n"
    )
    assert "PB0807" in ran.err
    assert "penaltybench check" in ran.err
    library = open_library(tmp_path)
    assert {"my.example.v1", "my.example.v2", "my.example.v3"} <= set(library.ids)
    assert [fault for fault in library.diagnostics if str(tmp_path) in fault.place.file] == []
    recommended = library.recommend(
        {
            "ruleset": "my.example.v2",
            "conduct": "2026-02-01",
            "facts": {
                "circumstances": "c3",
                "base_1": "4万元",
                "punished_1": True,
                "party": "citizen",
            },
            "circumstances": [],
        }
    )
    assert (recommended.fine.low.fen, recommended.fine.high.fen) == (3_200_000_0, 4_000_000_0)
    assert recommended.respondent("r1").fine.high.fen == 2_000_00


def test_without_a_folder_nothing_is_written(cli: Cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = cli("import-table", TABLE, *SAID, "--lang", "en")
    assert ran.code == 0
    assert ran.out.endswith("nothing was written\n")
    assert list(tmp_path.iterdir()) == []


def test_json_has_the_counts_the_files_and_the_diagnostics(cli: Cli, tmp_path):
    ran = cli("import-table", TABLE, "-o", tmp_path, *SAID, "--format", "json")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.data["format"] == "penaltybench/import-table/1"
    assert (ran.data["violations"], ran.data["cells"], ran.data["understood"]) == (3, 8, 7)
    assert [draft["id"] for draft in ran.data["drafts"]] == ["draft.v1", "draft.v2", "draft.v3"]
    assert len(ran.data["files"]) == 4
    assert [fault["code"] for fault in ran.data["diagnostics"]] == ["PB0807"]


def test_what_is_there_is_not_replaced_unless_asked(cli: Cli, tmp_path):
    first = cli("import-table", TABLE, "-o", tmp_path, *SAID)
    path = tmp_path / "draft" / "v1" / "2026-01-01.yaml"
    path.write_text("mine", encoding="utf-8")
    again = cli("import-table", TABLE, "-o", tmp_path, *SAID)
    assert (first.code, again.code) == (0, 1)
    assert "已经存在" in again.err
    assert path.read_text(encoding="utf-8") == "mine"
    assert cli("import-table", TABLE, "-o", tmp_path, *SAID, "--force").code == 0
    assert path.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("序号,违法行为\n1,甲\n".encode(), "PB0805"),
        (b"", "PB0805"),
        ("序号,违法行为,处罚标准\n1,甲,处五元罚款\n".encode("gb18030"), "PB0102"),
        ("序号,违法行为,处罚标准\n1,甲,剁手\n".encode(), "PB0807"),
    ],
)
def test_a_table_that_gives_nothing_is_refused(cli: Cli, tmp_path, content, code):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    ran = cli("import-table", path, "-o", tmp_path / "out", *SAID)
    assert ran.code == 3
    assert code in ran.err
    assert not (tmp_path / "out").exists()
    ran = cli("import-table", path, *SAID, "--format", "json")
    assert code in [fault["code"] for fault in json.loads(ran.err)["diagnostics"]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.csv", *SAID), "没有这个目录或文件"),
        ((TABLE, *SAID[2:]), "--authority"),
        ((TABLE, "--authority", " ", *SAID[2:]), "--authority 是空的"),
        ((TABLE, *SAID[:4], "--effective", "2026-13-01"), "不是日期"),
        ((TABLE, *SAID, "--id-prefix", "A b"), "不能作编号的开头"),
        ((TABLE, *SAID, "-o", TABLE), "不是目录"),
    ],
)
def test_wrong_usage_says_what_to_do(cli: Cli, arguments, said):
    ran = cli("import-table", *arguments)
    assert ran.code == 1
    assert said in ran.err
    assert "Traceback" not in ran.err
