"""Days and periods of days."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to ``end``, both included; ``end`` None means still open."""

    start: dt.date
    end: dt.date | None = None

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    def overlaps(self, other: Period) -> bool:
        """Return whether a day lies in both periods."""
        latest_start = max(self.start, other.start)
        return latest_start in self and latest_start in other


def parse_date(text: str) -> dt.date:
    """Return the day of ``2026-03-01``; raises ValueError with ``zh|en`` reason."""
    try:
        if _DATE.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError("不是日期|not a date")


def format_date_zh(day: dt.date) -> str:
    """Return the day as ``2026年3月1日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def completed_years(start: dt.date, end: dt.date) -> int:
    """Return the full years from ``start`` to ``end``; 29 February completes on 1 March.

    The day of completion in a year without 29 February follows the counting of age in the
    Civil Code (full years, 民法典 arts. 18 and 1259).
    """
    years = end.year - start.year
    return years - ((end.month, end.day) < (start.month, start.day))


def completed_months(start: dt.date, end: dt.date) -> int:
    """Return the full months from ``start`` to ``end``."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)
