"""The whole way from a ruleset to a workbook and back, with what the rulesets beside it say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from penaltybench.diagnostics import Diagnostic, Place, Severity
from penaltybench.exchange.workbook.beside import stand_beside
from penaltybench.exchange.workbook.book import workbook
from penaltybench.exchange.workbook.compare import warn_of_changed_words
from penaltybench.exchange.workbook.export import grids
from penaltybench.exchange.workbook.restore import restore
from penaltybench.exchange.workbook.restored import Restored
from penaltybench.exchange.xlsx.package import BookFault
from penaltybench.exchange.xlsx.reader import read_book
from penaltybench.source import Source, Tree
from penaltybench.text import Language


def ruleset_workbook(source: Source, roots: Sequence[Path], language: Language) -> bytes:
    """Return the workbook (.xlsx) of the ruleset in ``source``; the same ruleset gives the same bytes.

    ``roots`` hold the rulesets that it uses. Needs the extra ``excel``.
    """
    tables = grids(source.tree, stand_beside(source, roots), language)
    return workbook(tables, language, str(source.tree.get("id", "")))


def read_workbook(path: Path, shown: str = "") -> tuple[Restored | None, tuple[Diagnostic, ...]]:
    """Return what a workbook holds and every fault of its cells; None if it is no workbook.

    Raises OSError if the file cannot be read. Needs the extra ``excel``.
    """
    file = shown or str(path)
    try:
        book = read_book(path)
    except BookFault as fault:
        return None, (Diagnostic(fault.code, fault.message, fault.remedy, Place(file)),)
    restored = restore(book, file)
    return restored, by_sheet(restored.source.diagnostics)


def checked(restored: Restored, roots: Sequence[Path]) -> tuple[Tree, tuple[Diagnostic, ...]]:
    """Return the ruleset that was read (None if it has an error) and all faults, each at its cell.

    ``roots`` hold the rulesets that it uses.
    """
    source = restored.source
    if source.tree is None:
        return None, by_sheet(source.diagnostics)
    beside = stand_beside(source, roots)
    warn_of_changed_words(restored, beside)
    faults = by_sheet([*source.diagnostics, *beside.faults])
    failed = any(fault.severity is Severity.ERROR for fault in faults)
    return (None if failed else source.tree), faults


def by_sheet(faults: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the faults without repetition, those of a sheet together and from the top."""

    def key(fault: Diagnostic) -> tuple[object, ...]:
        place = fault.place
        sheet = place.path.partition("!")[0]
        return place.file, sheet, place.line, place.column, fault.code, fault.message.zh

    return tuple(sorted(set(faults), key=key))


def is_ours(restored: Restored) -> bool:
    """Return whether a workbook has the sheets of an export."""
    return restored.ours
