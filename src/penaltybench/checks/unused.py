"""PB0438, PB0439: a fact that a ruleset declares and reads nowhere; words that nothing tells apart.

A fact that another edition of the same ruleset reads is not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from penaltybench.condition import Condition, UnaryTest, fact_names
from penaltybench.diagnostics import Diagnostic, Severity
from penaltybench.reads import tests_by_fact
from penaltybench.ruleset.edition import Edition, table_facts
from penaltybench.ruleset.load import Catalogue
from penaltybench.ruleset.published import Fact
from penaltybench.text import Text
from penaltybench.values import FactType


def check_unused(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield what the file of an edition declares itself without anything reading or telling it apart."""
    for standard in catalogue.standards.values():
        files = dict.fromkeys(edition.file for edition in standard.editions)
        # An edition may declare what only another one reads, so that one case fits both.
        read = frozenset[str]().union(*map(read_facts, standard.editions))
        for file in files:
            # One file makes several editions where the general rules beside it change.
            same = [edition for edition in standard.editions if edition.file == file]
            yield from _in_file(file, same, read)


def _in_file(file: str, editions: Sequence[Edition], read: frozenset[str]) -> Iterator[Diagnostic]:
    for name, fact in editions[-1].facts.items():
        if fact.place.file != file:
            continue
        if name not in read:
            yield _unused(fact)
        elif fact.type is FactType.ENUM:
            tests = [test for edition in editions for test in _tests(edition, name)]
            if tests:
                yield from _alike(fact, tests)


def read_facts(edition: Edition) -> frozenset[str]:
    """Return every fact that conditions, amounts, factors or derivations of an edition read."""
    read = {name for condition in _conditions(edition) for name in fact_names(condition)}
    for schedule in edition.schedules:
        read |= table_facts(schedule)
    for fact in edition.facts.values():
        if fact.derive is not None:
            read |= set(fact.derive.years or fact.derive.months or fact.derive.days or ())
    return frozenset(read)


def _conditions(edition: Edition) -> Iterator[Condition]:
    for circumstance in edition.circumstances:
        if circumstance.when is not None:
            yield circumstance.when
    for rule in edition.procedure:
        yield rule.when
    if edition.cap is not None and edition.cap.unless is not None:
        yield edition.cap.unless


def _tests(edition: Edition, name: str) -> Iterator[UnaryTest]:
    yield from tests_by_fact(edition)[name]
    for rule in edition.procedure:
        yield from (test for fact, test in rule.when.leaves() if fact == name)


def _unused(fact: Fact) -> Diagnostic:
    label = fact.label
    return Diagnostic(
        "PB0438",
        Text(
            f"要素“{label.zh}”（{fact.id}）声明了，但是没有条件、金额、裁量因素、情节或者程序使用它",
            f"the fact “{label.en}” ({fact.id}) is declared, but no condition, amount, factor, "
            "circumstance or step reads it",
        ),
        Text("请使用它，或者删去声明", "use it, or remove the declaration"),
        fact.place,
        Severity.WARNING,
    )


def _alike(fact: Fact, tests: Sequence[UnaryTest]) -> Iterator[Diagnostic]:
    groups: dict[tuple[bool, ...], list[str]] = {}
    for word in fact.values:
        if fact.domain is None or fact.domain.holds(word):
            groups.setdefault(tuple(test.holds(word) for test in tests), []).append(word)
    for words in groups.values():
        if len(words) > 1:
            label = fact.label
            zh = "、".join(f"“{fact.values[word].zh}”（{word}）" for word in words)
            en = ", ".join(f"“{fact.values[word].en}” ({word})" for word in words)
            yield Diagnostic(
                "PB0439",
                Text(
                    f"要素“{label.zh}”的选项{zh}没有任何条件加以区分",
                    f"nothing tells these values of the fact “{label.en}” apart: {en}",
                ),
                Text(
                    "可以合并为一个选项；公布的文本分列的，保留即可",
                    "make them one value, or keep them if the published text lists them apart",
                ),
                fact.place,
                Severity.NOTE,
            )
