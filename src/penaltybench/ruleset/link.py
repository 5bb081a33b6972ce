"""From a shelf to editions: dated, joined with the rulesets that they use, cut where those change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from penaltybench.diagnostics import Diagnostic
from penaltybench.period import Period
from penaltybench.ruleset.build import build
from penaltybench.ruleset.declare import Loaded
from penaltybench.ruleset.fee import build_fee
from penaltybench.ruleset.inspection import build_inspection
from penaltybench.ruleset.models import FeeFile, InspectionFile, PenaltyFile, TimeLimitFile
from penaltybench.ruleset.published import Published
from penaltybench.ruleset.shelf import Shelf
from penaltybench.ruleset.time_limit import build_time_limit
from penaltybench.source import KeyPath
from penaltybench.text import Text, closest

_DAY = dt.timedelta(days=1)


def link(name: str, shelf: Shelf) -> Iterator[Published]:
    """Yield the editions of a ruleset in the order of time; faults are added to the shelf."""
    for file, period in _dated(shelf.files[name], shelf):
        needed, tables = _needed(file, shelf)
        if needed is None:
            continue
        for span in _spans(period, [*needed, *tables], shelf):
            used = _in_force(file, needed, span, shelf)
            tabled = _in_force(file, tables, span, shelf)
            if used is None or tabled is None:
                continue
            edition, faults = _build(file, used, dict(zip(tables, tabled, strict=True)), span)
            shelf.diagnostics.extend(faults)
            if edition is not None:
                yield edition


def _build(
    file: Loaded, used: Sequence[Loaded], tables: Mapping[str, Loaded], span: Period
) -> tuple[Published | None, tuple[Diagnostic, ...]]:
    """Build the edition of a file by its kind; general rules give none, but have faults."""
    match file.model:
        case FeeFile():
            return build_fee(file, used, span)
        case InspectionFile():
            return build_inspection(file, used, span)
        case TimeLimitFile():
            return build_time_limit(file, used, span)
        case _:
            return build(file, used, tables, span)


def _dated(files: Sequence[Loaded], shelf: Shelf) -> Iterator[tuple[Loaded, Period]]:
    """Yield each edition with its days in force: a successor ends an edition without ``until``."""
    ordered = sorted(files, key=lambda file: (file.model.effective.start, file.source.file))
    for index, file in enumerate(ordered):
        start, until = file.model.effective.start, file.model.effective.until
        # A draft does not end what is in force.
        successors = (
            other
            for other in ordered[index + 1 :]
            if other.model.status != "draft" or file.model.status == "draft"
        )
        following = next(successors, None)
        if until is not None and until < start:
            file.source.report(
                "PB0205",
                Text("失效日期早于生效日期", "until lies before from"),
                Text("请核对日期", "check the dates"),
                ("effective", "until"),
            )
            shelf.diagnostics.append(file.source.diagnostics[-1])
            continue
        if following is not None:
            next_start = following.model.effective.start
            if (until is not None and until >= next_start) or next_start == start:
                shelf.diagnostics.append(
                    Diagnostic(
                        "PB0407",
                        Text(
                            f"与 {next_start} 生效的版本在时间上重叠",
                            f"overlaps in time with the edition of {next_start}",
                        ),
                        Text(
                            "请改 until 为新版本生效的前一日",
                            "set until to the day before the new edition",
                        ),
                        file.source.place(("effective",)),
                        related=(following.source.place(("effective",)),),
                    )
                )
                if next_start == start:
                    continue
            until = min(until or dt.date.max, next_start - _DAY)
        yield file, Period(start, until)


def _needed(file: Loaded, shelf: Shelf) -> tuple[list[str] | None, list[str]]:
    """Return the ids that ``file`` uses, the general ones before the special, and its tables."""
    order: list[str] = []
    if not _collect(file, shelf, [file.model.id], order):
        return None, []
    tables: list[str] = []
    if isinstance(file.model, PenaltyFile):
        for index, schedule in enumerate(file.model.schedules):
            wanted = schedule.table_of
            if wanted is None:
                continue
            path: KeyPath = ("schedules", index, "table_of")
            found = shelf.files.get(wanted)
            if not found or not all(isinstance(other.model, PenaltyFile) for other in found):
                _no_such(file, shelf, path, wanted)
                return None, []
            if any(
                s.table_of
                for other in found
                if isinstance(other.model, PenaltyFile)
                for s in other.model.schedules
            ):
                _borrowed(file, shelf, path, wanted)
                return None, []
            if wanted not in tables:
                tables.append(wanted)
    return order, tables


def _collect(file: Loaded, shelf: Shelf, trail: list[str], order: list[str]) -> bool:
    for index, name in enumerate(file.model.uses):
        path: KeyPath = ("uses", index)
        if name in trail:
            _cycle(file, shelf, path, [*trail, name])
            return False
        found = shelf.files.get(name)
        if not found:
            _no_such(file, shelf, path, name)
            return False
        if not all(_collect(other, shelf, [*trail, name], order) for other in found):
            return False
        if name not in order:
            order.append(name)
    return True


def _no_such(file: Loaded, shelf: Shelf, path: KeyPath, name: str) -> None:
    meant = closest(name, shelf.files)
    shelf.diagnostics.append(
        Diagnostic(
            "PB0405",
            Text(f"没有规则集 {name}，或它有错误", f"there is no ruleset {name}, or it has errors"),
            Text(f"是否为 {meant}？", f"did you mean {meant}?")
            if meant and meant != name
            else Text("请核对编号", "check the id"),
            file.source.place(path),
        )
    )


def _cycle(file: Loaded, shelf: Shelf, path: KeyPath, trail: Sequence[str]) -> None:
    shown = " → ".join(trail)
    shelf.diagnostics.append(
        Diagnostic(
            "PB0406",
            Text(f"引用成环：{shown}", f"a cycle of references: {shown}"),
            Text("请去掉其中一个引用", "remove one of the references"),
            file.source.place(path),
        )
    )


def _borrowed(file: Loaded, shelf: Shelf, path: KeyPath, name: str) -> None:
    shelf.diagnostics.append(
        Diagnostic(
            "PB0406",
            Text(
                f"{name} 自己也用别的规则集的裁量表（table_of）",
                f"{name} takes its own table from another ruleset (table_of)",
            ),
            Text("请直接引用那个规则集", "name that ruleset itself"),
            file.source.place(path),
        )
    )


def _spans(period: Period, names: Iterable[str], shelf: Shelf) -> Iterator[Period]:
    """Cut the period where an edition of a used ruleset begins or ends."""
    cuts = {period.start}
    last = period.end or dt.date.max
    for name in names:
        for file in shelf.files[name]:
            effective = file.model.effective
            cuts.add(effective.start)
            if effective.until is not None and effective.until < dt.date.max:
                cuts.add(effective.until + _DAY)
    inside = sorted(cut for cut in cuts if period.start <= cut <= last)
    for index, start in enumerate(inside):
        end = inside[index + 1] - _DAY if index + 1 < len(inside) else period.end
        yield Period(start, end)


def _in_force(
    file: Loaded, names: Sequence[str], span: Period, shelf: Shelf
) -> list[Loaded] | None:
    chosen = []
    for name in names:
        candidates = [
            other
            for other in shelf.files[name]
            if span.start >= other.model.effective.start
            and (other.model.effective.until is None or span.start <= other.model.effective.until)
        ]
        if not candidates:
            shelf.diagnostics.append(
                Diagnostic(
                    "PB0405",
                    Text(
                        f"{name} 在 {span.start} 没有有效版本",
                        f"{name} has no edition in force on {span.start}",
                    ),
                    Text(
                        "请补充该版本，或改本版本的生效日期",
                        "add that edition, or change the dates of this one",
                    ),
                    file.source.place(("uses",)),
                )
            )
            return None
        chosen.append(max(candidates, key=lambda other: other.model.effective.start))
    return chosen
