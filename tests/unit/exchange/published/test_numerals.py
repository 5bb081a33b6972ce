from fractions import Fraction

import pytest

from penaltybench.exchange.published.numerals import (
    amount_words,
    narrow,
    number_words,
    parse_amount,
    parse_ratio,
    ratio_words,
    read_number,
)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("二万元", 20_000),
        ("1万5千元", 15_000),
        ("1万5000元", 15_000),
        ("一万五千元", 15_000),
        ("十五万元", 150_000),
        ("一百二十万", 1_200_000),
        ("一百一十五元", 115),
        ("两千元", 2_000),
        ("壹万元", 10_000),
        ("伍仟元整", 5_000),
        ("贰拾万元", 200_000),
        ("0.5元", "0.5"),
        ("１万元", 10_000),
        ("１．５万元", 15_000),
        ("三点五万元", 35_000),
        ("2.5千元", 2_500),
        ("1,000元", 1_000),
        ("人民币五万元", 50_000),
        ("一百零五元", 105),
        ("一万零五百元", 10_500),
        ("二亿三千万元", 230_000_000),
        ("三百零一亿零八千九百二十四元", 30_100_008_924),
        ("零元", 0),
        ("十元", 10),
    ],
)
def test_an_amount_is_read_exactly(text, yuan):
    assert parse_amount(text) == Fraction(yuan) * 100


@pytest.mark.parametrize(
    "text",
    [
        "一万五",  # 15,000 as people say it, 10,005 as it is written
        "一千五",
        "1万5元",
        "一百万一十元",  # printed so in a published table, for 一百一十万元
        "一万五百元",
        "二〇二一元",
        "万元",
        "百元",
        "05元",
        "1O万元",
        "l万元",
        "一二三元",
        "一十十元",
        "一百百元",
        "一万万万元",
        "一亿亿元",
        "零五元",
        "1，000元",
        "1,00元",
        "一万余元",
        "0.001元",
        "",
        "元",
        "五万",
        "五万美元",
        "1" * 60 + "元",
    ],
)
def test_what_may_mean_two_things_or_nothing_is_no_amount(text):
    if text == "五万":
        # Without its unit it still is an amount: the grammar decides where that is enough.
        assert parse_amount(text) == 5_000_000
        return
    with pytest.raises(ValueError, match=r"\|"):
        parse_amount(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("百分之一", Fraction(1, 100)),
        ("百分之五十", Fraction(1, 2)),
        ("百分之一百", Fraction(1)),
        ("百分之百", Fraction(1)),
        ("百分之零点五", Fraction(1, 200)),
        ("百分之0.5", Fraction(1, 200)),
        ("5%", Fraction(1, 20)),
        ("５％", Fraction(1, 20)),
        ("千分之三", Fraction(3, 1000)),
        ("2‰", Fraction(1, 500)),
        ("万分之五", Fraction(1, 2000)),
        ("一倍", Fraction(1)),
        ("1.5倍", Fraction(3, 2)),
        ("二分之一", Fraction(1, 2)),
        ("三分之二", Fraction(2, 3)),
        ("一半", Fraction(1, 2)),
    ],
)
def test_a_ratio_is_read_exactly(text, value):
    assert parse_ratio(text) == value


@pytest.mark.parametrize(
    "text", ["一倍半", "一分之二", "三分之三", "百分之", "五", "%", "零分之一"]
)
def test_what_is_no_ratio_is_refused(text):
    with pytest.raises(ValueError, match=r"\|"):
        parse_ratio(text)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (10, "十"),
        (15, "十五"),
        (110, "一百一十"),
        (105, "一百零五"),
        (10_500, "一万零五百"),
        (150_000, "十五万"),
        (1_000_010, "一百万零一十"),
        (30_100_008_924, "三百零一亿零八千九百二十四"),
        (10**15 + 5, "一千万亿零五"),
    ],
)
def test_a_number_in_words(number, words):
    assert number_words(Fraction(number)) == words


def test_what_is_not_whole_or_too_large_stays_in_digits():
    assert number_words(Fraction(3, 2)) == "1.5"
    assert number_words(Fraction(10**16)) == "1" + "0" * 16
    assert amount_words(50) == "0.5元"
    assert ratio_words(Fraction(1, 200), "percent") == "0.5%"
    assert ratio_words(Fraction(2, 3), "share") == "三分之二"
    with pytest.raises(ValueError, match="finite"):
        number_words(Fraction(1, 3))


def test_a_numeral_ends_where_it_ends():
    read = read_number("二万元以上", 0)
    assert (read.end, read.value, read.scaled) == (2, 20_000, True)
    assert read_number("元", 0) is None
    assert read_number("一" * 100, 0).value is None
    assert read_number("一" * 100, 0).end == 100


def test_narrow_keeps_every_place_and_the_full_comma():
    text = "１．５％，（Ａ）～—"
    assert narrow(text) == "1.5%，(A)~-"
    assert len(narrow(text)) == len(text)
