"""Dates that follow from a number of days, in calendar days or in working days.

Working days in China depend on the arrangement that the State Council publishes for each year; they
come from the maintained library ``chinesecalendar`` (extra ``calendar``), which knows the years that have
been published and no others. A day outside its coverage is refused, not guessed.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from penaltybench.diagnostics import Diagnostic, PenaltybenchError, Place
from penaltybench.period import Period
from penaltybench.text import Text


class CalendarError(PenaltybenchError):
    """A deadline in working days could not be computed."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The last day of a period, and how it was reached.

    ``left_out`` is the number of days that would have counted, had the period run on them.
    ``postponed_from`` is the holiday on which a period in calendar days would have ended (None: it
    ends on a working day).
    """

    last: dt.date
    left_out: int = 0
    postponed_from: dt.date | None = None


def deadline(
    start: dt.date, days: int, *, working: bool = False, not_counted: Iterable[Period] = ()
) -> dt.date:
    """Return the last day of a period of ``days`` that begins on the day after ``start``.

    The first day is not counted (行政处罚法 2021 art. 85 with 民法典 art. 201). Where the last day is a
    holiday a period in calendar days ends on the next working day (民法典 art. 203). The period does
    not run on days ``not_counted`` (行政许可法 art. 45), which may overlap and be in any order.
    Raises CalendarError if working days are needed and the calendar is not installed or does not
    reach that far, OverflowError beyond the year 9999.
    """
    return count(start, days, working=working, not_counted=not_counted).last


def count(
    start: dt.date, days: int, *, working: bool = False, not_counted: Iterable[Period] = ()
) -> Counted:
    """Return the last day as :func:`deadline` does, with how it was reached."""
    if days < 0:
        raise ValueError("a period cannot have a negative number of days")
    stops = _Stops(not_counted)
    day, left, left_out = start, days, 0
    while left:
        day += dt.timedelta(days=1)
        stop = stops.around(day)
        if stop is None:
            left -= not working or is_working_day(day)
        elif working:
            left_out += is_working_day(day)
        else:
            end = stop.end or dt.date.max
            left_out += (end - day).days + 1
            day = end
    last = day
    while not working and (not is_working_day(last) or (last > day and stops.around(last))):
        last += dt.timedelta(days=1)
    return Counted(last, left_out, None if last == day else day)


class _Stops:
    """Periods that are looked up by day."""

    def __init__(self, periods: Iterable[Period]) -> None:
        self.periods: list[Period] = []
        for period in sorted(periods, key=lambda one: (one.start, one.end or dt.date.max)):
            if self.periods and period.start in self.periods[-1]:
                known = self.periods[-1]
                ends = (known.end, period.end)
                end = None if None in ends else max(end for end in ends if end is not None)
                self.periods[-1] = Period(known.start, end)
            else:
                self.periods.append(period)
        self.starts = [period.start for period in self.periods]

    def around(self, day: dt.date) -> Period | None:
        """Return the period in which the day lies, if any."""
        index = bisect_right(self.starts, day) - 1
        return self.periods[index] if index >= 0 and day in self.periods[index] else None


def is_working_day(day: dt.date) -> bool:
    """Return whether people work on ``day`` in mainland China; raises CalendarError if unknown."""
    try:
        import chinese_calendar
    except ModuleNotFoundError:
        raise CalendarError(
            [
                Diagnostic(
                    "PB0601",
                    Text("没有安装节假日历", "the calendar of holidays is not installed"),
                    Text(
                        "请安装：pip install penaltybench[calendar]",
                        "install it: pip install penaltybench[calendar]",
                    ),
                    Place("calendar"),
                )
            ]
        ) from None
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        raise beyond_the_calendar(day.year) from None


def beyond_the_calendar(year: int) -> CalendarError:
    """Return the error that the calendar does not know a year."""
    return CalendarError(
        [
            Diagnostic(
                "PB0602",
                Text(
                    f"节假日历没有 {year} 年的安排",
                    f"the calendar of holidays has no arrangement for {year}",
                ),
                Text(
                    "待国务院公布该年安排后更新 chinesecalendar",
                    "update chinesecalendar when the arrangement of that year is published",
                ),
                Place("calendar"),
            )
        ]
    )


def coverage() -> tuple[int, int]:
    """Return the first and the last year that the installed calendar knows."""
    import chinese_calendar.constants

    years = {day.year for day in chinese_calendar.constants.holidays}
    return min(years), max(years)
