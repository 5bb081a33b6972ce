"""What an interview says: the question, help on it, and how the range has narrowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from penaltybench import Question, Recommendation, Result
from penaltybench.cli.edition_words import unfolded
from penaltybench.cli.interview import Asked, Interview, numbered
from penaltybench.cli.result_lines import aside, imposed
from penaltybench.condition import describe_test
from penaltybench.condition.describe import FactWords
from penaltybench.ruleset.published import Fact
from penaltybench.text import Language, Text
from penaltybench.values import FactType
from penaltybench.words import EFFECTS, FORCES, GRADES, STATUSES, citations_words

_HOW = {
    FactType.MONEY: Text("金额，如 8000元、1.5万元", "an amount, such as 8000元 or 1.5万元"),
    FactType.INTEGER: Text("整数", "a whole number"),
    FactType.DECIMAL: Text("数，可有小数", "a number, decimals allowed"),
    FactType.BOOLEAN: Text("是／否", "yes / no"),
    FactType.DATE: Text("日期，如 2024-05-26", "a date, such as 2024-05-26"),
}
KEYS = Text(
    "? 帮助；直接回车：不知道，先问别的；! 确无法查明；< 改上一个回答；Ctrl-D 结束",
    "? help; empty line: I do not know, ask something else; ! cannot be ascertained; "
    "< take back the last answer; Ctrl-D ends",
)


def question_lines(interview: Interview, asked: Asked, language: Language) -> Iterator[str]:
    """Yield the question with what it means and how it may be answered."""
    zh = language == "zh"
    question = asked.first
    left = len(interview.all_asked()) - 1
    more = f"（可能还有 {left} 问）" if zh else f" (perhaps {left} more)"
    more = more if left else ""
    if question.kind == "circumstance":
        yield from _circumstance_lines(interview, asked, language, more)
        return
    unit = question.unit.get(language) if question.unit else ""
    yield f"{question.label.get(language)} [{question.id}]{aside(unit, language)}{more}"
    if question.describe is not None:
        yield f"    {unfolded(question.describe.get(language))}"
    if question.values:
        yield from _value_lines(question, language)
        return
    fact = interview.fact(question.id)
    yield f"    {_how(question, fact, language)}"


def _how(question: Question, fact: Fact | None, language: Language) -> str:
    type_ = FactType(question.type)
    text = _HOW[type_].get(language)
    # An amount without a declared domain is one that is not negative, which goes without saying.
    if fact is None or fact.domain is None or type_ is FactType.MONEY:
        return text
    words = FactWords(type_, lambda _: "", fact.format)
    domain = describe_test(words, fact.domain, language).strip()
    return f"{text}，{domain}" if language == "zh" else f"{text}, {domain}"


def _value_lines(question: Question, language: Language) -> Iterator[str]:
    for number, (word, label) in enumerate(question.values, start=1):
        start = f"{number:>5}  " if numbered(question) else f"    {word} = "
        tail = f" [{word}]" if numbered(question) else ""
        yield f"{start}{label.get(language)}{tail}"


def _circumstance_lines(
    interview: Interview, asked: Asked, language: Language, more: str
) -> Iterator[str]:
    zh = language == "zh"
    own = interview.circumstance(asked.first.id)
    effect = EFFECTS[own.effect].get(language)
    if own.effect != "no_leniency":
        force = FORCES[own.force].get(language)
        effect = f"{force}{effect}" if zh else f"{effect}, {force}"
    if not asked.is_list:
        label = asked.first.label.get(language)
        start = "经查有无下列情节？" if zh else "Was this circumstance found? "
        yield f"{start}{label} [{asked.first.id}]{aside(effect, language)}{more}"
        yield f"    {_HOW[FactType.BOOLEAN].get(language)}"
        return
    start = "经查有下列哪些情节？" if zh else "Which of these circumstances were found?"
    yield f"{start}{aside(effect, language)}{more}"
    for number, question in enumerate(asked.questions, start=1):
        yield f"{number:>5}  {question.label.get(language)} [{question.id}]"
    yield (
        "    写序号，多项用逗号分开；一项也没有的写 0"
        if zh
        else "    the numbers, separated by commas; 0 for none"
    )


def help_lines(interview: Interview, asked: Asked, language: Language) -> Iterator[str]:
    """Yield where the question comes from and what the short answers do."""
    zh = language == "zh"
    label = "依据：" if zh else "source: "
    if asked.first.kind == "circumstance":
        for number, question in enumerate(asked.questions, start=1):
            cites = citations_words(interview.circumstance(question.id).cite, language)
            if cites:
                yield f"    {label}{f'{number}  ' if asked.is_list else ''}{cites}"
    fact = interview.fact(asked.first.id) if asked.first.kind == "fact" else None
    if fact is not None:
        if fact.cite:
            yield f"    {label}{citations_words(fact.cite, language)}"
        if fact.several:
            yield (
                "    可以写几项，用逗号分开"
                if zh
                else "    several are allowed, separated by commas"
            )
        yield f"    {_unascertainable(fact, language)}"
    yield f"    {KEYS.get(language)}"


def _unascertainable(fact: Fact, language: Language) -> str:
    zh = language == "zh"
    rule = fact.unascertainable
    if rule is None:
        return (
            "!  确无法查明的，基准没有规定如何认定，结果会不能确定"
            if zh
            else "!  the standard has no rule for what cannot be ascertained: the result stays open"
        )
    lightest = "最轻的情形" if zh else "the lightest"
    label = fact.values.get(rule.counts_as)
    value = label.get(language) if label else rule.counts_as
    value = lightest if rule.counts_as == "lightest" else value
    cites = aside(citations_words(rule.cite, language), language)
    return f"!  确无法查明的，按{value}认定{cites}" if zh else f"!  counts as {value}{cites}"


def standing(recommendation: Recommendation, language: Language) -> Iterator[str]:
    """Yield what is possible now, for each respondent."""
    for result in recommendation.results:
        whose = _whose(recommendation, result, language)
        parts = [_fine(result, language), _grades(result, language)]
        yield f"→ {whose}{_joined(parts, language)}"


def narrowed(before: Recommendation, after: Recommendation, language: Language) -> Iterator[str]:
    """Yield how an answer has changed what is possible, for each respondent whom it concerns."""
    zh = language == "zh"
    earlier = {result.respondent: result for result in before.results}
    found = False
    for result in after.results:
        old = earlier.get(result.respondent, result)
        parts = []
        for write in (_fine, _grades):
            was, now = write(old, language), write(result, language)
            if now and now != was:
                parts.append(now + aside(f"{'此前：' if zh else 'before: '}{was}", language))
        if parts:
            found = True
            yield f"→ {_whose(after, result, language)}{_joined(parts, language)}"
    if not found:
        yield "→ 没有改变可能的结果" if zh else "→ what is possible has not changed"


def _whose(recommendation: Recommendation, result: Result, language: Language) -> str:
    if len(recommendation.results) == 1:
        return ""
    return result.label.get(language) + ("：" if language == "zh" else ": ")


def _joined(parts: Iterable[str], language: Language) -> str:
    return ("；" if language == "zh" else "; ").join(part for part in parts if part)


def _fine(result: Result, language: Language) -> str:
    if result.status in ("gap", "conflict", "not_punished") or not result.options:
        return STATUSES[result.status].get(language)
    return imposed(result.fine, language)


def _grades(result: Result, language: Language) -> str:
    return " / ".join(GRADES[grade].get(language) for grade in result.grades)
