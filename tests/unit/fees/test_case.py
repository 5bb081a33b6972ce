"""A charge that is asked for, from files and from programs."""

import datetime as dt

import pytest
from fee_trees import FEE, charged, library

from penaltybench.diagnostics import CaseError
from penaltybench.fees import FeeCase, fee_case_from_data, read_fee_case


def faults(error):
    return [(fault.code, fault.place.line, fault.place.path) for fault in error.value.diagnostics]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("case.yaml", "fee: x.fee\non: 2020-06-01\nfacts: {area: 2.5}\n"),
        ("case.json", '{"fee": "x.fee", "on": "2020-06-01", "facts": {"area": 2.5}}'),
    ],
)
def test_a_file_gives_a_case(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    case = read_fee_case(path)
    assert (case.fee, case.on) == (FEE, dt.date(2020, 6, 1))
    got = library(charged({"per": "area", "rate": "2元"})).assess(case)
    assert str(got.due) == "5元"


def test_every_fault_of_a_file_has_its_place(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text("fe: x\non: 2020-13-01\nfacts: [a]\n", encoding="utf-8")
    with pytest.raises(CaseError) as error:
        read_fee_case(path)
    assert faults(error) == [
        ("PB0202", 1, "fee"),
        ("PB0201", 1, "fe"),
        ("PB0204", 2, "on"),
        ("PB0203", 3, "facts"),
    ]
    assert "did you mean fee?" in error.value.diagnostics[1].remedy.en


@pytest.mark.parametrize("text", ["- a\n", "x\n", "a: [\n", ""])
def test_what_is_no_case_is_a_diagnostic(tmp_path, text):
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError):
        read_fee_case(path)
    with pytest.raises(CaseError):
        read_fee_case(tmp_path / "nowhere.yaml")


def test_every_fact_at_fault_is_named():
    given = {
        "area": "x",
        "claim": -1,
        "kinds": "other",
        "kind": "divorced",
        "charged_on": "2020-01-01",
    }
    with pytest.raises(CaseError) as error:
        library(charged({"amount": "1元"})).assess({"fee": FEE, "on": "2020-06-01", "facts": given})
    assert faults(error) == [
        ("PB0303", 0, "facts.area"),
        ("PB0302", 0, "facts.charged_on"),
        ("PB0303", 0, "facts.claim"),
        ("PB0305", 0, "facts.kind"),
        ("PB0302", 0, "facts.kinds"),
    ]


def test_a_program_may_give_a_case():
    case = FeeCase(fee=FEE, on=dt.date(2020, 6, 1))
    assert case == fee_case_from_data({"fee": FEE, "on": "2020-06-01"})
    with pytest.raises(CaseError):
        fee_case_from_data({"fee": 3, "on": None})
