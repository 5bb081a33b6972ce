"""What stands before a penalty: respondents, offices, conditions; phrases classified by their form.

A phrase is what lies between two boundaries, or between a boundary and the penalty itself. Its words
are quoted; only comparisons of money and ratios inside a condition are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from penaltybench.exchange.published.fines import VERBS, Tokens, kind, words
from penaltybench.exchange.published.model import Comparison, Condition
from penaltybench.exchange.published.ranges import Found, is_money, is_ratio, read_range
from penaltybench.exchange.published.vocabulary import (
    BARE_PERSONS,
    BASES,
    CONSIDERATIONS,
    OFFICE_TAILS,
    OFFICES,
    PERSONS,
    ends_with,
)

CONNECTIVES = frozenset({"also", "and", "but", "lawfully"})
"""Words between phrases that say nothing by themselves."""
LEADING = CONNECTIVES | {"can", "shall"}
MOST_TOKENS = 400
"""Tokens of the longest phrase that is classified; no office writes longer ones."""
_MOST_SPLITS = 8
_NO_PERSON = ("情节", "逾期", "拒不", "造成", "有下列", "违反")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens ``[start, end)``; ``reason`` if they are known not to be understood."""

    start: int
    end: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase, or a part of it, was read as: respondent, authority, condition, exception.

    ``words`` are what is quoted; a ``can`` before it makes what follows a may.
    """

    role: str
    start: int
    end: int
    words: str = ""
    may: bool = False
    condition: Condition | None = None


def classify(tokens: Tokens, phrase: Phrase) -> tuple[Reading, ...] | None:
    """Return what a phrase says before a penalty, or None if its form is not known."""
    if phrase.reason or phrase.end - phrase.start > MOST_TOKENS:
        return None
    start, end = phrase.start, phrase.end
    if any(tokens[at].kind == "strange" for at in range(start, end)):
        return None
    found: list[Reading] = []
    while start < end and tokens[start].kind in LEADING:
        may = tokens[start].kind == "can"
        found.append(Reading("connective", start, start + 1, may=may))
        start += 1
    if start == end:
        return tuple(found)
    for middle in _splits(tokens, start, end):
        pieces = [(start, middle), (middle, end)] if middle else [(start, end)]
        read = [_one(tokens, *piece) for piece in pieces]
        if all(one is not None for one in read):
            return (*found, *(one for one in read if one is not None))
    return None


def _splits(tokens: Tokens, start: int, end: int) -> Iterator[int]:
    """Yield where a phrase may fall in two, before 由 or 对, and 0 for no split."""
    led = tokens[start].text == "由"
    # 由市场监督管理部门对检验机构: an office may be what the second half ends with, too.
    if not led:
        yield 0
    places = (at for at in range(start + 1, end) if tokens[at].text in ("由", "对"))
    yield from islice(places, _MOST_SPLITS)
    if led:
        yield 0


def _one(tokens: Tokens, start: int, end: int) -> Reading | None:
    text = words(tokens, start, end)
    if text in BARE_PERSONS:
        return Reading("respondent", start, end, text)
    if text.startswith("由"):
        office = text
        for tail in OFFICE_TAILS:
            office = office.removesuffix(tail)
        return Reading("authority", start, end, text) if ends_with(office, OFFICES) else None
    if text.startswith("除") and text.endswith("外"):
        return Reading("exception", start, end, text)
    if text.startswith(("根据", "视")) and ends_with(text, CONSIDERATIONS):
        return Reading("consideration", start, end, text)
    if imposes(tokens, start, end):
        return None
    if text.endswith(("的", "之一")):
        condition = read_condition(tokens, start, end)
        if condition is None:
            return None
        return Reading("condition", start, end, condition.words, condition=condition)
    if text.startswith("对") and ends_with(text, PERSONS) and len(text) > 2:
        who = text[1:]
        if not who.removeprefix("其").startswith(_NO_PERSON):
            return Reading("respondent", start, end, who)
    return None


def imposes(tokens: Tokens, start: int, end: int) -> bool:
    """Return whether a phrase imposes something, so that it is no mere condition: 处五万元罚款的."""
    return any(
        tokens[at].kind in VERBS
        or tokens[at].kind == "verb_fine"
        or (tokens[at].kind == "other" and tokens[at].value == "exempt")
        or (tokens[at].kind == "fine" and kind(tokens, at + 1) == "quantity")
        for at in range(start, end)
    )


def read_condition(tokens: Tokens, start: int, end: int) -> Condition | None:
    """Return a condition with the comparisons in it; None if it has amounts that cannot be compared."""
    stop = end - 1 if kind(tokens, end - 1) == "of" else end
    text = words(tokens, start, stop)
    if not text:
        return None
    tests = _tests(tokens, start, stop)
    amounts = any(_is_amount(tokens, at) for at in range(start, stop))
    if tests is None:
        return None if amounts else Condition(text)
    return Condition(text, tests)


def _is_amount(tokens: Tokens, at: int) -> bool:
    unit = tokens[at].unit
    return unit is not None and (is_money(unit) or is_ratio(unit))


def _tests(tokens: Tokens, start: int, stop: int) -> tuple[Comparison, ...] | None:
    """Read 没有违法所得或者违法所得不足一万元; None if it is something else."""
    tests: list[Comparison] = []
    begin = start
    for at in range(start, stop + 1):
        if at == stop or tokens[at].kind == "or":
            test = _test(tokens, begin, at)
            if test is None:
                return None
            tests.append(test)
            begin = at + 1
    return tuple(tests)


def _test(tokens: Tokens, start: int, stop: int) -> Comparison | None:
    if kind(tokens, start) == "whether":
        subject = words(tokens, start + 1, stop)
        if not ends_with(subject, BASES) or any(
            tokens[at].unit is not None for at in range(start + 1, stop)
        ):
            return None
        return Comparison(subject, None, present=tokens[start].text == "有")
    for at in range(start + 1, stop):
        for accepts in (is_money, is_ratio):
            found = read_range(tokens, at, accepts)
            if isinstance(found, Found) and found.end == stop:
                last = at - 1 if kind(tokens, at - 1) == "at" else at
                subject = words(tokens, start, last)
                if not ends_with(subject, BASES):
                    return None
                return Comparison(subject, found.range)
    return None


def further(
    conditions: tuple[Condition, ...], condition: Condition, base: str
) -> tuple[Condition, ...] | None:
    """Return the conditions after one more between two commas; None if it is unclear how they relate.

    A condition replaces its like (违法所得不足一万元的 after 违法所得一万元以上的) and otherwise narrows what is
    said before it; ``base`` is that of the last fine.
    """
    if not conditions:
        return (condition,)
    for index, known in enumerate(conditions):
        if _alike(known, condition):
            return (*conditions[:index], condition)
    of_base = bool(base) and condition.words.startswith(base)
    if condition.tests or condition.words.startswith("情节") or of_base:
        return (*conditions, condition)
    return None


def _alike(known: Condition, condition: Condition) -> bool:
    """Return whether two conditions are about the same: one money, or how grave the case is."""
    if known.words.startswith("情节") and condition.words.startswith("情节"):
        return True
    subjects = [test.subject for test in known.tests] or [known.words]
    return any(
        one.endswith(test.subject) or test.subject.endswith(one)
        for test in condition.tests
        for one in subjects
    )
