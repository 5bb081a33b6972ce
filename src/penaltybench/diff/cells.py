"""The cases of one respondent, cell by cell: in which the result changes, with an example of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from penaltybench.condition import UnaryTest
from penaltybench.diff.judge import Cut, Found, Judged, judge, numbers_of
from penaltybench.diff.sides import Sides, own_values
from penaltybench.diff.weigh import Sign, compared
from penaltybench.facts import Facts
from penaltybench.proof.in_cell import Choices, InCell, in_cell
from penaltybench.proof.run import Came, came_at
from penaltybench.proof.search import Cells, Ground, Leaf, leaves
from penaltybench.proof.signs import Point, offending_points
from penaltybench.regions import plain_value
from penaltybench.ruleset.edition import Edition
from penaltybench.text import Text
from penaltybench.unknown import UnknownFactsError
from penaltybench.values import Value

MAX_LEAVES = 4_000
"""So many combinations of cells are compared for one respondent."""
MAX_ROUNDS = 6
MAX_POINTS = 8
Pair = tuple[Found, Found]


@dataclass(frozen=True)
class Laid:
    """The cases of a respondent in cells, and what follows in each combination that matters."""

    ground: Ground
    leaves: tuple[tuple[Leaf[Pair], Judged], ...]


def laid(sides: Sides, respondent: str) -> Laid:
    """Return the combinations of cells, cut so that where possible one case tells all of them.

    Raises :class:`~penaltybench.proof.search.TooMany`.
    """
    cuts: dict[Cut, None] = {}
    alike = sides.alike_factors(respondent, sides.ground({}))
    for _ in range(MAX_ROUNDS):
        found = _leaves(sides, respondent, cuts, alike)
        wanted = {one: None for _, judged in found.leaves for one in judged.cuts}
        factors = any(judged.step == "factors" for _, judged in found.leaves)
        if not wanted and not factors:
            break
        cuts.update(wanted)
        if factors:
            alike = frozenset()
    return found


def _leaves(sides: Sides, respondent: str, cuts: Iterable[Cut], alike: frozenset[str]) -> Laid:
    done = frozenset(cuts)
    tests: dict[str, tuple[UnaryTest, ...]] = {}
    for name, test in cuts:
        tests[name] = (*tests.get(name, ()), test)
    ground = sides.ground(tests)

    def ask(cells: Cells) -> Pair:
        first, second = (
            in_cell(edition, respondent, ground, cells, Choices(open=alike))
            if respondent in edition.respondents
            else "gap"
            for edition in (sides.old, sides.new)
        )
        # A number that no condition reads is asked for where results change with it.
        moving = numbers_of(first) | numbers_of(second)
        wanted = [name for name in tests if name in moving and name not in cells]
        if wanted:
            raise UnknownFactsError(wanted)
        return first, second

    return Laid(
        ground,
        tuple(
            (leaf, judge(sides.old, sides.new, *leaf.found, sides.facts, done))
            for leaf in leaves(ground, ask, MAX_LEAVES)
        ),
    )


# --- examples -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tried:
    """A case, and what each edition makes of it."""

    values: Mapping[str, Value]
    old: Came
    new: Came

    @property
    def parts(self) -> dict[str, Sign | None]:
        """The parts of the result that differ."""
        return compared(self.old, self.new)


def tried(
    sides: Sides, respondent: str, ground: Ground, leaf: Leaf[Pair], judged: Judged
) -> Iterator[Tried]:
    """Yield cases in the cells of a leaf, the plainest first, then where amounts differ the most."""
    points: list[Point] = [{}]
    for term in judged.differences:
        for way in (Fraction(-1), Fraction(1)):
            # Where the contrary is negative, the difference is not.
            points += islice(offending_points(term * way, judged.box or {}), MAX_POINTS)
    for point in points:
        for more in _ends(leaf):
            values = ground.values({**more, **leaf.cells}, point)
            found = None if values is None else decided(sides, respondent, ground, values)
            if found is not None:
                yield found


def _ends(leaf: Leaf[Pair]) -> Iterator[Cells]:
    opened = [one.open for one in leaf.found if isinstance(one, InCell) and one.open is not None]
    if not opened:
        yield {}
    for one in opened[:1]:
        yield one.lightest
        yield one.heaviest


def decided(
    sides: Sides, respondent: str, ground: Ground, values: Mapping[str, Value]
) -> Tried | None:
    """Return what both engines say of values, with plain ones for all other facts; None if refused."""
    full = dict(values)
    for name in sides.reads[0] | sides.reads[1]:
        if name not in full:
            axis = ground.axes[name]
            full[name] = plain_value(axis, axis.full)
    sided = [
        _came(edition, respondent, own_values(edition, full.items()))
        for edition in (sides.old, sides.new)
    ]
    if sided[0] is None or sided[1] is None:
        return None
    return Tried(full, sided[0], sided[1])


def _came(edition: Edition, respondent: str, values: Mapping[str, Value]) -> Came | None:
    if respondent not in edition.respondents:
        reason = Text(
            f"该版本没有对“{respondent}”的规定", f"this edition says nothing of “{respondent}”"
        )
        return Came("gap", reason=reason)
    try:
        return came_at(edition, respondent, Facts(values))
    except UnknownFactsError:
        return None
