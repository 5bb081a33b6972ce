"""The kinds of ruleset files."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from penaltybench.ruleset.literals import Bilingual, Day, refusal
from penaltybench.ruleset.models.charges import BandFile
from penaltybench.ruleset.models.common import (
    Citations,
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
from penaltybench.ruleset.models.fees import (
    FeePolicy,
    PriceDocument,
    ReductionFile,
    StandardFile,
    State,
)
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
from penaltybench.ruleset.models.inspections import FirstInspectionFile, LimitFile
from penaltybench.ruleset.models.tables import ScheduleFile
from penaltybench.ruleset.models.time_limits import LimitRowFile, NotCountedRule, PromisePolicy


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


class RulesFile(Header):
    """A file of rules over facts, whatever its kind."""

    uses: tuple[Id, ...] = ()
    wording: WordingFile | None = None
    facts: dict[FactId, FactFile] = Field(default_factory=dict)
    rounding: Rounding | None = None


class PenaltyRulesFile(RulesFile):
    """What a penalty standard may declare itself or take from the general rules that it uses."""

    circumstances: tuple[CircumstanceFile, ...] = ()
    adjust: Adjust | None = None
    weighing: Weighing | None = None
    cap: Cap | None = None
    suggest: Literal["low", "middle", "high"] | None = None
    procedure: tuple[ProcedureFile, ...] = ()
    late_payment: LatePayment | None = None
    choice_of_edition: ChoiceOfEdition | None = None
    one_act: OneAct | None = None
    combined: Combined | None = None
    counted_twice: tuple[CountedTwice, ...] = ()


class GeneralFile(PenaltyRulesFile):
    """General rules that other rulesets use."""

    kind: Literal["general"]
    fee_policy: FeePolicy | None = None
    promise: PromisePolicy | None = None
    not_counted: NotCountedRule | None = None


class PenaltyFile(PenaltyRulesFile):
    """The standard for one violation."""

    kind: Literal["penalty"]
    refines: Id | None = None
    schedules: Annotated[tuple[ScheduleFile, ...], Field(min_length=1)]


class FeeFile(RulesFile):
    """The standard of one fee item.

    ``changed_by`` is the document that reduced, suspended, exempted or abolished it.
    """

    kind: Literal["fee"]
    department: Bilingual
    payer: Bilingual
    service: Bilingual
    legal_basis: Citations = ()
    price_document: PriceDocument | None = None
    state: State
    changed_by: PriceDocument | None = None
    refines: Id | None = None
    similar_to: tuple[Id, ...] = ()
    scales: dict[FactId, Annotated[tuple[BandFile, ...], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    standard: StandardFile | None = None
    reductions: tuple[ReductionFile, ...] = ()
    fee_policy: FeePolicy | None = None

    @model_validator(mode="after")
    def _coherent(self) -> FeeFile:
        if self.state != "in_force" and self.changed_by is None:
            raise refusal(
                f"state: {self.state} 须写明 changed_by（文件）|state: {self.state} needs changed_by, the document",
                "PB0202",
                remedy="请写 changed_by: {document: 文号, on: 日期}|"
                "write changed_by: {document: its number, on: a date}",
                at=("state",),
            )
        if self.state in ("in_force", "reduced") and self.standard is None:
            raise refusal(
                f"state: {self.state} 须写明收费标准 standard|state: {self.state} needs a standard",
                "PB0202",
                remedy="请写 standard: {rows: […]}；不再收费的，改 state|"
                "write standard: {rows: […]}, or change state if it is not charged",
                at=("state",),
            )
        return self


class InspectionFile(RulesFile):
    """The rules of inspection of one jurisdiction."""

    kind: Literal["inspection"]
    city: Bilingual | None = None
    limits: tuple[LimitFile, ...] = ()
    first_inspection: FirstInspectionFile | None = None


class TimeLimitFile(RulesFile):
    """The time limits of one approval or decision."""

    kind: Literal["time-limit"]
    department: Bilingual
    limits: Annotated[tuple[LimitRowFile, ...], Field(min_length=1)]
    promise: PromisePolicy | None = None
    not_counted: NotCountedRule | None = None


class StatutesFile(Header):
    """A catalogue of statutes."""

    kind: Literal["statutes"]
    statutes: tuple[StatuteFile, ...]


RuleFile: TypeAlias = PenaltyFile | GeneralFile | FeeFile | InspectionFile | TimeLimitFile
RulesetFile: TypeAlias = RuleFile | StatutesFile
FILES: dict[str, type[RulesetFile]] = {
    "penalty": PenaltyFile,
    "general": GeneralFile,
    "fee": FeeFile,
    "inspection": InspectionFile,
    "time-limit": TimeLimitFile,
    "statutes": StatutesFile,
}
"""The model of each ``kind``."""
