"""The recommendation: an outcome, and the ways to read and explain it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from penaltybench.amount import Fine
from penaltybench.explain import Explanation, Form, render, statement, trace
from penaltybench.export import outcome_data
from penaltybench.near_miss import NearMiss, near_misses
from penaltybench.option import Option, Penalty
from penaltybench.procedure import Step
from penaltybench.result import Outcome, Question, Status
from penaltybench.ruleset.edition import Row
from penaltybench.ruleset.models import Grade
from penaltybench.text import Language


@dataclass(frozen=True)
class Recommendation(Outcome):
    """The recommendation for a case: one result for each respondent, the principal one first.

    ``grade``, ``fine``, ``status`` and the like are those of the principal respondent. Nothing of the
    explanation is computed before it is asked for.
    """

    @property
    def status(self) -> Status:
        """How far the law leaves the principal respondent's result open."""
        return self.principal.status

    @property
    def grade(self) -> Grade | None:
        """The grade, if only one is possible."""
        return self.principal.grade

    @property
    def fine(self) -> Fine | None:
        """The range of fines over all open options; None if no option imposes one."""
        return self.principal.fine

    @property
    def tier(self) -> Row | None:
        """The tier, if only one is possible."""
        return self.principal.tier

    @property
    def penalties(self) -> tuple[Penalty, ...]:
        """The penalties other than the fine."""
        return self.principal.penalties

    @property
    def options(self) -> tuple[Option, ...]:
        """The results that are still open, the lightest first."""
        return self.principal.options

    @property
    def procedure(self) -> tuple[Step, ...]:
        """The steps of procedure that follow."""
        return self.principal.procedure

    @property
    def questions(self) -> tuple[Question, ...]:
        """What to ask, over all respondents."""
        return tuple(dict.fromkeys(q for result in self.results for q in result.questions))

    @cached_property
    def explanation(self) -> Explanation:
        """Everything that was tried, read and cited, as data."""
        return trace(self)

    def explain(self, language: Language = "zh", form: Form = "text") -> str:
        """Return the explanation for people, as plain ``text`` or ``markdown``."""
        return render(self.explanation, language, form)

    def statement(self, language: Language = "zh") -> str:
        """Return one formal paragraph for the decision document (裁量说理), the same every time."""
        return statement(self.explanation, language)

    @cached_property
    def near_misses(self) -> tuple[NearMiss, ...]:
        """The fewest changeable facts that would give the principal respondent another result."""
        return near_misses(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the recommendation as JSON data; amounts are integers of fen."""
        return outcome_data(self)
