"""Strategies for tables: tiers by facts, tiers by grade, and points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from penaltybench.ruleset.models import Grade
from penaltybench.testing.amounts import ascending_fines, tier_fines
from penaltybench.testing.declarations import DrawnFact, partitions
from penaltybench.testing.trees import Tree

GROUND = {"law": "示例法", "article": "第三十二条"}
_PUNISHING = (Grade.LENIENT, Grade.ORDINARY, Grade.SEVERE)
_BELOW = {"amount": "[10% of minimum..90% of minimum]"}


@dataclass(frozen=True)
class Style:
    """What kind of table is drawn.

    ``monotone``: nothing that is declared worse is treated more lightly. ``gaps``: the band of a
    tier may be empty in some statutory ranges, so that nothing follows.
    """

    monotone: bool = False
    gaps: bool = True


@st.composite
def tables(draw: DrawFn, facts: Sequence[DrawnFact], bases: Sequence[Tree], style: Style) -> Tree:
    """Draw the table of a schedule with these bases: ``{tiers: …}`` or ``{points: …}``."""
    form = draw(st.sampled_from(["facts", "facts", "grade", "points"]))
    if form == "points" and all("fine" in basis["allows"] for basis in bases):
        return {"points": draw(points(facts, style))}
    if form == "grade":
        return {"tiers": {"select": "grade", "rows": draw(_rows_by_grade(bases, style))}}
    conditions = draw(_conditions(facts))
    rows = draw((_ascending_rows if style.monotone else _rows)(conditions, bases, style))
    hit = draw(st.sampled_from([{}, {}, {"hit": "unique"}, {"hit": "first"}]))
    return {"tiers": {**hit, "rows": rows}}


@st.composite
def _conditions(draw: DrawFn, facts: Sequence[DrawnFact]) -> list[Tree]:
    """Draw conditions that are disjoint and cover the domains of one or two facts, light to heavy."""
    count = draw(st.integers(1, 2))
    chosen = draw(st.permutations(facts))[:count]
    parts = [draw(partitions(fact, most=4 if count == 1 else 3)) for fact in chosen]
    # Sorted by the sum of positions, none stands before one that is lighter in every fact.
    places = sorted(product(*(range(len(tests)) for tests in parts)), key=sum)
    return [
        {fact.id: tests[at] for fact, tests, at in zip(chosen, parts, place, strict=True)}
        for place in places
    ]


@st.composite
def _rows(
    draw: DrawFn, conditions: Sequence[Tree], bases: Sequence[Tree], style: Style
) -> list[Tree]:
    """Draw a row of its own for each condition and basis."""
    rows = [
        {"id": f"{basis['id']}-{number}", **draw(_contents(basis, style)), "when": condition}
        | {"basis": [basis["id"]]}
        for basis in bases
        for number, condition in enumerate(conditions)
    ]
    if len(bases) == 1 and len(rows) > 2 and draw(st.booleans()):
        first, second, *others = rows
        return [first | {"when": {"any": [first["when"], second["when"]]}}, *others]
    return rows


@st.composite
def _contents(draw: DrawFn, basis: Tree, style: Style) -> Tree:
    """Draw grade, fine and other penalties of a row under ``basis``."""
    allowed: Tree = basis["allows"]
    grade = draw(st.sampled_from(list(Grade)))
    row: Tree = {"grade": grade.value}
    if grade is Grade.EXEMPT:
        return row
    if grade is Grade.MITIGATED:
        row["ground"] = GROUND
    if "fine" in allowed:
        fines = tier_fines(allowed["fine"], may_be_empty=style.gaps)
        row["fine"] = draw(st.just(_BELOW) if grade is Grade.MITIGATED else fines)
    others = [kind for kind in allowed if kind != "fine"]
    if draw(st.booleans()) and others:
        row["also"] = {draw(st.sampled_from(others)): draw(st.sampled_from(["must", "may"]))}
    if draw(st.booleans()):
        row |= {"label": {"zh": "一档", "en": "a tier"}, "cite": {"law": "示例标准"}}
    return row


@st.composite
def _ascending_rows(
    draw: DrawFn, conditions: Sequence[Tree], bases: Sequence[Tree], style: Style
) -> list[Tree]:
    """Draw rows, the same for all bases, of which none is lighter than the one before it."""
    count = len(conditions)
    below = draw(st.integers(0, min(count - 1, 2)))
    grades = sorted(
        draw(st.lists(st.sampled_from(_PUNISHING), min_size=count - below, max_size=count - below)),
        key=lambda grade: grade.rank,
    )
    allowed = bases[0]["allows"]["fine"] if len(bases) == 1 else {}
    fines = draw(ascending_fines(allowed, len(grades), may_be_empty=style.gaps))
    contents: list[Tree] = [
        {"grade": grade.value, "fine": fine} for grade, fine in zip(grades, fines, strict=True)
    ]
    lightest: list[Tree] = [
        {"grade": Grade.EXEMPT.value},
        {"grade": Grade.MITIGATED.value, "ground": GROUND, "fine": _BELOW},
    ]
    contents = [*lightest[2 - below :], *contents]
    return [
        {"id": f"t{number}", **content, "when": condition}
        for number, (content, condition) in enumerate(zip(contents, conditions, strict=True))
    ]


@st.composite
def _rows_by_grade(draw: DrawFn, bases: Sequence[Tree], style: Style) -> list[Tree]:
    """Draw one row for some of the grades, the lighter ones first."""
    grades = draw(
        st.lists(st.sampled_from(_PUNISHING), min_size=1, unique=True).map(
            lambda found: sorted(found, key=lambda grade: grade.rank)
        )
    )
    allowed = bases[0]["allows"].get("fine", {}) if len(bases) == 1 else {}
    fines = draw(ascending_fines(allowed, len(grades), may_be_empty=style.gaps))
    rows: list[Tree] = [
        {"id": grade.value, "grade": grade.value, "fine": fine}
        for grade, fine in zip(grades, fines, strict=True)
    ]
    if all("fine" in basis["allows"] for basis in bases):
        return rows
    return [{key: value for key, value in row.items() if key != "fine"} for row in rows]


@st.composite
def points(draw: DrawFn, facts: Sequence[DrawnFact], style: Style) -> Tree:
    """Draw a table by points whose largest total stays within its limit."""
    start = draw(st.sampled_from(["minimum/maximum", "0%", "10%", "20%"]))
    table: Tree = {
        "start": start,
        "method": draw(st.sampled_from(["total_of_maximum", "position"])),
    }
    limit = draw(st.sampled_from([100, 100, 80, 120]))
    if limit != 100:
        table["at_most"] = f"{limit}%"
    chosen = draw(st.permutations(facts))[: draw(st.integers(1, 3))]
    left = limit - (0 if start == "minimum/maximum" else int(start.rstrip("%")))
    table["factors"] = [
        draw(_factors(fact, left // len(chosen), monotone=style.monotone)) for fact in chosen
    ]
    return table


@st.composite
def _factors(draw: DrawFn, fact: DrawnFact, most: int, *, monotone: bool) -> Tree:
    tests = draw(partitions(fact))
    shares = draw(st.lists(st.integers(0, most), min_size=len(tests), max_size=len(tests)))
    if monotone:
        shares.sort()
    texts = [test if isinstance(test, str) else ", ".join(test) for test in tests]
    scale = {text: f"{share}%" for text, share in zip(texts, shares, strict=True)}
    return {"fact": fact.id, "scale": scale}
