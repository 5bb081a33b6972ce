"""PB0421, PB0406, PB0416: fee items that refine or resemble others must name items that are there.

What an item refines has to be in force as long as the item is, no chain may lead back to where it began, and where
the lowest standard of all layers applies they must mean the same by a fact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from penaltybench.diagnostics import Diagnostic
from penaltybench.ruleset.fee import FeeEdition, same_meaning
from penaltybench.ruleset.load import Catalogue, Standard
from penaltybench.text import Text, closest

_DAY = dt.timedelta(days=1)


def check_fee_layers(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield every reference to an item that is not there, every cycle, and facts that do not agree."""
    for standard in catalogue.fees.values():
        for edition in standard.editions:
            yield from _similar(catalogue, edition)
            yield from _refined(catalogue, edition)


def _similar(catalogue: Catalogue, edition: FeeEdition) -> Iterator[Diagnostic]:
    for name, place in zip(edition.similar_to, edition.similar_places, strict=True):
        if name not in catalogue.fees or name == edition.id:
            yield Diagnostic(
                "PB0421",
                Text(
                    f"similar_to 指向的收费项目 {name} 不存在",
                    f"there is no fee item {name} that this one could resemble",
                )
                if name != edition.id
                else Text("similar_to 指向项目自己", "the item names itself under similar_to"),
                _did_you_mean(catalogue, name, edition),
                place,
            )


def _refined(catalogue: Catalogue, edition: FeeEdition) -> Iterator[Diagnostic]:
    if edition.refines is None:
        return
    above = catalogue.fees.get(edition.refines)
    if above is None:
        name = edition.refines
        yield Diagnostic(
            "PB0421",
            Text(f"上级收费项目 {name} 不存在", f"the higher fee item {name} does not exist"),
            _did_you_mean(catalogue, name, edition),
            edition.refines_place,
        )
        return
    for day in _days(catalogue, edition):
        trail, back = _trail(catalogue, edition, day)
        if back is not None:
            shown = " → ".join([*(one.id for one in trail), back])
            yield Diagnostic(
                "PB0406",
                Text(f"refines 成环：{shown}", f"a cycle of refines: {shown}"),
                Text("请去掉其中一个 refines", "remove one of them"),
                edition.refines_place,
            )
            return
        if len(trail) == 1:
            yield _not_in_force(above, edition, day)
            return
    yield from _disagreeing(catalogue, edition)


def _days(catalogue: Catalogue, edition: FeeEdition) -> Iterator[dt.date]:
    """Yield the days on which the layers of an edition may change."""
    days = {edition.period.start}
    for standard in catalogue.fees.values():
        for other in standard.editions:
            days.add(other.period.start)
            if other.period.end is not None and other.period.end < dt.date.max:
                days.add(other.period.end + _DAY)
    yield from (day for day in sorted(days) if day in edition.period)


def _trail(
    catalogue: Catalogue, edition: FeeEdition, day: dt.date
) -> tuple[list[FeeEdition], str | None]:
    """Return the layers from ``edition`` up on a day, and the id to which they lead back, if they do."""
    trail = [edition]
    while trail[-1].refines is not None:
        name = trail[-1].refines
        if any(name == one.id for one in trail):
            return trail, name
        standard = catalogue.fees.get(name)
        above = None if standard is None else standard.on(day)
        if above is None:
            break
        trail.append(above)
    return trail, None


def _not_in_force(above: Standard[FeeEdition], edition: FeeEdition, day: dt.date) -> Diagnostic:
    return Diagnostic(
        "PB0421",
        Text(
            f"上级收费项目 {above.id} 在 {day} 没有有效版本",
            f"the higher fee item {above.id} has no edition in force on {day}",
        ),
        Text(
            "请补充该版本；已取消的，写一个 state: abolished 的版本",
            "add that edition; if the item was abolished, one with state: abolished",
        ),
        edition.refines_place,
    )


def _disagreeing(catalogue: Catalogue, edition: FeeEdition) -> Iterator[Diagnostic]:
    if edition.policy.standard is None:
        return
    found: dict[tuple[str, str], None] = {}
    for day in _days(catalogue, edition):
        trail, _ = _trail(catalogue, edition, day)
        for above in trail[1:]:
            for name in _different(edition, above):
                found[above.id, name] = None
    for other, name in found:
        yield Diagnostic(
            "PB0416",
            Text(
                f"要素 {name} 与上级项目 {other} 的声明不一致，其标准不能比较",
                f"the fact {name} differs from its declaration in {other}: standards cannot be compared",
            ),
            Text("请使类型和取值一致，或者改名", "make type and values agree, or rename it"),
            edition.refines_place,
        )


def _different(edition: FeeEdition, above: FeeEdition) -> Iterator[str]:
    for name, fact in above.facts.items():
        own = edition.facts.get(name)
        if own is not None and not same_meaning(own, fact):
            yield name


def _did_you_mean(catalogue: Catalogue, name: str, edition: FeeEdition) -> Text:
    kind = catalogue.kind_of(name)
    if kind not in (None, "fee"):
        return Text(f"{name} 不是收费项目（kind: {kind}）", f"{name} is no fee item (kind: {kind})")
    meant = closest(name, set(catalogue.fees) - {edition.id})
    if meant is None:
        return Text("请核对编号", "check the id")
    return Text(f"是否为 {meant}？", f"did you mean {meant}?")
