"""What the checks say of gaps and overlaps is what recommendations come to, in both directions."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from penaltybench.checks.layout import Layout
from penaltybench.checks.survey import Survey
from penaltybench.facts import read_facts
from penaltybench.library import Library
from penaltybench.regions import Region
from penaltybench.ruleset.edition import Edition
from penaltybench.testing import cases, library_of, rulesets
from penaltybench.testing.rulesets import PENALTY
from penaltybench.testing.untidy import UNTIDY, untidy_rulesets


def surveyed(library: Library, name: str) -> tuple[Survey, Edition]:
    standard = library.standard(name)
    survey = Survey(Layout(standard.latest, standard))
    assert not survey.holes.undecided
    assert not survey.holes.more
    assert not survey.meetings.undecided
    assert not survey.meetings.more
    return survey, standard.latest


@given(untidy_rulesets())
def test_every_gap_is_one(trees) -> None:
    library = library_of(*trees)
    survey, edition = surveyed(library, UNTIDY)
    for hole in survey.holes.found:
        result = library.recommend(hole.example.data(edition)).respondent(hole.respondent)
        assert result.status == "gap", hole.kind


@given(untidy_rulesets())
def test_every_overlap_is_a_conflict(trees) -> None:
    library = library_of(*trees)
    survey, edition = surveyed(library, UNTIDY)
    for meeting in survey.meetings.found:
        result = library.recommend(meeting.example.data(edition)).respondent(meeting.respondent)
        assert result.status == "conflict", (meeting.one.name, meeting.other.name)


@given(untidy_rulesets(), st.data())
def test_what_is_not_reported_does_not_occur(trees, data: DataObject) -> None:
    library = library_of(*trees)
    survey, edition = surveyed(library, UNTIDY)
    gaps = {hole.respondent for hole in survey.holes.found}
    conflicts = {meeting.respondent for meeting in survey.meetings.found}
    for _ in range(3):
        case = data.draw(cases(edition, complete=True))
        for result in library.recommend(case).results:
            if result.respondent not in gaps:
                assert result.status != "gap"
            if result.respondent not in conflicts:
                assert result.status != "conflict"


@given(untidy_rulesets(), st.data())
def test_a_case_with_a_fault_lies_in_what_is_reported(trees, data: DataObject) -> None:
    """Not only some case is reported: the boxes hold every case that goes wrong."""
    library = library_of(*trees)
    survey, edition = surveyed(library, UNTIDY)
    reported = {"gap": survey.holes.found, "conflict": survey.meetings.found}
    for _ in range(3):
        case = data.draw(cases(edition, complete=True))
        values = read_facts(case, edition).values
        for result in library.recommend(case).results:
            if result.status in reported:
                found = reported[result.status]
                boxes = tuple(one.box for one in found if one.respondent == result.respondent)
                assert values in Region(survey.layout.space, boxes)


@given(rulesets(gaps=False))
def test_tidy_rulesets_have_neither(trees) -> None:
    survey, _ = surveyed(library_of(*trees), PENALTY)
    assert [hole.kind for hole in survey.holes.found] == []
    assert list(survey.meetings.found) == []


def test_untidy_rulesets_have_both() -> None:
    """The properties above would hold of rulesets without faults."""
    seen: set[str] = set()

    @settings(max_examples=400, derandomize=True)
    @given(untidy_rulesets())
    def look(trees) -> None:
        survey, _ = surveyed(library_of(*trees), UNTIDY)
        seen.update(f"gap in {hole.kind}" for hole in survey.holes.found)
        seen.update(f"overlap of {meeting.one.kind}" for meeting in survey.meetings.found)
        seen.update("seam" for hole in survey.holes.found if hole.seam)
        seen.update("seams" for meeting in survey.meetings.found if meeting.seam)

    look()
    kinds = ("schedule", "basis", "row", "level")
    assert seen >= {f"gap in {kind}" for kind in kinds} | {f"overlap of {kind}" for kind in kinds}
    assert seen >= {"seam", "seams"}
