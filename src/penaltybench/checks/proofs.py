"""PB0441, PB0442: what is refuted of an edition by cells alone, without a solver.

What they do not decide is left to ``check --prove``; nothing is said of it here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from penaltybench.checks.survey import Survey
from penaltybench.diagnostics import Diagnostic
from penaltybench.proof import Proof, prove
from penaltybench.ruleset.edition import Edition


def check_proofs(survey: Survey) -> Iterator[Diagnostic]:
    """Yield a tier that can leave its basis, and a worse fact with a lighter result."""
    edition = survey.layout.edition
    yield from findings(edition, (one for one in prove(edition) if one.verdict == "refuted"))


def findings(edition: Edition, proofs: Iterable[Proof]) -> Iterator[Diagnostic]:
    """Yield what was refuted or not decided, but a tier whose amounts were accepted as they stand.

    What is accepted as PB0409 (amounts outside of the range as written) is the same fault.
    """
    accepted = [rule.at for rule in edition.suppress if rule.code == "PB0409"]
    for proof in proofs:
        found = proof.diagnostic
        if found is None:
            continue
        path = found.place.path
        if found.code == "PB0441" and any(
            at.startswith(path) or path.startswith(at) for at in accepted
        ):
            continue
        yield found
