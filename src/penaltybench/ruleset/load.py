"""From folders to a catalogue of all standards, with every fault reported.

A folder with one bad file still gives a catalogue of the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from penaltybench.diagnostics import (
    SUPPRESSIBLE,
    CaseError,
    Diagnostic,
    Place,
    Severity,
    ordered,
)
from penaltybench.ruleset.consistency import Statutes, check_citations, check_file
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.fee import FeeEdition
from penaltybench.ruleset.inspection import InspectionEdition
from penaltybench.ruleset.link import link
from penaltybench.ruleset.models import Suppression
from penaltybench.ruleset.published import Published
from penaltybench.ruleset.shelf import Shelf, read_root
from penaltybench.ruleset.time_limit import TimeLimitEdition
from penaltybench.text import Text

E = TypeVar("E", bound=Published)


@dataclass(frozen=True)
class Standard(Generic[E]):
    """All editions of one ruleset, in the order of time."""

    id: str
    editions: tuple[E, ...]

    def on(self, day: dt.date) -> E | None:
        """Return the edition in force on ``day``, or None."""
        return next((edition for edition in self.editions if day in edition.period), None)

    def in_force(self, day: dt.date, path: str) -> E:
        """Return the edition in force on ``day``, which the key ``path`` of a case gives.

        Raises CaseError (PB0306) if there is none.
        """
        edition = self.on(day)
        if edition is not None:
            return edition
        spans = "; ".join(f"{e.period.start} – {e.period.end or '…'}" for e in self.editions)
        raise CaseError(
            [
                Diagnostic(
                    "PB0306",
                    Text(
                        f"{self.id} 在 {day} 没有有效版本（有效期：{spans}）",
                        f"{self.id} had no edition in force on {day} (in force: {spans})",
                    ),
                    Text(
                        "请核对日期，或换用当时的规则集",
                        "check the date, or use the ruleset of that time",
                    ),
                    Place("case", path=path),
                )
            ]
        )

    @property
    def latest(self) -> E:
        """The edition that took effect last."""
        return self.editions[-1]


@dataclass(frozen=True)
class Catalogue:
    """The rulesets that could be loaded, by kind and id; and the statutes that they may cite."""

    standards: Mapping[str, Standard[Edition]] = field(default_factory=dict)
    fees: Mapping[str, Standard[FeeEdition]] = field(default_factory=dict)
    inspections: Mapping[str, Standard[InspectionEdition]] = field(default_factory=dict)
    time_limits: Mapping[str, Standard[TimeLimitEdition]] = field(default_factory=dict)
    statutes: Statutes = field(default_factory=dict)
    roots: tuple[Path, ...] = ()

    @property
    def every(self) -> Mapping[str, Standard[Published]]:
        """The rulesets of all kinds by id."""
        found: dict[str, Standard[Published]] = {}
        for kind in self._kinds().values():
            found.update(kind)  # type: ignore[arg-type]
        return found

    def kind_of(self, name: str) -> str | None:
        """Return the ``kind`` of a ruleset by its id: penalty, fee, inspection, time-limit."""
        return next((kind for kind, held in self._kinds().items() if name in held), None)

    def _kinds(self) -> dict[str, Mapping[str, object]]:
        return {
            "penalty": self.standards,
            "fee": self.fees,
            "inspection": self.inspections,
            "time-limit": self.time_limits,
        }


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
    linked: dict[str, tuple[Published, ...]] = {}
    for source, model in shelf.catalogues:
        shelf.diagnostics.extend(check_citations(source, model, statutes))
    for name in sorted(shelf.files):
        for file in shelf.files[name]:
            shelf.diagnostics.extend(check_file(file, statutes))
        linked[name] = tuple(link(name, shelf))
    found = _unsuppressed(shelf)
    # An edition that cannot be read is still there: without it its predecessor would live on.
    faulty = {Path(d.place.file).parent for d in found if d.severity is Severity.ERROR}
    usable = {
        name: editions
        for name, editions in linked.items()
        if not any(Path(file.source.file).parent in faulty for file in shelf.files[name])
    }
    catalogue = Catalogue(
        _of(Edition, usable),
        _of(FeeEdition, usable),
        _of(InspectionEdition, usable),
        _of(TimeLimitEdition, usable),
        statutes,
        tuple(roots),
    )
    return catalogue, found


def _of(kind: type[E], linked: Mapping[str, tuple[Published, ...]]) -> dict[str, Standard[E]]:
    """Return the rulesets whose editions are of one kind."""
    found = {}
    for name, editions in linked.items():
        own = tuple(edition for edition in editions if isinstance(edition, kind))
        if own:
            found[name] = Standard(name, own)
    return found


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
