"""One formal paragraph for the decision document (裁量说理), the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from penaltybench.explain.model import Explanation, ResultTrace, TestLine, Tried
from penaltybench.explain.reasons import OFFSET, because, effect_words, is_offset
from penaltybench.option import Option
from penaltybench.result import Question
from penaltybench.text import Language, Text
from penaltybench.values import format_percent
from penaltybench.words import (
    CORRECTION,
    EDITION_STATUSES,
    EDUCATION,
    GRADES,
    NEEDS,
    PENALTIES,
    citations_words,
    date_words,
    days_words,
    fine_words,
    money_words,
)

_VERBS = {"warning": "给予", "criticism": "给予", "detain": "处"}
"""What Chinese puts before a penalty kind whose name is not a verb itself."""
_BEFORE_FINE = ("warning", "criticism", "confiscate_gains", "confiscate_goods", "detain")
"""The penalty kinds that a decision names before the fine."""


def statement(explanation: Explanation, language: Language) -> str:
    """Return the paragraph: basis, standard, facts weighed, circumstances, and what is recommended."""
    sentences = list(_chinese(explanation)) if language == "zh" else list(_english(explanation))
    return ("" if language == "zh" else " ").join(sentences)


# --- Chinese ----------------------------------------------------------------------------------


def _chinese(explanation: Explanation) -> Iterator[str]:
    document = f"（{explanation.document}）" if explanation.document else ""
    example = ""
    if explanation.edition_status != "in-force":
        example = f"［{EDITION_STATUSES[explanation.edition_status].zh}］"
    yield f"适用裁量权基准“{explanation.title.zh}”{document}{example}。"
    yield _circumstances_zh(explanation)
    several = len(explanation.results) > 1
    for result in explanation.results:
        if result.status == "not_punished" and result.correction is None:
            continue
        yield (f"对{result.label.zh}：" if several else "") + "".join(_result_zh(result))


def _circumstances_zh(explanation: Explanation) -> str:
    present = [line for line in explanation.circumstances if line.verdict]
    if not present:
        if not explanation.examined:
            return "当事人有无不予处罚、减轻处罚、从轻处罚、从重处罚的情节尚未查明。"
        return "经查，除裁量权基准已经考虑的因素外，当事人没有不予处罚、减轻处罚、从轻处罚、从重处罚的情节。"
    parts = [
        f"“{line.label.zh}”（{citations_words(line.cite, 'zh')}），{effect_words(line, 'zh')}"
        for line in present
    ]
    return f"经查，当事人具有下列情节：{'；'.join(parts)}。"


def _result_zh(result: ResultTrace) -> Iterator[str]:
    if result.correction is not None:
        rule = result.correction
        yield f"本案由首次检查发现，{citations_words(rule.cite, 'zh')}“{rule.label.zh}”：{rule.reason.zh}。"
        if not result.options:
            if result.status == "correct_first":
                yield f"建议{CORRECTION.zh}，目前不予处罚。"
            return
    if result.compared and result.choice is not None:
        editions = "、".join(date_words(one.edition, "zh") for one in result.compared)
        yield f"违法行为发生后规定已有变化，经比较自{editions}起施行的两个版本，{result.choice.zh}。"
    basis = next((tried for tried in result.bases if tried.taken), None)
    if basis is not None:
        held = "，".join(_positive(_selecting(result), "zh"))
        fine = f"，罚款幅度为{basis.detail.zh}" if basis.detail else ""
        yield f"{held + '，' if held else ''}依据{citations_words(basis.cite, 'zh')}{fine}。"
        if (range_ := _in_money(result)) is not None:
            yield f"本案{range_.zh.replace('：', '为', 1)}。"
    tier = _only_tier(result)
    if tier is not None:
        held = "，".join(test.phrase.zh for test in tier.tests if test.verdict)
        fine = f"，该档次的罚款为{tier.detail.zh}" if tier.detail else ""
        belongs = "属于" if tier.verdict is not False else "经从轻或者从重调整，适用"
        yield f"{held + '，' if held else ''}{belongs}“{tier.title.zh}”档次{fine}。"
    if result.factors and all(factor.share is not None for factor in result.factors):
        shares = "；".join(
            f"{factor.label.zh}为“{factor.value.zh}”，计{format_percent(factor.share)}"
            for factor in result.factors
            if factor.share is not None and factor.value is not None
        )
        yield f"各裁量因素为：{shares}。"
    for line in result.computation[1:]:
        yield f"{line.zh}。"
    if result.status in ("gap", "conflict") and result.reason is not None:
        yield f"{result.reason.zh}，不能据此得出处罚建议，须集体审议后决定。"
        return
    if result.status == "undetermined":
        asked = "、".join(question.label.zh for question in _facts_asked(result))
        yield f"{asked}尚未查明，" if asked else "尚有事实未查明，"
        yield f"目前可能的罚款为{_span(result, 'zh')}。"
        return
    orders = "、".join(order.zh for order in (CORRECTION, *result.orders))
    if len(result.options) > 1:
        texts = dict.fromkeys(
            f"{_reason_zh(option)}{_imposed_zh(option)}" for option in result.options
        )
        choices = "；".join(f"（{number}）{text}" for number, text in enumerate(texts, start=1))
        yield f"依法可在下列结果中裁量：{choices}。同时{orders}。"
    elif result.options:
        offset = _reason_zh(result.options[0]) if is_offset(result.options[0]) else ""
        yield f"{offset}建议{orders}，{_imposed_zh(result.options[0])}。"


def _reason_zh(option: Option) -> str:
    reasons = because(option)
    if is_offset(option):
        return f"{OFFSET.zh}，"
    return f"因“{reasons.zh}”，" if reasons is not None else ""


def _imposed_zh(option: Option) -> str:
    needs = "、".join(NEEDS[need].zh for need in option.needs)
    tail = f"（须{needs}）" if needs else ""
    if option.grade == "exempt":
        return f"{GRADES[option.grade].zh}，并{EDUCATION.zh}{tail}"
    first = list(_imposed(option, "must", "zh", before_fine=True))
    fine = "不处罚款"
    if option.fine is not None:
        fine = f"{'并' if first else ''}处{fine_words(option.fine, 'zh')}罚款{_suggested(option, 'zh')}"
    parts = ["、".join(first), fine, "、".join(_imposed(option, "must", "zh", before_fine=False))]
    may = list(_imposed(option, "may", "zh"))
    if may:
        parts.append(f"可以{'、'.join(may)}")
    # A tier's own grade is no finding for or against the party: the tier has been named.
    grade = f"予以{GRADES[option.grade].zh}：" if because(option) is not None else ""
    return f"{grade}{'，'.join(part for part in parts if part)}{tail}"


# --- English ----------------------------------------------------------------------------------


def _english(explanation: Explanation) -> Iterator[str]:
    document = f" ({explanation.document})" if explanation.document else ""
    example = ""
    if explanation.edition_status != "in-force":
        example = f" [{EDITION_STATUSES[explanation.edition_status].en}]"
    yield f"The discretion benchmark “{explanation.title.en}”{document}{example} applies."
    present = [line for line in explanation.circumstances if line.verdict]
    if present:
        parts = [
            f"“{line.label.en}” ({citations_words(line.cite, 'en')}): {effect_words(line, 'en')}"
            for line in present
        ]
        yield f"The following circumstances were found: {'; '.join(parts)}."
    elif explanation.examined:
        yield "No circumstance for or against the party was found beyond what the benchmark itself weighs."
    else:
        yield "Circumstances for or against the party have not been examined."
    several = len(explanation.results) > 1
    for result in explanation.results:
        if result.status != "not_punished" or result.correction is not None:
            yield (f"As to {result.label.en}: " if several else "") + " ".join(_result_en(result))


def _result_en(result: ResultTrace) -> Iterator[str]:
    if result.correction is not None:
        rule = result.correction
        cite = citations_words(rule.cite, "en")
        yield f"The case arises from a first inspection ({cite}, “{rule.label.en}”): {rule.reason.en}."
        if not result.options:
            if result.status == "correct_first":
                yield f"Recommended: {CORRECTION.en}, and no penalty as things stand."
            return
    if result.compared and result.choice is not None:
        editions = " and ".join(one.edition for one in result.compared)
        yield f"The rules have changed since the conduct; of the editions since {editions}, {result.choice.en}."
    basis = next((tried for tried in result.bases if tried.taken), None)
    if basis is not None:
        held = "; ".join(_positive(_selecting(result), "en"))
        fine = f", which allows a fine of {basis.detail.en}" if basis.detail else ""
        yield f"The basis is {citations_words(basis.cite, 'en')}{f' ({held})' if held else ''}{fine}."
        if (range_ := _in_money(result)) is not None:
            yield f"In this case the {range_.en.replace(': ', ' is ', 1)}."
    tier = _only_tier(result)
    if tier is not None:
        held = "; ".join(test.phrase.en for test in tier.tests if test.verdict)
        fine = f", with a fine of {tier.detail.en}" if tier.detail else ""
        adjusted = "" if tier.verdict is not False else ", after adjustment,"
        yield f"The tier{adjusted} is “{tier.title.en}”{f' ({held})' if held else ''}{fine}."
    if result.factors and all(factor.share is not None for factor in result.factors):
        shares = "; ".join(
            f"{factor.label.en}: {factor.value.en}, {format_percent(factor.share)}"
            for factor in result.factors
            if factor.share is not None and factor.value is not None
        )
        yield f"The factors are: {shares}."
    for line in result.computation[1:]:
        yield f"{line.en[:1].upper()}{line.en[1:]}."
    if result.status in ("gap", "conflict") and result.reason is not None:
        yield f"{result.reason.en[:1].upper()}{result.reason.en[1:]}: no recommendation follows, and collective deliberation is needed."
        return
    if result.status == "undetermined":
        asked = "; ".join(question.label.en for question in _facts_asked(result))
        yield f"Not yet known: {asked or 'facts'}. The fine may still be {_span(result, 'en')}."
        return
    orders = ", ".join(order.en for order in (CORRECTION, *result.orders))
    if len(result.options) > 1:
        texts = dict.fromkeys(
            f"{_imposed_en(option)}{_reason_en(option)}" for option in result.options
        )
        choices = "; ".join(f"({number}) {text}" for number, text in enumerate(texts, start=1))
        yield f"The law leaves these results open: {choices}. In any case: {orders}."
    elif result.options:
        offset = _reason_en(result.options[0]) if is_offset(result.options[0]) else ""
        yield f"Recommended: {orders}; {_imposed_en(result.options[0])}{offset}."


def _reason_en(option: Option) -> str:
    reasons = because(option)
    if is_offset(option):
        return f", because {OFFSET.en}"
    return f", because of “{reasons.en}”" if reasons is not None else ""


def _imposed_en(option: Option) -> str:
    needs = ", ".join(NEEDS[need].en for need in option.needs)
    tail = f" (needs {needs})" if needs else ""
    if option.grade == "exempt":
        return f"{GRADES[option.grade].en}, and {EDUCATION.en}{tail}"
    fine = "no fine"
    if option.fine is not None:
        fine = f"a fine of {fine_words(option.fine, 'en')}{_suggested(option, 'en')}"
    parts = [
        *_imposed(option, "must", "en", before_fine=True),
        fine,
        *_imposed(option, "must", "en", before_fine=False),
    ]
    may = [f"at choice {name}" for name in _imposed(option, "may", "en")]
    grade = f"{GRADES[option.grade].en}: " if because(option) is not None else ""
    return f"{grade}{', '.join([*parts, *may])}{tail}"


# --- both -------------------------------------------------------------------------------------


def _selecting(result: ResultTrace) -> Iterator[TestLine]:
    """Yield the tests that select the schedule, if there are several, and the basis."""
    schedules = result.schedules if len(result.schedules) > 1 else ()
    for tried in (*schedules, *result.bases):
        if tried.taken:
            yield from tried.tests


def _positive(tests: Iterable[TestLine], language: Language) -> Iterator[str]:
    """Yield the phrases of what was found; that something is not the case selects, but is no finding."""
    for test in tests:
        if test.verdict and test.value != _NO:
            yield test.phrase.get(language)


_NO = Text("否", "no")


def _in_money(result: ResultTrace) -> Text | None:
    """Return the statutory range of the case where the basis itself does not state it in money."""
    basis = next((tried for tried in result.bases if tried.taken), None)
    if basis is None or basis.detail is None or not result.computation:
        return None
    range_ = result.computation[0]
    return None if basis.detail.zh in range_.zh else range_


def _only_tier(result: ResultTrace) -> Tried | None:
    """Return the tier, unless the results that are open differ in tier or grade."""
    taken = [tried for tried in result.tiers if tried.taken]
    grades = {option.grade for option in result.options if option.grade != "exempt"}
    return taken[0] if len(taken) == 1 and len(grades) <= 1 else None


def _facts_asked(result: ResultTrace) -> Sequence[Question]:
    return [question for question in result.questions if question.kind != "circumstance"]


def _imposed(
    option: Option, force: str, language: Language, *, before_fine: bool | None = None
) -> Iterator[str]:
    for penalty in option.penalties:
        if penalty.force != force:
            continue
        if before_fine is not None and (penalty.kind in _BEFORE_FINE) is not before_fine:
            continue
        name = PENALTIES[penalty.kind].get(language)
        days = days_words(penalty.days, language) if penalty.days is not None else ""
        if language == "zh":
            yield f"{_VERBS.get(penalty.kind, '')}{name}{days}"
        else:
            yield f"{name}{' of ' + days if days else ''}"


def _suggested(option: Option, language: Language) -> str:
    fine = option.fine
    if fine is None or fine.suggested is None or fine.low == fine.high:
        return ""
    amount = money_words(fine.suggested, language)
    return f"（建议{amount}）" if language == "zh" else f" (suggested: {amount})"


def _span(result: ResultTrace, language: Language) -> str:
    fines = [option.fine for option in result.options]
    known = [fine for fine in fines if fine is not None]
    if not known:
        return fine_words(None, language)
    low = min(fine.low for fine in known)
    open_ended = any(fine.high is None for fine in known)
    high = None if open_ended else max(fine.high for fine in known if fine.high is not None)
    whole = type(known[0])(low, high)
    words = fine_words(whole, language)
    if len(known) < len(fines):
        words += "，或者不罚款" if language == "zh" else ", or none"
    return words
