"""The enforcement record: events sorted once, looked up often."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from penaltybench.enforcement.events import Event, EventModel, event_row

E = TypeVar("E", bound=EventModel)


def _canonical(event: Event) -> tuple[dt.date, str, str]:
    return event.on, event.kind, event.id


@dataclass(frozen=True)
class Record:
    """The events of enterprises. What is not in the record did not happen.

    Whatever the order in which events are given, they are held by day, kind and id, so records of
    the same events are equal. The events are taken as they are: what reads a record checks that they fit
    together (:func:`penaltybench.enforcement.record_from_rows`).
    """

    events: tuple[Event, ...] = ()
    _by_id: Mapping[str, Event] = field(init=False, repr=False, compare=False)
    _by_enterprise: Mapping[str, _Shelf] = field(init=False, repr=False, compare=False)
    _referring: Mapping[str, tuple[Event, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.events, key=_canonical))
        enterprises: dict[str, list[Event]] = {}
        referring: dict[str, list[Event]] = {}
        for event in ordered:
            enterprises.setdefault(event.enterprise, []).append(event)
            for name in dict.fromkeys(event.references().values()):
                referring.setdefault(name, []).append(event)
        held = {
            "events": ordered,
            "_by_id": {event.id: event for event in ordered},
            "_by_enterprise": {name: _Shelf(events) for name, events in enterprises.items()},
            "_referring": {name: tuple(events) for name, events in referring.items()},
        }
        for name, value in held.items():
            object.__setattr__(self, name, value)

    def __len__(self) -> int:
        return len(self.events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    @property
    def enterprises(self) -> tuple[str, ...]:
        """The enterprises that the record knows, sorted."""
        return tuple(sorted(self._by_enterprise))

    def knows(self, enterprise: str, until: dt.date | None = None) -> bool:
        """Return whether an event of the enterprise is on record (by the day ``until``)."""
        first = self.first_day(enterprise)
        return first is not None and (until is None or first <= until)

    def first_day(self, enterprise: str) -> dt.date | None:
        """Return the day of the enterprise's first event; None if the record does not know it."""
        shelf = self._by_enterprise.get(enterprise)
        return None if shelf is None else shelf.events[0].on

    def event(self, name: str) -> Event | None:
        """Return the event with an id, or None."""
        return self._by_id.get(name)

    def of(
        self, enterprise: str, *, since: dt.date | None = None, until: dt.date | None = None
    ) -> tuple[Event, ...]:
        """Return the events of an enterprise from ``since`` to ``until``, both included, by day."""
        shelf = self._by_enterprise.get(enterprise)
        return () if shelf is None else _between(shelf.events, shelf.days, since, until)

    def of_kind(
        self,
        kind: type[E],
        enterprise: str,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> tuple[E, ...]:
        """Return the enterprise's events of one kind from ``since`` to ``until``, both included."""
        shelf = self._by_enterprise.get(enterprise)
        if shelf is None or kind not in shelf.kinds:
            return ()
        events, days = shelf.kinds[kind]
        return cast(tuple[E, ...], _between(events, days, since, until))

    def referring_to(self, name: str) -> tuple[Event, ...]:
        """Return the events that refer to the event with the id ``name``, by day."""
        return self._referring.get(name, ())

    def to_rows(self) -> list[dict[str, str | int]]:
        """Return the events as rows of JSON data, from which the record can be read again."""
        return [event_row(event) for event in self.events]


class _Shelf:
    """The events of one enterprise by day, all together and kind by kind."""

    __slots__ = ("days", "events", "kinds")

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = tuple(events)
        self.days = _days(events)
        by_kind: dict[type[EventModel], list[Event]] = {}
        for event in events:
            by_kind.setdefault(type(event), []).append(event)
        self.kinds = {kind: (tuple(own), _days(own)) for kind, own in by_kind.items()}


def _days(events: Iterable[Event]) -> list[dt.date]:
    return [event.on for event in events]


def _between(
    events: tuple[Event, ...],
    days: Sequence[dt.date],
    since: dt.date | None,
    until: dt.date | None,
) -> tuple[Event, ...]:
    first = 0 if since is None else bisect_left(days, since)
    last = len(days) if until is None else bisect_right(days, until)
    return events[first:last]
