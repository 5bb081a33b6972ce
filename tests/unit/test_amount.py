"""Amounts by hand, most of them from published standards and decisions."""

from fractions import Fraction

import pytest
from small import basis, penalty, recommend, rows_by_harm, schedule, with_fine, yuan

from penaltybench.amount import Bounds, Fine, adjusted, capped, clipped, hull, units
from penaltybench.interval import Interval
from penaltybench.money import Money
from penaltybench.ruleset.models import Adjustment, Cap, End
from penaltybench.text import same


def only(amount):
    """Return the same amount as low end, high end and suggestion."""
    return (amount,) * 3


# --- statutory ranges and bands --------------------------------------------------------------


def test_per_square_metre():
    # 韶自资罚决〔2024〕4号: 8,109 m² at 300 yuan.
    tree = with_fine(
        {"per": "area", "range": "300元"}, {"per": "area", "min": "100元", "max": "1,000元"}
    )
    assert yuan(recommend(tree, facts={"area": 8109})) == only(2_432_700)


def test_a_percentage_of_the_contract_price():
    # 桃自资罚决〔2023〕002号: 6 % of 20,000 yuan.
    tree = with_fine(
        {"percent_of": "value", "range": "6%"}, {"percent_of": "value", "min": "5%", "max": "10%"}
    )
    assert yuan(recommend(tree, facts={"value": "2万元"})) == only(1_200)


FOOD = schedule(
    basis=[
        basis({"min": "5万元", "max": "10万元"}, id="below", when={"value": "< 1万元"}),
        basis(
            {"times_of": "value", "min": "10", "max": "20"}, id="from", when={"value": ">= 1万元"}
        ),
    ],
    tiers={
        "rows": rows_by_harm(
            {"share": "[0%..30%)"}, {"share": "[30%..70%)"}, {"share": "[70%..100%]"}
        )
    },
)


@pytest.mark.parametrize(
    ("value", "harm", "low", "high"),
    [
        # 食品安全法 art. 124: 50,000 to 100,000 yuan below 10,000 yuan, else ten to twenty times.
        ("9,999.99元", "none", 50_000, 64_999),
        ("9,999.99元", "minor", 65_000, 84_999),
        ("9,999.99元", "serious", 85_000, 100_000),
        ("1万元", "none", 100_000, 129_999),
        ("1万元", "minor", 130_000, 169_999),
        ("1万元", "serious", 170_000, 200_000),
    ],
)
def test_thirty_forty_thirty_of_the_range(value, harm, low, high):
    found = recommend(penalty(FOOD), facts={"value": value, "harm": harm})
    assert yuan(found)[:2] == (low, high)


@pytest.mark.parametrize(
    ("fine", "low", "high"),
    [
        # 醴陵 2017: up to half of the maximum (included), and above it up to the maximum.
        ({"amount": "(minimum..50% of maximum]"}, 10_001, 50_000),
        ({"amount": "(50% of maximum..maximum)"}, 50_001, 99_999),
        ({"amount": "minimum"}, 10_000, 10_000),
        ({"amount": "maximum"}, 100_000, 100_000),
        ({"amount": "middle"}, 55_000, 55_000),
        ({"amount": "[200% of minimum..middle]"}, 20_000, 55_000),
        ({"amount": "2万元"}, 20_000, 20_000),
        ({"amount": "[2万元..5万元)"}, 20_000, 49_999),
        ({"share": "25%"}, 32_500, 32_500),
        ({"share": "[0%..0%]"}, 10_000, 10_000),
    ],
)
def test_bands_of_a_range_from_ten_to_a_hundred_thousand(fine, low, high):
    assert yuan(recommend(with_fine(fine)))[:2] == (low, high)


def test_a_range_without_a_minimum_starts_at_nothing():
    assert yuan(recommend(with_fine({"share": "[0%..30%]"}, {"max": "2万元"})))[:2] == (0, 6_000)
    assert yuan(recommend(with_fine({"amount": "minimum"}, {"max": "2万元"}))) == only(0)


def test_what_the_standard_assumes_as_minimum_moves_shares_but_does_not_bind():
    allowed = {"max": "2万元", "assumed_min": "10% of maximum"}
    assert yuan(recommend(with_fine({"share": "[0%..50%]"}, allowed)))[:2] == (2_000, 11_000)
    assert yuan(recommend(with_fine({"amount": "minimum"}, allowed))) == only(2_000)
    assert yuan(recommend(with_fine({"amount": "500元"}, allowed))) == only(500)
    money = {"max": "2万元", "assumed_min": "1,000元"}
    assert yuan(recommend(with_fine({"amount": "minimum"}, money))) == only(1_000)


