"""Lines of Chinese and Latin text that fit a width counted in terminal cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len

# A line neither starts with a closing mark nor ends with an opening one (避头尾).
_NO_START = frozenset("，。、；：？！）》」』】〕”’％…—·,.;:?!)]}%")
_NO_END = frozenset("（《「『【〔“‘([{")
_MARKS = frozenset("“”‘’…—·–")
_JOINTS = ".-/_"
# A number stays with its unit.
_UNITS = frozenset("元万亿千百倍日天月年次个号条款项人份吨米平公")


def width_of(text: str) -> int:
    """Return the cells that the widest line of ``text`` takes."""
    return max(map(cell_len, text.split("\n")))


@lru_cache(maxsize=4096)
def longest_unit(text: str) -> int:
    """Return the cells of the longest part that cannot be broken."""
    return max((cell_len(unit.rstrip()) for unit in _units(text)), default=0)


@lru_cache(maxsize=4096)
def wrap(text: str, width: int, hang: int = 0) -> tuple[str, ...]:
    """Return the lines of ``text``, none wider than ``width``; later lines indented by ``hang``.

    Line breaks in ``text`` are kept. Latin words and numbers stay whole where they fit.
    """
    width = max(width, 2)
    hang = min(hang, width - 2, width // 2)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(paragraph, width, " " * hang))
    return tuple(lines)


def _wrapped(paragraph: str, width: int, indent: str) -> Iterator[str]:
    line = ""
    empty = True
    for unit in _units(paragraph):
        if not empty and cell_len(line) + cell_len(unit.rstrip()) > width:
            yield line.rstrip()
            line, empty = indent, True
        room = width - cell_len(line)
        if cell_len(unit.rstrip()) > room:
            *full, unit = _pieces(unit, room, width - len(indent))
            for piece in full:
                yield line + piece
                line = indent
        line += unit
        empty = False
    yield line.rstrip()


def _units(text: str) -> Iterator[str]:
    """Yield the parts between which a line may break."""
    unit = ""
    for char in text:
        if unit and _may_break(unit[-1], char):
            yield unit
            unit = ""
        unit += char
    if unit:
        yield unit


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NO_START or before in _NO_END:
        return False
    if before == " ":
        return True
    if before.isdigit() and after in _UNITS:
        return False
    return _is_ideographic(before) or _is_ideographic(after)


def _is_ideographic(char: str) -> bool:
    return char in _MARKS or (not char.isascii() and cell_len(char) == 2)


def _pieces(unit: str, first: int, other: int) -> list[str]:
    """Cut a unit that is too long, after a joint (``.``, ``-``, ``/``, ``_``) if one is near."""
    pieces = []
    room = max(first, 2)
    while cell_len(unit.rstrip()) > room:
        end = 0
        while cell_len(unit[: end + 1]) <= room:
            end += 1
        joint = max(unit.rfind(mark, 0, end) for mark in _JOINTS) + 1
        end = joint if joint > end // 2 else max(end, 1)
        pieces.append(unit[:end])
        unit = unit[end:]
        room = max(other, 2)
    return [*pieces, unit]
