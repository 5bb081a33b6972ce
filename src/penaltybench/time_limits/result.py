"""The deadlines of a case: an outcome, and the ways to read and explain it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from penaltybench.explain import Form
from penaltybench.text import Language
from penaltybench.time_limits.explain import explanation
from penaltybench.time_limits.export import outcome_data
from penaltybench.time_limits.outcome import Outcome


@dataclass(frozen=True)
class Deadlines(Outcome):
    """Until when the authority must be done with a case, by law and by its promise."""

    def explain(self, language: Language = "zh", form: Form = "text") -> str:
        """Return the explanation for people, as plain ``text`` or ``markdown``."""
        return explanation(self, language, form)

    def to_dict(self) -> dict[str, Any]:
        """Return the deadlines as JSON data (``penaltybench/deadlines/1``); dates in ISO form."""
        return outcome_data(self)
