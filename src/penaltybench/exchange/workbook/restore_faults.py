"""What can be wrong with the sheets of a workbook, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.exchange.workbook.grid import LEAVES, SHEETS, Part
from penaltybench.source import Tree
from penaltybench.text import Text, closest


def no_sheet(part: Part) -> CellFault:
    """Return the fault of a workbook that lacks a sheet."""
    name = SHEETS[part]
    return CellFault(
        Text(f"没有工作表“{name.zh}”", f"there is no sheet “{name.en}”"),
        Text(
            "请用 penaltybench export 导出的工作簿；手工制作的五栏表请加 --complete",
            "use a workbook from penaltybench export; for a table drawn up by hand add --complete",
        ),
        "PB0805",
    )


def no_such_sheet(name: str, known: Mapping[str, object]) -> CellFault:
    """Return the fault of a cell that names a sheet which is not there."""
    meant = closest(name, known)
    return CellFault(
        Text(f"没有工作表“{name}”", f"there is no sheet “{name}”"),
        Text(f"是否为“{meant}”？", f"did you mean “{meant}”?")
        if meant
        else Text("请核对工作表的名称", "check the name of the sheet"),
        "PB0805",
    )


def not_named(name: str) -> CellFault:
    """Return the fault of a table that no schedule uses."""
    return CellFault(
        Text(
            f"“裁量表”中没有一行用到工作表“{name}”",
            f"no row of the sheet of schedules names the sheet “{name}”",
        ),
        Text(
            "请在“裁量表”的 [tiers.rows] 或者 [points.factors] 列写上它，或者删去它",
            "name it there in the column [tiers.rows] or [points.factors], or remove it",
        ),
        "PB0805",
    )


def no_schedule(name: str, schedules: Sequence[Tree]) -> CellFault:
    """Return the fault of a row that belongs to no schedule."""
    ids = [one["id"] for one in schedules if isinstance(one.get("id"), str)]
    meant = closest(name, ids)
    return CellFault(
        Text(f"没有裁量表“{name}”", f"there is no schedule “{name}”")
        if name
        else Text("没有写明属于哪张裁量表", "which schedule it belongs to is not said"),
        Text(f"是否为 {meant}？", f"did you mean {meant}?")
        if meant
        else Text(f"可写：{'、'.join(ids)}", f"write one of: {', '.join(ids)}"),
    )


def unknown_key(key: str, known: Sequence[str]) -> CellFault:
    """Return the fault of an item that is not known."""
    meant = closest(key, known)
    return CellFault(
        Text(f"没有 {key} 这一项", f"there is no item {key}"),
        Text(f"是否为 {meant}？", f"did you mean {meant}?")
        if meant
        else Text("请移到“其他”，或者删去", "move it to the sheet “Other”, or remove it"),
        "PB0805",
    )


def twice(name: Text) -> CellFault:
    """Return the fault of something that is there twice."""
    return CellFault(
        Text(f"“{name.zh}”出现了两次", f"“{name.en}” is there twice"),
        Text("请删去一个", "remove one of them"),
        "PB0805",
    )


def no_id() -> CellFault:
    """Return the fault of a row without an id."""
    return CellFault(
        Text("没有写编号", "there is no id"),
        Text(
            "请写编号（小写英文字母、数字和下划线）", "write an id (letters, digits, underscores)"
        ),
    )


def missing() -> CellFault:
    """Return the fault of a level of which half is missing."""
    return CellFault(
        Text("空着", "left empty"),
        Text("条件和百分值都要写", "both test and percentage are needed"),
    )


def no_leaf() -> CellFault:
    """Return the fault of a row whose type is not known."""
    words = "、".join(text.zh for text in LEAVES.values())
    english = ", ".join(text.en for text in LEAVES.values())
    return CellFault(
        Text("类型不明", "an unknown type"), Text(f"可写：{words}", f"write one of: {english}")
    )


def other_books() -> CellFault:
    """Return the fault of a workbook that refers to other workbooks."""
    return CellFault(
        Text("工作簿引用了别的工作簿", "the workbook refers to other workbooks"),
        Text(
            "请在“数据—编辑链接”中断开链接，只留数值",
            "break the links (Data, Edit Links) and keep the values",
        ),
        "PB0803",
    )


def unknown_sheet(name: str) -> CellFault:
    """Return the fault of a sheet that looks like one of ours and is none."""
    meant = closest(name, [one for text in SHEETS.values() for one in (text.zh, text.en)])
    return CellFault(
        Text(
            f"不知道工作表“{name}”是什么（改了名，或者是副本）",
            f"what is the sheet “{name}”? (renamed, or a copy)",
        ),
        Text(f"请改名为“{meant}”，或者删去", f"rename it “{meant}”, or remove it")
        if meant
        else Text("请恢复原名，或者删去", "give it its name back, or remove it"),
        "PB0805",
    )


def another_fact() -> CellFault:
    """Return the fault of a level that differs from the first one of its factor."""
    return CellFault(
        Text("与同一因素的第一行不一致", "differs from the first row of this factor"),
        Text(
            "请改正，或者在“第几个因素”写另一个数",
            "mend it, or give it another number of factor",
        ),
    )
