"""The whole review: verdicts, questions, faults, and the ways to read it."""

import datetime as dt
import json

import pytest
from inspected import DAY, KNOWN, RULES, first, inspection, library, limit, proposal, review, rules

from penaltybench import CaseError, InspectionFinding, RecordError, Review, record_from_rows
from penaltybench.inspection import plan_from_data, proposed_from_data
from penaltybench.testing import library_of

QUIET = limit("quiet_days", "quiet", "forbidden", days="[1..31]", unless={"danger": "true"})
PLAN = limit("plan", "plan", "approval", when={"occasion": "routine"})
NOTICE = limit("plan", "notice", "notice")


def faults(lib=None, *, plan=None, record=KNOWN, proposed=None, as_of=None, error=CaseError):
    with pytest.raises(error) as refusal:
        (lib or library(PLAN)).review_inspection(
            plan, record, proposal() if proposed is None else proposed, as_of
        )
    return [(f.code, f.place.file, f.place.path) for f in refusal.value.diagnostics]


def test_the_heaviest_limit_decides():
    assert review(NOTICE).verdict == "needs_notice"
    assert review(NOTICE, PLAN, facts={"occasion": "routine"}).verdict == "needs_approval"
    known = {"occasion": "routine", "danger": False}
    found = review(NOTICE, PLAN, QUIET, facts=known)
    assert found.verdict == "not_allowed"
    assert [one.id for one in found.met] == ["notice", "plan", "quiet"]
    assert review().verdict == "allowed"


def test_only_what_can_change_the_verdict_is_asked():
    found = review(NOTICE, PLAN, QUIET)
    assert found.verdict == "undetermined"
    assert found.possible == ("needs_notice", "needs_approval", "not_allowed")
    assert [q.id for q in found.questions] == ["occasion", "danger"]
    settled = review(PLAN, QUIET, facts={"danger": False})
    assert (settled.verdict, settled.questions) == ("not_allowed", ())
    assert settled.limits[0].status == "unknown"


def test_a_derived_fact_is_asked_by_its_date():
    months = {
        "licensed_on": {"type": "date", "label": "取得许可之日"},
        "months": {
            "type": "integer",
            "label": "月数",
            "derive": {"months": ["licensed_on", "inspected_on"]},
        },
    }
    new = limit("quiet_days", otherwise="forbidden", days="[1..31]", when={"months": "< 12"})
    keys = {"rules_keys": {"facts": months}}
    open_ = review(new, **keys)
    assert open_.possible == ("allowed", "not_allowed")
    assert [q.id for q in open_.questions] == ["licensed_on"]
    assert review(new, **keys, facts={"licensed_on": "2025-05-16"}).verdict == "not_allowed"
    assert review(new, **keys, facts={"licensed_on": "2025-05-15"}).verdict == "allowed"


def test_the_edition_in_force_on_the_day_counts():
    old = rules(limit("plan")) | {"effective": {"from": "2020-01-01", "until": "2025-12-31"}}
    new = rules() | {"effective": {"from": "2026-01-01"}}
    both = library_of(old, new)
    assert both.review_inspection(None, KNOWN, proposal()).verdict == "allowed"
    then = proposal(on="2025-12-31")
    assert both.review_inspection(None, KNOWN, then).verdict == "needs_approval"


# --- faults -------------------------------------------------------------------------------------


def test_rules_that_are_not_there():
    assert faults(proposed=proposal(rules="x.inspektion")) == [("PB0301", "case", "rules")]
    assert faults(proposed=proposal(on="2019-12-31")) == [("PB0306", "case", "on")]


def test_an_enterprise_that_the_record_does_not_know():
    assert faults(proposed=proposal(enterprise="e2")) == [("PB0703", "case", "enterprise")]
    later = [KNOWN[0] | {"on": "2026-05-16"}]
    assert faults(record=later) == [("PB0703", "case", "enterprise")]
    assert faults(record=[]) == [("PB0703", "case", "enterprise")]


def test_a_plan_of_another_year():
    assert faults(plan={"year": 2025}) == [("PB0705", "plan", "year")]


def test_a_day_before_the_inspection():
    before = dt.date(2026, 5, 14)
    assert faults(as_of=before) == [("PB0309", "case", "as_of")]
    assert faults(as_of="2026-05-14") == [("PB0309", "case", "as_of")]
    for strange in ("tomorrow", 20260514, dt.datetime(2026, 5, 16, 9, 30)):
        assert faults(as_of=strange) == [("PB0204", "case", "as_of")]
    assert library().review_inspection(None, KNOWN, proposal(), "2026-06-01").as_of.month == 6


def test_facts_that_the_proposal_may_not_give():
    given = {"occasion": "rutine", "form": "on_site", "inspected_on": DAY, "dangr": True}
    assert faults(proposed=proposal(facts=given)) == [
        ("PB0302", "case", "facts.dangr"),
        ("PB0302", "case", "facts.form"),
        ("PB0302", "case", "facts.inspected_on"),
        ("PB0305", "case", "facts.occasion"),
    ]


