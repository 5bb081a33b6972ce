"""A draft loads, and says what has to be filled in."""

from __future__ import annotations

import datetime as dt

import pytest

from penaltybench import RulesetError
from penaltybench.ruleset.shape import read_model
from penaltybench.scaffold import METHODS, Draft, Range, draft_text, read_range
from penaltybench.source import Source, read_yaml
from penaltybench.testing import library_of

DAY = dt.date(2026, 3, 1)


def trees(draft: Draft):
    source = Source("draft")
    read_yaml(draft_text(draft), source)
    assert source.diagnostics == []
    assert read_model(source) is not None, source.diagnostics
    return source.tree


@pytest.mark.parametrize("method", list(METHODS))
@pytest.mark.parametrize(
    "allowed",
    [
        Range("5万元", "10万元"),
        Range("", "2万元"),
        Range("10", "20", "goods_value"),
        Range("5%", "10%", "price"),
    ],
)
def test_every_method_makes_a_draft_that_is_well_formed(method, allowed):
    draft = Draft("x.new", "经营'某'物", "某法", "第一条", allowed, method, DAY)
    tree = trees(draft)
    assert tree["status"] == "draft"
    assert tree["title"]["zh"] == "经营'某'物"
    assert "【" in str(tree)


def test_a_draft_decides_cases():
    from small import statutes

    tree = trees(Draft("x.new", "某", "甲法", "第一条", Range("5万元", "10万元"), "thirds", DAY))
    library = library_of(statutes(), tree | {"uses": []})
    case = {"ruleset": "x.new", "conduct": DAY, "circumstances": []}
    found = library.recommend({**case, "facts": {"seriousness": "serious"}})
    assert (found.grade, found.fine.low.yuan, found.fine.high.yuan) == ("severe", 85_000, 100_000)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("5万元", None),
        ("10万元..5万元", None),
        ("5..10", None),
        ("a..b", None),
        ("..", None),
        ("5%..x", "price"),
        ("20..10", "price"),
    ],
)
def test_a_range_that_is_none_is_refused(text, of):
    with pytest.raises(RulesetError) as refused:
        read_range(text, of)
    assert refused.value.diagnostics[0].code == "PB0204"
