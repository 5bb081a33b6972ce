"""The case's dates give the editions that govern it.

By default the law of the conduct applies unless the law of the decision is lighter (从旧兼从轻,
行政处罚法 2021 art. 37), so both editions are returned; a ruleset may declare another rule of choice.
Procedure follows the edition of the day of the decision (实体从旧，程序从新).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from penaltybench.case import Case
from penaltybench.diagnostics import CaseError, Diagnostic, Place
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.load import Catalogue, Standard
from penaltybench.text import Text, closest


@dataclass(frozen=True, slots=True)
class Applicable:
    """The editions to decide under.

    Each scenario is one edition, or that of the conduct and a later one of which the lighter result
    counts. There are several scenarios only while ``missing``, a date of the case, is unknown.
    """

    scenarios: tuple[tuple[Edition, ...], ...]
    procedure: Edition
    missing: Literal["decided_on", "filed_on"] | None = None

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every edition that may count, that of the conduct first."""
        by_digest = {e.digest: e for scenario in self.scenarios for e in scenario}
        return tuple(by_digest.values())


def applicable(catalogue: Catalogue, case: Case) -> Applicable:
    """Return the editions that govern the case.

    Raises CaseError if the ruleset is unknown or had no edition on the day that counts.
    """
    standard = _standard(catalogue, case)
    day = case.conduct.end or case.conduct.start
    conduct = standard.in_force(day, "conduct")
    rule = conduct.choice.rule if conduct.choice else "lighter"
    if rule == "conduct":
        return Applicable(((conduct,),), _on(standard, case.decided_on) or conduct)
    date: Literal["decided_on", "filed_on"] = "filed_on" if rule == "filing" else "decided_on"
    known = case.filed_on if rule == "filing" else case.decided_on
    if known is not None and rule != "lighter":
        chosen = standard.in_force(known, date)
        return Applicable(((chosen,),), _on(standard, case.decided_on) or chosen)
    # A case may be filed while the conduct continues, but not be decided before it ends.
    first = case.conduct.start if rule == "filing" else day
    others = [
        edition
        for edition in standard.editions
        if edition is not conduct
        and edition.status != "draft"
        and (edition.period.end is None or edition.period.end >= first)
    ]
    if known is not None:
        then = _on(standard, known)
        changed = then is not None and then.digest != conduct.digest
        scenario = (conduct, then) if then is not None and changed else (conduct,)
        return Applicable((scenario,), then or conduct)
    follow = [(e,) if rule != "lighter" else (conduct, e) for e in others]
    return Applicable(((conduct,), *follow), conduct, date if others else None)


def _standard(catalogue: Catalogue, case: Case) -> Standard[Edition]:
    standard = catalogue.standards.get(case.ruleset)
    if standard is not None:
        return standard
    meant = closest(case.ruleset, catalogue.standards)
    raise CaseError(
        [
            Diagnostic(
                "PB0301",
                Text(f"没有规则集 {case.ruleset}", f"there is no ruleset {case.ruleset}"),
                Text(f"是否为 {meant}？", f"did you mean {meant}?")
                if meant
                else Text("用 penaltybench list 查看全部规则集", "penaltybench list shows all"),
                Place("case", path="ruleset"),
            )
        ]
    )


def _on(standard: Standard[Edition], day: dt.date | None) -> Edition | None:
    return None if day is None else standard.on(day)
