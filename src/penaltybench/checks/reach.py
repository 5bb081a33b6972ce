"""Where the facts alone exclude every punishment, whatever else is found.

There no table is consulted, so that what it leaves out or says twice can never come up. What the
courses are, :mod:`penaltybench.grade` says; here the same is said of regions.
"""

from __future__ import annotations

from collections.abc import Iterable

from penaltybench.condition import ALWAYS
from penaltybench.regions import Region, Space, union
from penaltybench.ruleset.edition import Circumstance, Edition

_LIGHTER = ("exempt", "mitigated", "lenient", "lenient_or_mitigated")


def exempted(edition: Edition, space: Space) -> Region:
    """Return the cases in which every course is exempt, whatever else is found."""
    absolute = union(space, _held(space, (c for c in edition.circumstances if c.absolute)))
    must = [
        c
        for c in edition.circumstances
        if c.effect == "exempt" and c.force == "shall" and not c.absolute
    ]
    obliged = union(space, _held(space, must))
    if obliged.is_empty or edition.weighing.conflict == "mitigating_first":
        return absolute | obliged
    heavier = [c for c in edition.circumstances if c.effect == "severe"]
    if edition.weighing.conflict != "offset":
        return absolute | (obliged - union(space, _possible(space, heavier)))
    bars = [c for c in edition.circumstances if c.effect == "no_leniency"]
    barred = union(space, _possible(space, bars))
    others = [c for c in edition.circumstances if c.effect in _LIGHTER and c not in must]
    others = [c for c in others if not c.absolute]
    balance = {0: obliged}
    balance = _counted(balance, _held(space, must), 1)
    balance = _counted(balance, _possible(space, heavier), -1)
    balance = _counted(balance, (one - barred for one in _held(space, others)), 1)
    outweighed = (region for number, region in balance.items() if number > 0)
    return absolute | union(space, outweighed)


def _held(space: Space, circumstances: Iterable[Circumstance]) -> list[Region]:
    """Return where facts establish each circumstance; one without a condition may stay unfound."""
    return [space.region(c.when) for c in circumstances if c.when is not None]


def _possible(space: Space, circumstances: Iterable[Circumstance]) -> list[Region]:
    """Return where each circumstance can be: one without a condition is a matter of finding."""
    return [space.region(ALWAYS if c.when is None else c.when) for c in circumstances]


def _counted(
    balance: dict[int, Region], regions: Iterable[Region], weight: int
) -> dict[int, Region]:
    """Return the regions by balance after each of ``regions`` has added its weight where it holds."""
    for region in regions:
        counted: dict[int, Region] = {}
        for number, part in balance.items():
            for at, piece in ((number + weight, part & region), (number, part - region)):
                if not piece.is_empty:
                    counted[at] = counted[at] | piece if at in counted else piece
        balance = counted
    return balance
