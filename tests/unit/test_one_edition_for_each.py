"""Faults that comparing editions, joining acts and mitigating once had."""

import pytest
from made import STATUTES, case, circumstance, fined, row, ruleset, schedule

from penaltybench.concurrence import join
from penaltybench.diagnostics import CaseError
from penaltybench.testing import library_of

LATER = "2026-06-01"
COMBINED = {"fine_at_most": "2,000元", "label": "合并处罚", "cite": {"law": "示例法"}}


def person():
    return schedule(row("p", "ordinary", "5,000元"), id="person", respondent="person")


@pytest.mark.parametrize(
    ("before", "after"),
    [([schedule()], [schedule(), person()]), ([schedule(), person()], [schedule()])],
)
def test_whom_only_one_edition_knows_is_left_to_deliberation(before, after):
    """Neither "not punished" nor the new penalty follows from the silence of one edition."""
    library = library_of(STATUTES, ruleset(schedules=before), ruleset(day=LATER, schedules=after))
    found = library.recommend(case(decided_on="2026-07-01", facts={"harm": "none"}))
    result = found.respondent("person")
    assert result.status == "choice"
    assert "deliberation" in result.choice.en
    assert {decision.fault for decision in result.decisions} == {None, "gap"}


def test_a_decision_before_the_conduct_ended_is_refused():
    library = library_of(STATUTES, ruleset())
    with pytest.raises(CaseError) as refused:
        library.recommend(
            case(conduct={"from": "2026-03-01", "to": "2026-05-01"}, decided_on="2026-04-01")
        )
    assert [d.code for d in refused.value.diagnostics] == ["PB0309"]


def recommended(*names):
    limited = fined("5,000元", id="example.limited", combined=COMBINED)
    library = library_of(STATUTES, limited, fined("8,000元", id="example.free"))
    return [library.recommend(case(ruleset=f"example.{name}", facts={})) for name in names]


@pytest.mark.parametrize(
    ("names", "yuan"),
    [(["limited"], 5000), (["limited", "free"], 13000), (["limited", "limited", "free"], 10000)],
)
def test_a_limit_on_several_acts_leaves_one_act_and_those_of_others(names, yuan):
    assert join(recommended(*names)).fine.high.yuan == yuan


def test_nothing_cannot_be_joined():
    with pytest.raises(ValueError, match="nothing"):
        join([])


NO_MINIMUM = {"fine": {"max": "1万元"}}


@pytest.mark.parametrize("found", [["m"], ["l", "m"]])
def test_mitigation_never_raises_what_leniency_gives(found):
    tiers = [schedule(row("only", "ordinary", "[2,000元..5,000元]"), allows=NO_MINIMUM)]
    circumstances = [circumstance("l", "lenient"), circumstance("m", "mitigated")]
    library = library_of(STATUTES, ruleset(schedules=tiers, circumstances=circumstances))
    lenient = library.recommend(case(facts={}, circumstances=["l"])).fine
    mitigated = library.recommend(case(facts={}, circumstances=found)).fine
    assert (lenient.high.yuan, mitigated.high.yuan) == (2000, 2000)


def test_shall_mitigate_is_not_shall_exempt():
    rows = [
        row("none", "exempt"),
        row("less", "lenient", "1,000元"),
        row("usual", "ordinary", "5,000元"),
    ]
    table = schedule()
    table["tiers"] = {"select": "grade", "rows": rows}
    library = library_of(
        STATUTES, ruleset(schedules=[table], circumstances=[circumstance("m", "mitigated")])
    )
    found = library.recommend(case(facts={}, circumstances=["m"]))
    assert found.grade == "mitigated"
    assert found.tier.id == "less"
