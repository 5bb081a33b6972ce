"""Charges that were made, held against what was due."""

import pytest
from fee_trees import DAY, FEE, abolished, charged, item, library, policy

from penaltybench import read_charges
from penaltybench.library import Library


def one(**keys):
    return charged({"amount": "100元"}, price_document={"document": "市价〔2015〕1号"}, **keys)


def audit(library_, charged_, fee=FEE, on=DAY, **facts):
    (row,) = library_.audit_charges([{"fee": fee, "on": on, "charged": charged_, **facts}]).rows
    return row


HALF = {
    "id": "half",
    "label": {"zh": "小微企业减半", "en": "half for small enterprises"},
    "when": {"small": "true"},
    "by": "50%",
    "document": "财税〔2014〕101号",
}


@pytest.mark.parametrize(
    ("charged_", "verdict", "difference", "reason"),
    [
        ("100", "correct", 0, "与应收金额一致"),
        ("100.01", "overcharged", 1, "高于标准（市价〔2015〕1号）"),
        ("99.99", "undercharged", -1, "低于标准"),
    ],
)
def test_a_verdict_and_its_reason(charged_, verdict, difference, reason):
    row = audit(library(one()), charged_)
    assert (row.verdict, row.difference, row.reason.zh) == (verdict, difference, reason)


@pytest.mark.parametrize(
    ("trees", "row", "verdict", "reason"),
    [
        ([one(), abolished(FEE, "2018-01-01")], {"charged": 60}, "overcharged", "财综〔2018〕8号"),
        ([one(), abolished(FEE, "2018-01-01")], {"charged": 0}, "correct", "nothing was charged"),
        ([one()], {"charged": 5, "fee": "x.other"}, "overcharged", "does not list x.other"),
        ([one(reductions=[HALF])], {"charged": 100, "small": True}, "overcharged", "(财税〔2014〕101号) was not applied"),
        ([one(reductions=[HALF])], {"charged": 50, "small": False}, "undercharged", "its condition fails"),
        ([one(reductions=[HALF | {"until": "2019-12-31"}])], {"charged": 50, "small": True}, "undercharged", "not in force on that day"),
        ([one(reductions=[HALF])], {"charged": 70, "small": True}, "overcharged", "above the standard"),
    ],
)  # fmt: skip
def test_the_rule_that_was_not_kept(trees, row, verdict, reason):
    got = audit(library(*trees), row.pop("charged"), **row)
    assert got.verdict == verdict
    assert reason in got.reason.en


RANGE = charged({"amount": "[35元..84元]"}, reductions=[HALF])


@pytest.mark.parametrize(
    ("charged_", "facts", "verdict", "difference", "reason"),
    [
        (35, {"small": False}, "correct", 0, "what is due"),
        (60, {"small": False}, "overcharged", 2500, "a range is charged at its lower bound (《甲法》第一条)"),
        (84, {"small": False}, "overcharged", 4900, "lower bound"),
        (85, {"small": False}, "overcharged", 5000, "above the standard"),
        (60, {"small": True}, "overcharged", 4250, "lower bound (《甲法》第一条); this is above it; the reduction"),
        (35, {"small": True}, "overcharged", 1750, "was not applied"),
    ],
)  # fmt: skip
def test_above_the_lower_bound(charged_, facts, verdict, difference, reason):
    tree = RANGE | {"fee_policy": policy(discretionary="lower_bound")}
    row = audit(library(tree), charged_, **facts)
    assert (row.verdict, row.difference) == (verdict, difference)
    assert reason in row.reason.en


def test_inside_a_range_everything_is_correct():
    held = library(RANGE)
    verdicts = [audit(held, fen, small=False).verdict for fen in (34, 35, 60, 84, 85)]
    assert verdicts == ["undercharged", "correct", "correct", "correct", "overcharged"]
    assert "inside the range" in audit(held, 60, small=False).reason.en


def test_the_standard_of_another_layer_is_named():
    top = charged({"amount": "80元"}, name="x.top", price_document={"document": "省价〔2016〕2号"})
    own = one(refines="x.top", fee_policy=policy(standard="lowest"))
    row = audit(library(own, top), 100)
    assert (row.verdict, row.difference) == ("overcharged", 2000)
    assert row.reason.zh == "各级标准中应按最低的收取（《甲法》第一条）：省价〔2016〕2号"
    assert "高于标准" in audit(library(own, top), 90).reason.zh


def test_a_lowered_standard_is_named():
    lowered = one(state="reduced", changed_by={"document": "省价〔2016〕26号"})
    assert "降低标准（省价〔2016〕26号）" in audit(library(lowered), 120).reason.zh


