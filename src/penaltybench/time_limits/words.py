"""Dates and answers of a case's deadlines, in words."""

from __future__ import annotations

from collections.abc import Mapping

from penaltybench.limit_words import days_words
from penaltybench.text import Language, Text
from penaltybench.time_limits.dates import LastDay
from penaltybench.time_limits.outcome import Due, Outcome
from penaltybench.words import citations_words, date_words

STATUSES: Mapping[str, Text] = {
    "determined": Text("已确定", "determined"),
    "undetermined": Text("尚不确定", "undetermined"),
    "gap": Text("没有适用的时限", "no limit applies"),
    "conflict": Text("时限相互冲突", "limits in conflict"),
}


def due_words(due: Due | None, language: Language) -> str:
    """Return the last day, or between which days it lies; ``没有`` if there is no such limit."""
    zh = language == "zh"
    if due is None:
        return "没有" if zh else "none"
    first, last = (date_words(day.isoformat(), language) for day in (due.earliest, due.latest))
    if first == last:
        text = first
    else:
        text = f"{first}至{last}之间的一日" if zh else f"a day from {first} to {last}"
    if due.certain:
        return text
    return f"{text}，也可能没有" if zh else f"{text}, or none"


def counted_words(counted: LastDay, language: Language) -> str:
    """Return how a limit was counted: days, start, what was left out, the last day, the source."""
    zh = language == "zh"
    days = days_words(counted.days, working=counted.working, language=language)
    start, last = (date_words(day.isoformat(), language) for day in (counted.start, counted.last))
    text = f"{days}，自{start}次日起算" if zh else f"{days} from the day after {start}"
    if counted.left_out:
        out = days_words(counted.left_out, working=counted.working, language=language)
        text += f"，不计入{out}" if zh else f", {out} left out"
    if counted.postponed_from is not None:
        end = date_words(counted.postponed_from.isoformat(), language)
        text += f"，{end}是休息日，顺延至{last}" if zh else f"; {end} is a holiday: moved to {last}"
    else:
        text += f"，至{last}" if zh else f", until {last}"
    cite = citations_words(counted.cite, language)
    return text if not cite else f"{text}（{cite}）" if zh else f"{text} ({cite})"


def done_words(outcome: Outcome, language: Language) -> str:
    """Return whether the authority was done in time, and whether it kept its promise."""
    zh = language == "zh"
    day = outcome.case.done_on
    assert day is not None
    on = date_words(day.isoformat(), language)
    overdue = {
        True: "已超期" if zh else "overdue",
        False: "未超期" if zh else "in time",
        None: "是否超期尚不确定" if zh else "whether in time is open",
    }[outcome.overdue]
    parts = [on, overdue]
    if outcome.promised is not None:
        kept = {
            True: "兑现承诺" if zh else "the promise was kept",
            False: "未兑现承诺" if zh else "the promise was broken",
            None: "是否兑现承诺尚不确定" if zh else "whether the promise was kept is open",
        }
        parts.append(kept[outcome.promise_kept])
    return ("，" if zh else ", ").join(parts)
