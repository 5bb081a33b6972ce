"""All checks together, and diagnostics that a ruleset accepts with a reason."""

import pytest
from made import STATUTES, VIOLATION, circumstance, row, ruleset, schedule

from penaltybench.checks import CHECKS, run_checks
from penaltybench.library import load
from penaltybench.testing import library_of

REASON = "示例：来源本身如此规定"


def faulty(**keys):
    """Return a standard that counts ``harm`` twice and leaves the one that it refines."""
    return ruleset(
        id="example.lower",
        refines=VIOLATION,
        circumstances=[circumstance("c", "severe", when={"harm": "serious"})],
        schedules=[
            schedule(
                row("l", "lenient", "4,000元", harm="none"),
                row("h", "severe", "1万元", harm="not(none)"),
            )
        ],
        **keys,
    )


def codes(*trees):
    return [fault.code for fault in run_checks(library_of(STATUTES, ruleset(), *trees).catalogue)]


def accepted(code: str, at: str):
    return {"code": code, "at": at, "reason": REASON}


def test_every_check_runs():
    assert {"check_double_counting", "check_refinement"} <= {one.__name__ for one in CHECKS}
    assert sorted(codes(faulty())) == ["PB0419", "PB0420"]


def test_a_sound_standard_has_no_faults():
    assert codes() == []


@pytest.mark.parametrize("at", ["schedules", "schedules[0]"])
def test_a_fault_that_is_accepted_where_it_stands_is_left_out(at):
    assert codes(faulty(suppress=[accepted("PB0419", at)])) == ["PB0420"]
    both = [accepted("PB0419", at), accepted("PB0420", at)]
    assert codes(faulty(suppress=both)) == []


@pytest.mark.parametrize(("code", "at"), [("PB0419", "schedules[1]"), ("PB0413", "schedules")])
def test_a_fault_elsewhere_or_of_another_code_stays(code, at):
    assert sorted(codes(faulty(suppress=[accepted(code, at)]))) == ["PB0419", "PB0420"]


def test_one_file_does_not_accept_the_faults_of_another():
    later = faulty(day="2026-06-01", suppress=[accepted("PB0419", "schedules")])
    assert sorted(codes(faulty(), later)) == ["PB0419", "PB0420", "PB0420"]


def test_the_order_is_that_of_places():
    found = run_checks(
        library_of(STATUTES, ruleset(), faulty(), faulty(day="2026-06-01")).catalogue
    )
    places = [fault.place for fault in found]
    assert places == sorted(places)


def test_the_bundled_rulesets_pass():
    assert [fault for fault in run_checks(load().catalogue) if fault.severity != "warning"] == []
