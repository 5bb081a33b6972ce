"""What an assessment holds: status, amounts, and what they rest on, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from penaltybench.facts import Facts
from penaltybench.fees.case import FeeCase
from penaltybench.fees.layers import Layers
from penaltybench.fees.possible import Outcome, Possible
from penaltybench.fees.reckon import Reckoning
from penaltybench.fees.refuse import Refusal
from penaltybench.fees.rules import Rules
from penaltybench.money import Money
from penaltybench.result import Question
from penaltybench.ruleset.fee import FeeEdition, FeeRow, Reduction
from penaltybench.ruleset.models import Citation, PriceDocument
from penaltybench.text import Text

Status: TypeAlias = Literal["due", "range", "undetermined", "not_charged", "gap", "conflict"]
"""``due``: one amount. ``range``: the authority decides inside it. ``undetermined``: facts are unknown
that matter. ``not_charged``: the item is not charged at all. ``gap``: its standard has no row for the
case. ``conflict``: several rows hold.
"""


@dataclass(frozen=True)
class Assessed:
    """What is due for a fee item on a day.

    ``item`` is the edition in force (None: the catalogue does not list the item), ``layers`` those
    above it, ``refused`` says why it is not charged. ``rules``, ``facts`` and ``possible`` are how the amount came
    about (None if it is not charged), ``questions`` what to ask, in order.
    """

    case: FeeCase
    item: FeeEdition | None
    layers: Layers | None = None
    refused: Refusal | None = None
    rules: Rules | None = None
    facts: Facts | None = None
    possible: Possible | None = None
    questions: tuple[Question, ...] = ()

    @property
    def status(self) -> Status:
        """How far the amount is certain."""
        if self.possible is None:
            return "not_charged"
        if not self._is_certain:
            return "undetermined"
        reckoning = self.possible.outcomes[0].at_low
        if reckoning.kind != "charged":
            return reckoning.kind
        return "due" if reckoning.low == reckoning.high else "range"

    @property
    def due(self) -> Money | None:
        """The amount that is due; nothing if the item is not charged, None if it is not one amount."""
        return self.low if self.status in ("due", "not_charged") else None

    @property
    def low(self) -> Money | None:
        """The least amount that may be charged; None if no standard can apply."""
        if self.possible is None or not self.possible.exhaustive:
            return Money(0)
        lows = [one.low for one in self._charged()]
        return Money(min(lows)) if lows else None

    @property
    def high(self) -> Money | None:
        """The greatest amount that may be charged; None if there is no limit, or no standard."""
        if self.possible is None:
            return Money(0)
        highs = [one.high for one in self._charged()]
        known = [high for high in highs if high is not None]
        if not self.possible.exhaustive or not highs or len(known) != len(highs):
            return None
        return Money(max(known))

    @property
    def rows(self) -> tuple[FeeRow, ...]:
        """The rows of the standard that apply or may apply, in the order of the file."""
        if self.possible is None or self.item is None:
            return ()
        ids = {row.id for one in self.possible.outcomes for row in one.at_low.rows}
        return tuple(row for row in self.item.rows if row.id in ids)

    @property
    def row(self) -> FeeRow | None:
        """The row that applies, if that is certain."""
        alone = self.exhaustive and self.has_standard and len(self.rows) == 1
        return self.rows[0] if alone else None

    @property
    def reductions(self) -> tuple[Reduction, ...]:
        """The reductions that take effect or may, in the order of the file."""
        if self.item is None:
            return ()
        ids = {one.id for reckoning in self._reckonings() for one in reckoning.taken}
        return tuple(one for one in self.item.reductions if one.id in ids)

    @property
    def reckonings(self) -> tuple[Reckoning, ...]:
        """How the amount was computed, where no fact is open that it depends on."""
        if self.possible is None or self.status == "undetermined":
            return ()
        return tuple(one.at_low for one in self.possible.outcomes)

    @property
    def has_standard(self) -> bool:
        """Whether one row applies whatever the unknown facts are; True if the item is not charged."""
        return all(one.kind == "charged" for one in self._reckonings())

    @property
    def exhaustive(self) -> bool:
        """False if there were too many combinations of unknown facts to try all."""
        return self.possible is None or self.possible.exhaustive

    @property
    def reason(self) -> Text | None:
        """Why there is no single amount, or why nothing is charged; None if one amount is due."""
        if self.refused is not None:
            return self.refused.reason
        match self.status:
            case "gap":
                return Text("收费标准的各行都不符合", "no row of the standard holds")
            case "conflict":
                zh = "、".join(f"“{row.title.zh}”" for row in self.rows)
                en = ", ".join(f"“{row.title.en}”" for row in self.rows)
                return Text(f"{zh}同时符合", f"{en} hold at the same time")
            case "undetermined":
                return self._open()
        return None

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents on which the result rests, by number."""
        return tuple(dict.fromkeys(self._documents()))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the result rests on, in the order of first use."""
        return tuple(dict.fromkeys(self._citations()))

    # --- parts ----------------------------------------------------------------------------------

    @property
    def _is_certain(self) -> bool:
        assert self.possible is not None
        outcomes = self.possible.outcomes
        return (
            self.possible.exhaustive
            and len({one.key for one in outcomes}) == 1
            and not outcomes[0].open_bases
        )

    def _charged(self) -> list[Outcome]:
        outcomes = () if self.possible is None else self.possible.outcomes
        return [one for one in outcomes if one.at_low.kind == "charged"]

    def _reckonings(self) -> Iterator[Reckoning]:
        for one in () if self.possible is None else self.possible.outcomes:
            yield one.at_low
            yield one.at_high

    def _open(self) -> Text:
        kinds = {one.kind for one in self._reckonings()}
        may: list[Text] = []
        if len(self.rows) > 1:
            zh = "、".join(f"“{row.title.zh}”" for row in self.rows)
            en = ", ".join(f"“{row.title.en}”" for row in self.rows)
            may.append(Text(f"可能适用{zh}", f"one of {en} may apply"))
        if "gap" in kinds:
            may.append(Text("可能没有适用的标准", "maybe no standard applies"))
        if "conflict" in kinds:
            may.append(Text("可能有几行同时符合", "maybe several rows hold at once"))
        if not self.exhaustive:
            may.append(
                Text("未知的要素过多，没有逐一试算", "too many facts are unknown to try all")
            )
        if not may:
            return Text("金额取决于尚未查明的要素", "the amount depends on facts that are unknown")
        return Text("；".join(one.zh for one in may), "; ".join(one.en for one in may))

    def _documents(self) -> Iterator[str]:
        def numbers(*documents: PriceDocument | None) -> Iterator[str]:
            yield from (one.document for one in documents if one is not None)

        if self.refused is not None:
            yield from numbers(self.refused.document)
        if self.item is not None:
            yield from numbers(self.item.price_document, self.item.changed_by)
        for reckoning in self._reckonings():
            for layer in reckoning.layers:
                if layer.sets_low or layer.sets_high:
                    yield from numbers(layer.edition.price_document, layer.edition.changed_by)
        yield from (one.document for one in self.reductions if one.document is not None)

    def _citations(self) -> Iterator[Citation]:
        if self.refused is not None:
            yield from self.refused.cite
        if self.item is None:
            return
        yield from self.item.legal_basis
        yield from self.item.standard_cite if self.rows else ()
        policy = self.item.policy
        for reckoning in self._reckonings():
            for row in reckoning.rows:
                yield from row.cite
            for layer in reckoning.layers[1:]:
                if layer.sets_low or layer.sets_high:
                    yield from policy.standard.cite if policy.standard else ()
                    yield from (*layer.edition.standard_cite, *layer.row.cite)
            if reckoning.at_lower_bound and policy.discretionary is not None:
                yield from policy.discretionary.cite
            if len(reckoning.taken) > 1 and policy.reductions is not None:
                yield from policy.reductions.cite
        for one in self.reductions:
            yield from one.cite
