"""One act under several norms, and several acts decided together."""

from dataclasses import replace

import pytest
from made import STATUTES, case, fined, row, ruleset, schedule

from penaltybench.concurrence import join
from penaltybench.interval import Interval
from penaltybench.library import load
from penaltybench.ruleset import PenaltyKind
from penaltybench.testing import library_of

CITE = {"law": "示例法", "article": "第二十九条"}


def norm(
    name,
    amount: str | None = "2,000元",
    *,
    low="1,000元",
    high="1万元",
    combined=None,
    one_act=True,
    **kinds,
):
    """Return a standard with a statutory range, the amount that it imposes, and other kinds."""
    fine = {"fine": {"min": low, "max": high}} if high else {}
    only = schedule(row("only", "ordinary", amount), allows={**fine, **kinds})
    keys = {"combined": combined} if combined else {}
    if one_act:
        keys["one_act"] = {"rule": "higher_fine", "cite": CITE}
    return ruleset(id=f"example.{name}", schedules=[only], **keys)


def recommended(*norms, acts=None):
    """Return a recommendation under each norm; all are one act unless ``acts`` names them."""
    library = library_of(STATUTES, *norms)
    names = acts or ["stall"] * len(norms)
    return [
        library.recommend(case(ruleset=tree["id"], **({"act": name} if name else {})))
        for tree, name in zip(norms, names, strict=True)
    ]


def fine_of(joined) -> tuple[str, str, str | None] | None:
    fine = joined.fine
    if fine is None:
        return None
    suggested = None if fine.suggested is None else str(fine.suggested)
    return str(fine.low), str(fine.high), suggested


# --- one act, several norms (行政处罚法 2021 art. 29) -------------------------------------------


def test_one_act_is_fined_once_by_the_norm_that_allows_the_higher_fine():
    """Not the benchmark's amount decides, but the fine that the norm allows."""
    found = recommended(norm("a", "3,000元", high="5,000元"), norm("b", "2,000元", high="1万元"))
    joined = join(found)
    (act,) = joined.acts
    assert act.governing is found[1]
    assert fine_of(joined) == ("2,000元", "2,000元", "2,000元")
    assert [str(cite) for cite in act.cite] == ["示例法第二十九条"]


def test_without_a_rule_it_is_open_which_norm_fines():
    """The text before 2021 said only that one act is not fined twice."""
    found = recommended(
        norm("a", "3,000元", one_act=False), norm("b", "2,000元", high="2万元", one_act=False)
    )
    (act,) = join(found).acts
    assert act.governing is None
    assert (act.fine.low.yuan, act.fine.high.yuan) == (2000, 3000)
    assert "deliberation" in act.reason.en
    assert act.cite == ()


def test_of_equal_maxima_the_higher_minimum_governs():
    found = recommended(norm("a", low="1,000元"), norm("b", "3,000元", low="2,000元"))
    (act,) = join(found).acts
    assert act.governing is found[1]


def test_equal_ranges_with_the_same_result_need_no_choice():
    found = recommended(norm("a"), norm("b"))
    (act,) = join(found).acts
    assert act.governing is found[0]
    assert str(act.fine.suggested) == "2,000元"


def test_equal_ranges_with_different_results_are_left_to_deliberation():
    (act,) = join(recommended(norm("a", "2,000元"), norm("b", "3,000元"))).acts
    assert act.governing is None
    assert (str(act.fine.low), str(act.fine.high), act.fine.suggested) == (
        "2,000元",
        "3,000元",
        None,
    )
    assert "deliberation" in act.reason.en


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_three_equal_ranges_are_all_looked_at(order):
    norms = [norm("a", "2,000元"), norm("b", "2,000元"), norm("c", "3,000元")]
    (act,) = join(recommended(*(norms[index] for index in order))).acts
    assert act.governing is None
    assert (str(act.fine.low), str(act.fine.high)) == ("2,000元", "3,000元")


def test_a_norm_below_the_equal_ones_is_not_among_them():
    norms = [norm("a", "2,000元"), norm("b", "3,000元"), norm("c", "4,000元", high="5,000元")]
    (act,) = join(recommended(*norms)).acts
    assert (str(act.fine.low), str(act.fine.high)) == ("2,000元", "3,000元")


