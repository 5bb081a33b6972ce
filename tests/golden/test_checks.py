"""Rulesets with one fault each that only whole editions show, and the diagnostics that they must give."""

import datetime as dt
import re
from pathlib import Path

import pytest
from golden.comparing import compare
from golden.test_bad import shown

from penaltybench.checks import run_checks
from penaltybench.diagnostics import CODES, Severity
from penaltybench.ruleset import load_catalogue

CHECKS = Path(__file__).parent / "checks"
BASE = Path("..", "bad", "base")
AS_OF = dt.date(2026, 11, 27)
NO_CASES = "no-worked-case"
PROOFS = {"PB0441", "PB0442"}
"""Codes of proofs about amounts, which are tested for themselves."""
SOUND = {"gap-not-with-exemption", "suppressed"}
"""Inputs that are not faulty although they look so."""
INPUTS = sorted(path for path in CHECKS.iterdir() if path.suffix != ".txt")


@pytest.fixture(autouse=True)
def _in_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKS)


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_ruleset(path: Path) -> None:
    name = path.relative_to(CHECKS)
    catalogue, diagnostics = load_catalogue([name, BASE])
    assert not diagnostics
    found = [
        fault
        for fault in run_checks(
            catalogue, AS_OF, wanted=lambda edition: edition.id == "bad.example"
        )
        # None of them has worked cases; one shows what is said of that.
        if Path(fault.place.file).is_relative_to(name)
        and (fault.code != "PB0446" or path.stem == NO_CASES)
    ]
    assert bool(found) is (path.stem not in SOUND)
    assert all(fault.severity is not Severity.ERROR for fault in found)
    compare(CHECKS / f"{path.stem}.txt", shown(found) if found else "")


def test_every_code_of_these_checks_has_an_input() -> None:
    kept = "\n".join(path.read_text(encoding="utf-8") for path in CHECKS.glob("*.txt"))
    wanted = {code for code in CODES if "PB0430" <= code <= "PB0446"} - PROOFS
    assert set(re.findall(r": (PB\d{4}) ", kept)) - PROOFS == wanted


def test_every_kept_text_belongs_to_an_input() -> None:
    assert {path.stem for path in CHECKS.glob("*.txt")} == {path.stem for path in INPUTS}
