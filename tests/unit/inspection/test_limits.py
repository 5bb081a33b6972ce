"""Each kind of limit: when it is met, when it is not, and what it says about it."""

import pytest
from inspected import DAY, inspection, limit, review

PLAN = limit("plan")
CITY = limit("one_city", within={"years": "1"})


def of(review_):
    (only,) = review_.limits
    return only.status, only.events


def reason(review_, language="en"):
    (only,) = review_.limits
    return only.reason.get(language)


# --- the plan -----------------------------------------------------------------------------------


def plan(*entries, **keys):
    return {"year": 2026, "entries": list(entries)} | keys


def test_without_a_plan_every_inspection_is_outside_it():
    outside = review(PLAN)
    assert of(outside) == ("met", ())
    assert outside.verdict == "needs_approval"
    assert reason(outside) == "there is no plan of inspections for 2026"
    assert reason(review(PLAN, plan=plan())).endswith("does not stand in the plan of 2026")


@pytest.mark.parametrize(
    ("entry", "inside"),
    [
        ({}, True),
        ({"enterprise": "e1"}, True),
        ({"enterprise": "e2"}, False),
        ({"authority": "乙局"}, False),
        ({"matter": "消防"}, True),
        ({"matter": "食品安全"}, False),
        ({"from": DAY}, True),
        ({"to": DAY}, True),
        ({"from": "2026-05-16"}, False),
        ({"to": "2026-05-14"}, False),
    ],
)
def test_an_entry_covers_enterprise_authority_matter_and_days(entry, inside):
    found = review(PLAN, plan=plan({"authority": "甲局"} | entry), matter="消防")
    assert of(found)[0] == ("not_met" if inside else "met")
    assert ("entry 1" in reason(found)) is (inside or "from" in entry or "to" in entry)


def test_a_matter_that_is_not_named_is_the_same_as_any():
    assert of(review(PLAN, plan=plan({"authority": "甲局", "matter": "消防"})))[0] == "not_met"


def test_a_plan_that_was_approved_later_is_none_yet():
    entry = {"authority": "甲局"}
    assert of(review(PLAN, plan=plan(entry, approved_on=DAY)))[0] == "not_met"
    late = review(PLAN, plan=plan(entry, approved_on="2026-05-16"))
    assert of(late)[0] == "met"
    assert reason(late) == "the plan of 2026 was approved only on 2026-05-16"


@pytest.mark.parametrize(
    ("keys", "inside"),
    [
        ({}, True),
        ({"year": 2025}, False),
        ({"on": "2026-05-16"}, False),
        ({"authority": "乙局"}, False),
        ({"enterprise": "e2"}, False),
        ({"matter": "食品安全"}, False),
    ],
)
def test_an_event_enters_an_inspection_into_the_plan(keys, inside):
    entered = {"id": "p", "kind": "plan_entry", "enterprise": "e1", "on": "2026-02-01"}
    entered |= {"authority": "甲局", "year": 2026} | keys
    found = review(PLAN, record=[entered], matter="消防")
    assert of(found) == (("not_met", ("p",)) if inside else ("met", ()))


# --- one inspection for the city ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "met"),
    [
        ({}, True),
        ({"authority": "甲局"}, False),
        ({"matter": "食品安全"}, False),
        ({"matter": None}, True),
        ({"on": "2025-05-15"}, True),
        ({"on": "2025-05-14"}, False),
        ({"on": DAY}, False),
        ({"enterprise": "e2"}, False),
    ],
)
def test_another_authority_has_inspected_the_matter_within_the_span(keys, met):
    row = inspection("i", "2026-01-01", "乙局", matter="消防") | keys
    found = review(CITY, record=[row], matter="消防")
    assert of(found) == (("met", ("i",)) if met else ("not_met", ()))


def test_a_proposal_without_matter_meets_any():
    row = inspection("i", "2026-01-01", "乙局", matter="消防")
    found = review(CITY, record=[row])
    assert of(found)[0] == "met"
    assert reason(found) == "乙局 inspected “消防” on 2026-01-01 (i)"
    assert reason(found, "zh") == "乙局已于2026年1月1日检查“消防”（i）"


def test_another_authority_has_it_in_the_plan_and_this_one_does_not():
    other = {"authority": "乙局", "matter": "消防", "from": "2026-09-01"}
    own = {"authority": "甲局"}
    found = review(CITY, plan=plan(other), matter="消防")
    assert of(found)[0] == "met"
    assert "entry 1 of the plan" in reason(found)
    assert of(review(CITY, plan=plan(other, own), matter="消防"))[0] == "not_met"
    assert of(review(CITY, plan=plan(other), matter="食品安全"))[0] == "not_met"
    entered = {"id": "p", "kind": "plan_entry", "enterprise": "e1", "on": "2026-02-01"}
    entered |= {"authority": "乙局", "year": 2026}
    assert of(review(CITY, record=[entered])) == ("met", ("p",))


