"""Time limits: dates never run backwards, unknown facts leave the tightest range, promises are checked."""

import datetime as dt
import json
from itertools import product

from hypothesis import assume, event, given
from hypothesis import strategies as st
from property.test_any_input import VALUES, accounted_for, paths_of, refused, replaced

from penaltybench.boundaries import boundary_values
from penaltybench.checks.promises import check_promises
from penaltybench.condition import evaluate
from penaltybench.deadlines import CalendarError, count, deadline, is_working_day
from penaltybench.diagnostics import CaseError, Severity
from penaltybench.period import Period
from penaltybench.testing import library_of
from penaltybench.testing.time_limits import (
    LIMITS,
    limit_case_data,
    limit_facts,
    limit_rulesets,
    not_counted,
)
from penaltybench.time_limits import limit_case_from_data
from penaltybench.time_limits.dates import limit_dates

STARTS = st.dates(dt.date(2015, 1, 1), dt.date(2024, 6, 30))
DAYS = st.integers(1, 80)


@st.composite
def counting(draw):
    """Draw a start and periods that do not count."""
    start = draw(STARTS)
    stops = [
        Period(dt.date.fromisoformat(one["from"]), dt.date.fromisoformat(one["to"]))
        for one in draw(not_counted(start))
    ]
    return start, stops


def counted_by_hand(start, days, working, stops):
    """Return the last day by walking over days, each of which counts or does not."""
    stopped = {
        period.start + dt.timedelta(days=n)
        for period in stops
        for n in range((period.end - period.start).days + 1)
    }
    day, number = start, 0
    while number < days:
        day += dt.timedelta(days=1)
        if day not in stopped and (not working or is_working_day(day)):
            number += 1
    while not working and (day in stopped or not is_working_day(day)):
        day += dt.timedelta(days=1)
    return day


@given(counting(), DAYS, st.booleans())
def test_days_are_counted_one_by_one(drawn, days, working):
    start, stops = drawn
    got = deadline(start, days, working=working, not_counted=stops)
    assert got == counted_by_hand(start, days, working, stops)
    assert is_working_day(got)


@given(counting(), DAYS, st.integers(0, 20), st.booleans())
def test_a_longer_limit_never_ends_earlier(drawn, days, more, working):
    start, stops = drawn
    short, long = (
        deadline(start, number, working=working, not_counted=stops)
        for number in (days, days + more)
    )
    assert short <= long


@given(counting(), DAYS)
def test_working_days_never_end_before_as_many_calendar_days(drawn, days):
    start, stops = drawn
    assert deadline(start, days, not_counted=stops) <= deadline(
        start, days, working=True, not_counted=stops
    )


@given(counting(), DAYS, st.booleans(), st.data())
def test_time_that_does_not_count_never_makes_a_limit_end_earlier(drawn, days, working, data):
    start, stops = drawn
    fewer = data.draw(st.lists(st.sampled_from(stops), unique=True)) if stops else []
    assert deadline(start, days, working=working, not_counted=fewer) <= deadline(
        start, days, working=working, not_counted=stops
    )


@given(counting(), DAYS, st.booleans(), st.data())
def test_periods_count_once_in_any_order(drawn, days, working, data):
    start, stops = drawn
    shuffled = data.draw(st.permutations([*stops, *stops]))
    assert count(start, days, working=working, not_counted=shuffled) == count(
        start, days, working=working, not_counted=stops
    )


@given(limit_rulesets(), st.data())
def test_a_promise_that_is_no_longer_never_ends_later(trees, data):
    library = library_of(*trees)
    edition = library.catalogue.time_limits[LIMITS].latest
    case = limit_case_from_data(data.draw(limit_case_data(edition)))
    for row in edition.rows:
        dates = limit_dates(case, row)
        if row.promised is None:
            assert dates.promised is None
            continue
        comparable = row.statutory.working or not row.promised.working
        if comparable and row.promised.days <= row.statutory.days:
            event("a promise that is no longer")
            assert dates.promised.last <= dates.statutory.last


@given(limit_rulesets(), st.data())
def test_an_extension_moves_the_day_that_counts(trees, data):
    library = library_of(*trees)
    edition = library.catalogue.time_limits[LIMITS].latest
    result = library.deadline(data.draw(limit_case_data(edition, complete=True)))
    # The rows were drawn so that exactly one holds.
    assert result.status == "determined"
    dates = result.limit
    if dates.extended is not None:
        event("extended")
        assert dates.statutory.last <= dates.extended.last <= dates.extendable.last
    assert dates.in_force.last == max(one.last for one in (dates.statutory, dates.extended) if one)
    day = result.case.done_on
    if day is None:
        assert (result.overdue, result.promise_kept) == (None, None)
    else:
        assert result.overdue is (day > dates.in_force.last)
        kept = None if dates.promised is None else day <= dates.promised.last
        assert result.promise_kept is kept


