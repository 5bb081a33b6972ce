"""``penaltybench surcharge``: what is added to a fine that is paid late."""

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
    from penaltybench.cli.blocks import Pairs
    from penaltybench.money import Money
    from penaltybench.ruleset.edition import Edition
    from penaltybench.ruleset.models import LatePayment
    from penaltybench.text import Language

HELP = "计算逾期缴纳罚款的加处罚款|compute the surcharge on a fine that is paid late"
EXAMPLES = (
    "penaltybench surcharge --fine 20000 --due 2026-03-02 --paid 2026-03-20 "
    "--ruleset facilities-not-built"
)
FORMAT = "penaltybench/surcharge/1"


def run(
    fine: Annotated[
        str,
        typer.Option("--fine", metavar="MONEY", help="罚款数额，如 20000元|the fine in yuan"),
    ],
    due: Annotated[
        str,
        typer.Option("--due", metavar="DATE", help="缴款期限的最后一日|the last day for payment"),
    ],
    paid: Annotated[
        str, typer.Option("--paid", metavar="DATE", help="缴款之日|the day of payment")
    ],
    ruleset: Annotated[
        str,
        typer.Option(
            "--ruleset",
            metavar="RULESET",
            help="裁量基准的编号，或者编号的最后一段：适用它的逾期缴纳规则"
            "|the id of a standard, or its last part: its rule of late payment applies",
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="当日有效的版本，默认为缴款期限最后一日有效的版本"
            "|the edition in force on that day; on the last day for payment by default",
        ),
    ] = None,
    rulesets: RulesetsOption = None,
    form: PlainFormOption = PlainForm.TEXT,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print the surcharge and what it rests on."""
    from penaltybench.cli.console import print_blocks, print_json
    from penaltybench.cli.days import day_of
    from penaltybench.cli.faults import Refused
    from penaltybench.cli.libraries import found, opened
    from penaltybench.cli.show import in_force
    from penaltybench.payment import late_payment
    from penaltybench.text import Text

    amount, last, payment = _money(fine), day_of(due), day_of(paid)
    edition = in_force(found(opened(rulesets), ruleset), last if on is None else day_of(on))
    rule = edition.late_payment
    if rule is None:
        raise Refused(
            Text(f"{edition.id} 没有逾期缴纳的规则", f"{edition.id} has no rule of late payment"),
            code=Code.NEGATIVE,
        )
    surcharge = late_payment(amount, rule, last, payment)
    days = max((payment - last).days, 0)
    if form is PlainForm.JSON:
        print_json(_data(edition, rule, amount, surcharge, days))
    else:
        print_blocks([_pairs(rule, amount, surcharge, days, lang.value)])
    return Code.OK


def _money(text: str) -> Money:
    from penaltybench.cli.faults import Refused
    from penaltybench.money import Money, parse_fen
    from penaltybench.text import Text, both

    try:
        return Money(parse_fen(text))
    except ValueError as error:
        reason = both(str(error))
        raise Refused(
            Text(f"“{text}”{reason.zh}", f"“{text}”: {reason.en}"),
            Text("金额应写作 20000元、2万元", "an amount is written 20000元 or 2万元"),
        ) from None


def _pairs(
    rule: LatePayment, amount: Money, surcharge: Money, days: int, language: Language
) -> Pairs:
    from penaltybench.cli.blocks import Pairs
    from penaltybench.cli.result_lines import aside
    from penaltybench.money import Money
    from penaltybench.values import format_percent
    from penaltybench.words import citations_words, money_words

    zh = language == "zh"
    daily = format_percent(rule.per_day)
    stated = f"每日按罚款数额的{daily}加处" if zh else f"{daily} of the fine a day"
    if rule.at_most is not None:
        most = format_percent(rule.at_most)
        stated += f"，不超出罚款数额的{most}" if zh else f", at most {most} of the fine"
    stated += aside(citations_words(rule.cite, language), language)
    whole = money_words(Money(amount.fen + surcharge.fen), language)
    return Pairs(
        (
            ("罚款" if zh else "fine", money_words(amount, language)),
            ("逾期" if zh else "late", f"{days}日" if zh else f"{days} days"),
            ("规则" if zh else "rule", stated),
            ("加处罚款" if zh else "surcharge", money_words(surcharge, language)),
            ("合计" if zh else "in all", whole),
        )
    )


def _data(
    edition: Edition, rule: LatePayment, amount: Money, surcharge: Money, days: int
) -> dict[str, object]:
    from penaltybench.export import citation_data

    return {
        "format": FORMAT,
        "ruleset": edition.id,
        "edition": edition.period.start.isoformat(),
        "fine": amount.fen,
        "days_late": days,
        "surcharge": surcharge.fen,
        "total": amount.fen + surcharge.fen,
        "cite": [citation_data(citation) for citation in rule.cite],
    }
