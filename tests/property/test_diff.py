"""A comparison finds what changes, where it changes, and nothing else."""

import copy

import pytest
from hypothesis import assume, event, given, reject, settings
from hypothesis import strategies as st

from penaltybench.case import case_from_data
from penaltybench.diagnostics import RulesetError
from penaltybench.diff import compare
from penaltybench.diff.weigh import compared
from penaltybench.facts import read_facts
from penaltybench.proof import run
from penaltybench.regions import Region
from penaltybench.testing import case_data, library_of, rulesets
from penaltybench.testing.rulesets import PENALTY

MIRROR = {
    "heavier": "lighter",
    "lighter": "heavier",
    "different": "different",
    "covered": "outside",
    "outside": "covered",
}
GRADES = ["lenient", "ordinary", "severe"]


def edition_of(trees):
    return library_of(*trees).standard(PENALTY).latest


@st.composite
def mutants(draw):
    """Draw a ruleset and one that differs in a threshold, a grade, a row, an amount or a level."""
    trees = draw(rulesets())
    changed = copy.deepcopy(trees)
    schedule = draw(st.sampled_from(changed[-1]["schedules"]))
    ways = ["fine", "penalty"]
    rows = schedule.get("tiers", {}).get("rows", [])
    if rows and schedule["tiers"].get("select") != "grade":
        ways += ["grade", "threshold", "amount", *(["drop"] if len(rows) > 1 else [])]
    if "points" in schedule:
        ways += ["level", "start"]
    way = draw(st.sampled_from(ways))
    event(way)
    if way == "fine":
        basis = draw(st.sampled_from(schedule["basis"]))
        assume("fine" in basis["allows"])
        basis["allows"]["fine"] = {"min": "1,000元", "max": "20万元"}
    elif way == "penalty":
        draw(st.sampled_from(schedule["basis"]))["allows"]["criticism"] = "must"
    elif way == "grade":
        row = draw(st.sampled_from(rows))
        assume(row["grade"] in GRADES)
        row["grade"] = draw(st.sampled_from([one for one in GRADES if one != row["grade"]]))
    elif way == "threshold":
        row = draw(st.sampled_from(rows))
        fact = draw(st.sampled_from(sorted(set(row["when"]) - {"any"}) or [""]))
        assume(fact in ("goods_value", "income", "prior_cases"))
        row["when"][fact] = "< 3" if fact == "prior_cases" else "< 7,777元"
    elif way == "amount":
        row = draw(st.sampled_from(rows))
        assume("fine" in row and row["grade"] in GRADES)
        row["fine"] = draw(
            st.sampled_from([{"share": "[10%..45%]"}, {"amount": "[minimum..middle]"}])
        )
    elif way == "drop":
        rows.remove(draw(st.sampled_from(rows)))
    elif way == "level":
        factor = draw(st.sampled_from(schedule["points"]["factors"]))
        level = draw(st.sampled_from(sorted(factor["scale"])))
        assume(factor["scale"][level] != "0%")
        factor["scale"][level] = "0%"
    else:
        assume(schedule["points"]["start"] not in ("minimum/maximum", "0%"))
        schedule["points"]["start"] = "0%"
    try:
        return edition_of(trees), edition_of(changed)
    except RulesetError:
        # Another basis may leave a tier outside of it.
        reject()


def inside(change, values):
    return values in Region(change.space, change.boxes)


def results(editions, respondent, case):
    """Return what both engines make of a case; None if it contradicts itself."""
    shown = [run(edition, respondent, case) for edition in editions]
    return None if None in shown else [one.came for one in shown]


@given(rulesets())
def test_nothing_changes_from_an_edition_to_itself(trees):
    found = compare(edition_of(trees), edition_of(trees))
    assert found.is_same
    assert not found.others
    assert not found.edited


@given(mutants(), st.data())
def test_cases_differ_only_where_the_comparison_says(pair, data):
    old, new = pair
    found = compare(old, new)
    event("undecided" if found.undecided else "changes" if found.changes else "same")
    for change in found.changes:
        example = change.example
        came = [
            run(edition, change.respondent, shown.data).came
            for edition, shown in zip(pair, (example.old, example.new), strict=True)
        ]
        assert compared(*came)
        event(change.kind)
    case = data.draw(case_data(new, complete=True))
    values = read_facts(case_from_data(case), new).values
    for respondent in new.respondents:
        own = [change for change in found.changes if change.respondent == respondent]
        came = results(pair, respondent, case)
        if came is None:
            continue
        parts = compared(*came)
        if not found.undecided and not any(inside(change, values) for change in own):
            assert not parts
        event("differs" if parts else "equal")


@given(mutants(), st.data())
def test_the_way_back_mirrors_the_way_there(pair, data):
    old, new = pair
    there, back = compare(old, new), compare(new, old)
    case = data.draw(case_data(new, complete=True))
    values = read_facts(case_from_data(case), new).values
    for respondent in new.respondents:
        one, other = (
            {
                change.kind
                for change in found.changes
                if change.respondent == respondent and inside(change, values)
            }
            for found in (there, back)
        )
        assert {MIRROR[kind] for kind in one} == other
    assert len(there.undecided) == len(back.undecided)
    assert {change.exact for change in there.changes} == {change.exact for change in back.changes}


@settings(max_examples=20)
@given(mutants(), st.data())
def test_the_solver_leaves_no_difference_out(pair, data):
    solve = pytest.importorskip("penaltybench.proof.solve")
    old, new = pair
    found = compare(old, new, solve.Z3Solver(3.0))
    event("partly" if any(not change.exact for change in found.changes) else "exactly")
    case = data.draw(case_data(new, complete=True))
    values = read_facts(case_from_data(case), new).values
    for respondent in new.respondents:
        came = results(pair, respondent, case)
        own = [change for change in found.changes if change.respondent == respondent]
        if came is not None and not found.undecided:
            assert not compared(*came) or any(inside(change, values) for change in own)
