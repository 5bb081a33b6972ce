"""Cases made of values, decided by the ordinary engine with circumstances set aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from penaltybench.amount import Fine, amount_of, readers
from penaltybench.boundaries import literal
from penaltybench.case import case_from_data
from penaltybench.condition import fact_names
from penaltybench.decide import Decision, decide
from penaltybench.diagnostics import CaseError, Place
from penaltybench.facts import Facts, read_facts
from penaltybench.money import Money
from penaltybench.option import Penalty
from penaltybench.proof.box import possible_values
from penaltybench.proof.search import alone
from penaltybench.regions import axis_of
from penaltybench.ruleset.declare import CASE_DATES
from penaltybench.ruleset.edition import Edition, range_facts, table_facts
from penaltybench.ruleset.models import FactReference
from penaltybench.ruleset.published import Fact
from penaltybench.text import Language, Text
from penaltybench.tier import facts_of
from penaltybench.unknown import UnknownFactsError
from penaltybench.values import FactType, Value, format_percent
from penaltybench.words import GRADES, fine_words, money_words, penalty_words

Standing = Literal["punished", "not_punished", "gap", "conflict"]
NOT_PUNISHED = -1
"""The rank of a respondent who is not punished at all, below that of every grade."""


@dataclass(frozen=True, slots=True)
class Came:
    """What the engine makes of a case: grade by rank, fine (None: no fine), other penalties, orders."""

    standing: Standing
    rank: int = NOT_PUNISHED
    fine: Fine | None = None
    penalties: tuple[Penalty, ...] = ()
    orders: tuple[Text, ...] = ()
    needs: tuple[str, ...] = ()
    schedule: str | None = None
    row: str | None = None
    place: Place | None = None
    reason: Text | None = None

    @property
    def is_known(self) -> bool:
        """Whether the standard gives one result."""
        return self.standing in ("punished", "not_punished")

    @property
    def low(self) -> int:
        """The lower end in fen; nothing without a fine."""
        return 0 if self.fine is None else self.fine.low.fen

    @property
    def high(self) -> int:
        """The upper end in fen; nothing without a fine."""
        return 0 if self.fine is None or self.fine.high is None else self.fine.high.fen

    def words(self, language: Language) -> str:
        """Return the result as people say it."""
        zh = language == "zh"
        if self.standing == "not_punished":
            return "不在处罚之列" if zh else "not punished"
        if self.standing != "punished":
            name = {"gap": Text("没有规定", "a gap"), "conflict": Text("相互冲突", "a conflict")}
            why = f"（{self.reason.zh}）" if self.reason else ""
            why_en = f" ({self.reason.en})" if self.reason else ""
            return name[self.standing].get(language) + (why if zh else why_en)
        grade = next(text for name, text in GRADES.items() if _RANKS[name] == self.rank)
        parts = [grade.get(language)]
        if self.rank > 0:
            fine = fine_words(self.fine, language)
            parts.append(f"罚款{fine}" if zh and self.fine else fine if zh else _fined(self, fine))
        parts += [penalty_words(penalty, language) for penalty in self.penalties]
        return ("，" if zh else ", ").join(parts)


def _fined(came: Came, fine: str) -> str:
    return f"fine: {fine}" if came.fine else fine


_RANKS = {"exempt": 0, "mitigated": 1, "lenient": 2, "ordinary": 3, "severe": 4}


@dataclass(frozen=True)
class Shown:
    """A case with its result: ``data`` is what a case file holds, ``facts`` are those that matter."""

    data: Mapping[str, Any]
    facts: tuple[tuple[Fact, Value], ...]
    came: Came

    def words(self, language: Language) -> str:
        """Return the facts as people say them."""
        zh = language == "zh"
        parts = [
            f"{fact.label.get(language)}{'为' if zh else ': '}{fact.format(value, language)}"
            for fact, value in self.facts
        ]
        if not parts:
            return "任何案件" if zh else "any case"
        return ("，" if zh else ", ").join(parts)


def amount_words(fen: Fraction, language: Language) -> str:
    """Return an amount that need not be whole fen: ``36.5 yuan``, ``1/3 yuan``."""
    yuan = fen / 100
    if fen.denominator == 1:
        return (
            money_words(Money(int(fen)), language)
            if fen >= 0
            else f"-{amount_words(-fen, language)}"
        )
    text = format_percent(yuan / 100).removesuffix("%")
    return f"{text}元" if language == "zh" else f"{text} yuan"


def result_facts(edition: Edition, respondent: str) -> frozenset[str]:
    """Return the facts on which results for a respondent may depend, circumstances set aside."""
    names: set[str] = set()
    for schedule in edition.schedules:
        if schedule.respondent == respondent:
            names |= table_facts(schedule)
    if edition.cap is not None and edition.cap.unless is not None:
        names |= fact_names(edition.cap.unless)
    return frozenset(names)


def usual_value(fact: Fact) -> Value:
    """Return a value to suppose where it does not matter: the lightest, or the least."""
    if fact.type is FactType.ENUM:
        return fact.heaviest_first()[-1]
    if fact.type is FactType.BOOLEAN:
        return fact.worse == "false"
    return axis_of(possible_values(fact), ()).slices[0].value


def case_data(
    edition: Edition, wanted: frozenset[str], values: Mapping[str, Value]
) -> dict[str, Any] | None:
    """Return a case with these values, and usual ones for the other facts that are ``wanted``.

    Derived facts are met by choosing dates. None if there are no such dates.
    """
    known = dict(values)
    day = edition.period.start
    for name in wanted:
        if edition.facts[name].derive is None and name not in CASE_DATES:
            known.setdefault(name, usual_value(edition.facts[name]))
    for name in sorted(wanted | set(values)):
        rule = edition.facts[name].derive
        if rule is not None and not _set_dates(edition, known, name, day):
            return None
    given = {
        name: literal(fact.type, known[name])
        for name, fact in edition.facts.items()
        if name in known and fact.derive is None and name not in CASE_DATES
    }
    start, end, filed, decided = (known.get(name) for name in CASE_DATES)
    start = start or min((one for one in (day, end, filed, decided) if one), key=str)
    end = end or start
    decided = decided or max((one for one in (start, end, filed) if one), key=str)
    data: dict[str, Any] = {
        "ruleset": edition.id,
        "conduct": {"from": str(start), "to": str(end)} if start != end else str(start),
        "decided_on": str(decided),
        "facts": given,
        "circumstances": [],
    }
    if filed is not None:
        data["filed_on"] = str(filed)
    return data


def _set_dates(edition: Edition, known: dict[str, Value], name: str, day: dt.date) -> bool:
    """Choose dates between which a derived fact has the value that it should have."""
    rule = edition.facts[name].derive
    assert rule is not None
    pair = rule.years or rule.months or rule.days
    assert pair is not None
    count = known.get(name, usual_value(edition.facts[name]))
    assert isinstance(count, int)
    first, last = pair
    try:
        if first not in known and last not in known:
            known[first] = day if first in CASE_DATES else usual_value(edition.facts[first])
        if last not in known:
            start = known[first]
            assert isinstance(start, dt.date)
            more = 1 if rule.until == "day_before" else 0
            if rule.days:
                known[last] = start + dt.timedelta(days=count + more)
            else:
                months = count * (12 if rule.years else 1)
                known[last] = _later(start, months) + dt.timedelta(days=more)
        elif first not in known:
            end = known[last]
            assert isinstance(end, dt.date)
            more = 1 if rule.until == "day_before" else 0
            if rule.days:
                known[first] = end - dt.timedelta(days=count + more)
            else:
                months = count * (12 if rule.years else 1)
                known[first] = _later(end - dt.timedelta(days=more), -months)
    except (OverflowError, ValueError):
        return False
    return True


def _later(day: dt.date, months: int) -> dt.date:
    """Return the same day of another month, or the first of the one after it if it has none."""
    number = day.year * 12 + day.month - 1 + months
    try:
        return dt.date(number // 12, number % 12 + 1, day.day)
    except ValueError:
        return dt.date((number + 1) // 12, (number + 1) % 12 + 1, 1)


def run(edition: Edition, respondent: str, data: Mapping[str, Any]) -> Shown | None:
    """Return what the engine makes of a case, circumstances set aside.

    None if the case is refused, contradicts itself or leaves something open: then it is not the case
    that was wanted.
    """
    try:
        facts = read_facts(case_from_data(data), edition)
        decision = decide(alone(edition), respondent, facts)
    except (CaseError, UnknownFactsError):
        return None
    if _contradicts_itself(decision):
        return None
    names = [name for name in edition.facts if name in result_facts(edition, respondent)]
    shown = tuple((edition.facts[n], facts.values[n]) for n in names if n in facts.values)
    return Shown(data, shown, came_of(decision))


def _contradicts_itself(decision: Decision) -> bool:
    """Whether the case itself gives a minimum that is above the maximum, and it matters."""
    if decision.options and all(option.fine is None for option in decision.options):
        return False
    fine = decision.basis.fine if decision.basis is not None else None
    if fine is None or decision.schedule is None:
        return False
    given = [end for end in (fine.min, fine.max) if isinstance(end, FactReference)]
    if not given or fine.min is None:
        return False
    (read, *_) = readers(facts_of(decision.schedule, decision.facts), range_facts(fine))
    low, high = (
        amount_of(read(end.fact) if isinstance(end, FactReference) else end, fine, read)
        for end in (fine.min, fine.max)
    )
    return low > high


def came_at(edition: Edition, respondent: str, facts: Facts) -> Came | None:
    """Return what the engine makes of facts, circumstances set aside; None if they contradict themselves.

    Raises UnknownFactsError if one that matters is missing.
    """
    decision = decide(alone(edition), respondent, facts)
    return None if _contradicts_itself(decision) else came_of(decision)


def came_of(decision: Decision) -> Came:
    """Return what a decision without circumstances comes to."""
    if decision.fault is not None:
        return Came(decision.fault, reason=decision.reason)
    if not decision.options:
        return Came("not_punished")
    (option,) = decision.options
    return Came(
        "punished",
        option.grade.rank,
        option.fine,
        option.penalties,
        option.orders,
        option.needs,
        decision.schedule.id if decision.schedule else None,
        option.tier.id if option.tier else None,
        option.tier.place if option.tier else None,
    )
