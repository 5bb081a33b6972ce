"""A standard as a Word document: the published table, landscape, with repeated header rows."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from penaltybench.condition import describe
from penaltybench.prose import level_words
from penaltybench.ruleset.edition import Edition, Points, Row, Schedule
from penaltybench.ruleset.models import PenaltyKind, PenaltyTerm
from penaltybench.values import format_percent
from penaltybench.words import (
    EDITION_STATUSES,
    EFFECTS,
    FORCES,
    GRADES,
    PENALTIES,
    band_words,
    citations_words,
    date_words,
    days_words,
    range_words,
)

HEADER = ("违法行为", "法律依据", "违法程度", "适用情形", "裁量基准")
WIDTHS = (2.6, 6.4, 2.4, 7.6, 5.6)
"""The columns in centimetres: together the width of a landscape A4 page within its margins."""
BODY, HEADING = "仿宋", "黑体"
# Bytes that are the same every time: Word files carry the day on which they were made.
_STAMP = dt.datetime(2000, 1, 1)


def docx_bytes(edition: Edition) -> bytes:
    """Return the document of an edition, byte for byte the same every time.

    Needs the extra ``penaltybench[word]`` (python-docx).
    """
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    document: Any = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2.4))
    style = document.styles["Normal"]
    style.font.size = Pt(12)
    _font(style.element.get_or_add_rPr(), BODY)
    _paragraph(document, edition.title.zh, HEADING, 18, centred=True)
    for line in _heading_lines(edition):
        _paragraph(document, line, BODY, 12, centred=True)
    _table(document, list(_rows(edition)))
    circumstances = list(_circumstances(edition))
    if circumstances:
        _paragraph(document, "裁量情节", HEADING, 14)
        for line in circumstances:
            _paragraph(document, line, BODY, 12)
    _paragraph(document, "说明", HEADING, 14)
    for line in _notes(edition):
        _paragraph(document, line, BODY, 12)
    _page_numbers(section)
    properties = document.core_properties
    properties.title, properties.author = edition.title.zh, "penaltybench"
    properties.created = properties.modified = properties.last_printed = _STAMP
    properties.last_modified_by, properties.revision = "penaltybench", 1
    buffer = io.BytesIO()
    document.save(buffer)
    return _stable(buffer.getvalue())


def _heading_lines(edition: Edition) -> Iterator[str]:
    issued = edition.issued
    if issued is not None:
        yield "　".join(part for part in (issued.by, issued.document) if part)
    start = date_words(edition.dated.start.isoformat(), "zh")
    until = edition.dated.end
    span = f"自{start}起施行" + (
        f"，至{date_words(until.isoformat(), 'zh')}失效" if until is not None else ""
    )
    status = "" if edition.status == "in-force" else f"（{EDITION_STATUSES[edition.status].zh}）"
    yield span + status


def _rows(edition: Edition) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table in the five columns that people know."""
    for schedule in edition.schedules:
        whose = edition.title.zh
        if len(edition.schedules) > 1:
            whose += f"（{schedule.label.zh}）"
        basis = "\n".join(_bases(edition, schedule))
        if isinstance(schedule.table, Points):
            for factor in schedule.table.factors:
                for level in factor.levels:
                    said = level_words(edition, factor, level, "zh")
                    yield whose, basis, factor.label.zh, said, format_percent(level.share)
            continue
        for row in schedule.table.rows:
            grade = GRADES[row.grade].zh
            label = f"{row.label.zh}\n（{grade}）" if row.label is not None else grade
            when = describe(row.when, edition.words(), "zh", edition.wording) or "——"
            yield whose, basis, label, when, "，".join(_imposed(edition, row)) or "不予处罚"


