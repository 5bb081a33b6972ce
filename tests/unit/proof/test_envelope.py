"""Tiers that stay inside their basis, and those that do not, with a case that the engine decided."""

import pytest
import small

from penaltybench.proof import prove
from penaltybench.proof import subject as subject_module
from penaltybench.proof.envelope import by_solver
from penaltybench.proof.question import NO_SOLVER, Answer
from penaltybench.proof.search import ground_of
from penaltybench.proof.statement import FAULT
from penaltybench.proof.subject import Subject, refuted_by
from penaltybench.testing import library_of

solve = pytest.importorskip("penaltybench.proof.solve")
SOLVER = solve.Z3Solver(10.0)


def envelope(tree, *others, solver=None):
    edition = library_of(small.statutes(), *others, tree).standard(tree["id"]).latest
    return [one for one in prove(edition, solver) if one.statement.kind == "envelope"]


TIMES = {"times_of": "value", "min": "2", "max": "10"}


@pytest.mark.parametrize(
    ("fine", "allowed"),
    [
        ({"share": "[0%..100%]"}, {**TIMES, "at_least": "1,000元"}),
        ({"times_of": "value", "range": "[3..5]"}, TIMES),
        (
            {"amount": "[minimum..50% of maximum]"},
            {"max": "1万元", "assumed_min": "10% of maximum"},
        ),
        ({"amount": "[middle..maximum]"}, TIMES),
        ({"per": "area", "range": "[10元..20元]"}, {"per": "area", "min": "10元", "max": "30元"}),
        (
            {
                "amount": "[1万元..3万元]",
                "plus": [{"per": "cases", "add": "5,000元", "beyond": "1"}],
            },
            {"min": "1万元", "max": "3万元"},
        ),
        # Nothing is left of it in any case: a gap, but no amount outside of the law.
        ({"amount": "(maximum..middle]"}, TIMES),
    ],
)
def test_proved_without_a_solver(fine, allowed):
    (proof,) = envelope(small.with_fine(fine, allowed))
    assert (proof.verdict, proof.means) == ("proved", "cells")
    assert proof.diagnostic is None


@pytest.mark.parametrize(
    ("fine", "allowed", "case"),
    [
        ({"amount": "[5,000元..2万元]"}, TIMES, {"value": "10,000元"}),
        (
            {"times_of": "value", "range": "[3..5]", "at_least": "5,000元"},
            TIMES,
            {"value": "100元"},
        ),
        ({"amount": "[50% of minimum..maximum]"}, TIMES, {"value": "10,000元"}),
        (
            {"per": "area", "range": "[10元..20元]"},
            {"min": "100元", "max": "1,000元"},
            {"area": "1"},
        ),
    ],
)
def test_refuted_by_a_plain_case(fine, allowed, case):
    (proof,) = envelope(small.with_fine(fine, allowed))
    assert proof.verdict == "refuted"
    (shown,) = proof.cases
    assert shown.data["facts"] == case
    fault = proof.diagnostic
    assert fault.code == "PB0441"
    assert fault.place.path == "schedules[0].tiers.rows[0]"
    assert small.FACTS[next(iter(case))]["label"]["en"] in fault.message.en


def test_a_mitigated_tier_with_a_ground_is_left_out():
    row = {
        "id": "m",
        "grade": "mitigated",
        "ground": {"law": "甲法", "article": "第三条"},
        "fine": {"amount": "[10% of minimum..90% of minimum]"},
    }
    assert envelope(small.penalty(small.schedule(tiers={"rows": [row]}))) == []


def test_a_row_that_an_earlier_one_hides_is_never_taken():
    rows = [
        {
            "id": "a",
            "grade": "ordinary",
            "when": {"value": ">= 1,000元"},
            "fine": {"share": "[0%..100%]"},
        },
        {
            "id": "b",
            "grade": "ordinary",
            "when": {"value": ">= 2,000元"},
            "fine": {"amount": "[2,000元..3,000元]"},
        },
    ]
    basis = [small.basis(TIMES)]
    first = small.schedule(basis=basis, tiers={"rows": rows, "hit": "first"})
    assert [one.verdict for one in envelope(small.penalty(first))] == ["proved", "proved"]


