"""Discretion benchmarks as executable law: graded, explained recommendations for penalties."""

from penaltybench.amount import Fine
from penaltybench.case import Case, read_case
from penaltybench.concurrence import Joined
from penaltybench.diagnostics import (
    CaseError,
    Diagnostic,
    PenaltybenchError,
    RecordError,
    RulesetError,
)
from penaltybench.enforcement import Record, read_record, record_from_cursor, record_from_rows
from penaltybench.fees import (
    Assessment,
    ChargeAudit,
    FeeCase,
    FeeCatalogue,
    read_charges,
    read_fee_case,
)
from penaltybench.inspection import Plan, Proposed, Review, read_plan, read_proposed
from penaltybench.inspection_finding import InspectionFinding
from penaltybench.library import Library, load, open_library
from penaltybench.money import Money
from penaltybench.near_miss import NearMiss
from penaltybench.option import Option, Penalty
from penaltybench.recommendation import Recommendation
from penaltybench.result import Question, Result
from penaltybench.ruleset import Citation, Edition, Grade, PenaltyKind
from penaltybench.time_limits import Deadlines, LimitCase

__version__ = "0.1.0"

__all__ = [
    "Assessment",
    "Case",
    "CaseError",
    "ChargeAudit",
    "Citation",
    "Deadlines",
    "Diagnostic",
    "Edition",
    "FeeCase",
    "FeeCatalogue",
    "Fine",
    "Grade",
    "InspectionFinding",
    "Joined",
    "Library",
    "LimitCase",
    "Money",
    "NearMiss",
    "Option",
    "Penalty",
    "PenaltyKind",
    "PenaltybenchError",
    "Plan",
    "Proposed",
    "Question",
    "Recommendation",
    "Record",
    "RecordError",
    "Result",
    "Review",
    "RulesetError",
    "__version__",
    "load",
    "open_library",
    "read_case",
    "read_charges",
    "read_fee_case",
    "read_plan",
    "read_proposed",
    "read_record",
    "record_from_cursor",
    "record_from_rows",
]
