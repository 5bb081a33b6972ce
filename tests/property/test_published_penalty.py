"""Penalty cells: any text is taken apart without rest, and what is said in words is understood again."""

from collections import Counter
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from penaltybench.exchange.published.numerals import (
    amount_words,
    number_words,
    parse_amount,
    parse_ratio,
    ratio_words,
    read_number,
)
from penaltybench.exchange.published.penalty import understand_penalty
from penaltybench.exchange.published.vocabulary import PUNCTUATION
from penaltybench.exchange.published.wording import penalty_words
from penaltybench.testing.published import penalty_parts, penalty_texts

REASONS = {"unknown", "contradictory", "ambiguous", "too_large"}


def taken_apart(text):
    """Spans and pieces are disjoint, lie in the text, and leave nothing over but punctuation."""
    understood = understand_penalty(text)
    taken = Counter()
    for one in (*understood.spans, *understood.not_understood):
        assert 0 <= one.start < one.end <= len(text)
        taken.update(range(one.start, one.end))
    assert max(taken.values(), default=0) <= 1
    for at, char in enumerate(text):
        assert taken[at] or char in PUNCTUATION or char.isspace(), (at, char)
    for piece in understood.not_understood:
        assert piece.text == text[piece.start : piece.end]
        assert piece.reason in REASONS
    for part in understood.parts:
        assert 0 <= part.start < part.end <= len(text)
    for span in understood.spans:
        if span.role in ("kind", "order", "other"):
            # No fine hides in what is quoted.
            assert "罚款" not in text[span.start : span.end].replace("不予罚款", "")
    return understood


@given(penalty_texts())
@example("处五万元以上罚款，每增加一个增加一元的，")
@example("每增加一个增加一元")
@example("的，每增加一个增加一元")
@example("最高不超过一万元")
@example("禁止从事甲并处一万元罚款")
@example("没收甲的物品处一万元罚款，吊销甲罚款许可证")
@example("处一元罚款。最高不超过一万元")
def test_any_text_is_taken_apart_without_rest(text):
    taken_apart(text)


@given(st.text(max_size=60))
def test_any_characters_are_taken_apart_without_rest(text):
    taken_apart(text)


@given(penalty_parts())
def test_what_is_said_in_words_is_understood_again(parts):
    text = penalty_words(parts)
    understood = taken_apart(text)
    assert understood.not_understood == (), text
    assert understood.parts == parts, text


@given(penalty_parts(), st.sampled_from(["", " ", "\n", "\u3000"]))
def test_white_space_between_words_changes_nothing(parts, blank):
    text = penalty_words(parts)
    assert understand_penalty(blank + text.replace("，", f"，{blank}")).parts == parts


@given(penalty_parts(), st.data())
def test_what_cannot_be_seen_is_never_passed_over(parts, data):
    text = penalty_words(parts)
    at = data.draw(st.integers(0, len(text)))
    strange = data.draw(st.sampled_from("\u200b\u202e\u2066\ufeff\x00"))
    understood = taken_apart(f"{text[:at]}{strange}{text[at:]}")
    assert any(piece.start <= at < piece.end for piece in understood.not_understood)


@given(penalty_parts(), st.sampled_from(["甲", "乙丙", "Ａ"]), st.booleans())
def test_a_word_that_nobody_knows_is_never_passed_over(parts, word, first):
    """At either end of a phrase that imposes something, an unknown word is no part of it."""
    text = penalty_words([part for part in parts if not part.conditions])
    understood = taken_apart(f"{word}{text}" if first else f"{text}，{word}")
    assert not understood.complete


@given(penalty_texts(), penalty_texts())
def test_sentences_are_understood_one_by_one(first, second):
    """What stands before a full stop does not change what stands behind, but for what is attached to a fine."""
    if understand_penalty(first).parts:
        return
    alone = understand_penalty(second)
    assert understand_penalty(f"{first}。{second}").parts == alone.parts


@given(st.integers(0, 10**16 - 1))
@example(301_0000_8924)
@example(100_0010)
@example(1_0005)
def test_numbers_in_words_are_read_again(number):
    words = number_words(Fraction(number))
    read = read_number(words, 0)
    assert (read.end, read.value) == (len(words), number)


@given(st.integers(0, 10**17))
def test_amounts_in_words_are_read_again(fen):
    assert parse_amount(amount_words(fen)) == fen


@given(st.integers(1, 10**6), st.sampled_from(["percent", "times"]))
def test_ratios_in_words_are_read_again(thousandths, unit):
    value = Fraction(thousandths, 1000)
    assert parse_ratio(ratio_words(value, unit)) == value


@given(st.text("零一二三四五六七八九十百千万亿两0123456789.点", min_size=1, max_size=45))
def test_any_numeral_has_one_value_or_none(text):
    read = read_number(text, 0)
    if read is None:
        assert text[0] in ".点"
        return
    assert 0 < read.end <= len(text)
    if read.value is not None and read.value.denominator == 1 and read.value < 10**16:
        # Whatever way it is written, in words it is the same number again.
        assert read_number(number_words(read.value), 0).value == read.value
