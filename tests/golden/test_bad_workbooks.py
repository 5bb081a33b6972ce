"""Workbooks that are no workbooks, and cells that cannot be read: each gives its diagnostics.

All of them are made here: no binary file is kept.
"""

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import workbooks
from golden.comparing import compare
from golden.test_bad import shown
from workbooks import book, cell, edited, imported, repacked, with_cells, with_parts

from penaltybench.exchange.xlsx import package, reader, xml

KEPT = Path(__file__).parent / "bad" / "workbooks"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = "裁量基准"
Made = Callable[[], bytes]


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if not name.endswith(part):
            return content
        assert old in content
        return content.replace(old, new, 1)

    return repacked(book(), change)


def encrypted_entries() -> bytes:
    data = bytearray(
        zipped({"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>"})
    )
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            (flags,) = struct.unpack_from("<H", data, at + offset)
            struct.pack_into("<H", data, at + offset, flags | 1)
    return bytes(data)


def damaged_content() -> bytes:
    data = bytearray(zipped({"xl/workbook.xml": b"<workbook/>" * 50}, zipfile.ZIP_STORED))
    at = data.find(b"<workbook/>")
    data[at + 3] ^= 0xFF
    return bytes(data)


def entities() -> bytes:
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'
    )
    return with_parts(book(), {"xl/sharedStrings.xml": laughs})


def external_entity() -> bytes:
    evil = b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><workbook/>'
    return repacked(book(), lambda name, data: evil if name == "xl/workbook.xml" else data)


FILES: dict[str, Made] = {
    "empty": lambda: b"",
    "text": lambda: "违法行为,法律依据\n".encode(),
    "web-page": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "pdf": lambda: b"%PDF-1.7\n" + bytes(100),
    "something-else": lambda: bytes(range(256)) * 20,
    "word": lambda: zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>"}),
    "presentation": lambda: zipped(
        {"[Content_Types].xml": b"<T/>", "ppt/presentation.xml": b"<d/>"}
    ),
    "open-document": lambda: zipped({"mimetype": b"application/vnd.oasis", "content.xml": b"<d/>"}),
    "binary-workbook": lambda: zipped({"[Content_Types].xml": b"<T/>", "xl/workbook.bin": b"x"}),
    "archive": lambda: zipped({"readme.txt": b"hello"}),
    "old-format": lambda: OLE + bytes(500) + "Workbook".encode("utf-16-le"),
    "old-word": lambda: OLE + bytes(500) + "WordDocument".encode("utf-16-le"),
    "encrypted": lambda: OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
    "encrypted-archive": encrypted_entries,
    "truncated": lambda: book()[:-5_000],
    "truncated-early": lambda: book()[:60],
    "damaged-content": damaged_content,
    "macros": lambda: with_parts(book(), {"xl/vbaProject.bin": b"\xcc\x61"}),
    "macro-type": lambda: replaced(
        "[Content_Types].xml", b"sheet.main+xml", b"sheet.macroEnabled.main+xml"
    ),
    "two-parts-of-one-name": lambda: with_parts(book(), {"xl/Workbook.xml": b"", "xl/a.xml": b""}),
    "bomb": lambda: with_parts(book(), {"xl/worksheets/sheet99.xml": b" " * 30_000_000}),
    "bombs": lambda: zipped(
        {"xl/workbook.xml": b"<workbook/>"} | {f"xl/p{n}.xml": bytes(1_000_000) for n in range(70)}
    ),
    "too-many-parts": lambda: zipped({f"xl/p{n}.xml": b"" for n in range(2_100)}),
    "document-type": external_entity,
    "entities": entities,
    "not-well-formed": lambda: replaced("sheet2.xml", b"</row>", b"</raw>"),
    "sheet-that-is-not-there": lambda: repacked(
        book(), lambda name, data: None if name.endswith("sheet3.xml") else data
    ),
    "text-that-is-not-there": lambda: replaced(
        "sheet2.xml", b't="inlineStr"><is>', b't="s"><v>7</v><is>'
    ),
}


@pytest.fixture(autouse=True)
def _no_warnings() -> None:
    # openpyxl is only used to make what is read here.
    assert workbooks.BESIDE


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", FILES)
def test_no_workbook(name: str, tmp_path: Path) -> None:
    data = FILES[name]()
    if name == "two-parts-of-one-name":
        data = with_parts(data, {"xl/a.xml": b""})
    tree, faults = imported(data, tmp_path)
    assert tree is None
    compare(KEPT / f"file-{name}.txt", shown(faults))


def test_workbook_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(package.BookFault) as refusal:
        package.read_package(path)
    assert refusal.value.code == "PB0802"
    assert "100,000,000" in refusal.value.message.zh


