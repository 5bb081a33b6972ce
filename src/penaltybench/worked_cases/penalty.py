"""Worked cases of penalty standards: how a case must come out for each respondent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from penaltybench.case import case_from_tree
from penaltybench.diagnostics import CaseError, Diagnostic
from penaltybench.library import Library
from penaltybench.money import Money
from penaltybench.recommendation import Recommendation
from penaltybench.result import Result, Status
from penaltybench.ruleset.literals import Fen
from penaltybench.ruleset.models import Grade, Model, PenaltyKind
from penaltybench.source import KeyPath, Source
from penaltybench.words import citations_words, fine_words
from penaltybench.worked_cases.compare import Check, Worked, shown


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


class WorkedCase(Worked):
    """One worked case."""

    expect: Expected


def run(
    worked: WorkedCase, ruleset: str, source: Source, at: KeyPath, library: Library
) -> Iterator[Diagnostic]:
    """Yield every difference between what comes out and what is expected."""
    check = _Check(worked.name, source, at)
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
    yield from check.citations(worked.expect.cites, recommendation)
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
class _Check(Check):
    """Compares a recommendation with what a worked case expects."""

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
                yield self.differs(key, shown(wanted), shown(found), path)
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
        words = fine_words(fine, "zh")
        if expected.contains is not None and (fine is None or Money(expected.contains) not in fine):
            yield self.differs("contains", str(Money(expected.contains)), words, path)
        if expected.fine is None:
            return
        if expected.fine.none:
            if fine is not None:
                yield self.differs("fine", "none", words, path)
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

    def citations(self, wanted: Sequence[str], got: Recommendation) -> Iterator[Diagnostic]:
        if not wanted:
            return
        words = citations_words(got.explanation.citations, "zh")
        plain = words.replace("《", "").replace("》", "")
        for cite in wanted:
            if cite not in words and cite not in plain:
                yield self.differs("cites", cite, words)