def test_only_a_norm_that_imposes_a_fine_can_govern():
    found = recommended(norm("a", None, high=None, warning="must"), norm("b"))
    joined = join(found)
    assert joined.acts[0].governing is found[1]
    assert [p.kind for p in joined.penalties] == [PenaltyKind.WARNING]


def test_without_any_fine_there_is_none():
    joined = join(recommended(norm("a", None, high=None, warning="must")))
    assert joined.fine is None
    assert joined.acts[0].governing is None
    assert joined.acts[0].cite == ()


def test_the_other_kinds_of_every_norm_are_kept():
    found = recommended(
        norm("a", high="5,000元", confiscate_goods="must", revoke_licence="may"),
        norm("b", confiscate_goods="may", suspend_licence={"force": "must", "days": "[3..10]"}),
    )
    kept = {p.kind: (p.force, p.days) for p in join(found).penalties}
    assert kept == {
        PenaltyKind.CONFISCATE_GOODS: ("must", None),
        PenaltyKind.SUSPEND_LICENCE: ("must", Interval(3, 10)),
        PenaltyKind.REVOKE_LICENCE: ("may", None),
    }


def test_days_of_one_act_are_not_added_but_the_most_of_them():
    found = recommended(
        norm("a", detain={"force": "must", "days": "[1..10]"}),
        norm("b", detain={"force": "must", "days": "[5..8]"}),
    )
    (penalty,) = join(found).penalties
    assert penalty.days == Interval(5, 10)


# --- several acts --------------------------------------------------------------------------------


def test_several_acts_are_added_up():
    joined = join(recommended(norm("a", "2,000元"), norm("b", "3,000元"), acts=["x", "y"]))
    assert [act.id for act in joined.acts] == ["x", "y"]
    assert fine_of(joined) == ("5,000元", "5,000元", "5,000元")
    assert joined.limited_by == ()


def test_an_act_without_a_name_is_an_act_of_its_own():
    joined = join(recommended(norm("a"), norm("b"), acts=[None, None]))
    assert [act.id for act in joined.acts] == ["#1", "#2"]
    assert fine_of(joined) == ("4,000元", "4,000元", "4,000元")


def test_ranges_are_added_end_by_end_and_suggested_only_if_all_are():
    bands = [norm("a", "[2,000元..4,000元]"), norm("b", "3,000元")]
    assert fine_of(join(recommended(*bands, acts=["x", "y"]))) == ("5,000元", "7,000元", "6,000元")
    tied = [*bands, norm("c", "1,000元")]
    joined = join(recommended(*tied, acts=["x", "y", "y"]))
    assert fine_of(joined) == ("3,000元", "7,000元", None)


def test_acts_without_a_fine_add_nothing():
    nothing = norm("b", None, high=None, warning="must")
    joined = join(recommended(norm("a"), nothing, acts=["x", "y"]))
    assert fine_of(joined) == ("2,000元", "2,000元", "2,000元")


def test_the_days_of_several_acts_are_added():
    days = {"force": "must", "days": "[5..10]"}
    joined = join(recommended(norm("a", detain=days), norm("b", detain=days), acts=["x", "y"]))
    (penalty,) = joined.penalties
    assert penalty.days == Interval(10, 20)


@pytest.mark.parametrize(
    ("acts", "forces", "expected"),
    [
        (["x", "y"], ["must", "may"], (5, 25)),
        (["x", "y"], ["may", "may"], (1, 25)),
        (["x", "x"], ["must", "may"], (5, 15)),
        (["x", "x"], ["may", "must"], (1, 15)),
    ],
)
def test_days_that_may_be_imposed_do_not_raise_the_low_end(acts, forces, expected):
    first, second = forces
    norms = [
        norm("a", detain={"force": first, "days": "[5..10]"}),
        norm("b", detain={"force": second, "days": "[1..15]"}),
    ]
    (penalty,) = join(recommended(*norms, acts=acts)).penalties
    assert (penalty.days.low, penalty.days.high) == expected
    assert penalty.force == ("must" if "must" in forces else "may")


COMBINED = {"fine_at_most": "6,000元", "detention_at_most": "20", "label": "合并执行"}


@pytest.mark.parametrize(
    ("amounts", "expected", "limited"),
    [
        (["2,000元", "3,999元"], "5,999元", False),
        (["2,000元", "4,000元"], "6,000元", False),
        (["2,000元", "4,001元"], "6,000元", True),
    ],
)
def test_a_limit_cuts_the_sum_of_fines(amounts, expected, limited):
    norms = [norm(f"n{i}", amount, combined=COMBINED) for i, amount in enumerate(amounts)]
    joined = join(recommended(*norms, acts=["x", "y"]))
    assert fine_of(joined) == (expected, expected, expected)
    assert [limit.label.zh for limit in joined.limited_by] == (["合并执行"] if limited else [])


