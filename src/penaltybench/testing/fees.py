"""Strategies for fee items: rulesets with layers, scales, reductions and policies, and cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from penaltybench.boundaries import boundary_values, literal
from penaltybench.condition import UnaryTest
from penaltybench.money import format_fen
from penaltybench.ruleset.fee import FEE_DATES, FeeEdition
from penaltybench.testing.declarations import DrawnFact, facts, partitions
from penaltybench.testing.rulesets import STATUTES
from penaltybench.testing.trees import Tree
from penaltybench.values import FactType, Value

FEE, ABOVE, POLICY = "example.fee", "example.fee-above", "example.fee-policy"
FROM, DAY = "2015-01-01", dt.date(2020, 6, 1)
"""The first day of every edition that is drawn, and a day of a charge."""
_CITE: Tree = {"law": "示例标准"}
_MONEY_BASES, _NUMBER_BASES = ("goods_value", "income"), ("area", "prior_cases")
_YUAN = ["0.01元", "0.5元", "1元", "3元", "35元", "84元", "300元", "1,000元"]
_PERCENTS = ["0.1%", "0.5%", "1%", "2.5%", "30%", "100%"]


@st.composite
def fee_rulesets(
    draw: DrawFn,
    *,
    policy: Sequence[str] = ("discretionary", "standard", "higher_ends"),
    layered: bool | None = None,
) -> tuple[Tree, ...]:
    """Draw trees that load without a fault; the last one is the fee item ``FEE``.

    Exactly one row of a standard applies to every case. Each rule of ``policy`` may be declared; a
    ``layered`` item (None: some are) refines the item ``ABOVE``, which stands before it.
    """
    declared = draw(facts())
    declarations = {fact.id: fact.declaration for fact in declared}
    rules: Tree = {
        "reductions": {"rule": draw(st.sampled_from(["largest", "successive", "added"]))}
    }
    for name in policy:
        if draw(st.booleans()):
            rules[name] = {"rule": _RULES[name], "cite": _CITE}
    general = fee_head(POLICY, "general") | {
        "fee_policy": rules,
        "rounding": draw(roundings()),
    }
    item = fee_item(FEE, uses=[POLICY], facts=declarations) | draw(_charging(declared))
    item["reductions"] = draw(reductions(declared))
    if not (draw(st.booleans()) if layered is None else layered):
        return STATUTES, general, item
    above = fee_item(ABOVE, uses=[POLICY], facts=declarations) | draw(_charging(declared))
    return STATUTES, general, above, item | {"refines": ABOVE}


_RULES = {
    "discretionary": "lower_bound",
    "standard": "lowest",
    "higher_ends": "not_charged",
    "similar": "not_charged",
}


def fee_head(name: str, kind: str, start: str = FROM) -> Tree:
    """Return what every file says of itself."""
    return {
        "id": name,
        "kind": kind,
        "title": {"zh": "示例", "en": "an example"},
        "status": "example",
        "effective": {"from": start},
        "source": {"text": "自拟", "sure": "high"},
        "reviewed_on": FROM,
    }


def fee_item(name: str, start: str = FROM, **keys: Any) -> Tree:
    """Return a fee item that is in force, without its standard."""
    return fee_head(name, "fee", start) | {
        "department": "示例部门",
        "payer": "缴费人",
        "service": "服务",
        "price_document": {"document": f"示例价〔2015〕{len(name)}号"},
        "state": "in_force",
        **keys,
    }


def ended(item: Tree, state: str, start: str) -> Tree:
    """Return the edition that ends an item on a day."""
    kept = {key: item[key] for key in ("uses", "facts") if key in item}
    changed = {"state": state, "changed_by": {"document": "示例财〔2018〕1号"}}
    return fee_item(item["id"], start, **kept) | changed


@st.composite
def roundings(draw: DrawFn) -> Tree:
    """Draw how amounts are rounded."""
    return {
        "unit": draw(st.sampled_from(["0.01元", "0.1元", "1元", "10元"])),
        "mode": draw(st.sampled_from(["down", "up", "half_up", "half_even"])),
    }


@st.composite
def scales(draw: DrawFn, *, prices: bool = True) -> list[Tree]:
    """Draw the bands of a scale; with ``prices`` a band may cost so much as a whole."""
    limits = sorted(draw(st.sets(st.integers(1, 50_000_000), max_size=4)))
    bands: list[Tree] = []
    for index, limit in enumerate([*limits, None]):
        band: Tree = {} if limit is None else {"up_to": format_fen(limit)}
        if prices and draw(st.integers(0, 2 if index else 1)) == 0:
            band["amount"] = draw(st.sampled_from(["0元", *_YUAN]))
        else:
            band["rate"] = draw(st.sampled_from(["0%", *_PERCENTS]))
        bands.append(band)
    return bands


@st.composite
def _charging(draw: DrawFn, declared: Sequence[DrawnFact]) -> Tree:
    """Draw scales, and a standard of which exactly one row holds whatever the facts are."""
    drawn = {"banded": draw(scales())}
    whens: list[Tree] = [{}]
    chosen = draw(st.lists(st.sampled_from(declared), max_size=2, unique_by=lambda one: one.id))
    for fact in chosen:
        split = draw(st.integers(0, len(whens) - 1))
        when = whens.pop(split)
        whens.extend({**when, fact.id: test} for test in draw(partitions(fact, most=3)))
    rows = [
        {"id": f"row-{number}", "when": when, "charge": draw(charges()), "cite": _CITE}
        for number, when in enumerate(whens)
    ]
    return {"scales": drawn, "standard": {"rows": rows}}


def charges() -> SearchStrategy[list[Tree]]:
    """Draw the parts of a charge."""
    return st.lists(_parts(), min_size=1, max_size=2)


@st.composite
def _parts(draw: DrawFn) -> Tree:
    form = draw(st.sampled_from(["amount", "per", "per", "percent_of", "scale"]))
    tree: Tree
    if form == "amount":
        tree = {"amount": draw(_ranges(_YUAN))}
    elif form == "per":
        names = draw(st.sampled_from([["area"], ["prior_cases"], list(_NUMBER_BASES)]))
        tree = {"per": names, "rate": draw(_ranges(_YUAN))}
        if draw(st.booleans()):
            tree["each"] = draw(st.sampled_from(["1", "3", "0.5", "10"]))
            tree["started"] = draw(st.sampled_from(["exact", "whole", "full"]))
        if len(names) == 1 and draw(st.integers(0, 2)) == 0:
            tree["beyond"] = draw(st.sampled_from(["1", "3", "10"]))
    elif form == "percent_of":
        base = draw(st.sampled_from(_MONEY_BASES))
        tree = {"percent_of": base, "rate": draw(_ranges(_PERCENTS))}
        if draw(st.booleans()):
            tree["beyond"] = draw(st.sampled_from(["0.5元", "20万元", "100万元"]))
    else:
        tree = {"scale": "banded", "of": draw(st.sampled_from(_MONEY_BASES))}
    if draw(st.integers(0, 3)) == 0:
        tree["share"] = draw(st.sampled_from(["1/2", "1/3"]))
    bounds = sorted(draw(st.lists(st.sampled_from(_YUAN), min_size=2, max_size=2)), key=_fen)
    for key, bound in zip(("at_least", "at_most"), bounds, strict=True):
        if draw(st.integers(0, 3)) == 0:
            tree[key] = bound
    return tree


@st.composite
def _ranges(draw: DrawFn, ends: Sequence[str]) -> str:
    """Draw one value or a range of which each end may be open."""
    low, high = sorted([draw(st.sampled_from(ends)), draw(st.sampled_from(ends))], key=_fen)
    if low == high:
        return low
    first, last = draw(st.sampled_from("[(")), draw(st.sampled_from("])"))
    return f"{first}{low}..{high}{last}"


def _fen(text: str) -> Fraction:
    return Fraction(text.rstrip("元%").replace(",", ""))


@st.composite
def reductions(draw: DrawFn, declared: Sequence[DrawnFact], most: int = 3) -> list[Tree]:
    """Draw up to ``most`` reductions, some of which may be granted, and some not on every day."""
    drawn = []
    for number in range(draw(st.integers(0, most))):
        way = draw(st.sampled_from(["by", "by", "less", "exempt"]))
        tree: Tree = {"id": f"reduction-{number}", "label": f"减免{number}"}
        if way == "by":
            shares = st.sampled_from(
                ["50%", "30%", "100%", "[30%..60%]", "[30%..100%)", "(10%..50%]"]
            )
            tree["by"] = draw(shares)
        else:
            tree |= {"less": draw(st.sampled_from(_YUAN))} if way == "less" else {"exempt": "true"}
        tree["force"] = draw(st.sampled_from(["shall", "shall", "may"]))
        if draw(st.booleans()):
            fact = draw(st.sampled_from(declared))
            tree["when"] = {fact.id: draw(st.sampled_from(draw(partitions(fact, most=2))))}
        if draw(st.integers(0, 4)) == 0:
            tree["until"] = draw(st.sampled_from(["2020-05-31", "2020-06-01"]))
        drawn.append(tree | {"document": f"示例减〔2015〕{number}号", "cite": _CITE})
    return drawn


@st.composite
def fee_facts(draw: DrawFn, *editions: FeeEdition) -> dict[str, str]:
    """Draw a value for every fact, mostly at or beside what a condition or an amount turns on."""
    return {
        name: literal(fact.type, draw(st.sampled_from(values)))
        for name, (fact, values) in turning_points(*editions).items()
    }


def turning_points(*editions: FeeEdition) -> dict[str, tuple[Any, tuple[Value, ...]]]:
    """Return each fact with the values around which the editions change their mind."""
    tests: dict[str, list[UnaryTest]] = {}
    for edition in editions:
        conditions = [row.when for row in edition.rows]
        for condition in [*conditions, *(one.when for one in edition.reductions)]:
            for name, test in condition.leaves():
                tests.setdefault(name, []).append(test)
    found = {}
    for name, fact in editions[0].facts.items():
        if name in FEE_DATES:
            continue
        values = set(boundary_values(fact, tests.get(name, ())))
        values |= {value for value in _bends(fact.type, editions) if _holds(fact.domain, value)}
        found[name] = (fact, tuple(sorted(values)))
    return found


def _holds(domain: UnaryTest | None, value: Value) -> bool:
    return domain is None or domain.holds(value)


def _bends(type_: FactType, editions: Sequence[FeeEdition]) -> set[Value]:
    """Return values of a type at which a scale or a way of counting begins anew."""
    if type_ is FactType.MONEY:
        limits = {
            band.up_to
            for edition in editions
            for bands in edition.scales.values()
            for band in bands
            if band.up_to is not None
        }
        money: set[Value] = {0}
        for limit in [*limits, 50, 20_000_000]:
            money |= {limit - 1, limit, limit + 1}
        return money
    if type_ is FactType.INTEGER:
        return {0, 1, 2, 3, 4, 9, 10, 11}
    if type_ is FactType.DECIMAL:
        units = (0, 1, 3, 10)
        return {Decimal(unit) + step for unit in units for step in (Decimal(0), Decimal("0.25"))}
    return set()
