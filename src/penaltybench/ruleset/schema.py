"""The JSON Schema of ruleset files, for editors that complete and check while an author types."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from penaltybench.ruleset.models import RulesetFile


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a ruleset file of any kind."""
    adapter: TypeAdapter[Any] = TypeAdapter(RulesetFile)
    schema = adapter.json_schema(by_alias=True, mode="validation")
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": "penaltybench ruleset",
        "description": "One edition of a discretion benchmark. See docs/reference/ruleset-format.md.",
        **schema,
    }
