"""``penaltybench import``: a workbook, a DMN model or a CSV table read back as a ruleset."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import Code, Lang, LangOption, RulesetsOption

if TYPE_CHECKING:
    from penaltybench.diagnostics import Diagnostic
    from penaltybench.exchange.workbook.restored import Restored
    from penaltybench.source import Tree
    from penaltybench.text import Language

HELP = (
    "把修改过的 Excel 工作簿或者 DMN 模型读回为规则集；手工制作的五栏表可以先补成待填的工作簿；CSV 读回到一个规则集"
    "|read an edited workbook or DMN model back as a ruleset; a table drawn up by hand becomes a workbook to be "
    "filled in; a CSV table is read into a ruleset"
)
EXAMPLES = """penaltybench import benchmark.xlsx
penaltybench import benchmark.xlsx -o rulesets/examples/market-stall/2026-01-01.yaml --force
penaltybench import benchmark.dmn -o ruleset.yaml
penaltybench import by-hand.xlsx --complete to-fill-in.xlsx
penaltybench import table.csv --into ruleset.yaml -o ruleset-new.yaml"""


def run(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Excel 工作簿（.xlsx）、DMN 模型（.dmn）或者 CSV"
            "|a workbook (.xlsx), a DMN model (.dmn) or a CSV file",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE.yaml",
            help="写入的规则集，默认输出到屏幕|the ruleset to write; standard output by default",
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="RULESET.yaml",
            help="CSV 的裁量表取代这个规则集的裁量表|the ruleset whose table a CSV file replaces",
        ),
    ] = None,
    complete: Annotated[
        Path | None,
        typer.Option(
            "--complete",
            metavar="FILE.xlsx",
            help="手工制作的五栏表（违法行为、法律依据、违法程度、适用情形、裁量基准）：写出待填的工作簿"
            "|for a table of five columns drawn up by hand: write a workbook to be filled in",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="覆盖已有的文件|overwrite a file that is there")
    ] = False,
    rulesets: RulesetsOption = None,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print or write the ruleset that a file holds."""
    from penaltybench.cli.exchanged import needs, roots_of
    from penaltybench.cli.faults import Refused, report
    from penaltybench.cli.files import new_file, write_whole
    from penaltybench.exchange.yaml_text import ruleset_yaml
    from penaltybench.text import Text

    _there(file)
    roots = roots_of(rulesets)
    for path in (output, complete):
        if path is not None:
            new_file(path, force=force)
    if complete is not None:
        with needs("excel"):
            return _complete(file, complete, lang.value, force=force)
    is_csv = file.suffix.lower() in (".csv", ".tsv", ".txt")
    if is_csv != (into is not None):
        raise Refused(
            Text(
                "CSV 只有裁量表：请用 --into 写明它属于哪个规则集",
                "a CSV file is a table alone: say with --into to which ruleset it belongs",
            )
            if is_csv
            else Text("--into 只用于 CSV", "--into is for CSV files"),
        )
    if into is not None:
        tree, faults = _from_csv(file, into, roots)
    elif file.suffix.lower() == ".dmn":
        with needs("excel"):
            tree, faults = _from_dmn(file, roots)
    else:
        with needs("excel"):
            tree, faults = _from_workbook(file, roots)
    report(faults, lang.value, as_json=False)
    if tree is None:
        return Code.INVALID
    text = ruleset_yaml(tree)
    if output is None:
        from penaltybench.cli.console import print_bytes

        print_bytes(text)
    else:
        write_whole(output, text)
        _say(f"已写入 {output}", f"written: {output}", lang.value)
    return Code.OK


def _there(file: Path) -> None:
    from penaltybench.cli.faults import Refused
    from penaltybench.text import Text

    if not file.is_file():
        raise Refused(
            Text(f"没有这个文件：{file}", f"there is no such file: {file}"),
            Text("请核对路径", "check the path"),
        )


def _say(zh: str, en: str, language: Language) -> None:
    from penaltybench.cli.console import print_text

    print_text(zh if language == "zh" else en, sys.stderr)


