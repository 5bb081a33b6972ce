import copy
import datetime as dt
from decimal import Decimal

import pytest
from small import DAY, FACTS, edition_of, general, penalty

from penaltybench.case import case_from_data
from penaltybench.diagnostics import CaseError
from penaltybench.facts import Facts, derived_from, read_facts

PEOPLE = {
    "birth_date": {"type": "date", "label": "出生日期"},
    "age": {
        "type": "integer",
        "label": "周岁",
        "derive": {"years": ["birth_date", "conduct_start"]},
    },
    "age_full": {
        "type": "integer",
        "label": "周岁（生日次日起满）",
        "derive": {"years": ["birth_date", "conduct_start"], "until": "day_before"},
    },
    "months": {
        "type": "integer",
        "label": "月数",
        "derive": {"months": ["found_on", "decided_on"]},
    },
    "days": {"type": "integer", "label": "天数", "derive": {"days": ["conduct_end", "found_on"]}},
}
DECLARED = copy.deepcopy(FACTS | PEOPLE)
DECLARED["harm"] |= {"unascertainable": {"as": "lightest"}, "several": "heaviest"}
DECLARED["corrected"]["unascertainable"] = {"as": "lightest"}
DECLARED["value"]["unascertainable"] = {"as": "100元"}
CIRCUMSTANCES = [
    {"id": "helped", "effect": "lenient", "label": "立功"},
    {"id": "repeated", "effect": "severe", "label": "再犯", "when": {"cases": ">= 1"}},
]
EDITION = edition_of(penalty(facts=DECLARED, circumstances=CIRCUMSTANCES))


def read(facts=None, edition=EDITION, **case):
    return read_facts(
        case_from_data({"ruleset": "x.standard", "conduct": DAY, "facts": facts or {}} | case),
        edition,
    )


def refused(facts=None, **case):
    with pytest.raises(CaseError) as error:
        read(facts, **case)
    return [(d.code, d.place.path) for d in error.value.diagnostics]


def test_facts_are_typed():
    facts = read(
        {"harm": "minor", "value": "1万元", "cases": "2", "area": "8109.5", "corrected": "true"}
    )
    assert facts.values == {
        "harm": "minor",
        "value": 1_000_000,
        "cases": 2,
        "area": Decimal("8109.5"),
        "corrected": True,
        "conduct_start": dt.date.fromisoformat(DAY),
        "conduct_end": dt.date.fromisoformat(DAY),
    }
    assert facts.origins == {"conduct_start": "case", "conduct_end": "case"}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("hram", "minor", "PB0302"),
        ("conduct_start", "2024-01-01", "PB0302"),
        ("age", "14", "PB0302"),
        ("value", "much", "PB0303"),
        ("value", 0.5, "PB0303"),
        ("value", None, "PB0303"),
        ("value", "0.001元", "PB0303"),
        ("cases", "2.5", "PB0303"),
        ("cases", True, "PB0303"),
        ("cases", ["2"], "PB0303"),
        ("harm", [], "PB0303"),
        ("harm", 3, "PB0303"),
        ("corrected", "yes", "PB0303"),
        ("found_on", "2024-02-30", "PB0303"),
        ("cases", "-1", "PB0304"),
        ("area", "-0.01", "PB0304"),
        ("harm", "seriuos", "PB0305"),
        ("harm", ["minor", "xyz"], "PB0305"),
    ],
)
def test_a_wrong_fact_is_refused_at_its_path(name, value, code):
    assert refused({name: value}) == [(code, f"facts.{name}")]


def test_every_wrong_fact_is_reported_at_once():
    faults = refused({"hram": "x", "value": "much", "cases": -1}, circumstances=["hlped"])
    assert faults == [
        ("PB0308", "circumstances.hlped"),
        ("PB0304", "facts.cases"),
        ("PB0302", "facts.hram"),
        ("PB0303", "facts.value"),
    ]


def test_what_was_meant_is_suggested():
    with pytest.raises(CaseError) as error:
        read({"hram": "x", "harm": "seriuos"}, circumstances=["hlped"])
    assert {d.remedy.en for d in error.value.diagnostics} == {
        "did you mean harm?",
        "did you mean serious?",
        "did you mean helped?",
    }
    with pytest.raises(CaseError) as error:
        read({"qqqq": "x", "harm": "zzzz"}, circumstances=["wwww"])
    assert not any("did you mean" in d.remedy.en for d in error.value.diagnostics)


@pytest.mark.parametrize(
    ("given", "value", "origin"),
    [
        (["minor"], "minor", None),
        (["minor", "minor"], "minor", None),
        (["none", "serious", "minor"], "serious", "heaviest"),
        (("none", "minor"), "minor", "heaviest"),
    ],
)
def test_of_several_values_the_heaviest_counts(given, value, origin):
    facts = read({"harm": given})
    assert facts.values["harm"] == value
    assert facts.origins.get("harm") == origin


