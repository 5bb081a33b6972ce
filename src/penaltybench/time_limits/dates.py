"""A row and a case give dates: the statutory last day, the promised one, and the extended one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from penaltybench.deadlines import CalendarError, beyond_the_calendar, count
from penaltybench.diagnostics import Diagnostic
from penaltybench.period import Period
from penaltybench.ruleset.models import Citation, ExtensionFile, SpanFile
from penaltybench.ruleset.time_limit import LimitRow
from penaltybench.time_limits.case import LimitCase


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a limit of ``days``, and how it was counted.

    ``start`` is not counted itself. ``left_out`` is the number of days (of working days, for a limit
    in ``working`` days) that did not count, ``postponed_from`` the holiday on which the limit would
    have ended.
    """

    days: int
    working: bool
    start: dt.date
    last: dt.date
    left_out: int
    postponed_from: dt.date | None
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class LimitDates:
    """The dates of one row.

    ``promised`` is None if nothing is promised. ``extended`` is the last day with the ``granted``
    days of extension (None: none were granted, or the row allows none), ``extendable`` the last day
    with all the days that the row allows. ``not_computed`` says why the latter is None although the
    row allows an extension.
    """

    row: LimitRow
    statutory: LastDay
    promised: LastDay | None
    extended: LastDay | None
    extendable: LastDay | None
    granted: int = 0
    not_computed: Diagnostic | None = None

    @property
    def in_force(self) -> LastDay:
        """The limit by which the authority must be done: extended, if an extension was granted."""
        return self.extended or self.statutory

    def overdue(self, day: dt.date) -> bool:
        """Return whether ``day`` lies after the limit."""
        return day > self.in_force.last

    def promise_kept(self, day: dt.date) -> bool | None:
        """Return whether ``day`` keeps the promise; None if nothing is promised."""
        return None if self.promised is None else day <= self.promised.last


def limit_dates(case: LimitCase, row: LimitRow) -> LimitDates:
    """Return the dates of ``row`` for ``case``.

    Raises CalendarError if they cannot be computed without a calendar, or one that reaches further.
    """
    stops = [one.period for one in case.not_counted]
    statutory = _of_span(case.started_on, row.statutory, stops)
    promised = None if row.promised is None else _of_span(case.started_on, row.promised, stops)
    extended = extendable = fault = None
    granted = granted_days(case, row)
    if row.extension is not None:
        if granted:
            extended = _extended(statutory, row.extension, granted, stops)
        try:
            extendable = _extended(statutory, row.extension, row.extension.days, stops)
        except CalendarError as error:
            # What merely could be granted must not keep people from the limit that they have.
            fault = error.diagnostics[0]
    return LimitDates(row, statutory, promised, extended, extendable, granted, fault)


def granted_days(case: LimitCase, row: LimitRow) -> int:
    """Return the days by which the limit was extended; 0 if that is more than the row allows."""
    if case.extended is False or row.extension is None:
        return 0
    days = row.extension.days if case.extended is True else case.extended
    return days if days <= row.extension.days else 0


def _last_day(
    start: dt.date,
    days: int,
    stops: Sequence[Period],
    *,
    working: bool,
    cite: tuple[Citation, ...],
) -> LastDay:
    try:
        counted = count(start, days, working=working, not_counted=stops)
    except OverflowError:
        raise beyond_the_calendar(dt.MAXYEAR + 1) from None
    return LastDay(
        days, working, start, counted.last, counted.left_out, counted.postponed_from, cite
    )


def _of_span(start: dt.date, span: SpanFile, stops: Sequence[Period]) -> LastDay:
    return _last_day(start, span.days, stops, working=span.working, cite=span.cite)


def _extended(
    statutory: LastDay, extension: ExtensionFile, days: int, stops: Sequence[Period]
) -> LastDay:
    """Return the extended limit: a longer one in the same unit, else a second one after the first."""
    working, cite = extension.working, extension.cite
    if working == statutory.working:
        days += statutory.days
        return _last_day(statutory.start, days, stops, working=working, cite=cite)
    return _last_day(statutory.last, days, stops, working=working, cite=cite)
