"""What the worked cases of all kinds have in common: how a difference is reported."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pydantic import ConfigDict

from penaltybench.diagnostics import Diagnostic
from penaltybench.ruleset.models import Model, Provenance
from penaltybench.source import KeyPath, Source
from penaltybench.text import Text


class Worked(Model):
    """A worked case of any kind, before its case and its expectation are read."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    name: str
    source: Provenance | None = None
    case: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """Compares an outcome with what a worked case expects."""

    name: str
    source: Source
    at: KeyPath

    def placed(self, fault: Diagnostic) -> Diagnostic:
        """Return a fault of the case with its place in the file."""
        if fault.place.file != "case":
            return fault
        path = (*self.at, "case", *fault.place.path.split("."))
        return replace(fault, place=self.source.place(path))

    def differs(self, key: str, expected: str, got: str, path: KeyPath = ()) -> Diagnostic:
        """Return the fault that ``key`` of the expectation (under ``path``) is not what came out."""
        place = self.source.place((*self.at, "expect", *path, key))
        return Diagnostic(
            "PB0501",
            Text(
                f"{self.name}：{key} 应为 {expected}，实为 {got}",
                f"{self.name}: {key} should be {expected}, is {got}",
            ),
            Text("请核对规则集或案例的预期", "check the ruleset, or what the case expects"),
            place,
        )


def shown(value: object) -> str:
    """Return a value as a difference shows it."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
