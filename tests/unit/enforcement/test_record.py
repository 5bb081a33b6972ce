import datetime as dt

from penaltybench.enforcement import (
    Correction,
    Inspection,
    Order,
    Record,
    Registration,
    record_from_rows,
)


def day(text):
    return dt.date.fromisoformat(text)


def rows():
    return [
        {"id": "c", "kind": "correction", "enterprise": "e1", "on": "2026-03-05", "order": "o"},
        {"id": "i2", "kind": "inspection", "enterprise": "e1", "on": "2026-03-01", "authority": "甲局"},
        {"id": "i1", "kind": "inspection", "enterprise": "e1", "on": "2026-01-01", "authority": "甲局"},
        {"id": "i3", "kind": "inspection", "enterprise": "e2", "on": "2026-03-01", "authority": "甲局"},
        {"id": "o", "kind": "order", "enterprise": "e1", "on": "2026-03-01", "authority": "甲局",
         "inspection": "i2", "until": "2026-03-31"},
        {"id": "reg", "kind": "registration", "enterprise": "e0", "on": "2026-02-01"},
    ]  # fmt: skip


RECORD = record_from_rows(rows())


def ids(events):
    return [event.id for event in events]


def test_events_are_held_by_day_kind_and_id():
    assert ids(RECORD) == ["i1", "reg", "i2", "i3", "o", "c"]
    assert len(RECORD) == 6
    assert record_from_rows(rows()[::-1]) == RECORD
    assert record_from_rows(rows()[1:]) != RECORD


def test_an_enterprise_is_known_from_its_first_event_on():
    assert RECORD.enterprises == ("e0", "e1", "e2")
    assert RECORD.knows("e0")
    assert not RECORD.knows("e0", day("2026-01-31"))
    assert RECORD.knows("e0", day("2026-02-01"))
    assert not RECORD.knows("e9")
    assert RECORD.first_day("e1") == day("2026-01-01")
    assert RECORD.first_day("e9") is None


def test_events_of_an_enterprise_between_days():
    assert ids(RECORD.of("e1")) == ["i1", "i2", "o", "c"]
    assert ids(RECORD.of("e1", since=day("2026-03-01"), until=day("2026-03-01"))) == ["i2", "o"]
    assert ids(RECORD.of("e1", until=day("2026-02-28"))) == ["i1"]
    assert RECORD.of("e9") == ()


def test_events_of_one_kind():
    assert ids(RECORD.of_kind(Inspection, "e1")) == ["i1", "i2"]
    assert ids(RECORD.of_kind(Inspection, "e1", since=day("2026-01-02"))) == ["i2"]
    assert RECORD.of_kind(Registration, "e1") == ()
    assert RECORD.of_kind(Order, "e9") == ()


def test_events_by_id_and_by_what_they_refer_to():
    event = RECORD.event("c")
    assert isinstance(event, Correction)
    assert RECORD.event("i9") is None
    assert ids(RECORD.referring_to("i2")) == ["o"]
    assert ids(RECORD.referring_to("o")) == ["c"]
    assert RECORD.referring_to("c") == ()


def test_a_record_is_written_as_rows():
    assert RECORD.to_rows()[0] == {
        "id": "i1",
        "kind": "inspection",
        "enterprise": "e1",
        "on": "2026-01-01",
        "authority": "甲局",
    }
    assert record_from_rows(RECORD.to_rows()) == RECORD


def test_an_empty_record_knows_nobody():
    record = Record()
    assert list(record) == []
    assert record.enterprises == ()
    assert record == record_from_rows([])
