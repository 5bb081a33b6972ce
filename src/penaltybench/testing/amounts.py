"""Strategies for statutory ranges and for the fines of tiers inside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from penaltybench.money import format_fen, parse_fen
from penaltybench.testing.trees import Tree

_BASES = {"times_of": "goods_value", "percent_of": "goods_value", "per": "area"}
_RATES: Mapping[str, SearchStrategy[str]] = {
    "times_of": st.sampled_from(["0.5", "1", "1.5", "2", "3", "5", "10", "20", "30"]),
    "percent_of": st.sampled_from(["0.5%", "1%", "3%", "5%", "10%", "25%", "100%"]),
    "per": st.sampled_from(["0.5元", "10元", "100元", "300元", "1,000元", "3,000元"]),
}
_MINIMA = st.sampled_from([0, 100, 100_000, 1_000_000, 5_000_000]) | st.integers(0, 10_000_000)
_WIDTHS = st.sampled_from([100, 1_000_000, 9_000_000]) | st.integers(100, 100_000_000)
_MONEY = st.sampled_from(["0.5元", "200元", "1,000元", "5万元", "100万元", "1亿元"])


@st.composite
def statutory_ranges(draw: DrawFn) -> Tree:
    """Draw what a statute allows: absolute, a multiple, a percentage, per unit, or from facts."""
    form = draw(st.sampled_from(["absolute", "absolute", "facts", *_BASES]))
    if form == "facts":
        return {"min": {"fact": "goods_value"}, "max": {"fact": "income"}}
    if form == "absolute":
        low = draw(_MINIMA)
        tree = {"min": format_fen(low), "max": format_fen(low + draw(_WIDTHS))}
    else:
        low_rate, high_rate = sorted([draw(_RATES[form]), draw(_RATES[form])], key=_number)
        tree = {form: _BASES[form], "min": low_rate, "max": high_rate, **draw(_details(form))}
    if draw(st.integers(0, 3)) == 0:
        del tree["min"]
        if draw(st.booleans()):
            tree["assumed_min"] = draw(st.sampled_from(["10% of maximum", "25% of maximum"]))
    return tree


@st.composite
def _details(draw: DrawFn, form: str) -> Tree:
    """Draw the further keys of a quantity: how units count, and floors and ceilings."""
    tree: Tree = {}
    if form == "per":
        if draw(st.booleans()):
            tree["started"] = draw(st.sampled_from(["whole", "full", "exact"]))
            tree["each"] = draw(st.sampled_from(["1", "10", "0.5", "100"]))
        if draw(st.integers(0, 3)) == 0:
            tree["beyond"] = draw(st.sampled_from(["1", "5", "100"]))
    elif draw(st.integers(0, 3)) == 0:
        tree["base_at_least"] = draw(_MONEY)
    for key in ("at_least", "at_most"):
        if draw(st.integers(0, 5)) == 0:
            tree[key] = draw(_MONEY)
    return tree


@st.composite
def ascending_fines(
    draw: DrawFn, allowed: Tree, count: int, *, may_be_empty: bool = True
) -> list[Tree]:
    """Draw ``count`` fines of tiers inside the ``allowed`` range, each above the one before it.

    Those that may not be empty are closed shares of the range, whatever the range comes to.
    """
    cuts = draw(st.lists(st.integers(0, 100), min_size=count + 1, max_size=count + 1, unique=True))
    cuts.sort()
    if draw(st.booleans()):
        cuts[0], cuts[-1] = 0, 100
    key, write, rest = draw(st.sampled_from(_methods(allowed if may_be_empty else {})))
    bands = _bands if may_be_empty else _closed_bands
    drawn = [draw(bands(write(low), write(high))) for low, high in pairwise(cuts)]
    return [{**rest, key: band} for band in drawn]


@st.composite
def tier_fines(draw: DrawFn, allowed: Tree, *, may_be_empty: bool = True) -> Tree:
    """Draw one fine of a tier, of any form; its band may be empty in some statutory ranges."""
    form = draw(st.sampled_from(["inside", "inside", "increments", "ends"]))
    if form == "inside" or (form == "ends" and not may_be_empty):
        return draw(ascending_fines(allowed, 1, may_be_empty=may_be_empty))[0]
    if form == "increments":
        increment = {"per": "prior_cases", "beyond": "1", "add": draw(_MONEY)}
        if draw(st.booleans()):
            increment |= {"at_most": draw(_MONEY), "started": "whole", "each": "2"}
        return {"amount": "[minimum..maximum]", "plus": [increment]}
    low = draw(st.sampled_from(["minimum", "10% of maximum", "middle"]))
    high = draw(st.sampled_from(["maximum", "50% of maximum", "200% of minimum", "middle"]))
    return {"amount": draw(_bands(low, high))}


_Method: TypeAlias = tuple[str, Callable[[int], str], Tree]
"""The key of a band, how a percentage of the statutory range is written there, and further keys."""


def _methods(allowed: Tree) -> list[_Method]:
    """Return the ways to write a band inside the ``allowed`` range."""
    methods: list[_Method] = [("share", lambda cut: f"{cut}%", {})]
    low, high = allowed.get("min"), allowed.get("max")
    form = next((form for form in _BASES if form in allowed), None)
    if not isinstance(low, str) or not isinstance(high, str):
        return methods
    if form is None:
        methods.append(("amount", lambda cut: format_fen(_between(low, high, cut)), {}))
    else:
        same = {key: value for key, value in allowed.items() if key not in ("min", "max")}
        methods.append(("range", lambda cut: _rate_between(low, high, cut), same))
    return methods


def _between(low: str, high: str, cut: int) -> int:
    first, last = parse_fen(low), parse_fen(high)
    return first + (last - first) * cut // 100


def _rate_between(low: str, high: str, cut: int) -> str:
    if low.endswith("元"):
        return format_fen(_between(low, high, cut))
    suffix = low.lstrip("0123456789.")
    return f"{_number(low) + (_number(high) - _number(low)) * cut / 100:f}{suffix}"


def _number(text: str) -> Decimal:
    return Decimal(text.rstrip("%元").replace(",", ""))


def _bands(low: str, high: str) -> SearchStrategy[str]:
    """Draw the interval from ``low`` to ``high`` with open or closed ends, or its low end alone."""
    if low == high:
        return st.just(low)
    ends = st.tuples(st.sampled_from("[("), st.sampled_from("])"))
    bands = ends.map(lambda marks: f"{marks[0]}{low}..{high}{marks[1]}")
    return st.one_of(bands, bands, st.just(low))


def _closed_bands(low: str, high: str) -> SearchStrategy[str]:
    return st.sampled_from([f"[{low}..{high}]", f"[{low}..{high}]", low])