def test_the_range_may_be_given_by_the_case():
    allowed = {"min": {"fact": "value"}, "max": "10万元"}
    found = recommend(with_fine({"share": "[0%..50%]"}, allowed), facts={"value": "2万元"})
    assert yuan(found)[:2] == (20_000, 60_000)


def test_a_minimum_above_the_maximum_is_the_maximum():
    allowed = {"min": {"fact": "value"}, "max": "10万元"}
    found = recommend(with_fine({"share": "[0%..50%]"}, allowed), facts={"value": "20万元"})
    assert yuan(found) == only(200_000)


def test_a_base_and_a_result_may_have_floors_and_ceilings():
    allowed = {"times_of": "value", "min": "3", "max": "5", "base_at_least": "20万元"}
    at_most = allowed | {"at_most": "500万元", "at_least": "1万元"}
    fine = {"share": "[0%..100%]"}
    # 固体废物污染环境防治法 art. 112: disposal costs below 200,000 yuan count as 200,000.
    assert yuan(recommend(with_fine(fine, allowed), facts={"value": "8万元"}))[:2] == (
        600_000,
        1_000_000,
    )
    assert yuan(recommend(with_fine(fine, allowed), facts={"value": "200,000.01元"}))[:2] == (
        600_001,
        1_000_000,
    )
    assert yuan(recommend(with_fine(fine, at_most), facts={"value": "150万元"}))[:2] == (
        4_500_000,
        5_000_000,
    )


@pytest.mark.parametrize(
    ("number", "each", "beyond", "started", "count"),
    [
        (2500, 1000, None, "exact", Fraction(5, 2)),
        (2500, 1000, None, "whole", 3),
        (2500, 1000, None, "full", 2),
        (2000, 1000, None, "whole", 2),
        (2000, 1000, None, "full", 2),
        (2001, 1000, 1000, "whole", 2),
        (2000, 1000, 1000, "whole", 1),
        (1000, 1000, 1000, "whole", 0),
        (999, 1000, 1000, "whole", 0),
        (0, 1000, None, "whole", 0),
        (Fraction(1, 2), None, None, "exact", Fraction(1, 2)),
        (Fraction(1, 2), None, None, "whole", 1),
    ],
)
def test_units_count_exactly_started_or_full(number, each, beyond, started, count):
    given = [None if one is None else Fraction(one) for one in (each, beyond)]
    assert units(Fraction(number), *given, started) == count


@pytest.mark.parametrize(
    ("kilograms", "fine"),
    [(1000, 0), (1000.5, 500), (2000, 500), (2001, 1000), (60_999, 30_000), (99_000, 30_000)],
)
def test_overload_is_fined_by_the_started_thousand_kilograms(kilograms, fine):
    # 500 yuan for each 1,000 kg beyond the first 1,000, at most 30,000 yuan.
    quantity = {
        "per": "area",
        "each": "1000",
        "beyond": "1000",
        "started": "whole",
        "at_most": "3万元",
    }
    tree = with_fine({"range": "500元"} | quantity, {"max": "3万元"})
    assert yuan(recommend(tree, facts={"area": str(kilograms)})) == only(fine)


@pytest.mark.parametrize(
    ("cases", "area", "fine"),
    [
        # A band of 20,000 to 50,000 yuan: 10,000 yuan for each factor beyond the first.
        (1, "0", 20_000),
        (2, "0", 30_000),
        (4, "0", 50_000),
        (9, "0", 50_000),
        # And 1,000 yuan for each started half, at most 5,000 yuan.
        (1, "0.5", 21_000),
        (1, "0.51", 22_000),
        (2, "9", 35_000),
        (0, "0", 20_000),
    ],
)
def test_increments_move_inside_a_band_and_not_beyond(cases, area, fine):
    band = {
        "amount": "[2万元..5万元]",
        "plus": [
            {"per": "cases", "beyond": "1", "add": "1万元"},
            {
                "per": "area",
                "each": "0.5",
                "started": "whole",
                "add": "1,000元",
                "at_most": "5,000元",
            },
        ],
    }
    assert yuan(recommend(with_fine(band), facts={"cases": cases, "area": area})) == only(fine)


