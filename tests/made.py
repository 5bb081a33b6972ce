"""Small rulesets made for a test: one violation, one fine, tiers by one fact."""

from typing import Any

from penaltybench.testing import Tree
from penaltybench.testing.rulesets import FROM, STATUTES

VIOLATION = "example.violation"
CITE = {"law": "示例法", "article": "第三十三条"}


def ruleset(*, day: str = FROM, until: str | None = None, **keys: Any) -> Tree:
    """Return a penalty ruleset in which ``harm`` chooses between 1,000–3,000 and 3,000–10,000 yuan.

    ``keys`` are added to the file or replace what stands there.
    """
    tree: Tree = {
        "id": VIOLATION,
        "kind": "penalty",
        "title": {"zh": "示例", "en": "an example"},
        "status": "example",
        "effective": {"from": day} | ({"until": until} if until else {}),
        "source": {"text": "自拟", "sure": "high"},
        "reviewed_on": FROM,
        "facts": {"harm": harm()},
        "schedules": [schedule()],
        "rounding": {"unit": "1元", "mode": "down"},
    }
    return tree | keys


def harm(**keys: Any) -> Tree:
    """Return the declaration of an enum from the lightest to the heaviest value."""
    values = {"none": "无", "minor": "轻微", "serious": "严重"}
    return {"type": "enum", "label": "危害后果", "values": values, "worse": "later"} | keys


def flag(label: str, **keys: Any) -> Tree:
    """Return the declaration of a boolean."""
    return {"type": "boolean", "label": label} | keys


def schedule(*rows: Tree, allows: Tree | None = None, **keys: Any) -> Tree:
    """Return the schedule of the party, from 1,000 to 10,000 yuan unless ``allows`` says otherwise."""
    tree: Tree = {
        "id": "party",
        "respondent": "party",
        "basis": [
            {
                "id": "basis",
                "statute": {"law": "示例法", "article": "第一条"},
                "allows": allows or {"fine": {"min": "1,000元", "max": "1万元"}},
            }
        ],
        "tiers": {"rows": list(rows) or tiers()},
    }
    return tree | keys


def tiers() -> list[Tree]:
    """Return the two rows of the table."""
    return [
        row("light", "lenient", "[1,000元..3,000元]", harm="none"),
        row("heavy", "severe", "[3,000元..1万元]", harm="not(none)"),
    ]


def row(name: str, grade: str = "ordinary", amount: str | None = None, **when: Any) -> Tree:
    """Return a row with a band of money, or without a fine."""
    tree: Tree = {"id": name, "grade": grade, "when": when}
    return tree if amount is None else tree | {"fine": {"amount": amount}}


def fined(amount: str, **keys: Any) -> Tree:
    """Return a ruleset that imposes one amount whatever the facts."""
    return ruleset(**{"schedules": [schedule(row("only", "ordinary", amount))]} | keys)


def circumstance(name: str, effect: str, force: str = "shall", **keys: Any) -> Tree:
    """Return a circumstance."""
    return {"id": name, "effect": effect, "force": force, "label": name, "cite": CITE} | keys


def case(conduct: str = "2026-03-01", **keys: Any) -> dict[str, Any]:
    """Return a case in which the circumstances were examined and none was found."""
    return {"ruleset": VIOLATION, "conduct": conduct, "circumstances": []} | keys


__all__ = [
    "CITE",
    "STATUTES",
    "VIOLATION",
    "case",
    "circumstance",
    "fined",
    "flag",
    "harm",
    "row",
    "ruleset",
    "schedule",
    "tiers",
]
