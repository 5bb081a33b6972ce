"""What a review starts from: the edition in force, the typed facts, and every fault of its inputs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from penaltybench.diagnostics import CaseError, Diagnostic, Place
from penaltybench.enforcement import Record
from penaltybench.facts import derive, read_given
from penaltybench.inspection.counting import examined
from penaltybench.inspection.proposed import Proposed
from penaltybench.inspection.view import View
from penaltybench.ruleset.inspection import FORM, INSPECTION_DATES, OCCASION, InspectionEdition
from penaltybench.ruleset.load import Catalogue
from penaltybench.text import Text, closest
from penaltybench.values import Value

_OUTSIDE = {"inspected_on": "on", FORM: "form"}
"""The facts that a proposal does not give among its ``facts``, with the keys that give them."""


def edition_of(catalogue: Catalogue, proposed: Proposed) -> InspectionEdition:
    """Return the edition in force on the day; raises CaseError if there is none."""
    name = proposed.rules
    standard = catalogue.inspections.get(name)
    if standard is None:
        raise CaseError([_no_rules(catalogue, name)])
    return standard.in_force(proposed.on, "on")


def _no_rules(catalogue: Catalogue, name: str) -> Diagnostic:
    kind, meant = catalogue.kind_of(name), closest(name, catalogue.inspections)
    message = Text(f"没有检查规则 {name}", f"there are no rules of inspection {name}")
    if kind is not None:
        message = Text(
            f"{name} 不是检查规则（kind: {kind}）",
            f"{name} has no rules of inspection (kind: {kind})",
        )
    return Diagnostic(
        "PB0301",
        message,
        Text(f"是否为 {meant}？", f"did you mean {meant}?")
        if meant
        else Text("用 penaltybench list 查看全部规则集", "penaltybench list shows all"),
        Place("case", path="rules"),
    )


def facts_of(
    edition: InspectionEdition, proposed: Proposed
) -> tuple[dict[str, Value], list[Diagnostic]]:
    """Return the known facts, those that follow from dates too, and the faults of what is given."""
    given = {name: value for name, value in proposed.facts.items() if name not in _OUTSIDE}
    days = {"inspected_on": proposed.on}
    values, origins, faults = read_given(given, edition, days, INSPECTION_DATES)
    for name, key in _OUTSIDE.items():
        if name in proposed.facts:
            faults.append(
                Diagnostic(
                    "PB0302",
                    Text(f"{name} 不写在 facts 之中", f"{name} is not written among the facts"),
                    Text(f"请在 facts 之外写 {key}: …", f"write {key}: … outside facts"),
                    Place("case", path=f"facts.{name}"),
                )
            )
    if proposed.form is not None:
        values[FORM] = proposed.form
    derive(edition, values, origins)
    return values, faults


def faults_of(edition: InspectionEdition, view: View, as_of: dt.date) -> Iterator[Diagnostic]:
    """Yield what keeps the inspection from being reviewed by this record and this plan."""
    plan, day = view.plan, view.day
    if not view.record.knows(view.proposed.enterprise, day):
        yield _unknown_enterprise(view.record, view.proposed.enterprise, day)
    if plan is not None and plan.year != day.year:
        yield Diagnostic(
            "PB0705",
            Text(
                f"计划是{plan.year}年度的，检查在 {day}",
                f"the plan is for {plan.year}, the inspection is on {day}",
            ),
            Text(
                f"请给出{day.year}年度的计划；没有计划的，不给",
                f"give the plan for {day.year}, or none if there is none",
            ),
            Place("plan", path="year"),
        )
    if as_of < day:
        yield Diagnostic(
            "PB0309",
            Text(
                f"截至之日 {as_of} 早于检查之日 {day}",
                f"the day {as_of} as of which is asked lies before the inspection of {day}",
            ),
            Text("请给出检查之日或以后的日期", "give the day of the inspection or a later one"),
            Place("case", path="as_of"),
        )
    yield from _unknown_occasions(edition, view)


def _unknown_enterprise(record: Record, name: str, day: dt.date) -> Diagnostic:
    first, meant = record.first_day(name), closest(name, record.enterprises)
    remedy = Text(
        "从未检查的企业，请在记录中写一个 registration 事件",
        "an enterprise that was never inspected is known by an event of the kind registration",
    )
    message = Text(f"执法记录中没有企业 {name}", f"the record knows no enterprise {name}")
    if first is not None:
        message = Text(
            f"执法记录中 {name} 的第一个事件在 {first}，检查之日 {day} 尚无记录",
            f"the first event of {name} on record is of {first}: on {day} the record does not know it",
        )
    elif meant is not None:
        remedy = Text(f"是否为 {meant}？", f"did you mean {meant}?")
    return Diagnostic("PB0703", message, remedy, Place("case", path="enterprise"))


def _unknown_occasions(edition: InspectionEdition, view: View) -> Iterator[Diagnostic]:
    """Yield inspections on record that a limit may count, and whose occasion the rules do not know."""
    looked_at = {
        event.id: event
        for limit in edition.limits
        if limit.counts
        for event in examined(limit, view)
    }
    for event in looked_at.values():
        known = edition.facts[OCCASION].values
        if event.occasion is None or event.occasion in known:
            continue
        meant, listed = closest(event.occasion, known), ", ".join(known)
        yield Diagnostic(
            "PB0305",
            Text(
                f"执法记录中检查 {event.id} 的缘由 {event.occasion} 不在规则的选项之内：{listed}",
                f"the occasion {event.occasion} of the inspection {event.id} on record is none of: {listed}",
            ),
            Text(f"是否为 {meant}？", f"did you mean {meant}?")
            if meant
            else Text("请改用其中之一", "use one of them"),
            Place("record", path=f"{event.id}.{OCCASION}"),
        )
