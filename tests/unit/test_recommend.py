"""The line as a whole: what circumstances do to tiers and amounts, caps, penalties, results."""

import datetime as dt

import pytest
from small import (
    DAY,
    THIRDS,
    basis,
    general,
    penalty,
    recommend,
    schedule,
    statutes,
    with_fine,
    yuan,
)

from penaltybench.case import Case, read_case
from penaltybench.diagnostics import CaseError
from penaltybench.interval import Interval
from penaltybench.ruleset import Grade, PenaltyKind
from penaltybench.testing import library_of

EFFECTS = ("exempt", "mitigated", "lenient", "severe")
CIRCUMSTANCES = [{"id": effect, "effect": effect, "label": effect} for effect in EFFECTS]


def moved(effect, harm="minor", **keys):
    """Return the recommendation for a case with one circumstance."""
    tree = penalty(**({"circumstances": CIRCUMSTANCES} | keys))
    return recommend(tree, facts={"harm": harm}, circumstances=[effect])


def row(found):
    return (str(found.grade), found.tier.id, *yuan(found)[:2])


@pytest.mark.parametrize(
    ("effect", "harm", "adjust", "expected"),
    [
        # Without adjust: the ends of the tier's band, and anything below the minimum.
        ("lenient", "minor", {}, ("lenient", "minor", 37_000, 37_000)),
        ("severe", "minor", {}, ("severe", "minor", 72_999, 72_999)),
        ("mitigated", "minor", {}, ("mitigated", "minor", 0, 9_999)),
        ("severe", "serious", {}, ("severe", "serious", 100_000, 100_000)),
        ("lenient", "none", {}, ("lenient", "none", 10_000, 10_000)),
        # 湖南 2021: up to 20 % of the maximum; mitigated, up to 50 % of the minimum.
        ("severe", "minor", {"up_to": "20%", "of": "maximum"}, ("severe", "minor", 37_000, 93_000)),
        ("severe", "serious", {"up_to": "20%", "of": "maximum"},
         ("severe", "serious", 73_000, 100_000)),
        ("lenient", "minor", {"up_to": "20%", "of": "maximum"},
         ("lenient", "minor", 17_000, 72_999)),
        ("lenient", "none", {"up_to": "20%", "of": "maximum"}, ("lenient", "none", 10_000, 36_999)),
        ("mitigated", "none", {"up_to": "50%", "of": "minimum"},
         ("mitigated", "none", 5_000, 36_999)),
        ("severe", "minor", {"to": "high"}, ("severe", "minor", 72_999, 72_999)),
        # The next tier, and at the last tier its own end.
        ("severe", "minor", {"shift": "1"}, ("severe", "serious", 73_000, 100_000)),
        ("severe", "serious", {"shift": "1"}, ("severe", "serious", 100_000, 100_000)),
        ("lenient", "minor", {"shift": "-1"}, ("lenient", "none", 10_000, 36_999)),
        ("lenient", "none", {"shift": "-1"}, ("lenient", "none", 10_000, 10_000)),
    ],
)  # fmt: skip
def test_what_a_circumstance_does_to_a_tier(effect, harm, adjust, expected):
    assert row(moved(effect, harm, adjust={effect: adjust} if adjust else {})) == expected


@pytest.mark.parametrize(
    "adjust", [{"shift": "-1"}, {"to": "low"}, {"up_to": "100%", "of": "minimum"}]
)
@pytest.mark.parametrize("harm", ["none", "minor", "serious"])
def test_mitigation_is_never_a_gap(harm, adjust):
    found = moved("mitigated", harm, adjust={"mitigated": adjust})
    assert found.status == "determined"
    assert found.grade is Grade.MITIGATED


def test_an_exemption_leaves_no_fine():
    found = moved("exempt")
    assert (found.status, found.grade, found.fine, found.tier) == (
        "determined",
        Grade.EXEMPT,
        None,
        None,
    )


BELOW = {
    "id": "below",
    "grade": "mitigated",
    "ground": {"law": "甲法", "article": "第三十二条"},
    "when": {"harm": "none"},
    "fine": {"amount": "[5,000元..1万元)"},
}


@pytest.mark.parametrize(
    ("effect", "adjust"),
    [
        (None, {}),
        ("lenient", {}),
        ("severe", {}),
        ("lenient", {"lenient": {"up_to": "20%", "of": "maximum"}}),
        ("severe", {"severe": {"up_to": "20%", "of": "maximum"}}),
        ("mitigated", {"mitigated": {"up_to": "50%", "of": "minimum"}}),
    ],
)
def test_a_mitigated_tier_stays_below_the_minimum_whatever_else_is_there(effect, adjust):
    tree = penalty(
        schedule(tiers={"rows": [BELOW, *THIRDS[1:]]}), circumstances=CIRCUMSTANCES, adjust=adjust
    )
    found = recommend(tree, facts={"harm": "none"}, circumstances=[effect] if effect else [])
    assert found.status == "determined"
    assert found.grade is Grade.MITIGATED
    assert found.options[0].below_minimum
    assert found.fine.low.yuan < 10_000


