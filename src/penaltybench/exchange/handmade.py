"""Tables drawn up by hand (违法行为、法律依据、违法程度、适用情形、裁量基准), found in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from penaltybench.exchange.published.columns import (
    HEADER_WITHIN,
    Columns,
    Role,
    Violation,
    group_rows,
    role_of,
)
from penaltybench.exchange.published.table import Table, TableRow

_FIVE_WORDS = {"裁量基准": Role.PENALTY, "裁量基准（处罚标准）": Role.PENALTY}


@dataclass(frozen=True, slots=True)
class HandTable:
    """A table drawn up by hand: what its columns are, and its violations."""

    table: Table
    columns: Columns
    violations: tuple[Violation, ...]


def hand_tables(tables: Sequence[Table]) -> list[HandTable]:
    """Return the tables that have the columns of a table drawn up by hand."""
    found = []
    for table in tables:
        columns = _columns(table)
        if columns is not None:
            violations, _ = group_rows(table, columns)
            found.append(HandTable(table, columns, violations))
    return found


def _columns(table: Table) -> Columns | None:
    best: tuple[int, TableRow | None] = (0, None)
    for row in table.rows[:HEADER_WITHIN]:
        roles = {_role(cell) for cell in row.cells} - {None}
        if {Role.PENALTY, Role.VIOLATION} <= roles and len(roles) > best[0]:
            best = len(roles), row
    head = best[1]
    if head is None or best[0] < 3:
        return None
    of: dict[Role, tuple[int, ...]] = {}
    for at, cell in enumerate(head.cells):
        role = _role(cell)
        if role is not None and (role not in of or role is Role.CIRCUMSTANCES):
            of[role] = (*of.get(role, ()), at)
    below = tuple(row for row in table.rows if row.number > head.number)
    return Columns(of, head.cells, below)


def _role(cell: str) -> Role | None:
    return _FIVE_WORDS.get("".join(cell.split())) or role_of(cell)
