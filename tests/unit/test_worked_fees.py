"""Worked cases of fee items: what is compared, and how a difference is reported."""

import pytest
from fee_trees import COURT, abolished, charged

from penaltybench.library import Library
from penaltybench.ruleset.load import load_catalogue
from penaltybench.testing import write_rulesets
from penaltybench.worked_cases import run_worked_cases

HALF = {
    "id": "half",
    "label": "减半",
    "when": {"small": "true"},
    "by": "50%",
    "document": "财税〔2014〕101号",
}
TREE = charged(
    {"scale": "court", "of": "claim"},
    scales={"court": COURT},
    reductions=[HALF],
    price_document={"document": "市价〔2015〕1号"},
)


def run(tmp_path, *cases):
    """Return what fails of worked cases, each as the key and the message."""
    (first, *_) = write_rulesets(tmp_path, TREE, abolished("x.old", "2018-01-01"))
    tests = first.parent / "tests"
    tests.mkdir()
    (tests / "cases.yaml").write_text("\n".join(cases) + "\n", encoding="utf-8")
    catalogue, diagnostics = load_catalogue([tmp_path])
    assert diagnostics == ()
    report = run_worked_cases(Library(catalogue), tmp_path)
    assert report.diagnostics == ()
    return [
        [(d.code, d.place.path.rpartition(".")[2], d.message.en) for d in one.diagnostics]
        for one in report.results
    ]


def case(expect, case="on: 2020-06-01, facts: {claim: 100000, small: true}"):
    return f"- {{name: a, case: {{{case}}}, expect: {{{expect}}}}}"


@pytest.mark.parametrize(
    "expect",
    [
        'status: due, due: "1,150元", low: "1,150元", high: "1,150元"',
        "row: only, rows: [only], reductions: [half], questions: []",
        "document: 财税〔2014〕101号",
        "document: 市价〔2015〕1号",
    ],
)
def test_what_comes_out_as_expected_passes(tmp_path, expect):
    assert run(tmp_path, case(expect)) == [[]]


@pytest.mark.parametrize(
    ("expect", "key", "message"),
    [
        ('due: "2,300元"', "due", "a: due should be 2,300元, is 1,150元"),
        ("status: range", "status", "a: status should be range, is due"),
        ("row: other", "row", "a: row should be other, is only"),
        ("reductions: []", "reductions", "a: reductions should be —, is half"),
        ("refused: abolished", "refused", "a: refused should be abolished, is —"),
        ("questions: [claim]", "questions", "a: questions should be claim, is —"),
        (
            "document: x",
            "document",
            "a: document should be x, is 市价〔2015〕1号, 财税〔2014〕101号",
        ),
        ("cites: [第九条]", "cites", "a: cites should be 第九条, is "),
        ("error: PB0303", "error", "a: error should be PB0303, is due"),
    ],
)
def test_a_difference_is_reported_at_its_key(tmp_path, expect, key, message):
    ((fault,),) = run(tmp_path, case(expect))
    assert fault == ("PB0501", "cites" if key == "cites" else key, message)


def test_errors_unknown_facts_and_items_that_are_not_charged(tmp_path):
    cases = [
        case("error: PB0303", "on: 2020-06-01, facts: {claim: many}"),
        case("error: PB0306", "on: 2010-06-01"),
        case("status: undetermined, questions: [claim], low: 25元, row: only", "on: 2020-06-01"),
        case("refused: unlisted, due: 0元", "fee: x.feel, on: 2020-06-01"),
        case("refused: abolished, document: 财综〔2018〕8号", "ruleset: x.old, on: 2020-06-01"),
        case("due: 1元", "on: 2020-06-01, facts: {claim: many}"),
    ]
    *passed, failed = run(tmp_path, *cases)
    assert passed == [[], [], [], [], []]
    assert [(code, path) for code, path, _ in failed] == [("PB0303", "claim"), ("PB0501", "error")]
