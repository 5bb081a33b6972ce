"""Every kind of wrong change is made, and noticed exactly when a case is there that notices it."""

from __future__ import annotations

from collections import Counter

from small import DAY, basis, penalty, schedule, statutes

from penaltybench.adequacy import mutate
from penaltybench.adequacy.mutants import mutants_of
from penaltybench.source import Source
from penaltybench.testing import library_of

ROWS = [
    {"id": "low", "grade": "lenient", "when": {"value": "< 1万元"}, "fine": {"amount": "1万元"}},
    {
        "id": "high",
        "grade": "severe",
        "when": {"value": ">= 1万元"},
        "fine": {"amount": "[2万元..3万元]"},
    },
]
TREE = penalty(schedule(basis=[basis()], tiers={"rows": ROWS}))


def report(*cases):
    library = library_of(statutes(), TREE)
    source = Source("cases", tree=list(cases))
    return mutate(library, library.standard(TREE["id"]).latest, [source])


def case(value, grade, low, high):
    return {
        "name": value,
        "case": {
            "conduct": DAY,
            "decided_on": DAY,
            "circumstances": [],
            "facts": {"value": value},
        },
        "expect": {"status": "determined", "grade": grade, "fine": {"low": low, "high": high}},
    }


BELOW = case("9,999.99元", "lenient", "1万元", "1万元")
AT = case("1万元", "severe", "2万元", "3万元")


def test_every_kind_is_made():
    library = library_of(statutes(), TREE)
    edition = library.standard(TREE["id"]).latest
    made = list(mutants_of(edition))
    kinds = Counter(mutant.kind for mutant, _ in made)
    # Two thresholds, each shifted twice and opened or closed once; two rows; neighbours of two grades.
    assert kinds["threshold"] == 6
    assert kinds["row"] == 2
    assert kinds["grade"] == 3
    assert kinds["amount"] == 4
    assert all(changed.schedules != edition.schedules for _, changed in made)
    assert all(mutant.place.line for mutant, _ in made)


def test_without_cases_every_mutant_survives():
    found = report()
    assert found.score == 0
    assert len(found.survivors) == found.total


def test_cases_at_the_threshold_notice_what_moves_it():
    found = report(BELOW, AT)
    assert {one.kind for one in found.survivors} <= {"threshold", "amount"}
    # One fen further up and down no case looks, and what leaves the statute is cut off anyway.
    steps = ("10,000.01", "9,999.99", "9,999元")
    assert all(any(step in one.label.zh for step in steps) for one in found.survivors)
    assert found.score > report(BELOW).score > 0


def test_a_case_that_fails_on_the_ruleset_itself_notices_nothing():
    wrong = case("1元", "severe", "2万元", "3万元")
    assert report(wrong).score == 0


def test_the_report_is_data():
    data = report(BELOW).to_dict()
    assert data["survived"] == len(data["survivors"])
    assert {"kind", "label", "file", "line"} == set(data["survivors"][0])
