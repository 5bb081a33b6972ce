"""Fines: what follows 处 or 按照, increments (每增加…), caps, and how steps are rounded.

Each reader takes the tokens and where to begin, and returns what it read, a Fault, or None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from penaltybench.exchange.published.model import Fine, Increment, Range, Rounding
from penaltybench.exchange.published.ranges import (
    Fault,
    Found,
    is_money,
    is_ratio,
    read_bound,
    read_range,
)
from penaltybench.exchange.published.tokens import Token
from penaltybench.exchange.published.vocabulary import BASES, BOUNDARIES, ends_with

Tokens = Sequence[Token]
MOST_WORDS = 60
"""Tokens of the longest base, unit or step that is looked for."""
VERBS = frozenset({"verb", "verb_along", "verb_either", "verb_alone"})


@dataclass(frozen=True, slots=True)
class ReadFine:
    """A fine, and the number of the token after it."""

    end: int
    fine: Fine


@dataclass(frozen=True, slots=True)
class ReadIncrement:
    """An increment without its scope, and the number of the token after it."""

    end: int
    increment: Increment


def kind(tokens: Tokens, at: int) -> str:
    """Return the class of a token, empty beyond the ends."""
    return tokens[at].kind if 0 <= at < len(tokens) else ""


def words(tokens: Tokens, start: int, end: int) -> str:
    """Return the text of tokens ``[start, end)``."""
    return "".join(token.text for token in tokens[start:end])


def is_boundary(token: Token) -> bool:
    """Return whether a phrase ends at the token."""
    return token.kind == "mark" and token.text in BOUNDARIES


def stops(token: Token) -> bool:
    """Return whether nothing that is quoted goes on beyond the token."""
    return token.kind == "strange" or is_boundary(token)


def _skip(tokens: Tokens, at: int, *kinds: str) -> int:
    return at + 1 if kind(tokens, at) in kinds else at


def _of_fine(tokens: Tokens, at: int) -> int | None:
    """Read 的罚款 or 罚款; return where it ends."""
    at = _skip(tokens, at, "of")
    return at + 1 if kind(tokens, at) == "fine" else None


def after_verb(tokens: Tokens, at: int) -> ReadFine | Fault | None:
    """Read what follows 处: a range of money or of ratios of a base, for each unit or not, and 罚款."""
    if kind(tokens, at) == "fine":
        return fine_first(tokens, at)
    if kind(tokens, at) == "each":
        return per_unit(tokens, at)
    at = _skip(tokens, at, "currency")
    money = read_range(tokens, at, is_money)
    if isinstance(money, Fault):
        return _to_fine(tokens, money)
    if money is not None:
        per, end = _slash(tokens, money.end)
        closed = _of_fine(tokens, end)
        return None if closed is None else ReadFine(closed, Fine(money.range, per=per))
    based = _based(tokens, at)
    if based is None or isinstance(based, Fault):
        return based
    end, fine = based.end, based.fine
    closed = _of_fine(tokens, end)
    return None if closed is None else ReadFine(closed, fine)


def fine_first(tokens: Tokens, at: int) -> ReadFine | Fault:
    """Read 罚款, or 罚款五千元."""
    start = at + 1
    if kind(tokens, start) == "mark" and tokens[start].text == ":":
        after = read_range(tokens, start + 1, is_money)
        start += isinstance(after, Found)
    money = read_range(tokens, start, is_money)
    if isinstance(money, Fault):
        return money
    if money is None:
        return ReadFine(at + 1, Fine(None))
    return ReadFine(money.end, Fine(money.range))


def verbless(tokens: Tokens, at: int) -> ReadFine | Fault | None:
    """Read 五百元以下罚款, or 罚款五百元, where no verb stands before it."""
    if kind(tokens, at) == "fine":
        read = fine_first(tokens, at)
        return read if isinstance(read, Fault) or read.fine.range is not None else None
    money = read_range(tokens, at, is_money)
    if money is None:
        return None
    if isinstance(money, Fault):
        return _to_fine(tokens, money)
    closed = _of_fine(tokens, money.end)
    return None if closed is None else ReadFine(closed, Fine(money.range))


def _to_fine(tokens: Tokens, fault: Fault) -> Fault:
    """Carry a fault on to the 罚款 that it belongs to."""
    for at in range(fault.end, min(fault.end + MOST_WORDS, len(tokens))):
        if stops(tokens[at]):
            break
        if tokens[at].kind == "fine":
            return Fault(at + 1, fault.reason)
    return fault


def _slash(tokens: Tokens, at: int) -> tuple[str, int]:
    """Read the unit of 100元/平方米."""
    if not (kind(tokens, at) == "mark" and tokens[at].text == "/"):
        return "", at
    end = at + 1
    while end < len(tokens) and end - at < 8 and tokens[end].kind in ("char", "neutral"):
        end += 1
    return words(tokens, at + 1, end), end


def _based(tokens: Tokens, at: int) -> ReadFine | Fault | None:
    """Read 货值金额一倍以上三倍以下: the words of a base that the vocabulary knows, and a range."""
    for end in range(at, min(at + MOST_WORDS, len(tokens))):
        token = tokens[end]
        if stops(token) or token.kind in VERBS or token.kind == "fine":
            return None
        if not (token.kind == "number" or token.unit is not None or token.kind in _OPENERS):
            continue
        found = read_range(tokens, end, is_ratio)
        if found is None:
            continue
        if isinstance(found, Fault):
            return _to_fine(tokens, found)
        base = words(tokens, at, end).removesuffix("的")
        if not ends_with(base, BASES):
            return None
        return ReadFine(found.end, Fine(found.range, base=base))
    return None


_OPENERS = frozenset({"from", "from_open", "upto", "upto_open"})


def per_unit(tokens: Tokens, at: int) -> ReadFine | Fault | None:
    """Read 每平方米一千元罚款, 每处设施处五千元罚款, 每平方米十元以上三十元以下的标准处以罚款."""
    start = at + 1
    if words(tokens, start, start + 1).startswith("处"):
        # 每处设施: here 处 is a measure word.
        start += 1
    for end in range(start, min(at + 20, len(tokens))):
        token = tokens[end]
        if stops(token):
            return None
        verb = token.kind in VERBS and end > start
        opens = token.kind == "number" or token.kind in _OPENERS
        if not (verb or opens or token.unit is not None):
            continue
        found = read_range(tokens, end + verb, is_money)
        if found is None:
            continue
        if isinstance(found, Fault):
            return _to_fine(tokens, found)
        per = words(tokens, at + 1, end)
        if not per:
            return None
        closed = _of_fine(tokens, found.end)
        if closed is None and not verb:
            closed = _standard(tokens, found.end)
        return None if closed is None else ReadFine(closed, Fine(found.range, per=per))
    return None


def _standard(tokens: Tokens, at: int) -> int | None:
    """Read 的标准处以罚款, 处以罚款, 计算罚款, 加处罚款; return where it ends."""
    at = _skip(tokens, at, "of")
    at = _skip(tokens, at, "standard")
    if kind(tokens, at) == "extra_fine":
        return at + 1
    at = _skip(tokens, at, "reckon", *VERBS)
    return at + 1 if kind(tokens, at) == "fine" else None


def by_base(tokens: Tokens, at: int) -> ReadFine | Fault | None:
    """Read 按照直接损失的百分之三十计算罚款, 按照占地面积处每平方米一千元罚款, 每日按罚款数额的3%加处罚款."""
    daily = words(tokens, at, at + 2) in ("每日", "每天")
    if daily:
        at += 2
    if kind(tokens, at) != "by":
        return None
    at += 1
    if kind(tokens, at) == "each":
        return None if daily else per_unit(tokens, at)
    based = _based(tokens, at)
    if isinstance(based, Fault):
        return based
    if based is not None:
        closed = _standard(tokens, based.end)
        return None if closed is None else ReadFine(closed, replace(based.fine, daily=daily))
    for end in range(at, min(at + 20, len(tokens))):
        if stops(tokens[end]):
            return None
        if tokens[end].kind in VERBS or tokens[end].kind == "each":
            verb = tokens[end].kind in VERBS
            if kind(tokens, end + verb) != "each":
                return None
            unit = per_unit(tokens, end + verb)
            if unit is None or isinstance(unit, Fault):
                return unit
            return ReadFine(unit.end, replace(unit.fine, by=words(tokens, at, end)))
    return None


def increment(tokens: Tokens, at: int) -> ReadIncrement | Fault | None:
    """Read 每增加1个超标因子增加一万元: the step is quoted, what it adds is read."""
    for end in range(at + 1, min(at + MOST_WORDS, len(tokens))):
        token = tokens[end]
        if stops(token) and not (token.text == "，" and kind(tokens, end + 1) == "add"):
            return None
        if token.kind in VERBS or token.kind == "fine":
            return None
        if token.kind != "add":
            continue
        start = _skip(tokens, end + 1, "fine")
        found = read_range(tokens, start, is_money)
        if isinstance(found, Fault):
            return found
        if found is None:
            continue
        step = words(tokens, at + 1, end).rstrip("，,的")
        closed = found.end if start > end + 1 else _of_fine(tokens, found.end) or found.end
        return ReadIncrement(closed, Increment(step, found.range)) if step else None
    return None


def rounding(tokens: Tokens, at: int) -> tuple[int, Rounding] | None:
    """Read 不足整数倍的按四舍五入取整."""
    if kind(tokens, at) != "upto_open":
        return None
    for end in range(at + 1, min(at + 20, len(tokens))):
        if stops(tokens[end]):
            return None
        if tokens[end].kind == "rounding":
            what = words(tokens, at + 1, end).removesuffix("按").removesuffix("的")
            return end + 1, Rounding(what, tokens[end].value)
    return None


def cap(tokens: Tokens, at: int) -> tuple[int, Range] | Fault | None:
    """Read 但是最高不超过一百万元, 最低不少于一万元."""
    at = _skip(tokens, at, "but")
    at = _skip(tokens, at, "fine")
    if kind(tokens, at) == "upto" and kind(tokens, at + 1) == "upto":
        at += 1
    if kind(tokens, at) not in ("upto", "from"):
        return None
    found = read_bound(tokens, at, is_money)
    if isinstance(found, Fault):
        return found
    if found is None or (found.range.low is None) == (found.range.high is None):
        return None
    return found.end, found.range
