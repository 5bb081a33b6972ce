"""Small made-up fee items; a test changes what it is about."""

from __future__ import annotations

from typing import Any

from small import Tree, head, statutes

from penaltybench.fees import Assessment
from penaltybench.library import Library
from penaltybench.testing import library_of

FEE, DAY = "x.fee", "2020-06-01"
FACTS: Tree = {
    "kind": {
        "type": "enum",
        "label": {"zh": "类别", "en": "kind"},
        "values": {
            "property": {"zh": "财产", "en": "property"},
            "divorce": "离婚",
            "other": "其他",
        },
    },
    "claim": {"type": "money", "label": {"zh": "标的额", "en": "claim"}},
    "property": {"type": "money", "label": {"zh": "财产总额", "en": "property"}},
    "area": {
        "type": "decimal",
        "label": {"zh": "面积", "en": "area"},
        "unit": {"zh": "平方米", "en": "m²"},
        "domain": "> 0",
    },
    "days": {"type": "integer", "label": {"zh": "天数", "en": "days"}, "domain": "[1..]"},
    "small": {"type": "boolean", "label": {"zh": "小微企业", "en": "small enterprise"}},
    "poor": {"type": "boolean", "label": {"zh": "确有困难", "en": "hardship"}},
}
CITE: Tree = {"law": "甲法", "article": "第一条"}
COURT: list[Tree] = [
    {"up_to": "1万元", "amount": "50元"},
    {"up_to": "10万元", "rate": "2.5%"},
    {"up_to": "20万元", "rate": "2%"},
    {"up_to": "50万元", "rate": "1.5%"},
    {"up_to": "100万元", "rate": "1%"},
    {"up_to": "200万元", "rate": "0.9%"},
    {"up_to": "500万元", "rate": "0.8%"},
    {"up_to": "1000万元", "rate": "0.7%"},
    {"up_to": "2000万元", "rate": "0.6%"},
    {"rate": "0.5%"},
]
"""诉讼费用交纳办法 (2006-12-19) art. 13(1)(1)."""


def item(name: str = FEE, start: str = "2015-01-01", **keys: Any) -> Tree:
    """Return a fee item in force without its standard."""
    return head(name, "fee", start) | {
        "title": {"zh": f"项目 {name}", "en": f"item {name}"},
        "department": {"zh": "某局", "en": "an office"},
        "payer": {"zh": "申请人", "en": "the applicant"},
        "service": {"zh": "办理", "en": "a service"},
        "state": "in_force",
        "facts": FACTS,
        "rounding": {"unit": "0.01元", "mode": "half_up"},
        **keys,
    }


def charged(*charge: Tree, name: str = FEE, **keys: Any) -> Tree:
    """Return an item with one row that always applies, with these parts of a charge."""
    return item(name, **{"standard": {"rows": [{"id": "only", "charge": list(charge)}]}, **keys})


def abolished(name: str, day: str, state: str = "abolished") -> Tree:
    """Return the edition that ends an item."""
    changed_by = {"document": "财综〔2018〕8号", "by": "某部", "on": day}
    tree = item(name, day, state=state, changed_by=changed_by)
    return {key: value for key, value in tree.items() if key not in ("facts", "rounding")}


def policy(**rules: str) -> Tree:
    """Return the policy of these rules, each with an article of its own."""
    return {
        name: {"rule": rule, "cite": {"law": "甲法", "article": f"第{'一二三四五六'[number]}条"}}
        for number, (name, rule) in enumerate(rules.items())
    }


def library(*trees: Tree) -> Library:
    """Return the library of the trees and a catalogue of statutes."""
    return library_of(statutes(), *trees)


def assess(tree: Tree, *others: Tree, on: str = DAY, **facts: Any) -> Assessment:
    """Return the assessment of the first item."""
    case = {"fee": tree["id"], "on": on, "facts": facts}
    return library(*others, tree).assess(case)
