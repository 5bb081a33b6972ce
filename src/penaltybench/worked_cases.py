"""Worked cases: the files beside the rulesets that say how a case must come out.

They are read like rulesets (positions kept, unknown keys refused) and every difference from the
expectation is a diagnostic that names what was expected and what came out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from penaltybench.case import case_from_tree
from penaltybench.diagnostics import CaseError, Diagnostic, Place
from penaltybench.library import Library
from penaltybench.money import Money
from penaltybench.recommendation import Recommendation
from penaltybench.result import Result, Status
from penaltybench.ruleset.literals import Fen
from penaltybench.ruleset.models import Grade, Model, PenaltyKind, Provenance
from penaltybench.ruleset.shape import validate
from penaltybench.ruleset.shelf import TESTS_FOLDER
from penaltybench.source import KeyPath, Source, read_file
from penaltybench.text import Text
from penaltybench.words import citations_words, fine_words


class ExpectedFine(Model):
    """The range and the suggestion; what is not named is not compared."""

    low: Fen | None = None
    high: Fen | None = None
    suggested: Fen | None = None


def _fine(value: Any) -> Any:
    return {"none": True} if value == "none" else {"range": value}


class FineOrNone(Model):
    """``none``: no fine is imposed."""

    none: bool = False
    range: ExpectedFine | None = None


class ExpectedResult(Model):
    """What one respondent's result must be; what is not named is not compared."""

    status: Status | None = None
    grade: Grade | None = None
    grades: tuple[Grade, ...] | None = None
    tier: str | None = None
    schedule: str | None = None
    basis: str | None = None
    fine: Annotated[FineOrNone | None, BeforeValidator(_fine)] = None
    contains: Fen | None = None
    penalties: tuple[PenaltyKind, ...] | None = None
    circumstances: tuple[str, ...] | None = None
    procedure: tuple[str, ...] | None = None
    questions: tuple[str, ...] | None = None


class Expected(ExpectedResult):
    """What the principal respondent's result must be, the others', or the error."""

    cites: tuple[str, ...] = ()
    respondents: Mapping[str, ExpectedResult] = Field(default_factory=dict)
    error: str | None = None


