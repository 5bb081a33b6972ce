"""``penaltybench show``: one edition of a ruleset."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from penaltybench.cli.options import Code, Form, FormOption, Lang, LangOption, RulesetsOption

if TYPE_CHECKING:
    from penaltybench.cli.blocks import Block
    from penaltybench.ruleset.load import Catalogue, Standard
    from penaltybench.ruleset.published import Published
    from penaltybench.text import Language

E = TypeVar("E", bound="Published")
HELP = (
    "显示一项裁量基准、收费项目、检查规则或者办理时限：来源、事实要素、表格、规则"
    "|show one ruleset, be it of penalties, fees, inspections or time limits: source, facts, tables, rules"
)
EXAMPLES = """penaltybench show cn.hunan.environment.facilities-not-built
penaltybench show facilities-not-built --on 2024-05-26
penaltybench show facilities-not-built --format markdown"""


def run(
    ruleset: Annotated[
        str,
        typer.Argument(
            metavar="RULESET",
            help="规则集的编号，或者编号的最后一段|the id of a ruleset, or its last part",
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
    """Print one edition of a ruleset of any kind."""
    from penaltybench.cli.blocks import markdown
    from penaltybench.cli.console import print_blocks, print_bytes, print_json
    from penaltybench.cli.days import day_of
    from penaltybench.cli.libraries import full_id, opened

    day = None if on is None else day_of(on)
    library = opened(rulesets)
    name = full_id(library, ruleset, library.catalogue.every)
    if form is Form.JSON:
        print_json(_data(library.catalogue, name, day))
        return Code.OK
    blocks = _blocks(library.catalogue, name, day, lang.value)
    if form is Form.MARKDOWN:
        print_bytes(markdown(blocks))
    else:
        print_blocks(blocks)
    return Code.OK


def _data(catalogue: Catalogue, name: str, day: dt.date | None) -> dict[str, Any]:
    """Return the edition of a ruleset as JSON data, by its kind."""
    from penaltybench.cli.edition_data import edition_data
    from penaltybench.cli.edition_fee import fee_data
    from penaltybench.cli.edition_inspection import inspection_data
    from penaltybench.cli.edition_time_limit import time_limit_data

    if name in catalogue.fees:
        fee = catalogue.fees[name]
        return fee_data(_edition(fee, day), fee)
    if name in catalogue.inspections:
        rules = catalogue.inspections[name]
        return inspection_data(_edition(rules, day), rules)
    if name in catalogue.time_limits:
        limits = catalogue.time_limits[name]
        return time_limit_data(_edition(limits, day), limits)
    standard = catalogue.standards[name]
    return edition_data(_edition(standard, day), standard)


def _blocks(
    catalogue: Catalogue, name: str, day: dt.date | None, language: Language
) -> Iterator[Block]:
    """Return the edition of a ruleset as blocks, by its kind."""
    from penaltybench.cli.edition_fee import FeeText
    from penaltybench.cli.edition_inspection import InspectionText
    from penaltybench.cli.edition_text import EditionText
    from penaltybench.cli.edition_time_limit import TimeLimitText

    if name in catalogue.fees:
        fee = catalogue.fees[name]
        return FeeText(_edition(fee, day), fee, language).blocks()
    if name in catalogue.inspections:
        return InspectionText(_edition(catalogue.inspections[name], day), language).blocks()
    if name in catalogue.time_limits:
        return TimeLimitText(_edition(catalogue.time_limits[name], day), language).blocks()
    return EditionText(_edition(catalogue.standards[name], day), language).blocks()


def _edition(standard: Standard[E], day: dt.date | None) -> E:
    return standard.latest if day is None else in_force(standard, day)


def in_force(standard: Standard[E], day: dt.date) -> E:
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
