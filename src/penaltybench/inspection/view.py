"""What record and plan say of a proposed inspection as of its day, and nothing later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from penaltybench.enforcement import (
    Approval,
    Inspection,
    Order,
    PlanEntered,
    Protection,
    Record,
    looked_back,
)
from penaltybench.inspection.proposed import Plan, PlanEntry, Proposed
from penaltybench.ruleset.models import WithinFile


@dataclass(frozen=True, slots=True)
class Planned:
    """An inspection of the enterprise that is planned for the year: an entry of the plan or an event."""

    entry: PlanEntry
    event: str | None = None
    number: int | None = None


@dataclass(frozen=True)
class View:
    """The record and the plan, seen from the day of the proposed inspection.

    The inspection itself may be on record already (``own``): it does not count against itself. A plan
    that was approved later is none yet.
    """

    proposed: Proposed
    record: Record
    plan: Plan | None

    @property
    def day(self) -> dt.date:
        """The day of the proposed inspection."""
        return self.proposed.on

    @cached_property
    def own(self) -> tuple[Inspection, ...]:
        """The proposed inspection as it stands on record: same authority, matter and day."""
        same_day = self.record.of_kind(
            Inspection, self.proposed.enterprise, since=self.day, until=self.day
        )
        return tuple(
            event
            for event in same_day
            if event.authority == self.proposed.authority
            and same_matter(event.matter, self.proposed.matter)
        )

    def earlier(self, within: WithinFile | None) -> tuple[Inspection, ...]:
        """Return the inspections of the enterprise before the day, within the span (None: ever)."""
        span = looked_back(self.day, within)
        if span is None:
            return ()
        return self.record.of_kind(
            Inspection, self.proposed.enterprise, since=span.start, until=span.end
        )

    @cached_property
    def current_plan(self) -> Plan | None:
        """The plan, unless it was approved only after the day."""
        plan = self.plan
        if plan is None or (plan.approved_on is not None and plan.approved_on > self.day):
            return None
        return plan

    @cached_property
    def planned(self) -> tuple[Planned, ...]:
        """Everything that is planned for the enterprise in the year of the inspection."""
        return (*self._in_plan(), *self._on_record())

    def _in_plan(self) -> Iterator[Planned]:
        entries = self.current_plan.entries if self.current_plan is not None else ()
        for number, entry in enumerate(entries, start=1):
            if entry.enterprise in (None, self.proposed.enterprise):
                yield Planned(entry, number=number)

    def _on_record(self) -> Iterator[Planned]:
        entered = self.record.of_kind(PlanEntered, self.proposed.enterprise, until=self.day)
        for event in entered:
            if event.year == self.day.year:
                entry = PlanEntry(authority=event.authority, matter=event.matter)
                yield Planned(entry, event=event.id)

    def protections(self) -> tuple[Protection, ...]:
        """Return the protection periods in which the day lies."""
        begun = self.record.of_kind(Protection, self.proposed.enterprise, until=self.day)
        return tuple(event for event in begun if self.day <= event.until)

    def approvals(self) -> tuple[Approval, ...]:
        """Return the approvals that the authority had obtained by the day, used up or not."""
        given = self.record.of_kind(Approval, self.proposed.enterprise, until=self.day)
        return tuple(event for event in given if event.authority == self.proposed.authority)

    def orders(self, as_of: dt.date) -> tuple[Order, ...]:
        """Return the orders to correct that follow from the inspection, given by ``as_of``.

        Once the inspection is on record these are the orders that name it. Before, they are those of
        the authority from the day on that name no inspection. If the proposal names a violation, orders for
        another one are left out.
        """
        issued = self.record.of_kind(Order, self.proposed.enterprise, since=self.day, until=as_of)
        names = {event.id for event in self.own}
        return tuple(
            order
            for order in issued
            if (
                order.inspection in names
                if names
                else order.inspection is None and order.authority == self.proposed.authority
            )
            and same_matter(order.violation, self.proposed.violation)
        )


def same_matter(one: str | None, other: str | None) -> bool:
    """Return whether two matters are the same; one that is not named is the same as any."""
    return one is None or other is None or one == other
