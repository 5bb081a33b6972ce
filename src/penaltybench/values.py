"""The six types of facts: reading a value of each, and writing it for people.

Values inside: money is an integer of fen, integer an int, decimal a Decimal, boolean a bool,
enum its word, date a :class:`datetime.date`. Nothing here ever makes a float.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from penaltybench.money import MAX_FEN, format_fen, format_short, parse_fen
from penaltybench.period import format_date_zh, parse_date
from penaltybench.text import Language

Value: TypeAlias = int | Decimal | bool | str | dt.date

_INTEGER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%", re.ASCII)
MAX_DIGITS = 30


class FactType(StrEnum):
    """The type of a fact."""

    MONEY = "money"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    ENUM = "enum"
    DATE = "date"

    @property
    def is_number(self) -> bool:
        """Whether values of the type can be the base of an amount."""
        return self in (FactType.MONEY, FactType.INTEGER, FactType.DECIMAL)

    @property
    def is_ordered(self) -> bool:
        """Whether tests may compare values of the type."""
        return self not in (FactType.BOOLEAN, FactType.ENUM)


def parse_literal(type_: FactType, text: str, *, unit_needed: bool = False) -> Value:
    """Return the value that ``text`` writes; raises ValueError with a ``zh|en`` reason.

    ``unit_needed`` asks for ``元`` on money, as rulesets must write it.
    """
    text = text.strip()
    match type_:
        case FactType.MONEY:
            return parse_fen(text, unit_needed=unit_needed)
        case FactType.INTEGER:
            if _INTEGER.fullmatch(text) and len(text) <= MAX_DIGITS:
                return int(text.replace(",", ""))
            raise ValueError("不是整数|not a whole number")
        case FactType.DECIMAL:
            return parse_decimal(text)
        case FactType.BOOLEAN:
            if text in ("true", "false"):
                return text == "true"
            raise ValueError("不是 true 或 false|neither true nor false")
        case FactType.DATE:
            return parse_date(text)
        case FactType.ENUM:
            return text


def parse_decimal(text: str) -> Decimal:
    """Return the exact decimal of ``12.5``; raises ValueError with a ``zh|en`` reason."""
    if _DECIMAL.fullmatch(text) and len(text) <= MAX_DIGITS:
        return Decimal(text.replace(",", ""))
    raise ValueError("不是十进制数|not a decimal number")


def parse_percent(text: str) -> Fraction:
    """Return the fraction of ``12.5%``; raises ValueError with a ``zh|en`` reason."""
    match = _PERCENT.fullmatch(text.strip())
    if match is None or len(text) > MAX_DIGITS:
        raise ValueError("不是百分比|not a percentage")
    return Fraction(match[1]) / 100


def accept_value(type_: FactType, value: object) -> Value:
    """Return a value given by a program or a JSON file as the type's own; exact or ValueError.

    Money is yuan: ``8000``, ``Decimal("0.5")``, ``"8,000元"``, ``"1万元"``. A float is refused
    because it may already have lost a fen.
    """
    if isinstance(value, float):
        raise ValueError(
            "浮点数可能已不准确，请给整数、Decimal 或文字|"
            "a float may already be inexact: give an integer, a Decimal or text"
        )
    if isinstance(value, str):
        return parse_literal(type_, value)
    if isinstance(value, bool):
        if type_ is FactType.BOOLEAN:
            return value
    elif isinstance(value, int | Decimal):
        if type_ is FactType.MONEY:
            return _yuan_to_fen(value)
        if type_ is FactType.INTEGER and isinstance(value, int):
            return int(parse_literal(type_, _digits(value)))  # type: ignore[arg-type]
        if type_ is FactType.DECIMAL:
            return parse_decimal(_digits(value))
    elif type_ is FactType.DATE and type(value) is dt.date:
        return value
    raise ValueError(
        f"类型应为 {type_.value}，给的是 {type(value).__name__}|"
        f"the type should be {type_.value}, not {type(value).__name__}"
    )


def _digits(value: int | Decimal) -> str:
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError("不是有限的数|not a finite number")
    if isinstance(value, int):
        if abs(value) >= 10**MAX_DIGITS:
            raise ValueError("数值过大|a number that is too large")
        return str(value)
    if value.adjusted() > MAX_DIGITS or value.as_tuple().exponent < -MAX_DIGITS:  # type: ignore[operator]
        raise ValueError("数值位数过多|a number with too many digits")
    return f"{value:f}"


def _yuan_to_fen(value: int | Decimal) -> int:
    digits = _digits(value)
    if digits.startswith("-"):
        raise ValueError("金额不能为负|an amount must not be negative")
    fen = Fraction(digits) * 100
    if fen > MAX_FEN:
        raise ValueError("金额过大|an amount that is too large")
    return parse_fen(digits)


def format_value(type_: FactType, value: Value, language: Language) -> str:
    """Return the value as people write it; enum words are returned as they are."""
    if isinstance(value, bool):
        words = ("是", "否") if language == "zh" else ("yes", "no")
        return words[0] if value else words[1]
    if isinstance(value, dt.date):
        return format_date_zh(value) if language == "zh" else value.isoformat()
    if type_ is FactType.MONEY and isinstance(value, int):
        return format_short(value) if language == "zh" else format_fen(value).replace("元", " yuan")
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return f"{value:,}" if isinstance(value, int) else value


def format_percent(value: Fraction) -> str:
    """Return a fraction as ``12.5%``, exact where it is a finite decimal, else as ``1/3``."""
    percent = value * 100
    denominator = percent.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    return f"{Decimal(percent.numerator) / Decimal(percent.denominator):f}%"
