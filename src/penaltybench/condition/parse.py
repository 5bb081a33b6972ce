"""Text to unary test, by the type of the fact that it tests."""

from __future__ import annotations

import re
from collections.abc import Sequence

from penaltybench.condition.model import Anything, Compare, Not, OneOf, UnaryTest, Within
from penaltybench.interval import Interval
from penaltybench.text import closest
from penaltybench.values import FactType, Value, parse_literal

MAX_DEPTH = 8
MAX_LENGTH = 2_000
_NOT = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_COMPARE = re.compile(r"(<=|>=|<|>|=)\s*(.*)", re.DOTALL)
# White space at the ends is stripped later: here it would be matched in too many ways.
_INTERVAL = re.compile(r"([\[(])(.*?)\.\.(.*)([\])])", re.DOTALL)


def parse_test(
    type_: FactType, source: str | Sequence[str], values: Sequence[str] = ()
) -> UnaryTest:
    """Return the test that ``source`` (a text, or a list of alternatives) writes.

    ``values`` are the words of an enum. Raises ValueError with a ``zh|en`` reason.
    """
    if isinstance(source, str):
        return _parse(type_, source, values, 0)
    tests = tuple(_parse(type_, part, values, 1) for part in source)
    if not tests:
        raise ValueError("列表为空|the list is empty")
    return tests[0] if len(tests) == 1 else OneOf(tests)


def _parse(type_: FactType, text: str, values: Sequence[str], depth: int) -> UnaryTest:
    text = text.strip()
    if len(text) > MAX_LENGTH or depth > MAX_DEPTH:
        raise ValueError("条件过长或嵌套过深|the test is too long or nested too deeply")
    if text == "-":
        return Anything()
    parts = _split(text, thousands=type_.is_number)
    if len(parts) > 1:
        return OneOf(tuple(_parse(type_, part, values, depth + 1) for part in parts))
    if match := _NOT.fullmatch(text):
        return Not(_parse(type_, match[1], values, depth + 1))
    if match := _INTERVAL.fullmatch(text):
        return _interval(type_, match, values)
    if match := _COMPARE.fullmatch(text):
        if match[1] != "=" and not type_.is_ordered:
            raise ValueError(
                "布尔和枚举要素不能比较大小|booleans and enums have no order to compare by"
            )
        return Compare(match[1], _literal(type_, match[2], values))  # type: ignore[arg-type]
    return Compare("=", _literal(type_, text, values))


def _interval(type_: FactType, match: re.Match[str], values: Sequence[str]) -> Within:
    if not type_.is_ordered:
        raise ValueError("布尔和枚举要素没有区间|booleans and enums have no intervals")
    first, last = match[2].strip(), match[3].strip()
    low = _literal(type_, first, values) if first else None
    high = _literal(type_, last, values) if last else None
    interval: Interval[Value] = Interval(low, high, match[1] == "(", match[4] == ")")
    if low is None and high is None:
        raise ValueError("区间两端都空|an interval without ends")
    if interval.is_empty:
        raise ValueError("区间为空：下限高于上限|an empty interval: the low end is above the high")
    return Within(interval)


def _literal(type_: FactType, text: str, values: Sequence[str]) -> Value:
    if not text:
        raise ValueError("缺少值|a value is missing")
    value = parse_literal(type_, text, unit_needed=True)
    if type_ is FactType.ENUM and value not in values:
        meant = closest(text, values)
        hint = (f"，是否为 {meant}", f"; did you mean {meant}") if meant else ("", "")
        known = ", ".join(values)
        raise ValueError(
            f"选项 {text} 不存在{hint[0]}（可用：{known}）|"
            f"there is no value {text}{hint[1]} (known: {known})"
        )
    return value


def _split(text: str, *, thousands: bool) -> list[str]:
    """Split at commas outside brackets; in numbers a comma must be followed by white space.

    In ``5,000元`` the comma groups digits, in ``5元, 6元`` it separates.
    """
    parts, depth, start = [], 0, 0
    for index, char in enumerate(text):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif (
            char == "," and depth == 0 and not (thousands and text[index + 1 : index + 2].isdigit())
        ):
            parts.append(text[start:index])
            start = index + 1
    parts.append(text[start:])
    return parts