def test_a_band_that_the_range_cuts_is_cut_and_one_outside_it_is_a_gap():
    tree = with_fine({"amount": "[2万元..5万元]"}, {"times_of": "value", "min": "1", "max": "3"})
    assert yuan(recommend(tree, facts={"value": "1万元"}))[:2] == (20_000, 30_000)
    assert yuan(recommend(tree, facts={"value": "3万元"}))[:2] == (30_000, 50_000)
    for value in ("6,666.66元", "50,000.01元"):
        found = recommend(tree, facts={"value": value})
        assert found.status == "gap"
        assert found.fine is None


# --- points ----------------------------------------------------------------------------------


def points(scale, allowed, **table):
    factors = [{"fact": "harm", "scale": scale}]
    whole = {"start": "20%", "method": "total_of_maximum", "factors": factors} | table
    return penalty(schedule(basis=[basis(allowed)], points=whole))


@pytest.mark.parametrize(
    ("allowed", "table", "facts", "fine"),
    [
        # 湖南 2021 table 2-1: 36 % of 1,000,000 yuan (a pig farm, Hengyang 2025).
        ({"min": "20万元", "max": "100万元"}, {}, {}, 360_000),
        # Table 1: 36 % of 5 % of the investment.
        ({"percent_of": "value", "min": "1%", "max": "5%"}, {}, {"value": "1,000万元"}, 180_000),
        # Table 8-1: five times the costs, which count as 200,000 yuan at least.
        ({"times_of": "value", "min": "3", "max": "5", "base_at_least": "20万元"}, {"start": "60%"},
         {"value": "8万元"}, 760_000),
        # Table 12-3: X = 5 ÷ 20; [X + 16 % × (1 − X)] × 200,000 yuan.
        ({"min": "5万元", "max": "20万元"}, {"start": "minimum/maximum", "method": "position"}, {},
         74_000),
        # Table 13 without a minimum: Y = 3,000 ÷ 20,000; [Y + 16 % × (1 − Y)] × 20,000 yuan.
        ({"max": "2万元", "assumed_min": "3,000元"},
         {"start": "minimum/maximum", "method": "position"}, {}, 5_720),
        ({"min": "5万元", "max": "20万元"}, {"start": "minimum/maximum"}, {}, 82_000),
        ({"min": "20万元", "max": "100万元"}, {"at_most": "30%", "start": "10%"}, {}, 260_000),
    ],
)  # fmt: skip
def test_points_of_hunan_2021(allowed, table, facts, fine):
    tree = points({"none": "0%", "minor": "16%", "serious": "16%"}, allowed, **table)
    found = recommend(tree, facts={"harm": "minor"} | facts)
    assert yuan(found) == only(fine)
    assert found.tier is None
    assert found.grade == "ordinary"


def test_points_never_leave_the_statutory_range():
    tree = points(
        {"none": "0%", "minor": "10%", "serious": "80%"}, {"min": "3万元", "max": "10万元"}
    )
    amounts = [
        yuan(recommend(tree, facts={"harm": harm}))[0] for harm in ("none", "minor", "serious")
    ]
    assert amounts == [30_000, 30_000, 100_000]
    nothing = points({"none, minor, serious": "0%"}, {"max": {"fact": "value"}},
                     start="minimum/maximum")  # fmt: skip
    assert yuan(recommend(nothing, facts={"harm": "none", "value": "0元"})) == only(0)


def test_a_factor_without_a_level_is_a_gap_and_one_with_two_a_conflict():
    gap = recommend(points({"none": "0%"}, None), facts={"harm": "minor"})
    assert (gap.status, gap.fine) == ("gap", None)
    assert "危害后果" in gap.principal.reason.zh
    clash = recommend(points({"none": "0%", "not(minor)": "5%"}, None), facts={"harm": "none"})
    assert (clash.status, clash.fine) == ("conflict", None)
    assert "harm" in clash.principal.reason.en


# --- adjustments -----------------------------------------------------------------------------


BOUNDS = Bounds(Fraction(1000), Fraction(10_000), Fraction(1000))
BAND = Interval(Fraction(3000), Fraction(5000), False, True)
OPEN = Interval(Fraction(3000), Fraction(5000), True, True)


def interval(low, high, *opened):
    return Interval(Fraction(low), Fraction(high), "low" in opened, "high" in opened)


