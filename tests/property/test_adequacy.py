"""Generated cases come out as they say, reach what can be reached, and notice what is dropped."""

from __future__ import annotations

from hypothesis import given

from penaltybench.adequacy import coverage_of, generate_cases, mutate
from penaltybench.adequacy.mutants import mutants_of
from penaltybench.ruleset.shape import validate
from penaltybench.source import Source
from penaltybench.testing import library_of, rulesets
from penaltybench.testing.rulesets import PENALTY
from penaltybench.worked_cases import penalty


def as_text(tree):
    """Return generated cases as a file gives them: text scalars."""
    if isinstance(tree, dict):
        return {key: as_text(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [as_text(value) for value in tree]
    return str(tree)


@given(rulesets())
def test_generated_cases_come_out_as_they_say(trees):
    library = library_of(*trees)
    edition = library.standard(PENALTY).latest
    generated = generate_cases(library, edition)
    source = Source("generated", tree=as_text(list(generated.cases)))
    for index, item in enumerate(source.tree):
        worked = validate(penalty.WorkedCase, item, source, (index,))
        assert worked is not None, source.diagnostics
        assert list(penalty.run(worked, PENALTY, source, (index,), library)) == []


@given(rulesets())
def test_the_same_case_is_generated_once(trees):
    library = library_of(*trees)
    cases = generate_cases(library, library.standard(PENALTY).latest).cases
    facts = [str(case["case"]["facts"]) for case in cases]
    assert len(facts) == len(set(facts))


@given(rulesets())
def test_more_cases_cover_no_less(trees):
    library = library_of(*trees)
    cases = as_text(list(generate_cases(library, library.standard(PENALTY).latest).cases))
    some = coverage_of(library, PENALTY, [Source("some", tree=cases[: len(cases) // 2])])
    every = coverage_of(library, PENALTY, [Source("all", tree=cases)])
    for less, more in zip(some, every, strict=True):
        assert less.points == more.points
        assert less.covered <= more.covered <= {point.id for point in more.points}


@given(rulesets())
def test_every_mutant_is_another_edition_and_a_survivor_is_one_of_them(trees):
    library = library_of(*trees)
    edition = library.standard(PENALTY).latest
    every = [
        mutant for mutant, changed in mutants_of(edition) if changed.schedules != edition.schedules
    ]
    cases = as_text(list(generate_cases(library, edition, mcdc=False).cases))[:12]
    if len(every) > 60:
        return
    report = mutate(library, edition, [Source("generated", tree=cases)])
    assert report.total == len(every)
    assert set(report.survivors) <= set(every)
