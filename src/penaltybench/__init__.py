"""Discretion benchmarks as executable law: graded, explained recommendations for penalties."""

from penaltybench.amount import Fine
from penaltybench.case import Case, read_case
from penaltybench.concurrence import Joined
from penaltybench.diagnostics import CaseError, Diagnostic, PenaltybenchError, RulesetError
from penaltybench.library import Library, load, open_library
from penaltybench.money import Money
from penaltybench.near_miss import NearMiss
from penaltybench.option import Option, Penalty
from penaltybench.recommendation import Recommendation
from penaltybench.result import Question, Result
from penaltybench.ruleset import Citation, Edition, Grade, PenaltyKind

__version__ = "0.1.0"

__all__ = [
    "Case",
    "CaseError",
    "Citation",
    "Diagnostic",
    "Edition",
    "Fine",
    "Grade",
    "Joined",
    "Library",
    "Money",
    "NearMiss",
    "Option",
    "Penalty",
    "PenaltyKind",
    "PenaltybenchError",
    "Question",
    "Recommendation",
    "Result",
    "RulesetError",
    "__version__",
    "load",
    "open_library",
    "read_case",
]
