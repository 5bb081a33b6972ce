"""Penalties, bases, tiers, points and schedules as an author writes them."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from penaltybench.interval import Interval
from penaltybench.ruleset.literals import Bilingual, Percent, parse_interval, parsed, refusal
from penaltybench.ruleset.models.amounts import FineRange, TierFine
from penaltybench.ruleset.models.common import (
    Citation,
    Citations,
    FactId,
    Grade,
    Id,
    Model,
    PenaltyKind,
)
from penaltybench.ruleset.models.facts import ConditionFile, ConditionSource


def _days(value: Any) -> Any:
    return parsed(_parse_days, value) if isinstance(value, str) else value


def _parse_days(text: str) -> Interval[int]:
    days = parse_interval(text, lambda end: int(end) if end.isdecimal() else _not_days())
    if days.is_empty or days.low is None or days.high is None:
        raise ValueError("区间为空或缺少一端|an interval that is empty or lacks an end")
    return days


def _not_days() -> int:
    raise ValueError("不是天数|not a number of days")


Days = Annotated[
    Interval[int],
    BeforeValidator(_days),
    WithJsonSchema(
        {"type": ["string", "integer"], "description": "[5..10], or one number of days"}
    ),
]


class PenaltyTerm(Model):
    """Whether a penalty kind must or may be imposed, and for how many days."""

    force: Literal["must", "may"]
    days: Days | None = None


PenaltyTermSource = Annotated[
    PenaltyTerm,
    BeforeValidator(
        lambda value: {"force": value} if isinstance(value, str) else value,
        json_schema_input_type=Literal["must", "may"] | PenaltyTerm,
    ),
]


class Penalties(Model):
    """Penalty kinds of 行政处罚法 art. 9 other than the fine."""

    warning: PenaltyTermSource | None = None
    criticism: PenaltyTermSource | None = None
    confiscate_gains: PenaltyTermSource | None = None
    confiscate_goods: PenaltyTermSource | None = None
    suspend_licence: PenaltyTermSource | None = None
    downgrade: PenaltyTermSource | None = None
    revoke_licence: PenaltyTermSource | None = None
    restrict_business: PenaltyTermSource | None = None
    suspend_business: PenaltyTermSource | None = None
    close: PenaltyTermSource | None = None
    restrict_employment: PenaltyTermSource | None = None
    detain: PenaltyTermSource | None = None

    def terms(self) -> tuple[tuple[PenaltyKind, PenaltyTerm], ...]:
        """Return the kinds that are named, in the order of the Act."""
        found = ((kind, getattr(self, kind.value)) for kind in PenaltyKind)
        return tuple((kind, term) for kind, term in found if term is not None)


class Allows(Penalties):
    """What a statute permits or requires."""

    fine: FineRange | None = None


class BasisFile(Model):
    """The article that punishes, when it does, and with what."""

    id: Id
    statute: Citation
    when: ConditionSource = ConditionFile()
    allows: Allows
    orders: tuple[Bilingual, ...] = ()


class RowFile(Model):
    """A tier (档次): one row of a table."""

    id: Id
    grade: Grade
    label: Bilingual | None = None
    when: ConditionSource = ConditionFile()
    basis: tuple[Id, ...] = ()
    fine: TierFine | None = None
    also: Penalties = Penalties()
    orders: tuple[Bilingual, ...] = ()
    ground: Citation | None = None
    cite: Citations = ()


class TiersFile(Model):
    """A table of tiers."""

    select: Literal["facts", "grade"] = "facts"
    hit: Literal["unique", "first"] = "unique"
    rows: Annotated[tuple[RowFile, ...], Field(min_length=1)]
    cite: Citations = ()


class FactorFile(Model):
    """A factor: unary tests on one fact, each with its percentage."""

    fact: FactId
    label: Bilingual | None = None
    scale: Annotated[dict[str, Percent], Field(min_length=1)]


def _start(value: Any) -> Any:
    return None if value == "minimum/maximum" else value


class PointsFile(Model):
    """A table of points; ``start`` None is minimum ÷ maximum."""

    start: Annotated[
        Percent | None,
        BeforeValidator(_start),
        WithJsonSchema({"type": "string", "description": "20%, or minimum/maximum"}),
    ]
    method: Literal["total_of_maximum", "position"]
    at_most: Percent = Fraction(1)
    factors: Annotated[tuple[FactorFile, ...], Field(min_length=1)]
    cite: Citations = ()


class ScheduleFile(Model):
    """A schedule (裁量表): a respondent, the bases, and one table."""

    id: Id
    respondent: Id
    label: Bilingual | None = None
    when: ConditionSource = ConditionFile()
    sets: dict[
        FactId, Annotated[str, WithJsonSchema({"type": ["string", "number", "boolean"]})]
    ] = Field(default_factory=dict)
    basis: Annotated[tuple[BasisFile, ...], Field(min_length=1)]
    tiers: TiersFile | None = None
    points: PointsFile | None = None
    table_of: Id | None = None

    @model_validator(mode="after")
    def _one_table(self) -> ScheduleFile:
        if sum(table is not None for table in (self.tiers, self.points, self.table_of)) != 1:
            raise refusal(
                "应写 tiers、points、table_of 之一|one of tiers, points, table_of is needed"
            )
        return self
