import datetime as dt
from decimal import Decimal

import pytest
from pydantic import ValidationError

from penaltybench.enforcement import Decision, Inspection, Order, PlanEntered
from penaltybench.enforcement.events import EVENT, KEYS, KINDS, event_row

DAY = dt.date(2026, 5, 15)
HEAD = {"id": "r1", "enterprise": "e1", "on": "2026-05-15"}


def read(**keys):
    return EVENT.validate_python(HEAD | keys)


def refused(**keys):
    with pytest.raises(ValidationError) as error:
        read(**keys)
    return [details["type"] for details in error.value.errors()]


def test_the_kind_says_which_event_it_is():
    order = read(kind="order", authority="甲局", until="2026-06-01", inspection="r0")
    assert isinstance(order, Order)
    assert (order.on, order.until, order.violation) == (DAY, dt.date(2026, 6, 1), None)
    assert order.references() == {"inspection": "r0"}
    assert isinstance(read(kind="inspection", authority="甲局"), Inspection)
    assert isinstance(read(kind="plan_entry", authority="甲局", year="2026"), PlanEntered)


def test_every_kind_is_a_member_of_the_union():
    for kind, model in KINDS.items():
        needed = {
            name: {"on": DAY, "until": DAY, "year": 2026, "amount": 5}.get(name, "x")
            for name, field in model.model_fields.items()
            if field.is_required()
        }
        assert type(EVENT.validate_python(needed | {"kind": kind})) is model
        assert set(model.model_fields) <= KEYS


def test_events_are_frozen():
    event = read(kind="inspection", authority="甲局")
    with pytest.raises(ValidationError):
        event.authority = "乙局"


@pytest.mark.parametrize("given", ["1万元", "10,000", 10_000, Decimal("10000.00"), "10000元"])
def test_amounts_are_yuan_outside_and_fen_inside(given):
    decision = read(kind="decision", authority="甲局", violation="v", amount=given)
    assert isinstance(decision, Decision)
    assert decision.amount == 1_000_000


@pytest.mark.parametrize("given", [1.5, "0.001", "-5", True, "五元", [5]])
def test_amounts_that_are_none_have_the_code_of_a_wrong_type(given):
    assert refused(kind="payment", decision="d", amount=given) == ["PB0303"]


@pytest.mark.parametrize("given", [DAY, "2026-05-15", " 2026-05-15 ", dt.datetime(2026, 5, 15)])
def test_days_may_be_dates_or_text_or_midnight(given):
    assert read(kind="complaint", on=given).on == DAY


@pytest.mark.parametrize(
    "given",
    [
        dt.datetime(2026, 5, 15, 9, 30),
        dt.datetime(2026, 5, 15, tzinfo=dt.UTC),
        20260515,
        "2026-5-15",
        "2026-02-30",
        None,
    ],
)
def test_what_is_no_day_is_refused(given):
    assert refused(kind="complaint", on=given) == ["PB0204"]


def test_ids_of_databases_are_numbers():
    assert read(kind="complaint", id=17).id == "17"
    assert read(kind="complaint", enterprise=" e1 ").enterprise == "e1"


@pytest.mark.parametrize("given", [True, 1.0, ["x"], {"x": 1}, b"x", dt.date(2026, 1, 1)])
def test_names_are_text_or_whole_numbers(given):
    assert refused(kind="complaint", id=given) == ["PB0203"]


@pytest.mark.parametrize("given", ["", "  ", "x" * 2001])
def test_names_are_neither_empty_nor_endless(given):
    assert refused(kind="complaint", id=given) == ["PB0204"]


@pytest.mark.parametrize("given", ["26x", "02026", 0, 10_000, True, 2026.0])
def test_years_have_up_to_four_digits(given):
    assert refused(kind="plan_entry", authority="甲局", year=given) == ["PB0204"]


def test_an_event_has_only_the_keys_of_its_kind():
    assert refused(kind="correction", order="o", until="2026-06-01") == ["extra_forbidden"]
    assert refused(kind="order", authority="甲局") == ["missing"]
    assert refused(kind="inspection", authority="甲局", form="remote") == ["literal_error"]


def test_a_row_says_what_the_event_says():
    given = HEAD | {"kind": "payment", "decision": "d", "amount": "10,000元", "note": "n"}
    assert event_row(EVENT.validate_python(given)) == given
    assert event_row(read(kind="plan_entry", authority="甲局", year="2026"))["year"] == 2026
