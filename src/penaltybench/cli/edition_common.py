"""The parts of an edition as JSON data that every kind has: its head, facts, conditions, citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from penaltybench.cli.faults import text_data
from penaltybench.condition import Condition, UnaryTest, describe, describe_test
from penaltybench.ruleset.load import Standard
from penaltybench.ruleset.models import Citation
from penaltybench.ruleset.published import Fact, Published
from penaltybench.text import Language

FORMAT = "penaltybench/edition/1"


def head_data(edition: Published, standard: Standard[Any], kind: str) -> dict[str, Any]:
    """Return what an edition says of itself; ``editions`` are the days on which one took effect."""
    issued = edition.issued
    return {
        "format": FORMAT,
        "kind": kind,
        "id": edition.id,
        "title": text_data(edition.title),
        "status": edition.status,
        "from": edition.dated.start.isoformat(),
        "until": edition.dated.end.isoformat() if edition.dated.end else None,
        "issued": None if issued is None else issued.model_dump(mode="json"),
        "source": edition.source.model_dump(mode="json"),
        "digest": edition.digest,
        "uses": list(edition.uses),
        "editions": sorted({e.dated.start.isoformat() for e in standard.editions}),
        "facts": [fact_data(fact) for fact in edition.facts.values()],
    }


def fact_data(fact: Fact) -> dict[str, Any]:
    """Return the declaration of a fact; its domain is in words."""
    domain = None
    if fact.domain is not None:
        words, test = fact.words(), fact.domain
        domain = spoken(lambda language: describe_test(words, test, language))
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
        "cite": citations_data(fact.cite),
    }


def condition_data(condition: Condition | None, edition: Published) -> dict[str, str] | None:
    """Return a condition in words; None if it asks nothing."""
    if condition is None or condition.is_always:
        return None
    words = edition.words()
    return spoken(lambda language: describe(condition, words, language, edition.wording))


def test_data(test: UnaryTest, fact: Fact, edition: Published) -> dict[str, str]:
    """Return a test of a fact in words."""
    words = fact.words()
    return spoken(lambda language: describe_test(words, test, language, edition.wording))


def citations_data(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    """Return citations with all their parts."""
    return [citation.model_dump(mode="json") for citation in citations]


def spoken(write: Callable[[Language], str]) -> dict[str, str]:
    """Return what ``write`` says in both languages."""
    return {"zh": write("zh"), "en": write("en")}
