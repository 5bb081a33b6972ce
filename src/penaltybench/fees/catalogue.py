"""The catalogue of fees (目录清单) of a place on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from penaltybench.fees.listed import Listed, by_department, entries_of
from penaltybench.fees.listed_render import CatalogueForm, catalogue_data, catalogue_text
from penaltybench.ruleset.load import Catalogue
from penaltybench.text import Language


@dataclass(frozen=True)
class FeeCatalogue(Listed):
    """The fee items on a day: who charges whom for what, by which standard, and which have ended."""

    def render(self, language: Language = "zh", form: CatalogueForm = "text") -> str:
        """Return the catalogue as plain ``text``, ``markdown`` or ``csv``."""
        return catalogue_text(self, language, form)

    def to_dict(self) -> dict[str, Any]:
        """Return the catalogue as JSON data (``penaltybench/fee-catalogue/1``); dates in ISO form."""
        return catalogue_data(self)


def fee_catalogue(catalogue: Catalogue, on: dt.date, under: str = "") -> FeeCatalogue:
    """Return the fee items on a day whose id is ``under`` or begins with it; all without it.

    Items that are not in force yet are left out.
    """
    entries = list(entries_of(catalogue, on, under))
    return FeeCatalogue(
        on,
        under,
        by_department([entry for entry in entries if entry.is_charged]),
        by_department([entry for entry in entries if not entry.is_charged]),
    )
