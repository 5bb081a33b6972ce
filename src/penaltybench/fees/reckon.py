"""The reckoning of a charge where all conditions are decided: standards → lower bound → reductions → units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from penaltybench.fees.band import Band
from penaltybench.fees.charge import Base, Charged, charge_of
from penaltybench.fees.reduce import (
    Relieved,
    least_relief,
    most_relief,
    reductions_that_hold,
    share_of,
)
from penaltybench.fees.rules import Rules, rows_of
from penaltybench.fees.settle import at_lower_bound, settled
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
    for the case. ``standard`` is what applies, ``bound`` what the lower bound leaves of it; ``least`` and ``most`` are
    what remains after the reductions that must, and that may be granted. ``low`` and ``high`` are fen.
    """

    rows: tuple[FeeRow, ...]
    layers: tuple[LayerCharge, ...] = ()
    silent: tuple[FeeEdition, ...] = ()
    standard: Band | None = None
    bound: Band | None = None
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

    @property
    def at_lower_bound(self) -> bool:
        """Whether the lower bound of a range is due."""
        return self.standard != self.bound


def reckon(rules: Rules, values: Mapping[str, Value], base: Base) -> Reckoning:
    """Return the charge, given all facts that conditions read and one end of each base."""
    rows = rows_of(rules.own, values)
    if len(rows) != 1:
        return Reckoning(rows)
    layers, silent = _layers(rules, values, base)
    standard = reduce(Band.lowest, (one.charged.band for one in layers))
    discretionary = rules.own.policy.discretionary
    bound = standard
    if discretionary is not None and not standard.is_point:
        bound = at_lower_bound(standard, rules.rounding.unit)
    holding = reductions_that_hold(rules.reductions, values)
    policy = rules.own.policy.reductions
    together = "successive" if policy is None else policy.rule
    least, most = least_relief(bound, holding, together), most_relief(bound, holding, together)
    low, high = settled(_left(least, most), rules.rounding)
    if most.band.low_open:
        # A share that may only be approached must not leave more than the same bill without it.
        exact = [one for one in holding if not share_of(one, most=True)[1]]
        without = most_relief(bound, exact, together)
        low = min(low, settled(_left(least, without), rules.rounding)[0])
    return Reckoning(
        rows,
        _determining(layers, standard),
        silent,
        standard,
        bound,
        least,
        most,
        low,
        high,
    )


def _left(least: Relieved, most: Relieved) -> Band:
    """Return what is left from where all is granted to where no more is granted than must be."""
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


def _determining(layers: list[LayerCharge], standard: Band) -> tuple[LayerCharge, ...]:
    """Return the layers with the ends that each determines; of equal ones the first does."""
    ends = [(one.charged.band.low, one.charged.band.low_open) for one in layers]
    low = ends.index((standard.low, standard.low_open))
    ends = [(one.charged.band.high, one.charged.band.high_open) for one in layers]
    high = ends.index((standard.high, standard.high_open))
    return tuple(
        LayerCharge(one.edition, one.row, one.charged, number == low, number == high)
        for number, one in enumerate(layers)
    )
