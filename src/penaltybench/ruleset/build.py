"""From files to an edition: tables, circumstances and procedure, with all faults collected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from penaltybench.condition import Compare
from penaltybench.diagnostics import Diagnostic
from penaltybench.period import Period
from penaltybench.ruleset.assemble import check_base, declared, head, inherited, needed_rounding
from penaltybench.ruleset.declare import (
    CASE_DATES,
    Context,
    Loaded,
    read_condition,
    read_test,
    report_undeclared,
)
from penaltybench.ruleset.edition import (
    Basis,
    CapRule,
    Circumstance,
    Edition,
    Factor,
    Level,
    Points,
    ProcedureRule,
    Row,
    Schedule,
    Tiers,
)
from penaltybench.ruleset.models import (
    Adjust,
    BasisFile,
    CircumstanceFile,
    FineRange,
    GeneralFile,
    PenaltyFile,
    PenaltyRulesFile,
    PointsFile,
    RowFile,
    ScheduleFile,
    TiersFile,
    Weighing,
)
from penaltybench.source import KeyPath
from penaltybench.text import Text, same
from penaltybench.values import FactType, Value

T = TypeVar("T")


def build(
    main: Loaded, used: Sequence[Loaded], tables: Mapping[str, Loaded], period: Period
) -> tuple[Edition | None, tuple[Diagnostic, ...]]:
    """Return the edition that ``main`` and the files it uses make during ``period``, and faults.

    ``used`` are in the order in which ``uses`` names them, ``tables`` are the files that
    ``table_of`` names. The edition is None if there is any fault.
    """
    files = [*used, *tables.values(), main]
    context = declared(files, CASE_DATES)
    circumstances, overridden = _circumstances(context, [*used, main])
    procedure = tuple(
        rule for file, _ in _rules([*used, main]) for rule in _procedure(context, file)
    )
    schedules: tuple[Schedule, ...] = ()
    if isinstance(main.model, PenaltyFile):
        schedules = tuple(
            _schedule(context, main, tables, index, [*used, main])
            for index in range(len(main.model.schedules))
            if _table_exists(main.model.schedules[index], tables)
        )
    for file in [*used, main]:
        _check_promise(context, file)
    cap = _cap(context, [*used, main])
    rounding = None
    if isinstance(main.model, PenaltyFile):
        rounding = needed_rounding(context, main, [*used, main])
    if context.diagnostics or not isinstance(main.model, PenaltyFile) or rounding is None:
        return None, tuple(context.diagnostics)
    edition = Edition(
        **head(main, used, files, context, period),
        schedules=schedules,
        circumstances=circumstances,
        overridden=overridden,
        procedure=procedure,
        weighing=_inherited([*used, main], lambda model: model.weighing) or Weighing(),
        cap=cap,
        rounding=rounding,
        suggest=_inherited([*used, main], lambda model: model.suggest) or "middle",
        late_payment=_inherited([*used, main], lambda model: model.late_payment),
        choice=_inherited([*used, main], lambda model: model.choice_of_edition),
        one_act=_inherited([*used, main], lambda model: model.one_act),
        combined=_inherited([*used, main], lambda model: model.combined),
        refines=main.model.refines,
        counted_twice=tuple(
            one for _, model in _rules([*used, main]) for one in model.counted_twice
        ),
    )
    return edition, ()


def _inherited(files: Sequence[Loaded], get: Callable[[PenaltyRulesFile], T | None]) -> T | None:
    """Return what the ruleset itself declares, else the last one that it uses."""
    return inherited(files, PenaltyRulesFile, get)


def _rules(files: Sequence[Loaded]) -> Iterator[tuple[Loaded, PenaltyRulesFile]]:
    for file in files:
        if isinstance(file.model, PenaltyRulesFile):
            yield file, file.model


def _check_promise(context: Context, file: Loaded) -> None:
    """Read the condition of a policy on promised time limits, so that its faults are reported."""
    if isinstance(file.model, GeneralFile) and file.model.promise is not None:
        unless = file.model.promise.unless
        if unless is not None:
            read_condition(context, file, ("promise", "unless"), unless)


# --- schedules -------------------------------------------------------------------------------


def _table_exists(model: ScheduleFile, tables: Mapping[str, Loaded]) -> bool:
    return model.table_of is None or model.table_of in tables


def _schedule(
    context: Context,
    main: Loaded,
    tables: Mapping[str, Loaded],
    index: int,
    files: Sequence[Loaded],
) -> Schedule:
    assert isinstance(main.model, PenaltyFile)
    model = main.model.schedules[index]
    path: KeyPath = ("schedules", index)
    table_file, table_path, table_model = main, path, model
    adjust_files = list(files)
    if model.table_of is not None:
        table_file = tables[model.table_of]
        assert isinstance(table_file.model, PenaltyFile)
        table_path, table_model = ("schedules", 0), table_file.model.schedules[0]
        adjust_files.append(table_file)
    bases = tuple(
        _basis(context, main, (*path, "basis", number), basis)
        for number, basis in enumerate(model.basis)
    )
    table: Tiers | Points
    if table_model.points is not None:
        table = _points(context, table_file, (*table_path, "points"), table_model.points)
    else:
        assert table_model.tiers is not None
        table = _tiers(context, table_file, (*table_path, "tiers"), table_model.tiers)
    return Schedule(
        model.id,
        model.respondent,
        model.label or same(model.respondent),
        read_condition(context, main, (*path, "when"), model.when),
        tuple(_settings(context, main, (*path, "sets"), model.sets)),
        bases,
        table,
        _inherited(adjust_files, lambda file: file.adjust) or Adjust(),
        main.source.place(path),
    )


def _settings(
    context: Context, file: Loaded, path: KeyPath, model: Mapping[str, str]
) -> Iterable[tuple[str, Value]]:
    for name, text in model.items():
        fact = context.facts.get(name)
        if fact is None:
            report_undeclared(context, file, (*path, name), name)
            continue
        test = read_test(context, file, (*path, name), fact.type, f"= {text}", tuple(fact.values))
        if isinstance(test, Compare):
            yield name, test.value
        elif test is not None:
            context.report(
                file.source,
                (*path, name),
                "PB0402",
                Text(f"“{text}”不是一个值", f"“{text}” is not one value"),
                Text("请写一个值", "write one value"),
            )


def _basis(context: Context, file: Loaded, path: KeyPath, model: BasisFile) -> Basis:
    if model.allows.fine is not None:
        _range_bases(context, file, (*path, "allows", "fine"), model.allows.fine)
    return Basis(
        model.id,
        model.statute,
        read_condition(context, file, (*path, "when"), model.when),
        model.allows.fine,
        model.allows.terms(),
        model.orders,
        file.source.place(path),
    )


def _tiers(context: Context, file: Loaded, path: KeyPath, model: TiersFile) -> Tiers:
    rows = tuple(
        _row(context, file, (*path, "rows", index), row) for index, row in enumerate(model.rows)
    )
    return Tiers(model.select == "grade", model.hit == "first", rows, model.cite)


def _range_bases(context: Context, file: Loaded, path: KeyPath, fine: FineRange) -> None:
    for key, end in (("min", fine.min), ("max", fine.max)):
        if end is not None and not isinstance(end, Fraction):
            check_base(context, file, (*path, key), end.fact, money=True)
    if fine.base is not None:
        check_base(context, file, path, fine.base, money=fine.per is None)


def _row(context: Context, file: Loaded, path: KeyPath, model: RowFile) -> Row:
    if model.fine is not None:
        if model.fine.base is not None:
            money = model.fine.per is None
            check_base(context, file, (*path, "fine"), model.fine.base, money=money)
        for index, part in enumerate(model.fine.plus):
            check_base(context, file, (*path, "fine", "plus", index), part.per, money=False)
    return Row(
        model.id,
        model.grade,
        model.label,
        read_condition(context, file, (*path, "when"), model.when),
        model.basis,
        model.fine,
        model.also.terms(),
        model.orders,
        model.ground,
        model.cite,
        file.source.place(path),
    )


def _points(context: Context, file: Loaded, path: KeyPath, model: PointsFile) -> Points:
    factors = []
    for index, factor in enumerate(model.factors):
        fact = context.facts.get(factor.fact)
        if fact is None:
            report_undeclared(context, file, (*path, "factors", index, "fact"), factor.fact)
            continue
        levels = []
        for source, share in factor.scale.items():
            where = (*path, "factors", index, "scale", source)
            test = read_test(context, file, where, fact.type, source, tuple(fact.values))
            if test is not None:
                levels.append(Level(test, share, file.source.place(where)))
        label, place = factor.label or fact.label, file.source.place((*path, "factors", index))
        factors.append(Factor(factor.fact, label, tuple(levels), place))
    return Points(
        model.start, model.method == "position", model.at_most, tuple(factors), model.cite
    )


# --- general rules ---------------------------------------------------------------------------


def _circumstances(
    context: Context, files: Sequence[Loaded]
) -> tuple[tuple[Circumstance, ...], tuple[tuple[Circumstance, Circumstance], ...]]:
    """Return the circumstances in force, and (general, special) where one was overridden."""
    current: dict[str, Circumstance] = {}
    overridden: list[tuple[Circumstance, Circumstance]] = []
    for file, rules in _rules(files):
        for index, model in enumerate(rules.circumstances):
            path: KeyPath = ("circumstances", index)
            special = _circumstance(context, file, path, model)
            for name in model.overrides:
                general = current.pop(name, None)
                if general is not None:
                    overridden.append((general, special))
                elif isinstance(files[-1].model, PenaltyFile):
                    context.report(
                        file.source,
                        (*path, "overrides"),
                        "PB0415",
                        Text(
                            f"没有情节 {name} 可供替代",
                            f"there is no circumstance {name} to override",
                        ),
                        Text(
                            "请核对编号，或引用声明它的规则集",
                            "check the id, or use the ruleset that declares it",
                        ),
                    )
            if model.id in current:
                context.report(
                    file.source,
                    (*path, "id"),
                    "PB0408",
                    Text(
                        f"情节 {model.id} 已经声明",
                        f"the circumstance {model.id} is already declared",
                    ),
                    Text(
                        f"请改名，或写 overrides: [{model.id}]",
                        f"rename it, or write overrides: [{model.id}]",
                    ),
                )
            current[model.id] = special
    return tuple(current.values()), tuple(overridden)


def _circumstance(
    context: Context, file: Loaded, path: KeyPath, model: CircumstanceFile
) -> Circumstance:
    when = (
        None if model.when is None else read_condition(context, file, (*path, "when"), model.when)
    )
    return Circumstance(
        model.id,
        file.model.id,
        model.effect,
        model.force,
        model.label,
        when,
        model.absolute,
        model.overrides,
        model.needs,
        model.cite,
    )


def _procedure(context: Context, file: Loaded) -> Iterable[ProcedureRule]:
    assert isinstance(file.model, PenaltyRulesFile)
    for index, model in enumerate(file.model.procedure):
        path: KeyPath = ("procedure", index)
        fine = None
        if model.fine is not None:
            fine = read_test(context, file, (*path, "fine"), FactType.MONEY, model.fine)
        yield ProcedureRule(
            model.id,
            model.step,
            model.label,
            read_condition(context, file, (*path, "when"), model.when),
            fine,
            frozenset(model.kinds),
            frozenset(model.grades),
            model.without_other,
            model.days,
            model.working,
            model.cite,
        )


def _cap(context: Context, files: Sequence[Loaded]) -> CapRule | None:
    for file, rules in reversed([*_rules(files)]):
        if rules.cap is not None:
            unless = rules.cap.unless
            condition = (
                None if unless is None else read_condition(context, file, ("cap", "unless"), unless)
            )
            return CapRule(rules.cap, condition)
    return None
