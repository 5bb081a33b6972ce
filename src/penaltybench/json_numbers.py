"""How the numbers of JSON are read: exactly, bounded in size, and never what is no number."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from penaltybench.values import MAX_DIGITS


def exact(text: str) -> Decimal:
    """Return a number with a fraction or an exponent; raises ValueError if it is out of all bounds."""
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError("a number that is too large or too small") from None


def whole(text: str) -> int:
    """Return a whole number; raises ValueError if it has too many digits."""
    if len(text) > MAX_DIGITS:
        raise ValueError("a number with too many digits")
    return int(text)


def no_number(word: str) -> None:
    """Refuse ``NaN`` and the infinities with ValueError."""
    raise ValueError(f"{word} is not a number")
