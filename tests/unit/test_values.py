import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from penaltybench.values import (
    FactType,
    accept_value,
    format_percent,
    format_value,
    parse_literal,
    parse_percent,
)

DAY = dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        (FactType.MONEY, "1万元", 1_000_000),
        (FactType.INTEGER, "3", 3),
        (FactType.INTEGER, "-3", -3),
        (FactType.INTEGER, "1,000", 1000),
        (FactType.DECIMAL, "0.10", Decimal("0.10")),
        (FactType.DECIMAL, "-1.5", Decimal("-1.5")),
        (FactType.BOOLEAN, "true", True),
        (FactType.BOOLEAN, "false", False),
        (FactType.ENUM, "serious", "serious"),
        (FactType.DATE, "2026-03-01", DAY),
    ],
)
def test_a_literal_is_read_by_its_type(type_, text, value):
    assert parse_literal(type_, f" {text} ") == value


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (FactType.INTEGER, "3.0"),
        (FactType.INTEGER, "1e3"),
        (FactType.INTEGER, "9" * 31),
        (FactType.INTEGER, "²"),
        (FactType.INTEGER, "３"),
        (FactType.DECIMAL, "NaN"),
        (FactType.DECIMAL, "Infinity"),
        (FactType.DECIMAL, "1."),
        (FactType.DECIMAL, "0." + "1" * 30),
        (FactType.BOOLEAN, "yes"),
        (FactType.BOOLEAN, "True"),
        (FactType.DATE, "2026-02-29"),
        (FactType.DATE, "2026-3-1"),
        (FactType.DATE, "20260301"),
    ],
)
def test_a_literal_of_another_type_is_refused_in_two_languages(type_, text):
    with pytest.raises(ValueError, match=r"\|"):
        parse_literal(type_, text)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("5%", Fraction(1, 20)),
        ("0.5%", Fraction(1, 200)),
        ("100 %", Fraction(1)),
        ("0%", 0),
        ("120%", Fraction(6, 5)),
    ],
)
def test_a_percentage_is_exact(text, share):
    assert parse_percent(text) == share


@pytest.mark.parametrize("text", ["5", "-5%", "5.%", "%", "1/3%", "9" * 30 + "%"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(ValueError, match="百分比"):
        parse_percent(text)


@pytest.mark.parametrize(
    ("type_", "given", "value"),
    [
        (FactType.MONEY, 8000, 800_000),
        (FactType.MONEY, Decimal("0.5"), 50),
        (FactType.MONEY, Decimal("1E+3"), 100_000),
        (FactType.MONEY, "1万元", 1_000_000),
        (FactType.MONEY, "8000", 800_000),
        (FactType.INTEGER, 3, 3),
        (FactType.INTEGER, "3", 3),
        (FactType.DECIMAL, 3, Decimal(3)),
        (FactType.DECIMAL, Decimal("8109.5"), Decimal("8109.5")),
        (FactType.BOOLEAN, True, True),
        (FactType.BOOLEAN, "false", False),
        (FactType.ENUM, "serious", "serious"),
        (FactType.DATE, DAY, DAY),
        (FactType.DATE, "2026-03-01", DAY),
    ],
)
def test_a_program_may_give_the_type_or_its_text(type_, given, value):
    found = accept_value(type_, given)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("type_", list(FactType))
@pytest.mark.parametrize("given", [0.5, 1.0, float("nan")])
def test_no_float_ever_becomes_a_value(type_, given):
    with pytest.raises(ValueError, match="浮点"):
        accept_value(type_, given)


@pytest.mark.parametrize(
    ("type_", "given"),
    [
        (FactType.MONEY, True),
        (FactType.MONEY, -1),
        (FactType.MONEY, Decimal("-0.01")),
        (FactType.MONEY, Decimal("0.001")),
        (FactType.MONEY, Decimal("NaN")),
        (FactType.MONEY, Decimal("Infinity")),
        (FactType.MONEY, Decimal("1E+999999")),
        (FactType.MONEY, 10**16),
        (FactType.MONEY, 10**40),
        (FactType.MONEY, None),
        (FactType.MONEY, DAY),
        (FactType.MONEY, ["1元"]),
        (FactType.INTEGER, True),
        (FactType.INTEGER, Decimal(3)),
        (FactType.INTEGER, 10**30),
        (FactType.DECIMAL, Decimal("1E-999999")),
        (FactType.DECIMAL, Decimal("-Infinity")),
        (FactType.DECIMAL, False),
        (FactType.BOOLEAN, 1),
        (FactType.BOOLEAN, 0),
        (FactType.ENUM, 1),
        (FactType.ENUM, {"a": 1}),
        (FactType.DATE, 20260301),
        (FactType.DATE, dt.datetime(2026, 3, 1)),
    ],
)
def test_a_value_of_another_type_is_refused(type_, given):
    with pytest.raises(ValueError, match=r"\|"):
        accept_value(type_, given)


@pytest.mark.parametrize(
    ("type_", "value", "zh", "en"),
    [
        (FactType.MONEY, 1_500_000, "1.5万元", "15,000 yuan"),
        (FactType.INTEGER, 12_000, "12,000", "12,000"),
        (FactType.DECIMAL, Decimal("8109.50"), "8,109.50", "8,109.50"),
        (FactType.BOOLEAN, True, "是", "yes"),
        (FactType.BOOLEAN, False, "否", "no"),
        (FactType.ENUM, "serious", "serious", "serious"),
        (FactType.DATE, DAY, "2026年3月1日", "2026-03-01"),
    ],
)
def test_a_value_is_written_for_people(type_, value, zh, en):
    assert format_value(type_, value, "zh") == zh
    assert format_value(type_, value, "en") == en


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(0), "0%"),
        (Fraction(1, 8), "12.5%"),
        (Fraction(36, 100), "36%"),
        (Fraction(6, 5), "120%"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 10**6), "0.0001%"),
    ],
)
def test_a_share_is_written_exactly(share, text):
    assert format_percent(share) == text


def test_numbers_and_order():
    assert [t for t in FactType if t.is_number] == ["money", "integer", "decimal"]
    assert [t for t in FactType if not t.is_ordered] == ["boolean", "enum"]
