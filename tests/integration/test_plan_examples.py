"""The kept finding of the example is what the review gives today."""

from __future__ import annotations

import datetime as dt
import json

from integration.command import EXAMPLES, bundled

from penaltybench import read_plan, read_record
from penaltybench.inspection import read_proposed

PLAN = EXAMPLES / "plan"


def test_the_kept_finding_is_current():
    review = bundled().review_inspection(
        read_plan(PLAN / "plan.yaml"),
        read_record(PLAN / "record.csv"),
        read_proposed(PLAN / "inspection.yaml"),
        dt.date(2024, 6, 15),
    )
    kept = json.loads((PLAN / "finding.json").read_text(encoding="utf-8"))
    assert review.finding.to_dict() == kept


def test_a_penalty_follows_only_when_the_time_ran_out():
    """From the record to the recommendation, day by day."""
    inputs = (
        read_plan(PLAN / "plan.yaml"),
        read_record(PLAN / "record.csv"),
        read_proposed(PLAN / "inspection.yaml"),
    )
    case = {
        "ruleset": "cn.hunan.planning.building-without-permit",
        "conduct": "2024-05-26",
        "facts": {"party": "citizen", "construction_cost": 20_000, "correctable": True},
        "circumstances": [],
    }
    for day, status in (
        (dt.date(2024, 5, 26), "correct_first"),
        (dt.date(2024, 8, 31), "correct_first"),
        (dt.date(2024, 9, 1), "determined"),
    ):
        finding = bundled().review_inspection(*inputs, day).finding
        found = bundled().recommend({**case, "inspection": finding.to_dict()})
        assert found.status == status, day
