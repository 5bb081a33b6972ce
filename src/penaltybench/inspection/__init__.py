"""The review of inspections (行政检查): may one take place, and does correction come first after it."""

from penaltybench.inspection.proposed import (
    Plan,
    PlanEntry,
    Proposed,
    plan_from_data,
    plan_from_tree,
    proposed_from_data,
    proposed_from_tree,
    read_plan,
    read_proposed,
)
from penaltybench.inspection.result import ReviewedLimit
from penaltybench.inspection.review import Review, review_inspection
from penaltybench.inspection.taken import reviewed

__all__ = [
    "Plan",
    "PlanEntry",
    "Proposed",
    "Review",
    "ReviewedLimit",
    "plan_from_data",
    "plan_from_tree",
    "proposed_from_data",
    "proposed_from_tree",
    "read_plan",
    "read_proposed",
    "review_inspection",
    "reviewed",
]
