import datetime as dt

import pytest

from penaltybench.period import (
    Period,
    completed_months,
    completed_years,
    format_date_zh,
    parse_date,
)


def day(text):
    return dt.date.fromisoformat(text)


def test_both_ends_belong_to_a_period():
    period = Period(day("2026-01-01"), day("2026-01-31"))
    assert day("2026-01-01") in period
    assert day("2026-01-31") in period
    assert day("2025-12-31") not in period
    assert day("2026-02-01") not in period


def test_an_open_period_has_no_last_day():
    assert dt.date.max in Period(day("2026-01-01"))


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        (("2026-01-01", "2026-01-31"), ("2026-01-31", None), True),
        (("2026-01-01", "2026-01-31"), ("2026-02-01", None), False),
        (("2026-01-01", None), ("2030-01-01", None), True),
        (("2026-01-01", "2026-12-31"), ("2026-05-01", "2026-05-01"), True),
    ],
)
def test_periods_overlap_if_they_share_a_day(first, second, overlap):
    one, two = (Period(day(a), day(b) if b else None) for a, b in (first, second))
    assert one.overlaps(two) is overlap
    assert two.overlaps(one) is overlap


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2012-02-29", "2026-02-28", 13),
        ("2012-02-29", "2026-03-01", 14),
        ("2012-02-29", "2024-02-28", 11),
        ("2012-02-29", "2024-02-29", 12),
        ("2012-05-26", "2026-05-25", 13),
        ("2012-05-26", "2026-05-26", 14),
        ("2026-01-01", "2026-01-01", 0),
        ("2026-01-02", "2026-01-01", -1),
    ],
)
def test_years_are_complete_on_the_same_day(start, end, years):
    assert completed_years(day(start), day(end)) == years


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-01-31", "2026-02-28", 0),
        ("2026-01-31", "2026-03-01", 1),
        ("2026-01-31", "2026-03-31", 2),
        ("2025-11-15", "2026-02-14", 2),
        ("2025-11-15", "2026-02-15", 3),
        ("2024-02-29", "2025-02-28", 11),
        ("2026-05-26", "2026-05-26", 0),
    ],
)
def test_months_are_complete_on_the_same_day(start, end, months):
    assert completed_months(day(start), day(end)) == months


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-13-01", "0000-01-01", "2026-3-1", "2026/03/01", "20260301", "", "２026-03-01"]
)  # fmt: skip
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match="不是日期"):
        parse_date(text)


def test_a_day_is_read_and_written():
    assert parse_date("2024-02-29") == dt.date(2024, 2, 29)
    assert format_date_zh(dt.date(2026, 3, 1)) == "2026年3月1日"
