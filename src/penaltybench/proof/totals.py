"""The total of a table by points while some of its factors are open: between what and what."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from penaltybench.proof.search import Cells, Ground
from penaltybench.regions import Slice
from penaltybench.ruleset.edition import Factor, Points, Schedule
from penaltybench.values import Value


@dataclass(frozen=True, slots=True)
class OpenTotal:
    """The total that is ``known``, and between what the open factors come to.

    ``lightest`` and ``heaviest`` are cells of the open factors that give each end.
    """

    known: Fraction
    low: Fraction
    high: Fraction
    lightest: Cells
    heaviest: Cells

    @property
    def least(self) -> Fraction:
        """The least total."""
        return self.known + self.low

    @property
    def most(self) -> Fraction:
        """The greatest total."""
        return self.known + self.high


def open_total(ground: Ground, schedule: Schedule, cells: Cells) -> OpenTotal | None:
    """Return the total where the facts lie in ``cells``; None if a factor has no one level there.

    A fact that two open factors read counts in each by itself, so that the span may be too wide.
    """
    assert isinstance(schedule.table, Points)
    fixed = dict(schedule.sets)
    known = low = high = Fraction(0)
    lightest: dict[str, Slice] = {}
    heaviest: dict[str, Slice] = {}
    for factor in schedule.table.factors:
        value = fixed.get(factor.fact)
        if value is None and factor.fact in cells:
            value = cells[factor.fact].value
        if value is not None:
            share = _share(factor, value)
            if share is None:
                return None
            known += share
            continue
        shares = [
            (share, cell)
            for cell in ground.axes[factor.fact].slices
            if (share := _share(factor, cell.value)) is not None
        ]
        if not shares:
            return None
        least, most = min(shares, key=lambda one: one[0]), max(shares, key=lambda one: one[0])
        low, high = low + least[0], high + most[0]
        lightest.setdefault(factor.fact, least[1])
        heaviest.setdefault(factor.fact, most[1])
    return OpenTotal(known, low, high, lightest, heaviest)


def _share(factor: Factor, value: Value) -> Fraction | None:
    held = [level.share for level in factor.levels if level.test.holds(value)]
    return held[0] if len(held) == 1 else None
