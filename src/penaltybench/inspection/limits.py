"""Each limit on inspections: met, not met, not applicable, or unknown, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from penaltybench.condition import Compare, Condition, describe, describe_test, evaluate
from penaltybench.condition import unknown_facts as unknown_in
from penaltybench.inspection.grounds import ground_of
from penaltybench.inspection.view import View
from penaltybench.period import format_date_zh
from penaltybench.ruleset.inspection import InspectionEdition, Limit
from penaltybench.text import LANGUAGES, Language, Text
from penaltybench.values import Value

LimitStatus = Literal["met", "not_met", "not_applicable", "unknown"]
"""``met``: the inspection meets the limit, so it needs what the limit says. ``not_applicable``: the
limit is one for other inspections. ``unknown``: facts are unknown on which it depends."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A limit, its status, why, the events from which that follows, and what it depends on."""

    limit: Limit
    status: LimitStatus
    reason: Text
    events: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Satisfied:
    """What an inspection had that a limit needs: the id of an approval, or the day of the notice."""

    by: str
    reason: Text


def judge(
    limit: Limit, view: View, values: Mapping[str, Value], edition: InspectionEdition
) -> Judged:
    """Return the status of a limit; ``values`` are the known facts."""
    when = evaluate(limit.when, values)
    if when is False:
        return Judged(limit, "not_applicable", _not_for_this(limit.when, edition, values))
    ground = ground_of(limit, view, values)
    if ground.truth is False:
        return Judged(limit, "not_met", ground.reason, ground.events)
    unless = False if limit.unless is None else evaluate(limit.unless, values)
    if unless is True:
        assert limit.unless is not None
        reason = _but(ground.reason, exception(limit.unless, edition, values))
        return Judged(limit, "not_met", reason, ground.events)
    if when and ground.truth and unless is False:
        return Judged(limit, "met", ground.reason, ground.events)
    unknown = [*unknown_in(limit.when, values), *ground.unknown]
    if limit.unless is not None:
        unknown.extend(unknown_in(limit.unless, values))
    names = tuple(dict.fromkeys(unknown))
    reason = _depends(ground.reason, names, edition)
    return Judged(limit, "unknown", reason, ground.events, names)


def satisfied(limit: Limit, view: View) -> Satisfied | None:
    """Return what the inspection had of what the limit needs: an approval in force, a notice in time."""
    day = view.day
    if limit.otherwise == "notice":
        notified = view.proposed.notified_on
        if notified is None or notified > day:
            return None
        return Satisfied(
            notified.isoformat(),
            Text(f"已于{format_date_zh(notified)}报备", f"notice was given on {notified}"),
        )
    in_force = [event for event in view.approvals() if day <= event.until]
    if limit.otherwise == "forbidden" or not in_force:
        return None
    last = max(in_force, key=lambda event: (event.until, event.id))
    document = f"，{last.document}" if last.document else ""
    return Satisfied(
        last.id,
        Text(
            f"已获预批（{last.id}{document}，至{format_date_zh(last.until)}）",
            f"approved in advance ({last.id}{document.replace('，', ', ')}, until {last.until})",
        ),
    )


def missed(limit: Limit, view: View) -> Text | None:
    """Return why an approval or notice on record does not help: it had ended, or came too late."""
    if limit.otherwise == "notice" and view.proposed.notified_on is not None:
        notified = view.proposed.notified_on
        return Text(
            f"{format_date_zh(notified)}的报备晚于检查之日",
            f"the notice of {notified} came after the day of the inspection",
        )
    ended = view.approvals()
    if limit.otherwise == "approval" and ended:
        last = max(ended, key=lambda event: (event.until, event.id))
        return Text(
            f"预批{last.id}已于{format_date_zh(last.until)}届满",
            f"the approval {last.id} ended on {last.until}",
        )
    return None


def exception(
    condition: Condition, edition: InspectionEdition, values: Mapping[str, Value]
) -> Text:
    """Return in words what makes an exception hold: the values of its facts."""
    return _joined(
        {language: list(_holding(condition, edition, values, language)) for language in LANGUAGES}
    )


def _holding(
    condition: Condition,
    edition: InspectionEdition,
    values: Mapping[str, Value],
    language: Language,
) -> Iterator[str]:
    words = edition.words()
    for name, _ in condition.tests:
        yield describe_test(words[name], Compare("=", values[name]), language)
    for alternative in condition.any:
        if evaluate(alternative, values) is True:
            yield from _holding(alternative, edition, values, language)


def _not_for_this(
    condition: Condition, edition: InspectionEdition, values: Mapping[str, Value]
) -> Text:
    words = edition.words()
    asked = [describe(condition, words, language, edition.wording) for language in LANGUAGES]
    failing = [name for name, test in _leaves(condition, values) if not test]
    read = _joined(
        {
            language: [
                describe_test(words[name], Compare("=", values[name]), language)
                for name in dict.fromkeys(failing)
            ]
            for language in LANGUAGES
        }
    )
    return Text(
        f"只适用于“{asked[0]}”的检查，本次：{read.zh}",
        f"it is for inspections where {asked[1]}; here: {read.en}",
    )


def _leaves(condition: Condition, values: Mapping[str, Value]) -> Iterator[tuple[str, bool]]:
    for name, test in condition.leaves():
        if name in values:
            yield name, test.holds(values[name])


def _depends(ground: Text, names: tuple[str, ...], edition: InspectionEdition) -> Text:
    labels = [_label(name, edition) for name in names]
    return Text(
        f"{ground.zh}；取决于{'、'.join(f'“{label.zh}”' for label in labels)}",
        f"{ground.en}; it depends on {', '.join(f'“{label.en}”' for label in labels)}",
    )


def _label(name: str, edition: InspectionEdition) -> Text:
    fact = edition.facts.get(name)
    if fact is not None:
        return fact.label
    event, _, key = name.rpartition(".")
    label = edition.facts[key].label
    return Text(f"{event}的{label.zh}", f"{label.en} of {event}")


def _joined(parts: Mapping[Language, list[str]]) -> Text:
    return Text("，".join(dict.fromkeys(parts["zh"])), ", ".join(dict.fromkeys(parts["en"])))


def _but(ground: Text, excepted: Text) -> Text:
    zh = f"，例外：{excepted.zh}" if excepted.zh else "，有例外"
    en = f"; excepted: {excepted.en}" if excepted.en else "; excepted"
    return Text(f"{ground.zh}{zh}", f"{ground.en}{en}")
