"""What a number in a cell says: exactly the decimal that is shown, or nothing at all.

A workbook stores numbers as binary fractions. A number is taken only if the shortest decimal that
means it is the one that the cell shows; 0.1 + 0.2 is not. Nobody has to guess what was meant.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from penaltybench.text import Text

BUILT_IN: Mapping[str, str] = {
    "0": "General",
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "12": "# ?/?",
    "13": "# ??/??",
    "14": "yyyy-mm-dd",
    "15": "d-mmm-yy",
    "16": "d-mmm",
    "17": "mmm-yy",
    "18": "h:mm AM/PM",
    "19": "h:mm:ss AM/PM",
    "20": "h:mm",
    "21": "h:mm:ss",
    "22": "yyyy-mm-dd h:mm",
    "27": "yyyy-mm",
    "28": "m-d",
    "29": "m-d",
    "30": "m-d-yy",
    "31": "yyyy年m月d日",
    "32": "h时mm分",
    "33": "h时mm分ss秒",
    "36": "yyyy-mm",
    "37": "#,##0_);(#,##0)",
    "38": "#,##0_);[Red](#,##0)",
    "39": "#,##0.00_);(#,##0.00)",
    "40": "#,##0.00_);[Red](#,##0.00)",
    "41": "_ * #,##0_ ;_ * -#,##0_ ;_ * -_ ;_ @_ ",
    "42": "_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* -_ ;_ @_ ",
    "43": "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * -??_ ;_ @_ ",
    "44": "_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* -??_ ;_ @_ ",
    "49": "@",
    "57": "yyyy年m月",
    "58": "m月d日",
}
"""The number formats that a workbook names by a number alone, as Chinese editions show them."""

MAX_DIGITS = 15
"""Significant digits that a number in a cell can hold; what has more was computed."""

_LONGEST_CODE = 255
_PLACEHOLDERS = re.compile(r"(?:#,##)?0(?:\.(0+))?(%)?")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_COLOUR = re.compile(r"\[(?:Red|Black|Blue|Green|红色|黑色|蓝色|绿色|Color\d+)\]", re.IGNORECASE)
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[0-9A-Fa-f]+)?\]")
_YUAN_SIGNS = ("¥", "￥", "CNY", "RMB")
_AS_TEXT = Text(
    "请把单元格的格式设为“文本”，再照写应有的值（金额带“元”或者“万元”）",
    "set the format of the cell to Text and write the value itself (money with 元 or 万元)",
)


class NumberFault(ValueError):
    """A number cannot be taken: what is wrong, what to do."""

    def __init__(self, message: Text, remedy: Text = _AS_TEXT) -> None:
        super().__init__(message.en)
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class _Shape:
    """A number format: decimals that are shown, and the signs before and behind."""

    decimals: int
    percent: bool
    before: str
    behind: str


def number_text(raw: str, code: str, *, from_1904: bool = False) -> str:
    """Return the text of a number: ``1.5``, ``5%``, ``5万元``, ``2026-03-01``; raises NumberFault.

    ``code`` is the number format of the cell.
    """
    value = _exact(raw)
    # General shows what fits into the column, the formula bar the number itself.
    if code in ("General", "@", ""):
        return f"{value:f}"
    if len(code) > _LONGEST_CODE:
        raise NumberFault(Text("显示格式过长", "a number format that is too long"))
    if is_date(code):
        return _date(value, from_1904)
    shape = _shape(code)
    # A second section shows negative numbers, in brackets or in red.
    if shape is None or (value < 0 and _first_section(code) != code):
        raise NumberFault(
            Text(
                f"数值 {value:f} 的显示格式“{code}”不能确定显示了什么",
                f"what the number {value:f} shows as by the format “{code}” is not certain",
            )
        )
    shown = value * 100 if shape.percent else value
    if shown != shown.quantize(Decimal(1).scaleb(-shape.decimals)):
        raise NumberFault(
            Text(
                f"单元格显示的与存储的不同：存储的是 {value:f}，显示格式是“{code}”",
                f"the cell shows another number than it holds: it holds {value:f}, "
                f"its format is “{code}”",
            )
        )
    digits = f"{_plain(shown):f}"
    if shape.percent:
        return f"{shape.before}{digits}%{shape.behind}"
    if shape.before in _YUAN_SIGNS and not shape.behind:
        return f"{digits}元"
    return f"{shape.before}{digits}{shape.behind}"


def _exact(raw: str) -> Decimal:
    """Return the decimal that a stored number means; raises NumberFault if it was computed."""
    try:
        written, binary = Decimal(raw.strip()), float(raw)
    except (InvalidOperation, ValueError):
        raise NumberFault(Text(f"“{raw}”不是数", f"“{raw}” is not a number")) from None
    if not written.is_finite() or abs(binary) == float("inf"):
        raise NumberFault(Text(f"“{raw}”不是有限的数", f"“{raw}” is not a finite number"))
    # Excel writes 1.1 as 1.1000000000000001: the shortest decimal of the same number is meant.
    shortest = Decimal(repr(binary))
    if shortest and not -MAX_DIGITS <= shortest.adjusted() < MAX_DIGITS:
        raise NumberFault(
            Text(f"数值 {raw} 过大或者过小", f"the number {raw} is too large or too small")
        )
    shortest = _plain(shortest)
    if len(shortest.as_tuple().digits) > MAX_DIGITS:
        raise NumberFault(
            Text(
                f"数值 {raw} 不精确（像 0.1+0.2 那样算出来的，或者位数过多）",
                f"the number {raw} is not exact (computed, as 0.1 + 0.2 is, or too long)",
            )
        )
    return shortest


def _plain(value: Decimal) -> Decimal:
    """Return the number without zeros at its end."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def is_date(code: str) -> bool:
    """Return whether a number format shows a day or a time."""
    bare = _LITERAL.sub("", _CURRENCY.sub("", _COLOUR.sub("", code)))
    bare = re.sub(r"\[[^\]]*\]|_.|\*.", "", bare.partition(";")[0])
    return bool(re.search(r"[ymdhs年月日时分秒]", bare, re.IGNORECASE)) and "0" not in bare


