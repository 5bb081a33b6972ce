"""What the command adds to a recommendation's JSON data: near misses and last days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from penaltybench import Recommendation
from penaltybench.cli.days import last_day
from penaltybench.cli.summary import misses_of
from penaltybench.export import fine_data, text_data, value_data
from penaltybench.near_miss import NearMiss
from penaltybench.text import Text


def recommendation_data(
    recommendation: Recommendation, from_day: dt.date | None = None
) -> dict[str, Any]:
    """Return the recommendation as JSON data with near misses, and with last days if asked for."""
    data = recommendation.to_dict()
    data["near_misses"] = [
        {"respondent": result.respondent, **_near_miss(miss)}
        for result in recommendation.results
        for miss in misses_of(recommendation, result)
    ]
    if from_day is None:
        return data
    data["from_day"] = from_day.isoformat()
    for result, own in zip(recommendation.results, data["respondents"], strict=True):
        for step, entry in zip(result.procedure, own["procedure"], strict=True):
            end = last_day(step, from_day)
            entry["last_day"] = end.isoformat() if isinstance(end, dt.date) else None
            entry["note"] = text_data(end) if isinstance(end, Text) else None
    return data


def _near_miss(miss: NearMiss) -> dict[str, Any]:
    return {
        "changes": [
            {
                "fact": change.fact,
                "label": text_data(change.label),
                "present": text_data(change.present) if change.present else None,
                "value": value_data(change.value),
                "shown": text_data(change.shown),
            }
            for change in miss.changes
        ],
        "grades": list(miss.grades),
        "fine": fine_data(miss.fine),
        "lighter": miss.lighter,
    }
