"""Which of two whole decisions is lighter: gravest kind, upper end, lower end, duration, kinds."""

import pytest
from made import STATUTES, case, circumstance, fined, harm, row, ruleset, schedule

from penaltybench.amount import NO_LIMIT_SEEN
from penaltybench.lighter import GRAVITY, choose, deliberated, weight
from penaltybench.ruleset import PenaltyKind
from penaltybench.testing import library_of

JUNE = "2026-06-01"


def standard(amount: str | None = "2,000元", *, day="2026-01-01", grade="ordinary", **kinds):
    """Return an edition that imposes ``amount`` and the kinds whatever the facts."""
    allows = {"fine": {"min": "1,000元", "max": "1万元"}, **kinds}
    return ruleset(day=day, schedules=[schedule(row("only", grade, amount), allows=allows)])


def compared(old, new, facts=None, circumstances=()):
    """Return the result of a conduct under ``old`` that is decided under ``new``."""
    library = library_of(STATUTES, old, new)
    data = case(decided_on="2026-07-01", facts=facts or {}, circumstances=list(circumstances))
    return library.recommend(data).principal


def chosen(old, new, **keys) -> tuple[str, str]:
    """Return the first day of the edition that remains, and why."""
    result = compared(old, new, **keys)
    assert result.edition is not None
    assert len(result.compared) == 2
    return str(result.edition.dated.start), result.choice.en


OLD, NEW = "2026-01-01", JUNE


@pytest.mark.parametrize(
    ("old", "new", "expected", "reason"),
    [
        # The gravest kind comes first, whatever the fine.
        (
            {"amount": "1万元"},
            {"amount": "1,000元", "detain": {"force": "must", "days": "[1..5]"}},
            OLD,
            "gravest kind",
        ),
        ({"amount": "1,000元", "revoke_licence": "must"}, {"amount": "1万元"}, NEW, "gravest kind"),
        ({"amount": "1,000元", "close": "must"}, {"revoke_licence": "must"}, NEW, "gravest kind"),
        ({"amount": None, "warning": "must"}, {"amount": "1,000元"}, OLD, "gravest kind"),
        ({"amount": "1,000元"}, {"amount": None, "criticism": "must"}, NEW, "gravest kind"),
        # Then the upper end of the fine, then the lower one.
        ({"amount": "2,000元"}, {"amount": "2,001元"}, OLD, "upper end"),
        ({"amount": "[1,000元..3,000元]"}, {"amount": "[2,000元..2,999元]"}, NEW, "upper end"),
        ({"amount": "[1,000元..3,000元]"}, {"amount": "[2,000元..3,000元]"}, OLD, "lower end"),
        ({"amount": "[2,000元..3,000元]"}, {"amount": "[1,000元..3,000元]"}, NEW, "lower end"),
        # Then the duration.
        (
            {"suspend_licence": {"force": "must", "days": "[5..10]"}},
            {"suspend_licence": {"force": "must", "days": "[1..11]"}},
            OLD,
            "duration",
        ),
        (
            {"detain": {"force": "must", "days": "10"}},
            {"detain": {"force": "must", "days": "9"}},
            NEW,
            "duration",
        ),
        # Then whether one imposes a part of what the other does.
        (
            {"confiscate_goods": "must"},
            {"confiscate_goods": "must", "confiscate_gains": "must"},
            OLD,
            "not lighter",
        ),
        (
            {"confiscate_goods": "must", "confiscate_gains": "must"},
            {"confiscate_goods": "must"},
            NEW,
            "fewer kinds",
        ),
    ],
)
def test_the_order_of_comparison(old, new, expected, reason):
    day, why = chosen(standard(**old), standard(day=JUNE, **new))
    assert day == expected
    assert reason in why


def test_equal_results_leave_the_law_of_the_conduct():
    assert chosen(standard(), standard(day=JUNE)) == (
        OLD,
        "both editions give the same: the old one applies",
    )


def test_another_grade_alone_does_not_make_the_new_edition_lighter():
    day, why = chosen(standard(grade="severe"), standard(day=JUNE, grade="ordinary"))
    assert day == OLD
    assert "not lighter" in why


def test_no_penalty_is_the_lightest():
    exempt = ruleset(day=JUNE, schedules=[schedule(row("only", "exempt"))])
    assert chosen(standard(), exempt)[0] == NEW
    exempt = ruleset(schedules=[schedule(row("only", "exempt"))])
    assert chosen(exempt, standard(day=JUNE))[0] == OLD


def test_kinds_that_may_be_imposed_do_not_make_a_decision_graver():
    day, why = chosen(standard("1,000元", revoke_licence="may"), standard("2,000元", day=JUNE))
    assert (day, "upper end" in why) == (OLD, True)


def test_the_new_edition_is_never_joined_with_the_old_one():
    """The old one has the lower minimum, the new one the lower maximum: one of them is taken whole."""
    result = compared(standard("[1,000元..5,000元]"), standard("[2,000元..4,000元]", day=JUNE))
    assert (str(result.fine.low), str(result.fine.high)) == ("2,000元", "4,000元")


# --- what cannot be ranked -----------------------------------------------------------------------


def test_kinds_that_differ_and_are_equally_grave_remain_both():
    old, new = standard(revoke_licence="must"), standard(day=JUNE, downgrade="must")
    result = compared(old, new)
    assert result.status == "choice"
    assert result.edition is None
    assert [str(d.edition.dated.start) for d in result.decisions] == [OLD, NEW]
    assert "deliberation" in result.choice.en
    assert {p.kind: p.force for p in result.penalties} == {
        PenaltyKind.DOWNGRADE: "may",
        PenaltyKind.REVOKE_LICENCE: "may",
    }


