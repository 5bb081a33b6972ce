"""The Word document holds the whole table, and is the same every time."""

from __future__ import annotations

import io

import pytest
from small import edition_of, penalty, statutes

from penaltybench import load

docx = pytest.importorskip("docx", reason="python-docx is not installed")


@pytest.fixture(scope="module")
def library():
    return load()


def opened(edition):
    from penaltybench.exchange.word import docx_bytes

    return docx.Document(io.BytesIO(docx_bytes(edition)))


def cells(document):
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def test_every_row_is_there_with_its_band():
    edition = edition_of(penalty(), statutes())
    table = cells(opened(edition))
    assert table[0] == ["违法行为", "法律依据", "违法程度", "适用情形", "裁量基准"]
    assert len(table) == 1 + len(edition.schedules[0].table.rows)
    assert "《甲法》第一条" in table[1][1]
    assert table[1][3] == "危害后果为无"
    assert "0%以上不满30%" in table[1][4]


def test_merged_cells_say_the_violation_once(library):
    edition = library.standard("cn.hunan.environment.facilities-not-built").latest
    document = opened(edition)
    table = document.tables[0]
    levels = sum(len(f.levels) for s in edition.schedules for f in s.table.factors)
    assert len(table.rows) == 1 + levels
    assert table.rows[1].cells[0]._tc is table.rows[2].cells[0]._tc
    assert table.rows[0]._tr.trPr.xml.count("tblHeader") == 1
    section = document.sections[0]
    assert section.page_width > section.page_height


def test_the_bytes_are_the_same_every_time(library):
    from penaltybench.exchange.word import docx_bytes

    for name in ("cn.transport.unlicensed-transport", "examples.market-stall"):
        edition = library.standard(name).latest
        assert docx_bytes(edition) == docx_bytes(edition)


def test_every_shipped_edition_can_be_written(library):
    for name in library.ids[::7]:
        text = "\n".join(c for row in cells(opened(library.standard(name).latest)) for c in row)
        assert "None" not in text
