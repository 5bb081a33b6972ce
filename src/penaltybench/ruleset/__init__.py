"""Rulesets: the models of their files, loading, linking, and the editions that come out."""

from penaltybench.ruleset.edition import Circumstance, Edition, Points, Row, Schedule, Tiers
from penaltybench.ruleset.load import Catalogue, Standard, load_catalogue
from penaltybench.ruleset.models import Citation, Grade, PenaltyKind
from penaltybench.ruleset.published import Fact

__all__ = [
    "Catalogue",
    "Circumstance",
    "Citation",
    "Edition",
    "Fact",
    "Grade",
    "PenaltyKind",
    "Points",
    "Row",
    "Schedule",
    "Standard",
    "Tiers",
    "load_catalogue",
]
