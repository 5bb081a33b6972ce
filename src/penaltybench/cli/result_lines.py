"""What a result says beyond its amount, as lines: branches, old and new law, near misses, steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from penaltybench.amount import Fine
from penaltybench.cli.days import last_day
from penaltybench.explain.reasons import option_title
from penaltybench.money import Money
from penaltybench.near_miss import Change, NearMiss
from penaltybench.option import Option
from penaltybench.procedure import Step
from penaltybench.result import Question, Result
from penaltybench.ruleset.models import Combined
from penaltybench.text import Language
from penaltybench.words import (
    GRADES,
    NEEDS,
    citations_words,
    date_words,
    fine_words,
    money_words,
    penalty_words,
)


def imposed(fine: Fine | None, language: Language) -> str:
    """Return ``罚款360,000元`` or ``不罚款``."""
    words = fine_words(fine, language)
    if fine is None:
        return words
    return f"罚款{words}" if language == "zh" else f"a fine of {words}"


def aside(text: str, language: Language) -> str:
    """Return text in brackets; nothing of nothing."""
    if not text:
        return ""
    return f"（{text}）" if language == "zh" else f" ({text})"


def branches(options: Sequence[Option], language: Language) -> Iterator[str]:
    """Yield each result that the law leaves open, with what leads to it and what it needs."""
    zh = language == "zh"
    same = len({option.penalties for option in options if option.grade != "exempt"}) <= 1
    for option in options:
        text = f"{option_title(option).get(language)}{'：' if zh else ': '}"
        text += imposed(option.fine, language)
        fine = option.fine
        if fine is not None and fine.suggested is not None and fine.low != fine.high:
            amount = money_words(fine.suggested, language)
            text += f"，建议{amount}" if zh else f", suggested {amount}"
        if not same:
            for penalty in option.penalties:
                text += ("，" if zh else ", ") + penalty_words(penalty, language)
        needs = ("、" if zh else ", ").join(NEEDS[need].get(language) for need in option.needs)
        yield text + aside(f"{'须' if zh else 'needs '}{needs}" if needs else "", language)


def old_and_new(result: Result, language: Language) -> Iterator[str]:
    """Yield what each of two editions gives, and which of them applies for which reason."""
    zh = language == "zh"
    joiner = "；" if zh else "; "
    for decision in result.compared:
        day = date_words(decision.edition.period.start.isoformat(), language)
        outcomes = list(dict.fromkeys(branches(decision.options, language)))
        if decision.reason is not None:
            outcomes.append(decision.reason.get(language))
        taken = any(decision is one for one in result.decisions)
        applies = aside(("适用" if zh else "applies") if taken else "", language)
        text = f"自{day}起的版本{applies}：" if zh else f"edition since {day}{applies}: "
        yield text + joiner.join(outcomes)
    if result.choice is not None:
        rules = [decision.edition.choice for decision in result.compared]
        cites = citations_words([c for rule in rules if rule for c in rule.cite], language)
        yield result.choice.get(language) + aside(cites, language)


def replaced(result: Result, language: Language) -> Iterator[str]:
    """Yield the special rules that take effect, each with the general rule that it replaces."""
    zh = language == "zh"
    pairs = dict.fromkeys(
        pair
        for decision in result.decisions
        for pair in decision.edition.overridden
        if pair[1] in result.circumstances
    )
    for general, special in pairs:
        new = f"“{special.label.get(language)}”{aside(citations_words(special.cite, language), language)}"
        old = f"“{general.label.get(language)}”{aside(citations_words(general.cite, language), language)}"
        yield f"{new}替代{old}" if zh else f"{new} in place of {old}"


def near_lines(misses: Sequence[NearMiss], language: Language) -> Iterator[str]:
    """Yield each near miss: what would have to be otherwise, and what would follow."""
    zh = language == "zh"
    for miss in misses:
        changes = ("，并且" if zh else " and ").join(_change(one, language) for one in miss.changes)
        grades = " / ".join(GRADES[grade].get(language) for grade in miss.grades)
        way = ("较轻" if zh else "lighter") if miss.lighter else ("较重" if zh else "heavier")
        result = ("，" if zh else ", ").join([grades, imposed(miss.fine, language)])
        start = f"若{changes}" if zh else f"if {changes}"
        yield f"{start} → {result}{aside(way, language)}"


def _change(change: Change, language: Language) -> str:
    zh = language == "zh"
    label, shown = change.label.get(language), change.shown.get(language)
    now = ""
    if change.present is not None:
        now = aside(f"{'现为' if zh else 'now '}{change.present.get(language)}", language)
    return f"“{label}”为{shown}{now}" if zh else f"“{label}” is {shown}{now}"


def step_line(step: Step, language: Language, from_day: dt.date | None = None) -> str:
    """Return a step with its period, and with its last day if the period runs from ``from_day``."""
    zh = language == "zh"
    text = step.label.get(language) + aside(_period(step, language, from_day), language)
    if step.certainty == "follows":
        return text
    return f"［视情况］{text}" if zh else f"[depends] {text}"


def _period(step: Step, language: Language, from_day: dt.date | None) -> str:
    zh = language == "zh"
    if step.days is None:
        return ""
    working, plain = ("个工作日", "日") if zh else (" working days", " days")
    text = f"{step.days}{working if step.working else plain}"
    end = None if from_day is None else last_day(step, from_day)
    if end is None or from_day is None:
        return text
    start = date_words(from_day.isoformat(), language)
    if isinstance(end, dt.date):
        last = date_words(end.isoformat(), language)
        return f"{text}，{start}起算，至{last}" if zh else f"{text} from {start}: until {last}"
    why = end.get(language)
    return f"{text}，最后一日不能算出：{why}" if zh else f"{text}; the last day is not known: {why}"


def question_line(question: Question, language: Language) -> str:
    """Return a fact or date that is asked for, with the id and the values under which a case gives it."""
    text = f"{question.id}: {question.label.get(language)}"
    notes = [question.unit.get(language)] if question.unit else []
    notes.extend(f"{word} = {label.get(language)}" for word, label in question.values)
    return text + aside(("；" if language == "zh" else "; ").join(notes), language)


def limit_words(limit: Combined, language: Language) -> str:
    """Return what several acts come to at most, with its article."""
    zh = language == "zh"
    parts = [limit.label.get(language)]
    if limit.fine_at_most is not None:
        most = money_words(Money(limit.fine_at_most), language)
        parts.append(f"罚款不超过{most}" if zh else f"fines at most {most}")
    if limit.detention_at_most is not None:
        days = limit.detention_at_most
        parts.append(f"行政拘留不超过{days}日" if zh else f"detention at most {days} days")
    return ("：" if zh else ": ").join([parts[0], ("，" if zh else ", ").join(parts[1:])]) + aside(
        citations_words(limit.cite, language), language
    )
