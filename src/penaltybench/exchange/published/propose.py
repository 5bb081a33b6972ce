"""From a published table to drafts of rulesets, one for each violation, and what they leave open.

A draft says what the table says and nothing more. Where something was not understood, or the format
cannot say it, the row is left out, the draft names it, and a diagnostic says where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from penaltybench.diagnostics import Diagnostic, Severity
from penaltybench.exchange.published.bases import group
from penaltybench.exchange.published.columns import (
    Columns,
    Role,
    Violation,
    find_columns,
    group_rows,
)
from penaltybench.exchange.published.drafting import Facts
from penaltybench.exchange.published.rows import LeftOut, read_rows
from penaltybench.exchange.published.statute import CitedArticle, read_basis
from penaltybench.exchange.published.table import Table
from penaltybench.exchange.published.trees import Drafting, Origin, statutes_tree
from penaltybench.source import Tree
from penaltybench.text import Text

_REASONS: Mapping[str, Text] = {
    "unknown": Text("不认识的写法", "words that are not known"),
    "contradictory": Text("下限与上限矛盾", "its ends contradict each other"),
    "ambiguous": Text("可以有几种读法", "it can be read in more than one way"),
    "too_large": Text("金额过大", "an amount that is too large"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed ruleset: its id, its tree, the violation it comes from, and how many rows it took."""

    id: str
    tree: dict[str, Tree]
    violation: Violation
    rows: int


@dataclass
class Proposal:
    """The drafts of a table, a catalogue of the statutes that they cite, and what is to be looked at.

    ``cells`` counts the penalty cells, ``understood`` those of which nothing was left unread,
    ``violations`` all violations, also those of which no draft could be made.
    """

    drafts: list[Draft] = field(default_factory=list)
    statutes: dict[str, Tree] = field(default_factory=dict)
    violations: int = 0
    cells: int = 0
    understood: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def trees(self) -> list[dict[str, Tree]]:
        """The rulesets to write: the drafts and the catalogue."""
        return [*(draft.tree for draft in self.drafts), *([self.statutes] if self.statutes else [])]


def propose(tables: Sequence[Table], origin: Origin) -> Proposal:
    """Return the drafts for all violations of the tables of a file; raises nothing."""
    proposal = Proposal()
    cited: dict[str, CitedArticle] = {}
    ids: set[str] = {f"{origin.prefix}.statutes"}
    for table in tables:
        columns, faults = find_columns(table)
        proposal.diagnostics.extend(faults)
        if columns is None:
            continue
        violations, faults = group_rows(table, columns)
        proposal.diagnostics.extend(faults)
        for violation in violations:
            proposal.violations += 1
            name = _id(violation, proposal.violations, origin.prefix, ids)
            _propose_one(table, columns, violation, name, origin, proposal, cited)
    if proposal.drafts:
        proposal.statutes = statutes_tree(origin, cited)
    return proposal


def _id(violation: Violation, index: int, prefix: str, ids: set[str]) -> str:
    """Return an id of digits and Latin letters from the number of the violation, else from its place."""
    number = re.sub(r"[\s._/()（）-]+", "-", violation.number.lower()).strip("-")
    plain = re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", number) is not None and len(number) <= 40
    name = f"{prefix}.v{number}" if plain else f"{prefix}.n{index}"
    if name in ids:
        name = f"{prefix}.n{index}"
    ids.add(name)
    return name


def _propose_one(
    table: Table,
    columns: Columns,
    violation: Violation,
    name: str,
    origin: Origin,
    proposal: Proposal,
    cited: dict[str, CitedArticle],
) -> None:
    facts = Facts()
    headers = [columns.headers[at] for at in columns.of.get(Role.CIRCUMSTANCES, ())]
    basis = columns.first(Role.BASIS)
    basis_header = "处罚依据" if basis is None else columns.headers[basis]
    read = read_rows(violation.rows, headers, basis_header, facts)
    with_cell = [row for row in violation.rows if row.penalty]
    proposal.cells += len(with_cell)
    proposal.understood += len(with_cell) - sum(1 for left in read.left_out if left.pieces)
    texts = {row.basis: read_basis(row.basis) for row in violation.rows}
    making = Drafting(violation, origin, facts, read, texts, cited)
    schedules = []
    # Whom no row names is the principal; 对…处 without anybody else makes the first one named it.
    respondents = sorted(read.by_respondent, key=lambda respondent: respondent != "")
    for number, respondent in enumerate(respondents):
        id_ = f"r{number}" if number else "party"
        groups = group(respondent, read.by_respondent[respondent], texts)
        schedule = making.schedule(respondent, id_, groups)
        if schedule is not None:
            schedules.append(schedule)
    column = columns.first(Role.PENALTY)
    assert column is not None
    for left in dict.fromkeys(read.left_out):
        proposal.diagnostics.extend(_faults(table, column, left))
    if schedules:
        held = {one.row.row.number for variants in read.by_respondent.values() for one in variants}
        gone = {left.row.row.number for left in read.left_out}
        tree = making.tree(name, schedules)
        proposal.drafts.append(Draft(name, tree, violation, len(held - gone)))


def _faults(table: Table, column: int, left: LeftOut) -> Iterator[Diagnostic]:
    place = table.place(left.row.row, column)
    remedy = Text(
        "请与原文核对；改写后再导入，或者在草稿中补写此档",
        "compare it with the original; rewrite it and import again, or add the row to the draft",
    )
    if not left.pieces:
        words = left.row.penalty
        yield Diagnostic(
            "PB0807",
            Text(
                f"此档没有列入：{left.reason.zh}" + (f"：“{words}”" if words else ""),
                f"this row was left out: {left.reason.en}" + (f": “{words}”" if words else ""),
            ),
            remedy,
            place,
            Severity.WARNING,
        )
    for piece in left.pieces:
        reason = _REASONS[piece.reason]
        yield Diagnostic(
            "PB0205" if piece.reason == "contradictory" else "PB0807",
            Text(
                f"没有读懂“{piece.text}”（{reason.zh}），此档没有列入",
                f"“{piece.text}” was not understood ({reason.en}): this row was left out",
            ),
            remedy,
            place,
            Severity.WARNING,
        )
