"""A second, naive reading of rulesets: trees and text in, fractions of fen out.

It shares no code with the engine, so that both are unlikely to be wrong in the same way. Facts are
complete and written as the strategies write them.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from fractions import Fraction
from typing import Any

Tree = dict[str, Any]
Facts = dict[str, str]


def number(text: str) -> Fraction:
    """Return money as fen, a percentage as a fraction, any other number as it is."""
    text = text.replace(",", "")
    for suffix, factor in (("万元", 10**6), ("亿元", 10**10), ("元", 100), ("%", Fraction(1, 100))):
        if text.endswith(suffix):
            return Fraction(text.removesuffix(suffix)) * factor
    return Fraction(text)


def key(text: str) -> Any:
    """Return something by which values of one fact compare."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return dt.date.fromisoformat(text)
    try:
        return number(text)
    except ValueError:
        return text


def holds(test: str | list[str], value: str) -> bool:
    """Return whether a unary test holds for a value."""
    if isinstance(test, list):
        return any(holds(part, value) for part in test)
    if test.startswith("not("):
        return not holds(test[4:-1], value)
    if match := re.fullmatch(r"([\[(])(.*)\.\.(.*)([\])])", test):
        opening, low, high, closing = match.groups()
        above = not low or key(value) > key(low) or (opening == "[" and key(value) == key(low))
        below = not high or key(value) < key(high) or (closing == "]" and key(value) == key(high))
        return above and below
    for operator in ("<=", ">=", "<", ">"):
        if test.startswith(operator):
            end, given = key(test.removeprefix(operator).strip()), key(value)
            return {"<=": given <= end, ">=": given >= end, "<": given < end, ">": given > end}[
                operator
            ]
    return any(key(word) == key(value) for word in test.split(", "))


def satisfied(when: Tree, facts: Facts) -> bool:
    """Return whether a condition holds."""
    alternatives = when.get("any", [])
    return all(holds(test, facts[name]) for name, test in when.items() if name != "any") and (
        not alternatives or any(satisfied(part, facts) for part in alternatives)
    )


def quantity(rate: Fraction, form: Tree, facts: Facts) -> Fraction:
    """Return what a rate of an absolute amount, a multiple, a percentage or units comes to."""
    result = rate
    for way in ("times_of", "percent_of"):
        if way in form:
            base = number(facts[form[way]])
            result = rate * max(base, number(form.get("base_at_least", "0")))
    if "per" in form:
        counted = max(number(facts[form["per"]]) - number(form.get("beyond", "0")), Fraction(0))
        counted /= number(form.get("each", "1"))
        started = form.get("started", "exact")
        counted = {"whole": math.ceil, "full": math.floor, "exact": Fraction}[started](counted)
        result = rate * counted
    if "at_least" in form:
        result = max(result, number(form["at_least"]))
    if "at_most" in form:
        result = min(result, number(form["at_most"]))
    return result


def statutory(fine: Tree, facts: Facts) -> tuple[Fraction, Fraction, Fraction]:
    """Return minimum, maximum, and what shares count from."""

    def end(text: str | Tree) -> Fraction:
        rate = number(facts[text["fact"]]) if isinstance(text, dict) else number(text)
        return quantity(rate, fine, facts)

    high = end(fine["max"])
    low = end(fine["min"]) if "min" in fine else Fraction(0)
    high = max(low, high)
    start = low
    if "assumed_min" in fine:
        start = number(fine["assumed_min"].removesuffix(" of maximum")) * high
    return low, high, start


def band(fine: Tree, allowed: Tree, facts: Facts) -> tuple[Fraction, Fraction, bool, bool]:
    """Return the low and the high end of a tier's fine, and whether they are open."""
    _, high, start = statutory(allowed, facts)

    def end(text: str) -> Fraction:
        share, _, reference = text.rpartition(" of ")
        named = {"minimum": start, "maximum": high, "middle": (start + high) / 2}
        if reference in named:
            return named[reference] * (number(share) if share else 1)
        if "share" in fine:
            return start + (high - start) * number(text)
        return quantity(number(text), fine, facts)

    text = next(fine[way] for way in ("amount", "share", "range") if way in fine)
    first, _, last = text.strip("[]()").partition("..")
    ends = end(first), end(last or first)
    if "plus" in fine:
        point = min(ends[0] + sum(increment(part, facts) for part in fine["plus"]), ends[1])
        return point, point, False, False
    return *ends, text.startswith("("), text.endswith(")")


def increment(part: Tree, facts: Facts) -> Fraction:
    """Return what an increment adds."""
    units = {name: part[name] for name in ("each", "beyond", "started") if name in part}
    added = quantity(number(part["add"]), {"per": part["per"], **units}, facts)
    return min(added, number(part["at_most"])) if "at_most" in part else added


def points_amount(table: Tree, allowed: Tree, facts: Facts) -> Fraction | None:
    """Return the fine by points, inside the statutory range; None if a factor has no one level."""
    low, high, start_amount = statutory(allowed, facts)
    total = Fraction(0)
    for factor in table["factors"]:
        shares = [
            number(share)
            for test, share in factor["scale"].items()
            if holds(test, facts[factor["fact"]])
        ]
        if len(shares) != 1:
            return None
        total += shares[0]
    if table["start"] == "minimum/maximum":
        start = start_amount / high if high else Fraction(0)
    else:
        start = number(table["start"])
    share = start + (total * (1 - start) if table["method"] == "position" else total)
    return min(max(min(share, number(table.get("at_most", "100%"))) * high, low), high)


def rounded(amount: Fraction, unit: int, mode: str) -> int:
    """Return the amount as whole units."""
    count = amount / unit
    below = math.floor(count)
    rest = count - below
    half = Fraction(1, 2)
    up = {
        "down": False,
        "up": rest > 0,
        "half_up": rest >= half,
        "half_even": rest > half or (rest == half and below % 2 == 1),
    }[mode]
    return (below + up) * unit
