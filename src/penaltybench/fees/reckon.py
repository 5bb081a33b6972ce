"""The reckoning of a charge where all conditions are decided: standards → lower bound → reductions → units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from penaltybench.fees.band import Band
from penaltybench.fees.charge import Base, Charged, charge_of
from penaltybench.fees.reduce import (
    Relieved,
    must_be_granted,
    reductions_that_hold,
    relieved,
    share_of,
)
from penaltybench.fees.rules import Rules, rows_of
from penaltybench.fees.settle import at_lower_bound, chargeable, greatest_of, least_of
from penaltybench.ruleset.fee import FeeEdition, FeeRow, Reduction
from penaltybench.values import Value


@dataclass(frozen=True, slots=True)
class LayerCharge:
    """What the row of one layer allows. ``sets_low`` and ``sets_high`` say which ends it determines."""

    edition: FeeEdition
    row: FeeRow
    charged: Charged
    sets_low: bool = True
    sets_high: bool = True


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A charge under one set of rows and reductions.

    ``rows`` are those of the item itself that hold: none is a gap, several are a conflict. ``layers``
    are the standards that were compared, the item's own first; ``silent`` the layers above without one row
    for the case. ``standard`` is what applies, ``bound`` what can be charged of it, which is its low end
    ``at_lower_bound``; ``least`` and ``most`` are what remains after the reductions that must, and that may be
    granted. ``low`` and ``high`` are fen.
    """

    rows: tuple[FeeRow, ...]
    layers: tuple[LayerCharge, ...] = ()
    silent: tuple[FeeEdition, ...] = ()
    standard: Band | None = None
    bound: Band | None = None
    at_lower_bound: bool = False
    least: Relieved | None = None
    most: Relieved | None = None
    low: int = 0
    high: int | None = 0

    @property
    def kind(self) -> Literal["charged", "gap", "conflict"]:
        """Whether one row holds."""
        return "charged" if len(self.rows) == 1 else "conflict" if self.rows else "gap"

    @property
    def taken(self) -> tuple[Reduction, ...]:
        """The reductions that take effect, or may."""
        both = [one for one in (self.least, self.most) if one is not None]
        return tuple({r.id: r for one in both for r in one.taken}.values())


def reckon(rules: Rules, values: Mapping[str, Value], base: Base) -> Reckoning:
    """Return the charge, given all facts that conditions read and one end of each base."""
    rows = rows_of(rules.own, values)
    if len(rows) != 1:
        return Reckoning(rows)
    layers, silent = _layers(rules, values, base)
    standard = reduce(Band.lowest, (one.charged.band for one in layers))
    binding = rules.own.policy.discretionary is not None
    left = at_lower_bound if binding else chargeable
    # Each standard by itself, so that the lowest is never above what one of them asks for alone.
    bounds = [left(one.charged.band, rules.rounding.unit) for one in layers]
    bound = reduce(Band.lowest, bounds)
    holding = reductions_that_hold(rules.reductions, values)
    least, most, low, high = _reduced(rules, bound, holding)
    return Reckoning(
        rows,
        _determining(layers, bounds, bound),
        silent,
        standard,
        bound,
        binding and not standard.is_point,
        least,
        most,
        low,
        high,
    )


def _reduced(
    rules: Rules, bound: Band, holding: Sequence[Reduction]
) -> tuple[Relieved, Relieved, int, int | None]:
    """Return what the least and the most relief leave, and both ends in fen.

    One more reduction never raises an end, also where a share may only be approached and the unit is coarse.
    """
    policy, rounding = rules.own.policy.reductions, rules.rounding
    together = "successive" if policy is None else policy.rule
    must = must_be_granted(holding)
    least, most = relieved(bound, must, together), relieved(bound, holding, together, most=True)
    # Each end is rounded as part of what it belongs to: all granted, or no more than must be.
    low = least_of(_ends(most, relieved(bound, holding, together)), rounding)
    if most.band.low_open:
        # Where no unit is left below, the bill without such shares can be lower.
        exact = [one for one in holding if not share_of(one, most=True)[1]]
        both = (relieved(bound, exact, together, most=way) for way in (True, False))
        low = min(low, least_of(_ends(*both), rounding))
    approached = any(share_of(one, most=False)[1] for one in must)
    withheld = _ends(relieved(bound, must, together, most=True), least)
    up = not (approached or withheld.high_open)
    return least, most, low, greatest_of(withheld, rounding, up=up)


def _ends(most: Relieved, least: Relieved) -> Band:
    """Return what is left, from where most is taken off to where least is."""
    return Band(most.band.low, least.band.high, most.band.low_open, least.band.high_open)


def _layers(
    rules: Rules, values: Mapping[str, Value], base: Base
) -> tuple[list[LayerCharge], tuple[FeeEdition, ...]]:
    found, silent = [], []
    for edition in rules.standards:
        rows = rows_of(edition, values)
        if len(rows) == 1:
            charged = charge_of(rows[0].charge, edition.scales, base)
            found.append(LayerCharge(edition, rows[0], charged))
        else:
            silent.append(edition)
    return found, tuple(silent)


def _determining(
    layers: list[LayerCharge], bounds: list[Band], lowest: Band
) -> tuple[LayerCharge, ...]:
    """Return the layers with the ends that each determines; of equal ones the first does."""
    low = [(one.low, one.low_open) for one in bounds].index((lowest.low, lowest.low_open))
    high = [(one.high, one.high_open) for one in bounds].index((lowest.high, lowest.high_open))
    return tuple(
        LayerCharge(one.edition, one.row, one.charged, number == low, number == high)
        for number, one in enumerate(layers)
    )
