import datetime as dt
import sqlite3
from decimal import Decimal

import pytest

from penaltybench import read_record, record_from_cursor, record_from_rows
from penaltybench.diagnostics import RecordError
from penaltybench.enforcement import Payment, record_from_tree
from penaltybench.source import read_file
from penaltybench.text import same

KNOWN = {"id": "r1", "kind": "registration", "enterprise": "e1", "on": "2020-01-01"}


def order(**keys):
    head = {"id": "o", "kind": "order", "enterprise": "e1", "on": "2026-01-10", "authority": "甲局"}
    return head | {"until": "2026-02-10"} | keys


def faults(function, *arguments):
    with pytest.raises(RecordError) as error:
        function(*arguments)
    return [(f.code, f.place.line, f.place.column, f.place.path) for f in error.value.diagnostics]


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# --- files --------------------------------------------------------------------------------------


def test_json_says_line_and_column_of_a_key(tmp_path):
    text = (
        '[\n  {"id": "a", "kind": "complaint",\n   "enterprise": "e1", "on": "2026-13-01"},\n  7]\n'
    )
    path = written(tmp_path, "r.json", text)
    assert faults(read_record, path) == [
        ("PB0204", 3, 30, "[0].on"),
        ("PB0203", 4, 3, "[1]"),
    ]


def test_json_is_read_row_by_row_without_floats(tmp_path):
    row = '{"id": "p", "kind": "payment", "enterprise": "e1", "on": "2026-01-01", "decision": "d", "amount": 0.10}'
    path = written(tmp_path, "r.json", f"[{row}]")
    assert faults(read_record, path) == [("PB0706", 1, 85, "[0].decision")]
    path = written(tmp_path, "r.json", f"[{row.replace('0.10', '0.105')}]")
    assert [code for code, *_ in faults(read_record, path)] == ["PB0303"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("PB0104", 1, 1, "[0]")]),
        ("{}", [("PB0203", 1, 1, "")]),
        ('"x"', [("PB0203", 1, 1, "")]),
        ("[1", [("PB0203", 1, 2, "[0]"), ("PB0104", 1, 3, "[1]")]),
        ("[] []", [("PB0104", 1, 4, "[0]")]),
        ("[NaN]", [("PB0104", 1, 1, "")]),
        ("[1e99999999999999999999]", [("PB0104", 1, 1, "")]),
        ("[" * 100_000, [("PB0107", 1, 1, "")]),
        ('[{"id": "a",\n "id": "b"}]', [("PB0202", 1, 2, "[0].kind"), ("PB0106", 2, 8, "[0].id")]),
    ],
)
def test_json_that_is_no_list_of_events(tmp_path, text, expected):
    assert faults(read_record, written(tmp_path, "r.json", text)) == expected


def test_of_a_file_that_is_cut_off_the_rows_before_are_checked_one_by_one(tmp_path):
    row = '{"id": "c", "kind": "correction", "enterprise": "e1", "on": "%s", "order": "o"}'
    text = f"[{row % '2026-01-01'},\n{row % 'x'},\n{{"
    found = faults(read_record, written(tmp_path, "r.json", text))
    # What the second row refers to may stand in the part that is lost.
    assert [(code, line) for code, line, *_ in found] == [("PB0204", 2), ("PB0104", 3)]
    text = 'id,kind,enterprise,on,order\nc,correction,e1,2026-01-01,o\nd,correction,e1,x,o\n"'
    found = faults(read_record, written(tmp_path, "r.csv", text))
    assert [(code, line) for code, line, *_ in found] == [("PB0204", 3), ("PB0104", 4)]


def test_csv_with_a_mark_with_windows_line_ends_and_blank_lines(tmp_path):
    text = "\ufeffid,kind,enterprise,on,amount,decision\r\n\r\nr1,registration,e1,2020-01-01,,\r\n,,,,,\r\n"
    record = read_record(written(tmp_path, "R.CSV", text))
    assert record == record_from_rows([KNOWN])


