"""How parts of a ruleset are written into cells, and what is read although it is written otherwise."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltybench.exchange.workbook.codecs import (
    Band,
    Bilingual,
    Day,
    Lines,
    Literal,
    Rate,
    Values,
    Word,
)
from penaltybench.exchange.workbook.conditions import ConditionCell, TestCell
from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.exchange.workbook.flat import Flat, FlatLines
from penaltybench.exchange.workbook.law import Citation, Citations, Penalties
from penaltybench.exchange.workbook.vocabulary import vocabulary_of

FACTS = {
    "goods_value": {"type": "money", "label": {"zh": "货值金额"}},
    "prior": {"type": "integer", "label": "次数", "domain": ">= 0"},
    "found_on": {"type": "date", "label": {"zh": "发现之日"}},
    "corrected": {"type": "boolean", "label": {"zh": "及时改正"}},
    "harm": {
        "type": "enum",
        "label": {"zh": "危害后果"},
        "values": {"none": "无", "minor": {"zh": "轻微"}, "serious": "严重"},
    },
    "place": {
        "type": "enum",
        "label": {"zh": "地点"},
        "values": {"in": "保护区内（核心区除外）", "out": "保护区外"},
    },
}
WORDS = vocabulary_of(FACTS)
PENALTIES = Penalties(True)


def column_of(name: str, *, chinese: bool = True) -> TestCell:
    return TestCell(WORDS.facts[name], chinese)


@pytest.mark.parametrize(
    ("fact", "test", "shown"),
    [
        ("goods_value", "< 1万元", "< 1万元"),
        ("goods_value", "[1万元..5万元)", "[1万元..5万元)"),
        ("corrected", "true", "是"),
        ("corrected", ["true", "false"], "[是, 否]"),
        ("harm", "none", "无"),
        ("harm", "none, minor", "无, 轻微"),
        ("harm", ["none", "minor"], "[无, 轻微]"),
        ("harm", ["none"], "[无]"),
        ("harm", "not(serious)", "not(严重)"),
        ("prior", ["< 3", "[5..7]"], "[< 3, [5..7]]"),
        ("prior", "[3..6), 9", "[3..6), 9"),
        ("place", "in", "in"),
    ],
)
def test_tests_are_shown_with_labels(fact: str, test: Any, shown: str) -> None:
    assert column_of(fact).shown(test) == shown
    assert column_of(fact).read(shown) == test
    english = column_of(fact, chinese=False).shown(test)
    assert english is not None
    assert column_of(fact, chinese=False).read(english) == test


@pytest.mark.parametrize(
    ("fact", "typed", "test"),
    [
        ("goods_value", "＜　１万元", "< 1万元"),
        ("goods_value", "≥５，０００元", ">=5,000元"),
        ("goods_value", "【１万元～５万元】", "[1万元..5万元]"),
        ("goods_value", "[1万元—5万元)", "[1万元..5万元)"),
        ("goods_value", "[1万元至5万元)", "[1万元..5万元)"),
        ("prior", "\u00a03\u3000", "3"),
        ("corrected", "TRUE", "true"),
        ("corrected", "否", "false"),
        ("harm", "无、轻微", "none,minor"),
        ("harm", "not（严重）", "not(serious)"),
        ("harm", "none", "none"),
        ("found_on", ">= 2021年7月15日", ">= 2021-07-15"),
        ("found_on", "2021/7/5", "2021-07-05"),
        ("found_on", "[2021/1/1..2021/12/31]", "[2021-01-01..2021-12-31]"),
    ],
)
def test_what_people_type_is_read(fact: str, typed: str, test: Any) -> None:
    assert column_of(fact).read(typed) == test


@pytest.mark.parametrize("typed", ["1万元～5万元", "1万元-5万元", "1万元至5万元", "１～３"])
def test_a_range_without_brackets_is_not_guessed(typed: str) -> None:
    with pytest.raises(CellFault, match="ends are included"):
        column_of("goods_value").read(typed)
    with pytest.raises(CellFault, match="ends are included"):
        Band().decode((typed,))


@pytest.mark.parametrize(
    ("condition", "shown"),
    [
        ({}, "总是"),
        ({"goods_value": "< 1万元", "harm": ["none"]}, "goods_value: < 1万元\nharm: [无]"),
        ({"any": [{"corrected": "true", "prior": "0"}]}, "或: corrected: 是; prior: 0"),
        (
            {"prior": "0", "any": [{"harm": "none"}, {"prior": "1"}]},
            "prior: 0\n或: harm: 无\n或: prior: 1",
        ),
    ],
)
def test_conditions(condition: Any, shown: str) -> None:
    cell = ConditionCell(WORDS, True)
    assert cell.encode(condition) == (shown,)
    assert cell.decode((shown,)) == condition


def test_facts_may_be_named_by_their_labels() -> None:
    cell = ConditionCell(WORDS, True)
    typed = "货值金额：＜1万元\n或者：及时改正：是；次数：0"
    assert cell.decode((typed,)) == {
        "goods_value": "<1万元",
        "any": [{"corrected": "true", "prior": "0"}],
    }


@pytest.mark.parametrize(
    "condition",
    [{"any": [{"any": [{"harm": "none"}]}]}, {"any": []}, {"any": [{}]}, {"harm": {}}, ["harm"]],
)
def test_conditions_that_no_cell_holds(condition: Any) -> None:
    assert ConditionCell(WORDS, True).encode(condition) is None


@pytest.mark.parametrize(
    ("codec", "value", "texts"),
    [
        (Bilingual(), {"zh": "甲", "en": "a"}, ("甲", "a")),
        (Bilingual(), {"zh": "甲"}, ("甲", "")),
        (Bilingual(), "甲", ("甲", "=")),
        (Day(), "2026-03-01", ("2026-03-01",)),
        (Lines({"reasons": "说明理由"}), ["reasons", "x"], ("说明理由\nx",)),
        (Rate(True), {"fact": "goods_value"}, ("要素 goods_value",)),
        (Rate(False), {"fact": "goods_value"}, ("fact goods_value",)),
        (Values(), {"none": "无", "minor": {"zh": "轻", "en": "minor"}, "b": {"zh": "重"}},
         ("none = 无\nminor = 轻 | minor\nb = 重 |",)),
        (Flat(), {"years": ["a", "b"], "until": "day_before"}, ("years: [a, b]; until: day_before",)),
        (FlatLines(), [{"per": "a", "add": "1万元"}, {"per": "b"}], ("per: a; add: 1万元\nper: b",)),
        (Word({"severe": "从重处罚"}), "severe", ("从重处罚",)),
        (PENALTIES, {}, ("无",)),
        (PENALTIES, {"confiscate_gains": "must", "detain": {"force": "may", "days": "[5..10]"}},
         ("应当 没收违法所得\n可以 行政拘留 [5..10]",)),
        (PENALTIES, {"detain": {"force": "may", "days": "5"}}, ("可以 行政拘留 5",)),
        (Citation(), {"law": "行政处罚法", "article": "第三十三条"}, ("《行政处罚法》第三十三条",)),
        (Citation(), {"law": "湘环发〔2022〕8号", "article": "第九条"}, ("湘环发〔2022〕8号第九条",)),
        (Citation(), {"law": "法", "edition": "2020-04-29", "text": "原“文”"}, ("《法》（2020-04-29）：“原“文””",)),
        (Citations(), [{"law": "法"}], ("- 《法》",)),
        (Citations(), {"law": "法"}, ("《法》",)),
        (Citations(), [{"law": "法"}, {"law": "例", "article": "一"}], ("《法》\n《例》一",)),
    ],
)  # fmt: skip
def test_what_cells_hold(codec: Any, value: Any, texts: tuple[str, ...]) -> None:
    assert codec.encode(value) == texts
    assert codec.decode(texts) == value


@pytest.mark.parametrize(
    ("codec", "texts", "value"),
    [
        (Literal(), (" １万元\u00a0",), "1万元"),
        (Day(), ("2026年3月1日",), "2026-03-01"),
        (Lines(), ("a、b，c",), ["a", "b", "c"]),
        (PENALTIES, ("必须没收违法所得；可以行政拘留[5..10]日",),
         {"confiscate_gains": "must", "detain": {"force": "may", "days": "[5..10]"}}),
        (PENALTIES, ("must revoke_licence",), {"revoke_licence": "must"}),
    ],
)  # fmt: skip
def test_what_is_put_right(codec: Any, texts: tuple[str, ...], value: Any) -> None:
    assert codec.decode(texts) == value


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        (Values(), "none"),
        (Values(), "a = 1\na = 2"),
        (Flat(), "years"),
        (PENALTIES, "没收违法所得"),
        (PENALTIES, "应当 罚款"),
        (Citation(), "行政处罚法第三条"),
        (Word({"severe": "从重处罚"}), "从重从快"),
        (ConditionCell(WORDS, True), "harm"),
        (ConditionCell(WORDS, True), "harm: 无; harm: 轻微"),
        (TestCell(WORDS.facts["harm"], True), "极重"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(codec: Any, text: str) -> None:
    with pytest.raises(CellFault) as fault:
        codec.decode((text,))
    assert fault.value.message.zh
    assert fault.value.remedy.zh
    assert fault.value.remedy.en


@pytest.mark.parametrize(
    "part",
    [
        "[",
        "(",
        "1",
        "\n",
        " ",
        "～",
        "1～",
        "[1..",
        "《",
        "，",
        "或",
        "a: ",
        "= ",
        "日",
        "应当 [",
        "2026年",
    ],
)
def test_long_texts_take_no_time(part: str) -> None:
    """A reader that goes back and forth in a text would not come to an end here."""
    test_no_text_breaks_a_codec.hypothesis.inner_test(part * (32_000 // len(part)))  # type: ignore[attr-defined]


@given(st.text(max_size=40))
def test_no_text_breaks_a_codec(text: str) -> None:
    codecs: list[Any] = [
        Values(), Flat(), FlatLines(), PENALTIES, Citation(), Citations(), Day(), Band(), Lines(),
        Rate(True), ConditionCell(WORDS, True), *(TestCell(one, True) for one in WORDS.facts.values()),
    ]  # fmt: skip
    for codec in codecs:
        with contextlib.suppress(CellFault):
            codec.decode((text,))
