"""Facts and conditions as an author writes them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from penaltybench.ruleset.literals import Bilingual, Flag, refusal
from penaltybench.ruleset.models.common import Citations, Model
from penaltybench.values import FactType


def _test_source(value: Any) -> Any:
    if isinstance(value, list):
        if value and all(isinstance(part, str) for part in value):
            return tuple(value)
    elif isinstance(value, str):
        return value
    raise refusal("条件应为文字或文字的列表|a test is a text or a list of texts", "PB0203")


TestSource = Annotated[
    str | tuple[str, ...],
    BeforeValidator(_test_source),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "number", "boolean"]},
                {"type": "array", "items": {"type": ["string", "number", "boolean"]}},
            ],
            "description": "a unary test: < 1万元, [3..6), [none, minor], not(serious), true",
        }
    ),
]


def _condition(value: Any) -> Any:
    if isinstance(value, dict):
        tests = {key: test for key, test in value.items() if key != "any"}
        return {"tests": tests, "any": value.get("any", [])}
    return value


class ConditionFile(Model):
    """A condition as written: facts to tests, and ``any:`` alternatives."""

    tests: dict[str, TestSource] = Field(default_factory=dict)
    any: tuple[ConditionSource, ...] = ()


ConditionSource = Annotated[
    ConditionFile,
    BeforeValidator(_condition),
    WithJsonSchema(
        {
            "type": "object",
            "description": "fact: unary test; all must hold. any: alternatives",
            "properties": {"any": {"type": "array", "items": {"type": "object"}}},
            "additionalProperties": {
                "anyOf": [{"type": ["string", "number", "boolean"]}, {"type": "array"}]
            },
        }
    ),
]


class Unascertainable(Model):
    """What "cannot be ascertained" counts as: the lightest level or a value."""

    counts_as: Annotated[
        str, WithJsonSchema({"type": ["string", "number", "boolean"]}), Field(alias="as")
    ]
    cite: Citations = ()


class Derivation(Model):
    """Completed ``years``, ``months`` or ``days`` from one date fact to another."""

    years: tuple[str, str] | None = None
    months: tuple[str, str] | None = None
    days: tuple[str, str] | None = None
    until: Literal["day", "day_before"] = "day"

    @model_validator(mode="after")
    def _one(self) -> Derivation:
        if sum(unit is not None for unit in (self.years, self.months, self.days)) != 1:
            raise refusal("应写 years、months、days 之一|one of years, months, days is needed")
        return self


class FactFile(Model):
    """A declared, typed input."""

    type: FactType
    label: Bilingual
    describe: Bilingual | None = None
    unit: Bilingual | None = None
    domain: TestSource | None = None
    values: dict[str, Bilingual] | None = None
    worse: (
        Annotated[
            Literal["higher", "lower", "later", "earlier", "true", "false"],
            WithJsonSchema(
                {"enum": ["higher", "lower", "later", "earlier", "true", "false", True, False]}
            ),
        ]
        | None
    ) = None
    changeable: Flag = False
    unascertainable: Unascertainable | None = None
    several: Literal["heaviest"] | None = None
    derive: Derivation | None = None
    cite: Citations = ()

    @model_validator(mode="after")
    def _coherent(self) -> FactFile:
        if (self.values is not None) != (self.type is FactType.ENUM):
            raise refusal(
                "枚举要素必须写 values，其他要素不能写|an enum needs values, others have none"
            )
        if (
            self.domain is None
            and self.derive is None
            and self.type
            in (
                FactType.INTEGER,
                FactType.DECIMAL,
            )
        ):
            raise refusal("整数和十进制要素必须写 domain|an integer or decimal fact needs a domain")
        words = {
            FactType.BOOLEAN: ("true", "false"),
            FactType.ENUM: ("later", "earlier"),
            FactType.DATE: ("later", "earlier"),
        }.get(self.type, ("higher", "lower"))
        if self.worse is not None and self.worse not in words:
            raise refusal(
                f"worse 应为 {'、'.join(words)}|worse should be one of {', '.join(words)}"
            )
        if self.several and not (self.type is FactType.ENUM and self.worse):
            raise refusal(
                "several 只用于写明 worse 的枚举要素|several is for enums that declare worse"
            )
        return self
