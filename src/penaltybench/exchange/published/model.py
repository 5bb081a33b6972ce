"""What a penalty cell says, as data: who is punished, when, with what; and what was not understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from penaltybench.ruleset.models import PenaltyKind


class Unit(StrEnum):
    """What an end of a range is measured in. Percent, times and share are ratios of a base."""

    FEN = "fen"
    PERCENT = "percent"
    TIMES = "times"
    SHARE = "share"
    DAYS = "days"
    MONTHS = "months"

    @property
    def is_ratio(self) -> bool:
        """Whether the number is a ratio of a base."""
        return self in (Unit.PERCENT, Unit.TIMES, Unit.SHARE)


@dataclass(frozen=True, slots=True)
class End:
    """An end of a range: fen, a ratio, days or months; ``included`` as 以上 includes and 不足 does not."""

    value: Fraction
    unit: Unit
    included: bool = True


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``; a missing end is not written. One exact value has both ends alike."""

    low: End | None
    high: End | None

    @property
    def is_point(self) -> bool:
        """Whether one exact value is written."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison inside a condition: ``subject`` (违法所得) lies in ``range``, or is there at all."""

    subject: str
    range: Range | None = None
    present: bool = True


@dataclass(frozen=True, slots=True)
class Condition:
    """When a part of the penalty follows: the cell's own words, and the comparisons read in them.

    Of several ``tests`` one must hold. Without tests the words are quoted, not read.
    """

    words: str
    tests: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class Rounding:
    """What a step that is not full counts as: ``what`` (整数倍) is quoted, ``mode`` up, down, half_up."""

    what: str
    mode: str


@dataclass(frozen=True, slots=True)
class Increment:
    """``add`` fen for each ``step``; both ``scope`` and ``step`` are quoted."""

    step: str
    add: Range
    scope: str = ""
    rounding: tuple[Rounding, ...] = ()


@dataclass(frozen=True, slots=True)
class Fine:
    """A fine: a range of yuan, or of ratios of ``base``, or of yuan for each ``per``.

    Without a range a fine is ordered and its amount left open. ``by`` is what units are counted of
    (占地面积). ``at_least``, ``at_most`` bound the result, ``base_at_least`` the base, all in fen.
    """

    range: Range | None
    base: str = ""
    per: str = ""
    by: str = ""
    daily: bool = False
    at_least: int | None = None
    at_most: int | None = None
    base_at_least: int | None = None
    increments: tuple[Increment, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """Another penalty kind, with the cell's own word for it (停产整治).

    ``object`` quotes what is confiscated or revoked; ``time`` is a range of days or months.
    """

    kind: PenaltyKind
    object: str = ""
    time: Range | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """An order beside the penalty, in the cell's words: 责令限期改正."""

    words: str


@dataclass(frozen=True, slots=True)
class Other:
    """What is neither penalty nor order: ``category`` exempt, transfer, crime, discipline, …."""

    category: str
    words: str


Item = Fine | Kind | Order | Other


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a cell imposes.

    ``may``: 可以 or 可. ``along``: 并 or 单处或者并处, as written. ``joint`` is how it is joined to the
    part before it: ``and``, ``or`` (或者), ``list`` (、). ``respondent`` is empty where none is named.
    """

    item: Item
    may: bool = False
    along: str = ""
    joint: str = "and"
    respondent: str = ""
    conditions: tuple[Condition, ...] = ()
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters ``[start, end)`` of a cell, and what they were read as."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """The characters ``[start, end)`` of a cell that were not understood, and why.

    ``reason``: ``unknown`` (words), ``contradictory`` (a range whose low end is above its high one),
    ``ambiguous`` (more than one reading), ``too_large`` (beyond exact money).
    """

    start: int
    end: int
    text: str
    reason: str = "unknown"


@dataclass(frozen=True, slots=True)
class Understood:
    """A cell as it was understood.

    The spans and the pieces of ``not_understood`` are disjoint, lie in the text, and cover all of it
    but white space and punctuation.
    """

    text: str
    parts: tuple[Part, ...] = ()
    spans: tuple[Span, ...] = ()
    not_understood: tuple[Piece, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the cell says something and nothing of it was not understood."""
        return bool(self.parts) and not self.not_understood

    @property
    def quoted(self) -> tuple[Span, ...]:
        """The spans whose words are kept as they are: free conditions, offices, objects, scopes."""
        return tuple(span for span in self.spans if span.role in QUOTED)

    def fines(self) -> Iterator[tuple[Part, Fine]]:
        """Yield the fines with the parts that hold them."""
        for part in self.parts:
            if isinstance(part.item, Fine):
                yield part, part.item


QUOTED = frozenset({"condition", "respondent", "authority", "exception", "consideration", "scope"})
"""Roles of spans whose words are quoted rather than read."""
