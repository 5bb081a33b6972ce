"""Unary tests in S-FEEL (OMG DMN 1.3, clause 9) and back.

Money is a number of yuan, an enum's word a string, a date ``date("2026-03-01")``. What S-FEEL cannot write (a
negation inside a list) is refused, not approximated.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from penaltybench.condition import Anything, Compare, Not, OneOf, UnaryTest, Within
from penaltybench.money import format_fen
from penaltybench.values import FactType, Value

TYPES = {
    FactType.MONEY: "number",
    FactType.INTEGER: "number",
    FactType.DECIMAL: "number",
    FactType.BOOLEAN: "boolean",
    FactType.ENUM: "string",
    FactType.DATE: "date",
}
"""The FEEL type of each type of fact."""


def feel_test(type_: FactType, test: UnaryTest) -> str:
    """Return the unary tests that say ``test``; raises ValueError (``zh|en``) if S-FEEL cannot."""
    if isinstance(test, Not):
        return f"not({_positive(type_, test.test)})"
    return _positive(type_, test)


def _positive(type_: FactType, test: UnaryTest) -> str:
    match test:
        case Anything():
            return "-"
        case Compare("=", value):
            return feel_literal(type_, value)
        case Compare(operator, value):
            return f"{operator} {feel_literal(type_, value)}"
        case Within(interval):
            if interval.low is None:
                assert interval.high is not None
                return f"{'<' if interval.high_open else '<='} {feel_literal(type_, interval.high)}"
            low = feel_literal(type_, interval.low)
            if interval.high is None:
                return f"{'>' if interval.low_open else '>='} {low}"
            high = feel_literal(type_, interval.high)
            left, right = "(" if interval.low_open else "[", ")" if interval.high_open else "]"
            return f"{left}{low}..{high}{right}"
        case OneOf(tests):
            return ", ".join(_positive(type_, part) for part in tests)
        case _:
            raise ValueError("DMN 不能写列表中的否定|DMN cannot write a negation inside a list")


def feel_literal(type_: FactType, value: Value) -> str:
    """Return a value as FEEL writes it; money in yuan."""
    if type_ is FactType.MONEY and isinstance(value, int):
        return format_fen(value).removesuffix("元").replace(",", "")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return f'date("{value.isoformat()}")'
    if isinstance(value, str):
        return feel_string(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def feel_string(text: str) -> str:
    """Return a FEEL string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def string_of(literal: str) -> str:
    """Return the text of a FEEL string literal; raises ValueError (``zh|en``) if it is none."""
    if len(literal) < 2 or literal[0] != '"' or literal[-1] != '"':
        raise ValueError("应为带引号的文字|a quoted text is expected")
    plain = {"\\\\": "\\", '\\"': '"', "\\n": "\n"}
    return re.sub(r"\\[\\\"n]", lambda match: plain[match[0]], literal[1:-1])


STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_DATE = re.compile(r'date\(\s*"([^"]*)"\s*\)')
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w])|(?<=\.\.)\d+(?:\.\d+)?")


def ruleset_test(type_: FactType, text: str) -> str:
    """Return an S-FEEL cell in the notation of rulesets; what it means is for the ruleset's parser."""
    text = text.strip()
    if type_ is FactType.DATE:
        return _DATE.sub(lambda match: match[1], text)
    if type_ is FactType.ENUM:
        return STRING.sub(lambda match: string_of(match[0]), text)
    if type_ is FactType.MONEY:
        return _NUMBER.sub(lambda match: f"{match[0]}元", text)
    return text
