"""The reference pages of the diagnostics, which travel with the package."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from penaltybench.text import Language

_TITLES = {"zh": "中文", "en": "English"}


def pages_folder() -> Path:
    """Return the folder of the pages, one ``PBxxxx.md`` for each code."""
    installed = Path(str(files("penaltybench"))) / "_diagnostics"
    if installed.is_dir():
        return installed
    # A checkout that was installed in place keeps the pages where they are edited.
    return Path(__file__).resolve().parents[3] / "docs" / "reference" / "diagnostics"


@cache
def page(code: str, language: Language) -> str | None:
    """Return what the page of a code says in a language, in Markdown; None if it has no page."""
    try:
        text = (pages_folder() / f"{code}.md").read_text(encoding="utf-8")
    except OSError:
        return None
    pattern = rf"^## {_TITLES[language]}\n(.*?)(?=^## |\Z)"
    found = re.search(pattern, text, re.DOTALL | re.MULTILINE)
    return found[1].strip() if found else None


def first_paragraph(markdown: str) -> str:
    """Return the first paragraph as plain text on one line."""
    plain = re.sub(r"[*`]", "", markdown.split("\n\n")[0])
    return " ".join(plain.split("\n")).strip()
