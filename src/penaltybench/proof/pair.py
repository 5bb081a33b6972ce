"""A fact that becomes worse, all else equal: the two cases, and what the engine makes of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from penaltybench.diagnostics import Place
from penaltybench.proof.plain import plainest
from penaltybench.proof.run import Came, Shown, case_data, result_facts, run
from penaltybench.proof.search import Ground
from penaltybench.proof.statement import Means, Proof, Statement
from penaltybench.regions import Slice
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.published import Fact
from penaltybench.text import Text
from penaltybench.values import FactType, Value
from penaltybench.words import RESPONDENTS

PRIME = "′"
"""Marks the variable of what differs in the second case."""


@dataclass(frozen=True)
class Change:
    """A respondent of an edition, and the fact that becomes worse."""

    edition: Edition
    ground: Ground
    respondent: str
    name: str

    @property
    def fact(self) -> Fact:
        """The fact."""
        return self.ground.axes[self.name].fact

    @property
    def rises(self) -> bool:
        """Whether greater or later values are worse."""
        return self.fact.worse in ("higher", "later", "true")

    @cached_property
    def cells(self) -> tuple[Slice, ...]:
        """The cells of the fact from the lightest to the worst; of an enum each word by itself."""
        if self.fact.type is FactType.ENUM:
            words = self.fact.heaviest_first()[::-1]
            return tuple(Slice(word, (word,)) for word in words)
        slices = self.ground.axes[self.name].slices
        return slices if self.rises else slices[::-1]

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The facts on which results depend."""
        return result_facts(self.edition, self.respondent)

    @cached_property
    def derived(self) -> tuple[str, ...]:
        """The facts that are counted from the fact, which is a date."""
        found = []
        for name in sorted(self.wanted):
            rule = self.edition.facts[name].derive
            if rule is not None and self.name in (rule.years or rule.months or rule.days or ()):
                found.append(name)
        return tuple(found)

    @property
    def statement(self) -> Statement:
        """What is claimed."""
        edition, label = self.edition, self.fact.label
        own = next(s for s in edition.schedules if s.respondent == self.respondent)
        whom = RESPONDENTS.get(self.respondent) or own.label
        return Statement(
            "monotone",
            edition.id,
            edition.period.start.isoformat(),
            f"{self.respondent}/{self.name}",
            Text(
                f"要素“{label.zh}”加重，其他不变，对{whom.zh}的结果不变轻",
                f"“{label.en}” made worse, all else equal, never gives {whom.en} a lighter result",
            ),
            own.place,
        )

    def is_worse(self, first: Value, second: Value) -> bool:
        """Return whether ``second`` is worse than ``first``."""
        if self.fact.type is FactType.ENUM:
            order = self.fact.heaviest_first()
            return order.index(str(second)) < order.index(str(first))
        return second > first if self.rises else second < first  # type: ignore[operator]

    # --- the engine -------------------------------------------------------------------------

    def refuted(self, values: Mapping[str, Value], means: Means) -> Proof | None:
        """Return the refutation by the two cases of ``values``, plain ones if they do; else None.

        What differs in the second case stands under its primed name.
        """
        facts = dict(self.edition.facts)
        facts |= {name + PRIME: facts[name] for name in (self.name, *self.derived)}
        return plainest(self.edition, facts, values, lambda more: self._confirmed(more, means))

    def _confirmed(self, values: Mapping[str, Value], means: Means) -> Proof | None:
        pair = self.shown(values)
        if pair is None or not is_lighter(pair[1].came, pair[0].came):
            return None
        first, second = pair
        others = tuple(one for one in first.facts if one[0].id != self.name)
        rest = Shown({}, others, first.came)
        label = self.fact.label
        old, new = values[self.name], values[self.name + PRIME]
        zh = (
            f"要素“{label.zh}”由{self.fact.format(old, 'zh')}变为{self.fact.format(new, 'zh')}（更重），"
            f"结果反而变轻：{first.came.words('zh')} → {second.came.words('zh')}"
        )
        en = (
            f"“{label.en}” changes from {self.fact.format(old, 'en')} to "
            f"{self.fact.format(new, 'en')}, which is worse, and the result becomes lighter: "
            f"{first.came.words('en')} → {second.came.words('en')}"
        )
        if others:
            zh += f"。其余：{rest.words('zh')}"
            en += f". The rest: {rest.words('en')}"
        places = [self._place(one.came) for one in (second, first)]
        return Proof(
            self.statement,
            "refuted",
            means,
            pair,
            Text(zh, en),
            places[0],
            tuple(place for place in places[1:] if place != places[0]),
        )

    def shown(self, values: Mapping[str, Value]) -> tuple[Shown, Shown] | None:
        """Return both cases as the engine decided them; None if one is refused or the order is wrong."""
        primed = {name: value for name, value in values.items() if name.endswith(PRIME)}
        if not self.is_worse(values[self.name], values[self.name + PRIME]):
            return None
        plain = {name: value for name, value in values.items() if name not in primed}
        changed = plain | {name.removesuffix(PRIME): value for name, value in primed.items()}
        found = []
        for one in (plain, changed):
            data = case_data(self.edition, self.wanted, one)
            shown = None if data is None else run(self.edition, self.respondent, data)
            if shown is None:
                return None
            found.append(shown)
        return found[0], found[1]

    def _place(self, came: Came) -> Place:
        """Return the place of the row, or of the table, that gave a result."""
        for schedule in self.edition.schedules:
            if schedule.respondent == self.respondent and schedule.id == came.schedule:
                return came.place or schedule.place
        return self.statement.place

    def gap(self, values: Mapping[str, Value]) -> Text | None:
        """Return that the worse of two cases has no result, if the lighter one has."""
        pair = self.shown(values)
        if pair is None or not pair[0].came.is_known or pair[1].came.is_known:
            return None
        label = self.fact.label
        old, new = values[self.name], values[self.name + PRIME]
        return Text(
            f"“{label.zh}”由{self.fact.format(old, 'zh')}加重为{self.fact.format(new, 'zh')}时，"
            f"由{pair[0].came.words('zh')}变为{pair[1].came.words('zh')}，没有可比的结果。"
            f"案例：{pair[1].words('zh')}",
            f"where “{label.en}” goes from {self.fact.format(old, 'en')} to "
            f"{self.fact.format(new, 'en')}, {pair[0].came.words('en')} becomes "
            f"{pair[1].came.words('en')}: nothing to compare. Case: {pair[1].words('en')}",
        )


def is_lighter(one: Came, other: Came) -> bool:
    """Return whether ``one`` is lighter than ``other`` in grade or in an end of the fine."""
    if not (one.is_known and other.is_known):
        return False
    return one.rank < other.rank or one.low < other.low or one.high < other.high
