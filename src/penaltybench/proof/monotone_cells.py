"""Monotonicity by cells and straight pieces, without a solver."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from penaltybench.proof.box import Span, span_of
from penaltybench.proof.compare import Weighed, heavier_points, never_heavier, weighed
from penaltybench.proof.in_cell import Choices, InCell, Nothing, in_cell
from penaltybench.proof.pair import PRIME, Change
from penaltybench.proof.reckon import numbers_in
from penaltybench.proof.search import Cells, Leaf, TooMany, exact_value, leaves
from penaltybench.proof.signs import FAR, Point
from penaltybench.proof.slopes import FALLING, FLAT, RISING, slope
from penaltybench.proof.statement import Proof
from penaltybench.proof.term import FALSE, TRUE, Term
from penaltybench.regions import Slice
from penaltybench.text import Text
from penaltybench.values import FactType, Value

MAX_LEAVES = 1_500
MAX_POINTS = 6
MAX_TRIES = 60
"""So many pairs of cases are tried for one statement."""
_LOW, _HIGH = 0, 1
Found = tuple[InCell | Nothing, ...]
"""What follows in each cell of the fact, from the lightest to the worst."""


def by_cells(change: Change) -> Proof | None:
    """Return a proof by cells alone; None if they do not decide."""
    if change.derived:
        # Other facts move with this one.
        return None
    notes: list[Text] = []
    decided = True
    tries = iter(range(MAX_TRIES))
    try:
        for leaf in leaves(change.ground, lambda cells: _every(change, cells), MAX_LEAVES):
            walk = _Walk(change, leaf, tries)
            for first, second in walk.pairs():
                if walk.is_sure(first, second):
                    continue
                refuted = walk.refuted(first, second)
                if refuted is not None:
                    return refuted
                decided = False
            if not notes and (note := walk.note()) is not None:
                notes.append(note)
    except TooMany:
        return None
    if not decided:
        return None
    return Proof(change.statement, "proved", "cells", notes=tuple(notes))


def _every(change: Change, cells: Cells) -> Found:
    return tuple(
        in_cell(change.edition, change.respondent, change.ground, {**cells, change.name: cell})
        for cell in change.cells
    )


@dataclass(frozen=True)
class _Walk:
    """The cells of the fact with the other facts in the cells of a leaf."""

    change: Change
    leaf: Leaf[Found]
    tries: Iterator[int]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield which cells must be compared: each with itself and with those just before it."""
        before: list[int] = []
        for index, found in enumerate(self.leaf.found):
            if found in ("gap", "conflict"):
                continue
            yield from ((earlier, index) for earlier in before)
            if not _holds_one(self.change.cells[index]):
                yield index, index
            # What may leave a gap hides what lies before it from what comes after.
            sure = isinstance(found, str) or found.is_sure
            before = [index] if sure else [*before, index]

    def is_sure(self, first: int, second: int) -> bool:
        """Return whether the result never becomes lighter from one cell to the other."""
        if first == second and self._goes_with_the_fact(first):
            return True
        one, other = self._extreme(first, worst=True), self._extreme(second, worst=False)
        return one is not None and other is not None and never_heavier(one, other)

    def _goes_with_the_fact(self, index: int) -> bool:
        """Whether the result moves with the fact inside a cell, in its worse direction or not at all."""
        found = self.leaf.found[index]
        if isinstance(found, str) or found.came.band is None:
            return True
        band = found.came.band
        if {band.low_open, band.high_open} - {TRUE, FALSE}:
            return False
        wanted = RISING if self.change.rises else FALLING
        return all(
            slope(term, self.change.name, found.box) in (FLAT, wanted) for term in _terms(found)
        )

    def _extreme(self, index: int, *, worst: bool) -> Weighed | None:
        """Return the heaviest (else the lightest) that the result of a cell can be; None if unknown.

        Where the result moves with the fact, that is at one end of the cell.
        """
        found = self.leaf.found[index]
        if isinstance(found, str):
            return weighed(found)
        change = self.change
        ways = {slope(term, change.name, found.box) for term in _terms(found)} - {FLAT}
        reads = any(change.name in numbers_in(term) for term in _terms(found))
        if not reads:
            return weighed(found)
        if ways - {RISING} and ways - {FALLING}:
            return None
        cell = change.cells[index]
        span = span_of(change.fact, cell)
        high_end = worst == (ways == {RISING})
        end = span.high if high_end else span.low
        if end is None:
            return None
        cells = {**self.leaf.cells, change.name: cell}
        at_end = in_cell(
            change.edition,
            change.respondent,
            change.ground,
            cells,
            Choices(numbers={change.name: end}),
        )
        return None if at_end in ("gap", "conflict") else weighed(at_end)

    # --- cases ------------------------------------------------------------------------------

    def refuted(self, first: int, second: int) -> Proof | None:
        """Return the refutation by one of the pairs of cases that are worth trying."""
        # The tries come first: what is left of them is for the next pair.
        for _, values in zip(self.tries, self._candidates(first, second), strict=False):
            found = self.change.refuted(values, "cells")
            if found is not None:
                return found
        return None

    def _candidates(self, first: int, second: int) -> Iterator[Mapping[str, Value]]:
        one, other = self._extreme(first, worst=True), self._extreme(second, worst=False)
        points: list[Point] = [{}]
        if one is not None and other is not None:
            points = [*islice(heavier_points(one, other), MAX_POINTS), {}]
        for point in points:
            for cells in self._ends_of_total(first, second):
                values = self.change.ground.values(cells, point)
                if values is None:
                    continue
                yield from self._with_the_fact(values, first, second)

    def _with_the_fact(
        self, values: Mapping[str, Value], first: int, second: int
    ) -> Iterator[Mapping[str, Value]]:
        name = self.change.name
        lighter = _values_in(self.change, first, worst_first=True)
        worse = _values_in(self.change, second, worst_first=False)
        if first == second:
            lighter, worse = lighter[::-1], worse[::-1]
        for old in lighter:
            for new in worse:
                if self.change.is_worse(old, new):
                    yield {**values, name: old, name + PRIME: new}

    def _ends_of_total(self, *indexes: int) -> Iterator[Cells]:
        yielded = False
        for index in indexes:
            found = self.leaf.found[index]
            if isinstance(found, InCell) and found.open is not None:
                yielded = True
                yield {**found.open.lightest, **self.leaf.cells}
                yield {**found.open.heaviest, **self.leaf.cells}
        if not yielded:
            yield self.leaf.cells

    def note(self) -> Text | None:
        """Return that a worse fact leads to no result, if it does in these cells."""
        known = False
        for index, found in enumerate(self.leaf.found):
            if found in ("gap", "conflict") and known:
                before = max(
                    i for i in range(index) if self.leaf.found[i] not in ("gap", "conflict")
                )
                for values in islice(self._candidates(before, index), MAX_POINTS):
                    text = self.change.gap(values)
                    if text is not None:
                        return text
            known = known or found not in ("gap", "conflict")
        return None


