"""PB0442: making a fact worse, all else equal, never lowers the grade or either end of the fine.

A statement for each respondent and each fact with a ``worse`` direction on which results depend.
Circumstances are set aside. Where the worse fact leads to no result at all (a gap, a conflict) there is
nothing to compare: that is said, and refutes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from penaltybench.proof.monotone_cells import by_cells
from penaltybench.proof.monotone_solver import by_solver
from penaltybench.proof.pair import Change
from penaltybench.proof.question import NO_SOLVER, Solver
from penaltybench.proof.run import result_facts
from penaltybench.proof.search import Ground
from penaltybench.proof.statement import Proof
from penaltybench.ruleset.edition import Edition


def monotone_proofs(edition: Edition, ground: Ground, solver: Solver | None) -> Iterator[Proof]:
    """Yield a proof for each respondent and each fact that has a worse direction."""
    for respondent in edition.respondents:
        names = result_facts(edition, respondent)
        for name, fact in edition.facts.items():
            if name in names and fact.worse is not None:
                yield proved(Change(edition, ground, respondent, name), solver)


def proved(change: Change, solver: Solver | None) -> Proof:
    """Return the proof for one respondent and fact: by cells if they decide, else by the solver."""
    found = by_cells(change)
    if found is not None:
        return found
    if solver is None:
        return Proof(change.statement, "undecided", reason=NO_SOLVER)
    return by_solver(change, solver)
