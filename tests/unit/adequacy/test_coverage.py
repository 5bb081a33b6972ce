"""Coverage counts what the cases showed, and only that."""

from __future__ import annotations

from small import DAY, basis, penalty, schedule, statutes

from penaltybench.adequacy import coverage_of
from penaltybench.source import Source
from penaltybench.testing import library_of

ROWS = [
    {"id": "low", "grade": "lenient", "when": {"value": "< 1万元"}, "fine": {"share": "0%"}},
    {"id": "high", "grade": "severe", "when": {"value": ">= 1万元"}, "fine": {"share": "100%"}},
]


def covered(*values: str):
    tree = penalty(schedule(basis=[basis()], tiers={"rows": ROWS}))
    cases = [
        {"name": value, "case": {"conduct": DAY, "circumstances": [], "facts": {"value": value}}}
        for value in values
    ]
    source = Source("cases", tree=cases)
    (coverage,) = coverage_of(library_of(statutes(), tree), tree["id"], [source])
    return coverage


def test_nothing_is_covered_without_cases():
    coverage = covered()
    assert [coverage.of(kind) for kind in ("tier", "condition", "threshold")] == [
        (0, 2),
        (0, 4),
        (0, 1),
    ]
    assert coverage.percent == 0


def test_one_case_covers_its_tier_and_one_side():
    coverage = covered("9,999.99元")
    assert [coverage.of(kind) for kind in ("tier", "condition", "threshold")] == [
        (1, 2),
        (2, 4),
        (0, 1),
    ]
    assert "high: 值 1万元 or more (holds)" not in str(coverage.missing)
    assert {point.kind for point in coverage.missing} == {"tier", "condition", "threshold"}


def test_two_sides_cover_everything():
    coverage = covered("1元", "1万元")
    assert coverage.percent == 100
    assert coverage.missing == ()
    assert coverage.to_dict()["tier"] == {"covered": 2, "of": 2}


def test_an_unknown_or_refused_case_exercises_nothing():
    tree = penalty(schedule(basis=[basis()], tiers={"rows": ROWS}))
    cases = [
        {"case": {"conduct": DAY, "circumstances": [], "facts": {}}},
        {"case": {"conduct": DAY, "circumstances": [], "facts": {"value": "many"}}},
        {"case": "no case"},
        "nothing",
    ]
    source = Source("cases", tree=cases)
    (coverage,) = coverage_of(library_of(statutes(), tree), tree["id"], [source])
    assert coverage.covered == frozenset()