@given(limit_rulesets(), st.data())
def test_revealing_facts_never_leaves_what_was_announced(trees, data):
    library = library_of(*trees)
    edition = library.catalogue.time_limits[LIMITS].latest
    case = data.draw(limit_case_data(edition))
    before = library.deadline(case)
    facts = {**data.draw(limit_facts(edition)), **case["facts"]}
    after = library.deadline(case | {"facts": facts})
    assert after.status == "determined"
    assert after.limit.row.id in [one.row.id for one in before.limits]
    assert before.statutory.earliest <= after.statutory.day <= before.statutory.latest
    if before.status == "determined":
        assert not before.questions
        assert before.limit == after.limit
        return
    event("undetermined")
    # What was asked is enough, and the first question can change the answer.
    asked = {question.id for question in before.questions}
    assert asked
    answered = {
        name: text for name, text in facts.items() if name in asked or name in case["facts"]
    }
    assert library.deadline(case | {"facts": answered}).limit == after.limit
    for verdict, agreed in (
        (after.overdue, before.overdue),
        (after.promise_kept, before.promise_kept),
    ):
        assert agreed is None or agreed is verdict


@given(limit_rulesets(), st.data())
def test_every_row_that_is_announced_can_apply(trees, data):
    library = library_of(*trees)
    edition = library.catalogue.time_limits[LIMITS].latest
    case = data.draw(limit_case_data(edition))
    result = library.deadline(case)
    assume(result.status == "undetermined")
    open_facts = {
        name: fact
        for name, fact in edition.facts.items()
        if name not in result.facts.values and any(name in dict(r.when.tests) for r in edition.rows)
    }
    tests = {
        name: [test for row in edition.rows for fact, test in row.when.tests if fact == name]
        for name in open_facts
    }
    reached = set()
    for values in product(*(boundary_values(f, tests[n]) for n, f in open_facts.items())):
        known = {**result.facts.values, **dict(zip(open_facts, values, strict=True))}
        reached |= {row.id for row in edition.rows if evaluate(row.when, known)}
    assert reached == {one.row.id for one in result.limits}


def too_long(edition, row):
    """Return what a check of the promise of a row must find: "error", "warning" or nothing.

    All combinations of values at the thresholds of the row and of the exception are tried.
    """
    share = 1
    policy = edition.promise
    if policy is not None:
        conditions = [row.when] + ([policy.unless] if policy.unless else [])
        names = sorted({name for one in conditions for name, _ in one.leaves()})
        choices = [
            boundary_values(
                edition.facts[name],
                [test for one in conditions for fact, test in one.leaves() if fact == name],
            )
            for name in names
        ]
        worlds = [dict(zip(names, values, strict=True)) for values in product(*choices)]
        bound = [w for w in worlds if evaluate(row.when, w)]
        if policy.unless is None or any(not evaluate(policy.unless, world) for world in bound):
            share = policy.at_most
    longer = row.promised.days > share * row.statutory.days
    if row.promised.working is row.statutory.working:
        return "error" if longer else None
    if row.promised.working:
        return "error" if longer else "warning"
    return "warning" if longer else None


@given(limit_rulesets())
def test_a_promise_is_reported_if_it_is_longer_than_its_share(trees):
    library = library_of(*trees)
    edition = library.catalogue.time_limits[LIMITS].latest
    wanted = {
        row.place.path: expected
        for row in edition.rows
        if row.promised is not None
        for expected in [too_long(edition, row)]
        if expected is not None
    }
    found = list(check_promises(library.catalogue))
    accounted_for(found)
    assert {fault.code for fault in found} <= {"PB0423"}
    got = {fault.place.path.removesuffix(".promised"): fault.severity.value for fault in found}
    assert got == wanted
    for severity in Severity:
        event(f"{severity.value}: {severity.value in wanted.values()}")


@given(limit_rulesets(), st.data())
def test_any_case_ends_in_deadlines_or_in_diagnostics(trees, data):
    library = library_of(*trees)
    edition = library.catalogue.time_limits[LIMITS].latest
    case = data.draw(limit_case_data(edition))
    path = data.draw(st.sampled_from([p for p in paths_of(case) if p]))
    try:
        result = library.deadline(replaced(case, path, data.draw(VALUES)))
    except (CaseError, CalendarError) as error:
        refused(error)
        return
    assert json.dumps(result.to_dict())
    for language in ("zh", "en"):
        assert result.explain(language)
        assert result.explain(language, "markdown")


@given(limit_rulesets(), st.data())
def test_the_order_of_rows_and_periods_does_not_matter(trees, data):
    *others, limits = trees
    shuffled = limits | {"limits": data.draw(st.permutations(limits["limits"]))}
    one, other = library_of(*others, limits), library_of(*others, shuffled)
    case = data.draw(limit_case_data(one.catalogue.time_limits[LIMITS].latest))
    first = one.deadline(case)
    second = other.deadline(case | {"not_counted": case["not_counted"][::-1]})
    for due in ("statutory", "promised", "extended", "extendable", "in_force"):
        of_one, of_other = getattr(first, due), getattr(second, due)
        assert (of_one is None) is (of_other is None)
        if of_one is not None:
            assert (of_one.earliest, of_one.latest) == (of_other.earliest, of_other.latest)
    assert first.to_dict()["not_counted"] == second.to_dict()["not_counted"]
    assert {q.id for q in first.questions} == {q.id for q in second.questions}
