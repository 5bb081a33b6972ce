import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest

from penaltybench.cells import Cell, cells_of
from penaltybench.condition import parse_test
from penaltybench.ruleset import Fact
from penaltybench.text import same
from penaltybench.values import FactType

MONEY, INTEGER, DECIMAL, DATE = (
    FactType.MONEY,
    FactType.INTEGER,
    FactType.DECIMAL,
    FactType.DATE,
)


def cells(type_, tests, domain=None, values=()):
    words = {word: same(word) for word in values}
    parsed = None if domain is None else parse_test(type_, domain, values)
    fact = Fact("x", type_, same("x"), domain=parsed, values=words)
    return cells_of(fact, [parse_test(type_, test, values) for test in tests])


def spans(*args, **keys):
    return [(cell.low, cell.high) for cell in cells(*args, **keys)]


@pytest.mark.parametrize(
    ("type_", "tests", "domain", "expected"),
    [
        (MONEY, ["< 1元"], ">= 0元", [(0, 99), (100, None)]),
        (MONEY, ["<= 1元"], ">= 0元", [(0, 100), (101, None)]),
        (MONEY, [], ">= 0元", [(0, None)]),
        (MONEY, ["< 1元", "[1元..2元)"], "[0元..3元]", [(0, 99), (100, 199), (200, 300)]),
        (MONEY, ["< 1元"], "> 0元", [(1, 99), (100, None)]),
        (INTEGER, ["[3..6)"], "[0..]", [(0, 2), (3, 5), (6, None)]),
        (INTEGER, ["2", "3"], "[0..4]", [(0, 1), (2, 2), (3, 3), (4, 4)]),
        (INTEGER, ["not(3)"], "[0..]", [(0, 2), (3, 3), (4, None)]),
        # Cells that no test tells apart are one.
        (INTEGER, [">= 0"], "[0..]", [(0, None)]),
        (INTEGER, ["< 100"], "[0..5]", [(0, 5)]),
        (INTEGER, ["> 2"], None, [(None, 2), (3, None)]),
        (INTEGER, [], None, [(None, None)]),
        (DECIMAL, ["< 0.5"], "> 0", [(0, Decimal("0.5")), (Decimal("0.5"), None)]),
        (DECIMAL, [], None, [(None, None)]),
        (DATE, [">= 2026-01-01"], None,
         [(None, dt.date(2025, 12, 31)), (dt.date(2026, 1, 1), None)]),
        (DATE, [], None, [(None, None)]),
        # The first and the last day that there are have no neighbours.
        (DATE, ["<= 9999-12-31"], None, [(None, dt.date.max)]),
        (DATE, [">= 0001-01-01"], None, [(dt.date.min, None)]),
    ],
)  # fmt: skip
def test_a_domain_is_cut_where_tests_change(type_, tests, domain, expected):
    assert spans(type_, tests, domain) == expected


@pytest.mark.parametrize(
    ("type_", "tests", "domain"),
    [
        (MONEY, ["< 1元", "(1元..2元]"], ">= 0元"),
        (INTEGER, ["[3..6)", "5", "> 9"], "[0..12]"),
        (DECIMAL, ["< 0.5", "[0.5..1.25)"], "> 0"),
        (DATE, ["[2026-01-01..2026-01-03)"], ">= 2025-12-30"),
    ],
)
def test_inside_a_cell_every_test_gives_the_answer_of_its_representative(type_, tests, domain):
    parsed = [parse_test(type_, test) for test in [*tests, domain]]
    found = cells(type_, tests, domain)
    for cell in found:
        assert parsed[-1].holds(cell.value)
        # For decimals the ends of a cell may be bounds that are only approached.
        ends = [] if type_ is DECIMAL else [end for end in (cell.low, cell.high) if end is not None]
        for end in ends:
            assert [test.holds(end) for test in parsed] == [
                test.holds(cell.value) for test in parsed
            ]
    answers = [tuple(test.holds(cell.value) for test in parsed[:-1]) for cell in found]
    assert all(one != two for one, two in pairwise(answers))


def test_enums_and_booleans_have_one_cell_for_each_answer():
    harm = ("none", "minor", "serious")
    assert [cell.value for cell in cells(FactType.ENUM, ["none, minor"], values=harm)] == [
        "none",
        "serious",
    ]
    assert [cell.value for cell in cells(FactType.ENUM, [], values=harm)] == ["none"]
    assert [cell.value for cell in cells(FactType.BOOLEAN, [])] == [False, True]


def test_a_span_holds_more_than_one_value():
    assert Cell(1, 1, 2).is_span
    assert Cell(1, None, None).is_span
    assert not Cell(1, 1, 1).is_span


def test_many_digits_do_not_melt_together():
    # Thirty digits are accepted, and more than the usual precision of 28.
    low, high = "10000000000000000000000000.001", "10000000000000000000000000.002"
    found = cells(DECIMAL, [f"> {low}", f"< {high}"], f"[{low}..{high}]")
    tests = [parse_test(DECIMAL, test) for test in (f"> {low}", f"< {high}")]
    answers = [tuple(test.holds(cell.value) for test in tests) for cell in found]
    assert answers == [(False, True), (True, True), (True, False)]
