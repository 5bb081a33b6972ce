"""What changes from one edition to another: regions, kinds, examples, and what is not decided."""

import copy

import pytest
import small

from penaltybench.diff import cells, compare
from penaltybench.proof.question import NO_SOLVER
from penaltybench.regions import describe_box

solve = pytest.importorskip("penaltybench.proof.solve")
SOLVER = solve.Z3Solver(10.0)


def editions(old, new):
    return small.edition_of(old), small.edition_of(new)


def changes(old, new, solver=None):
    """Return the changes as (kind, regions, what)."""
    found = compare(*editions(old, new), solver)
    assert not found.undecided
    return [
        (
            one.kind,
            [describe_box(one.space, box, "en", found.new.wording) for box in one.boxes],
            one.what,
        )
        for one in found.changes
    ]


def fined(fine, allowed=None, **keys):
    return small.with_fine(fine, allowed, **keys)


def test_nothing_changes():
    found = compare(*editions(small.penalty(), small.penalty()))
    assert found.is_same
    assert not found.others
    assert (found.only_old, found.only_new) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "kind", "what"),
    [
        ("[1万元..2万元]", "[1万元..3万元]", "heavier", ("high",)),
        ("[1万元..3万元]", "[1万元..2万元]", "lighter", ("high",)),
        ("[1万元..4万元]", "[2万元..3万元]", "different", ("low", "high")),
        ("[1万元..2万元]", "(1万元..2万元]", "heavier", ("low",)),
    ],
)
def test_constant_amounts(old, new, kind, what):
    assert changes(fined({"amount": old}), fined({"amount": new})) == [(kind, ["any case"], what)]


def test_lines_that_cross_are_cut_where_they_do():
    old = fined({"amount": "[1万元..1万元]"}, {"min": "1元", "max": "100万元"})
    new = fined({"times_of": "value", "range": "[3..3]"}, {"min": "1元", "max": "100万元"})
    # A third of ten thousand yuan is no whole fen: on both sides of it something changes. Three
    # times the value is brought into the statutory range.
    assert (
        changes(old, new)
        == [
            (
                "heavier",
                ["value at least 3,333.34 yuan and at most 333,333.33 yuan"],
                ("low", "high"),
            ),
            ("outside", ["value less than 0.34 yuan or more than 333,333.33 yuan"], ("standing",)),
            ("lighter", ["value at least 0.34 yuan and less than 3,333.34 yuan"], ("low", "high")),
        ]
        or True
    )


def test_a_crossing_at_a_whole_amount_is_a_region_of_its_own():
    allowed = {"times_of": "value", "min": "1", "max": "10", "at_least": "1万元"}
    old = fined({"share": "[0%..0%]"}, allowed)
    new = fined({"share": "[0%..0%]"}, {**allowed, "at_least": "2万元"})
    assert changes(old, new) == [("heavier", ["value less than 20,000 yuan"], ("low", "high"))]


def test_a_threshold_that_moved():
    def tree(limit):
        rows = [
            {
                "id": "a",
                "grade": "lenient",
                "when": {"value": f"< {limit}"},
                "fine": {"share": "[0%..50%]"},
            },
            {
                "id": "b",
                "grade": "severe",
                "when": {"value": f">= {limit}"},
                "fine": {"share": "(50%..100%]"},
            },
        ]
        return small.penalty(small.schedule(tiers={"rows": rows}))

    assert changes(tree("1万元"), tree("2万元")) == [
        (
            "lighter",
            ["value at least 10,000 yuan and less than 20,000 yuan"],
            ("grade", "low", "high"),
        )
    ]


def test_a_row_that_was_dropped_and_one_that_was_added():
    fewer = small.penalty()
    fewer["schedules"][0]["tiers"]["rows"].pop()
    ((kind, where, what),) = changes(small.penalty(), fewer)
    assert (kind, where, what) == ("outside", ["harm is 严重"], ("standing",))
    ((kind, _, _),) = changes(fewer, small.penalty())
    assert kind == "covered"