def test_a_limit_cuts_each_end_and_the_suggestion():
    norms = [norm(f"n{i}", "[2,000元..5,000元]", combined=COMBINED) for i in range(2)]
    joined = join(recommended(*norms, acts=["x", "y"]))
    assert fine_of(joined) == ("4,000元", "6,000元", "6,000元")


@pytest.mark.parametrize(("most", "limited"), [("10", False), ("11", True)])
def test_a_limit_cuts_the_sum_of_detention_and_no_other_days(most, limited):
    days = {"force": "must", "days": f"[5..{most}]"}
    norms = [norm(f"n{i}", combined=COMBINED, detain=days, suspend_licence=days) for i in range(2)]
    joined = join(recommended(*norms, acts=["x", "y"]))
    found = {p.kind: p.days for p in joined.penalties}
    assert found[PenaltyKind.DETAIN] == Interval(10, 20)
    assert found[PenaltyKind.SUSPEND_LICENCE] == Interval(10, 2 * int(most))
    assert bool(joined.limited_by) is limited


def test_the_lowest_of_several_limits_counts():
    lower = COMBINED | {"fine_at_most": "5,000元", "label": "另一上限"}
    norms = [norm("a", "3,000元", combined=COMBINED), norm("b", "4,000元", combined=lower)]
    joined = join(recommended(*norms, acts=["x", "y"]))
    assert fine_of(joined) == ("5,000元", "5,000元", "5,000元")
    assert [limit.label.zh for limit in joined.limited_by] == ["合并执行", "另一上限"]


# --- respondents ---------------------------------------------------------------------------------


def test_a_respondent_that_a_standard_does_not_know_has_nothing_to_pay_there():
    person = schedule(row("only", "ordinary", "3,000元"), id="person", respondent="person")
    both = fined("2,000元")
    both["schedules"].append(person)
    found = recommended(both, norm("b", "4,000元"), acts=["x", "y"])
    assert fine_of(join(found)) == ("6,000元", "6,000元", "6,000元")
    joined = join(found, "person")
    assert joined.respondent == "person"
    assert fine_of(joined) == ("3,000元", "3,000元", "3,000元")
    assert join(found).respondent == "party"


def test_what_is_still_open_is_a_range_in_the_sum():
    rows = [
        row("a", "ordinary", "2,000元", harm="none"),
        row("b", "severe", "5,000元", harm="not(none)"),
    ]
    tree = ruleset(schedules=[schedule(*rows)])
    found = recommended(tree, norm("b", "1,000元"), acts=["x", "y"])
    assert fine_of(join(found)) == ("3,000元", "6,000元", None)
    # A fine without an upper limit leaves the sum without one.
    (result,) = found[0].results
    endless = replace(result.options[0], fine=replace(result.options[0].fine, high=None))
    open_ended = replace(found[0], results=(replace(result, options=(endless,)),))
    assert join([open_ended, found[1]]).fine.high is None


# --- the bundled example -------------------------------------------------------------------------


def at_the_fair(*kinds: str):
    library = load()
    return [
        library.recommend(
            {
                "ruleset": "examples.combined-limits",
                "conduct": "2026-03-01",
                "act": kind,
                "facts": {"conduct_kind": kind},
                "circumstances": [],
            }
        )
        for kind in kinds
    ]


@pytest.mark.parametrize(
    ("kinds", "fine", "detention", "limited"),
    [
        (["blocking"], ("600元", "600元"), (5, 10), False),
        (["noise", "blocking"], ("700元", "900元"), (5, 10), False),
        (["blocking", "damage"], ("1,500元", "1,500元"), (15, 20), True),
        (["noise", "blocking", "damage"], ("1,500元", "1,500元"), (15, 20), True),
    ],
)
def test_the_example_of_combined_limits(kinds, fine, detention, limited):
    joined = join(at_the_fair(*kinds))
    assert fine_of(joined)[:2] == fine
    (days,) = [p.days for p in joined.penalties if p.kind is PenaltyKind.DETAIN]
    assert (days.low, days.high) == detention
    assert bool(joined.limited_by) is limited
