"""What is announced while facts are unknown: the range, the questions, and what cannot be."""

import copy

import pytest
from small import (
    FACTS,
    basis,
    edition_of,
    penalty,
    recommend,
    rows_by_harm,
    schedule,
    with_fine,
    yuan,
)

from penaltybench import possible
from penaltybench.diagnostics import CaseError
from penaltybench.facts import Facts
from penaltybench.possible import World
from penaltybench.ruleset import Grade
from penaltybench.testing import boundary_values

LENIENT, ORDINARY, SEVERE = Grade.LENIENT, Grade.ORDINARY, Grade.SEVERE


def asked(found):
    return [question.id for question in found.questions]


def test_the_range_covers_every_tier_that_is_possible():
    found = recommend(penalty())
    assert found.status == "undetermined"
    assert yuan(found) == (10_000, 100_000, None)
    assert found.principal.grades == (LENIENT, ORDINARY, SEVERE)
    assert (found.grade, found.tier) == (None, None)
    assert asked(found) == ["harm"]
    assert found.questions[0].values == tuple(edition_of(penalty()).facts["harm"].values.items())


def test_a_fact_that_does_not_matter_is_not_asked():
    same = {"amount": "[1万元..2万元]"}
    rows = [{"id": harm, "grade": "ordinary", "when": {"harm": harm}, "fine": same}
            for harm in ("none", "minor", "serious")]  # fmt: skip
    found = recommend(penalty(schedule(tiers={"rows": rows})), facts={})
    assert yuan(found)[:2] == (10_000, 20_000)
    only = recommend(with_fine(same))
    assert (only.status, asked(only)) == ("determined", [])


def test_a_number_that_amounts_grow_with_is_asked():
    tree = with_fine(
        {"times_of": "value", "range": "[1..2]"}, {"times_of": "value", "min": "1", "max": "3"}
    )
    found = recommend(tree)
    assert (found.status, asked(found)) == ("undetermined", ["value"])
    assert yuan(found) == (0, None, None)


def test_the_range_of_a_number_ends_where_its_domain_ends():
    declared = copy.deepcopy(FACTS)
    declared["value"]["domain"] = "[1万元..5万元)"
    fine = {"times_of": "value", "range": "[1..2]"}
    tree = with_fine(fine, {"times_of": "value", "min": "1", "max": "3"}, facts=declared)
    tree["rounding"]["unit"] = "0.01元"
    low, high, _ = yuan(recommend(tree))
    assert (low, str(high)) == (10_000, "99999.98")


def test_a_ceiling_ends_the_range_of_a_number_without_limit():
    allowed = {"times_of": "value", "min": "1", "max": "3", "at_most": "30万元"}
    assert yuan(recommend(with_fine({"share": "[0%..100%]"}, allowed)))[:2] == (0, 300_000)


@pytest.mark.parametrize(("fact", "value"), [("value", "1万元"), ("harm", "minor")])
def test_revealing_a_fact_stays_inside(fact, value):
    by_value = {"times_of": "value", "min": "1", "max": "3"}
    tree = penalty(schedule(basis=[basis(by_value)]))
    before, after = recommend(tree).fine, recommend(tree, facts={fact: value}).fine
    assert before.low <= after.low
    assert before.high is None or after.high <= before.high


def test_two_facts_of_which_only_both_together_matter_are_asked():
    when = {"harm": "serious", "corrected": "false"}
    rows = [
        {"id": "bad", "grade": "severe", "when": when, "fine": {"amount": "maximum"}},
        {"id": "else", "grade": "lenient", "fine": {"amount": "minimum"},
         "when": {"any": [{"harm": "not(serious)"}, {"corrected": "true"}]}},
    ]  # fmt: skip
    tree = penalty(schedule(tiers={"rows": rows}))
    assert set(asked(recommend(tree))) == {"harm", "corrected"}
    assert asked(recommend(tree, facts={"corrected": "true"})) == []
    assert recommend(tree, facts={"corrected": "true"}).status == "determined"
    assert asked(recommend(tree, facts={"harm": "serious"})) == ["corrected"]


def test_what_cannot_be_ascertained_is_not_asked():
    found = recommend(penalty(), unascertainable=["harm"])
    assert (found.status, asked(found)) == ("undetermined", [])
    assert yuan(found)[:2] == (10_000, 100_000)


def test_a_respondent_who_may_not_be_punished_widens_nothing():
    person = schedule(id="p", respondent="person", when={"harm": "serious"}, sets={"harm": "none"})
    found = recommend(penalty(schedule(), person)).respondent("person")
    assert found.status == "undetermined"
    assert [str(d.options[0].grade) if d.options else None for d in found.decisions] == [
        None,
        "lenient",
    ]


# --- bands that some statutory ranges leave empty --------------------------------------------


NARROW = with_fine(
    {"amount": "[2万元..5万元]"},
    {"times_of": "value", "min": "1", "max": "3"},
)


