"""What comes from outside, read into a model: every fault with its place, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from penaltybench.diagnostics import CaseError, Diagnostic
from penaltybench.ruleset.shape import validate
from penaltybench.source import KeyPath, Source, read_file
from penaltybench.text import Text

M = TypeVar("M", bound=BaseModel)
CASE = Text("案件", "a case")


def whole(path: Path | str) -> Source:
    """Return a YAML or JSON file that could be read; raises CaseError with its faults."""
    source = read_file(Path(path))
    if source.diagnostics:
        raise CaseError(source.diagnostics)
    return source


def as_model(
    model: type[M], tree: Any, source: Source, at: KeyPath, keys: str, called: Text = CASE
) -> M:
    """Return ``tree`` (standing at ``at`` in ``source``) as ``model``.

    ``keys`` are those to name to whoever gives something else than a mapping. Raises CaseError with the
    place of every fault; those of the source itself are left as they are.
    """
    if not isinstance(tree, Mapping):
        raise CaseError(
            [
                Diagnostic(
                    "PB0203",
                    Text(
                        f"{called.zh}应为键和值的映射",
                        f"{called.en} is a mapping of keys to values",
                    ),
                    Text(f"请写 {keys.replace(', ', '、')}", f"write {keys}"),
                    source.place(at),
                )
            ]
        )
    reading = Source(source.file, source.tree, source.positions)
    read = validate(model, dict(tree), reading, at)
    if read is None:
        raise CaseError(reading.diagnostics)
    return read
