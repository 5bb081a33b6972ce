"""Regions agree with the conditions that they stand for, and their algebra with logic."""

from collections.abc import Sequence
from itertools import combinations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from penaltybench import reads
from penaltybench.boundaries import boundary_values
from penaltybench.condition import Compare, Condition, Within, evaluate
from penaltybench.interval import Interval
from penaltybench.regions import (
    NotDecided,
    Region,
    Space,
    axis_of,
    condition_of,
    cover,
    first_uncovered,
    meet,
    plain_value,
    uncovered,
    union,
    without,
    witness,
)
from penaltybench.regions.cover import greedy
from penaltybench.ruleset.edition import Edition, Tiers
from penaltybench.ruleset.published import Fact
from penaltybench.testing import library_of
from penaltybench.testing.untidy import UNTIDY, untidy_rulesets
from penaltybench.text import same
from penaltybench.values import FactType, Value


def conditions_of(edition: Edition) -> list[Condition]:
    found = []
    for schedule in edition.schedules:
        found += [schedule.when, *(basis.when for basis in schedule.bases)]
        if isinstance(schedule.table, Tiers):
            found += [row.when for row in schedule.table.rows]
    return found


@st.composite
def spaces(draw: st.DrawFn) -> tuple[Space, list[Condition], Edition]:
    edition = library_of(*draw(untidy_rulesets())).standard(UNTIDY).latest
    found = conditions_of(edition)
    read = {fact for condition in found for fact, _ in condition.leaves()}
    facts = [fact for name, fact in edition.facts.items() if name in read]
    return Space.of(facts, reads.tests_by_fact(edition)), found, edition


@st.composite
def points(draw: st.DrawFn, space: Space, edition: Edition) -> dict[str, Value]:
    """Draw a case at or beside thresholds, or in the middle of a cell."""
    tests = reads.tests_by_fact(edition)
    values: dict[str, Value] = {}
    for axis in space.axes:
        fact = axis.fact
        some = [*boundary_values(fact, tests[fact.id]), *(one.value for one in axis.slices)]
        values[fact.id] = draw(st.sampled_from(some))
    # What is derived is never negative.
    assume(all(value >= 0 for name, value in values.items() if name == "elapsed"))  # type: ignore[operator]
    return values


@given(spaces(), st.data())
def test_a_region_holds_the_cases_of_its_condition(drawn, data: DataObject) -> None:
    space, conditions, edition = drawn
    for condition in conditions:
        region = space.region(condition)
        for _ in range(4):
            values = data.draw(points(space, edition))
            assert (values in region) is evaluate(condition, values)


@given(spaces(), st.data())
def test_a_fact_that_is_fixed_has_that_value_everywhere(drawn, data: DataObject) -> None:
    space, conditions, edition = drawn
    assume(space.axes)
    axis = data.draw(st.sampled_from(space.axes))
    fixed = {axis.fact.id: data.draw(st.sampled_from(axis.slices)).value}
    for condition in conditions:
        values = data.draw(points(space, edition))
        assert (values in space.region(condition, fixed)) is evaluate(condition, values | fixed)


@given(spaces(), st.data())
def test_algebra_is_logic(drawn, data: DataObject) -> None:
    space, conditions, edition = drawn
    one, other = (space.region(data.draw(st.sampled_from(conditions))) for _ in range(2))
    both, either, left = one & other, one | other, one - other
    outside = space.everything - one
    values = data.draw(points(space, edition))
    assert (values in both) == (values in one and values in other)
    assert (values in either) == (values in one or values in other)
    assert (values in left) == (values in one and values not in other)
    assert (values in outside) == (values not in one)
    assert one.covers(both)
    assert either.covers(one)
    assert (left & other).is_empty
    assert (one - one).is_empty
    assert (values in one.absorbed()) == (values in one)


@given(spaces(), st.data())
def test_what_all_conditions_leave(drawn, data: DataObject) -> None:
    space, conditions, edition = drawn
    left = space.everything - union(space, map(space.region, conditions))
    for _ in range(4):
        values = data.draw(points(space, edition))
        assert (values in left) == (not any(evaluate(one, values) for one in conditions))
    for one, other in combinations(left.boxes, 2):
        assert meet(one, other) is None


@given(spaces(), st.data())
def test_a_witness_lies_in_its_box(drawn, data: DataObject) -> None:
    space, conditions, _ = drawn
    for condition in conditions:
        for box in space.region(condition).boxes:
            assert evaluate(condition, witness(space, box)) is True
    for axis in space.axes:
        mask = data.draw(st.integers(1, axis.full))
        value = plain_value(axis, mask)
        assert axis.cell_of(value) & mask
        assert axis.fact.domain is None or axis.fact.domain.holds(value)