@pytest.mark.parametrize(
    ("direction", "keys", "band", "moved", "pin"),
    [
        ("none", None, BAND, BAND, None),
        ("exempt", None, BAND, BAND, None),
        ("severe", None, BAND, BAND, "high"),
        ("lenient", None, BAND, BAND, "low"),
        ("mitigated", None, BAND, interval(0, 1000, "high"), None),
        ("severe", {"to": "low"}, BAND, BAND, "low"),
        ("mitigated", {"to": "low"}, BAND, BAND, "low"),
        ("severe", {"up_to": "20%", "of": "maximum"}, BAND, interval(3000, 7000), None),
        ("severe", {"up_to": "20%", "of": "maximum"}, OPEN, interval(3000, 7000, "low"), None),
        ("severe", {"up_to": "80%", "of": "maximum"}, BAND, interval(3000, 10_000), None),
        ("severe", {"up_to": "50%", "of": "minimum"}, BAND, interval(3000, 5500), None),
        ("lenient", {"up_to": "10%", "of": "maximum"}, BAND, interval(2000, 5000, "high"), None),
        ("lenient", {"up_to": "20%", "of": "maximum"}, OPEN, interval(1000, 5000, "high"), None),
        ("lenient", {"up_to": "90%", "of": "maximum"}, BAND, interval(1000, 5000, "high"), None),
        ("mitigated", {"up_to": "50%", "of": "minimum"}, BAND, interval(2500, 5000, "high"), None),
        ("mitigated", {"up_to": "90%", "of": "maximum"}, BAND, interval(0, 5000, "high"), None),
        ("severe", {"shift": "1"}, BAND, BAND, None),
        ("mitigated", {"shift": "-1"}, BAND, interval(0, 1000, "high"), None),
    ],
)
def test_what_a_course_does_to_a_band(direction, keys, band, moved, pin):
    adjustment = None if keys is None else Adjustment.model_validate(keys)
    assert adjusted(band, BOUNDS, direction, adjustment, bound=False) == (moved, pin)


def test_the_bound_is_an_end_of_the_statutory_range():
    assert adjusted(BAND, BOUNDS, "severe", None, bound=True) == (interval(10_000, 10_000), None)
    assert adjusted(BAND, BOUNDS, "lenient", None, bound=True) == (interval(1000, 1000), None)


def test_where_there_is_no_minimum_mitigation_reaches_down_to_nothing():
    free = Bounds(Fraction(0), Fraction(10_000), Fraction(0))
    found, pin = adjusted(BAND, free, "mitigated", None, bound=False)
    assert (found.low, pin) == (0, None)
    assert 0 in found


# --- caps and clips --------------------------------------------------------------------------


def cap(fen=None, **end):
    at = End(of="money", fen=fen) if fen is not None else End(**end)
    return Cap.model_construct(at=at, label=same("x"), unless=None, cite=())


@pytest.mark.parametrize(
    ("limit", "band", "left"),
    [
        (cap(of="middle"), BAND, BAND),
        (cap(5000), BAND, BAND),
        (cap(4999), BAND, interval(3000, 4999)),
        (cap(4000), OPEN, interval(3000, 4000, "low")),
        (cap(3000), OPEN, interval(3000, 3000)),
        (cap(2000), BAND, interval(2000, 2000)),
        # A policy is no law: it never goes below the statutory minimum.
        (cap(500), BAND, interval(1000, 1000)),
        (cap(of="maximum", factor=Fraction(2, 5)), BAND, interval(3000, 4000)),
    ],
)
def test_a_cap_lowers_both_ends(limit, band, left):
    assert capped(band, BOUNDS, limit) == left


def test_a_band_is_clipped_to_what_the_law_allows():
    assert clipped(interval(0, 20_000), BOUNDS, below_minimum=False) == interval(1000, 10_000)
    assert clipped(interval(0, 20_000), BOUNDS, below_minimum=True) == interval(0, 10_000)
    assert clipped(interval(0, 1000, "high"), BOUNDS, below_minimum=False).is_empty


# --- ranges over several results -------------------------------------------------------------


def fine(low, high, suggested=None):
    return Fine(Money(low), None if high is None else Money(high),
                None if suggested is None else Money(suggested))  # fmt: skip


def test_the_range_over_several_fines():
    assert hull(()) is None
    assert hull((fine(1, 2, 1),)) == fine(1, 2, 1)
    assert hull((fine(1, 2, 1), fine(0, 5, 1))) == fine(0, 5, 1)
    assert hull((fine(1, 2, 1), fine(0, 5, 2))) == fine(0, 5, None)
    assert hull((fine(1, None), fine(0, 5))) == fine(0, None)


def test_an_amount_lies_in_a_range():
    assert Money(1) in fine(1, 2)
    assert Money(3) not in fine(1, 2)
    assert Money(10**20) in fine(1, None)
    assert Money(0) not in fine(1, None)
