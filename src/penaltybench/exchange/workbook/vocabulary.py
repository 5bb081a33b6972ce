"""The facts that a workbook speaks of: their types, labels, and the words of their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from penaltybench.exchange.workbook.tidy import plain
from penaltybench.ruleset.declare import CASE_DATES
from penaltybench.source import Tree

_LONGEST = 12
"""Characters up to which the label of a value is short enough to stand for it in a cell."""
_FORBIDDEN = frozenset(",，、;；:：()（）[]【】{}<>=≤≥|｜\"“”'~～—… \n\t\xa0\u3000")
TRUTHS: Mapping[str, str] = {"true": "是", "false": "否"}


@dataclass(frozen=True, slots=True)
class FactWords:
    """A fact: its type, its Chinese label and unit, and the labels of its values by their words."""

    id: str
    type: str
    label: str = ""
    unit: str = ""
    describe: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> Mapping[str, str]:
        """What stands in a Chinese cell for each word; empty if the words themselves do."""
        if self.type == "boolean":
            return TRUTHS
        labels = list(self.values.values())
        taken = {*labels, *self.values, "not", "-"}
        clear = len(taken) == len(labels) + len(set(self.values) - set(labels)) + 2
        own = all(label == word or label not in self.values for word, label in self.values.items())
        short = all(
            0 < len(label) <= _LONGEST and not set(label) & _FORBIDDEN and plain(label) == label
            for label in labels
        )
        return self.values if clear and own and short else {}

    @property
    def options(self) -> tuple[str, ...]:
        """The words from which a person may choose."""
        return tuple(self.shown.values()) or tuple(self.values)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The facts by id, in the order in which they are declared."""

    facts: Mapping[str, FactWords] = field(default_factory=dict)

    def named(self, name: str) -> str:
        """Return the id of a fact that is named by its id or by its label; else the name itself."""
        if name in self.facts:
            return name
        found = [fact.id for fact in self.facts.values() if fact.label == name]
        return found[0] if len(found) == 1 else name


def vocabulary_of(*declarations: Tree) -> Vocabulary:
    """Return the vocabulary of some ``facts:`` mappings, later ones before earlier ones."""
    facts = {name: FactWords(name, "date", label.zh) for name, label in CASE_DATES.items()}
    for declared in declarations:
        if isinstance(declared, dict):
            facts.update(_words(declared))
    return Vocabulary(facts)


def _words(declared: Mapping[str, Tree]) -> Iterator[tuple[str, FactWords]]:
    for name, fact in declared.items():
        if not isinstance(fact, dict):
            continue
        values = fact.get("values")
        labels = (
            {word: chinese(label) for word, label in values.items()}
            if isinstance(values, dict)
            else {}
        )
        kind = fact.get("type")
        yield (
            name,
            FactWords(
                name,
                kind if isinstance(kind, str) else "",
                chinese(fact.get("label")),
                chinese(fact.get("unit")),
                chinese(fact.get("describe")),
                labels,
            ),
        )


def chinese(value: Tree) -> str:
    """Return the Chinese of a text in two languages; empty if there is none."""
    if isinstance(value, dict):
        value = value.get("zh")
    return value if isinstance(value, str) else ""
