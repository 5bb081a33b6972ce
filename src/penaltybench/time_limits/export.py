"""Deadlines as JSON data with a stable schema (``penaltybench/deadlines/1``)."""

from __future__ import annotations

from typing import Any

from penaltybench.export import citation_data, fact_question_data, text_data, value_data
from penaltybench.time_limits.dates import LastDay, LimitDates
from penaltybench.time_limits.outcome import Due, Outcome

FORMAT = "penaltybench/deadlines/1"


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Return the outcome as dicts, lists, strings, integers, booleans and None; dates in ISO form."""
    edition, case = outcome.edition, outcome.case
    return {
        "format": FORMAT,
        "limit": edition.id,
        "edition": {
            "title": text_data(edition.title),
            "status": edition.status,
            "from": edition.dated.start.isoformat(),
            "until": edition.dated.end.isoformat() if edition.dated.end else None,
            "document": edition.issued.document if edition.issued else None,
            "digest": edition.digest,
            "uses": list(edition.uses),
        },
        "started_on": case.started_on.isoformat(),
        "done_on": case.done_on.isoformat() if case.done_on else None,
        "extended_by": case.extended,
        "not_counted": [
            {"from": one.start.isoformat(), "to": one.end.isoformat(), "reason": one.reason}
            for one in sorted(case.not_counted, key=lambda one: (one.start, one.end))
        ],
        "facts": {name: value_data(value) for name, value in sorted(outcome.facts.values.items())},
        "status": outcome.status,
        "reason": text_data(outcome.reason) if outcome.reason else None,
        "row": outcome.limit.row.id if outcome.limit else None,
        "statutory": _due(outcome.statutory),
        "promised": _due(outcome.promised),
        "extended": _due(outcome.extended),
        "extendable": _due(outcome.extendable),
        "in_force": _due(outcome.in_force),
        "overdue": outcome.overdue,
        "promise_kept": outcome.promise_kept,
        "rows": [_limit(one) for one in outcome.limits],
        "questions": [fact_question_data(question) for question in outcome.questions],
        "exhaustive": outcome.exhaustive,
        "cite": [citation_data(one) for one in outcome.citations],
    }


def _due(due: Due | None) -> dict[str, Any] | None:
    """Return the span of days on which a limit may end, and whether there surely is such a limit."""
    if due is None:
        return None
    return {
        "day": due.day.isoformat() if due.day else None,
        "earliest": due.earliest.isoformat(),
        "latest": due.latest.isoformat(),
        "certain": due.certain,
    }


def _limit(one: LimitDates) -> dict[str, Any]:
    fault = one.not_computed
    return {
        "id": one.row.id,
        "label": text_data(one.row.label),
        "statutory": _last_day(one.statutory),
        "promised": _last_day(one.promised),
        "extended": _last_day(one.extended),
        "extendable": _last_day(one.extendable),
        "not_computed": None if fault is None else text_data(fault.message),
        "granted": one.granted,
        "cite": [citation_data(cite) for cite in one.row.cite],
    }


def _last_day(counted: LastDay | None) -> dict[str, Any] | None:
    if counted is None:
        return None
    return {
        "days": counted.days,
        "working": counted.working,
        "start": counted.start.isoformat(),
        "last": counted.last.isoformat(),
        "left_out": counted.left_out,
        "postponed_from": (
            counted.postponed_from.isoformat() if counted.postponed_from is not None else None
        ),
        "cite": [citation_data(cite) for cite in counted.cite],
    }
