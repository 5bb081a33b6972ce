"""Whether two parties come to the same: grade, fine, other penalties, orders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from penaltybench.amount import Band, statutory, tier_band
from penaltybench.checks.layout import Scope
from penaltybench.checks.parties import Party
from penaltybench.regions import Region
from penaltybench.ruleset.edition import Basis, Level, Row, range_facts
from penaltybench.ruleset.models import Grade, PenaltyKind, PenaltyTerm
from penaltybench.text import Text

_GRADE = Text("裁量阶次", "grade")
_FINE = Text("罚款", "fine")
_PENALTIES = Text("其他处罚", "other penalties")
_ORDERS = Text("责令事项", "orders")
_STATUTE = Text("法律依据", "statute")
_TABLE = Text("裁量表", "table")
_SHARE = Text("百分值", "share")


def differences(
    one: Party, other: Party, both: Region, scopes: Sequence[Scope]
) -> tuple[Text, ...]:
    """Return in what the results of two parties differ where both hold."""
    return tuple(dict.fromkeys(_differences(one, other, both, scopes)))


def _differences(one: Party, other: Party, both: Region, scopes: Sequence[Scope]) -> Iterator[Text]:
    match one.item, other.item:
        case Row() as first, Row() as second:
            for scope in scopes:
                if not (scope.region & both).is_empty:
                    yield from of_rows(first, second, scope.basis)
        case Basis() as first, Basis() as second:
            yield from _of_bases(first, second)
        case Level() as first, Level() as second:
            if first.share != second.share:
                yield _SHARE
        case _:
            yield _TABLE


def of_rows(one: Row, other: Row, basis: Basis) -> Iterator[Text]:
    """Yield in what the results of two rows under a basis differ."""
    if one.grade is not other.grade:
        yield _GRADE
    if fine_of_row(one, basis) != fine_of_row(other, basis):
        yield _FINE
    if _penalties(one, basis) != _penalties(other, basis):
        yield _PENALTIES
    if set(one.orders) != set(other.orders):
        yield _ORDERS


def fine_of_row(row: Row, basis: Basis) -> object:
    """Return the fine of a row as something to compare: amounts where no fact is needed for them."""
    if row.fine is None or basis.fine is None or row.grade is Grade.EXEMPT:
        return None
    if range_facts(basis.fine) or row.fine.base is not None or row.fine.plus:
        return row.fine
    return band_of(row, basis)


def band_of(row: Row, basis: Basis) -> Band:
    """Return the band of a row whose amounts need no fact, in fen."""
    assert row.fine is not None
    assert basis.fine is not None
    return tier_band(row.fine, statutory(basis.fine, _no_fact), _no_fact)


def _no_fact(name: str) -> Fraction:
    raise AssertionError(f"{name} is not needed")


def _penalties(row: Row, basis: Basis) -> dict[PenaltyKind, PenaltyTerm]:
    if row.grade is Grade.EXEMPT:
        return {}
    return dict(basis.penalties) | dict(row.also)


def _of_bases(one: Basis, other: Basis) -> Iterator[Text]:
    if one.statute != other.statute:
        yield _STATUTE
    if one.fine != other.fine:
        yield _FINE
    if dict(one.penalties) != dict(other.penalties):
        yield _PENALTIES
    if set(one.orders) != set(other.orders):
        yield _ORDERS
