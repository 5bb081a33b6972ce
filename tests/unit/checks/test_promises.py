"""PB0423: promises that are longer than the policy, or the law, allows."""

import pytest
from small import general, head, statutes

from penaltybench.checks.promises import check_promises
from penaltybench.testing import library_of

CITE = {"law": "甲法", "article": "第八条"}
FACTS = {
    "hard": {"type": "boolean", "label": "特别复杂"},
    "pages": {"type": "integer", "label": "页数", "domain": "[0..]"},
}


def span(text):
    days, unit = text.split()
    return {"days": days, "working": "true" if unit == "working" else "false"}


def faults(statutory, promised, *others, when=None, policy="2/3", unless=None, **keys):
    row = {"id": "r", "label": {"zh": "一般程序", "en": "ordinary"}, "statutory": span(statutory)}
    tree = head("x.limit", "time-limit") | {"department": "某局", "facts": FACTS} | keys
    tree["limits"] = [row | {"promised": span(promised), "when": when or {}}]
    if policy:
        tree["promise"] = {
            "at_most": policy,
            "label": {"zh": "缩短", "en": "shorter"},
            "cite": CITE,
        }
        if unless:
            tree["promise"]["unless"] = unless
    found = check_promises(library_of(statutes(), *others, tree).catalogue)
    return [(fault.code, fault.severity.value) for fault in found]


ERROR, WARNING = [("PB0423", "error")], [("PB0423", "warning")]


@pytest.mark.parametrize(
    ("statutory", "promised", "found"),
    [
        ("30 working", "20 working", []),
        ("30 working", "21 working", ERROR),
        ("20 working", "13 working", []),
        ("20 working", "14 working", ERROR),
        ("30 calendar", "20 calendar", []),
        ("30 calendar", "21 calendar", ERROR),
        # So many calendar days are never more than as many working days.
        ("30 working", "20 calendar", []),
        ("30 working", "21 calendar", WARNING),
        ("30 calendar", "5 working", WARNING),
        ("30 calendar", "20 working", WARNING),
        ("30 calendar", "21 working", ERROR),
    ],
)
def test_a_promise_against_two_thirds_of_the_law(statutory, promised, found):
    assert faults(statutory, promised) == found


@pytest.mark.parametrize(("promised", "found"), [("30 working", []), ("31 working", ERROR)])
def test_without_a_policy_the_law_is_the_limit(promised, found):
    assert faults("30 working", promised, policy=None) == found


@pytest.mark.parametrize(
    ("when", "unless", "exempt"),
    [
        ({"hard": "true"}, {"hard": "true"}, True),
        ({"hard": "false"}, {"hard": "true"}, False),
        ({}, {"hard": "true"}, False),
        ({"pages": "> 100"}, {"pages": ">= 100"}, True),
        ({"pages": ">= 100"}, {"pages": "> 100"}, False),
        ({"hard": "true", "pages": "> 5"}, {"hard": "true"}, True),
        ({"hard": "true"}, {"hard": "true", "pages": "> 5"}, False),
        ({"any": [{"hard": "true"}, {"pages": "> 100"}]}, {"hard": "true"}, False),
        (
            {"any": [{"hard": "true"}, {"pages": "> 100"}]},
            {"any": [{"hard": "true"}, {"pages": "> 50"}]},
            True,
        ),
        # The exception leaves nothing out: the domain ends there.
        ({}, {"pages": ">= 0"}, True),
    ],
)
def test_a_row_that_only_holds_with_the_exception_is_left_out(when, unless, exempt):
    found = faults("30 working", "30 working", when=when, unless=unless)
    assert found == ([] if exempt else ERROR)


def test_no_exception_lets_a_promise_be_longer_than_the_law():
    both = {"hard": "true"}
    assert faults("30 working", "31 working", when=both, unless=both) == ERROR


def test_the_policy_of_general_rules_holds_and_the_own_one_comes_first():
    rules = general(promise={"at_most": "1/2", "label": "减半", "cite": CITE})
    assert faults("30 working", "16 working", rules, policy=None, uses=["x.general"]) == ERROR
    assert faults("30 working", "16 working", rules, policy="2/3", uses=["x.general"]) == []


def test_the_fault_stands_at_the_promise_and_quotes_the_policy(tmp_path):
    from penaltybench.library import open_library
    from penaltybench.testing import write_rulesets

    tree = head("x.limit", "time-limit") | {"department": "某局"}
    tree["limits"] = [
        {
            "id": "r",
            "label": {"zh": "一般程序", "en": "ordinary"},
            "statutory": span("30 working"),
            "promised": span("21 working"),
        }
    ]
    tree["promise"] = {"at_most": "2/3", "label": {"zh": "缩短", "en": "shorter"}, "cite": CITE}
    write_rulesets(tmp_path, statutes(), tree)
    (fault,) = [fault for fault in open_library(tmp_path).check() if fault.code == "PB0423"]
    assert fault.place.path == "limits[0].promised"
    assert fault.place.line > 0
    assert "21个工作日" in fault.message.zh
    assert "至多为法定时限的2/3" in fault.message.zh
    assert "《甲法》第八条" in fault.message.en


def test_a_promise_that_is_published_so_can_be_accepted():
    from penaltybench.checks import run_checks

    accepted = {"code": "PB0423", "at": "limits[0]", "reason": "公布的承诺时限确实如此"}
    tree = head("x.limit", "time-limit") | {"department": "某局", "suppress": [accepted]}
    row = {"id": "r", "label": "一般程序", "statutory": span("5 working")}
    tree["limits"] = [row | {"promised": span("6 working")}]
    catalogue = library_of(statutes(), tree).catalogue
    assert [fault.code for fault in check_promises(catalogue)] == ["PB0423"]
    assert run_checks(catalogue) == ()
