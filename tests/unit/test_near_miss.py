"""Near misses: the fewest facts that can still be changed, and what changing them brings."""

import pytest
from made import STATUTES, case, circumstance, fined, flag, harm, row, ruleset, schedule

from penaltybench.near_miss import MAX_CHANGES, near_misses, weight_of
from penaltybench.ruleset import Grade
from penaltybench.testing import library_of

CORRECTED = flag("及时改正", worse="false", changeable="true")
BY_CORRECTION = schedule(
    row("yes", "lenient", "2,000元", corrected="true"),
    row("no", "severe", "5,000元", corrected="false"),
)
AREA = {"type": "decimal", "domain": "> 0", "label": "面积", "unit": "平方米", "worse": "higher"}


def misses(*trees, **keys):
    return near_misses(library_of(STATUTES, *trees).recommend(case(**keys)))


def told(found):
    """Return what is changed to what, and the fine that it leads to."""
    return [
        (
            {change.fact: change.shown.en for change in miss.changes},
            None if miss.fine is None else str(miss.fine.high),
            "lighter" if miss.lighter else "heavier",
        )
        for miss in found
    ]


def test_a_fact_that_can_be_changed_is_named_with_what_it_brings():
    tree = ruleset(facts={"corrected": CORRECTED}, schedules=[BY_CORRECTION])
    (miss,) = misses(tree, facts={"corrected": "false"})
    (change,) = miss.changes
    assert (change.fact, change.label.zh, change.value) == ("corrected", "及时改正", True)
    assert (change.present.zh, change.shown.zh) == ("否", "是")
    assert (miss.grades, str(miss.fine.low), miss.lighter) == ((Grade.LENIENT,), "2,000元", True)


def test_what_is_worse_is_told_too():
    tree = ruleset(facts={"corrected": CORRECTED}, schedules=[BY_CORRECTION])
    assert told(misses(tree, facts={"corrected": "true"})) == [
        ({"corrected": "no"}, "5,000元", "heavier")
    ]


@pytest.mark.parametrize("keys", [{}, {"changeable": "false"}])
def test_what_lies_in_the_past_is_never_varied(keys):
    tree = ruleset(facts={"corrected": flag("及时改正", **keys)}, schedules=[BY_CORRECTION])
    assert misses(tree, facts={"corrected": "false"}) == ()


def test_the_change_closest_to_the_present_result_is_told_once_in_each_direction():
    rows = [
        row("none", "exempt", harm="none"),
        row("minor", "lenient", "2,000元", harm="minor"),
        row("serious", "ordinary", "3,000元", harm="serious"),
        row("grave", "severe", "4,000元", harm="grave"),
        row("fatal", "severe", "5,000元", harm="fatal"),
    ]
    values = {"none": "无", "minor": "轻", "serious": "重", "grave": "很重", "fatal": "最重"}
    fact = harm(values=values, changeable="true")
    tree = ruleset(facts={"harm": fact}, schedules=[schedule(*rows)])
    assert told(misses(tree, facts={"harm": "serious"})) == [
        ({"harm": "轻"}, "2,000元", "lighter"),
        ({"harm": "很重"}, "4,000元", "heavier"),
    ]


@pytest.mark.parametrize(
    ("area", "expected"),
    [("9.99", [("10", "heavier")]), ("10", [("5", "lighter")]), ("10.01", [("5", "lighter")])],
)
def test_at_a_threshold_a_decimal_lies_on_one_side_of_it(area, expected):
    rows = [
        row("small", "lenient", "2,000元", area="< 10"),
        row("large", "ordinary", "3,000元", area=">= 10"),
    ]
    tree = ruleset(facts={"area": AREA | {"changeable": "true"}}, schedules=[schedule(*rows)])
    found = misses(tree, facts={"area": area})
    assert [(str(m.changes[0].value), told([m])[0][2]) for m in found] == expected


def test_two_facts_are_told_only_if_none_of_them_suffices():
    facts = {
        "corrected": CORRECTED,
        "paid": flag("赔偿", worse="false", changeable="true"),
        "asked": flag("取得谅解", worse="false", changeable="true"),
    }
    rows = [
        row("both", "lenient", "2,000元", corrected="true", paid="true"),
        row("one", "ordinary", "3,000元", any=[{"corrected": "false"}, {"paid": "false"}]),
    ]
    tree = ruleset(facts=facts, schedules=[schedule(*rows)])
    assert told(misses(tree, facts={"corrected": "false", "paid": "false"})) == [
        ({"corrected": "yes", "paid": "yes"}, "2,000元", "lighter")
    ]
    assert told(misses(tree, facts={"corrected": "true", "paid": "false"})) == [
        ({"paid": "yes"}, "2,000元", "lighter")
    ]


def test_sets_that_are_too_large_to_act_on_are_left_out():
    names = ["a", "b", "c", "d"]
    facts = {name: flag(name, changeable="true") for name in names}
    for count, expected in ((MAX_CHANGES, 1), (MAX_CHANGES + 1, 0)):
        needed = dict.fromkeys(names[:count], "true")
        rows = [
            row("all", "lenient", "2,000元", **needed),
            row("some", "ordinary", "3,000元", any=[{name: "false"} for name in needed]),
        ]
        tree = ruleset(facts=facts, schedules=[schedule(*rows)])
        found = misses(tree, facts=dict.fromkeys(names, "false"))
        assert len(found) == expected


# --- circumstances -------------------------------------------------------------------------------


