"""``penaltybench catalogue``: the fee items of a place on a day, by department (目录清单)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer

from penaltybench.cli.options import Code, Lang, LangOption, RulesetsOption

HELP = (
    "列出收费目录清单：某日收取的和已不收取的项目、标准、依据和沿革"
    "|the catalogue of fees on a day: what is charged and what has ended, standards, sources, history"
)
EXAMPLES = """penaltybench catalogue cn.hunan
penaltybench catalogue made-up --rulesets examples/fees/rulesets --on 2020-06-01
penaltybench catalogue --format csv > catalogue.csv"""


class CatalogueForm(StrEnum):
    """The forms of a catalogue."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"


def run(
    under: Annotated[
        str,
        typer.Argument(
            metavar="UNDER",
            help="编号或者编号的开头，如 cn.hunan；不写即全部"
            "|an id or the beginning of ids, such as cn.hunan; all if it is left out",
        ),
    ] = "",
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="该日的目录，默认为今日|the catalogue on that day, today by default",
        ),
    ] = None,
    rulesets: RulesetsOption = None,
    form: Annotated[
        CatalogueForm,
        typer.Option(
            "--format",
            metavar="text|json|markdown|csv",
            help="输出的形式，默认 text|form of the output, text by default",
        ),
    ] = CatalogueForm.TEXT,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print the catalogue of fees."""
    from penaltybench.cli.console import print_bytes, print_json, print_text
    from penaltybench.cli.days import day_of
    from penaltybench.cli.faults import Refused, report
    from penaltybench.cli.libraries import errors_of, opened, warn_of_errors
    from penaltybench.text import Text, closest

    day = dt.date.today() if on is None else day_of(on)
    library = opened(rulesets)
    found = library.fee_catalogue(day, under)
    fees = library.catalogue.fees
    if under and not any(name == under or name.startswith(f"{under}.") for name in fees):
        meant = closest(under, {*fees, *(name.rpartition(".")[0] for name in fees)})
        raise Refused(
            Text(f"没有编号为 {under} 或以其开头的收费项目", f"no fee item is under {under}"),
            Text(f"是否为 {meant}？", f"did you mean {meant}?")
            if meant
            else Text("编号见 penaltybench list --kind fee", "see penaltybench list --kind fee"),
        )
    if form is CatalogueForm.JSON:
        print_json(found.to_dict())
    elif form is CatalogueForm.TEXT:
        print_text(found.render(lang.value))
    else:
        print_bytes(found.render(lang.value, "csv" if form is CatalogueForm.CSV else "markdown"))
    if form is not CatalogueForm.JSON:
        warn_of_errors(library, lang.value)
    elif errors_of(library):
        report(errors_of(library), lang.value, as_json=True)
    return Code.OK
