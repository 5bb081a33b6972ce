"""The words that every part of a ruleset file uses: ids, grades, kinds, citations, provenance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from penaltybench.ruleset.literals import Day, refusal


class Model(BaseModel):
    """Frozen; unknown keys are refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=False
    )


def readable(model: type[Model], data: Any) -> bool:
    """Return whether data has only keys of the model: any other is a fault that comes first."""
    known = {info.alias or name for name, info in model.model_fields.items()}
    return isinstance(data, dict) and set(data) <= known


def one_of(data: Mapping[str, Any], keys: Sequence[str], remedy: str) -> None:
    """Refuse data that has none, or several, of the keys."""
    given = [key for key in keys if data.get(key) is not None]
    zh, en = "、".join(keys), ", ".join(keys)
    if not given:
        raise refusal(f"应写 {zh} 之一|one of {en} is needed", "PB0202", remedy=remedy)
    if len(given) > 1:
        raise refusal(
            f"{zh} 只能写一个，写了 {'、'.join(given)}|"
            f"only one of {en} may stand here, not {' and '.join(given)}",
            remedy=remedy,
            at=(given[1],),
        )


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$", max_length=120)]
FactId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]


class Grade(StrEnum):
    """The ordered grades (裁量阶次), from the lightest to the heaviest."""

    EXEMPT = "exempt"
    MITIGATED = "mitigated"
    LENIENT = "lenient"
    ORDINARY = "ordinary"
    SEVERE = "severe"

    @property
    def rank(self) -> int:
        """0 (exempt) to 4 (severe)."""
        return list(Grade).index(self)


class PenaltyKind(StrEnum):
    """The penalty kinds of 行政处罚法 (2021) art. 9 other than the fine."""

    WARNING = "warning"
    CRITICISM = "criticism"
    CONFISCATE_GAINS = "confiscate_gains"
    CONFISCATE_GOODS = "confiscate_goods"
    SUSPEND_LICENCE = "suspend_licence"
    DOWNGRADE = "downgrade"
    REVOKE_LICENCE = "revoke_licence"
    RESTRICT_BUSINESS = "restrict_business"
    SUSPEND_BUSINESS = "suspend_business"
    CLOSE = "close"
    RESTRICT_EMPLOYMENT = "restrict_employment"
    DETAIN = "detain"


Status = Literal["in-force", "ended", "draft", "example"]
Force = Literal["shall", "may"]
Effect = Literal["exempt", "mitigated", "lenient", "lenient_or_mitigated", "severe", "no_leniency"]


class Citation(Model):
    """A place in a statute or document; ``text`` is verbatim or absent."""

    law: str
    article: str | None = None
    edition: Day | None = None
    text: str | None = None

    def __str__(self) -> str:
        return f"{self.law}{self.article or ''}"


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


Citations = Annotated[
    tuple[Citation, ...],
    BeforeValidator(_listed, json_schema_input_type=Citation | tuple[Citation, ...]),
]
"""One citation or a list."""


class Effective(Model):
    """The days on which an edition is in force; ``until`` is the last one."""

    start: Annotated[Day, Field(alias="from")]
    until: Day | None = None


class Issued(Model):
    """Who issued the instrument, and by which document."""

    by: str
    document: str | None = None
    on: Day | None = None
    url: str | None = None


class Provenance(Model):
    """Where the words and figures were read, and how sure we are of them."""

    text: str
    sure: Literal["high", "medium", "low"]
    note: str | None = None


class Suppression(Model):
    """A diagnostic that is accepted, with the reason."""

    code: Annotated[str, Field(pattern=r"^PB\d{4}$")]
    at: str
    reason: Annotated[str, Field(min_length=8)]


class WordingFile(Model):
    """What the source's 以上 and 以下 include."""

    above: Annotated[Literal["includes", "excludes"], Field(alias="以上")] = "includes"
    below: Annotated[Literal["includes", "excludes"], Field(alias="以下")] = "includes"
    cite: Citations = ()
