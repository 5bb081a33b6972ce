"""Strategies for enforcement records: rows of events that fit together, around one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from penaltybench.enforcement.span import looked_back
from penaltybench.ruleset.models import WithinFile

Row: TypeAlias = dict[str, Any]
ENTERPRISES = ("e1", "e2")
AUTHORITIES = ("甲局", "乙局", "丙队")
MATTERS = ("消防", "食品安全")
OCCASIONS = ("routine", "complaint", "emergency")
FORMS = ("on_site", "off_site")
# Mostly the same, or little would ever come together.
ONE_OF_ENTERPRISES = st.sampled_from([*ENTERPRISES[:1] * 3, *ENTERPRISES])
ONE_OF_AUTHORITIES = st.sampled_from([*AUTHORITIES[:1] * 2, *AUTHORITIES])


def days_before(day: dt.date) -> SearchStrategy[dt.date]:
    """Draw a day up to two years back, mostly at or beside the end of a span of months or years."""
    ends = [looked_back(day, WithinFile(months=number)) for number in (1, 2, 3, 6, 12, 24)]
    near = [
        span.start + dt.timedelta(days=step)
        for span in ends
        if span is not None
        for step in (-1, 0, 1)
    ]
    return st.sampled_from(near) | st.integers(1, 60).map(lambda n: day - dt.timedelta(days=n))


def days_after(day: dt.date, most: int = 40) -> SearchStrategy[dt.date]:
    """Draw ``day`` or one of the days that follow."""
    return st.integers(0, most).map(lambda number: day + dt.timedelta(days=number))


@st.composite
def records(draw: DrawFn, day: dt.date, *, complete: bool = True, future: bool = True) -> list[Row]:
    """Draw the rows of a record in which ``ENTERPRISES`` are registered before ``day``.

    A ``complete`` one says occasion and form of every inspection. With ``future`` there may be events after
    the day.
    """
    rows: list[Row] = [
        {"kind": "registration", "enterprise": name, "on": "2020-01-01"} for name in ENTERPRISES
    ]
    for number in range(draw(st.integers(0, 5))):
        on = draw(days_before(day) | (days_after(day) if future else st.just(day)))
        rows.extend(
            draw(_inspections(f"i{number}", on, complete=complete, last=None if future else day))
        )
    for _ in range(draw(st.integers(0, 3))):
        rows.append(draw(_others(day if not future else day + dt.timedelta(days=20))))
    # Two events may differ in nothing but their ids: a note tells them apart.
    return [
        {"id": row.pop("id", f"r{number}"), **row, "note": f"第{number}项"}
        for number, row in enumerate(rows)
    ]


@st.composite
def _inspections(
    draw: DrawFn, name: str, on: dt.date, *, complete: bool, last: dt.date | None
) -> list[Row]:
    """Draw an inspection with what may follow from it: an order, its correction, a decision, a payment."""
    who: Row = {"enterprise": draw(ONE_OF_ENTERPRISES)}
    authority: Row = {"authority": draw(ONE_OF_AUTHORITIES)}
    inspection: Row = {"id": name, "kind": "inspection", **who, "on": on.isoformat(), **authority}
    inspection |= draw(_optional("matter", MATTERS))
    for key, words in (("occasion", OCCASIONS), ("form", FORMS)):
        if complete or draw(st.booleans()):
            inspection[key] = draw(st.sampled_from(words))
    rows = [inspection]
    if draw(st.integers(0, 2)):
        return rows
    violation = {"violation": draw(st.sampled_from(["未公示", "未建账"]))}
    ordered = draw(days_after(on, 5))
    until = draw(days_after(ordered, 15))
    order: Row = {"id": f"o{name}", "kind": "order", **who, "on": ordered.isoformat(), **authority}
    order |= violation | {"until": until.isoformat()}
    if draw(st.integers(0, 3)):
        order["inspection"] = name
    rows.append(order)
    if draw(st.booleans()):
        corrected = draw(days_after(ordered, 25)).isoformat()
        correction = {"kind": "correction", **who, "on": corrected, "order": order["id"]}
        rows.append(correction)
    if draw(st.booleans()):
        decided = draw(days_after(until, 20))
        decision: Row = {"id": f"d{name}", "kind": "decision", **who, "on": decided.isoformat()}
        decision |= authority | violation | {"order": order["id"], "amount": "2,000元"}
        rows.append(decision)
        paid = draw(days_after(decided, 20)).isoformat()
        payment = {"kind": "payment", **who, "on": paid, "decision": decision["id"]}
        rows.append(payment | {"amount": draw(st.sampled_from(["2,000元", "0.5元", "1万元"]))})
    return [row for row in rows if last is None or row["on"] <= last.isoformat()]


@st.composite
def follow_ups(draw: DrawFn, proposed: Mapping[str, Any]) -> list[Row]:
    """Draw what follows from a proposed inspection: maybe itself, orders to correct, and corrections."""
    day = dt.date.fromisoformat(proposed["on"])
    who = {key: proposed[key] for key in ("enterprise", "authority")}
    rows: list[Row] = []
    names: list[str | None] = [None]
    if draw(st.booleans()):
        rows.append({"id": "own", "kind": "inspection", **who, "on": proposed["on"]})
        names.append("own")
    for number in range(draw(st.integers(0, 2))):
        ordered = draw(days_after(day, 5))
        order = {"id": f"own-{number}", "kind": "order", **who, "on": ordered.isoformat()}
        order["until"] = draw(days_after(ordered, 10)).isoformat()
        name = draw(st.sampled_from(names))
        rows.append(order if name is None else order | {"inspection": name})
        if draw(st.integers(0, 2)) == 0:
            corrected = draw(days_after(ordered, 20)).isoformat()
            row = {"id": f"fixed-{number}", "kind": "correction", "on": corrected}
            rows.append(row | {"enterprise": who["enterprise"], "order": order["id"]})
    return [{**row, "note": row["id"]} for row in rows]


@st.composite
def _others(draw: DrawFn, day: dt.date) -> Row:
    """Draw an event that follows from no other: a complaint, a period, an approval, an entry of a plan."""
    on = draw(days_before(day))
    row: Row = {
        "kind": draw(
            st.sampled_from(["complaint", "filing", "protection", "approval", "plan_entry"])
        ),
        "enterprise": draw(ONE_OF_ENTERPRISES),
        "on": on.isoformat(),
    }
    authority: Row = {"authority": draw(ONE_OF_AUTHORITIES)}
    match row["kind"]:
        case "complaint":
            return row | draw(_optional("matter", MATTERS))
        case "filing":
            return row | authority | {"violation": "未公示"}
        case "protection":
            return row | {"until": draw(days_after(on, 700)).isoformat()}
        case "approval":
            row |= authority | {"until": draw(days_after(on, 700)).isoformat()}
            return row | draw(_optional("document", ["示例批1号"]))
        case _:
            year = draw(st.sampled_from([day.year - 1, day.year, day.year]))
            return row | authority | {"year": year} | draw(_optional("matter", MATTERS))


@st.composite
def _optional(draw: DrawFn, key: str, words: Any) -> Row:
    """Draw a key with one of the words, or nothing."""
    return {key: draw(st.sampled_from(words))} if draw(st.integers(0, 3)) else {}
