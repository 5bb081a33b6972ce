"""PB0419: one fact both selects the tier (or adds points) and moves the amount once more.

A fact moves the amount a second time through an increment inside the band, through a second factor, or
through a circumstance for or against the party whose condition reads it (facts without a ``worse``
direction, such as the kind of party, do not weigh and are left out). The base of a multiple or
percentage is not counted: it is what the law multiplies. A source that orders it is declared in
``counted_twice``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from penaltybench.condition import fact_names
from penaltybench.diagnostics import Diagnostic
from penaltybench.ruleset.edition import Edition, Points, Schedule
from penaltybench.ruleset.load import Catalogue
from penaltybench.text import Text

_MOVING = ("severe", "lenient", "mitigated", "lenient_or_mitigated")


def check_double_counting(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield each fact that an edition counts twice without saying that its source does."""
    for standard in catalogue.standards.values():
        for edition in standard.editions:
            declared = {one.fact for one in edition.counted_twice}
            for schedule in edition.schedules:
                for fact, how in _counted_twice(edition, schedule):
                    if fact not in declared:
                        yield _diagnostic(edition, schedule, fact, how)


def _counted_twice(edition: Edition, schedule: Schedule) -> Iterator[tuple[str, Text]]:
    table = schedule.table
    if isinstance(table, Points):
        counts = Counter(factor.fact for factor in table.factors)
        selecting = set(counts)
        for fact, number in counts.items():
            if number > 1:
                yield fact, Text("在两个裁量因素中", "in two factors")
    else:
        selecting = {name for row in table.rows for name in fact_names(row.when)}
        adding = {part.per for row in table.rows if row.fine for part in row.fine.plus}
        for fact in sorted(selecting & adding):
            yield fact, Text("既选择档次又在档次内递增", "selecting the tier and adding inside it")
    for circumstance in edition.circumstances:
        if circumstance.when is None or circumstance.effect not in _MOVING:
            continue
        for fact in sorted(fact_names(circumstance.when) & selecting):
            if edition.facts[fact].worse is None:
                continue
            label = circumstance.label
            yield (
                fact,
                Text(
                    f"既选择档次又构成情节“{label.zh}”",
                    f"selecting the tier and making the circumstance “{label.en}”",
                ),
            )


def _diagnostic(edition: Edition, schedule: Schedule, fact: str, how: Text) -> Diagnostic:
    label = edition.facts[fact].label
    return Diagnostic(
        "PB0419",
        Text(
            f"要素“{label.zh}”（{fact}）被重复评价：{how.zh}",
            f"the fact “{label.en}” ({fact}) is counted twice: {how.en}",
        ),
        Text(
            "请只评价一次；来源确有规定的，写 counted_twice 并引用",
            "count it once; if the source orders it, declare counted_twice with its citation",
        ),
        schedule.place,
    )
