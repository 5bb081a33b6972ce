"""Conditions: unary tests over facts, parsed, evaluated in three values, and described."""

from penaltybench.condition.describe import Wording, describe, describe_test
from penaltybench.condition.evaluate import Truth, evaluate, unknown_facts
from penaltybench.condition.model import (
    ALWAYS,
    Anything,
    Compare,
    Condition,
    Not,
    OneOf,
    UnaryTest,
    Within,
    fact_names,
)
from penaltybench.condition.parse import parse_test

__all__ = [
    "ALWAYS",
    "Anything",
    "Compare",
    "Condition",
    "Not",
    "OneOf",
    "Truth",
    "UnaryTest",
    "Within",
    "Wording",
    "describe",
    "describe_test",
    "evaluate",
    "fact_names",
    "parse_test",
    "unknown_facts",
]