def test_csv_says_the_line_and_the_number_of_the_cell(tmp_path):
    text = 'id,kind,enterprise,on,note\na,complaint,e1,2026-01-01,"two\nlines"\nb,complaint,e1,x,\n'
    assert faults(read_record, written(tmp_path, "r.csv", text)) == [("PB0204", 4, 4, "[1].on")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("PB0203", 1, 1, "")]),
        ("id,kind,enterprise,on,untill\n", [("PB0201", 1, 5, "untill")]),
        ("id,id,kind,enterprise,on\n", [("PB0106", 1, 2, "id")]),
        ("id,kind,on\nx,complaint,2026-01-01\n", [("PB0202", 1, 1, "")]),
        ("id,kind,enterprise,on\na,complaint,e1,2026-01-01,x\n", [("PB0203", 2, 5, "")]),
        ('id,kind,enterprise,on\na,"b\n', [("PB0104", 2, 1, "[0]")]),
        ('id,kind,enterprise,on\na,"b"c,e1,x\n', [("PB0104", 2, 1, "[0]")]),
    ],
)
def test_csv_that_does_not_fit_its_header(tmp_path, text, expected):
    assert faults(read_record, written(tmp_path, "r.csv", text)) == expected


def test_yaml_is_read_too(tmp_path):
    text = "- {id: r1, kind: registration, enterprise: e1, on: 2020-01-01}\n"
    assert read_record(written(tmp_path, "r.yaml", text)) == record_from_rows([KNOWN])
    assert faults(read_record, written(tmp_path, "r.yml", "- {id: a\n"))[0][0] == "PB0104"


@pytest.mark.parametrize("name", ["r.xlsx", "r", "nowhere.json"])
def test_files_of_other_kinds_and_files_that_are_not_there(tmp_path, name):
    path = tmp_path / name
    if "nowhere" not in name:
        path.write_text("[]")
    assert faults(read_record, path) == [("PB0101", 0, 0, "")]


def test_text_in_another_encoding_is_told_so(tmp_path):
    path = written(tmp_path, "r.csv", "编号,类别\n".encode("gb18030"))
    assert faults(read_record, path) == [("PB0102", 1, 1, "")]


# --- rows and databases -------------------------------------------------------------------------


def test_rows_may_hold_dates_decimals_and_nothing():
    rows = [
        KNOWN | {"on": dt.date(2020, 1, 1), "name": None, "note": "  "},
        {"id": "d", "kind": "decision", "enterprise": "e1", "on": dt.date(2026, 1, 1),
         "authority": "甲局", "violation": "v"},
        {"id": "p", "kind": "payment", "enterprise": "e1", "on": "2026-01-02", "decision": "d",
         "amount": Decimal("0.5")},
    ]  # fmt: skip
    record = record_from_rows(iter(rows))
    assert record.event("r1") == record_from_rows([KNOWN]).event("r1")
    payment = record.event("p")
    assert isinstance(payment, Payment)
    assert payment.amount == 50


def test_rows_name_row_and_key_of_a_fault():
    rows = [KNOWN, order(until=None), order(id="o2", untl="x"), ["x"], {"id": "z", 5: "x"}]
    assert faults(record_from_rows, rows) == [
        ("PB0704", 2, 6, "[1].until"),
        ("PB0201", 3, 7, "[2].untl"),
        ("PB0203", 4, 1, "[3]"),
        ("PB0202", 5, 1, "[4].kind"),
    ]


def test_faults_name_the_event():
    with pytest.raises(RecordError) as error:
        record_from_rows([order(on="x"), order(id=None, until="x")])
    first, second, third = (f.message for f in error.value.diagnostics)
    assert first.zh.startswith("事件 o：")
    assert second.en.startswith("event number 2: ")
    assert third.en.startswith("event number 2: ")


def test_a_cursor_gives_its_columns_as_keys():
    with sqlite3.connect(":memory:") as connection:
        connection.row_factory = sqlite3.Row
        connection.execute('create table e ("ID", kind, enterprise, "on", amount)')
        connection.execute("insert into e values (1, 'registration', 'e1', '2020-01-01', null)")
        record = record_from_cursor(connection.execute("select * from e"))
        assert record == record_from_rows([KNOWN | {"id": 1}])
        late = connection.execute("select *, 5 as cost from e")
        assert faults(record_from_cursor, late) == [("PB0201", 0, 0, "cost")]
        lacking = connection.execute("select id, kind from e")
        codes = [code for code, *_ in faults(record_from_cursor, lacking)]
        assert codes == ["PB0202", "PB0202"]
        connection.execute("update e set amount = 2.5, kind = 'payment'")
        floats = faults(record_from_cursor, connection.execute("select * from e"))
        assert floats == [("PB0202", 1, 1, "[0].decision"), ("PB0303", 1, 5, "[0].amount")]
        assert faults(record_from_cursor, connection.execute("drop table e")) == [
            ("PB0203", 0, 0, "")
        ]
    connection.close()


