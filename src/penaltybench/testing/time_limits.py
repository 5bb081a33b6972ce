"""Strategies for time limits: whole rulesets with a promise policy, cases, and periods without count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from penaltybench.boundaries import boundary_values, literal
from penaltybench.condition import UnaryTest
from penaltybench.ruleset.time_limit import LIMIT_DATES, TimeLimitEdition
from penaltybench.testing.declarations import DrawnFact, facts, partitions
from penaltybench.testing.rulesets import STATUTES
from penaltybench.testing.trees import Tree

LIMITS, PROMISES = "example.limits", "example.promises"
FROM = "2015-01-01"
_CITE: Tree = {"law": "示例标准"}
_FIRST, _LAST = dt.date(2015, 1, 1), dt.date(2024, 6, 30)
"""Days on which a limit begins: what ends later lies inside the calendar of holidays."""


@st.composite
def limit_rulesets(draw: DrawFn) -> tuple[Tree, ...]:
    """Draw trees that load without a fault; the last one holds the time limits ``LIMITS``.

    Exactly one row applies to every case. A promise may be too long.
    """
    declared = draw(facts())
    general = _head(PROMISES, "general") | {"not_counted": {"label": "听证时间", "cite": _CITE}}
    limits = _head(LIMITS, "time-limit") | {
        "uses": [PROMISES],
        "department": "示例机关",
        "facts": {fact.id: fact.declaration for fact in declared},
        "limits": draw(_rows(declared)),
    }
    if draw(st.booleans()):
        policy = {"at_most": draw(_SHARES), "label": "缩短时限", "cite": _CITE}
        if draw(st.booleans()):
            policy["unless"] = draw(_conditions(declared))
            limits["promise"] = policy
        else:
            draw(st.sampled_from([general, limits]))["promise"] = policy
    return STATUTES, general, limits


@st.composite
def limit_case_data(
    draw: DrawFn, edition: TimeLimitEdition, *, complete: bool = False
) -> dict[str, Any]:
    """Draw the mapping of a case file for a case of ``edition`` that it does not refuse.

    A ``complete`` case gives every fact; any other may leave facts out.
    """
    start = draw(st.dates(_FIRST, _LAST))
    known = draw(limit_facts(edition))
    if not complete:
        known = {name: text for name, text in known.items() if draw(st.booleans())}
    data: dict[str, Any] = {
        "limit": edition.id,
        "started_on": start.isoformat(),
        "facts": known,
        "not_counted": draw(not_counted(start)),
    }
    if draw(st.booleans()):
        data["done_on"] = (start + dt.timedelta(days=draw(st.integers(0, 200)))).isoformat()
    if all(row.extension is not None for row in edition.rows) and draw(st.booleans()):
        most = min(row.extension.days for row in edition.rows if row.extension is not None)
        data["extended"] = draw(st.just("true") | st.integers(1, most).map(str))
    return data


@st.composite
def limit_facts(draw: DrawFn, edition: TimeLimitEdition) -> dict[str, str]:
    """Draw a value for every fact, mostly at or beside a threshold of the rows' conditions."""
    tests: dict[str, list[UnaryTest]] = {}
    conditions = [row.when for row in edition.rows]
    if edition.promise is not None and edition.promise.unless is not None:
        conditions.append(edition.promise.unless)
    for condition in conditions:
        for name, test in condition.leaves():
            tests.setdefault(name, []).append(test)
    return {
        name: literal(fact.type, draw(st.sampled_from(boundary_values(fact, tests.get(name, ())))))
        for name, fact in edition.facts.items()
        if name not in LIMIT_DATES
    }


def not_counted(start: dt.date) -> SearchStrategy[list[dict[str, str]]]:
    """Draw up to four periods around and after ``start``, which may overlap, as a case writes them."""
    # A period that ends before the start is refused: its end comes later.
    begins = st.integers(-10, 100)
    lengths = st.integers(0, 20)
    return st.lists(st.tuples(begins, lengths), max_size=4).map(
        lambda drawn: [
            {
                "from": (start + dt.timedelta(days=begin)).isoformat(),
                "to": (start + dt.timedelta(days=max(begin + length, 1))).isoformat(),
            }
            for begin, length in drawn
        ]
    )


_SHARES = st.sampled_from(["1/2", "2/3", "3/4", "9/10", "1/1"])
_FLAGS = st.sampled_from(["true", "false"])


@st.composite
def _spans(draw: DrawFn) -> Tree:
    return {
        "days": str(draw(st.sampled_from([1, 7, 20, 30]) | st.integers(1, 60))),
        "working": draw(_FLAGS),
        "cite": _CITE,
    }


@st.composite
def _rows(draw: DrawFn, declared: Sequence[DrawnFact]) -> list[Tree]:
    """Draw rows of which exactly one holds whatever the facts are."""
    rows: list[Tree] = [{}]
    chosen = draw(st.lists(st.sampled_from(declared), max_size=2, unique_by=lambda one: one.id))
    for fact in chosen:
        split = draw(st.integers(0, len(rows) - 1))
        when = rows.pop(split)
        rows.extend({**when, fact.id: test} for test in draw(partitions(fact, most=2)))
    return [draw(_limits(f"limit-{number}", when)) for number, when in enumerate(rows)]


@st.composite
def _limits(draw: DrawFn, name: str, when: Tree) -> Tree:
    statutory = draw(_spans())
    row: Tree = {"id": name, "label": name, "when": when, "statutory": statutory}
    if draw(st.booleans()):
        # A promise at the very share, and beside it, is what a policy turns on.
        days = int(statutory["days"])
        near = st.sampled_from([days // 2, days * 2 // 3, days - 1, days, days + 1])
        promised = draw(near | st.integers(1, 60))
        working = draw(st.sampled_from([statutory["working"], "true", "false"]))
        row["promised"] = {"days": str(max(promised, 1)), "working": working}
    if draw(st.booleans()):
        row["extension"] = draw(_spans()) | {"label": "经批准"}
    return row


@st.composite
def _conditions(draw: DrawFn, declared: Sequence[DrawnFact]) -> Tree:
    fact = draw(st.sampled_from(declared))
    return {fact.id: draw(st.sampled_from(draw(partitions(fact, most=2))))}


def _head(name: str, kind: str) -> Tree:
    return {
        "id": name,
        "kind": kind,
        "title": {"zh": "示例", "en": "an example"},
        "status": "example",
        "effective": {"from": FROM},
        "source": {"text": "自拟", "sure": "high"},
        "reviewed_on": FROM,
    }
