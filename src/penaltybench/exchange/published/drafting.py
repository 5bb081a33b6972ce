"""Amounts that were understood, as the ruleset format writes them, with the facts that they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from penaltybench.exchange.published.model import Comparison, Condition, End, Fine, Range, Unit
from penaltybench.money import format_short
from penaltybench.source import Tree
from penaltybench.values import format_percent

Form = tuple[str, str]
"""How a fine is counted: ``("amount", "")``, ``("ratio", base)``, ``("per", unit)``."""


@dataclass
class Facts:
    """The facts of one draft: ids say only what sort of fact it is, labels are the table's words."""

    tree: dict[str, Tree] = field(default_factory=dict)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)

    def money(self, words: str) -> str:
        """Return the id of a money fact: a base, or what a condition compares."""
        known = next(
            (
                name
                for (sort, label), name in self.ids.items()
                if sort == "base" and alike(label, words)
            ),
            None,
        )
        return known or self._new("base", words, {"type": "money", "label": {"zh": words}})

    def count(self, unit: str, by: str) -> str:
        """Return the id of a number of units."""
        label = f"{by}（每{unit}）" if by else f"数量（每{unit}）"
        tree = {"type": "decimal", "unit": unit, "domain": ">= 0", "label": {"zh": label}}
        return self._new("count", f"{unit}/{by}", tree)

    def steps(self, label: str, describe: str) -> str:
        """Return the id of a number of steps by which a fine increases."""
        tree: dict[str, Tree] = {"type": "integer", "domain": ">= 0", "label": {"zh": label}}
        return self._new("steps", label, tree | {"describe": {"zh": describe}})

    def flag(self, words: str, sort: str = "condition") -> str:
        """Return the id of a yes-or-no fact."""
        return self._new(sort, words, {"type": "boolean", "label": {"zh": words}})

    def choice(self, name: str, label: str, words: str) -> str:
        """Return the value that stands for ``words`` in the enum fact ``name``."""
        fact = self.tree.setdefault(name, {"type": "enum", "label": {"zh": label}, "values": {}})
        values: dict[str, Tree] = fact["values"]
        for value, text in values.items():
            if text == {"zh": words}:
                return value
        value = f"c{len(values) + 1}"
        values[value] = {"zh": words}
        return value

    def _new(self, sort: str, words: str, tree: dict[str, Tree]) -> str:
        known = self.ids.get((sort, words))
        if known is None:
            known = f"{sort}_{sum(1 for one, _ in self.ids if one == sort) + 1}"
            self.ids[sort, words] = known
            self.tree[known] = tree
        return known


def alike(one: str, other: str) -> bool:
    """Return whether two names of a base mean the same: one is the end of the other, 的 aside."""
    first, second = one.replace("的", ""), other.replace("的", "")
    return first.endswith(second) or second.endswith(first)


def form_of(fine: Fine) -> Form:
    """Return how a fine is counted."""
    if fine.base:
        return "ratio", fine.base
    return ("per", fine.per) if fine.per else ("amount", "")


def same_form(one: Form, other: Form) -> bool:
    """Return whether two fines are counted alike."""
    return one[0] == other[0] and (one[0] == "amount" or alike(one[1], other[1]))


@dataclass(frozen=True, slots=True)
class Allowed:
    """A range over fines of one form: fen for amounts and units, ratios of a base; None is no bound.

    ``written`` is the unit in which ratios are shown.
    """

    form: Form
    low: Fraction | None
    high: Fraction | None
    written: Unit
    by: str = ""
    at_most: int | None = None
    base_at_least: int | None = None


def hull(form: Form, fines: Sequence[Fine]) -> Allowed:
    """Return the range over all fines of one form."""
    ranges = [fine.range for fine in fines if fine.range is not None]
    lows = [one.low.value for one in ranges if one.low is not None]
    highs = [one.high.value for one in ranges if one.high is not None]
    units = {end.unit for one in ranges for end in (one.low, one.high) if end is not None}
    caps = {fine.at_most for fine in fines}
    floors = {fine.base_at_least for fine in fines}
    return Allowed(
        form,
        min(lows) if ranges and len(lows) == len(ranges) else None,
        max(highs) if ranges and len(highs) == len(ranges) else None,
        units.pop() if len(units) == 1 else Unit.TIMES,
        next((fine.by for fine in fines if fine.by), ""),
        caps.pop() if len(caps) == 1 else None,
        floors.pop() if len(floors) == 1 else None,
    )


def allowed_tree(allowed: Allowed, facts: Facts) -> dict[str, Tree] | None:
    """Return ``allows.fine`` of a basis; None if the format cannot say it."""
    write = _writer(allowed.form, allowed.written)
    if allowed.high is None:
        return None
    tree: dict[str, Tree] = _quantity(allowed.form, allowed.written, allowed.by, facts)
    try:
        if allowed.low is not None:
            tree["min"] = write(allowed.low)
        tree["max"] = write(allowed.high)
    except ValueError:
        return None
    if allowed.at_most is not None:
        tree["at_most"] = money_text(allowed.at_most)
    if allowed.base_at_least is not None:
        tree["base_at_least"] = money_text(allowed.base_at_least)
    return tree


