"""What people read, kept as a whole: a change of wording or of the result shows in the comparison."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from golden.comparing import compare

from penaltybench import Library, Recommendation, load, read_case

FOLDER = Path(__file__).parent / "explanations"
CASES = sorted(FOLDER.glob("*.yaml"))
TEXTS: dict[str, Callable[[Recommendation], str]] = {
    "explanation.zh.txt": lambda found: found.explain("zh"),
    "explanation.en.txt": lambda found: found.explain("en"),
    "explanation.zh.md": lambda found: found.explain("zh", "markdown"),
    "explanation.en.md": lambda found: found.explain("en", "markdown"),
    "statement.zh.txt": lambda found: found.statement("zh") + "\n",
    "statement.en.txt": lambda found: found.statement("en") + "\n",
    "recommendation.json": lambda found: (
        json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n"
    ),
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_text_is_as_kept(library: Library, case: Path, text: str) -> None:
    found = library.recommend(read_case(case))
    # The digest changes with every correction of a note in a ruleset, the words do not.
    digest = found.edition.digest
    written = TEXTS[text](found).replace(digest, "DIGEST").replace(digest[:16], "DIGEST")
    compare(FOLDER / case.stem / text, written)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_same_again(library: Library, case: Path) -> None:
    first, second = (library.recommend(read_case(case)) for _ in range(2))
    for write in TEXTS.values():
        assert write(first) == write(second)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_language_has_its_own_punctuation(library: Library, case: Path) -> None:
    found = library.recommend(read_case(case))
    english = re.sub(r"- (?:Note|Source): .*", "", found.explain("en")) + found.statement("en")
    # Names and quotations are in Chinese there too, so only what touches a letter counts.
    assert not re.findall(r".*(?:[A-Za-z)] ?[：（；，。、]|[：（）；，。、] ?[A-Za-z(]).*", english)
    assert not re.findall(r".*: .*", found.explain("zh") + found.statement("zh"))


def test_every_kept_text_belongs_to_a_case() -> None:
    kept = {path.relative_to(FOLDER) for path in FOLDER.rglob("*") if path.parent != FOLDER}
    assert kept == {Path(case.stem, text) for case in CASES for text in TEXTS}
