"""States, layers and similar items: whether an item is charged at all, and by whose standard."""

import datetime as dt
from dataclasses import replace

import pytest
from fee_trees import DAY, FACTS, FEE, abolished, assess, charged, item, library, policy

from penaltybench.diagnostics import CaseError, Diagnostic, Place, Severity
from penaltybench.fees import assess as assess_with
from penaltybench.fees import fee_case_from_data
from penaltybench.text import same

ALL = policy(higher_ends="not_charged", standard="lowest", similar="not_charged")


def one(name=FEE, amount="10元", **keys):
    return charged({"amount": amount}, name=name, **keys)


@pytest.mark.parametrize("state", ["abolished", "suspended", "exempt"])
def test_an_ended_item_says_by_which_document_and_since_when(state):
    ended = abolished(FEE, "2018-01-01", state)
    before = assess(one(), ended, on="2017-12-31")
    assert (before.status, str(before.due)) == ("due", "10元")
    got = assess(ended, one(), on="2018-01-01")
    assert (got.status, got.refused.kind, str(got.due)) == ("not_charged", state, "0元")
    assert got.refused.document.document == "财综〔2018〕8号"
    assert got.refused.since == dt.date(2018, 1, 1)
    assert "财综〔2018〕8号" in got.documents
    assert "2018年1月1日" in got.reason.zh
    assert "since 2018-01-01 (财综〔2018〕8号, 某部, 2018-01-01)" in got.reason.en


def test_a_state_that_goes_on_through_editions_has_lasted_since_the_first():
    first, second = (abolished(FEE, day) for day in ("2018-01-01", "2020-01-01"))
    got = library(one(), first, second).assess({"fee": FEE, "on": DAY})
    assert got.refused.since == dt.date(2018, 1, 1)
    suspended = abolished(FEE, "2018-01-01", "suspended")
    got = library(one(), suspended, second).assess({"fee": FEE, "on": DAY})
    assert (got.refused.kind, got.refused.since) == ("abolished", dt.date(2020, 1, 1))


def test_what_is_ended_needs_no_facts_and_asks_none():
    got = library(one(), abolished(FEE, "2018-01-01")).assess(
        {"fee": FEE, "on": DAY, "facts": {"anything": "at all"}}
    )
    assert (got.status, got.questions) == ("not_charged", ())


@pytest.mark.parametrize("day", ["2014-12-31", "2020-01-01"])
def test_a_day_without_an_edition_is_a_fault_that_says_which_there_are(day):
    tree = one()
    tree["effective"] = {"from": "2015-01-01", "until": "2019-12-31"}
    with pytest.raises(CaseError) as error:
        assess(tree, on=day)
    (fault,) = error.value.diagnostics
    assert (fault.code, fault.place.path) == ("PB0306", "on")
    assert "2015-01-01 – 2019-12-31" in fault.message.en


def test_an_item_that_is_not_listed_is_refused_with_the_closest_id():
    got = library(one()).assess({"fee": "x.fees", "on": DAY, "facts": {"a": 1}})
    assert (got.status, got.item, got.refused.kind) == ("not_charged", None, "unlisted")
    assert (got.refused.closest, got.refused.cite) == (FEE, ())
    assert "x.fees" in got.reason.zh
    assert FEE in got.explain("zh")
    assert library(one()).assess({"fee": "qqq", "on": DAY}).refused.closest is None


def test_an_item_that_was_left_out_because_of_errors_is_not_taken_for_unlisted():
    loaded = library(one("x.other"))
    case = fee_case_from_data({"fee": FEE, "on": DAY})
    broken = Diagnostic("PB0204", same("a"), same("b"), Place("/r/x/fee/2015-01-01.yaml", 3, 1))
    with pytest.raises(CaseError) as error:
        assess_with(loaded.catalogue, case, [broken])
    assert [fault.code for fault in error.value.diagnostics] == ["PB0204", "PB0301"]
    elsewhere = Diagnostic("PB0204", same("a"), same("b"), Place("/r/x/feet/2015-01-01.yaml"))
    assert assess_with(loaded.catalogue, case, [elsewhere]).refused.kind == "unlisted"
    warning = replace(broken, severity=Severity.WARNING)
    assert assess_with(loaded.catalogue, case, [warning]).refused.kind == "unlisted"


# --- higher layers ------------------------------------------------------------------------------


def test_what_a_higher_layer_has_ended_is_refused_only_where_that_is_a_rule():
    own = one(refines="x.middle", fee_policy=ALL)
    middle = one("x.middle", refines="x.top")
    top, ended = one("x.top"), abolished("x.top", "2018-01-01")
    got = assess(own, middle, top, ended)
    assert (got.refused.kind, got.refused.ended.id) == ("higher", "x.top")
    assert [str(cite) for cite in got.refused.cite] == ["甲法第一条"]
    assert "甲法" in got.explain("en")
    assert assess(own, middle, top, ended, on="2017-12-31").status == "due"
    free = one(refines="x.middle", fee_policy=policy(standard="lowest"))
    assert assess(free, middle, top, ended).status == "due"


