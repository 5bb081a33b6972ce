"""The review of a proposed inspection, as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from penaltybench.inspection.limits import LimitStatus
from penaltybench.inspection.proposed import Plan, Proposed
from penaltybench.inspection_finding import (
    AskedFact,
    CorrectFirst,
    InspectionFinding,
    LimitMet,
    Verdict,
)
from penaltybench.result import Question
from penaltybench.ruleset.inspection import InspectionEdition
from penaltybench.ruleset.models import Citation, Otherwise
from penaltybench.text import Text
from penaltybench.values import Value


@dataclass(frozen=True, slots=True)
class ReviewedLimit:
    """A limit and whether the inspection meets it.

    ``satisfied_by`` is the id of the approval, or the day of the notice, that lets it take place all the
    same; ``events`` are the events of the record from which the status follows.
    """

    id: str
    limit: str
    label: Text
    status: LimitStatus
    otherwise: Otherwise
    satisfied_by: str | None
    reason: Text
    events: tuple[str, ...]
    cite: tuple[Citation, ...]


@dataclass(frozen=True)
class Reviewed:
    """Whether a proposed inspection may take place, and whether correction comes first after it.

    ``possible`` are the verdicts that the unknown facts leave possible, the lightest first; if there is
    only one it is the ``verdict``, else that is ``undetermined``. ``first`` says whether it is the first
    inspection (None: the rules do not ask), ``correct_first`` where the correction stands ``as_of`` a day (None:
    it does not come first). ``questions`` are the facts that can change either. ``exhaustive`` is
    False if there were too many combinations of unknown facts to try all.
    """

    proposed: Proposed
    edition: InspectionEdition
    plan: Plan | None
    as_of: dt.date
    facts: Mapping[str, Value]
    verdict: Verdict
    possible: tuple[Verdict, ...]
    limits: tuple[ReviewedLimit, ...]
    first: bool | None
    correct_first: CorrectFirst | None
    questions: tuple[Question, ...]
    correction_asks: tuple[str, ...]
    exhaustive: bool

    @property
    def met(self) -> tuple[ReviewedLimit, ...]:
        """The limits that the inspection meets."""
        return tuple(limit for limit in self.limits if limit.status == "met")

    @property
    def finding(self) -> InspectionFinding:
        """What a case that arises from the inspection carries."""
        return InspectionFinding(
            rules=self.edition.id,
            digest=self.edition.digest,
            enterprise=self.proposed.enterprise,
            authority=self.proposed.authority,
            on=self.proposed.on,
            verdict=self.verdict,
            first=self.first,
            correct_first=self.correct_first,
            met=tuple(
                LimitMet(
                    id=limit.id,
                    label=limit.label,
                    otherwise=limit.otherwise,
                    satisfied_by=limit.satisfied_by,
                    reason=limit.reason,
                    cite=limit.cite,
                )
                for limit in self.met
            ),
            questions=tuple(
                AskedFact(id=question.id, label=question.label)
                for question in self.questions
                if question.id in self.correction_asks
            ),
        )
