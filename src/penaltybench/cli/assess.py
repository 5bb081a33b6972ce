"""``penaltybench assess``: what is due for a fee item on a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.answer import answer, in_order
from penaltybench.cli.options import Form, FormOption, Lang, LangOption, RulesetsOption

if TYPE_CHECKING:
    from penaltybench import Assessment, Library
    from penaltybench.cli.blocks import Block
    from penaltybench.diagnostics import Diagnostic
    from penaltybench.source import Source
    from penaltybench.text import Language

HELP = (
    "计算一笔行政事业性收费：是否收取、应收多少、依据什么"
    "|assess a fee: is it charged, how much is due, and by what"
)
EXAMPLES = """penaltybench assess examples/fees/road.yaml --rulesets examples/fees/rulesets
penaltybench assess - --format json < case.json"""


def run(
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE",
            help="案件文件（YAML 或者 JSON）；- 为标准输入"
            "|the file of a case (YAML or JSON); - reads standard input",
        ),
    ],
    rulesets: RulesetsOption = None,
    form: FormOption = Form.TEXT,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print what is due in a case, and how it was computed."""
    return answer(case, rulesets, form, lang, _assessed, _summary)


def _assessed(library: Library, source: Source) -> Assessment | list[Diagnostic]:
    """Return the assessment, or the faults of the case with their places."""
    from penaltybench.cli.cases import placed
    from penaltybench.diagnostics import CaseError
    from penaltybench.fees import fee_case_from_tree

    try:
        return library.assess(fee_case_from_tree(source.tree, source))
    except CaseError as error:
        return in_order(placed(fault, source) for fault in error.diagnostics)


def _summary(done: Assessment, language: Language) -> Iterator[Block]:
    from penaltybench.cli.blocks import Heading, Pairs, Paragraph
    from penaltybench.words import EDITION_STATUSES

    item = done.item
    yield Heading(done.case.fee if item is None else item.title.get(language), 1)
    if item is not None and item.status != "in-force":
        status = EDITION_STATUSES[item.status].get(language)
        yield Paragraph(f"【{status}】" if language == "zh" else f"[{status}]", "warning")
    frame = None if item is None else item.department.get(language)
    yield Pairs(tuple(_rows(done, language)), frame)


def _rows(done: Assessment, language: Language) -> Iterator[tuple[str, str]]:
    from penaltybench.cli.result_lines import question_line
    from penaltybench.fees.words import AMOUNTS, STATUSES, span_words

    zh = language == "zh"
    status = STATUSES[done.status].get(language)
    if done.reason is not None:
        status += f"{'：' if zh else ': '}{done.reason.get(language)}"
    yield "状态" if zh else "status", status
    if done.low is not None:
        label = AMOUNTS[done.status].get(language)
        yield label if zh else label.lower(), span_words(done.low, done.high, language)
    if done.row is not None:
        yield "标准" if zh else "standard", done.row.title.get(language)
    if done.reductions:
        labels = (one.label.get(language) for one in done.reductions)
        label = "减免" if zh else "reductions"
        if done.status == "undetermined":
            label = f"可能的{label}" if zh else f"possible {label}"
        yield label, "\n".join(labels)
    if done.questions:
        lines = (question_line(question, language) for question in done.questions)
        yield "需要查明" if zh else "to be ascertained", "\n".join(lines)
