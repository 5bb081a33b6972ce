"""Small rules of inspection, and one inspection that is reviewed under them."""

import datetime as dt
from typing import Any

from penaltybench import Library, Review
from penaltybench.ruleset.inspection import InspectionEdition
from penaltybench.testing import Tree, library_of

RULES = "x.inspection"
DAY = "2026-05-15"
KNOWN = [{"id": "r0", "kind": "registration", "enterprise": "e1", "on": "2020-01-01"}]
"""A record that knows the enterprise and nothing else."""


def rules(*limits: Tree, **keys: Any) -> Tree:
    """Return rules of inspection with these limits, and facts for their conditions."""
    tree: Tree = {
        "id": RULES,
        "kind": "inspection",
        "title": {"zh": "检查规则", "en": "rules of inspection"},
        "status": "example",
        "effective": {"from": "2020-01-01"},
        "source": {"text": "自拟", "sure": "high"},
        "reviewed_on": "2026-01-01",
        "facts": {
            "occasion": {
                "type": "enum",
                "label": {"zh": "检查缘由", "en": "occasion"},
                "values": {
                    "routine": {"zh": "日常检查", "en": "routine"},
                    "complaint": {"zh": "投诉举报", "en": "complaint"},
                },
            },
            "danger": {"type": "boolean", "label": {"zh": "危及安全", "en": "danger"}},
        },
        "limits": list(limits),
    }
    return tree | keys


def limit(kind: str, name: str = "only", otherwise: str = "approval", **keys: Any) -> Tree:
    """Return a limit of a kind."""
    return {
        "id": name,
        "limit": kind,
        "label": {"zh": f"限制{name}", "en": f"limit {name}"},
        "otherwise": otherwise,
    } | keys


def first(**keys: Any) -> Tree:
    """Return the rule of the first inspection."""
    return {"label": {"zh": "首查先责令改正", "en": "correction first"}} | keys


def library(*limits: Tree, **keys: Any) -> Library:
    """Return the library of such rules."""
    return library_of(rules(*limits, **keys))


def edition(*limits: Tree, **keys: Any) -> InspectionEdition:
    """Return the edition of such rules."""
    return library(*limits, **keys).catalogue.inspections[RULES].latest


def inspection(name: str, on: str, authority: str = "甲局", **keys: Any) -> dict[str, Any]:
    """Return an inspection on record."""
    return {
        "id": name,
        "kind": "inspection",
        "enterprise": "e1",
        "on": on,
        "authority": authority,
    } | keys


def proposal(**keys: Any) -> dict[str, Any]:
    """Return a proposed inspection of the enterprise by 甲局 on ``DAY``; ``facts`` may be left out."""
    return {"rules": RULES, "enterprise": "e1", "authority": "甲局", "on": DAY} | keys


def review(
    *limits: Tree,
    record: Any = (),
    plan: Any = None,
    as_of: str | None = None,
    rules_keys: Tree | None = None,
    **keys: Any,
) -> Review:
    """Return the review of such an inspection under such rules; the enterprise is always known."""
    day = None if as_of is None else dt.date.fromisoformat(as_of)
    rows = [*KNOWN, *record]
    return library(*limits, **(rules_keys or {})).review_inspection(
        plan, rows, proposal(**keys), day
    )
