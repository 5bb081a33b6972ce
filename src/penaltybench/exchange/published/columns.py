"""Which column of a published table is what, and which rows make up one violation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from penaltybench.diagnostics import Diagnostic, Place, Severity
from penaltybench.exchange.published.table import Table, TableRow, column_name
from penaltybench.text import Text

HEADER_WITHIN: Final = 20
"""Rows from the top in which the header is looked for: titles and notes may stand above it."""
DITTO: Final = frozenset({"〃", "″", '"', "同上", "同 上", "同前"})


class Role(StrEnum):
    """What a column holds."""

    LAW = "law"
    NUMBER = "number"
    VIOLATION = "violation"
    BREACHED = "breached"
    BASIS = "basis"
    TIER = "tier"
    CIRCUMSTANCES = "circumstances"
    PENALTY = "penalty"
    REMARKS = "remarks"


_WORDS: Final[Mapping[Role, str]] = {
    Role.LAW: "法律法规 法律法规名称 法规名称 法律名称 法规 法律 法规规章 所属法律 类别",
    Role.NUMBER: "序号 编号 事项编码 项目编号 编码 职权编码",
    Role.VIOLATION: (
        "违法行为 违法行为名称 违法事项 违法事实 事项名称 案由 行政处罚事项 处罚事项 行政处罚事项名称 "
        "违法种类 违法行为种类 职权名称 行政处罚行为"
    ),
    Role.BREACHED: "违反条款 违法依据 违反规定 违则 违反的条款 义务条款",
    Role.BASIS: (
        "法律依据 处罚依据 设定依据 法定依据 处罚条款 罚则 法律规定 行政处罚依据 实施依据 法定处罚依据 "
        "法律责任 处罚法律依据"
    ),
    Role.TIER: (
        "裁量阶次 裁量档次 裁量等级 裁量阶梯 阶次 档次 等级 违法程度 情节 违法情节程度 裁量级别 情节程度 "
        "裁量情形等级 违法等级 裁量幅度等级"
    ),
    Role.CIRCUMSTANCES: (
        "适用条件 裁量情节 违法情节 适用情形 情形 具体情形 违法情形 裁量因素 情节后果 违法情节和后果 "
        "情节与后果 危害后果 裁量条件 情节描述 适用情节 裁量情形 违法行为情节 情节认定 表现情形"
    ),
    Role.PENALTY: (
        "处罚标准 裁量标准 处罚幅度 裁量幅度 处罚种类及幅度 处罚种类和幅度 罚款幅度 处罚内容 处罚裁量标准 "
        "行政处罚标准 行政处罚裁量标准 处罚 裁量处罚标准 处罚裁量幅度 处罚措施 具体标准 罚款标准"
    ),
    Role.REMARKS: "备注 说明 其他 其他处罚",
}
HEADER_WORDS: Final[Mapping[str, Role]] = {
    word: role for role, words in _WORDS.items() for word in words.split()
}
_SEVERAL: Final = frozenset({Role.CIRCUMSTANCES, Role.REMARKS})
"""Roles that several columns may have."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns by role, in the order of the table, their header words, and the rows below them."""

    of: Mapping[Role, tuple[int, ...]]
    headers: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def first(self, role: Role) -> int | None:
        """Return the column of a role, None if there is none."""
        found = self.of.get(role, ())
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class TierRow:
    """A row of one violation, with what merged and blank cells take from above.

    ``circumstances`` are the texts of the columns of circumstances, in their order.
    """

    row: TableRow
    basis: str
    tier: str
    circumstances: tuple[str, ...]
    penalty: str
    remarks: str


@dataclass(frozen=True, slots=True)
class Violation:
    """The rows of one violation of the table."""

    law: str
    number: str
    name: str
    rows: tuple[TierRow, ...]


def role_of(header: str) -> Role | None:
    """Return what a column with this header holds; None if its words are not known."""
    plain = "".join(header.split())
    for opening, closing in ("（）", "()", "【】", "[]"):
        start = plain.find(opening)
        if start > 0 and plain.endswith(closing):
            plain = plain[:start]
    return HEADER_WORDS.get(plain.strip("：:*"))


