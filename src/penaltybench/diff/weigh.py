"""Two results compared part by part: which is heavier, or that they differ without being either."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from penaltybench.diff.model import Kind
from penaltybench.option import Penalty
from penaltybench.proof.run import Came
from penaltybench.ruleset.models import PenaltyKind
from penaltybench.text import Text

Sign = Literal[-1, 0, 1]
PARTS: Mapping[str, Text] = {
    "standing": Text("有无结果", "whether there is a result"),
    "grade": Text("裁量阶次", "the grade"),
    "low": Text("罚款下限", "the lower end of the fine"),
    "high": Text("罚款上限", "the upper end of the fine"),
    "suggested": Text("建议金额", "the suggested amount"),
    "penalties": Text("其他处罚", "other penalties"),
    "orders": Text("责令事项", "orders"),
}
_FORCES = {"may": 1, "must": 2}


def sign(old: int, new: int) -> Sign:
    """Return whether ``new`` is more (1), less (-1) or the same (0)."""
    return 1 if new > old else -1 if new < old else 0


def compared(old: Came, new: Came) -> dict[str, Sign | None]:
    """Return the parts of two results that differ, and which is heavier (None: neither)."""
    if not (old.is_known and new.is_known):
        return {} if old.standing == new.standing else {"standing": None}
    found: dict[str, Sign | None] = {
        "grade": sign(old.rank, new.rank),
        "low": sign(old.low, new.low),
        "high": sign(old.high, new.high),
        "penalties": _penalties(old, new),
        "orders": None if set(old.orders) != set(new.orders) else 0,
    }
    if not found["low"] and not found["high"]:
        found["suggested"] = sign(_suggested(old), _suggested(new))
    return {part: value for part, value in found.items() if value != 0}


def kind_of(old: Came, new: Came, parts: Mapping[str, Sign | None]) -> Kind | None:
    """Return of which kind a change is; None if nothing changes."""
    if not parts:
        return None
    if old.is_known != new.is_known:
        return "covered" if new.is_known else "outside"
    # An order is neither heavier nor lighter; what else changes decides.
    signs = {value for part, value in parts.items() if part != "orders"}
    if signs == {1}:
        return "heavier"
    return "lighter" if signs == {-1} else "different"


def _suggested(came: Came) -> int:
    fine = came.fine
    return 0 if fine is None or fine.suggested is None else fine.suggested.fen


def _penalties(old: Came, new: Came) -> Sign | None:
    """Compare the other penalties kind by kind; None if some become heavier and some lighter."""
    before = {penalty.kind: penalty for penalty in old.penalties}
    after = {penalty.kind: penalty for penalty in new.penalties}
    signs: set[Sign] = set()
    for kind in PenaltyKind:
        one, other = _weight(before.get(kind)), _weight(after.get(kind))
        signs |= {sign(a, b) for a, b in zip(one, other, strict=True)}
    signs -= {0}
    if not signs:
        return 0
    return signs.pop() if len(signs) == 1 else None


def _weight(penalty: Penalty | None) -> tuple[int, int, int]:
    if penalty is None:
        return 0, 0, 0
    days = penalty.days
    low, high = (days.low or 0, days.high or 0) if days is not None else (0, 0)
    return _FORCES[penalty.force], low, high
