"""An edition of rules of inspection: the limits, and what comes first at a first inspection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from penaltybench.cli.blocks import Block, Heading, Pairs, without_empty
from penaltybench.cli.edition_common import citations_data, condition_data, head_data, spoken
from penaltybench.cli.edition_head import facts_blocks, head_rows, title_blocks
from penaltybench.cli.edition_words import EditionWords
from penaltybench.cli.faults import text_data
from penaltybench.cli.result_lines import aside
from penaltybench.condition import Condition
from penaltybench.interval import Interval
from penaltybench.ruleset.inspection import (
    FORMS,
    OCCASION,
    FirstInspection,
    InspectionEdition,
    Limit,
)
from penaltybench.ruleset.load import Standard
from penaltybench.ruleset.models import WithinFile
from penaltybench.text import Language, Text
from penaltybench.words import citations_words

_OTHERWISE: Mapping[str, Text] = {
    "notice": Text("须先报备", "notice must be given first"),
    "approval": Text("须先经批准", "prior approval is needed"),
    "forbidden": Text("不得检查", "forbidden"),
}


class InspectionText(EditionWords[InspectionEdition]):
    """Describes one edition of rules of inspection in one language."""

    def blocks(self) -> Iterator[Block]:
        """Yield the whole edition."""
        edition = self.edition
        yield from title_blocks(self)
        own = []
        if edition.city is not None:
            own.append((self.say("城市", "city"), edition.city.get(self.language)))
        yield Pairs(tuple(head_rows(self, *own)))
        yield from facts_blocks(self, self.say("事实要素", "Facts"), edition.facts.values())
        if edition.limits:
            yield Heading(self.say("检查的限制", "Limits"))
            header = (
                self.say("编号", "id"),
                self.say("限制", "limit"),
                self.say("内容", "rule"),
                self.say("适用和除外", "applies"),
                self.say("受限的检查", "otherwise"),
                self.say("依据", "source"),
            )
            yield without_empty(header, [self._limit(limit) for limit in edition.limits])
        if edition.first is not None:
            yield Heading(self.say("首次检查", "First inspection"))
            yield Pairs(tuple(self._first(edition.first)))

    def _limit(self, limit: Limit) -> tuple[str, ...]:
        return (
            limit.id,
            limit.label.get(self.language),
            rule_words(limit, self.edition, self.language),
            "\n".join(self._when(limit.when, limit.unless)),
            _OTHERWISE[limit.otherwise].get(self.language),
            citations_words(limit.cite, self.language),
        )

    def _when(self, when: Condition | None, unless: Condition | None) -> Iterator[str]:
        if when is not None and not when.is_always:
            yield self.condition(when)
        if unless is not None:
            yield f"{self.say('除外：', 'unless: ')}{self.condition(unless)}"

    def _first(self, first: FirstInspection) -> Iterator[tuple[str, str]]:
        yield self.say("规则", "rule"), first.label.get(self.language)
        yield self.say("首次检查", "first"), first_words(first, self.language)
        yield (
            self.say("后果", "then"),
            self.say(
                "先责令改正；逾期未改正的，方可处罚",
                "correction is ordered first; a penalty may follow only if the time runs out",
            ),
        )
        if first.unless is not None:
            yield self.say("除外", "unless"), self.condition(first.unless)
        if first.cite:
            yield self.say("依据", "source"), citations_words(first.cite, self.language)


def rule_words(limit: Limit, edition: InspectionEdition, language: Language) -> str:
    """Return what a limit asks of an inspection, in words."""
    zh = language == "zh"
    span = "" if limit.within is None else within_words(limit.within, language)
    only = _only(limit, edition, language)
    match limit.limit:
        case "plan":
            return (
                "须列入批准的年度检查计划" if zh else "must stand in the approved plan of its year"
            )
        case "one_city" if zh:
            return f"本市其他机关{span}已就同一事项检查{only}，或者已列入当年计划的，不重复检查"
        case "one_city":
            return (
                f"not if another authority of the city has inspected the same matter {span}{only}, "
                "or has it in the plan of the year"
            )
        case "quiet_days":
            assert limit.days is not None
            return days_of_month(limit.days, language)
        case "frequency" if zh:
            who = "各机关" if limit.by == "any_authority" else "同一机关"
            return f"{span}{who}检查不超过{limit.at_most}次{only}"
        case "frequency":
            who = "all authorities" if limit.by == "any_authority" else "the same authority"
            return f"at most {limit.at_most} by {who} {span}{only}"
        case _ if zh:
            return "企业在特别保护期内"
        case _:
            return "while the enterprise is in a special protection period"


def _only(limit: Limit, edition: InspectionEdition, language: Language) -> str:
    """Return which inspections count, in brackets; nothing if all do."""
    counted = [edition.facts[OCCASION].format(word, language) for word in limit.counts]
    if limit.form is not None:
        counted.append(FORMS[limit.form].get(language))
    if language == "zh":
        return aside(f"只计{'、'.join(counted)}" if counted else "", language)
    return aside(f"only {', '.join(counted)}" if counted else "", language)


def days_of_month(days: Interval[int], language: Language) -> str:
    """Return the days of the month: ``每月1日至15日``."""
    assert days.low is not None
    assert days.high is not None
    low, high = days.low + days.low_open, days.high - days.high_open
    if low == high:
        return f"每月{low}日" if language == "zh" else f"day {low} of the month"
    return f"每月{low}日至{high}日" if language == "zh" else f"days {low} to {high} of the month"


def within_words(within: WithinFile, language: Language) -> str:
    """Return the span that is looked back over: ``一年内`` as ``1年内``, ``同一自然年内``."""
    zh = language == "zh"
    if within.calendar_year:
        return "同一自然年内" if zh else "in the same calendar year"
    number, zh_unit, en_unit = next(
        (number, zh_unit, en_unit)
        for number, zh_unit, en_unit in (
            (within.years, "年", "year"),
            (within.months, "个月", "month"),
            (within.days, "日", "day"),
        )
        if number is not None
    )
    if zh:
        return f"{number}{zh_unit}内"
    return f"within {number} {en_unit}{'' if number == 1 else 's'}"


def first_words(first: FirstInspection, language: Language) -> str:
    """Return which inspection counts as the first."""
    zh = language == "zh"
    span = "" if first.within is None else within_words(first.within, language)
    if zh:
        who = "任何机关" if first.by == "any_authority" else "同一机关"
        return f"此前{span}没有被{who}检查过"
    who = "any authority" if first.by == "any_authority" else "the same authority"
    return f"no earlier inspection by {who}{' ' + span if span else ''}"


def inspection_data(
    edition: InspectionEdition, standard: Standard[InspectionEdition]
) -> dict[str, Any]:
    """Return an edition as JSON data; conditions and rules are in words, in both languages."""
    first = edition.first
    return {
        **head_data(edition, standard, "inspection"),
        "city": None if edition.city is None else text_data(edition.city),
        "limits": [_limit(limit, edition) for limit in edition.limits],
        "first_inspection": None
        if first is None
        else {
            "label": text_data(first.label),
            "first": spoken(lambda language: first_words(first, language)),
            "unless": condition_data(first.unless, edition),
            "cite": citations_data(first.cite),
        },
    }


def _limit(limit: Limit, edition: InspectionEdition) -> dict[str, Any]:
    return {
        "id": limit.id,
        "limit": limit.limit,
        "label": text_data(limit.label),
        "rule": spoken(lambda language: rule_words(limit, edition, language)),
        "when": condition_data(limit.when, edition),
        "unless": condition_data(limit.unless, edition),
        "otherwise": limit.otherwise,
        "cite": citations_data(limit.cite),
    }
