import pytest

from penaltybench.condition import ALWAYS, Condition, Wording, describe, parse_test
from penaltybench.condition.describe import FactWords
from penaltybench.ruleset import Fact
from penaltybench.text import Text, same
from penaltybench.values import FactType

HARM = {
    "none": Text("无", "none"),
    "minor": Text("轻微", "minor"),
    "serious": Text("严重", "serious"),
}
FACTS = {
    "value": Fact("value", FactType.MONEY, Text("货值金额", "value of the goods")),
    "area": Fact("area", FactType.DECIMAL, Text("面积", "area"), unit=Text("平方米", "m²")),
    "cases": Fact("cases", FactType.INTEGER, Text("次数", "cases"), unit=Text("次", "cases")),
    "harm": Fact("harm", FactType.ENUM, Text("危害后果", "harm"), values=HARM),
    "corrected": Fact("corrected", FactType.BOOLEAN, Text("及时改正", "corrected in time")),
    "found_on": Fact("found_on", FactType.DATE, same("发现之日")),
}
WORDS: dict[str, FactWords] = {name: fact.words() for name, fact in FACTS.items()}
# 广东省生态环境行政处罚自由裁量权规定 (2021) art. 23: 以下 excludes, 以上 includes.
GUANGDONG = Wording(above_includes=True, below_includes=False)
NEITHER = Wording(above_includes=False, below_includes=False)


def condition(fact, text):
    test = parse_test(FACTS[fact].type, text, tuple(FACTS[fact].values))
    return Condition(((fact, test),))


@pytest.mark.parametrize(
    ("fact", "text", "zh", "en"),
    [
        ("value", "< 1万元", "货值金额不满1万元", "value of the goods less than 10,000 yuan"),
        ("value", "<= 1万元", "货值金额1万元以下", "value of the goods at most 10,000 yuan"),
        ("value", "> 1万元", "货值金额超过1万元", "value of the goods more than 10,000 yuan"),
        ("value", ">= 1万元", "货值金额1万元以上", "value of the goods at least 10,000 yuan"),
        ("value", "[1万元..5万元)", "货值金额1万元以上不满5万元",
         "value of the goods at least 10,000 yuan and less than 50,000 yuan"),
        ("value", "(1万元..5万元]", "货值金额超过1万元5万元以下",
         "value of the goods more than 10,000 yuan and at most 50,000 yuan"),
        ("value", "0元", "货值金额为0元", "value of the goods is 0 yuan"),
        ("area", "[..200)", "面积不满200平方米", "area less than 200 m²"),
        ("area", "[0.5..]", "面积0.5平方米以上", "area at least 0.5 m²"),
        ("cases", "2, 3", "次数为2次或者3次", "cases is 2 cases or 3 cases"),
        ("cases", "[3..6), >= 9", "次数3次以上不满6次或者9次以上",
         "cases at least 3 cases and less than 6 cases or at least 9 cases"),
        ("cases", "not([3..6))", "次数不是“3次以上不满6次”",
         "cases not (at least 3 cases and less than 6 cases)"),
        ("harm", "serious", "危害后果为严重", "harm is serious"),
        ("harm", "none, minor", "危害后果为无或者轻微", "harm is none or minor"),
        ("harm", "not(serious)", "危害后果不是“严重”", "harm not (is serious)"),
        ("corrected", "true", "及时改正", "corrected in time"),
        ("corrected", "false", "无“及时改正”情形", "not: corrected in time"),
        ("found_on", ">= 2021-07-15", "发现之日不早于2021年7月15日", "发现之日 at least 2021-07-15"),
        ("found_on", "(2021-07-15..2024-02-29)", "发现之日晚于2021年7月15日且早于2024年2月29日",
         "发现之日 more than 2021-07-15 and less than 2024-02-29"),
        ("found_on", "<= 2021-07-15", "发现之日不晚于2021年7月15日", "发现之日 at most 2021-07-15"),
    ],
)  # fmt: skip
def test_a_test_reads_as_the_law_writes_it(fact, text, zh, en):
    assert describe(condition(fact, text), WORDS, "zh") == zh
    assert describe(condition(fact, text), WORDS, "en") == en


@pytest.mark.parametrize(
    ("text", "wording", "zh"),
    [
        ("< 1万元", GUANGDONG, "货值金额1万元以下"),
        ("<= 1万元", GUANGDONG, "货值金额不超过1万元"),
        (">= 1万元", GUANGDONG, "货值金额1万元以上"),
        ("[1万元..5万元)", GUANGDONG, "货值金额1万元以上5万元以下"),
        ("> 1万元", NEITHER, "货值金额1万元以上"),
        (">= 1万元", NEITHER, "货值金额不少于1万元"),
    ],
)
def test_where_the_source_says_otherwise_its_words_are_used(text, wording, zh):
    assert describe(condition("value", text), WORDS, "zh", wording) == zh


@pytest.mark.parametrize("wording", [Wording(), GUANGDONG, NEITHER, Wording(False, True)])
def test_each_wording_tells_all_four_comparisons_apart(wording):
    texts = {
        describe(condition("value", f"{operator} 1万元"), WORDS, "zh", wording)
        for operator in ("<", "<=", ">", ">=")
    }
    assert len(texts) == 4


@pytest.mark.parametrize(
    ("fact", "text", "zh", "en"),
    [
        ("value", "-, 1元", "货值金额不限或者1元", "value of the goods is anything or is 1 yuan"),
        ("corrected", "not(true)", "及时改正不是“是”", "corrected in time not (is yes)"),
    ],
)
def test_tests_that_nobody_should_write_are_described_too(fact, text, zh, en):
    assert describe(condition(fact, text), WORDS, "en") == en
    assert describe(condition(fact, text), WORDS, "zh").replace("为", "") == zh


def test_all_must_hold_and_one_of_the_alternatives():
    either = (condition("corrected", "true"), condition("cases", "0"))
    whole = Condition(condition("value", "< 1万元").tests, either)
    assert describe(whole, WORDS, "zh") == "货值金额不满1万元，且（及时改正，或者次数为0次）"
    assert (
        describe(whole, WORDS, "en")
        == "value of the goods less than 10,000 yuan and (corrected in time, or cases is 0 cases)"
    )


def test_what_asks_nothing_is_not_said():
    assert describe(ALWAYS, WORDS, "zh") == ""
    assert describe(condition("value", "-"), WORDS, "en") == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_alternative_that_asks_nothing_leaves_no_empty_brackets(language):
    nothing = Condition((), (condition("value", "-"),))
    assert describe(nothing, WORDS, language) == ""