def test_points_begin_below_the_minimum():
    factor = {"fact": "harm", "scale": {"none": "0%", "minor": "5%", "serious": "30%"}}
    points = {"start": "5%", "method": "total_of_maximum", "factors": [factor]}
    (proof,) = envelope(small.penalty(small.schedule(points=points)))
    assert proof.verdict == "refuted"
    assert proof.cases[0].data["facts"] == {"harm": "none"}
    points["start"] = "10%"
    (proof,) = envelope(small.penalty(small.schedule(points=points)))
    assert (proof.verdict, proof.means) == ("proved", "cells")


def test_points_from_minimum_to_maximum_with_a_base():
    factor = {"fact": "harm", "scale": {"none": "0%", "minor": "20%", "serious": "80%"}}
    points = {"start": "minimum/maximum", "method": "total_of_maximum", "factors": [factor]}
    percent = {"percent_of": "value", "min": "1%", "max": "5%"}
    (proof,) = envelope(small.penalty(small.schedule(basis=[small.basis(percent)], points=points)))
    assert (proof.verdict, proof.means) == ("proved", "cells")


GIVEN = {"min": {"fact": "least"}, "max": {"fact": "most"}}
MONEY = {name: {"type": "money", "label": {"zh": name, "en": name}} for name in ("least", "most")}


def given_range(amount):
    tree = small.with_fine({"amount": amount}, GIVEN)
    tree["facts"] |= MONEY
    return tree


def test_a_minimum_above_its_own_maximum_is_no_case():
    (proof,) = envelope(given_range("[minimum..maximum]"))
    assert proof.verdict == "proved"
    (proof,) = envelope(given_range("[50% of maximum..maximum]"))
    assert proof.verdict == "refuted"


def test_started_units_of_two_sizes_are_left_to_the_solver():
    started = {"per": "area", "started": "whole"}
    tree = small.with_fine(
        {**started, "each": "2", "range": "[10元..10元]"}, {**started, "min": "1元", "max": "30元"}
    )
    (proof,) = envelope(tree, solver=SOLVER)
    assert (proof.verdict, proof.means) == ("proved", "solver")
    (proof,) = envelope(tree)
    assert (proof.verdict, proof.reason) == ("undecided", NO_SOLVER)
    assert proof.lacks_solver
    assert proof.diagnostic.code == "PB0443"
    assert "penaltybench[proof]" in proof.diagnostic.remedy.en


def test_days_between_dates_are_found_by_choosing_dates():
    days = {
        "type": "integer",
        "label": "天数",
        "derive": {"days": ["found_on", "decided_on"], "until": "day_before"},
    }
    tree = small.with_fine(
        {"per": "late", "range": "[100元..100元]"}, {"min": "1元", "max": "5,000元"}
    )
    tree["facts"] |= {"late": days}
    for solver in (None, SOLVER):
        (proof,) = envelope(tree, solver=solver)
        assert proof.verdict == "refuted"
        assert set(proof.cases[0].data["facts"]) == {"found_on"}


# --- what is not to be trusted ----------------------------------------------------------------------


class Wrong:
    """A solver that gives a case which contradicts nothing."""

    def ask(self, question):
        values = {
            name: 100_000_00 if fact.type.is_number else next(iter(fact.values), None)
            for name, fact in question.variables.items()
        }
        return Answer(True, values)


def test_what_the_engine_does_not_confirm_is_an_internal_fault():
    edition = small.edition_of(small.with_fine({"times_of": "value", "range": "[3..5]"}, TIMES))
    schedule = edition.schedules[0]
    subject = Subject(
        edition, ground_of(edition), schedule, schedule.bases[0], schedule.table.rows[0]
    )
    proof = by_solver(subject, Wrong())
    assert (proof.verdict, proof.reason) == ("undecided", FAULT)
    assert "report" in proof.diagnostic.remedy.en


def test_a_case_that_is_refused_confirms_nothing(monkeypatch):
    edition = small.edition_of(small.with_fine({"amount": "[5,000元..2万元]"}, TIMES))
    schedule = edition.schedules[0]
    subject = Subject(
        edition, ground_of(edition), schedule, schedule.bases[0], schedule.table.rows[0]
    )
    assert refuted_by(subject, {"value": 1_000_000}, "cells") is not None
    monkeypatch.setattr(subject_module, "run", lambda *_: None)
    assert refuted_by(subject, {"value": 1_000_000}, "cells") is None
