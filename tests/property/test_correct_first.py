"""A first inspection never yields a penalty, whatever the standard and the case."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from penaltybench.testing import case_data, library_of, rulesets
from penaltybench.testing.rulesets import PENALTY

STATES = ["to_order", "running", "corrected", "ran_out", "excepted", "unknown"]


def finding(state):
    text = {"zh": "首查", "en": "first"}
    return {
        "rules": "x",
        "digest": "0" * 64,
        "enterprise": "e",
        "authority": "a",
        "on": "2026-01-01",
        "verdict": "allowed",
        "first": True,
        "correct_first": {"state": state, "label": text, "reason": text},
    }


@given(rulesets(), st.data(), st.sampled_from(STATES))
def test_no_penalty_unless_an_exception_holds_or_the_time_ran_out(trees, data, state):
    library = library_of(*trees)
    case = data.draw(case_data(library.standard(PENALTY).latest))
    plain = library.recommend(case)
    found = library.recommend({**case, "inspection": finding(state)})
    if state in ("ran_out", "excepted"):
        assert [r.options for r in found.results] == [r.options for r in plain.results]
        assert [r.status for r in found.results] == [r.status for r in plain.results]
        return
    for result in found.results:
        assert (result.options, result.fine, result.penalties) == ((), None, ())
        assert result.status in ("correct_first", "not_punished", "undetermined")
    for language in ("zh", "en"):
        assert found.explain(language)
        assert found.statement(language)
    assert json.dumps(found.to_dict(), ensure_ascii=False)
