"""A condition as people and the law write it, in Chinese and in English.

By default 以上 and 以下 include the bound, 不满 and 超过 exclude it (民法典 art. 1259). A source
that says otherwise (in Guangdong 2021, art. 23, 以下 excludes) is described in its own wording.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from penaltybench.condition.model import (
    Anything,
    Compare,
    Condition,
    Not,
    OneOf,
    UnaryTest,
    Within,
)
from penaltybench.interval import Interval
from penaltybench.text import Language
from penaltybench.values import FactType, Value


@dataclass(frozen=True, slots=True)
class Wording:
    """What the source's boundary words include: 以上 (``above``), 以下 (``below``)."""

    above_includes: bool = True
    below_includes: bool = True


Formatter = Callable[[Value, Language], str]
"""Writes a value of one fact, with its unit or label."""


@dataclass(frozen=True, slots=True)
class FactWords:
    """How to speak of one fact: its type, its label and its values."""

    type: FactType
    label: Callable[[Language], str]
    value: Formatter


def describe(
    condition: Condition,
    words: Mapping[str, FactWords],
    language: Language,
    wording: Wording = Wording(),
) -> str:
    """Return the condition as a phrase; the empty string if it asks nothing."""
    join, either = ("，且", "，或者") if language == "zh" else (" and ", ", or ")
    parts = [
        describe_test(words[fact], test, language, wording)
        for fact, test in condition.tests
        if not isinstance(test, Anything)
    ]
    if condition.any:
        options = [describe(part, words, language, wording) for part in condition.any]
        # An alternative that asks nothing always holds, so the whole asks nothing.
        if all(options):
            joined = either.join(options)
            parts.append(f"（{joined}）" if language == "zh" else f"({joined})")
    return join.join(parts)


def describe_test(
    words: FactWords, test: UnaryTest, language: Language, wording: Wording = Wording()
) -> str:
    """Return ``fact test`` as a phrase: ``货值金额不满1万元``, ``value of the goods below …``."""
    label = words.label(language)
    if words.type is FactType.BOOLEAN and isinstance(test, Compare):
        if language == "zh":
            return label if test.value else f"无“{label}”情形"
        return label if test.value else f"not: {label}"
    phrase = _phrase(words, test, language, wording)
    return f"{label}{phrase}" if language == "zh" else f"{label} {phrase}"


def _phrase(words: FactWords, test: UnaryTest, language: Language, wording: Wording) -> str:
    zh = language == "zh"
    match test:
        case Anything():
            return "不限" if zh else "is anything"
        case Compare("=", value):
            return (
                f"为{words.value(value, language)}" if zh else f"is {words.value(value, language)}"
            )
        case Compare(operator, value):
            return _bounds(words, _as_interval(operator, value), language, wording)
        case Within(interval):
            return _bounds(words, interval, language, wording)
        case OneOf(tests):
            if all(isinstance(part, Compare) and part.operator == "=" for part in tests):
                listed = [words.value(part.value, language) for part in tests]  # type: ignore[union-attr]
                return f"为{'或者'.join(listed)}" if zh else f"is {' or '.join(listed)}"
            options = [_phrase(words, part, language, wording) for part in tests]
            return "或者".join(options) if zh else " or ".join(options)
        case Not(part):
            inner = _phrase(words, part, language, wording)
            return f"不是“{inner.removeprefix('为')}”" if zh else f"not ({inner})"


def _as_interval(operator: str, value: Value) -> Interval[Value]:
    match operator:
        case "<":
            return Interval(None, value, False, True)
        case "<=":
            return Interval(None, value)
        case ">":
            return Interval(value, None, True)
        case _:
            return Interval(value, None)


def _bounds(
    words: FactWords, interval: Interval[Value], language: Language, wording: Wording
) -> str:
    low = None if interval.low is None else words.value(interval.low, language)
    high = None if interval.high is None else words.value(interval.high, language)
    if language == "en":
        parts = []
        if low is not None:
            parts.append(f"more than {low}" if interval.low_open else f"at least {low}")
        if high is not None:
            parts.append(f"less than {high}" if interval.high_open else f"at most {high}")
        return " and ".join(parts)
    if words.type is FactType.DATE:
        return _dates(low, high, interval)
    phrase = ""
    if low is not None:
        phrase += _lower(low, not interval.low_open, wording)
    if high is not None:
        phrase += _upper(high, not interval.high_open, wording)
    return phrase


def _lower(bound: str, included: bool, wording: Wording) -> str:
    if included == wording.above_includes:
        return f"{bound}以上"
    return f"不少于{bound}" if included else f"超过{bound}"


def _upper(bound: str, included: bool, wording: Wording) -> str:
    if included:
        return f"{bound}以下" if wording.below_includes else f"不超过{bound}"
    return f"不满{bound}" if wording.below_includes else f"{bound}以下"


def _dates(low: str | None, high: str | None, interval: Interval[Value]) -> str:
    parts = []
    if low is not None:
        parts.append(f"晚于{low}" if interval.low_open else f"不早于{low}")
    if high is not None:
        parts.append(f"早于{high}" if interval.high_open else f"不晚于{high}")
    return "且".join(parts)
