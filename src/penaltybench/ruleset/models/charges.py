"""Parts of a fee standard as an author writes them: amounts, rates, percentages, scales of bands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from penaltybench.ruleset.literals import (
    Fen,
    Number,
    Percent,
    Rate,
    RateInterval,
    Share,
    refusal,
)
from penaltybench.ruleset.models.common import FactId, Model, one_of, readable
from penaltybench.text import Text

_COMPANIONS: Mapping[str, tuple[tuple[str, ...], Text]] = {
    "rate": (
        ("per", "percent_of"),
        Text("每单位收多少，或者收百分之几", "how much for a unit, or which percentage"),
    ),
    "of": (
        ("scale",),
        Text("分段计算的金额要素", "the money fact that the bands divide"),
    ),
}
"""Keys that only stand beside one of others, and what they say."""


def listed(value: Any) -> Any:
    """Return a list of what stands for itself."""
    return [value] if isinstance(value, str | dict) else value


FactIds = Annotated[
    tuple[FactId, ...],
    BeforeValidator(listed, json_schema_input_type=FactId | tuple[FactId, ...]),
    Field(min_length=1),
]
"""A fact, or several that are multiplied: square metres and days."""


def in_unit(data: Mapping[str, Any], key: str, unit: str) -> None:
    """Refuse a rate or an end of it that is not written in ``unit``."""
    value = data.get(key)
    if not isinstance(value, str):
        return
    for end in value.strip(" [()]").split(".."):
        if end.strip() and not end.strip().endswith(unit):
            example = "1%" if unit == "%" else "1元"
            raise refusal(
                f"“{value}”应以“{unit}”为单位|“{value}” should be in {unit}",
                remedy=f"请写明单位，如 {example}|write the unit, such as {example}",
                at=(key,),
            )


class BandFile(Model):
    """A band of a scale: ``amount`` for the whole band, or ``rate`` on what lies inside it."""

    up_to: Fen | None = None
    amount: Fen | None = None
    rate: Percent | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_way(cls, data: Any) -> Any:
        if readable(cls, data):
            one_of(
                data,
                ("amount", "rate"),
                "整段一个数额的写 amount，按比例的写 rate|"
                "amount for the whole band, rate for a percentage of what lies in it",
            )
        return data


class ChargeFile(Model):
    """A part of a standard: an amount, a rate per unit, a percentage, or a scale of bands.

    ``share`` takes a fraction of the part, ``at_least`` and ``at_most`` bound it afterwards.
    """

    amount: RateInterval | None = None
    per: FactIds | None = None
    percent_of: FactId | None = None
    rate: RateInterval | None = None
    scale: str | None = None
    of: FactId | None = None
    each: Annotated[Number, Field(gt=0)] | None = None
    started: Literal["exact", "whole", "full"] = "exact"
    beyond: Annotated[Rate, Field(ge=0)] | None = None
    share: Annotated[Share, Field(gt=0, le=1)] | None = None
    at_least: Fen | None = None
    at_most: Fen | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_method(cls, data: Any) -> Any:
        """Check which keys stand together; what they hold is read afterwards."""
        if isinstance(data, str | list):
            raise refusal(
                "收费应写作键和值的映射，如 {amount: 100元}|"
                "a charge is a mapping such as {amount: 100元}",
                "PB0203",
                remedy="请写 amount、per、percent_of 或者 scale|write amount, per, percent_of or scale",
            )
        if not readable(cls, data):
            return data
        one_of(
            data,
            ("amount", "per", "percent_of", "scale"),
            "相加的几部分写成列表：charge: [{…}, {…}]|"
            "parts that are added up are a list: charge: [{…}, {…}]",
        )
        _check_companions(data)
        _check_beyond(data)
        if "amount" in data:
            in_unit(data, "amount", "元")
        if "rate" in data:
            in_unit(data, "rate", "%" if "percent_of" in data else "元")
        return data

    @model_validator(mode="after")
    def _order_of_bounds(self) -> ChargeFile:
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise refusal(
                "下限 at_least 高于上限 at_most|at_least is above at_most",
                "PB0205",
                remedy="请核对两个数额|check the two amounts",
                at=("at_least",),
            )
        if self.per is not None and len(set(self.per)) != len(self.per):
            raise refusal(
                "同一要素写了两次，会被自乘|a fact stands here twice, and would be squared",
                remedy="请删去重复的要素|remove the repetition",
                at=("per",),
            )
        return self


def _check_companions(data: Mapping[str, Any]) -> None:
    """Refuse a key without the one that it goes with, and the other way round."""
    for key, (methods, what) in _COMPANIONS.items():
        used = [name for name in methods if name in data]
        zh, en = " 或 ".join(methods), " or ".join(methods)
        if key in data and not used:
            raise refusal(
                f"{key} 应与 {zh} 同写|{key} goes with {en}",
                remedy=f"请删去 {key}，或者改用 {zh}|remove {key}, or use {en}",
                at=(key,),
            )
        if used and key not in data:
            raise refusal(
                f"{used[0]} 缺少 {key}|{used[0]} lacks {key}",
                "PB0202",
                remedy=f"请补写 {key}：{what.zh}|add {key}: {what.en}",
                at=(used[0],),
            )
    for key in ("each", "started"):
        if key in data and "per" not in data:
            raise refusal(
                f"{key} 只用于 per|{key} belongs to per",
                remedy=f"请删去 {key}|remove {key}",
                at=(key,),
            )


def _check_beyond(data: Mapping[str, Any]) -> None:
    beyond = data.get("beyond")
    if not isinstance(beyond, str):
        return
    money = beyond.strip().endswith("元")
    problem = None
    if "per" not in data and "percent_of" not in data:
        problem = "beyond 只用于 per 和 percent_of|beyond belongs to per and percent_of"
        remedy = "请删去 beyond|remove beyond"
    elif isinstance(data.get("per"), list) and len(data["per"]) > 1:
        problem = (
            "beyond 只用于一个要素，不用于几个要素的乘积|beyond is for one fact, not for a product"
        )
        remedy = "请写成几行，或者删去 beyond|write several rows, or remove beyond"
    elif "percent_of" in data and not money:
        problem = f"“{beyond}”应为金额，以“元”为单位|“{beyond}” should be money, in 元"
        remedy = "请写明单位，如 20万元|write the unit, such as 20万元"
    elif "per" in data and (money or beyond.strip().endswith("%")):
        problem = f"“{beyond}”应为数量，不带“元”和“%”|“{beyond}” should be a number without 元 or %"
        remedy = "请写要素的数量，如 5|write a number of units, such as 5"
    if problem is not None:
        raise refusal(problem, remedy=remedy, at=("beyond",))
