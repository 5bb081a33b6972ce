"""``penaltybench deadline``: until when an authority must be done with a case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.answer import answer, in_order
from penaltybench.cli.options import Form, FormOption, Lang, LangOption, RulesetsOption

if TYPE_CHECKING:
    from penaltybench import Deadlines, Library
    from penaltybench.cli.blocks import Block
    from penaltybench.diagnostics import Diagnostic
    from penaltybench.source import Source
    from penaltybench.text import Language

HELP = (
    "计算一个案件的办理时限：法定的、承诺的和延长后的最后一日"
    "|compute until when a case must be decided: by law, by promise, and as extended"
)
EXAMPLES = """penaltybench deadline examples/time-limits/restaurant.yaml
penaltybench deadline - --format json < case.json"""
# A calendar that does not reach far enough is no fault of the case.
_UNABLE = ("PB0101", "PB0601", "PB0602")


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
    """Print the deadlines of a case and how they were counted."""
    return answer(case, rulesets, form, lang, _deadlines, _summary, _UNABLE)


def _deadlines(library: Library, source: Source) -> Deadlines | list[Diagnostic]:
    """Return the deadlines, or the faults of the case with their places."""
    from penaltybench.cli.cases import placed
    from penaltybench.cli.recommend import left_out
    from penaltybench.deadlines import CalendarError
    from penaltybench.diagnostics import CaseError
    from penaltybench.time_limits import limit_case_from_tree

    try:
        case = limit_case_from_tree(source.tree, source)
    except CaseError as error:
        return in_order(placed(fault, source) for fault in error.diagnostics)
    try:
        return library.deadline(case)
    except CalendarError as error:
        return list(error.diagnostics)
    except CaseError as error:
        faults = [placed(fault, source) for fault in error.diagnostics]
        if any(fault.code == "PB0301" for fault in faults):
            faults.extend(left_out(library, case.limit))
        return in_order(faults)


def _summary(done: Deadlines, language: Language) -> Iterator[Block]:
    from penaltybench.cli.blocks import Heading, Pairs, Paragraph
    from penaltybench.words import EDITION_STATUSES

    edition = done.edition
    yield Heading(edition.title.get(language), 1)
    if edition.status != "in-force":
        status = EDITION_STATUSES[edition.status].get(language)
        yield Paragraph(f"【{status}】" if language == "zh" else f"[{status}]", "warning")
    yield Pairs(tuple(_rows(done, language)), edition.department.get(language))


def _rows(done: Deadlines, language: Language) -> Iterator[tuple[str, str]]:
    from penaltybench.cli.result_lines import question_line
    from penaltybench.time_limits.words import STATUSES, done_words, due_words

    zh = language == "zh"
    status = STATUSES[done.status].get(language)
    if done.reason is not None:
        status += f"{'：' if zh else ': '}{done.reason.get(language)}"
    yield "状态" if zh else "status", status
    if done.limit is not None:
        yield "时限" if zh else "limit", done.limit.row.label.get(language)
    if done.statutory is not None:
        yield "法定的最后一日" if zh else "statutory last day", due_words(done.statutory, language)
    if done.promised is not None:
        yield "承诺的最后一日" if zh else "promised last day", due_words(done.promised, language)
    if done.extended is not None:
        words = due_words(done.extended, language)
        yield "延长后的最后一日" if zh else "extended last day", words
    elif done.extendable is not None:
        words = due_words(done.extendable, language)
        yield "至多可以延长至" if zh else "may be extended until", words
    if done.case.done_on is not None:
        yield "办结" if zh else "done", done_words(done, language)
    if done.questions:
        lines = (question_line(question, language) for question in done.questions)
        yield "需要查明" if zh else "to be ascertained", "\n".join(lines)
