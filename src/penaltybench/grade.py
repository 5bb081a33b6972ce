"""Circumstances and the tier's grade give the courses that the law leaves open.

A *course* is what is done about the amount: nothing, lenient, mitigated, severe, or exempt. "Shall"
leaves one course, "may" and "lenient or mitigated" leave several, and so do circumstances for and
against the party together where the ruleset orders deliberation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from penaltybench.ruleset.edition import Circumstance
from penaltybench.ruleset.models import Grade, Weighing

Direction = Literal["exempt", "mitigated", "lenient", "none", "severe"]
_ORDER: tuple[Direction, ...] = ("exempt", "mitigated", "lenient", "none", "severe")
_FAVOURABLE: dict[str, tuple[Direction, ...]] = {
    "exempt": ("exempt",),
    "mitigated": ("mitigated",),
    "lenient": ("lenient",),
    "lenient_or_mitigated": ("mitigated", "lenient"),
}


@dataclass(frozen=True, slots=True)
class Course:
    """One course: its direction, the circumstances that open it, and what it needs.

    ``bound``: two or more circumstances of one kind and none of the other give the bound of the
    statutory range. ``weighed``: circumstances were weighed against or with each other by the
    ruleset's policy. ``needs`` holds ``reasons`` and ``deliberation``.
    """

    direction: Direction
    because: tuple[Circumstance, ...] = ()
    bound: bool = False
    weighed: bool = False
    needs: tuple[str, ...] = ()


def weigh(present: Sequence[Circumstance], weighing: Weighing) -> tuple[Course, ...]:
    """Return the courses that remain, the lightest first.

    Precedence: an exemption that shall be given excludes the rest, unless it is weighed against an
    aggravating circumstance; a prohibition of leniency removes what is lenient, mitigated or a
    discretionary exemption; mitigation that shall be given includes leniency.
    """
    barred = any(circumstance.effect == "no_leniency" for circumstance in present)
    lighter = [
        c for c in present if c.effect in _FAVOURABLE and not (barred and not _must_exempt(c))
    ]
    heavier = [c for c in present if c.effect == "severe"]
    bars = [c for c in present if c.effect == "no_leniency"]
    if any(circumstance.absolute for circumstance in lighter):
        return (_course("exempt", [c for c in lighter if c.absolute]),)
    favourable = _alternatives(lighter)
    unfavourable = _alternatives(heavier)
    courses = [
        course
        for for_party in favourable
        for against_party in unfavourable
        for course in _combine(for_party, against_party, lighter, heavier, bars, weighing)
    ]
    return _distinct(courses)


def _must_exempt(circumstance: Circumstance) -> bool:
    return circumstance.effect == "exempt" and circumstance.force == "shall"


def _alternatives(circumstances: Sequence[Circumstance]) -> tuple[Direction, ...]:
    """Return the directions that circumstances of one side leave open; ``none`` if they may not act."""
    if not circumstances:
        return ("none",)
    if circumstances[0].effect == "severe":
        obliged = any(circumstance.force == "shall" for circumstance in circumstances)
        return ("severe",) if obliged else ("none", "severe")
    shall = [_FAVOURABLE[c.effect] for c in circumstances if c.force == "shall"]
    may = {d for c in circumstances if c.force == "may" for d in _FAVOURABLE[c.effect]}
    obliged_to: set[Direction]
    if ("exempt",) in shall:
        return ("exempt",)
    if ("mitigated",) in shall:
        obliged_to = {"mitigated"}
    elif shall:
        obliged_to = {direction for options in shall for direction in options}
    else:
        obliged_to = {"none"}
    # What may be given adds to what is owed; it never opens anything heavier.
    most = max(_ORDER.index(direction) for direction in obliged_to)
    return tuple(direction for direction in _ORDER[: most + 1] if direction in obliged_to | may)


def _combine(
    for_party: Direction,
    against_party: Direction,
    lighter: Sequence[Circumstance],
    heavier: Sequence[Circumstance],
    bars: Sequence[Circumstance],
    weighing: Weighing,
) -> Iterable[Course]:
    opening = [c for c in lighter if for_party in _FAVOURABLE[c.effect]]
    if for_party == "none" or against_party == "none":
        if for_party != "none":
            # Mitigation goes below the minimum, which would be the bound.
            alone = not heavier and for_party == "lenient"
            yield _course(for_party, opening, bound=_bound(weighing, lighter) and alone)
        elif against_party != "none":
            yield _course(
                "severe", [*heavier, *bars], bound=_bound(weighing, heavier) and not lighter
            )
        else:
            yield _course("none", bars)
        return
    match weighing.conflict:
        case "aggravating_first":
            yield _course("severe", heavier, weighed=True)
        case "mitigating_first":
            yield _course(for_party, opening, weighed=True)
        case "offset":
            balance = len(lighter) - len(heavier)
            if balance > 0:
                yield _course(for_party, opening, weighed=True)
            elif balance < 0:
                yield _course("severe", heavier, weighed=True)
            else:
                yield _course("none", [*opening, *heavier], weighed=True)
        case "deliberate":
            yield _course(for_party, opening, deliberate=True)
            yield _course("severe", heavier, deliberate=True)


def _bound(weighing: Weighing, circumstances: Sequence[Circumstance]) -> bool:
    return weighing.two_or_more == "bound" and len(circumstances) >= 2


def _course(
    direction: Direction,
    because: Sequence[Circumstance],
    *,
    bound: bool = False,
    weighed: bool = False,
    deliberate: bool = False,
) -> Course:
    needs = {need for circumstance in because for need in circumstance.needs}
    if deliberate:
        needs |= {"deliberation", "reasons"}
    weighed = weighed or deliberate or bound
    return Course(direction, tuple(because), bound, weighed, tuple(sorted(needs)))


def _distinct(courses: Iterable[Course]) -> tuple[Course, ...]:
    """Keep one course for each direction, joining what they need, in the order of gravity."""
    merged: dict[tuple[Direction, bool], Course] = {}
    for course in courses:
        earlier = merged.get((course.direction, course.bound))
        if earlier is None:
            merged[course.direction, course.bound] = course
        else:
            merged[course.direction, course.bound] = Course(
                course.direction,
                tuple(dict.fromkeys([*earlier.because, *course.because])),
                course.bound,
                earlier.weighed or course.weighed,
                tuple(sorted({*earlier.needs, *course.needs})),
            )
    return tuple(sorted(merged.values(), key=lambda c: (_ORDER.index(c.direction), c.bound)))


def graded(tier: Grade, course: Course) -> Grade:
    """Return the grade after weighing: leniency and severity move an ordinary grade by one step."""
    match course.direction:
        case "exempt":
            return Grade.EXEMPT
        case "mitigated":
            return Grade.MITIGATED
        case "none":
            return tier
    if tier.rank <= Grade.MITIGATED.rank:
        return tier
    if course.bound:
        return Grade.SEVERE if course.direction == "severe" else Grade.LENIENT
    step = 1 if course.direction == "severe" else -1
    ladder = list(Grade)
    return ladder[min(max(tier.rank + step, Grade.LENIENT.rank), Grade.SEVERE.rank)]
