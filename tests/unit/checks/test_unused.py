"""PB0438, PB0439: facts that nothing reads, words that nothing tells apart."""

from pathlib import Path

import pytest
from made import CITE, STATUTES, circumstance, flag, harm, row, ruleset, schedule

from penaltybench.checks.unused import check_unused
from penaltybench.testing import library_of
from penaltybench.testing.rulesets import FROM

THREE = [
    row("a", "lenient", "[1,000元..3,000元]", harm="none"),
    row("b", "ordinary", "[3,000元..5,000元]", harm="minor"),
    row("c", "severe", "[5,000元..1万元]", harm="serious"),
]


def found(*trees):
    faults = check_unused(library_of(STATUTES, *trees).catalogue)
    return [(fault.code, fault.place.path, Path(fault.place.file).stem) for fault in faults]


def standard(**keys):
    facts = {"harm": harm(), "extra": keys.pop("extra", flag("其他"))}
    return ruleset(**{"facts": facts, "schedules": [schedule(*THREE)]} | keys)


def test_a_fact_that_nothing_reads():
    assert found(standard()) == [("PB0438", "facts.extra", FROM)]


@pytest.mark.parametrize(
    "reader",
    [
        {"circumstances": [circumstance("c", "severe", when={"extra": "true"})]},
        {"cap": {"at": "middle", "label": "上限", "unless": {"extra": "true"}}},
        {"procedure": [{"id": "p", "step": "reasons", "label": "说明", "when": {"extra": "true"}}]},
        {"schedules": [schedule(*THREE, when={"extra": "true"})]},
    ],
    ids=["circumstance", "cap", "procedure", "schedule"],
)
def test_whatever_reads_it(reader):
    assert found(standard(**reader)) == []


def test_amounts_and_factors_read_facts():
    money = {"type": "money", "label": "货值"}
    allows = {"fine": {"times_of": "extra", "min": "1", "max": "5"}}
    table = [schedule(*[one | {"fine": {"share": "[0%..50%]"}} for one in THREE], allows=allows)]
    assert found(standard(extra=money, schedules=table)) == []
    factors = [
        {"fact": "extra", "scale": {"true": "0%", "false": "5%"}},
        {"fact": "harm", "scale": {"none": "0%", "minor": "5%", "serious": "9%"}},
    ]
    points = schedule() | {
        "points": {"start": "10%", "method": "position", "factors": factors},
    }
    del points["tiers"]
    assert found(standard(schedules=[points])) == []


def test_a_date_from_which_something_is_derived():
    day = {"type": "date", "label": "日"}
    derived = {
        "type": "integer",
        "label": "月数",
        "derive": {"months": ["extra", "conduct_start"]},
    }
    tree = standard(extra=day)
    tree["facts"]["months"] = derived
    assert found(tree) == [("PB0438", "facts.months", FROM)]


def test_what_another_edition_reads_is_declared_for_it():
    reading = [circumstance("c", "severe", when={"extra": "true"})]
    later = standard(day="2026-06-01", circumstances=reading)
    assert found(standard(), later) == []


def test_words_that_nothing_tells_apart():
    two = [schedule()]
    facts = {"harm": harm()}
    assert found(ruleset(facts=facts, schedules=two)) == [("PB0439", "facts.harm", FROM)]
    step = {
        "id": "p",
        "step": "reasons",
        "label": "说明",
        "when": {"harm": "serious"},
        "cite": CITE,
    }
    assert found(ruleset(facts=facts, schedules=two, procedure=[step])) == []


def test_general_facts_are_not_the_rulesets_own():
    general = {
        "id": "example.general",
        "kind": "general",
        "title": {"zh": "一般规则"},
        "status": "example",
        "effective": {"from": FROM},
        "source": {"text": "自拟", "sure": "high"},
        "reviewed_on": FROM,
        "facts": {"extra": flag("其他")},
    }
    tree = ruleset(facts={"harm": harm()}, schedules=[schedule(*THREE)], uses=["example.general"])
    assert found(general, tree) == []
