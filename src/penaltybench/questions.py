"""Questions are ranked by how much each answer narrows the range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from penaltybench.decide import Decision


@dataclass(frozen=True, slots=True)
class Leaf:
    """What was supposed on the way to an outcome, and the span of its fines in fen."""

    supposed: Mapping[str, object]
    low: int
    high: int


def span_of(decisions: Sequence[Decision]) -> tuple[int, int]:
    """Return the least and the greatest fine of decisions, in fen (no fine: 0)."""
    fines = [option.fine for decision in decisions for option in decision.options]
    lows = [0 if fine is None else fine.low.fen for fine in fines]
    highs = [0 if fine is None else fine.reach for fine in fines]
    return min(lows, default=0), max(highs, default=0)


def rank_questions(names: Sequence[str], leaves: Sequence[Leaf]) -> tuple[str, ...]:
    """Return the questions, those first whose answer leaves the narrowest range on average."""

    def remaining(name: str) -> Fraction:
        spans: dict[object, tuple[int, int]] = {}
        answers = {leaf.supposed[name] for leaf in leaves if name in leaf.supposed}
        for leaf in leaves:
            # Where the question did not come up, the outcome is possible under every answer.
            for answer in [leaf.supposed[name]] if name in leaf.supposed else answers:
                low, high = spans.get(answer, (leaf.low, leaf.high))
                spans[answer] = min(low, leaf.low), max(high, leaf.high)
        widths = [high - low for low, high in spans.values()]
        return Fraction(sum(widths), max(len(widths), 1))

    return tuple(sorted(dict.fromkeys(names), key=remaining))