def _bases(edition: Edition, schedule: Schedule) -> Iterator[str]:
    for basis in schedule.bases:
        when = describe(basis.when, edition.words(), "zh", edition.wording)
        allowed = [order.zh for order in basis.orders]
        allowed += [_penalty(kind, term) for kind, term in basis.penalties]
        if basis.fine is not None:
            allowed.append(f"处{range_words(basis.fine, edition.facts, 'zh')}的罚款")
        lead = f"{when}的，" if when else ""
        yield f"{citations_words([basis.statute], 'zh')}：{lead}{'，'.join(allowed)}"


def _imposed(edition: Edition, row: Row) -> Iterator[str]:
    for kind, term in row.also:
        yield _penalty(kind, term)
    if row.fine is not None:
        yield f"罚款{band_words(row.fine, edition.facts, 'zh')}"
    for order in row.orders:
        yield order.zh


def _penalty(kind: PenaltyKind, term: PenaltyTerm) -> str:
    days = days_words(term.days, "zh") if term.days is not None else ""
    return f"{FORCES[term.force].zh}{PENALTIES[kind].zh}{days}"


def _circumstances(edition: Edition) -> Iterator[str]:
    for number, one in enumerate(edition.circumstances, start=1):
        cite = citations_words(one.cite, "zh")
        effect = f"{FORCES[one.force].zh}{EFFECTS[one.effect].zh}"
        yield f"{number}．{one.label.zh}：{effect}{f'（{cite}）' if cite else ''}"


def _notes(edition: Edition) -> Iterator[str]:
    if any(isinstance(schedule.table, Points) for schedule in edition.schedules):
        for schedule in edition.schedules:
            if isinstance(schedule.table, Points):
                start = schedule.table.start
                first = "法定最低额与最高额之比" if start is None else format_percent(start)
                sum_ = (
                    "［裁量起点＋各因素百分值之和×（1－裁量起点）］×法定最高额"
                    if schedule.table.position
                    else "（裁量起点＋各因素百分值之和）×法定最高额"
                )
                yield f"{schedule.label.zh}：罚款金额＝{sum_}，裁量起点为{first}。"
    yield f"来源：{edition.source.text}"
    yield f"编号：{edition.id}　版本摘要：{edition.digest[:16]}"


# --- python-docx ------------------------------------------------------------------------------


def _font(properties: Any, name: str) -> None:
    """Set the font for Chinese and for Latin letters."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(attribute), name)


def _run(paragraph: Any, text: str, font: str, size: int) -> None:
    from docx.shared import Pt

    for number, line in enumerate(text.split("\n")):
        run = paragraph.add_run(line)
        run.font.size = Pt(size)
        _font(run._element.get_or_add_rPr(), font)
        if number < text.count("\n"):
            run.add_break()


def _paragraph(document: Any, text: str, font: str, size: int, *, centred: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, font, size)


def _table(document: Any, rows: list[tuple[str, ...]]) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(HEADER))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for index, name in enumerate(HEADER):
        _cell(table.rows[0].cells[index], name, HEADING)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for texts in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, texts, strict=True):
            _cell(cell, text, BODY)
    for column in (0, 1, 2):
        _merge_equal(table, column)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)


def _cell(cell: Any, text: str, font: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.text = ""
    _run(paragraph, text, font, 10)


def _merge_equal(table: Any, column: int) -> None:
    """Merge neighbours of a column that say the same of one violation."""
    rows = table.rows
    texts = [tuple(row.cells[index].text for index in range(column + 1)) for row in rows]
    start = 1
    while start < len(texts):
        end = start
        while end + 1 < len(texts) and texts[end + 1] == texts[start]:
            end += 1
        if end > start:
            for index in range(start + 1, end + 1):
                _cell(rows[index].cells[column], "", BODY)
            merged = rows[start].cells[column].merge(rows[end].cells[column])
            for paragraph in merged.paragraphs[1:]:
                paragraph._element.getparent().remove(paragraph._element)
        start = end + 1


def _page_numbers(section: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind is not None:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = text
        run._element.append(part)


def _stable(data: bytes) -> bytes:
    """Return the package with its parts in order and without the time at which it was written."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(name))
    return result.getvalue()
