"""The layout changes, the values and the comments do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltybench.layout import laid_out
from penaltybench.library import bundled_rulesets
from penaltybench.source import Source, read_yaml


def tree_of(text: str):
    source = Source("t")
    read_yaml(text, source)
    return source.tree, [d.code for d in source.diagnostics]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:   {b:  1,c:   2}\n", "a: {b: 1, c: 2}\n"),
        ("a : [1 ,2,  3 ]  \n", "a: [1, 2, 3]\n"),
        ("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        ("a: 1\n\n\n\nb: 2", "a: 1\n\nb: 2\n"),
        ("a: 1   # why  \n", "a: 1   # why\n"),
        ("a: '  kept  '\n", "a: '  kept  '\n"),
        ("a: >-\n  text  \n  more\n", "a: >-\n  text  \n  more\n"),
        ("", ""),
    ],
)
def test_what_is_put_right(before, after):
    assert laid_out(before) == after


def test_shipped_rulesets_are_laid_out():
    for path in sorted(bundled_rulesets().rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert laid_out(text) == text, path


LINES = st.lists(
    st.sampled_from(
        [
            "a: {x:  1,y: [2 ,3]}",
            "# a comment  ",
            "b:   text  # tail ",
            "",
            "c:",
            "  - one  ",
            "  -   {z :  q}",
            "d: 'a  # no comment'",
            'e: "x ,  y"',
            "f: |",
            "  block  ",
            "  # text, no comment",
            "g: 1\r",
        ]
    ),
    max_size=12,
)


@given(LINES)
def test_values_stay_and_a_second_run_changes_nothing(lines):
    text = "\n".join(lines)
    tree, codes = tree_of(text)
    if codes:
        return
    after = laid_out(text)
    assert tree_of(after) == (tree, codes)
    assert laid_out(after) == after
