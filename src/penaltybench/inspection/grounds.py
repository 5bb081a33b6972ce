"""Whether the ground of a limit is there, kind by kind: in the plan, in the record, or in the calendar.

Each function takes the limit, the view and the facts and returns the truth with the events from which it
follows. Only counting depends on facts: on the occasion and form of this inspection and of those on record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from penaltybench.condition import Truth
from penaltybench.inspection.counting import Counted, examined, ids_of, wanted_of
from penaltybench.inspection.view import Planned, View, same_matter
from penaltybench.period import format_date_zh
from penaltybench.ruleset.inspection import FORM, OCCASION, Limit
from penaltybench.ruleset.models import WithinFile
from penaltybench.text import Text
from penaltybench.values import Value


@dataclass(frozen=True, slots=True)
class Ground:
    """Whether the ground is there (None: unknown), why, the events, and what it depends on."""

    truth: Truth
    reason: Text
    events: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def ground_of(limit: Limit, view: View, values: Mapping[str, Value]) -> Ground:
    """Return whether the ground of the limit is there as of the day of the inspection."""
    return _GROUNDS[limit.limit](limit, view, values)


# --- the plan -----------------------------------------------------------------------------------


def _plan(limit: Limit, view: View, values: Mapping[str, Value]) -> Ground:
    proposed, year = view.proposed, view.day.year
    own = [
        one
        for one in view.planned
        if one.entry.authority == proposed.authority
        and same_matter(one.entry.matter, proposed.matter)
    ]
    now = [one for one in own if one.entry.holds_on(view.day)]
    if now:
        where = _where(now[0])
        return Ground(
            False,
            Text(
                f"检查已列入{year}年度检查计划（{where.zh}）",
                f"the inspection stands in the plan of {year} ({where.en})",
            ),
            _events(now),
        )
    if own:
        where = _where(own[0])
        return Ground(
            True,
            Text(
                f"{year}年度检查计划中的检查（{where.zh}）不在该日进行",
                f"the plan of {year} has the inspection ({where.en}), but not on that day",
            ),
            _events(own),
        )
    if view.plan is not None and view.current_plan is None:
        approved = view.plan.approved_on
        assert approved is not None
        return Ground(
            True,
            Text(
                f"{year}年度检查计划{format_date_zh(approved)}才获批准",
                f"the plan of {year} was approved only on {approved}",
            ),
        )
    if view.current_plan is None and not view.planned:
        return Ground(
            True,
            Text(f"没有{year}年度的检查计划", f"there is no plan of inspections for {year}"),
        )
    return Ground(
        True,
        Text(
            f"检查没有列入{year}年度检查计划",
            f"the inspection does not stand in the plan of {year}",
        ),
    )


def _where(one: Planned) -> Text:
    if one.event is not None:
        return Text(one.event, one.event)
    return Text(f"计划第{one.number}项", f"entry {one.number} of the plan")


def _events(planned: Iterable[Planned]) -> tuple[str, ...]:
    return tuple(one.event for one in planned if one.event is not None)


# --- one inspection for the city ----------------------------------------------------------------


def _one_city(limit: Limit, view: View, values: Mapping[str, Value]) -> Ground:
    proposed = view.proposed
    counted = Counted(limit, examined(limit, view), values)
    if counted.sure:
        last = counted.sure[-1]
        return Ground(
            True,
            Text(
                f"{last.authority}已于{format_date_zh(last.on)}检查{_matter(last.matter).zh}（{last.id}）",
                f"{last.authority} inspected {_matter(last.matter).en} on {last.on} ({last.id})",
            ),
            ids_of(counted.sure),
        )
    planned = [one for one in view.planned if same_matter(one.entry.matter, proposed.matter)]
    elsewhere = [one for one in planned if one.entry.authority != proposed.authority]
    if elsewhere and len(elsewhere) == len(planned):
        first = elsewhere[0]
        where, matter = _where(first), _matter(first.entry.matter)
        return Ground(
            True,
            Text(
                f"{view.day.year}年度检查计划由{first.entry.authority}检查{matter.zh}（{where.zh}）",
                f"the plan of {view.day.year} has {first.entry.authority} inspect {matter.en} ({where.en})",
            ),
            _events(elsewhere),
        )
    if counted.open:
        return Ground(
            None,
            Text(
                f"其他机关的检查是否计入，尚不清楚（{'、'.join(ids_of(counted.open))}）",
                f"it is open whether inspections by others count ({', '.join(ids_of(counted.open))})",
            ),
            ids_of(counted.open),
            counted.unknown,
        )
    return Ground(
        False,
        Text(
            "期间内没有其他机关检查同一事项，计划也没有另行安排",
            "no other authority has inspected the same matter within the span, or has it in the plan",
        ),
    )


def _matter(matter: str | None) -> Text:
    return (
        Text("该企业", "the enterprise") if matter is None else Text(f"“{matter}”", f"“{matter}”")
    )


# --- days and periods ---------------------------------------------------------------------------


def _quiet_days(limit: Limit, view: View, values: Mapping[str, Value]) -> Ground:
    days = limit.days
    assert days is not None
    inside = view.day.day in days
    first, last = _ends(days.low, days.low_open, 1), _ends(days.high, days.high_open, -1)
    span = f"{first}日" if first == last else f"{first}日至{last}日"
    spoken = f"day {first}" if first == last else f"days {first} to {last}"
    zh = f"{format_date_zh(view.day)}{'在' if inside else '不在'}每月{span}之内"
    en = f"{view.day} is {'among' if inside else 'not among'} {spoken} of the month"
    return Ground(inside, Text(zh, en))


def _ends(day: int | None, is_open: bool, step: int) -> int:
    assert day is not None
    return day + step if is_open else day


def _protection(limit: Limit, view: View, values: Mapping[str, Value]) -> Ground:
    periods = view.protections()
    if not periods:
        return Ground(
            False,
            Text("该日不在特别保护期内", "the day does not lie in a special protection period"),
        )
    last = max(periods, key=lambda event: (event.until, event.id))
    return Ground(
        True,
        Text(
            f"该日在特别保护期内（{last.id}，至{format_date_zh(last.until)}）",
            f"the day lies in a special protection period ({last.id}, until {last.until})",
        ),
        tuple(event.id for event in periods),
    )


# --- counting -----------------------------------------------------------------------------------


def _frequency(limit: Limit, view: View, values: Mapping[str, Value]) -> Ground:
    assert limit.at_most is not None
    own_open = []
    for key, value, wanted in wanted_of(limit, values.get(OCCASION), values.get(FORM)):
        if value is None:
            own_open.append(key)
        elif value not in wanted:
            return Ground(
                False,
                Text("本次检查不计入次数", "this inspection is not one of those that are counted"),
            )
    counted = Counted(limit, examined(limit, view), values)
    sure, most = len(counted.sure) + 1, limit.at_most
    ids = ids_of(counted.sure)
    listed = Text(f"（{'、'.join(ids)}）", f" ({', '.join(ids)})") if ids else Text("", "")
    span = _span(limit.within, view.day)
    reason = Text(
        f"{span.zh}已检查{len(ids)}次{listed.zh}，连同本次{sure}次，{_most(sure, most).zh}",
        f"{len(ids)} {span.en}{listed.en}, {sure} with this one: {_most(sure, most).en}",
    )
    may = len(counted.open)
    if sure + may <= most:
        return Ground(False, reason, ids)
    if sure > most and not own_open:
        return Ground(True, reason, ids)
    if sure <= most and may:
        reason = Text(
            f"{span.zh}已检查{len(ids)}次{listed.zh}，另有{may}次可能计入（{'、'.join(ids_of(counted.open))}）",
            f"{len(ids)} {span.en}{listed.en}, {may} more may count ({', '.join(ids_of(counted.open))})",
        )
    unknown = (*own_open, *(counted.unknown if sure <= most else ()))
    return Ground(None, reason, (*ids, *ids_of(counted.open)), unknown)


def _most(number: int, most: int) -> Text:
    if number > most:
        return Text(f"超过{most}次", f"more than {most}")
    return Text(f"不超过{most}次", f"not more than {most}")


def _span(within: WithinFile | None, day: dt.date) -> Text:
    if within is None:
        return Text("此前", "before")
    if within.calendar_year:
        return Text(f"{day.year}年以来", f"since the beginning of {day.year}")
    if within.years is not None:
        return Text(f"此前{within.years}年内", f"within {_number(within.years, 'year')} before")
    if within.months is not None:
        return Text(
            f"此前{within.months}个月内", f"within {_number(within.months, 'month')} before"
        )
    assert within.days is not None
    return Text(f"此前{within.days}日内", f"within {_number(within.days, 'day')} before")


def _number(number: int, unit: str) -> str:
    return f"one {unit}" if number == 1 else f"{number} {unit}s"


_GROUNDS: Mapping[str, Callable[[Limit, View, Mapping[str, Value]], Ground]] = {
    "plan": _plan,
    "one_city": _one_city,
    "quiet_days": _quiet_days,
    "frequency": _frequency,
    "protection": _protection,
}
