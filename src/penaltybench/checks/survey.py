"""What the checks of one edition look at together; each part is worked out when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from penaltybench.checks.holes import Holes, find_holes
from penaltybench.checks.layout import Layout
from penaltybench.checks.meetings import Meetings, find_meetings


@dataclass(frozen=True, eq=False)
class Survey:
    """An edition's layout, what it leaves out, and what it says twice."""

    layout: Layout

    @cached_property
    def holes(self) -> Holes:
        """What is left without a schedule, a basis, a tier or a level."""
        return find_holes(self.layout)

    @cached_property
    def meetings(self) -> Meetings:
        """Where two of them hold at once."""
        return find_meetings(self.layout)
