"""The library of rulesets as an application uses it: load once, recommend often."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from penaltybench.case import Case, case_from_data
from penaltybench.checks import run_checks
from penaltybench.concurrence import Joined, join
from penaltybench.diagnostics import CaseError, Diagnostic, RulesetError, Severity, ordered
from penaltybench.enforcement import Record
from penaltybench.fees import (
    Assessment,
    ChargeAudit,
    ChargeTable,
    FeeCase,
    FeeCatalogue,
    assess,
    audit_charges,
    charges_from_rows,
    fee_case_from_data,
    fee_catalogue,
)
from penaltybench.inspection import Plan, Proposed, Review, reviewed
from penaltybench.recommend import recommend
from penaltybench.recommendation import Recommendation
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.load import Catalogue, Standard, load_catalogue
from penaltybench.text import Text
from penaltybench.time_limits import Deadlines, LimitCase, deadlines, limit_case_from_data


@dataclass(frozen=True)
class Library:
    """A catalogue of rulesets and the faults that were found while it was loaded.

    It is immutable and safe to share between threads.
    """

    catalogue: Catalogue
    diagnostics: tuple[Diagnostic, ...] = ()

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the penalty rulesets, sorted."""
        return tuple(sorted(self.catalogue.standards))

    def standard(self, ruleset: str) -> Standard[Edition]:
        """Return all editions of a ruleset; raises KeyError if there is none."""
        return self.catalogue.standards[ruleset]

    def recommend(self, case: Case | Mapping[str, Any]) -> Recommendation:
        """Return the graded, explained recommendation for a case.

        A mapping is read as a case file would be. Raises CaseError, with a diagnostic for every
        fault, if the case cannot be decided as it stands; facts that are merely unknown give a
        recommendation with ``status == "undetermined"``.
        """
        read = case if isinstance(case, Case) else case_from_data(case)
        return recommend(self.catalogue, read)

    def recommend_all(
        self, cases: Iterable[Case | Mapping[str, Any]], respondent: str | None = None
    ) -> Joined:
        """Return what several cases come to together for a respondent (default: the principal).

        Cases with the same ``act`` are one act under several norms: it is fined once, by the norm
        with the higher fine. Raises CaseError if there is no case or one cannot be decided.
        """
        recommendations = [self.recommend(case) for case in cases]
        if not recommendations:
            raise CaseError(
                [
                    Diagnostic(
                        "PB0311",
                        Text("没有案件", "there is no case"),
                        Text("请至少给一个案件", "give at least one case"),
                    )
                ]
            )
        return join(recommendations, respondent)

    def deadline(self, case: LimitCase | Mapping[str, Any]) -> Deadlines:
        """Return until when an authority must be done with a case, by law and by its promise.

        A mapping is read as a case file would be. Raises CaseError, with a diagnostic for every
        fault, if the case cannot be decided as it stands, CalendarError if its dates lie beyond the
        calendar of working days; facts that are merely unknown give ``status == "undetermined"``.
        """
        read = case if isinstance(case, LimitCase) else limit_case_from_data(case)
        return deadlines(self.catalogue, read)

    def assess(self, case: FeeCase | Mapping[str, Any]) -> Assessment:
        """Return what is due for a fee item on a day.

        A mapping is read as a case file would be. Raises CaseError, with a diagnostic for every fault, if
        the case cannot be read or the item had no edition in force on the day; facts that are merely
        unknown give ``status == "undetermined"``, and an item that is not in the catalogue ``"not_charged"``.
        """
        read = case if isinstance(case, FeeCase) else fee_case_from_data(case)
        return assess(self.catalogue, read, self.diagnostics)

    def audit_charges(self, rows: ChargeTable | Iterable[Mapping[str, Any]]) -> ChargeAudit:
        """Return which of the charges that were made are right, and what is wrong with the others.

        ``rows`` are mappings with ``fee``, ``on``, ``charged`` (yuan), maybe ``id``, and facts, or a table
        that :func:`penaltybench.read_charges` read. Raises nothing: what cannot be audited is a diagnostic of the
        result.
        """
        table = rows if isinstance(rows, ChargeTable) else charges_from_rows(rows)
        return audit_charges(self.catalogue, table, self.diagnostics)

    def fee_catalogue(self, on: dt.date, under: str = "") -> FeeCatalogue:
        """Return the fee items on a day whose id is ``under`` or begins with it; all without it."""
        return fee_catalogue(self.catalogue, on, under)

    def review_inspection(
        self,
        plan: Plan | Mapping[str, Any] | None,
        record: Record | Iterable[Mapping[str, Any]],
        proposed: Proposed | Mapping[str, Any],
        as_of: dt.date | str | None = None,
    ) -> Review:
        """Return whether an inspection may take place, and if correction comes first after it.

        ``plan`` is the approved plan of the year (None: there is none), ``record`` the enforcement record,
        ``as_of`` the day on which it is asked how far correction has got: that of the inspection, or a later
        one. Mappings are read as files would be. Raises RecordError if only the record is at fault, else
        CaseError, with a diagnostic for every fault.
        """
        return reviewed(self.catalogue, plan, record, proposed, as_of)

    def check(self, as_of: dt.date | None = None) -> tuple[Diagnostic, ...]:
        """Return every fault: those found while loading, and those that need whole editions.

        ``as_of`` is the day by which a review is stale; without it nothing is said of that.
        """
        return ordered([*self.diagnostics, *run_checks(self.catalogue, as_of)])


def bundled_rulesets() -> Path:
    """Return the folder of the rulesets that come with the package."""
    installed = Path(str(files("penaltybench"))) / "_rulesets"
    if installed.is_dir():
        return installed
    # A checkout that was installed in place keeps the data where it is edited.
    return Path(__file__).resolve().parents[2] / "rulesets"


def open_library(path: Path | str | None = None) -> Library:
    """Return the library with its diagnostics, faults included; raises nothing.

    ``path`` is a folder of rulesets or one file. The bundled rulesets are always at hand below it,
    so that a local standard can use the national ones; the same id in ``path`` hides theirs.
    """
    bundled = bundled_rulesets()
    roots = [bundled]
    if path is not None and Path(path).resolve() != bundled.resolve():
        roots = [Path(path), bundled]
    catalogue, diagnostics = load_catalogue(roots)
    return Library(catalogue, diagnostics)


def load(path: Path | str | None = None) -> Library:
    """Return the bundled rulesets and, if given, those of a folder or file ``path``.

    Raises RulesetError that lists every error; :func:`open_library` returns them instead.
    """
    library = open_library(path)
    errors = [d for d in library.diagnostics if d.severity is Severity.ERROR]
    if errors:
        raise RulesetError(errors)
    return library
