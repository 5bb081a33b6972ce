"""From a case to its deadlines: edition, facts, rows, dates, and what they say.

2024: people do not work from 4 to 6 April and from 1 to 5 May; they work on the Sundays 7 and 28 April.
"""

import datetime as dt
import json
import sys

import pytest
from small import head, statutes

from penaltybench import CaseError
from penaltybench.deadlines import CalendarError
from penaltybench.testing import library_of
from penaltybench.time_limits import rows

CITE = {"law": "甲法", "article": "第四十二条"}
FLAG = {"type": "boolean", "label": {"zh": "特别复杂", "en": "complicated"}}


def span(days, working="true", **keys):
    return {"days": str(days), "working": working} | keys


def row(name="ordinary", days=20, working="true", **keys):
    tree = {"id": name, "label": {"zh": f"时限{name}", "en": name}}
    return tree | {"statutory": span(days, working, cite=CITE)} | keys


EXTENSION = span(
    10, label={"zh": "经批准", "en": "approved"}, cite={"law": "甲法", "article": "第九条"}
)


def limits(*found, **keys):
    tree = head("x.limit", "time-limit", "2020-01-01")
    return (
        tree | {"department": "某局", "facts": {"complicated": FLAG}, "limits": list(found)} | keys
    )


NOT_COUNTED = {
    "label": {"zh": "听证时间", "en": "hearings"},
    "cite": {"law": "甲法", "article": "第八条"},
}


def deadline(tree, *others, **case):
    return library_of(statutes(), *others, tree).deadline(
        {"limit": "x.limit", "started_on": "2024-03-01"} | case
    )


def refusal(tree, **case):
    with pytest.raises(CaseError) as caught:
        deadline(tree, **case)
    return [(fault.code, fault.place.path) for fault in caught.value.diagnostics]


def day(text):
    return dt.date.fromisoformat(f"2024-{text}")


def test_the_statutory_and_the_promised_day():
    got = deadline(limits(row(promised=span(13))))
    assert got.status == "determined"
    assert got.limit.row.id == "ordinary"
    assert (got.statutory.day, got.promised.day) == (day("03-29"), day("03-20"))
    assert (got.extended, got.extendable, got.reason) == (None, None, None)
    assert got.in_force == got.statutory
    assert (got.overdue, got.promise_kept) == (None, None)


def test_without_a_promise_there_is_none():
    got = deadline(limits(row()), done_on="2024-03-20")
    assert got.promised is None
    assert (got.overdue, got.promise_kept) == (False, None)


@pytest.mark.parametrize(
    ("extended", "last", "granted"),
    [(True, "04-15", 10), (1, "04-01", 1), (10, "04-15", 10)],
)
def test_an_extension_that_was_granted(extended, last, granted):
    got = deadline(limits(row(extension=EXTENSION)), extended=extended)
    assert got.extended.day == got.in_force.day == day(last)
    assert got.limit.granted == granted
    assert got.extendable.day == day("04-15")
    assert got.statutory.day == day("03-29")


def test_an_extension_that_was_not_granted_is_only_possible():
    got = deadline(limits(row(extension=EXTENSION)), done_on="2024-04-01")
    assert got.extended is None
    assert got.extendable.day == day("04-15")
    assert got.overdue is True


def test_an_extension_in_another_unit_runs_from_the_last_day():
    got = deadline(limits(row(days=30, working="false", extension=EXTENSION)), extended=True)
    # 31 March is a Sunday: the limit ends on 1 April, and 7 April is a working day.
    assert got.statutory.counted[0].postponed_from == day("03-31")
    assert got.statutory.day == day("04-01")
    assert got.extended.counted[0].start == day("04-01")
    assert got.extended.day == day("04-16")


def test_time_that_is_not_counted_moves_every_limit():
    stops = [{"from": "2024-03-07", "to": "2024-03-08"}, {"from": "2024-03-05", "to": "2024-03-07"}]
    tree = limits(row(promised=span(13), extension=EXTENSION), not_counted=NOT_COUNTED)
    got = deadline(tree, not_counted=stops, extended=True)
    assert got.statutory.day == day("04-07")
    assert got.promised.day == day("03-26")
    assert got.extended.day == day("04-19")
    assert got.statutory.counted[0].left_out == 4


