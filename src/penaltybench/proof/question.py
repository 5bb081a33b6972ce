"""Questions to a solver and its answers, without the solver itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from penaltybench.proof.term import TRUE, Formula
from penaltybench.ruleset.published import Fact
from penaltybench.text import Text
from penaltybench.values import Value

LIMIT = Text("在时限内没有得出结论", "no answer within the time limit")
NO_NUMBER = Text(
    "反例只在无法用有限小数写出的数上找到",
    "a counterexample was found only with numbers that no finite decimal writes",
)
NO_SOLVER = Text("没有安装求解器 z3", "the solver z3 is not installed")
INSTALL = Text(
    "安装：pip install 'penaltybench[proof]'", "install it: pip install 'penaltybench[proof]'"
)


@dataclass(frozen=True, slots=True)
class Question:
    """Is there a case for which ``formula`` holds?

    ``variables`` are the facts that it speaks of by the name of their variable; ``domain`` says which
    values they may have.
    """

    variables: Mapping[str, Fact]
    formula: Formula
    domain: Formula = TRUE


@dataclass(frozen=True, slots=True)
class Answer:
    """``exists``: yes with the ``values`` of a case, no, or None and the ``reason``."""

    exists: bool | None
    values: Mapping[str, Value] | None = None
    reason: Text | None = None


class Solver(Protocol):
    """What answers questions."""

    def ask(self, question: Question) -> Answer:
        """Return whether there is a case for which the formula holds."""
        ...
