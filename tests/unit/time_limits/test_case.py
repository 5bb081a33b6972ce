"""Cases of time limits, as programs and files give them."""

import datetime as dt

import pytest

from penaltybench import CaseError, LimitCase
from penaltybench.time_limits import limit_case_from_data, read_limit_case

CASE = {"limit": "x.limit", "started_on": "2024-03-01"}


def fault(**keys):
    with pytest.raises(CaseError) as caught:
        limit_case_from_data(CASE | keys)
    (found,) = caught.value.diagnostics
    return found.code, found.place.path


def test_what_is_absent_is_not_there():
    case = limit_case_from_data(CASE)
    assert case == LimitCase(limit="x.limit", started_on=dt.date(2024, 3, 1))
    assert (case.facts, case.extended, case.not_counted, case.done_on) == ({}, False, (), None)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("true", True),
        ("false", False),
        (True, True),
        (False, False),
        ("5", 5),
        (5, 5),
        (1, 1),
        ("36600", 36_600),
    ],
)
def test_an_extension_is_all_or_a_number_of_days(given, read):
    got = limit_case_from_data(CASE | {"extended": given}).extended
    assert (got, type(got)) == (read, type(read))


@pytest.mark.parametrize("given", ["yes", 0, "0", -1, "1.5", 1.5, "36601", "²", [], None])
def test_nothing_else_is_an_extension(given):
    assert fault(extended=given) == ("PB0204", "extended")


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"started_on": "2024-13-01"}, ("PB0204", "started_on")),
        ({"started_on": 20240301}, ("PB0204", "started_on")),
        ({"started_on": dt.datetime(2024, 3, 1)}, ("PB0204", "started_on")),
        ({"done": "2024-03-01"}, ("PB0201", "done")),
        ({"facts": []}, ("PB0203", "facts")),
        ({"not_counted": {"from": "2024-03-05", "to": "2024-03-08"}}, ("PB0203", "not_counted")),
        ({"not_counted": [{"from": "2024-03-05"}]}, ("PB0202", "not_counted[0].to")),
        (
            {"not_counted": [{"from": "2024-03-05", "to": "2024-03-04"}]},
            ("PB0309", "not_counted[0].to"),
        ),
    ],
)
def test_a_fault_names_its_key(keys, found):
    assert fault(**keys) == found


def test_all_faults_are_named_at_once():
    with pytest.raises(CaseError) as caught:
        limit_case_from_data({"started_on": "soon", "extended": "no", "x": "y"})
    assert len(caught.value.diagnostics) == 4


def test_a_file_gives_the_place(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text("limit: x.limit\nstarted_on: 2024-03-01\nextended: no\n", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_limit_case(path)
    (found,) = caught.value.diagnostics
    assert (found.place.file, found.place.line, found.place.column) == (str(path), 3, 11)
    path.write_text("- limit\n", encoding="utf-8")
    with pytest.raises(CaseError, match="mapping"):
        read_limit_case(path)
    with pytest.raises(CaseError, match="PB0101"):
        read_limit_case(tmp_path / "nowhere.yaml")
    path.write_text("limit: x.limit\nstarted_on: 2024-03-01\n", encoding="utf-8")
    assert read_limit_case(str(path)) == limit_case_from_data(CASE)
