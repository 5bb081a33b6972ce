"""``penaltybench new``: a draft of a ruleset with its worked cases, to start from."""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from penaltybench.cli.options import Code, Lang, LangOption

HELP = (
    "由法定幅度和量化方法生成一份裁量基准草案和它的工作案例"
    "|make a draft of a standard and its worked cases from a statutory range and a method"
)
EXAMPLES = """penaltybench new cn.hunan.example.market.expired-food --title 经营超过保质期的食品 \\
    --law 食品安全法 --article 第一百二十四条第一款 --fine 5万元..10万元 --root drafts
penaltybench new cn.example.tax.late --title 逾期申报 --law 税收征收管理法 --article 第六十二条 \\
    --fine ..2000元 --method five-grades --root drafts"""


class MethodName(StrEnum):
    """The methods, as the option takes them."""

    THIRDS = "thirds"
    FIVE_GRADES = "five-grades"
    POINTS = "points"
    BLANK = "blank"


def run(
    ruleset: Annotated[
        str,
        typer.Argument(metavar="ID", help="编号，各段即各级目录|the id; its parts are the folders"),
    ],
    title: Annotated[str, typer.Option("--title", help="违法行为的名称|the name of the violation")],
    law: Annotated[str, typer.Option("--law", help="处罚依据的法律|the law that punishes it")],
    article: Annotated[str, typer.Option("--article", help="条款|its article")],
    fine: Annotated[
        str,
        typer.Option(
            "--fine",
            metavar="RANGE",
            help="法定幅度：5万元..10万元、..2万元；有 --of 的写 10..20 或 5%..10%"
            "|the statutory range: 5万元..10万元, ..2万元; with --of 10..20 or 5%..10%",
        ),
    ],
    of: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="FACT",
            help="倍数或百分比的基数，要素编号|the base of a multiple or percentage, a fact id",
        ),
    ] = None,
    method: Annotated[
        MethodName,
        typer.Option(
            "--method",
            metavar="thirds|five-grades|points|blank",
            help="量化方法，默认三分|how tiers become amounts, thirds by default",
        ),
    ] = MethodName.THIRDS,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DATE",
            help="生效日期，默认今日|the day it takes effect, today by default",
        ),
    ] = None,
    root: Annotated[
        Path,
        typer.Option(
            "--root",
            metavar="DIR",
            help="规则集目录，默认当前目录|the folder of rulesets, here by default",
        ),
    ] = Path("."),
    lang: LangOption = Lang.ZH,
) -> int:
    """Write a draft and its worked cases; nothing that is there is overwritten."""
    from penaltybench import RulesetError, open_library
    from penaltybench.adequacy import generate_cases
    from penaltybench.cli.console import print_text
    from penaltybench.cli.days import day_of
    from penaltybench.cli.faults import report
    from penaltybench.cli.files import new_file, tree_text, write_whole
    from penaltybench.scaffold import Draft, draft_text, read_range

    try:
        allowed = read_range(fine, of)
    except RulesetError as error:
        report(list(error.diagnostics), lang.value, as_json=False)
        return Code.INVALID
    day = dt.date.today() if start is None else day_of(start)
    draft = Draft(_id(ruleset), title, law, article, allowed, method.value, day)
    folder = root.joinpath(*draft.id.split("."))
    tests = folder / "tests"
    tests.mkdir(parents=True, exist_ok=True)
    path, cases = new_file(folder / f"{day}.yaml"), new_file(tests / "cases.yaml")
    write_whole(path, draft_text(draft))
    print_text(str(path))
    library = open_library(path)
    own = [fault for fault in library.diagnostics if Path(fault.place.file) == path]
    if draft.id in library.ids:
        made = generate_cases(library, library.standard(draft.id).latest)
        head = "# 由草案自动生成，逐例核对后再采用。\n"
        write_whole(cases, head + tree_text(list(made.cases)))
        print_text(str(cases))
    if own:
        report(own, lang.value, as_json=False)
        return Code.INVALID
    zh = lang is Lang.ZH
    print_text(
        "下一步：改写【】内的文字，再运行 penaltybench check"
        if zh
        else "next: replace what stands in 【】, then run penaltybench check",
        sys.stderr,
    )
    return Code.OK


def _id(text: str) -> str:
    import re

    from penaltybench.cli.faults import Refused
    from penaltybench.text import Text

    if not re.fullmatch(r"[a-z0-9]+(?:[-.][a-z0-9]+)*", text) or len(text) > 120:
        raise Refused(
            Text(f"“{text}”不是有效的编号", f"“{text}” is not a valid id"),
            Text(
                "请用小写英文字母、数字，以“.”“-”连接",
                "use lower-case letters and digits, joined by . and -",
            ),
        )
    return text
