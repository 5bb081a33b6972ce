"""Which editions govern: by the day of the conduct, of the decision, of the filing."""

import datetime as dt

import pytest
from made import STATUTES, case, fined, ruleset

from penaltybench.applicable import Applicable, applicable
from penaltybench.case import case_from_data
from penaltybench.diagnostics import CaseError
from penaltybench.testing import library_of

JUNE, SEPTEMBER = "2026-06-01", "2026-09-01"


def editions(rule: str | None = None, *, third: bool = False, **keys):
    """Return a library with editions of 2,000, 1,000 and maybe 3,000 yuan."""
    if rule is not None:
        keys["choice_of_edition"] = {"rule": rule}
    trees = [fined("2,000元", **keys), fined("1,000元", day=JUNE, **keys)]
    if third:
        trees.append(fined("3,000元", day=SEPTEMBER, **keys))
    return library_of(STATUTES, *trees)


def governing(library, conduct="2026-03-01", **keys) -> Applicable:
    return applicable(library.catalogue, case_from_data(case(conduct, **keys)))


def days(found: Applicable) -> list[list[str]]:
    """Return the first day of every edition in every scenario."""
    return [[str(edition.period.start) for edition in scenario] for scenario in found.scenarios]


# --- the default: the law of the conduct, and that of the decision if it is another --------------


def test_the_law_of_the_decision_is_looked_at_beside_that_of_the_conduct():
    found = governing(editions(), decided_on="2026-07-01")
    assert days(found) == [["2026-01-01", JUNE]]
    assert [str(e.period.start) for e in found.editions] == ["2026-01-01", JUNE]
    assert str(found.procedure.period.start) == JUNE
    assert found.missing is None


def test_only_the_edition_of_the_day_of_the_decision_counts_not_one_in_between():
    found = governing(editions(third=True), decided_on="2026-10-01")
    assert days(found) == [["2026-01-01", SEPTEMBER]]


@pytest.mark.parametrize(
    ("conduct", "decided_on", "expected"),
    [
        ("2026-05-31", "2026-05-31", [["2026-01-01"]]),
        ("2026-05-31", JUNE, [["2026-01-01", JUNE]]),
        (JUNE, JUNE, [[JUNE]]),
        ({"from": "2026-05-01", "to": "2026-05-31"}, JUNE, [["2026-01-01", JUNE]]),
        ({"from": "2026-05-01", "to": JUNE}, JUNE, [[JUNE]]),
    ],
)
def test_an_edition_governs_from_its_first_day(conduct, decided_on, expected):
    """Continuing conduct is judged by the law of its last day."""
    assert days(governing(editions(), conduct, decided_on=decided_on)) == expected


def test_without_a_decision_every_later_edition_may_count():
    found = governing(editions(third=True))
    assert days(found) == [["2026-01-01"], ["2026-01-01", JUNE], ["2026-01-01", SEPTEMBER]]
    assert found.missing == "decided_on"
    assert str(found.procedure.period.start) == "2026-01-01"


def test_without_a_decision_nothing_is_missing_if_no_edition_follows():
    found = governing(editions(), JUNE)
    assert days(found) == [[JUNE]]
    assert found.missing is None


def test_after_the_last_edition_the_law_of_the_conduct_remains():
    library = library_of(STATUTES, ruleset(until="2026-05-31"))
    found = governing(library, decided_on=JUNE)
    assert days(found) == [["2026-01-01"]]
    assert str(found.procedure.period.start) == "2026-01-01"


def test_a_change_of_the_general_rules_alone_is_another_edition():
    general = {
        "id": "example.general",
        "kind": "general",
        "title": "一般规则",
        "status": "example",
        "effective": {"from": "2026-01-01"},
        "source": {"text": "自拟", "sure": "high"},
        "reviewed_on": "2026-01-01",
    }
    changed = general | {"effective": {"from": JUNE}, "suggest": "low"}
    library = library_of(STATUTES, general, changed, ruleset(uses=["example.general"]))
    assert days(governing(library, decided_on=JUNE)) == [["2026-01-01", JUNE]]


# --- declared rules of choice -------------------------------------------------------------------


def test_conduct_leaves_the_substance_to_its_day_and_procedure_to_that_of_the_decision():
    found = governing(editions("conduct"), decided_on="2026-07-01")
    assert days(found) == [["2026-01-01"]]
    assert str(found.procedure.period.start) == JUNE


def test_conduct_asks_for_no_other_date():
    found = governing(editions("conduct"))
    assert days(found) == [["2026-01-01"]]
    assert found.missing is None


