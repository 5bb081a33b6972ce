import json

import openpyxl
import pytest

from penaltybench.diagnostics import CODES
from penaltybench.exchange.published import table as tables
from penaltybench.exchange.published.columns import Role, find_columns, group_rows, role_of
from penaltybench.exchange.published.table import column_name, read_table

HEADER = ["序号", "违法行为", "处罚依据", "裁量阶次", "适用条件", "处罚标准", "备注"]


def csv_file(tmp_path, *rows, name="t.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes("\n".join(",".join(row) for row in rows).encode(encoding))
    return path


def codes(faults):
    assert all(fault.code in CODES for fault in faults)
    return [fault.code for fault in faults]


def grouped(path):
    found, faults = read_table(path)
    assert faults == ()
    columns, first = find_columns(found[0])
    violations, second = group_rows(found[0], columns)
    return violations, (*first, *second)


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_is_read_with_or_without_a_mark_at_its_start(tmp_path, encoding):
    found, faults = read_table(csv_file(tmp_path, HEADER, ["1", "甲"], encoding=encoding))
    assert faults == ()
    assert found[0].rows[0].cells == tuple(HEADER)
    assert found[0].rows[1].cells == ("1", "甲", "", "", "", "", "")


def test_a_quoted_cell_may_have_lines_and_rows_keep_their_lines(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('序号,违法行为\r\n1,"甲\n乙"\r\n2,丙\r\n', encoding="utf-8")
    (table,), _ = read_table(path)
    assert [(row.number, row.cells[1]) for row in table.rows] == [
        (1, "违法行为"),
        (2, "甲\n乙"),
        (4, "丙"),
    ]
    assert str(table.place(table.rows[2], 1)) == f"{path}:4:2"
    assert table.place(table.rows[2], 1).path == "B4"


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_other_separators_are_recognised(tmp_path, mark):
    path = tmp_path / "t.csv"
    path.write_text(f"序号{mark}违法行为\n1{mark}甲，乙\n", encoding="utf-8")
    (table,), _ = read_table(path)
    assert table.rows[1].cells == ("1", "甲，乙")


def test_another_encoding_is_named(tmp_path):
    found, faults = read_table(csv_file(tmp_path, HEADER, encoding="gb18030"))
    assert found == ()
    assert codes(faults) == ["PB0102"]
    assert "GB18030" in faults[0].message.zh


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "PB0805"),
        (",,\n,,\n", "PB0805"),
        ('序号,"违法\n', "PB0104"),
        ('序号,"违"法\n', "PB0104"),
        ("序号,违\x00法\n", "PB0102"),
    ],
)
def test_a_broken_file_is_a_diagnostic(tmp_path, content, code):
    path = tmp_path / "t.csv"
    path.write_text(content, encoding="utf-8")
    found, faults = read_table(path)
    assert found == ()
    assert codes(faults) == [code]


@pytest.mark.parametrize("name", ["none.csv", "none.json", "none.xlsx"])
def test_a_file_that_is_not_there_is_a_diagnostic(tmp_path, name):
    found, faults = read_table(tmp_path / name)
    assert found == ()
    assert codes(faults) == ["PB0101"]


def test_a_table_that_is_too_large_is_a_diagnostic(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    found, faults = read_table(csv_file(tmp_path, HEADER, ["1"], ["2"], ["3"]))
    assert found == ()
    assert codes(faults) == ["PB0802"]


def test_json_is_a_list_of_objects(tmp_path):
    path = tmp_path / "t.json"
    path.write_text(json.dumps([{"序号": 1, "违法行为": "甲"}, {"处罚标准": None, "备注": True}]))
    (table,), faults = read_table(path)
    assert faults == ()
    assert table.rows[0].cells == ("序号", "违法行为", "处罚标准", "备注")
    assert table.rows[1].cells == ("1", "甲", "", "")
    assert table.rows[2].cells == ("", "", "", "true")
    assert table.place(table.rows[1], 1).path == "rows[0].违法行为"


@pytest.mark.parametrize("text", ["{}", "[]", "[1]", '[["序号"]]', "null", '"x"'])
def test_other_json_is_not_recognised(tmp_path, text):
    path = tmp_path / "t.json"
    path.write_text(text)
    found, faults = read_table(path)
    assert found == ()
    assert codes(faults) == ["PB0805"]


@pytest.mark.parametrize(
    "row",
    [{"序号": ["1"], "违法行为": "甲"}, {"序号": "\ud800", "违法行为": "甲"}, {"\ud800": "1"}],
)
def test_a_cell_of_json_that_is_no_text_is_named(tmp_path, row):
    path = tmp_path / "t.json"
    path.write_text(json.dumps([row, {"违法行为": "乙"}]))
    _, faults = read_table(path)
    assert codes(faults) == ["PB0804"]
    assert str(faults[0]).encode()


def workbook(tmp_path, fill):
    book = openpyxl.Workbook()
    fill(book.active)
    path = tmp_path / "t.xlsx"
    book.save(path)
    return path


def test_a_workbook_is_read_with_its_merged_cells(tmp_path):
    def fill(sheet):
        sheet.title = "裁量表"
        sheet.append(["某市裁量基准"])
        sheet.append(HEADER)
        sheet.append([1, "甲", "依据", "一般", "第一次", "处五元罚款", None])
        sheet.append([None, None, None, None, "第二次", None, None])
        for area in ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "F3:F4"):
            sheet.merge_cells(area)

    violations, faults = grouped(workbook(tmp_path, fill))
    assert faults == ()
    (violation,) = violations
    assert [(row.tier, row.circumstances, row.penalty) for row in violation.rows] == [
        ("一般", ("第一次",), "处五元罚款"),
        ("一般", ("第二次",), "处五元罚款"),
    ]
    assert violation.rows[1].row.number == 4


