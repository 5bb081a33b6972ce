"""Worked cases of rules of inspection: what differs is told, with its place."""

from pathlib import Path

import pytest
from inspected import KNOWN, first, limit, rules

from penaltybench.library import Library
from penaltybench.ruleset import load_catalogue
from penaltybench.testing import ruleset_text, write_rulesets
from penaltybench.worked_cases import run_worked_cases

CASE = {
    "record": KNOWN,
    "proposed": {"enterprise": "e1", "authority": "甲局", "on": "2026-05-15"},
}
CITE = {"law": "甲法", "article": "第一条"}
STATUTES = {
    "id": "x.statutes",
    "kind": "statutes",
    "title": "目录",
    "status": "example",
    "effective": {"from": "2020-01-01"},
    "source": {"text": "自拟", "sure": "high"},
    "reviewed_on": "2026-01-01",
    "statutes": [
        {
            "name": "甲法",
            "title": "甲法",
            "rank": "law",
            "editions": [{"dated": "2020-01-01", "articles": "9"}],
        }
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tree = rules(
        limit("plan", "plan", cite=CITE),
        limit("quiet_days", "quiet", "forbidden", days="[1..5]"),
        limit("quiet_days", "danger", "notice", days="[1..31]", when={"danger": "true"}),
        first_inspection=first(unless={"danger": "true"}, cite=CITE),
    )
    write_rulesets(tmp_path, STATUTES, tree)
    return tmp_path


def run(folder, expect, case=CASE, **keys):
    path = folder / "x" / "inspection" / "tests" / "a.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(ruleset_text([{"name": "n", "case": case, "expect": expect} | keys]))
    catalogue, diagnostics = load_catalogue([folder])
    assert not diagnostics
    report = run_worked_cases(Library(catalogue), path)
    assert not report.diagnostics or not report.results
    return [fault for one in report.results for fault in one.diagnostics] + list(report.diagnostics)


def told(faults):
    return [(fault.code, fault.place.path, fault.message.en) for fault in faults]


RIGHT = {
    "verdict": "needs_approval",
    "possible": ["needs_approval"],
    "met": ["plan"],
    "not_met": ["quiet"],
    "first": "true",
    "correct_first": "unknown",
    "questions": ["danger"],
    "cites": ["甲法第一条", "《甲法》"],
}


def test_what_comes_out_as_expected_is_not_told(folder):
    assert run(folder, RIGHT) == []
    for key, value in RIGHT.items():
        assert run(folder, {key: value}) == []


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("verdict", "allowed", "verdict should be allowed, is needs_approval"),
        ("possible", ["allowed", "not_allowed"], "allowed, not_allowed, is needs_approval"),
        ("met", ["quiet"], "met should be quiet, is plan"),
        ("met", [], "met should be —, is plan"),
        ("not_met", ["plan"], "not_met should be plan, is quiet"),
        ("first", "false", "first should be False, is True"),
        ("correct_first", "none", "correct_first should be none, is unknown"),
        ("questions", [], "questions should be —, is danger"),
        ("questions", ["occasion"], "questions should be occasion, is danger"),
        ("cites", ["乙法"], "cites should be 乙法, is 《甲法》第一条"),
        ("error", "PB0703", "error should be PB0703, is needs_approval"),
    ],
)
def test_each_difference_is_told_at_its_key(folder, key, value, said):
    (fault,) = run(folder, {key: value})
    assert (fault.code, fault.place.path) == ("PB0501", f"[0].expect.{key}")
    assert said in fault.message.en
    assert fault.place.line > 1


def test_an_error_may_be_what_is_expected(folder):
    unknown = CASE | {"record": []}
    assert run(folder, {"error": "PB0703"}, unknown) == []
    assert run(folder, {"error": "PB0705"}, CASE | {"plan": {"year": "2025"}}) == []
    assert run(folder, {"error": "PB0701"}, CASE | {"record": [*KNOWN, *KNOWN]}) == []
    early = CASE | {"as_of": "2026-05-14"}
    assert run(folder, {"error": "PB0309"}, early) == []


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"record": []}, "PB0703", "[0].case.proposed.enterprise"),
        ({"plan": {"year": "2025"}}, "PB0705", "[0].case.plan.year"),
        ({"plan": {"yaer": "2026", "year": "2026"}}, "PB0201", "[0].case.plan.yaer"),
        ({"record": [{"id": "a"}]}, "PB0202", "[0].case.record[0].kind"),
        ({"as_of": "2026-05-14"}, "PB0309", "[0].case.as_of"),
        ({"as_of": "x"}, "PB0204", "[0].case.as_of"),
        ({"records": []}, "PB0201", "[0].case.records"),
        ({"proposed": {"enterprise": "e1", "on": "2026-05-15"}}, "PB0202",
         "[0].case.proposed.authority"),
        ({"proposed": CASE["proposed"] | {"facts": {"dangr": "true"}}}, "PB0302",
         "[0].case.proposed.facts.dangr"),
    ],
)  # fmt: skip
def test_a_case_that_is_refused_is_told_with_its_place(folder, change, code, path):
    faults = run(folder, {"verdict": "allowed"}, CASE | change)
    assert (code, path) in [(fault.code, fault.place.path) for fault in faults]
    assert faults[-1].code == "PB0501"


def test_the_day_as_of_which_is_asked(folder):
    row = {"id": "o", "kind": "order", "enterprise": "e1", "on": "2026-05-15", "authority": "甲局"}
    case = CASE | {"record": [*KNOWN, row | {"until": "2026-05-20"}], "as_of": "2026-05-21"}
    assert run(folder, {"correct_first": "ran_out", "questions": []}, case) == []


def test_a_case_may_name_its_rules(folder):
    named = CASE | {"proposed": CASE["proposed"] | {"rules": "x.inspection"}}
    assert run(folder, {"verdict": "needs_approval"}, named) == []
    (fault,) = run(folder, {"verdicts": "allowed"})
    assert fault.code == "PB0201"
