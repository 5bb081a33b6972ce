"""The facts on which a review depends, as questions: facts of the inspection, and what the record lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from penaltybench.enforcement import Inspection
from penaltybench.facts import derived_from
from penaltybench.inspection.view import View
from penaltybench.result import Question
from penaltybench.ruleset.inspection import InspectionEdition
from penaltybench.text import Text
from penaltybench.values import Value


def to_ask(
    edition: InspectionEdition, values: Mapping[str, Value], names: Sequence[str]
) -> tuple[str, ...]:
    """Return the facts to ask for; instead of a derived one the dates from which it is derived."""
    found: dict[str, None] = {}
    for name in names:
        asked = derived_from(edition, name) if name in edition.facts else (name,)
        found.update(dict.fromkeys([one for one in asked if one not in values] or asked))
    return tuple(found)


def questions(edition: InspectionEdition, view: View, names: Sequence[str]) -> Iterator[Question]:
    """Yield the questions that ``names`` ask: ``occasion``, or ``r7.occasion`` of an event on record."""
    for name in names:
        fact = edition.facts.get(name)
        if fact is None:
            identity, _, key = name.rpartition(".")
            event = view.record.event(identity)
            assert isinstance(event, Inspection)
            yield _on_record(edition, event, key)
            continue
        yield Question.of_fact(fact)


def _on_record(edition: InspectionEdition, event: Inspection, key: str) -> Question:
    fact = edition.facts[key]
    label = Text(
        f"执法记录中检查 {event.id}（{event.on}）的{fact.label.zh}",
        f"{fact.label.en} of the inspection {event.id} ({event.on}) on record",
    )
    values = tuple(fact.values.items())
    return Question(
        f"{event.id}.{key}", "fact", fact.type.value, label, fact.describe, None, values
    )
