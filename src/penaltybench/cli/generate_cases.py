"""``penaltybench cases``: the cases that a ruleset should have, with what it says of them now."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from penaltybench.cli.options import Code, Lang, LangOption, RulesetsOption

HELP = (
    "生成规则集应有的案例：每个界限两侧各一分、一日，每个条件单独起作用的一对"
    "|generate the cases that a ruleset should have: a fen or a day on each side of every threshold, "
    "and a pair in which each condition alone decides"
)
EXAMPLES = """penaltybench cases cn.transport.unlicensed-transport
penaltybench cases stall --rulesets drafts -o drafts/stall/tests/boundaries.yaml"""


def run(
    ruleset: Annotated[
        str,
        typer.Argument(metavar="RULESET", help="规则集编号，或其末尾|id of a ruleset, or its end"),
    ],
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="该日有效的版本，默认为最新版本|the edition in force on that day; the latest by default",
        ),
    ] = None,
    boundaries_only: Annotated[
        bool,
        typer.Option("--boundaries", help="只要界限两侧的案例|only the cases beside thresholds"),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="写入文件，不覆盖|write to a file that is not there yet",
        ),
    ] = None,
    rulesets: RulesetsOption = None,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print worked cases for an edition as YAML, or write them to a file."""
    from penaltybench.adequacy import generate_cases
    from penaltybench.cli.console import print_bytes, print_text
    from penaltybench.cli.files import new_file, tree_text, write_whole
    from penaltybench.cli.libraries import edition_of, found, opened

    library = opened(rulesets)
    chosen = edition_of(found(library, ruleset), on)
    path = None if output is None else new_file(output)
    made = generate_cases(library, chosen, mcdc=not boundaries_only)
    zh = lang is Lang.ZH
    head = (
        f"# {chosen.id}，{chosen.dated.start} 的版本。预期是规则集现在的结果，须逐例核对后才能采用。\n"
        if zh
        else f"# {chosen.id}, edition of {chosen.dated.start}. What is expected is what the ruleset says now: "
        "check every case before you keep it.\n"
    )
    text = head + tree_text(list(made.cases))
    if path is None:
        print_bytes(text)
    else:
        write_whole(path, text)
    for name, why in made.left_out:
        print_text(f"{name}{'：' if zh else ': '}{why.get(lang.value)}", sys.stderr)
    count = len(made.cases)
    if path is not None:
        print_text(f"{path}：{count} 例" if zh else f"{path}: {count} cases", sys.stderr)
    return Code.OK
