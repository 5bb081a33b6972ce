"""``penaltybench list``: which rulesets there are."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from penaltybench.cli.kinds import KINDS, Kind
from penaltybench.cli.options import (
    Code,
    Lang,
    LangOption,
    PlainForm,
    PlainFormOption,
    RulesetsOption,
)

if TYPE_CHECKING:
    from penaltybench.ruleset.load import Standard
    from penaltybench.ruleset.published import Published
    from penaltybench.text import Language

E = TypeVar("E", bound="Published")
HELP = (
    "列出规则集：编号、种类、状态、版本、文号、名称"
    "|list the rulesets: id, kind, status, editions, document, title"
)
EXAMPLES = """penaltybench list
penaltybench list --kind fee
penaltybench list environment
penaltybench list cultivated --format json"""
FORMAT = "penaltybench/rulesets/1"
_HEADER: Mapping[str, tuple[str, ...]] = {
    "zh": ("编号", "种类", "状态", "版本", "文件", "名称"),
    "en": ("id", "kind", "status", "editions", "document", "title"),
}
_HEADER_SHORT: Mapping[str, tuple[str, ...]] = {
    "zh": ("编号和名称", "种类和状态", "版本和文件"),
    "en": ("id and title", "kind and status", "editions and document"),
}


def run(
    search: Annotated[
        str,
        typer.Argument(
            metavar="[TEXT]", help="编号或者名称中含有的文字|what the id or the title contains"
        ),
    ] = "",
    kind: Annotated[
        Kind | None,
        typer.Option(
            "--kind",
            metavar="penalty|fee|inspection|time-limit",
            help="只列一种：处罚裁量基准、收费项目、检查规则、办理时限|only one kind",
        ),
    ] = None,
    rulesets: RulesetsOption = None,
    form: PlainFormOption = PlainForm.TEXT,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print the rulesets whose id or title contains ``search``."""
    from penaltybench.cli.console import print_json, print_text
    from penaltybench.cli.libraries import opened

    catalogue = opened(rulesets).catalogue
    standards = [
        (catalogue.kind_of(name) or "", standard)
        for name, standard in sorted(catalogue.every.items())
        if kind in (None, catalogue.kind_of(name)) and _matches(standard, search.casefold())
    ]
    if form is PlainForm.JSON:
        print_json({"format": FORMAT, "rulesets": [_data(*standard) for standard in standards]})
        return Code.OK
    if not standards:
        zh = f"没有编号或者名称含有“{search}”的规则集" if search else "没有这种规则集"
        en = f"no ruleset has “{search}” in its id or title" if search else "there is none"
        print_text(zh if lang is Lang.ZH else en, sys.stderr)
        return Code.OK
    _print(standards, lang.value)
    return Code.OK


def _matches(standard: Standard[Published], search: str) -> bool:
    titles = (text for e in standard.editions for text in (e.title.zh, e.title.en))
    return any(search in text.casefold() for text in (standard.id, *titles))


def dated(standard: Standard[E]) -> Iterator[E]:
    """Yield the editions of the ruleset itself, one for each day on which one took effect.

    Where a general rule changes meanwhile, an edition comes in several parts: the last is given.
    """
    by_day = {edition.dated.start: edition for edition in standard.editions}
    yield from (by_day[day] for day in sorted(by_day))


def span(edition: Published, language: Language) -> str:
    """Return ``2022-03-02 – 2027-03-01``; an edition without an end is in force *from* its day."""
    start, end = edition.dated.start.isoformat(), edition.dated.end
    if end is None:
        return f"{start} 起" if language == "zh" else f"from {start}"
    return f"{start} – {end.isoformat()}"


def _print(standards: list[tuple[str, Standard[Published]]], language: Language) -> None:
    from penaltybench.cli.blocks import Paragraph, Table
    from penaltybench.cli.console import print_blocks
    from penaltybench.words import EDITION_STATUSES

    zh = language == "zh"
    rows: list[tuple[str, ...]] = []
    for kind, standard in standards:
        latest = standard.latest
        title = latest.title.get(language)
        status = EDITION_STATUSES[latest.status].get(language)
        if latest.status != "in-force":
            status = f"【{status}】" if zh else f"[{status}]"
        document = ""
        if latest.issued is not None:
            document = latest.issued.document or latest.issued.by
        editions = [span(edition, language) for edition in dated(standard)]
        if sys.stdout.isatty():
            kind_and_status = f"{KINDS[kind].get(language)}\n{status}"
            rows.append(
                (f"{standard.id}\n{title}", kind_and_status, "\n".join([*editions, document]))
            )
        else:
            # One line for each standard, so that grep shows the whole of it.
            called = KINDS[kind].get(language)
            rows.append((standard.id, called, status, "; ".join(editions), document, title))
    header = _HEADER_SHORT if sys.stdout.isatty() else _HEADER
    number = f"共 {len(rows)} 项" if zh else f"{len(rows)} in all"
    print_blocks([Table(header[language], tuple(rows)), Paragraph(number, "note")])


def _data(kind: str, standard: Standard[Published]) -> dict[str, Any]:
    from penaltybench.cli.faults import text_data

    latest = standard.latest
    return {
        "id": standard.id,
        "kind": kind,
        "title": text_data(latest.title),
        "status": latest.status,
        "editions": [
            {
                "from": edition.dated.start.isoformat(),
                "until": edition.dated.end.isoformat() if edition.dated.end else None,
                "status": edition.status,
                "issued_by": edition.issued.by if edition.issued else None,
                "document": edition.issued.document if edition.issued else None,
                "digest": edition.digest,
            }
            for edition in dated(standard)
        ],
    }
