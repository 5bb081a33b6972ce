"""The line: case → edition → facts → rows → dates → deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from penaltybench.diagnostics import CaseError, Diagnostic, Place
from penaltybench.facts import Facts, derive, read_given
from penaltybench.limit_words import span_words
from penaltybench.result import Question
from penaltybench.ruleset.load import Catalogue
from penaltybench.ruleset.time_limit import LIMIT_DATES, LimitRow, TimeLimitEdition
from penaltybench.text import Text, closest
from penaltybench.time_limits.case import LimitCase
from penaltybench.time_limits.dates import granted_days, limit_dates
from penaltybench.time_limits.result import Deadlines
from penaltybench.time_limits.rows import possible_rows


def deadlines(catalogue: Catalogue, case: LimitCase) -> Deadlines:
    """Return until when the authority must be done with ``case``.

    The edition of the day from which the limit runs governs. Raises CaseError if the case cannot be
    read under it, CalendarError (PB0601, PB0602) if the dates cannot be computed.
    """
    edition = _edition(catalogue, case)
    facts, faults = _facts(case, edition)
    faults.extend(_date_faults(case))
    faults.extend(_not_counted_faults(case, edition))
    if faults:
        raise CaseError(faults)
    rows = possible_rows(edition, facts)
    possible = [row for row in edition.rows if row.id in rows.ids]
    _check_extension(case, possible)
    return Deadlines(
        case,
        edition,
        facts,
        rows,
        tuple(limit_dates(case, row) for row in possible),
        tuple(Question.of_fact(edition.facts[name]) for name in rows.asked),
    )


def _edition(catalogue: Catalogue, case: LimitCase) -> TimeLimitEdition:
    standard = catalogue.time_limits.get(case.limit)
    if standard is None:
        raise CaseError([_no_such_limit(catalogue, case.limit)])
    return standard.in_force(case.started_on, "started_on")


def _no_such_limit(catalogue: Catalogue, name: str) -> Diagnostic:
    kind = catalogue.kind_of(name)
    message = Text(f"没有时限规则集 {name}", f"there is no ruleset of time limits {name}")
    if kind is not None:
        message = Text(
            f"{name} 不是时限（kind: {kind}）", f"{name} has no time limits (kind: {kind})"
        )
    meant = closest(name, catalogue.time_limits)
    return Diagnostic(
        "PB0301",
        message,
        Text(f"是否为 {meant}？", f"did you mean {meant}?")
        if meant
        else Text(
            "用 penaltybench list --kind time-limit 查看全部时限",
            "penaltybench list --kind time-limit shows all",
        ),
        Place("case", path="limit"),
    )


def _facts(case: LimitCase, edition: TimeLimitEdition) -> tuple[Facts, list[Diagnostic]]:
    days = {"started_on": case.started_on}
    values, origins, faults = read_given(case.facts, edition, days, LIMIT_DATES)
    derive(edition, values, origins)
    return Facts(values, origins), faults


def _date_faults(case: LimitCase) -> Iterator[Diagnostic]:
    remedy = Text("请核对日期", "check the dates")
    if case.done_on is not None and case.done_on < case.started_on:
        yield Diagnostic(
            "PB0309",
            Text("办结之日早于起算之日", "done_on lies before started_on"),
            remedy,
            Place("case", path="done_on"),
        )
    for index, one in enumerate(case.not_counted):
        if one.end <= case.started_on:
            yield Diagnostic(
                "PB0309",
                Text(
                    "不计入的期间在时限起算之前", "the period lies before the limit begins to run"
                ),
                remedy,
                Place("case", path=f"not_counted[{index}].to"),
            )


def _check_extension(case: LimitCase, possible: Sequence[LimitRow]) -> None:
    """Raise CaseError if no row that may apply allows the extension that the case gives."""
    if case.extended is False or not possible or any(granted_days(case, row) for row in possible):
        return
    place = Place("case", path="extended")
    longest = max(
        (row.extension for row in possible if row.extension is not None),
        key=lambda extension: extension.days,
        default=None,
    )
    if longest is None:
        message = Text("该时限没有规定可以延长", "nothing allows this limit to be extended")
        remedy = Text(
            "请核对 extended，或者在规则集中写 extension", "check extended, or the ruleset"
        )
    else:
        zh, en = (span_words(longest, language) for language in ("zh", "en"))
        message = Text(
            f"延长 {case.extended} 日超过规定，至多可以延长{zh}",
            f"an extension by {case.extended} is more than is allowed: {en}",
        )
        remedy = Text("请核对准予延长的日数", "check the number of days that were granted")
    raise CaseError([Diagnostic("PB0312", message, remedy, place)])


def _not_counted_faults(case: LimitCase, edition: TimeLimitEdition) -> Iterator[Diagnostic]:
    if case.not_counted and edition.not_counted is None:
        yield Diagnostic(
            "PB0313",
            Text("规则集没有规定哪些时间不计入时限", "the ruleset leaves no time out of the limit"),
            Text(
                "请删去 not_counted，或者在规则集中写 not_counted: {label: …, cite: …}",
                "remove not_counted, or write not_counted: {label: …, cite: …} in the ruleset",
            ),
            Place("case", path="not_counted"),
        )
