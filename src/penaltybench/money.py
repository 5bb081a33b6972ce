"""Exact money: an integer of fen (分) inside, decimal yuan (元) at the edge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

MAX_FEN = 10**17
"""Largest amount that is accepted, in fen (10^15 yuan): it fits a signed 64-bit integer."""

_SCALES = {"": 1, "百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_MONEY = re.compile(
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<scale>百万|千万|百|千|万|亿)?(?P<unit>元)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of ``fen`` (1 yuan = 100 fen), not negative."""

    fen: int

    @property
    def yuan(self) -> Decimal:
        """The amount in yuan, exact."""
        return Decimal(self.fen) / 100 if self.fen % 100 else Decimal(self.fen // 100)

    def __str__(self) -> str:
        return format_fen(self.fen)


def parse_fen(text: str, *, unit_needed: bool = False) -> int:
    """Return the fen of a literal such as ``1万元``, ``5,000元``, ``0.5元`` or ``1.5万``.

    A literal without a scale or ``元`` is yuan, unless ``unit_needed``. Raises ValueError with
    the reason in Chinese and English separated by ``|``.
    """
    match = _MONEY.fullmatch(text.strip())
    if match is None:
        raise ValueError("不是金额|not an amount of money")
    if unit_needed and not match["unit"]:
        raise ValueError("金额没有写单位“元”|an amount without its unit 元")
    number = match["number"].replace(",", "")
    if len(number) > 40:
        raise ValueError("金额位数过多|an amount with too many digits")
    fen = Fraction(number) * _SCALES[match["scale"] or ""] * 100
    if fen.denominator != 1:
        raise ValueError("金额小于一分|an amount with parts smaller than one fen")
    if fen > MAX_FEN:
        raise ValueError("金额过大|an amount that is too large")
    return fen.numerator


def format_fen(fen: int) -> str:
    """Return fen as yuan with thousands separators: ``360,000元``, ``0.50元``."""
    sign, (yuan, rest) = "-" if fen < 0 else "", divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{rest:02d}元" if rest else f"{sign}{yuan:,}元"


def format_short(fen: int) -> str:
    """Return fen as the law writes amounts: ``5万元`` where it is a multiple of 10,000 yuan."""
    for scale, word in ((10**8, "亿"), (10**4, "万")):
        whole = Fraction(fen, 100 * scale)
        if whole >= 1 and (whole * 100).denominator == 1:
            digits = f"{whole.numerator / Decimal(whole.denominator):f}"
            return f"{digits}{word}元"
    return format_fen(fen)
