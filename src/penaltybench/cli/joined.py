"""What several cases come to together: as blocks, as a paragraph, as JSON data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from penaltybench import Joined, Recommendation
from penaltybench.cli.blocks import Block, Heading, Pairs
from penaltybench.cli.result_lines import aside, imposed, limit_words
from penaltybench.concurrence import Act, join
from penaltybench.export import citation_data, fine_data, penalty_data, text_data
from penaltybench.text import Language, Text
from penaltybench.words import (
    RESPONDENTS,
    citations_words,
    fine_words,
    money_words,
    penalty_words,
)

FORMAT = "penaltybench/joined/1"


def joined_results(recommendations: Sequence[Recommendation]) -> tuple[Joined, ...]:
    """Return the joined result of the principal respondent, then of every other one."""
    principals = {one.principal.respondent for one in recommendations}
    others = dict.fromkeys(
        result.respondent
        for one in recommendations
        for result in one.results
        if result.respondent not in principals and result.status != "not_punished"
    )
    return (join(recommendations), *(join(recommendations, name) for name in others))


def joined_blocks(
    joined: Sequence[Joined], recommendations: Sequence[Recommendation], language: Language
) -> Iterator[Block]:
    """Yield a box for each respondent."""
    yield Heading("合并结果" if language == "zh" else "Joined result")
    for one in joined:
        label = _label(one.respondent, recommendations).get(language)
        yield Pairs(tuple(_rows(one, recommendations, language)), label)


def _label(respondent: str, recommendations: Sequence[Recommendation]) -> Text:
    own = (
        result.label
        for one in recommendations
        for result in one.results
        if result.respondent == respondent
    )
    return RESPONDENTS.get(respondent) or next(own)


def _rows(
    joined: Joined, recommendations: Sequence[Recommendation], language: Language
) -> Iterator[tuple[str, str]]:
    zh = language == "zh"
    for act in joined.acts:
        lines = _act_lines(act, language)
        yield _act_name(act, recommendations, language), "\n".join(lines)
    yield "罚款合计" if zh else "fines in all", fine_words(joined.fine, language)
    fine = joined.fine
    if fine is not None and fine.suggested is not None and fine.low != fine.high:
        yield "建议合计" if zh else "suggested in all", money_words(fine.suggested, language)
    if joined.penalties:
        lines = [penalty_words(penalty, language) for penalty in joined.penalties]
        yield "其他处罚" if zh else "other penalties", "\n".join(lines)
    if joined.limited_by:
        limits = [limit_words(limit, language) for limit in joined.limited_by]
        yield "合并的上限" if zh else "limits", "\n".join(limits)


def _act_name(act: Act, recommendations: Sequence[Recommendation], language: Language) -> str:
    if act.id.startswith("#"):
        number = 1 + next(i for i, r in enumerate(recommendations) if r is act.recommendations[0])
        return f"案件{number}" if language == "zh" else f"case {number}"
    return f"行为“{act.id}”" if language == "zh" else f"act “{act.id}”"


def _act_lines(act: Act, language: Language) -> list[str]:
    zh = language == "zh"
    several = len(act.recommendations) > 1
    lines = []
    for one in act.recommendations:
        governs = several and one is act.governing
        mark = aside(("依此处罚款" if zh else "fines the act") if governs else "", language)
        lines.append(one.edition.title.get(language) + mark)
    if several:
        cites = aside(citations_words(act.cite, language), language)
        lines.append(act.reason.get(language) + cites)
    lines.append(imposed(act.fine, language))
    lines.extend(penalty_words(penalty, language) for penalty in act.penalties)
    return lines


def joined_statement(
    joined: Joined, recommendations: Sequence[Recommendation], language: Language
) -> str:
    """Return one paragraph on what the cases come to together for a respondent."""
    zh = language == "zh"
    label = _label(joined.respondent, recommendations).get(language)
    parts = []
    for act in joined.acts:
        name = _act_name(act, recommendations, language)
        cites = aside(citations_words(act.cite, language), language)
        reason = f"{act.reason.get(language)}{cites}" if len(act.recommendations) > 1 else ""
        told = [text for text in (reason, imposed(act.fine, language)) if text]
        parts.append(f"{name}，{'，'.join(told)}" if zh else f"{name}: {', '.join(told)}")
    limits = [limit_words(limit, language) for limit in joined.limited_by]
    others = [penalty_words(penalty, language) for penalty in joined.penalties]
    total = fine_words(joined.fine, language)
    if zh:
        text = f"对{label}合并：{'；'.join(parts)}。罚款合计{total}"
        text += f"；{'、'.join(others)}" if others else ""
        return text + (f"（{'；'.join(limits)}）。" if limits else "。")
    text = f"Together, for {label}: {'; '.join(parts)}. Fines in all: {total}"
    text += f"; {', '.join(others)}" if others else ""
    return text + (f" ({'; '.join(limits)})." if limits else ".")


def joined_data(
    joined: Sequence[Joined], recommendations: Sequence[Recommendation]
) -> list[dict[str, Any]]:
    """Return the joined results as JSON data; cases are named by their number, from 0."""
    numbers = {id(one): number for number, one in enumerate(recommendations)}
    return [
        {
            "respondent": one.respondent,
            "label": text_data(_label(one.respondent, recommendations)),
            "acts": [
                {
                    "act": None if act.id.startswith("#") else act.id,
                    "cases": [numbers[id(part)] for part in act.recommendations],
                    "governing": None if act.governing is None else numbers[id(act.governing)],
                    "fine": fine_data(act.fine),
                    "penalties": [penalty_data(penalty) for penalty in act.penalties],
                    "reason": text_data(act.reason),
                    "cite": [citation_data(citation) for citation in act.cite],
                }
                for act in one.acts
            ],
            "fine": fine_data(one.fine),
            "penalties": [penalty_data(penalty) for penalty in one.penalties],
            "limited_by": [
                {
                    "label": text_data(limit.label),
                    "fine_at_most": limit.fine_at_most,
                    "detention_at_most": limit.detention_at_most,
                    "cite": [citation_data(citation) for citation in limit.cite],
                }
                for limit in one.limited_by
            ],
        }
        for one in joined
    ]
