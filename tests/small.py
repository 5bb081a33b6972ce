"""One small made-up standard with a fact of each type; a test changes what it is about."""

from __future__ import annotations

import copy
from typing import Any

from penaltybench.recommendation import Recommendation
from penaltybench.ruleset import Edition
from penaltybench.testing import library_of

Tree = dict[str, Any]
DAY = "2026-05-26"


def head(name: str, kind: str, start: str = "2026-01-01") -> Tree:
    """Return what every file says of itself."""
    return {
        "id": name,
        "kind": kind,
        "title": {"zh": "示例", "en": "example"},
        "status": "example",
        "effective": {"from": start},
        "source": {"text": "自拟", "sure": "high"},
        "reviewed_on": "2026-01-01",
    }


def statutes() -> Tree:
    """Return a catalogue with one statute of a hundred articles."""
    editions = [{"dated": "2021-01-22", "articles": "100"}]
    statute = {"name": "甲法", "title": "甲法", "rank": "law", "editions": editions}
    return head("x.statutes", "statutes", "2020-01-01") | {"statutes": [statute]}


def general(**keys: Any) -> Tree:
    """Return a file of general rules."""
    return head("x.general", "general", "2020-01-01") | keys


FACTS: Tree = {
    "harm": {
        "type": "enum",
        "label": {"zh": "危害后果", "en": "harm"},
        "values": {"none": "无", "minor": "轻微", "serious": "严重"},
        "worse": "later",
    },
    "value": {"type": "money", "label": {"zh": "货值金额", "en": "value"}, "worse": "higher"},
    "cases": {"type": "integer", "label": "次数", "domain": "[0..]", "worse": "higher"},
    "area": {
        "type": "decimal",
        "label": {"zh": "面积", "en": "area"},
        "unit": {"zh": "平方米", "en": "m²"},
        "domain": ">= 0",
        "worse": "higher",
    },
    "corrected": {"type": "boolean", "label": "及时改正", "worse": "false", "changeable": "true"},
    "found_on": {"type": "date", "label": {"zh": "发现之日", "en": "day of discovery"}},
}


def rows_by_harm(light: Tree, middle: Tree, heavy: Tree) -> list[Tree]:
    """Return a lenient, an ordinary and a severe row by the fact ``harm`` with these fines."""
    rows = zip(
        ("none", "minor", "serious"),
        ("lenient", "ordinary", "severe"),
        (light, middle, heavy),
        strict=True,
    )
    return [
        {"id": harm, "grade": grade, "when": {"harm": harm}, "fine": fine}
        for harm, grade, fine in rows
    ]


THIRDS = rows_by_harm({"share": "[0%..30%)"}, {"share": "[30%..70%)"}, {"share": "[70%..100%]"})


def basis(fine: Tree | None = None, **keys: Any) -> Tree:
    """Return a basis that allows ``fine``, or from ten to a hundred thousand yuan."""
    allowed = {"fine": fine or {"min": "1万元", "max": "10万元"}}
    statute = {"law": "甲法", "article": "第一条"}
    return {"id": "b", "statute": statute, "allows": allowed} | keys


def schedule(**keys: Any) -> Tree:
    """Return a schedule of the party with one basis and thirds by harm, changed by ``keys``."""
    tree: Tree = {"id": "s", "respondent": "party", "basis": [basis()]}
    if not {"tiers", "points", "table_of"} & set(keys):
        tree["tiers"] = {"rows": copy.deepcopy(THIRDS)}
    return tree | keys


def penalty(*schedules: Tree, **keys: Any) -> Tree:
    """Return a penalty standard with these schedules, or with the usual one."""
    return copy.deepcopy(
        head("x.standard", "penalty")
        | {
            "facts": FACTS,
            "rounding": {"unit": "1元", "mode": "down"},
            "schedules": list(schedules) or [schedule()],
        }
        | keys
    )


def with_fine(fine: Tree, allowed: Tree | None = None, **keys: Any) -> Tree:
    """Return a standard with one ordinary row of this fine, under a basis that allows ``allowed``."""
    row = {"id": "only", "grade": "ordinary", "fine": fine}
    return penalty(schedule(basis=[basis(allowed)], tiers={"rows": [row]}), **keys)


def edition_of(tree: Tree, *others: Tree) -> Edition:
    """Return the edition that a penalty standard and others make."""
    return library_of(statutes(), *others, tree).standard(tree["id"]).latest


def recommend(tree: Tree, *others: Tree, **case: Any) -> Recommendation:
    """Return the recommendation of a standard for a case; circumstances are examined, none found."""
    library = library_of(statutes(), *others, tree)
    return library.recommend(
        {"ruleset": tree["id"], "conduct": DAY, "decided_on": DAY, "circumstances": []} | case
    )


def yuan(recommendation: Recommendation) -> tuple[Any, Any, Any]:
    """Return low, high and suggestion of the principal's fine in yuan (None: there is none)."""
    fine = recommendation.fine
    if fine is None:
        return None, None, None
    return tuple(  # type: ignore[return-value]
        None if amount is None else amount.yuan for amount in (fine.low, fine.high, fine.suggested)
    )
