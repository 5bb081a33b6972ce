"""Facts and findings give the circumstances that take effect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from penaltybench.condition import Truth, evaluate
from penaltybench.diagnostics import CaseError, Diagnostic, Place
from penaltybench.facts import Facts
from penaltybench.ruleset.edition import Circumstance, Edition
from penaltybench.text import Text
from penaltybench.unknown import UnknownFactsError


@dataclass(frozen=True, slots=True)
class Assessed:
    """A circumstance, whether it is there, and whether facts or the officer's finding say so."""

    circumstance: Circumstance
    truth: Truth
    by: Literal["facts", "finding", "unknown"]


def assess(edition: Edition, facts: Facts) -> tuple[Assessed, ...]:
    """Return every circumstance of the edition with its truth.

    Raises CaseError where a finding contradicts the facts.
    """
    assessed = tuple(_assess(circumstance, facts) for circumstance in edition.circumstances)
    contradictions = [
        item.circumstance
        for item in assessed
        if item.truth is False and facts.findings.get(item.circumstance.id)
    ]
    if contradictions:
        raise CaseError(_contradiction(circumstance) for circumstance in contradictions)
    return assessed


def _assess(circumstance: Circumstance, facts: Facts) -> Assessed:
    if circumstance.when is not None:
        truth = evaluate(circumstance.when, facts.values)
        if truth is not None:
            return Assessed(circumstance, truth, "facts")
    finding = facts.findings.get(circumstance.id)
    return Assessed(circumstance, finding, "unknown" if finding is None else "finding")


def _contradiction(circumstance: Circumstance) -> Diagnostic:
    label = circumstance.label
    return Diagnostic(
        "PB0307",
        Text(
            f"列出的情节“{label.zh}”（{circumstance.id}）与已给的事实矛盾",
            f"the circumstance “{label.en}” ({circumstance.id}) is listed but the facts exclude it",
        ),
        Text("请核对事实，或删去该情节", "check the facts, or take it off the list"),
        Place("case", path=f"circumstances.{circumstance.id}"),
    )


def effective(assessed: tuple[Assessed, ...]) -> tuple[Circumstance, ...]:
    """Return the circumstances that are there; raises UnknownFactsError while one may be.

    A circumstance that excludes punishment absolutely (age, incapacity, limitation) decides alone.
    """
    present = tuple(item.circumstance for item in assessed if item.truth)
    bars = tuple(circumstance for circumstance in present if circumstance.absolute)
    if bars:
        return bars
    unknown = [item.circumstance.id for item in assessed if item.truth is None]
    if unknown:
        raise UnknownFactsError(circumstances=unknown)
    return present