class WorkedCase(Model):
    """One worked case."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    name: str
    source: Provenance | None = None
    case: dict[str, Any]
    expect: Expected


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
    for path in worked_case_paths(root):
        source = read_file(path)
        default = _ruleset_beside(path, library)
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


def _ruleset_beside(path: Path, library: Library) -> str:
    """Return the id of the ruleset in whose ``tests`` folder the file lies, or an empty text."""
    # Path.resolve() raises on a link to itself.
    folder = Path(os.path.realpath(path)).parent.parent
    for name in library.ids:
        if any(Path(e.file).resolve().parent == folder for e in library.standard(name).editions):
            return name
    return ""


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
        worked = validate(WorkedCase, item, source, (index,))
        if worked is not None:
            ruleset = str(worked.case.get("ruleset", default))
            place = source.place((index,))
            faults = (
                tuple(_run(worked, ruleset, source, (index,), library))
                if ruleset
                else (_nothing_beside(place),)
            )
            yield WorkedResult(source.file, worked.name, ruleset, faults)


def _nothing_beside(place: Place) -> Diagnostic:
    """Return the fault of a case that names no ruleset and lies beside none that was loaded."""
    return Diagnostic(
        "PB0301",
        Text(
            "案例旁没有载入的处罚规则集：它有错误，或者不在那里",
            "no penalty ruleset beside the case was loaded: it has errors, or is not there",
        ),
        Text(
            "请先用 penaltybench check 核对，或者在案例中写 ruleset",
            "see penaltybench check first, or name the ruleset in the case",
        ),
        place,
    )


def _run(
    worked: WorkedCase, ruleset: str, source: Source, at: KeyPath, library: Library
) -> Iterator[Diagnostic]:
    check = _Check(worked, source, at)
    try:
        case = case_from_tree({"ruleset": ruleset, **worked.case}, source, (*at, "case"))
        recommendation = library.recommend(case)
    except CaseError as error:
        codes = {diagnostic.code for diagnostic in error.diagnostics}
        if worked.expect.error not in codes:
            yield from (check.placed(fault) for fault in error.diagnostics)
            yield check.differs("error", worked.expect.error or "—", ", ".join(sorted(codes)))
        return
    if worked.expect.error is not None:
        yield check.differs("error", worked.expect.error, recommendation.status)
    yield from check.result(worked.expect, recommendation.principal, ())
    yield from check.citations(recommendation)
    for name, expected in worked.expect.respondents.items():
        try:
            own = recommendation.respondent(name)
        except KeyError:
            yield check.differs(
                f"respondents.{name}", name, ", ".join(recommendation.edition.respondents)
            )
            continue
        yield from check.result(expected, own, ("respondents", name))


@dataclass(frozen=True, slots=True)
class _Check:
    """Compares an outcome with what a worked case expects."""

    worked: WorkedCase
    source: Source
    at: KeyPath

    def placed(self, fault: Diagnostic) -> Diagnostic:
        """Return a fault of the case with its place in the file."""
        if fault.place.file != "case":
            return fault
        path = (*self.at, "case", *fault.place.path.split("."))
        return replace(fault, place=self.source.place(path))

    def differs(self, key: str, expected: str, got: str, path: KeyPath = ()) -> Diagnostic:
        place = self.source.place((*self.at, "expect", *path, key))
        return Diagnostic(
            "PB0501",
            Text(
                f"{self.worked.name}：{key} 应为 {expected}，实为 {got}",
                f"{self.worked.name}: {key} should be {expected}, is {got}",
            ),
            Text("请核对规则集或案例的预期", "check the ruleset, or what the case expects"),
            place,
        )

    def result(self, expected: ExpectedResult, got: Result, path: KeyPath) -> Iterator[Diagnostic]:
        plain: Mapping[str, tuple[object, object]] = {
            "status": (expected.status, got.status),
            "grade": (expected.grade, got.grade),
            "grades": (expected.grades, got.grades),
            "tier": (expected.tier, got.tier.id if got.tier else None),
            "schedule": (expected.schedule, got.schedule.id if got.schedule else None),
            "basis": (expected.basis, got.basis.id if got.basis else None),
        }
        for key, (wanted, found) in plain.items():
            if wanted is not None and wanted != found:
                yield self.differs(key, _shown(wanted), _shown(found), path)
        sets: Mapping[str, tuple[tuple[str, ...] | None, set[str]]] = {
            "penalties": (expected.penalties, {p.kind for p in got.penalties}),
            "circumstances": (expected.circumstances, {c.id for c in got.circumstances}),
            "procedure": (
                expected.procedure,
                {s.step for s in got.procedure} | {s.id for s in got.procedure},
            ),
            "questions": (expected.questions, {q.id for q in got.questions}),
        }
        for key, (names, present) in sets.items():
            absent = [] if names is None else [name for name in names if name not in present]
            if absent:
                yield self.differs(key, ", ".join(absent), ", ".join(sorted(present)) or "—", path)
        yield from self.fine(expected, got, path)

    def fine(self, expected: ExpectedResult, got: Result, path: KeyPath) -> Iterator[Diagnostic]:
        fine = got.fine
        shown = f"{fine_words(fine, 'zh')}"
        if expected.contains is not None and (fine is None or Money(expected.contains) not in fine):
            yield self.differs("contains", str(Money(expected.contains)), shown, path)
        if expected.fine is None:
            return
        if expected.fine.none:
            if fine is not None:
                yield self.differs("fine", "none", shown, path)
            return
        wanted = expected.fine.range
        assert wanted is not None
        found = (
            {}
            if fine is None
            else {"low": fine.low, "high": fine.high, "suggested": fine.suggested}
        )
        for key in ("low", "high", "suggested"):
            amount = getattr(wanted, key)
            if amount is not None and found.get(key) != Money(amount):
                yield self.differs(key, str(Money(amount)), str(found.get(key)), (*path, "fine"))

    def citations(self, got: Recommendation) -> Iterator[Diagnostic]:
        if not self.worked.expect.cites:
            return
        words = citations_words(got.explanation.citations, "zh")
        plain = words.replace("《", "").replace("》", "")
        for cite in self.worked.expect.cites:
            if cite not in words and cite not in plain:
                yield self.differs("cites", cite, words)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
