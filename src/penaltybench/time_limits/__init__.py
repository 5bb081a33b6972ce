"""Time limits (办理时限): until when an authority must decide, by law and by its own promise.

The line: a case (:mod:`~penaltybench.time_limits.case`) → its edition and facts → the row that applies
(:mod:`~penaltybench.time_limits.rows`) → dates (:mod:`~penaltybench.time_limits.dates`) →
:class:`~penaltybench.time_limits.result.Deadlines`.
"""

from penaltybench.time_limits.case import (
    LimitCase,
    NotCounted,
    limit_case_from_data,
    limit_case_from_tree,
    read_limit_case,
)
from penaltybench.time_limits.dates import LastDay, LimitDates
from penaltybench.time_limits.outcome import Due
from penaltybench.time_limits.result import Deadlines
from penaltybench.time_limits.run import deadlines

__all__ = [
    "Deadlines",
    "Due",
    "LastDay",
    "LimitCase",
    "LimitDates",
    "NotCounted",
    "deadlines",
    "limit_case_from_data",
    "limit_case_from_tree",
    "read_limit_case",
]
