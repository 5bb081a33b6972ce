"""An edition of a fee item (行政事业性收费项目), ready for use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from penaltybench.condition import Condition
from penaltybench.diagnostics import Diagnostic, Place
from penaltybench.interval import Interval
from penaltybench.money import format_fen
from penaltybench.period import Period
from penaltybench.ruleset.assemble import check_base, declared, head, needed_rounding
from penaltybench.ruleset.declare import Context, Loaded, read_condition
from penaltybench.ruleset.models import (
    BandFile,
    ChargeFile,
    Citation,
    FeeFile,
    FeePolicy,
    FeeRowFile,
    Force,
    GeneralFile,
    PriceDocument,
    ReductionFile,
    Rounding,
    State,
)
from penaltybench.ruleset.published import Fact, Published
from penaltybench.source import KeyPath
from penaltybench.text import Text, closest

FEE_DATES: Mapping[str, Text] = {"charged_on": Text("收费之日", "day of the charge")}
"""The date of a fee case, which conditions may test without declaring it."""


@dataclass(frozen=True, slots=True)
class FeeRow:
    """A row of a standard; its parts of the charge are added up."""

    id: str
    label: Text | None
    when: Condition
    charge: tuple[ChargeFile, ...]
    cite: tuple[Citation, ...]
    place: Place

    @property
    def title(self) -> Text:
        """The label, or the id."""
        return self.label or Text(self.id, self.id)


@dataclass(frozen=True, slots=True)
class Reduction:
    """A reduction (减征、免征): ``by`` shares, ``less`` fen, or both None for an exemption.

    A day outside ``period`` is outside the reduction.
    """

    id: str
    label: Text
    when: Condition
    force: Force
    by: Interval[Fraction] | None
    less: int | None
    period: Period
    document: str | None
    cite: tuple[Citation, ...]

    @property
    def exempts(self) -> bool:
        """Whether nothing is left to pay."""
        return self.by is None and self.less is None


@dataclass(frozen=True, eq=False)
class FeeEdition(Published):
    """One edition of a fee item.

    ``changed_by`` is the document that brought about ``state``. ``rows`` is empty for an item that
    is no longer charged and whose standard the document does not give. ``rounding`` is None only then.
    ``refines_place`` and ``similar_places`` are where the file names other items.
    """

    department: Text
    payer: Text
    service: Text
    legal_basis: tuple[Citation, ...]
    price_document: PriceDocument | None
    state: State
    changed_by: PriceDocument | None
    refines: str | None
    refines_place: Place
    similar_to: tuple[str, ...]
    similar_places: tuple[Place, ...]
    scales: Mapping[str, tuple[BandFile, ...]]
    first_hit: bool
    rows: tuple[FeeRow, ...]
    standard_cite: tuple[Citation, ...]
    reductions: tuple[Reduction, ...]
    policy: FeePolicy
    rounding: Rounding | None

    @property
    def is_charged(self) -> bool:
        """Whether the item is charged at all."""
        return self.state in ("in_force", "reduced")


def same_meaning(one: Fact, other: Fact) -> bool:
    """Return whether two layers mean the same by a fact, so that one value serves both."""
    return (one.type, tuple(one.values), one.derive, one.several) == (
        other.type,
        tuple(other.values),
        other.derive,
        other.several,
    )


def build_fee(
    main: Loaded, used: Sequence[Loaded], period: Period
) -> tuple[FeeEdition | None, tuple[Diagnostic, ...]]:
    """Return the edition of a fee item during ``period``, and faults; None if there is a fault."""
    assert isinstance(main.model, FeeFile)
    model, files = main.model, [*used, main]
    context = declared(files, FEE_DATES)
    for name, bands in model.scales.items():
        _check_scale(context, main, ("scales", name), bands)
    rows: tuple[FeeRow, ...] = ()
    rounding = None
    if model.standard is not None:
        rows = tuple(_rows(context, main, model.standard.rows))
        rounding = needed_rounding(context, main, files)
    policy = _policy(files)
    reductions = tuple(
        _reduction(context, main, ("reductions", index), one)
        for index, one in enumerate(model.reductions)
    )
    if len(reductions) > 1 and policy.reductions is None:
        context.report(
            main.source,
            ("reductions",),
            "PB0424",
            Text(
                "有几项减免，但没有声明同时符合时如何计算",
                "several reductions, and no rule for what they do together",
            ),
            Text(
                "请写 fee_policy: {reductions: {rule: largest, cite: …}}（largest、successive、added）",
                "write fee_policy: {reductions: {rule: largest, cite: …}} (largest, successive, added)",
            ),
        )
    if context.diagnostics:
        return None, tuple(context.diagnostics)
    edition = FeeEdition(
        **head(main, used, files, context, period),
        department=model.department,
        payer=model.payer,
        service=model.service,
        legal_basis=model.legal_basis,
        price_document=model.price_document,
        state=model.state,
        changed_by=model.changed_by,
        refines=model.refines,
        refines_place=main.source.place(("refines",)),
        similar_to=model.similar_to,
        similar_places=tuple(
            main.source.place(("similar_to", index)) for index in range(len(model.similar_to))
        ),
        scales=model.scales,
        first_hit=model.standard is not None and model.standard.hit == "first",
        rows=rows,
        standard_cite=() if model.standard is None else model.standard.cite,
        reductions=reductions,
        policy=policy,
        rounding=rounding,
    )
    return edition, ()


def _policy(files: Sequence[Loaded]) -> FeePolicy:
    """Return the policy, each of its rules from the ruleset itself or the last one that it uses."""
    found: dict[str, object] = {}
    for file in files:
        if isinstance(file.model, FeeFile | GeneralFile) and file.model.fee_policy is not None:
            own = file.model.fee_policy
            found |= {name: getattr(own, name) for name in own.model_fields_set}
    return FeePolicy.model_validate(found)


def _check_scale(context: Context, main: Loaded, path: KeyPath, bands: Sequence[BandFile]) -> None:
    """Report bands without the end that they need, and ends that do not rise."""
    reached = 0
    for index, band in enumerate(bands):
        last = index == len(bands) - 1
        if last and band.up_to is not None:
            context.report(
                main.source,
                (*path, index, "up_to"),
                "PB0203",
                Text(
                    "最后一段不写 up_to：其上的部分没有收费标准",
                    "the last band has no up_to: nothing would be said of what lies above it",
                ),
                Text("请删去 up_to，或者补写最后一段", "remove up_to, or add the last band"),
            )
        elif not last and band.up_to is None:
            context.report(
                main.source,
                (*path, index),
                "PB0202",
                Text(
                    "缺少 up_to：除最后一段外，每段都要写明上限",
                    "up_to is missing: every band but the last says where it ends",
                ),
                Text("请补写 up_to", "add up_to"),
            )
        if band.up_to is not None:
            if band.up_to <= reached:
                before = format_fen(reached)
                context.report(
                    main.source,
                    (*path, index, "up_to"),
                    "PB0205",
                    Text(
                        f"各段的上限应当逐段升高：{format_fen(band.up_to)}不高于{before}",
                        f"bands should rise: {format_fen(band.up_to)} is not above {before}",
                    ),
                    Text("请核对各段的上限和次序", "check the ends of the bands, and their order"),
                )
            reached = band.up_to


def _rows(context: Context, main: Loaded, models: Sequence[FeeRowFile]) -> Iterator[FeeRow]:
    for index, model in enumerate(models):
        path: KeyPath = ("standard", "rows", index)
        for number, part in enumerate(model.charge):
            _check_part(context, main, (*path, "charge", number), part)
        yield FeeRow(
            model.id,
            model.label,
            read_condition(context, main, (*path, "when"), model.when),
            model.charge,
            model.cite,
            main.source.place(path),
        )


def _check_part(context: Context, main: Loaded, path: KeyPath, part: ChargeFile) -> None:
    assert isinstance(main.model, FeeFile)
    for index, name in enumerate(part.per or ()):
        check_base(context, main, (*path, "per", index), name, money=False)
    if part.percent_of is not None:
        check_base(context, main, (*path, "percent_of"), part.percent_of, money=True)
    if part.of is not None:
        check_base(context, main, (*path, "of"), part.of, money=True)
    if part.scale is not None and part.scale not in main.model.scales:
        meant = closest(part.scale, main.model.scales)
        context.report(
            main.source,
            (*path, "scale"),
            "PB0418",
            Text(f"没有分段标准 {part.scale}", f"there is no scale {part.scale}"),
            Text(f"是否为 {meant}？", f"did you mean {meant}?")
            if meant
            else Text("请在 scales 中声明", "declare it under scales"),
        )


def _reduction(context: Context, main: Loaded, path: KeyPath, model: ReductionFile) -> Reduction:
    return Reduction(
        model.id,
        model.label,
        read_condition(context, main, (*path, "when"), model.when),
        model.force,
        model.by,
        model.less,
        Period(model.start or dt.date.min, model.until),
        model.document,
        model.cite,
    )