def find_columns(table: Table) -> tuple[Columns | None, tuple[Diagnostic, ...]]:
    """Return the columns of a table, None if its layout is not recognised; and what is wrong."""
    best, score = -1, 1
    for index, row in enumerate(table.rows[:HEADER_WITHIN]):
        roles = {role for role in map(role_of, row.cells) if role is not None}
        if len(roles) > score and Role.PENALTY in roles:
            best, score = index, len(roles)
    if best < 0:
        return None, (_not_recognised(table),)
    headers = list(table.rows[best].cells)
    below = best + 1
    # A header of two rows: the second one says what the columns under a merged cell are.
    second = table.rows[below].cells if below < len(table.rows) else ()
    if any(second) and all(
        not cell or role_of(cell) is not None or cell == headers[at]
        for at, cell in enumerate(second)
    ):
        headers = [cell or headers[at] for at, cell in enumerate(second)]
        below += 1
    of: dict[Role, tuple[int, ...]] = {}
    faults: list[Diagnostic] = []
    header_row = table.rows[best]
    for column, header in enumerate(headers):
        role = role_of(header)
        if role is None:
            if header:
                faults.append(_unread(table, header_row, column, header))
            continue
        if role in of and role not in _SEVERAL:
            faults.append(_twice(table, header_row, column, header, headers[of[role][0]]))
            continue
        of[role] = (*of.get(role, ()), column)
    if Role.PENALTY not in of or not {Role.VIOLATION, Role.NUMBER} & set(of):
        return None, (*faults, _not_recognised(table))
    return Columns(of, tuple(headers), table.rows[below:]), tuple(faults)


def _not_recognised(table: Table) -> Diagnostic:
    wanted = {
        role: "、".join(_WORDS[role].split()[:4])
        for role in (Role.VIOLATION, Role.PENALTY, Role.CIRCUMSTANCES)
    }
    return Diagnostic(
        "PB0805",
        Text(
            f"没有认出表头{f'（工作表“{table.sheet}”）' if table.sheet else ''}",
            f"the header of the table was not recognised{f' (sheet {table.sheet})' if table.sheet else ''}",
        ),
        Text(
            f"前 {HEADER_WITHIN} 行中应有一行列名，至少有违法行为（{wanted[Role.VIOLATION]}）"
            f"和处罚标准（{wanted[Role.PENALTY]}）；情节的列名如 {wanted[Role.CIRCUMSTANCES]}",
            f"one of the first {HEADER_WITHIN} rows should name the columns: at least the violation "
            f"({wanted[Role.VIOLATION]}) and the penalty ({wanted[Role.PENALTY]}); circumstances are "
            f"headed by {wanted[Role.CIRCUMSTANCES]}",
        ),
        Place(table.file, path=table.sheet),
    )


def _unread(table: Table, row: TableRow, column: int, header: str) -> Diagnostic:
    return Diagnostic(
        "PB0805",
        Text(
            f"不认识列名“{header}”，{column_name(column)} 列没有读取",
            f"the column {column_name(column)} “{header}” is not known and was not read",
        ),
        Text("如果需要，请改用已知的列名", "rename it if it is needed"),
        table.place(row, column),
        Severity.WARNING,
    )


def _twice(table: Table, row: TableRow, column: int, header: str, first: str) -> Diagnostic:
    return Diagnostic(
        "PB0805",
        Text(
            f"“{header}”与“{first}”意思相同，{column_name(column)} 列没有读取",
            f"“{header}” means the same as “{first}”: column {column_name(column)} was not read",
        ),
        Text("请只保留一列，或者改列名", "keep one of them, or rename it"),
        table.place(row, column),
        Severity.WARNING,
    )


