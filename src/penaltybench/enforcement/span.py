"""Spans of days that are looked back over: within a year, six months, thirty days, this year."""

from __future__ import annotations

import calendar
import datetime as dt

from penaltybench.period import Period
from penaltybench.ruleset.models import WithinFile


def looked_back(day: dt.date, within: WithinFile | None) -> Period | None:
    """Return the days before ``day`` that lie within the span; all of them if there is no span.

    The day itself is excluded, the same day of an earlier month or year is included; where that month
    is shorter its last day takes the place (民法典 art. 202, counted backwards). None: there is no such day.
    """
    if day == dt.date.min:
        return None
    end = day - dt.timedelta(days=1)
    start = dt.date.min if within is None else _start(day, within)
    return Period(start, end) if start <= end else None


def _start(day: dt.date, within: WithinFile) -> dt.date:
    if within.calendar_year:
        return dt.date(day.year, 1, 1)
    if within.days is not None:
        return dt.date.fromordinal(max(day.toordinal() - within.days, 1))
    months = within.months if within.months is not None else 12 * (within.years or 0)
    number = day.year * 12 + day.month - 1 - months
    year, month = number // 12, number % 12 + 1
    if year < 1:
        return dt.date.min
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