def test_only_inspections_of_some_occasions_or_form_may_count():
    counted = limit("one_city", within={"years": "1"}, counts=["routine"], form="on_site")
    row = inspection("i", "2026-01-01", "乙局")
    assert of(review(counted, record=[row | {"occasion": "complaint"}]))[0] == "not_met"
    full = row | {"occasion": "routine", "form": "on_site"}
    assert of(review(counted, record=[full]))[0] == "met"
    assert of(review(counted, record=[full | {"form": "off_site"}]))[0] == "not_met"
    open_ = review(counted, record=[row])
    assert of(open_) == ("unknown", ("i",))
    assert [q.id for q in open_.questions] == ["i.occasion", "i.form"]


# --- days and periods ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "met", "said"),
    [
        ("[1..15]", True, "2026-05-15 is among days 1 to 15 of the month"),
        ("[1..15)", False, "2026-05-15 is not among days 1 to 14 of the month"),
        ("(14..20]", True, "2026-05-15 is among days 15 to 20 of the month"),
        ("15", True, "2026-05-15 is among day 15 of the month"),
        ("[16..31]", False, "2026-05-15 is not among days 16 to 31 of the month"),
    ],
)
def test_quiet_days(days, met, said):
    found = review(limit("quiet_days", otherwise="forbidden", days=days))
    assert of(found)[0] == ("met" if met else "not_met")
    assert found.verdict == ("not_allowed" if met else "allowed")
    assert reason(found) == said


@pytest.mark.parametrize(
    ("start", "until", "met"),
    [
        ("2026-01-01", DAY, True),
        (DAY, DAY, True),
        ("2026-01-01", "2026-05-14", False),
        ("2026-05-16", "2026-06-30", False),
    ],
)
def test_a_protection_period_includes_its_first_and_its_last_day(start, until, met):
    row = {"id": "p", "kind": "protection", "enterprise": "e1", "on": start, "until": until}
    found = review(limit("protection", otherwise="notice"), record=[row])
    assert of(found) == (("met", ("p",)) if met else ("not_met", ()))
    assert found.verdict == ("needs_notice" if met else "allowed")


# --- frequency ----------------------------------------------------------------------------------


def frequency(most, **keys):
    return limit("frequency", at_most=most, **{"within": {"years": "1"}} | keys)


TWO = [inspection("a", "2025-05-15"), inspection("b", "2026-05-14")]


@pytest.mark.parametrize(
    ("most", "rows", "met"),
    [
        ("2", TWO, True),
        ("3", TWO, False),
        ("2", TWO[:1], False),
        ("0", [], True),
        ("1", [], False),
        ("2", [*TWO[1:], inspection("a", "2025-05-14")], False),
        ("2", [*TWO[1:], inspection("a", DAY)], False),
        ("2", [*TWO[1:], inspection("a", "2026-05-16")], False),
        ("2", [*TWO[1:], inspection("a", "2026-01-01", "乙局")], False),
    ],
)
def test_more_than_so_many_with_this_one(most, rows, met):
    found = review(frequency(most), record=rows)
    assert of(found)[0] == ("met" if met else "not_met")


def test_the_reason_names_what_was_counted():
    found = review(frequency("2"), record=TWO)
    assert reason(found) == "2 within one year before (a, b), 3 with this one: more than 2"
    assert reason(found, "zh") == "此前1年内已检查2次（a、b），连同本次3次，超过2次"
    assert of(found)[1] == ("a", "b")


@pytest.mark.parametrize(
    ("within", "said"),
    [
        ({"months": "6"}, "within 6 months before"),
        ({"days": "30"}, "within 30 days before"),
        ({"calendar_year": "true"}, "since the beginning of 2026"),
    ],
)
def test_spans_of_other_kinds(within, said):
    found = review(frequency("1", within=within), record=TWO)
    assert reason(found) == f"1 {said} (b), 2 with this one: more than 1"


def test_inspections_by_all_authorities_may_count():
    rows = [*TWO[1:], inspection("a", "2026-01-01", "乙局")]
    assert of(review(frequency("2", by="any_authority"), record=rows))[0] == "met"


def test_only_some_occasions_count():
    routine = frequency("1", counts=["routine"])
    row = inspection("a", "2026-01-01", occasion="routine")
    mine = {"facts": {"occasion": "routine"}}
    assert of(review(routine, record=[row], **mine))[0] == "met"
    assert of(review(routine, record=[row | {"occasion": "complaint"}], **mine))[0] == "not_met"
    other = review(routine, record=[row], facts={"occasion": "complaint"})
    assert of(other)[0] == "not_met"
    assert reason(other) == "this inspection is not one of those that are counted"


def test_what_the_record_does_not_say_is_asked_where_it_matters():
    routine = frequency("1", counts=["routine"])
    mine = {"facts": {"occasion": "routine"}}
    open_ = review(routine, record=[inspection("a", "2026-01-01")], **mine)
    assert of(open_) == ("unknown", ("a",))
    assert open_.possible == ("allowed", "needs_approval")
    (question,) = open_.questions
    assert question.id == "a.occasion"
    assert question.label.en == "occasion of the inspection a (2026-01-01) on record"
    assert dict(question.values)["routine"].en == "routine"
    plenty = review(
        frequency("2", counts=["routine"]), record=[inspection("a", "2026-01-01")], **mine
    )
    assert of(plenty)[0] == "not_met"
    over = [inspection("a", "2026-01-01"), inspection("b", "2026-02-01", occasion="routine")]
    assert of(review(routine, record=over, **mine))[0] == "met"


