"""Columns of a table: where in the tree their content stands, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from penaltybench.exchange.workbook.codecs import ELSEWHERE, Codec
from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.exchange.workbook.tidy import stripped
from penaltybench.exchange.xlsx.names import fits
from penaltybench.source import Tree
from penaltybench.text import Language, Text

MISSING: Any = object()
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A part of an object and its column (or its two columns, one a language).

    ``always`` columns are there even if no row has them. Of the mapping at ``path`` only the keys
    that are not in ``but`` belong to the field.
    """

    path: Path
    title: Text
    codec: Codec
    width: int = 14
    note: str = ""
    always: bool = False
    options: tuple[str, ...] = ()
    strict: bool = False
    but: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its columns, as their headers show them."""
        return tuple(".".join(self.path) + suffix for suffix in self.codec.suffixes)

    def titles(self, language: Language) -> tuple[str, ...]:
        """Return the titles of its columns."""
        title = self.title.get(language)
        if len(self.codec.suffixes) == 1:
            return (title,)
        marks = ("（中文）", "（英文）") if language == "zh" else (" (Chinese)", " (English)")
        return tuple(title + mark for mark in marks)

    def get(self, tree: Tree) -> Tree:
        """Return what the field has in ``tree``, or MISSING."""
        for key in self.path:
            if not isinstance(tree, dict) or key not in tree:
                return MISSING
            tree = tree[key]
        if not self.but:
            return tree
        if not isinstance(tree, dict):
            return MISSING
        own = {key: value for key, value in tree.items() if key not in self.but}
        # The keys of other fields alone say nothing of this one.
        return own if own or not tree else MISSING

    def put(self, tree: dict[str, Tree], value: Tree) -> None:
        """Set the field in ``tree``."""
        node = tree
        for key in self.path[:-1]:
            node = node.setdefault(key, {})
        if self.but and isinstance(value, dict):
            node.setdefault(self.path[-1], {}).update(value)
        else:
            node[self.path[-1]] = value


def encode(tree: Tree, fields: Iterable[Field], language: Language) -> tuple[dict[str, str], Tree]:
    """Return the texts of the cells by key, and the part of ``tree`` that they hold.

    A part that its cells could not give back is not written; its cell says where it is.
    """
    texts: dict[str, str] = {}
    held: dict[str, Tree] = {}
    for field in fields:
        value = field.get(tree)
        if value is MISSING:
            continue
        written = field.codec.encode(value)
        if written is not None and _decoded(field, written) == value and all(map(fits, written)):
            texts.update(zip(field.keys, written, strict=True))
            field.put(held, value)
        else:
            texts[field.keys[0]] = ELSEWHERE.get(language)
    return {key: text for key, text in texts.items() if text}, held


def _decoded(field: Field, written: tuple[str, ...]) -> Tree:
    said = _said(written)
    if not any(said):
        return MISSING
    try:
        return field.codec.decode(said)
    except CellFault:
        return MISSING


def is_blank(text: str) -> bool:
    """Return whether a cell says nothing: white space, or that its content is elsewhere."""
    return not stripped(text) or text in (ELSEWHERE.zh, ELSEWHERE.en)


def _said(written: Iterable[str]) -> tuple[str, ...]:
    """Return the texts of cells; those that say nothing are empty."""
    return tuple("" if is_blank(text) else text for text in written)


Report = Callable[[str, CellFault], None]
"""Takes the key of the column at fault."""


def decode(
    texts: Mapping[str, str], fields: Sequence[Field], report: Report
) -> tuple[dict[str, Tree], dict[Path, str]]:
    """Return the object of a row, and for each of its parts the key of the column that holds it."""
    tree: dict[str, Tree] = {}
    places: dict[Path, str] = {}
    for field in fields:
        written = _said(texts.get(key, "") for key in field.keys)
        if not any(written):
            continue
        filled = next(key for key, text in zip(field.keys, written, strict=True) if text)
        places[field.path] = filled
        try:
            value = field.codec.decode(written)
        except CellFault as fault:
            report(filled, fault)
            continue
        field.put(tree, value)
    return tree, places


def unheld(tree: Tree, held: Tree, path: tuple[str | int, ...] = ()) -> list[Any]:
    """Return ``(path, leaf)`` for all of ``tree`` that ``held`` lacks; a leaf is text, {} or []."""
    if held is MISSING:
        return _leaves(tree, path)
    if isinstance(tree, dict) and isinstance(held, dict):
        return [
            leaf
            for key, value in tree.items()
            for leaf in unheld(value, held.get(key, MISSING), (*path, key))
        ]
    if isinstance(tree, list) and isinstance(held, list) and len(tree) == len(held):
        return [
            leaf
            for index, (value, own) in enumerate(zip(tree, held, strict=True))
            for leaf in unheld(value, own, (*path, index))
        ]
    return []


def _leaves(tree: Tree, path: tuple[str | int, ...]) -> list[Any]:
    if isinstance(tree, dict) and tree:
        return [leaf for key, value in tree.items() for leaf in _leaves(value, (*path, key))]
    if isinstance(tree, list) and tree:
        return [leaf for index, value in enumerate(tree) for leaf in _leaves(value, (*path, index))]
    return [(path, tree)]
