"""Pydantic types of the scalars that a ruleset file writes as text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from penaltybench.interval import Interval
from penaltybench.money import parse_fen
from penaltybench.period import parse_date
from penaltybench.source import KeyPath
from penaltybench.text import Text, both
from penaltybench.values import parse_decimal, parse_percent

T = TypeVar("T")
_SHARE = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})", re.ASCII)


def refusal(
    reason: str, code: str = "PB0204", *, remedy: str | None = None, at: KeyPath = ()
) -> PydanticCustomError:
    """Return the error that carries a diagnostic through pydantic.

    ``reason`` and ``remedy`` are ``zh|en``; ``at`` is the key at fault below the one being read.
    """
    text = both(reason)
    context: dict[str, Any] = {"zh": text.zh, "en": text.en, "at": at}
    if remedy is not None:
        context["remedy"] = both(remedy)
    return PydanticCustomError(code, "{zh} ({en})", context)


def parsed(parse: Callable[[str], T], text: str) -> T:
    """Return what ``parse`` reads in ``text``; its ValueError becomes a refusal that quotes the text."""
    try:
        return parse(text)
    except ValueError as error:
        reason = both(str(error))
        raise refusal(f"“{text}”{reason.zh}|“{text}” is {reason.en}") from None


def _literal(parse: Callable[[str], T]) -> BeforeValidator:
    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return value if not isinstance(value, dict | list) else _not_a_scalar()
        return parsed(parse, value)

    return BeforeValidator(read)


def _not_a_scalar() -> Any:
    raise refusal("此处应为一个值|one value is expected here", "PB0203")


def _schema(description: str, *types: str) -> WithJsonSchema:
    return WithJsonSchema({"type": list(types) or ["string"], "description": description})


def parse_number(text: str) -> Fraction:
    """Return the exact number of ``10``, ``1.5`` or ``10倍``."""
    return Fraction(parse_decimal(text.removesuffix("倍").strip()))


def parse_interval(text: str, parse_end: Callable[[str], T]) -> Interval[T]:
    """Return the interval of ``[a..b)``, or of a single value; ValueError with ``zh|en`` reason."""
    text = text.strip()
    if ".." not in text:
        point = parse_end(text)
        return Interval(point, point)
    if text[:1] not in "[(" or text[-1:] not in "])":
        raise ValueError("不是区间，应写作 [a..b)|not an interval such as [a..b)")
    low, _, high = text[1:-1].partition("..")
    return Interval(
        parse_end(low.strip()) if low.strip() else None,
        parse_end(high.strip()) if high.strip() else None,
        text[0] == "(",
        text[-1] == ")",
    )


def parse_number_interval(text: str) -> Interval[Fraction]:
    """Return ``[10..13)`` as exact numbers; an end may be a number, a percentage or money in yuan."""
    interval = parse_interval(text, parse_rate)
    if interval.low is None or interval.high is None:
        raise ValueError("缺少一端|an interval that lacks an end")
    if interval.is_empty:
        raise ValueError(
            "中没有一个数：下限高于上限|an interval whose low end is above the high one"
        )
    return interval


def parse_rate(text: str) -> Fraction:
    """Return a percentage as a fraction, money as fen, and any other number as it is."""
    if text.endswith("%"):
        return parse_percent(text)
    if text.endswith("元"):
        return Fraction(parse_fen(text))
    return parse_number(text)


def parse_share(text: str) -> Fraction:
    """Return the exact fraction of ``1/3``; raises ValueError with ``zh|en`` reason."""
    match = _SHARE.fullmatch(text.strip())
    if match is None or int(match[2]) == 0:
        raise ValueError("不是分数，应写作 1/2|not a fraction such as 1/2")
    return Fraction(int(match[1]), int(match[2]))


Fen = Annotated[
    int,
    _literal(lambda text: parse_fen(text, unit_needed=True)),
    _schema("money, exact: 5万元, 5,000元, 0.5元"),
]
"""Money in fen, written as ``5万元``."""

Percent = Annotated[Fraction, _literal(parse_percent), _schema("a percentage: 5%, 0.5%")]
"""A fraction, written as ``5%``."""

Share = Annotated[Fraction, _literal(parse_share), _schema("an exact fraction: 1/2, 1/3")]
"""An exact fraction, written as ``1/3``."""

Number = Annotated[
    Fraction, _literal(parse_number), _schema("a number: 10, 1.5", "string", "number")
]
"""An exact number."""

Rate = Annotated[
    Fraction,
    _literal(parse_rate),
    _schema("a percentage, money in yuan, or a number", "string", "number"),
]
"""A percentage as a fraction, money as fen, any other number as it is."""

RateInterval = Annotated[
    Interval[Fraction],
    _literal(parse_number_interval),
    _schema("an interval [10..13) or one value", "string", "number"),
]
"""An interval of rates."""

Day = Annotated[dt.date, _literal(parse_date), _schema("a date: 2026-03-01")]
"""A date."""


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("不是 true 或 false|neither true nor false")
    return text == "true"


Flag = Annotated[bool, _literal(_flag), _schema("true or false", "boolean", "string")]
"""A boolean, written ``true`` or ``false``."""

Count = Annotated[
    int,
    _literal(
        lambda text: int(parse_decimal(text).to_integral_exact()) if text.isdigit() else _no_count()
    ),
    _schema("a whole number, not negative", "integer", "string"),
]
"""A whole number that is not negative."""


def _no_count() -> int:
    raise ValueError("不是非负整数|not a whole number")


def _bilingual(value: Any) -> Any:
    if isinstance(value, Text):
        return value
    if isinstance(value, str) and value.strip():
        return Text(value.strip(), value.strip())
    if isinstance(value, dict) and set(value) <= {"zh", "en"} and isinstance(value.get("zh"), str):
        english = value.get("en", value["zh"])
        if isinstance(english, str):
            return Text(value["zh"].strip(), english.strip())
    raise refusal(
        "此处应为文字，或 {zh: …, en: …}|text or {zh: …, en: …} is expected here", "PB0203"
    )


Bilingual = Annotated[
    Text,
    BeforeValidator(_bilingual),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
                    "required": ["zh"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
"""A text in two languages, or one that serves for both."""
