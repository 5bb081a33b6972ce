"""Strategies for general rules: circumstances, adjustments, weighing, caps, procedure."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from penaltybench.testing.declarations import DrawnFact, partitions
from penaltybench.testing.trees import Tree

EFFECTS = ("exempt", "mitigated", "lenient", "lenient_or_mitigated", "severe", "no_leniency")
_NEEDS: SearchStrategy[list[str]] = st.lists(
    st.sampled_from(["reasons", "deliberation"]), unique=True
)
_UNITS = ["0.01元", "0.1元", "1元", "10元", "100元", "1,000元", "1万元"]


@st.composite
def conditions(draw: DrawFn, facts: Sequence[DrawnFact]) -> Tree:
    """Draw a condition on one fact, which some of its values satisfy and some do not."""
    fact = draw(st.sampled_from(facts))
    return {fact.id: draw(st.sampled_from(draw(partitions(fact, most=3))))}


@st.composite
def circumstances(draw: DrawFn, facts: Sequence[DrawnFact]) -> list[Tree]:
    """Draw up to four circumstances; some of them are decided by one of ``facts``, if there are any."""
    drawn: list[Tree] = []
    for number in range(draw(st.integers(0, 4))):
        effect = draw(st.sampled_from(EFFECTS))
        tree: Tree = {
            "id": f"c{number}",
            "effect": effect,
            "force": draw(st.sampled_from(["shall", "may"])),
            "label": f"情节{number}",
            "needs": draw(_NEEDS),
            "cite": {"law": "示例法", "article": "第三十三条"},
        }
        if effect == "exempt" and draw(st.integers(0, 3)) == 0:
            tree |= {"absolute": "true", "force": "shall"}
        if draw(st.booleans()) and facts:
            tree["when"] = draw(conditions(facts))
        drawn.append(tree)
    return drawn


@st.composite
def policies(draw: DrawFn, facts: Sequence[DrawnFact]) -> Tree:
    """Draw what is done with amounts: adjust, weighing, cap, rounding and suggestion.

    A cap may depend on one of ``facts``, if there are any.
    """
    unit, mode = st.sampled_from(_UNITS), st.sampled_from(["down", "up", "half_up", "half_even"])
    drawn: Tree = {"rounding": {"unit": draw(unit), "mode": draw(mode)}}
    if draw(st.booleans()):
        effects = draw(st.lists(st.sampled_from(["severe", "lenient", "mitigated"]), unique=True))
        drawn["adjust"] = {effect: draw(_adjustments(effect)) for effect in effects}
    if draw(st.booleans()):
        conflicts = ["deliberate", "offset", "aggravating_first", "mitigating_first"]
        drawn["weighing"] = {"conflict": draw(st.sampled_from(conflicts))}
        if draw(st.booleans()):
            drawn["weighing"]["two_or_more"] = "bound"
    if draw(st.integers(0, 4)) == 0:
        ends = ["middle", "50% of maximum", "maximum", "8,000元"]
        drawn["cap"] = {"at": draw(st.sampled_from(ends)), "label": "上限"}
        if draw(st.booleans()) and facts:
            drawn["cap"]["unless"] = draw(conditions(facts))
    if draw(st.booleans()):
        drawn["suggest"] = draw(st.sampled_from(["low", "middle", "high"]))
    return drawn


@st.composite
def _adjustments(draw: DrawFn, effect: str) -> Tree:
    form = draw(st.sampled_from(["to", "up_to", "shift"]))
    needs = {"needs": draw(_NEEDS)}
    if form == "to":
        return {"to": draw(st.sampled_from(["low", "high"])), **needs}
    if form == "shift":
        return {"shift": "1" if effect == "severe" else "-1", **needs}
    share = draw(st.sampled_from(["5%", "20%", "50%", "100%"]))
    return {"up_to": share, "of": draw(st.sampled_from(["minimum", "maximum"])), **needs}


def procedure() -> list[Tree]:
    """Return steps of every kind, on which no amount depends."""
    return [
        {"id": "on-the-spot", "step": "on_the_spot", "label": "当场处罚", "fine": "<= 3,000元",
         "kinds": ["warning"], "without_other": "true"},
        {"id": "hearing", "step": "hearing", "label": "听证", "fine": "> 5万元",
         "kinds": ["revoke_licence"]},
        {"id": "deliberation", "step": "deliberation", "label": "集体讨论",
         "grades": ["mitigated", "exempt"]},
        {"id": "deadline", "step": "deadline", "label": "期限", "days": "90", "working": "true"},
    ]  # fmt: skip
