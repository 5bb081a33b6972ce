"""What there is to pay: gains, credits against a sentence, and the surcharge for late payment."""

import datetime as dt
from fractions import Fraction

import pytest

from penaltybench.interval import Interval
from penaltybench.library import load
from penaltybench.money import Money
from penaltybench.payment import late_payment, payment
from penaltybench.ruleset.models import LatePayment

DUE = dt.date(2026, 3, 16)
CAPPED = LatePayment(per_day=Fraction(3, 100), at_most=Fraction(1))
UNCAPPED = LatePayment(per_day=Fraction(3, 100))


def yuan(amount: int) -> Money:
    return Money(100 * amount)


def test_without_more_the_fine_is_what_there_is_to_pay():
    found = payment(yuan(1000))
    assert (found.fine, found.total) == (yuan(1000), yuan(1000))
    assert (found.confiscated, found.detention) == (Money(0), None)
    assert (found.credited, found.criminal_fine) == (Money(0), Money(0))


@pytest.mark.parametrize("criminal", [500, 1000, 5000])
def test_after_a_criminal_fine_no_fine_is_given_any_more(criminal):
    """行政处罚法 (2021) art. 35(2), second half: however small the criminal fine is."""
    found = payment(yuan(1000), criminal_fine=yuan(criminal))
    assert (found.fine, found.total, found.credited) == (Money(0), Money(0), Money(0))
    assert found.criminal_fine == yuan(criminal)


@pytest.mark.parametrize(
    ("criminal", "credited", "left"), [(500, 500, 0), (1000, 1000, 0), (5000, 1000, 4000)]
)
def test_a_fine_that_was_given_is_credited_against_the_criminal_fine(criminal, credited, left):
    """行政处罚法 (2021) art. 35(2), first half: the court credits it, the fine itself stays."""
    found = payment(yuan(1000), criminal_fine=yuan(criminal), already_given=True)
    assert (found.fine, found.credited) == (yuan(1000), yuan(credited))
    assert found.criminal_fine == yuan(left)


@pytest.mark.parametrize(
    ("gains", "to_return", "confiscated"), [(500, 0, 500), (500, 200, 300), (500, 501, 0)]
)
def test_gains_are_confiscated_except_what_must_be_returned(gains, to_return, confiscated):
    found = payment(yuan(1000), gains=yuan(gains), to_return=yuan(to_return))
    assert found.confiscated == yuan(confiscated)
    assert found.total == yuan(1000 + confiscated)


def test_a_criminal_fine_leaves_the_gains():
    found = payment(yuan(1000), gains=yuan(300), criminal_fine=yuan(1000))
    assert found.total == yuan(300)


@pytest.mark.parametrize(
    ("served", "left"), [(0, (5, 10)), (4, (1, 6)), (7, (0, 3)), (10, (0, 0)), (11, (0, 0))]
)
def test_days_held_are_taken_off_both_ends_of_the_detention(served, left):
    found = payment(yuan(0), detention=Interval(5, 10), days_held=served)
    assert found.detention == Interval(*left)


def test_days_held_are_not_negative():
    with pytest.raises(ValueError, match="negative"):
        payment(yuan(0), days_held=-1)


# --- late payment --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days_late", "surcharge"),
    [(-1, 0), (0, 0), (1, 30), (33, 990), (34, 1000), (365, 1000)],
)
def test_the_surcharge_grows_by_the_day_and_stops_at_the_fine(days_late, surcharge):
    """The 34th day would bring 102 %: 行政处罚法 (2021) art. 72(1)1 stops at 100 %."""
    paid = DUE + dt.timedelta(days=days_late)
    assert late_payment(yuan(1000), CAPPED, DUE, paid) == yuan(surcharge)


@pytest.mark.parametrize(("days_late", "surcharge"), [(33, 990), (34, 1020), (100, 3000)])
def test_without_a_limit_it_goes_on(days_late, surcharge):
    paid = DUE + dt.timedelta(days=days_late)
    assert late_payment(yuan(1000), UNCAPPED, DUE, paid) == yuan(surcharge)


def test_days_are_counted_across_months_and_leap_years():
    paid = dt.date(2024, 3, 1)
    assert late_payment(yuan(100), CAPPED, dt.date(2024, 2, 28), paid) == yuan(6)
    assert late_payment(yuan(100), CAPPED, dt.date(2023, 2, 28), dt.date(2023, 3, 1)) == yuan(3)


@pytest.mark.parametrize(("fen", "surcharge"), [(33, 0), (34, 1), (66, 1), (67, 2), (99, 2)])
def test_parts_of_a_fen_are_dropped(fen, surcharge):
    assert late_payment(Money(fen), CAPPED, DUE, DUE + dt.timedelta(days=1)) == Money(surcharge)


def test_the_limit_may_be_a_part_of_the_fine():
    half = LatePayment(per_day=Fraction(1, 2000), at_most=Fraction(1, 2))
    assert late_payment(yuan(1000), half, DUE, DUE + dt.timedelta(days=3)) == Money(150)
    assert late_payment(yuan(1000), half, DUE, DUE + dt.timedelta(days=5000)) == yuan(500)


def test_the_bundled_rules_name_the_limit_since_2021_only():
    standards = load().catalogue.standards.values()
    found = {
        (edition.period.start >= dt.date(2021, 7, 15), edition.late_payment.at_most)
        for standard in standards
        for edition in standard.editions
        if edition.late_payment is not None
        and edition.late_payment.cite
        and edition.late_payment.cite[0].law == "行政处罚法"
    }
    assert found <= {(True, Fraction(1)), (False, None)}
    assert (True, Fraction(1)) in found