@pytest.mark.parametrize("faulty", ["old", "new"])
def test_a_gap_in_one_of_the_editions_leaves_both(faulty):
    gap = [schedule(row("only", "ordinary", "2,000元", harm="none"))]
    trees = {"old": standard(), "new": standard(day=JUNE)}
    trees[faulty] |= {"schedules": gap}
    result = compared(trees["old"], trees["new"], facts={"harm": "serious"})
    assert result.status == "choice"
    assert {d.fault for d in result.decisions} == {None, "gap"}
    assert "certain" in result.choice.en


def test_the_same_gap_in_both_editions_is_a_gap():
    gap = {"schedules": [schedule(row("only", "ordinary", "2,000元", harm="none"))]}
    result = compared(ruleset(**gap), ruleset(day=JUNE, **gap), facts={"harm": "serious"})
    assert result.status == "gap"
    assert str(result.edition.dated.start) == OLD


def test_a_conflict_cannot_be_ranked():
    both = [schedule(row("a", "ordinary", "2,000元"), row("b", "ordinary", "3,000元"))]
    result = compared(ruleset(schedules=both), standard("1,000元", day=JUNE))
    assert {d.fault for d in result.decisions} == {None, "conflict"}


# --- options, and weights ------------------------------------------------------------------------


def decision(tree, **keys):
    return library_of(STATUTES, tree).recommend(case(**keys)).principal.decisions[0]


def test_the_weight_covers_all_options():
    tree = standard("2,000元", confiscate_goods="must") | {
        "circumstances": [circumstance("trifle", "exempt", "may")]
    }
    found = weight(decision(tree, circumstances=["trifle"]))
    assert found.key == (GRAVITY["fine"], 200_000, 0, 0)
    assert found.kinds == {"fine", PenaltyKind.CONFISCATE_GOODS}


def test_a_discretion_to_exempt_makes_the_lower_end_nothing():
    trifle = {"circumstances": [circumstance("trifle", "exempt", "may")]}
    old, new = standard() | trifle, standard(day=JUNE) | trifle
    new["circumstances"] = [circumstance("trifle", "severe", "may")]
    day, why = chosen(old, new, circumstances=["trifle"])
    assert (day, "lower end" in why) == (OLD, True)


def test_nothing_imposed_weighs_nothing():
    found = weight(decision(ruleset(schedules=[schedule(row("only", "exempt"))])))
    assert (found.key, found.kinds) == ((0, 0, 0, 0), frozenset())


def test_a_fault_has_no_weight():
    gap = ruleset(schedules=[schedule(row("only", "ordinary", "2,000元", harm="none"))])
    assert weight(decision(gap, facts={"harm": "serious"})) is None


def test_every_kind_has_its_place_in_the_act():
    """行政处罚法 (2021) art. 9 lists them in six items; the sixth is for other laws."""
    assert set(GRAVITY) == {*PenaltyKind, "fine"}
    assert GRAVITY[PenaltyKind.WARNING] < GRAVITY["fine"] < GRAVITY[PenaltyKind.DOWNGRADE]
    assert GRAVITY[PenaltyKind.REVOKE_LICENCE] < GRAVITY[PenaltyKind.CLOSE]
    assert GRAVITY[PenaltyKind.CLOSE] < GRAVITY[PenaltyKind.DETAIN]
    assert NO_LIMIT_SEEN > 10**17


def test_choosing_is_asked_of_decisions():
    old, new = decision(standard()), decision(standard("3,000元"))
    assert choose(old, new).remaining == (old,)
    assert choose(new, old).remaining == (old,)
    assert deliberated([old, new])
    assert not deliberated([old, old])


# --- the date of the decision as a fact that is missing ------------------------------------------


def test_a_missing_decision_is_asked_for_if_a_later_edition_would_change_the_result():
    library = library_of(STATUTES, fined("2,000元"), fined("1,000元", day=JUNE))
    result = library.recommend(case()).principal
    assert result.status == "undetermined"
    assert [(q.id, q.kind) for q in result.questions] == [("decided_on", "date")]
    assert (str(result.fine.low), str(result.fine.high)) == ("1,000元", "2,000元")


@pytest.mark.parametrize("later", ["2,000元", "3,000元"])
def test_a_missing_decision_is_not_asked_for_if_no_later_edition_is_lighter(later):
    library = library_of(STATUTES, fined("2,000元"), fined(later, day=JUNE))
    result = library.recommend(case()).principal
    assert (result.status, result.questions) == ("determined", ())
    assert str(result.fine.high) == "2,000元"


@pytest.mark.parametrize("rule", ["decision", "filing"])
def test_a_missing_day_that_does_not_matter_leaves_no_choice(rule):
    keys = {"choice_of_edition": {"rule": rule}}
    library = library_of(STATUTES, fined("2,000元", **keys), fined("2,000元", day=JUNE, **keys))
    result = library.recommend(case()).principal
    assert (result.status, result.questions) == ("determined", ())
    assert str(result.edition.dated.start) == OLD


def test_the_missing_day_is_asked_for_only_where_the_facts_let_it_matter():
    same = {"facts": {"harm": harm()}}
    light = schedule(
        row("light", "lenient", "[1,000元..3,000元]", harm="none"),
        row("heavy", "severe", "[3,000元..5,000元]", harm="not(none)"),
    )
    library = library_of(STATUTES, ruleset(**same), ruleset(day=JUNE, schedules=[light], **same))

    def questions(**facts):
        return [q.id for q in library.recommend(case(facts=facts)).principal.questions]

    assert questions(harm="none") == []
    assert questions(harm="serious") == ["decided_on"]
    assert questions() == ["harm", "decided_on"]
