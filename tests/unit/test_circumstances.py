import pytest
from small import DAY, edition_of, penalty

from penaltybench.case import case_from_data
from penaltybench.circumstances import assess, effective
from penaltybench.diagnostics import CaseError
from penaltybench.facts import read_facts
from penaltybench.unknown import UnknownFactsError

EDITION = edition_of(
    penalty(
        circumstances=[
            {"id": "helped", "effect": "lenient", "label": "立功"},
            {"id": "light", "effect": "lenient", "label": "轻微", "when": {"harm": "none"}},
            {"id": "child", "effect": "exempt", "absolute": "true", "label": "不满十四周岁"},
        ]
    )
)


def facts(known=None, listed=None):
    data = {"ruleset": "x.standard", "conduct": DAY, "facts": known or {}, "circumstances": listed}
    return read_facts(case_from_data(data), EDITION)


def truths(known=None, listed=None):
    found = assess(EDITION, facts(known, listed))
    return {item.circumstance.id: (item.truth, item.by) for item in found}


@pytest.mark.parametrize(
    ("known", "listed", "light"),
    [
        ({"harm": "none"}, None, (True, "facts")),
        ({"harm": "none"}, [], (True, "facts")),
        ({"harm": "none"}, ["light"], (True, "facts")),
        ({"harm": "minor"}, None, (False, "facts")),
        ({}, ["light"], (True, "finding")),
        ({}, [], (False, "finding")),
        ({}, None, (None, "unknown")),
    ],
)
def test_facts_decide_before_findings(known, listed, light):
    assert truths(known, listed)["light"] == light


@pytest.mark.parametrize(
    ("listed", "helped"),
    [(["helped"], (True, "finding")), ([], (False, "finding")), (None, (None, "unknown"))],
)
def test_without_a_condition_only_the_finding_decides(listed, helped):
    assert truths({"harm": "minor"}, listed)["helped"] == helped


def test_a_finding_that_the_facts_exclude_is_refused():
    with pytest.raises(CaseError) as error:
        assess(EDITION, facts({"harm": "minor"}, ["light", "helped"]))
    assert [(d.code, d.place.path) for d in error.value.diagnostics] == [
        ("PB0307", "circumstances.light")
    ]


def ids(known=None, listed=None):
    return [c.id for c in effective(assess(EDITION, facts(known, listed)))]


def test_what_is_there_takes_effect():
    assert ids({"harm": "none"}, ["helped"]) == ["helped", "light"]
    assert ids({"harm": "minor"}, []) == []


def test_an_absolute_bar_decides_alone_even_while_others_are_unknown():
    assert ids({"harm": "none"}, ["helped", "child"]) == ["child"]
    assert ids({}, {"child": True}) == ["child"]


def test_while_one_may_be_there_nothing_is_decided():
    with pytest.raises(UnknownFactsError) as blocked:
        ids({"harm": "minor"}, {"child": False})
    assert blocked.value.circumstances == ("helped",)
    assert blocked.value.facts == ()
