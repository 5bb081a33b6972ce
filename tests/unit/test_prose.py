"""The prose of a standard names everything that the standard decides by."""

from __future__ import annotations

import pytest
from small import edition_of, penalty, statutes

from penaltybench import load
from penaltybench.prose import _numeral, prose


@pytest.fixture(scope="module")
def library():
    return load()


def test_every_shipped_edition_can_be_written_in_both_languages(library):
    for name in library.ids:
        for edition in library.standard(name).editions:
            for language in ("zh", "en"):
                text = "\n".join(prose(edition, language))
                assert "None" not in text, (name, text)
                assert "（）" not in text


def test_rows_and_bases_are_named():
    edition = edition_of(penalty(), statutes())
    zh, en = ("\n".join(prose(edition, language)) for language in ("zh", "en"))
    assert "《甲法》第一条" in zh
    assert "（三）危害后果为严重的" in zh
    assert "(3) If" in en
    assert "half" not in en


def test_points_name_each_level(library):
    edition = library.standard("cn.hunan.environment.facilities-not-built").latest
    text = "\n".join(prose(edition, "zh"))
    assert (
        "（五）违法行为持续时间：不满6个月的，计0%；6个月以上不满12个月的，计6%；12个月以上的，计11%。"
        in text
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (100, "100")],
)
def test_numerals(number, words):
    assert _numeral(number) == words
