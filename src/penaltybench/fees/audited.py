"""What an audit of charges finds, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from penaltybench.diagnostics import Diagnostic
from penaltybench.fees.assessment import Assessment
from penaltybench.fees.charges import Charge
from penaltybench.money import Money
from penaltybench.text import Text, same

Verdict: TypeAlias = Literal["correct", "overcharged", "undercharged", "undecided"]
VERDICTS: tuple[Verdict, ...] = ("overcharged", "undercharged", "undecided", "correct")
"""The verdicts, the gravest first."""


@dataclass(frozen=True)
class AuditedCharge:
    """A charge and what was due: ``difference`` is what is certain of it, in fen.

    It is positive if too much was charged, negative if too little, 0 else. While facts are unknown only
    what lies above the highest, or below the lowest possible amount is certain.
    """

    charge: Charge
    assessment: Assessment
    verdict: Verdict
    difference: int
    reason: Text

    @property
    def low(self) -> Money | None:
        """The least amount that may have been due; None if no standard applies."""
        return self.assessment.low

    @property
    def high(self) -> Money | None:
        """The greatest amount that may have been due; None if there is no limit, or no standard."""
        return self.assessment.high


@dataclass(frozen=True, slots=True)
class Total:
    """So many charges, and so much money in fen."""

    number: int = 0
    fen: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """What charges add up to.

    The money of ``overcharged`` and ``undercharged`` is what is certain of the differences, neither of them
    negative; that of the others is what was charged.
    """

    all: Total
    correct: Total
    overcharged: Total
    undercharged: Total
    undecided: Total


@dataclass(frozen=True, slots=True)
class ByFee:
    """The totals of one fee item."""

    fee: str
    title: Text
    totals: Totals


def totals_of(rows: Iterable[AuditedCharge]) -> Totals:
    """Return what the rows add up to."""
    held = list(rows)

    def total(verdict: Verdict) -> Total:
        own = [row for row in held if row.verdict == verdict]
        decided = verdict in ("overcharged", "undercharged")
        fen = (abs(row.difference) if decided else row.charge.charged.fen for row in own)
        return Total(len(own), sum(fen))

    return Totals(
        Total(len(held), sum(row.charge.charged.fen for row in held)),
        total("correct"),
        total("overcharged"),
        total("undercharged"),
        total("undecided"),
    )


@dataclass(frozen=True)
class Audited:
    """The audited charges in the order of the table, and every fault of the others."""

    rows: tuple[AuditedCharge, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def totals(self) -> Totals:
        """What all charges add up to."""
        return totals_of(self.rows)

    @property
    def by_fee(self) -> tuple[ByFee, ...]:
        """What the charges of each item add up to, by id."""
        found: dict[str, list[AuditedCharge]] = {}
        for row in self.rows:
            found.setdefault(row.charge.fee, []).append(row)
        return tuple(ByFee(fee, _title(found[fee]), totals_of(found[fee])) for fee in sorted(found))

    def with_verdict(self, verdict: Verdict) -> tuple[AuditedCharge, ...]:
        """Return the charges with a verdict, in the order of the table."""
        return tuple(row for row in self.rows if row.verdict == verdict)


def _title(rows: list[AuditedCharge]) -> Text:
    """Return what the item is called in the latest of its editions that was charged by."""
    items = [row.assessment.item for row in rows if row.assessment.item is not None]
    if not items:
        return same(rows[0].charge.fee)
    return max(items, key=lambda item: item.period.start).title