def _terms(found: InCell) -> tuple[Term, ...]:
    band, envelope = found.came.band, found.came.envelope
    if band is None or envelope is None:
        return ()
    return band.low, band.high, envelope.low, envelope.high


def _holds_one(cell: Slice) -> bool:
    return cell.only is not None


def _values_in(change: Change, index: int, *, worst_first: bool) -> list[Value]:
    """Return a few values of a cell of the fact, from the worst on or from the lightest on."""
    cell, fact = change.cells[index], change.fact
    if not fact.type.is_ordered:
        return [cell.value]
    if fact.type is FactType.DATE:
        days = [cell.least, cell.most, cell.value]
        found: list[Value] = [day for day in days if isinstance(day, dt.date)]
    else:
        found = _numbers_in(change, span_of(fact, cell), cell)
    ordered = sorted(dict.fromkeys(found))
    return ordered[::-1] if worst_first == change.rises else ordered


def _numbers_in(change: Change, span: Span, cell: Slice) -> list[Value]:
    wanted = [Fraction(cell.value)] if isinstance(cell.value, int | Decimal) else []
    wanted += (
        [Fraction(plain)]
        if isinstance(plain := change.ground.plain(change.name, cell), int | Decimal)
        else []
    )
    for end, side in ((span.low, 1), (span.high, -1)):
        if end is not None:
            wanted += [end, end + side * Fraction(1, 100), end + side, end + side * 100]
    if span.high is None:
        wanted += [(span.low or Fraction(0)) + more for more in FAR]
    values = (exact_value(change.fact, number) for number in wanted if number in span)
    return [value for value in values if value is not None]
