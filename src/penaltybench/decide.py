"""The straight line for one respondent: circumstances → courses → tier → options.

Every function here takes frozen values and returns one; facts that are missing raise
UnknownFactsError, which :mod:`penaltybench.possible` answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from penaltybench.amount import Total, total_points
from penaltybench.circumstances import assess, effective
from penaltybench.facts import Facts
from penaltybench.grade import Course, graded, weigh
from penaltybench.option import (
    Movement,
    Option,
    Setting,
    adjustment_of,
    exempt,
    movement_of,
    of_points,
    of_row,
)
from penaltybench.ruleset.edition import (
    Basis,
    Edition,
    Points,
    Row,
    Schedule,
    Tiers,
    range_facts,
)
from penaltybench.ruleset.models import Grade
from penaltybench.text import Text
from penaltybench.tier import Selected, facts_of, neighbour, row_of_grade, select, select_rows

Fault = Literal["gap", "conflict"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows for one respondent when all that matters is known.

    ``edition`` is the one under which it was decided, ``facts`` what was known or supposed.
    ``schedule`` None and no fault: the respondent is not punished, or every course is exempt.
    ``open`` are factors that were left unknown, so that the fines are ranges over them.
    """

    edition: Edition
    facts: Facts
    respondent: str
    schedule: Schedule | None
    basis: Basis | None
    options: tuple[Option, ...]
    fault: Fault | None = None
    reason: Text | None = None
    open: tuple[str, ...] = ()

    @property
    def substance(self) -> object:
        """What it comes to for the respondent, whichever edition says so."""
        return (
            self.fault,
            self.open,
            tuple(
                (option.grade, option.course.direction, option.fine, option.penalties)
                for option in self.options
            ),
        )

    @property
    def outcome(self) -> object:
        """The substance and the rules that led to it; not the facts that were supposed."""
        return (
            self.edition.digest,
            self.schedule.id if self.schedule else None,
            self.basis.id if self.basis else None,
            tuple(option.tier.id if option.tier else None for option in self.options),
            self.substance,
        )

    @property
    def amount_facts(self) -> frozenset[str]:
        """The facts from which its amounts are computed."""
        names = set(range_facts(self.basis.fine)) if self.basis and self.basis.fine else set()
        for fine in (option.tier.fine for option in self.options if option.tier is not None):
            if fine is not None:
                names |= {part.per for part in fine.plus} | ({fine.base} if fine.base else set())
        return frozenset(names)


def decide(
    edition: Edition,
    respondent: str,
    facts: Facts,
    may_stay_open: frozenset[str] = frozenset(),
) -> Decision:
    """Return what follows for the respondent; raises UnknownFactsError if facts are missing.

    ``may_stay_open`` are factors of points that need not be known: the fine is then a range.
    """
    courses = weigh(effective(assess(edition, facts)), edition.weighing)
    if all(course.direction == "exempt" for course in courses):
        options = tuple(exempt(course) for course in courses)
        return Decision(edition, facts, respondent, None, None, options)
    selected = select(edition, respondent, facts)
    if not selected.is_single:
        return _not_single(edition, facts, respondent, selected)
    schedule, basis = selected.schedules[0], selected.bases[0]
    setting = Setting(edition, schedule, basis, facts_of(schedule, facts))
    if isinstance(schedule.table, Points):
        return _by_points(setting, schedule.table, courses, may_stay_open)
    if schedule.table.by_grade:
        return _by_grade(setting, schedule.table, courses)
    return _by_facts(setting, schedule.table, courses)


def _not_single(edition: Edition, facts: Facts, respondent: str, selected: Selected) -> Decision:
    schedules, bases = selected.schedules, selected.bases
    if not schedules and respondent != edition.respondents[0]:
        return Decision(edition, facts, respondent, None, None, ())
    schedule = schedules[0] if len(schedules) == 1 else None
    what, found = Text("裁量表", "schedules"), [one.id for one in schedules]
    if schedule is not None:
        what, found = Text("处罚依据", "bases"), [one.id for one in bases]
    fault: Fault = "conflict" if found else "gap"
    if found:
        names = ", ".join(found)
        reason = Text(f"同时有几个{what.zh}适用：{names}", f"several {what.en} apply: {names}")
    else:
        reason = Text(f"没有适用的{what.zh}", f"none of the {what.en} applies")
    return Decision(edition, facts, respondent, schedule, None, (), fault, reason)


