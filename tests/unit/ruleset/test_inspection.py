"""Rules of inspection as an author writes them: what is refused, and what is declared by itself."""

import pytest
from inspected import edition, limit, rules

from penaltybench.diagnostics import RulesetError
from penaltybench.interval import Interval
from penaltybench.testing import library_of


def refused(*limits, **keys):
    with pytest.raises(RulesetError) as error:
        library_of(rules(*limits, **keys))
    return [(fault.code, fault.place.path) for fault in error.value.diagnostics]


def test_day_and_form_of_the_inspection_need_no_declaration():
    facts = edition(limit("plan", when={"form": "on_site", "inspected_on": ">= 2026-01-01"})).facts
    assert tuple(facts["form"].values) == ("on_site", "off_site")
    assert facts["inspected_on"].label.en == "day of the inspection"


def test_the_form_may_be_declared_with_a_label_of_its_own():
    form = {
        "type": "enum",
        "label": "进厂与否",
        "values": {"on_site": "进厂", "off_site": "不进厂"},
    }
    assert edition(facts={"form": form}).facts["form"].label.zh == "进厂与否"
    other = form | {"values": {"visit": "进厂", "call": "电话"}}
    assert refused(facts={"form": other}) == [("PB0416", "facts.form")]
    assert refused(facts={"form": {"type": "boolean", "label": "x"}}) == [("PB0416", "facts.form")]


def test_a_limit_as_it_is_read():
    found = edition(
        limit("frequency", at_most="2", within={"years": "1"}, counts=["routine"], form="on_site")
    )
    (only,) = found.limits
    assert (only.at_most, only.counts, only.form, only.by) == (
        2,
        ("routine",),
        "on_site",
        "same_authority",
    )
    (quiet,) = edition(limit("quiet_days", days="[1..15]")).limits
    assert quiet.days == Interval(1, 15)


@pytest.mark.parametrize(
    "keys",
    [
        {"limit": "quiet_days"},
        {"limit": "quiet_days", "days": "[1..15]", "at_most": "2"},
        {"limit": "frequency", "at_most": "2"},
        {"limit": "one_city"},
        {"limit": "plan", "within": {"years": "1"}},
        {"limit": "plan", "counts": ["routine"]},
        {"limit": "protection", "form": "on_site"},
        {"limit": "one_city", "within": {"years": "1"}, "by": "any_authority"},
        {"limit": "quiet_days", "days": "[0..15]"},
        {"limit": "quiet_days", "days": "[1..32]"},
        {"limit": "quiet_days", "days": "[1..]"},
        {"limit": "quiet_days", "days": "[9..1]"},
        {"limit": "one_city", "within": {}},
        {"limit": "one_city", "within": {"years": "1", "days": "5"}},
        {"limit": "one_city", "within": {"calendar_year": "false"}},
    ],
)
def test_each_kind_of_limit_has_exactly_its_keys(keys):
    ((code, path),) = refused({"id": "a", "label": "x", "otherwise": "approval"} | keys)
    assert code in ("PB0202", "PB0204")
    assert path.startswith("limits[0]")


@pytest.mark.parametrize("within", [{"years": "1"}, {"days": "30"}, {"calendar_year": "true"}])
def test_spans_of_each_kind(within):
    assert edition(limit("one_city", within=within)).limits[0].within is not None


def test_occasions_that_count_are_declared():
    counted = limit("frequency", at_most="2", within={"years": "1"}, counts=["rutine"])
    assert refused(counted) == [("PB0418", "limits[0].counts[0]")]
    assert refused(counted, facts={}) == [("PB0401", "limits[0].counts")]


def test_ids_of_limits_stand_once():
    assert refused(limit("plan", "a"), limit("protection", "a")) == [("PB0408", "limits[1].id")]
