"""Strategies for cases of an edition, with facts at and beside the thresholds of its tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from penaltybench.boundaries import boundary_values, given_facts, literal
from penaltybench.case import Case, case_from_data
from penaltybench.condition import evaluate
from penaltybench.facts import read_facts
from penaltybench.reads import tests_by_fact
from penaltybench.ruleset.edition import Edition


def cases(
    edition: Edition, *, complete: bool = False, examined: bool | None = None
) -> SearchStrategy[Case]:
    """Draw a case as :func:`case_data` does."""
    return case_data(edition, complete=complete, examined=examined).map(case_from_data)


@st.composite
def case_data(
    draw: DrawFn, edition: Edition, *, complete: bool = False, examined: bool | None = None
) -> dict[str, Any]:
    """Draw the mapping of a case file for a case of ``edition`` that it does not refuse.

    A ``complete`` case gives every fact and has examined the circumstances; any other may leave
    facts out, and declare some that are left out unascertainable. ``examined`` says whether
    circumstances were looked for (None: either).
    """
    known = draw(complete_facts(edition))
    if not complete:
        known = {name: text for name, text in known.items() if draw(st.integers(0, 2))}
    unknown = [fact.id for fact in given_facts(edition) if fact.id not in known]
    conduct = edition.period.start + dt.timedelta(days=draw(st.integers(0, 90)))
    data: dict[str, Any] = {
        "ruleset": edition.id,
        "conduct": conduct.isoformat(),
        "facts": known,
        "unascertainable": [name for name in unknown if draw(st.integers(0, 3)) == 0],
    }
    if complete or draw(st.booleans()):
        days = draw(st.sampled_from([30, 730, 731]) | st.integers(0, 730))
        data["decided_on"] = (conduct + dt.timedelta(days=days)).isoformat()
    if complete or (draw(st.booleans()) if examined is None else examined):
        data["circumstances"] = draw(findings(edition, data))
    return data


@st.composite
def complete_facts(draw: DrawFn, edition: Edition) -> dict[str, str]:
    """Draw a value for every fact that a case may give, mostly at or beside a threshold."""
    tests = tests_by_fact(edition)
    return {
        fact.id: literal(fact.type, draw(st.sampled_from(boundary_values(fact, tests[fact.id]))))
        for fact in given_facts(edition)
    }


@st.composite
def findings(draw: DrawFn, edition: Edition, data: Mapping[str, Any]) -> list[str]:
    """Draw circumstances of ``edition`` that the facts of the case ``data`` do not exclude."""
    known = read_facts(case_from_data(data), edition).values
    possible = [
        circumstance.id
        for circumstance in edition.circumstances
        if circumstance.when is None or evaluate(circumstance.when, known) is not False
    ]
    return draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