def test_where_occasions_do_not_count_the_record_may_say_any():
    row = inspection("a", "2026-01-01", occasion="whatever")
    assert of(review(frequency("1"), record=[row]))[0] == "met"
    assert of(review(frequency("1"), record=[row], rules_keys={"facts": {}}))[0] == "met"


def test_its_own_occasion_and_form_decide_whether_it_counts():
    both = frequency("0", counts=["routine"], form="on_site")
    open_ = review(both)
    assert of(open_)[0] == "unknown"
    assert {q.id for q in open_.questions} == {"occasion", "form"}
    assert of(review(both, form="off_site"))[0] == "not_met"
    assert of(review(both, form="on_site", facts={"occasion": "routine"}))[0] == "met"


def test_the_inspection_does_not_count_against_itself():
    own = inspection("own", DAY)
    assert of(review(frequency("1"), record=[own]))[0] == "not_met"
    assert of(review(CITY, record=[own]))[0] == "not_met"


# --- when, unless, and what an inspection had ---------------------------------------------------

QUIET = {"days": "[1..31]", "otherwise": "forbidden"}


def test_a_limit_for_other_inspections_is_not_applicable():
    only = limit("quiet_days", **QUIET, when={"occasion": "complaint"})
    found = review(only, facts={"occasion": "routine"})
    assert of(found)[0] == "not_applicable"
    assert found.verdict == "allowed"
    assert reason(found) == (
        "it is for inspections where occasion is complaint; here: occasion is routine"
    )


def test_the_reason_names_the_exception_that_holds():
    only = limit(
        "quiet_days", **QUIET, unless={"any": [{"occasion": "complaint"}, {"danger": "true"}]}
    )
    found = review(only, facts={"occasion": "routine", "danger": True})
    assert of(found)[0] == "not_met"
    assert reason(found).endswith("; excepted: danger")
    assert reason(found, "zh").endswith("，例外：危及安全")
    assert review(only, facts={"occasion": "routine", "danger": False}).verdict == "not_allowed"


@pytest.mark.parametrize("key", ["when", "unless"])
def test_an_unknown_condition_makes_the_limit_unknown(key):
    found = review(limit("quiet_days", **QUIET, **{key: {"danger": "true"}}))
    assert of(found)[0] == "unknown"
    assert found.verdict == "undetermined"
    assert found.possible == ("allowed", "not_allowed")
    assert [q.id for q in found.questions] == ["danger"]
    assert reason(found).endswith("; it depends on “danger”")


def test_a_condition_on_the_form_of_the_inspection():
    only = limit("quiet_days", **QUIET, when={"form": "on_site"})
    assert review(only, form="off_site").verdict == "allowed"
    assert review(only, form="on_site").verdict == "not_allowed"
    assert [q.id for q in review(only).questions] == ["form"]


def approval(start, until, **keys):
    row = {"id": "ok", "kind": "approval", "enterprise": "e1", "authority": "甲局"}
    return row | {"on": start, "until": until, "document": "甲批1号"} | keys


@pytest.mark.parametrize(
    ("row", "satisfied"),
    [
        (approval(DAY, DAY), True),
        (approval("2026-05-01", "2026-05-14"), False),
        (approval("2026-05-16", "2026-05-20"), False),
        (approval("2026-05-01", DAY, authority="乙局"), False),
        (approval("2026-05-01", DAY, enterprise="e2"), False),
    ],
)
def test_an_approval_in_force_satisfies_a_limit_that_needs_one(row, satisfied):
    found = review(PLAN, record=[row])
    assert of(found)[0] == "met"
    assert found.limits[0].satisfied_by == ("ok" if satisfied else None)
    assert found.verdict == ("allowed" if satisfied else "needs_approval")


def test_the_reason_says_what_was_had_and_what_was_missed():
    assert reason(review(PLAN, record=[approval(DAY, DAY)])).endswith(
        "; approved in advance (ok, 甲批1号, until 2026-05-15)"
    )
    assert reason(review(PLAN, record=[approval("2026-05-01", "2026-05-14")])).endswith(
        "; the approval ok ended on 2026-05-14"
    )


def test_what_is_forbidden_no_approval_allows():
    quiet = limit("quiet_days", **QUIET)
    assert review(quiet, record=[approval(DAY, DAY)], notified_on=DAY).verdict == "not_allowed"


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2026-05-01", "allowed"), (DAY, "allowed"), ("2026-05-16", "needs_notice")],
)
def test_a_notice_by_the_day_satisfies_a_limit_that_needs_one(day, verdict):
    found = review(limit("plan", otherwise="notice"), notified_on=day)
    assert found.verdict == verdict
    assert found.limits[0].satisfied_by == (day if verdict == "allowed" else None)
    assert ("came after" in reason(found)) is (verdict != "allowed")
