"""The kinds of rulesets, as options take them and as people call them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from penaltybench.text import Text


class Kind(StrEnum):
    """The kinds of which there are editions."""

    PENALTY = "penalty"
    FEE = "fee"
    INSPECTION = "inspection"
    TIME_LIMIT = "time-limit"


KINDS: Mapping[str, Text] = {
    "penalty": Text("处罚裁量基准", "penalty"),
    "fee": Text("收费项目", "fee"),
    "inspection": Text("检查规则", "inspection"),
    "time-limit": Text("办理时限", "time limit"),
}
"""What each kind is called."""
