"""A table drawn up by hand becomes a workbook that is filled in and then imported."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from workbooks import cell, edited, imported, keys

from penaltybench.exchange.completion import Completion, completion
from penaltybench.exchange.handmade import hand_tables
from penaltybench.exchange.published.model import Understood
from penaltybench.exchange.published.table import read_table
from penaltybench.exchange.workbook.book import workbook
from penaltybench.exchange.workbook.sheets import MARK

FIVE = ["违法行为", "法律依据", "违法程度", "适用情形", "裁量基准"]
BASIS = "《城市绿化条例》第二十七条：违反本条例规定的，没收违法所得，并处二千元以上二万元以下罚款。"
ROWS = [
    ("损坏城市树木花草", BASIS, "较轻", "树木三株以下的", "处二千元以上五千元以下罚款"),
    ("", "", "一般", "树木三株以上十株以下的", "处五千元以上一万元以下的罚款，并没收违法所得"),
    ("", "", "严重", "树木十株以上的", "从严从快处理"),
]


def by_hand(folder: Path, *rows: Any, title: str = "裁量基准表", head: Any = FIVE) -> Path:
    """Write a table with a title above it and merged cells, as offices draw them up."""
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.merge_cells("A1:E1")
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    start = 3
    for number in range(4, 4 + len(rows)):
        if number < 3 + len(rows) and not sheet.cell(number, 1).value:
            continue
        if number - start > 1:
            sheet.merge_cells(start_row=start, start_column=1, end_row=number - 1, end_column=1)
            sheet.merge_cells(start_row=start, start_column=2, end_row=number - 1, end_column=2)
        start = number
    path = folder / "by-hand.xlsx"
    book.save(path)
    return path


def completions(path: Path, **more: Any) -> list[Completion]:
    tables, _ = read_table(path)
    found = hand_tables(tables)
    return [completion(hand, one, "zh", **more) for hand in found for one in hand.violations]


def filled(data: bytes, values: dict[str, list[str]], about: dict[str, str]) -> bytes:
    def fill(opened: Any) -> None:
        for key, texts in values.items():
            for number, text in enumerate(texts, 1):
                if text:
                    cell(opened, "裁量基准", key, number).value = text
        for number in range(1, opened["基本信息"].max_row):
            key = cell(opened, "基本信息", "key", number).value
            if key in about:
                cell(opened, "基本信息", "value", number).value = about[key]
        for key, text in (
            ("id", "trees"),
            ("type", "整数"),
            ("label.zh", "树木株数"),
            ("domain", ">= 1"),
        ):
            cell(opened, "要素", key, 1).value = text
        cell(opened, "处罚依据", "statute.law", 1).value = "示例条例"

    return edited(data, fill)


ABOUT = {
    "id": "examples.trees",
    "status": "示例（非官方发布）",
    "effective.from": "2026年1月1日",
    "issued.by": "某局",
    "source.text": "虚构",
    "source.sure": "高",
    "reviewed_on": "2026/1/2",
    "rounding.unit": "１元",
    "rounding.mode": "舍去尾数",
}


def test_what_is_understood_is_filled_in_and_the_rest_is_marked(tmp_path: Path) -> None:
    (made,) = completions(by_hand(tmp_path, *ROWS))
    assert (made.violation, made.rows, made.understood) == ("损坏城市树木花草", 3, 2)
    opened = load_workbook(io.BytesIO(workbook(made.grids, "zh", made.violation)))
    table = opened["裁量基准"]
    # The words of the table stand beside what is read in them, and are not read back.
    assert table.cell(4, 1).value == "违法行为\n[原文]"
    assert [table.cell(row, 5).value for row in (5, 6, 7)] == [row[4] for row in ROWS]
    assert [cell(opened, "裁量基准", "fine.amount", n).value for n in (1, 2, 3)] == [
        "[2,000元..5,000元]",
        "[5,000元..1万元]",
        "【请填写：罚款】",
    ]
    assert [cell(opened, "裁量基准", "grade", n).value for n in (1, 2, 3)] == [
        "从轻处罚", "一般处罚", "从重处罚",
    ]  # fmt: skip
    assert cell(opened, "裁量基准", "also", 2).value == "应当 没收违法所得"
    assert all(cell(opened, "裁量基准", "when", n).value == "【请填写：条件】" for n in (1, 2, 3))
    assert cell(opened, "处罚依据", "statute.law", 1).value == "城市绿化条例"
    assert cell(opened, "处罚依据", "allows.fine.max", 1).value == "2万元"
    assert cell(opened, "处罚依据", "allows", 1).value == "应当 没收违法所得"


def test_filled_in_it_is_imported(tmp_path: Path) -> None:
    (made,) = completions(by_hand(tmp_path, *ROWS))
    data = workbook(made.grids, "zh", made.violation)
    tree, faults = imported(data, tmp_path)
    assert tree is None
    assert {fault.code for fault in faults} == {"PB0804"}
    conditions = ["树木株数：＜ 3", "树木株数：[3～10)", "trees: ≥10"]
    values = {"when": conditions, "fine.amount": ["", "", "［1万元..2万元］"]}
    tree, faults = imported(filled(data, values, ABOUT), tmp_path)
    assert faults == []
    (schedule,) = tree["schedules"]
    assert [row["when"] for row in schedule["tiers"]["rows"]] == [
        {"trees": "< 3"}, {"trees": "[3..10)"}, {"trees": ">=10"},
    ]  # fmt: skip
    assert schedule["basis"][0]["statute"]["text"] == BASIS
    assert tree["rounding"] == {"unit": "1元", "mode": "down"}


def test_each_violation_has_a_workbook(tmp_path: Path) -> None:
    other = (
        "占用绿地",
        "《城市绿化条例》第二十八条",
        "一般",
        "占用绿地的",
        "处占地面积每平方米五百元罚款",
    )
    made = completions(by_hand(tmp_path, *ROWS, other))
    assert [one.violation for one in made] == ["损坏城市树木花草", "占用绿地"]
    assert [one.rows for one in made] == [3, 1]


def test_nothing_half_understood_is_filled_in(tmp_path: Path) -> None:
    """A cell of which one word was not understood gives no amount, no penalty, no order."""
    row = ("甲", BASIS, "一般", "乙", "处一千元罚款，并没收违法所得，拍砖三下")
    (made,) = completions(by_hand(tmp_path, row))
    opened = load_workbook(io.BytesIO(workbook(made.grids, "zh", "甲")))
    assert cell(opened, "裁量基准", "fine.amount", 1).value == "【请填写：罚款】"
    assert cell(opened, "裁量基准", "also", 1).value is None


def test_no_penalty(tmp_path: Path) -> None:
    (made,) = completions(by_hand(tmp_path, ("甲", BASIS, "轻微", "乙", "不予处罚")))
    opened = load_workbook(io.BytesIO(workbook(made.grids, "zh", "甲")))
    assert cell(opened, "裁量基准", "grade", 1).value == "不予处罚"
    assert cell(opened, "裁量基准", "fine.amount", 1).value is None


def test_another_reader_of_penalties_may_be_put_in(tmp_path: Path) -> None:
    seen: list[str] = []

    def nothing(text: str) -> Understood:
        seen.append(text)
        return Understood(text)

    (made,) = completions(by_hand(tmp_path, *ROWS), understand=nothing)
    assert seen == [row[4] for row in ROWS]
    assert made.understood == 0


@pytest.mark.parametrize(
    "head", [["违法行为", "备注", "甲", "乙", "丙"], ["序号", "姓名", "单位", "电话", "地址"]]
)
def test_other_tables_are_not_taken_for_one(head: list[str], tmp_path: Path) -> None:
    assert completions(by_hand(tmp_path, *ROWS, head=head)) == []


def test_marks_are_seen(tmp_path: Path) -> None:
    (made,) = completions(by_hand(tmp_path, *ROWS))
    opened = load_workbook(io.BytesIO(workbook(made.grids, "zh", made.violation)))
    marks = [
        one for sheet in opened for row in sheet.iter_rows() for one in row
        if isinstance(one.value, str) and one.value.startswith(MARK) and sheet.title != "说明"
    ]  # fmt: skip
    assert len(marks) >= 10
    assert len({mark.fill.start_color.rgb for mark in marks}) == 1
    assert keys(opened["裁量基准"])["when"]
