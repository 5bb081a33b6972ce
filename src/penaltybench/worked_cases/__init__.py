"""Worked cases of every kind of ruleset: read, run, compared with what they expect."""

from penaltybench.worked_cases.run import (
    WorkedReport,
    WorkedResult,
    run_worked_cases,
    worked_case_paths,
)

__all__ = ["WorkedReport", "WorkedResult", "run_worked_cases", "worked_case_paths"]
