"""Strategies for whole rulesets: a catalogue of statutes, general rules, and a penalty standard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from penaltybench.money import format_fen
from penaltybench.testing.amounts import statutory_ranges
from penaltybench.testing.declarations import DrawnFact, facts, partitions
from penaltybench.testing.policies import circumstances, conditions, policies, procedure
from penaltybench.testing.tables import Style, tables
from penaltybench.testing.trees import Tree

Trees: TypeAlias = tuple[Tree, ...]
PENALTY, GENERAL, SHARED = "example.violation", "example.general", "example.shared-table"
FROM = "2026-01-01"
STATUTES: Tree = {
    "id": "example.statutes",
    "kind": "statutes",
    "title": {"zh": "示例目录", "en": "statutes of the example"},
    "status": "example",
    "effective": {"from": FROM},
    "source": {"text": "自拟", "sure": "high"},
    "reviewed_on": FROM,
    "statutes": [
        {
            "name": name,
            "title": name,
            "rank": rank,
            "editions": [{"dated": "2025-01-01", "articles": "100"}],
        }
        for name, rank in (("示例法", "law"), ("示例标准", "document"))
    ],
}
_GENERAL_FACTS = ("prior_cases", "harm", "corrected", "found_on")


_DAYS_TO_DECISION: Tree = {
    "type": "integer",
    "label": {"zh": "至决定之日的天数"},
    "derive": {"days": ["conduct_start", "decided_on"]},
}
_TIME_BARRED: Tree = {
    "id": "time-barred",
    "effect": "exempt",
    "absolute": "true",
    "label": "超过二年",
    "when": {"days_to_decision": "> 730"},
}
_KINDS = ["warning", "confiscate_gains", "suspend_licence", "revoke_licence"]
_FORCES = st.sampled_from(["must", "may", {"force": "must", "days": "[5..10]"}])


@st.composite
def rulesets(draw: DrawFn, *, monotone: bool = False, gaps: bool = True) -> Trees:
    """Draw trees that load without a fault; the last one is the penalty standard ``PENALTY``.

    Their tables cover every case once. In a ``monotone`` one nothing that is declared worse is
    treated more lightly; without ``gaps`` no tier's band is empty in any statutory range.
    """
    style = Style(monotone, gaps)
    declared = draw(facts(monotone=monotone))
    shared = [fact for fact in declared if fact.id in _GENERAL_FACTS]
    own = [fact for fact in declared if fact.id not in _GENERAL_FACTS]
    conditional = [] if monotone else shared
    general = _head(GENERAL, "general") | {
        "facts": _declarations(shared) | {"days_to_decision": _DAYS_TO_DECISION},
        "circumstances": draw(circumstances(conditional)),
        "procedure": procedure(),
    }
    if not monotone and draw(st.integers(0, 3)) == 0:
        general["circumstances"].append(_TIME_BARRED)
    penalty = _head(PENALTY, "penalty") | {"uses": [GENERAL], "facts": _declarations(own)}
    for key, policy in draw(policies(conditional)).items():
        draw(st.sampled_from([general, penalty]))[key] = policy
    schedules = [draw(_schedules("party", declared, style))]
    form = "one" if monotone else draw(st.sampled_from(["one", "one", "split", "person", "shared"]))
    if form == "split":
        other = draw(_schedules("party", declared, style))
        cut = draw(st.sampled_from(declared))
        first, second = draw(partitions(cut, most=2))
        schedules[0] |= {"when": {cut.id: first}}
        schedules.append(other | {"id": "party-otherwise", "when": {cut.id: second}})
    elif form == "person":
        person = draw(_schedules("person", declared, style))
        person["sets"] = {"corrected": draw(st.sampled_from(["true", "false"]))}
        schedules.append(person | {"when": draw(conditions(declared))})
    elif form == "shared":
        tabled = draw(_schedules("person", declared, style, bases=1))
        schedules.append(_without_table(tabled) | {"table_of": SHARED})
    penalty["schedules"] = schedules
    if form != "shared":
        return STATUTES, general, penalty
    lender = _head(SHARED, "penalty") | {"facts": _declarations(declared), "schedules": [tabled]}
    lender["rounding"] = {"unit": "1元", "mode": "down"}
    return STATUTES, general, lender, penalty


def monotone_rulesets() -> SearchStrategy[Trees]:
    """Draw rulesets in which nothing that is declared worse is ever treated more lightly."""
    return rulesets(monotone=True)


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


def _declarations(declared: Sequence[DrawnFact]) -> Tree:
    return {fact.id: fact.declaration for fact in declared}


def _without_table(schedule: Tree) -> Tree:
    return {key: value for key, value in schedule.items() if key not in ("tiers", "points")}


@st.composite
def _schedules(
    draw: DrawFn,
    respondent: str,
    declared: Sequence[DrawnFact],
    style: Style,
    *,
    bases: int = 2,
) -> Tree:
    """Draw a schedule with up to as many ``bases``, and its table."""
    drawn = draw(_ascending_bases(declared) if style.monotone else _bases(declared, bases))
    return {
        "id": respondent,
        "respondent": respondent,
        "label": {"zh": "当事人", "en": respondent},
        "basis": drawn,
        **draw(tables(declared, drawn, style)),
    }


@st.composite
def _bases(draw: DrawFn, declared: Sequence[DrawnFact], most: int) -> list[Tree]:
    """Draw a basis, or two of which one holds."""
    count = draw(st.integers(1, most))
    bases = []
    for number in range(count):
        kinds = draw(st.dictionaries(st.sampled_from(_KINDS), _FORCES, max_size=2))
        allows: Tree = {**kinds}
        if draw(st.integers(0, 9)):
            allows["fine"] = draw(statutory_ranges())
        bases.append(_basis(number, allows))
    if count == 2:
        cut = draw(st.sampled_from(declared))
        for basis, test in zip(bases, draw(partitions(cut, most=2)), strict=True):
            basis["when"] = {cut.id: test}
    return bases


@st.composite
def _ascending_bases(draw: DrawFn, declared: Sequence[DrawnFact]) -> list[Tree]:
    """Draw a basis, or two absolute ones of which the second is heavier in both ends."""
    if draw(st.booleans()):
        return [_basis(0, {"fine": draw(statutory_ranges())})]
    low, rise, width, wider = (draw(st.integers(100, 10_000_000)) for _ in range(4))
    ends = [(low, low + width), (low + rise, low + rise + width + wider)]
    bases = [
        _basis(number, {"fine": {"min": format_fen(first), "max": format_fen(last)}})
        for number, (first, last) in enumerate(ends)
    ]
    cut = draw(st.sampled_from(declared))
    for basis, test in zip(bases, draw(partitions(cut, most=2)), strict=True):
        basis["when"] = {cut.id: test}
    return bases


def _basis(number: int, allows: Tree) -> Tree:
    return {
        "id": f"b{number}",
        "statute": {"law": "示例法", "article": f"第{number + 1}条"},
        "allows": allows,
        "orders": [{"zh": "责令改正", "en": "correct"}],
    }
