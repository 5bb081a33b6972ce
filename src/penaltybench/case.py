"""The case: which standard, when the conduct took place, and what is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from penaltybench.diagnostics import CaseError, Diagnostic, Place
from penaltybench.inspection_finding import InspectionFinding
from penaltybench.period import Period, parse_date
from penaltybench.ruleset.shape import what_is_wanted
from penaltybench.source import KeyPath, Source, dotted, read_file
from penaltybench.text import Text, closest


def _refusal(code: str, zh: str, en: str) -> PydanticCustomError:
    return PydanticCustomError(code, "{zh} ({en})", {"zh": zh, "en": en})


def _day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return parse_date(value)
        except ValueError:
            raise _refusal("PB0204", f"“{value}”不是日期", f"“{value}” is not a date") from None
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise _refusal("PB0204", "日期应写作 2024-05-26", "a date is written 2024-05-26")


def _period(value: Any) -> Any:
    if isinstance(value, Period):
        return value
    if isinstance(value, Mapping):
        unknown = set(value) - {"from", "to"}
        if unknown or set(value) != {"from", "to"}:
            raise _refusal(
                "PB0203",
                "期间应写作 {from: 日期, to: 日期}",
                "a period is written {from: date, to: date}",
            )
        start, end = _day(value["from"]), _day(value["to"])
        if end < start:
            raise _refusal("PB0309", "终了之日早于开始之日", "the period ends before it starts")
        return Period(start, end)
    day = _day(value)
    return Period(day, day)


Day = Annotated[dt.date, BeforeValidator(_day)]
Conduct = Annotated[Period, BeforeValidator(_period)]


def _circumstances(value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, Mapping):
        # Text is what a YAML file gives.
        words = {"true": True, "false": False}
        return {k: words.get(v, v) if isinstance(v, str) else v for k, v in value.items()}
    if isinstance(value, list | tuple) and all(isinstance(name, str) for name in value):
        return tuple(value)
    raise _refusal(
        "PB0203",
        "情节应为列表，或情节到 true、false 的映射",
        "circumstances are a list, or a mapping to true or false",
    )


Circumstances = Annotated[
    tuple[str, ...] | Mapping[str, bool] | None, BeforeValidator(_circumstances)
]


class Case(BaseModel):
    """A case to be decided.

    ``ruleset`` is an id. ``conduct`` is the day of the conduct, or ``{"from": day, "to": day}`` for
    continuing conduct. ``act`` names the act: cases with the same name are one act under several norms
    (see :mod:`penaltybench.concurrence`). ``facts`` maps fact ids to values: money in yuan (``8000``,
    ``Decimal("0.5")``, ``"1万元"``), enums by their word, dates as dates or ISO text; a fact that is
    not there is unknown. ``circumstances`` lists the circumstances that were found: an empty list
    says that all were examined and none was found, None that they were not examined. A mapping of
    circumstances to booleans says it of those that it names, and leaves the others unexamined.
    ``unascertainable`` lists facts that cannot be ascertained (确无法查明). ``inspection`` is the
    finding on the inspection from which the case arises, as its review gives it.

    Raises pydantic.ValidationError on a wrong shape; :func:`read_case` gives diagnostics instead.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, hide_input_in_errors=True
    )

    ruleset: str
    conduct: Conduct
    act: str | None = None
    decided_on: Day | None = None
    filed_on: Day | None = None
    facts: Mapping[str, Any] = Field(default_factory=dict)
    circumstances: Circumstances = None
    unascertainable: tuple[str, ...] = ()
    inspection: InspectionFinding | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _order_of_days(self) -> Case:
        first, last = self.conduct.start, self.conduct.end or self.conduct.start
        # Conduct may go on after the filing, not after the decision.
        for day, earliest in ((self.filed_on, first), (self.decided_on, last)):
            if day is not None and day < earliest:
                raise _refusal(
                    "PB0309",
                    "立案或决定之日早于违法行为",
                    "filing or decision lies before the conduct",
                )
        if self.filed_on and self.decided_on and self.decided_on < self.filed_on:
            raise _refusal("PB0309", "决定早于立案", "the decision lies before the filing")
        return self

    def dates(self) -> dict[str, dt.date]:
        """Return the case's dates as facts."""
        found = {
            "conduct_start": self.conduct.start,
            "conduct_end": self.conduct.end,
            "filed_on": self.filed_on,
            "decided_on": self.decided_on,
        }
        return {name: day for name, day in found.items() if day is not None}


def read_case(path: Path | str) -> Case:
    """Return the case in a YAML or JSON file; raises CaseError with the place of every fault."""
    source = read_file(Path(path))
    if source.diagnostics:
        raise CaseError(source.diagnostics)
    return case_from_tree(source.tree, source)


def case_from_tree(tree: Any, source: Source, at: KeyPath = ()) -> Case:
    """Return the case that ``tree`` (standing at ``at`` in ``source``) writes, or raise CaseError."""
    if not isinstance(tree, dict):
        raise CaseError(
            [
                Diagnostic(
                    "PB0203",
                    Text("案件应为键和值的映射", "a case is a mapping of keys to values"),
                    Text("请写 ruleset、conduct、facts", "write ruleset, conduct, facts"),
                    source.place(at),
                )
            ]
        )
    try:
        return Case.model_validate(tree)
    except ValidationError as error:
        raise CaseError(
            _diagnostic(details, source.place((*at, *details["loc"])))
            for details in error.errors(include_url=False)
        ) from None


def case_from_data(data: Mapping[str, Any]) -> Case:
    """Return the case that a program gives as a mapping; raises CaseError with every fault."""
    return case_from_tree(dict(data), Source("case"))


def _diagnostic(details: Any, place: Place) -> Diagnostic:
    kind, name = details["type"], dotted(tuple(details["loc"]))
    context = details.get("ctx", {})
    if kind.startswith("PB"):
        return Diagnostic(
            kind,
            Text(context["zh"], context["en"]),
            Text("请改正日期", "correct the date"),
            place,
        )
    if kind == "missing":
        return Diagnostic(
            "PB0202",
            Text(f"缺少键 {name}", f"the key {name} is missing"),
            Text(f"请补写 {name}", f"add {name}"),
            place,
        )
    if kind == "extra_forbidden":
        meant = closest(name, Case.model_fields)
        return Diagnostic(
            "PB0201",
            Text(f"键 {name} 未知", f"the key {name} is unknown"),
            Text(f"是否为 {meant}？", f"did you mean {meant}?")
            if meant
            else Text("请删去", "remove it"),
            place,
        )
    wanted = what_is_wanted(details)
    return Diagnostic(
        "PB0203",
        Text(f"{name} 的结构不符：{wanted.zh}", f"wrong shape of {name}: {wanted.en}"),
        Text("请参照案件的写法", "see how a case is written"),
        place,
    )