def group_rows(
    table: Table, columns: Columns
) -> tuple[tuple[Violation, ...], tuple[Diagnostic, ...]]:
    """Return the violations in the order of the table; merged and blank cells take the text above.

    Law, number, violation and basis are carried down inside a violation, the law beyond it. A row that
    has neither tier nor penalty belongs to the tier above it, and that is reported.
    """
    faults: list[Diagnostic] = []
    found: list[Violation] = []
    held: dict[Role, str] = {}
    rows: list[TierRow] = []
    for row in columns.rows:
        own = {role: _text(row, columns.of[role]) for role in columns.of if role not in _SEVERAL}
        ditto = {role for role, text in own.items() if text in DITTO}
        texts = {role: "" if role in ditto else text for role, text in own.items()}
        circumstances = tuple(row.cells[at] for at in columns.of.get(Role.CIRCUMSTANCES, ()))
        if not texts.get(Role.PENALTY) and not any(circumstances) and not texts.get(Role.TIER):
            _note(table, columns, row, faults)
            continue
        begins = any(
            texts.get(role) and texts[role] != held.get(role)
            for role in (Role.NUMBER, Role.VIOLATION)
        )
        if begins:
            if rows:
                found.append(_violation(held, rows))
            rows = []
            law = texts.get(Role.LAW) or held.get(Role.LAW, "")
            held = {
                role: texts[role] or (held.get(role, "") if role in ditto else "") for role in texts
            }
            held[Role.LAW] = law
        for role in (Role.LAW, Role.BASIS):
            held[role] = texts.get(role) or held.get(role, "")
        tier, penalty = (
            held.get(role, "") if role in ditto else texts.get(role, "")
            for role in (Role.TIER, Role.PENALTY)
        )
        if not penalty and not tier and rows:
            tier, penalty = rows[-1].tier, rows[-1].penalty
            faults.append(_carried(table, columns, row))
        held[Role.TIER], held[Role.PENALTY] = tier, penalty
        circumstances = tuple(
            rows[-1].circumstances[index] if text in DITTO and rows else text
            for index, text in enumerate(circumstances)
        )
        remarks = _text(row, columns.of.get(Role.REMARKS, ()))
        rows.append(TierRow(row, held.get(Role.BASIS, ""), tier, circumstances, penalty, remarks))
    if rows:
        found.append(_violation(held, rows))
    return tuple(_joined(found)), tuple(faults)


def _text(row: TableRow, columns: Sequence[int]) -> str:
    return "；".join(row.cells[at] for at in columns if row.cells[at])


def _violation(held: Mapping[Role, str], rows: Sequence[TierRow]) -> Violation:
    return Violation(
        held.get(Role.LAW, ""),
        held.get(Role.NUMBER, ""),
        held.get(Role.VIOLATION, ""),
        tuple(rows),
    )


def _joined(found: Sequence[Violation]) -> Iterator[Violation]:
    """Yield the violations; one that a page break has split is put together again."""
    last: Violation | None = None
    for violation in found:
        if last is not None and (violation.number, violation.name) == (last.number, last.name):
            last = Violation(last.law, last.number, last.name, (*last.rows, *violation.rows))
            continue
        if last is not None:
            yield last
        last = violation
    if last is not None:
        yield last


def _carried(table: Table, columns: Columns, row: TableRow) -> Diagnostic:
    column = columns.first(Role.PENALTY)
    assert column is not None
    return Diagnostic(
        "PB0807",
        Text(
            "档次和处罚标准都是空的，按合并单元格取上一行的",
            "tier and penalty are blank: taken from the row above, as in a merged cell",
        ),
        Text("请与原文核对", "compare it with the original"),
        table.place(row, column),
        Severity.WARNING,
    )


def _note(table: Table, columns: Columns, row: TableRow, faults: list[Diagnostic]) -> None:
    """Report a row that is no tier: a title between the violations, or a note below the table."""
    text = next((cell for cell in row.cells if cell), "")
    if not text or all(cell in ("", text) for cell in columns.headers):
        return
    at = row.cells.index(text)
    faults.append(
        Diagnostic(
            "PB0807",
            Text(
                f"这一行没有档次和处罚，没有读取：“{text[:40]}”",
                f"this row has neither tier nor penalty and was not read: “{text[:40]}”",
            ),
            Text(
                "如果是说明或者小标题，不必理会；如果是档次，请补全",
                "nothing to do if it is a note or a heading; complete it if it is a tier",
            ),
            table.place(row, at),
            Severity.WARNING,
        )
    )
