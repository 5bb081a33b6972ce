import re

import pytest

from penaltybench.diagnostics import (
    CODES,
    CaseError,
    Diagnostic,
    PenaltybenchError,
    Place,
    RulesetError,
    Severity,
    ordered,
)
from penaltybench.text import Text, same


def diagnostic(code="PB0201", line=1, message="m"):
    return Diagnostic(code, same(message), same("r"), Place("a.yaml", line, 1))


def test_every_code_is_well_formed_and_named_in_two_languages():
    for code, name in CODES.items():
        assert re.fullmatch(r"PB\d{4}", code)
        assert name.zh != name.en


def test_a_place_is_written_as_editors_read_it():
    assert str(Place("a.yaml", 3, 7, "facts.x")) == "a.yaml:3:7"
    assert str(Place("case", path="facts.x")) == "case"
    assert str(Place(path="facts.x")) == "facts.x"


def test_diagnostics_are_ordered_by_place_and_not_repeated():
    late, early, twin = diagnostic(line=9), diagnostic(line=2), diagnostic(line=9)
    assert ordered([late, early, twin]) == (early, late)
    first, second = diagnostic("PB0106"), diagnostic("PB0201")
    assert ordered([second, first]) == (first, second)


@pytest.mark.parametrize("kind", [CaseError, RulesetError])
def test_an_error_carries_all_diagnostics(kind):
    error = kind([diagnostic(line=2), diagnostic(line=1)])
    assert isinstance(error, PenaltybenchError)
    assert [d.place.line for d in error.diagnostics] == [1, 2]
    assert str(error) == "a.yaml:1:1: PB0201 m; a.yaml:2:1: PB0201 m"


def test_an_error_is_the_default_severity():
    assert diagnostic().severity is Severity.ERROR
    assert str(Diagnostic("PB0201", Text("甲", "a"), same("r"))) == ": PB0201 甲 (a)"
