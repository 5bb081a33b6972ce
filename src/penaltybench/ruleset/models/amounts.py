"""Statutory ranges, bands, rates and increments as an author writes them."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator

from penaltybench.interval import Interval
from penaltybench.money import parse_fen
from penaltybench.ruleset.literals import (
    Fen,
    Number,
    RateInterval,
    parse_interval,
    parse_rate,
    parsed,
    refusal,
)
from penaltybench.ruleset.models.common import Citations, FactId, Model
from penaltybench.text import Text
from penaltybench.values import parse_percent


class FactReference(Model):
    """An amount that the case gives, in a money fact."""

    fact: FactId


class End(Model):
    """An end of a band: money, or a share of the statutory minimum, maximum or middle."""

    of: Literal["money", "minimum", "middle", "maximum"]
    factor: Fraction = Fraction(1)
    fen: int = 0


def parse_end(text: str) -> End:
    """Return the end that ``5万元``, ``minimum`` or ``50% of maximum`` writes."""
    share, of_word, reference = text.partition(" of ")
    if of_word:
        reference, factor = reference.strip(), parse_percent(share)
    else:
        reference, factor = text, Fraction(1)
    match reference:
        case "minimum" | "middle" | "maximum":
            return End(of=reference, factor=factor)
    if of_word:
        raise ValueError(
            "应为 minimum、middle 或 maximum 的百分比|a share of minimum, middle or maximum is expected"
        )
    return End(of="money", fen=parse_fen(text, unit_needed=True))


def _parsed_end(value: Any) -> Any:
    return parsed(parse_end, value) if isinstance(value, str) else value


def _parsed_band(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    band = parsed(lambda text: parse_interval(text, parse_end), value)
    low, high = band.low, band.high
    if low is None or high is None:
        raise refusal(f"“{value}”缺少一端|“{value}” lacks an end")
    first, last = (Fraction(e.fen) if e.of == "money" else e.factor for e in (low, high))
    if low.of == high.of and Interval(first, last, band.low_open, band.high_open).is_empty:
        raise refusal(
            f"“{value}”下限高于上限|“{value}” has its low end above the high one", "PB0205"
        )
    return band


EndSource = Annotated[
    End,
    BeforeValidator(_parsed_end),
    WithJsonSchema(
        {"type": "string", "description": "5万元, minimum, middle, maximum, 50% of maximum"}
    ),
]
Band = Annotated[
    Interval[End],
    BeforeValidator(_parsed_band),
    WithJsonSchema(
        {"type": "string", "description": "[2万元..5万元), (minimum..50% of maximum], 2000元"}
    ),
]


class Quantity(Model):
    """What a rate is applied to: nothing (absolute), a multiple, a percentage or units of a fact."""

    times_of: FactId | None = None
    percent_of: FactId | None = None
    per: FactId | None = None
    base_at_least: Fen | None = None
    at_least: Fen | None = None
    at_most: Fen | None = None
    each: Annotated[Number, Field(gt=0)] | None = None
    started: Literal["exact", "whole", "full"] = "exact"
    beyond: Annotated[Number, Field(ge=0)] | None = None

    @property
    def base(self) -> str | None:
        """The fact that is counted or multiplied; None for an absolute amount."""
        return self.times_of or self.percent_of or self.per

    @model_validator(mode="after")
    def _one_base(self) -> Quantity:
        if sum(base is not None for base in (self.times_of, self.percent_of, self.per)) > 1:
            raise refusal(
                "times_of、percent_of、per 只能写一个|only one of times_of, percent_of, per"
            )
        if self.per is None and (self.each, self.beyond, self.started) != (None, None, "exact"):
            raise refusal("each、started、beyond 只用于 per|each, started, beyond belong to per")
        return self


def _in_unit(value: Any, info: ValidationInfo) -> Any:
    """Refuse a rate that is not written in the unit of its quantity: 元, %, or none for a multiple."""
    if not isinstance(value, str):
        return value
    if info.field_name == "share" or info.data.get("percent_of"):
        unit = "%"
    else:
        unit = "" if info.data.get("times_of") else "元"
    for end in value.strip(" [()]").split(".."):
        written = end.strip()
        if written and (written[-1] if written[-1] in "%元" else "") != unit:
            wanted = (
                Text(f"应以“{unit}”为单位", f"in {unit}")
                if unit
                else Text("应为倍数", "a multiple")
            )
            raise refusal(f"“{value}”{wanted.zh}|“{value}” should be {wanted.en}")
    return value


def _rate_or_fact(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"fact"} and isinstance(value["fact"], str):
            return FactReference(fact=value["fact"])
        raise refusal(
            "应为金额、数，或 {fact: …}|money, a number or {fact: …} is expected", "PB0203"
        )
    return parsed(parse_rate, value) if isinstance(value, str) else value


RateOrFact = Annotated[
    Fraction | FactReference,
    BeforeValidator(_rate_or_fact),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "number"]},
                {
                    "type": "object",
                    "properties": {"fact": {"type": "string"}},
                    "required": ["fact"],
                    "additionalProperties": False,
                },
            ],
            "description": "5万元, 10, 5%, or {fact: id} for an amount that the case gives",
        }
    ),
]


class FineRange(Quantity):
    """The fine that a statute allows."""

    min: Annotated[RateOrFact | None, BeforeValidator(_in_unit)] = None
    max: Annotated[RateOrFact, BeforeValidator(_in_unit)]
    assumed_min: EndSource | None = None
    cite: Citations = ()

    @model_validator(mode="after")
    def _ordered(self) -> FineRange:
        if (
            isinstance(self.min, Fraction)
            and isinstance(self.max, Fraction)
            and self.min > self.max
        ):
            raise refusal("下限高于上限|the minimum is above the maximum", "PB0205")
        if self.assumed_min is not None and self.min is not None:
            raise refusal(
                "已有下限，不能再写 assumed_min|assumed_min is for ranges without a minimum"
            )
        return self


class Increment(Model):
    """``add`` for each started, full or exact unit of a fact beyond a number."""

    per: FactId
    add: Fen
    each: Annotated[Number, Field(gt=0)] | None = None
    started: Literal["exact", "whole", "full"] = "exact"
    beyond: Annotated[Number, Field(ge=0)] | None = None
    at_most: Fen | None = None


class TierFine(Quantity):
    """The fine of a tier: one of ``amount``, ``share``, or a ``range`` of a quantity."""

    amount: Band | None = None
    share: Annotated[RateInterval | None, BeforeValidator(_in_unit)] = None
    range: Annotated[RateInterval | None, BeforeValidator(_in_unit)] = None
    plus: tuple[Increment, ...] = ()

    @model_validator(mode="after")
    def _one_method(self) -> TierFine:
        if sum(way is not None for way in (self.amount, self.share, self.range)) != 1:
            raise refusal("应写 amount、share、range 之一|one of amount, share, range is needed")
        if (self.range is not None) != (self.base is not None):
            raise refusal(
                "range 应与 times_of、percent_of、per 之一同写|range goes with times_of, percent_of or per"
            )
        if self.share and self.share.high is not None and self.share.high > 1:
            raise refusal("share 超过 100%|a share above 100%")
        return self
