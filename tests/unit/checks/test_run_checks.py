"""All checks together, and diagnostics that a ruleset accepts with a reason."""

from importlib import import_module
from pkgutil import iter_modules

import pytest
from made import STATUTES, VIOLATION, circumstance, row, ruleset, schedule

from penaltybench import checks
from penaltybench.checks import CHECKS, DATED_CHECKS, EDITION_CHECKS, run_checks
from penaltybench.diagnostics import CODES, SUPPRESSIBLE, Severity
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
    """Return the codes of everything but advice."""
    found = run_checks(library_of(STATUTES, ruleset(), *trees).catalogue)
    return [fault.code for fault in found if fault.severity is not Severity.NOTE]


def accepted(code: str, at: str):
    return {"code": code, "at": at, "reason": REASON}


def test_every_check_is_registered():
    registered = {check.__name__ for check in (*CHECKS, *EDITION_CHECKS, *DATED_CHECKS)}
    modules = [
        import_module(f"{checks.__name__}.{module.name}")
        for module in iter_modules(checks.__path__)
    ]
    defined = {name for module in modules for name in vars(module) if name.startswith("check_")}
    assert registered == defined


def test_every_check_runs():
    assert sorted(codes(faulty())) == ["PB0419", "PB0420"]


def test_only_editions_that_are_wanted_are_laid_out():
    gap = [schedule(row("light", "lenient", "[1,000元..3,000元]", harm="none"))]
    library = library_of(STATUTES, ruleset(schedules=gap))
    assert "PB0430" in {fault.code for fault in run_checks(library.catalogue)}
    nothing = run_checks(library.catalogue, wanted=lambda edition: False)
    assert "PB0430" not in {fault.code for fault in nothing}


def test_progress_counts_to_the_end():
    told = []
    run_checks(
        library_of(STATUTES, ruleset(), faulty()).catalogue,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_what_is_suppressed_must_be_suppressible():
    """A code that these checks give as a warning can be accepted; what is our own slip cannot."""
    own = {"PB0438", "PB0445", "PB0446"}
    given = {code for code in CODES if "PB0430" <= code <= "PB0446"}
    assert given - own <= SUPPRESSIBLE
    assert not own & SUPPRESSIBLE


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
