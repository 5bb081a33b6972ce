"""An outcome as JSON data with a stable schema (``penaltybench/recommendation/1``)."""

from __future__ import annotations

from typing import Any

from penaltybench.amount import Fine
from penaltybench.decide import Decision
from penaltybench.option import Option, Penalty
from penaltybench.procedure import Step
from penaltybench.result import Outcome, Question, Result
from penaltybench.ruleset.models import Citation
from penaltybench.text import Text

FORMAT = "penaltybench/recommendation/1"


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Return the outcome as dicts, lists, strings, integers, booleans and None.

    Amounts are integers of fen. Facts are as the engine read them: money in fen, dates in ISO form,
    decimals as text.
    """
    edition, case = outcome.edition, outcome.case
    return {
        "format": FORMAT,
        "ruleset": edition.id,
        "edition": {
            "title": text_data(edition.title),
            "status": edition.status,
            "from": edition.dated.start.isoformat(),
            "until": edition.dated.end.isoformat() if edition.dated.end else None,
            "document": edition.issued.document if edition.issued else None,
            "digest": edition.digest,
            "uses": list(edition.uses),
        },
        "conduct": {
            "from": case.conduct.start.isoformat(),
            "to": case.conduct.end.isoformat() if case.conduct.end else None,
        },
        "facts": {name: value_data(value) for name, value in sorted(outcome.facts.values.items())},
        "status": outcome.principal.status,
        "inspection": case.inspection.to_dict() if case.inspection else None,
        "respondents": [_result(result) for result in outcome.results],
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "respondent": result.respondent,
        "label": text_data(result.label),
        "status": result.status,
        "reason": text_data(result.reason) if result.reason else None,
        "schedule": result.schedule.id if result.schedule else None,
        "basis": result.basis.id if result.basis else None,
        "tier": result.tier.id if result.tier else None,
        "grade": result.grade,
        "grades": list(result.grades),
        "fine": fine_data(result.fine),
        "penalties": [penalty_data(penalty) for penalty in result.penalties],
        "orders": [text_data(order) for order in result.orders],
        "options": [_option(option) for option in result.options],
        "procedure": [_step(step) for step in result.procedure],
        "questions": [question_data(question) for question in result.questions],
        "exhaustive": result.exhaustive,
        "compared": [_compared(result, decision) for decision in result.compared],
        "choice": text_data(result.choice) if result.choice else None,
        "correction": result.correction.state if result.correction else None,
    }


def _compared(result: Result, decision: Decision) -> dict[str, Any]:
    """Return what one of two editions gives, and whether it is the one that applies."""
    edition = decision.edition
    return {
        "from": edition.period.start.isoformat(),
        "taken": any(decision is one for one in result.decisions),
        "reason": text_data(decision.reason) if decision.reason else None,
        "options": [_option(option) for option in decision.options],
    }


def _option(option: Option) -> dict[str, Any]:
    return {
        "grade": option.grade,
        "direction": option.course.direction,
        "circumstances": [circumstance.id for circumstance in option.course.because],
        "tier": option.tier.id if option.tier else None,
        "fine": fine_data(option.fine),
        "statutory": _range(option.statutory),
        "penalties": [penalty_data(penalty) for penalty in option.penalties],
        "needs": list(option.needs),
        "below_minimum": option.below_minimum,
    }


def fine_data(fine: Fine | None) -> dict[str, int | None] | None:
    """Return a range of fines in fen and the suggestion; what is unknown is None."""
    if fine is None:
        return None
    return {
        "low": fine.low.fen,
        "high": fine.high.fen if fine.high else None,
        "suggested": fine.suggested.fen if fine.suggested else None,
    }


def _range(fine: Fine | None) -> dict[str, int | None] | None:
    if fine is None:
        return None
    return {"low": fine.low.fen, "high": fine.high.fen if fine.high else None}


def penalty_data(penalty: Penalty) -> dict[str, Any]:
    """Return a penalty kind with its force and days."""
    days = penalty.days
    return {
        "kind": penalty.kind,
        "force": penalty.force,
        "days": None if days is None else {"low": days.low, "high": days.high},
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "step": step.step,
        "label": text_data(step.label),
        "certainty": step.certainty,
        "days": step.days,
        "working": step.working,
        "cite": [citation_data(citation) for citation in step.cite],
    }


def question_data(question: Question) -> dict[str, Any]:
    """Return a question with its kind and the words that answer it."""
    return {"id": question.id, "kind": question.kind, **fact_question_data(question)}


def fact_question_data(question: Question) -> dict[str, Any]:
    """Return a question, where all are about facts, with the words that answer it."""
    return {
        "id": question.id,
        "type": question.type,
        "label": text_data(question.label),
        "describe": text_data(question.describe) if question.describe else None,
        "unit": text_data(question.unit) if question.unit else None,
        "values": [{"value": word, "label": text_data(label)} for word, label in question.values],
    }


def citation_data(citation: Citation) -> dict[str, Any]:
    """Return a citation without its text."""
    return {
        "law": citation.law,
        "article": citation.article,
        "edition": citation.edition.isoformat() if citation.edition else None,
    }


def text_data(text: Text) -> dict[str, str]:
    """Return a text in both languages."""
    return {"zh": text.zh, "en": text.en}


def value_data(value: object) -> object:
    """Return the value of a fact: money in fen, a date in ISO form, a decimal as text."""
    return value if isinstance(value, bool | int | str) else str(value)
