import datetime as dt

import pytest

from penaltybench.enforcement import looked_back
from penaltybench.period import Period
from penaltybench.ruleset.models import WithinFile


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "within", "start"),
    [
        ("2026-05-15", {"years": "1"}, "2025-05-15"),
        ("2026-05-15", {"months": "6"}, "2025-11-15"),
        ("2026-05-15", {"days": "30"}, "2026-04-15"),
        ("2026-05-15", {"calendar_year": "true"}, "2026-01-01"),
        ("2026-03-31", {"months": "1"}, "2026-02-28"),
        ("2024-03-31", {"months": "1"}, "2024-02-29"),
        ("2024-02-29", {"years": "1"}, "2023-02-28"),
        ("2024-02-29", {"years": "4"}, "2020-02-29"),
        ("2025-02-28", {"years": "1"}, "2024-02-28"),
        ("2026-01-31", {"months": "14"}, "2024-11-30"),
        ("2026-01-15", {"months": "1"}, "2025-12-15"),
    ],
)
def test_the_span_ends_the_day_before_and_starts_on_the_same_day(on, within, start):
    on = day(on)
    found = looked_back(on, WithinFile.model_validate(within))
    assert found == Period(day(start), on - dt.timedelta(days=1))
    assert on not in found


def test_without_a_span_all_days_before_are_inside():
    assert looked_back(day("2026-05-15"), None) == Period(dt.date.min, day("2026-05-14"))


def test_there_may_be_no_day_in_the_span():
    assert looked_back(day("2026-01-01"), WithinFile(calendar_year=True)) is None
    assert looked_back(dt.date.min, None) is None


@pytest.mark.parametrize("within", [{"years": "100"}, {"months": "1200"}, {"days": "36600"}])
def test_a_span_beyond_the_calendar_starts_with_it(within):
    found = looked_back(day("0001-06-15"), WithinFile.model_validate(within))
    assert found == Period(dt.date.min, day("0001-06-14"))
