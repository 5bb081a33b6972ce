"""What is recommended for each respondent, as frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from penaltybench.amount import Fine, hull
from penaltybench.case import Case
from penaltybench.decide import Decision
from penaltybench.facts import Facts
from penaltybench.inspection_finding import CorrectFirst
from penaltybench.money import Money
from penaltybench.option import Option, Penalty
from penaltybench.procedure import Step
from penaltybench.ruleset.edition import Basis, Circumstance, Edition, Row, Schedule
from penaltybench.ruleset.models import Grade, PenaltyKind
from penaltybench.ruleset.published import Fact
from penaltybench.text import Text

T = TypeVar("T")
Status = Literal[
    "determined", "choice", "undetermined", "gap", "conflict", "not_punished", "correct_first"
]
"""How far the law leaves the result open.

``determined``: one result. ``choice``: several, because the law says *may*, or orders deliberation.
``undetermined``: facts are unknown that matter. ``gap``: the published standard has no row for the
case. ``conflict``: it has several. ``not_punished``: this respondent is not punished at all.
``correct_first``: correction is ordered first, and no penalty follows as things stand.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask: a fact, circumstance or date of the case on which the result depends.

    ``inspection``: a fact of the inspection from which the case arises.

    ``unit`` and ``values`` (word and label) say how it is answered.
    """

    id: str
    kind: Literal["fact", "circumstance", "date", "inspection"]
    type: str
    label: Text
    describe: Text | None
    unit: Text | None
    values: tuple[tuple[str, Text], ...]

    @classmethod
    def of_fact(cls, fact: Fact) -> Question:
        """Return the question for the value of a fact."""
        values = tuple(fact.values.items())
        return cls(fact.id, "fact", fact.type.value, fact.label, fact.describe, fact.unit, values)


def fines_of(options: Sequence[Option]) -> Fine | None:
    """Return the range of fines over options; None if none of them imposes a fine."""
    found = tuple(option.fine for option in options if option.fine is not None)
    whole = hull(found)
    if whole is None or len(found) == len(options):
        return whole
    # An option without a fine makes nothing the low end of the range.
    return Fine(Money(0), whole.high, None)


@dataclass(frozen=True)
class Result:
    """What is recommended for one respondent.

    ``options`` are the results that are still open, the lightest first; ``fine`` is the range over
    them (None: no fine in any), its ``suggested`` amount is there only if all agree. ``grade``,
    ``edition``, ``schedule``, ``basis`` and ``tier`` are None while several are possible.
    ``compared`` are the decisions under the law of the conduct and that of the decision, if both were
    looked at, and ``choice`` says which is lighter and why. ``correction`` is the rule that correction
    comes first at a first inspection, and where it stands, if the case arises from one.
    """

    respondent: str
    label: Text
    status: Status
    options: tuple[Option, ...]
    decisions: tuple[Decision, ...]
    compared: tuple[Decision, ...]
    choice: Text | None
    questions: tuple[Question, ...]
    exhaustive: bool
    procedure: tuple[Step, ...]
    correction: CorrectFirst | None = None

    @property
    def edition(self) -> Edition | None:
        """The edition under which the result came about, if only one is possible."""
        return _only([decision.edition for decision in self.decisions])

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The grades that are still possible, the lightest first."""
        return tuple(sorted({option.grade for option in self.options}, key=lambda g: g.rank))

    @property
    def grade(self) -> Grade | None:
        """The grade, if only one is possible."""
        grades = self.grades
        return grades[0] if len(grades) == 1 else None

    @property
    def fine(self) -> Fine | None:
        """The range of fines over all open options; None if none of them imposes a fine."""
        return fines_of(self.options)

    @property
    def penalties(self) -> tuple[Penalty, ...]:
        """The other penalties: ``must`` if every open option imposes it, else ``may``."""
        if not self.options:
            return ()
        seen: dict[PenaltyKind, list[Penalty]] = {}
        for option in self.options:
            for penalty in option.penalties:
                seen.setdefault(penalty.kind, []).append(penalty)
        merged = []
        for kind in PenaltyKind:
            if kind in seen:
                same = seen[kind]
                everywhere = len(same) == len(self.options) and all(p.force == "must" for p in same)
                days = {penalty.days for penalty in same}
                merged.append(
                    Penalty(
                        kind,
                        "must" if everywhere else "may",
                        days.pop() if len(days) == 1 else None,
                    )
                )
        return tuple(merged)

    @property
    def orders(self) -> tuple[Text, ...]:
        """The orders of the options that are open."""
        return tuple(dict.fromkeys(order for option in self.options for order in option.orders))

    @property
    def schedule(self) -> Schedule | None:
        """The schedule, if only one is possible."""
        return _only([decision.schedule for decision in self.decisions])

    @property
    def basis(self) -> Basis | None:
        """The basis, if only one is possible."""
        return _only([decision.basis for decision in self.decisions])

    @property
    def tier(self) -> Row | None:
        """The tier, if only one is possible (None for a table by points)."""
        return _only([option.tier for option in self.options])

    @property
    def circumstances(self) -> tuple[Circumstance, ...]:
        """The circumstances that take effect in an open option."""
        return tuple(dict.fromkeys(c for option in self.options for c in option.course.because))

    @property
    def reason(self) -> Text | None:
        """Why there is a gap or a conflict, or why no penalty follows as things stand."""
        if self.correction is not None and not self.options:
            return self.correction.reason
        return next((d.reason for d in self.decisions if d.reason is not None), None)


def _only(items: Sequence[T | None]) -> T | None:
    first = items[0] if items else None
    return first if all(item is first or item == first for item in items[1:]) else None


@dataclass(frozen=True)
class Outcome:
    """A case and a result for each respondent.

    ``edition`` and ``facts`` are those of the principal respondent's result, or of the conduct
    while several are possible.
    """

    case: Case
    edition: Edition
    facts: Facts
    results: tuple[Result, ...]

    @property
    def principal(self) -> Result:
        """The result for the principal respondent."""
        return self.results[0]

    def respondent(self, name: str) -> Result:
        """Return the result for a respondent; raises KeyError if the standard has no such one."""
        for result in self.results:
            if result.respondent == name:
                return result
        raise KeyError(name)
