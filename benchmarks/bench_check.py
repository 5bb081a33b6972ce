"""The checks of one edition against the number of its rows and of the facts that they read.

Three kinds of tables are made: *full* (every combination of the parts of the facts is one row, as in
published tables), *loose* (every row tests three amounts at random, so that rows overlap and leave gaps),
and *wild* (every row tests five yes-or-no facts at random). Each is checked for gaps, overlaps, seams,
rows and jumps; the median is printed, its ratio to the table with the fewest rows, and whether the
answer is exact: all is stated, or there is more than is listed, or it was not decided (PB0443).

A last part says where it stops: *hard* tables have rows that test three yes-or-no facts each and together leave
nothing, which is the worst case for any exact method.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from itertools import pairwise, product
from typing import Any

from penaltybench.checks import EDITION_CHECKS
from penaltybench.checks.layout import Layout
from penaltybench.checks.survey import Survey
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.load import Standard
from penaltybench.testing import library_of
from penaltybench.testing.rulesets import STATUTES

ROUNDS = 3
ROWS = (10, 50, 100, 200)
FACTS = (2, 5, 10, 15)
CUTS = tuple(f"{number}万元" for number in range(1, 20))
HARD = ((10, 100), (20, 120), (30, 180), (40, 220), (50, 260), (60, 300))
"""Facts and rows of the hard tables."""
SEED = 20261127
Tree = dict[str, Any]


def ruleset(facts: Tree, rows: list[Tree], hit: str) -> Tree:
    """Return a penalty ruleset with these facts and rows."""
    allows = {"fine": {"min": "1,000元", "max": "10万元"}}
    basis = {"id": "b", "statute": {"law": "示例法", "article": "第一条"}, "allows": allows}
    table = {"hit": hit, "rows": rows}
    return {
        "id": "example.bench",
        "kind": "penalty",
        "title": {"zh": "示例"},
        "status": "example",
        "effective": {"from": "2026-01-01"},
        "source": {"text": "自拟", "sure": "high"},
        "reviewed_on": "2026-01-01",
        "facts": facts,
        "schedules": [{"id": "s", "respondent": "party", "basis": [basis], "tiers": table}],
        "rounding": {"unit": "1元", "mode": "down"},
    }


def row(number: int, when: Tree) -> Tree:
    """Return a row; neighbours have different amounts, so that nothing can be merged."""
    amount = f"[{1000 + number}元..{2000 + number}元]"
    return {"id": f"r{number}", "grade": "ordinary", "when": when, "fine": {"amount": amount}}


def money(name: str) -> Tree:
    return {"type": "money", "label": name, "worse": "higher"}


def parts(number: int) -> list[str]:
    """Return tests that cut money into that many parts without gap or overlap."""
    if number == 1:
        return ["-"]
    cuts = CUTS[: number - 1]
    between = [f"[{low}..{high})" for low, high in pairwise(cuts)]
    return [f"< {cuts[0]}", *between, f">= {cuts[-1]}"]


def full(rows: int, facts: int) -> Tree:
    """Return a table of all combinations of parts: about as many rows as wanted."""
    counts = [1] * facts
    at = 0
    while True:
        more = [*counts[:at], counts[at] + 1, *counts[at + 1 :]]
        if more[at] > len(CUTS) + 1 or product_of(more) > rows:
            break
        counts, at = more, (at + 1) % facts
    names = [f"f{index}" for index in range(facts)]
    tests = [parts(count) for count in counts]
    made = [row(n, dict(zip(names, one, strict=True))) for n, one in enumerate(product(*tests))]
    return ruleset({name: money(name) for name in names}, made, "unique")


def product_of(numbers: list[int]) -> int:
    result = 1
    for number in numbers:
        result *= number
    return result


def loose(rows: int, facts: int) -> Tree:
    """Return a table whose rows test three facts at random."""
    draw = random.Random(SEED)
    names = [f"f{index}" for index in range(facts)]
    made = []
    for number in range(rows):
        tested = draw.sample(names, min(3, facts))
        made.append(row(number, {name: draw.choice(parts(6)) for name in tested}))
    return ruleset({name: money(name) for name in names}, made, "unique")


def wild(rows: int, facts: int, tests: int = 5) -> Tree:
    """Return a table by priority whose rows test five yes-or-no facts at random."""
    draw = random.Random(SEED)
    names = [f"f{index}" for index in range(facts)]
    made = []
    for number in range(rows):
        tested = draw.sample(names, min(tests, facts))
        made.append(row(number, {name: draw.choice(["true", "false"]) for name in tested}))
    facts_ = {name: {"type": "boolean", "label": name} for name in names}
    return ruleset(facts_, made, "first")


KINDS: dict[str, Callable[[int, int], Tree]] = {"full": full, "loose": loose, "wild": wild}


def checked(edition: Edition, standard: Standard[Edition]) -> tuple[float, Survey]:
    """Return the seconds that all checks of an edition take."""
    survey = Survey(Layout(edition, standard))
    start = time.perf_counter()
    for check in EDITION_CHECKS:
        # Proofs about amounts have a benchmark of their own.
        if check.__name__ != "check_proofs":
            list(check(survey))
    return time.perf_counter() - start, survey


def exact(survey: Survey) -> str:
    """Return whether everything was decided and stated."""
    if survey.holes.undecided:
        return "not decided"
    return "listed in part" if survey.holes.more or survey.meetings.more else "exact"


def measured(tree: Tree) -> tuple[int, float, Survey]:
    """Return the rows of a ruleset, the median seconds, and what was found."""
    standard = library_of(STATUTES, tree).standard("example.bench")
    edition = standard.latest
    results = [checked(edition, standard) for _ in range(ROUNDS)]
    rows = len(getattr(edition.schedules[0].table, "rows", ()))
    return rows, statistics.median(seconds for seconds, _ in results), results[-1][1]


def main() -> None:
    """Print the table."""
    print(f"Checks of one edition with one table; median of {ROUNDS} rounds")
    print(f"{'table':6} {'facts':>5} {'rows':>5} {'ms':>9} {'ratio':>7}  gaps overlaps  answer")
    for kind, make in KINDS.items():
        for facts in FACTS:
            first = None
            for wanted in ROWS:
                rows, seconds, survey = measured(make(wanted, facts))
                first = first or seconds
                show(kind, facts, rows, seconds, first, survey)
    first = None
    for facts, wanted in HARD:
        rows, seconds, survey = measured(wild(wanted, facts, tests=3))
        first = first or seconds
        show("hard", facts, rows, seconds, first, survey)


def show(kind: str, facts: int, rows: int, seconds: float, first: float, survey: Survey) -> None:
    """Print one line."""
    gaps, meetings = len(survey.holes.found), len(survey.meetings.found)
    print(
        f"{kind:6} {facts:5} {rows:5} {seconds * 1e3:9.1f} {seconds / first:7.1f}"
        f"  {gaps:4} {meetings:8}  {exact(survey)}",
        flush=True,
    )


if __name__ == "__main__":
    main()
