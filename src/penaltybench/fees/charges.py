"""Charges that were really made, row by row; every bad row is a diagnostic, the good ones remain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from penaltybench.diagnostics import Diagnostic, Place, ordered
from penaltybench.money import Money
from penaltybench.period import parse_date
from penaltybench.text import Text, both
from penaltybench.values import FactType, accept_value

NEEDED = ("fee", "on", "charged")
"""The columns of every table."""
RESERVED = (*NEEDED, "id")
"""The columns that are no facts."""
MAX_SHOWN = 40
"""Characters of a cell that a diagnostic quotes."""
Locate: TypeAlias = Callable[[str], Place]
"""Gives the place of a column in a row; of the row itself for an empty name."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge that was made: ``charged`` for the item ``fee`` on the day ``on``.

    ``id`` is what the table calls it, ``facts`` its further columns (an empty cell is unknown), ``number``
    its number in the table, counted from 1. ``at`` gives the place of a column.
    """

    number: int
    fee: str
    on: dt.date
    charged: Money
    facts: Mapping[str, Any]
    id: str | None = None
    at: Locate = field(default=lambda name: Place("charges", path=name), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ChargeTable:
    """The charges that could be read, and every fault of the table."""

    charges: tuple[Charge, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def charges_from_rows(rows: Iterable[object]) -> ChargeTable:
    """Return the charges that a program gives as mappings, money in yuan; nothing is raised.

    None and blank text are as good as absent. The line of a place is the number of the row, its column the
    number of the key in the row.
    """

    def located(number: int, row: object) -> Locate:
        keys = [str(key) for key in row] if isinstance(row, Mapping) else []
        return lambda name: Place(
            "charges", number, keys.index(name) + 1 if name in keys else 1, name
        )

    found = ((row, located(number, row)) for number, row in enumerate(rows, start=1))
    return table_of(found)


def table_of(
    rows: Iterable[tuple[object, Locate]], faults: Iterable[Diagnostic] = ()
) -> ChargeTable:
    """Return the charges of rows with their places; ``faults`` are those of the file itself."""
    charges: list[Charge] = []
    diagnostics = list(faults)
    for number, (row, at) in enumerate(rows, start=1):
        read = _read(number, row, at)
        if isinstance(read, Charge):
            charges.append(read)
        else:
            diagnostics.extend(read)
    return ChargeTable(tuple(charges), ordered(diagnostics))


def _read(number: int, row: object, at: Locate) -> Charge | list[Diagnostic]:
    if not isinstance(row, Mapping):
        return [
            Diagnostic(
                "PB0203",
                Text(f"第{number}笔收费应为键和值的映射", f"charge {number} should be a mapping"),
                Text("请写 fee、on、charged 和各要素", "write fee, on, charged and the facts"),
                at(""),
            )
        ]
    cells = {str(key).strip(): value for key, value in row.items() if not _is_blank(value)}
    faults = [*_missing(number, cells, at), *_unnamed(number, cells, at)]
    fee, on, charged = (cells.get(name) for name in NEEDED)
    if "fee" in cells and not isinstance(fee, str):
        faults.append(_wrong(number, "fee", fee, Text("不是项目的编号", "not an id"), at))
    day, money = _day(on), _money(charged)
    if "on" in cells and isinstance(day, Text):
        faults.append(_wrong(number, "on", on, day, at))
    if "charged" in cells and isinstance(money, Text):
        faults.append(_wrong(number, "charged", charged, money, at))
    name = cells.get("id")
    if name is not None and (isinstance(name, bool) or not isinstance(name, str | int)):
        faults.append(_wrong(number, "id", name, Text("不是编号", "not an id"), at))
    if faults or isinstance(day, Text) or isinstance(money, Text):
        return faults
    facts = {key: value for key, value in cells.items() if key not in RESERVED}
    called = None if name is None else str(name).strip()
    return Charge(number, str(fee).strip(), day, money, facts, called, at)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _missing(number: int, cells: Mapping[str, object], at: Locate) -> Iterator[Diagnostic]:
    for name in NEEDED:
        if name not in cells:
            yield Diagnostic(
                "PB0202",
                Text(f"第{number}笔没有 {name}", f"charge {number} has no {name}"),
                Text(f"请补写 {name}", f"add {name}"),
                at(name),
            )


def _unnamed(number: int, cells: Mapping[str, object], at: Locate) -> Iterator[Diagnostic]:
    if "" in cells:
        yield Diagnostic(
            "PB0203",
            Text(f"第{number}笔有一格没有表头", f"charge {number} has a cell without a header"),
            Text("请写明要素的编号", "name the fact"),
            at(""),
        )


def _day(value: object) -> dt.date | Text:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return parse_date(str(value).strip())
    except ValueError:
        return Text("不是日期，应写作 2024-05-26", "not a date such as 2024-05-26")


def _money(value: object) -> Money | Text:
    try:
        fen = accept_value(FactType.MONEY, value)
    except ValueError as error:
        return both(str(error))
    assert isinstance(fen, int)
    return Money(fen)


def _wrong(number: int, name: str, value: object, why: Text, at: Locate) -> Diagnostic:
    shown = str(value) if len(str(value)) <= MAX_SHOWN else str(value)[:MAX_SHOWN] + "…"
    return Diagnostic(
        "PB0204",
        Text(
            f"第{number}笔 {name}“{shown}”：{why.zh}",
            f"charge {number}, {name} “{shown}”: {why.en}",
        ),
        Text("请改正这一格", "correct this cell"),
        at(name),
    )
