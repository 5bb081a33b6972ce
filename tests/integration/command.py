"""Running the command in this process, with the bundled rulesets loaded once for all tests."""

import io
import json
import os
import pty
import select
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from penaltybench import Library, open_library
from penaltybench.cli import libraries
from penaltybench.cli.app import run
from penaltybench.library import bundled_rulesets
from penaltybench.ruleset.load import load_catalogue

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
    needed = ("cn/general", "cn/statutes", "cn/fees", "cn/hunan/hengyang", "examples/statutes")
    below = [root / name for name in needed]
    own, diagnostics = load_catalogue([Path(path), *below])
    kinds = ("standards", "fees", "inspections", "time_limits")
    merged = {kind: getattr(bundled().catalogue, kind) | getattr(own, kind) for kind in kinds}
    return Library(replace(own, **merged), diagnostics)


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


def on_a_terminal(
    *arguments: str | Path, columns: int, typed: Sequence[str] = (), **variables: str
) -> str:
    """Return what the command prints on a terminal of that width; ``typed`` answers each ``> ``.

    A fork of this process has everything loaded already.
    """
    bundled()
    child, terminal = pty.fork()
    if child == 0:
        code = 70
        try:
            os.environ.pop("PENALTYBENCH_LANG", None)
            os.environ.update(COLUMNS=str(columns), TERM="xterm-256color", **variables)
            sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
            sys.stdout = sys.stderr = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            libraries.open_library = opened  # type: ignore[assignment]
            code = run([str(argument) for argument in arguments])
            sys.stdout.flush()
        finally:
            os._exit(code)
    answers = iter(typed)
    out = b""
    while True:
        ready, _, _ = select.select([terminal], [], [], 60)
        try:
            chunk = os.read(terminal, 65536) if ready else b""
        except OSError:
            # Linux says so when the other side has closed.
            chunk = b""
        if not chunk:
            break
        out += chunk
        if out.endswith(b"> "):
            os.write(terminal, next(answers, "\x04").encode())
    os.waitpid(child, 0)
    os.close(terminal)
    return out.decode("utf-8").replace("\r\n", "\n")


def words(command: str) -> Sequence[str]:
    return shlex.split(command)
