import datetime as dt
import json
from decimal import Decimal

import pytest
from pydantic import ValidationError

from penaltybench.case import Case, case_from_data, read_case
from penaltybench.diagnostics import CaseError
from penaltybench.period import Period

DAY = dt.date(2024, 5, 26)
YAML = """\
ruleset: x.standard
conduct: 2024-05-26
decided_on: 2024-06-30
facts:
  area: 8109
  corrected: true
circumstances: []
unascertainable: [harm]
note: "a note"
"""


def write(tmp_path, text, name="case.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(data):
    with pytest.raises(CaseError) as error:
        case_from_data(data)
    return [(d.code, d.place.path) for d in error.value.diagnostics]


def test_a_case_file_is_read(tmp_path):
    case = read_case(write(tmp_path, YAML))
    assert case.ruleset == "x.standard"
    assert case.conduct == Period(DAY, DAY)
    assert case.facts == {"area": "8109", "corrected": "true"}
    assert case.circumstances == ()
    assert case.unascertainable == ("harm",)
    assert case.dates() == {
        "conduct_start": DAY,
        "conduct_end": DAY,
        "decided_on": dt.date(2024, 6, 30),
    }


def test_json_may_give_numbers(tmp_path):
    data = {"ruleset": "x", "conduct": "2024-05-26", "facts": {"area": 0.5, "cases": 2}}
    case = read_case(write(tmp_path, json.dumps(data), "case.json"))
    assert case.facts == {"area": Decimal("0.5"), "cases": 2}
    assert case.circumstances is None


def test_continuing_conduct_is_a_period():
    case = Case(ruleset="x", conduct={"from": "2024-01-01", "to": "2024-05-26"})
    assert case.conduct == Period(dt.date(2024, 1, 1), DAY)
    assert case.dates()["conduct_end"] == DAY


def test_a_program_may_give_days_and_periods():
    assert Case(ruleset="x", conduct=DAY).conduct == Period(DAY, DAY)
    open_conduct = Case(ruleset="x", conduct=Period(DAY))
    assert "conduct_end" not in open_conduct.dates()


GOOD = {"ruleset": "x", "conduct": "2024-05-26"}


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        ({}, [("PB0202", "conduct"), ("PB0202", "ruleset")]),
        (GOOD | {"rulset": "y"}, [("PB0201", "rulset")]),
        (GOOD | {"conduct": "2024-02-30"}, [("PB0204", "conduct")]),
        (GOOD | {"conduct": "26.5.2024"}, [("PB0204", "conduct")]),
        (GOOD | {"conduct": 20240526}, [("PB0204", "conduct")]),
        (GOOD | {"conduct": None}, [("PB0204", "conduct")]),
        (GOOD | {"conduct": dt.datetime(2024, 5, 26)}, [("PB0204", "conduct")]),
        (GOOD | {"conduct": {}}, [("PB0203", "conduct")]),
        (GOOD | {"conduct": {"from": "2024-05-26"}}, [("PB0203", "conduct")]),
        (GOOD | {"conduct": {"from": "2024-05-26", "until": "2024-05-27"}},
         [("PB0203", "conduct")]),
        (GOOD | {"conduct": {"from": "2024-05-26", "to": []}}, [("PB0204", "conduct")]),
        (GOOD | {"conduct": {"from": "2024-05-26", "to": "2024-05-25"}}, [("PB0309", "conduct")]),
        (GOOD | {"decided_on": "2024-05-25"}, [("PB0309", "")]),
        (GOOD | {"filed_on": "2024-05-25"}, [("PB0309", "")]),
        (GOOD | {"filed_on": "2024-06-02", "decided_on": "2024-06-01"}, [("PB0309", "")]),
        (GOOD | {"facts": ["area"]}, [("PB0203", "facts")]),
        (GOOD | {"facts": None}, [("PB0203", "facts")]),
        (GOOD | {"circumstances": "c"}, [("PB0203", "circumstances")]),
        (GOOD | {"circumstances": [["c"]]}, [("PB0203", "circumstances")]),
        (GOOD | {"unascertainable": "area"}, [("PB0203", "unascertainable")]),
        (GOOD | {"ruleset": 3}, [("PB0203", "ruleset")]),
    ],
    ids=str,
)  # fmt: skip
def test_every_fault_has_its_code_and_its_path(data, faults):
    assert refused(data) == faults


def test_conduct_may_be_continuing_when_it_is_filed_but_not_before_it_starts():
    data = {"ruleset": "x", "conduct": {"from": "2024-01-01", "to": "2024-05-26"}}
    case_from_data(data | {"filed_on": "2024-01-01", "decided_on": "2024-05-26"})
    assert refused(data | {"filed_on": "2023-12-31"}) == [("PB0309", "")]


def test_circumstances_may_say_of_each_whether_it_was_found():
    case = case_from_data(GOOD | {"circumstances": {"a": "true", "b": False}})
    assert case.circumstances == {"a": True, "b": False}
    codes = {code for code, _ in refused(GOOD | {"circumstances": {"a": "perhaps", "b": []}})}
    assert codes == {"PB0203"}


def test_faults_of_a_file_name_line_and_column(tmp_path):
    text = YAML.replace("2024-06-30", "2024-06-31") + "rulset: y\n"
    with pytest.raises(CaseError) as error:
        read_case(write(tmp_path, text))
    places = [(d.code, d.place.line, d.place.column) for d in error.value.diagnostics]
    assert places == [("PB0204", 3, 13), ("PB0201", 10, 9)]
    assert "ruleset" in error.value.diagnostics[1].remedy.en


def test_a_key_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(CaseError) as error:
        read_case(write(tmp_path, YAML + "ruleset: y\n"))
    assert [d.code for d in error.value.diagnostics] == ["PB0106"]


@pytest.mark.parametrize("text", ["", "- a\n", "text\n"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path, text):
    with pytest.raises(CaseError) as error:
        read_case(write(tmp_path, text))
    assert [d.code for d in error.value.diagnostics] == ["PB0203"]


def test_a_file_that_is_missing_is_refused(tmp_path):
    with pytest.raises(CaseError) as error:
        read_case(str(tmp_path / "missing.yaml"))
    assert [d.code for d in error.value.diagnostics] == ["PB0101"]


def test_a_program_that_gives_a_wrong_shape_gets_pydantics_error():
    with pytest.raises(ValidationError):
        Case(ruleset="x", conduct="2024-02-30")


def test_a_case_cannot_be_changed():
    with pytest.raises(ValidationError):
        case_from_data(GOOD).ruleset = "y"
