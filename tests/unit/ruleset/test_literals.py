from fractions import Fraction

import pytest

from penaltybench.interval import Interval
from penaltybench.ruleset.consistency import article_number
from penaltybench.ruleset.literals import parse_interval, parse_number_interval, parse_rate
from penaltybench.ruleset.models import End
from penaltybench.ruleset.models.amounts import parse_end


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第一条", 1),
        ("第十条", 10),
        ("第十九条第二款", 19),
        ("第二十条", 20),
        ("第一百零八条第（一）项", 108),
        ("第一百一十二条", 112),
        ("第一百二十四条第一款", 124),
        ("第一千二百五十九条", 1259),
        ("第33条", 33),
        ("行政处罚法第三十三条", 33),
        ("第0条", 0),
        ("附则", None),
        ("", None),
        ("第条", None),
        ("第3十条", None),
        ("第三3条", None),
        ("第１条", None),
        ("第" + "9" * 5000 + "条", None),
    ],
)
def test_the_number_of_an_article(text, number):
    assert article_number(text) == number


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("10", 10),
        ("1.5倍", Fraction(3, 2)),
        ("5%", Fraction(1, 20)),
        ("0.5%", Fraction(1, 200)),
        ("5万元", 5_000_000),
        ("0.5元", 50),
        ("1,000元", 100_000),
    ],
)
def test_a_rate_is_a_number_a_share_or_money(text, rate):
    assert parse_rate(text) == rate


@pytest.mark.parametrize("text", ["", "x", "5万", "NaN", "1e3", "1/2", "5%%", "元", "倍"])
def test_what_is_no_rate_is_refused(text):
    with pytest.raises(ValueError, match=r"\|"):
        parse_rate(text)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("[10..13)", Interval(10, 13, False, True)),
        ("(30%..70%]", Interval(Fraction(3, 10), Fraction(7, 10), True, False)),
        (" [ 1元 .. 2元 ] ", Interval(100, 200)),
        ("6%", Interval(Fraction(3, 50), Fraction(3, 50))),
        ("[3..3]", Interval(3, 3)),
    ],
)
def test_an_interval_of_rates(text, interval):
    assert parse_number_interval(text) == interval


@pytest.mark.parametrize(
    "text",
    ["[3..3)", "(3..3)", "[5..3]", "[..3]", "[3..]", "[..]", "3..5", "[3..5", "3..5]", "[a..b]"],
)
def test_what_is_no_interval_of_rates_is_refused(text):
    with pytest.raises(ValueError, match=r"\|"):
        parse_number_interval(text)


def test_an_end_may_be_left_out_where_the_reader_allows_it():
    assert parse_interval("[..5]", int) == Interval(None, 5)
    assert parse_interval("(5..)", int) == Interval(5, None, True, True)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("5万元", End(of="money", fen=5_000_000)),
        ("minimum", End(of="minimum")),
        ("middle", End(of="middle")),
        ("50% of maximum", End(of="maximum", factor=Fraction(1, 2))),
        ("10% of minimum", End(of="minimum", factor=Fraction(1, 10))),
    ],
)
def test_the_end_of_a_band(text, end):
    assert parse_end(text) == end


@pytest.mark.parametrize(
    "text", ["5万", "half", "50% of", "of maximum", "50 of maximum", "50% of value", "maximum 50%"]
)
def test_what_is_no_end_is_refused(text):
    with pytest.raises(ValueError, match=r"\|"):
        parse_end(text)
