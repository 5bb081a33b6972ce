"""The result of a recommendation in a few lines for each respondent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from penaltybench import Recommendation, Result
from penaltybench.cli.blocks import Block, Heading, Pairs, Paragraph
from penaltybench.cli.result_lines import (
    branches,
    near_lines,
    old_and_new,
    question_line,
    replaced,
    step_line,
)
from penaltybench.near_miss import NearMiss, near_misses
from penaltybench.text import Language
from penaltybench.words import (
    CORRECTION,
    CORRECTIONS,
    EDITION_STATUSES,
    GRADES,
    STATUSES,
    fine_words,
    money_words,
    penalty_words,
)

ONE_STEP_AWAY = {"zh": "差一步", "en": "one step away"}


def summary(
    recommendation: Recommendation, language: Language, from_day: dt.date | None = None
) -> Iterator[Block]:
    """Yield the title, what to beware of, and a box for each respondent.

    ``from_day`` is the day from which the periods of the procedure are counted.
    """
    edition = recommendation.edition
    yield Heading(edition.title.get(language), 1)
    if edition.status != "in-force":
        status = EDITION_STATUSES[edition.status].get(language)
        yield Paragraph(f"【{status}】" if language == "zh" else f"[{status}]", "warning")
    inspection = recommendation.case.inspection
    for limit in () if inspection is None else inspection.met:
        colon = "：" if language == "zh" else ": "
        text = f"{limit.label.get(language)}{colon}{limit.reason.get(language)}"
        yield Paragraph(
            f"【检查】{text}" if language == "zh" else f"[inspection] {text}", "warning"
        )
    for result in recommendation.results:
        rows = [
            *_result(result, language),
            *_after(result, misses_of(recommendation, result), language, from_day),
        ]
        yield Pairs(tuple(rows), result.label.get(language))


def misses_of(recommendation: Recommendation, result: Result) -> tuple[NearMiss, ...]:
    """Return the near misses of one respondent's result."""
    if result is recommendation.principal:
        return recommendation.near_misses
    return near_misses(recommendation, result.respondent)


def _result(result: Result, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what is recommended, and between which results the law leaves the choice."""
    zh = language == "zh"
    status = STATUSES[result.status].get(language)
    if result.reason is not None:
        status += f"{'：' if zh else ': '}{result.reason.get(language)}"
    yield "状态" if zh else "status", status
    if result.correction is not None:
        rule = result.correction
        label = rule.label.get(language)
        state = CORRECTIONS[rule.state].get(language)
        yield "首次检查" if zh else "first inspection", f"{label}{'：' if zh else ': '}{state}"
        if not result.options:
            if rule.state in ("to_order", "running"):
                yield "同时" if zh else "orders", CORRECTION.get(language)
            return
    if result.compared:
        yield (
            "从旧兼从轻" if zh else "old or new law",
            "\n".join(old_and_new(result, language)),
        )
    if result.status == "not_punished":
        return
    if result.tier is not None:
        yield "档次" if zh else "tier", result.tier.title.get(language)
    if result.grades:
        grades = " / ".join(GRADES[grade].get(language) for grade in result.grades)
        yield "裁量阶次" if zh else "grade", grades
    fine = result.fine
    if result.options:
        yield "罚款" if zh else "fine", fine_words(fine, language)
    if fine is not None and fine.suggested is not None and fine.low != fine.high:
        yield "建议金额" if zh else "suggested", money_words(fine.suggested, language)
    if result.status == "choice":
        lines = dict.fromkeys(branches(result.options, language))
        yield "可选的结果" if zh else "open results", "\n".join(lines)
    # While facts are unknown, circumstances are suppositions.
    special = "\n".join(replaced(result, language)) if result.status != "undetermined" else ""
    if special:
        yield "特别规定优先" if zh else "special rules", special
    if result.penalties:
        joined = "\n".join(penalty_words(penalty, language) for penalty in result.penalties)
        yield "其他处罚" if zh else "other penalties", joined
    orders = [CORRECTION, *result.orders]
    yield "同时" if zh else "orders", "\n".join(order.get(language) for order in orders)


def _after(
    result: Result, misses: tuple[NearMiss, ...], language: Language, from_day: dt.date | None
) -> Iterator[tuple[str, str]]:
    """Yield procedure, near misses, and what is to be asked."""
    zh = language == "zh"
    if result.status == "not_punished":
        return
    if result.procedure:
        # Two rules may lead to the same step: for a citizen, for an organisation.
        steps = dict.fromkeys(step_line(step, language, from_day) for step in result.procedure)
        yield "程序" if zh else "procedure", "\n".join(steps)
    if misses:
        yield ONE_STEP_AWAY[language], "\n".join(near_lines(misses, language))
    if result.questions:
        yield "需要查明" if zh else "to be ascertained", "\n".join(_questions(result, language))
    if not result.exhaustive:
        text = "组合过多，以上未穷尽" if zh else "too many combinations: not exhaustive"
        yield "注意" if zh else "note", text


def _questions(result: Result, language: Language) -> Iterator[str]:
    """Yield each fact and date with the id under which a case gives it; circumstances are counted."""
    zh = language == "zh"
    for question in result.questions:
        if question.kind != "circumstance":
            yield question_line(question, language)
    number = sum(question.kind == "circumstance" for question in result.questions)
    if number and zh:
        yield f"情节 {number} 项：经查没有的，案件中写 circumstances: []；查明有的，列出编号"
    elif number:
        yield f"{number} circumstances: if there are none, write circumstances: []; else list their ids"
