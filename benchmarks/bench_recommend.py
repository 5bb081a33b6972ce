"""One `recommend()` beside the same rules written by hand as a Python function.

The rules are Hunan's table 2-1 with table 12-3 beside it (湘环发〔2022〕8号). Both are timed in turn
in one run and checked to agree; the medians and their ratio are printed. The hand-written function
gives two amounts and nothing else: no circumstances, procedure, checks of input or explanation.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import penaltybench as pb

ROUNDS, CALLS = 40, 50

FACTS = {
    "corrected": True,
    "document": "report",
    "facilities": "partly_built",
    "location": "outside",
    "pollutant": "other",
    "months": 8,
    "violations_2y": 1,
    "complaints": "none",
    "person_responsible": True,
    "harm": "none",
    "role": "in_charge",
    "person_violations_2y": 1,
}


def by_hand(facts: dict[str, object]) -> tuple[int, int | None]:
    """Return the fines of unit and person in fen, from shares in per cent."""
    months, violations = facts["months"], facts["violations_2y"]
    total = 20 if facts["corrected"] else 50
    total += {"table": 0, "report": 5, "report_key_permit": 10}[facts["document"]]
    total += {"partly_built": 0, "not_built": 12}[facts["facilities"]]
    total += {"outside": 0, "redline": 6, "core": 15}[facts["location"]]
    total += {"none": 0, "other": 5, "toxic": 13}[facts["pollutant"]]
    maximum = 2_000_000_00
    if facts["corrected"]:
        maximum = 1_000_000_00
        total += 0 if months < 6 else 6 if months < 12 else 11
        total += {1: 0, 2: 4, 3: 8}.get(violations, 14)
        total += {"none": 0, "verified": 5}[facts["complaints"]]
    unit = total * maximum // 100
    if not facts["person_responsible"]:
        return unit, None
    share = {"none": 0, "some": 19, "serious": 40}[facts["harm"]]
    share += {"other": 0, "in_charge": 25}[facts["role"]]
    share += {1: 0, 2: 16}.get(facts["person_violations_2y"], 35)
    return unit, (2500 + share * 75) * 200_000_00 // 10_000


def microseconds(call: Callable[[], object]) -> float:
    """Return the time of one call, averaged over a few."""
    start = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - start) / CALLS * 1e6


def main() -> None:
    """Print the medians and the ratio."""
    library = pb.load()
    case = pb.Case(
        ruleset="cn.hunan.environment.facilities-not-built",
        conduct="2024-05-26",
        facts=FACTS,
        circumstances=[],
    )
    recommendation = library.recommend(case)
    person = recommendation.respondent("person").fine
    assert recommendation.fine is not None
    assert person is not None
    assert by_hand(FACTS) == (recommendation.fine.low.fen, person.low.fen)

    timings: dict[str, list[float]] = {"recommend": [], "explain": [], "by hand": []}
    for _ in range(ROUNDS):
        timings["recommend"].append(microseconds(lambda: library.recommend(case)))
        timings["explain"].append(microseconds(lambda: library.recommend(case).explanation))
        timings["by hand"].append(microseconds(lambda: by_hand(FACTS)))
    medians = {name: statistics.median(values) for name, values in timings.items()}
    base = medians["by hand"]
    print("Table 2-1 and 12-3 of 湘环发〔2022〕8号, unit and person; median of", ROUNDS, "rounds")
    print(f"{'recommend(), structured result':40} {medians['recommend']:9.1f} µs")
    print(f"{'recommend() and its explanation as data':40} {medians['explain']:9.1f} µs")
    print(f"{'the same rules by hand':40} {base:9.1f} µs")
    print(f"ratio recommend() / by hand: {medians['recommend'] / base:.0f}")
    print(f"ratio with explanation / by hand: {medians['explain'] / base:.0f}")


if __name__ == "__main__":
    main()