def test_an_occasion_on_record_that_the_rules_do_not_know():
    counted = library(limit("frequency", at_most="1", within={"years": "1"}, counts=["routine"]))
    row = inspection("i", "2026-01-01", occasion="rutine")
    record = [*KNOWN, row]
    assert faults(counted, record=record) == [("PB0305", "record", "i.occasion")]
    # What no limit counts may have any occasion.
    for harmless in ({"on": "2025-01-01"}, {"authority": "乙局"}, {"occasion": "routine"}):
        counted.review_inspection(None, [*KNOWN, row | harmless], proposal())


def test_all_faults_of_all_inputs_at_once():
    found = faults(
        plan={"yaer": 2026}, record=[*KNOWN, {"id": "x"}], proposed={"rules": RULES, "on": "x"}
    )
    assert {(code, file) for code, file, _ in found} == {
        ("PB0201", "plan"),
        ("PB0202", "plan"),
        ("PB0202", "record"),
        ("PB0202", "case"),
        ("PB0204", "case"),
    }
    assert faults(record=[*KNOWN, *KNOWN], error=RecordError) == [("PB0701", "record", "[1].id")]


def test_values_are_taken_as_well_as_plain_data():
    lib = library(PLAN)
    plain = lib.review_inspection({"year": 2026}, KNOWN, proposal())
    values = lib.review_inspection(
        plan_from_data({"year": 2026}), record_from_rows(KNOWN), proposed_from_data(proposal())
    )
    assert isinstance(values, Review)
    assert values.to_dict() == plain.to_dict()


# --- how it is read -----------------------------------------------------------------------------


def test_the_review_as_data():
    found = review(
        NOTICE,
        QUIET,
        plan={"year": 2026, "document": "甲政发1号", "approved_on": "2026-05-20"},
        rules_keys={"first_inspection": first()},
        matter="消防",
        form="on_site",
        notified_on="2026-05-10",
        facts={"danger": True},
    )
    data = json.loads(json.dumps(found.to_dict()))
    assert data["format"] == "penaltybench/inspection-review/1"
    assert (data["rules"], data["verdict"], data["possible"]) == (RULES, "allowed", ["allowed"])
    assert data["plan"] == {
        "year": 2026,
        "approved_by": None,
        "approved_on": "2026-05-20",
        "document": "甲政发1号",
    }
    assert data["proposed"]["matter"] == "消防"
    assert data["facts"] == {"danger": True, "form": "on_site", "inspected_on": DAY}
    assert [(one["id"], one["status"], one["satisfied_by"]) for one in data["limits"]] == [
        ("notice", "met", "2026-05-10"),
        ("quiet", "not_met", None),
    ]
    assert (data["first"], data["correct_first"]["state"]) == (True, "to_order")
    assert data["as_of"] == DAY
    assert data["questions"] == []


def test_the_finding_says_what_a_case_needs():
    found = review(NOTICE, QUIET, rules_keys={"first_inspection": first(unless={"danger": "true"})})
    finding = found.finding
    assert (finding.rules, finding.enterprise, finding.authority) == (RULES, "e1", "甲局")
    assert finding.digest == found.edition.digest
    assert finding.verdict == "undetermined"
    assert [one.id for one in finding.met] == ["notice"]
    assert finding.bars_penalty
    assert InspectionFinding.model_validate(finding.to_dict()) == finding


def test_what_only_the_verdict_depends_on_is_no_question_of_the_finding():
    found = review(PLAN, rules_keys={"first_inspection": first(unless={"danger": "true"})})
    assert [q.id for q in found.questions] == ["occasion", "danger"]
    assert [q.id for q in found.finding.questions] == ["danger"]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_explanation_says_everything(form):
    correct = {"first_inspection": first(unless={"danger": "true"})}
    found = review(NOTICE, PLAN, QUIET, rules_keys=correct, form="on_site")
    zh, en = found.explain("zh", form), found.explain("en", form)
    for said in ("尚不确定", "须先报备", "限制quiet", "是首次检查", "首查先责令改正", "现场检查"):
        assert said in zh
    for said in ("undetermined", "To be ascertained", "limit quiet", "danger", "on site"):
        assert said in en
    assert zh.endswith("\n")
    assert ("## " in zh) is (form == "markdown")


def test_quoted_words_of_the_law_are_shown():
    statutes = {
        "id": "x.statutes",
        "kind": "statutes",
        "title": "目录",
        "status": "example",
        "effective": {"from": "2020-01-01"},
        "source": {"text": "自拟", "sure": "high"},
        "reviewed_on": "2026-01-01",
        "statutes": [
            {"name": "甲法", "title": "甲法", "rank": "law",
             "editions": [{"dated": "2020-01-01", "articles": "9"}]}
        ],
    }  # fmt: skip
    cite = {"law": "甲法", "article": "第一条", "text": "须列入计划。"}
    lib = library_of(statutes, rules(limit("plan", cite=cite)))
    found = lib.review_inspection(None, KNOWN, proposal())
    assert "《甲法》第一条：须列入计划。" in found.explain()
    assert found.to_dict()["limits"][0]["cite"] == [
        {"law": "甲法", "article": "第一条", "edition": None}
    ]
