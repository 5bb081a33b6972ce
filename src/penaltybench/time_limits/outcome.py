"""What a case comes to under its time limits, as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from penaltybench.facts import Facts
from penaltybench.result import Question
from penaltybench.ruleset.models import Citation
from penaltybench.ruleset.time_limit import TimeLimitEdition
from penaltybench.text import Text
from penaltybench.time_limits.case import LimitCase
from penaltybench.time_limits.dates import LastDay, LimitDates
from penaltybench.time_limits.rows import PossibleRows

Status = Literal["determined", "undetermined", "gap", "conflict"]
"""``determined``: one row applies. ``undetermined``: facts are unknown that matter. ``gap``: no row
applies. ``conflict``: several do.
"""


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends, over the rows that may apply.

    ``counted`` is how each of them was counted; ``certain`` is False if a row that may apply has no
    such limit.
    """

    counted: tuple[LastDay, ...]
    certain: bool

    @property
    def earliest(self) -> dt.date:
        """The first day on which the limit may end."""
        return min(one.last for one in self.counted)

    @property
    def latest(self) -> dt.date:
        """The last day on which the limit may end."""
        return max(one.last for one in self.counted)

    @property
    def day(self) -> dt.date | None:
        """The day on which the limit ends; None while several days, or none, are possible."""
        return self.latest if self.certain and self.earliest == self.latest else None


@dataclass(frozen=True)
class Outcome:
    """The rows that apply or may apply to a case, with their dates.

    ``limits`` are in the order of the ruleset: one if the status is ``determined``, none in a
    ``gap``.
    """

    case: LimitCase
    edition: TimeLimitEdition
    facts: Facts
    rows: PossibleRows
    limits: tuple[LimitDates, ...]
    questions: tuple[Question, ...]

    @property
    def status(self) -> Status:
        """Whether one row applies."""
        if len(self.rows.applying) != 1 or not self.rows.exhaustive:
            return "undetermined"
        number = len(self.rows.applying[0])
        return "determined" if number == 1 else "conflict" if number else "gap"

    @property
    def reason(self) -> Text | None:
        """Why no single row applies, or what besides a row is possible; None if one does."""
        labels = [one.row.label for one in self.limits]
        zh = "、".join(f"“{one.zh}”" for one in labels)
        en = ", ".join(f"“{one.en}”" for one in labels)
        match self.status:
            case "gap":
                return Text("规则集的各项时限都不符合", "the conditions of every limit fail")
            case "conflict":
                return Text(f"{zh}同时符合", f"at the same time {en} hold")
            case "undetermined":
                may = [Text(f"可能适用{zh}", f"one of {en} may apply")] if labels else []
                if not all(self.rows.applying):
                    may.append(Text("可能没有时限适用", "maybe none applies"))
                if any(len(one) > 1 for one in self.rows.applying):
                    may.append(Text("可能几项同时符合", "maybe several hold at once"))
                return Text("；".join(one.zh for one in may), "; ".join(one.en for one in may))
        return None

    @property
    def exhaustive(self) -> bool:
        """False if there were too many combinations of unknown facts to try all."""
        return self.rows.exhaustive

    @property
    def limit(self) -> LimitDates | None:
        """The limit that applies, if it is certain."""
        return self.limits[0] if self.status == "determined" else None

    @property
    def statutory(self) -> Due | None:
        """The limit of the law; None if no row can apply."""
        return self._due(lambda one: one.statutory)

    @property
    def promised(self) -> Due | None:
        """The limit that the authority promises; None if it promises none."""
        return self._due(lambda one: one.promised)

    @property
    def extended(self) -> Due | None:
        """The limit with the extension that was granted; None if none was."""
        return self._due(lambda one: one.extended)

    @property
    def extendable(self) -> Due | None:
        """The limit with the longest extension that the law allows; None if it allows none.

        None too if it lies beyond the calendar, see :attr:`LimitDates.not_computed`.
        """
        return self._due(lambda one: one.extendable)

    @property
    def in_force(self) -> Due | None:
        """The limit by which the authority must be done: extended, if an extension was granted."""
        return self._due(lambda one: one.in_force)

    @property
    def overdue(self) -> bool | None:
        """Whether the authority was done too late; None if it is not done, or if that is open."""
        day = self.case.done_on
        return None if day is None else self._agreed(one.overdue(day) for one in self.limits)

    @property
    def promise_kept(self) -> bool | None:
        """Whether the promise was kept; None if it is not done, nothing is promised, or that is open."""
        day = self.case.done_on
        return None if day is None else self._agreed(one.promise_kept(day) for one in self.limits)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the dates rest on, in the order of first use."""
        found: list[Citation] = []
        for one in self.limits:
            found.extend(one.row.cite)
            for counted in (one.statutory, one.promised, one.extended or one.extendable):
                found.extend(() if counted is None else counted.cite)
        if self.case.not_counted and self.edition.not_counted is not None:
            found.extend(self.edition.not_counted.cite)
        if self.promised is not None and self.edition.promise is not None:
            found.extend(self.edition.promise.cite)
        return tuple(dict.fromkeys(found))

    def _due(self, of: Callable[[LimitDates], LastDay | None]) -> Due | None:
        counted = [of(one) for one in self.limits]
        known = tuple(one for one in counted if one is not None)
        certain = len(known) == len(counted) and all(self.rows.applying) and self.exhaustive
        return Due(known, certain) if known else None

    def _agreed(self, answers: Iterable[bool | None]) -> bool | None:
        """Return the answer of every row that may apply, if they agree."""
        distinct = set(answers)
        sure = all(self.rows.applying) and self.exhaustive
        return distinct.pop() if sure and len(distinct) == 1 else None