def test_a_band_that_is_empty_for_some_numbers_is_still_announced_for_the_others():
    announced = recommend(NARROW)
    assert announced.status == "undetermined"
    assert asked(announced) == ["value"]
    for value in ("6,666.67元", "1万元", "5万元"):
        known = recommend(NARROW, facts={"value": value}).fine
        assert announced.fine.low <= known.low
        assert announced.fine.high is None or known.high <= announced.fine.high


def test_what_is_announced_for_such_a_band_is_the_tightest():
    assert yuan(recommend(NARROW))[:2] == (20_000, 50_000)


def test_where_an_adjustment_takes_a_share_of_the_maximum_the_least_fine_may_lie_between():
    # At least 0.5 yuan, less 5 % of a maximum that grows: the more area, the less remains at first.
    circumstances = [{"id": "c", "effect": "mitigated", "label": "减轻"}]
    tree = with_fine(
        {"share": "[0%..1%]"},
        {"per": "area", "min": "0.5元", "max": "10元", "at_least": "0.5元"},
        circumstances=circumstances,
        adjust={"mitigated": {"up_to": "5%", "of": "maximum"}},
        rounding={"unit": "0.01元", "mode": "down"},
    )
    announced = recommend(tree, circumstances=["c"]).fine
    for area in ("0.01", "0.5", "1", "12.5"):
        known = recommend(tree, facts={"area": area}, circumstances=["c"]).fine
        assert announced.low <= known.low


def test_a_band_that_is_empty_at_both_ends_of_what_is_unknown_may_not_be_between():
    # The case gives minimum and maximum; where they are equal a band that is open above is empty.
    declared = FACTS | {"most": {"type": "money", "label": "最高额"}}
    given = basis({"min": {"fact": "value"}, "max": {"fact": "most"}}, when={"value": ">= 1元"})
    free = basis({"max": "1元"}, id="free", when={"value": "< 1元"})
    rows = [
        {"id": "some", "grade": "lenient", "when": {"most": "[1元..5,000元)"},
         "fine": {"share": "[0%..1%)"}},
        {"id": "none", "grade": "exempt", "when": {"most": "not([1元..5,000元))"}},
    ]  # fmt: skip
    tree = penalty(schedule(basis=[given, free], tiers={"rows": rows}), facts=declared)
    announced = recommend(tree).fine
    for value, most in (("1元", "2元"), ("1.01元", "4,999元"), ("4,000元", "4,999元")):
        known = recommend(tree, facts={"value": value, "most": most}).fine
        assert announced.low <= known.low
        assert announced.high is None or known.high <= announced.high


# --- circumstances ---------------------------------------------------------------------------


def circumstance(name, effect="lenient", **keys):
    return {"id": name, "effect": effect, "label": name} | keys


def test_circumstances_that_were_not_examined_are_asked():
    tree = penalty(circumstances=[circumstance("c"), circumstance("d", "severe")])
    found = recommend(tree, facts={"harm": "minor"}, circumstances=None)
    assert found.status == "undetermined"
    assert {question.id: question.kind for question in found.questions} == {
        "c": "circumstance",
        "d": "circumstance",
    }
    assert found.principal.grades == (LENIENT, ORDINARY, SEVERE)


def test_a_mapping_leaves_the_others_open():
    tree = penalty(circumstances=[circumstance("c"), circumstance("d", "severe")])
    found = recommend(tree, facts={"harm": "minor"}, circumstances={"c": False})
    assert asked(found) == ["d"]
    assert found.principal.grades == (ORDINARY, SEVERE)


def test_one_cancels_one_however_many_there_are():
    tree = penalty(
        circumstances=[circumstance(name) for name in "abc"]
        + [circumstance(name, "severe", when={"cases": ">= 1"}) for name in "de"],
        weighing={"conflict": "offset"},
    )
    facts = {"harm": "minor", "cases": 1}
    # Three against two: lenient after all.
    known = recommend(tree, facts=facts, circumstances=["a", "b", "c"])
    assert known.grade is LENIENT
    announced = recommend(tree, facts=facts, circumstances=None)
    assert LENIENT in announced.principal.grades
    assert announced.fine.low <= known.fine.low


@pytest.mark.parametrize("listed", [None, ["c"]])
def test_facts_that_a_finding_excludes_are_not_supposed(listed):
    tree = penalty(circumstances=[circumstance("c", when={"harm": "none"})])
    found = recommend(tree, circumstances=listed)
    if listed:
        # What was found says that there was no harm.
        assert (found.status, found.tier.id) == ("determined", "none")
    else:
        assert found.status == "undetermined"
        assert {option.tier.id for option in found.options} == {"none", "minor", "serious"}


def test_facts_that_would_show_what_was_not_found_are_not_supposed():
    tree = penalty(circumstances=[circumstance("c", when={"harm": "none"})])
    found = recommend(tree, circumstances=[])
    assert {option.tier.id for option in found.options} == {"minor", "serious"}


def test_findings_that_exclude_each_other_are_refused():
    tree = penalty(
        circumstances=[
            circumstance("c", when={"harm": "none"}),
            circumstance("d", when={"harm": "serious"}),
        ]
    )
    with pytest.raises(CaseError) as error:
        recommend(tree, circumstances=["c", "d"])
    assert {d.code for d in error.value.diagnostics} == {"PB0307"}


