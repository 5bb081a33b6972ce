"""The tables of an edition: bases, tiers, points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from penaltybench.cli.blocks import Block, Items, Pairs, Table, without_empty
from penaltybench.cli.edition_words import EditionWords
from penaltybench.condition import describe_test
from penaltybench.ruleset.edition import Basis, Edition, Points, Row, Tiers
from penaltybench.values import format_percent
from penaltybench.words import GRADES, band_words, citation_words, citations_words, range_words


def bases_table(w: EditionWords[Edition], bases: Sequence[Basis]) -> Table:
    """Return the table of the bases with their ranges."""
    header = (
        w.say("处罚依据", "basis"),
        w.say("条件", "condition"),
        w.say("罚款幅度", "fine"),
        w.say("另处和责令", "also"),
    )
    rows = []
    for basis in bases:
        fine = w.say("无罚款", "no fine")
        if basis.fine is not None:
            fine = range_words(basis.fine, w.edition.facts, w.language)
        statute = citation_words(basis.statute, w.language)
        # Rows of the table name a basis by its id where there are several.
        rows.append(
            (
                f"{statute}\n[{basis.id}]" if len(bases) > 1 else statute,
                w.condition(basis.when),
                fine,
                w.terms(basis.penalties, basis.orders),
            )
        )
    return without_empty(header, rows)


def tiers_blocks(w: EditionWords[Edition], table: Tiers) -> Iterator[Block]:
    """Yield a table of tiers and what is to be said of it."""
    header = (
        w.say("档次", "tier"),
        w.say("阶次", "grade"),
        w.say("条件", "condition"),
        w.say("罚款", "fine"),
        w.say("另处和责令", "also"),
    )
    yield without_empty(header, [_row(w, row) for row in table.rows])
    notes = []
    if table.by_grade:
        notes.append(
            w.say(
                "按情节认定阶次，再取相应的档次",
                "circumstances give the grade, and the grade the tier",
            )
        )
    if table.first_hit:
        notes.append(
            w.say("自上而下，取最先符合的一档", "the first tier that holds counts, from the top")
        )
    cites = dict.fromkeys(
        cite for row in table.rows for cite in (*row.cite, *((row.ground,) if row.ground else ()))
    )
    cited = citations_words([*table.cite, *cites], w.language)
    if cited:
        notes.append(w.say(f"依据：{cited}", f"source: {cited}"))
    if notes:
        yield Items(tuple(notes))


def _row(w: EditionWords[Edition], row: Row) -> tuple[str, str, str, str, str]:
    conditions = [w.condition(row.when)]
    if row.basis:
        conditions.insert(
            0, w.say(f"依据 [{'、'.join(row.basis)}]", f"basis [{', '.join(row.basis)}]")
        )
    fine = w.say("不罚款", "no fine")
    if row.fine is not None:
        fine = band_words(row.fine, w.edition.facts, w.language)
    title = row.title.get(w.language)
    return (
        title,
        GRADES[row.grade].get(w.language),
        "\n".join(part for part in conditions if part),
        fine,
        w.terms(row.also, row.orders),
    )


def points_blocks(w: EditionWords[Edition], table: Points) -> Iterator[Block]:
    """Yield a table by points: start, method, and the share of each level."""
    start = (
        w.say("法定最低÷法定最高", "minimum ÷ maximum")
        if table.start is None
        else format_percent(table.start)
    )
    formula = w.say("罚款 = （起点 + Σ）× 最高额", "fine = (start + Σ) × maximum")
    if table.position:
        formula = w.say(
            "罚款 = ［起点 + Σ ×（1 − 起点）］× 最高额",
            "fine = [start + Σ × (1 − start)] × maximum",
        )
    rows = [(w.say("起点", "start"), start), (w.say("算法", "method"), formula)]
    if table.at_most != 1:
        rows.append((w.say("合计至多", "at most"), format_percent(table.at_most)))
    if table.cite:
        rows.append((w.say("依据", "source"), citations_words(table.cite, w.language)))
    yield Pairs(tuple(rows))
    header = (w.say("因素", "factor"), w.say("情形", "level"), w.say("比例", "share"))
    levels = []
    for factor in table.factors:
        fact = w.edition.facts[factor.fact]
        label = factor.label.get(w.language)
        for level in factor.levels:
            phrase = describe_test(fact.words(), level.test, w.language, w.edition.wording)
            phrase = phrase.removeprefix(fact.label.get(w.language)).strip()
            phrase = phrase.removeprefix("为" if w.zh else "is ")
            levels.append((label, phrase or label, format_percent(level.share)))
    yield Table(header, tuple(levels), grouped=True)
