"""A sound ruleset of each kind other than penalties, as trees; a test changes what it is about."""

from __future__ import annotations

from typing import Any

from small import general, head, statutes

CITE = {"law": "甲法", "article": "第三条"}
Tree = dict[str, Any]


def fee(day: str = "2026-01-01", **keys: Any) -> Tree:
    tree = head("x.fee", "fee", day) | {
        "title": {"zh": "占道费", "en": "road fee"},
        "uses": ["x.general"],
        "department": {"zh": "城管", "en": "city management"},
        "payer": {"zh": "占道者", "en": "whoever occupies"},
        "service": {"zh": "占道", "en": "occupation"},
        "legal_basis": [CITE],
        "price_document": {"document": "价〔2018〕1号", "by": "价格局"},
        "state": "reduced",
        "changed_by": {"document": "价〔2020〕2号", "on": "2020-05-01"},
        "refines": "x.higher",
        "similar_to": ["x.older"],
        "facts": {
            "area": {
                "type": "decimal",
                "label": {"zh": "面积", "en": "area"},
                "unit": {"zh": "平方米", "en": "m²"},
                "domain": ">= 0",
            },
            "claim": {"type": "money", "label": {"zh": "标的额", "en": "claim"}},
        },
        "scales": {"steps": [{"up_to": "1万元", "amount": "50元"}, {"rate": "2%"}]},
        "standard": {
            "hit": "first",
            "rows": [
                {
                    "id": "large",
                    "label": {"zh": "大额", "en": "large"},
                    "when": {"area": "> 10"},
                    "charge": [
                        {"per": "area", "rate": "[1元..2元]"},
                        {"scale": "steps", "of": "claim"},
                    ],
                    "cite": CITE,
                },
                {"id": "other", "charge": {"amount": "10元"}},
            ],
            "cite": CITE,
        },
        "reductions": [
            {
                "id": "small",
                "label": {"zh": "小微企业", "en": "small enterprises"},
                "when": {"area": "< 5"},
                "by": "50%",
                "from": "2026-01-01",
                "document": "财〔2026〕3号",
                "cite": CITE,
            }
        ],
        "rounding": {"unit": "0.01元", "mode": "half_up"},
    }
    return tree | keys


def inspection() -> Tree:
    return head("x.inspection", "inspection") | {
        "title": {"zh": "检查规则", "en": "rules of inspection"},
        "city": {"zh": "某市", "en": "some city"},
        "facts": {
            "occasion": {
                "type": "enum",
                "label": {"zh": "缘由", "en": "occasion"},
                "values": {"routine": {"zh": "日常", "en": "routine"}, "complaint": "投诉"},
            },
            "danger": {"type": "boolean", "label": {"zh": "危险", "en": "danger"}},
        },
        "limits": [
            limit("plan", "plan", "notice", cite=CITE),
            limit("city", "one_city", "approval", within={"months": "6"}, counts=["routine"]),
            limit("quiet", "quiet_days", "forbidden", days="[1..15)", unless={"danger": "true"}),
            limit("only", "quiet_days", "forbidden", days="5"),
            limit("often", "frequency", "approval", at_most="2", within={"years": "1"})
            | {"counts": ["routine"], "when": {"occasion": "routine"}},
            limit("rare", "frequency", "approval", at_most="1", within={"calendar_year": "true"})
            | {"by": "any_authority"},
            limit("safe", "protection", "forbidden"),
        ],
        "first_inspection": {
            "label": {"zh": "首查", "en": "first"},
            "within": {"days": "30"},
            "by": "same_authority",
            "unless": {"danger": "true"},
            "cite": CITE,
        },
    }


def limit(name: str, kind: str, otherwise: str, **keys: Any) -> Tree:
    label = {"zh": f"限制{name}", "en": name}
    return {"id": name, "limit": kind, "label": label, "otherwise": otherwise} | keys


def time_limit() -> Tree:
    return head("x.limit", "time-limit") | {
        "title": {"zh": "时限", "en": "time limits"},
        "uses": ["x.general"],
        "department": {"zh": "某局", "en": "some office"},
        "facts": {"hard": {"type": "boolean", "label": {"zh": "复杂", "en": "hard"}}},
        "limits": [
            {
                "id": "plain",
                "label": {"zh": "一般", "en": "plain"},
                "when": {"hard": "false"},
                "statutory": {"days": "20", "working": "true", "cite": CITE},
                "promised": {"days": "13", "working": "true"},
                "extension": {"days": "1", "label": {"zh": "经批准", "en": "approved"}},
            },
            {"id": "hard", "label": "复杂", "when": {"hard": "true"}, "statutory": {"days": "45"}},
        ],
        "promise": {
            "at_most": "2/3",
            "label": {"zh": "缩短", "en": "shorter"},
            "unless": {"hard": "true"},
            "cite": CITE,
        },
    }


def rules() -> Tree:
    """Return the general rules that the others use."""
    policy = {"discretionary": {"rule": "lower_bound", "cite": CITE}}
    return general(fee_policy=policy, not_counted={"label": "听证", "cite": CITE})


__all__ = ["CITE", "fee", "inspection", "limit", "rules", "statutes", "time_limit"]
