"""Reading a case from a file or from standard input, and finding the place of its faults."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from penaltybench.diagnostics import Diagnostic
from penaltybench.source import MAX_BYTES, Source, dotted, read_file
from penaltybench.text import Text

STANDARD_INPUT = "-"


def read_source(name: str) -> Source:
    """Return the tree of the case file ``name``; ``-`` is standard input, YAML or JSON."""
    if name != STANDARD_INPUT:
        path = Path(name)
        return _refused(path) if path.is_dir() or not path.exists() else read_file(path)
    # One byte more than is allowed, so that the reader sees that it is too much.
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin is not None else b""
    suffix = ".json" if _is_json(data) else ".yaml"
    with tempfile.TemporaryDirectory(prefix="penaltybench-") as folder:
        copy = Path(folder) / f"case{suffix}"
        copy.write_bytes(data)
        return read_file(copy, "<stdin>")


def _refused(path: Path) -> Source:
    source = Source(str(path))
    if path.is_dir():
        source.report(
            "PB0101",
            Text("是目录，不是案件文件", "a folder, not the file of a case"),
            Text("请给出一个 YAML 或者 JSON 文件", "name a YAML or JSON file"),
        )
    else:
        source.report(
            "PB0101",
            Text("没有这个文件", "there is no such file"),
            Text("请核对路径", "check the path"),
        )
    return source


def _is_json(data: bytes) -> bool:
    """Return whether the text is JSON; what is not is read as YAML, which says where it is wrong."""
    if not data.lstrip().startswith((b"{", b"[", b"\xef\xbb\xbf{")):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def placed(fault: Diagnostic, source: Source) -> Diagnostic:
    """Return the fault with its line and column in the file, where the library only names the key."""
    if fault.place.file != "case":
        return fault
    for path in source.positions:
        if dotted(path) == fault.place.path or _names(path, source, fault.place.path):
            return replace(fault, place=source.place(path))
    return replace(fault, place=replace(fault.place, file=source.file))


def _names(path: tuple[str | int, ...], source: Source, wanted: str) -> bool:
    """Return whether ``path`` is the entry of a list that ``list.entry`` names."""
    if len(path) != 2 or not isinstance(path[1], int):
        return False
    entry = source.tree[path[0]][path[1]]
    return isinstance(entry, str) and wanted == f"{path[0]}.{entry}"
