"""The published strategies: what they draw loads, covers the format, and comes out as declared."""

import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from small import edition_of, penalty

from penaltybench import reads
from penaltybench.diagnostics import RulesetError
from penaltybench.source import Source, read_yaml
from penaltybench.testing import (
    boundary_values,
    case_data,
    cases,
    given_facts,
    library_of,
    literal,
    monotone_rulesets,
    ruleset_text,
    rulesets,
    write_rulesets,
)
from penaltybench.testing.declarations import facts, partitions
from penaltybench.testing.rulesets import PENALTY
from penaltybench.values import FactType, parse_literal

sampled = settings(max_examples=150, phases=[Phase.generate], derandomize=True, database=None)


@given(rulesets())
def test_every_ruleset_loads_and_its_text_is_the_tree_again(trees):
    library_of(*trees)
    for tree in trees:
        source = Source("x")
        read_yaml(ruleset_text(tree), source)
        assert source.tree == tree


@given(monotone_rulesets(), st.data())
def test_every_case_is_accepted(trees, data):
    library = library_of(*trees)
    edition = library.standard(PENALTY).latest
    assert library.recommend(data.draw(cases(edition))).results
    complete = library.recommend(data.draw(cases(edition, complete=True)))
    assert all(result.status != "undetermined" for result in complete.results)


def test_the_whole_format_is_drawn():
    seen = Counter()

    @sampled
    @given(rulesets(), st.data())
    def draw(trees, data):
        text = str(trees)
        words = [
            *(
                "times_of",
                "percent_of",
                "'per'",
                "base_at_least",
                "assumed_min",
                "'each'",
                "beyond",
            ),
            *("'share'", "'range'", "'plus'", "'fact':", "table_of", "'sets'", "'any'", "'cap'"),
            *("position", "minimum/maximum", "'first'", "'grade'", "up_to", "shift", "two_or_more"),
            *("no_leniency", "absolute", "unless", "half_even", "1万元", "mitigated", "'exempt'"),
        ]
        seen.update(word for word in words if word in text)
        edition = library_of(*trees).standard(PENALTY).latest
        case = data.draw(case_data(edition))
        seen.update(
            key for key in ("unascertainable", "circumstances", "decided_on") if case.get(key)
        )
        seen.update(f"missing {word}" for word in words if word not in text)

    draw()
    never = [word for word in seen if word.startswith("missing ") and not seen[word[8:]]]
    assert never == []
    assert seen["unascertainable"]
    assert seen["circumstances"]
    assert seen["decided_on"]


@given(facts(), st.data())
def test_a_partition_covers_a_domain_once(declared, data):
    fact = data.draw(st.sampled_from(declared))
    tests = data.draw(partitions(fact))
    rows = [
        {"id": f"r{number}", "grade": "ordinary", "when": {fact.id: test}}
        for number, test in enumerate(tests)
    ]
    tree = penalty(facts={fact.id: fact.declaration})
    tree["schedules"][0]["tiers"]["rows"] = rows
    edition = edition_of(tree)
    conditions = [row.when.tests[0][1] for row in edition.schedules[0].table.rows]
    made = edition.facts[fact.id]
    for value in boundary_values(made, reads.tests_by_fact(edition)[fact.id]):
        assert sum(test.holds(value) for test in conditions) == 1


def test_rulesets_are_written_where_their_id_says(tmp_path):
    (path,) = write_rulesets(tmp_path, penalty())
    assert path == tmp_path / "x" / "standard" / "2026-01-01.yaml"


def test_a_faulty_ruleset_is_refused():
    with pytest.raises(RulesetError):
        library_of(penalty(uses=["x.nothing"]))


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        (FactType.MONEY, 123_456_789, "1,234,567.89元"),
        (FactType.INTEGER, 12_000, "12000"),
        (FactType.DECIMAL, Decimal("1E+3"), "1000"),
        (FactType.BOOLEAN, False, "false"),
        (FactType.ENUM, "minor", "minor"),
        (FactType.DATE, dt.date(2026, 3, 1), "2026-03-01"),
    ],
)
def test_a_value_is_written_as_it_is_read(type_, value, text):
    assert literal(type_, value) == text
    assert parse_literal(type_, text) == value


def test_boundaries_are_a_step_beside_every_threshold_and_inside_the_domain():
    edition = edition_of(
        penalty(cap={"at": "middle", "label": "x", "unless": {"value": "> 1万元"}})
    )
    tests = reads.tests_by_fact(edition)
    values = boundary_values(edition.facts["value"], tests["value"])
    assert values == (0, 1, 999_999, 1_000_000, 1_000_001)
    assert boundary_values(edition.facts["harm"], ()) == ("none", "minor", "serious")
    assert boundary_values(edition.facts["corrected"], ()) == (False, True)
    assert [fact.id for fact in given_facts(edition)] == [
        "harm", "value", "cases", "area", "corrected", "found_on",
    ]  # fmt: skip
