"""Strategies for declarations of facts, and for tests that cut a fact's domain into parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from penaltybench.boundaries import literal
from penaltybench.testing.trees import Tree
from penaltybench.values import FactType, Value

V = TypeVar("V", bound=Any)
_LABELS: Mapping[str, tuple[FactType, Tree]] = {
    "goods_value": (FactType.MONEY, {"zh": "货值金额", "en": "value of the goods"}),
    "income": (FactType.MONEY, {"zh": "违法收入", "en": "unlawful income"}),
    "area": (FactType.DECIMAL, {"zh": "面积", "en": "area"}),
    "prior_cases": (FactType.INTEGER, {"zh": "此前同类违法次数", "en": "earlier cases"}),
    "harm": (FactType.ENUM, {"zh": "危害后果", "en": "harm"}),
    "corrected": (FactType.BOOLEAN, {"zh": "及时改正", "en": "corrected in time"}),
    "found_on": (FactType.DATE, {"zh": "发现之日"}),
}
_DOMAINS: Mapping[FactType, tuple[str | None, ...]] = {
    FactType.MONEY: (None, "> 0元", "[0元..5,000万元]"),
    FactType.INTEGER: ("[0..]", "[0..24]"),
    FactType.DECIMAL: ("> 0", ">= 0", "[0..10,000]"),
    FactType.BOOLEAN: (None,),
    FactType.ENUM: (None,),
    FactType.DATE: (None, ">= 2015-01-01"),
}
_DIRECTIONS: Mapping[FactType, tuple[str, str]] = {
    FactType.BOOLEAN: ("true", "false"),
    FactType.ENUM: ("later", "earlier"),
    FactType.DATE: ("later", "earlier"),
}
_ENUM_VALUES = {
    "none": "无",
    "minor": {"zh": "轻微", "en": "minor"},
    "serious": "严重",
    "grave": "特别严重",
}
_THRESHOLDS: Mapping[FactType, SearchStrategy[Value]] = {
    FactType.MONEY: st.sampled_from([100, 500_000, 1_000_000, 5_000_000, 20_000_000])
    | st.integers(1, 100_000_000),
    FactType.INTEGER: st.integers(1, 12),
    FactType.DECIMAL: st.sampled_from([Decimal(10), Decimal(100), Decimal("0.5")])
    | st.integers(1, 999_999).map(lambda number: Decimal(number) / 100),
    FactType.DATE: st.dates(dt.date(2016, 1, 1), dt.date(2030, 12, 31)),
}


@dataclass(frozen=True)
class DrawnFact:
    """A declared fact: its id, its type and its declaration."""

    id: str
    type: FactType
    declaration: Tree

    @property
    def words(self) -> tuple[str, ...]:
        """The words of an enum."""
        return tuple(self.declaration.get("values", ()))

    @property
    def falls_worse(self) -> bool:
        """Whether the natural order of the values goes from heavy to light."""
        return self.declaration.get("worse") in ("lower", "earlier", "false")


@st.composite
def facts(draw: DrawFn, *, monotone: bool = False) -> tuple[DrawnFact, ...]:
    """Draw a fact of each type, and a second amount of money.

    Every ``monotone`` fact says what is worse; of money and area more is always worse.
    """
    drawn = []
    for name, (type_, label) in _LABELS.items():
        directions: tuple[str | None, ...] = _DIRECTIONS.get(type_, ("higher", "lower"))
        if not monotone:
            directions = (*directions, None)
        elif type_ in (FactType.MONEY, FactType.DECIMAL):
            directions = ("higher",)
        drawn.append(DrawnFact(name, type_, draw(_declarations(type_, label, directions))))
    return tuple(drawn)


@st.composite
def _declarations(
    draw: DrawFn, type_: FactType, label: Tree, directions: Sequence[str | None]
) -> Tree:
    tree: Tree = {"type": type_.value, "label": label}
    if type_ is FactType.ENUM:
        count = draw(st.integers(2, len(_ENUM_VALUES)))
        tree["values"] = dict(list(_ENUM_VALUES.items())[:count])
    if type_ is FactType.DECIMAL:
        tree["unit"] = {"zh": "平方米", "en": "m²"}
    domain = draw(st.sampled_from(_DOMAINS[type_]))
    worse = draw(st.sampled_from(directions))
    tree |= {key: value for key, value in (("domain", domain), ("worse", worse)) if value}
    if draw(st.booleans()):
        tree["changeable"] = draw(st.sampled_from(["true", "false"]))
    if type_ is FactType.ENUM:
        counts_as = draw(st.sampled_from(["lightest", "none", None] if worse else ["none", None]))
        if counts_as:
            tree["unascertainable"] = {"as": counts_as}
        if worse and draw(st.booleans()):
            tree["several"] = "heaviest"
    return tree


@st.composite
def partitions(draw: DrawFn, fact: DrawnFact, *, most: int = 4) -> list[str | list[str]]:
    """Draw up to ``most`` tests that are disjoint and cover the fact's domain.

    They go from the lightest to the heaviest part, or in natural order if nothing is worse.
    """
    parts: list[str | list[str]]
    if fact.type is FactType.BOOLEAN:
        parts = ["false", "true"]
    elif fact.type is FactType.ENUM:
        cuts = draw(_sorted(st.integers(1, len(fact.words) - 1), most - 1))
        ends = [0, *cuts, len(fact.words)]
        groups = [fact.words[start:end] for start, end in pairwise(ends)]
        parts = [draw(_one_of(group, fact.words)) for group in groups]
    else:
        thresholds = draw(_sorted(_THRESHOLDS[fact.type], most - 1))
        belongs_below = draw(st.tuples(*[st.booleans()] * len(thresholds)))
        texts = [literal(fact.type, threshold) for threshold in thresholds]
        parts = list(_intervals(texts, belongs_below))
    return parts[::-1] if fact.falls_worse else parts


def _sorted(values: SearchStrategy[V], most: int) -> SearchStrategy[list[V]]:
    return st.lists(values, min_size=1, max_size=most, unique=True).map(sorted)


def _intervals(thresholds: Sequence[str], belongs_below: Sequence[bool]) -> Sequence[str]:
    """Return the intervals between thresholds; ``belongs_below`` says to which side each belongs."""
    first = f"{'<=' if belongs_below[0] else '<'} {thresholds[0]}"
    last = f"{'>' if belongs_below[-1] else '>='} {thresholds[-1]}"
    between = [
        f"{'(' if belongs_below[index] else '['}{thresholds[index]}"
        f"..{thresholds[index + 1]}{']' if belongs_below[index + 1] else ')'}"
        for index in range(len(thresholds) - 1)
    ]
    return [first, *between, last]


def _one_of(group: Sequence[str], words: Sequence[str]) -> SearchStrategy[str | list[str]]:
    """Draw a way to write that an enum is one of ``group``."""
    others = [word for word in words if word not in group]
    ways: list[str | list[str]] = [", ".join(group), list(group)]
    if others:
        ways.append(f"not({', '.join(others)})")
    return st.sampled_from(ways)
