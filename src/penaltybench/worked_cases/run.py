"""Worked cases: the files beside the rulesets that say how a case must come out.

They are read like rulesets (positions kept, unknown keys refused) and every difference from the
expectation is a diagnostic that names what was expected and what came out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from penaltybench.diagnostics import Diagnostic, Place
from penaltybench.library import Library
from penaltybench.ruleset.shape import validate
from penaltybench.ruleset.shelf import TESTS_FOLDER
from penaltybench.source import Source, read_file
from penaltybench.text import Text
from penaltybench.worked_cases import fee, inspection, penalty, time_limit
from penaltybench.worked_cases.compare import Worked

_KINDS: Mapping[str, tuple[type[Worked], Callable[..., Iterator[Diagnostic]]]] = {
    "fee": (fee.WorkedCase, fee.run),
    "inspection": (inspection.WorkedCase, inspection.run),
    "penalty": (penalty.WorkedCase, penalty.run),
    "time-limit": (time_limit.WorkedCase, time_limit.run),
}
"""The model of a worked case and what runs it, by the kind of the ruleset."""


@dataclass(frozen=True, slots=True)
class WorkedResult:
    """A worked case that was run: it passed if there are no diagnostics."""

    file: str
    name: str
    ruleset: str
    diagnostics: tuple[Diagnostic, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.diagnostics


@dataclass(frozen=True, slots=True)
class WorkedReport:
    """All worked cases that were run, and faults of the files themselves."""

    results: tuple[WorkedResult, ...]
    diagnostics: tuple[Diagnostic, ...]


def run_worked_cases(library: Library, root: Path) -> WorkedReport:
    """Run every worked case under ``root``: a folder of rulesets, a tests folder, or one file."""
    results: list[WorkedResult] = []
    faults: list[Diagnostic] = []
    beside = _rulesets_by_folder(library)
    for path in worked_case_paths(root):
        source = read_file(path)
        # Path.resolve() raises on a link to itself.
        default = beside.get(Path(os.path.realpath(path)).parent.parent, "")
        results.extend(_run_file(source, default, library))
        faults.extend(source.diagnostics)
    return WorkedReport(tuple(results), tuple(faults))


def worked_case_paths(root: Path) -> Iterator[Path]:
    """Yield the files of worked cases under ``root`` in a stable order."""
    if root.is_file():
        yield root
        return
    for path in sorted(root.rglob("*.yaml")):
        if path.parent.name == TESTS_FOLDER:
            yield path


def _rulesets_by_folder(library: Library) -> dict[Path, str]:
    """Return the id of the ruleset whose editions lie in each folder; the first, where there are several."""
    found: dict[Path, str] = {}
    for name, standard in sorted(library.catalogue.every.items()):
        for edition in standard.editions:
            found.setdefault(Path(os.path.realpath(edition.file)).parent, name)
    return found


def _run_file(source: Source, default: str, library: Library) -> Iterator[WorkedResult]:
    tree = source.tree
    if tree is None:
        return
    if not isinstance(tree, list):
        source.report(
            "PB0203",
            Text("工作案例的文件应为列表", "a file of worked cases should be a list"),
            Text("请以 “- name: …” 开头", "start with “- name: …”"),
        )
        return
    for index, item in enumerate(tree):
        ruleset = _named(item) or default
        kind = library.catalogue.kind_of(ruleset) or "penalty"
        model, run = _KINDS[kind]
        worked = validate(model, item, source, (index,))
        if worked is not None:
            faults = (
                tuple(run(worked, ruleset, source, (index,), library))
                if ruleset
                else (_nothing_beside(source.place((index,))),)
            )
            yield WorkedResult(source.file, worked.name, ruleset, faults)


def _named(item: object) -> str:
    """Return the id that a worked case itself names, or an empty text."""
    case = item.get("case") if isinstance(item, dict) else None
    if not isinstance(case, dict):
        return ""
    proposed = case.get("proposed")
    named = proposed.get("rules") if isinstance(proposed, dict) else case.get("ruleset")
    return named if isinstance(named, str) else ""


def _nothing_beside(place: Place) -> Diagnostic:
    """Return the fault of a case that names no ruleset and lies beside none that was loaded."""
    return Diagnostic(
        "PB0301",
        Text(
            "案例旁没有载入的规则集：它有错误，或者不在那里",
            "no ruleset beside the case was loaded: it has errors, or is not there",
        ),
        Text(
            "请先用 penaltybench check 核对，或者在案例中写 ruleset",
            "see penaltybench check first, or name the ruleset in the case",
        ),
        place,
    )