@pytest.mark.parametrize(("rule", "date"), [("decision", "decided_on"), ("filing", "filed_on")])
def test_a_rule_that_names_another_day_takes_the_edition_of_that_day_alone(rule, date):
    library = editions(rule)
    assert days(governing(library, **{date: JUNE})) == [[JUNE]]
    assert days(governing(library, **{date: "2026-05-31"})) == [["2026-01-01"]]


def test_under_filing_the_procedure_follows_the_decision():
    found = governing(editions("filing"), filed_on="2026-05-31", decided_on="2026-07-01")
    assert days(found) == [["2026-01-01"]]
    assert str(found.procedure.period.start) == JUNE


@pytest.mark.parametrize(("rule", "date"), [("decision", "decided_on"), ("filing", "filed_on")])
def test_while_the_day_is_missing_each_edition_may_be_the_one(rule, date):
    found = governing(editions(rule, third=True))
    assert days(found) == [["2026-01-01"], [JUNE], [SEPTEMBER]]
    assert found.missing == date


def test_a_case_may_have_been_filed_while_the_conduct_continued():
    conduct = {"from": "2026-03-01", "to": "2026-07-01"}
    found = governing(editions("filing"), conduct)
    assert days(found) == [[JUNE], ["2026-01-01"]]
    assert found.missing == "filed_on"
    assert days(governing(editions("filing"), conduct, filed_on="2026-04-01")) == [["2026-01-01"]]


def test_the_rule_of_the_edition_of_the_conduct_decides_which_rule_applies():
    library = library_of(
        STATUTES,
        fined("2,000元", choice_of_edition={"rule": "conduct"}),
        fined("1,000元", day=JUNE, choice_of_edition={"rule": "decision"}),
    )
    assert days(governing(library, decided_on="2026-07-01")) == [["2026-01-01"]]


# --- drafts --------------------------------------------------------------------------------------


def drafted():
    draft = fined("1,000元", day=JUNE, status="draft", issued={"by": "示例机关"})
    return library_of(STATUTES, fined("2,000元"), draft)


@pytest.mark.parametrize("keys", [{}, {"decided_on": "2026-07-01"}])
def test_a_draft_is_no_later_law(keys):
    found = governing(drafted(), **keys)
    assert days(found) == [["2026-01-01"]]
    assert found.missing is None


def test_a_draft_does_not_end_the_edition_in_force():
    library = drafted()
    assert days(governing(library, "2026-08-01")) == [["2026-01-01"]]
    assert [e.status for e in library.standard("example.violation").editions] == [
        "example",
        "draft",
    ]


def test_a_standard_that_is_only_a_draft_can_be_tried():
    library = library_of(STATUTES, ruleset(status="draft", issued={"by": "示例机关"}))
    assert days(governing(library, decided_on="2026-07-01")) == [["2026-01-01"]]


# --- what cannot be decided ----------------------------------------------------------------------


def refusal(library, **keys) -> tuple[str, str]:
    with pytest.raises(CaseError) as caught:
        governing(library, **keys)
    (fault,) = caught.value.diagnostics
    return fault.code, fault.place.path


def test_a_day_before_the_first_edition_is_refused():
    assert refusal(editions(), conduct="2025-12-31") == ("PB0306", "conduct")


def test_a_day_after_the_last_edition_is_refused():
    library = library_of(STATUTES, ruleset(until="2026-05-31"))
    assert refusal(library, conduct=JUNE) == ("PB0306", "conduct")


@pytest.mark.parametrize(("rule", "date"), [("decision", "decided_on"), ("filing", "filed_on")])
def test_the_day_that_counts_needs_an_edition(rule, date):
    library = library_of(STATUTES, ruleset(until="2026-05-31", choice_of_edition={"rule": rule}))
    assert refusal(library, **{date: JUNE}) == ("PB0306", date)


def test_a_gap_between_editions_is_refused():
    library = library_of(STATUTES, ruleset(until="2026-04-30"), ruleset(day=JUNE))
    assert refusal(library, conduct="2026-05-15") == ("PB0306", "conduct")


def test_an_unknown_ruleset_is_refused_with_the_name_that_may_be_meant():
    with pytest.raises(CaseError) as caught:
        governing(editions(), ruleset="example.violatoin")
    (fault,) = caught.value.diagnostics
    assert fault.code == "PB0301"
    assert "example.violation" in fault.remedy.en


def test_the_day_of_the_decision_is_a_date():
    found = governing(editions(), decided_on=dt.date(2026, 7, 1))
    assert days(found) == [["2026-01-01", JUNE]]
