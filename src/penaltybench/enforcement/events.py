"""The events of an enforcement record (执法记录): what happened to an enterprise, and on which day.

An event says nothing that its kind does not need, and what it does not say is unknown. Money is
fen inside and yuan where it is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator, Field, TypeAdapter

from penaltybench.money import format_fen
from penaltybench.period import parse_date
from penaltybench.ruleset.literals import refusal
from penaltybench.ruleset.models import InspectionForm, Model
from penaltybench.text import both
from penaltybench.values import FactType, accept_value

MAX_NAME = 2_000
_AS_TEXT = "请写文字或整数|give text, or a whole number"
_AS_DAY = "请写作 2026-03-01，须是日历上有的日子|write it like 2026-03-01, a day of the calendar"


def _name(value: Any) -> Any:
    # Numbers are what databases have for keys.
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**30:
        return str(value)
    if not isinstance(value, str):
        raise refusal("此处应为文字|text is expected here", "PB0203", remedy=_AS_TEXT)
    text = value.strip()
    if not text:
        raise refusal("此处的文字为空|the text is empty here", remedy=_AS_TEXT)
    if len(text) > MAX_NAME:
        raise refusal(
            f"文字超过 {MAX_NAME} 个字符|a text of more than {MAX_NAME} characters",
            remedy="请写得短一些|write less",
        )
    return text


def _day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return parse_date(value.strip())
        except ValueError:
            reason = f"“{value}”不是日期|“{value}” is not a date"
            raise refusal(reason, remedy=_AS_DAY) from None
    if isinstance(value, dt.datetime):
        # Databases without a type for days give midnight instead.
        if value.tzinfo is None and value.time() == dt.time():
            return value.date()
        raise refusal(f"“{value}”不是一日|“{value}” is not a day", remedy=_AS_DAY)
    if isinstance(value, dt.date):
        return value
    raise refusal("此处应为日期|a date is expected here", remedy=_AS_DAY)


def _fen(value: Any) -> Any:
    try:
        return accept_value(FactType.MONEY, value)
    except ValueError as error:
        reason = both(str(error))
        raise refusal(
            f"金额：{reason.zh}|amount: {reason.en}",
            "PB0303",
            remedy="请以元为单位，如 2,000元、0.5元、1万元|write yuan: 2,000元, 0.5元, 1万元",
        ) from None


def _year(value: Any) -> Any:
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value.strip()) if len(value.strip()) <= 4 else -1
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9999:
        return value
    raise refusal("此处应为年度|a year is expected here", remedy="请写作 2026|write it like 2026")


Name = Annotated[str, BeforeValidator(_name)]
"""A name or an id: text without blanks at its ends, or a whole number as text."""

Date = Annotated[dt.date, BeforeValidator(_day)]
"""A day, given as such or as ``2024-05-26``."""

Amount = Annotated[int, BeforeValidator(_fen)]
"""Money in fen, given in yuan: ``2000``, ``Decimal("0.5")``, ``"2,000元"``, ``"1万元"``."""

Year = Annotated[int, BeforeValidator(_year)]


class EventModel(Model):
    """What every event has: its id, the enterprise, and the day."""

    refers: ClassVar[Mapping[str, str]] = {}
    """The keys that name another event, with the kind that it must have."""

    id: Name
    enterprise: Name
    on: Date
    note: Name | None = None

    def references(self) -> dict[str, str]:
        """Return the ids of the events to which this one refers, by the key that names them."""
        found = {key: getattr(self, key) for key in self.refers}
        return {key: name for key, name in found.items() if name is not None}


class Registration(EventModel):
    """The enterprise exists, whatever else is on record (登记)."""

    kind: Literal["registration"]
    name: Name | None = None


class Inspection(EventModel):
    """An authority inspected the enterprise (检查)."""

    kind: Literal["inspection"]
    authority: Name
    matter: Name | None = None
    occasion: Name | None = None
    form: InspectionForm | None = None


class Order(EventModel):
    """An order to correct (责令改正); ``until`` is the last day for correction."""

    refers: ClassVar[Mapping[str, str]] = {"inspection": "inspection"}

    kind: Literal["order"]
    authority: Name
    violation: Name | None = None
    inspection: Name | None = None
    until: Date


class Correction(EventModel):
    """Correction, found on re-inspection (改正)."""

    refers: ClassVar[Mapping[str, str]] = {"order": "order"}

    kind: Literal["correction"]
    order: Name


class Decision(EventModel):
    """A penalty was decided (处罚决定); ``amount`` is the fine in fen, None if there is none."""

    refers: ClassVar[Mapping[str, str]] = {"order": "order", "inspection": "inspection"}

    kind: Literal["decision"]
    authority: Name
    violation: Name
    amount: Amount | None = None
    order: Name | None = None
    inspection: Name | None = None


class Payment(EventModel):
    """A payment on a decision (缴款), in fen."""

    refers: ClassVar[Mapping[str, str]] = {"decision": "decision"}

    kind: Literal["payment"]
    decision: Name
    amount: Amount


class Complaint(EventModel):
    """A complaint or report against the enterprise (投诉举报)."""

    kind: Literal["complaint"]
    matter: Name | None = None


class Filing(EventModel):
    """A case was filed (立案)."""

    kind: Literal["filing"]
    authority: Name
    violation: Name


class Protection(EventModel):
    """A special protection period (特别保护期) from ``on`` to ``until``, both included."""

    kind: Literal["protection"]
    until: Date


class Approval(EventModel):
    """An inspection by the authority was approved in advance (预批), to take place by ``until``."""

    kind: Literal["approval"]
    authority: Name
    document: Name | None = None
    until: Date


class PlanEntered(EventModel):
    """An inspection by the authority was entered into the plan of a year (列入计划)."""

    kind: Literal["plan_entry"]
    authority: Name
    matter: Name | None = None
    year: Year


Event: TypeAlias = Annotated[
    Registration
    | Inspection
    | Order
    | Correction
    | Decision
    | Payment
    | Complaint
    | Filing
    | Protection
    | Approval
    | PlanEntered,
    Field(discriminator="kind"),
]
"""An event of any kind; ``kind`` says of which."""

EVENT: TypeAdapter[Event] = TypeAdapter(Event)

KINDS: Mapping[str, type[EventModel]] = {
    "registration": Registration,
    "inspection": Inspection,
    "order": Order,
    "correction": Correction,
    "decision": Decision,
    "payment": Payment,
    "complaint": Complaint,
    "filing": Filing,
    "protection": Protection,
    "approval": Approval,
    "plan_entry": PlanEntered,
}
"""The model of each ``kind``."""

KEYS: frozenset[str] = frozenset(key for kind in KINDS.values() for key in kind.model_fields)
"""Every key that an event of some kind may have."""


def event_row(event: Event) -> dict[str, str | int]:
    """Return an event as a row of JSON data, as it may be read again: dates as text, money in yuan."""
    row: dict[str, str | int] = {}
    for key in ("id", "kind", "enterprise", "on", *type(event).model_fields):
        value = getattr(event, key)
        if value is None or key in row:
            continue
        if isinstance(value, dt.date):
            value = value.isoformat()
        elif key == "amount":
            value = format_fen(value)
        row[key] = value
    return row
