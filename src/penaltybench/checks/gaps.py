"""PB0430: combinations of facts for which an edition has no schedule, basis, tier or level.

What is exactly one boundary value between two neighbours is reported as a seam instead
(:mod:`penaltybench.checks.seams`), what could not be decided as PB0443.
"""

from __future__ import annotations

from collections.abc import Iterator

from penaltybench.checks.holes import Hole
from penaltybench.checks.layout import Layout
from penaltybench.checks.parties import Kind
from penaltybench.checks.phrases import for_example, stated
from penaltybench.checks.survey import Survey
from penaltybench.checks.undecided import not_decided
from penaltybench.diagnostics import Diagnostic, Place, Severity
from penaltybench.text import Text

_MISSING: dict[Kind, Text] = {
    "schedule": Text("没有适用的裁量表", "no schedule applies"),
    "basis": Text("没有适用的处罚依据", "no basis applies"),
    "row": Text("没有对应的档次", "no tier covers the case"),
    "level": Text("没有对应的百分值", "no level covers the case"),
}
MEND = Text(
    "请补写，或者放宽相邻一项的条件；公布的文本确实没有规定的，写 suppress 并说明理由",
    "add what is missing, or widen a neighbour; if the published text really says nothing, "
    "suppress this with the reason",
)


def check_gaps(survey: Survey) -> Iterator[Diagnostic]:
    """Yield what an edition leaves out, in the fewest and widest statements, with a case of each."""
    for hole in survey.holes.found:
        if hole.seam is None:
            yield _diagnostic(survey.layout, hole)
    for what, place in survey.holes.more:
        yield _more(what, place)
    for undecided in survey.holes.undecided:
        yield not_decided(undecided)


def _diagnostic(layout: Layout, hole: Hole) -> Diagnostic:
    when, case = stated(layout, hole.box), for_example(layout, hole.box, hole.example)
    missing = _MISSING[hole.kind]
    if hole.factor is not None:
        label = hole.factor.label
        missing = Text(
            f"裁量因素“{label.zh}”{missing.zh}", f"of the factor “{label.en}” {missing.en}"
        )
    if when.zh:
        message = Text(f"{when.zh}时，{missing.zh}{case.zh}", f"{missing.en} if {when.en}{case.en}")
    else:
        message = Text(f"任何情形下都{missing.zh}", f"{missing.en}, whatever the facts")
    return Diagnostic("PB0430", message, MEND, hole.place, Severity.WARNING)


def _more(what: Text, place: Place) -> Diagnostic:
    return Diagnostic(
        "PB0430",
        Text(
            f"{what.zh}还有其他没有规定的情形，没有一一列出",
            f"further cases are left out by {what.en}; they are not listed",
        ),
        Text("请先补上已列出的", "mend those that are listed first"),
        place,
        Severity.WARNING,
    )
