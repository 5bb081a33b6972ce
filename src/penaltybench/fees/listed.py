"""The fee items of a catalogue on a day: which are charged, by what, and which have ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from penaltybench.fees.layers import layers_of
from penaltybench.fees.refuse import Refusal, refusal_of
from penaltybench.ruleset.fee import FeeEdition, Reduction
from penaltybench.ruleset.load import Catalogue, Standard


@dataclass(frozen=True)
class FeeEntry:
    """A fee item on a day.

    ``edition`` is the one in force, or the last one if the item has expired. ``refused`` says why it is
    not charged, ``reductions`` are those in force on the day, ``history`` all editions, one for each day on
    which something changed.
    """

    edition: FeeEdition
    refused: Refusal | None
    expired: bool
    reductions: tuple[Reduction, ...]
    history: tuple[FeeEdition, ...]

    @property
    def is_charged(self) -> bool:
        """Whether the item is charged on the day."""
        return self.refused is None and not self.expired


@dataclass(frozen=True)
class Department:
    """The items that one department charges, by id."""

    entries: tuple[FeeEntry, ...]

    @property
    def edition(self) -> FeeEdition:
        """An edition that names the department."""
        return self.entries[0].edition


@dataclass(frozen=True)
class Listed:
    """The fee items ``under`` an id on a day, by department; those that have ended stand apart."""

    on: dt.date
    under: str
    charged: tuple[Department, ...]
    ended: tuple[Department, ...]

    @property
    def entries(self) -> tuple[FeeEntry, ...]:
        """Every item, those that are charged first."""
        return tuple(entry for part in (*self.charged, *self.ended) for entry in part.entries)


def entries_of(catalogue: Catalogue, on: dt.date, under: str) -> Iterator[FeeEntry]:
    """Yield the items whose id is ``under`` or begins with it, by id; those that come later are left out."""
    for name in sorted(catalogue.fees):
        if under and name != under and not name.startswith(f"{under}."):
            continue
        entry = _entry(catalogue, catalogue.fees[name], on)
        if entry is not None:
            yield entry


def _entry(catalogue: Catalogue, standard: Standard[FeeEdition], on: dt.date) -> FeeEntry | None:
    history = _history(standard)
    edition = standard.on(on)
    if edition is None:
        past = [one for one in standard.editions if one.period.start <= on]
        return FeeEntry(past[-1], None, True, (), history) if past else None
    refused = refusal_of(catalogue, layers_of(catalogue, edition, on), on)
    reductions = tuple(one for one in edition.reductions if on in one.period)
    return FeeEntry(edition, refused, False, reductions if refused is None else (), history)


def _history(standard: Standard[FeeEdition]) -> tuple[FeeEdition, ...]:
    """Return the editions, one of those that differ only in the general rules beside them."""
    return tuple({one.dated.start: one for one in reversed(standard.editions)}.values())[::-1]


def by_department(entries: Sequence[FeeEntry]) -> tuple[Department, ...]:
    """Return the entries by who charges them, in the order of the names."""
    found: dict[str, list[FeeEntry]] = {}
    for entry in entries:
        found.setdefault(entry.edition.department.zh, []).append(entry)
    return tuple(Department(tuple(found[name])) for name in sorted(found))