def test_general_rules_say_what_is_not_counted():
    general = head("x.general", "general", "2020-01-01") | {"not_counted": NOT_COUNTED}
    stops = [{"from": "2024-03-05", "to": "2024-03-08"}]
    got = deadline(limits(row(), uses=["x.general"]), general, not_counted=stops)
    assert got.statutory.day == day("04-07")
    assert [cite.article for cite in got.citations] == ["第四十二条", "第八条"]


@pytest.mark.parametrize(
    ("done", "overdue", "kept"),
    [
        ("03-20", False, True),
        ("03-21", False, False),
        ("03-29", False, False),
        ("03-30", True, False),
    ],
)
def test_whether_it_was_done_in_time(done, overdue, kept):
    got = deadline(limits(row(promised=span(13))), done_on=f"2024-{done}")
    assert (got.overdue, got.promise_kept) == (overdue, kept)


TWO = limits(
    row("plain", 20, when={"complicated": "false"}, promised=span(13)),
    row("hard", 45, when={"complicated": "true"}, extension=EXTENSION),
)


def test_an_unknown_fact_leaves_the_rows_that_may_apply():
    got = deadline(TWO)
    assert got.status == "undetermined"
    assert [one.row.id for one in got.limits] == ["plain", "hard"]
    assert (got.statutory.earliest, got.statutory.latest) == (day("03-29"), day("05-08"))
    assert (got.statutory.day, got.statutory.certain) == (None, True)
    assert (got.promised.latest, got.promised.certain, got.promised.day) == (
        day("03-20"),
        False,
        None,
    )
    assert [question.id for question in got.questions] == ["complicated"]
    assert got.limit is None
    assert "“时限plain”" in got.reason.zh


@pytest.mark.parametrize(
    ("done", "overdue", "kept"),
    [("03-20", False, None), ("04-01", None, None), ("05-09", True, None)],
)
def test_what_holds_for_every_row_that_may_apply_is_known(done, overdue, kept):
    got = deadline(TWO, done_on=f"2024-{done}")
    assert (got.overdue, got.promise_kept) == (overdue, kept)


def test_a_known_fact_decides():
    got = deadline(TWO, facts={"complicated": True})
    assert (got.status, got.limit.row.id, got.questions) == ("determined", "hard", ())


def test_an_extension_that_one_possible_row_allows_is_not_refused():
    got = deadline(TWO, extended=True)
    assert [one.granted for one in got.limits] == [0, 10]
    assert (got.extended.certain, got.in_force.earliest) == (False, day("03-29"))


def test_no_row_is_a_gap_and_two_are_a_conflict():
    gap = deadline(limits(row(when={"complicated": "true"})), facts={"complicated": False})
    assert (gap.status, gap.limits, gap.statutory) == ("gap", (), None)
    assert "没有适用的时限" in gap.explain()
    both = deadline(limits(row("a"), row("b", 30)), done_on="2024-03-20")
    assert both.status == "conflict"
    assert (both.limit, both.statutory.earliest, both.statutory.day) == (None, day("03-29"), None)
    assert both.overdue is False


def test_a_gap_that_is_only_possible_leaves_everything_open():
    got = deadline(limits(row(when={"complicated": "true"})), done_on="2024-03-02")
    assert got.status == "undetermined"
    assert (got.overdue, got.statutory.day) == (None, None)
    assert "可能没有时限适用" in got.reason.zh
    conflict = deadline(limits(row("a"), row("b", when={"complicated": "true"})))
    assert "可能几项同时符合" in conflict.reason.zh
    assert conflict.reason.en.endswith("maybe several hold at once")


def test_a_derived_fact_asks_for_its_dates():
    facts = {
        "filed_late": {
            "type": "integer",
            "label": "天数",
            "derive": {"days": ["started_on", "corrected_on"]},
        },
        "corrected_on": {"type": "date", "label": "补正之日"},
    }
    tree = limits(
        row("soon", when={"filed_late": "< 5"}),
        row("late", 30, when={"filed_late": ">= 5"}),
        facts=facts,
    )
    assert [question.id for question in deadline(tree).questions] == ["corrected_on"]
    got = deadline(tree, facts={"corrected_on": "2024-03-06"})
    assert got.limit.row.id == "late"
    assert got.questions == ()