@given(spaces(), st.data())
def test_a_box_is_a_condition_again(drawn, data: DataObject) -> None:
    space, _, edition = drawn
    assume(all(axis.full for axis in space.axes))
    box = tuple(data.draw(st.integers(1, axis.full)) for axis in space.axes)
    condition = condition_of(space, box)
    for _ in range(4):
        values = data.draw(points(space, edition))
        assert (values in Region(space, (box,))) is evaluate(condition, values)


@given(spaces(), st.data())
def test_a_cover_states_the_region_and_nothing_else(drawn, data: DataObject) -> None:
    space, conditions, _ = drawn
    required = space.everything - union(space, map(space.region, conditions[1:]))
    allowed = required | space.region(conditions[0])
    for inside in (None, allowed):
        stated = Region(space, cover(required, inside).boxes)
        assert stated.covers(required)
        assert (inside or required).covers(stated)


def small_space(widths: Sequence[int]) -> Space:
    """Return a space with an axis of so many cells for each width."""
    axes = []
    for number, width in enumerate(widths):
        fact = Fact(f"f{number}", FactType.INTEGER, same("f"), domain=Within(Interval(1, width)))
        axes.append(axis_of(fact, [Compare("=", value) for value in range(1, width + 1)]))
    return Space(tuple(axes))


@given(st.lists(st.integers(1, 3), min_size=1, max_size=3), st.data())
def test_a_cover_is_the_smallest(widths: Sequence[int], data: DataObject) -> None:
    """By brute force: no fewer boxes of any kind state the same, and none can be widened."""
    space = small_space(widths)
    boxes = st.tuples(*(st.integers(1, axis.full) for axis in space.axes))
    required = Region(space, tuple(data.draw(st.lists(boxes, min_size=1, max_size=4))))
    more = Region(space, tuple(data.draw(st.lists(boxes, max_size=2))))
    allowed = required | more
    found = cover(required, allowed)
    assert found.fewest
    assert found.complete
    needed = frozenset().union(*map(cells, required.boxes))
    inside = frozenset().union(*map(cells, allowed.boxes))
    every = map(cells, product(*(range(1, axis.full + 1) for axis in space.axes)))
    within = {held for held in every if held <= inside}
    # A cover by any boxes is one by boxes that lie in no other.
    largest = [held for held in within if not any(held < other for other in within)]
    assert len(found.boxes) == fewest(largest, needed)
    assert all(cells(box) in largest for box in found.boxes)


@given(st.lists(st.integers(2, 3), min_size=4, max_size=6), st.data())
def test_a_cover_that_is_chosen_greedily_is_right_too(
    widths: Sequence[int], data: DataObject
) -> None:
    space = small_space(widths)
    boxes = st.tuples(*(st.integers(1, axis.full) for axis in space.axes))
    required = Region(space, tuple(data.draw(st.lists(boxes, min_size=1, max_size=6))))
    outside = space.everything - required
    found = greedy(required, outside.boxes)
    assert not found.fewest
    stated = Region(space, found.boxes)
    assert required.covers(stated)
    assert not found.complete or stated.covers(required)


def cells(box: Sequence[int]) -> frozenset[tuple[int, ...]]:
    """Return every combination of single cells in a box."""
    return frozenset(
        product(*([i for i in range(mask.bit_length()) if mask >> i & 1] for mask in box))
    )


def fewest(sets: Sequence[frozenset[object]], whole: frozenset[object]) -> int:
    for number in range(1, len(sets) + 1):
        if any(frozenset().union(*some) >= whole for some in combinations(sets, number)):
            return number
    raise AssertionError("the sets do not cover everything")


@given(st.integers(2, 5), st.integers(1, 4), st.data())
def test_splitting_agrees_with_subtracting_one_by_one(
    axes: int, width: int, data: DataObject
) -> None:
    masks = st.integers(1, (1 << width) - 1)
    boxes = data.draw(st.lists(st.tuples(*[masks] * axes), max_size=8))
    start = tuple([(1 << width) - 1] * axes)
    left = [start]
    for box in boxes:
        left = [part for piece in left for part in without(piece, box)]
    cells = set(product(range(width), repeat=axes))

    def held(some: Sequence[tuple[int, ...]]) -> set[tuple[int, ...]]:
        return {
            c
            for c in cells
            if any(all(m >> i & 1 for m, i in zip(b, c, strict=True)) for b in some)
        }

    assert held(uncovered(start, boxes)) == held(left) == cells - held(boxes)
    found = first_uncovered(start, boxes)
    assert (found is None) == (not left)
    assert found is None or held([found]) <= held(left)


def test_too_much_work_is_said() -> None:
    """Parity is the worst case: its boxes have nothing in common."""
    bits = 14
    start = tuple([3] * bits)
    boxes = [
        tuple(1 << bit for bit in choice)
        for choice in product((0, 1), repeat=bits)
        if sum(choice) % 2
    ]
    with pytest.raises(NotDecided) as stopped:
        uncovered(start, boxes, most=500)
    assert stopped.value.steps == 500
