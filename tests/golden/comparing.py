"""Texts compared with the ones that are kept. ``UPDATE_GOLDEN=1`` writes them anew instead."""

import os
from pathlib import Path

UPDATING = os.environ.get("UPDATE_GOLDEN") == "1"


def compare(kept: Path, text: str) -> None:
    """Assert that ``text`` is what ``kept`` holds, or write it there."""
    if UPDATING:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(text, encoding="utf-8", newline="\n")
    assert kept.is_file(), f"{kept} is not there: run with UPDATE_GOLDEN=1 and read what comes out"
    assert text == kept.read_text(encoding="utf-8")