def test_too_many_combinations_are_said_not_to_be_exhaustive(monkeypatch):
    monkeypatch.setattr(rows, "MAX_COMBINATIONS", 2)
    assert deadline(TWO).exhaustive is True
    names = [f"f{number}" for number in range(3)]
    facts = {name: {"type": "boolean", "label": name} for name in names}
    tree = limits(row(when=dict.fromkeys(names, "true")), facts=facts)
    got = deadline(tree)
    assert (got.exhaustive, got.status) == (False, "undetermined")
    assert "未穷尽" in got.explain()
    assert "not exhaustive" in got.explain("en")


@pytest.mark.parametrize(
    ("tree", "case", "found"),
    [
        (limits(row()), {"limit": "x.limits"}, [("PB0301", "limit")]),
        (limits(row()), {"started_on": "2019-12-31"}, [("PB0306", "started_on")]),
        (limits(row()), {"facts": {"hard": True}}, [("PB0302", "facts.hard")]),
        (limits(row()), {"facts": {"started_on": "2024-03-01"}}, [("PB0302", "facts.started_on")]),
        (limits(row()), {"facts": {"complicated": "very"}}, [("PB0303", "facts.complicated")]),
        (limits(row()), {"extended": True}, [("PB0312", "extended")]),
        (limits(row(extension=EXTENSION)), {"extended": 11}, [("PB0312", "extended")]),
        (
            limits(row()),
            {"not_counted": [{"from": "2024-03-04", "to": "2024-03-05"}]},
            [("PB0313", "not_counted")],
        ),
        (
            limits(row(), not_counted=NOT_COUNTED),
            {
                "not_counted": [{"from": "2024-02-01", "to": "2024-03-01"}],
                "done_on": "2024-02-29",
                "facts": {"hard": True},
            },
            [("PB0309", "done_on"), ("PB0302", "facts.hard"), ("PB0309", "not_counted[0].to")],
        ),
    ],
)
def test_a_case_that_cannot_be_decided_as_it_stands(tree, case, found):
    assert refusal(tree, **case) == found


def test_a_ruleset_of_another_kind_is_named_as_such():
    with pytest.raises(CaseError, match="kind: fee"):
        library_of(statutes(), fee()).deadline({"limit": "x.fee", "started_on": "2024-03-01"})


def fee():
    return head("x.fee", "fee", "2020-01-01") | {
        "department": "某局",
        "payer": "某人",
        "service": "某事",
        "state": "suspended",
        "changed_by": {"document": "某文", "on": "2020-01-01"},
    }


@pytest.mark.parametrize("start", ["2003-03-03", "2090-03-01", "9999-12-30"])
def test_a_year_without_a_calendar_gives_no_date(start):
    tree = limits(row()) | {"effective": {"from": "2000-01-01"}}
    with pytest.raises(CalendarError, match="PB0602"):
        deadline(tree, started_on=start)


def test_the_end_of_all_dates_gives_no_date():
    endless = [{"from": "2024-03-04", "to": "9999-12-31"}]
    tree = limits(row(working="false"), not_counted=NOT_COUNTED)
    with pytest.raises(CalendarError, match="PB0602"):
        deadline(tree, not_counted=endless)


def test_an_extension_beyond_the_calendar_keeps_the_limit():
    from penaltybench.deadlines import coverage

    last = coverage()[1]
    tree = limits(row(days=5, extension=span(300, label={"zh": "经批准", "en": "approved"})))
    got = deadline(tree, started_on=f"{last}-11-02")
    assert got.statutory.day.year == last
    assert got.extendable is None
    assert got.limit.not_computed.code == "PB0602"
    assert str(last + 1) in got.explain()
    assert str(last + 1) in got.explain("en")
    assert got.to_dict()["rows"][0]["not_computed"]["en"]
    with pytest.raises(CalendarError):
        deadline(tree, started_on=f"{last}-11-02", extended=True)


def test_without_the_calendar_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    with pytest.raises(CalendarError, match="PB0601"):
        deadline(limits(row()))


def test_the_edition_of_the_first_day_governs():
    old = limits(row(days=30)) | {"effective": {"from": "2020-01-01"}}
    new = limits(row(days=10)) | {"effective": {"from": "2024-03-02"}}
    library = library_of(statutes(), old, new)
    for start, days in (("2024-03-01", 30), ("2024-03-02", 10)):
        got = library.deadline({"limit": "x.limit", "started_on": start})
        assert got.limit.statutory.days == days


