"""Reading an enforcement record: every fault of it is found in one run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from penaltybench.diagnostics import Diagnostic, RecordError
from penaltybench.enforcement.coherence import KIND_WORDS, Placed, check_events
from penaltybench.enforcement.events import EVENT, KEYS, KINDS, Event
from penaltybench.enforcement.files import sheet_of_file
from penaltybench.enforcement.record import Record
from penaltybench.enforcement.sheet import Sheet, sheet_in, sheet_of_cursor, sheet_of_rows
from penaltybench.ruleset.shape import validate
from penaltybench.source import KeyPath, Source
from penaltybench.text import Text, closest


def read_record(path: Path | str) -> Record:
    """Return the record in a JSON (or YAML) list or in a CSV file, a row an event.

    Raises RecordError with file, line and column of every fault.
    """
    return record_of(sheet_of_file(Path(path)))


def record_from_rows(rows: Iterable[Mapping[str, Any]]) -> Record:
    """Return the record of events that a program gives as mappings.

    None and blank text are as good as absent; days may be dates, amounts are yuan. Raises RecordError
    that names row and key of every fault.
    """
    return record_of(sheet_of_rows(rows))


def record_from_cursor(cursor: Any) -> Record:
    """Return the record of the rows that a DB-API cursor still has, a row an event.

    The names of the columns are the keys. Raises RecordError as :func:`record_from_rows` does.
    """
    return record_of(sheet_of_cursor(cursor))


def record_from_tree(tree: object, source: Source, at: KeyPath = ()) -> Record:
    """Return the record that ``tree`` (standing at ``at`` in ``source``) writes, or raise RecordError."""
    return record_of(sheet_in(tree, source, at))


def record_of(sheet: Sheet) -> Record:
    """Return the record of the rows in a sheet; raises RecordError with the faults of both."""
    placed: list[Placed] = []
    lost: set[str] = set()
    for index, row in enumerate(sheet.tree):
        event = _read_event(sheet, index, row)
        if event is not None:
            placed.append(Placed(event, index))
        elif isinstance(row, Mapping) and row.get("id") is not None:
            lost.add(str(row["id"]).strip())
    faults = list(sheet.diagnostics)
    if sheet.whole:
        faults.extend(check_events(placed, sheet, lost))
    if faults:
        raise RecordError(faults)
    return Record(tuple(one.event for one in placed))


def _read_event(sheet: Sheet, index: int, row: object) -> Event | None:
    """Return the event of a row; None after reporting its faults."""
    if isinstance(row, Mapping):
        row = {key: value for key, value in row.items() if not _is_blank(value)}
        try:
            return EVENT.validate_python(row)
        except ValidationError:
            pass
    # Said anew by the words that all files share.
    probe = Sheet(sheet.file, (), sheet.place)
    _report(probe, index, row)
    sheet.diagnostics.extend(_of_event(fault, index, row) for fault in probe.diagnostics)
    return None


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _report(probe: Sheet, index: int, row: object) -> None:
    if not isinstance(row, Mapping):
        probe.report(
            "PB0203",
            Text("事件应为键和值的映射", "an event is a mapping of keys to values"),
            Text("请写 id、kind、enterprise、on", "write id, kind, enterprise, on"),
            (index,),
        )
        return
    kind = row.get("kind")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is not None:
        validate(model, dict(row), probe, (index,))
        return
    listed = ", ".join(KINDS)
    meant = closest(str(kind), KINDS)
    probe.report(
        "PB0202" if kind is None else "PB0207",
        Text(f"kind 应为 {listed} 之一", f"kind should be one of {listed}"),
        Text(f"是否为 {meant}？", f"did you mean {meant}?")
        if meant
        else Text("请写明 kind", "state the kind"),
        (index, "kind"),
    )


def _of_event(fault: Diagnostic, index: int, row: object) -> Diagnostic:
    """Return a fault that names its event; an order without a deadline has a code of its own."""
    name = row.get("id") if isinstance(row, Mapping) else None
    zh, en = f"第{index + 1}个事件", f"event number {index + 1}"
    if isinstance(name, str | int):
        zh, en = f"事件 {name}", f"event {name}"
    message = Text(f"{zh}：{fault.message.zh}", f"{en}: {fault.message.en}")
    order = isinstance(row, Mapping) and row.get("kind") == "order"
    if order and fault.code == "PB0202" and fault.place.path.endswith(".until"):
        return replace(
            fault,
            code="PB0704",
            message=Text(
                f"{zh}：责令改正没有期限", f"{en}: an order to correct without a deadline"
            ),
            remedy=Text(
                "请写 until，即改正期限的最后一日", "write until, the last day for correction"
            ),
        )
    key = fault.place.path.rpartition(".")[2]
    if fault.code == "PB0201" and key in KEYS and isinstance(row, Mapping):
        kind = KIND_WORDS[str(row["kind"])]
        message = Text(
            f"{zh}：{kind.zh}没有键 {key}", f"{en}: events of the kind {kind.en} have no {key}"
        )
    return replace(fault, message=message)
