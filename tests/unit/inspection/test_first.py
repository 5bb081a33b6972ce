"""The first inspection, and how far the correction has got that then comes first."""

import pytest
from inspected import DAY, first, inspection, review


def asked(*, rule=None, **keys):
    return review(rules_keys={"first_inspection": rule or first()}, **keys)


def state(review_):
    return None if review_.correct_first is None else review_.correct_first.state


def order(name="o", on=DAY, until="2026-05-25", **keys):
    row = {"id": name, "kind": "order", "enterprise": "e1", "on": on, "authority": "甲局"}
    return row | {"until": until} | keys


def correction(on, name="c", of="o"):
    return {"id": name, "kind": "correction", "enterprise": "e1", "on": on, "order": of}


@pytest.mark.parametrize(
    ("row", "rule", "is_first"),
    [
        (inspection("i", "2026-05-14"), {}, False),
        (inspection("i", "2021-01-01"), {}, False),
        (inspection("i", DAY), {}, True),
        (inspection("i", "2026-05-14", "乙局"), {}, False),
        (inspection("i", "2026-05-14", "乙局"), {"by": "same_authority"}, True),
        (inspection("i", "2026-05-14"), {"by": "same_authority"}, False),
        (inspection("i", "2025-05-15"), {"within": {"years": "1"}}, False),
        (inspection("i", "2025-05-14"), {"within": {"years": "1"}}, True),
        (inspection("i", "2026-05-14", enterprise="e2"), {}, True),
    ],
)
def test_whether_it_is_the_first(row, rule, is_first):
    found = asked(rule=first(**rule), record=[row])
    assert found.first is is_first
    assert state(found) == ("to_order" if is_first else None)


def test_without_the_rule_nothing_comes_first():
    found = review()
    assert (found.first, found.correct_first) == (None, None)
    assert not found.finding.bars_penalty


@pytest.mark.parametrize(
    ("rows", "as_of", "expected"),
    [
        ([], "2026-06-30", "to_order"),
        ([order()], None, "running"),
        ([order()], "2026-05-25", "running"),
        ([order()], "2026-05-26", "ran_out"),
        ([order(on="2026-05-18")], "2026-05-17", "to_order"),
        ([order(on="2026-05-18")], "2026-05-18", "running"),
        ([order(), correction("2026-05-25")], "2026-06-30", "corrected"),
        ([order(), correction("2026-05-20")], "2026-05-20", "corrected"),
        ([order(), correction("2026-05-20")], "2026-05-19", "running"),
        ([order(), correction("2026-05-26")], "2026-06-30", "ran_out"),
        ([order(authority="乙局")], "2026-06-30", "to_order"),
        ([order(enterprise="e2")], "2026-06-30", "to_order"),
        ([order(on="2026-05-14")], "2026-06-30", "to_order"),
    ],
)
def test_how_far_correction_has_got(rows, as_of, expected):
    found = asked(record=rows, as_of=as_of)
    assert state(found) == expected
    assert found.finding.bars_penalty is (expected != "ran_out")


def test_a_correction_after_the_deadline_is_told_and_undoes_nothing():
    found = asked(record=[order(), correction("2026-05-26")], as_of="2026-06-30")
    assert found.correct_first.reason.en == (
        "the time of the order o ran out on 2026-05-25 uncorrected; corrected only on 2026-05-26 (c)"
    )
    assert (found.correct_first.order, str(found.correct_first.until)) == ("o", "2026-05-25")


def test_once_the_inspection_is_on_record_orders_name_it():
    own = inspection("own", DAY)
    other = inspection("later", "2026-05-16")
    late = {"as_of": "2026-06-30"}
    assert state(asked(record=[own, order(inspection="own")], **late)) == "ran_out"
    assert state(asked(record=[own, order()], **late)) == "to_order"
    strange = order(inspection="later", on="2026-05-16")
    assert state(asked(record=[own, other, strange], **late)) == "to_order"
    assert state(asked(record=[other, strange], **late)) == "to_order"


def test_the_inspection_on_record_is_that_of_the_same_authority_and_matter():
    ours = order(inspection="own")
    late = {"as_of": "2026-06-30", "matter": "消防"}
    assert state(asked(record=[inspection("own", DAY, matter="消防"), ours], **late)) == "ran_out"
    assert state(asked(record=[inspection("own", DAY, matter="环保"), ours], **late)) == "to_order"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([order("a"), order("b", until="2026-06-10")], "running"),
        ([order("a"), order("b", note="b"), correction("2026-05-20", of="b")], "corrected"),
        ([order("a"), order("b", until="2026-05-26")], "ran_out"),
    ],
)
def test_of_several_orders_that_counts_which_is_best_for_the_enterprise(rows, expected):
    assert state(asked(record=rows, as_of="2026-05-30")) == expected


def test_a_violation_that_is_named_leaves_orders_for_others_out():
    rows = [
        order("a", violation="未公示"),
        order("b", violation="未建账"),
        correction("2026-05-20", of="b"),
    ]
    late = {"record": rows, "as_of": "2026-05-30"}
    assert state(asked(**late)) == "corrected"
    assert state(asked(**late, violation="未公示")) == "ran_out"
    assert state(asked(**late, violation="未建账")) == "corrected"
    assert state(asked(**late, violation="未年报")) == "to_order"


EXCEPTED = first(unless={"danger": "true"})


def test_an_exception_lets_a_penalty_follow_at_once():
    found = asked(rule=EXCEPTED, facts={"danger": True}, record=[order()])
    assert state(found) == "excepted"
    assert found.correct_first.reason.en == "excepted: danger"
    assert not found.finding.bars_penalty
    assert state(asked(rule=EXCEPTED, facts={"danger": False})) == "to_order"


def test_while_it_is_open_whether_the_exception_holds_it_is_asked():
    found = asked(rule=EXCEPTED, record=[order()])
    assert state(found) == "unknown"
    assert found.finding.bars_penalty
    assert [q.id for q in found.questions] == ["danger"]
    assert [q.id for q in found.finding.questions] == ["danger"]
    assert found.verdict == "allowed"


def test_once_the_time_ran_out_the_exception_changes_nothing():
    found = asked(rule=EXCEPTED, record=[order()], as_of="2026-06-30")
    assert state(found) == "ran_out"
    assert found.questions == ()


def test_an_exception_that_always_holds():
    assert state(asked(rule=first(unless={}))) == "excepted"
    assert asked(rule=first(unless={})).correct_first.reason.en == "excepted"
