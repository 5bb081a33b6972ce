"""``penaltybench mutate``: which small wrong changes of a ruleset its worked cases would not notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import (
    Code,
    Lang,
    LangOption,
    PlainForm,
    PlainFormOption,
    RulesetsOption,
)

if TYPE_CHECKING:
    from penaltybench.adequacy import MutationReport
    from penaltybench.text import Language

HELP = (
    "把规则集的每个界限移动一步、每个档次换一级、每行删去一次，列出工作案例发现不了的改动"
    "|shift every threshold, swap every grade, drop every row, and list what no worked case notices"
)
EXAMPLES = """penaltybench mutate cn.transport.unlicensed-transport
penaltybench mutate stall --rulesets drafts --min-score 90"""
FORMAT = "penaltybench/mutation/1"


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
    min_score: Annotated[
        int | None,
        typer.Option(
            "--min-score",
            metavar="PERCENT",
            min=0,
            max=100,
            help="被发现的改动低于此百分比的，退出码为 2|the exit code is 2 if a smaller share is noticed",
        ),
    ] = None,
    rulesets: RulesetsOption = None,
    form: PlainFormOption = PlainForm.TEXT,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print the mutants of an edition that its worked cases do not notice."""
    from penaltybench.adequacy import mutate
    from penaltybench.adequacy.coverage import sources_beside
    from penaltybench.cli.console import print_json, progress
    from penaltybench.cli.libraries import edition_of, found, opened

    library = opened(rulesets)
    standard = found(library, ruleset)
    chosen = edition_of(standard, on)
    with progress(chosen.title.get(lang.value)) as step:
        report = mutate(library, chosen, sources_beside(library, standard.id), step)
    if form is PlainForm.JSON:
        print_json({"format": FORMAT, **report.to_dict()})
    else:
        _print(report, lang.value)
    return Code.NEGATIVE if report.score < (min_score or 0) else Code.OK


def _print(report: MutationReport, language: Language) -> None:
    from penaltybench.cli.console import print_text
    from penaltybench.cli.faults import shown_place

    zh = language == "zh"
    for mutant in report.survivors:
        print_text(f"{shown_place(mutant.place)}: {mutant.label.get(language)}")
    noticed = report.total - len(report.survivors)
    print_text(
        f"{report.ruleset} {report.edition}：{report.total} 处改动，发现 {noticed} 处（{report.score}%）"
        if zh
        else f"{report.ruleset} {report.edition}: {report.total} mutants, {noticed} noticed ({report.score}%)"
    )
