"""Comparisons of shipped editions, as a reader gets them: the text in both languages and the note."""

import datetime as dt
from pathlib import Path

import pytest
from golden.comparing import compare as compare_text

from penaltybench import load
from penaltybench.cli.blocks import plain
from penaltybench.cli.diff_text import blocks
from penaltybench.diff import compare
from penaltybench.diff.note import note

KEPT = Path(__file__).parent / "diff"
TRANSPORT = "cn.transport.unlicensed-transport"
LAND = "cn.hunan.natural-resources.illegal-occupation-of-cultivated-land"
PAIRS = {
    "transport-2019-2022": (TRANSPORT, "2022-04-30", "2022-05-01"),
    "transport-2022-2023": (TRANSPORT, "2023-07-19", "2023-07-20"),
    "transport-2019-2023": (TRANSPORT, "2022-04-30", "2023-07-20"),
    "land-2021-2022": (LAND, "2022-02-28", "2022-03-01"),
    "conduct-2026": ("examples.edition-of-conduct", "2026-06-30", "2026-07-01"),
}


@pytest.mark.parametrize("name", PAIRS)
def test_comparison(name: str) -> None:
    ruleset, *days = PAIRS[name]
    standard = load().standard(ruleset)
    old, new = (standard.on(dt.date.fromisoformat(day)) for day in days)
    assert old is not None
    assert new is not None
    found = compare(old, new)
    assert found.is_same is (name == "transport-2019-2022")
    for language in ("zh", "en"):
        text = plain(blocks(found, language))
        compare_text(KEPT / f"{name}.{language}.txt", text)
        compare_text(KEPT / f"{name}.{language}.md", note(found, language))


def test_every_kept_text_belongs_to_a_pair() -> None:
    kept = {path.name for path in KEPT.iterdir()}
    assert kept == {
        f"{name}.{end}" for name in PAIRS for end in ("zh.txt", "en.txt", "zh.md", "en.md")
    }
