"""``penaltybench import-table``: drafts of rulesets from a table as an authority published it."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import Code, Lang, LangOption, PlainForm, PlainFormOption

if TYPE_CHECKING:
    from penaltybench.diagnostics import Diagnostic
    from penaltybench.exchange.published.propose import Proposal
    from penaltybench.exchange.published.trees import Origin
    from penaltybench.text import Language

HELP = (
    "由公布的裁量基准表生成规则集草稿：读懂处罚标准，读不懂的逐处列出"
    "|make drafts of rulesets from a published table: what is not understood is listed, never guessed"
)
EXAMPLES = """penaltybench import-table examples/published/stalls.csv --authority 示例市城市管理局 \\
    --document 示例市裁量基准表 --effective 2026-01-01
penaltybench import-table examples/published/stalls.csv -o drafts --authority 示例市城市管理局 \\
    --document 示例市裁量基准表 --effective 2026-01-01 --id-prefix my.example"""
FORMAT = "penaltybench/import-table/1"


def run(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE",
            help="表格：CSV（UTF-8）、JSON（对象的列表）或者 .xlsx"
            "|the table: CSV (UTF-8), JSON (a list of objects) or .xlsx",
        ),
    ],
    authority: Annotated[
        str, typer.Option("--authority", help="发布机关|the authority that issued it")
    ],
    document: Annotated[
        str, typer.Option("--document", help="文件名称或者文号|the document, by name or number")
    ],
    effective: Annotated[
        str,
        typer.Option("--effective", metavar="DATE", help="施行日期|the day it takes effect"),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="DIR",
            help="写入的目录；不给时只报告，不写文件"
            "|the folder to write to; without it nothing is written, only reported",
        ),
    ] = None,
    prefix: Annotated[
        str,
        typer.Option(
            "--id-prefix",
            metavar="ID",
            help="各规则集编号的开头，默认 draft|the beginning of the ids, draft by default",
        ),
    ] = "draft",
    issued: Annotated[
        str | None,
        typer.Option("--issued-on", metavar="DATE", help="发布日期|the day it was issued"),
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="公布的网址|where it was published")
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="覆盖已有的文件|replace files that are there already"),
    ] = False,
    form: PlainFormOption = PlainForm.TEXT,
    lang: LangOption = Lang.ZH,
) -> int:
    """Write one draft for each violation, and a catalogue of what they cite."""
    from penaltybench.cli.days import day_of
    from penaltybench.cli.faults import Refused, report
    from penaltybench.cli.libraries import existing
    from penaltybench.exchange.published.propose import propose
    from penaltybench.exchange.published.table import read_table
    from penaltybench.exchange.published.trees import Origin
    from penaltybench.text import Text

    origin = Origin(
        _said(authority, "--authority"),
        _said(document, "--document"),
        _prefix(prefix),
        day_of(effective),
        dt.date.today(),
        None if issued is None else day_of(issued),
        None if url is None else _said(url, "--url"),
    )
    tables, faults = read_table(existing(table))
    proposal = propose(tables, origin)
    proposal.diagnostics[:0] = faults
    as_json = form is PlainForm.JSON
    if not proposal.drafts:
        report(proposal.diagnostics, lang.value, as_json=as_json)
        if not proposal.diagnostics:
            raise Refused(
                Text("表中没有违法行为", "the table has no violations"),
                Text("请核对文件", "check the file"),
            )
        return Code.INVALID
    written = [] if out is None else _write(out, proposal, force=force)
    if as_json:
        _print_json(proposal, written)
    else:
        report(proposal.diagnostics, lang.value, as_json=False)
        _print(proposal, origin, out, lang.value)
    return Code.INVALID if _errors(proposal.diagnostics) else Code.OK


def _said(text: str, option: str) -> str:
    from penaltybench.cli.faults import Refused
    from penaltybench.text import Text

    if not text.strip():
        raise Refused(
            Text(f"{option} 是空的", f"{option} is empty"),
            Text("草稿必须写明出处", "a draft must say where it comes from"),
        )
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise Refused(
            Text(f"{option} 不是 UTF-8 文字", f"{option} is not UTF-8"),
            Text("请核对终端的编码", "check the encoding of the terminal"),
        )
    return text.strip()


def _prefix(text: str) -> str:
    import re

    from penaltybench.cli.faults import Refused
    from penaltybench.text import Text

    if not re.fullmatch(r"[a-z0-9]+(?:[-.][a-z0-9]+)*", text) or len(text) > 70:
        raise Refused(
            Text(f"“{text}”不能作编号的开头", f"“{text}” cannot begin an id"),
            Text(
                "请用小写英文字母、数字，以“.”“-”连接，不超过 70 个字符",
                "use lower-case letters and digits, joined by . and -, 70 characters at most",
            ),
        )
    return text


def _errors(faults: list[Diagnostic]) -> int:
    return sum(fault.severity == "error" for fault in faults)


def _write(out: Path, proposal: Proposal, *, force: bool) -> list[Path]:
    """Write all files, or none if one of them is there already."""
    from penaltybench.cli.faults import Refused
    from penaltybench.cli.files import new_file, write_whole
    from penaltybench.exchange.yaml_text import ruleset_yaml
    from penaltybench.text import Text

    if out.exists() and not out.is_dir():
        raise Refused(
            Text(f"{out} 不是目录", f"{out} is no folder"),
            Text("请给出目录", "name a folder"),
        )
    files = {
        out.joinpath(*tree["id"].split("."), f"{tree['effective']['from']}.yaml"): tree
        for tree in proposal.trees
    }
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        new_file(path, force=force)
    for path, tree in files.items():
        write_whole(path, ruleset_yaml(tree))
    return list(files)


def _print(proposal: Proposal, origin: Origin, out: Path | None, language: Language) -> None:
    from penaltybench.cli.console import print_text

    rows = sum(draft.rows for draft in proposal.drafts)
    left, drafts = proposal.cells - proposal.understood, len(proposal.drafts)
    folder = None if out is None else out.joinpath(*origin.prefix.split("."))
    if language == "zh":
        print_text(
            f"处罚标准 {proposal.cells} 格：{proposal.understood} 格全部读懂，{left} 格没有全部读懂\n"
            f"违法行为 {proposal.violations} 项：{drafts} 份草稿，{rows} 行列为档次\n"
            + ("没有写文件" if folder is None else f"写入 {folder}")
        )
    else:
        print_text(
            f"penalty cells: {proposal.cells}, all of it understood: {proposal.understood}, not all: {left}\n"
            f"violations: {proposal.violations}, drafts: {drafts}, rows that became tiers: {rows}\n"
            + ("nothing was written" if folder is None else f"written to {folder}")
        )
    if folder is None:
        return
    zh = language == "zh"
    print_text(
        "下一步：与原文逐项核对草稿，再运行 penaltybench check"
        if zh
        else "next: compare the drafts with the original, then run penaltybench check",
        sys.stderr,
    )


def _print_json(proposal: Proposal, written: list[Path]) -> None:
    from penaltybench.cli.console import print_json
    from penaltybench.cli.faults import fault_data

    print_json(
        {
            "format": FORMAT,
            "violations": proposal.violations,
            "drafts": [
                {"id": draft.id, "title": draft.tree["title"]["zh"], "rows": draft.rows}
                for draft in proposal.drafts
            ],
            "cells": proposal.cells,
            "understood": proposal.understood,
            "files": [str(path) for path in written],
            "diagnostics": [fault_data(fault) for fault in proposal.diagnostics],
        }
    )
