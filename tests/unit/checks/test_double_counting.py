"""PB0419: one fact selects the tier and moves the amount once more."""

import pytest
from made import CITE, STATUTES, circumstance, flag, harm, row, ruleset, schedule

from penaltybench.checks.double_counting import check_double_counting
from penaltybench.diagnostics import Severity
from penaltybench.library import load
from penaltybench.testing import library_of

COUNT = {"type": "integer", "domain": "[0..]", "label": "次数", "worse": "higher"}
PLUS = [{"per": "count", "beyond": "1", "add": "100元"}]


def faults(*trees):
    return list(check_double_counting(library_of(STATUTES, *trees).catalogue))


def counted(*trees) -> list[tuple[str, str]]:
    """Return code and English message of every fault."""
    return [(fault.code, fault.message.en) for fault in faults(*trees)]


def moved_by(effect: str, *, worse: str | None = "later", fact: str = "harm", **keys):
    """Return a ruleset whose table and one of whose circumstances read a fact."""
    declared = harm()
    if worse is None:
        del declared["worse"]
    facts = {"harm": declared, "corrected": flag("及时改正", worse="false")}
    when = {fact: "serious" if fact == "harm" else "true"}
    return ruleset(facts=facts, circumstances=[circumstance("c", effect, when=when)], **keys)


@pytest.mark.parametrize("effect", ["severe", "lenient", "mitigated", "lenient_or_mitigated"])
def test_a_fact_of_the_table_makes_a_circumstance_that_moves_the_amount(effect):
    ((code, message),) = counted(moved_by(effect))
    assert code == "PB0419"
    assert "(harm)" in message
    assert "“c”" in message


@pytest.mark.parametrize("effect", ["exempt", "no_leniency"])
def test_a_circumstance_that_moves_no_amount_counts_nothing(effect):
    assert counted(moved_by(effect)) == []


def test_a_fact_that_weighs_nothing_is_left_out():
    """The kind of party, say: it selects a table and a circumstance, but is not worse or better."""
    assert counted(moved_by("severe", worse=None)) == []


def test_a_fact_that_no_table_reads_is_counted_once():
    assert counted(moved_by("lenient", fact="corrected")) == []


def test_a_circumstance_without_a_condition_is_a_finding_and_counts_nothing():
    assert counted(ruleset(circumstances=[circumstance("c", "severe")])) == []


def test_a_fact_selects_the_tier_and_adds_inside_it():
    rows = [
        row("few", "lenient", "[1,000元..3,000元]", count="<= 3"),
        row("many", "severe", "[3,000元..1万元]", count="> 3"),
    ]
    rows[1]["fine"]["plus"] = PLUS
    tree = ruleset(facts={"count": COUNT}, schedules=[schedule(*rows)])
    ((_, message),) = counted(tree)
    assert "adding inside it" in message
    rows = [row("all", "ordinary", "[1,000元..3,000元]")]
    rows[0]["fine"]["plus"] = PLUS
    assert counted(ruleset(facts={"count": COUNT}, schedules=[schedule(*rows)])) == []


def by_points(*facts: str):
    factors = [{"fact": name, "scale": {"<= 3": "0%", "> 3": "10%"}} for name in facts]
    points = {"start": "20%", "method": "total_of_maximum", "factors": factors}
    table = schedule()
    del table["tiers"]
    return ruleset(facts={"count": COUNT, "earlier": COUNT}, schedules=[table | {"points": points}])


def test_a_fact_in_two_factors_is_counted_twice():
    assert counted(by_points("count", "earlier")) == []
    ((_, message),) = counted(by_points("count", "count"))
    assert "in two factors" in message


def test_a_factor_makes_a_circumstance():
    tree = by_points("count") | {
        "circumstances": [circumstance("c", "severe", when={"count": "> 5"})]
    }
    assert len(counted(tree)) == 1


def test_the_base_of_a_multiple_is_not_counted():
    """It is what the law multiplies."""
    goods = {"type": "money", "label": "货值", "worse": "higher"}
    rows = [
        row("small", "lenient", harm="none", goods="< 1万元"),
        row("large", "severe", goods=">= 1万元"),
    ]
    for one in rows:
        one["fine"] = {"times_of": "goods", "range": "[5..10]"}
    allows = {"fine": {"times_of": "goods", "min": "5", "max": "10"}}
    tree = ruleset(
        facts={"goods": goods, "harm": harm()}, schedules=[schedule(*rows, allows=allows)]
    )
    assert counted(tree) == []


def test_a_source_that_orders_it_is_declared():
    declared = [{"fact": "harm", "cite": CITE}]
    assert counted(moved_by("severe", counted_twice=declared)) == []
    other = [{"fact": "corrected", "cite": CITE}]
    assert len(counted(moved_by("severe", counted_twice=other))) == 1


def test_every_schedule_and_edition_is_looked_at():
    person = schedule(id="person", respondent="person")
    tree = moved_by("severe")
    tree["schedules"].append(person)
    later = moved_by("severe", day="2026-06-01")
    assert len(counted(tree, later)) == 3


def test_the_fault_is_an_error_at_the_schedule():
    (fault,) = faults(moved_by("severe"))
    assert fault.severity is Severity.ERROR
    assert fault.place.path == "schedules[0]"
    assert fault.place.file.endswith("2026-01-01.yaml")
    assert "counted_twice" in fault.remedy.en


def test_the_bundled_rulesets_count_nothing_twice_without_saying_so():
    library = load()
    suppressed = {
        edition.file
        for standard in library.catalogue.standards.values()
        for edition in standard.editions
        if any(rule.code == "PB0419" for rule in edition.suppress)
    }
    found = {fault.place.file for fault in check_double_counting(library.catalogue)}
    assert found <= suppressed
