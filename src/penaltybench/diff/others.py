"""What else changes from one edition to another, read off the text: nothing of it was compared by results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from penaltybench.condition import Condition, UnaryTest, describe, describe_test
from penaltybench.diff.model import Other
from penaltybench.money import Money
from penaltybench.ruleset.edition import Circumstance, Edition, Points, ProcedureRule
from penaltybench.ruleset.models import Adjustment, End
from penaltybench.ruleset.published import Fact
from penaltybench.text import LANGUAGES, Language, Text, same
from penaltybench.values import FactType, format_percent
from penaltybench.words import (
    CHOICES,
    CONFLICTS,
    EDITION_STATUSES,
    EFFECTS,
    ENDS,
    FORCES,
    GRADES,
    NEEDS,
    PENALTIES,
    POINTS,
    ROUNDINGS,
    citation_words,
    citations_words,
    money_words,
)

T = TypeVar("T")
_HEAD = {
    "title": Text("题名", "title"),
    "status": Text("效力状态", "status"),
    "issued": Text("发布机关和文号", "issuer and document"),
}
Write = Callable[[Language], str]


def others(old: Edition, new: Edition) -> Iterator[Other]:
    """Yield what changes in names, facts, bases, circumstances, policies and procedure, by id."""
    for name, what in _HEAD.items():
        before, after = _head(old).get(name), _head(new).get(name)
        if before != after:
            yield Other(what, name, before, after)
    yield from _by_name(
        Text("档次的名称和依据", "name and source of the tier"),
        _rows(old),
        _rows(new),
        lambda edition, text: text,
        old,
        new,
    )
    yield from _by_name(
        Text("事实要素", "fact"), _facts(old), _facts(new), lambda e, fact: _fact(fact), old, new
    )
    yield from _by_name(
        Text("处罚依据的条文", "provision of the basis"),
        _bases(old),
        _bases(new),
        lambda edition, text: text,
        old,
        new,
    )
    yield from _by_name(
        Text("情节", "circumstance"),
        {one.id: one for one in old.circumstances},
        {one.id: one for one in new.circumstances},
        _circumstance,
        old,
        new,
    )
    yield from _by_name(
        Text("规则", "policy"), _policies(old), _policies(new), lambda edition, text: text, old, new
    )
    yield from _by_name(
        Text("程序", "step of procedure"),
        {one.id: one for one in old.procedure},
        {one.id: one for one in new.procedure},
        _procedure,
        old,
        new,
    )


def _by_name(
    what: Text,
    before: Mapping[str, T],
    after: Mapping[str, T],
    write: Callable[[Edition, T], Text],
    old: Edition,
    new: Edition,
) -> Iterator[Other]:
    """Yield the entries whose text differs, or that only one side has."""
    for name in dict.fromkeys((*before, *after)):
        first = write(old, before[name]) if name in before else None
        second = write(new, after[name]) if name in after else None
        if first != second:
            yield Other(what, name, first, second)


def _text(write: Write) -> Text:
    zh, en = (write(language) for language in LANGUAGES)
    return Text(zh, en)


def _head(edition: Edition) -> Mapping[str, Text]:
    found = {"title": edition.title, "status": EDITION_STATUSES[edition.status]}
    if edition.issued is not None:
        found["issued"] = same(f"{edition.issued.by} {edition.issued.document or ''}".strip())
    return found


def _rows(edition: Edition) -> Mapping[str, Text]:
    found = {}
    for schedule in edition.schedules:
        for row in () if isinstance(schedule.table, Points) else schedule.table.rows:
            cites = citations_words((*row.cite, *((row.ground,) if row.ground else ())), "zh")
            zh, en = (f"{row.title.get(one)} {cites}".strip() for one in LANGUAGES)
            found[f"{schedule.id}/{row.id}"] = Text(zh, en)
    return found


def _facts(edition: Edition) -> Mapping[str, Fact]:
    return edition.facts


def _fact(fact: Fact) -> Text:
    def write(language: Language) -> str:
        zh = language == "zh"
        parts = [f"{fact.label.get(language)}（{fact.type.value}）" if zh else ""]
        parts[0] = parts[0] or f"{fact.label.get(language)} ({fact.type.value})"
        if fact.values:
            words = [f"{label.get(language)}" for label in fact.values.values()]
            parts.append(("、" if zh else ", ").join(words))
        if fact.domain is not None:
            parts.append(describe_test(fact.words(), fact.domain, language))
        if fact.worse is not None:
            parts.append(f"{'更重：' if zh else 'worse: '}{fact.worse}")
        return ("；" if zh else "; ").join(parts)

    return _text(write)


def _bases(edition: Edition) -> Mapping[str, Text]:
    return {
        f"{schedule.id}/{basis.id}": _text(
            lambda language, basis=basis: citation_words(basis.statute, language)  # type: ignore[misc]
        )
        for schedule in edition.schedules
        for basis in schedule.bases
    }


def _when(edition: Edition, condition: Condition, language: Language) -> str:
    return describe(condition, edition.words(), language, edition.wording)


def _needs(needs: tuple[str, ...], language: Language) -> str:
    if not needs:
        return ""
    zh = language == "zh"
    words = ("、" if zh else ", ").join(NEEDS[need].get(language) for need in needs)
    return f"（须{words}）" if zh else f" (needs {words})"


def _circumstance(edition: Edition, item: Circumstance) -> Text:
    def write(language: Language) -> str:
        zh = language == "zh"
        force, effect = FORCES[item.force].get(language), EFFECTS[item.effect].get(language)
        text = f"{item.label.get(language)}：{force}{effect}" if zh else ""
        text = text or f"{item.label.get(language)}: {force}: {effect}"
        if item.absolute:
            text += "（绝对）" if zh else " (absolute)"
        if item.when is not None:
            when = _when(edition, item.when, language)
            text += f"，条件为{when}" if zh else f", if {when}"
        cited = citations_words(item.cite, language)
        return text + _needs(item.needs, language) + (f"（{cited}）" if zh and cited else "")

    return _text(write)


def _procedure(edition: Edition, rule: ProcedureRule) -> Text:
    def write(language: Language) -> str:
        zh = language == "zh"
        parts = [rule.label.get(language)]
        if not rule.when.is_always:
            parts.append(_when(edition, rule.when, language))
        if rule.fine is not None:
            parts.append(_fine_test(rule.fine, language))
        if rule.kinds:
            kinds = (PENALTIES[kind].get(language) for kind in sorted(rule.kinds))
            parts.append(("、" if zh else ", ").join(kinds))
        if rule.grades:
            grades = sorted(rule.grades, key=lambda grade: grade.rank)
            parts.append(("、" if zh else ", ").join(GRADES[one].get(language) for one in grades))
        if rule.days is not None:
            unit = Text("个工作日", " working days") if rule.working else Text("日", " days")
            parts.append(f"{rule.days}{unit.get(language)}")
        cited = citations_words(rule.cite, language)
        return ("；" if zh else "; ").join(part for part in (*parts, cited) if part)

    return _text(write)


def _fine_test(test: UnaryTest, language: Language) -> str:
    fact = Fact("fine", FactType.MONEY, Text("罚款", "the fine"))
    return describe_test(fact.words(), test, language)


# --- policies -------------------------------------------------------------------------------------


def _policies(edition: Edition) -> Mapping[str, Text]:
    """Return how amounts are weighed, moved, limited and rounded, and which edition governs."""
    found: dict[str, Text] = {}
    conflict = CONFLICTS[edition.weighing.conflict]
    bound = Text("；同向情节两项以上的取端点", "; two or more of one kind give the bound")
    found["weighing"] = (
        Text(conflict.zh + bound.zh, conflict.en + bound.en)
        if edition.weighing.two_or_more
        else conflict
    )
    for schedule in edition.schedules:
        for effect in ("severe", "lenient", "mitigated"):
            adjustment: Adjustment | None = getattr(schedule.adjust, effect)
            if adjustment is not None:
                found[f"adjust/{schedule.id}/{effect}"] = _adjustment(effect, adjustment)
    rounding = edition.rounding
    found["rounding"] = _text(
        lambda language: (
            f"{money_words(Money(rounding.unit), language)}, "
            f"{ROUNDINGS[rounding.mode].get(language)}"
        ).replace(", ", "，" if language == "zh" else ", ", 1)
    )
    found["suggest"] = POINTS[edition.suggest]
    if edition.cap is not None:
        found["cap"] = _cap(edition)
    found["choice_of_edition"] = CHOICES[edition.choice.rule if edition.choice else "lighter"]
    late = edition.late_payment
    if late is not None:
        most = format_percent(late.at_most) if late.at_most is not None else "-"
        found["late_payment"] = Text(
            f"每日{format_percent(late.per_day)}，上限{most}",
            f"{format_percent(late.per_day)} a day, at most {most}",
        )
    if edition.one_act is not None:
        found["one_act"] = Text("按罚款数额高的规定处罚", "the norm with the higher fine")
    if edition.combined is not None:
        found["combined"] = _combined(edition)
    return found


def _adjustment(effect: str, adjustment: Adjustment) -> Text:
    def write(language: Language) -> str:
        zh = language == "zh"
        name = EFFECTS[effect].get(language)
        if adjustment.to is not None:
            text = POINTS[adjustment.to].get(language)
        elif adjustment.up_to is not None:
            of = ENDS[adjustment.of or "maximum"].get(language)
            share = format_percent(adjustment.up_to)
            text = f"至多{of}的{share}" if zh else f"by up to {share} of {of}"
        else:
            text = f"移动{adjustment.shift}档" if zh else f"by {adjustment.shift} tier"
        return f"{name}{'：' if zh else ': '}{text}{_needs(adjustment.needs, language)}"

    return _text(write)


def _cap(edition: Edition) -> Text:
    cap = edition.cap
    assert cap is not None

    def write(language: Language) -> str:
        text = f"{cap.model.label.get(language)}: {_end(cap.model.at, language)}"
        if cap.unless is not None:
            when = _when(edition, cap.unless, language)
            text += f"，{when}的除外" if language == "zh" else f", unless {when}"
        return text.replace(": ", "：", 1) if language == "zh" else text

    return _text(write)


def _end(end: End, language: Language) -> str:
    if end.of == "money":
        return money_words(Money(end.fen), language)
    name = ENDS[end.of].get(language)
    if end.factor == 1:
        return name
    share = format_percent(end.factor)
    return f"{name}的{share}" if language == "zh" else f"{share} of {name}"


def _combined(edition: Edition) -> Text:
    combined = edition.combined
    assert combined is not None
    fine, days = combined.fine_at_most, combined.detention_at_most
    parts = [combined.label]
    if fine is not None:
        parts.append(_text(lambda language: money_words(Money(fine), language)))
    if days is not None:
        parts.append(Text(f"{days}日", f"{days} days"))
    return Text("，".join(one.zh for one in parts), ", ".join(one.en for one in parts))
