"""What is written as YAML is read back as the same tree, and written the same again."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltybench.exchange.yaml_layout import SECTIONS
from penaltybench.exchange.yaml_text import ruleset_yaml
from penaltybench.library import bundled_rulesets
from penaltybench.source import Source, read_file, read_yaml
from penaltybench.testing import rulesets
from penaltybench.testing.text_trees import text_trees, texts

SHIPPED = sorted(bundled_rulesets().rglob("[12]*.yaml"))


def read_back(text: str) -> Any:
    source = Source("text")
    read_yaml(text, source)
    assert source.diagnostics == []
    return source.tree


def orders(tree: Any) -> Any:
    """Return the tree with every mapping as a list of pairs."""
    if isinstance(tree, dict):
        return [(key, orders(value)) for key, value in tree.items()]
    return [orders(item) for item in tree] if isinstance(tree, list) else tree


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.parent.name + "/" + path.stem))
def test_shipped_rulesets(path: Path) -> None:
    tree = read_file(path).tree
    text = ruleset_yaml(tree)
    again = read_back(text)
    assert again == tree
    assert ruleset_yaml(again) == text
    for section in {"facts"} & set(tree):
        assert list(again[section]) == list(tree[section])


@given(rulesets())
def test_generated_rulesets(trees: tuple[dict[str, Any], ...]) -> None:
    for tree in trees:
        text = ruleset_yaml(tree)
        assert read_back(text) == tree
        assert ruleset_yaml(read_back(text)) == text


@given(text_trees())
def test_any_tree(tree: Any) -> None:
    text = ruleset_yaml(tree)
    again = read_back(text)
    assert again == tree
    assert ruleset_yaml(again) == text


@given(st.dictionaries(texts(), texts(), max_size=8), st.sampled_from(["values", "when"]))
def test_order_of_what_has_an_order(mapping: dict[str, str], key: str) -> None:
    tree = {"facts": {"a_fact": {key: mapping}}}
    again = read_back(ruleset_yaml(tree))
    assert orders(again) == orders(tree)


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=300))
def test_any_text(text: str) -> None:
    assert read_back(ruleset_yaml({"note": text, "list": [text], text: {"a": text}})) == {
        "note": text,
        "list": [text],
        text: {"a": text},
    }


def test_sections_stand_apart() -> None:
    text = ruleset_yaml({"rounding": {"unit": "1元"}, "facts": {"a": "b"}, "id": "x", "kind": "y"})
    assert text == "id: x\nkind: y\n\nfacts:\n  a: b\n\nrounding: {unit: 1元}\n"
    assert "facts" in SECTIONS


@pytest.mark.parametrize("leaf", [1, None, True, b"x", 0.5])
def test_what_is_not_text_is_refused(leaf: object) -> None:
    with pytest.raises(TypeError, match="a tree of text has no"):
        ruleset_yaml({"a": [leaf]})


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="half a surrogate pair"):
        ruleset_yaml({"a": "\ud800"})
