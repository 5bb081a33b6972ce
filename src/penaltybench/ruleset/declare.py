"""The vocabulary of an edition: its facts are declared, its tests and conditions parsed against them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from penaltybench.condition import Condition, UnaryTest, parse_test
from penaltybench.diagnostics import Diagnostic
from penaltybench.ruleset.models import (
    ConditionFile,
    FactFile,
    RuleFile,
    TestSource,
)
from penaltybench.ruleset.published import Fact
from penaltybench.source import KeyPath, Source
from penaltybench.text import Text, both, closest
from penaltybench.values import FactType

CASE_DATES: Mapping[str, Text] = {
    "conduct_start": Text("违法行为开始之日", "first day of the conduct"),
    "conduct_end": Text("违法行为终了之日", "last day of the conduct"),
    "filed_on": Text("立案之日", "day of filing"),
    "decided_on": Text("作出决定之日", "day of the decision"),
}
"""The dates of a penalty case, which conditions may test without declaring them."""


@dataclass(frozen=True)
class Loaded:
    """A file of rules that was read without errors of shape."""

    model: RuleFile
    source: Source

    @property
    def digest(self) -> str:
        """SHA-256 of the file's content, whatever its layout and comments."""
        text = json.dumps(self.source.tree, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Context:
    """What building one edition needs and fills: its facts and the faults found."""

    facts: dict[str, Fact] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report(self, source: Source, path: KeyPath, code: str, message: Text, remedy: Text) -> None:
        """Add an error at ``path`` of ``source``."""
        self.diagnostics.append(Diagnostic(code, message, remedy, source.place(path)))


def declare_dates(context: Context, dates: Mapping[str, Text]) -> None:
    """Declare the dates that every case of a kind has."""
    for name, label in dates.items():
        context.facts[name] = Fact(name, FactType.DATE, label, worse=None)


def declare_facts(context: Context, file: Loaded) -> None:
    """Declare the facts of a file, and report those that contradict an earlier declaration."""
    for name, model in file.model.facts.items():
        path: KeyPath = ("facts", name)
        fact = _fact(context, file, name, model)
        earlier = context.facts.get(name)
        if earlier is not None and (earlier.type, tuple(earlier.values), earlier.domain) != (
            fact.type,
            tuple(fact.values),
            fact.domain,
        ):
            context.report(
                file.source,
                path,
                "PB0416",
                Text(
                    f"要素 {name} 与所引用规则集中的声明不一致",
                    f"the fact {name} differs from its declaration in a ruleset that is used",
                ),
                Text(
                    "请改名，或使类型、取值和范围一致",
                    "rename it, or make type, values and domain agree",
                ),
            )
        context.facts[name] = fact
    for name, model in file.model.facts.items():
        if model.derive is not None:
            _check_derivation(context, file, name, model)


def _fact(context: Context, file: Loaded, name: str, model: FactFile) -> Fact:
    values = model.values or {}
    domain: UnaryTest | None = None
    source = model.domain
    if source is None and model.type is FactType.MONEY:
        source = ">= 0元"
    if source is not None:
        domain = read_test(
            context, file, ("facts", name, "domain"), model.type, source, tuple(values)
        )
    counts_as = model.unascertainable
    if (
        counts_as is not None
        and counts_as.counts_as == "lightest"
        and (model.worse is None or model.type not in (FactType.ENUM, FactType.BOOLEAN))
    ):
        context.report(
            file.source,
            ("facts", name, "unascertainable"),
            "PB0418",
            Text("无从知道哪个值最轻", "nobody can know which value is the lightest"),
            Text(
                "请写 worse（枚举、布尔），或写明具体的值",
                "declare worse (enum, boolean), or name the value",
            ),
        )
    elif counts_as is not None and counts_as.counts_as != "lightest":
        where = ("facts", name, "unascertainable", "as")
        read_test(context, file, where, model.type, f"= {counts_as.counts_as}", tuple(values))
    return Fact(
        name,
        model.type,
        model.label,
        model.describe,
        model.unit,
        domain,
        values,
        model.worse,
        model.changeable,
        model.unascertainable,
        model.several is not None,
        model.derive,
        model.cite,
        file.source.place(("facts", name)),
    )


def _check_derivation(context: Context, file: Loaded, name: str, model: FactFile) -> None:
    assert model.derive is not None
    pair = model.derive.years or model.derive.months or model.derive.days or ()
    for date in pair:
        fact = context.facts.get(date)
        if fact is None or fact.type is not FactType.DATE or fact.derive is not None:
            context.report(
                file.source,
                ("facts", name, "derive"),
                "PB0417",
                Text(f"{date} 不是日期要素", f"{date} is not a date fact"),
                Text(
                    "请写案件日期或已声明的日期要素",
                    "name a date of the case or a declared date fact",
                ),
            )
    if model.type is not FactType.INTEGER:
        context.report(
            file.source,
            ("facts", name, "type"),
            "PB0417",
            Text("推定的年、月、日数是整数", "derived years, months and days are integers"),
            Text("请写 type: integer", "write type: integer"),
        )


def read_test(
    context: Context,
    file: Loaded,
    path: KeyPath,
    type_: FactType,
    source: TestSource,
    values: Sequence[str] = (),
) -> UnaryTest | None:
    """Return the test, or None after reporting why it cannot be read."""
    try:
        return parse_test(type_, source, values)
    except ValueError as error:
        reason = both(str(error))
        shown = source.removeprefix("= ") if isinstance(source, str) else ", ".join(source)
        context.report(
            file.source,
            path,
            "PB0402",
            Text(f"“{shown}”：{reason.zh}", f"“{shown}”: {reason.en}"),
            Text("请按条件的写法改正", "correct it by the grammar of unary tests"),
        )
        return None


def report_undeclared(context: Context, file: Loaded, path: KeyPath, name: str) -> None:
    """Report a fact that nothing declares, with the name that was probably meant."""
    meant = closest(name, context.facts)
    context.report(
        file.source,
        path,
        "PB0401",
        Text(f"要素 {name} 没有声明", f"the fact {name} is not declared"),
        Text(f"是否为 {meant}？", f"did you mean {meant}?")
        if meant
        else Text("请在 facts 中声明", "declare it under facts"),
    )


def read_condition(
    context: Context, file: Loaded, path: KeyPath, model: ConditionFile
) -> Condition:
    """Return the condition; tests that cannot be read are reported and left out."""
    tests = []
    for name, source in model.tests.items():
        fact = context.facts.get(name)
        if fact is None:
            report_undeclared(context, file, (*path, name), name)
            continue
        test = read_test(context, file, (*path, name), fact.type, source, tuple(fact.values))
        if test is not None:
            tests.append((name, test))
    alternatives = tuple(
        read_condition(context, file, (*path, "any", index), part)
        for index, part in enumerate(model.any)
    )
    return Condition(tuple(tests), alternatives)
