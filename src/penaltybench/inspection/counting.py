"""Which of the inspections on record count for a limit, which do not, and which may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from penaltybench.enforcement import Inspection
from penaltybench.inspection.view import View, same_matter
from penaltybench.ruleset.inspection import FORM, OCCASION, Limit
from penaltybench.values import Value


def examined(limit: Limit, view: View) -> list[Inspection]:
    """Return the inspections on record that a limit looks at; which of them count is another matter."""
    proposed = view.proposed
    match limit.limit:
        case "frequency":
            return [
                event
                for event in view.earlier(limit.within)
                if limit.by == "any_authority" or event.authority == proposed.authority
            ]
        case "one_city":
            return [
                event
                for event in view.earlier(limit.within)
                if event.authority != proposed.authority
                and same_matter(event.matter, proposed.matter)
            ]
        case _:
            return []


def asked_of(event: Inspection, key: str) -> str:
    """Return the id under which ``key`` of an event on record is asked for and supposed."""
    return f"{event.id}.{key}"


class Counted:
    """Which of the inspections count for a limit, which do not, and which may."""

    def __init__(
        self, limit: Limit, inspections: Sequence[Inspection], values: Mapping[str, Value]
    ) -> None:
        self.sure: list[Inspection] = []
        self.open: list[Inspection] = []
        unknown: list[str] = []
        for event in inspections:
            missing = []
            for key, given, wanted in wanted_of(limit, event.occasion, event.form):
                value = given if given is not None else values.get(asked_of(event, key))
                if value is None:
                    missing.append(asked_of(event, key))
                elif value not in wanted:
                    break
            else:
                (self.open if missing else self.sure).append(event)
                unknown.extend(missing)
        self.unknown = tuple(unknown)


def wanted_of(
    limit: Limit, occasion: Value | None, form: Value | None
) -> Sequence[tuple[str, Value | None, Sequence[str]]]:
    """Return what must be so for an inspection to count: key, value and the values that count."""
    wanted: list[tuple[str, Value | None, Sequence[str]]] = []
    if limit.counts:
        wanted.append((OCCASION, occasion, limit.counts))
    if limit.form is not None:
        wanted.append((FORM, form, (limit.form,)))
    return wanted


def ids_of(events: Iterable[Inspection]) -> tuple[str, ...]:
    """Return the ids of the inspections."""
    return tuple(event.id for event in events)
