"""Numerals as the law writes them, read exactly: 二万元, 1万5千元, 百分之一, 千分之三, 1.5倍, 一半.

Orthography is taken at its word. Where a numeral skips a place without saying 零 (一万五, 一百万一十)
it may be a misprint or a way of speaking, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

MAX_LENGTH = 40
"""Characters of the longest numeral that is read."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_DIGITS |= {char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"两": 2, "贰": 2, "弍": 2}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ARABIC = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?", re.ASCII
)
_SPOKEN = frozenset(_DIGITS) | frozenset(_PLACES) | frozenset(_MYRIADS)
NUMERAL_CHARS = _SPOKEN | frozenset("0123456789")
_PER = (("百分之", 100), ("千分之", 1000), ("万分之", 10_000))
_SIGNS = {"%": 100, "‰": 1000}
_HALVES = ("一半", "半数")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in a text: where it ends, its value (None: malformed), and whether it has 万 or 亿."""

    end: int
    value: Fraction | None
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio in a text: where it ends, its value, and how it is written: percent, times, share."""

    end: int
    value: Fraction
    unit: str


_Atom = tuple[str, Fraction]


def read_number(text: str, start: int) -> Numeral | None:
    """Return the longest numeral that begins at ``start`` of a narrow text, or None if none does."""
    atoms: list[_Atom] = []
    end = start
    while end < len(text) and end - start <= MAX_LENGTH:
        char = text[end]
        if char in _PLACES:
            atoms.append(("place", Fraction(_PLACES[char])))
        elif char in _MYRIADS:
            atoms.append(("myriad", Fraction(_MYRIADS[char])))
        elif char in _DIGITS:
            point = _spoken_decimal(text, end)
            if point is not None:
                value, end = point
                atoms.append(("arabic", value))
                continue
            atoms.append(("digit", Fraction(_DIGITS[char])))
        elif char.isascii() and char.isdigit():
            match = _ARABIC.match(text, end, start + MAX_LENGTH + 2)
            assert match is not None
            written = match[0].replace(",", "")
            # 05 is no way to write a number: more likely a letter was read as a zero.
            broken = len(written) > 1 and written[0] == "0" and written[1] != "."
            atoms.append(("broken" if broken else "arabic", Fraction(written)))
            end = match.end()
            continue
        else:
            break
        end += 1
    if not atoms:
        return None
    if end - start > MAX_LENGTH:
        while end < len(text) and text[end] in NUMERAL_CHARS:
            end += 1
        return Numeral(end, None)
    return Numeral(end, _value(atoms), any(kind == "myriad" for kind, _ in atoms))


def _spoken_decimal(text: str, start: int) -> tuple[Fraction, int] | None:
    """Return 三点五 as a value and its end; the whole part is one digit."""
    if text[start + 1 : start + 2] != "点" or text[start + 2 : start + 3] not in _DIGITS:
        return None
    end = start + 2
    while end < len(text) and text[end] in _DIGITS and end - start < MAX_LENGTH:
        end += 1
    places = "".join(str(_DIGITS[char]) for char in text[start + 2 : end])
    return Fraction(f"{_DIGITS[text[start]]}.{places}"), end


def _value(atoms: list[_Atom]) -> Fraction | None:
    """Return the value of a whole numeral, or None if it is malformed."""
    return _joined(atoms, 10**8, lambda part: _joined(part, 10**4, _section))


def _joined(
    atoms: list[_Atom], myriad: int, below: Callable[[list[_Atom]], Fraction | None]
) -> Fraction | None:
    """Return high × myriad + low; the low part fills the next place or says 零."""
    at = [index for index, atom in enumerate(atoms) if atom == ("myriad", Fraction(myriad))]
    if not at:
        return below(atoms)
    if len(at) > 1:
        return None
    high, rest = below(atoms[: at[0]]), atoms[at[0] + 1 :]
    if high is None or high <= 0:
        return None
    if not rest:
        return Fraction(high * myriad)
    skipped = rest[0] == ("digit", Fraction(0))
    low = below(rest[1:] if skipped else rest)
    if low is None or high.denominator != 1 or low.denominator != 1:
        return None
    full = low * 10 >= myriad
    if low <= 0 or low >= myriad or full == skipped:
        return None
    return Fraction(high * myriad + low)


def _section(atoms: list[_Atom]) -> Fraction | None:
    """Return the value of what stands before 万: below 10,000 unless it is in Arabic digits."""
    if len(atoms) == 1 and atoms[0][0] in ("arabic", "digit"):
        return atoms[0][1]
    if len(atoms) == 2 and atoms[0][0] == "arabic" and atoms[1][0] == "place":
        return atoms[0][1] * atoms[1][1] if atoms[0][1] < 10 else None
    total = Fraction(0)
    last: int | None = None
    digit: Fraction | None = None
    skipped = False
    for kind, value in atoms:
        if kind == "place":
            place = int(value)
            if digit is None and not (place == 10 and not skipped):
                return None
            if not _follows(place, last, skipped):
                return None
            total += (1 if digit is None else digit) * place
            last, digit, skipped = place, None, False
        elif kind == "digit" and value == 0:
            if last is None or digit is not None or skipped:
                return None
            skipped = True
        elif kind in ("digit", "arabic"):
            if digit is not None or value.denominator != 1 or not 0 < value < 10:
                return None
            digit = value
        else:
            return None
    if digit is None:
        return None if skipped or not atoms else total
    return total + digit if _follows(1, last, skipped) else None