def test_the_explanation_says_what_was_read_and_counted():
    tree = limits(
        row(
            "plain",
            30,
            "false",
            when={"complicated": "false"},
            promised=span(13),
            extension=EXTENSION,
        ),
        row("other", 5, when={"any": [{"complicated": "true"}, {"started_on": "< 2021-01-01"}]}),
        not_counted=NOT_COUNTED,
        promise={"at_most": "1/2", "label": {"zh": "减半", "en": "half"}, "cite": CITE},
        issued={"by": "某机关", "document": "某号"},
    )
    case = {
        "facts": {"complicated": False},
        "not_counted": [{"from": "2024-03-05", "to": "2024-03-06", "reason": "听证"}],
        "done_on": "2024-04-03",
    }
    text = deadline(tree, **case).explain()
    for phrase in (
        "● 时限plain — 法定30日，承诺13个工作日，可延长10个工作日（经批准）",
        "✓ 符合：无“特别复杂”情形（实际：否）",
        "○ 时限other",
        "✗ 不符合：情形1",
        "法定时限：30日，自2024年3月1日次日起算，不计入2日，至2024年4月2日（《甲法》第四十二条）",
        "承诺时限：13个工作日，自2024年3月1日次日起算，不计入2个工作日，至2024年3月22日",
        "至多可以延长：10个工作日，自2024年4月2日次日起算",
        "不计入的时间：听证时间（《甲法》第八条）",
        "2024年3月5日至2024年3月6日（听证）",
        "承诺的规则：减半（至多为法定时限的1/2）（《甲法》第四十二条）",
        "办结：2024年4月3日，已超期，未兑现承诺",
        "发布：某机关，某号",
    ):
        assert phrase in text, text
    english = deadline(tree, **case).explain("en", "markdown")
    assert english.startswith("# example\n\n- Ruleset: x.limit (since 2020-01-01, example")
    assert "\n## Counting\n\n- Statutory: 30 calendar days from the day after 2024-03-01" in english
    assert "Done: 2024-04-03, overdue, the promise was broken" in english


def test_the_data_names_its_schema_and_is_json():
    data = deadline(TWO, done_on="2024-04-01").to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data["format"] == "penaltybench/deadlines/1"
    assert data["statutory"] == {
        "day": None,
        "earliest": "2024-03-29",
        "latest": "2024-05-08",
        "certain": True,
    }
    assert data["row"] is None
    assert [one["id"] for one in data["rows"]] == ["plain", "hard"]
    assert data["overdue"] is None
    one = deadline(limits(row(days=30, working="false"))).to_dict()
    assert one["rows"][0]["statutory"]["postponed_from"] == "2024-03-31"
    assert one["statutory"]["day"] == "2024-04-01"
    assert one["row"] == "ordinary"


def test_the_explanation_of_what_is_open_says_so():
    text = deadline(TWO, done_on="2024-04-01").explain()
    for phrase in (
        "？ 时限plain",
        "？未知：特别复杂（实际：未知）",
        "最后一日：2024年3月29日至2024年5月8日之间的一日",
        "承诺的最后一日：2024年3月20日，也可能没有",
        "2024年4月1日，是否超期尚不确定，是否兑现承诺尚不确定",
        "需要查明：\n    - 特别复杂",
    ):
        assert phrase in text, text
    english = deadline(TWO).explain("en")
    assert "? plain" in english
    assert "a day from 2024-03-29 to 2024-05-08" in english
    assert "2024-03-20, or none" in english


def test_the_explanation_of_a_postponed_day_names_the_holiday():
    tree = limits(row(days=30, working="false")) | {
        "effective": {"from": "2020-01-01", "until": "2024-12-31"}
    }
    got = deadline(tree)
    assert "2024年3月31日是休息日，顺延至2024年4月1日" in got.explain()
    assert "2024-03-31 is a holiday: moved to 2024-04-01" in got.explain("en")
    assert "2020年1月1日至2024年12月31日" in got.explain()


def test_a_fact_that_changes_nothing_is_not_asked_for():
    facts = {"complicated": FLAG, "online": {"type": "boolean", "label": "网上申请"}}
    both = {"any": [{"online": "true"}, {"online": "false"}]}
    tree = limits(
        row("plain", when={"complicated": "false"} | both),
        row("hard", 45, when={"complicated": "true"} | both),
        facts=facts,
    )
    assert [question.id for question in deadline(tree).questions] == ["complicated"]
    got = deadline(tree, facts={"complicated": False})
    assert (got.status, got.questions, got.limit.row.id) == ("determined", (), "plain")
