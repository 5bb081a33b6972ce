"""What is to be proved of an edition, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from penaltybench.diagnostics import Diagnostic, Place, Severity
from penaltybench.proof.question import NO_SOLVER
from penaltybench.proof.run import Shown
from penaltybench.text import Text

Kind = Literal["envelope", "monotone"]
KINDS: Mapping[Kind, Text] = {
    "envelope": Text("档次不超出处罚依据", "tiers stay inside their basis"),
    "monotone": Text("事实加重，结果不变轻", "a worse fact never gives a lighter result"),
}
Verdict = Literal["proved", "refuted", "undecided"]
VERDICTS: Mapping[Verdict, Text] = {
    "proved": Text("已证明", "proved"),
    "refuted": Text("已推翻", "refuted"),
    "undecided": Text("未判定", "not decided"),
}
Means = Literal["cells", "solver"]
CODES: Mapping[Kind, str] = {"envelope": "PB0441", "monotone": "PB0442"}

FAULT = Text(
    "内部错误：求解器给出的反例在裁量引擎中不成立，请报告",
    "an internal fault: the engine does not confirm the solver's counterexample, please report it",
)
DATES = Text(
    "涉及由日期推定的年数或者月数：没有找到能得出反例的日期",
    "years or months counted from dates are involved: no dates were found that give the counterexample",
)
TOO_MANY = Text("组合过多", "too many combinations")


@dataclass(frozen=True, slots=True)
class Statement:
    """What is claimed: of which edition, of what in it, in words, and where that is written."""

    kind: Kind
    ruleset: str
    edition: str
    subject: str
    text: Text
    place: Place


@dataclass(frozen=True)
class Proof:
    """A statement and its verdict.

    ``cases``: the case, or the pair of cases, that refutes it, as the engine decided them. ``what``: what
    is wrong. ``reason``: why it was not decided. ``notes``: what the statement leaves out.
    """

    statement: Statement
    verdict: Verdict
    means: Means | None = None
    cases: tuple[Shown, ...] = ()
    what: Text | None = None
    place: Place | None = None
    related: tuple[Place, ...] = ()
    reason: Text | None = None
    notes: tuple[Text, ...] = ()

    @property
    def lacks_solver(self) -> bool:
        """Whether only a solver could have decided it and there was none."""
        return self.verdict == "undecided" and self.reason == NO_SOLVER

    @property
    def diagnostic(self) -> Diagnostic | None:
        """The finding where it was refuted or not decided; None where it was proved."""
        if self.verdict == "refuted":
            assert self.what is not None
            return Diagnostic(
                CODES[self.statement.kind],
                self.what,
                _REMEDIES[self.statement.kind],
                self.place or self.statement.place,
                Severity.WARNING,
                self.related,
            )
        if self.verdict == "undecided":
            assert self.reason is not None
            claim = self.statement.text
            return Diagnostic(
                "PB0443",
                Text(
                    f"未判定：{claim.zh}。原因：{self.reason.zh}",
                    f"not decided: {claim.en}. Why: {self.reason.en}",
                ),
                _UNDECIDED_REMEDIES.get(self.reason, _LONGER),
                self.statement.place,
                Severity.WARNING,
            )
        return None


_REMEDIES: Mapping[Kind, Text] = {
    "envelope": Text(
        "请核对档次与处罚依据；减轻处罚须写 grade: mitigated 和 ground；公布的文本确实如此的，写 suppress 并说明理由",
        "check tier and basis; going below needs grade: mitigated and a ground; if the published text "
        "is so, suppress it with the reason",
    ),
    "monotone": Text(
        "请核对这两处的条件和幅度，或者 worse 的方向；公布的文本确实如此的，写 suppress 并说明理由",
        "check the conditions and bands of both, or the direction of worse; if the published text is "
        "so, suppress it with the reason",
    ),
}
_LONGER = Text("可以用 --time-limit 延长时限", "--time-limit allows more time")
_UNDECIDED_REMEDIES: Mapping[Text, Text] = {
    NO_SOLVER: Text(
        "安装：pip install 'penaltybench[proof]'", "install it: pip install 'penaltybench[proof]'"
    ),
    FAULT: Text("请附上该规则集报告此问题", "please report it together with the ruleset"),
    DATES: Text("请人工核对", "check it by hand"),
}


def counts(proofs: Iterable[Proof]) -> dict[Kind, dict[Verdict, int]]:
    """Return how many statements of each kind were proved, refuted, not decided."""
    found = Counter((proof.statement.kind, proof.verdict) for proof in proofs)
    return {kind: {verdict: found[kind, verdict] for verdict in VERDICTS} for kind in KINDS}


def proof_data(proof: Proof) -> dict[str, Any]:
    """Return a proof as JSON data."""
    statement = proof.statement
    return {
        "kind": statement.kind,
        "ruleset": statement.ruleset,
        "edition": statement.edition,
        "subject": statement.subject,
        "statement": _text(statement.text),
        "verdict": proof.verdict,
        "by": proof.means,
        "cases": [
            {
                "case": dict(case.data),
                "facts": {"zh": case.words("zh"), "en": case.words("en")},
                "result": {"zh": case.came.words("zh"), "en": case.came.words("en")},
            }
            for case in proof.cases
        ],
        "what": _text(proof.what),
        "reason": _text(proof.reason),
        "notes": [_text(note) for note in proof.notes],
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}
