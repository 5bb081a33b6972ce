"""``penaltybench explain``: a whole standard as prose."""

from __future__ import annotations

from typing import Annotated

import typer

from penaltybench.cli.options import Code, Lang, LangOption, RulesetsOption

HELP = "把一项裁量基准全文写成文字|print a whole standard as prose"
EXAMPLES = """penaltybench explain cn.transport.unlicensed-transport
penaltybench explain unlicensed-transport --on 2022-06-01 --lang en"""


def run(
    ruleset: Annotated[
        str,
        typer.Argument(
            metavar="RULESET",
            help="裁量基准的编号，或者编号的最后一段|the id of a standard, or its last part",
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="该日有效的版本，默认为最新版本|the edition in force on that day; the latest by default",
        ),
    ] = None,
    rulesets: RulesetsOption = None,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print the paragraphs of an edition."""
    from penaltybench.cli.console import print_text
    from penaltybench.cli.libraries import edition_of, found, opened
    from penaltybench.prose import prose

    edition = edition_of(found(opened(rulesets), ruleset), on)
    print_text("\n\n".join(prose(edition, lang.value)))
    return Code.OK
