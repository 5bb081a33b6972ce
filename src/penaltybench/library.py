"""The library of rulesets as an application uses it: load once, recommend often."""

from __future__ import annotations

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
from penaltybench.recommend import recommend
from penaltybench.recommendation import Recommendation
from penaltybench.ruleset.load import Catalogue, Standard, load_catalogue
from penaltybench.text import Text


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

    def standard(self, ruleset: str) -> Standard:
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

    def check(self) -> tuple[Diagnostic, ...]:
        """Return every fault: those found while loading, and those that need whole editions."""
        return ordered([*self.diagnostics, *run_checks(self.catalogue)])


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
