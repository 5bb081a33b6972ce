"""Charges that were made, held against what was due: every row its verdict, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from penaltybench.diagnostics import CaseError, Diagnostic, ordered
from penaltybench.explain import Form
from penaltybench.fees.assess import assess
from penaltybench.fees.assessment import Assessment
from penaltybench.fees.audit_export import audit_data
from penaltybench.fees.audit_reason import reason_of
from penaltybench.fees.audit_text import audit_text
from penaltybench.fees.audited import Audited, AuditedCharge, Verdict
from penaltybench.fees.case import FeeCase
from penaltybench.fees.charges import Charge, ChargeTable
from penaltybench.ruleset.load import Catalogue
from penaltybench.text import Language, Text, closest


@dataclass(frozen=True)
class ChargeAudit(Audited):
    """Charges that were made, each with what was due, the verdict and why; and what they add up to.

    ``diagnostics`` are the faults of the rows that could not be audited.
    """

    def explain(self, language: Language = "zh", form: Form = "text") -> str:
        """Return the report for people, as plain ``text`` or ``markdown``."""
        return audit_text(self, language, form)

    def to_dict(self) -> dict[str, Any]:
        """Return the audit as JSON data (``penaltybench/charge-audit/1``); money in fen."""
        return audit_data(self)


def audit_charges(
    catalogue: Catalogue, table: ChargeTable, faults: Sequence[Diagnostic] = ()
) -> ChargeAudit:
    """Return the audit of a table of charges.

    ``faults`` are those that were found while the catalogue was loaded. Nothing is raised: what cannot be
    audited is a diagnostic at its row.
    """
    unknown = _unknown_columns(catalogue, table)
    diagnostics = [*table.diagnostics, *unknown.values()]
    rows: list[AuditedCharge] = []
    for charge in table.charges:
        facts = {name: value for name, value in charge.facts.items() if name not in unknown}
        try:
            case = FeeCase(fee=charge.fee, on=charge.on, facts=facts)
            rows.append(_audited(charge, assess(catalogue, case, faults)))
        except CaseError as error:
            diagnostics.extend(_placed(error.diagnostics, charge))
    return ChargeAudit(tuple(rows), ordered(diagnostics))


def _unknown_columns(catalogue: Catalogue, table: ChargeTable) -> Mapping[str, Diagnostic]:
    """Return a fault for each column that no item of the catalogue declares, where it first stands.

    Its cells are left out, so that what depends on them stays open.
    """
    declared = {
        name
        for standard in catalogue.fees.values()
        for edition in standard.editions
        for name in edition.facts
    }
    found: dict[str, Diagnostic] = {}
    for charge in table.charges:
        for name in charge.facts:
            if name in declared or name in found:
                continue
            meant = closest(name, declared)
            found[name] = Diagnostic(
                "PB0302",
                Text(
                    f"没有收费项目有要素 {name}，没有读取这一列",
                    f"no fee item has the fact {name}: the column was not read",
                ),
                Text(f"是否为 {meant}？", f"did you mean {meant}?")
                if meant
                else Text("请核对列名", "check the name of the column"),
                charge.at(name),
            )
    return found


def _placed(faults: Sequence[Diagnostic], charge: Charge) -> Iterator[Diagnostic]:
    """Yield the faults of a charge at the cells that are at fault."""
    for fault in faults:
        if fault.place.file == "case":
            name = fault.place.path.removeprefix("facts.")
            yield replace(fault, place=charge.at(name))
        else:
            yield fault


def _audited(charge: Charge, assessment: Assessment) -> AuditedCharge:
    charged = charge.charged.fen
    low, high = assessment.low, assessment.high
    verdict: Verdict
    difference = 0
    if low is None or not assessment.has_standard:
        verdict = "undecided"
    elif high is not None and charged > high.fen:
        verdict, difference = "overcharged", charged - high.fen
    elif charged < low.fen:
        verdict, difference = "undercharged", charged - low.fen
    elif assessment.status == "undetermined":
        verdict = "undecided"
    else:
        verdict = "correct"
    reason = reason_of(assessment, charged, verdict)
    return AuditedCharge(charge, assessment, verdict, difference, reason)
