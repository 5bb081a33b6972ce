"""Two editions give all that changes from one to the other."""

from __future__ import annotations

from penaltybench.diff.model import KINDS, Change, Difference, Undecided
from penaltybench.diff.others import others
from penaltybench.diff.results import every_change
from penaltybench.diff.sides import Sides
from penaltybench.proof.question import Solver
from penaltybench.ruleset.edition import Edition
from penaltybench.text import Text


def compare(old: Edition, new: Edition, solver: Solver | None = None) -> Difference:
    """Return what changes in the results from ``old`` to ``new``, and what else changes.

    Circumstances are set aside: results are those of a case in which none was found. Exact where
    results are constant or linear between finitely many cuts; else the ``solver`` decides, if there is
    one, and what it does not decide is said.
    """
    sides = Sides(old, new)
    changes: list[Change] = []
    undecided: list[Undecided] = [_incomparable(sides, name) for name in sides.incomparable]
    if not undecided:
        for found, left in every_change(sides, solver):
            changes.extend(found)
            undecided.extend(left)
    order = list(KINDS)
    changes.sort(
        key=lambda change: (sides.respondents.index(change.respondent), order.index(change.kind))
    )
    return Difference(
        old,
        new,
        tuple(changes),
        tuple(undecided),
        sides.only(0),
        sides.only(1),
        tuple(others(old, new)),
        _is_edited(old, new),
    )


def _incomparable(sides: Sides, name: str) -> Undecided:
    label = sides.new.facts[name].label
    return Undecided(
        Text("全部", "all"),
        Text("全部情形", "all cases"),
        Text(
            f"要素“{label.zh}”（{name}）在两个版本中的类型、选项或推定方法不同，不能比较",
            f"the fact “{label.en}” ({name}) is of another type, has other values or is derived "
            "otherwise: results cannot be compared",
        ),
    )


def _is_edited(old: Edition, new: Edition) -> bool:
    """Whether both are the same edition, and one of them was changed after it was written."""
    same = (old.id, old.dated.start) == (new.id, new.dated.start)
    return same and old.file != new.file and old.digest != new.digest
