"""Strategies for rulesets that load but are not tidy: rows that overlap, leave gaps or never apply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from penaltybench.boundaries import literal
from penaltybench.testing.declarations import DrawnFact, facts
from penaltybench.testing.policies import EFFECTS
from penaltybench.testing.rulesets import FROM, STATUTES, Trees
from penaltybench.testing.tables import GROUND
from penaltybench.testing.trees import Tree
from penaltybench.values import FactType, Value

UNTIDY = "example.untidy"
_CUTS: dict[FactType, Sequence[Value]] = {
    FactType.MONEY: (0, 1_000_000, 5_000_000),
    FactType.INTEGER: (0, 1, 3),
    FactType.DECIMAL: (Decimal(0), Decimal("0.5"), Decimal(100)),
    FactType.DATE: (dt.date(2016, 1, 1), dt.date(2021, 7, 15)),
}
"""Few thresholds, so that tests of several rows often meet at one."""
_DERIVED: Tree = {
    "type": "integer",
    "label": {"zh": "至决定之日的天数", "en": "days to the decision"},
    "derive": {"days": ["conduct_start", "decided_on"]},
}
_ELAPSED = DrawnFact("elapsed", FactType.INTEGER, {})
_FINES = ["[1,000元..3,000元]", "(3,000元..1万元]", "5,000元", "[minimum..maximum]"]


@st.composite
def any_tests(draw: DrawFn, fact: DrawnFact, depth: int = 0) -> str:
    """Draw any test on a fact, which may hold for none of its values or for all."""
    form = draw(st.integers(0, 9))
    if depth < 2 and form == 0:
        return f"not({draw(any_tests(fact, depth + 1))})"
    if depth < 2 and form == 1:
        return f"{draw(any_tests(fact, depth + 1))}, {draw(any_tests(fact, depth + 1))}"
    if fact.type in (FactType.BOOLEAN, FactType.ENUM):
        word: str = draw(st.sampled_from([*(fact.words or ("true", "false")), "-"]))
        return word
    cuts = [literal(fact.type, value) for value in _CUTS[fact.type]]
    low, high = sorted(draw(st.tuples(*[st.integers(0, len(cuts) - 1)] * 2)))
    if form < 5 or low == high:
        operator: str = draw(st.sampled_from(["< ", "<= ", "> ", ">= ", ""]))
        cut: str = cuts[low]
        return operator + cut
    opening, closing = draw(st.sampled_from("[(")), draw(st.sampled_from("])"))
    return f"{opening}{cuts[low]}..{cuts[high]}{closing}"


@st.composite
def conditions(draw: DrawFn, facts: Sequence[DrawnFact], depth: int = 0) -> Tree:
    """Draw any condition over ``facts``, with alternatives now and then."""
    tested = draw(st.lists(st.sampled_from(facts), max_size=3, unique_by=lambda fact: fact.id))
    tree: Tree = {fact.id: draw(any_tests(fact)) for fact in tested}
    if depth < 2 and draw(st.integers(0, 4)) == 0:
        parts = st.lists(conditions(facts, depth + 1), min_size=1, max_size=2)
        tree["any"] = draw(parts)
    return tree


@st.composite
def untidy_rulesets(draw: DrawFn) -> Trees:
    """Draw trees that load without a fault; nothing keeps the rows of ``UNTIDY`` apart or together."""
    declared = draw(facts())
    chosen = draw(st.permutations(declared))[: draw(st.integers(1, 3))]
    if draw(st.integers(0, 4)) == 0:
        chosen = [*chosen, _ELAPSED]
    schedules = [draw(_schedules(number, chosen)) for number in range(draw(st.integers(1, 2)))]
    penalty: Tree = {
        "id": UNTIDY,
        "kind": "penalty",
        "title": {"zh": "示例", "en": "an example"},
        "status": "example",
        "effective": {"from": FROM},
        "source": {"text": "自拟", "sure": "high"},
        "reviewed_on": FROM,
        "facts": {fact.id: fact.declaration for fact in declared} | {"elapsed": _DERIVED},
        "circumstances": draw(_circumstances(chosen)),
        "schedules": schedules,
        "rounding": {"unit": "1元", "mode": "down"},
    }
    if draw(st.booleans()):
        conflicts = ["deliberate", "offset", "aggravating_first", "mitigating_first"]
        penalty["weighing"] = {"conflict": draw(st.sampled_from(conflicts))}
    return STATUTES, penalty


@st.composite
def _schedules(draw: DrawFn, number: int, chosen: Sequence[DrawnFact]) -> Tree:
    tree: Tree = {
        "id": f"s{number}",
        "respondent": draw(st.sampled_from(["party", "party", "person"])) if number else "party",
        "when": draw(st.just({}) | conditions(chosen)),
        "basis": [
            {
                "id": f"b{index}",
                "statute": {"law": "示例法", "article": f"第{index + 1}条"},
                "when": draw(st.just({}) | conditions(chosen)),
                "allows": {"fine": {"min": "1,000元", "max": "1万元"}, "warning": "may"},
            }
            for index in range(draw(st.integers(1, 2)))
        ],
    }
    words = [fact for fact in chosen if fact.type in (FactType.BOOLEAN, FactType.ENUM)]
    if words and draw(st.integers(0, 3)) == 0:
        fact = draw(st.sampled_from(words))
        tree["sets"] = {fact.id: draw(st.sampled_from(fact.words or ("true", "false")))}
    if draw(st.integers(0, 3)) == 0:
        return tree | {"points": draw(_points(chosen))}
    ordered = [fact for fact in chosen if fact.type in _CUTS]
    if ordered and draw(st.integers(0, 2)) == 0:
        steps = draw(_steps(draw(st.sampled_from(ordered))))
        rows = [draw(_rows(index, chosen)) | {"when": when} for index, when in enumerate(steps)]
    else:
        rows = [draw(_rows(index, chosen)) for index in range(draw(st.integers(1, 5)))]
    return tree | {"tiers": {"hit": draw(st.sampled_from(["unique", "first"])), "rows": rows}}


@st.composite
def _steps(draw: DrawFn, fact: DrawnFact) -> list[Tree]:
    """Draw tests that meet at every threshold, which belongs to one of the neighbours, to both or to none."""
    cuts = [literal(fact.type, value) for value in _CUTS[fact.type]][1:]
    marks = draw(st.tuples(*[st.tuples(st.booleans(), st.booleans())] * len(cuts)))
    tests = [f"{'<=' if marks[0][0] else '<'} {cuts[0]}"]
    for (low, high), (_, opens), (closes, _) in zip(pairwise(cuts), marks, marks[1:], strict=False):
        tests.append(f"{'[' if opens else '('}{low}..{high}{']' if closes else ')'}")
    tests.append(f"{'>=' if marks[-1][1] else '>'} {cuts[-1]}")
    return [{fact.id: test} for test in tests]


@st.composite
def _rows(draw: DrawFn, number: int, chosen: Sequence[DrawnFact]) -> Tree:
    grade = draw(st.sampled_from(["exempt", "mitigated", "lenient", "ordinary", "severe"]))
    row: Tree = {"id": f"t{number}", "grade": grade, "when": draw(conditions(chosen))}
    if draw(st.integers(0, 3)) == 0:
        row["basis"] = ["b0"]
    if grade == "mitigated":
        return row | {"ground": GROUND, "fine": {"amount": "[100元..900元]"}}
    return row if grade == "exempt" else row | {"fine": {"amount": draw(st.sampled_from(_FINES))}}


@st.composite
def _points(draw: DrawFn, chosen: Sequence[DrawnFact]) -> Tree:
    factors = []
    for fact in chosen[: draw(st.integers(1, 2))]:
        levels = draw(st.lists(any_tests(fact), min_size=1, max_size=3, unique=True))
        factors.append({"fact": fact.id, "scale": dict.fromkeys(levels, "10%")})
    return {"start": "20%", "method": "total_of_maximum", "factors": factors}


def _circumstances(chosen: Sequence[DrawnFact]) -> SearchStrategy[list[Tree]]:
    @st.composite
    def circumstance(draw: DrawFn) -> Tree:
        effect = draw(st.sampled_from([*EFFECTS, "exempt", "exempt", "severe"]))
        tree: Tree = {
            "effect": effect,
            "force": draw(st.sampled_from(["shall", "shall", "may"])),
            "label": "情节",
        }
        if effect == "exempt" and draw(st.booleans()):
            tree |= {"absolute": "true", "force": "shall"}
        if draw(st.integers(0, 3)):
            tree["when"] = draw(conditions(chosen))
        return tree

    drawn = st.lists(circumstance(), max_size=3)
    return drawn.map(lambda found: [{"id": f"c{i}", **one} for i, one in enumerate(found)])