def test_a_record_may_stand_inside_another_file(tmp_path):
    path = written(tmp_path, "w.yaml", "case:\n  record:\n    - {id: r1, kind: registration}\n")
    source = read_file(path)
    source.report("PB0501", same("x"), same("y"))
    tree = source.tree["case"]["record"]
    found = faults(record_from_tree, tree, source, ("case", "record"))
    assert found == [
        ("PB0202", 3, 7, "case.record[0].enterprise"),
        ("PB0202", 3, 7, "case.record[0].on"),
    ]


# --- what must hold between events --------------------------------------------------------------


def checked(*rows):
    with pytest.raises(RecordError) as error:
        record_from_rows([KNOWN, *rows])
    return [
        (f.code, f.place.path, [place.path for place in f.related]) for f in error.value.diagnostics
    ]


def test_an_id_stands_once():
    assert checked(KNOWN) == [("PB0701", "[1].id", ["[0].id"])]
    assert checked(order(id="r1")) == [("PB0701", "[1].id", ["[0].id"])]


def test_an_event_stands_under_one_id():
    assert checked(KNOWN | {"id": "r2"}) == [("PB0701", "[1].id", ["[0].id"])]
    assert record_from_rows([KNOWN, KNOWN | {"id": "r2", "note": "又一次"}])


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (order(until="2026-01-09"), "until"),
        ({"kind": "protection", "until": "2025-12-31"}, "until"),
        ({"kind": "approval", "authority": "甲局", "until": "2025-12-31"}, "until"),
        ({"kind": "correction", "order": "o"}, "on"),
        ({"kind": "decision", "authority": "甲局", "violation": "v", "order": "o"}, "on"),
        ({"kind": "decision", "authority": "甲局", "violation": "v", "inspection": "i"}, "on"),
        ({"kind": "payment", "decision": "d", "amount": 5}, "on"),
        (order(inspection="i", on="2026-01-01"), "on"),
    ],
)
def test_events_have_an_order_in_time(row, key):
    row = {"id": "x", "enterprise": "e1", "on": "2026-01-01"} | row | {"id": "x"}
    others = [
        order(),
        {"id": "i", "kind": "inspection", "enterprise": "e1", "on": "2026-01-09", "authority": "甲局"},
        {"id": "d", "kind": "decision", "enterprise": "e1", "on": "2026-03-09", "authority": "甲局",
         "violation": "v"},
    ]  # fmt: skip
    (fault,) = checked(row, *others)
    assert fault[:2] == ("PB0702", f"[1].{key}")
    same_day = row | {"on": "2026-03-09"} | ({"until": "2026-03-09"} if key == "until" else {})
    if "until" in row and key == "on":
        same_day["until"] = "2026-03-10"
    assert record_from_rows([KNOWN, same_day, *others])


def test_what_an_event_refers_to_is_there_and_fits():
    correction = {"id": "c", "kind": "correction", "enterprise": "e1", "on": "2026-03-01"}
    assert checked(correction | {"order": "o"}) == [("PB0706", "[1].order", [])]
    assert checked(correction | {"order": "r1"}) == [("PB0706", "[1].order", ["[0].id"])]
    other = order(enterprise="e2")
    assert checked(other, correction | {"order": "o"}) == [("PB0706", "[2].order", ["[1].id"])]
    with pytest.raises(RecordError) as error:
        record_from_rows([order(id="order-17"), correction | {"order": "order-71"}])
    assert "order-17" in error.value.diagnostics[0].remedy.en


def test_a_reference_to_an_event_that_could_not_be_read_is_not_reported_again():
    broken = order(on="2026-99-01")
    correction = {"id": "c", "kind": "correction", "enterprise": "e1", "on": "2026-03-01"}
    assert [code for code, *_ in checked(broken, correction | {"order": "o"})] == ["PB0204"]
