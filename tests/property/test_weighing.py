"""A circumstance for the party never makes its result heavier, one against it never lighter."""

from itertools import combinations_with_replacement, product

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from penaltybench.grade import Course, graded, weigh
from penaltybench.ruleset import Grade
from penaltybench.ruleset.edition import Circumstance
from penaltybench.ruleset.models import Weighing
from penaltybench.testing import case_data, library_of, monotone_rulesets
from penaltybench.testing.rulesets import PENALTY
from penaltybench.text import Text

FAVOURABLE = ("exempt", "mitigated", "lenient", "lenient_or_mitigated")
CONFLICTS = ("deliberate", "offset", "aggravating_first", "mitigating_first")
KINDS = [*product((*FAVOURABLE, "severe"), ("shall", "may")), ("no_leniency", "shall")]
POLICIES = [
    Weighing(conflict=conflict, two_or_more=bound)
    for conflict, bound in product(CONFLICTS, (None, "bound"))
]
COURSES = [
    ("exempt", False),
    ("mitigated", False),
    ("lenient", True),
    ("lenient", False),
    ("none", False),
    ("severe", False),
    ("severe", True),
]
"""Directions from the lightest to the heaviest; at the bound of the statutory range or not."""


def circumstance(effect: str, force: str) -> Circumstance:
    name = Text("情节", "a circumstance")
    return Circumstance("c", "example", effect, force, name, None, False, (), (), ())


def ends(courses) -> tuple[int, int]:
    """Return the places of the lightest and the heaviest course that remain."""
    places = [COURSES.index((course.direction, course.bound)) for course in courses]
    return min(places), max(places)


@pytest.mark.parametrize("weighing", POLICIES, ids=lambda w: f"{w.conflict}-{w.two_or_more}")
def test_one_more_circumstance_moves_the_courses_its_own_way(weighing):
    """Tried for all combinations of up to three circumstances, and every further one."""
    for size in range(4):
        for kinds in combinations_with_replacement(KINDS, size):
            present = [circumstance(*kind) for kind in kinds]
            before = ends(weigh(present, weighing))
            for effect, force in KINDS[:-1]:
                after = ends(weigh([*present, circumstance(effect, force)], weighing))
                lighter, heavier = (after, before) if effect != "severe" else (before, after)
                assert lighter[0] <= heavier[0], (kinds, effect, force)
                assert lighter[1] <= heavier[1], (kinds, effect, force)


@pytest.mark.parametrize("tier", [Grade.LENIENT, Grade.ORDINARY, Grade.SEVERE])
def test_a_heavier_course_never_has_a_lower_grade(tier):
    ranks = [graded(tier, Course(direction, bound=bound)).rank for direction, bound in COURSES]
    assert ranks == sorted(ranks)


@st.composite
def weighed_rulesets(draw):
    """Draw monotone rulesets with circumstances of every kind and policies that agree with each other.

    A standard that lets leniency reach the upper end of a band, or severity the lower one, says
    the opposite of what is tested. Where leniency moves to the next tier, this may lie below the
    minimum, so that the bound for two circumstances would be heavier.
    """
    trees = draw(monotone_rulesets())
    general, penalty = trees[1], trees[-1]
    for tree in (general, penalty):
        for key in ("adjust", "weighing"):
            tree.pop(key, None)
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5))
    general["circumstances"] = [
        {"id": f"c{number}", "effect": effect, "force": force, "label": "情节"}
        for number, (effect, force) in enumerate(kinds)
    ]
    form = draw(st.sampled_from(["nothing", "to", "up_to", "shift"]))
    share = st.sampled_from(["5%", "20%", "100%"])
    if form == "to":
        penalty["adjust"] = {"lenient": {"to": "low"}, "severe": {"to": "high"}}
    elif form == "up_to":
        penalty["adjust"] = {
            "lenient": {"up_to": draw(share), "of": "maximum"},
            "severe": {"up_to": draw(share), "of": "maximum"},
        }
    elif form == "shift":
        penalty["adjust"] = {"lenient": {"shift": "-1"}, "severe": {"shift": "1"}}
    penalty["weighing"] = {"conflict": draw(st.sampled_from(CONFLICTS))}
    if form != "shift" and draw(st.booleans()):
        penalty["weighing"]["two_or_more"] = "bound"
    return trees


@given(weighed_rulesets(), st.data())
def test_one_more_circumstance_moves_the_result_its_own_way(trees, data):
    library = library_of(*trees)
    edition = library.standard(PENALTY).latest
    case = data.draw(case_data(edition, complete=True))
    found = case["circumstances"]
    before = settled(library, case)
    for one in edition.circumstances:
        if one.id in found or one.effect == "no_leniency":
            continue
        after = settled(library, {**case, "circumstances": [*found, one.id]})
        lighter, heavier = (after, before) if one.effect != "severe" else (before, after)
        event(f"{edition.weighing.conflict}: {'the same' if lighter == heavier else 'moved'}")
        assert all(a <= b for a, b in zip(lighter, heavier, strict=True)), (one.effect, one.force)


def settled(library, case):
    """Return the rank of the heaviest grade, the lower and the upper end of the fine."""
    result = library.recommend(case).principal
    assume(result.status in ("determined", "choice"))
    for option in result.options:
        # Below the minimum by its own row, or where the law names none, nothing further is mitigated.
        assume(option.tier is None or option.tier.grade is not Grade.MITIGATED)
        assume(option.statutory is None or option.statutory.low.fen > 0)
    fine = result.fine
    amounts = (0, 0) if fine is None else (fine.low.fen, fine.high.fen)
    return result.grades[-1].rank, *amounts
