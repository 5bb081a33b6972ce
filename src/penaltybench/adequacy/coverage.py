"""Coverage of an edition by cases: tiers reached, tests seen to hold and to fail, thresholds met.

*Tiers* are the rows of tables and the levels of factors. A *condition* is one test of one row, basis,
schedule or own circumstance; it counts once for holding and once for failing. A *threshold* is a value at
which a test of a number or date changes its answer; it counts if cases lie on both sides of it with
no other threshold of the fact between them and it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from penaltybench.adequacy.places import Owner, factors_of, owners, rows_of
from penaltybench.boundaries import ends
from penaltybench.case import case_from_tree
from penaltybench.cells import Cell, cells_of
from penaltybench.condition import UnaryTest, describe_test
from penaltybench.diagnostics import CaseError
from penaltybench.facts import Facts
from penaltybench.library import Library
from penaltybench.ruleset.edition import Edition
from penaltybench.source import Source, read_file
from penaltybench.text import Text
from penaltybench.tier import facts_of
from penaltybench.values import Value
from penaltybench.worked_cases import worked_case_paths

Kind = Literal["tier", "condition", "threshold"]
KINDS: tuple[Kind, ...] = ("tier", "condition", "threshold")


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that cases can exercise; ``id`` is stable, ``label`` says it to people."""

    kind: Kind
    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of an edition cases have exercised; ``points`` in the order of the file."""

    ruleset: str
    edition: str
    points: tuple[Point, ...]
    covered: frozenset[str]

    def of(self, kind: Kind) -> tuple[int, int]:
        """Return how many points of a kind are covered, and how many there are."""
        own = [point for point in self.points if point.kind == kind]
        return sum(point.id in self.covered for point in own), len(own)

    @property
    def missing(self) -> tuple[Point, ...]:
        """The points that no case has exercised."""
        return tuple(point for point in self.points if point.id not in self.covered)

    @property
    def percent(self) -> int:
        """The share of all points that are covered, in whole per cent, rounded down."""
        return 100 * len(self.covered) // len(self.points) if self.points else 100

    def to_dict(self) -> dict[str, Any]:
        """Return the coverage as JSON data."""
        counts = {kind: self.of(kind) for kind in KINDS}
        return {
            "ruleset": self.ruleset,
            "edition": self.edition,
            "percent": self.percent,
            **{kind: {"covered": got, "of": of} for kind, (got, of) in counts.items()},
            "missing": [
                {
                    "kind": point.kind,
                    "id": point.id,
                    "label": {"zh": point.label.zh, "en": point.label.en},
                }
                for point in self.missing
            ],
        }


@dataclass(frozen=True, slots=True)
class Seen:
    """What one case showed of an edition: the facts as it read them, the rows that it took."""

    facts: Facts
    rows: frozenset[str]


def coverage_of(library: Library, ruleset: str, sources: Iterable[Source]) -> tuple[Coverage, ...]:
    """Return the coverage of every edition of a penalty ruleset by the cases in ``sources``.

    Cases that are refused or stay undetermined exercise nothing. An edition that only general rules
    cut in two is counted once. Raises KeyError if there is no such ruleset.
    """
    editions = library.standard(ruleset).editions
    seen: dict[str, list[Seen]] = {edition.file: [] for edition in editions}
    for source in sources:
        for case in cases_in(source, ruleset):
            for edition, what in _shown_by(library, case):
                if edition.id == ruleset and edition.file in seen:
                    seen[edition.file].append(what)
    latest = {edition.file: edition for edition in editions}
    return tuple(_coverage(edition, seen[file]) for file, edition in latest.items())


def sources_beside(library: Library, ruleset: str) -> tuple[Source, ...]:
    """Return the files of worked cases that lie beside the editions of a ruleset."""
    folders = dict.fromkeys(
        Path(e.file).parent / "tests" for e in library.standard(ruleset).editions
    )
    paths = [path for folder in folders if folder.is_dir() for path in worked_case_paths(folder)]
    return tuple(read_file(path) for path in paths)


def cases_in(source: Source, ruleset: str) -> Iterator[dict[str, Any]]:
    """Yield the cases about ``ruleset`` in a file of worked cases that lies beside it."""
    for item in source.tree if isinstance(source.tree, list) else ():
        case = item.get("case") if isinstance(item, dict) else None
        if isinstance(case, dict) and case.get("ruleset", ruleset) == ruleset:
            yield {"ruleset": ruleset, **case}


def _shown_by(library: Library, case: dict[str, Any]) -> Iterator[tuple[Edition, Seen]]:
    try:
        recommendation = library.recommend(case_from_tree(case, Source("case")))
    except CaseError:
        return
    for result in recommendation.results:
        if result.status == "undetermined":
            continue
        taken = frozenset(
            f"{decision.schedule.id}/{option.tier.id}"
            for decision in result.decisions
            for option in decision.options
            if decision.schedule is not None and option.tier is not None
        )
        for decision in (*result.decisions, *result.compared):
            yield decision.edition, Seen(decision.facts, taken)


def _coverage(edition: Edition, seen: Sequence[Seen]) -> Coverage:
    found: list[tuple[Point, bool]] = [
        *_tiers(edition, seen),
        *_conditions(edition, seen),
        *_thresholds(edition, seen),
    ]
    return Coverage(
        edition.id,
        edition.dated.start.isoformat(),
        tuple(point for point, _ in found),
        frozenset(point.id for point, met in found if met),
    )


def _tiers(edition: Edition, seen: Sequence[Seen]) -> Iterator[tuple[Point, bool]]:
    for schedule in edition.schedules:
        for row in rows_of(schedule):
            path = f"{schedule.id}/{row.id}"
            yield Point("tier", path, row.title), any(path in one.rows for one in seen)
        for factor in factors_of(schedule):
            for number, level in enumerate(factor.levels):
                label = _test_words(edition, factor.fact, level.test)
                values = [facts_of(schedule, one.facts).values.get(factor.fact) for one in seen]
                met = any(value is not None and level.test.holds(value) for value in values)
                yield Point("tier", f"{schedule.id}/{factor.fact}/{number}", label), met


def _conditions(edition: Edition, seen: Sequence[Seen]) -> Iterator[tuple[Point, bool]]:
    for owner in owners(edition):
        for number, fact, test in owner.leaves():
            answers = {test.holds(value) for value in _values(owner, fact, seen)}
            words = _test_words(edition, fact, test)
            for truth, zh, en in ((True, "符合", "holds"), (False, "不符合", "fails")):
                label = Text(
                    f"{owner.title.zh}：{words.zh}（{zh}）", f"{owner.title.en}: {words.en} ({en})"
                )
                yield Point("condition", f"{owner.path}#{number}={truth}", label), truth in answers


def _values(owner: Owner, fact: str, seen: Sequence[Seen]) -> Iterator[Value]:
    for one in seen:
        facts = one.facts if owner.schedule is None else facts_of(owner.schedule, one.facts)
        value = facts.values.get(fact)
        if value is not None and fact not in facts.spans:
            yield value


def _thresholds(edition: Edition, seen: Sequence[Seen]) -> Iterator[tuple[Point, bool]]:
    for name, tests in _own_tests(edition).items():
        fact = edition.facts[name]
        if not fact.type.is_ordered:
            continue
        cells = cells_of(fact, tests)
        named = {value for test in tests for value in ends(test)}
        values = [one.facts.values[name] for one in seen if name in one.facts.values]
        met = [any(_inside(cell, value, tests) for value in values) for cell in cells]
        for number, (lower, upper) in enumerate(pairwise(cells)):
            end = next(value for value in (lower.high, upper.low) if value in named)
            assert end is not None
            value = Text(fact.format(end, "zh"), fact.format(end, "en"))
            label = Text(
                f"{fact.label.zh}：{value.zh}两侧", f"{fact.label.en}: both sides of {value.en}"
            )
            yield Point("threshold", f"{name}@{number}", label), met[number] and met[number + 1]


def _own_tests(edition: Edition) -> dict[str, list[UnaryTest]]:
    """Return the tests of the ruleset itself by fact; those of the general rules are not its business."""
    tests: dict[str, list[UnaryTest]] = {}
    for owner in owners(edition):
        for _, fact, test in owner.leaves():
            tests.setdefault(fact, []).append(test)
    for schedule in edition.schedules:
        for factor in factors_of(schedule):
            tests.setdefault(factor.fact, []).extend(level.test for level in factor.levels)
    return tests


def _inside(cell: Cell, value: Value, tests: Sequence[UnaryTest]) -> bool:
    """Whether a value lies in a cell: between its ends, and told apart from it by no test."""
    low, high = cell.low, cell.high
    between = (low is None or value >= low) and (high is None or value <= high)  # type: ignore[operator]
    return between and all(test.holds(value) == test.holds(cell.value) for test in tests)


def _test_words(edition: Edition, fact: str, test: UnaryTest) -> Text:
    words = edition.facts[fact].words()
    zh, en = (describe_test(words, test, language, edition.wording) for language in ("zh", "en"))
    return Text(zh, en)
