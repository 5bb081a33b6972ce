"""What people read of an assessment, kept as a whole."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from golden.comparing import compare

from penaltybench import Assessment, Library, load, read_fee_case

FOLDER = Path(__file__).parent / "assessments"
CASES = sorted(FOLDER.glob("*.yaml"))
TEXTS: dict[str, Callable[[Assessment], str]] = {
    "explanation.zh.txt": lambda found: found.explain("zh"),
    "explanation.en.md": lambda found: found.explain("en", "markdown"),
    "assessment.json": lambda found: (
        json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n"
    ),
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_text_is_as_kept(library: Library, case: Path, text: str) -> None:
    found = library.assess(read_fee_case(case))
    # The digests change with every correction of a note in a ruleset, the words do not.
    written = re.sub(r"\b[0-9a-f]{16}(?:[0-9a-f]{48})?\b", "DIGEST", TEXTS[text](found))
    compare(FOLDER / case.stem / text, written)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_language_has_its_own_punctuation(library: Library, case: Path) -> None:
    found = library.assess(read_fee_case(case))
    english = re.sub(r"- Source: .*", "", found.explain("en"))
    # Names and quotations are in Chinese there too, so only what touches a letter counts.
    assert not re.findall(r".*(?:[A-Za-z)] ?[：（；，。、]|[：（）；，。、] ?[A-Za-z(]).*", english)
    assert not re.findall(r".*: .*", found.explain("zh"))


def test_every_kept_text_belongs_to_a_case() -> None:
    kept = {path.relative_to(FOLDER) for path in FOLDER.rglob("*") if path.parent != FOLDER}
    assert kept == {Path(case.stem, text) for case in CASES for text in TEXTS}
