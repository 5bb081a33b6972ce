"""At a first inspection correction comes before any penalty (首查先行责令改正)."""

from __future__ import annotations

from dataclasses import replace

from penaltybench.inspection_finding import CorrectFirst, InspectionFinding
from penaltybench.result import Question, Result, Status


def correct_first(result: Result, finding: InspectionFinding | None) -> Result:
    """Return the result as it is, or without any penalty if the inspection bars one as things stand.

    Whoever corrected in time is not punished; while it is unknown whether an exception holds, the
    result is undetermined and asks for what decides it.
    """
    if finding is None or finding.correct_first is None or result.status == "not_punished":
        return result
    if not finding.bars_penalty:
        return replace(result, correction=finding.correct_first)
    return replace(
        result,
        status=_status(finding.correct_first),
        options=(),
        compared=(),
        choice=None,
        questions=tuple(
            Question(one.id, "inspection", "boolean", one.label, None, None, ())
            for one in finding.questions
            if finding.correct_first.state == "unknown"
        ),
        exhaustive=True,
        procedure=(),
        correction=finding.correct_first,
    )


def _status(rule: CorrectFirst) -> Status:
    match rule.state:
        case "corrected":
            return "not_punished"
        case "unknown":
            return "undetermined"
        case _:
            return "correct_first"
