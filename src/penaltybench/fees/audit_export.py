"""An audit of charges as JSON data with a stable schema (``penaltybench/charge-audit/1``)."""

from __future__ import annotations

from typing import Any

from penaltybench.diagnostics import Diagnostic
from penaltybench.export import fact_question_data, text_data
from penaltybench.fees.audited import Audited, AuditedCharge, Total, Totals
from penaltybench.fees.export import document_data, fen_data

FORMAT = "penaltybench/charge-audit/1"


def audit_data(audit: Audited) -> dict[str, Any]:
    """Return the audit as dicts, lists, strings, integers, booleans and None; money in fen."""
    return {
        "format": FORMAT,
        "totals": _totals(audit.totals),
        "by_fee": [
            {"fee": one.fee, "title": text_data(one.title), **_totals(one.totals)}
            for one in audit.by_fee
        ],
        "rows": [_row(row) for row in audit.rows],
        "diagnostics": [_fault(one) for one in audit.diagnostics],
    }


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "all": _total(totals.all),
        "correct": _total(totals.correct),
        "overcharged": _total(totals.overcharged),
        "undercharged": _total(totals.undercharged),
        "undecided": _total(totals.undecided),
    }


def _total(total: Total) -> dict[str, int]:
    return {"number": total.number, "fen": total.fen}


def _row(row: AuditedCharge) -> dict[str, Any]:
    charge, assessment = row.charge, row.assessment
    item, refused = assessment.item, assessment.refused
    return {
        "number": charge.number,
        "line": charge.at("").line or None,
        "id": charge.id,
        "fee": charge.fee,
        "on": charge.on.isoformat(),
        "charged": charge.charged.fen,
        "status": assessment.status,
        "low": fen_data(row.low),
        "high": fen_data(row.high),
        "difference": row.difference,
        "verdict": row.verdict,
        "reason": text_data(row.reason),
        "refused": refused.kind if refused else None,
        "document": document_data(refused.document) if refused else None,
        "row": assessment.row.id if assessment.row else None,
        "reductions": [one.id for one in assessment.reductions],
        "digest": item.digest if item else None,
        "questions": [fact_question_data(question) for question in assessment.questions],
    }


def _fault(fault: Diagnostic) -> dict[str, Any]:
    place = fault.place
    return {
        "code": fault.code,
        "severity": fault.severity.value,
        "file": place.file or None,
        "line": place.line or None,
        "column": place.column or None,
        "name": place.path or None,
        "message": text_data(fault.message),
        "remedy": text_data(fault.remedy),
    }
