"""The kinds of ruleset files."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from penaltybench.ruleset.literals import Bilingual, Day
from penaltybench.ruleset.models.common import (
    Effective,
    FactId,
    Id,
    Issued,
    Model,
    Provenance,
    Status,
    Suppression,
    WordingFile,
)
from penaltybench.ruleset.models.facts import FactFile
from penaltybench.ruleset.models.general import (
    Adjust,
    Cap,
    ChoiceOfEdition,
    CircumstanceFile,
    Combined,
    CountedTwice,
    LatePayment,
    OneAct,
    ProcedureFile,
    Rounding,
    StatuteFile,
    Weighing,
)
from penaltybench.ruleset.models.tables import ScheduleFile


class Header(Model):
    """What every ruleset file says of itself."""

    id: Id
    title: Bilingual
    status: Status
    effective: Effective
    issued: Issued | None = None
    source: Provenance
    reviewed_on: Day
    suppress: tuple[Suppression, ...] = ()


class GeneralFile(Header):
    """General rules that other rulesets use."""

    kind: Literal["general"]
    uses: tuple[Id, ...] = ()
    wording: WordingFile | None = None
    facts: dict[FactId, FactFile] = Field(default_factory=dict)
    circumstances: tuple[CircumstanceFile, ...] = ()
    adjust: Adjust | None = None
    weighing: Weighing | None = None
    cap: Cap | None = None
    rounding: Rounding | None = None
    suggest: Literal["low", "middle", "high"] | None = None
    procedure: tuple[ProcedureFile, ...] = ()
    late_payment: LatePayment | None = None
    choice_of_edition: ChoiceOfEdition | None = None
    one_act: OneAct | None = None
    combined: Combined | None = None
    counted_twice: tuple[CountedTwice, ...] = ()


class PenaltyFile(GeneralFile):
    """The standard for one violation."""

    kind: Literal["penalty"]  # type: ignore[assignment]
    refines: Id | None = None
    schedules: Annotated[tuple[ScheduleFile, ...], Field(min_length=1)]


class StatutesFile(Header):
    """A catalogue of statutes."""

    kind: Literal["statutes"]
    statutes: tuple[StatuteFile, ...]


RulesetFile: TypeAlias = PenaltyFile | GeneralFile | StatutesFile
FILES: dict[str, type[PenaltyFile] | type[GeneralFile] | type[StatutesFile]] = {
    "penalty": PenaltyFile,
    "general": GeneralFile,
    "statutes": StatutesFile,
}
"""The model of each ``kind``."""
