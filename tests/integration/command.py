"""Running the command in this process, with the bundled rulesets loaded once for all tests."""

import io
import json
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from penaltybench import Library, open_library
from penaltybench.cli.app import run
from penaltybench.library import bundled_rulesets
from penaltybench.ruleset.load import Catalogue, load_catalogue

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Ran]
"""Takes the arguments, and ``data`` for standard input."""


@lru_cache(maxsize=1)
def bundled() -> Library:
    return open_library()


def opened(path: Path | str | None = None) -> Library:
    """Return what ``open_library`` does, without reading all the bundled rulesets each time.

    Of them only those are read again that made-up ones are built on.
    """
    root = bundled_rulesets()
    if path is None or Path(path).resolve() == root.resolve():
        return bundled()
    below = [root / "cn" / "general", root / "cn" / "statutes", root / "examples"]
    own, diagnostics = load_catalogue([Path(path), *below])
    standards = {**bundled().catalogue.standards, **own.standards}
    faulty = {diagnostic.place.file for diagnostic in diagnostics}
    assert not faulty & {edition.file for one in standards.values() for edition in one.editions}
    return Library(Catalogue(standards, own.statutes, own.roots), diagnostics)


def runner(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.delenv("PENALTYBENCH_LANG", raising=False)
    monkeypatch.setattr("penaltybench.cli.libraries.open_library", opened)

    def ran(*arguments: str | Path, data: str | bytes | None = None) -> Ran:
        if data is not None:
            raw = data if isinstance(data, bytes) else data.encode()
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capfd.readouterr())

    return ran


def words(command: str) -> Sequence[str]:
    return shlex.split(command)
