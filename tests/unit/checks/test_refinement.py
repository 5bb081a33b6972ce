"""PB0420, PB0421: a lower standard lies inside the higher one that it refines."""

import pytest
from made import STATUTES, VIOLATION, circumstance, harm, row, ruleset, schedule

from penaltybench.checks import refinement
from penaltybench.checks.refinement import check_refinement
from penaltybench.diagnostics import Severity
from penaltybench.library import load
from penaltybench.testing import library_of

LOWER = "example.lower"


def faults(lower, *others):
    """Return the faults of ``lower``, which refines the standard of the first of ``others``."""
    higher = others or (ruleset(),)
    tree = lower | {"id": LOWER, "refines": VIOLATION}
    return list(check_refinement(library_of(STATUTES, *higher, tree).catalogue))


def codes(lower, *others):
    return [fault.code for fault in faults(lower, *others)]


def rows(light="[1,000元..3,000元]", heavy="[3,000元..1万元]", *grades):
    first, second = grades or ("lenient", "severe")
    return [
        schedule(row("l", first, light, harm="none"), row("h", second, heavy, harm="not(none)"))
    ]


def test_the_same_bands_refine():
    assert codes(ruleset()) == []


@pytest.mark.parametrize(
    ("light", "heavy"),
    [
        ("[1,000元..2,000元]", "[3,000元..5,000元]"),
        ("3,000元", "3,000元"),
        ("1,000元", "1万元"),
    ],
)
def test_narrower_bands_refine(light, heavy):
    assert codes(ruleset(schedules=rows(light, heavy))) == []


@pytest.mark.parametrize(
    ("light", "heavy"),
    [
        ("[1,000元..3,001元]", "[3,000元..1万元]"),
        ("[1,000元..3,000元]", "[2,999元..1万元]"),
        ("4,000元", "4,000元"),
    ],
)
def test_a_yuan_outside_is_a_contradiction(light, heavy):
    assert codes(ruleset(schedules=rows(light, heavy))) == ["PB0420"]


def test_the_contradiction_names_both_ranges_and_a_case():
    (fault,) = faults(ruleset(schedules=rows("[1,000元..4,000元]")))
    assert "1,000 yuan to 4,000 yuan" in fault.message.en
    assert "1,000 yuan to 3,000 yuan" in fault.message.en
    assert VIOLATION in fault.message.en
    assert "危害后果=无" in fault.message.zh
    assert fault.severity is Severity.ERROR
    assert (fault.place.path, fault.related[0].path) == ("schedules[0]", "schedules[0]")
    assert "lower" in fault.place.file
    assert "violation" in fault.related[0].file


def test_finer_tiers_by_a_further_fact_refine():
    count = {"type": "integer", "domain": "[0..]", "label": "次数"}
    finer = [
        schedule(
            row("l1", "lenient", "[1,000元..2,000元]", harm="none", count="< 2"),
            row("l2", "lenient", "[2,000元..3,000元]", harm="none", count=">= 2"),
            row("h", "severe", "[3,000元..1万元]", harm="not(none)"),
        )
    ]
    facts = {"harm": harm(), "count": count}
    assert codes(ruleset(facts=facts, schedules=finer)) == []
    finer[0]["tiers"]["rows"][1]["fine"]["amount"] = "[2,000元..3,500元]"
    (fault,) = faults(ruleset(facts=facts, schedules=finer))
    assert "次数=2" in fault.message.zh


def test_what_circumstances_do_is_left_out():
    """Both are compared as if none had been found."""
    tree = ruleset(circumstances=[circumstance("c", "severe")])
    assert codes(tree, ruleset(circumstances=[circumstance("d", "exempt")])) == []
    # One that facts decide acts without a finding, but not in this comparison.
    for effect in ("severe", "exempt"):
        decided = circumstance("c", effect, when={"harm": "none"})
        assert codes(ruleset(circumstances=[decided])) == []


def test_only_the_respondents_of_both_are_compared():
    owner = [schedule(row("only", "ordinary", "9,000元"), id="owner", respondent="owner")]
    assert codes(ruleset(schedules=owner)) == []


def test_what_the_lower_standard_does_not_cover_is_no_contradiction():
    gap = [schedule(row("l", "lenient", "[1,000元..3,000元]", harm="none"))]
    assert codes(ruleset(schedules=gap)) == []


def test_the_higher_edition_of_the_first_day_counts():
    trees = ruleset(until="2026-05-31"), ruleset(day="2026-06-01", schedules=rows("1,000元"))
    assert codes(ruleset(day="2026-03-01"), *trees) == []
    assert codes(ruleset(day="2026-06-01"), *trees) == ["PB0420"]


def test_every_edition_of_the_lower_standard_is_compared():
    later = ruleset(day="2026-06-01", schedules=rows("4,000元")) | {
        "id": LOWER,
        "refines": VIOLATION,
    }
    assert codes(ruleset(), ruleset(), later) == ["PB0420"]


@pytest.mark.parametrize("name", ["example.nothing", "example.statutes"])
def test_a_higher_standard_that_does_not_exist(name):
    tree = ruleset(id=LOWER, refines=name)
    (fault,) = check_refinement(library_of(STATUTES, tree).catalogue)
    assert fault.code == "PB0421"
    assert name in fault.message.en


def test_a_higher_standard_that_was_not_in_force():
    (fault,) = faults(ruleset(), ruleset(day="2026-06-01"))
    assert fault.code == "PB0421"


def test_a_standard_that_refines_nothing_is_not_compared():
    assert list(check_refinement(library_of(STATUTES, ruleset()).catalogue)) == []


def test_what_was_not_compared_is_said(monkeypatch):
    monkeypatch.setattr(refinement, "MAX_CASES", 1)
    (fault,) = faults(ruleset())
    assert (fault.code, fault.severity) == ("PB0420", Severity.WARNING)


def test_the_bundled_standards_refine_what_they_say():
    library = load()
    refining = [
        standard.id
        for standard in library.catalogue.standards.values()
        if any(edition.refines for edition in standard.editions)
    ]
    assert refining
    assert list(check_refinement(library.catalogue)) == []


def test_a_higher_grade_is_a_contradiction():
    lower = ruleset(schedules=rows("1,000元", "5,000元", "severe", "severe"))
    assert codes(lower) == ["PB0420"]


def test_a_kind_that_the_higher_standard_does_not_allow_is_a_contradiction():
    allows = {"fine": {"min": "1,000元", "max": "1万元"}, "revoke_licence": "must"}
    lower = ruleset(schedules=[rows()[0] | schedule(*rows()[0]["tiers"]["rows"], allows=allows)])
    assert codes(lower) == ["PB0420"]


def test_a_fine_where_the_higher_standard_imposes_none_is_a_contradiction():
    assert codes(ruleset(), ruleset(schedules=rows(None))) == ["PB0420"]
    exempt = [schedule(row("none", "exempt", harm="none"), rows()[0]["tiers"]["rows"][1])]
    assert codes(ruleset(), ruleset(schedules=exempt)) == ["PB0420"]


def test_facts_of_the_same_name_and_different_types_end_in_a_diagnostic():
    facts = {"harm": {"type": "integer", "domain": "[0..]", "label": "人数"}}
    tiers = [
        row("l", "lenient", "[1,000元..3,000元]", harm="< 3"),
        row("h", "severe", "[3,000元..1万元]", harm=">= 3"),
    ]
    assert codes(ruleset(facts=facts, schedules=[schedule(*tiers)])) == ["PB0420"]
