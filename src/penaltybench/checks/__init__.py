"""Checks that need whole editions: one file a check.

Some are functions of the catalogue (:data:`CHECKS`), some of one edition that has been laid out as
regions (:data:`EDITION_CHECKS`), one of the catalogue and a day. What can be said of one file alone
is checked while it is loaded (:mod:`penaltybench.ruleset.consistency`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from penaltybench.checks.double_counting import check_double_counting
from penaltybench.checks.editions import check_editions
from penaltybench.checks.fee_layers import check_fee_layers
from penaltybench.checks.freshness import check_freshness, check_worked_cases
from penaltybench.checks.gaps import check_gaps
from penaltybench.checks.jumps import check_jumps
from penaltybench.checks.layout import Layout
from penaltybench.checks.overlaps import check_overlaps
from penaltybench.checks.promises import check_promises
from penaltybench.checks.proofs import check_proofs
from penaltybench.checks.refinement import check_refinement
from penaltybench.checks.rows import check_rows
from penaltybench.checks.seams import check_seams
from penaltybench.checks.survey import Survey
from penaltybench.checks.unused import check_unused
from penaltybench.diagnostics import Diagnostic, Place, ordered
from penaltybench.ruleset.load import Catalogue
from penaltybench.ruleset.published import Published
from penaltybench.source import dotted, read_file

CHECKS: tuple[Callable[[Catalogue], Iterator[Diagnostic]], ...] = (
    check_double_counting,
    check_refinement,
    check_promises,
    check_fee_layers,
    check_unused,
    check_editions,
    check_worked_cases,
)
"""The checks of a catalogue, in the order in which they run."""
EDITION_CHECKS: tuple[Callable[[Survey], Iterator[Diagnostic]], ...] = (
    check_gaps,
    check_overlaps,
    check_seams,
    check_rows,
    check_jumps,
    check_proofs,
)
"""The checks of one penalty edition, in the order in which they run."""
DATED_CHECKS: tuple[Callable[[Catalogue, dt.date], Iterator[Diagnostic]], ...] = (check_freshness,)
"""The checks whose result depends on the day."""

Progress = Callable[[int, int], None]
"""Is told how many of how many editions are done."""


def run_checks(
    catalogue: Catalogue,
    as_of: dt.date | None = None,
    *,
    wanted: Callable[[Published], bool] = lambda edition: True,
    progress: Progress = lambda done, total: None,
) -> tuple[Diagnostic, ...]:
    """Return what every check finds and no ruleset suppresses with a reason.

    Without ``as_of`` nothing is said of how long ago rulesets were reviewed. Only the editions that
    are ``wanted`` are laid out as regions, which takes the most time.
    """
    found = [diagnostic for check in CHECKS for diagnostic in check(catalogue)]
    if as_of is not None:
        found.extend(one for check in DATED_CHECKS for one in check(catalogue, as_of))
    pairs = [
        Layout(edition, standard)
        for standard in catalogue.standards.values()
        for edition in standard.editions
        if wanted(edition)
    ]
    for done, layout in enumerate(pairs):
        progress(done, len(pairs))
        survey = Survey(layout)
        found.extend(one for check in EDITION_CHECKS for one in check(survey))
    progress(len(pairs), len(pairs))
    return ordered(_placed(unsuppressed(catalogue, found)))


def unsuppressed(catalogue: Catalogue, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield what no ruleset suppresses with a reason."""
    accepted = {
        (edition.file, rule.code, rule.at)
        for standard in catalogue.every.values()
        for edition in standard.editions
        for rule in edition.suppress
    }
    for diagnostic in found:
        place = diagnostic.place
        if not any(
            (file, code) == (place.file, diagnostic.code) and place.path.startswith(at)
            for file, code, at in accepted
        ):
            yield diagnostic


def _placed(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Give a line and a column to findings that only know the file and the key."""
    lines: dict[str, dict[str, tuple[int, int]]] = {}

    def placed(place: Place) -> Place:
        if place.line or not place.file or not place.path:
            return place
        if place.file not in lines:
            source = read_file(Path(place.file))
            lines[place.file] = {dotted(path): at for path, at in source.positions.items()}
        line, column = lines[place.file].get(place.path, (0, 0))
        return replace(place, line=line, column=column)

    for diagnostic in found:
        related = tuple(placed(place) for place in diagnostic.related)
        yield replace(diagnostic, place=placed(diagnostic.place), related=related)
