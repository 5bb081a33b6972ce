from decimal import Decimal

import pytest

from penaltybench.money import MAX_FEN, Money, format_fen, format_short, parse_fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0元", 0),
        ("0.01元", 1),
        ("0.5元", 50),
        ("0.50元", 50),
        ("5,000元", 500_000),
        ("1,234,567.89元", 123_456_789),
        ("1万元", 1_000_000),
        ("1.5万元", 1_500_000),
        ("0.000001万元", 1),
        ("3百元", 30_000),
        ("2千元", 200_000),
        ("2亿元", 20_000_000_000),
        ("1百万元", 100_000_000),
        ("1千万元", 1_000_000_000),
        (" 1 万元 ", 1_000_000),
        ("8000", 800_000),
        ("1万", 1_000_000),
    ],
)
def test_an_amount_is_read_to_the_fen(text, fen):
    assert parse_fen(text) == fen


@pytest.mark.parametrize(
    "text",
    ["", "元", "-1元", "+1元", "1,00元", "10,0000元", "1.元", ".5元", "1e3元", "NaN", "１元", "一元",
     "1元元", "1万亿元", "1 2元", "1yuan"],
)  # fmt: skip
def test_what_is_not_an_amount_is_refused(text):
    with pytest.raises(ValueError, match="不是金额"):
        parse_fen(text)


def test_parts_of_a_fen_are_refused():
    with pytest.raises(ValueError, match="小于一分"):
        parse_fen("0.001元")
    assert parse_fen("0.100元") == 10


def test_the_unit_may_be_needed():
    assert parse_fen("5元", unit_needed=True) == 500
    for text in ("5", "1万"):
        with pytest.raises(ValueError, match="单位"):
            parse_fen(text, unit_needed=True)


def test_the_largest_amount_is_accepted_and_the_next_is_not():
    assert parse_fen("1,000,000,000,000,000元") == MAX_FEN
    with pytest.raises(ValueError, match="过大"):
        parse_fen("1,000,000,000,000,000.01元")


def test_digits_without_end_are_refused():
    with pytest.raises(ValueError, match="位数过多"):
        parse_fen("0" * 41 + "元")


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "0元"),
        (1, "0.01元"),
        (50, "0.50元"),
        (100, "1元"),
        (36_000_000, "360,000元"),
        (123_456_789, "1,234,567.89元"),
        (-10, "-0.10元"),
        (-100_000, "-1,000元"),
    ],
)
def test_an_amount_is_written_in_yuan(fen, text):
    assert format_fen(fen) == text
    assert str(Money(fen)) == text


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (999_999, "9,999.99元"),
        (1_000_000, "1万元"),
        (1_500_000, "1.5万元"),
        (1_230_000, "1.23万元"),
        (1_234_000, "12,340元"),
        (10_000_000_000, "1亿元"),
        (12_000_000_000, "1.2亿元"),
        (10_001_000_000, "10001万元"),
        (50, "0.50元"),
    ],
)
def test_an_amount_is_written_as_the_law_writes_it(fen, text):
    assert format_short(fen) == text
    assert parse_fen(text) == fen


def test_money_is_exact_at_the_edge_and_ordered():
    assert Money(50).yuan == Decimal("0.5")
    assert Money(100).yuan == Decimal(1)
    assert str(Money(36_000_000).yuan) == "360000"
    assert Money(99) < Money(100)
    assert Money(100) == Money(100)
