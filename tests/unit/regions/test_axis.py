"""One fact in cells: what they are, and how a set of them is written."""

from decimal import Decimal

import pytest

from penaltybench.condition import Compare, Wording, parse_test
from penaltybench.condition.describe import describe_test
from penaltybench.regions import axis_of, plain_value
from penaltybench.ruleset.models import Derivation
from penaltybench.ruleset.published import Fact
from penaltybench.text import Text, same
from penaltybench.values import FactType

HARM = {word: same(word) for word in ("none", "minor", "serious", "grave")}
TYPES = {
    "money": (FactType.MONEY, ">= 0元"),
    "integer": (FactType.INTEGER, "[0..]"),
    "decimal": (FactType.DECIMAL, "> 0"),
    "date": (FactType.DATE, None),
    "enum": (FactType.ENUM, None),
    "boolean": (FactType.BOOLEAN, None),
}


def axis(kind: str, *tests: str):
    type_, domain = TYPES[kind]
    words = HARM if type_ is FactType.ENUM else {}
    parsed = None if domain is None else parse_test(type_, domain)
    fact = Fact("x", type_, Text("甲", "x"), domain=parsed, values=words)
    read = [parse_test(type_, test, tuple(words)) for test in tests]
    return axis_of(fact, read), read


def written(kind: str, *tests: str) -> list[str]:
    """Return each cell in words."""
    one, _ = axis(kind, *tests)
    words, wording = one.fact.words(), Wording()
    cells = [one.test_of(1 << cell) for cell in range(len(one.slices))]
    return [
        "任何" if test is None else describe_test(words, test, "zh", wording).removeprefix("甲")
        for test in cells
    ]


@pytest.mark.parametrize(
    ("kind", "tests", "cells"),
    [
        ("money", [], ["任何"]),
        ("money", ["< 1万元"], ["不满1万元", "1万元以上"]),
        ("money", ["< 1万元", "> 1万元"], ["不满1万元", "为1万元", "超过1万元"]),
        ("money", ["[1万元..5万元)"], ["不满1万元", "1万元以上不满5万元", "5万元以上"]),
        ("money", ["0元"], ["为0元", "超过0元"]),
        ("integer", ["<= 3", ">= 5"], ["3以下", "为4", "5以上"]),
        ("integer", ["< 3", ">= 9"], ["不满3", "3以上不满9", "9以上"]),
        ("decimal", ["<= 0.5"], ["0.5以下", "超过0.5"]),
        ("decimal", ["< 1", "> 2"], ["不满1", "1以上2以下", "超过2"]),
        ("date", ["< 2021-07-15"], ["早于2021年7月15日", "不早于2021年7月15日"]),
        ("enum", ["none"], ["为none", "不是“none”"]),
        ("enum", ["none, minor"], ["为none或者minor", "为serious或者grave"]),
        ("boolean", [], ["任何"]),
        ("boolean", ["true"], ["无“甲”情形", ""]),
    ],
)
def test_cells(kind, tests, cells) -> None:
    assert written(kind, *tests) == cells


def test_a_hole_of_the_domain_is_no_cell() -> None:
    fact = Fact("x", FactType.INTEGER, same("x"), domain=parse_test(FactType.INTEGER, "not(5)"))
    tests = [parse_test(FactType.INTEGER, text) for text in ("< 5", "> 5")]
    one = axis_of(fact, tests)
    assert one.masks == {tests[0]: 0b01, tests[1]: 0b10}
    assert one.cell_of(5) == 0


def test_an_enum_keeps_every_word() -> None:
    one, (test,) = axis("enum", "serious")
    assert [cell.words for cell in one.slices] == [("none", "minor", "grave"), ("serious",)]
    assert one.mask(test) == 0b10
    assert one.only(0b10) == "serious"
    assert one.only(0b01) is None


def test_a_test_that_the_axis_was_not_made_for_is_refused() -> None:
    one, _ = axis("integer", "< 3")
    with pytest.raises(KeyError):
        one.mask(Compare("<", 4))


def test_a_derived_fact_is_never_negative() -> None:
    rule = Derivation(days=("conduct_start", "decided_on"))
    one = axis_of(Fact("x", FactType.INTEGER, same("x"), derive=rule), [Compare("<", 0)])
    assert one.mask(Compare("<", 0)) == 0
    assert one.full == 1


@pytest.mark.parametrize(
    ("kind", "tests", "cell", "value"),
    [
        ("money", ["< 1万元"], 0, 100_000),
        ("money", ["< 1万元"], 1, 1_000_000),
        ("money", ["<= 5万元"], 1, 10_000_000),
        ("money", ["(1万元..1.1万元)"], 1, 1_010_000),
        ("money", ["0元"], 0, 0),
        ("integer", ["<= 12"], 1, 20),
        ("integer", ["< 1"], 0, 0),
        ("decimal", ["<= 10"], 1, Decimal(20)),
        ("decimal", ["(0.1..0.2)"], 1, Decimal("0.11")),
        ("decimal", ["< 1"], 0, Decimal("0.1")),
    ],
)
def test_a_plain_value(kind, tests, cell, value) -> None:
    one, _ = axis(kind, *tests)
    assert plain_value(one, 1 << cell) == value


def test_runs() -> None:
    one, _ = axis("integer", "0", "1", "2", "3", "4")
    assert list(one.runs(0b110101)) == [(0, 0), (2, 2), (4, 5)]
    assert list(one.runs(0)) == []
