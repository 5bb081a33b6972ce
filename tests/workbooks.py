"""Workbooks for tests: made of a ruleset, edited as a person would, or spoiled in their parts."""

import io
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from penaltybench.exchange.convert import checked, read_workbook, ruleset_workbook
from penaltybench.library import bundled_rulesets
from penaltybench.source import Source, read_file
from penaltybench.text import Language

ROOT = bundled_rulesets()
STALL = ROOT / "examples" / "market-stall" / "2026-01-01.yaml"
BESIDE = [ROOT / "cn" / "general", ROOT / "cn" / "statutes", ROOT / "examples" / "statutes"]
"""What the examples stand on: reading all rulesets would take longer than the tests."""


def stall() -> Source:
    return read_file(STALL)


def book(source: Source | None = None, language: Language = "zh") -> bytes:
    return ruleset_workbook(source or stall(), BESIDE, language)


def keys(sheet: Any) -> dict[str, tuple[int, int]]:
    """Return row and column of the header of each key of a sheet of openpyxl."""
    for row in range(1, 12):
        found = {}
        for column in range(1, sheet.max_column + 1):
            value = sheet.cell(row, column).value
            if isinstance(value, str) and value.rstrip().endswith("]") and "[" in value:
                found[value.rpartition("[")[2].rstrip("]")] = (row, column)
        if len(found) > 1:
            return found
    return {}


def cell(opened: Any, sheet: str, key: str, number: int) -> Any:
    """Return the cell of a column by its key, ``number`` rows below the header (from 1)."""
    row, column = keys(opened[sheet])[key]
    return opened[sheet].cell(row + number, column)


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """Return the workbook after ``edit`` of what openpyxl makes of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        opened = load_workbook(io.BytesIO(data))
        edit(opened)
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def with_cells(values: Mapping[tuple[str, str, int], object], data: bytes | None = None) -> bytes:
    """Return the workbook of the stall with other values in cells: ``{(sheet, key, row): value}``."""

    def edit(opened: Any) -> None:
        for (sheet, key, number), value in values.items():
            target = cell(opened, sheet, key, number)
            target.value = value
            if isinstance(value, str) and value.startswith("=") and key != "id":
                target.data_type = "s"

    return edited(data or book(), edit)


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return the archive with every part as ``change`` gives it; None leaves it out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            content = change(info.filename, old.read(info))
            if content is not None:
                new.writestr(info.filename, content)
    return out.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return the archive with further parts."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def imported(data: bytes, folder: Path, name: str = "book.xlsx") -> tuple[Any, list[Any]]:
    """Return the tree that a workbook gives, and the diagnostics."""
    path = folder / name
    path.write_bytes(data)
    restored, faults = read_workbook(path, name)
    if restored is None:
        return None, list(faults)
    tree, faults = checked(restored, BESIDE)
    return tree, list(faults)
