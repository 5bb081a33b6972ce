"""An assessment as JSON data with a stable schema (``penaltybench/assessment/1``)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from penaltybench.export import citation_data, fact_question_data, text_data, value_data
from penaltybench.fees.band import Band
from penaltybench.fees.charge import PartTrace, Slice
from penaltybench.fees.edge import Edge
from penaltybench.fees.outcome import Assessed
from penaltybench.fees.reckon import LayerCharge, Reckoning
from penaltybench.fees.reduce import Relieved
from penaltybench.fees.refuse import Refusal
from penaltybench.money import Money
from penaltybench.ruleset.fee import FeeEdition
from penaltybench.ruleset.models import PriceDocument

FORMAT = "penaltybench/assessment/1"


def assessment_data(outcome: Assessed) -> dict[str, Any]:
    """Return the assessment as dicts, lists, strings, integers, booleans and None.

    Amounts are integers of fen; those before rounding are exact, as text such as ``"3331/2"``. Facts are as
    the engine read them: money in fen, dates in ISO form, decimals as text.
    """
    item, facts = outcome.item, outcome.facts
    return {
        "format": FORMAT,
        "fee": outcome.case.fee,
        "on": outcome.case.on.isoformat(),
        "edition": None if item is None else edition_data(item),
        "layers": _layers(outcome),
        "facts": {}
        if facts is None
        else {name: value_data(value) for name, value in sorted(facts.values.items())},
        "status": outcome.status,
        "reason": text_data(outcome.reason) if outcome.reason else None,
        "due": fen_data(outcome.due),
        "low": fen_data(outcome.low),
        "high": fen_data(outcome.high),
        "row": outcome.row.id if outcome.row else None,
        "rows": [row.id for row in outcome.rows],
        "reductions": [one.id for one in outcome.reductions],
        "refused": _refusal(outcome.refused),
        "computation": [_reckoning(one) for one in outcome.reckonings if one.kind == "charged"],
        "documents": list(outcome.documents),
        "questions": [fact_question_data(question) for question in outcome.questions],
        "exhaustive": outcome.exhaustive,
        "cite": [citation_data(one) for one in outcome.citations],
    }


def edition_data(item: FeeEdition) -> dict[str, Any]:
    """Return what an edition of a fee item says of itself."""
    return {
        "title": text_data(item.title),
        "status": item.status,
        "from": item.dated.start.isoformat(),
        "until": item.dated.end.isoformat() if item.dated.end else None,
        "state": item.state,
        "changed_by": document_data(item.changed_by),
        "price_document": document_data(item.price_document),
        "digest": item.digest,
        "uses": list(item.uses),
    }


def fen_data(amount: Money | None) -> int | None:
    """Return an amount in fen."""
    return None if amount is None else amount.fen


def document_data(document: PriceDocument | None) -> dict[str, Any] | None:
    """Return a document with what is known of it."""
    if document is None:
        return None
    return {
        "document": document.document,
        "by": document.by,
        "on": document.on.isoformat() if document.on else None,
        "url": document.url,
    }


def _layers(outcome: Assessed) -> list[dict[str, Any]]:
    layers = outcome.layers
    if layers is None:
        return []
    reasons = {} if outcome.rules is None else {e.id: why for e, why in outcome.rules.left_out}
    found: list[dict[str, Any]] = [
        {
            "id": edition.id,
            "state": edition.state,
            "digest": edition.digest,
            "not_compared": text_data(reasons[edition.id]) if edition.id in reasons else None,
        }
        for edition in layers.higher
    ]
    absent = layers.missing or layers.cycle
    if absent is not None:
        found.append({"id": absent, "state": None, "digest": None, "not_compared": None})
    return found


def _refusal(refused: Refusal | None) -> dict[str, Any] | None:
    if refused is None:
        return None
    return {
        "kind": refused.kind,
        "ended": None if refused.ended is None else refused.ended.id,
        "state": None if refused.ended is None else refused.ended.state,
        "document": document_data(refused.document),
        "since": refused.since.isoformat() if refused.since else None,
        "closest": refused.closest,
        "cite": [citation_data(one) for one in refused.cite],
    }


def _reckoning(one: Reckoning) -> dict[str, Any]:
    return {
        "standards": [_layer(layer) for layer in one.layers],
        "standard": _band(one.standard),
        "lower_bound": _band(one.bound) if one.at_lower_bound else None,
        "reductions": {"least": _relieved(one.least), "most": _relieved(one.most)},
        "low": one.low,
        "high": one.high,
    }


def _layer(layer: LayerCharge) -> dict[str, Any]:
    return {
        "fee": layer.edition.id,
        "row": layer.row.id,
        "parts": [_part(part) for part in layer.charged.parts],
        "amount": _band(layer.charged.band),
        "sets_low": layer.sets_low,
        "sets_high": layer.sets_high,
    }


def _part(trace: PartTrace) -> dict[str, Any]:
    return {
        "bases": {name: _exact(end) for name, end in trace.bases},
        "counted": None if trace.counted is None else _exact(trace.counted),
        "bands": [_slice(one) for one in trace.slices],
        "amount": _band(trace.amount),
        "result": _band(trace.result),
    }


def _slice(one: Slice) -> dict[str, Any]:
    return {
        "from": one.start,
        "to": one.end,
        "inside": _exact(one.inside),
        "rate": None if one.rate is None else _written(one.rate),
        "amount": _exact(one.amount),
    }


def _relieved(done: Relieved | None) -> list[dict[str, Any]]:
    steps = () if done is None else done.steps
    return [
        {
            "id": step.reduction.id,
            "taken": step.taken,
            "before": _band(step.before),
            "after": _band(step.after),
        }
        for step in steps
    ]


def _band(band: Band | None) -> dict[str, Any] | None:
    if band is None:
        return None
    return {
        "low": _exact(band.low),
        "high": _exact(band.high),
        "low_open": band.low_open,
        "high_open": band.high_open,
    }


def _exact(end: Edge) -> int | str | None:
    return None if end.value is None else _written(end.value)


def _written(number: Fraction) -> int | str:
    return int(number) if number.denominator == 1 else f"{number.numerator}/{number.denominator}"
