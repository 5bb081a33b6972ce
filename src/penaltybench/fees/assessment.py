"""The assessment of a charge: an outcome, and the ways to read and explain it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from penaltybench.explain import Form
from penaltybench.fees.explain import explanation
from penaltybench.fees.export import assessment_data
from penaltybench.fees.outcome import Assessed
from penaltybench.text import Language


@dataclass(frozen=True)
class Assessment(Assessed):
    """What is due for a fee item on a day, and why."""

    def explain(self, language: Language = "zh", form: Form = "text") -> str:
        """Return the explanation for people, as plain ``text`` or ``markdown``."""
        return explanation(self, language, form)

    def to_dict(self) -> dict[str, Any]:
        """Return the assessment as JSON data (``penaltybench/assessment/1``); amounts in fen."""
        return assessment_data(self)