def _follows(place: int, last: int | None, skipped: bool) -> bool:
    """Whether a place may follow the last one: the next lower, or after 零 a still lower one."""
    if last is None:
        return not skipped and place > 1
    return place * 10 < last if skipped else place * 10 == last


def read_ratio(text: str, start: int) -> Ratio | None:
    """Return the ratio at ``start`` of a narrow text: 百分之一, 5%, 千分之三, 一倍, 二分之一, 一半."""
    for half in _HALVES:
        if text.startswith(half, start):
            return Ratio(start + len(half), Fraction(1, 2), "share")
    for words, whole in _PER:
        if text.startswith(words, start):
            after = start + len(words)
            if text.startswith("百", after) and text[after + 1 : after + 2] not in NUMERAL_CHARS:
                return Ratio(after + 1, Fraction(100, whole), "percent")
            number = read_number(text, after)
            if number is None or number.value is None:
                return None
            return Ratio(number.end, number.value / whole, "percent")
    number = read_number(text, start)
    if number is None or number.value is None:
        return None
    sign = text[number.end : number.end + 1]
    if sign in _SIGNS:
        return Ratio(number.end + 1, number.value / _SIGNS[sign], "percent")
    if sign == "倍":
        return Ratio(number.end + 1, number.value, "times")
    if text.startswith("分之", number.end):
        part = read_number(text, number.end + 2)
        if part is None or part.value is None or not 0 < part.value < number.value:
            return None
        return Ratio(part.end, part.value / number.value, "share")
    return None


_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# A full-width comma never groups thousands.
del _NARROW[ord("，")]
_NARROW |= {ord(char): ord("-") for char in "—–－―"} | {ord("∼"): ord("~")}


def narrow(text: str) -> str:
    """Return a text of the same length with full-width digits, letters and signs made narrow."""
    return text.translate(_NARROW)


def parse_amount(text: str) -> int:
    """Return the fen of 二万元, 1万5千元, 一百二十万, 0.5元; raises ValueError (``zh|en``)."""
    written = narrow(text.strip()).removeprefix("人民币")
    number = read_number(written, 0)
    if number is None or number.value is None or written[number.end :] not in ("", "元", "元整"):
        raise ValueError("不是金额|not an amount of money")
    fen = number.value * 100
    if fen.denominator != 1:
        raise ValueError("金额小于一分|an amount with parts smaller than one fen")
    return fen.numerator


def parse_ratio(text: str) -> Fraction:
    """Return the ratio of 百分之一, 5%, 千分之三, 一倍, 二分之一, 一半; raises ValueError (``zh|en``)."""
    written = narrow(text.strip())
    ratio = read_ratio(written, 0)
    if ratio is None or ratio.end != len(written):
        raise ValueError("不是比例或者倍数|not a ratio")
    return ratio.value


def number_words(value: Fraction) -> str:
    """Return 一百二十万 for 1,200,000; in Arabic digits what is not whole or beyond 10^16."""
    if value.denominator != 1 or not 0 <= value < 10**16:
        return _digits(value)
    whole = value.numerator
    if whole == 0:
        return "零"
    words, skipped = "", False
    for myriad, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, whole = divmod(whole, myriad)
        if not part:
            skipped = True
            continue
        # The parts before and after 万 have four places each.
        if words and (skipped or part < 1000):
            words += "零"
        words += (number_words(Fraction(part)) if part >= 10**4 else _section_words(part)) + name
        skipped = False
    return words.removeprefix("一") if words.startswith("一十") else words


def _section_words(part: int) -> str:
    words, skipped = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, part = divmod(part, place)
        if digit:
            words += ("零" if skipped and words else "") + "零一二三四五六七八九"[digit] + name
            skipped = False
        else:
            skipped = True
    return words


def _digits(value: Fraction) -> str:
    """Return a finite decimal; raises ValueError for a fraction that is none."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        raise ValueError("不是有限小数|not a finite decimal")
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def amount_words(fen: int) -> str:
    """Return 一万五千元 for 1,500,000 fen."""
    return f"{number_words(Fraction(fen, 100))}元"


def ratio_words(value: Fraction, unit: str) -> str:
    """Return 百分之五, 三倍 or 二分之一, as ``unit`` says: percent, times, share."""
    if unit == "times":
        return f"{number_words(value)}倍"
    if unit == "share":
        return f"{number_words(Fraction(value.denominator))}分之{number_words(Fraction(value.numerator))}"
    percent = value * 100
    return f"百分之{number_words(percent)}" if percent.denominator == 1 else f"{_digits(percent)}%"
