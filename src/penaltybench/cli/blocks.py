"""What is printed, as blocks without a form; and the two forms that need no terminal.

Plain text is for pipes: nothing is wrapped or framed, so that a search finds every phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeAlias

from rich.cells import cell_len

from penaltybench.cli.flow import width_of


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and what they say (several lines are points); ``frame`` is the title of a box."""

    rows: tuple[tuple[str, str], ...]
    frame: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a cell may have several lines. In a ``grouped`` one, rows share their first cell."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    grouped: bool = False


def without_empty(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table without the columns in which no row has anything."""
    kept = [index for index in range(len(header)) if any(row[index] for row in rows)]
    return Table(
        tuple(header[index] for index in kept),
        tuple(tuple(row[index] for index in kept) for row in rows),
    )


@dataclass(frozen=True, slots=True)
class Items:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text; ``mark`` is how it should be seen: ``note`` dim, ``warning`` in colour, ``question`` bold."""

    text: str
    mark: str = ""


Block: TypeAlias = Heading | Pairs | Table | Items | Paragraph


def colon(label: str) -> str:
    """Return the label with the colon of its language, which its first character tells."""
    return label + ("：" if label and cell_len(label[0]) == 2 else ": ")


# --- plain ------------------------------------------------------------------------------------


def plain(blocks: Iterable[Block]) -> str:
    """Return the blocks as plain text, each row of a table on lines of its own."""
    lines: list[str] = []
    for block in blocks:
        if lines and not (isinstance(block, Paragraph) and lines[-1] == ""):
            lines.append("")
        lines.extend(_plain(block))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _plain(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield text if level == 1 else f"== {text}"
        case Pairs(rows, frame):
            if frame:
                yield f"== {frame}"
            for label, text in rows:
                lines = text.split("\n")
                if len(lines) == 1:
                    yield colon(label) + text
                else:
                    yield colon(label).rstrip()
                    yield from (f"  - {line}" for line in lines)
        case Table(header, rows):
            yield from _columns([header, *rows])
        case Items(items):
            yield from (f"- {item}" for item in items)
        case Paragraph(text):
            yield from text.split("\n")


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(width_of(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        for parts in zip_longest(*(cell.split("\n") for cell in row), fillvalue=""):
            yield "  ".join(
                part + " " * (width - cell_len(part))
                for part, width in zip(parts, widths, strict=True)
            )


# --- Markdown -----------------------------------------------------------------------------------


def markdown(blocks: Iterable[Block]) -> str:
    """Return the blocks as Markdown (tables as GitHub writes them)."""
    return "\n\n".join("\n".join(_markdown(block)) for block in blocks) + "\n"


def _markdown(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {escape(text)}"
        case Pairs(rows, frame):
            if frame:
                yield f"## {escape(frame)}\n"
            for label, text in rows:
                lines = text.split("\n")
                yield (
                    f"- **{escape(label)}**: {escape(text)}"
                    if len(lines) == 1
                    else f"- **{escape(label)}**:"
                )
                yield from (f"  - {escape(line)}" for line in lines if len(lines) > 1)
        case Table(header, rows):
            yield _row(header)
            yield _row(["---"] * len(header))
            yield from (_row([_inline(cell) for cell in row]) for row in rows)
        case Items(items):
            yield from (f"- {_inline(item)}" for item in items)
        case Paragraph(text):
            yield _inline(text)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _inline(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def escape(text: str) -> str:
    """Return text with the characters escaped that Markdown would take for its own."""
    for char in "\\`*_<>|[]":
        text = text.replace(char, f"\\{char}")
    return text
