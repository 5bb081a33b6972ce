"""Dates of a case that give derived facts wanted values."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltybench.checks.dates import Wanted, elapsed, solve
from penaltybench.facts import derive
from penaltybench.ruleset.models import Derivation
from penaltybench.testing import library_of
from penaltybench.testing.rulesets import FROM, STATUTES

DAY = dt.date(2026, 3, 1).toordinal()
ANY = [(None, None)]


def found(rule, runs, start=ANY, end=ANY):
    return solve(Wanted({"a": start, "b": end}, [], [(rule, runs)]))


@pytest.mark.parametrize("unit", ["years", "months", "days"])
@pytest.mark.parametrize("until", ["day", "day_before"])
@pytest.mark.parametrize("number", [0, 1, 13, 24])
def test_dates_with_exactly_so_many_units(unit, until, number) -> None:
    rule = Derivation(**{unit: ("a", "b")}, until=until)
    for fixed in ({"start": [(DAY, DAY)]}, {"end": [(DAY, DAY)]}):
        days = found(rule, [(number, number)], **fixed)
        assert days is not None
        assert elapsed(rule, days["a"].toordinal(), days["b"].toordinal()) == number


def test_what_no_dates_can_give() -> None:
    rule = Derivation(days=("a", "b"))
    year = [(DAY, DAY + 365)]
    assert found(rule, [(365, None)], year, year) is not None
    assert found(rule, [(366, None)], year, year) is None
    assert found(rule, [(366, None), (10, 10)], year, year) is not None


def test_orders_hold() -> None:
    days = {"a": [(DAY, None)], "b": [(DAY + 9, DAY + 9)], "c": [(None, DAY + 9)]}
    found = solve(Wanted(days, [("a", "b"), ("b", "c")], []))
    assert found == {
        name: dt.date.fromordinal(day) for name, day in (("a", DAY), ("b", DAY + 9), ("c", DAY + 9))
    }
    assert solve(Wanted(days | {"c": [(None, DAY + 8)]}, [("a", "b"), ("b", "c")], [])) is None


def test_two_rules_on_the_same_dates() -> None:
    years, months = Derivation(years=("a", "b")), Derivation(months=("a", "b"))
    for least, most, possible in ((12, 23, True), (24, 30, False)):
        wanted = [(years, [(1, 1)]), (months, [(least, most)])]
        assert (solve(Wanted({"a": ANY, "b": ANY}, [], wanted)) is not None) is possible


FACT = {"type": "integer", "label": "数", "derive": {"years": ["found_on", "conduct_start"]}}


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2030, 1, 1)),
    st.integers(0, 12_000),
    st.sampled_from(["years", "months", "days"]),
    st.sampled_from(["day", "day_before"]),
)
def test_elapsed_is_what_facts_derive(start, days, unit, until) -> None:
    rule = Derivation(**{unit: ("found_on", "conduct_start")}, until=until)
    values = {"found_on": start, "conduct_start": start + dt.timedelta(days=days)}
    derive(_edition(rule), values, {})
    ends = (values["found_on"].toordinal(), values["conduct_start"].toordinal())
    assert values["elapsed"] == elapsed(rule, *ends)


def _edition(rule: Derivation):
    """Return an edition whose fact ``elapsed`` follows that rule."""
    unit = next(key for key in ("years", "months", "days") if getattr(rule, key))
    if (unit, rule.until) not in _KNOWN:
        declared = {"derive": {unit: ["found_on", "conduct_start"], "until": rule.until}}
        tree = {
            "id": "example.violation",
            "kind": "penalty",
            "title": {"zh": "示例"},
            "status": "example",
            "effective": {"from": FROM},
            "source": {"text": "自拟", "sure": "high"},
            "reviewed_on": FROM,
            "facts": {"found_on": {"type": "date", "label": "日"}, "elapsed": FACT | declared},
            "schedules": [
                {
                    "id": "s",
                    "respondent": "party",
                    "basis": [
                        {
                            "id": "b",
                            "statute": {"law": "示例法", "article": "第一条"},
                            "allows": {"fine": {"max": "1万元"}},
                        }
                    ],
                    "tiers": {"rows": [{"id": "t", "grade": "ordinary"}]},
                }
            ],
            "rounding": {"unit": "1元", "mode": "down"},
        }
        _KNOWN[unit, rule.until] = library_of(STATUTES, tree).standard(tree["id"]).latest
    return _KNOWN[unit, rule.until]


_KNOWN: dict = {}
