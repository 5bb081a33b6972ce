"""The item in force on the day, and the same item in the higher layers that it refines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from penaltybench.ruleset.fee import FeeEdition
from penaltybench.ruleset.load import Catalogue


@dataclass(frozen=True, slots=True)
class Layers:
    """The editions in force on the day: the item itself, and those above it, the nearest first.

    ``missing`` names the item above the last one if it is not in the catalogue or had no edition in
    force then, ``cycle`` the item that refines itself by way of others.
    """

    own: FeeEdition
    higher: tuple[FeeEdition, ...] = ()
    missing: str | None = None
    cycle: str | None = None

    @property
    def all(self) -> tuple[FeeEdition, ...]:
        """The item itself first."""
        return (self.own, *self.higher)


def layers_of(catalogue: Catalogue, own: FeeEdition, day: dt.date) -> Layers:
    """Return the layers above ``own`` that were in force on ``day``."""
    higher: list[FeeEdition] = []
    seen = {own.id}
    above = own.refines
    while above is not None:
        if above in seen:
            return Layers(own, tuple(higher), cycle=above)
        seen.add(above)
        standard = catalogue.fees.get(above)
        edition = None if standard is None else standard.on(day)
        if edition is None:
            return Layers(own, tuple(higher), missing=above)
        higher.append(edition)
        above = edition.refines
    return Layers(own, tuple(higher))
