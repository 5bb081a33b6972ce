"""PB0443: what could not be decided within the bound on the work of one question.

No method is quick on every table. What is not decided is said, and not passed off as sound.
"""

from __future__ import annotations

from dataclasses import dataclass

from penaltybench.diagnostics import Diagnostic, Place, Severity
from penaltybench.text import Text


@dataclass(frozen=True, slots=True)
class Undecided:
    """A question, as ``whether …``, that was not decided in so many steps."""

    question: Text
    place: Place
    steps: int


def not_decided(undecided: Undecided) -> Diagnostic:
    """Return what is said of it: nothing was found until then."""
    question, steps = undecided.question, undecided.steps
    return Diagnostic(
        "PB0443",
        Text(
            f"{question.zh}，在 {steps:,} 步之内不能判定；到此没有发现",
            f"{steps:,} steps do not decide {question.en}; nothing was found until then",
        ),
        Text(
            "请减少同一裁量表中的要素，或者拆成几个裁量表",
            "use fewer facts in one table, or split it into several schedules",
        ),
        undecided.place,
        Severity.WARNING,
    )
