"""Gaps that depend on dates: only cases that an edition can govern count."""

from made import STATUTES, VIOLATION, row, ruleset, schedule

from penaltybench.checks.layout import Layout
from penaltybench.checks.survey import Survey
from penaltybench.testing import library_of

MONTHS = {
    "type": "integer",
    "label": {"zh": "持续时间", "en": "duration"},
    "derive": {"months": ["conduct_start", "conduct_end"]},
}


def gaps(*trees):
    """Return the gaps of the last edition in words, after trying the case of each."""
    library = library_of(STATUTES, *trees)
    standard = library.standard(VIOLATION)
    survey = Survey(Layout(standard.latest, standard))
    found = []
    for hole in survey.holes.found:
        result = library.recommend(hole.example.data(standard.latest))
        assert "gap" in {decision.fault for decision in result.respondent("party").decisions}
        found.append(hole)
    return found


def tree(day="2026-01-01", until=None, facts=None, **when):
    table = [schedule(row("only", "ordinary", "[1,000元..3,000元]", **when))]
    return ruleset(day=day, until=until, facts=facts or {}, schedules=table)


def test_conduct_ends_while_an_edition_is_in_force():
    assert gaps(tree(conduct_end=">= 2026-01-01")) == []
    assert len(gaps(tree(conduct_end=">= 2026-01-02"))) == 1
    assert gaps(tree(until="2026-06-30", conduct_end="<= 2026-06-30")) == []
    assert len(gaps(tree(until="2026-06-30", conduct_end="< 2026-06-30"))) == 1


def test_continuing_conduct_may_have_begun_before():
    assert len(gaps(tree(conduct_start=">= 2026-01-01"))) == 1


def test_later_law_is_compared_for_earlier_conduct():
    """A case of the earlier edition that is decided later is read under the later one too."""
    earlier = tree(until="2026-06-30")
    later = tree(day="2026-07-01", conduct_end=">= 2026-07-01")
    assert len(gaps(earlier, later)) == 1


def test_a_decision_follows_the_conduct():
    assert gaps(tree(decided_on=">= 2026-01-01")) == []


def test_dates_and_what_is_derived_from_them_agree():
    facts = {"months": MONTHS}
    long_and_late = {"months": "< 1200", "conduct_start": ">= 2026-01-01"}
    both = [
        row("long", "ordinary", "1,000元", **{"any": [{k: v} for k, v in long_and_late.items()]})
    ]
    # A hundred years of conduct that began in 2026 or later are not excluded by any date.
    table = ruleset(facts=facts, schedules=[schedule(*both)])
    (hole,) = gaps(table)
    assert hole.example.values["months"] >= 1200
    ended = ruleset(until="2026-12-31", facts=facts, schedules=[schedule(*both)])
    assert len(gaps(ended)) == 1
    soon = [
        row(
            "all",
            "ordinary",
            "1,000元",
            any=[{"months": "< 13"}, {"conduct_start": "< 2025-12-01"}],
        )
    ]
    assert gaps(ruleset(until="2026-12-31", facts=facts, schedules=[schedule(*soon)])) == []
