"""Every code has its page in the reference, and every page its code."""

import re
from pathlib import Path

import pytest

from penaltybench.diagnostics import CODES, SUPPRESSIBLE

PAGES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "diagnostics"
SECTIONS = {
    "中文": ("**含义：** ", "**为什么：** ", "**避免：**", "**建议：**"),
    "English": ("**What:** ", "**Why:** ", "**Avoid:**", "**Prefer:**"),
}


def text_of(code: str) -> str:
    return (PAGES / f"{code}.md").read_text(encoding="utf-8")


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} - {"README"} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_all_of_it_in_both_languages(code: str) -> None:
    text = text_of(code)
    assert text.startswith(f"# {code} {CODES[code].zh}\n\n{CODES[code].en}\n")
    parts = re.split(r"^## (.*)\n", text, flags=re.MULTILINE)
    assert parts[1::2] == list(SECTIONS)
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        places = [body.find(heading) for heading in SECTIONS[title]]
        assert -1 not in places
        assert places == sorted(places)
        assert len(re.findall(r"^```", body, re.MULTILINE)) == 4
        said = [part.strip() for part in re.findall(r"\*\* (.+)", body)]
        assert all(len(one) >= 6 for one in said)
        assert len(said) == 2
    assert ("可以，须写理由" in text) is (code in SUPPRESSIBLE)


def test_the_index_lists_every_page() -> None:
    index = text_of("README")
    assert re.findall(r"^\| \[(PB\d{4})\]\(\1\.md\)", index, re.MULTILINE) == list(CODES)
    for code, name in CODES.items():
        assert f"| {name.zh} | {name.en} |" in index, code
