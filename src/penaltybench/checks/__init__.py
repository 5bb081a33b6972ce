"""Checks that need whole editions: one file a check, each a function of the catalogue.

What can be said of one file alone is checked while it is loaded (:mod:`penaltybench.ruleset.consistency`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from penaltybench.checks.double_counting import check_double_counting
from penaltybench.checks.fee_layers import check_fee_layers
from penaltybench.checks.promises import check_promises
from penaltybench.checks.refinement import check_refinement
from penaltybench.diagnostics import Diagnostic, ordered
from penaltybench.ruleset.load import Catalogue

CHECKS: tuple[Callable[[Catalogue], Iterator[Diagnostic]], ...] = (
    check_double_counting,
    check_refinement,
    check_promises,
    check_fee_layers,
)
"""Every check, in the order in which they run."""


def run_checks(catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """Return what every check finds and no ruleset suppresses with a reason."""
    accepted = [
        (edition.file, rule)
        for standard in catalogue.every.values()
        for edition in standard.editions
        for rule in edition.suppress
    ]
    found = (diagnostic for check in CHECKS for diagnostic in check(catalogue))
    return ordered(
        diagnostic
        for diagnostic in found
        if not any(
            file == diagnostic.place.file
            and rule.code == diagnostic.code
            and diagnostic.place.path.startswith(rule.at)
            for file, rule in accepted
        )
    )