def tier_tree(
    fine: Fine, allowed: Allowed | None, facts: Facts, *, bounded: bool
) -> dict[str, Tree] | None:
    """Return ``fine`` of a row; None if the format cannot say it.

    ``bounded`` says that ``allowed`` is the statute's range, so that an open upper end ends there.
    """
    if fine.daily or fine.range is None:
        return None
    low, high = fine.range.low, fine.range.high
    if high is None and not bounded:
        return None
    form = form_of(fine)
    if form[0] == "amount":
        tree = _amount_tree(fine.range, allowed)
    else:
        written = {end.unit for end in (low, high) if end is not None}
        unit = written.pop() if len(written) == 1 else Unit.TIMES
        write = _writer(form, unit)
        first = low or _bound(allowed.low if allowed else None, unit) or End(Fraction(0), unit)
        last = high or _bound(allowed.high if allowed else None, unit)
        if last is None or first.value > last.value:
            return None
        if first.value == last.value and not (first.included and last.included):
            return None
        try:
            text = _interval(first, last, write(first.value), write(last.value))
        except ValueError:
            return None
        tree = _quantity(form, unit, fine.by, facts) | {"range": text}
    for key, fen in (
        ("at_least", fine.at_least),
        ("at_most", fine.at_most),
        ("base_at_least", fine.base_at_least),
    ):
        if fen is not None:
            tree[key] = money_text(fen)
    if fine.increments:
        plus = [_increment(fine, index, facts) for index in range(len(fine.increments))]
        if None in plus:
            return None
        tree["plus"] = plus
    return tree


def _amount_tree(range_: Range, allowed: Allowed | None) -> dict[str, Tree]:
    low, high = range_.low, range_.high
    if low is not None and low == high:
        return {"amount": money_text(int(low.value))}
    least = "minimum" if allowed is not None and allowed.low is not None else "0元"
    first = money_text(int(low.value)) if low is not None else least
    last = money_text(int(high.value)) if high is not None else "maximum"
    return {"amount": _interval(low, high, first, last)}


def _interval(low: End | None, high: End | None, first: str, last: str) -> str:
    if low is not None and low == high:
        return first
    opening = "[" if low is None or low.included else "("
    closing = "]" if high is None or high.included else ")"
    return f"{opening}{first}..{last}{closing}"


def _bound(value: Fraction | None, unit: Unit) -> End | None:
    return None if value is None else End(value, unit)


def _quantity(form: Form, unit: Unit, by: str, facts: Facts) -> dict[str, Tree]:
    if form[0] == "ratio":
        key = "percent_of" if unit is Unit.PERCENT else "times_of"
        return {key: facts.money(form[1])}
    return {"per": facts.count(form[1], by)} if form[0] == "per" else {}


def _writer(form: Form, unit: Unit) -> Callable[[Fraction], str]:
    if form[0] != "ratio":
        return lambda value: money_text(int(value))
    return _percent if unit is Unit.PERCENT else decimal_text


def _percent(value: Fraction) -> str:
    text = format_percent(value)
    if not text.endswith("%"):
        raise ValueError("不是有限小数|not a finite decimal")
    return text


def decimal_text(value: Fraction) -> str:
    """Return a finite decimal; raises ValueError for a fraction that is none."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        raise ValueError("不是有限小数|not a finite decimal")
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def money_text(fen: int) -> str:
    """Return fen as a literal of the format: 5万元, 1,500元."""
    return format_short(fen)


def _increment(fine: Fine, index: int, facts: Facts) -> dict[str, Tree] | None:
    one = fine.increments[index]
    if one.add.low is None or one.add.low != one.add.high:
        return None
    rules = "".join(
        f"；不足{rule.what}的，{ {'up': '向高取整', 'down': '向下取整', 'half_up': '四舍五入取整'}[rule.mode] }"
        for rule in one.rounding
    )
    label = f"{one.scope}：每{one.step}" if one.scope else f"每{one.step}"
    describe = f"“每{one.step}”计一次，填写次数{rules}"
    return {"per": facts.steps(label, describe), "add": money_text(int(one.add.low.value))}


# --- conditions ---------------------------------------------------------------------------------


def subject_of(conditions: Iterable[Condition]) -> str | None:
    """Return the one money that all of these conditions compare; None if there is no such one."""
    subjects: list[str] = []
    for condition in conditions:
        if not condition.tests:
            return None
        subjects.extend(test.subject for test in condition.tests)
    if not subjects or not all(alike(subjects[0], other) for other in subjects):
        return None
    return subjects[0]


def test_texts(condition: Condition) -> list[str] | None:
    """Return the comparisons of a condition as unary tests on money; None if one is no money."""
    texts = [_test_text(test) for test in condition.tests]
    return [text for text in texts if text is not None] if None not in texts else None


def _test_text(test: Comparison) -> str | None:
    if test.range is None:
        return "> 0元" if test.present else "0元"
    low, high = test.range.low, test.range.high
    ends = [end for end in (low, high) if end is not None]
    if any(end.unit is not Unit.FEN for end in ends):
        return None
    if low is not None and high is not None:
        first, last = money_text(int(low.value)), money_text(int(high.value))
        return _interval(low, high, first, last)
    if low is not None:
        return f"{'>=' if low.included else '>'} {money_text(int(low.value))}"
    assert high is not None
    return f"{'<=' if high.included else '<'} {money_text(int(high.value))}"
