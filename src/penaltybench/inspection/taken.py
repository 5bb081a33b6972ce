"""What a program gives, as values or as plain data, taken in with every fault at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from penaltybench.diagnostics import CaseError, Diagnostic, PenaltybenchError, Place, RecordError
from penaltybench.enforcement import Record, record_from_rows
from penaltybench.enforcement.events import Date
from penaltybench.inspection.proposed import (
    Plan,
    Proposed,
    plan_from_data,
    proposed_from_data,
)
from penaltybench.inspection.review import Review, review_inspection
from penaltybench.ruleset.load import Catalogue
from penaltybench.text import Text

_DAY: TypeAdapter[dt.date] = TypeAdapter(Date)


def reviewed(
    catalogue: Catalogue,
    plan: Plan | Mapping[str, Any] | None,
    record: Record | Iterable[Mapping[str, Any]],
    proposed: Proposed | Mapping[str, Any],
    as_of: dt.date | str | None = None,
) -> Review:
    """Return the review of what is given; mappings and days as text are read as files would be.

    Raises RecordError if only the record is at fault, else CaseError with the faults of all.
    """
    faults: list[Diagnostic] = []
    of_record: tuple[Diagnostic, ...] = ()
    try:
        plan = plan_from_data(plan) if isinstance(plan, Mapping) else plan
    except PenaltybenchError as error:
        faults.extend(error.diagnostics)
    try:
        record = record if isinstance(record, Record) else record_from_rows(record)
    except PenaltybenchError as error:
        of_record = error.diagnostics
    try:
        proposed = proposed_from_data(proposed) if isinstance(proposed, Mapping) else proposed
    except PenaltybenchError as error:
        faults.extend(error.diagnostics)
    try:
        as_of = None if as_of is None else _DAY.validate_python(as_of)
    except ValidationError:
        faults.append(_no_day(as_of))
    if faults:
        raise CaseError([*faults, *of_record])
    if of_record:
        raise RecordError(of_record)
    assert isinstance(record, Record)
    assert not isinstance(plan, Mapping)
    assert not isinstance(proposed, Mapping)
    assert not isinstance(as_of, str)
    return review_inspection(catalogue, plan, record, proposed, as_of)


def _no_day(given: object) -> Diagnostic:
    return Diagnostic(
        "PB0204",
        Text(f"“{given}”不是日期", f"“{given}” is not a date"),
        Text("日期应写作 2026-03-01", "a date is written 2026-03-01"),
        Place("case", path="as_of"),
    )
