"""What a ruleset stands beside: the rulesets that it uses, its facts with theirs, and its faults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from penaltybench.condition import Wording
from penaltybench.diagnostics import Diagnostic, ordered
from penaltybench.ruleset.assemble import declared, inherited
from penaltybench.ruleset.consistency import check_file
from penaltybench.ruleset.declare import CASE_DATES, Loaded
from penaltybench.ruleset.link import link
from penaltybench.ruleset.models import RulesFile, StatutesFile
from penaltybench.ruleset.published import Fact
from penaltybench.ruleset.shape import read_model
from penaltybench.ruleset.shelf import Shelf, read_root
from penaltybench.source import Source, Tree


@dataclass(frozen=True)
class Beside:
    """A ruleset file (None if its shape is at fault) and the shelf on which it stands."""

    main: Loaded | None
    shelf: Shelf
    faults: tuple[Diagnostic, ...]

    @cached_property
    def used(self) -> tuple[Loaded, ...]:
        """The rulesets that it uses, in force when it takes effect; the general before the special."""
        found: dict[str, Loaded] = {}
        if self.main is not None:
            self._collect(self.main.model.uses, self.main.model.effective.start, found)
        return tuple(found.values())

    def _collect(self, names: Sequence[str], day: dt.date, found: dict[str, Loaded]) -> None:
        for name in names:
            file = self._in_force(name, day)
            if file is not None and name not in found and file is not self.main:
                self._collect([one for one in file.model.uses if one != name], day, found)
                found[name] = file

    def _in_force(self, name: str, day: dt.date) -> Loaded | None:
        begun = [one for one in self.shelf.files.get(name, ()) if one.model.effective.start <= day]
        return max(begun, key=lambda one: one.model.effective.start, default=None)

    @property
    def declarations(self) -> tuple[tuple[str, Tree], ...]:
        """The id and the ``facts:`` of each ruleset that it uses."""
        found = ((one.model.id, one.source.tree.get("facts")) for one in self.used)
        return tuple((name, facts) for name, facts in found if isinstance(facts, dict))

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Its facts and those of the rulesets that it uses."""
        if self.main is None:
            return {}
        return declared([*self.used, self.main], CASE_DATES).facts

    @property
    def wording(self) -> Wording:
        """What 以上 and 以下 include in it."""
        files = [*self.used, *([self.main] if self.main is not None else [])]
        found = inherited(files, RulesFile, lambda model: model.wording)
        if found is None:
            return Wording()
        return Wording(found.above == "includes", found.below == "includes")


def stand_beside(source: Source, roots: Sequence[Path]) -> Beside:
    """Return the ruleset in ``source`` beside those of ``roots`` (folders or files), with its faults."""
    shelf = Shelf()
    model = read_model(source)
    main = None
    if model is not None and not isinstance(model, StatutesFile):
        main = Loaded(model, source)
        shelf.files[model.id] = [main]
    for root in roots:
        read_root(root, shelf)
    if main is None:
        return Beside(None, shelf, ordered(source.diagnostics))
    statutes = {
        statute.name: statute for _, catalogue in shelf.catalogues for statute in catalogue.statutes
    }
    shelf.diagnostics.clear()
    faults = [*source.diagnostics, *check_file(main, statutes)]
    # The editions are made for their faults alone.
    for _ in link(main.model.id, shelf):
        pass
    own = [fault for fault in shelf.diagnostics if fault.place.file == source.file]
    return Beside(main, shelf, ordered([*faults, *own]))
