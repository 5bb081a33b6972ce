"""An edition of the time limits of an approval or decision, ready for use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from penaltybench.condition import Condition
from penaltybench.diagnostics import Diagnostic, Place
from penaltybench.period import Period
from penaltybench.ruleset.assemble import declared, head, inherited
from penaltybench.ruleset.declare import Context, Loaded, read_condition
from penaltybench.ruleset.models import (
    Citation,
    ExtensionFile,
    GeneralFile,
    LimitRowFile,
    NotCountedRule,
    SpanFile,
    TimeLimitFile,
)
from penaltybench.ruleset.published import Published
from penaltybench.source import KeyPath
from penaltybench.text import Text

LIMIT_DATES: Mapping[str, Text] = {"started_on": Text("受理或者立案之日", "day on which it began")}
"""The date from which a limit runs, which conditions may test without declaring it."""


@dataclass(frozen=True, slots=True)
class LimitRow:
    """How long the law allows, and how long is promised (None: no promise)."""

    id: str
    label: Text
    when: Condition
    statutory: SpanFile
    promised: SpanFile | None
    extension: ExtensionFile | None
    cite: tuple[Citation, ...]
    place: Place
    promised_place: Place | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised limit is at most a share of the statutory one, unless the condition holds."""

    at_most: Fraction
    label: Text
    unless: Condition | None
    cite: tuple[Citation, ...]


@dataclass(frozen=True, eq=False)
class TimeLimitEdition(Published):
    """One edition of the time limits of an approval or decision.

    Of ``rows`` exactly one applies to a case. ``not_counted`` says for which time they do not run
    (None: they always run).
    """

    department: Text
    rows: tuple[LimitRow, ...]
    promise: Promise | None
    not_counted: NotCountedRule | None


def build_time_limit(
    main: Loaded, used: Sequence[Loaded], period: Period
) -> tuple[TimeLimitEdition | None, tuple[Diagnostic, ...]]:
    """Return the edition of time limits, and faults; None if there is a fault."""
    assert isinstance(main.model, TimeLimitFile)
    model, files = main.model, [*used, main]
    context = declared(files, LIMIT_DATES)
    rows = tuple(
        _row(context, main, ("limits", index), row) for index, row in enumerate(model.limits)
    )
    promise = _promise(context, files)
    not_counted = model.not_counted or inherited(
        files, GeneralFile, lambda general: general.not_counted
    )
    if context.diagnostics:
        return None, tuple(context.diagnostics)
    edition = TimeLimitEdition(
        **head(main, used, files, context, period),
        department=model.department,
        rows=rows,
        promise=promise,
        not_counted=not_counted,
    )
    return edition, ()


def _row(context: Context, main: Loaded, path: KeyPath, model: LimitRowFile) -> LimitRow:
    return LimitRow(
        model.id,
        model.label,
        read_condition(context, main, (*path, "when"), model.when),
        model.statutory,
        model.promised,
        model.extension,
        model.cite,
        main.source.place(path),
        None if model.promised is None else main.source.place((*path, "promised")),
    )


def _promise(context: Context, files: Sequence[Loaded]) -> Promise | None:
    """Return the policy of the ruleset itself, else of the last one that it uses."""
    for file in reversed(files):
        if isinstance(file.model, TimeLimitFile | GeneralFile) and file.model.promise is not None:
            policy = file.model.promise
            unless = policy.unless
            condition = (
                None
                if unless is None
                else read_condition(context, file, ("promise", "unless"), unless)
            )
            return Promise(policy.at_most, policy.label, condition, policy.cite)
    return None
