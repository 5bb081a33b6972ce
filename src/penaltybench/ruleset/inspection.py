"""An edition of a jurisdiction's rules of inspection (行政检查), ready for use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from penaltybench.condition import Condition
from penaltybench.diagnostics import Diagnostic
from penaltybench.interval import Interval
from penaltybench.period import Period
from penaltybench.ruleset.assemble import declared, head
from penaltybench.ruleset.declare import Context, Loaded, read_condition
from penaltybench.ruleset.models import (
    Citation,
    ConditionFile,
    InspectionFile,
    InspectionForm,
    LimitFile,
    Otherwise,
    WithinFile,
)
from penaltybench.ruleset.published import Fact, Published
from penaltybench.source import KeyPath
from penaltybench.text import Text, closest
from penaltybench.values import FactType

INSPECTION_DATES: Mapping[str, Text] = {"inspected_on": Text("检查之日", "day of the inspection")}
"""The date of an inspection, which conditions may test without declaring it."""

OCCASION = "occasion"
"""The fact that says why an inspection takes place; events of the record carry it too."""

FORM = "form"
"""The fact that says how an inspection is made, which conditions may test without declaring it."""

FORMS: Mapping[str, Text] = {
    "on_site": Text("现场检查", "on site"),
    "off_site": Text("非现场检查", "off site"),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit on inspections; see :class:`penaltybench.ruleset.models.LimitFile` for its parts."""

    id: str
    limit: str
    label: Text
    when: Condition
    unless: Condition | None
    otherwise: Otherwise
    days: Interval[int] | None
    at_most: int | None
    within: WithinFile | None
    counts: tuple[str, ...]
    form: InspectionForm | None
    by: str
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class FirstInspection:
    """Correction is ordered first at a first inspection, unless the exception holds."""

    label: Text
    by: str
    within: WithinFile | None
    unless: Condition | None
    cite: tuple[Citation, ...]


@dataclass(frozen=True, eq=False)
class InspectionEdition(Published):
    """One edition of the rules of inspection of a jurisdiction."""

    city: Text | None
    limits: tuple[Limit, ...]
    first: FirstInspection | None


def build_inspection(
    main: Loaded, used: Sequence[Loaded], period: Period
) -> tuple[InspectionEdition | None, tuple[Diagnostic, ...]]:
    """Return the edition of rules of inspection, and faults; None if there is a fault."""
    assert isinstance(main.model, InspectionFile)
    model, files = main.model, [*used, main]
    context = declared(files, INSPECTION_DATES)
    _declare_form(context, files)
    limits = tuple(
        _limit(context, main, ("limits", index), one) for index, one in enumerate(model.limits)
    )
    first = None
    if model.first_inspection is not None:
        rule = model.first_inspection
        unless = _unless(context, main, ("first_inspection",), rule.unless)
        first = FirstInspection(rule.label, rule.by, rule.within, unless, rule.cite)
    if context.diagnostics:
        return None, tuple(context.diagnostics)
    edition = InspectionEdition(
        **head(main, used, files, context, period), city=model.city, limits=limits, first=first
    )
    return edition, ()


def _declare_form(context: Context, files: Sequence[Loaded]) -> None:
    """Declare the form of the inspection, and report a fact of that name that is something else."""
    form = Fact(FORM, FactType.ENUM, Text("检查方式", "form of the inspection"), values=FORMS)
    own = context.facts.setdefault(FORM, form)
    if (own.type, tuple(own.values)) == (form.type, tuple(form.values)):
        return
    for file in files:
        if FORM in file.model.facts:
            context.report(
                file.source,
                ("facts", FORM),
                "PB0416",
                Text(
                    f"要素 {FORM} 是检查方式，取值为 {'、'.join(FORMS)}",
                    f"the fact {FORM} is the form of the inspection: {', '.join(FORMS)}",
                ),
                Text("请删去声明，或者改名", "remove the declaration, or rename the fact"),
            )


def _limit(context: Context, main: Loaded, path: KeyPath, model: LimitFile) -> Limit:
    occasion = context.facts.get(OCCASION)
    known = () if occasion is None else tuple(occasion.values)
    if model.counts and not known:
        context.report(
            main.source,
            (*path, "counts"),
            "PB0401",
            Text(
                f"counts 需要枚举要素 {OCCASION}（检查缘由），但没有声明",
                f"counts needs the enum fact {OCCASION}, which is not declared",
            ),
            Text(
                f"请在 facts 中声明 {OCCASION}: {{type: enum, values: …}}",
                f"declare {OCCASION}: {{type: enum, values: …}} under facts",
            ),
        )
    for index, word in enumerate(model.counts if known else ()):
        if word not in known:
            meant = closest(word, known)
            context.report(
                main.source,
                (*path, "counts", index),
                "PB0418",
                Text(
                    f"要素 {OCCASION} 没有选项 {word}", f"the fact {OCCASION} has no value {word}"
                ),
                Text(f"是否为 {meant}？", f"did you mean {meant}?")
                if meant
                else Text(
                    f"请在枚举要素 {OCCASION} 中声明", f"declare it in the enum fact {OCCASION}"
                ),
            )
    return Limit(
        model.id,
        model.limit,
        model.label,
        read_condition(context, main, (*path, "when"), model.when),
        _unless(context, main, path, model.unless),
        model.otherwise,
        model.days,
        model.at_most,
        model.within,
        model.counts,
        model.form,
        model.by,
        model.cite,
    )


def _unless(
    context: Context, main: Loaded, path: KeyPath, model: ConditionFile | None
) -> Condition | None:
    return None if model is None else read_condition(context, main, (*path, "unless"), model)
