"""From the rows of one violation to what each respondent gets, row by row, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from penaltybench.exchange.published.columns import TierRow
from penaltybench.exchange.published.drafting import Facts, subject_of, test_texts
from penaltybench.exchange.published.model import Condition, Fine, Other, Part, Piece
from penaltybench.exchange.published.penalty import understand_penalty
from penaltybench.source import Tree
from penaltybench.text import Text

GRADES = {
    "lenient": "从轻 较轻 轻微 情节轻微 情节较轻 违法情节轻微 违法情节较轻 轻 从轻处罚 轻微违法 较轻违法",
    "ordinary": "一般 情节一般 违法情节一般 一般处罚 适中 中等 一般违法",
    "severe": (
        "严重 从重 特别严重 情节严重 情节特别严重 违法情节严重 违法情节特别严重 从重处罚 重 "
        "严重违法 特别严重违法"
    ),
}
_GRADE_OF = {word: grade for grade, words in GRADES.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Variant:
    """What one respondent gets in a row under further conditions ``when``; ``suffix`` tells them apart."""

    row: TierRow
    id: str
    grade: str
    when: dict[str, Tree]
    parts: tuple[Part, ...]

    def fine(self) -> Fine | None:
        """Return the fine, if there is one."""
        return next((part.item for part in self.parts if isinstance(part.item, Fine)), None)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not in the draft, with the reason; ``pieces`` are what was not understood."""

    row: TierRow
    reason: Text
    pieces: tuple[Piece, ...] = ()


@dataclass
class ReadRows:
    """The rows of a violation by respondent (empty: not named), and those that were left out."""

    by_respondent: dict[str, list[Variant]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    ungraded: bool = False


def read_rows(
    rows: Sequence[TierRow], headers: Sequence[str], basis_header: str, facts: Facts
) -> ReadRows:
    """Return what the rows of one violation impose. Facts for the circumstances are added to ``facts``."""
    read = ReadRows()
    by_basis = _bases_overlap(rows)
    for index, row in enumerate(rows, 1):
        understood = understand_penalty(row.penalty)
        if not understood.complete:
            read.left_out.append(LeftOut(row, _why(row), understood.not_understood))
            continue
        when = _circumstances(row, headers, facts)
        if by_basis:
            when["legal_basis"] = facts.choice("legal_basis", basis_header, _short(row.basis))
        grade = _grade(row, understood.parts)
        if grade is None:
            read.ungraded = True
        respondents = dict.fromkeys(part.respondent for part in understood.parts)
        found: list[tuple[str, Variant]] = []
        for respondent in respondents:
            parts = [part for part in understood.parts if part.respondent == respondent]
            variants = _variants(parts, facts)
            if variants is None:
                break
            for number, (extra, own) in enumerate(variants, 1):
                name = f"t{index}" if len(variants) == 1 else f"t{index}-{number}"
                variant = Variant(row, name, grade or "ordinary", when | extra, tuple(own))
                found.append((respondent, variant))
        else:
            for respondent, variant in found:
                read.by_respondent.setdefault(respondent, []).append(variant)
            continue
        read.left_out.append(LeftOut(row, _UNPLACED))
    return read


def _short(text: str) -> str:
    """Return the beginning and the end of a long text: the whole of it stands in the citation."""
    return text if len(text) <= 64 else f"{text[:36]}…{text[-27:]}"


def _bases_overlap(rows: Sequence[TierRow]) -> bool:
    """Return whether the same circumstances stand under two texts of the legal basis."""
    texts: dict[tuple[str, ...], set[str]] = {}
    for row in rows:
        key = row.circumstances if any(row.circumstances) else (row.tier,)
        texts.setdefault(key, set()).add(row.basis)
    return any(len(one) > 1 for one in texts.values())


_UNPLACED = Text(
    "读懂了，但几个条件之间、罚款之间的关系没有写明，不能列成档次",
    "understood, but how its conditions and fines relate is not written: it cannot be a row",
)


def _why(row: TierRow) -> Text:
    if not row.penalty:
        return Text("处罚标准是空的", "the penalty is blank")
    return Text("没有全部读懂", "not all of it was understood")


def _circumstances(row: TierRow, headers: Sequence[str], facts: Facts) -> dict[str, Tree]:
    """Return the condition of a row: the words of each column of circumstances, else of the tier."""
    columns = [(headers[at], text) for at, text in enumerate(row.circumstances)]
    if not any(text for _, text in columns):
        columns = [("裁量档次", row.tier)] if row.tier else []
    when: dict[str, Tree] = {}
    for number, (header, text) in enumerate(columns, 1):
        if text:
            name = "circumstances" if number == 1 else f"circumstances_{number}"
            when[name] = facts.choice(name, header, text)
    return when


def _grade(row: TierRow, parts: Sequence[Part]) -> str | None:
    if any(isinstance(part.item, Other) and part.item.category == "exempt" for part in parts):
        return "exempt"
    return _GRADE_OF.get("".join(row.tier.split()))


def _variants(
    parts: Sequence[Part], facts: Facts
) -> list[tuple[dict[str, Tree], list[Part]]] | None:
    """Return what follows under which further conditions; None if the table cannot say it."""
    plain = [part for part in parts if not part.conditions]
    sets = list(dict.fromkeys(part.conditions for part in parts if part.conditions))
    fines = [part for part in plain if isinstance(part.item, Fine)]
    if not sets:
        return [({}, plain)] if len(fines) <= 1 else None
    if any(len(one) > 1 for one in sets) or len(fines) > 1:
        return None
    conditions: list[Condition] = [one[0] for one in sets]
    own = [[part for part in parts if part.conditions == one] for one in sets]
    if any(sum(isinstance(part.item, Fine) for part in one) > 1 for one in own):
        return None
    subject = subject_of(conditions)
    if subject is not None and not fines:
        texts = [test_texts(condition) for condition in conditions]
        if any(text is None for text in texts):
            return None
        name = facts.money(subject)
        return [
            ({name: text[0] if len(text) == 1 else text}, [*plain, *under])
            for text, under in zip(texts, own, strict=True)
            if text is not None
        ]
    if len(conditions) != 1:
        return None
    flag = facts.flag(conditions[0].words)
    further = [part for part in own[0] if isinstance(part.item, Fine)]
    if fines and further and further[0].along:
        # 处一万元罚款；情节严重的，并处二万元罚款: one fine or two?
        return None
    kept = [part for part in plain if not (further and isinstance(part.item, Fine))]
    held = ({flag: "true"}, [*kept, *own[0]])
    return [({flag: "false"}, plain), held] if plain else [held]
