"""Where results and messages go: a terminal, a pipe, or a program that reads JSON."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from penaltybench.cli.blocks import Block, plain
from penaltybench.cli.flow import wrap


def prepare_streams() -> None:
    """Make sure that no character can stop the output, whatever the locale."""
    # A stream that was closed before the start is None.
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A "C" locale says nothing of what the terminal can show, and UTF-8 is what most can.
            encoding = "utf-8" if stream.encoding.lower() in ("ascii", "us-ascii") else None
            stream.reconfigure(encoding=encoding, errors="replace")


def print_blocks(blocks: Iterable[Block], stream: TextIO | None = None) -> None:
    """Print blocks as tables and boxes on a terminal, else as plain text that is not wrapped."""
    out = stream or sys.stdout
    if not out.isatty():
        out.write(plain(blocks))
        return
    from rich.console import Console

    from penaltybench.cli.terminal import show

    show(Console(file=out, highlight=False, soft_wrap=False), blocks)


def print_text(text: str, stream: TextIO | None = None) -> None:
    """Print text, wrapped on a terminal with the indent of each line kept."""
    out = stream or sys.stdout
    if out.isatty():
        width = terminal_width(out)
        lines = (_rewrapped(line, width) for line in text.rstrip("\n").split("\n"))
        text = "\n".join(lines)
    out.write(text.rstrip("\n") + "\n")


def _rewrapped(line: str, width: int) -> str:
    bare = line.lstrip(" ")
    indent = len(line) - len(bare)
    point = re.match(r"- |\d+  ", bare)
    hang = len(point[0]) if point else 0
    lines = wrap(bare, max(width - indent, 20), hang)
    return "\n".join(" " * indent + part for part in lines)


def print_json(data: Any, stream: TextIO | None = None) -> None:
    """Print JSON in UTF-8, whatever the locale, with the keys in the order given."""
    print_bytes(json.dumps(data, ensure_ascii=False, indent=2) + "\n", stream)


def print_bytes(text: str, stream: TextIO | None = None) -> None:
    """Print text in UTF-8, whatever the locale."""
    out = stream or sys.stdout
    buffer = getattr(out, "buffer", None)
    if buffer is None:
        out.write(text)
        return
    out.flush()
    buffer.write(text.encode("utf-8", "replace"))
    buffer.flush()


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how many of how many are done, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def terminal_width(stream: TextIO) -> int:
    """Return the cells of a line of the terminal; ``COLUMNS`` comes first, 80 if nothing is known."""
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given) > 0:
        return int(given)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
