"""A sheet as it is to be written: rows of styled texts, and how it looks on screen and paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Look(StrEnum):
    """The looks of cells."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEAD = "head"
    HEAD_READ = "head-read"
    INPUT = "input"
    READ = "read"
    FIXED = "fixed"
    MARK = "mark"
    PLAIN = "plain"
    STRONG = "strong"
    BAND = "band"
    BAND_READ = "band-read"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with its look; ``note`` is a comment on the cell."""

    text: str
    look: Look = Look.PLAIN
    note: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose from in the cells of a column; a ``strict`` one accepts nothing else."""

    column: int
    first_row: int
    last_row: int
    options: tuple[str, ...]
    strict: bool
    prompt: str = ""


@dataclass(slots=True)
class Page:
    """A sheet: rows from the top, widths in characters, merged areas, lists to choose from.

    ``head_row`` is repeated on every printed page and stays in view, as does what is above it.
    ``printed`` is the first row and the last column that are printed (0: all of it).
    """

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    head_row: int = 0
    frozen_columns: int = 0
    printed: tuple[int, int] = (1, 0)
    heights: Mapping[int, int] = field(default_factory=dict)
    colour: str = ""
