"""How circumstances are weighed, row by row of what the law and a ruleset may say."""

import pytest

from penaltybench.grade import Course, graded, weigh
from penaltybench.ruleset import Circumstance, Grade
from penaltybench.ruleset.models import Weighing
from penaltybench.text import same

DELIBERATE = Weighing()
OFFSET = Weighing(conflict="offset")
AGGRAVATING = Weighing(conflict="aggravating_first")
MITIGATING = Weighing(conflict="mitigating_first")
BOUND = Weighing(two_or_more="bound")


def circumstance(words, number=0):
    """Return a circumstance of ``shall lenient``, ``may severe``, ``absolute exempt``."""
    force, effect = words.split()
    absolute = force == "absolute"
    return Circumstance(
        f"{words}-{number}",
        "x.general",
        effect,
        "shall" if absolute else force,
        same(words),
        None,
        absolute,
        (),
        ("reasons",) if effect == "severe" else (),
        (),
    )


def courses(words, weighing=DELIBERATE):
    present = [circumstance(one, number) for number, one in enumerate(words)]
    return [course.direction + ("!" if course.bound else "") for course in weigh(present, weighing)]


@pytest.mark.parametrize(
    ("present", "remaining"),
    [
        ([], ["none"]),
        # one circumstance
        (["shall lenient"], ["lenient"]),
        (["may lenient"], ["lenient", "none"]),
        (["shall mitigated"], ["mitigated"]),
        (["may mitigated"], ["mitigated", "none"]),
        (["shall lenient_or_mitigated"], ["mitigated", "lenient"]),
        (["may lenient_or_mitigated"], ["mitigated", "lenient", "none"]),
        (["shall exempt"], ["exempt"]),
        (["may exempt"], ["exempt", "none"]),
        (["shall severe"], ["severe"]),
        (["may severe"], ["none", "severe"]),
        (["shall no_leniency"], ["none"]),
        (["absolute exempt"], ["exempt"]),
        # several for the party
        (["shall exempt", "shall lenient"], ["exempt"]),
        (["may exempt", "shall lenient"], ["exempt", "lenient"]),
        (["shall mitigated", "shall lenient"], ["mitigated"]),
        (["shall lenient", "may mitigated"], ["mitigated", "lenient"]),
        (["shall mitigated", "may lenient"], ["mitigated"]),
        (["shall lenient", "may lenient"], ["lenient"]),
        (["may lenient", "may exempt"], ["exempt", "lenient", "none"]),
        (["shall lenient_or_mitigated", "shall lenient"], ["mitigated", "lenient"]),
        # several against the party
        (["may severe", "may severe"], ["none", "severe"]),
        (["may severe", "shall severe"], ["severe"]),
        # no leniency
        (["shall no_leniency", "shall lenient"], ["none"]),
        (["shall no_leniency", "may mitigated"], ["none"]),
        (["shall no_leniency", "may exempt"], ["none"]),
        (["shall no_leniency", "shall exempt"], ["exempt"]),
        (["shall no_leniency", "shall severe"], ["severe"]),
        # an absolute bar is never weighed
        (["absolute exempt", "shall severe"], ["exempt"]),
        (["absolute exempt", "shall no_leniency"], ["exempt"]),
        (["absolute exempt", "shall lenient"], ["exempt"]),
        # both directions: deliberation
        (["shall lenient", "shall severe"], ["lenient", "severe"]),
        (["shall mitigated", "shall severe"], ["mitigated", "severe"]),
        (["shall exempt", "shall severe"], ["exempt", "severe"]),
        (["may lenient", "shall severe"], ["lenient", "severe"]),
        (["shall lenient", "may severe"], ["lenient", "severe"]),
        (["may lenient", "may severe"], ["lenient", "none", "severe"]),
    ],
    ids=str,
)
def test_what_the_law_leaves_open(present, remaining):
    assert courses(present) == remaining
    assert courses(present[::-1]) == remaining


