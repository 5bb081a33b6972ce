"""A case whose time limit is asked for: which limit, since when, and what is known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from penaltybench.case import Day
from penaltybench.given import as_model, whole
from penaltybench.period import Period
from penaltybench.ruleset.literals import refusal
from penaltybench.source import KeyPath, Source


class _Frozen(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, hide_input_in_errors=True
    )


class NotCounted(_Frozen):
    """Days on which the limit did not run, the first and the last included, and why."""

    start: Annotated[Day, Field(alias="from")]
    end: Annotated[Day, Field(alias="to")]
    reason: str | None = None

    @model_validator(mode="after")
    def _order_of_days(self) -> NotCounted:
        if self.end < self.start:
            raise refusal(
                "终了之日早于开始之日|the period ends before it starts",
                "PB0309",
                remedy="请核对日期|check the dates",
                at=("to",),
            )
        return self

    @property
    def period(self) -> Period:
        """The days."""
        return Period(self.start, self.end)


def _extended(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, int) and 0 < value <= 36_600:
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 5:
        return _extended(int(value))
    raise refusal(
        "extended 应为 true、false，或者准予延长的日数|"
        "extended is true, false, or the number of days that were granted",
        remedy="写 true：准予延长法律允许的全部日数|true: all the days that the law allows were granted",
    )


class LimitCase(_Frozen):
    """A case whose time limit is asked for.

    ``limit`` is the id of a ruleset of time limits, ``started_on`` the day from which the limit runs
    (受理或者立案之日); that day itself is not counted. ``facts`` maps fact ids to values as in
    :class:`penaltybench.Case`; a fact that is not there is unknown. ``extended`` says whether an
    extension was approved: True for all the days that the law allows, or their number.
    ``not_counted`` are periods in which the limit did not run. ``done_on`` is the day on which the
    authority decided, None if it has not.

    Raises pydantic.ValidationError on a wrong shape; :func:`read_limit_case` gives diagnostics instead.
    """

    limit: str
    started_on: Day
    facts: Mapping[str, Any] = Field(default_factory=dict)
    extended: Annotated[bool | int, BeforeValidator(_extended)] = False
    not_counted: tuple[NotCounted, ...] = ()
    done_on: Day | None = None
    note: str | None = None


def read_limit_case(path: Path | str) -> LimitCase:
    """Return the case in a YAML or JSON file; raises CaseError with the place of every fault."""
    source = whole(path)
    return limit_case_from_tree(source.tree, source)


def limit_case_from_data(data: Mapping[str, Any]) -> LimitCase:
    """Return the case that a program gives as a mapping; raises CaseError with every fault."""
    return limit_case_from_tree(dict(data), Source("case"))


def limit_case_from_tree(tree: Any, source: Source, at: KeyPath = ()) -> LimitCase:
    """Return the case that ``tree`` (standing at ``at`` in ``source``) writes, or raise CaseError."""
    return as_model(LimitCase, tree, source, at, "limit, started_on, facts")
