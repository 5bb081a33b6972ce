"""PB0444: a hole in time between two editions of one ruleset.

Editions that overlap are reported while they are loaded. A draft is in force on no day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from penaltybench.diagnostics import Diagnostic, Place, Severity
from penaltybench.ruleset.load import Catalogue
from penaltybench.text import Text

_DAY = dt.timedelta(days=1)


def check_editions(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the days on which a ruleset of any kind has no edition although it had one and has again."""
    for standard in catalogue.every.values():
        editions = [edition for edition in standard.editions if edition.status != "draft"]
        for earlier, later in pairwise(editions):
            end = earlier.period.end
            if end is None or end + _DAY >= later.period.start:
                continue
            first, last = end + _DAY, later.period.start - _DAY
            yield Diagnostic(
                "PB0444",
                Text(
                    f"{standard.id} 从 {first} 到 {last} 没有有效版本",
                    f"{standard.id} has no edition in force from {first} to {last}",
                ),
                Text(
                    "请核对前一版本的 until，或者补充其间的版本；当时确实没有规定的，写 suppress 并说明理由",
                    "check until of the earlier edition, or add the one between; if there was none, "
                    "suppress this with the reason",
                ),
                Place(later.file, path="effective"),
                Severity.WARNING,
                related=(Place(earlier.file, path="effective"),),
            )