def test_where_earlier_is_worse_the_first_value_is_the_heaviest():
    declared = copy.deepcopy(DECLARED)
    declared["harm"]["worse"] = "earlier"
    edition = edition_of(penalty(facts=declared))
    assert read({"harm": ["minor", "serious"]}, edition).values["harm"] == "minor"
    assert read(edition=edition, unascertainable=["harm"]).values["harm"] == "serious"


# --- what cannot be ascertained --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"), [("harm", "none"), ("corrected", True), ("value", 10_000)]
)
def test_what_cannot_be_ascertained_counts_as_the_ruleset_says(name, value):
    facts = read(unascertainable=[name])
    assert facts.values[name] == value
    assert facts.origins[name] == "unascertainable"
    assert facts.unresolved == ()


def test_where_the_ruleset_does_not_say_it_stays_unknown():
    facts = read(unascertainable=["area", "found_on"])
    assert facts.unresolved == ("area", "found_on")
    assert "area" not in facts.values


@pytest.mark.parametrize(
    ("case", "code", "path"),
    [
        ({"facts": {"harm": "none"}, "unascertainable": ["harm"]}, "PB0310", "harm"),
        ({"unascertainable": ["age"]}, "PB0310", "age"),
        ({"unascertainable": ["conduct_start"]}, "PB0310", "conduct_start"),
        ({"unascertainable": ["hram"]}, "PB0302", "hram"),
    ],
)
def test_what_is_known_cannot_be_unascertainable(case, code, path):
    assert refused(**case) == [(code, f"unascertainable.{path}")]


# --- what is derived -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "conduct", "age", "age_full"),
    [
        ("2012-05-26", "2026-05-25", 13, 13),
        # The fourteenth birthday itself, and the day after it.
        ("2012-05-26", "2026-05-26", 14, 13),
        ("2012-05-26", "2026-05-27", 14, 14),
        ("2012-02-29", "2026-02-28", 13, 13),
        ("2012-02-29", "2026-03-01", 14, 13),
        ("2012-02-29", "2026-03-02", 14, 14),
    ],
)
def test_years_are_derived_from_dates(born, conduct, age, age_full):
    facts = read({"birth_date": born}, conduct=conduct)
    assert (facts.values["age"], facts.values["age_full"]) == (age, age_full)
    assert facts.origins["age"] == "derived"


def test_months_and_days_are_derived_from_dates():
    facts = read({"found_on": "2026-05-31"}, decided_on="2026-07-30")
    assert facts.values["days"] == 5
    assert facts.values["months"] == 1


def test_what_lacks_a_date_is_not_derived():
    assert "age" not in read().values
    assert "months" not in read({"found_on": "2026-05-31"}).values


def test_dates_in_the_wrong_order_derive_nothing():
    assert "days" not in read({"found_on": "2026-05-25"}).values
    assert read({"birth_date": DAY}).values["age_full"] == 0


def test_the_first_day_of_all_is_a_day_too():
    facts = read({"birth_date": "0001-01-01"}, conduct="0001-01-01")
    assert facts.values["age_full"] == 0


def test_instead_of_a_derived_fact_its_dates_are_asked():
    assert derived_from(EDITION, "age") == ("birth_date", "conduct_start")
    assert derived_from(EDITION, "months") == ("found_on", "decided_on")
    assert derived_from(EDITION, "days") == ("conduct_end", "found_on")
    assert derived_from(EDITION, "harm") == ("harm",)


# --- findings --------------------------------------------------------------------------------


def test_a_list_says_that_all_were_examined():
    assert read(circumstances=["helped"]).findings == {"helped": True, "repeated": False}
    assert read(circumstances=[]).findings == {"helped": False, "repeated": False}
    assert read().findings == {}


def test_a_mapping_says_it_of_those_it_names():
    assert read(circumstances={"helped": False}).findings == {"helped": False}
    assert refused(circumstances={"hlped": False}) == [("PB0308", "circumstances.hlped")]


# --- facts as values -------------------------------------------------------------------------


def test_a_number_may_be_known_only_as_a_span():
    facts = Facts({"value": 100}).supposing("cases", 2, (1, None))
    assert facts.ends("value") == (100, 100)
    assert facts.ends("cases") == (1, None)
    assert facts.values["cases"] == 2


def test_a_number_that_becomes_known_is_no_span_any_more():
    facts = Facts({}).supposing("cases", 2, (1, None)).supposing("cases", 3)
    assert facts.ends("cases") == (3, 3)


def test_general_rules_declare_facts_too():
    shared = general(facts={"party": {"type": "enum", "label": "x", "values": {"citizen": "公民"}}})
    edition = edition_of(penalty(uses=["x.general"]), shared)
    assert read({"party": "citizen"}, edition).values["party"] == "citizen"
