"""The catalogue of fees (目录清单) as text, Markdown, CSV and JSON data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from penaltybench.export import citation_data, text_data
from penaltybench.fees.export import document_data, edition_data
from penaltybench.fees.listed import Department, FeeEntry, Listed
from penaltybench.fees.listed_words import (
    basis_words,
    history_lines,
    price_words,
    reduction_line,
    standard_lines,
    status_words,
)
from penaltybench.text import LANGUAGES, Language, Text
from penaltybench.words import EDITION_STATUSES, date_words

CatalogueForm: TypeAlias = Literal["text", "markdown", "csv"]
FORMAT = "penaltybench/fee-catalogue/1"


def catalogue_text(listed: Listed, language: Language, form: CatalogueForm) -> str:
    """Return the catalogue in a form, ending with a newline."""
    if form == "csv":
        return _csv(listed, language)
    page = _Page(listed, language, form == "markdown")
    return "\n".join(page.lines()).strip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class _Page:
    """Writes a catalogue in one language and one form."""

    listed: Listed
    language: Language
    markdown: bool

    def lines(self) -> Iterator[str]:
        day = date_words(self.listed.on.isoformat(), self.language)
        title = self.say(f"收费目录清单（{day}）", f"Catalogue of fees ({day})")
        yield f"# {title}" if self.markdown else title
        if self.listed.charged:
            yield from self._part(self.say("收费项目", "Charged"), self.listed.charged)
        if self.listed.ended:
            yield from self._part(self.say("已不收取的项目", "Ended"), self.listed.ended)
        number = len(self.listed.entries)
        ended = sum(len(part.entries) for part in self.listed.ended)
        if not number:
            yield self.say("\n没有收费项目", "\nno fee items")
            return
        yield self.say(
            f"\n共{number}项，其中{ended}项已不收取", f"\n{number} in all, {ended} of them ended"
        )

    def say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def _part(self, title: str, departments: Sequence[Department]) -> Iterator[str]:
        yield f"\n## {title}" if self.markdown else f"\n== {title}"
        for department in departments:
            name = department.edition.department.get(self.language)
            bracketed = f"【{name}】" if self.language == "zh" else f"[{name}]"
            yield f"\n### {name}" if self.markdown else f"\n{bracketed}"
            for entry in department.entries:
                yield from self._entry(entry)

    def _entry(self, entry: FeeEntry) -> Iterator[str]:
        edition, language = entry.edition, self.language
        name = edition.title.get(language)
        aside = edition.id
        if edition.status in ("draft", "example"):
            aside += self.say("，", ", ") + EDITION_STATUSES[edition.status].get(language)
        heading = self.say(f"{name}（{aside}）", f"{name} ({aside})")
        yield f"\n#### {heading}\n" if self.markdown else f"\n{heading}"
        for words, lines in zip(LABELS, _said(entry, language), strict=True):
            label = words.get(language)
            if len(lines) == 1:
                yield self._item(self._pair(label, lines[0]))
            elif lines:
                yield self._item(self._pair(label, "").rstrip())
                yield from (self._item(line, 1) for line in lines)

    def _item(self, text: str, depth: int = 0) -> str:
        return f"{'  ' * (depth + (0 if self.markdown else 1))}- {text}"

    def _pair(self, label: str, text: str) -> str:
        return f"{label}：{text}" if self.language == "zh" else f"{label}: {text}"


LABELS = (
    Text("收费状态", "status"),
    Text("缴费人", "payer"),
    Text("收费事项", "service"),
    Text("收费标准", "standard"),
    Text("收费依据", "legal basis"),
    Text("收费标准文件", "price document"),
    Text("减免", "reductions"),
    Text("沿革", "history"),
)
"""What is said of an entry, in the order of :func:`_said`."""


def _said(entry: FeeEntry, language: Language) -> Iterator[list[str]]:
    """Yield the lines of each label."""
    edition = entry.edition
    basis, price = basis_words(entry, language), price_words(entry, language)
    yield [status_words(entry, language)]
    yield [edition.payer.get(language)]
    yield [edition.service.get(language)]
    yield list(standard_lines(entry, language))
    yield [basis] if basis else []
    yield [price] if price else []
    yield [reduction_line(entry, one, language) for one in entry.reductions]
    yield list(history_lines(entry, language))


COLUMNS = (
    Text("收费部门", "department"),
    Text("编号", "id"),
    Text("项目", "item"),
    Text("是否收取", "charged"),
    *LABELS,
)
"""The columns of the CSV form."""


def _csv(listed: Listed, language: Language) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.get(language) for column in COLUMNS])
    for entry in listed.entries:
        edition = entry.edition
        charged = Text("收取", "yes") if entry.is_charged else Text("不收取", "no")
        writer.writerow(
            [
                edition.department.get(language),
                edition.id,
                edition.title.get(language),
                charged.get(language),
                *("\n".join(lines) for lines in _said(entry, language)),
            ]
        )
    return out.getvalue()


def catalogue_data(listed: Listed) -> dict[str, Any]:
    """Return the catalogue as dicts, lists, strings, integers, booleans and None."""
    return {
        "format": FORMAT,
        "on": listed.on.isoformat(),
        "under": listed.under or None,
        "charged": [_department(part) for part in listed.charged],
        "ended": [_department(part) for part in listed.ended],
    }


def _department(part: Department) -> dict[str, Any]:
    return {
        "department": text_data(part.edition.department),
        "items": [_item(entry) for entry in part.entries],
    }


def _item(entry: FeeEntry) -> dict[str, Any]:
    edition, refused = entry.edition, entry.refused
    return {
        "id": edition.id,
        "edition": edition_data(edition),
        "payer": text_data(edition.payer),
        "service": text_data(edition.service),
        "standard": {to: list(standard_lines(entry, to)) for to in LANGUAGES},
        "legal_basis": [citation_data(one) for one in edition.legal_basis],
        "charged": entry.is_charged,
        "status": {language: status_words(entry, language) for language in LANGUAGES},
        "ended_by": document_data(refused.document) if refused else None,
        "ended_since": refused.since.isoformat() if refused and refused.since else None,
        "reductions": [
            {
                "id": one.id,
                "label": text_data(one.label),
                "document": one.document,
                "words": {to: reduction_line(entry, one, to) for to in LANGUAGES},
            }
            for one in entry.reductions
        ],
        "history": [edition_data(one) for one in entry.history],
    }