def _date(value: Decimal, from_1904: bool) -> str:
    if value != value.to_integral_value() or not 1 <= value < 2_958_466 or value == 60:
        raise NumberFault(
            Text("不是整日的日期（含有时间）", "not a whole day (there is a time in it)"),
            Text("请写成 2026-03-01", "write it as 2026-03-01"),
        )
    days = int(value)
    if from_1904:
        return (dt.date(1904, 1, 1) + dt.timedelta(days=days)).isoformat()
    # Excel counts a 29 February 1900 that never was.
    start = dt.date(1899, 12, 30) if days > 59 else dt.date(1899, 12, 31)
    return (start + dt.timedelta(days=days)).isoformat()


def _shape(code: str) -> _Shape | None:
    """Return what the first section of a number format shows; None if that is not certain."""
    section = _COLOUR.sub("", _first_section(code))
    section = _CURRENCY.sub(lambda match: f'"{match[1]}"', section)
    # A blank of the width of a sign, and a sign that fills the column.
    section = re.sub(r"_.|\*.", "", section)
    match = _PLACEHOLDERS.search(section)
    if match is None:
        return None
    before, behind = section[: match.start()], section[match.end() :]
    sides = []
    for side in (before, behind):
        literal = "".join(one[1] or one[2] or "" for one in _LITERAL.finditer(side))
        left = _LITERAL.sub("", side).strip()
        if left in _YUAN_SIGNS or left == "元":
            literal, left = literal + left, ""
        if left:
            return None
        sides.append(literal.strip())
    return _Shape(len(match[1] or ""), match[2] is not None, sides[0], sides[1])


def _first_section(code: str) -> str:
    """Return the part for positive numbers: a semicolon in quotes separates nothing."""
    inside = False
    for index, char in enumerate(code):
        if char == '"':
            inside = not inside
        elif char == ";" and not inside:
            return code[:index]
    return code
