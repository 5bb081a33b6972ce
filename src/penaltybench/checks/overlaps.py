"""PB0431, PB0432: combinations of facts for which two schedules, bases, tiers or levels hold at once.

PB0431 if their results differ, PB0432 if they are the same. What is exactly one boundary value at
which both end is reported as a seam instead (:mod:`penaltybench.checks.seams`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from penaltybench.checks.layout import Layout
from penaltybench.checks.meetings import Meeting, More
from penaltybench.checks.parties import KINDS, SEVERAL
from penaltybench.checks.phrases import for_example, party_words, several, stated
from penaltybench.checks.survey import Survey
from penaltybench.checks.undecided import not_decided
from penaltybench.diagnostics import Diagnostic, Severity
from penaltybench.text import Text


def check_overlaps(survey: Survey) -> Iterator[Diagnostic]:
    """Yield where an edition says twice what follows, in the fewest and widest statements."""
    for meeting in survey.meetings.found:
        if meeting.seam is None:
            yield _diagnostic(survey.layout, meeting)
    for more in survey.meetings.more:
        yield _more(more)
    for undecided in survey.meetings.undecided:
        yield not_decided(undecided)


def _diagnostic(layout: Layout, meeting: Meeting) -> Diagnostic:
    when, case = stated(layout, meeting.box), for_example(layout, meeting.box, meeting.example)
    one, other = party_words(layout, meeting.one), party_words(layout, meeting.other)
    kinds, results = SEVERAL[meeting.one.kind], results_words(meeting.differ)
    if when.zh:
        where = Text(f"{when.zh}时，", f" if {when.en}")
    else:
        where = Text("任何情形下，", " whatever the facts")
    return Diagnostic(
        "PB0431" if meeting.differ else "PB0432",
        Text(
            f"{where.zh}同时符合两个{kinds.zh}：{one.zh}与{other.zh}，{results.zh}{case.zh}",
            f"two {kinds.en} hold{where.en}: {one.en} and {other.en}; {results.en}{case.en}",
        ),
        mend(meeting),
        meeting.one.place,
        Severity.WARNING,
        related=(meeting.other.place,),
    )


def results_words(differ: Iterable[Text]) -> Text:
    """Return in what results differ, in words."""
    found = tuple(differ)
    if not found:
        return Text("结果相同", "their results are the same")
    names = several(found)
    return Text(f"{names.zh}不同", f"they differ in: {names.en}")


def mend(meeting: Meeting) -> Text:
    """Return what to do about two parties that hold at once."""
    if meeting.one.kind == "row":
        return Text(
            "请使两档的条件互不重叠；公布的文本写明优先顺序的，写 hit: first；确实重叠的，写 suppress 并说明理由",
            "keep their conditions apart; write hit: first if the published text gives a priority; if "
            "it really overlaps, suppress this with the reason",
        )
    kind = KINDS[meeting.one.kind]
    return Text(
        f"每个案件只能适用一个{kind.zh}：请使条件互不重叠；公布的文本确实重叠的，写 suppress 并说明理由",
        f"a case has one {kind.en}: keep their conditions apart; if the published text really "
        "overlaps, suppress this with the reason",
    )


def _more(more: More) -> Diagnostic:
    kinds = SEVERAL[more.kind]
    return Diagnostic(
        "PB0431",
        Text(
            f"另有 {more.number} 处两个{kinds.zh}重叠，没有一一列出",
            f"{more.number} more overlaps of two {kinds.en} are not listed",
        ),
        Text("请先改正已列出的", "mend those that are listed first"),
        more.place,
        Severity.WARNING,
    )
