"""Proofs about editions of penalty standards: exact over cells, by the solver z3 where those do not do.

:func:`prove` gives for each statement one of three answers: proved; refuted, with cases that the engine
itself decided; not decided, with the reason. The solver is an extra and stands in
:mod:`penaltybench.proof.solve`, which nothing here imports.
"""

from penaltybench.proof.prove import prove, prove_all
from penaltybench.proof.question import Answer, Question, Solver
from penaltybench.proof.run import Came, Shown, run
from penaltybench.proof.statement import (
    KINDS,
    VERDICTS,
    Kind,
    Proof,
    Statement,
    Verdict,
    counts,
    proof_data,
)

__all__ = [
    "KINDS",
    "VERDICTS",
    "Answer",
    "Came",
    "Kind",
    "Proof",
    "Question",
    "Shown",
    "Solver",
    "Statement",
    "Verdict",
    "counts",
    "proof_data",
    "prove",
    "prove_all",
    "run",
]
