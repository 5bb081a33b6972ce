"""What the builders of all kinds have in common: the head of an edition, and what it inherits."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from penaltybench.condition import Wording
from penaltybench.period import Period
from penaltybench.ruleset.declare import (
    Context,
    Loaded,
    declare_dates,
    declare_facts,
    report_undeclared,
)
from penaltybench.ruleset.models import Rounding, RulesFile
from penaltybench.source import KeyPath
from penaltybench.text import Text
from penaltybench.values import FactType

T = TypeVar("T")
R = TypeVar("R", bound=RulesFile)


def declared(files: Sequence[Loaded], dates: Mapping[str, Text]) -> Context:
    """Return a context in which the dates of a case and the facts of the files are declared."""
    context = Context()
    declare_dates(context, dates)
    for file in files:
        declare_facts(context, file)
    return context


def inherited(files: Sequence[Loaded], kind: type[R], get: Callable[[R], T | None]) -> T | None:
    """Return what the ruleset itself declares, else the last one that it uses and that may.

    Only files of ``kind`` may declare it.
    """
    found = (get(file.model) for file in reversed(files) if isinstance(file.model, kind))
    return next((one for one in found if one is not None), None)


def needed_rounding(context: Context, main: Loaded, files: Sequence[Loaded]) -> Rounding | None:
    """Return how amounts are rounded; None after reporting that nothing declares it."""
    rounding = inherited(files, RulesFile, lambda model: model.rounding)
    if rounding is None:
        context.report(
            main.source,
            (),
            "PB0412",
            Text("没有声明金额的取整单位和方法", "no unit and mode of rounding is declared"),
            Text(
                "请写 rounding: {unit: 1元, mode: down}", "write rounding: {unit: 1元, mode: down}"
            ),
        )
    return rounding


def head(
    main: Loaded, used: Sequence[Loaded], files: Iterable[Loaded], context: Context, period: Period
) -> dict[str, Any]:
    """Return the fields of :class:`penaltybench.ruleset.published.Published` for an edition.

    ``used`` are the general rulesets, ``files`` all that can change a result.
    """
    header = main.model
    wording = inherited([*used, main], RulesFile, lambda model: model.wording)
    return {
        "id": header.id,
        "title": header.title,
        "status": header.status,
        "dated": Period(header.effective.start, header.effective.until),
        "period": period,
        "issued": header.issued,
        "source": header.source,
        "reviewed_on": header.reviewed_on,
        "digest": hashlib.sha256("\n".join(file.digest for file in files).encode()).hexdigest(),
        "file": main.source.file,
        "uses": tuple(f"{file.model.id}@{file.model.effective.start}" for file in used),
        "wording": Wording(
            wording is None or wording.above == "includes",
            wording is None or wording.below == "includes",
        ),
        "facts": context.facts,
        "suppress": header.suppress,
    }


def check_base(context: Context, file: Loaded, path: KeyPath, name: str, *, money: bool) -> None:
    """Report a base of an amount that is not declared, or of a type that cannot be one."""
    fact = context.facts.get(name)
    if fact is None:
        report_undeclared(context, file, path, name)
        return
    wanted = Text("整数或十进制数", "an integer or a decimal")
    fits = fact.type in (FactType.INTEGER, FactType.DECIMAL)
    if money:
        wanted, fits = Text("金额", "money"), fact.type is FactType.MONEY
    if not fits:
        context.report(
            file.source,
            path,
            "PB0414",
            Text(f"要素 {name} 应为{wanted.zh}", f"the fact {name} should be {wanted.en}"),
            Text("请改要素的类型，或换一个基数", "change its type, or use another base"),
        )
