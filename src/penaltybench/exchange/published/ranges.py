"""Ranges: 二万元以上五万元以下, 不足一万元, 一倍以上五倍以下, 十日以上十五日以下, 10%至20%."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from penaltybench.exchange.published.model import End, Range, Unit
from penaltybench.exchange.published.tokens import Token
from penaltybench.money import MAX_FEN

Accepts = Callable[[Unit], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """A range, and the number of the token after it."""

    end: int
    range: Range


@dataclass(frozen=True, slots=True)
class Fault:
    """What begins as something known and goes wrong: the token after it, and why (as in Piece)."""

    end: int
    reason: str


def is_money(unit: Unit) -> bool:
    """Accept amounts of money."""
    return unit is Unit.FEN


def is_ratio(unit: Unit) -> bool:
    """Accept ratios."""
    return unit.is_ratio


def is_time(unit: Unit) -> bool:
    """Accept days and months."""
    return unit in (Unit.DAYS, Unit.MONTHS)


_BEFORE = {"from": ("low", True), "from_open": ("low", False)}
_BEFORE |= {"upto": ("high", True), "upto_open": ("high", False)}
_AFTER = {"above": ("low", True), "below": ("high", True)}


@dataclass(frozen=True, slots=True)
class _Written:
    """One quantity with its boundary words: ``side`` low, high, or empty."""

    end: int
    token: Token
    side: str = ""
    included: bool = True


def read_range(tokens: Sequence[Token], at: int, accepts: Accepts) -> Found | Fault | None:
    """Return the range at ``at`` whose quantities ``accepts`` takes, a Fault, or None if none begins.

    A quantity without its unit takes that of the other end where this leaves one reading.
    """
    first = _written(tokens, at, accepts)
    if first is None:
        return None
    after, joined = first.end, ""
    if _kind(tokens, after) == "to" and not first.side:
        after, joined = after + 1, "to"
    elif _text(tokens, after) == "、" and first.side == "low":
        after, joined = after + 1, "mark"
    elif _text(tokens, after) in ("，", ",") and _kind(tokens, after - 1) == "above":
        after, joined = after + 1, "mark"
    second = _written(tokens, after, accepts)
    if joined == "mark" and (second is None or second.side != "high"):
        second = None
    if second is None:
        if joined == "to":
            return Fault(after, "unknown")
        return _ranged(first.end, first, None, accepts)
    if joined == "to":
        if second.side == "low":
            return Fault(second.end, "contradictory")
        first, second = replace(first, side="low"), replace(second, side="high")
    if (first.side, second.side) != ("low", "high"):
        # 七万元以下九万元以下 contradicts itself, 20%以上30% and 一万元五万元 leave open what is meant.
        same = first.side == second.side != "" or (first.side, second.side) == ("high", "low")
        return Fault(second.end, "contradictory" if same else "ambiguous")
    return _ranged(second.end, first, second, accepts)


def read_bound(tokens: Sequence[Token], at: int, accepts: Accepts) -> Found | Fault | None:
    """Return the range of one quantity with its boundary words, whatever stands behind it."""
    one = _written(tokens, at, accepts)
    return None if one is None else _ranged(one.end, one, None, accepts)


def _written(tokens: Sequence[Token], at: int, accepts: Accepts) -> _Written | None:
    side, included = _BEFORE.get(_kind(tokens, at), ("", True))
    at += bool(side)
    if at >= len(tokens):
        return None
    token = tokens[at]
    if not (token.kind == "number" or (token.unit is not None and accepts(token.unit))):
        return None
    at += 1
    if not side and _kind(tokens, at) in _AFTER:
        side, included = _AFTER[_kind(tokens, at)]
        at += 1
    bracket = _bracket(tokens, at, token)
    if bracket is not None:
        at, included = bracket
    return _Written(at, token, side, included)


def _bracket(tokens: Sequence[Token], at: int, quantity: Token) -> tuple[int, bool] | None:
    """Read （含）, （不含）, （含5万元）: where it ends and whether the bound is included."""
    if _text(tokens, at) != "(" or _kind(tokens, at + 1) not in ("including", "excluding"):
        return None
    included = _kind(tokens, at + 1) == "including"
    at += 2
    if at < len(tokens) and (tokens[at].number, tokens[at].unit) == (
        quantity.number,
        quantity.unit,
    ):
        at += tokens[at].kind in ("quantity", "number")
    return (at + 1, included) if _text(tokens, at) == ")" else None


def _ranged(
    end: int, first: _Written, second: _Written | None, accepts: Accepts
) -> Found | Fault | None:
    pair = [first] if second is None else [first, second]
    units = [one.token.unit for one in pair]
    if all(unit is None for unit in units):
        # 十万以上二十万以下 can only be yuan.
        if not (accepts(Unit.FEN) and all(one.token.scaled for one in pair)):
            return None
        ends = [_end(one, Unit.FEN, one.token.number * 100) for one in pair]
    else:
        known = [_completed(one, second) for one in pair]
        if any(value is None for value in known):
            return Fault(end, "ambiguous")
        ends = [value for value in known if value is not None]
    for one in ends:
        if one.unit is Unit.FEN and not (one.value.denominator == 1 and one.value <= MAX_FEN):
            return Fault(end, "too_large" if one.value > MAX_FEN else "unknown")
    if len(ends) == 1:
        low = ends[0] if first.side != "high" else None
        high = ends[0] if first.side != "low" else None
        return Found(end, Range(low, high))
    low, high = ends
    if low.unit is not high.unit and not (low.unit.is_ratio and high.unit.is_ratio):
        return Fault(end, "ambiguous")
    if low.value > high.value or (low.value == high.value and not (low.included and high.included)):
        return Fault(end, "contradictory")
    return Found(end, Range(low, high))


def _completed(one: _Written, second: _Written | None) -> End | None:
    """Return an end; where its unit is not written, that of the second one, if it has one reading."""
    token = one.token
    if token.unit is not None:
        return _end(one, token.unit, token.number)
    other = None if second is None or second is one else second.token
    if other is None or other.unit is None:
        return None
    if other.unit is Unit.FEN:
        # 三以上五万元以下 may be three yuan or thirty thousand.
        if other.scaled and not token.scaled:
            return None
        return _end(one, Unit.FEN, token.number * 100)
    if other.unit is Unit.PERCENT:
        whole = 1000 if "‰" in other.text else 100
        return None if "分之" in other.text else _end(one, Unit.PERCENT, token.number / whole)
    if other.unit is Unit.SHARE:
        return None
    return _end(one, other.unit, token.number)


def _end(one: _Written, unit: Unit, value: Fraction) -> End:
    return End(value, unit, one.included)


def _kind(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].kind if 0 <= at < len(tokens) else ""


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""
