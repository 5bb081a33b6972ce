"""``penaltybench check --prove``: the proofs, what they find, and how many there are of each answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from penaltybench import Library
    from penaltybench.diagnostics import Diagnostic
    from penaltybench.proof import Proof, Solver
    from penaltybench.ruleset.edition import Edition
    from penaltybench.text import Language

TIME_LIMIT = 10.0
"""Seconds that a question may take the solver."""


@dataclass(frozen=True)
class Proving:
    """The proofs of all editions, and what of them is neither proved nor accepted with a reason."""

    proofs: tuple[Proof, ...]
    faults: tuple[Diagnostic, ...]
    seconds: float

    @property
    def lacks_solver(self) -> bool:
        """Whether something was left undecided only because no solver is installed."""
        return any(proof.lacks_solver for proof in self.proofs)

    @property
    def accepted(self) -> int:
        """How many refuted statements rulesets keep as they were published, with the reason."""
        refuted = (proof for proof in self.proofs if proof.verdict == "refuted")
        return sum(proof.diagnostic not in self.faults for proof in refuted)


def prove_editions(library: Library, wanted: Callable[[Edition], bool], seconds: float) -> Proving:
    """Return the proofs of the wanted penalty editions."""
    from penaltybench.checks import unsuppressed
    from penaltybench.checks.proofs import findings
    from penaltybench.cli.console import progress
    from penaltybench.proof import prove

    solver = solver_of(seconds)
    editions = [
        edition
        for standard in library.catalogue.standards.values()
        for edition in standard.editions
        if wanted(edition)
    ]
    proofs: list[Proof] = []
    faults: list[Diagnostic] = []
    with progress("prove") as tell:
        for done, edition in enumerate(editions):
            tell(done, len(editions))
            found = tuple(prove(edition, solver))
            proofs.extend(found)
            faults.extend(findings(edition, found))
        tell(len(editions), len(editions))
    return Proving(tuple(proofs), tuple(unsuppressed(library.catalogue, faults)), seconds)


def solver_of(seconds: float) -> Solver | None:
    """Return the solver with this time limit a question; None if it is not installed."""
    try:
        from penaltybench.proof.solve import Z3Solver
    except ImportError:
        return None
    return Z3Solver(seconds)


def summary(proving: Proving, language: Language) -> Iterator[str]:
    """Yield how many statements of each kind were proved, refuted, not decided; and what they leave out."""
    from penaltybench.proof import KINDS, VERDICTS, counts

    zh = language == "zh"
    limit = f"{proving.seconds:g}"
    yield f"证明（每问时限 {limit} 秒）：" if zh else f"proofs (time limit {limit} s a question):"
    for kind, numbers in counts(proving.proofs).items():
        listed = [
            f"{VERDICTS[verdict].get(language)} {number}" for verdict, number in numbers.items()
        ]
        name = KINDS[kind].get(language)
        yield f"  - {name}：{'，'.join(listed)}" if zh else f"  - {name}: {', '.join(listed)}"
    if proving.accepted:
        yield (
            f"  - 已推翻的项目中，{proving.accepted} 项照公布的文本保留并写明了理由"
            if zh
            else f"  - of what is refuted, {proving.accepted} kept as published, with the reason"
        )
    for note in _notes(proving.proofs, language):
        yield f"  - {note}"


def _notes(proofs: Sequence[Proof], language: Language) -> Sequence[str]:
    notes = {
        f"{proof.statement.ruleset}{'：' if language == 'zh' else ': '}{note.get(language)}": None
        for proof in proofs
        for note in proof.notes
    }
    return list(notes)


def proving_data(proving: Proving) -> dict[str, Any]:
    """Return the proofs as JSON data."""
    from penaltybench.proof import counts, proof_data

    return {
        "time_limit": proving.seconds,
        "counts": counts(proving.proofs),
        "accepted": proving.accepted,
        "proofs": [proof_data(proof) for proof in proving.proofs],
    }
