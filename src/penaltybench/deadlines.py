"""Dates that follow from a number of days, in calendar days or in working days.

Working days in China depend on the arrangement that the State Council publishes for each year; they
come from the maintained library ``chinesecalendar`` (extra ``calendar``), which knows the years that have
been published and no others. A day outside its coverage is refused, not guessed.
"""

from __future__ import annotations

import datetime as dt

from penaltybench.diagnostics import Diagnostic, PenaltybenchError, Place
from penaltybench.text import Text


class CalendarError(PenaltybenchError):
    """A deadline in working days could not be computed."""


def deadline(start: dt.date, days: int, *, working: bool = False) -> dt.date:
    """Return the last day of a period of ``days`` that begins on the day after ``start``.

    The first day is not counted (行政处罚法 2021 art. 85 with 民法典 art. 201). Where the last day is a
    holiday a period in calendar days ends on the next working day (民法典 art. 203). Raises
    CalendarError if working days are needed and the calendar is not installed or does not
    reach that far.
    """
    if days < 0:
        raise ValueError("a period cannot have a negative number of days")
    if not working:
        return _next_working_day(start + dt.timedelta(days=days))
    day = start
    for _ in range(days):
        day += dt.timedelta(days=1)
        while not is_working_day(day):
            day += dt.timedelta(days=1)
    return day


def _next_working_day(day: dt.date) -> dt.date:
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day


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
        raise CalendarError(
            [
                Diagnostic(
                    "PB0602",
                    Text(
                        f"节假日历没有 {day.year} 年的安排",
                        f"the calendar of holidays has no arrangement for {day.year}",
                    ),
                    Text(
                        "待国务院公布该年安排后更新 chinesecalendar",
                        "update chinesecalendar when the arrangement of that year is published",
                    ),
                    Place("calendar"),
                )
            ]
        ) from None


def coverage() -> tuple[int, int]:
    """Return the first and the last year that the installed calendar knows."""
    import chinese_calendar.constants

    years = {day.year for day in chinese_calendar.constants.holidays}
    return min(years), max(years)
