"""The line: proposal → edition → facts → view → verdict → limits → first inspection → review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from penaltybench.diagnostics import CaseError
from penaltybench.enforcement import Record
from penaltybench.explain import Form
from penaltybench.inspection.asked import questions, to_ask
from penaltybench.inspection.explain import explained
from penaltybench.inspection.export import review_data
from penaltybench.inspection.first import correct_first, is_first, progress
from penaltybench.inspection.limits import Judged, judge, missed, satisfied
from penaltybench.inspection.proposed import Plan, Proposed
from penaltybench.inspection.result import Reviewed, ReviewedLimit
from penaltybench.inspection.start import edition_of, facts_of, faults_of
from penaltybench.inspection.verdict import VERDICTS, possible_states, possible_verdicts
from penaltybench.inspection.view import View
from penaltybench.inspection_finding import CorrectFirst, CorrectionState
from penaltybench.ruleset.inspection import InspectionEdition
from penaltybench.ruleset.load import Catalogue
from penaltybench.text import Language, Text
from penaltybench.values import Value


class Review(Reviewed):
    """A review, and the ways to read and explain it."""

    def explain(self, language: Language = "zh", form: Form = "text") -> str:
        """Return the review for people, as plain ``text`` or ``markdown``."""
        return explained(self, language, form)

    def to_dict(self) -> dict[str, Any]:
        """Return the review as JSON data (``penaltybench/inspection-review/1``)."""
        return review_data(self)


def review_inspection(
    catalogue: Catalogue,
    plan: Plan | None,
    record: Record,
    proposed: Proposed,
    as_of: dt.date | None = None,
) -> Review:
    """Return whether the inspection may take place, and where correction stands ``as_of`` a day.

    That is the day of the inspection by default. Raises CaseError with every fault that keeps it from
    being reviewed.
    """
    edition = edition_of(catalogue, proposed)
    until = proposed.on if as_of is None else as_of
    values, faults = facts_of(edition, proposed)
    view = View(proposed, record, plan)
    faults.extend(faults_of(edition, view, until))
    if faults:
        raise CaseError(faults)
    verdicts = possible_verdicts(edition, view, values)
    possible = tuple(one for one in VERDICTS if one in verdicts.outcomes)
    first = None if edition.first is None else is_first(edition.first, view)
    correction, asks = _correction(edition, view, values, until) if first else (None, ())
    asked = to_ask(edition, values, (*verdicts.asked, *asks))
    return Review(
        proposed=proposed,
        edition=edition,
        plan=plan,
        as_of=until,
        facts=values,
        verdict=possible[0] if len(possible) == 1 else "undetermined",
        possible=possible,
        limits=tuple(_limit(judge(one, view, values, edition), view) for one in edition.limits),
        first=first,
        correct_first=correction,
        questions=tuple(questions(edition, view, asked)),
        correction_asks=to_ask(edition, values, asks),
        exhaustive=verdicts.exhaustive,
    )


def _limit(judged: Judged, view: View) -> ReviewedLimit:
    limit, reason = judged.limit, judged.reason
    matters = judged.status in ("met", "unknown")
    had = satisfied(limit, view) if matters else None
    more = had.reason if had is not None else missed(limit, view) if matters else None
    if more is not None:
        reason = Text(f"{reason.zh}；{more.zh}", f"{reason.en}; {more.en}")
    return ReviewedLimit(
        id=limit.id,
        limit=limit.limit,
        label=limit.label,
        status=judged.status,
        otherwise=limit.otherwise,
        satisfied_by=None if had is None else had.by,
        reason=reason,
        events=judged.events,
        cite=limit.cite,
    )


def _correction(
    edition: InspectionEdition, view: View, values: Mapping[str, Value], as_of: dt.date
) -> tuple[CorrectFirst, tuple[str, ...]]:
    """Return where the rule of the first inspection stands, and the facts on which that depends."""
    rule = edition.first
    assert rule is not None
    done = progress(view, as_of)
    found = possible_states(edition, done, view, values)
    states = cast(list[CorrectionState], list(found.outcomes))
    state = states[0] if len(states) == 1 else "unknown"
    return correct_first(rule, done, state, values, edition), found.asked
