"""What must hold between the events of a record: ids, references, and the order of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from penaltybench.diagnostics import Diagnostic, Place
from penaltybench.enforcement.events import (
    Approval,
    Event,
    Order,
    Protection,
    event_row,
)
from penaltybench.enforcement.sheet import Sheet
from penaltybench.text import Text, closest

KIND_WORDS: dict[str, Text] = {
    "registration": Text("登记", "registration"),
    "inspection": Text("检查", "inspection"),
    "order": Text("责令改正", "order"),
    "correction": Text("改正", "correction"),
    "decision": Text("处罚决定", "decision"),
    "payment": Text("缴款", "payment"),
    "complaint": Text("投诉举报", "complaint"),
    "filing": Text("立案", "filing"),
    "protection": Text("特别保护期", "protection"),
    "approval": Text("预批", "approval"),
    "plan_entry": Text("列入计划", "plan_entry"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """An event and the number of its row."""

    event: Event
    row: int


def check_events(placed: Sequence[Placed], sheet: Sheet, lost: Set[str]) -> Iterator[Diagnostic]:
    """Yield every fault between events; ``lost`` are ids of rows that could not be read."""
    first: dict[str, Placed] = {}
    same: dict[object, Placed] = {}
    for one in placed:
        earlier = first.setdefault(one.event.id, one)
        if earlier is not one:
            yield _twice(one, earlier, sheet)
            continue
        content = tuple((key, value) for key, value in event_row(one.event).items() if key != "id")
        alike = same.setdefault(content, one)
        if alike is not one:
            yield _same(one, alike, sheet)
    known: dict[tuple[str, str], list[str]] = {}
    for one in first.values():
        known.setdefault((one.event.kind, one.event.enterprise), []).append(one.event.id)
    for one in first.values():
        yield from _own_days(one, sheet)
        for key, name in one.event.references().items():
            to = first.get(name)
            if to is not None:
                yield from _reference(one, key, to, sheet)
            elif name not in lost:
                wanted = (one.event.refers[key], one.event.enterprise)
                yield _missing(one, key, name, known.get(wanted, ()), sheet)


def _called(event: Event) -> Text:
    kind = KIND_WORDS[event.kind]
    return Text(f"{event.id}（{kind.zh}，{event.on}）", f"{event.id} ({kind.en}, {event.on})")


def _place(one: Placed, sheet: Sheet, key: str) -> Place:
    return sheet.place((one.row, key))


def _twice(one: Placed, earlier: Placed, sheet: Sheet) -> Diagnostic:
    name = one.event.id
    return Diagnostic(
        "PB0701",
        Text(f"事件编号 {name} 重复", f"the id {name} stands twice"),
        Text("请删去其中一个，或者改用新的编号", "remove one of them, or give it an id of its own"),
        _place(one, sheet, "id"),
        related=(_place(earlier, sheet, "id"),),
    )


def _same(one: Placed, earlier: Placed, sheet: Sheet) -> Diagnostic:
    name, other = one.event.id, earlier.event.id
    return Diagnostic(
        "PB0701",
        Text(
            f"事件 {name} 与 {other} 除编号外完全相同",
            f"the events {name} and {other} differ in nothing but their ids",
        ),
        Text(
            "同一事件请只留一个；确为两个事件的，请在 note 中写明区别",
            "keep one if it is one event; if they are two, say in note what tells them apart",
        ),
        _place(one, sheet, "id"),
        related=(_place(earlier, sheet, "id"),),
    )


def _own_days(one: Placed, sheet: Sheet) -> Iterator[Diagnostic]:
    event = one.event
    if isinstance(event, Order | Protection | Approval) and event.until < event.on:
        called = _called(event)
        yield Diagnostic(
            "PB0702",
            Text(
                f"{called.zh}：截止日 {event.until} 早于其日期",
                f"{called.en}: until {event.until} lies before its day",
            ),
            Text("请核对两个日期", "check both dates"),
            _place(one, sheet, "until"),
        )


def _fits(one: Placed, key: str, to: Placed) -> bool:
    return to.event.kind == one.event.refers[key] and to.event.enterprise == one.event.enterprise


def _reference(one: Placed, key: str, to: Placed, sheet: Sheet) -> Iterator[Diagnostic]:
    event, target, wanted = one.event, to.event, KIND_WORDS[one.event.refers[key]]
    if _fits(one, key, to) and target.on <= event.on:
        return
    called, other = _called(event), _called(target)
    here, there = _place(one, sheet, key), (_place(to, sheet, "id"),)
    if target.kind != event.refers[key]:
        yield Diagnostic(
            "PB0706",
            Text(
                f"{called.zh}的 {key} 应为{wanted.zh}，{other.zh}不是",
                f"{called.en}: {key} should name an event of the kind {wanted.en}, not {other.en}",
            ),
            Text("请核对编号", "check the id"),
            here,
            related=there,
        )
    elif target.enterprise != event.enterprise:
        yield Diagnostic(
            "PB0706",
            Text(
                f"{called.zh}属于 {event.enterprise}，而 {other.zh}属于 {target.enterprise}",
                f"{called.en} is of {event.enterprise}, but {other.en} is of {target.enterprise}",
            ),
            Text("请核对编号和企业", "check the id and the enterprise"),
            here,
            related=there,
        )
    else:
        yield Diagnostic(
            "PB0702",
            Text(f"{called.zh}早于其所依据的 {other.zh}", f"{called.en} lies before {other.en}"),
            Text(
                f"请核对日期；不应早于 {target.on}",
                f"check the dates; it cannot lie before {target.on}",
            ),
            _place(one, sheet, "on"),
            related=there,
        )


def _missing(one: Placed, key: str, name: str, known: Sequence[str], sheet: Sheet) -> Diagnostic:
    called, wanted = _called(one.event), KIND_WORDS[one.event.refers[key]]
    meant = closest(name, known)
    return Diagnostic(
        "PB0706",
        Text(
            f"{called.zh}的 {key} 为 {name}，执法记录中没有这个事件",
            f"{called.en}: {key} is {name}, which is not in the record",
        ),
        Text(f"是否为 {meant}？", f"did you mean {meant}?")
        if meant
        else Text(
            f"请补上该{wanted.zh}，或者核对编号",
            f"add that event of the kind {wanted.en}, or check the id",
        ),
        _place(one, sheet, key),
    )
