"""What changes in the results from one edition to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from penaltybench.proof.run import Shown
from penaltybench.regions import Box, Space
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.published import Fact
from penaltybench.text import Text
from penaltybench.values import Value

Kind = Literal["heavier", "lighter", "different", "covered", "outside"]
KINDS: Mapping[Kind, Text] = {
    "heavier": Text("加重", "heavier"),
    "lighter": Text("减轻", "lighter"),
    "different": Text("有变化而不能分轻重", "different, neither heavier nor lighter"),
    "covered": Text("新纳入规定", "newly covered"),
    "outside": Text("不再有规定", "newly outside"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """One case and what each edition makes of it."""

    facts: tuple[tuple[Fact, Value], ...]
    old: Shown
    new: Shown


@dataclass(frozen=True)
class Change:
    """A region of cases whose result changes in one way.

    ``boxes`` lie in ``space`` and cover the region; ``exact`` is False if only some of their cases
    change and it is not known which; of the kind "different" these may be heavier and lighter ones.
    ``what`` names the parts of the result that change.
    """

    respondent: str
    label: Text
    kind: Kind
    space: Space
    boxes: tuple[Box, ...]
    example: Example
    what: tuple[str, ...]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Undecided:
    """Cases of which it is not known whether their result changes, and why."""

    label: Text
    where: Text
    reason: Text


@dataclass(frozen=True, slots=True)
class Other:
    """A change that was not compared by results: ``what`` it is, before and after (None: not there)."""

    what: Text
    name: str
    before: Text | None
    after: Text | None


@dataclass(frozen=True)
class Difference:
    """All that changes from ``old`` to ``new``, circumstances set aside.

    ``edited``: both are the same edition by id and date, and its content was changed.
    """

    old: Edition
    new: Edition
    changes: tuple[Change, ...]
    undecided: tuple[Undecided, ...]
    only_old: tuple[Fact, ...]
    only_new: tuple[Fact, ...]
    others: tuple[Other, ...]
    edited: bool

    @property
    def is_same(self) -> bool:
        """Whether it is certain that no result changes."""
        return not self.changes and not self.undecided

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)
