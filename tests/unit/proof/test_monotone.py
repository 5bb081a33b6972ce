"""A worse fact never gives a lighter result, or a pair of cases shows that it does."""

import pytest
import small

from penaltybench.proof import prove
from penaltybench.proof.monotone_cells import by_cells
from penaltybench.proof.monotone_solver import by_solver
from penaltybench.proof.pair import PRIME, Change
from penaltybench.proof.question import Answer
from penaltybench.proof.run import run
from penaltybench.proof.search import ground_of
from penaltybench.proof.statement import DATES, FAULT

solve = pytest.importorskip("penaltybench.proof.solve")
SOLVER = solve.Z3Solver(10.0)
TIMES = {"times_of": "value", "min": "1", "max": "10"}


def proofs(tree, *others, solver=None):
    """Return the proofs by the name of the fact."""
    edition = small.edition_of(tree, *others)
    found = (one for one in prove(edition, solver) if one.statement.kind == "monotone")
    return {one.statement.subject.partition("/")[2]: one for one in found}


def rows(*fines, fact="value", tests=("< 1万元", ">= 1万元"), grades=("ordinary", "ordinary")):
    listed = [
        {"id": f"r{index}", "grade": grade, "when": {fact: test}, "fine": fine}
        for index, (fine, test, grade) in enumerate(zip(fines, tests, grades, strict=True))
    ]
    return {"rows": listed}


def with_rows(table, allowed=None):
    return small.penalty(small.schedule(basis=[small.basis(allowed)], tiers=table))


def test_only_facts_that_matter_and_have_a_direction_are_claimed():
    assert set(proofs(small.penalty())) == {"harm"}
    assert proofs(small.penalty())["harm"].verdict == "proved"


@pytest.mark.parametrize(
    "table",
    [
        rows({"times_of": "value", "range": "[1..5]"}, {"times_of": "value", "range": "[5..10]"}),
        rows({"times_of": "value", "range": "[1..5]"}, {"amount": "[5万元..maximum]"}),
        rows({"share": "[0%..50%)"}, {"share": "[50%..100%]"}),
    ],
)
def test_amounts_that_grow_with_the_fact_are_proved_without_a_solver(table):
    proof = proofs(with_rows(table, TIMES))["value"]
    assert (proof.verdict, proof.means) == ("proved", "cells")


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        (
            rows(
                {"times_of": "value", "range": "[2..9]"}, {"times_of": "value", "range": "[1..8]"}
            ),
            "9,999.99元",
            "10,000元",
        ),
        (
            rows({"amount": "[middle..maximum]"}, {"amount": "[minimum..maximum]"}),
            None,
            None,
        ),
        (
            rows(
                {"share": "[0%..50%]"},
                {"share": "[50%..100%]"},
                grades=("ordinary", "lenient"),
            ),
            None,
            None,
        ),
    ],
)
def test_refuted_by_a_pair_that_the_engine_decided(table, old, new):
    tree = with_rows(table, TIMES)
    proof = proofs(tree)["value"]
    assert proof.verdict == "refuted"
    edition = small.edition_of(tree)
    first, second = (run(edition, "party", shown.data).came for shown in proof.cases)
    assert second.rank < first.rank or second.low < first.low or second.high < first.high
    if old is not None:
        assert [shown.data["facts"]["value"] for shown in proof.cases] == [old, new]
    fault = proof.diagnostic
    assert fault.code == "PB0442"
    assert fault.place.path == "schedules[0].tiers.rows[1]"
    assert [place.path for place in fault.related] == ["schedules[0].tiers.rows[0]"]


def test_an_open_end_is_above_a_closed_one():
    closed = rows({"amount": "[2万元..5万元]"}, {"amount": "(2万元..5万元]"})
    assert proofs(with_rows(closed))["value"].verdict == "proved"
    opened = rows({"amount": "(2万元..5万元]"}, {"amount": "[2万元..5万元]"})
    assert proofs(with_rows(opened))["value"].verdict == "refuted"


def test_a_worse_fact_without_a_result_refutes_nothing_and_is_said():
    table = rows({"amount": "[2万元..5万元]"}, tests=("< 1万元",), grades=("severe",))
    proof = proofs(with_rows(table))["value"]
    assert proof.verdict == "proved"
    (note,) = proof.notes
    assert "gap" in note.en
    assert "没有规定" in note.zh


def test_less_that_is_worse_contradicts_an_amount_that_grows():
    tree = small.with_fine(
        {"per": "cases", "range": "[100元..200元]"}, {"min": "1元", "max": "1万元"}
    )
    tree["facts"] = {**tree["facts"], "cases": {**tree["facts"]["cases"], "worse": "lower"}}
    assert proofs(tree)["cases"].verdict == "refuted"
    fixed = small.with_fine({"amount": "[100元..200元]"}, {"min": "1元", "max": "1万元"})
    assert proofs(fixed) == {}