def test_a_fact_that_only_a_circumstance_reads_can_be_a_near_miss():
    tree = ruleset(
        facts={"harm": harm(), "corrected": CORRECTED},
        circumstances=[circumstance("corrected-in-time", "exempt", when={"corrected": "true"})],
    )
    assert told(misses(tree, facts={"harm": "none", "corrected": "false"})) == [
        ({"corrected": "yes"}, None, "lighter")
    ]


def test_a_finding_falls_with_the_fact_on_which_it_rests():
    tree = ruleset(
        facts={"harm": harm(changeable="true")},
        circumstances=[circumstance("harmless", "lenient", when={"harm": "none"})],
    )
    assert told(misses(tree, facts={"harm": "none"}, circumstances=["harmless"])) == [
        ({"harm": "轻微"}, "10,000元", "heavier")
    ]


def test_a_finding_that_no_fact_decides_stays():
    tree = ruleset(
        facts={"corrected": CORRECTED},
        schedules=[BY_CORRECTION],
        circumstances=[circumstance("helped", "mitigated")],
    )
    assert misses(tree, facts={"corrected": "false"}, circumstances=["helped"]) == ()


# --- what is not known, and what is no result ----------------------------------------------------


def test_while_facts_are_unknown_there_are_no_near_misses():
    tree = ruleset(facts={"corrected": CORRECTED}, schedules=[BY_CORRECTION])
    assert misses(tree) == ()


def test_a_fact_that_is_unknown_and_does_not_matter_yet_has_no_present_value():
    rows = [
        row("none", "lenient", "2,000元", harm="none"),
        row("fixed", "lenient", "2,000元", harm="not(none)", corrected="true"),
        row("rest", "severe", "5,000元", harm="not(none)", corrected="false"),
    ]
    facts = {"harm": harm(changeable="true"), "corrected": CORRECTED}
    tree = ruleset(facts=facts, schedules=[schedule(*rows)])
    found = misses(tree, facts={"harm": "none"})
    assert told(found) == [({"harm": "轻微", "corrected": "no"}, "5,000元", "heavier")]
    assert [change.present is None for change in found[0].changes] == [False, True]


def test_a_change_into_a_gap_or_a_conflict_is_no_result():
    rows = [
        row("no", "ordinary", "5,000元", corrected="false"),
        row("a", "lenient", "2,000元", corrected="true", harm="none"),
        row("b", "lenient", "3,000元", corrected="true", harm="none, minor"),
    ]
    facts = {"harm": harm(), "corrected": CORRECTED}
    tree = ruleset(facts=facts, schedules=[schedule(*rows)])
    assert misses(tree, facts={"harm": "serious", "corrected": "false"}) == ()
    assert misses(tree, facts={"harm": "none", "corrected": "false"}) == ()
    assert len(misses(tree, facts={"harm": "minor", "corrected": "false"})) == 1


def test_a_gap_has_no_near_misses():
    tree = ruleset(
        facts={"corrected": CORRECTED},
        schedules=[schedule(row("yes", "lenient", "2,000元", corrected="true"))],
    )
    assert misses(tree, facts={"corrected": "false"}) == ()


# --- editions, respondents -----------------------------------------------------------------------


def test_the_editions_are_compared_again():
    def standard(yes, no, **keys):
        rows = [
            row("yes", "ordinary", yes, corrected="true"),
            row("no", "ordinary", no, corrected="false"),
        ]
        return ruleset(facts={"corrected": CORRECTED}, schedules=[schedule(*rows)], **keys)

    found = misses(
        standard("2,000元", "5,000元"),
        standard("3,000元", "4,000元", day="2026-06-01"),
        facts={"corrected": "false"},
        decided_on="2026-07-01",
    )
    assert told(found) == [({"corrected": "yes"}, "2,000元", "lighter")]


def test_editions_that_cannot_be_ranked_have_no_near_misses():
    def standard(day, kind):
        allows = {"fine": {"min": "1,000元", "max": "1万元"}, kind: "must"}
        only = schedule(row("only", "ordinary", "2,000元"), allows=allows)
        return ruleset(day=day, schedules=[only], facts={"corrected": CORRECTED})

    trees = standard("2026-01-01", "revoke_licence"), standard("2026-06-01", "downgrade")
    assert misses(*trees, decided_on="2026-07-01") == ()


def test_a_respondent_can_be_named():
    person = BY_CORRECTION | {"id": "person", "respondent": "person"}
    tree = fined("2,000元", facts={"corrected": CORRECTED})
    tree["schedules"].append(person)
    found = library_of(STATUTES, tree).recommend(case(facts={"corrected": "false"}))
    assert near_misses(found) == ()
    assert told(near_misses(found, "person")) == [({"corrected": "yes"}, "2,000元", "lighter")]
    with pytest.raises(KeyError):
        near_misses(found, "owner")


def test_not_being_punished_at_all_is_lighter():
    person = BY_CORRECTION | {
        "id": "person",
        "respondent": "person",
        "when": {"corrected": "false"},
    }
    tree = fined("2,000元", facts={"corrected": CORRECTED})
    tree["schedules"].append(person)
    found = library_of(STATUTES, tree).recommend(case(facts={"corrected": "false"}))
    (miss,) = near_misses(found, "person")
    assert (miss.lighter, miss.fine, miss.grades) == (True, None, ())


def test_results_are_ordered_by_grade_then_by_both_ends_of_the_fine():
    found = library_of(STATUTES, fined("[2,000元..3,000元]")).recommend(case()).principal
    assert weight_of(found.grades, found.fine) == (3, 300_000, 200_000)
    assert weight_of((), None) == (0, 0, 0)