def test_a_missing_layer_and_a_cycle_are_said():
    own = one(refines="x.top", fee_policy=ALL)
    got = assess(own)
    assert (got.status, got.layers.missing) == ("due", "x.top")
    assert "x.top" in got.explain("zh")
    late = one("x.top", start="2021-01-01")
    assert assess(own, late).layers.missing == "x.top"
    back = one("x.top", refines=FEE)
    got = assess(own, back)
    assert (got.status, got.layers.cycle) == ("due", FEE)
    assert "refines itself" in got.explain("en")
    assert assess(one(refines=FEE)).layers.cycle == FEE


# --- similar items ------------------------------------------------------------------------------


def test_what_resembles_an_abolished_item_is_refused_where_that_is_a_rule():
    model, ended = one("x.model"), abolished("x.model", "2018-01-01")
    own = one(similar_to=["x.gone", "x.model"], fee_policy=ALL)
    got = assess(own, model, ended)
    assert (got.refused.kind, got.refused.ended.id) == ("similar", "x.model")
    assert got.refused.document.document == "财综〔2018〕8号"
    assert [str(cite) for cite in got.refused.cite] == ["甲法第三条"]
    assert assess(own, model, ended, on="2017-12-31").status == "due"
    assert assess(one(similar_to=["x.model"]), model, ended).status == "due"
    # A suspended item is not an abolished one.
    assert assess(own, model, abolished("x.model", "2018-01-01", "suspended")).status == "due"


def test_what_a_higher_layer_no_longer_charges_by_its_own_rule_is_ended_here_too():
    model, ended = one("x.model"), abolished("x.model", "2018-01-01")
    top = one("x.top", similar_to=["x.model"], fee_policy=policy(similar="not_charged"))
    own = one(refines="x.top", fee_policy=policy(higher_ends="not_charged"))
    assert assess(own, top, model, ended).refused.kind == "similar"
    assert assess(one(refines="x.top"), top, model, ended).status == "due"
    # The rule of the item itself reaches what the item above resembles.
    plain = one("x.top", similar_to=["x.model"])
    strict = one(refines="x.top", fee_policy=policy(similar="not_charged"))
    assert assess(strict, plain, model, ended).refused.kind == "similar"


# --- the lowest standard ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "above", "rule", "expected", "document"),
    [
        ("10元", "8元", True, "8元", "x.top价"),
        ("8元", "10元", True, "8元", "x.fee价"),
        ("8元", "8元", True, "8元", "x.fee价"),
        ("10元", "8元", False, "10元", "x.fee价"),
    ],
)
def test_of_the_layers_standards_the_lowest_is_due(own, above, rule, expected, document):
    keys = {"fee_policy": policy(standard="lowest")} if rule else {}
    tree = one(amount=own, refines="x.top", price_document={"document": "x.fee价"}, **keys)
    top = one("x.top", amount=above, price_document={"document": "x.top价"})
    got = assess(tree, top)
    assert str(got.due) == expected
    assert document in got.documents
    if rule and own != above:
        assert f"依项目 {'x.top' if above == '8元' else FEE}（{document}）" in got.explain("zh")


def test_each_layer_reads_the_facts_that_it_declares():
    own = one(amount="100元", refines="x.top", fee_policy=policy(standard="lowest"))
    own["facts"] = {"kind": FACTS["kind"]}
    rows = [
        {
            "id": "a",
            "when": {"kind": "other", "small": "true"},
            "charge": {"per": "days", "rate": "5元"},
        },
        {"id": "b", "when": {"kind": "not(other)"}, "charge": {"amount": "300元"}},
    ]
    top = item("x.top", standard={"rows": rows})
    assert str(assess(own, top, kind="divorce").due) == "100元"
    got = assess(own, top, kind="other", small=True, days=3)
    assert (str(got.due), got.row.id) == ("15元", "only")
    # What only the higher layer asks can change what is due.
    open_ = assess(own, top, kind="other")
    assert (open_.status, str(open_.low), str(open_.high)) == ("undetermined", "5元", "100元")
    assert [question.id for question in open_.questions] == ["small", "days"]
    # A layer that has no row for the case has no standard for it.
    assert str(assess(own, top, kind="other", small=False).due) == "100元"
    with pytest.raises(CaseError):
        assess(own, top, kind="other", days="many")


def test_a_layer_that_cannot_be_compared_is_left_out_and_that_is_said():
    own = one(amount="100元", refines="x.top", fee_policy=policy(standard="lowest"))
    top = one("x.top", amount="8元")
    top["facts"] = FACTS | {"days": {"type": "decimal", "label": "天数", "domain": ">= 0"}}
    got = assess(own, top)
    assert str(got.due) == "100元"
    assert "要素 days 的声明不同" in got.explain("zh")
    gone = abolished("x.top", "2018-01-01")
    got = assess(own, one("x.top", amount="8元"), gone)
    assert str(got.due) == "100元"
    assert "no longer charged" in got.explain("en")


def test_ranges_of_layers_are_compared_at_each_end():
    rules = policy(standard="lowest")
    top = one("x.top", amount="[20元..30元)")
    got = assess(one(amount="[10元..50元]", refines="x.top", fee_policy=rules), top)
    assert (got.status, str(got.low), str(got.high)) == ("range", "10元", "29.99元")
    rules |= policy(discretionary="lower_bound")
    got = assess(one(amount="(20元..50元]", refines="x.top", fee_policy=rules), top)
    assert str(got.due) == "20元"
