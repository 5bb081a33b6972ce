"""An edition as JSON data (``penaltybench/edition/1``): its content in words and ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from penaltybench.cli.faults import text_data
from penaltybench.condition import Condition, describe, describe_test
from penaltybench.ruleset.edition import Basis, Circumstance, Edition, Fact, Points, Row, Schedule
from penaltybench.ruleset.load import Standard
from penaltybench.ruleset.models import Citation, PenaltyKind, PenaltyTerm
from penaltybench.text import Text
from penaltybench.values import format_percent
from penaltybench.words import band_words, range_words

FORMAT = "penaltybench/edition/1"


def edition_data(edition: Edition, standard: Standard) -> dict[str, Any]:
    """Return an edition as JSON data; conditions and amounts are in words, in both languages."""
    issued = edition.issued
    return {
        "format": FORMAT,
        "id": edition.id,
        "title": text_data(edition.title),
        "status": edition.status,
        "from": edition.dated.start.isoformat(),
        "until": edition.dated.end.isoformat() if edition.dated.end else None,
        "issued": None if issued is None else issued.model_dump(mode="json"),
        "source": edition.source.model_dump(mode="json"),
        "digest": edition.digest,
        "uses": list(edition.uses),
        "refines": edition.refines,
        "editions": sorted({e.dated.start.isoformat() for e in standard.editions}),
        "facts": [_fact(fact) for fact in edition.facts.values()],
        "schedules": [_schedule(schedule, edition) for schedule in edition.schedules],
        "circumstances": [_circumstance(item, edition) for item in edition.circumstances],
        "procedure": [
            {
                "id": rule.id,
                "step": rule.step,
                "label": text_data(rule.label),
                "when": _condition(rule.when, edition),
                "days": rule.days,
                "working": rule.working,
                "cite": _citations(rule.cite),
            }
            for rule in edition.procedure
        ],
        "weighing": edition.weighing.conflict,
        "rounding": {"unit": edition.rounding.unit, "mode": edition.rounding.mode},
        "suggest": edition.suggest,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    domain = None
    if fact.domain is not None:
        words = fact.words()
        domain = {
            "zh": describe_test(words, fact.domain, "zh"),
            "en": describe_test(words, fact.domain, "en"),
        }
    return {
        "id": fact.id,
        "type": fact.type.value,
        "label": text_data(fact.label),
        "describe": text_data(fact.describe) if fact.describe else None,
        "unit": text_data(fact.unit) if fact.unit else None,
        "domain": domain,
        "values": [
            {"value": word, "label": text_data(label)} for word, label in fact.values.items()
        ],
        "worse": fact.worse,
        "changeable": fact.changeable,
        "derived": fact.derive is not None,
        "cite": _citations(fact.cite),
    }


def _schedule(schedule: Schedule, edition: Edition) -> dict[str, Any]:
    table = schedule.table
    data: dict[str, Any] = {
        "id": schedule.id,
        "respondent": schedule.respondent,
        "label": text_data(schedule.label),
        "when": _condition(schedule.when, edition),
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
                            "test": {
                                "zh": describe_test(
                                    edition.facts[factor.fact].words(),
                                    level.test,
                                    "zh",
                                    edition.wording,
                                ),
                                "en": describe_test(
                                    edition.facts[factor.fact].words(),
                                    level.test,
                                    "en",
                                    edition.wording,
                                ),
                            },
                            "share": format_percent(level.share),
                        }
                        for level in factor.levels
                    ],
                }
                for factor in table.factors
            ],
            "cite": _citations(table.cite),
        }
    else:
        data["tiers"] = {
            "select": "grade" if table.by_grade else "facts",
            "hit": "first" if table.first_hit else "unique",
            "rows": [_row(row, edition) for row in table.rows],
            "cite": _citations(table.cite),
        }
    return data


def _basis(basis: Basis, edition: Edition) -> dict[str, Any]:
    fine = None
    if basis.fine is not None:
        fine = {
            "zh": range_words(basis.fine, edition.facts, "zh"),
            "en": range_words(basis.fine, edition.facts, "en"),
        }
    return {
        "id": basis.id,
        "statute": _citations([basis.statute])[0],
        "when": _condition(basis.when, edition),
        "fine": fine,
        "penalties": _terms(basis.penalties),
        "orders": [text_data(order) for order in basis.orders],
    }


def _row(row: Row, edition: Edition) -> dict[str, Any]:
    fine = None
    if row.fine is not None:
        fine = {
            "zh": band_words(row.fine, edition.facts, "zh"),
            "en": band_words(row.fine, edition.facts, "en"),
        }
    return {
        "id": row.id,
        "label": text_data(row.title),
        "grade": row.grade.value,
        "when": _condition(row.when, edition),
        "basis": list(row.basis),
        "fine": fine,
        "also": _terms(row.also),
        "orders": [text_data(order) for order in row.orders],
        "cite": _citations(row.cite),
    }


def _circumstance(item: Circumstance, edition: Edition) -> dict[str, Any]:
    return {
        "id": item.id,
        "source": item.source,
        "effect": item.effect,
        "force": item.force,
        "label": text_data(item.label),
        "when": _condition(item.when, edition) if item.when is not None else None,
        "needs": list(item.needs),
        "cite": _citations(item.cite),
    }


def _condition(condition: Condition, edition: Edition) -> dict[str, str] | None:
    if condition.is_always:
        return None
    words = edition.words()
    both = Text(
        describe(condition, words, "zh", edition.wording),
        describe(condition, words, "en", edition.wording),
    )
    return {"zh": both.zh, "en": both.en}


def _terms(terms: Iterable[tuple[PenaltyKind, PenaltyTerm]]) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind.value,
            "force": term.force,
            "days": None if term.days is None else {"low": term.days.low, "high": term.days.high},
        }
        for kind, term in terms
    ]


def _citations(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    return [citation.model_dump(mode="json") for citation in citations]
