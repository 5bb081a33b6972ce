"""A review as JSON data with a stable schema (``penaltybench/inspection-review/1``)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from penaltybench.export import citation_data, question_data, text_data, value_data
from penaltybench.inspection.result import Reviewed, ReviewedLimit
from penaltybench.inspection_finding import CorrectFirst

FORMAT = "penaltybench/inspection-review/1"


def review_data(review: Reviewed) -> dict[str, Any]:
    """Return the review as dicts, lists, strings, integers, booleans and None."""
    edition, proposed, plan = review.edition, review.proposed, review.plan
    return {
        "format": FORMAT,
        "rules": edition.id,
        "edition": {
            "title": text_data(edition.title),
            "status": edition.status,
            "from": edition.dated.start.isoformat(),
            "until": _day(edition.dated.end),
            "document": edition.issued.document if edition.issued else None,
            "digest": edition.digest,
            "uses": list(edition.uses),
        },
        "plan": None
        if plan is None
        else {
            "year": plan.year,
            "approved_by": plan.approved_by,
            "approved_on": _day(plan.approved_on),
            "document": plan.document,
        },
        "proposed": {
            "enterprise": proposed.enterprise,
            "authority": proposed.authority,
            "matter": proposed.matter,
            "on": proposed.on.isoformat(),
            "form": proposed.form,
            "notified_on": _day(proposed.notified_on),
            "violation": proposed.violation,
        },
        "as_of": review.as_of.isoformat(),
        "facts": {name: value_data(value) for name, value in sorted(review.facts.items())},
        "verdict": review.verdict,
        "possible": list(review.possible),
        "limits": [_limit(limit) for limit in review.limits],
        "first": review.first,
        "correct_first": _correction(review.correct_first),
        "questions": [question_data(question) for question in review.questions],
        "exhaustive": review.exhaustive,
        "finding": review.finding.to_dict(),
    }


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _limit(limit: ReviewedLimit) -> dict[str, Any]:
    return {
        "id": limit.id,
        "limit": limit.limit,
        "label": text_data(limit.label),
        "status": limit.status,
        "otherwise": limit.otherwise,
        "satisfied_by": limit.satisfied_by,
        "reason": text_data(limit.reason),
        "events": list(limit.events),
        "cite": [citation_data(citation) for citation in limit.cite],
    }


def _correction(rule: CorrectFirst | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    return {
        "state": rule.state,
        "label": text_data(rule.label),
        "reason": text_data(rule.reason),
        "order": rule.order,
        "until": _day(rule.until),
        "cite": [citation_data(citation) for citation in rule.cite],
    }
