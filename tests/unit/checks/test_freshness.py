"""PB0444, PB0445, PB0446: time, reviews, worked cases."""

import datetime as dt
from pathlib import Path

import pytest
from made import STATUTES, VIOLATION, ruleset

from penaltybench.checks.editions import check_editions
from penaltybench.checks.freshness import check_freshness, check_worked_cases
from penaltybench.ruleset.load import load_catalogue
from penaltybench.testing import library_of
from penaltybench.testing.trees import write_rulesets

ISSUED = {"status": "in-force", "issued": {"by": "示例机关"}}


def stale(day: str, *trees) -> list[str]:
    library = library_of(STATUTES, *trees)
    return [fault.code for fault in check_freshness(library.catalogue, dt.date.fromisoformat(day))]


@pytest.mark.parametrize(("day", "is_stale"), [("2027-12-31", False), ("2028-01-01", True)])
def test_a_review_is_stale_after_two_years(day, is_stale) -> None:
    assert stale(day, ruleset(**ISSUED)) == ["PB0445"] * is_stale


def test_only_what_is_in_force_then_need_be_reviewed() -> None:
    assert stale("2030-01-01", ruleset(until="2028-12-31", **ISSUED)) == []
    assert stale("2030-01-01", ruleset()) == []
    ended = ISSUED | {"status": "ended"}
    assert stale("2030-01-01", ruleset(**ended)) == []
    later = ruleset(day="2029-01-01", reviewed_on="2029-01-01", **ISSUED)
    assert stale("2030-01-01", ruleset(**ISSUED), later) == []


def holes(*trees) -> list[str]:
    found = check_editions(library_of(STATUTES, *trees).catalogue)
    return [fault.message.en for fault in found]


def test_a_hole_between_two_editions() -> None:
    first, second = ruleset(until="2026-06-30"), ruleset(day="2026-07-02")
    assert holes(first, second) == [
        f"{VIOLATION} has no edition in force from 2026-07-01 to 2026-07-01"
    ]
    assert holes(first, ruleset(day="2026-07-01")) == []
    assert holes(ruleset(), second) == []


def test_a_draft_closes_no_hole() -> None:
    draft = ruleset(day="2026-07-01", until="2026-12-31", status="draft", issued={"by": "示例机关"})
    found = holes(ruleset(until="2026-06-30"), draft, ruleset(day="2027-01-01"))
    assert len(found) == 1


def test_worked_cases_stand_beside_the_ruleset(tmp_path: Path) -> None:
    (_, file) = write_rulesets(tmp_path, STATUTES, ruleset())
    catalogue, _ = load_catalogue([tmp_path])
    (fault,) = check_worked_cases(catalogue)
    assert fault.code == "PB0446"
    assert fault.place.file == str(file)
    cases = file.parent / "tests"
    cases.mkdir()
    assert list(check_worked_cases(catalogue))
    (cases / "table.yaml").write_text("[]")
    assert not list(check_worked_cases(catalogue))
