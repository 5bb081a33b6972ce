"""Strategies for rules of inspection, for plans, and for inspections that are proposed under them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from penaltybench.boundaries import boundary_values, literal
from penaltybench.ruleset.inspection import FORM, InspectionEdition
from penaltybench.testing.declarations import DrawnFact, partitions
from penaltybench.testing.records import (
    AUTHORITIES,
    ENTERPRISES,
    FORMS,
    MATTERS,
    OCCASIONS,
    ONE_OF_AUTHORITIES,
    ONE_OF_ENTERPRISES,
)
from penaltybench.testing.trees import Tree
from penaltybench.values import FactType

RULES = "example.inspection"
DAYS = (
    dt.date(2026, 5, 15),
    dt.date(2026, 3, 31),
    dt.date(2024, 2, 29),
    dt.date(2026, 1, 1),
)
"""Days of inspections: an ordinary one, and some from which it is hard to count back."""

_AGE = "months_since_licence"
_FACTS = (
    DrawnFact(
        "occasion",
        FactType.ENUM,
        {"type": "enum", "label": "检查缘由", "values": {word: word for word in OCCASIONS}},
    ),
    DrawnFact("danger", FactType.BOOLEAN, {"type": "boolean", "label": "危及安全"}),
    DrawnFact(
        "staff", FactType.INTEGER, {"type": "integer", "label": "从业人数", "domain": "[0..]"}
    ),
    DrawnFact("turnover", FactType.MONEY, {"type": "money", "label": "营业额"}),
)
_DERIVED = DrawnFact(
    _AGE,
    FactType.INTEGER,
    {
        "type": "integer",
        "label": "取得许可的月数",
        "derive": {"months": ["licensed_on", "inspected_on"]},
    },
)
_FORM = DrawnFact(FORM, FactType.ENUM, {"type": "enum", "values": {word: word for word in FORMS}})
_OTHERWISE = st.sampled_from(["notice", "approval", "forbidden"])


@st.composite
def inspection_rulesets(draw: DrawFn, *, least: int = 0, first: bool = False) -> Tree:
    """Draw rules of inspection that load without a fault, with at ``least`` so many limits.

    ``first`` says that there must be a rule of the first inspection.
    """
    facts = [fact for fact in _FACTS if fact.id == "occasion" or draw(st.booleans())]
    declared: Tree = {fact.id: fact.declaration for fact in facts}
    if draw(st.booleans()):
        declared |= {"licensed_on": {"type": "date", "label": "取得许可之日"}}
        declared |= {_AGE: _DERIVED.declaration}
        facts.append(_DERIVED)
    facts.append(_FORM)
    tree: Tree = {
        "id": RULES,
        "kind": "inspection",
        "title": {"zh": "检查规则", "en": "rules of inspection"},
        "status": "example",
        "effective": {"from": "2020-01-01"},
        "source": {"text": "自拟", "sure": "high"},
        "reviewed_on": "2026-01-01",
        "facts": declared,
        "limits": [
            draw(limits(facts, f"limit-{number}")) for number in range(draw(st.integers(least, 5)))
        ],
    }
    if first or draw(st.integers(0, 3)):
        tree["first_inspection"] = draw(_first(facts))
    return tree


@st.composite
def limits(draw: DrawFn, facts: Sequence[DrawnFact], name: str) -> Tree:
    """Draw a limit of any kind, with conditions on some of the facts."""
    kind = draw(st.sampled_from(["plan", "one_city", "quiet_days", "frequency", "protection"]))
    tree: Tree = {"id": name, "limit": kind, "label": name, "otherwise": draw(_OTHERWISE)}
    if kind == "quiet_days":
        tree["days"] = draw(st.sampled_from(["[1..15]", "(1..15)", "[29..31]", "15"]))
    if kind in ("one_city", "frequency"):
        tree["within"] = draw(_spans())
        if draw(st.booleans()):
            words = st.lists(st.sampled_from(OCCASIONS), min_size=1, max_size=2, unique=True)
            tree["counts"] = draw(words)
        if draw(st.integers(0, 2)) == 0:
            tree["form"] = draw(st.sampled_from(FORMS))
    if kind == "frequency":
        tree["at_most"] = draw(st.sampled_from(["0", "1", "2"]))
        tree["by"] = draw(st.sampled_from(["same_authority", "any_authority"]))
    if draw(st.booleans()):
        tree["when"] = draw(_conditions(facts))
    if draw(st.booleans()):
        tree["unless"] = draw(_conditions(facts))
    return tree


@st.composite
def _first(draw: DrawFn, facts: Sequence[DrawnFact]) -> Tree:
    tree: Tree = {
        "label": "首次检查先责令改正",
        "by": draw(st.sampled_from(["same_authority", "any_authority"])),
    }
    if draw(st.booleans()):
        tree["within"] = draw(_spans())
    if draw(st.booleans()):
        tree["unless"] = draw(_conditions(facts))
    return tree


def facts_of_tree(tree: Tree) -> tuple[DrawnFact, ...]:
    """Return the facts that conditions of drawn rules may test."""
    return tuple(fact for fact in (*_FACTS, _DERIVED, _FORM) if fact.id in (*tree["facts"], FORM))


def _spans() -> SearchStrategy[Tree]:
    return st.sampled_from(
        [
            {"years": "1"},
            {"years": "2"},
            {"months": "1"},
            {"months": "6"},
            {"days": "30"},
            {"calendar_year": "true"},
        ]
    )


@st.composite
def _conditions(draw: DrawFn, facts: Sequence[DrawnFact]) -> Tree:
    """Draw a condition on one fact or on one of two, which some values satisfy and some do not."""
    first = draw(_tests(facts))
    if draw(st.integers(0, 2)):
        return first
    second = draw(_tests(facts))
    return draw(st.sampled_from([{"any": [first, second]}, {**first, **second}]))


@st.composite
def _tests(draw: DrawFn, facts: Sequence[DrawnFact]) -> Tree:
    fact = draw(st.sampled_from(facts))
    return {fact.id: draw(st.sampled_from(draw(partitions(fact, most=3))))}


# --- plans and proposals ------------------------------------------------------------------------


@st.composite
def plans(draw: DrawFn, day: dt.date) -> dict[str, Any] | None:
    """Draw the plan of the year of ``day`` as a mapping, or that there is none."""
    if draw(st.integers(0, 3)) == 0:
        return None
    plan: dict[str, Any] = {"year": day.year, "entries": []}
    if draw(st.booleans()):
        approved = draw(st.sampled_from([-1, 0, 1]))
        plan["approved_on"] = (day + dt.timedelta(days=approved)).isoformat()
    for _ in range(draw(st.integers(0, 3))):
        entry: dict[str, Any] = {"authority": draw(st.sampled_from(AUTHORITIES))}
        if draw(st.booleans()):
            entry["enterprise"] = draw(st.sampled_from(ENTERPRISES))
        if draw(st.booleans()):
            entry["matter"] = draw(st.sampled_from(MATTERS))
        if draw(st.booleans()):
            starts = st.integers(1, 12).map(lambda month: dt.date(day.year, month, 1))
            entry["from"] = draw(starts | st.just(day)).isoformat()
            if draw(st.booleans()):
                ends = st.sampled_from([dt.date.fromisoformat(entry["from"]), day])
                last = max(dt.date.fromisoformat(entry["from"]), draw(ends))
                entry["to"] = last.isoformat()
        plan["entries"].append(entry)
    return plan


@st.composite
def proposals(
    draw: DrawFn, edition: InspectionEdition, day: dt.date, *, complete: bool = True
) -> dict[str, Any]:
    """Draw an inspection that is proposed for ``day``; a ``complete`` one gives every fact and the form."""
    proposed: dict[str, Any] = {
        "rules": edition.id,
        "enterprise": draw(ONE_OF_ENTERPRISES),
        "authority": draw(ONE_OF_AUTHORITIES),
        "on": day.isoformat(),
    }
    if draw(st.booleans()):
        proposed["matter"] = draw(st.sampled_from(MATTERS))
    if draw(st.integers(0, 2)) == 0:
        notified = draw(st.sampled_from([-3, 0, 1]))
        proposed["notified_on"] = (day + dt.timedelta(days=notified)).isoformat()
    if complete or draw(st.booleans()):
        proposed["form"] = draw(st.sampled_from(FORMS))
    proposed["facts"] = {
        name: draw(st.sampled_from(values))
        for name, values in answers(edition, day).items()
        if name != FORM and (complete or draw(st.booleans()))
    }
    return proposed


def answers(edition: InspectionEdition, day: dt.date) -> dict[str, list[str]]:
    """Return for every fact that a proposal may give the values at and beside the thresholds of its tests.

    Of a date from which a fact is derived these are days at and beside the ends of months before ``day``.
    """
    conditions = [limit.when for limit in edition.limits]
    conditions += [limit.unless for limit in edition.limits if limit.unless is not None]
    if edition.first is not None and edition.first.unless is not None:
        conditions.append(edition.first.unless)
    tests = [leaf for condition in conditions for leaf in condition.leaves()]
    found = {}
    for name, fact in edition.facts.items():
        if name == "licensed_on":
            found[name] = [_months_back(day, number).isoformat() for number in range(15)]
        elif fact.derive is None and name != "inspected_on":
            own = [test for tested, test in tests if tested == name]
            found[name] = [literal(fact.type, value) for value in boundary_values(fact, own)]
    return found


def _months_back(day: dt.date, number: int) -> dt.date:
    index = day.year * 12 + day.month - 1 - number
    return dt.date(index // 12, index % 12 + 1, min(day.day, 28))


def days() -> SearchStrategy[dt.date]:
    """Draw the day of an inspection."""
    return st.sampled_from(DAYS)


__all__ = [
    "RULES",
    "answers",
    "days",
    "facts_of_tree",
    "inspection_rulesets",
    "limits",
    "plans",
    "proposals",
]