def test_ending_of_a_workbook_with_macros(tmp_path: Path) -> None:
    _, (fault,) = imported(book(), tmp_path, "book.xlsm")
    assert fault.code == "PB0801"
    assert "宏" in fault.message.zh


@pytest.mark.parametrize("limit", ["elements", "cells"])
def test_more_in_a_workbook_than_is_read(
    limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if limit == "elements":
        monkeypatch.setattr(xml.Budget.__init__, "__defaults__", (500,))
    else:
        monkeypatch.setattr(reader, "MAX_CELLS", 10)
    _, (fault,) = imported(book(), tmp_path)
    assert fault.code == "PB0802"


def test_reading_is_bounded_by_what_is_unpacked(tmp_path: Path) -> None:
    """An archive may lie about the size of its parts: no more than it says is unpacked."""
    data = bytearray(zipped({"xl/workbook.xml": b" " * 5_000_000, "[Content_Types].xml": b"<T/>"}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.find(signature) + offset, 100)
    _, (fault,) = imported(bytes(data), tmp_path)
    assert fault.code == "PB0801"


# --- cells ----------------------------------------------------------------------------------------


def rows_of(opened: Any, sheet: str) -> Any:
    return opened[sheet]


def formula(opened: Any) -> None:
    cell(opened, TABLE, "fine.share", 1).value = "=A1&B1"
    cell(opened, TABLE, "when.harm", 2).value = "=SUM(1,2)"


def error_value(opened: Any) -> None:
    target = cell(opened, TABLE, "when.prior_2y", 1)
    target.value = "#REF!"
    target.data_type = "e"


def numbers(opened: Any) -> None:
    for number, (value, code) in enumerate(
        [(0.3, "General"), (0.055, "0%"), (1234.567, "#,##0.00")], 1
    ):
        target = cell(opened, TABLE, "when.prior_2y", number)
        target.value = value
        target.number_format = code
    scaled = cell(opened, TABLE, "when.goods_value", 1)
    scaled.value, scaled.number_format = 50000, '0!.0,"万元"'
    large = cell(opened, TABLE, "when.goods_value", 2)
    large.value, large.number_format = 123456789012345678, "0"


def moment(opened: Any) -> None:
    target = cell(opened, "基本信息", "value", 5)
    target.value = dt.datetime(2026, 1, 1, 13, 30)
    target.number_format = "yyyy-mm-dd h:mm"


def hidden(opened: Any) -> None:
    opened[TABLE].row_dimensions[5].hidden = True
    opened[TABLE].column_dimensions["F"].hidden = True
    opened["要素"].sheet_state = "hidden"


def copied(opened: Any) -> None:
    opened.copy_worksheet(opened[TABLE]).title = "裁量基准 (2)"
    opened.create_sheet("我的笔记")["A1"] = "待办"


def twice(opened: Any) -> None:
    opened.copy_worksheet(opened[TABLE]).title = "裁量基准2"


def no_about(opened: Any) -> None:
    del opened["基本信息"]


def header(opened: Any) -> None:
    row, column = workbooks.keys(opened[TABLE])["fine.share"]
    opened[TABLE].cell(row, column).value = "法定幅度的百分比\n[fine.shere]"
    row, column = workbooks.keys(opened[TABLE])["label.zh"]
    opened[TABLE].cell(row, column).value = "档次名称"
    row, column = workbooks.keys(opened[TABLE])["label.en"]
    opened[TABLE].cell(row, column).value = "英文\n[also]"


def no_header(opened: Any) -> None:
    for row in range(1, 5):
        for column in range(1, 40):
            target = opened["情节"].cell(row, column)
            if type(target).__name__ == "Cell":
                target.value = None


def stray(opened: Any) -> None:
    opened["程序"].cell(5, 40).value = "看这里"


def only_words(opened: Any) -> None:
    opened[TABLE].cell(9, 3).value = "特别严重"


def pointing(opened: Any) -> None:
    cell(opened, "裁量表", "tiers.rows", 1).value = "裁量基准五"
    cell(opened, "处罚依据", "schedule", 1).value = "stal"


def rest(opened: Any) -> None:
    row, column = workbooks.keys(opened["其他"])["path"]
    for number, (place, kind, value) in enumerate(
        [
            ("schedules[stall].tiers.rows[nobody].note", "文字", "甲"),
            ("schedules[stall].tiers.rows[usual].grade", "文字", "severe"),
            ("a..b", "文字", "乙"),
            ("a", "数字", "丙"),
        ],
        1,
    ):
        for offset, text in enumerate((place, kind, value)):
            opened["其他"].cell(row + number, column + offset).value = text


EDITS: dict[str, Callable[[Any], None]] = {
    "formulas": formula,
    "error-value": error_value,
    "numbers": numbers,
    "moment": moment,
    "hidden": hidden,
    "copied-sheet": copied,
    "second-table": twice,
    "no-about": no_about,
    "header": header,
    "no-header": no_header,
    "stray-cell": stray,
    "only-words": only_words,
    "pointing": pointing,
    "rest": rest,
}


@pytest.mark.parametrize("name", EDITS)
def test_edit_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    data = edited(book(), EDITS[name])
    if name == "numbers":
        # What Excel stores for 0.1 + 0.2; the library that edits here would round it.
        data = repacked(
            data, lambda _, part: part.replace(b"<v>0.3</v>", b"<v>0.30000000000000004</v>")
        )
    _, faults = imported(data, tmp_path)
    compare(KEPT / f"edit-{name}.txt", shown(faults))


CELLS: dict[str, dict[tuple[str, str, int], object]] = {
    "not-filled-in": {(TABLE, "fine.share", 1): "【请填写：罚款】"},
    "test": {(TABLE, "when.harm", 1): "特别严重", (TABLE, "when.prior_2y", 1): "1～3"},
    "band": {(TABLE, "fine.share", 1): "0%～30%", (TABLE, "fine.share", 2): "[30％—70％]"},
    "condition": {
        ("情节", "when", 1): "harm 无",
        ("情节", "when", 2): "harms: 无\nharm: 无\nharm: 轻微",
    },
    "alternatives": {(TABLE, "when.any", 1): "harm: 无"},
    "grade": {(TABLE, "grade", 1): "从轻"},
    "money": {(TABLE, "when.goods_value", 1): 5000, (TABLE, "when.goods_value", 2): "5000"},
    "penalty": {(TABLE, "also", 1): "应当 吊销许可", (TABLE, "also", 2): "应当 警告\n应当 警告"},
    "citation": {("情节", "cite", 1): "示例条例第七条"},
    "values": {("要素", "values", 3): "none 无\nminor = 轻微\nminor = 轻"},
    "id": {(TABLE, "id", 1): "usual", ("要素", "id", 1): None, ("要素", "id", 2): "harm"},
    "unknown-item": {("基本信息", "key", 1): "idd", ("基本信息", "key", 5): "id"},
    "changed-words": {(TABLE, "grade", 1): "一般处罚"},
}


@pytest.mark.parametrize("name", CELLS)
def test_cells_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    data = with_cells(CELLS[name])
    if name == "changed-words":
        data = edited(data, lambda opened: setattr(opened[TABLE].cell(5, 5), "value", "随便罚"))
    _, faults = imported(data, tmp_path)
    compare(KEPT / f"cells-{name}.txt", shown(faults))


def test_other_workbooks_are_not_read(tmp_path: Path) -> None:
    data = repacked(
        book(),
        lambda name, content: (
            content.replace(
                b"</sheets>",
                b'</sheets><externalReferences><externalReference r:id="rId9"/></externalReferences>',
            )
            if name == "xl/workbook.xml"
            else content
        ),
    )
    tree, faults = imported(data, tmp_path)
    assert tree is None
    compare(KEPT / "other-workbooks.txt", shown(faults))


def test_every_code_of_workbooks_has_a_bad_one() -> None:
    kept = "\n".join(path.read_text(encoding="utf-8") for path in KEPT.glob("*.txt"))
    for code in ("PB0801", "PB0802", "PB0803", "PB0804", "PB0805", "PB0806", "PB0808"):
        assert code in kept


def sheet_xml(cells: str, more: str = "") -> bytes:
    """Return the stall's workbook with its table written by another hand."""
    content = f"<worksheet><sheetData>{cells}</sheetData>{more}</worksheet>".encode()
    return repacked(
        book(), lambda name, data: content if name.endswith("worksheets/sheet2.xml") else data
    )


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


@pytest.mark.parametrize(
    "data",
    [
        # Merged areas that overlap: each spreads its value over a million rows.
        lambda: sheet_xml(
            inline("A1", "a [id]") + inline("B1", "b [grade]") + inline("A2", "x"),
            "<mergeCells>" + '<mergeCell ref="A2:A1048576"/>' * 20_000 + "</mergeCells>",
        ),
        lambda: sheet_xml(inline("A1", "[" + " " * 32_000) + inline("B1", "[" * 32_000)),
        lambda: sheet_xml("<row><c><v>1</v></c>" * 20_000 + "</row>" * 20_000),
        lambda: sheet_xml(
            "<row>"
            + "".join(f'<c t="inlineStr"><is><t>[k{n}]</t></is></c>' for n in range(3_000))
            + "</row>"
        ),
        lambda: sheet_xml(
            "", "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 50_000 + "</cols>"
        ),
    ],
    ids=["merged", "headers", "nested", "columns", "hidden"],
)
def test_sheets_that_would_take_for_ever(data: Made, tmp_path: Path) -> None:
    tree, faults = imported(data(), tmp_path)
    assert tree is None
    assert faults
