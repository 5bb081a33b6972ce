"""Diagnostics, printed for people and for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from penaltybench.cli.console import print_json, print_text
from penaltybench.diagnostics import CODES, Diagnostic, Place, Severity
from penaltybench.text import Language, Text

FORMAT = "penaltybench/diagnostics/1"
_SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("提示", "note"),
}


def shown_path(file: str) -> str:
    """Return the path of a file as one would type it: relative below the working directory."""
    path = Path(file)
    if path.is_absolute():
        try:
            return str(path.relative_to(Path.cwd()))
        except (ValueError, OSError):
            pass
    return file


def shown_place(place: Place) -> str:
    """Return ``file:line:column``, as much as is known."""
    if place.line:
        return f"{shown_path(place.file)}:{place.line}:{place.column}"
    return shown_path(place.file) or place.path


def fault_lines(fault: Diagnostic, language: Language | None) -> list[str]:
    """Return the lines of one diagnostic; both languages if ``language`` is None."""
    texts: tuple[Language, ...] = ("zh", "en") if language is None else (language,)
    severity = _SEVERITIES[fault.severity]
    kind = "/".join(dict.fromkeys(severity.get(one) for one in texts))
    lines = [f"{shown_place(fault.place)}: {fault.code} {kind}: {fault.message.get(texts[0])}"]
    path = fault.place.path
    # In a list of cases the number of the case says little, the line says all.
    if path and not path.startswith("[") and path not in fault.message.zh:
        lines[0] += f" [{path}]"
    lines.extend(
        f"    {fault.message.get(one)}" for one in texts[1:] if fault.message.zh != fault.message.en
    )
    for one in texts:
        remedy = fault.remedy.get(one)
        if remedy:
            lines.append(f"    → {remedy}")
    lines.extend(f"    ↳ {shown_place(place)}" for place in fault.related)
    return list(dict.fromkeys(lines))


def by_file(faults: Iterable[Diagnostic]) -> Iterable[tuple[str, Sequence[Diagnostic]]]:
    """Yield the faults of each file, in the order of files and places."""
    ordered = sorted(faults, key=lambda fault: (fault.place, fault.code, fault.message.zh))
    for file, group in groupby(ordered, key=lambda fault: fault.place.file):
        yield file, list(group)


def fault_data(fault: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as JSON data."""
    name = CODES.get(fault.code)
    return {
        "code": fault.code,
        "name": None if name is None else text_data(name),
        "severity": fault.severity.value,
        **place_data(fault.place),
        "message": text_data(fault.message),
        "remedy": text_data(fault.remedy),
        "related": [place_data(place) for place in fault.related],
    }


def place_data(place: Place) -> dict[str, Any]:
    """Return a place as JSON data; what is unknown is null."""
    return {
        "file": shown_path(place.file) or None,
        "line": place.line or None,
        "column": place.column or None,
        "path": place.path or None,
    }


def text_data(text: Text) -> Mapping[str, str]:
    """Return a text as JSON data."""
    return {"zh": text.zh, "en": text.en}


def report(
    faults: Iterable[Diagnostic], language: Language, *, as_json: bool, stream: TextIO | None = None
) -> None:
    """Print faults where messages go (the error stream)."""
    out = stream or sys.stderr
    found = list(faults)
    if as_json:
        print_json({"format": FORMAT, "diagnostics": [fault_data(fault) for fault in found]}, out)
        return
    for fault in found:
        print_text("\n".join(fault_lines(fault, language)), out)


class Refused(Exception):
    """The command cannot go on: the message, what to do about it, and the exit code."""

    def __init__(self, message: Text, remedy: Text | None = None, code: int = 1) -> None:
        super().__init__(message.en)
        self.message = message
        self.remedy = remedy
        self.code = code
