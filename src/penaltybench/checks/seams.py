"""PB0437: a seam: exactly one boundary value lies in neither of two neighbours, or in both.

``超过1万元`` beside ``不足1万元`` leaves exactly 1万元 to neither; ``1万元以下`` beside ``1万元以上`` gives it
to both, because 以上 and 以下 include the bound (民法典 art. 1259).
"""

from __future__ import annotations

from collections.abc import Iterator

from penaltybench.checks.gaps import MEND
from penaltybench.checks.holes import Hole
from penaltybench.checks.layout import Layout
from penaltybench.checks.meetings import Meeting
from penaltybench.checks.overlaps import mend, results_words
from penaltybench.checks.parties import KINDS, SEVERAL, Party
from penaltybench.checks.phrases import asked, several, stated, with_condition
from penaltybench.checks.seam import Seam
from penaltybench.checks.survey import Survey
from penaltybench.diagnostics import Diagnostic, Severity
from penaltybench.text import Text


def check_seams(survey: Survey) -> Iterator[Diagnostic]:
    """Yield the boundary values that an edition gives to nothing, or to two."""
    for hole in survey.holes.found:
        if hole.seam is not None:
            yield _missing(survey.layout, hole, hole.seam)
    for meeting in survey.meetings.found:
        if meeting.seam is not None:
            yield _double(survey.layout, meeting, meeting.seam)


def _missing(layout: Layout, hole: Hole, seam: Seam) -> Diagnostic:
    where, rest, kind = _exactly(seam), _rest(layout, seam), KINDS[hole.kind]
    below, above = _side(layout, seam, seam.below), _side(layout, seam, seam.above)
    return Diagnostic(
        "PB0437",
        Text(
            f"{where.zh}时，没有对应的{kind.zh}：{below.zh}和{above.zh}都不包括{_value(seam).zh}{rest.zh}",
            f"no {kind.en} for {where.en}: neither {below.en} nor {above.en} includes it{rest.en}",
        ),
        MEND,
        hole.place,
        Severity.WARNING,
        related=tuple(party.place for party in (*seam.below, *seam.above)),
    )


def _double(layout: Layout, meeting: Meeting, seam: Seam) -> Diagnostic:
    where, rest, results = _exactly(seam), _rest(layout, seam), results_words(meeting.differ)
    below, above = _side(layout, seam, seam.below), _side(layout, seam, seam.above)
    kind, kinds = KINDS[meeting.one.kind], SEVERAL[meeting.one.kind]
    return Diagnostic(
        "PB0437",
        Text(
            f"{where.zh}时，有两个对应的{kind.zh}：{below.zh}和{above.zh}都包括{_value(seam).zh}，"
            f"{results.zh}{rest.zh}",
            f"two {kinds.en} for {where.en}: both {below.en} and {above.en} include it; "
            f"{results.en}{rest.en}",
        ),
        mend(meeting),
        seam.above[0].place,
        Severity.WARNING,
        related=(seam.below[0].place,),
    )


def _value(seam: Seam) -> Text:
    fact = seam.axis.fact
    return Text(fact.format(seam.value, "zh"), fact.format(seam.value, "en"))


def _exactly(seam: Seam) -> Text:
    label, value = seam.axis.fact.label, _value(seam)
    return Text(f"{label.zh}恰为{value.zh}", f"{label.en} of exactly {value.en}")


def _side(layout: Layout, seam: Seam, side: tuple[Party, ...]) -> Text:
    """Return the neighbours on one side, each with what it asks of the fact at which they meet."""
    alike: dict[Text, list[Text]] = {}
    for party in side:
        when = asked(layout, party, only=seam.axis.fact.id)
        alike.setdefault(when, []).append(party.name)
    return several(with_condition(several(names), when) for when, names in alike.items())


def _rest(layout: Layout, seam: Seam) -> Text:
    """Return the other facts of the box in brackets."""
    rest = stated(layout, seam.rest)
    if not rest.zh:
        return Text("", "")
    return Text(f"（限于{rest.zh}）", f" (where {rest.en})")
