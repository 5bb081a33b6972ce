"""Worked cases of time limits: until when an authority must be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from penaltybench.deadlines import CalendarError
from penaltybench.diagnostics import CaseError, Diagnostic
from penaltybench.interval import Interval
from penaltybench.library import Library
from penaltybench.period import parse_date
from penaltybench.ruleset.literals import Flag, parse_interval, parsed, refusal
from penaltybench.ruleset.models import Model
from penaltybench.source import KeyPath, Source
from penaltybench.time_limits import Deadlines, Due, limit_case_from_tree
from penaltybench.time_limits.outcome import Status
from penaltybench.words import citations_words
from penaltybench.worked_cases.compare import Check, Worked, shown


def _days(value: Any) -> Any:
    if value == "none":
        return value
    if not isinstance(value, str):
        raise refusal(
            "应写日期、[日期..日期] 或者 none|a date, [date..date] or none is expected here"
        )
    return parsed(lambda text: parse_interval(text, parse_date), value)


ExpectedDay = Annotated[
    Interval[dt.date] | str,
    BeforeValidator(_days),
    WithJsonSchema({"type": "string", "description": "a date, [date..date], or none"}),
]
"""A day, the span of days that are possible, or ``none``: there is no such limit."""


class Expected(Model):
    """What must come out; what is not named is not compared."""

    status: Status | None = None
    limit: str | None = None
    limits: tuple[str, ...] | None = None
    statutory: ExpectedDay | None = None
    promised: ExpectedDay | None = None
    extended: ExpectedDay | None = None
    extendable: ExpectedDay | None = None
    overdue: Flag | None = None
    promise_kept: Flag | None = None
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
        case = limit_case_from_tree({"limit": ruleset, **given}, source, (*at, "case"))
        got = library.deadline(case)
    except (CaseError, CalendarError) as error:
        codes = {diagnostic.code for diagnostic in error.diagnostics}
        if expect.error not in codes:
            yield from (check.placed(fault) for fault in error.diagnostics)
            yield check.differs("error", expect.error or "—", ", ".join(sorted(codes)))
        return
    if expect.error is not None:
        yield check.differs("error", expect.error, got.status)
    yield from _plain(check, expect, got)
    days = {
        "statutory": (expect.statutory, got.statutory),
        "promised": (expect.promised, got.promised),
        "extended": (expect.extended, got.extended),
        "extendable": (expect.extendable, got.extendable),
    }
    for key, (wanted, due) in days.items():
        if wanted is not None and wanted != _span(due):
            yield check.differs(key, _written(wanted), _written(_span(due)))
    asked = {question.id for question in got.questions}
    absent = [name for name in expect.questions or () if name not in asked]
    if absent:
        yield check.differs("questions", ", ".join(absent), ", ".join(sorted(asked)) or "—")
    words = citations_words(got.citations, "zh")
    bare = words.replace("《", "").replace("》", "")
    for cite in expect.cites:
        if cite not in words and cite not in bare:
            yield check.differs("cites", cite, words)


def _plain(check: Check, expect: Expected, got: Deadlines) -> Iterator[Diagnostic]:
    pairs: Mapping[str, tuple[object, object]] = {
        "status": (expect.status, got.status),
        "limit": (expect.limit, got.limit.row.id if got.limit else None),
        "limits": (expect.limits, tuple(one.row.id for one in got.limits)),
        "overdue": (expect.overdue, got.overdue),
        "promise_kept": (expect.promise_kept, got.promise_kept),
    }
    for key, (wanted, found) in pairs.items():
        if wanted is not None and wanted != found:
            yield check.differs(key, _shown(wanted), _shown(found))


def _shown(value: object) -> str:
    if value is None:
        return "—"
    return str(value).lower() if isinstance(value, bool) else shown(value)


def _span(due: Due | None) -> Interval[dt.date] | str:
    return "none" if due is None else Interval(due.earliest, due.latest)


def _written(span: Interval[dt.date] | str) -> str:
    if isinstance(span, str):
        return span
    return str(span.low) if span.is_point else f"[{span.low}..{span.high}]"
