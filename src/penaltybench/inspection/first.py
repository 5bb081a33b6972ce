"""Whether it is the first inspection, and how far the correction that then comes first has got."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from penaltybench.condition import evaluate, unknown_facts
from penaltybench.enforcement import Correction, Order
from penaltybench.inspection.limits import exception
from penaltybench.inspection.view import View
from penaltybench.inspection_finding import CorrectFirst, CorrectionState
from penaltybench.period import format_date_zh
from penaltybench.ruleset.inspection import FirstInspection, InspectionEdition
from penaltybench.text import Text
from penaltybench.values import Value


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an order to correct has got as of a day; no order: it is still to be given."""

    state: CorrectionState
    reason: Text
    order: Order | None = None


def is_first(rule: FirstInspection, view: View) -> bool:
    """Return whether the record holds no inspection before the day that the rule counts."""
    return not any(
        rule.by == "any_authority" or event.authority == view.proposed.authority
        for event in view.earlier(rule.within)
    )


def progress(view: View, as_of: dt.date) -> Progress:
    """Return how far correction has got: of several orders, that which is best for the enterprise.

    The time has only run out if it has run out for every order.
    """
    found = [_progress(order, view, as_of) for order in view.orders(as_of)]
    if not found:
        return Progress("to_order", Text("尚未责令改正", "correction has not been ordered yet"))
    rank = ("running", "corrected", "ran_out")
    return min(found, key=lambda one: rank.index(one.state))


def _progress(order: Order, view: View, as_of: dt.date) -> Progress:
    corrected = [
        event
        for event in view.record.referring_to(order.id)
        if isinstance(event, Correction) and event.on <= as_of
    ]
    last = format_date_zh(order.until)
    for event in corrected:
        if event.on <= order.until:
            return Progress(
                "corrected",
                Text(
                    f"已于{format_date_zh(event.on)}改正（{event.id}），在期限{last}之内（{order.id}）",
                    f"corrected on {event.on} ({event.id}), in time: the order {order.id} runs until {order.until}",
                ),
                order,
            )
    if as_of <= order.until:
        return Progress(
            "running",
            Text(
                f"已责令改正（{order.id}），期限至{last}",
                f"correction was ordered ({order.id}), until {order.until}",
            ),
            order,
        )
    late = f"，{format_date_zh(corrected[0].on)}才改正（{corrected[0].id}）" if corrected else ""
    late_en = f"; corrected only on {corrected[0].on} ({corrected[0].id})" if corrected else ""
    return Progress(
        "ran_out",
        Text(
            f"责令改正（{order.id}）的期限{last}已过，没有按期改正{late}",
            f"the time of the order {order.id} ran out on {order.until} uncorrected{late_en}",
        ),
        order,
    )


def state_of(
    rule: FirstInspection, found: Progress, values: Mapping[str, Value]
) -> CorrectionState:
    """Return where the rule stands; ``unknown`` while it is open whether the exception holds.

    Once the time ran out the exception changes nothing: a penalty may follow either way.
    """
    excepted = False if rule.unless is None else evaluate(rule.unless, values)
    if excepted is True:
        return "excepted"
    if excepted is None and found.state != "ran_out":
        return "unknown"
    return found.state


def open_facts(
    rule: FirstInspection, found: Progress, values: Mapping[str, Value]
) -> tuple[str, ...]:
    """Return the facts on which it depends where the rule stands."""
    if rule.unless is None or state_of(rule, found, values) != "unknown":
        return ()
    return unknown_facts(rule.unless, values)


def correct_first(
    rule: FirstInspection,
    found: Progress,
    state: CorrectionState,
    values: Mapping[str, Value],
    edition: InspectionEdition,
) -> CorrectFirst:
    """Return the rule with its state and the reason, as a finding carries it."""
    reason = found.reason
    if state == "excepted" and rule.unless is not None:
        why = exception(rule.unless, edition, values)
        reason = Text(
            f"例外：{why.zh}" if why.zh else "有例外",
            f"excepted: {why.en}" if why.en else "excepted",
        )
    elif state == "unknown":
        reason = Text(
            f"是否属于例外，尚不清楚；{reason.zh}",
            f"it is open whether an exception holds; {reason.en}",
        )
    order = found.order
    return CorrectFirst(
        state=state,
        label=rule.label,
        reason=reason,
        order=None if order is None else order.id,
        until=None if order is None else order.until,
        cite=rule.cite,
    )
