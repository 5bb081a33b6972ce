"""How well worked cases exercise a ruleset: coverage, cases to add, and mutants that go unnoticed."""

from penaltybench.adequacy.coverage import Coverage, coverage_of
from penaltybench.adequacy.generate import Generated, generate_cases
from penaltybench.adequacy.mutants import Mutant, MutationReport, mutate

__all__ = [
    "Coverage",
    "Generated",
    "Mutant",
    "MutationReport",
    "coverage_of",
    "generate_cases",
    "mutate",
]
