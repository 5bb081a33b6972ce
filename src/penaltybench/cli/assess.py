"""``penaltybench assess``: what is due for a fee item on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import Code, Form, FormOption, Lang, LangOption, RulesetsOption

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
    from penaltybench.cli.cases import read_source
    from penaltybench.cli.console import print_bytes, print_json
    from penaltybench.cli.faults import report
    from penaltybench.cli.libraries import errors_of, opened, warn_of_errors

    source = read_source(case)
    as_json = form is Form.JSON
    library = None if source.diagnostics else opened(rulesets)
    done = source.diagnostics if library is None else _assessed(library, source)
    if isinstance(done, list) or library is None:
        faults = done if isinstance(done, list) else []
        report(faults, lang.value, as_json=as_json)
        unreadable = all(fault.code == "PB0101" for fault in faults)
        return Code.FAILED if unreadable else Code.INVALID
    if as_json:
        print_json(done.to_dict())
    elif form is Form.MARKDOWN:
        print_bytes(done.explain(lang.value, "markdown"))
    else:
        _print(done, lang.value)
    if not as_json:
        warn_of_errors(library, lang.value)
    elif errors_of(library):
        report(errors_of(library), lang.value, as_json=True)
    if done.status in ("gap", "conflict"):
        return Code.NEGATIVE
    return Code.UNDETERMINED if done.status == "undetermined" else Code.OK


def _assessed(library: Library, source: Source) -> Assessment | list[Diagnostic]:
    """Return the assessment, or the faults of the case with their places."""
    from penaltybench.cli.cases import placed
    from penaltybench.diagnostics import CaseError
    from penaltybench.fees import fee_case_from_tree

    try:
        return library.assess(fee_case_from_tree(source.tree, source))
    except CaseError as error:
        return _sorted(placed(fault, source) for fault in error.diagnostics)


def _sorted(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(faults, key=lambda fault: (fault.place, fault.code))


def _print(done: Assessment, language: Language) -> None:
    from penaltybench.cli.blocks import Heading
    from penaltybench.cli.console import print_blocks, print_text

    zh = language == "zh"
    print_blocks([*_summary(done, language), Heading("说明" if zh else "Explanation")])
    # The summary has already said the title.
    print_text("\n" + done.explain(language).partition("\n")[2])


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
