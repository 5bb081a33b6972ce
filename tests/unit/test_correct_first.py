"""A finding on an inspection bars the penalty, or asks, or no longer stands in its way."""

from __future__ import annotations

from typing import Any

import pytest
from small import DAY, penalty, recommend

from penaltybench.diagnostics import CaseError
from penaltybench.inspection_finding import InspectionFinding

DIGEST = "ab" * 32


def finding(state: str | None, **keys: Any) -> dict[str, Any]:
    """Return the data of a finding in which the rule stands at ``state``; None: not a first inspection."""
    rule = {
        "state": state,
        "label": {"zh": "首查先行责令改正", "en": "correction first"},
        "reason": {"zh": "此前没有检查", "en": "no inspection before"},
        "until": "2026-06-30",
        "cite": [{"law": "甲法", "article": "第五条"}],
    }
    return {
        "rules": "x.inspection",
        "digest": DIGEST,
        "enterprise": "e1",
        "authority": "某局",
        "on": "2026-05-20",
        "verdict": "allowed",
        "first": state is not None,
        **({"correct_first": rule} if state else {}),
    } | keys


def decided(state: str | None, **keys: Any):
    case = {"facts": {"harm": "serious"}, "inspection": finding(state, **keys)}
    return recommend(penalty(), **case)


@pytest.mark.parametrize("state", ["to_order", "running"])
def test_correction_comes_first(state):
    found = decided(state)
    assert found.status == "correct_first"
    assert found.fine is None
    assert found.options == ()
    assert found.penalties == ()
    assert found.principal.reason.zh == "此前没有检查"
    assert "甲法" in str(found.explanation.citations)
    assert "目前不予处罚" in found.statement()
    assert "no penalty as things stand" in found.statement("en")


def test_who_corrected_in_time_is_not_punished():
    found = decided("corrected")
    assert found.status == "not_punished"
    assert found.options == ()
    assert "对当事人进行教育" in found.explain()


def test_an_unknown_exception_is_asked_for():
    asked = [{"id": "danger", "label": {"zh": "危及安全", "en": "danger"}}]
    found = decided("unknown", questions=asked)
    assert found.status == "undetermined"
    assert [(q.id, q.kind) for q in found.questions] == [("danger", "inspection")]
    assert found.options == ()


@pytest.mark.parametrize("state", ["ran_out", "excepted", None])
def test_otherwise_the_standard_decides(state):
    plain = recommend(penalty(), facts={"harm": "serious"})
    found = decided(state)
    assert found.status == plain.status == "determined"
    assert (
        found.to_dict()["respondents"][0]["options"] == plain.to_dict()["respondents"][0]["options"]
    )
    correction = found.principal.correction
    assert (correction.state if correction else None) == state


def test_a_limit_that_was_met_is_told():
    met = [
        {
            "id": "plan",
            "label": {"zh": "计划", "en": "plan"},
            "otherwise": "approval",
            "reason": {"zh": "不在计划之内", "en": "outside the plan"},
            "cite": [{"law": "甲法", "article": "第六条"}],
        }
    ]
    found = decided(None, met=met, verdict="needs_approval")
    assert found.status == "determined"
    assert "计划（《甲法》第六条）：不在计划之内" in found.explain()
    assert "outside the plan" in found.explain("en", "markdown")
    assert found.to_dict()["inspection"]["met"] == met


def test_the_finding_comes_back_from_its_data():
    read = InspectionFinding.model_validate(finding("running"))
    assert InspectionFinding.model_validate(read.to_dict()) == read
    assert read.bars_penalty


@pytest.mark.parametrize(
    "change",
    [{"verdict": "perhaps"}, {"on": "yesterday"}, {"digest": "x"}, {"more": 1}],
)
def test_a_finding_that_cannot_be_read_is_an_error_of_the_case(change):
    case = {"facts": {}, "inspection": finding("running") | change}
    with pytest.raises(CaseError) as refused:
        recommend(penalty(), **case)
    assert "inspection" in refused.value.diagnostics[0].place.path


def test_near_misses_are_silent_while_correction_comes_first():
    assert decided("running").near_misses == ()
    assert DAY
