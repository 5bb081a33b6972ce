"""Days that people type, and the last day of a period that runs from one."""

from __future__ import annotations

import datetime as dt

from penaltybench.cli.faults import Refused
from penaltybench.deadlines import CalendarError, deadline
from penaltybench.period import parse_date
from penaltybench.procedure import Step
from penaltybench.text import Text


def day_of(text: str) -> dt.date:
    """Return the day that ``2024-05-26`` writes; refuse anything else."""
    try:
        return parse_date(text)
    except ValueError:
        raise Refused(
            Text(f"“{text}”不是日期", f"“{text}” is not a date"),
            Text("日期应写作 2024-05-26", "a date is written 2024-05-26"),
        ) from None


def last_day(step: Step, start: dt.date) -> dt.date | Text | None:
    """Return the last day of the step's period after ``start``, or why it cannot be computed.

    None if the step has no period.
    """
    if step.days is None:
        return None
    try:
        return deadline(start, step.days, working=step.working)
    except CalendarError as error:
        return error.diagnostics[0].message
    except OverflowError:
        return Text("超出日历的范围", "beyond the calendar")
