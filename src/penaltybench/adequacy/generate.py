"""Cases that an author should have: both sides of every threshold, and every test alone deciding.

For every row a *witness* is found (facts for which the row applies); from it each fact is moved to the
values at and one step (a fen, a day, a hundredth) beside every threshold. The *MC/DC* set (modified
condition/decision coverage, as in RTCA DO-178C) has, for every test of every row, two cases that differ in that
test's fact alone and of which the row applies to one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from penaltybench.adequacy.places import rows_of
from penaltybench.boundaries import boundary_values, literal
from penaltybench.condition import Condition, UnaryTest, evaluate
from penaltybench.diagnostics import CaseError
from penaltybench.library import Library
from penaltybench.money import format_fen
from penaltybench.reads import tests_by_fact
from penaltybench.recommendation import Recommendation
from penaltybench.result import Result
from penaltybench.ruleset.declare import CASE_DATES
from penaltybench.ruleset.edition import Edition, Row, Schedule, table_facts
from penaltybench.text import Text
from penaltybench.values import Value

Assignment = Mapping[str, Value]
MAX_ALTERNATIVES = 64
"""Of a row with more combinations of alternatives only so many are tried for a witness."""


@dataclass(frozen=True, slots=True)
class Generated:
    """The cases for an edition, as a file of worked cases holds them, and the rows left out.

    The expectation of each is what the ruleset says now: it is to be read, not to be believed.
    """

    cases: tuple[dict[str, Any], ...]
    left_out: tuple[tuple[str, Text], ...]


def generate_cases(library: Library, edition: Edition, *, mcdc: bool = True) -> Generated:
    """Return the boundary cases of an edition and, if ``mcdc``, the MC/DC pairs, without repetition."""
    tests = tests_by_fact(edition)
    found: dict[tuple[tuple[str, Value], ...], str] = {}
    left_out: list[tuple[str, Text]] = []
    for schedule in edition.schedules:
        for name, conditions in _targets(schedule):
            witness = _witness(edition, schedule, conditions, tests)
            if witness is None:
                left_out.append((name, _WHY))
                continue
            for values, label in _around(edition, schedule, witness, tests):
                found.setdefault(_key(values), f"{name}：{label}")
            for values, label in _decisive(edition, conditions, witness, tests) if mcdc else ():
                found.setdefault(_key(values), f"{name}：{label}")
    cases = tuple(
        case
        for key, name in found.items()
        if (case := _case(library, edition, dict(key), name)) is not None
    )
    return Generated(cases, tuple(left_out))


_WHY = Text(
    "没有找到使它适用的事实（依日期推定的要素，或者条件自相矛盾）",
    "no facts were found for which it applies (facts derived from dates, or conditions that contradict)",
)


def _targets(schedule: Schedule) -> Iterator[tuple[str, list[Condition]]]:
    """Yield what is to be reached: every row with a basis, or every basis, with all its conditions."""
    rows: Sequence[Row] = rows_of(schedule)
    by_grade = bool(rows) and not any(not row.when.is_always for row in rows)
    for basis in schedule.bases:
        if not rows or by_grade:
            yield f"{schedule.id}/{basis.id}", [schedule.when, basis.when]
            continue
        for row in rows:
            if not row.basis or basis.id in row.basis:
                yield f"{schedule.id}/{row.id}", [schedule.when, basis.when, row.when]


def _witness(
    edition: Edition,
    schedule: Schedule,
    conditions: Sequence[Condition],
    tests: Mapping[str, Sequence[UnaryTest]],
) -> dict[str, Value] | None:
    """Return facts for which all the conditions hold, or None."""
    fixed = dict(schedule.sets)
    wanted = [name for name in edition.own_facts() if name in table_facts(schedule)]
    for conjunction in _conjunctions(conditions):
        chosen: dict[str, Value] = {}
        for name in dict.fromkeys([*wanted, *(fact for fact, _ in conjunction)]):
            own = [test for fact, test in conjunction if fact == name]
            value = _first(edition, name, own, tests, fixed)
            if value is None:
                break
            if name not in fixed and not _is_date_of_case(name):
                chosen[name] = value
        else:
            return chosen
    return None


def _conjunctions(conditions: Sequence[Condition]) -> Iterator[list[tuple[str, UnaryTest]]]:
    """Yield the ways to fulfil all conditions, as lists of tests that must all hold."""
    for index, parts in enumerate(product(*(_ways(one) for one in conditions))):
        if index == MAX_ALTERNATIVES:
            return
        yield [leaf for part in parts for leaf in part]


def _ways(condition: Condition) -> list[list[tuple[str, UnaryTest]]]:
    if not condition.any:
        return [list(condition.tests)]
    return [[*condition.tests, *way] for part in condition.any for way in _ways(part)]


def _first(
    edition: Edition,
    name: str,
    own: Sequence[UnaryTest],
    tests: Mapping[str, Sequence[UnaryTest]],
    fixed: Assignment,
) -> Value | None:
    fact = edition.facts[name]
    if fact.derive is not None:
        return None
    if _is_date_of_case(name):
        day = edition.period.start
        return day if all(test.holds(day) for test in own) else None
    if name in fixed:
        return fixed[name] if all(test.holds(fixed[name]) for test in own) else None
    values = boundary_values(fact, tests.get(name, ()))
    return next((value for value in values if all(test.holds(value) for test in own)), None)


def _is_date_of_case(name: str) -> bool:
    return name in CASE_DATES


def _around(
    edition: Edition,
    schedule: Schedule,
    witness: Assignment,
    tests: Mapping[str, Sequence[UnaryTest]],
) -> Iterator[tuple[Assignment, str]]:
    """Yield the witness, and it with each fact moved to the values at and beside its thresholds."""
    yield witness, "适用"
    for name in witness:
        fact = edition.facts[name]
        if not tests.get(name) or name not in table_facts(schedule):
            continue
        for value in boundary_values(fact, tests[name]):
            label = f"{fact.label.zh}{fact.format(value, 'zh')}"
            yield {**witness, name: value}, label


def _decisive(
    edition: Edition,
    conditions: Sequence[Condition],
    witness: Assignment,
    tests: Mapping[str, Sequence[UnaryTest]],
) -> Iterator[tuple[Assignment, str]]:
    """Yield, for each test, the witness with that fact alone moved so that the row no longer applies."""
    facts = {fact for one in conditions for fact, _ in one.leaves() if fact in witness}
    for name in witness:
        if name not in facts:
            continue
        fact = edition.facts[name]
        for value in boundary_values(fact, tests.get(name, ())):
            moved = {**witness, name: value}
            if not _holds(conditions, moved):
                yield moved, f"仅{fact.label.zh}不符合"
                break


def _holds(conditions: Iterable[Condition], values: Assignment) -> bool:
    return all(evaluate(one, values) is not False for one in conditions)


def _key(values: Assignment) -> tuple[tuple[str, Value], ...]:
    return tuple(values.items())


def _case(
    library: Library, edition: Edition, values: Assignment, name: str
) -> dict[str, Any] | None:
    facts = {fact: literal(edition.facts[fact].type, value) for fact, value in values.items()}
    day = edition.period.start.isoformat()
    case: dict[str, Any] = {"conduct": day, "decided_on": day, "facts": facts, "circumstances": []}
    try:
        found = library.recommend({"ruleset": edition.id, **case})
    except CaseError as error:
        return {"name": name, "case": case, "expect": {"error": error.diagnostics[0].code}}
    return {"name": name, "case": case, "expect": _expected(found)}


def _expected(found: Recommendation) -> dict[str, Any]:
    expected = _expected_of(found.principal)
    others = {result.respondent: _expected_of(result) for result in found.results[1:]}
    return {**expected, **({"respondents": others} if others else {})}


def _expected_of(result: Result) -> dict[str, Any]:
    expected: dict[str, Any] = {"status": result.status}
    if result.grade is not None:
        expected["grade"] = result.grade.value
    if result.tier is not None:
        expected["tier"] = result.tier.id
    if result.questions:
        expected["questions"] = [question.id for question in result.questions]
    fine = result.fine
    if fine is None and result.options:
        expected["fine"] = "none"
    if fine is not None:
        ends = {"low": fine.low, "high": fine.high}
        expected["fine"] = {
            key: format_fen(end.fen) for key, end in ends.items() if end is not None
        }
    return expected
