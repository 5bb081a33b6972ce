"""PB0445, PB0446: a ruleset that nobody has compared with its source lately, or without worked cases.

What is stale depends on the day: it is given, never taken from the clock here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from penaltybench.diagnostics import Diagnostic, Place, Severity
from penaltybench.period import completed_years
from penaltybench.ruleset.load import Catalogue
from penaltybench.ruleset.shelf import TESTS_FOLDER
from penaltybench.text import Text

MAX_YEARS = 2
"""After so many years a review is stale."""


def check_freshness(catalogue: Catalogue, as_of: dt.date) -> Iterator[Diagnostic]:
    """Yield editions in force on ``as_of`` whose ``reviewed_on`` lies two years or more before it."""
    for standard in catalogue.every.values():
        for edition in standard.editions:
            if edition.status != "in-force" or as_of not in edition.period:
                continue
            if completed_years(edition.reviewed_on, as_of) < MAX_YEARS:
                continue
            day = edition.reviewed_on
            yield Diagnostic(
                "PB0445",
                Text(
                    f"上次与来源核对是 {day}，到 {as_of} 已满 {MAX_YEARS} 年",
                    f"last compared with its source on {day}, {MAX_YEARS} years or more before {as_of}",
                ),
                Text(
                    "请与现行文本核对，然后改 reviewed_on",
                    "compare it with the text now in force, then change reviewed_on",
                ),
                Place(edition.file, path="reviewed_on"),
                Severity.WARNING,
            )


def check_worked_cases(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield rulesets beside whose files there are no worked cases."""
    for standard in catalogue.every.values():
        file = Path(standard.latest.file)
        if not file.is_file() or _has_cases(file.parent / TESTS_FOLDER):
            continue
        yield Diagnostic(
            "PB0446",
            Text(f"{standard.id} 没有工作案例", f"{standard.id} has no worked case"),
            Text(
                f"请在同一目录的 {TESTS_FOLDER}/ 中写工作案例，最好取自真实决定",
                f"write worked cases in {TESTS_FOLDER}/ beside it, best from real decisions",
            ),
            Place(standard.latest.file, path="id"),
            Severity.NOTE,
        )


def _has_cases(folder: Path) -> bool:
    return any(folder.rglob("*.yaml"))
