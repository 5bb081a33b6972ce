"""Invariant 3: the order of rows does not matter, and the same input gives the same bytes."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from penaltybench.testing import case_data, library_of, rulesets, write_rulesets
from penaltybench.testing.rulesets import PENALTY

PRINT = """
import json, sys
from pathlib import Path
from penaltybench.diagnostics import CaseError
from penaltybench.library import Library
from penaltybench.ruleset import load_catalogue

for folder in sorted(Path(sys.argv[1]).iterdir()):
    library = Library(*load_catalogue([folder / "rulesets"]))
    for case in json.loads((folder / "cases.json").read_text(encoding="utf-8")):
        try:
            found = library.recommend(case)
        except CaseError as error:
            print(error)
            continue
        print(json.dumps(found.to_dict(), ensure_ascii=False))
        for language in ("zh", "en"):
            print(found.explain(language), found.explain(language, "markdown"))
            print(found.statement(language))
"""


def rows_can_move(trees):
    """Whether the order of rows has no meaning: nothing moves to the next row."""
    unique = all(s.get("tiers", {}).get("hit") != "first" for s in trees[-1]["schedules"])
    return unique and "shift" not in str([tree.get("adjust") for tree in trees])


def shuffled(trees, seed):
    copy = json.loads(json.dumps(trees))
    for tree in copy:
        for schedule in tree.get("schedules", []):
            random.Random(seed).shuffle(schedule.get("tiers", {}).get("rows", []))
    return copy


def seen(library, case):
    """Return what is recommended, without what names the file."""
    found = library.recommend(case).to_dict()
    del found["edition"]
    return found


@given(rulesets().filter(rows_can_move), st.data(), st.integers())
def test_the_order_of_rows_does_not_matter(trees, data, seed):
    library, other = library_of(*trees), library_of(*shuffled(trees, seed))
    case = data.draw(case_data(library.standard(PENALTY).latest, complete=True))
    assert seen(library, case) == seen(other, case)


@given(rulesets().filter(rows_can_move), st.data(), st.integers())
def test_the_order_of_rows_does_not_matter_while_facts_are_unknown(trees, data, seed):
    library, other = library_of(*trees), library_of(*shuffled(trees, seed))
    case = data.draw(case_data(library.standard(PENALTY).latest))
    for one, two in zip(
        library.recommend(case).results, other.recommend(case).results, strict=True
    ):
        assert (one.status, one.grades, one.fine) == (two.status, two.grades, two.fine)
        assert set(one.penalties) == set(two.penalties)
        assert {option.tier and option.tier.id for option in one.options} == {
            option.tier and option.tier.id for option in two.options
        }


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed(tmp_path):
    drawn = []

    @settings(max_examples=25, phases=[Phase.generate], derandomize=True, database=None)
    @given(rulesets(), st.data())
    def collect(trees, data):
        edition = library_of(*trees).standard(PENALTY).latest
        drawn.append((trees, [data.draw(case_data(edition)) for _ in range(3)]))

    collect()
    for number, (trees, cases) in enumerate(drawn):
        folder = tmp_path / f"{number:02}"
        write_rulesets(folder / "rulesets", *trees)
        (folder / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    first, second = (printed(tmp_path, seed) for seed in ("0", "4711"))
    assert first.count(b"\n") > 100
    assert first == second


def printed(folder: Path, seed: str) -> bytes:
    source = Path(__file__).resolve().parents[2] / "src"
    path = os.pathsep.join([str(source), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": path}
    run = subprocess.run(
        [sys.executable, "-c", PRINT, str(folder)], env=environment, capture_output=True, check=True
    )
    return run.stdout