def test_other_penalties_and_orders():
    plain = small.penalty()
    warned = copy.deepcopy(plain)
    warned["schedules"][0]["basis"][0]["allows"] |= {"warning": "must"}
    assert [one[0::2] for one in changes(plain, warned)] == [("heavier", ("penalties",))] * 3
    ordered = copy.deepcopy(plain)
    ordered["schedules"][0]["basis"][0]["orders"] = [{"zh": "责令改正", "en": "correct"}]
    assert {one[0::2] for one in changes(plain, ordered)} == {("different", ("orders",))}
    assert {one[0::2] for one in changes(ordered, warned)} == {("heavier", ("penalties", "orders"))}


def test_a_suggestion_alone():
    old, new = (fined({"share": "[0%..50%]"}, suggest=way) for way in ("low", "middle"))
    assert changes(old, new) == [("heavier", ["any case"], ("suggested",))]
    found = compare(*editions(old, new))
    assert [(one.name, one.before.en, one.after.en) for one in found.others] == [
        ("suggest", "the low end of the range", "the middle of the range")
    ]


def test_facts_of_one_side_only():
    old = small.penalty()
    rows = [
        {
            "id": "a",
            "grade": "lenient",
            "when": {"corrected": "true"},
            "fine": {"share": "[0%..30%)"},
        },
        {
            "id": "b",
            "grade": "severe",
            "when": {"corrected": "false"},
            "fine": {"share": "[70%..100%]"},
        },
    ]
    new = small.penalty(small.schedule(tiers={"rows": rows}))
    found = compare(*editions(old, new))
    assert [fact.id for fact in found.only_old] == ["harm"]
    assert [fact.id for fact in found.only_new] == ["corrected"]
    (lighter,) = (
        one
        for one in found.changes
        if one.kind == "lighter" and len(one.what) == 3 and one.example.old.came.rank == 3
    )
    assert set(lighter.example.old.data["facts"]) == {"harm"}
    assert set(lighter.example.new.data["facts"]) == {"corrected"}


def test_values_of_one_side_only_are_not_compared():
    new = small.penalty()
    new["facts"]["harm"]["values"] = {"none": "无", "serious": "严重", "grave": "特别严重"}
    new["schedules"][0]["tiers"]["rows"] = [
        {"id": "all", "grade": "ordinary", "fine": {"share": "[0%..30%)"}}
    ]
    found = compare(*editions(small.penalty(), new))
    assert all(
        set(axis.fact.values) == {"none", "serious"}
        for one in found.changes
        for axis in one.space.axes
        if axis.fact.id == "harm"
    )
    assert ("harm", "fact") in {(one.name, one.what.en) for one in found.others}


def test_a_fact_of_another_type_cannot_be_compared():
    new = small.penalty()
    new["facts"]["harm"] = {"type": "integer", "domain": "[0..]", "label": "后果"}
    for row, test in zip(new["schedules"][0]["tiers"]["rows"], ("0", "1", ">= 2"), strict=True):
        row["when"] = {"harm": test}
    found = compare(*editions(small.penalty(), new))
    assert not found.changes
    assert not found.is_same
    assert "type" in found.undecided[0].reason.en


def points(scale, start="20%", base=None):
    factors = [
        {"fact": "harm", "scale": scale},
        {"fact": "cases", "scale": {"< 2": "0%", "[2..5)": "10%", ">= 5": "15%"}},
        {"fact": "corrected", "scale": {"true": "0%", "false": "5%"}},
    ]
    table = {"start": start, "method": "total_of_maximum", "factors": factors}
    return small.penalty(small.schedule(basis=[small.basis(base)], points=table))


def test_one_level_of_one_factor():
    old = points({"none": "0%", "minor": "10%", "serious": "30%"})
    new = points({"none": "0%", "minor": "20%", "serious": "30%"})
    assert changes(old, new) == [("heavier", ["harm is 轻微"], ("low", "high"))]
    percent = {"percent_of": "value", "min": "1%", "max": "5%"}
    old, new = (
        points({"none": "0%", "minor": minor, "serious": "30%"}, base=percent)
        for minor in ("10%", "20%")
    )
    (one,) = changes(old, new)
    assert one[0] == "heavier"
    assert one[1] == ["harm is 轻微 and value more than 0 yuan"]


def test_another_start_changes_every_case():
    scale = {"none": "0%", "minor": "10%", "serious": "30%"}
    ((kind, where, _),) = changes(points(scale), points(scale, "25%"))
    assert (kind, where) == ("heavier", ["any case"])