def test_two_aggravating_circumstances_give_the_maximum():
    twice = [CIRCUMSTANCES[3] | {"id": name} for name in ("a", "b")]
    tree = penalty(circumstances=twice, weighing={"two_or_more": "bound"})
    found = recommend(tree, facts={"harm": "none"}, circumstances=["a", "b"])
    assert row(found) == ("severe", "none", 100_000, 100_000)
    assert row(recommend(tree, facts={"harm": "none"}, circumstances=["a"]))[2:] == (36_999, 36_999)


def test_circumstances_for_and_against_are_deliberated():
    tree = penalty(circumstances=CIRCUMSTANCES)
    found = recommend(tree, facts={"harm": "minor"}, circumstances=["lenient", "severe"])
    assert found.status == "choice"
    assert [option.course.direction for option in found.options] == ["lenient", "severe"]
    assert {option.needs for option in found.options} == {("deliberation", "reasons")}
    assert yuan(found) == (37_000, 72_999, None)


def test_points_are_moved_as_tiers_are():
    factors = [{"fact": "harm", "scale": {"none": "0%", "minor": "16%", "serious": "80%"}}]
    table = {"start": "20%", "method": "total_of_maximum", "factors": factors}
    adjust = {
        "severe": {"up_to": "20%", "of": "maximum", "needs": ["deliberation"]},
        "mitigated": {"up_to": "50%", "of": "minimum"},
    }
    tree = penalty(schedule(points=table), circumstances=CIRCUMSTANCES, adjust=adjust)

    def found(effect):
        return recommend(tree, facts={"harm": "minor"}, circumstances=[effect])

    assert yuan(found("severe"))[:2] == (36_000, 56_000)
    assert found("severe").options[0].needs == ("deliberation",)
    assert yuan(found("mitigated"))[:2] == (31_000, 36_000)
    assert yuan(found("lenient"))[:2] == (36_000, 36_000)
    assert found("exempt").fine is None


def test_points_below_an_open_minimum_are_capped_too():
    factors = [{"fact": "harm", "scale": {"none": "0%", "minor": "16%", "serious": "80%"}}]
    table = {"start": "20%", "method": "total_of_maximum", "factors": factors}
    tree = penalty(schedule(points=table), cap=CAP)
    assert yuan(recommend(tree, facts={"harm": "serious"}))[:2] == (55_000, 55_000)


@pytest.mark.parametrize("effect", ["lenient", "severe"])
def test_a_minimum_that_is_more_than_nothing_makes_nothing_lighter(effect):
    allowed = {"min": {"fact": "value"}, "max": "1万元"}
    tree = with_fine({"share": "[0%..30%]"}, allowed, circumstances=CIRCUMSTANCES)
    lighter, worse = (
        recommend(tree, facts={"value": value}, circumstances=[effect]).fine
        for value in ("0元", "1元")
    )
    assert lighter.low <= worse.low
    assert lighter.high <= worse.high
    assert lighter.suggested <= worse.suggested


# --- caps ------------------------------------------------------------------------------------


CAP = {"at": "middle", "label": "一般不超过中限"}


@pytest.mark.parametrize(
    ("harm", "unless", "low", "high"),
    [
        ("none", None, 10_000, 36_999),
        ("minor", None, 37_000, 55_000),
        ("serious", None, 55_000, 55_000),
        ("serious", {"harm": "serious"}, 73_000, 100_000),
        ("minor", {"harm": "serious"}, 37_000, 55_000),
    ],
)
def test_a_policy_cap_lies_above_the_table(harm, unless, low, high):
    cap = CAP if unless is None else CAP | {"unless": unless}
    assert yuan(recommend(penalty(cap=cap), facts={"harm": harm}))[:2] == (low, high)


def test_while_the_exception_of_a_cap_is_open_both_are_announced():
    tree = with_fine({"amount": "maximum"}, cap=CAP | {"unless": {"corrected": "false"}})
    found = recommend(tree)
    assert [question.id for question in found.questions] == ["corrected"]
    assert yuan(found)[:2] == (55_000, 100_000)


def test_a_cap_of_general_rules_applies_too():
    shared = general(facts={}, cap=CAP)
    tree = penalty(uses=["x.general"])
    assert yuan(recommend(tree, shared, facts={"harm": "serious"}))[:2] == (55_000, 55_000)


