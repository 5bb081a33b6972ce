import datetime as dt
from decimal import Decimal

import pytest

from penaltybench.condition import Anything, Compare, Not, OneOf, Within, parse_test
from penaltybench.condition.model import atoms
from penaltybench.condition.parse import MAX_DEPTH, MAX_LENGTH
from penaltybench.interval import Interval
from penaltybench.values import FactType

HARM = ("none", "minor", "serious")
MONEY, INTEGER, DECIMAL = FactType.MONEY, FactType.INTEGER, FactType.DECIMAL
ENUM, BOOLEAN, DATE = FactType.ENUM, FactType.BOOLEAN, FactType.DATE


@pytest.mark.parametrize(
    ("type_", "text", "test"),
    [
        (MONEY, "-", Anything()),
        (MONEY, "1万元", Compare("=", 1_000_000)),
        (MONEY, "= 1万元", Compare("=", 1_000_000)),
        (MONEY, "<1万元", Compare("<", 1_000_000)),
        (MONEY, "<= 5,000元", Compare("<=", 500_000)),
        (MONEY, "> 0.5元", Compare(">", 50)),
        (MONEY, ">= 1.5万元", Compare(">=", 1_500_000)),
        (MONEY, "[1万元..5万元)", Within(Interval(1_000_000, 5_000_000, False, True))),
        (MONEY, "[5,000元..6,000元]", Within(Interval(500_000, 600_000))),
        (MONEY, "5,000元", Compare("=", 500_000)),
        (MONEY, "5元, 6元", OneOf((Compare("=", 500), Compare("=", 600)))),
        (INTEGER, "[3..6)", Within(Interval(3, 6, False, True))),
        (INTEGER, "( 3 .. 6 ]", Within(Interval(3, 6, True, False))),
        (INTEGER, "[10..]", Within(Interval(10, None))),
        (INTEGER, "(..10)", Within(Interval(None, 10, True, True))),
        (INTEGER, "3", Compare("=", 3)),
        (INTEGER, "not([3..6), 9)",
         Not(OneOf((Within(Interval(3, 6, False, True)), Compare("=", 9))))),
        (DECIMAL, "> 0", Compare(">", Decimal(0))),
        (DECIMAL, "[0.5..1.25]", Within(Interval(Decimal("0.5"), Decimal("1.25")))),
        (BOOLEAN, "true", Compare("=", True)),
        (BOOLEAN, "not(true)", Not(Compare("=", True))),
        (ENUM, "serious", Compare("=", "serious")),
        (ENUM, "none, minor", OneOf((Compare("=", "none"), Compare("=", "minor")))),
        (ENUM, "not( serious )", Not(Compare("=", "serious"))),
        (ENUM, "not(none, minor)", Not(OneOf((Compare("=", "none"), Compare("=", "minor"))))),
        (DATE, ">= 2021-07-15", Compare(">=", dt.date(2021, 7, 15))),
        (DATE, "[2021-07-15..2024-02-29]",
         Within(Interval(dt.date(2021, 7, 15), dt.date(2024, 2, 29)))),
    ],
)  # fmt: skip
def test_a_test_is_read(type_, text, test):
    assert parse_test(type_, text, HARM) == test


def test_a_list_holds_alternatives():
    assert parse_test(ENUM, ["none", "minor"], HARM) == parse_test(ENUM, "none, minor", HARM)
    assert parse_test(ENUM, ["none"], HARM) == Compare("=", "none")
    mixed = parse_test(INTEGER, ["[3..6)", "9"])
    assert [value for value in range(12) if mixed.holds(value)] == [3, 4, 5, 9]


@pytest.mark.parametrize(
    ("type_", "text", "reason"),
    [
        (MONEY, "1万", "单位"),
        (MONEY, "< 100", "单位"),
        (MONEY, "[1元..2)", "单位"),
        (MONEY, "< -1元", "不是金额"),
        (MONEY, "", "缺少值"),
        (MONEY, "<", "缺少值"),
        (MONEY, "5元,", "缺少值"),
        (INTEGER, "[..]", "两端都空"),
        (INTEGER, "[6..3]", "区间为空"),
        (INTEGER, "(3..3]", "区间为空"),
        (INTEGER, "[3..3)", "区间为空"),
        (INTEGER, "3..6", "不是整数"),
        (INTEGER, "[3..6", "不是整数"),
        (INTEGER, "3 4", "不是整数"),
        (INTEGER, "< 3 and > 1", "不是整数"),
        (INTEGER, "!= 3", "不是整数"),
        (INTEGER, "３", "不是整数"),
        (DECIMAL, "1/3", "不是十进制数"),
        (BOOLEAN, "yes", "true 或 false"),
        (BOOLEAN, "> false", "不能比较大小"),
        (BOOLEAN, "[false..true]", "没有区间"),
        (ENUM, ">= minor", "不能比较大小"),
        (ENUM, "[none..serious]", "没有区间"),
        (ENUM, "serius", "是否为 serious"),
        (ENUM, "xyz", "可用：none, minor, serious"),
        (DATE, "< 2021-02-29", "不是日期"),
        (INTEGER, [], "列表为空"),
        (INTEGER, ["3", ""], "缺少值"),
    ],
)
def test_what_is_not_a_test_is_refused_in_two_languages(type_, text, reason):
    with pytest.raises(ValueError, match=reason) as refused:
        parse_test(type_, text, HARM)
    zh, _, en = str(refused.value).partition("|")
    assert zh
    assert en


def test_length_and_depth_are_limited():
    parse_test(INTEGER, "1, " * 600 + "1")
    with pytest.raises(ValueError, match="过长"):
        parse_test(INTEGER, "1" * (MAX_LENGTH + 1))
    parse_test(BOOLEAN, "not(" * MAX_DEPTH + "true" + ")" * MAX_DEPTH)
    with pytest.raises(ValueError, match="过深"):
        parse_test(BOOLEAN, "not(" * (MAX_DEPTH + 1) + "true" + ")" * (MAX_DEPTH + 1))


def test_the_atoms_of_a_test_are_its_comparisons_and_intervals():
    found = list(atoms(parse_test(INTEGER, "not([3..6), > 9), -")))
    assert found == [Within(Interval(3, 6, False, True)), Compare(">", 9)]
