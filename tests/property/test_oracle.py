"""The engine agrees with the naive reading of the same trees in ``tests/oracle.py``."""

from fractions import Fraction
from math import ceil, floor

import oracle
from hypothesis import assume, event, given
from hypothesis import strategies as st

from penaltybench.result import Result
from penaltybench.testing import case_data, library_of, rulesets
from penaltybench.testing.rulesets import PENALTY


def plain(trees):
    """Return the trees without what weighs: circumstances and caps."""
    for tree in trees:
        tree.pop("cap", None)
        tree["circumstances"] = []
        if tree["kind"] == "statutes":
            del tree["circumstances"]
    return trees


def rounding(trees):
    """Return unit and mode: the standard's own, else those of the general rules."""
    general, penalty = trees[1], trees[-1]
    policy = penalty.get("rounding") or general["rounding"]
    return int(oracle.number(policy["unit"])), policy["mode"]


@given(rulesets(), st.data())
def test_tiers_and_points_come_to_the_amounts_of_the_oracle(trees, data):
    trees = plain(trees)
    library = library_of(*trees)
    case = data.draw(case_data(library.standard(PENALTY).latest, complete=True))
    result = library.recommend(case).principal
    facts = case["facts"]
    schedules = [
        schedule
        for schedule in trees[-1]["schedules"]
        if schedule["respondent"] == "party" and oracle.satisfied(schedule.get("when", {}), facts)
    ]
    assert len(schedules) == 1
    schedule = schedules[0]
    bases = [b for b in schedule["basis"] if oracle.satisfied(b.get("when", {}), facts)]
    assert [basis["id"] for basis in bases] == [result.basis.id]
    unit, mode = rounding(trees)
    if "points" in schedule:
        check_points(result, schedule["points"], bases[0]["allows"]["fine"], facts, unit, mode)
    else:
        check_tiers(result, schedule["tiers"], bases[0], facts, unit, mode)


def check_points(result: Result, table, allowed, facts, unit, mode):
    amount = oracle.points_amount(table, allowed, facts)
    assert amount is not None
    event("points")
    assert result.status == "determined"
    low, high, _ = oracle.statutory(allowed, facts)
    check_point(result.fine, amount, low, high, unit, mode)


def check_point(fine, amount: Fraction, low, high, unit, mode):
    """An amount is rounded as declared, or, where that leaves the range, to a whole unit inside."""
    assert fine.low == fine.high == fine.suggested
    rounded = oracle.rounded(amount, unit, mode)
    if low <= rounded <= high:
        assert fine.low.fen == rounded
    elif ceil(low) <= floor(high):
        assert low <= fine.low.fen <= high
        assert abs(fine.low.fen - amount) < unit


def check_tiers(result: Result, table, basis, facts, unit, mode):
    rows = [
        row
        for row in table["rows"]
        if basis["id"] in row.get("basis", [basis["id"]])
        and oracle.satisfied(row.get("when", {}), facts)
    ]
    if table.get("select") == "grade":
        ranks = ["exempt", "mitigated", "lenient", "ordinary", "severe"]
        nearest = min(abs(ranks.index(row["grade"]) - 3) for row in rows)
        rows = [row for row in rows if abs(ranks.index(row["grade"]) - 3) == nearest][:1]
    assert len(rows) == 1
    row = rows[0]
    if row["grade"] == "exempt" or "fine" not in row:
        event("no fine")
        assert result.fine is None
        return
    allowed = basis["allows"]["fine"]
    minimum, maximum, _ = oracle.statutory(allowed, facts)
    floor_ = Fraction(0) if row["grade"] == "mitigated" else minimum
    low, high, low_open, high_open = oracle.band(row["fine"], allowed, facts)
    low_open, high_open = low_open and low >= floor_, high_open and high <= maximum
    low, high = max(low, floor_), min(high, maximum)
    if low > high or (low == high and (low_open or high_open)):
        event("an empty band")
        assert result.status == "gap"
        return
    assume(ceil(floor_) <= floor(maximum))
    assert result.status == "determined"
    assert result.tier.id == row["id"]
    first, last = ceil(low / unit) * unit, floor(high / unit) * unit
    first += unit * (low_open and first == low)
    last -= unit * (high_open and last == high)
    if low == high or first > last:
        event("a point")
        check_point(result.fine, (low + high) / 2, floor_, maximum, unit, mode)
    else:
        event("a band")
        assert (result.fine.low.fen, result.fine.high.fen) == (first, last)
        assert first <= result.fine.suggested.fen <= last
