"""``penaltybench show``: one edition of a standard."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import Code, Form, FormOption, Lang, LangOption, RulesetsOption

if TYPE_CHECKING:
    from penaltybench.ruleset.edition import Edition
    from penaltybench.ruleset.load import Standard

HELP = (
    "显示一项裁量基准：来源、事实要素、处罚依据、裁量表、情节、程序"
    "|show one standard: source, facts, bases, table, circumstances, procedure"
)
EXAMPLES = """penaltybench show cn.hunan.environment.facilities-not-built
penaltybench show facilities-not-built --on 2024-05-26
penaltybench show facilities-not-built --format markdown"""


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
            help="当日有效的版本（如 2024-05-26），默认为最新版本|the edition in force on that day (2024-05-26); the latest by default",
        ),
    ] = None,
    rulesets: RulesetsOption = None,
    form: FormOption = Form.TEXT,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print one edition of a standard."""
    from penaltybench.cli.blocks import markdown
    from penaltybench.cli.console import print_blocks, print_bytes, print_json
    from penaltybench.cli.days import day_of
    from penaltybench.cli.edition_data import edition_data
    from penaltybench.cli.edition_text import EditionText
    from penaltybench.cli.libraries import found, opened

    day = None if on is None else day_of(on)
    standard = found(opened(rulesets), ruleset)
    edition = standard.latest if day is None else in_force(standard, day)
    if form is Form.JSON:
        print_json(edition_data(edition, standard))
        return Code.OK
    blocks = EditionText(edition, lang.value).blocks()
    if form is Form.MARKDOWN:
        print_bytes(markdown(blocks))
    else:
        print_blocks(blocks)
    return Code.OK


def in_force(standard: Standard, day: dt.date) -> Edition:
    """Return the edition in force on ``day``; refuse a day without one."""
    from penaltybench.cli.faults import Refused
    from penaltybench.cli.list import dated, span
    from penaltybench.text import Text

    edition = standard.on(day)
    if edition is None:
        zh, en = (
            "; ".join(span(e, language) for e in dated(standard)) for language in ("zh", "en")
        )
        raise Refused(
            Text(
                f"{standard.id} 在 {day} 没有有效版本",
                f"{standard.id} has no edition in force on {day}",
            ),
            Text(f"版本：{zh}", f"editions: {en}"),
        )
    return edition
