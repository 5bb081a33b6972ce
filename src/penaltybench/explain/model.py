"""The explanation as data: everything that was tried, with the value read and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from penaltybench.condition import Truth
from penaltybench.inspection_finding import CorrectFirst, InspectionFinding
from penaltybench.option import Option
from penaltybench.procedure import Step
from penaltybench.result import Question, Status
from penaltybench.ruleset.models import Citation, Grade, Provenance
from penaltybench.text import Text


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact, the value read (None: unknown), and where the value comes from if not simply given."""

    id: str
    label: Text
    value: Text | None
    origin: str | None
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class TestLine:
    """One test of a condition: what it asks, the value read (None: unknown), the verdict.

    ``alternative`` numbers the ``any:`` branch to which the test belongs.
    """

    fact: str
    phrase: Text
    value: Text | None
    verdict: Truth
    alternative: int | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A schedule, basis or tier that was tried.

    ``verdict`` is that of its condition, ``taken`` whether it applies in the result, ``detail``
    states its range or band.
    """

    kind: Literal["schedule", "basis", "tier"]
    id: str
    title: Text
    verdict: Truth
    taken: bool
    tests: tuple[TestLine, ...]
    detail: Text | None
    cite: tuple[Citation, ...]
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class FactorLine:
    """A factor of a table by points: the value read and the share that it adds (None: open)."""

    fact: str
    label: Text
    value: Text | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class CircumstanceLine:
    """A circumstance, its effect and force, and whether facts or the officer's finding decide it."""

    id: str
    label: Text
    effect: str
    force: str
    verdict: Truth
    by: str
    tests: tuple[TestLine, ...]
    cite: tuple[Citation, ...]
    replaces: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The result under one of the editions that were compared, side by side with the other."""

    edition: str
    title: Text
    result: tuple[Option, ...]
    reason: Text | None
    taken: bool


@dataclass(frozen=True, slots=True)
class ResultTrace:
    """How the result for one respondent came about.

    ``computation`` are the steps of the amount, ``why_not`` says for the neighbours of the tier
    what kept them from applying. ``correction`` is the rule that correction comes first, if the case
    arises from a first inspection. ``compared`` and ``choice`` say which of two editions is lighter.
    """

    respondent: str
    label: Text
    status: Status
    reason: Text | None
    schedules: tuple[Tried, ...]
    bases: tuple[Tried, ...]
    tiers: tuple[Tried, ...]
    factors: tuple[FactorLine, ...]
    computation: tuple[Text, ...]
    compared: tuple[Compared, ...]
    choice: Text | None
    options: tuple[Option, ...]
    why_not: tuple[Text, ...]
    orders: tuple[Text, ...]
    procedure: tuple[Step, ...]
    questions: tuple[Question, ...]
    exhaustive: bool
    correction: CorrectFirst | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole explanation of a recommendation."""

    ruleset: str
    title: Text
    issuer: str | None
    document: str | None
    edition_status: str
    dated: str
    until: str | None
    conduct: str
    digest: str
    source: Provenance
    inspection: InspectionFinding | None
    facts: tuple[FactLine, ...]
    examined: bool
    circumstances: tuple[CircumstanceLine, ...]
    results: tuple[ResultTrace, ...]
    citations: tuple[Citation, ...]