BY_KIND = item(
    standard={
        "rows": [
            {"id": "p", "when": {"kind": "property"}, "charge": {"amount": "10元"}},
            {"id": "d", "when": {"kind": "divorce"}, "charge": {"amount": "30元"}},
            {"id": "o", "when": {"kind": "other"}, "charge": {"amount": "20元"}},
        ]
    }
)


@pytest.mark.parametrize(
    ("charged_", "verdict", "difference"),
    [
        (9, "undercharged", -100),
        (10, "undecided", 0),
        (30, "undecided", 0),
        (31, "overcharged", 100),
    ],
)
def test_while_facts_are_unknown_only_what_is_certain_counts(charged_, verdict, difference):
    row = audit(library(BY_KIND), charged_)
    assert (row.verdict, row.difference) == (verdict, difference)
    assert (str(row.low), str(row.high)) == ("10元", "30元")
    if verdict == "undecided":
        assert row.reason.zh == "取决于类别"
        assert [question.id for question in row.assessment.questions] == ["kind"]


def test_without_a_standard_nothing_is_decided():
    rows = BY_KIND["standard"]["rows"]
    held = library(BY_KIND | {"standard": {"rows": [rows[0], rows[0] | {"id": "q"}, rows[1]]}})
    gap, conflict = audit(held, 500, kind="other"), audit(held, 500, kind="property")
    assert [(one.verdict, one.low) for one in (gap, conflict)] == [("undecided", None)] * 2
    assert "no row of the standard holds" in gap.reason.en
    # While it is open whether there is a standard, too much is not certain either.
    assert audit(held, 500).verdict == "undecided"


# --- the whole report ---------------------------------------------------------------------------

CSV = """id,fee,on,charged,kind,area,farce
A,x.fee,2020-06-01,10,property,,
B,x.fee,2020-06-01,40,,,x
C,x.fee,2020-06-01,abc,,,
D,x.fee,2014-06-01,10,,,
E,x.fee,2020-06-01,10,,many,
F,x.fee,2020-06-01,10,,,
G,x.old,2020-06-01,8,,3,
"""


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "charges.csv"
    path.write_text(CSV, encoding="utf-8")
    old = charged({"per": "area", "rate": "1元"}, name="x.old")
    held = library(BY_KIND, old, abolished("x.old", "2018-01-01"))
    return held.audit_charges(read_charges(path))


def test_good_rows_are_audited_and_bad_ones_have_their_place(report):
    assert [row.charge.id for row in report.rows] == ["A", "B", "F", "G"]
    assert [(d.code, d.place.line, d.place.path) for d in report.diagnostics] == [
        ("PB0302", 3, "farce"),
        ("PB0204", 4, "charged"),
        ("PB0306", 5, "on"),
        ("PB0303", 6, "area"),
    ]


def test_totals_and_totals_by_item(report):
    totals = report.totals
    assert (totals.all.number, totals.all.fen) == (4, 6800)
    assert (totals.overcharged.number, totals.overcharged.fen) == (2, 1800)
    assert (totals.undecided.number, totals.undecided.fen) == (1, 1000)
    assert (totals.undercharged.number, totals.correct.number) == (0, 1)
    by_fee = {one.fee: one.totals.overcharged.fen for one in report.by_fee}
    assert by_fee == {"x.fee": 1000, "x.old": 800}


def test_the_report_in_words(report):
    zh, en = report.explain("zh"), report.explain("en", "markdown")
    assert "多收：2笔，18元" in zh
    assert "第7笔（G）：项目 x.old，2020年6月1日，实收8元，应收0元，多收8元" in zh
    assert "charges.csv:4:4 [charged] PB0204" in zh
    assert "## Overcharged" in en
    assert "- charge 2 (B): item x.fee, 2020-06-01, charged 40 yuan" in en
    assert "did you mean" in en or "check the name of the column" in en
    data = report.to_dict()
    assert data["format"] == "penaltybench/charge-audit/1"
    assert data["totals"]["overcharged"] == {"number": 2, "fen": 1800}
    assert [row["line"] for row in data["rows"]] == [2, 3, 7, 8]
    assert data["rows"][3]["document"]["document"] == "财综〔2018〕8号"
    assert len(data["diagnostics"]) == 4


def test_an_empty_table():
    report = Library(library(BY_KIND).catalogue).audit_charges([])
    assert (report.rows, report.totals.all.number) == ((), 0)
    assert "共0笔" in report.explain("zh")