def test_booleans_and_dates_have_directions_too():
    table = rows(
        {"amount": "[2万元..3万元]"},
        {"amount": "[3万元..4万元]"},
        fact="corrected",
        tests=("true", "false"),
    )
    assert proofs(with_rows(table))["corrected"].verdict == "proved"
    table["rows"].reverse()
    assert proofs(with_rows(table))["corrected"].verdict == "proved"
    turned = rows(
        {"amount": "[3万元..4万元]"},
        {"amount": "[2万元..3万元]"},
        fact="found_on",
        tests=("< 2026-03-01", ">= 2026-03-01"),
    )
    tree = with_rows(turned)
    tree["facts"]["found_on"]["worse"] = "later"
    for solver in (None, SOLVER):
        proof = proofs(tree, solver=solver)["found_on"]
        assert proof.verdict == "refuted"
    tree["facts"]["found_on"]["worse"] = "earlier"
    assert proofs(tree)["found_on"].verdict == "proved"


def points(scale, *more, base=None):
    factors = [{"fact": "harm", "scale": scale}, *more]
    table = {"start": "20%", "method": "total_of_maximum", "factors": factors}
    return small.penalty(small.schedule(basis=[small.basis(base)], points=table))


CASES = {"fact": "cases", "scale": {"< 2": "0%", ">= 2": "10%"}}
UP = {"none": "0%", "minor": "10%", "serious": "30%"}


def test_factors_of_points_by_themselves():
    percent = {"percent_of": "value", "min": "1%", "max": "5%"}
    for base in (None, percent):
        found = proofs(points(UP, CASES, base=base))
        assert {one.means for one in found.values()} == {"cells"}
        assert {one.verdict for one in found.values()} == {"proved"}
    down = {**UP, "serious": "5%"}
    proof = proofs(points(down, CASES))["harm"]
    assert proof.verdict == "refuted"
    assert [shown.data["facts"]["harm"] for shown in proof.cases] == ["minor", "serious"]


def test_a_limit_that_hides_the_difference_leaves_nothing_to_refute():
    hidden = points({"none": "80%", "minor": "95%", "serious": "92%"})
    hidden["schedules"][0]["points"]["start"] = "minimum/maximum"
    assert proofs(hidden)["harm"].verdict == "proved"
    seen = points({"none": "80%", "minor": "89%", "serious": "85%"})
    seen["schedules"][0]["points"]["start"] = "minimum/maximum"
    assert proofs(seen)["harm"].verdict == "refuted"


def change(tree, name):
    edition = small.edition_of(tree)
    return Change(edition, ground_of(edition), "party", name)


def test_rounding_decides_where_bands_are_not_in_order():
    # Half a yuan less before rounding, and the same after it.
    table = rows({"times_of": "value", "range": "[1..1]"}, {"amount": "[9,999.60元..9,999.60元]"})
    both = with_rows(table, {"min": "1元", "max": "10万元"})
    one = change(both, "value")
    assert by_cells(one) is None
    proof = by_solver(one, SOLVER)
    assert (proof.verdict, proof.means) == ("proved", "solver")
    table["rows"][1]["fine"] = {"amount": "[9,998.60元..9,998.60元]"}
    assert (
        by_cells(change(with_rows(table, {"min": "1元", "max": "10万元"}), "value")).verdict
        == "refuted"
    )


def test_years_between_dates_that_cannot_be_met_are_not_decided():
    years = {"type": "integer", "label": "年数", "derive": {"years": ["found_on", "decided_on"]}}
    months = {"type": "integer", "label": "月数", "derive": {"months": ["found_on", "decided_on"]}}
    listed = [
        # Thirty months are two years: no case is in both.
        {
            "id": "a",
            "grade": "severe",
            "when": {"months": "30", "years": "7", "cases": "< 3"},
            "fine": {"share": "[50%..100%]"},
        },
        {
            "id": "b",
            "grade": "lenient",
            "when": {"months": "30", "years": "7", "cases": ">= 3"},
            "fine": {"share": "[0%..50%]"},
        },
    ]
    tree = small.penalty(small.schedule(tiers={"rows": listed}))
    tree["facts"] |= {"years": years, "months": months}
    assert by_cells(change(tree, "cases")) is None
    proof = by_solver(change(tree, "cases"), SOLVER)
    assert (proof.verdict, proof.reason) == ("undecided", DATES)


class Wrong:
    """A solver that gives a pair of cases which contradicts nothing."""

    def ask(self, question):
        values = {
            name: 0 if fact.type.is_number else next(iter(fact.values), False)
            for name, fact in question.variables.items()
        }
        harm = {"harm": "none", f"harm{PRIME}": "serious"}
        return Answer(True, {**values, **harm})


def test_what_the_engine_does_not_confirm_is_an_internal_fault():
    proof = by_solver(change(small.penalty(), "harm"), Wrong())
    assert (proof.verdict, proof.reason) == ("undecided", FAULT)
