"""Worked cases of fee items: what must be due, or why nothing is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from penaltybench.diagnostics import CaseError, Diagnostic
from penaltybench.fees import Assessment, fee_case_from_tree
from penaltybench.fees.outcome import Status
from penaltybench.fees.refuse import RefusalKind
from penaltybench.library import Library
from penaltybench.money import Money
from penaltybench.ruleset.literals import Fen
from penaltybench.ruleset.models import Model
from penaltybench.source import KeyPath, Source
from penaltybench.words import citations_words
from penaltybench.worked_cases.compare import Check, Worked, shown


class Expected(Model):
    """What must come out; what is not named is not compared."""

    status: Status | None = None
    due: Fen | None = None
    low: Fen | None = None
    high: Fen | None = None
    row: str | None = None
    rows: tuple[str, ...] | None = None
    reductions: tuple[str, ...] | None = None
    refused: RefusalKind | None = None
    document: str | None = None
    questions: tuple[str, ...] | None = None
    cites: tuple[str, ...] = ()
    error: str | None = None


class WorkedCase(Worked):
    """One worked case."""

    expect: Expected


def run(
    worked: WorkedCase, ruleset: str, source: Source, at: KeyPath, library: Library
) -> Iterator[Diagnostic]:
    """Yield every difference between what comes out and what is expected."""
    check = Check(worked.name, source, at)
    expect = worked.expect
    # Worked cases of every kind name a ruleset elsewhere as `ruleset`.
    given = {key: value for key, value in worked.case.items() if key != "ruleset"}
    try:
        case = fee_case_from_tree({"fee": ruleset, **given}, source, (*at, "case"))
        got = library.assess(case)
    except CaseError as error:
        codes = {diagnostic.code for diagnostic in error.diagnostics}
        if expect.error not in codes:
            yield from (check.placed(fault) for fault in error.diagnostics)
            yield check.differs("error", expect.error or "—", ", ".join(sorted(codes)))
        return
    if expect.error is not None:
        yield check.differs("error", expect.error, got.status)
    yield from _plain(check, expect, got)
    if expect.document is not None and expect.document not in got.documents:
        yield check.differs("document", expect.document, ", ".join(got.documents) or "—")
    asked = [question.id for question in got.questions]
    absent = [name for name in expect.questions or () if name not in asked]
    if absent:
        yield check.differs("questions", ", ".join(absent), ", ".join(asked) or "—")
    words = citations_words(got.citations, "zh")
    bare = words.replace("《", "").replace("》", "")
    for cite in expect.cites:
        if cite not in words and cite not in bare:
            yield check.differs("cites", cite, words)


def _plain(check: Check, expect: Expected, got: Assessment) -> Iterator[Diagnostic]:
    pairs: Mapping[str, tuple[object, object]] = {
        "status": (expect.status, got.status),
        "due": (_money(expect.due), got.due),
        "low": (_money(expect.low), got.low),
        "high": (_money(expect.high), got.high),
        "row": (expect.row, got.row.id if got.row else None),
        "rows": (expect.rows, tuple(row.id for row in got.rows)),
        "reductions": (expect.reductions, tuple(one.id for one in got.reductions)),
        "refused": (expect.refused, got.refused.kind if got.refused else None),
    }
    for key, (wanted, found) in pairs.items():
        if wanted is not None and wanted != found:
            yield check.differs(key, _shown(wanted), _shown(found))


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money(fen)


def _shown(value: object) -> str:
    return "—" if value in (None, ()) else shown(value)