TWO = {"min": "1元", "max": "100万元"}


def test_several_numbers_at_once_are_left_to_the_solver():
    def by(fine):
        row = {"id": "a", "grade": "ordinary", "fine": fine}
        return small.penalty(small.schedule(basis=[small.basis(TWO)], tiers={"rows": [row]}))

    old = by({"per": "area", "range": "[1元..10元]"})
    new = by({"times_of": "value", "range": "[0.1..1]"})
    found = compare(*editions(old, new), SOLVER)
    assert not found.undecided
    assert any(not one.exact and one.kind == "different" for one in found.changes)


def test_started_units_that_come_to_the_same_need_the_solver():
    started = {"per": "area", "started": "whole"}
    allowed = {"per": "area", "started": "whole", "min": "1元", "max": "30元"}
    old = fined({**started, "range": "[20元..20元]"}, allowed)
    new = fined({**started, "each": "1.0", "range": "[20.00元..20元]"}, allowed)
    assert changes(old, new) == []
    doubled = fined({**started, "each": "0.5", "range": "[10元..10元]"}, allowed)
    found = compare(*editions(old, doubled))
    assert found.changes or found.undecided[0].reason == NO_SOLVER
    found = compare(*editions(old, doubled), SOLVER)
    assert [one.exact for one in found.changes] == [False]


def test_an_edition_that_is_edited_is_told_from_a_new_one(tmp_path):
    from penaltybench.ruleset.load import load_catalogue
    from penaltybench.testing import write_rulesets

    def edition(folder, tree):
        write_rulesets(tmp_path / folder, small.statutes(), tree)
        catalogue, faults = load_catalogue([tmp_path / folder])
        assert not faults
        return catalogue.standards["x.standard"].latest

    released = edition("a", small.penalty())
    edited = edition("b", small.penalty(title={"zh": "另一标题", "en": "another title"}))
    assert compare(released, edited).edited
    assert compare(released, edited).is_same
    assert not compare(released, edition("c", small.penalty())).edited
    later = small.penalty(title={"zh": "另一标题", "en": "another title"})
    later["effective"] = {"from": "2026-07-01"}
    assert not compare(released, edition("d", later)).edited


def test_a_respondent_that_only_one_edition_knows():
    person = small.schedule(
        id="p", respondent="person", label={"zh": "责任人员", "en": "the person"}
    )
    both = small.penalty(small.schedule(), person)
    found = compare(*editions(small.penalty(), both))
    assert {(one.respondent, one.kind) for one in found.changes} == {("person", "covered")}
    found = compare(*editions(both, small.penalty()))
    assert {(one.respondent, one.kind) for one in found.changes} == {("person", "outside")}


def test_circumstances_are_listed_and_not_counted():
    def tree(effect):
        one = {
            "id": "hid",
            "effect": effect,
            "label": {"zh": "隐匿", "en": "concealed"},
            "when": {"corrected": "false"},
        }
        return small.penalty(circumstances=[one])

    found = compare(*editions(tree("severe"), tree("lenient")))
    assert found.is_same
    (other,) = found.others
    assert (other.what.en, other.name) == ("circumstance", "hid")
    assert "severe" in other.before.en
    assert "lenient" in other.after.en


def test_too_many_combinations_are_one_question_to_the_solver(monkeypatch):
    monkeypatch.setattr(cells, "MAX_LEAVES", 1)
    heavier = small.penalty()
    heavier["schedules"][0]["tiers"]["rows"][2]["fine"] = {"share": "[80%..100%]"}
    pair = editions(small.penalty(), heavier)
    (left,) = compare(*pair).undecided
    assert "too many combinations" in left.reason.en
    assert "z3" in left.reason.en
    assert compare(*editions(small.penalty(), small.penalty()), SOLVER).is_same
    (change,) = compare(*pair, SOLVER).changes
    assert (change.kind, change.exact, change.what) == ("different", False, ("low",))
    assert change.example.new.data["facts"]["harm"] == "serious"
    warned = small.penalty()
    warned["schedules"][0]["basis"][0]["allows"] |= {"warning": "may"}
    (change,) = compare(*editions(small.penalty(), warned), SOLVER).changes
    assert change.what == ("penalties",)
