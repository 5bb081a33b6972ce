"""An edition ready for use: every condition parsed, every reference resolved, all frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from penaltybench.condition import Condition, UnaryTest, fact_names
from penaltybench.diagnostics import Place
from penaltybench.ruleset.models import (
    Adjust,
    Cap,
    ChoiceOfEdition,
    Citation,
    Combined,
    CountedTwice,
    Effect,
    FineRange,
    Force,
    Grade,
    LatePayment,
    OneAct,
    PenaltyKind,
    PenaltyTerm,
    Rounding,
    TierFine,
    Weighing,
)
from penaltybench.ruleset.published import Published
from penaltybench.text import Text
from penaltybench.values import Value


@dataclass(frozen=True, slots=True)
class Basis:
    """The article that punishes, when it does, and with what."""

    id: str
    statute: Citation
    when: Condition
    fine: FineRange | None
    penalties: tuple[tuple[PenaltyKind, PenaltyTerm], ...]
    orders: tuple[Text, ...]
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A tier."""

    id: str
    grade: Grade
    label: Text | None
    when: Condition
    basis: tuple[str, ...]
    fine: TierFine | None
    also: tuple[tuple[PenaltyKind, PenaltyTerm], ...]
    orders: tuple[Text, ...]
    ground: Citation | None
    cite: tuple[Citation, ...]
    place: Place

    @property
    def title(self) -> Text:
        """The label, or the id."""
        return self.label or Text(self.id, self.id)


@dataclass(frozen=True, slots=True)
class Tiers:
    """A table of tiers, selected by facts or by the weighed grade."""

    by_grade: bool
    first_hit: bool
    rows: tuple[Row, ...]
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a factor: the test and what it adds."""

    test: UnaryTest
    share: Fraction
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of a table by points."""

    fact: str
    label: Text
    levels: tuple[Level, ...]
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Points:
    """A table by points; ``start`` None is minimum ÷ maximum."""

    start: Fraction | None
    position: bool
    at_most: Fraction
    factors: tuple[Factor, ...]
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule: one respondent, one condition, its bases and its table.

    ``sets`` are facts that hold for this respondent whatever the case says of the principal one.
    """

    id: str
    respondent: str
    label: Text
    when: Condition
    sets: tuple[tuple[str, Value], ...]
    bases: tuple[Basis, ...]
    table: Tiers | Points
    adjust: Adjust
    place: Place


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A circumstance; ``source`` is the id of the ruleset that declares it."""

    id: str
    source: str
    effect: Effect
    force: Force
    label: Text
    when: Condition | None
    absolute: bool
    overrides: tuple[str, ...]
    needs: tuple[str, ...]
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ProcedureRule:
    """A step of procedure and when it follows; ``fine`` tests an amount in fen."""

    id: str
    step: str
    label: Text
    when: Condition
    fine: UnaryTest | None
    kinds: frozenset[PenaltyKind]
    grades: frozenset[Grade]
    without_other: bool
    days: int | None
    working: bool
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class CapRule:
    """A policy cap and the condition under which it does not apply."""

    model: Cap
    unless: Condition | None


@dataclass(frozen=True, eq=False)
class Edition(Published):
    """One edition of a penalty standard together with the general rules in force beside it.

    ``period`` is the span in which exactly this combination holds; ``dated`` the day on which
    the standard itself took effect. ``digest`` covers every file that can change a result.
    """

    schedules: tuple[Schedule, ...]
    circumstances: tuple[Circumstance, ...]
    overridden: tuple[tuple[Circumstance, Circumstance], ...]
    procedure: tuple[ProcedureRule, ...]
    weighing: Weighing
    cap: CapRule | None
    rounding: Rounding
    suggest: str
    late_payment: LatePayment | None
    choice: ChoiceOfEdition | None
    one_act: OneAct | None
    combined: Combined | None
    refines: str | None
    counted_twice: tuple[CountedTwice, ...]

    @property
    def respondents(self) -> tuple[str, ...]:
        """The respondents, the principal one first."""
        return tuple(dict.fromkeys(schedule.respondent for schedule in self.schedules))

    def own_facts(self) -> tuple[str, ...]:
        """Return the facts that the tables and bases read, in order of declaration."""
        used: set[str] = set()
        for schedule in self.schedules:
            used |= table_facts(schedule)
        return tuple(name for name in self.facts if name in used)


def table_facts(schedule: Schedule) -> frozenset[str]:
    """Return the facts that a schedule reads: conditions, factors, bases of amounts."""
    names = set(fact_names(schedule.when))
    for basis in schedule.bases:
        names |= fact_names(basis.when)
        if basis.fine is not None:
            names |= range_facts(basis.fine)
    if isinstance(schedule.table, Points):
        names |= {factor.fact for factor in schedule.table.factors}
    else:
        for row in schedule.table.rows:
            names |= fact_names(row.when)
            if row.fine is not None:
                names |= {increment.per for increment in row.fine.plus}
                if row.fine.base is not None:
                    names.add(row.fine.base)
    return frozenset(names)


def range_facts(fine: FineRange) -> frozenset[str]:
    """Return the facts that a statutory range reads."""
    references = {
        end.fact
        for end in (fine.min, fine.max)
        if end is not None and not isinstance(end, Fraction)
    }
    return frozenset(references | ({fine.base} if fine.base else set()))