def _from_dmn(file: Path, roots: Sequence[Path]) -> tuple[Tree, Sequence[Diagnostic]]:
    from penaltybench.diagnostics import Severity
    from penaltybench.exchange.dmn import read_dmn
    from penaltybench.exchange.workbook.beside import stand_beside

    source = read_dmn(file)
    if source.diagnostics:
        return None, source.diagnostics
    faults = stand_beside(source, roots).faults
    failed = any(fault.severity is Severity.ERROR for fault in faults)
    return None if failed else source.tree, faults


def _from_workbook(file: Path, roots: Sequence[Path]) -> tuple[Tree, Sequence[Diagnostic]]:
    from penaltybench.exchange.convert import checked, is_ours, read_workbook

    restored, faults = read_workbook(file)
    if restored is None:
        return None, faults
    if not is_ours(restored):
        by_hand = _by_hand(file)
        if by_hand is not None:
            return None, [by_hand]
    return checked(restored, roots)


def _by_hand(file: Path) -> Diagnostic | None:
    """Return the fault that says what to do with a table drawn up by hand; None if it is none."""
    from penaltybench.diagnostics import Diagnostic, Place
    from penaltybench.exchange.handmade import hand_tables
    from penaltybench.exchange.published.table import read_table
    from penaltybench.text import Text

    found = hand_tables(read_table(file)[0])
    if not found:
        return None
    names = len({one.name for hand in found for one in hand.violations})
    return Diagnostic(
        "PB0805",
        Text(
            f"这是手工制作的裁量基准表（{names} 个违法行为），没有机器读取的列",
            f"this is a table drawn up by hand (violations: {names}), without columns for the machine",
        ),
        Text(
            "请加 --complete 待填.xlsx：写出的工作簿填好后即可导入",
            "add --complete FILE.xlsx: the workbook that it writes can be imported once it is filled in",
        ),
        Place(str(file), path=found[0].table.sheet),
    )


def _from_csv(file: Path, into: Path, roots: Sequence[Path]) -> tuple[Tree, Sequence[Diagnostic]]:
    from penaltybench.cli.exchanged import ruleset_source
    from penaltybench.exchange.convert import checked
    from penaltybench.exchange.table_csv_read import read_table_csv

    ruleset = ruleset_source(str(into), None, roots)
    if ruleset.diagnostics:
        return None, ruleset.diagnostics
    restored: Restored | None = read_table_csv(file, ruleset, roots)
    return (None, ruleset.diagnostics) if restored is None else checked(restored, roots)


def _complete(file: Path, target: Path, language: Language, *, force: bool) -> int:
    """Write the workbooks to be filled in: one for each violation of a table drawn up by hand."""
    from penaltybench.cli.faults import report
    from penaltybench.cli.files import new_file, write_whole
    from penaltybench.exchange.completion import completion
    from penaltybench.exchange.handmade import hand_tables
    from penaltybench.exchange.published.table import read_table
    from penaltybench.exchange.workbook.book import workbook

    tables, faults = read_table(file)
    found = hand_tables(tables)
    report(faults, language, as_json=False)
    if not found:
        if not faults:
            report([_no_table(file)], language, as_json=False)
        return Code.INVALID
    made = [completion(hand, one, language) for hand in found for one in hand.violations]
    for number, one in enumerate(made, 1):
        path = target if len(made) == 1 else target.with_stem(f"{target.stem}-{number}")
        new_file(path, force=force)
        write_whole(path, workbook(one.grids, language, one.violation))
        _say(
            f"已写入 {path}：{one.violation}，{one.rows} 档，读懂 {one.understood} 档的裁量基准",
            f"written: {path}: {one.violation}, rows: {one.rows}, understood: {one.understood}",
            language,
        )
    return Code.OK


def _no_table(file: Path) -> Diagnostic:
    from penaltybench.diagnostics import Diagnostic, Place
    from penaltybench.text import Text

    return Diagnostic(
        "PB0805",
        Text("没有找到裁量基准表的表头", "no header of a table of benchmarks is found"),
        Text(
            "表头应有：违法行为、法律依据、违法程度、适用情形、裁量基准",
            "its header should name 违法行为、法律依据、违法程度、适用情形、裁量基准",
        ),
        Place(str(file)),
    )