@pytest.mark.parametrize(
    ("present", "weighing", "remaining"),
    [
        (["shall lenient", "shall severe"], AGGRAVATING, ["severe"]),
        (["shall lenient", "shall severe"], MITIGATING, ["lenient"]),
        (["shall mitigated", "shall severe"], MITIGATING, ["mitigated"]),
        (["shall lenient", "may severe"], AGGRAVATING, ["lenient", "severe"]),
        (["may lenient", "shall severe"], MITIGATING, ["lenient", "severe"]),
        (["shall lenient", "shall severe"], OFFSET, ["none"]),
        (["shall lenient", "shall lenient", "shall severe"], OFFSET, ["lenient"]),
        (["shall lenient", "shall severe", "shall severe"], OFFSET, ["severe"]),
        (["shall mitigated", "shall lenient", "shall severe"], OFFSET, ["mitigated"]),
        (["shall lenient"] * 3 + ["shall severe"] * 2, OFFSET, ["lenient"]),
        (["shall lenient"], AGGRAVATING, ["lenient"]),
        (["shall severe"], MITIGATING, ["severe"]),
        ([], OFFSET, ["none"]),
    ],
    ids=str,
)
def test_what_a_ruleset_does_with_both_directions(present, weighing, remaining):
    assert courses(present, weighing) == remaining
    assert courses(present[::-1], weighing) == remaining


@pytest.mark.parametrize(
    ("present", "remaining"),
    [
        (["shall severe"], ["severe"]),
        (["shall severe", "shall severe"], ["severe!"]),
        (["shall severe", "may severe"], ["severe!"]),
        (["shall lenient", "shall lenient"], ["lenient!"]),
        (["shall lenient"], ["lenient"]),
        # Mitigation goes below what would be the bound.
        (["shall mitigated", "shall mitigated"], ["mitigated"]),
        (["shall lenient", "shall severe", "shall severe"], ["lenient", "severe"]),
        (["shall lenient", "shall lenient", "shall severe"], ["lenient", "severe"]),
        (["may lenient", "may lenient"], ["lenient!", "none"]),
        (["may severe", "may severe"], ["none", "severe!"]),
    ],
    ids=str,
)
def test_two_or_more_of_one_kind_give_the_bound(present, remaining):
    assert courses(present, BOUND) == remaining


def test_a_course_names_what_opens_it():
    lenient, severe, bar = (
        circumstance(words) for words in ("shall lenient", "shall severe", "shall no_leniency")
    )
    assert weigh([lenient, severe], AGGRAVATING)[0].because == (severe,)
    assert weigh([lenient, severe], MITIGATING)[0].because == (lenient,)
    assert weigh([lenient, severe], OFFSET)[0].because == (lenient, severe)
    assert weigh([severe, bar], DELIBERATE)[0].because == (severe, bar)
    assert weigh([bar], DELIBERATE)[0].because == (bar,)


def test_a_course_names_what_it_needs():
    lenient, severe = circumstance("shall lenient"), circumstance("shall severe")
    assert weigh([severe], DELIBERATE)[0].needs == ("reasons",)
    assert weigh([lenient], DELIBERATE)[0].needs == ()
    both = weigh([lenient, severe], DELIBERATE)
    assert [course.needs for course in both] == [("deliberation", "reasons")] * 2


def test_alternatives_that_lead_to_one_course_are_one():
    # May lenient, may severe: with neither, with one, with the other, with both.
    present = [circumstance("may lenient"), circumstance("may severe")]
    found = weigh(present, AGGRAVATING)
    assert [course.direction for course in found] == ["lenient", "none", "severe"]
    assert found[2].because == (present[1],)
    assert found[2].weighed


@pytest.mark.parametrize("tier", list(Grade))
@pytest.mark.parametrize(
    ("course", "expected"),
    [
        (Course("none"), "exempt mitigated lenient ordinary severe"),
        (Course("exempt"), "exempt exempt exempt exempt exempt"),
        (Course("mitigated"), "mitigated mitigated mitigated mitigated mitigated"),
        (Course("lenient"), "exempt mitigated lenient lenient ordinary"),
        (Course("severe"), "exempt mitigated ordinary severe severe"),
        (Course("lenient", bound=True), "exempt mitigated lenient lenient lenient"),
        (Course("severe", bound=True), "exempt mitigated severe severe severe"),
    ],
)
def test_the_grade_after_weighing(tier, course, expected):
    assert graded(tier, course) == expected.split()[tier.rank]


def test_grades_are_ordered():
    assert [grade.rank for grade in Grade] == [0, 1, 2, 3, 4]
