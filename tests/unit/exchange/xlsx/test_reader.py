"""What Excel and others write that the writer here does not."""

import zipfile
from pathlib import Path

from penaltybench.exchange.xlsx.reader import read_book

RELATIONS = """<Relationships>
<Relationship Id="r1" Type="worksheet" Target="worksheets/one.xml"/>
<Relationship Id="r2" Type="chartsheet" Target="chartsheets/two.xml"/>
<Relationship Id="r3" Type="link" Target="http://example.org" TargetMode="External"/>
</Relationships>"""
WORKBOOK = """<x:workbook xmlns:x="main" xmlns:r="rel"><x:workbookPr date1904="1"/><x:sheets>
<x:sheet name="一" r:id="r1"/><x:sheet name="图" r:id="r2"/></x:sheets></x:workbook>"""
STYLES = """<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0&quot;万元&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>"""
STRINGS = """<sst><si><t>甲</t></si><si><r><t>富</t></r><r><t xml:space="preserve"> 文本</t></r>
<rPh><t>ふ</t></rPh></si><si><t>a_x000D_b</t></si></sst>"""
SHEET = """<worksheet><cols><col min="3" max="4" hidden="1"/></cols><sheetData>
<row r="2" hidden="1"><c r="A2" t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>
<row><c s="1"><v>5</v></c><c s="2"><v>44620</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c>
<c t="str"><f>A1&amp;"x"</f><v>甲x</v></c><c t="d"><v>2026-03-01T00:00:00</v></c>
<c t="inlineStr"><is><r><t>一</t></r><t>二</t></is></c><c/></row>
</sheetData><mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="bad"/></mergeCells></worksheet>"""


def test_a_workbook_of_another_hand(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/styles.xml", STYLES)
        archive.writestr("xl/sharedStrings.xml", STRINGS)
        archive.writestr("xl/worksheets/one.xml", SHEET)
        archive.writestr("xl/chartsheets/two.xml", "<chartsheet/>")
    book = read_book(path)
    (sheet,) = book.sheets
    assert book.from_1904
    assert not book.external
    assert sheet.hidden_rows == {2}
    assert sheet.hidden_columns == [(3, 4)]
    assert sheet.merged == [(2, 1, 3, 1)]
    texts = {place: (one.type, one.text, one.format) for place, one in sheet.cells.items()}
    assert texts == {
        (2, 1): ("s", "甲", "General"),
        (2, 2): ("s", "富 文本", "General"),
        (2, 3): ("s", "a\rb", "General"),
        (3, 1): ("n", "5", '0"万元"'),
        (3, 2): ("n", "44620", "yyyy-mm-dd"),
        (3, 3): ("b", "1", "General"),
        (3, 4): ("e", "#REF!", "General"),
        (3, 5): ("s", "甲x", "General"),
        (3, 6): ("d", "2026-03-01T00:00:00", "General"),
        (3, 7): ("s", "一二", "General"),
    }
    assert sheet.cells[3, 5].formula == 'A1&"x"'
