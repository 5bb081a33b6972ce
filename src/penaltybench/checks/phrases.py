"""What the checks say, in the words of the law."""

from __future__ import annotations

from collections.abc import Iterable

from penaltybench.checks.cases import Example
from penaltybench.checks.layout import Layout
from penaltybench.checks.parties import Party
from penaltybench.condition import Compare, Condition, describe
from penaltybench.regions import Box, condition_of
from penaltybench.text import Text

SHOWN = 4
"""How many of several things are named one by one."""


def in_words(layout: Layout, condition: Condition) -> Text:
    """Return a condition in words; the empty text if it asks nothing."""
    words, wording = layout.edition.words(), layout.edition.wording
    return Text(
        describe(condition, words, "zh", wording), describe(condition, words, "en", wording)
    )


def stated(layout: Layout, box: Box) -> Text:
    """Return a box in words: ``货值金额不满1万元，且危害后果为严重``; the empty text for every case."""
    return in_words(layout, condition_of(layout.space, box))


def asked(layout: Layout, party: Party, only: str | None = None) -> Text:
    """Return what a party asks itself; if it tests the fact ``only`` directly, nothing else."""
    tests = tuple((fact, test) for fact, test in party.when.tests if fact == only)
    return in_words(layout, Condition(tests) if tests else party.when)


def party_words(layout: Layout, party: Party) -> Text:
    """Return a party by name, with what it asks in brackets."""
    return with_condition(party.name, asked(layout, party))


def with_condition(name: Text, when: Text) -> Text:
    """Return a name with a condition in brackets, if there is one."""
    return Text(f"{name.zh}〔{when.zh}〕", f"{name.en} [{when.en}]") if when.zh else name


def for_example(layout: Layout, box: Box, found: Example) -> Text:
    """Return one plain case of a box in brackets; nothing if the box itself is hardly more."""
    pairs = list(zip(layout.space.axes, box, strict=True))
    constrained = [(axis, mask) for axis, mask in pairs if mask != axis.full]
    if all(axis.only(mask) is not None for axis, mask in constrained):
        return Text("", "")
    tests = tuple(
        (axis.fact.id, Compare("=", found.values[axis.fact.id]))
        for axis, _ in constrained
        if axis.fact.id in found.values
    )
    words = in_words(layout, Condition(tests))
    return Text(f"（例：{words.zh}）", f" (for example: {words.en})")


def several(names: Iterable[Text]) -> Text:
    """Return names as a list, the first few of many."""
    found = list(dict.fromkeys(names))
    shown = found[:SHOWN]
    zh, en = "、".join(one.zh for one in shown), ", ".join(one.en for one in shown)
    if len(found) > SHOWN:
        return Text(f"{zh}等 {len(found)} 项", f"{en} and {len(found) - SHOWN} more")
    return Text(zh, en)
