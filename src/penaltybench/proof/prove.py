"""Every statement of an edition, proved, refuted or left undecided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from penaltybench.proof.envelope import envelope_proofs
from penaltybench.proof.monotone import monotone_proofs
from penaltybench.proof.question import Solver
from penaltybench.proof.search import ground_of
from penaltybench.proof.statement import Proof
from penaltybench.ruleset.edition import Edition


def prove(edition: Edition, solver: Solver | None = None) -> Iterator[Proof]:
    """Yield a proof for every statement on an edition of a penalty standard.

    Without a ``solver`` only exact reasoning over cells decides; what it leaves open is undecided.
    """
    ground = ground_of(edition)
    yield from envelope_proofs(edition, ground, solver)
    yield from monotone_proofs(edition, ground, solver)


def prove_all(editions: Iterable[Edition], solver: Solver | None = None) -> Iterator[Proof]:
    """Yield the proofs of several editions."""
    for edition in editions:
        yield from prove(edition, solver)
