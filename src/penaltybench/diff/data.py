"""A comparison as JSON data with a stable schema (``penaltybench/diff/1``)."""

from __future__ import annotations

from typing import Any

from penaltybench.diff.model import KINDS, Change, Difference, Other
from penaltybench.diff.phrases import boxes_words, example_words
from penaltybench.export import fine_data, penalty_data, text_data
from penaltybench.proof.run import Shown
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.published import Fact

FORMAT = "penaltybench/diff/1"
_GRADES = ("exempt", "mitigated", "lenient", "ordinary", "severe")


def difference_data(found: Difference) -> dict[str, Any]:
    """Return a comparison as dicts, lists, strings, integers, booleans and None; amounts in fen."""
    return {
        "format": FORMAT,
        "old": _edition(found.old),
        "new": _edition(found.new),
        "same": found.is_same,
        "edited": found.edited,
        "counts": {kind: len(found.of(kind)) for kind in KINDS},
        "changes": [_change(one, found) for one in found.changes],
        "undecided": [
            {
                "respondent": text_data(one.label),
                "where": text_data(one.where),
                "reason": text_data(one.reason),
            }
            for one in found.undecided
        ],
        "facts": {
            "only_old": [_fact(fact) for fact in found.only_old],
            "only_new": [_fact(fact) for fact in found.only_new],
        },
        "others": [_other(one) for one in found.others],
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "ruleset": edition.id,
        "title": text_data(edition.title),
        "from": edition.dated.start.isoformat(),
        "until": edition.dated.end.isoformat() if edition.dated.end else None,
        "document": edition.issued.document if edition.issued else None,
        "digest": edition.digest,
    }


def _change(change: Change, found: Difference) -> dict[str, Any]:
    pairs = zip(boxes_words(change, found, "zh"), boxes_words(change, found, "en"), strict=True)
    example = change.example
    return {
        "respondent": change.respondent,
        "label": text_data(change.label),
        "kind": change.kind,
        "exact": change.exact,
        "parts": list(change.what),
        "where": [{"zh": zh, "en": en} for zh, en in pairs],
        "example": {
            "facts": {"zh": example_words(example, "zh"), "en": example_words(example, "en")},
            "old": _shown(example.old),
            "new": _shown(example.new),
        },
    }


def _shown(shown: Shown) -> dict[str, Any]:
    came = shown.came
    return {
        "case": dict(shown.data),
        "standing": came.standing,
        "grade": _GRADES[came.rank] if came.rank >= 0 else None,
        "fine": fine_data(came.fine),
        "penalties": [penalty_data(penalty) for penalty in came.penalties],
        "orders": [text_data(order) for order in came.orders],
        "words": {"zh": came.words("zh"), "en": came.words("en")},
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {"id": fact.id, "label": text_data(fact.label)}


def _other(other: Other) -> dict[str, Any]:
    return {
        "what": text_data(other.what),
        "id": other.name,
        "before": None if other.before is None else text_data(other.before),
        "after": None if other.after is None else text_data(other.after),
    }
