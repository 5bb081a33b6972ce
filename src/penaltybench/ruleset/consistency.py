"""What must hold inside one file beyond its shape: ids, citations, bases, bands.

Each check takes a file and the catalogue of statutes and yields diagnostics. They need no other
ruleset; what compares editions and references is in :mod:`penaltybench.ruleset.load`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from pydantic import BaseModel

from penaltybench.diagnostics import Diagnostic
from penaltybench.money import format_fen
from penaltybench.ruleset.declare import Loaded
from penaltybench.ruleset.models import (
    BasisFile,
    Citation,
    End,
    FeeFile,
    Grade,
    InspectionFile,
    PenaltyFile,
    PointsFile,
    RowFile,
    ScheduleFile,
    StatuteFile,
    TimeLimitFile,
)
from penaltybench.source import KeyPath, Source
from penaltybench.text import Text, closest
from penaltybench.values import format_percent

Statutes = Mapping[str, StatuteFile]
_ARTICLE = re.compile(r"第([〇零一二三四五六七八九十百千]+|\d{1,6})条", re.ASCII)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000}


def check_file(file: Loaded, statutes: Statutes) -> Iterator[Diagnostic]:
    """Yield every fault inside ``file``."""
    yield from check_citations(file.source, file.model, statutes)
    if isinstance(file.model, PenaltyFile):
        yield from _unique(file.source, ("schedules",), [s.id for s in file.model.schedules])
        for index, schedule in enumerate(file.model.schedules):
            path: KeyPath = ("schedules", index)
            yield from _unique(file.source, (*path, "basis"), [b.id for b in schedule.basis])
            yield from _check_schedule(file, path, schedule)
    for path, ids in _ids_of(file.model):
        yield from _unique(file.source, path, ids)


def _ids_of(model: BaseModel) -> Iterator[tuple[KeyPath, list[str]]]:
    """Yield the lists of a file whose entries are named, with their names."""
    match model:
        case FeeFile():
            if model.standard is not None:
                yield ("standard", "rows"), [row.id for row in model.standard.rows]
            yield ("reductions",), [one.id for one in model.reductions]
        case InspectionFile() | TimeLimitFile():
            yield ("limits",), [one.id for one in model.limits]


def check_citations(source: Source, model: BaseModel, statutes: Statutes) -> Iterator[Diagnostic]:
    """Yield citations that name no known statute or go beyond its last article."""
    for path, citation in _citations(model, ()):
        statute = statutes.get(citation.law)
        if statute is None:
            meant = closest(citation.law, statutes)
            yield Diagnostic(
                "PB0403",
                Text(
                    f"目录中没有“{citation.law}”",
                    f"“{citation.law}” is not in the catalogue of statutes",
                ),
                Text(f"是否为“{meant}”？", f"did you mean “{meant}”?")
                if meant
                else Text(
                    "请先把它登记到 kind: statutes 的目录",
                    "enter it in the catalogue (kind: statutes) first",
                ),
                source.place((*path, "law")),
            )
            continue
        last = max((e.articles for e in statute.editions if e.articles is not None), default=None)
        number = article_number(citation.article or "")
        if last is not None and number is not None and not 1 <= number <= last:
            yield Diagnostic(
                "PB0404",
                Text(
                    f"{citation.law}只有 {last} 条，没有{citation.article}",
                    f"{citation.law} has {last} articles, there is no {citation.article}",
                ),
                Text("请核对条文", "check the article"),
                source.place((*path, "article")),
            )


def article_number(text: str) -> int | None:
    """Return 124 for ``第一百二十四条第一款``; None if no article is named."""
    match = _ARTICLE.search(text)
    if match is None:
        return None
    numeral = match[1]
    if numeral.isdigit():
        return int(numeral)
    total = digit = 0
    for char in numeral:
        if char in _PLACES:
            total += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _citations(node: object, path: KeyPath) -> Iterator[tuple[KeyPath, Citation]]:
    if isinstance(node, Citation):
        yield path, node
    elif isinstance(node, BaseModel):
        for name, info in type(node).model_fields.items():
            yield from _citations(getattr(node, name), (*path, info.alias or name))
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _citations(value, (*path, key))
    elif isinstance(node, tuple):
        for index, value in enumerate(node):
            yield from _citations(value, (*path, index))


def _unique(source: Source, path: KeyPath, ids: Iterable[str]) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name in first:
            yield Diagnostic(
                "PB0408",
                Text(f"编号 {name} 用了两次", f"the id {name} is used twice"),
                Text("请改名其中一个", "rename one of them"),
                source.place((*path, index, "id")),
                related=(source.place((*path, first[name], "id")),),
            )
        first.setdefault(name, index)


def _check_schedule(file: Loaded, path: KeyPath, schedule: ScheduleFile) -> Iterator[Diagnostic]:
    if schedule.points is not None:
        yield from _check_points(file, (*path, "points"), schedule.points)
    if schedule.tiers is None:
        return
    rows = schedule.tiers.rows
    yield from _unique(file.source, (*path, "tiers", "rows"), [row.id for row in rows])
    for index, row in enumerate(rows):
        yield from _check_row(file, (*path, "tiers", "rows", index), row, schedule.basis)


def _check_points(file: Loaded, path: KeyPath, points: PointsFile) -> Iterator[Diagnostic]:
    if points.start is None:
        return
    largest = sum((max(factor.scale.values()) for factor in points.factors), points.start)
    if largest > points.at_most:
        total, most = format_percent(largest), format_percent(points.at_most)
        yield Diagnostic(
            "PB0413",
            Text(
                f"起点与各要素最大值之和为 {total}，超过 {most}",
                f"start and largest levels sum to {total}, above {most}",
            ),
            Text("请核对各项百分值", "check the percentages"),
            file.source.place(path),
        )


def _check_row(
    file: Loaded, path: KeyPath, row: RowFile, bases: tuple[BasisFile, ...]
) -> Iterator[Diagnostic]:
    known = {basis.id for basis in bases}
    unknown = [name for name in row.basis if name not in known]
    for name in unknown:
        yield Diagnostic(
            "PB0418",
            Text(f"没有处罚依据 {name}", f"there is no basis {name}"),
            Text(f"可用：{'、'.join(sorted(known))}", f"known: {', '.join(sorted(known))}"),
            file.source.place((*path, "basis")),
        )
    if row.grade is Grade.MITIGATED and row.ground is None:
        yield Diagnostic(
            "PB0411",
            Text("减轻处罚的档次必须写明依据", "a mitigated tier must name its ground"),
            Text("请写 ground: {law: …, article: …}", "write ground: {law: …, article: …}"),
            file.source.place(path),
        )
    if unknown:
        return
    own = [basis for basis in bases if not row.basis or basis.id in row.basis]
    allowed = {kind for basis in own for kind, _ in basis.allows.terms()}
    for kind, _ in row.also.terms():
        if kind not in allowed:
            yield Diagnostic(
                "PB0410",
                Text(
                    f"处罚依据没有规定 {kind.value}", f"no basis of this tier allows {kind.value}"
                ),
                Text(
                    "请补写依据，或从档次中删去", "add it to the basis, or remove it from the tier"
                ),
                file.source.place((*path, "also", kind.value)),
            )
    if row.fine is None:
        return
    if not any(basis.allows.fine for basis in own):
        yield Diagnostic(
            "PB0410",
            Text("处罚依据没有规定罚款", "no basis of this tier allows a fine"),
            Text(
                "请补写依据，或从档次中删去罚款", "add it to the basis, or remove it from the tier"
            ),
            file.source.place((*path, "fine")),
        )
    for basis in own:
        if row.grade is not Grade.MITIGATED and basis.allows.fine is not None:
            yield from _check_inside(file, (*path, "fine"), row, basis)


def _check_inside(
    file: Loaded, path: KeyPath, row: RowFile, basis: BasisFile
) -> Iterator[Diagnostic]:
    """Compare bands and rates that can be compared without a case."""
    fine, allowed = row.fine, basis.allows.fine
    assert fine is not None
    assert allowed is not None
    high = allowed.max
    low = allowed.min if allowed.min is not None else Fraction(0)
    if not isinstance(low, Fraction) or not isinstance(high, Fraction):
        return
    if fine.amount is not None and allowed.base is None:
        ends = [fine.amount.low, fine.amount.high]
        amounts = [Fraction(end.fen) for end in ends if isinstance(end, End) and end.of == "money"]
        outside = [amount for amount in amounts if not low <= amount <= high]
        shown = "、".join(format_fen(int(amount)) for amount in outside)
    elif (
        fine.range is not None
        and fine.base == allowed.base
        and (fine.times_of, fine.percent_of) == (allowed.times_of, allowed.percent_of)
        and (fine.each, fine.beyond, fine.started)
        == (allowed.each, allowed.beyond, allowed.started)
        and (fine.base_at_least, fine.at_least, fine.at_most) == (None, None, None)
    ):
        rates = [fine.range.low, fine.range.high]
        outside = [rate for rate in rates if rate is not None and not low <= rate <= high]
        write = format_percent if fine.percent_of else str
        shown = "、".join(
            format_fen(int(rate)) if fine.per is not None else write(rate) for rate in outside
        )
    else:
        return
    if outside:
        yield Diagnostic(
            "PB0409",
            Text(
                f"档次 {row.id} 的 {shown} 超出依据 {basis.id} 的幅度",
                f"tier {row.id}: {shown} lies outside the range of basis {basis.id}",
            ),
            Text(
                "请核对档次和依据；减轻处罚须写 grade: mitigated 和 ground",
                "check tier and basis; going below needs grade: mitigated and a ground",
            ),
            file.source.place(path),
            related=(file.source.place((*path[:2], "basis")),),
        )
