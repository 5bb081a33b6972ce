"""Fee items (行政事业性收费): standards, status and reductions as an author writes them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from penaltybench.ruleset.literals import (
    Bilingual,
    Day,
    Fen,
    Flag,
    RateInterval,
    refusal,
)
from penaltybench.ruleset.models.charges import ChargeFile, in_unit, listed
from penaltybench.ruleset.models.common import Citations, Force, Id, Model, one_of, readable
from penaltybench.ruleset.models.facts import ConditionFile, ConditionSource

State = Literal["in_force", "reduced", "suspended", "exempt", "abolished"]
"""Whether an item is charged: 执行, 降低标准, 停征, 免征, 取消."""


class FeeRowFile(Model):
    """A row of a fee standard: what is charged when; several parts are added up."""

    id: Id
    label: Bilingual | None = None
    when: ConditionSource = ConditionFile()
    charge: Annotated[
        tuple[ChargeFile, ...],
        BeforeValidator(listed, json_schema_input_type=ChargeFile | tuple[ChargeFile, ...]),
        Field(min_length=1),
    ]
    cite: Citations = ()


class StandardFile(Model):
    """The rows of a fee standard."""

    hit: Literal["unique", "first"] = "unique"
    rows: Annotated[tuple[FeeRowFile, ...], Field(min_length=1)]
    cite: Citations = ()


class ReductionFile(Model):
    """A reduction: ``by`` a share or a range of shares, ``less`` an amount, or ``exempt``."""

    id: Id
    label: Bilingual
    when: ConditionSource = ConditionFile()
    force: Force = "shall"
    by: RateInterval | None = None
    less: Fen | None = None
    exempt: Flag = False
    start: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    document: str | None = None
    cite: Citations = ()

    @model_validator(mode="before")
    @classmethod
    def _one_way(cls, data: Any) -> Any:
        if readable(cls, data):
            ways = {key: data.get(key) for key in ("by", "less")}
            ways["exempt"] = None if data.get("exempt") in (None, "false") else data["exempt"]
            one_of(
                ways,
                ("by", "less", "exempt"),
                "减一定比例的写 by，减一定数额的写 less，全免的写 exempt: true|"
                "by for a share, less for an amount, exempt: true for all of it",
            )
            in_unit(data, "by", "%")
        return data

    @model_validator(mode="after")
    def _possible(self) -> ReductionFile:
        if self.by is not None and self.by.high is not None and self.by.high > 1:
            raise refusal(
                "减征超过 100%|a reduction above 100%",
                remedy="请核对比例；全部免征的写 exempt: true|"
                "check the share; exempt: true takes off all",
                at=("by",),
            )
        if self.start and self.until and self.until < self.start:
            raise refusal(
                "失效日期早于生效日期|until lies before from",
                "PB0205",
                remedy="请核对两个日期|check the two dates",
                at=("until",),
            )
        return self


class PriceDocument(Model):
    """The document that sets or changes a standard (文号)."""

    document: str
    by: str | None = None
    on: Day | None = None
    url: str | None = None


class Declared(Model):
    """A rule that a jurisdiction declares, with its source."""

    rule: str
    label: Bilingual | None = None
    cite: Citations = ()


class Discretionary(Declared):
    """A standard that is a range is charged at its lower bound."""

    rule: Literal["lower_bound"]


class HigherEnds(Declared):
    """An item that a higher authority abolished, suspended or exempted is not charged here."""

    rule: Literal["not_charged"]


class LowestStandard(Declared):
    """Of the standards of all layers the lowest is charged."""

    rule: Literal["lowest"]


class SimilarEnds(Declared):
    """An item that is similar to an abolished one is abolished with it."""

    rule: Literal["not_charged"]


class Together(Declared):
    """What several reductions do together.

    ``largest``: only the one that leaves least; ``successive``: each on what the last one left;
    ``added``: the shares and amounts are added up, never below nothing.
    """

    rule: Literal["largest", "successive", "added"]


class Unlisted(Declared):
    """An item that is not in the catalogue is not charged."""

    rule: Literal["not_charged"]


class FeePolicy(Model):
    """The rules by which a jurisdiction binds what is charged. What is absent is not a rule there."""

    discretionary: Discretionary | None = None
    higher_ends: HigherEnds | None = None
    standard: LowestStandard | None = None
    similar: SimilarEnds | None = None
    reductions: Together | None = None
    unlisted: Unlisted | None = None