def test_a_formula_is_not_read(tmp_path):
    def fill(sheet):
        sheet.append(HEADER)
        sheet.append(["1", "甲", "", "", "", "=A1", ""])

    (table,), faults = read_table(workbook(tmp_path, fill))
    assert codes(faults) == ["PB0803"]
    assert faults[0].place.path == "Sheet!F2"
    assert table.rows[1].cells[5] == ""


def test_what_is_no_workbook_is_a_diagnostic(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"x" * 100)
    found, faults = read_table(path)
    assert found == ()
    assert codes(faults) == ["PB0801"]


def test_names_of_columns():
    assert [column_name(number) for number in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


# --- columns --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("违法行为", Role.VIOLATION),
        (" 违 法 行 为 ", Role.VIOLATION),
        ("处罚标准（万元）", Role.PENALTY),
        ("裁量阶次：", Role.TIER),
        ("违反条款", Role.BREACHED),
        ("联系人", None),
        ("", None),
    ],
)
def test_a_header_says_what_its_column_holds(header, role):
    assert role_of(header) is role


def test_titles_above_and_a_header_of_two_rows_are_found(tmp_path):
    path = csv_file(
        tmp_path,
        ["某市裁量权基准", "", "", ""],
        ["序号", "违法行为", "裁量标准", ""],
        ["", "", "适用条件", "处罚标准"],
        ["1", "甲", "第一次", "处五元罚款"],
    )
    (table,), _ = read_table(path)
    columns, faults = find_columns(table)
    assert faults == ()
    assert columns.of[Role.CIRCUMSTANCES] == (2,)
    assert columns.of[Role.PENALTY] == (3,)
    assert len(columns.rows) == 1


def test_an_unknown_or_doubled_column_is_named_and_not_read(tmp_path):
    path = csv_file(
        tmp_path,
        ["序号", "违法行为", "处罚标准", "裁量标准", "联系人"],
        ["1", "甲", "处五元罚款", "处六元罚款", "乙"],
    )
    (table,), _ = read_table(path)
    columns, faults = find_columns(table)
    assert codes(faults) == ["PB0805", "PB0805"]
    assert {fault.severity.value for fault in faults} == {"warning"}
    assert columns.of[Role.PENALTY] == (2,)


@pytest.mark.parametrize("header", [["甲", "乙"], ["违法行为", "备注"], ["处罚标准", "备注"]])
def test_a_layout_without_violation_or_penalty_is_not_recognised(tmp_path, header):
    (table,), _ = read_table(csv_file(tmp_path, header, ["1", "2"]))
    columns, faults = find_columns(table)
    assert columns is None
    assert codes(faults)[-1] == "PB0805"
    assert "违法行为" in faults[-1].remedy.zh


def test_cells_are_carried_down_inside_a_violation_only(tmp_path):
    violations, faults = grouped(
        csv_file(
            tmp_path,
            ["法律", *HEADER],
            ["甲法", "1", "子", "依据一", "一般", "甲", "处五元罚款", ""],
            ["", "", "", "", "严重", "乙", "处六元罚款", "备注"],
            ["", "", "", "依据二", "〃", "丙", "〃", ""],
            ["", "2", "丑", "", "一般", "丁", "处七元罚款", ""],
        )
    )
    assert faults == ()
    first, second = violations
    assert [(row.basis, row.tier, row.penalty, row.remarks) for row in first.rows] == [
        ("依据一", "一般", "处五元罚款", ""),
        ("依据一", "严重", "处六元罚款", "备注"),
        ("依据二", "严重", "处六元罚款", ""),
    ]
    assert (second.law, second.name, second.rows[0].basis) == ("甲法", "丑", "")


def test_a_row_with_neither_tier_nor_penalty_joins_the_tier_above_and_says_so(tmp_path):
    violations, faults = grouped(
        csv_file(
            tmp_path,
            HEADER,
            ["1", "子", "", "一般", "甲", "处五元罚款", ""],
            ["", "", "", "", "乙", "", ""],
            ["注：以上包括本数", "", "", "", "", "", ""],
        )
    )
    assert [row.penalty for row in violations[0].rows] == ["处五元罚款", "处五元罚款"]
    assert codes(faults) == ["PB0807", "PB0807"]
    assert [fault.place.line for fault in faults] == [3, 4]
    assert "注：以上包括本数" in faults[1].message.zh


def test_a_blank_penalty_beside_a_tier_stays_blank(tmp_path):
    violations, faults = grouped(
        csv_file(
            tmp_path,
            HEADER,
            ["1", "子", "", "一般", "甲", "处五元罚款", ""],
            ["", "", "", "严重", "乙", "", ""],
        )
    )
    assert faults == ()
    assert violations[0].rows[1].penalty == ""


def test_a_violation_that_a_page_break_splits_is_one(tmp_path):
    violations, _ = grouped(
        csv_file(
            tmp_path,
            HEADER,
            ["1", "子", "", "一般", "甲", "处五元罚款", ""],
            ["1", "子", "", "严重", "乙", "处六元罚款", ""],
        )
    )
    assert [len(violation.rows) for violation in violations] == [2]
