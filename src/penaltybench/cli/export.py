"""``penaltybench export``: a ruleset as a workbook, a Word document, a DMN model, or its table as CSV."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import Code, Lang, LangOption, RulesetsOption

if TYPE_CHECKING:
    from penaltybench.source import Source

HELP = (
    "把一项裁量基准导出为 Excel 工作簿或者 DMN 模型（可以修改后再用 import 读回）、Word 文档，"
    "或者把裁量表导出为 CSV"
    "|export a ruleset as an Excel workbook or a DMN model, which import reads back after editing, "
    "as a Word document, or its table as CSV"
)
EXAMPLES = """penaltybench export market-stall --to xlsx
penaltybench export cn.hunan.environment.facilities-not-built --to xlsx -o benchmark.xlsx
penaltybench export unlicensed-transport --to docx
penaltybench export unlicensed-transport --to dmn
penaltybench export rulesets/examples/market-stall/2026-01-01.yaml --to csv"""


class Target(StrEnum):
    """What a ruleset is exported to."""

    XLSX = "xlsx"
    DOCX = "docx"
    DMN = "dmn"
    CSV = "csv"


def run(
    ruleset: Annotated[
        str,
        typer.Argument(
            metavar="RULESET",
            help="规则集的编号（或者编号的最后一段），或者一个 YAML 文件"
            "|the id of a ruleset (or its last part), or a YAML file",
        ),
    ],
    to: Annotated[
        Target,
        typer.Option("--to", metavar="xlsx|docx|dmn|csv", help="导出的形式|the form of the export"),
    ] = Target.XLSX,
    edition: Annotated[
        str | None,
        typer.Option(
            "--edition",
            metavar="DATE",
            help="当日有效的版本（如 2024-05-26），默认为最新版本"
            "|the edition in force on that day (2024-05-26); the latest by default",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="写入的文件，默认在当前目录，以编号和施行日期命名"
            "|the file to write; by default in this folder, named by id and date",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="覆盖已有的文件|overwrite a file that is there")
    ] = False,
    rulesets: RulesetsOption = None,
    lang: LangOption = Lang.ZH,
) -> int:
    """Write a workbook or a CSV file."""
    from penaltybench.cli.console import print_text
    from penaltybench.cli.exchanged import needs, roots_of, ruleset_source
    from penaltybench.cli.faults import report, shown_path
    from penaltybench.cli.files import new_file, write_whole

    roots = roots_of(rulesets)
    source = ruleset_source(ruleset, edition, roots)
    if source.diagnostics or not isinstance(source.tree, dict):
        report(source.diagnostics, lang.value, as_json=False)
        return Code.INVALID
    path = new_file(output or Path(_name(source, to)), force=force)
    written = [path]
    if to is Target.XLSX:
        with needs("excel"):
            from penaltybench.exchange.convert import ruleset_workbook

            write_whole(path, ruleset_workbook(source, roots, lang.value))
    elif to in (Target.DOCX, Target.DMN):
        write_whole(path, _published(source, rulesets, to))
    else:
        from penaltybench.exchange.table_csv import README, table_csv

        text = table_csv(source, roots, lang.value)
        if not text:
            _no_table()
        beside = new_file(path.with_name(f"{path.name}.README.txt"), force=force)
        # Excel knows UTF-8 by its mark.
        write_whole(path, b"\xef\xbb\xbf" + text.encode())
        write_whole(beside, f"{README.zh}\n{README.en}")
        written.append(beside)
    for one in written:
        shown = shown_path(str(one))
        print_text(f"已写入 {shown}" if lang is Lang.ZH else f"written: {shown}")
    return Code.OK


def _published(source: Source, rulesets: Path | None, to: Target) -> bytes:
    """Return the Word document or the DMN model of the edition that a file holds."""
    from penaltybench import open_library
    from penaltybench.cli.faults import Refused
    from penaltybench.text import Text, both

    file = Path(source.file).resolve()
    for root in dict.fromkeys([rulesets, file]):
        standards = open_library(root).catalogue.standards.values()
        editions = [one for standard in standards for one in standard.editions]
        found = [one for one in editions if Path(one.file).resolve() == file]
        if found:
            break
    else:
        raise Refused(
            Text(
                "文件有错误，或者不是处罚裁量基准", "the file has errors, or is no penalty standard"
            ),
            Text("请先用 penaltybench check 核对", "see penaltybench check first"),
        )
    if to is Target.DMN:
        from penaltybench.exchange.dmn import dmn_xml

        try:
            return dmn_xml(found[-1], source.tree)
        except ValueError as error:
            remedy = Text("请用 --to xlsx", "use --to xlsx")
            raise Refused(both(str(error)), remedy) from None
    from penaltybench.cli.exchanged import needs

    with needs("word"):
        from penaltybench.exchange.word import docx_bytes

        return docx_bytes(found[-1])


def _name(source: Source, to: Target) -> str:
    """Return the name of the file by default."""
    effective = source.tree.get("effective")
    start = effective.get("from") if isinstance(effective, dict) else None
    parts = [part for part in (source.tree.get("id"), start) if isinstance(part, str)]
    name = "".join(char for char in "-".join(parts) if char.isalnum() or char in ".-_")
    return f"{name[:120].strip('.') or 'ruleset'}.{to.value}"


def _no_table() -> None:
    from penaltybench.cli.faults import Refused
    from penaltybench.text import Text

    raise Refused(
        Text("这个规则集没有裁量表", "this ruleset has no table"),
        Text("请用 --to xlsx", "use --to xlsx"),
    )
