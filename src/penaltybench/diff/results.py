"""What changes for one respondent: regions with an example of each, and what could not be decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from penaltybench.diff.ask import anywhere, beside_the_fine, in_leaf
from penaltybench.diff.cells import Laid, Pair, Tried, decided, laid, tried
from penaltybench.diff.judge import Judged
from penaltybench.diff.model import Change, Example, Kind, Undecided
from penaltybench.diff.sides import Sides, own_values
from penaltybench.diff.weigh import kind_of
from penaltybench.proof.in_cell import InCell
from penaltybench.proof.question import NO_SOLVER, Solver
from penaltybench.proof.run import Came, Shown, case_data, result_facts
from penaltybench.proof.search import Leaf, TooMany
from penaltybench.proof.statement import TOO_MANY
from penaltybench.regions import Box, NotDecided, Region, Space, cover, describe_box
from penaltybench.ruleset.edition import Edition
from penaltybench.text import Text
from penaltybench.values import Value
from penaltybench.words import RESPONDENTS

ROUNDED = Text(
    "差额小于取整单位，没有找到结果确实不同的案件",
    "the difference is smaller than the unit of rounding: no case was found whose result differs",
)
_KEYS = tuple[Kind, tuple[str, ...], object, object]


@dataclass
class _Group:
    """Cells in which results change in the same way, between the same rows."""

    kind: Kind
    example: Tried
    what: tuple[str, ...]
    exact: bool = True
    boxes: list[Box] = field(default_factory=list)


def changes_of(
    sides: Sides, respondent: str, solver: Solver | None
) -> tuple[tuple[Change, ...], tuple[Undecided, ...]]:
    """Return the regions in which results of a respondent change, and what was not decided."""
    label = label_of(sides, respondent)
    try:
        found = laid(sides, respondent)
    except TooMany:
        return _anywhere(sides, respondent, solver)
    space = _space(sides, found)
    groups: dict[object, _Group] = {}
    undecided: dict[Undecided, None] = {}
    for leaf, judged in found.leaves:
        box = _box(space, found, leaf)
        answer = _in_leaf(sides, respondent, found, leaf, judged, solver)
        if isinstance(answer, Text):
            zh, en = (_where(space, sides, box, language) for language in ("zh", "en"))
            undecided[Undecided(label, Text(zh, en), answer)] = None
        elif answer is not None:
            example, exact = answer
            kind = kind_of(example.old, example.new, example.parts)
            if judged.step != "clear":
                # What is heavier in the example may be lighter in another of these cases.
                kind = "different"
            assert kind is not None
            key = (kind, tuple(example.parts), _rule(leaf.found[0]), _rule(leaf.found[1]), exact)
            group = groups.setdefault(key, _Group(kind, example, tuple(example.parts), exact))
            group.boxes.append(box)
    return (
        tuple(_change(sides, respondent, label, space, group) for group in groups.values()),
        tuple(undecided),
    )


def label_of(sides: Sides, respondent: str) -> Text:
    """Return what a respondent is called."""
    if respondent in RESPONDENTS:
        return RESPONDENTS[respondent]
    for edition in (sides.new, sides.old):
        for schedule in edition.schedules:
            if schedule.respondent == respondent:
                return schedule.label
    raise KeyError(respondent)


def _in_leaf(
    sides: Sides,
    respondent: str,
    found: Laid,
    leaf: Leaf[Pair],
    judged: Judged,
    solver: Solver | None,
) -> tuple[Tried, bool] | Text | None:
    """Return an example of what changes and whether all cases of the cells do; or why it is open."""
    first, second = leaf.found
    if isinstance(first, str) and first == second:
        return None
    if judged.same and _is_alike(leaf.found):
        return None
    for one in tried(sides, respondent, found.ground, leaf, judged):
        if one.parts:
            return one, judged.step == "clear" and judged.exact
        if judged.level:
            return None
    if judged.level:
        # The only case gives a minimum above its own maximum: it is none.
        return None
    if solver is None:
        return ROUNDED if judged.step == "clear" else NO_SOLVER
    answer = in_leaf(sides, found.ground, leaf, solver)
    if answer.exists is False:
        return None
    if answer.values is None:
        return answer.reason or ROUNDED
    plain = found.ground.values(leaf.cells, {}) or {}
    one_more = decided(sides, respondent, found.ground, {**plain, **answer.values})
    return (one_more, False) if one_more is not None and one_more.parts else ROUNDED


def _is_alike(found: Pair) -> bool:
    """Whether both impose the same beside the fine."""
    first, second = found
    if not (isinstance(first, InCell) and isinstance(second, InCell)):
        return False
    return beside_the_fine(first.came) == beside_the_fine(second.came)


def _anywhere(
    sides: Sides, respondent: str, solver: Solver | None
) -> tuple[tuple[Change, ...], tuple[Undecided, ...]]:
    """Return what the solver says of all cases at once: nothing changes, or one example."""
    label = label_of(sides, respondent)
    every = Text("全部情形", "all cases")
    if solver is None:
        reason = Text(f"{TOO_MANY.zh}；{NO_SOLVER.zh}", f"{TOO_MANY.en}; {NO_SOLVER.en}")
        return (), (Undecided(label, every, reason),)
    answer = anywhere(sides, respondent, solver)
    if answer.exists is False:
        return (), ()
    ground = sides.ground({})
    values = answer.values
    found = None if values is None else decided(sides, respondent, ground, values)
    if found is None or not found.parts:
        return (), (Undecided(label, every, answer.reason or TOO_MANY),)
    names = sorted(sides.reads[0] | sides.reads[1])
    space = Space(tuple(ground.axes[name] for name in names))
    group = _Group("different", found, tuple(found.parts), False, [space.whole])
    return (_change(sides, respondent, label, space, group),), ()


# --- regions --------------------------------------------------------------------------------------


def _space(sides: Sides, found: Laid) -> Space:
    names = sides.reads[0] | sides.reads[1]
    return Space(tuple(axis for name, axis in found.ground.axes.items() if name in names))


def _box(space: Space, found: Laid, leaf: Leaf[Pair]) -> Box:
    masks = []
    for axis in space.axes:
        cell = leaf.cells.get(axis.fact.id)
        masks.append(axis.full if cell is None else 1 << axis.slices.index(cell))
    return tuple(masks)


def _where(space: Space, sides: Sides, box: Box, language: str) -> str:
    return describe_box(space, box, "zh" if language == "zh" else "en", sides.new.wording)


def _rule(found: object) -> object:
    """Return what decides a result: schedule, basis and row."""
    came = getattr(found, "came", None)
    if came is None:
        return found
    return came.schedule.id, came.basis.id, came.row.id if came.row is not None else None


def _change(sides: Sides, respondent: str, label: Text, space: Space, group: _Group) -> Change:
    region = Region(space, tuple(dict.fromkeys(group.boxes)))
    try:
        boxes = cover(region).boxes
    except NotDecided:
        boxes = region.absorbed().boxes
    return Change(
        respondent,
        label,
        group.kind,
        space,
        boxes,
        example_of(sides, respondent, group.example),
        group.what,
        group.exact,
    )


def example_of(sides: Sides, respondent: str, found: Tried) -> Example:
    """Return an example with a case file for each edition, and the facts that either reads."""
    names = [
        name
        for name in sides.facts
        if any(
            respondent in edition.respondents and name in result_facts(edition, respondent)
            for edition in (sides.old, sides.new)
        )
    ]
    facts = tuple((sides.facts[name], found.values[name]) for name in names)
    return Example(
        facts,
        _shown(sides.old, respondent, found.values, found.old),
        _shown(sides.new, respondent, found.values, found.new),
    )


def _shown(edition: Edition, respondent: str, values: Mapping[str, Value], came: Came) -> Shown:
    wanted = (
        result_facts(edition, respondent) if respondent in edition.respondents else frozenset[str]()
    )
    own = {n: v for n, v in own_values(edition, values.items()).items() if n in wanted}
    data = case_data(edition, wanted, own) or {}
    return Shown(data, tuple((edition.facts[n], v) for n, v in own.items()), came)


def every_change(
    sides: Sides, solver: Solver | None
) -> Iterator[tuple[tuple[Change, ...], tuple[Undecided, ...]]]:
    """Yield what changes for each respondent."""
    for respondent in sides.respondents:
        yield changes_of(sides, respondent, solver)