def test_what_excludes_punishment_absolutely_needs_no_other_fact():
    tree = penalty(circumstances=[circumstance("child", "exempt", absolute="true")])
    found = recommend(tree, circumstances=["child"])
    assert (found.status, found.grade, found.fine) == ("determined", Grade.EXEMPT, None)


def test_an_exemption_that_may_be_given_makes_nothing_the_low_end():
    tree = penalty(circumstances=[circumstance("c", "exempt", force="may")])
    found = recommend(tree, facts={"harm": "serious"}, circumstances=["c"])
    assert (found.status, found.grade) == ("choice", None)
    assert yuan(found) == (0, 100_000, None)


# --- points ----------------------------------------------------------------------------------


def points(*factors, **keys):
    table = {"start": "20%", "method": "total_of_maximum", "factors": list(factors)}
    return penalty(schedule(points=table) | keys)


BY_HARM = {"fact": "harm", "scale": {"none": "0%", "minor": "16%", "serious": "40%"}}
BY_CASES = {"fact": "cases", "scale": {"0": "0%", "[1..3)": "10%", ">= 3": "30%"}}


def test_a_factor_that_stands_alone_is_left_open():
    tree = points(BY_HARM, BY_CASES)
    found = recommend(tree)
    assert yuan(found)[:2] == (20_000, 90_000)
    # The factor that can add the most is asked first.
    assert asked(found) == ["harm", "cases"]
    assert yuan(recommend(tree, facts={"harm": "minor"}))[:2] == (36_000, 66_000)
    assert recommend(tree, facts={"harm": "minor", "cases": 0}).status == "determined"


def test_a_factor_that_adds_the_same_in_every_level_is_not_asked():
    flat = {"fact": "corrected", "scale": {"true": "5%", "false": "5%"}}
    found = recommend(points(BY_HARM, flat), facts={"harm": "none"})
    assert (found.status, asked(found)) == ("determined", [])
    assert yuan(found)[:2] == (25_000, 25_000)


def test_a_factor_that_a_condition_reads_too_is_tried_level_by_level():
    bases = [
        basis({"min": "1万元", "max": "10万元"}, id="a", when={"harm": "not(serious)"}),
        basis({"min": "10万元", "max": "100万元"}, id="b", when={"harm": "serious"}),
    ]
    found = recommend(points(BY_HARM, basis=bases))
    # 20 % of 100,000 yuan, and 60 % of 1,000,000 yuan; never 60 % of 100,000 alone.
    assert yuan(found)[:2] == (20_000, 600_000)
    assert {decision.basis.id for decision in found.principal.decisions} == {"a", "b"}
    assert asked(found) == ["harm"]


def test_two_factors_of_one_fact_are_tried_together():
    again = {"fact": "harm", "scale": {"none": "20%", "minor": "4%", "serious": "0%"}}
    assert yuan(recommend(points(BY_HARM, again)))[:2] == (40_000, 60_000)


def test_the_base_of_an_amount_and_a_factor_are_tried_together():
    by_value = {"fact": "value", "scale": {"< 1万元": "0%", ">= 1万元": "30%"}}
    tree = points(by_value, basis=[basis({"percent_of": "value", "min": "1%", "max": "5%"})])
    assert yuan(recommend(tree)) == (0, None, None)
    assert yuan(recommend(tree, facts={"value": "9,000元"}))[:2] == (90, 90)
    # Rounding down would leave the statutory range: 1 % of it is 99.9999 yuan.
    assert yuan(recommend(tree, facts={"value": "9,999.99元"}))[:2] == (100, 100)
    assert yuan(recommend(tree, facts={"value": "1万元"}))[:2] == (250, 250)


# --- limits ----------------------------------------------------------------------------------


def test_too_many_combinations_are_left_out_and_that_is_said(monkeypatch):
    rows = rows_by_harm({"amount": "minimum"}, {"amount": "middle"}, {"amount": "maximum"})
    assert recommend(penalty(schedule(tiers={"rows": rows}))).principal.exhaustive
    monkeypatch.setattr(possible, "MAX_LEAVES", 2)
    found = recommend(penalty(schedule(tiers={"rows": rows}))).principal
    assert not found.exhaustive
    assert found.status == "undetermined"


def test_every_boundary_of_a_known_standard_lies_in_what_was_announced():
    edition = edition_of(
        penalty(schedule(basis=[basis({"times_of": "value", "min": "1", "max": "3"})]))
    )
    world = World(edition, Facts({}))
    options = [o for d in possible.explore([world], "party").decisions for o in d.options]
    low = min(option.fine.low.fen for option in options)
    for value in boundary_values(edition.facts["value"], ()):
        for harm in edition.facts["harm"].values:
            known = Facts({"value": value, "harm": harm})
            (decision,) = possible.explore([World(edition, known)], "party").decisions
            assert all(option.fine.low.fen >= low for option in decision.options)
