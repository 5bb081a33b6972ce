"""What an edition of any kind says of itself, and the facts that it declares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from penaltybench.condition import UnaryTest, Wording
from penaltybench.condition.describe import FactWords
from penaltybench.diagnostics import Place
from penaltybench.period import Period
from penaltybench.ruleset.models import (
    Citation,
    Derivation,
    Issued,
    Provenance,
    Status,
    Suppression,
    Unascertainable,
)
from penaltybench.text import Language, Text
from penaltybench.values import FactType, Value, format_value


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared input. ``rank`` orders enum values from the lightest (0) on."""

    id: str
    type: FactType
    label: Text
    describe: Text | None = None
    unit: Text | None = None
    domain: UnaryTest | None = None
    values: Mapping[str, Text] = field(default_factory=dict)
    worse: str | None = None
    changeable: bool = False
    unascertainable: Unascertainable | None = None
    several: bool = False
    derive: Derivation | None = None
    cite: tuple[Citation, ...] = ()
    place: Place = field(default=Place(), compare=False)

    def format(self, value: Value, language: Language) -> str:
        """Return a value of the fact as people write it, with unit or label."""
        if self.type is FactType.ENUM:
            label = self.values.get(str(value))
            return label.get(language) if label else str(value)
        text = format_value(self.type, value, language)
        if self.unit is None:
            return text
        return text + self.unit.zh if language == "zh" else f"{text} {self.unit.en}"

    def words(self) -> FactWords:
        """Return how to speak of the fact in a condition."""
        return FactWords(self.type, self.label.get, self.format)

    def heaviest_first(self) -> tuple[str, ...]:
        """Return the enum's words, the worst for the party first."""
        words = tuple(self.values)
        return words if self.worse == "earlier" else words[::-1]


@dataclass(frozen=True, eq=False)
class Published:
    """One edition of a ruleset together with the general rules in force beside it.

    ``period`` is the span in which exactly this combination holds; ``dated`` the days for which
    the ruleset itself is in force. ``digest`` covers every file that can change a result.
    """

    id: str
    title: Text
    status: Status
    dated: Period
    period: Period
    issued: Issued | None
    source: Provenance
    reviewed_on: dt.date
    digest: str
    file: str
    uses: tuple[str, ...]
    wording: Wording
    facts: Mapping[str, Fact]
    suppress: tuple[Suppression, ...]

    def words(self) -> dict[str, FactWords]:
        """Return how to speak of each fact."""
        return {name: fact.words() for name, fact in self.facts.items()}
