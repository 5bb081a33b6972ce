"""Strategies for trees of text of any shape, with texts that are hard to write down."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

_KEYS = ["id", "facts", "rows", "label", "zh", "when", "any", "1", "on", "< 3", "? a", ""]
_HOSTILE = [
    "",
    " ",
    "-",
    "- a",
    "? ",
    ": ",
    "a: b",
    "a #b",
    "# a",
    "...",
    "---",
    "~",
    "null",
    "no",
    "0.10",
    "[1..3)",
    "{a: b}",
    "'",
    '"',
    "\\",
    "a\nb",
    "a\n\n b\n",
    "\t",
    "\r\n",
    "\x00",
    "\x07",
    "\x85",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "\xa0甲\xa0",
    "😀",
    "=1+1",
    "+1",
    "@a",
    "'=1",
    "_x0041_",
    "_x005F_x0041_",
    "<![CDATA[",
    "&lt;",
    "  two  spaces  ",
    "甲 乙 " * 60 + "丙",
    "long " * 60 + "end",
]


def texts() -> SearchStrategy[str]:
    """Draw a text: any characters at all, or one that some notation gives a meaning."""
    return st.sampled_from(_HOSTILE) | st.text(max_size=30) | st.text("甲乙a1 :#-,[]{}\"'\n")


def text_trees(*, leaves: int = 20) -> SearchStrategy[Any]:
    """Draw a tree of dict, list and str."""
    keys = st.sampled_from(_KEYS) | texts() | st.just("k" * 1_100)
    return st.recursive(
        texts(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=leaves,
    )


@st.composite
def spoiled(draw: DrawFn, trees: SearchStrategy[Any], *, most: int = 3) -> Any:
    """Draw a tree with up to ``most`` of its parts replaced by something that does not belong there."""
    tree = copy.deepcopy(draw(trees))
    for _ in range(draw(st.integers(0, most))):
        node, key = draw(st.sampled_from(list(_places(tree)) or [(None, None)]))
        if node is None:
            break
        what = draw(st.sampled_from(["replace", "replace", "add", "rename"]))
        if what == "add" and isinstance(node, dict):
            node[draw(texts())] = draw(text_trees(leaves=4))
        elif what == "rename" and isinstance(node, dict):
            node[draw(texts())] = node.pop(key)
        else:
            node[key] = draw(text_trees(leaves=4))
    return tree


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every mapping or list with each of its keys."""
    if isinstance(tree, dict | list):
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield tree, key
            yield from _places(value)
