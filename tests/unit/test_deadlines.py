"""Deadlines in calendar days and in working days of a year whose arrangement was published.

2024: National Day holiday from 1 to 7 October, work on Sunday 29 September and Saturday 12 October;
Spring Festival from 10 to 17 February, work on Sunday 4 and 18 February.
"""

import datetime as dt
import sys

import pytest

from penaltybench.deadlines import (
    CalendarError,
    Counted,
    count,
    coverage,
    deadline,
    is_working_day,
)
from penaltybench.period import Period

START = dt.date(2024, 9, 27)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2024-{text}")


@pytest.mark.parametrize(
    ("when", "working"),
    [
        ("09-27", True),  # Friday
        ("09-28", False),  # Saturday
        ("09-29", True),  # a Sunday on which people work
        ("10-01", False),
        ("10-07", False),  # the last day of the holiday
        ("10-08", True),
        ("10-12", True),  # a Saturday on which people work
        ("10-13", False),
        ("02-09", True),
        ("02-17", False),
        ("02-18", True),
    ],
)
def test_working_days_follow_the_published_arrangement(when, working):
    assert is_working_day(day(when)) is working


@pytest.mark.parametrize(
    ("days", "last"),
    [
        (0, "09-27"),
        (1, "09-29"),  # the Saturday is passed over, the Sunday counts
        (2, "09-30"),
        (3, "10-08"),  # the whole holiday is passed over
        (6, "10-11"),
        (7, "10-12"),
        (8, "10-14"),
    ],
)
def test_a_period_in_working_days_counts_only_those(days, last):
    assert deadline(START, days, working=True) == day(last)


@pytest.mark.parametrize(
    ("days", "last"),
    [
        (0, "09-27"),
        (1, "09-29"),  # Saturday: the Sunday is the next working day
        (2, "09-29"),
        (3, "09-30"),
        (4, "10-08"),  # ends in the holiday
        (10, "10-08"),
        (11, "10-08"),
        (15, "10-12"),  # a Saturday on which people work
        (16, "10-14"),
    ],
)
def test_a_period_in_calendar_days_ends_on_a_working_day(days, last):
    """民法典 art. 203: the day after the holiday ends."""
    assert deadline(START, days) == day(last)


def stops(*spans):
    return [Period(day(first), day(last)) for first, last in spans]


@pytest.mark.parametrize(
    ("days", "periods", "last", "left_out"),
    [
        # Monday 4 March to Thursday 7 March are the first four working days.
        (4, [("03-05", "03-06")], "03-11", 2),
        (4, [("03-05", "03-06"), ("03-06", "03-07")], "03-12", 3),
        (4, [("03-06", "03-07"), ("03-05", "03-06")], "03-12", 3),
        (4, [("03-05", "03-10")], "03-13", 4),  # a weekend that would not have counted anyway
        (4, [("02-01", "03-01")], "03-07", 0),  # the start itself is not counted
        (4, [("03-08", "03-20")], "03-07", 0),  # the limit has ended by then
        (1, [("03-04", "03-04")], "03-05", 1),
    ],
)
def test_working_days_that_are_left_out(days, periods, last, left_out):
    got = count(day("03-01"), days, working=True, not_counted=stops(*periods))
    assert got == Counted(day(last), left_out)


@pytest.mark.parametrize(
    ("days", "periods", "last", "left_out", "postponed_from"),
    [
        (6, [], "03-07", 0, None),
        (6, [("03-05", "03-06")], "03-11", 2, "03-09"),
        (6, [("03-05", "03-06"), ("03-06", "03-06")], "03-11", 2, "03-09"),
        # The Monday to which the end is postponed does not count either.
        (6, [("03-05", "03-06"), ("03-11", "03-12")], "03-13", 2, "03-09"),
        (6, [("03-08", "12-31")], "03-07", 0, None),
    ],
)
def test_calendar_days_that_are_left_out(days, periods, last, left_out, postponed_from):
    got = count(day("03-01"), days, not_counted=stops(*periods))
    holiday = None if postponed_from is None else day(postponed_from)
    assert got == Counted(day(last), left_out, holiday)


def test_a_period_without_end_never_lets_the_limit_end():
    with pytest.raises(OverflowError):
        deadline(day("03-01"), 5, not_counted=[Period(day("03-04"))])
    with pytest.raises(CalendarError):
        deadline(day("03-01"), 5, working=True, not_counted=[Period(day("03-04"))])
    # One without an end takes in one that has an end, in whatever order they are given.
    longer = [Period(day("03-04")), *stops(("03-05", "03-06"))]
    for periods in (longer, longer[::-1]):
        with pytest.raises(OverflowError):
            deadline(day("03-01"), 5, not_counted=periods)


def test_the_first_day_is_not_counted():
    assert deadline(day("03-04"), 1, working=True) == day("03-05")
    assert deadline(day("03-04"), 1) == day("03-05")


def test_a_start_on_a_holiday_counts_from_the_next_working_day():
    assert deadline(day("10-03"), 1, working=True) == day("10-08")


@pytest.mark.parametrize("working", [True, False])
def test_a_negative_period_is_refused(working):
    with pytest.raises(ValueError, match="negative"):
        deadline(START, -1, working=working)


@pytest.mark.parametrize("working", [True, False])
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_year_beyond_the_calendar_is_refused_not_guessed(side, working):
    first, last = coverage()
    start = dt.date(first - 1, 6, 3) if side == "before" else dt.date(last, 12, 31)
    with pytest.raises(CalendarError) as caught:
        deadline(start, 10, working=working)
    (fault,) = caught.value.diagnostics
    assert fault.code == "PB0602"
    assert str(first - 1 if side == "before" else last + 1) in fault.message.zh


def test_the_calendar_covers_the_years_of_these_tests():
    first, last = coverage()
    assert first <= 2024 <= last


def test_without_the_calendar_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    with pytest.raises(CalendarError) as caught:
        deadline(START, 5, working=True)
    (fault,) = caught.value.diagnostics
    assert fault.code == "PB0601"
    assert "penaltybench[calendar]" in fault.remedy.en
