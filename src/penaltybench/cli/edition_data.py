"""An edition as JSON data (``penaltybench/edition/1``): its content in words and ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from penaltybench.cli.edition_common import (
    citations_data,
    condition_data,
    head_data,
    spoken,
    test_data,
)
from penaltybench.cli.faults import text_data
from penaltybench.ruleset.edition import Basis, Circumstance, Edition, Points, Row, Schedule
from penaltybench.ruleset.load import Standard
from penaltybench.ruleset.models import PenaltyKind, PenaltyTerm
from penaltybench.values import format_percent
from penaltybench.words import band_words, range_words


def edition_data(edition: Edition, standard: Standard[Edition]) -> dict[str, Any]:
    """Return an edition as JSON data; conditions and amounts are in words, in both languages."""
    return {
        **head_data(edition, standard, "penalty"),
        "refines": edition.refines,
        "schedules": [_schedule(schedule, edition) for schedule in edition.schedules],
        "circumstances": [_circumstance(item, edition) for item in edition.circumstances],
        "procedure": [
            {
                "id": rule.id,
                "step": rule.step,
                "label": text_data(rule.label),
                "when": condition_data(rule.when, edition),
                "days": rule.days,
                "working": rule.working,
                "cite": citations_data(rule.cite),
            }
            for rule in edition.procedure
        ],
        "weighing": edition.weighing.conflict,
        "rounding": {"unit": edition.rounding.unit, "mode": edition.rounding.mode},
        "suggest": edition.suggest,
    }


def _schedule(schedule: Schedule, edition: Edition) -> dict[str, Any]:
    table = schedule.table
    data: dict[str, Any] = {
        "id": schedule.id,
        "respondent": schedule.respondent,
        "label": text_data(schedule.label),
        "when": condition_data(schedule.when, edition),
        "basis": [_basis(basis, edition) for basis in schedule.bases],
    }
    if isinstance(table, Points):
        data["points"] = {
            "start": "minimum/maximum" if table.start is None else format_percent(table.start),
            "method": "position" if table.position else "total_of_maximum",
            "at_most": format_percent(table.at_most),
            "factors": [
                {
                    "fact": factor.fact,
                    "label": text_data(factor.label),
                    "levels": [
                        {
                            "test": test_data(level.test, edition.facts[factor.fact], edition),
                            "share": format_percent(level.share),
                        }
                        for level in factor.levels
                    ],
                }
                for factor in table.factors
            ],
            "cite": citations_data(table.cite),
        }
    else:
        data["tiers"] = {
            "select": "grade" if table.by_grade else "facts",
            "hit": "first" if table.first_hit else "unique",
            "rows": [_row(row, edition) for row in table.rows],
            "cite": citations_data(table.cite),
        }
    return data


def _basis(basis: Basis, edition: Edition) -> dict[str, Any]:
    fine = None
    if basis.fine is not None:
        allowed = basis.fine
        fine = spoken(lambda language: range_words(allowed, edition.facts, language))
    return {
        "id": basis.id,
        "statute": citations_data([basis.statute])[0],
        "when": condition_data(basis.when, edition),
        "fine": fine,
        "penalties": _terms(basis.penalties),
        "orders": [text_data(order) for order in basis.orders],
    }


def _row(row: Row, edition: Edition) -> dict[str, Any]:
    fine = None
    if row.fine is not None:
        band = row.fine
        fine = spoken(lambda language: band_words(band, edition.facts, language))
    return {
        "id": row.id,
        "label": text_data(row.title),
        "grade": row.grade.value,
        "when": condition_data(row.when, edition),
        "basis": list(row.basis),
        "fine": fine,
        "also": _terms(row.also),
        "orders": [text_data(order) for order in row.orders],
        "cite": citations_data(row.cite),
    }


def _circumstance(item: Circumstance, edition: Edition) -> dict[str, Any]:
    return {
        "id": item.id,
        "source": item.source,
        "effect": item.effect,
        "force": item.force,
        "label": text_data(item.label),
        "when": condition_data(item.when, edition) if item.when is not None else None,
        "needs": list(item.needs),
        "cite": citations_data(item.cite),
    }


def _terms(terms: Iterable[tuple[PenaltyKind, PenaltyTerm]]) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind.value,
            "force": term.force,
            "days": None if term.days is None else {"low": term.days.low, "high": term.days.high},
        }
        for kind, term in terms
    ]
