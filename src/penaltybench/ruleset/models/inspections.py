"""Inspections (行政检查): limits and the first inspection as an author writes them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from penaltybench.interval import Interval
from penaltybench.ruleset.literals import Bilingual, Count, Flag, parse_interval, parsed, refusal
from penaltybench.ruleset.models.common import Citations, Id, Model, one_of
from penaltybench.ruleset.models.facts import ConditionFile, ConditionSource

Otherwise = Literal["notice", "approval", "forbidden"]
"""What an inspection that meets a limit needs: a notice, prior approval; or it may not take place."""

InspectionForm = Literal["on_site", "off_site"]
"""How an inspection is made: on the premises (现场), or from afar (非现场)."""


def _read_days(value: Any) -> Any:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 31:
            raise ValueError(
                "不是月中的日（1 至 31，或 [1..15]）|not a day of the month (1 to 31, or [1..15])"
            )
        return int(text)

    if not isinstance(value, str):
        return value
    days = parsed(lambda text: parse_interval(text, number), value)
    if days.low is None or days.high is None or not any(day in days for day in range(1, 32)):
        raise refusal(
            f"“{value}”缺少一端，或者其中没有一日|“{value}” lacks an end, or holds no day",
            remedy="请写作 [1..15]，两端都包括在内|write [1..15], which includes both ends",
        )
    return days


DaysOfMonth = Annotated[
    Interval[int],
    BeforeValidator(_read_days),
    WithJsonSchema({"type": "string", "description": "days of the month: [1..15]"}),
]


class WithinFile(Model):
    """A span that is looked back over from the day of the inspection, that day excluded.

    ``years``, ``months`` or ``days``; or ``calendar_year``, from 1 January on.
    """

    years: Annotated[Count, Field(ge=1, le=100)] | None = None
    months: Annotated[Count, Field(ge=1, le=1200)] | None = None
    days: Annotated[Count, Field(ge=1, le=36_600)] | None = None
    calendar_year: Flag = False

    @model_validator(mode="after")
    def _one_way(self) -> WithinFile:
        one_of(
            {key: getattr(self, key) or None for key in type(self).model_fields},
            ("years", "months", "days", "calendar_year"),
            "如 within: {years: 1}|such as within: {years: 1}",
        )
        return self


class LimitFile(Model):
    """A limit on inspections.

    ``plan``: the inspection stands in the approved plan of the year. ``one_city``: no other authority of
    the city has inspected the same matter ``within`` the span, or has it in the plan. ``quiet_days``: not on
    these ``days`` of the month. ``frequency``: at most ``at_most`` inspections ``within`` the span,
    this one included. ``protection``: not while the enterprise is in a protection period.

    ``counts`` names the occasions and ``form`` the form of the inspections that count (all, if
    absent), for ``frequency`` and ``one_city``; ``by`` says whose inspections a ``frequency`` counts.
    """

    id: Id
    limit: Literal["plan", "one_city", "quiet_days", "frequency", "protection"]
    label: Bilingual
    when: ConditionSource = ConditionFile()
    unless: ConditionSource | None = None
    otherwise: Otherwise
    days: DaysOfMonth | None = None
    at_most: Count | None = None
    within: WithinFile | None = None
    counts: tuple[str, ...] = ()
    form: InspectionForm | None = None
    by: Literal["same_authority", "any_authority"] = "same_authority"
    cite: Citations = ()

    @model_validator(mode="after")
    def _complete(self) -> LimitFile:
        wanted = {
            "quiet_days": {"days"},
            "frequency": {"at_most", "within"},
            "one_city": {"within"},
        }.get(self.limit, set())
        given = {key for key in ("days", "at_most", "within") if getattr(self, key) is not None}
        lacking = sorted(wanted - given)
        if lacking:
            zh, en = "、".join(lacking), ", ".join(lacking)
            raise refusal(
                f"limit: {self.limit} 缺少 {zh}|limit: {self.limit} lacks {en}",
                "PB0202",
                remedy=f"请补写 {zh}|add {en}",
            )
        used = {"frequency": {"counts", "form", "by"}, "one_city": {"counts", "form"}}
        given |= self.model_fields_set & {"counts", "form", "by"}
        idle = sorted(given - wanted - used.get(self.limit, set()))
        if idle:
            zh, en = "、".join(idle), ", ".join(idle)
            raise refusal(
                f"limit: {self.limit} 不用 {zh}|limit: {self.limit} has no use for {en}",
                remedy=f"请删去 {zh}，或者核对 limit|remove {en}, or check limit",
                at=(idle[0],),
            )
        return self


class FirstInspectionFile(Model):
    """At a first inspection correction is ordered first (首查先行责令改正).

    An inspection is the first if there is none before it: by the same or by any authority, ever
    or ``within`` a span. ``unless`` names what lets a penalty follow at once.
    """

    label: Bilingual
    then: Literal["correct_first"] = "correct_first"
    by: Literal["same_authority", "any_authority"] = "any_authority"
    within: WithinFile | None = None
    unless: ConditionSource | None = None
    cite: Citations = ()
