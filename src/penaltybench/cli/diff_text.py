"""What a comparison prints, as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from penaltybench.cli.blocks import Block, Heading, Items, Pairs, Paragraph, Table
from penaltybench.diff import KINDS, Change, Difference
from penaltybench.diff.phrases import (
    BEFORE_ROUNDING,
    EDITED,
    PERHAPS,
    SET_ASIDE,
    UNCHANGED,
    boxes_words,
    edition_words,
    example_words,
    partly,
    parts_words,
)
from penaltybench.ruleset.published import Fact
from penaltybench.text import Language


def blocks(found: Difference, language: Language) -> Iterator[Block]:
    """Yield the editions, the changes by kind, what was not decided, and what else changes."""
    zh = language == "zh"
    yield Heading("两个版本的裁量结果比较" if zh else "Two editions compared by their results", 1)
    yield Pairs(
        (
            ("修订前" if zh else "before", edition_words(found.old, language)),
            ("修订后" if zh else "after", edition_words(found.new, language)),
        )
    )
    if found.edited:
        yield Paragraph(EDITED.get(language), "warning")
    if found.is_same:
        yield Paragraph(UNCHANGED.get(language))
    elif not found.changes:
        yield Paragraph(PERHAPS.get(language), "warning")
    for kind, name in KINDS.items():
        changes = found.of(kind)
        if changes:
            yield Heading(f"{name.get(language)} ({len(changes)})")
            for change in changes:
                yield Pairs(tuple(_change(change, found, language)))
    if found.undecided:
        yield Heading("未能判定" if zh else "Not decided")
        yield Items(
            tuple(
                f"{one.label.get(language)}{'：' if zh else ': '}{one.where.get(language)}"
                f"{'；原因：' if zh else '; why: '}{one.reason.get(language)}"
                for one in found.undecided
            )
        )
    yield from _facts(found, language)
    yield from _others(found, language)
    yield Paragraph(
        SET_ASIDE.get(language) + ("" if zh else " ") + BEFORE_ROUNDING.get(language), "note"
    )


def _change(change: Change, found: Difference, language: Language) -> Iterator[tuple[str, str]]:
    zh = language == "zh"
    some = partly(change)
    where = "\n".join(boxes_words(change, found, language))
    if some is not None:
        where = f"{where}\n{some.get(language)}"
    if len({one.respondent for one in found.changes}) > 1:
        yield ("对象" if zh else "for"), change.label.get(language)
    yield ("情形" if zh else "where"), where
    yield ("变化" if zh else "what changes"), parts_words(change, language)
    yield ("案例" if zh else "case"), example_words(change.example, language)
    yield ("修订前" if zh else "before"), change.example.old.came.words(language)
    yield ("修订后" if zh else "after"), change.example.new.came.words(language)


def _facts(found: Difference, language: Language) -> Iterator[Block]:
    zh = language == "zh"
    rows = (
        ("只有修订前考虑的要素" if zh else "facts that only the old edition reads", found.only_old),
        ("只有修订后考虑的要素" if zh else "facts that only the new edition reads", found.only_new),
    )
    listed = tuple((label, _labels(facts, language)) for label, facts in rows if facts)
    if listed:
        yield Pairs(listed)


def _labels(facts: tuple[Fact, ...], language: Language) -> str:
    zh = language == "zh"
    return ("、" if zh else ", ").join(
        f"{fact.label.get(language)}（{fact.id}）"
        if zh
        else f"{fact.label.get(language)} ({fact.id})"
        for fact in facts
    )


def _others(found: Difference, language: Language) -> Iterator[Block]:
    if not found.others:
        return
    zh = language == "zh"
    yield Heading("其他修改" if zh else "Other changes")
    header = ("种类", "编号", "修订前", "修订后") if zh else ("kind", "id", "before", "after")
    rows = tuple(
        (
            other.what.get(language),
            other.name,
            "—" if other.before is None else other.before.get(language),
            "—" if other.after is None else other.after.get(language),
        )
        for other in found.others
    )
    yield Table(header, rows)