# --- other penalties -------------------------------------------------------------------------


def test_the_tier_narrows_what_the_basis_allows():
    allows = {
        "fine": {"max": "10万元"},
        "confiscate_gains": "must",
        "revoke_licence": "may",
        "detain": {"force": "may", "days": "[5..15]"},
        "suspend_licence": {"force": "may", "days": "30"},
    }
    also = {"revoke_licence": "must", "detain": {"force": "must", "days": "[5..10]"},
            "suspend_licence": "must"}  # fmt: skip
    rows = [
        {"id": "r", "grade": "severe", "when": {"harm": "serious"}, "also": also,
         "fine": {"amount": "maximum"}, "orders": [{"zh": "责令停业", "en": "stop"}]},
        {"id": "s", "grade": "ordinary", "when": {"harm": "not(serious)"}},
    ]  # fmt: skip
    orders = [{"zh": "责令改正", "en": "correct"}]
    tree = penalty(
        schedule(basis=[basis() | {"allows": allows, "orders": orders}], tiers={"rows": rows})
    )
    found = recommend(tree, facts={"harm": "serious"})
    assert [(p.kind, p.force, p.days) for p in found.penalties] == [
        (PenaltyKind.CONFISCATE_GAINS, "must", None),
        (PenaltyKind.SUSPEND_LICENCE, "must", Interval(30, 30)),
        (PenaltyKind.REVOKE_LICENCE, "must", None),
        (PenaltyKind.DETAIN, "must", Interval(5, 10)),
    ]
    assert [order.en for order in found.principal.orders] == ["correct", "stop"]
    # While it is open which tier holds, only what both impose must be imposed.
    open_ = {p.kind: (p.force, p.days) for p in recommend(tree).penalties}
    assert open_[PenaltyKind.CONFISCATE_GAINS] == ("must", None)
    assert open_[PenaltyKind.REVOKE_LICENCE] == ("may", None)
    assert open_[PenaltyKind.DETAIN] == ("may", None)


def test_a_row_without_a_fine_imposes_none():
    allows = {"fine": {"max": "10万元"}, "warning": "may"}
    row_ = {"id": "r", "grade": "lenient", "also": {"warning": "must"}}
    tree = penalty(schedule(basis=[basis() | {"allows": allows}], tiers={"rows": [row_]}))
    found = recommend(tree)
    assert (found.status, found.fine) == ("determined", None)
    assert [(p.kind, p.force) for p in found.penalties] == [(PenaltyKind.WARNING, "must")]


# --- the case and its edition ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "code", "path"),
    [
        ({"ruleset": "x.standrad"}, "PB0301", "ruleset"),
        ({"ruleset": "y"}, "PB0301", "ruleset"),
        ({"conduct": "2025-12-31", "decided_on": None}, "PB0306", "conduct"),
    ],
)
def test_a_case_that_no_edition_governs_is_refused(case, code, path):
    with pytest.raises(CaseError) as error:
        recommend(penalty(), **case)
    (found,) = error.value.diagnostics
    assert (found.code, found.place.path) == (code, path)


def test_continuing_conduct_is_governed_by_the_law_of_its_end():
    later = penalty(title="later") | {"effective": {"from": "2026-05-01"}}
    conduct = {"from": "2026-04-01", "to": "2026-05-26"}
    found = recommend(penalty(title="earlier"), later, conduct=conduct, facts={"harm": "minor"})
    assert found.edition.title.en == "later"


def test_a_library_takes_a_case_or_a_mapping(tmp_path):
    library = library_of(statutes(), penalty())
    data = {"ruleset": "x.standard", "conduct": DAY, "facts": {"harm": "minor"}}
    path = tmp_path / "case.yaml"
    path.write_text(f"ruleset: x.standard\nconduct: {DAY}\nfacts: {{harm: minor}}\n", "utf-8")
    case = Case(ruleset="x.standard", conduct=dt.date.fromisoformat(DAY), facts={"harm": "minor"})
    results = [library.recommend(one) for one in (data, case, read_case(path))]
    assert len({str(one.fine) for one in results}) == 1
    with pytest.raises(CaseError):
        library.recommend({"ruleset": "x.standard"})


def test_a_recommendation_speaks_for_the_principal():
    person = schedule(id="p", respondent="person", sets={"harm": "none"})
    found = recommend(penalty(schedule(), person), facts={"harm": "serious"})
    assert found.principal is found.results[0]
    assert found.fine == found.principal.fine
    assert found.edition.respondents == ("party", "person")
    assert found.edition.own_facts() == ("harm",)
