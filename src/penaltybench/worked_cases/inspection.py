"""Worked cases of rules of inspection: whether an inspection may take place, and what comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import Field

from penaltybench.diagnostics import Diagnostic, PenaltybenchError
from penaltybench.enforcement import record_from_tree
from penaltybench.inspection import Review, plan_from_tree, proposed_from_tree
from penaltybench.inspection_finding import CorrectionState, Verdict
from penaltybench.library import Library
from penaltybench.ruleset.literals import Day, Flag
from penaltybench.ruleset.models import Model
from penaltybench.ruleset.shape import validate
from penaltybench.source import KeyPath, Source
from penaltybench.words import citations_words
from penaltybench.worked_cases.compare import Check, Worked, shown


class InspectionCase(Model):
    """The plan, the record and the proposal of a worked case, before they are read."""

    plan: dict[str, Any] | None = None
    record: tuple[Any, ...]
    proposed: dict[str, Any]
    as_of: Day | None = None


class Expected(Model):
    """What the review must be, or the error; what is not named is not compared.

    A list names what must be there; an empty one says that nothing is.
    """

    verdict: Verdict | None = None
    possible: tuple[Verdict, ...] | None = None
    met: tuple[str, ...] | None = None
    not_met: tuple[str, ...] | None = None
    first: Flag | None = None
    correct_first: CorrectionState | Literal["none"] | None = None
    questions: tuple[str, ...] | None = None
    cites: tuple[str, ...] = ()
    error: Annotated[str, Field(pattern=r"^PB\d{4}$")] | None = None


class WorkedCase(Worked):
    """One worked case."""

    expect: Expected


def run(
    worked: WorkedCase, ruleset: str, source: Source, at: KeyPath, library: Library
) -> Iterator[Diagnostic]:
    """Yield every difference between what comes out and what is expected."""
    check = _Check(worked.name, source, at)
    faults: list[Diagnostic] = []
    review = _review(worked.case, ruleset, source, (*at, "case"), library, faults)
    if review is None:
        codes = {fault.code for fault in faults}
        if worked.expect.error not in codes:
            yield from (check.placed(fault) for fault in faults)
            yield check.differs("error", worked.expect.error or "—", ", ".join(sorted(codes)))
        return
    if worked.expect.error is not None:
        yield check.differs("error", worked.expect.error, review.verdict)
    yield from check.review(worked.expect, review)


def _review(
    case: Mapping[str, Any],
    ruleset: str,
    source: Source,
    at: KeyPath,
    library: Library,
    faults: list[Diagnostic],
) -> Review | None:
    """Return the review of a case; None after adding to ``faults`` all that is wrong with it."""
    probe = Source(source.file, source.tree, source.positions)
    read = validate(InspectionCase, dict(case), probe, at)
    if read is None:
        faults.extend(probe.diagnostics)
        return None
    plan = record = proposed = None
    try:
        if read.plan is not None:
            plan = plan_from_tree(read.plan, source, (*at, "plan"))
    except PenaltybenchError as error:
        faults.extend(error.diagnostics)
    try:
        record = record_from_tree(read.record, source, (*at, "record"))
    except PenaltybenchError as error:
        faults.extend(error.diagnostics)
    try:
        tree = {"rules": ruleset, **read.proposed}
        proposed = proposed_from_tree(tree, source, (*at, "proposed"))
    except PenaltybenchError as error:
        faults.extend(error.diagnostics)
    if faults or record is None or proposed is None:
        return None
    try:
        return library.review_inspection(plan, record, proposed, read.as_of)
    except PenaltybenchError as error:
        faults.extend(error.diagnostics)
        return None


class _Check(Check):
    """Compares a review with what a worked case expects."""

    def placed(self, fault: Diagnostic) -> Diagnostic:
        """Return a fault of the review with its place in the file."""
        part = {"case": "proposed", "plan": "plan", "record": "record"}.get(fault.place.file)
        if part is None:
            return fault
        keys = fault.place.path.split(".")
        path = (*self.at, "case", *([] if keys == ["as_of"] else [part]), *keys)
        return replace(fault, place=self.source.place(path))

    def review(self, expected: Expected, got: Review) -> Iterator[Diagnostic]:
        """Yield what is different."""
        state = "none" if got.correct_first is None else got.correct_first.state
        plain: Mapping[str, tuple[object, object]] = {
            "verdict": (expected.verdict, got.verdict),
            "possible": (expected.possible, got.possible),
            "first": (expected.first, got.first),
            "correct_first": (expected.correct_first, state),
        }
        for key, (wanted, found) in plain.items():
            if wanted is not None and wanted != found:
                yield self.differs(key, shown(wanted), shown(found))
        sets: Mapping[str, tuple[tuple[str, ...] | None, list[str]]] = {
            "met": (expected.met, [one.id for one in got.met]),
            "not_met": (
                expected.not_met,
                [one.id for one in got.limits if one.status in ("not_met", "not_applicable")],
            ),
            "questions": (expected.questions, [one.id for one in got.questions]),
        }
        for key, (names, present) in sets.items():
            if names is None:
                continue
            absent = [name for name in names if name not in present]
            if absent or (not names and present):
                yield self.differs(key, ", ".join(absent) or "—", ", ".join(present) or "—")
        yield from self.citations(expected.cites, got)

    def citations(self, wanted: tuple[str, ...], got: Review) -> Iterator[Diagnostic]:
        """Yield the citations that are wanted and that the rules do not give."""
        applied = [limit for limit in got.limits if limit.status != "not_applicable"]
        cited = [citation for limit in applied for citation in limit.cite]
        if got.correct_first is not None:
            cited.extend(got.correct_first.cite)
        words = citations_words(cited, "zh")
        plain = words.replace("《", "").replace("》", "")
        for cite in wanted:
            if cite not in words and cite not in plain:
                yield self.differs("cites", cite, words)
