"""By what a charge is computed: the standards that count, the reductions of the day, and the facts.

Where the lowest standard applies, that of each layer counts whose facts mean the same as the item's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from penaltybench.condition import UnaryTest, evaluate, unknown_facts
from penaltybench.diagnostics import CaseError
from penaltybench.facts import Facts, derive, read_given
from penaltybench.fees.case import FeeCase
from penaltybench.fees.layers import Layers
from penaltybench.ruleset.fee import FEE_DATES, FeeEdition, FeeRow, Reduction, same_meaning
from penaltybench.ruleset.models import Rounding
from penaltybench.ruleset.published import Fact
from penaltybench.text import Text
from penaltybench.values import Value


@dataclass(frozen=True, slots=True)
class Rules:
    """What a charge is computed by.

    ``standards`` are the editions whose standards count, the item itself first; ``left_out`` says of
    those above it that do not count why. ``reductions`` are those of the item in force on the day.
    """

    own: FeeEdition
    standards: tuple[FeeEdition, ...]
    left_out: tuple[tuple[FeeEdition, Text], ...]
    reductions: tuple[Reduction, ...]

    @property
    def rounding(self) -> Rounding:
        """How the item's amounts are rounded."""
        assert self.own.rounding is not None
        return self.own.rounding

    def fact(self, name: str) -> Fact:
        """Return the declaration of a fact, that of the item itself if it has one."""
        return self.declaring(name).facts[name]

    def declaring(self, name: str) -> FeeEdition:
        """Return the first edition that declares a fact."""
        return next(edition for edition in self.standards if name in edition.facts)

    def tests(self) -> Mapping[str, tuple[UnaryTest, ...]]:
        """Return every test on each fact that a row or a reduction makes, in the order of the files."""
        found: dict[str, dict[UnaryTest, None]] = {}
        conditions = [row.when for edition in self.standards for row in edition.rows]
        for condition in [*conditions, *(one.when for one in self.reductions)]:
            for name, test in condition.leaves():
                found.setdefault(name, {})[test] = None
        return {name: tuple(tests) for name, tests in found.items()}

    def unknown(self, values: Mapping[str, Value]) -> tuple[str, ...]:
        """Return the facts on which it still depends what holds."""
        names: dict[str, None] = {}
        for edition in self.standards:
            for row in edition.rows:
                names.update(dict.fromkeys(unknown_facts(row.when, values)))
                if edition.first_hit and evaluate(row.when, values):
                    break
        for one in self.reductions:
            names.update(dict.fromkeys(unknown_facts(one.when, values)))
        return tuple(names)


def rules_of(layers: Layers, day: dt.date) -> Rules:
    """Return what a charge of the item on ``day`` is computed by."""
    own = layers.own
    standards, left_out = [own], []
    if own.policy.standard is not None:
        for higher in layers.higher:
            why = _why_not(higher, standards)
            if why is None:
                standards.append(higher)
            else:
                left_out.append((higher, why))
    reductions = tuple(one for one in own.reductions if day in one.period)
    return Rules(own, tuple(standards), tuple(left_out), reductions)


def _why_not(higher: FeeEdition, standards: list[FeeEdition]) -> Text | None:
    """Return why the standard of a higher layer does not count; None if it does."""
    if not higher.is_charged:
        return Text("已不收费，没有标准", "it is no longer charged and has no standard")
    for edition in standards:
        for name, fact in higher.facts.items():
            other = edition.facts.get(name)
            if other is not None and not same_meaning(fact, other):
                return Text(
                    f"要素 {name} 的声明不同，不能比较",
                    f"it declares the fact {name} otherwise and cannot be compared",
                )
    return None


def rows_of(edition: FeeEdition, values: Mapping[str, Value]) -> tuple[FeeRow, ...]:
    """Return the rows that hold, the first one only where that is the rule."""
    holding = tuple(row for row in edition.rows if evaluate(row.when, values))
    return holding[:1] if edition.first_hit else holding


def facts_of(case: FeeCase, rules: Rules) -> Facts:
    """Return the typed facts of a case; raises CaseError that names every one at fault."""
    days = {"charged_on": case.on}
    declared = {name for edition in rules.standards for name in edition.facts}
    elsewhere = frozenset(declared - set(rules.own.facts))
    values, origins, faults = read_given(case.facts, rules.own, days, FEE_DATES, elsewhere)
    for edition in rules.standards[1:]:
        # A fact of several layers was read where it is declared first.
        own = {name: case.facts[name] for name in case.facts if name in elsewhere}
        own = {name: value for name, value in own.items() if rules.declaring(name) is edition}
        more, sources, found = read_given(own, edition, {}, FEE_DATES)
        values.update(more)
        origins.update(sources)
        faults.extend(found)
    if faults:
        raise CaseError(faults)
    for edition in rules.standards:
        derive(edition, values, origins)
    return Facts(values, origins)
