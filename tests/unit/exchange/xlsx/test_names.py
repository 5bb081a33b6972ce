import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltybench.exchange.xlsx.names import (
    MAX_COLUMNS,
    MAX_ROWS,
    cell_name,
    escaped,
    fits,
    parse_cell,
    pieces,
    unescaped,
)


@given(st.integers(1, MAX_ROWS), st.integers(1, MAX_COLUMNS))
def test_a_name_names_one_cell(row: int, column: int) -> None:
    assert parse_cell(cell_name(row, column)) == (row, column)


@pytest.mark.parametrize(
    ("row", "column", "name"), [(7, 4, "D7"), (1, 26, "Z1"), (1, 27, "AA1"), (9, 16_384, "XFD9")]
)
def test_names_of_cells(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name
    assert parse_cell(f"${name[0]}{name[1:]}") == (row, column)


@pytest.mark.parametrize("name", ["", "7", "D", "D0", "XFE1", "A1048577", "AAAA1", "A12345678"])
def test_what_names_no_cell(name: str) -> None:
    assert parse_cell(name) is None


@given(st.text("_x0041F5a\x07\r\ufffe乙"))
def test_escapes_are_undone(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not set(escaped(text)) & {"\x07", "\r", "\ufffe"}


def test_half_a_pair_is_not_made() -> None:
    assert unescaped("_xD800_") == "_xD800_"


@given(st.text(max_size=5).map(lambda text: text * 9_000))
def test_pieces_fit_and_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert all(fits(piece) for piece in pieces(text))
