"""Circumstances, what they do, and procedure as an author writes them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema, model_validator

from penaltybench.ruleset.literals import Bilingual, Count, Day, Fen, Flag, Percent, refusal
from penaltybench.ruleset.models.amounts import EndSource
from penaltybench.ruleset.models.common import (
    Citations,
    Effect,
    Force,
    Grade,
    Id,
    Model,
    PenaltyKind,
)
from penaltybench.ruleset.models.facts import ConditionFile, ConditionSource, TestSource


class CircumstanceFile(Model):
    """A circumstance (情节) and what it does."""

    id: Id
    effect: Effect
    force: Force = "shall"
    label: Bilingual
    when: ConditionSource | None = None
    absolute: Flag = False
    overrides: tuple[Id, ...] = ()
    needs: tuple[Literal["reasons", "deliberation"], ...] = ()
    cite: Citations = ()


class Adjustment(Model):
    """What one effect does to the amount: ``to`` an end, ``up_to`` a share, or ``shift`` of tiers."""

    to: Literal["low", "high"] | None = None
    up_to: Percent | None = None
    of: Literal["minimum", "maximum"] | None = None
    shift: Annotated[Literal["1", "-1"], WithJsonSchema({"enum": [1, -1, "1", "-1"]})] | None = None
    needs: tuple[Literal["reasons", "deliberation"], ...] = ()
    cite: Citations = ()

    @model_validator(mode="after")
    def _one_way(self) -> Adjustment:
        if sum(way is not None for way in (self.to, self.up_to, self.shift)) != 1:
            raise refusal("应写 to、up_to、shift 之一|one of to, up_to, shift is needed")
        if (self.up_to is not None) != (self.of is not None):
            raise refusal("up_to 应与 of 同写|up_to goes with of")
        return self


class Adjust(Model):
    """The adjustments by effect."""

    severe: Adjustment | None = None
    lenient: Adjustment | None = None
    mitigated: Adjustment | None = None


class Weighing(Model):
    """What circumstances for and against the party do together."""

    conflict: Literal["deliberate", "offset", "aggravating_first", "mitigating_first"] = (
        "deliberate"
    )
    two_or_more: Literal["bound"] | None = None
    cite: Citations = ()


class Cap(Model):
    """A policy cap above the table."""

    at: EndSource
    label: Bilingual
    unless: ConditionSource | None = None
    cite: Citations = ()


class Rounding(Model):
    """The unit of amounts and how they are rounded to it."""

    unit: Annotated[Fen, Field(gt=0)]
    mode: Literal["down", "up", "half_up", "half_even"]
    cite: Citations = ()


class LatePayment(Model):
    """The surcharge for late payment: a share of the fine per day, up to a share of the fine."""

    per_day: Percent
    at_most: Percent | None = None
    cite: Citations = ()


class OneAct(Model):
    """Which norm fines one act that breaks several: the one that allows the higher fine."""

    rule: Literal["higher_fine"]
    cite: Citations


class CountedTwice(Model):
    """A fact that the source itself lets both select the tier and move the amount inside it."""

    fact: str
    cite: Citations


class Combined(Model):
    """The most that several acts decided together may come to: fines in sum, days of detention."""

    fine_at_most: Fen | None = None
    detention_at_most: Count | None = None
    label: Bilingual
    cite: Citations = ()


class ChoiceOfEdition(Model):
    """Which edition governs when the standard has changed since the conduct."""

    rule: Literal["lighter", "conduct", "decision", "filing"]
    cite: Citations = ()


class ProcedureFile(Model):
    """A step of procedure, and when it follows."""

    id: Id
    step: Literal[
        "on_the_spot", "hearing", "legal_review", "deliberation", "reasons", "deadline", "other"
    ]
    label: Bilingual
    when: ConditionSource = ConditionFile()
    fine: TestSource | None = None
    kinds: tuple[PenaltyKind, ...] = ()
    grades: tuple[Grade, ...] = ()
    without_other: Flag = False
    days: Count | None = None
    working: Flag = False
    cite: Citations = ()


class StatuteEdition(Model):
    """A dated text of a statute, and the number of its last article if known."""

    dated: Day
    articles: Count | None = None


class StatuteFile(Model):
    """A statute or document that citations may name."""

    name: str
    title: str
    rank: Literal["law", "regulation", "local-regulation", "rule", "document"]
    editions: tuple[StatuteEdition, ...] = ()
    note: str | None = None
