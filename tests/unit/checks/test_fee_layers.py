"""PB0421, PB0406, PB0416: references between fee items."""

from fee_trees import FACTS, FEE, abolished, charged, library, policy

from penaltybench.checks import CHECKS
from penaltybench.checks.fee_layers import check_fee_layers


def one(name=FEE, **keys):
    return charged({"amount": "1元"}, name=name, **keys)


def faults(*trees):
    found = list(check_fee_layers(library(*trees).catalogue))
    for fault in found:
        assert fault.place.line > 0
        assert fault.message.zh
        assert fault.remedy.en
    return [(fault.code, fault.place.path) for fault in found]


def test_the_check_runs_with_all_others():
    assert check_fee_layers in CHECKS


def test_sound_references_have_no_faults():
    own = one(refines="x.top", similar_to=["x.model"], fee_policy=policy(standard="lowest"))
    assert faults(own, one("x.top"), one("x.model"), abolished("x.model", "2018-01-01")) == []


def test_what_is_named_has_to_be_a_fee_item():
    own = one(refines="x.tops", similar_to=["x.model", FEE])
    found = list(check_fee_layers(library(own, one("x.top")).catalogue))
    assert [(fault.code, fault.place.path) for fault in found] == [
        ("PB0421", "similar_to[0]"),
        ("PB0421", "similar_to[1]"),
        ("PB0421", "refines"),
    ]
    assert "x.top？" in found[2].remedy.zh
    assert "names itself" in found[1].message.en


def test_what_is_refined_has_to_be_in_force_as_long():
    late = one("x.top", start="2016-01-01")
    assert faults(one(refines="x.top"), late) == [("PB0421", "refines")]
    early = one("x.top")
    early["effective"] = {"from": "2015-01-01", "until": "2019-12-31"}
    (fault,) = check_fee_layers(library(one(refines="x.top"), early).catalogue)
    assert "2020-01-01" in fault.message.en
    assert "state: abolished" in fault.remedy.en
    # An edition that says that it was abolished is one.
    assert faults(one(refines="x.top"), early, abolished("x.top", "2020-01-01")) == []


def test_a_chain_may_not_lead_back():
    assert faults(one(refines=FEE)) == [("PB0406", "refines")]
    trees = one(refines="x.b"), one("x.b", refines="x.c"), one("x.c", refines=FEE)
    assert faults(*trees) == [("PB0406", "refines")] * 3
    (first, *_) = check_fee_layers(library(*trees).catalogue)
    assert "→" in first.message.zh


def test_layers_whose_standards_are_compared_mean_the_same_by_a_fact():
    other = FACTS | {"days": {"type": "decimal", "label": "天数", "domain": ">= 0"}}
    top = one("x.top", facts=other)
    lowest = one(refines="x.top", fee_policy=policy(standard="lowest"))
    (fault,) = check_fee_layers(library(lowest, top).catalogue)
    assert (fault.code, fault.place.path) == ("PB0416", "refines")
    assert "days" in fault.message.en
    assert faults(one(refines="x.top"), top) == []
