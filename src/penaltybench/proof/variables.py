"""The variables of a question: facts, the values that they may have, and what ties them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from penaltybench.proof.box import Box, possible_values, whole_span
from penaltybench.proof.term import Formula, Holds, Term, all_of, at_most, choice, constant, number
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.models import Derivation
from penaltybench.ruleset.published import Fact
from penaltybench.values import FactType

_IN_ORDER = (
    ("conduct_start", "conduct_end"),
    ("conduct_start", "filed_on"),
    ("conduct_start", "decided_on"),
    ("conduct_end", "decided_on"),
    ("filed_on", "decided_on"),
)
"""The order in which a case accepts its dates; it may be filed while the conduct goes on."""


@dataclass
class Variables:
    """The variables of a question: the fact that each stands for, and what ties them together."""

    facts: dict[str, Fact] = field(default_factory=dict)
    ties: list[Formula] = field(default_factory=list)
    loose: set[str] = field(default_factory=set)

    @property
    def box(self) -> Box:
        """The spans of the numbers."""
        return {name: whole_span(fact) for name, fact in self.facts.items() if fact.type.is_number}


def declare(edition: Edition, facts: Mapping[str, str]) -> Variables:
    """Return variables for ``facts`` (fact to variable) and the dates from which some are counted.

    Years and months between dates are left loose: any number of them is supposed to be possible.
    """
    variables = Variables()
    dates: dict[str, str] = {}
    for name, variable in facts.items():
        variables.facts[variable] = possible_values(edition.facts[name])
        if edition.facts[name].type is FactType.DATE:
            dates[name] = variable
    for name, variable in facts.items():
        rule = edition.facts[name].derive
        if rule is None:
            continue
        if rule.days is None:
            variables.loose.add(variable)
            continue
        for date in rule.days:
            dates.setdefault(date, date)
            variables.facts.setdefault(dates[date], edition.facts[date])
        start, end = (number(dates[date], whole=True) for date in rule.days)
        variables.ties.extend(_days_between(start, end, number(variable, whole=True), rule))
    variables.ties += [
        at_most(number(dates[first], whole=True), number(dates[second], whole=True))
        for first, second in _IN_ORDER
        if first in dates and second in dates
    ]
    return variables


def _days_between(start: Term, end: Term, days: Term, rule: Derivation) -> Iterator[Formula]:
    between = end - start
    if rule.until == "day_before":
        late = at_most(constant(1), between)
        between = choice([(late, between - constant(1))], constant(0))
    yield at_most(between, days)
    yield at_most(days, between)


def domains(variables: Variables) -> Formula:
    """Return that every variable has a value that its fact may have."""
    tests = (
        Holds(name, fact.domain)
        for name, fact in variables.facts.items()
        if fact.domain is not None
    )
    return all_of([*tests, *variables.ties])
