"""A charge that is asked for: which fee item, on which day, and what is known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from penaltybench.case import Day
from penaltybench.given import as_model, whole
from penaltybench.source import KeyPath, Source


class FeeCase(BaseModel):
    """A charge that is asked for.

    ``fee`` is the id of a fee item, ``on`` the day of the charge (收费之日). ``facts`` maps fact ids to
    values as in :class:`penaltybench.Case`: money in yuan, enums by their word; a fact that is not
    there is unknown.

    Raises pydantic.ValidationError on a wrong shape; :func:`read_fee_case` gives diagnostics instead.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, hide_input_in_errors=True
    )

    fee: str
    on: Day
    facts: Mapping[str, Any] = Field(default_factory=dict)
    note: str | None = None


def read_fee_case(path: Path | str) -> FeeCase:
    """Return the case in a YAML or JSON file; raises CaseError with the place of every fault."""
    source = whole(path)
    return fee_case_from_tree(source.tree, source)


def fee_case_from_data(data: Mapping[str, Any]) -> FeeCase:
    """Return the case that a program gives as a mapping; raises CaseError with every fault."""
    return fee_case_from_tree(dict(data), Source("case"))


def fee_case_from_tree(tree: Any, source: Source, at: KeyPath = ()) -> FeeCase:
    """Return the case that ``tree`` (standing at ``at`` in ``source``) writes, or raise CaseError."""
    return as_model(FeeCase, tree, source, at, "fee, on, facts")
