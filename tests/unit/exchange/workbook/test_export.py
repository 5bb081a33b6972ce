"""What a workbook looks like to the person who opens it."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from workbooks import BESIDE, ROOT, book, cell, edited, imported, keys, stall

from penaltybench.exchange.workbook.beside import stand_beside
from penaltybench.exchange.workbook.export import grids
from penaltybench.exchange.workbook.grid import Grid, Part
from penaltybench.exchange.workbook.reading import check_code
from penaltybench.exchange.yaml_text import ruleset_yaml
from penaltybench.source import read_file

FIVE = ["违法行为", "法律依据", "违法程度", "适用情形", "裁量基准"]
HAZARDOUS = "cn/hunan/environment/hazardous-waste-dumped/2022-03-02.yaml"


@pytest.fixture(scope="module")
def opened() -> Any:
    return load_workbook(io.BytesIO(book()))


def test_sheets(opened: Any) -> None:
    assert opened.sheetnames == [
        "说明", "裁量基准", "裁量表", "处罚依据", "要素", "情节", "程序", "基本信息", "其他",
    ]  # fmt: skip
    assert all(sheet.sheet_state == "visible" for sheet in opened)


def test_the_published_columns_stand_in_front(opened: Any) -> None:
    sheet = opened["裁量基准"]
    assert [sheet.cell(4, column).value for column in range(1, 6)] == FIVE
    assert sheet.cell(2, 1).value == "示例：夜市摊点出售过期糕点（虚构）"
    assert sheet.cell(5, 3).value == "较轻\n（从轻处罚）"
    assert sheet.cell(5, 4).value == "危害后果为无，且\n两年内因同类违法行为受处罚的次数为0次"
    assert sheet.cell(6, 5).value == (
        "罚款：法定幅度30%以上70%以下的部分\n应当没收非法财物\n应当暂扣许可证件1日以上10日以下"
    )
    # The same words in several rows are shown once.
    assert {str(area) for area in sheet.merged_cells.ranges} >= {"A5:A7", "B5:B7"}


def test_a_column_for_each_fact(opened: Any) -> None:
    found = keys(opened["裁量基准"])
    assert [key for key in found if key.startswith("when.")] == [
        "when.harm", "when.prior_2y", "when.goods_value", "when.corrected",
        "when.registered_on", "when.months_since_registration", "when.any",
    ]  # fmt: skip
    row, column = found["when.prior_2y"]
    header = opened["裁量基准"].cell(row, column)
    assert header.value == "两年内因同类违法行为受处罚的次数（次）\n[when.prior_2y]"
    assert ">= 3" in header.comment.text
    assert cell(opened, "裁量基准", "when.harm", 2).value == "[无, 轻微]"
    assert cell(opened, "裁量基准", "when.any", 2).value == "或: harm: 轻微\n或: prior_2y: >= 1"


def test_lists_to_choose_from(opened: Any) -> None:
    rules = {
        rule.formula1: rule.showErrorMessage
        for rule in opened["裁量基准"].data_validations.dataValidation
    }
    assert rules == {
        '"不予处罚,减轻处罚,从轻处罚,一般处罚,从重处罚"': True,
        # Of facts a whole test may stand in the cell: the list only offers.
        '"无,轻微,严重"': False,
        '"是,否"': False,
    }
    assert any("金额" in rule.formula1 for rule in opened["要素"].data_validations.dataValidation)


def test_cells_are_text(opened: Any) -> None:
    for sheet in opened:
        for row in sheet.iter_rows():
            for one in row:
                assert one.value is None or one.data_type in ("s", "inlineStr")
                assert one.value is None or one.number_format == "@"


def test_the_screen_and_the_paper(opened: Any) -> None:
    sheet = opened["裁量基准"]
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"
    # Only what is to be read is printed.
    assert sheet.print_area == "'裁量基准'!$A$2:$E$7"
    for one in opened:
        assert one.page_setup.orientation == "landscape"
        assert one.page_setup.fitToHeight == 0
    grey = sheet.cell(5, 1).fill.start_color.rgb
    assert grey == sheet.cell(7, 5).fill.start_color.rgb
    assert grey != cell(opened, "裁量基准", "id", 1).fill.start_color.rgb
    assert "自动生成" in sheet.cell(1, 1).value


def test_facts_of_rulesets_that_are_used_are_shown_and_not_read(tmp_path: Any) -> None:
    tree, faults = imported(book(), tmp_path)
    assert not faults
    assert "party" not in tree["facts"]
    sheet = load_workbook(io.BytesIO(book()))["要素"]
    row, column = keys(sheet)["source"]
    sources = [sheet.cell(number, column).value for number in range(row + 1, sheet.max_row + 1)]
    assert sources.count("cn.general") >= 5


def test_points() -> None:
    source = read_file(ROOT / HAZARDOUS)
    made = grids(source.tree, stand_beside(source, BESIDE), "zh")
    (points,) = (grid for grid in made if grid.part is Part.POINTS)
    titles = [column.title for column in points.columns]
    assert titles[:5] == ["违法行为", "法律依据", "裁量因素", "情形", "裁量百分值"]
    texts = [[row.get(index, "") for index in range(len(titles))] for row in points.rows]
    assert texts[1][2:5] == ["涉案危险废物总量", "1吨以上不满3吨", "2%"]
    assert texts[1][titles.index("条件")] == "[1..3)"
    assert len(texts) == 4 + 3 + 4 + 2


def test_english(tmp_path: Any) -> None:
    opened = load_workbook(io.BytesIO(book(language="en")))
    assert opened.sheetnames[:3] == ["Guide", "Table", "Schedules"]
    assert opened["Table"].cell(4, 1).value == "violation"
    assert cell(opened, "Table", "grade", 1).value == "lenient"
    assert cell(opened, "Table", "when.harm", 2).value == "[none, minor]"
    tree, faults = imported(book(language="en"), tmp_path)
    assert not faults
    assert ruleset_yaml(tree) == ruleset_yaml(stall().tree)


def test_a_ruleset_whose_shape_is_at_fault_has_a_workbook_too(tmp_path: Any) -> None:
    source = stall()
    source.tree["facts"]["harm"]["type"] = "enumm"
    made = grids(source.tree, stand_beside(source, BESIDE), "zh")
    (table,) = (grid for grid in made if grid.part is Part.TABLE)
    assert isinstance(table, Grid)
    # There is nothing to say in words, but everything to edit.
    assert all(0 not in row for row in table.rows)
    assert len(table.rows) == 3


# --- what people do -------------------------------------------------------------------------------


def test_a_row_that_is_added(tmp_path: Any) -> None:
    def add(opened: Any) -> None:
        for key, text in (
            ("id", "worst"),
            ("grade", "从重处罚"),
            ("label.zh", "特别严重"),
            ("when.harm", "严重"),
            ("when.prior_2y", "≥ ３"),
            ("fine.amount", "maximum"),
            ("also", "应当 吊销许可证件"),
        ):
            cell(opened, "裁量基准", key, 4).value = text
        cell(opened, "裁量基准", "when.prior_2y", 3).value = "< 3"

    tree, faults = imported(edited(book(), add), tmp_path)
    assert [fault.code for fault in faults] == []
    assert tree["schedules"][0]["tiers"]["rows"][3] == {
        "id": "worst",
        "grade": "severe",
        "label": {"zh": "特别严重"},
        "when": {"harm": "serious", "prior_2y": ">= 3"},
        "fine": {"amount": "maximum"},
        "also": {"revoke_licence": "must"},
    }


def test_a_fact_that_is_added(tmp_path: Any) -> None:
    def add(opened: Any) -> None:
        sheet = opened["要素"]
        row, _ = keys(sheet)["id"]
        new = sheet.max_row + 1 - row
        for key, text in (
            ("id", "night"),
            ("type", "是否"),
            ("label.zh", "夜间"),
            ("label.en", "="),
        ):
            cell(opened, "要素", key, new).value = text
        table = opened["裁量基准"]
        head, _ = keys(table)["id"]
        last = table.max_column + 1
        table.cell(head, last).value = "夜间\n[when.night]"
        table.cell(head + 1, last).value = "是"

    tree, faults = imported(edited(book(), add), tmp_path)
    assert [fault.code for fault in faults] == []
    assert tree["facts"]["night"] == {"type": "boolean", "label": "夜间"}
    assert tree["schedules"][0]["tiers"]["rows"][0]["when"]["night"] == "true"


def test_machine_cells_may_change_without_a_warning(tmp_path: Any) -> None:
    """The words beside them are out of date then, as everybody expects until the next export."""
    tree, faults = imported(
        edited(
            book(),
            lambda opened: setattr(cell(opened, "裁量基准", "fine.share", 1), "value", "[0%..20%]"),
        ),
        tmp_path,
    )
    assert faults == []
    assert tree["schedules"][0]["tiers"]["rows"][0]["fine"] == {"share": "[0%..20%]"}


def test_words_that_agree_again_are_no_fault(tmp_path: Any) -> None:
    def change(opened: Any) -> None:
        cell(opened, "裁量基准", "fine.share", 1).value = "[0%..20%]"
        opened["裁量基准"].cell(5, 5).value = "罚款：法定幅度0%以上20%以下的部分\n应当没收非法财物"

    _, faults = imported(edited(book(), change), tmp_path)
    assert faults == []


def test_merged_machine_cells_count_for_every_row(tmp_path: Any) -> None:
    def merge(opened: Any) -> None:
        sheet = opened["裁量基准"]
        row, column = keys(sheet)["when.corrected"]
        sheet.cell(row + 1, column).value = "否"
        sheet.merge_cells(
            start_row=row + 1, end_row=row + 3, start_column=column, end_column=column
        )

    tree, _ = imported(edited(book(), merge), tmp_path)
    rows = tree["schedules"][0]["tiers"]["rows"]
    assert [row["when"]["corrected"] for row in rows] == ["false"] * 3


def test_days_and_truths_that_excel_made_of_the_text(tmp_path: Any) -> None:
    import datetime as dt

    def change(opened: Any) -> None:
        for number in range(1, 30):
            if cell(opened, "基本信息", "key", number).value == "reviewed_on":
                target = cell(opened, "基本信息", "value", number)
                target.value, target.number_format = dt.date(2026, 12, 1), "yyyy/m/d"
        cell(opened, "裁量基准", "when.corrected", 1).value = True
        count = cell(opened, "裁量基准", "when.prior_2y", 1)
        count.value, count.number_format = 0, "General"

    tree, faults = imported(edited(book(), change), tmp_path)
    assert faults == []
    assert tree["reviewed_on"] == "2026-12-01"
    when = tree["schedules"][0]["tiers"]["rows"][0]["when"]
    assert (when["corrected"], when["prior_2y"]) == ("true", "0")


def test_ordinary_faults_name_the_cell(tmp_path: Any) -> None:
    def spoil(opened: Any) -> None:
        cell(opened, "裁量基准", "fine.share", 2).value = "[70%..30%]"
        cell(opened, "裁量基准", "id", 3).value = "slight"
        cell(opened, "情节", "cite", 1).value = "《示例条列》第七条"
        cell(opened, "处罚依据", "statute.law", 1).value = "无名法"

    tree, faults = imported(edited(book(), spoil), tmp_path)
    assert tree is None
    assert {(fault.code, fault.place.path) for fault in faults} >= {
        ("PB0204", "裁量基准!R6"),
    }


def test_check_codes_differ() -> None:
    assert check_code(["a", "bc"]) != check_code(["ab", "c"])
