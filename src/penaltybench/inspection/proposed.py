"""What comes from outside besides the record: the inspection that is proposed, and the approved plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import Field

from penaltybench.diagnostics import CaseError
from penaltybench.enforcement.events import Date, Name, Year
from penaltybench.given import as_model, whole
from penaltybench.ruleset.models import InspectionForm, Model
from penaltybench.source import KeyPath, Source
from penaltybench.text import Text

M = TypeVar("M", bound=Model)


class PlanEntry(Model):
    """An inspection in a plan: of one enterprise or of every one, on some days or the whole year."""

    authority: Name
    enterprise: Name | None = None
    matter: Name | None = None
    start: Annotated[Date | None, Field(alias="from")] = None
    until: Annotated[Date | None, Field(alias="to")] = None

    def holds_on(self, day: dt.date) -> bool:
        """Return whether the inspection may take place on ``day`` of the plan's year."""
        return (self.start is None or self.start <= day) and (
            self.until is None or day <= self.until
        )


class Plan(Model):
    """The approved plan of inspections (行政检查计划) of one year."""

    year: Year
    approved_by: Name | None = None
    approved_on: Date | None = None
    document: Name | None = None
    entries: tuple[PlanEntry, ...] = ()


class Proposed(Model):
    """An inspection that an authority wants to make, or has made.

    ``rules`` is the id of the rules of inspection. ``notified_on`` is the day of the notice, if one was
    given. ``violation`` is what was found, if it is asked whether correction comes first for it. ``facts``
    are those that the rules declare; one that is not there is unknown.
    """

    rules: str
    enterprise: Name
    authority: Name
    matter: Name | None = None
    on: Date
    form: InspectionForm | None = None
    notified_on: Date | None = None
    violation: Name | None = None
    facts: Mapping[str, Any] = Field(default_factory=dict)
    note: str | None = None


def read_proposed(path: Path | str) -> Proposed:
    """Return the proposed inspection in a YAML or JSON file; raises CaseError with every fault."""
    source = whole(path)
    return proposed_from_tree(source.tree, source)


def read_plan(path: Path | str) -> Plan:
    """Return the plan in a YAML or JSON file; raises CaseError with every fault."""
    source = whole(path)
    return plan_from_tree(source.tree, source)


def proposed_from_data(data: Mapping[str, Any]) -> Proposed:
    """Return the proposed inspection that a program gives as a mapping, or raise CaseError."""
    return proposed_from_tree(dict(data), Source("case"))


def plan_from_data(data: Mapping[str, Any]) -> Plan:
    """Return the plan that a program gives as a mapping, or raise CaseError."""
    return plan_from_tree(dict(data), Source("plan"))


def proposed_from_tree(tree: object, source: Source, at: KeyPath = ()) -> Proposed:
    """Return the proposed inspection that ``tree`` (standing at ``at`` in ``source``) writes.

    Raises CaseError with the place of every fault.
    """
    called = Text("拟进行的检查", "a proposed inspection")
    return as_model(Proposed, tree, source, at, "rules, enterprise, authority, on", called)


def plan_from_tree(tree: object, source: Source, at: KeyPath = ()) -> Plan:
    """Return the plan that ``tree`` (standing at ``at`` in ``source``) writes, or raise CaseError."""
    called = Text("检查计划", "a plan of inspections")
    plan = as_model(Plan, tree, source, at, "year, entries", called)
    probe = Source(source.file, source.tree, source.positions)
    for index, entry in enumerate(plan.entries):
        for key, day in (("from", entry.start), ("to", entry.until)):
            if day is not None and day.year != plan.year:
                probe.report(
                    "PB0309",
                    Text(
                        f"{day} 不在计划的年度 {plan.year} 之内",
                        f"{day} lies outside the year of the plan, {plan.year}",
                    ),
                    Text("请核对日期和年度", "check the date and the year"),
                    (*at, "entries", index, key),
                )
        if entry.start is not None and entry.until is not None and entry.until < entry.start:
            probe.report(
                "PB0309",
                Text(
                    f"终了之日 {entry.until} 早于开始之日 {entry.start}",
                    f"it ends on {entry.until}, before it starts on {entry.start}",
                ),
                Text("请核对日期", "check the dates"),
                (*at, "entries", index, "to"),
            )
    if probe.diagnostics:
        raise CaseError(probe.diagnostics)
    return plan
