import datetime as dt

import pytest

from penaltybench import read_plan, read_proposed
from penaltybench.diagnostics import CaseError
from penaltybench.inspection import Plan, plan_from_data, proposed_from_data

PROPOSED = {"rules": "x.y", "enterprise": "e1", "authority": "甲局", "on": "2026-05-15"}


def faults(function, *arguments):
    with pytest.raises(CaseError) as error:
        function(*arguments)
    return [(f.code, f.place.line, f.place.path) for f in error.value.diagnostics]


def test_a_proposal_is_read_from_yaml_and_json(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(
        "rules: x.y\nenterprise: e1\nauthority: 甲局\non: 2026-05-15\nform: on_site\n"
        "notified_on: 2026-05-12\nfacts: {danger: true}\n",
        encoding="utf-8",
    )
    proposed = read_proposed(path)
    assert proposed.on == dt.date(2026, 5, 15)
    assert proposed.notified_on == dt.date(2026, 5, 12)
    assert proposed.facts == {"danger": "true"}
    assert (proposed.matter, proposed.violation) == (None, None)
    path = tmp_path / "p.json"
    path.write_text('{"rules": "x.y", "enterprise": 17, "authority": "a", "on": "2026-05-15"}')
    assert read_proposed(path).enterprise == "17"


def test_every_fault_of_a_proposal_has_its_line(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text("rules: x.y\nenterprize: e1\nauthority: a\non: 15.5.\nform: remote\n")
    assert faults(read_proposed, path) == [
        ("PB0202", 1, "enterprise"),
        ("PB0201", 2, "enterprize"),
        ("PB0204", 4, "on"),
        ("PB0207", 5, "form"),
    ]


@pytest.mark.parametrize("text", ["- a\n", "text\n"])
def test_a_proposal_and_a_plan_are_mappings(tmp_path, text):
    path = tmp_path / "p.yaml"
    path.write_text(text)
    assert faults(read_proposed, path) == [("PB0203", 1, "")]
    assert faults(read_plan, path) == [("PB0203", 1, "")]
    assert faults(read_plan, tmp_path / "nowhere.yaml") == [("PB0101", 0, "")]


def test_a_plan_has_entries_of_one_or_of_every_enterprise():
    plan = plan_from_data(
        {
            "year": "2026",
            "approved_on": "2026-01-10",
            "entries": [
                {"authority": "甲局", "from": "2026-03-01", "to": "2026-03-31"},
                {"authority": "乙局", "enterprise": "e1"},
            ],
        }
    )
    bounded, open_ = plan.entries
    assert not bounded.holds_on(dt.date(2026, 2, 28))
    assert bounded.holds_on(dt.date(2026, 3, 1))
    assert bounded.holds_on(dt.date(2026, 3, 31))
    assert not bounded.holds_on(dt.date(2026, 4, 1))
    assert open_.holds_on(dt.date(2026, 12, 31))
    assert plan_from_data({"year": 2026}) == Plan(year=2026)


def test_the_days_of_a_plan_lie_in_its_year_and_in_order():
    entries = [
        {"authority": "a", "from": "2025-12-31", "to": "2026-03-31"},
        {"authority": "a", "from": "2026-05-01", "to": "2026-04-30"},
        {"authority": "a", "to": "2027-01-01"},
    ]
    assert faults(plan_from_data, {"year": 2026, "entries": entries}) == [
        ("PB0309", 0, "entries[0].from"),
        ("PB0309", 0, "entries[1].to"),
        ("PB0309", 0, "entries[2].to"),
    ]


def test_unknown_keys_are_told_the_closest_one():
    with pytest.raises(CaseError) as error:
        proposed_from_data(PROPOSED | {"mater": "x"})
    assert error.value.diagnostics[0].remedy.en == "did you mean matter?"
    with pytest.raises(CaseError) as error:
        plan_from_data({"year": 2026, "entries": [{"authority": "a", "form": "2026-01-01"}]})
    assert error.value.diagnostics[0].remedy.en == "did you mean from?"
