"""Old law or new law (从旧兼从轻, 行政处罚法 2021 art. 37): which of two whole decisions is lighter.

The order is: the gravest kind of penalty (in the order of the items of 行政处罚法 art. 9), then the
upper end of the fine, then its lower end, then the longest duration in days, then whether one imposes
a part of the other's kinds. Decisions that are equal leave the law of the conduct in place. What
cannot be ranked (a gap or conflict in a standard, kinds that are different but equally grave) is not
guessed: both remain open and deliberation is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from penaltybench.decide import Decision
from penaltybench.ruleset.models import PenaltyKind
from penaltybench.text import Text

GRAVITY: Mapping[str, int] = {
    PenaltyKind.WARNING: 1,
    PenaltyKind.CRITICISM: 1,
    "fine": 2,
    PenaltyKind.CONFISCATE_GAINS: 2,
    PenaltyKind.CONFISCATE_GOODS: 2,
    PenaltyKind.SUSPEND_LICENCE: 3,
    PenaltyKind.DOWNGRADE: 3,
    PenaltyKind.REVOKE_LICENCE: 3,
    PenaltyKind.RESTRICT_BUSINESS: 4,
    PenaltyKind.SUSPEND_BUSINESS: 4,
    PenaltyKind.CLOSE: 4,
    PenaltyKind.RESTRICT_EMPLOYMENT: 4,
    PenaltyKind.DETAIN: 5,
}
"""The items (1) to (5) of 行政处罚法 (2021) art. 9, in their order."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What decisions are compared by, in order.

    ``kinds``, those that may be imposed too, only tells equals apart.
    """

    gravest: int
    high: int
    low: int
    days: int
    kinds: frozenset[str]

    @property
    def key(self) -> tuple[int, int, int, int]:
        """The ordered part."""
        return self.gravest, self.high, self.low, self.days


@dataclass(frozen=True, slots=True)
class Choice:
    """The decisions that remain (one, or both if they cannot be ranked), and why."""

    remaining: tuple[Decision, ...]
    reason: Text


def weight(decision: Decision) -> Weight | None:
    """Return the weight of a decision over all its options; None if it has a gap or a conflict."""
    if decision.fault is not None:
        return None
    kinds: set[str] = set()
    highs, lows, days = [0], [], [0]
    possible: set[str] = set()
    for option in decision.options:
        kinds |= {penalty.kind for penalty in option.penalties if penalty.force == "must"}
        possible |= {penalty.kind for penalty in option.penalties}
        days.extend(penalty.days.high or 0 for penalty in option.penalties if penalty.days)
        if option.fine is None:
            lows.append(0)
            continue
        kinds.add("fine")
        highs.append(option.fine.reach)
        lows.append(option.fine.low.fen)
    gravest = max((GRAVITY[kind] for kind in kinds), default=0)
    return Weight(gravest, max(highs), min(lows, default=0), max(days), frozenset(kinds | possible))


_REASONS = (
    Text("最重的处罚种类", "the gravest kind of penalty"),
    Text("罚款的上限", "the upper end of the fine"),
    Text("罚款的下限", "the lower end of the fine"),
    Text("期限", "the duration"),
)


def choose(old: Decision, new: Decision) -> Choice:
    """Return which of the decisions under the law of the conduct and of the decision remains."""
    if old.substance == new.substance:
        return Choice(
            (old,),
            Text(
                "两个版本结果相同，适用旧版本", "both editions give the same: the old one applies"
            ),
        )
    first, second = weight(old), weight(new)
    if first is None or second is None:
        return Choice(
            (old, new),
            Text(
                "其中一个版本没有确定的结果，不能比较轻重，须集体审议",
                "one of the editions gives no certain result: they cannot be ranked, deliberation is needed",
            ),
        )
    for reason, before, after in zip(_REASONS, first.key, second.key, strict=True):
        if after < before:
            return Choice(
                (new,),
                Text(f"新版本较轻（{reason.zh}）", f"the new edition is lighter ({reason.en})"),
            )
        if after > before:
            return Choice(
                (old,),
                Text(f"旧版本较轻（{reason.zh}）", f"the old edition is lighter ({reason.en})"),
            )
    if second.kinds < first.kinds:
        return Choice((new,), Text("新版本的处罚种类较少", "the new edition imposes fewer kinds"))
    if first.kinds <= second.kinds:
        return Choice(
            (old,),
            Text(
                "新版本不比旧版本轻，适用旧版本",
                "the new edition is not lighter: the old one applies",
            ),
        )
    return Choice(
        (old, new),
        Text(
            "两个版本的处罚种类不同而轻重相当，不能比较，须集体审议",
            "the kinds of penalty differ and are equally grave: they cannot be ranked, deliberation is needed",
        ),
    )


def deliberated(decisions: Sequence[Decision]) -> bool:
    """Whether several editions remain because they cannot be ranked."""
    return len({decision.edition.digest for decision in decisions}) > 1
