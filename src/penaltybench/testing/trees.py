"""Ruleset trees (nested mappings, lists and text) as YAML text, as files, and as a library."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import yaml

from penaltybench.diagnostics import RulesetError, Severity
from penaltybench.library import Library
from penaltybench.ruleset.load import load_catalogue

Tree: TypeAlias = dict[str, Any]
"""A ruleset file as a mapping; every scalar in it is text."""

_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_Base):  # type: ignore[misc]
    """Writes the same mapping out wherever it occurs: rulesets have no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def ruleset_text(tree: Tree) -> str:
    """Return the YAML text of a tree; what the loader reads from it is the tree again."""
    text: str = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    return text


def write_rulesets(folder: Path, *trees: Tree) -> tuple[Path, ...]:
    """Write each tree where its id and effective date say it lies, and return the files."""
    paths = []
    for tree in trees:
        path = folder.joinpath(*tree["id"].split("."), f"{tree['effective']['from']}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ruleset_text(tree), encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def library_of(*trees: Tree) -> Library:
    """Return the library of these rulesets alone; raises RulesetError if one of them is faulty.

    The trees pass through files and the loader, as any ruleset does.
    """
    with TemporaryDirectory(prefix="penaltybench-") as folder:
        write_rulesets(Path(folder), *trees)
        catalogue, diagnostics = load_catalogue([Path(folder)])
    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    if errors:
        raise RulesetError(errors)
    return Library(catalogue, diagnostics)