def _by_facts(setting: Setting, table: Tiers, courses: Sequence[Course]) -> Decision:
    rows = select_rows(table, setting.basis, setting.facts)
    if not rows:
        none = Text("没有档次适用于这些事实", "no tier covers these facts")
        return _decision(setting, (), fault="gap", reason=none)
    options = [_option(setting, table, row, course) for row in rows for course in courses]
    if len(rows) > 1:
        names = ", ".join(row.id for row in rows)
        reason = Text(f"同时符合几个档次：{names}", f"several tiers hold: {names}")
        return _decision(setting, options, fault="conflict", reason=reason)
    return _decision(setting, options)


def _option(setting: Setting, table: Tiers, row: Row, course: Course) -> Option | None:
    """Return the option of the tier that the facts chose, or of the tier next to it."""
    adjustment = adjustment_of(setting.schedule, course)
    if adjustment is None or adjustment.shift is None or course.bound:
        movement = movement_of(setting.schedule, course)
        return of_row(setting, row, course, graded(row.grade, course), movement)
    moved = neighbour(table, setting.basis, row, int(adjustment.shift))
    if course.direction == "mitigated":
        movement = movement_of(setting.schedule, course)
        return of_row(setting, moved, course, Grade.MITIGATED, movement)
    # At the last tier there is no further one: its own end is as far as the shift can go.
    pin: Literal["low", "high"] = "high" if course.direction == "severe" else "low"
    movement = Movement("none", pin=pin if moved is row else None)
    return of_row(setting, moved, course, moved.grade, movement)


def _by_grade(setting: Setting, table: Tiers, courses: Sequence[Course]) -> Decision:
    options: list[Option | None] = []
    for course in courses:
        grade = graded(Grade.ORDINARY, course)
        row = row_of_grade(table, setting.basis, grade)
        if course.direction == "exempt" or row is None:
            options.append(exempt(course) if course.direction == "exempt" else None)
            continue
        # The course has already chosen the row; only mitigation goes beyond what rows say.
        beyond = course.bound or (grade is Grade.MITIGATED and row.grade is not grade)
        movement = movement_of(setting.schedule, course) if beyond else Movement("none")
        options.append(of_row(setting, row, course, grade, movement))
    return _decision(setting, options)


def _by_points(
    setting: Setting, table: Points, courses: Sequence[Course], may_stay_open: frozenset[str]
) -> Decision:
    total = total_points(table, setting.facts, may_stay_open)
    if total.gaps or total.clashes:
        labels = [setting.edition.facts[name].label for name in (*total.gaps, *total.clashes)]
        zh, en = "、".join(one.zh for one in labels), ", ".join(one.en for one in labels)
        if total.gaps:
            reason = Text(f"裁量因素没有对应的百分值：{zh}", f"no level of a factor holds: {en}")
            return _decision(setting, (), fault="gap", reason=reason)
        reason = Text(f"裁量因素有几个百分值：{zh}", f"several levels of a factor hold: {en}")
        return _decision(setting, (), fault="conflict", reason=reason)
    options = [of_points(setting, table, total, course) for course in courses]
    matters = total.open and _factors_matter(setting, table, total, courses)
    return _decision(setting, options, open_factors=total.open if matters else ())


def _factors_matter(
    setting: Setting, table: Points, total: Total, courses: Sequence[Course]
) -> bool:
    """Whether open factors change anything; a bound, a cap or mitigation may fix the amount."""
    least, most = (
        [of_points(setting, table, replace(total, low=end, high=end), course) for course in courses]
        for end in (total.low, total.high)
    )
    return least != most


def _decision(
    setting: Setting,
    options: Sequence[Option | None],
    *,
    fault: Fault | None = None,
    reason: Text | None = None,
    open_factors: tuple[str, ...] = (),
) -> Decision:
    usable = tuple(option for option in options if option is not None)
    if fault is None and len(usable) < len(options):
        fault = "gap"
        reason = Text(
            "该档次在此法定幅度内没有金额", "the tier's band is empty in this statutory range"
        )
    return Decision(
        setting.edition,
        setting.facts,
        setting.schedule.respondent,
        setting.schedule,
        setting.basis,
        usable,
        fault,
        reason,
        open_factors,
    )
