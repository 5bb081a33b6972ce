"""From folders to a catalogue of all standards, with every fault reported.

A folder with one bad file still gives a catalogue of the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from penaltybench.diagnostics import SUPPRESSIBLE, Diagnostic, Severity, ordered
from penaltybench.ruleset.consistency import Statutes, check_citations, check_file
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.link import link
from penaltybench.ruleset.models import Suppression
from penaltybench.ruleset.shelf import Shelf, read_root
from penaltybench.text import Text


@dataclass(frozen=True)
class Standard:
    """All editions of one penalty ruleset, in the order of time."""

    id: str
    editions: tuple[Edition, ...]

    def on(self, day: dt.date) -> Edition | None:
        """Return the edition in force on ``day``, or None."""
        return next((edition for edition in self.editions if day in edition.period), None)

    @property
    def latest(self) -> Edition:
        """The edition that took effect last."""
        return self.editions[-1]


@dataclass(frozen=True)
class Catalogue:
    """The penalty standards that could be loaded, by id; and the statutes that they may cite."""

    standards: Mapping[str, Standard] = field(default_factory=dict)
    statutes: Statutes = field(default_factory=dict)
    roots: tuple[Path, ...] = ()


def load_catalogue(roots: Sequence[Path]) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """Return the catalogue of all rulesets under ``roots``, and every fault.

    A root is a folder, or one ruleset file. A ruleset id in an earlier root hides the same id
    in a later one.
    """
    shelf = Shelf()
    for root in roots:
        read_root(root, shelf)
    statutes = {
        statute.name: statute for _, model in shelf.catalogues for statute in model.statutes
    }
    standards: dict[str, Standard] = {}
    for source, model in shelf.catalogues:
        shelf.diagnostics.extend(check_citations(source, model, statutes))
    for name in sorted(shelf.files):
        for file in shelf.files[name]:
            shelf.diagnostics.extend(check_file(file, statutes))
        editions = tuple(link(name, shelf))
        if editions:
            standards[name] = Standard(name, editions)
    found = _unsuppressed(shelf)
    # An edition that cannot be read is still there: without it its predecessor would live on.
    faulty = {Path(d.place.file).parent for d in found if d.severity is Severity.ERROR}
    usable = {
        name: standard
        for name, standard in standards.items()
        if not any(Path(file.source.file).parent in faulty for file in shelf.files[name])
    }
    return Catalogue(usable, statutes, tuple(roots)), found


def _unsuppressed(shelf: Shelf) -> tuple[Diagnostic, ...]:
    """Leave out what a file suppresses with a reason, if it may be suppressed at all."""
    accepted: dict[str, list[Suppression]] = {}
    for file in (file for files in shelf.files.values() for file in files):
        for index, rule in enumerate(file.model.suppress):
            if rule.code in SUPPRESSIBLE:
                accepted.setdefault(file.source.file, []).append(rule)
                continue
            shelf.diagnostics.append(
                Diagnostic(
                    "PB0422",
                    Text(f"{rule.code} 不能忽略", f"{rule.code} cannot be suppressed"),
                    Text(
                        "只有公布的基准可能确有的问题才能忽略；请改正此处",
                        "only faults that a published standard may really have can be: mend it",
                    ),
                    file.source.place(("suppress", index, "code")),
                )
            )
    return ordered(
        diagnostic
        for diagnostic in shelf.diagnostics
        if not any(
            rule.code == diagnostic.code and diagnostic.place.path.startswith(rule.at)
            for rule in accepted.get(diagnostic.place.file, ())
        )
    )
