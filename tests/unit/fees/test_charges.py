"""Tables of charges: from programs, CSV, JSON and YAML; every bad row a diagnostic, the good ones kept."""

import datetime as dt
from decimal import Decimal

import pytest

from penaltybench.fees import charges_from_rows, read_charges

GOOD = {"fee": "x.fee", "on": "2020-06-01", "charged": "1,234.50"}


def read(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_charges(path)


def places(table):
    return [(d.code, d.place.line, d.place.column, d.place.path) for d in table.diagnostics]


def test_rows_of_a_program():
    rows = [
        GOOD | {"id": 7, "area": Decimal("2.5"), "small": True, "days": None, "kind": "  "},
        {"fee": " x.fee ", "on": dt.date(2020, 6, 1), "charged": 3},
    ]
    first, second = charges_from_rows(rows).charges
    assert (first.number, first.id, first.charged.fen) == (1, "7", 123_450)
    # An empty cell is unknown.
    assert first.facts == {"area": Decimal("2.5"), "small": True}
    assert (second.fee, second.on, second.charged.fen) == ("x.fee", dt.date(2020, 6, 1), 300)
    assert second.id is None


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("x", [("PB0203", 2, 1, "")]),
        (None, [("PB0203", 2, 1, "")]),
        ({}, [("PB0202", 2, 1, name) for name in ("charged", "fee", "on")]),
        (GOOD | {"charged": 1.5}, [("PB0204", 2, 3, "charged")]),
        (GOOD | {"charged": "-1"}, [("PB0204", 2, 3, "charged")]),
        (GOOD | {"charged": "x" * 500}, [("PB0204", 2, 3, "charged")]),
        (GOOD | {"on": "2020/6/1"}, [("PB0204", 2, 2, "on")]),
        (GOOD | {"on": dt.datetime(2020, 6, 1)}, [("PB0204", 2, 2, "on")]),
        (GOOD | {"fee": 3}, [("PB0204", 2, 1, "fee")]),
        (GOOD | {"id": True}, [("PB0204", 2, 4, "id")]),
        (GOOD | {"": "x"}, [("PB0203", 2, 4, "")]),
        (GOOD | {"on": "x", "charged": "y"}, [("PB0204", 2, 2, "on"), ("PB0204", 2, 3, "charged")]),
    ],
)
def test_a_bad_row_is_a_diagnostic_and_the_good_ones_remain(row, expected):
    table = charges_from_rows([GOOD, row, GOOD])
    assert [charge.number for charge in table.charges] == [1, 3]
    assert places(table) == expected
    assert all(len(d.message.zh) < 120 for d in table.diagnostics)


CSV = 'id,fee,on,charged,area\r\nA,x.fee,2020-06-01,"1,234.50",2.5\r\n\r\nB,x.fee,2020-06-01,7,\r\n'


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_csv_file_with_or_without_a_mark(tmp_path, mark):
    table = read(tmp_path, "t.csv", mark + CSV)
    assert table.diagnostics == ()
    first, second = table.charges
    assert (first.id, first.charged.fen, first.facts) == ("A", 123_450, {"area": "2.5"})
    assert (second.id, second.number, second.facts) == ("B", 2, {})
    place = second.at("charged")
    assert (place.line, place.column, place.path) == (4, 4, "charged")


def test_a_json_file_keeps_numbers_exact(tmp_path):
    text = (
        '[\n {"fee": "x.fee", "on": "2020-06-01", "charged": 0.10, "area": 2.50},\n {"fee": 1}\n]'
    )
    table = read(tmp_path, "t.json", text)
    (charge,) = table.charges
    assert (charge.charged.fen, charge.facts) == (10, {"area": Decimal("2.50")})
    assert places(table) == [
        ("PB0202", 3, 2, "charged"),
        ("PB0204", 3, 2, "fee"),
        ("PB0202", 3, 2, "on"),
    ]


def test_a_yaml_file_has_the_place_of_every_cell(tmp_path):
    text = "- {fee: x.fee, on: 2020-06-01, charged: 5元}\n- {fee: x.fee, on: 2020-06-01, charged: five}\n"
    table = read(tmp_path, "t.yaml", text)
    assert [charge.charged.fen for charge in table.charges] == [500]
    assert places(table) == [("PB0204", 2, 41, "charged")]


@pytest.mark.parametrize(
    ("name", "content", "expected", "kept"),
    [
        ("t.csv", "", [("PB0203", 0, 0, "")], 0),
        ("t.csv", "fee,on\nx,2020-06-01\n", [("PB0202", 1, 1, "charged")], 0),
        ("t.csv", "fee,on,charged,fee\nx,2020-06-01,1,y\n", [("PB0106", 1, 4, "fee")], 0),
        ("t.csv", CSV + 'C,x.fee,"2020', [("PB0104", 5, 1, "")], 2),
        ("t.csv", CSV + "C,x.fee,2020-06-01,7,,stray\n", [("PB0203", 5, 1, "")], 2),
        ("t.csv", "fee,on,charged,,\nx.fee,2020-06-01,1,stray,\n", [("PB0203", 2, 4, "")], 0),
        ("t.csv", "fee,on,charged,,\nx.fee,2020-06-01,1,,\n", [], 1),
        ("t.csv", "fee,on,charged\nx,二〇二〇\n".encode("gbk"), [("PB0102", 2, 1, "")], 0),
        ("t.json", "{}", [("PB0203", 0, 0, "")], 0),
        ("t.json", "[", [("PB0104", 1, 2, "")], 0),
        (
            "t.json",
            "[{}] x",
            [("PB0104", 1, 6, "")] + [("PB0202", 1, 2, n) for n in ("charged", "fee", "on")],
            0,
        ),
        ("t.json", '[{"fee": "a", "fee": "b"}]', [("PB0106", 1, 2, "fee")], 0),
        ("t.json", '[{"fee": NaN}]', [("PB0104", 1, 2, "")], 0),
        ("t.json", "[" * 100_000, [("PB0104", 1, 2, "")], 0),
        ("t.yaml", "a: b\n", [("PB0203", 1, 1, "")], 0),
        ("t.xlsx", "PK", [("PB0101", 0, 0, "")], 0),
    ],
)
def test_what_is_no_table_is_a_diagnostic(tmp_path, name, content, expected, kept):
    table = read(tmp_path, name, content)
    assert sorted(places(table)) == sorted(expected)
    assert len(table.charges) == kept


def test_a_file_that_is_not_there(tmp_path):
    assert [code for code, *_ in places(read_charges(tmp_path / "nowhere.csv"))] == ["PB0101"]
