"""What the review of an inspection says about a case that arises from it.

The review (:mod:`penaltybench.inspection`) makes it; a case carries it; the recommendation obeys it.
It is plain data, so that a case that was filed with it can be decided again.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from penaltybench.ruleset.literals import Bilingual, Day
from penaltybench.ruleset.models import Citation, Otherwise
from penaltybench.text import Text

Verdict = Literal["allowed", "needs_notice", "needs_approval", "not_allowed", "undetermined"]
"""Whether an inspection may take place."""

CorrectionState = Literal["to_order", "running", "corrected", "ran_out", "excepted", "unknown"]
"""How far the correction that comes first has got.

``to_order``: it has to be ordered. ``running``: it was ordered and its time runs. ``corrected``: it was
corrected in time. ``ran_out``: the time ran out uncorrected. ``excepted``: an exception lets a penalty
follow at once. ``unknown``: a fact on which the exception depends is not known.
"""


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class CorrectFirst(_Frozen):
    """The rule that correction is ordered first at a first inspection, and where it stands."""

    state: CorrectionState
    label: Bilingual
    reason: Bilingual
    order: str | None = None
    until: Day | None = None
    cite: tuple[Citation, ...] = ()


class LimitMet(_Frozen):
    """A limit that the inspection met: what it would have needed, and why.

    ``satisfied_by`` is the id of the approval, or the day of the notice, that it had.
    """

    id: str
    label: Bilingual
    otherwise: Otherwise
    satisfied_by: str | None = None
    reason: Bilingual
    cite: tuple[Citation, ...] = ()


class AskedFact(_Frozen):
    """A fact of the inspection that is not known and on which it depends whether correction comes first."""

    id: str
    label: Bilingual


class InspectionFinding(_Frozen):
    """The finding on an inspection: its verdict, the limits met, and whether correction comes first.

    ``first`` says whether it was the enterprise's first (None: the rules do not ask). ``questions`` are
    what a case has to know before it can go on; what only the verdict depends on is asked by the review.
    """

    format: Literal["penaltybench/inspection-finding/1"] = "penaltybench/inspection-finding/1"
    rules: str
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    enterprise: str
    authority: str
    on: Day
    verdict: Verdict
    first: bool | None = None
    correct_first: CorrectFirst | None = None
    met: tuple[LimitMet, ...] = ()
    questions: tuple[AskedFact, ...] = ()

    @property
    def bars_penalty(self) -> bool:
        """Whether no penalty may be recommended as things stand."""
        return self.correct_first is not None and self.correct_first.state not in (
            "ran_out",
            "excepted",
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as JSON data, which a case takes as its ``inspection``."""
        data: dict[str, Any] = _plain(self)
        return data


def _plain(value: Any) -> Any:
    match value:
        case BaseModel():
            return {
                name: _plain(getattr(value, name))
                for name in type(value).model_fields
                if getattr(value, name) is not None
            }
        case Text():
            return {"zh": value.zh, "en": value.en}
        case tuple() | list():
            return [_plain(one) for one in value]
        case str() | bool():
            return value
        case _:
            return value.isoformat()
