"""The signal that a stage cannot go on because facts are unknown."""

from __future__ import annotations

from collections.abc import Iterable


class UnknownFactsError(Exception):
    """A stage depends on facts that are not known: ``facts`` and ``circumstances`` by id.

    It never leaves the library: :mod:`penaltybench.possible` answers it with the results that are
    still possible.
    """

    def __init__(self, facts: Iterable[str] = (), circumstances: Iterable[str] = ()) -> None:
        self.facts = tuple(dict.fromkeys(facts))
        self.circumstances = tuple(dict.fromkeys(circumstances))
        super().__init__(", ".join([*self.facts, *self.circumstances]))
