import pytest
from small import basis, edition_of, penalty, recommend, rows_by_harm, schedule, yuan

from penaltybench.ruleset import Grade
from penaltybench.tier import neighbour, row_of_grade

PLAIN = {"amount": "[1万元..10万元]"}


def rows(*grades, **keys):
    return [{"id": grade, "grade": grade, "fine": PLAIN} | keys for grade in grades]


def table(rows_, **keys):
    """Return the first schedule of an edition with these rows."""
    tree = penalty(schedule(tiers={"select": "grade", "rows": rows_}, **keys))
    return edition_of(tree).schedules[0]


@pytest.mark.parametrize(
    ("grades", "wanted", "found"),
    [
        (["lenient", "ordinary", "severe"], Grade.ORDINARY, "ordinary"),
        (["lenient", "severe"], Grade.SEVERE, "severe"),
        (["lenient"], Grade.SEVERE, "lenient"),
        (["severe"], Grade.MITIGATED, "severe"),
        # Of two as near, the lighter, in whatever order they stand.
        (["lenient", "severe"], Grade.ORDINARY, "lenient"),
        (["severe", "lenient"], Grade.ORDINARY, "lenient"),
    ],
)
def test_the_row_of_a_grade_or_the_nearest(grades, wanted, found):
    made = table(rows(*grades))
    assert row_of_grade(made.table, made.bases[0], wanted).id == found


def test_rows_of_other_bases_do_not_count():
    bases = [basis(id="a", when={"harm": "none"}), basis(id="b", when={"harm": "not(none)"})]
    first = {"id": "only-a", "grade": "ordinary", "basis": ["a"], "fine": PLAIN}
    second = {"id": "both", "grade": "severe", "fine": PLAIN}
    made = table([first, second], basis=bases)
    a, b = made.bases
    assert row_of_grade(made.table, a, Grade.ORDINARY).id == "only-a"
    assert row_of_grade(made.table, b, Grade.ORDINARY).id == "both"
    assert neighbour(made.table, b, made.table.rows[1], -1).id == "both"


@pytest.mark.parametrize(
    ("start", "step", "end"), [(0, 1, 1), (1, 1, 2), (2, 1, 2), (1, -1, 0), (0, -1, 0)]
)
def test_the_next_row_up_or_down(start, step, end):
    made = edition_of(penalty()).schedules[0]
    found = neighbour(made.table, made.bases[0], made.table.rows[start], step)
    assert found is made.table.rows[end]


# --- which schedule, basis and row -----------------------------------------------------------


def test_exactly_one_row_holds():
    found = recommend(penalty(), facts={"harm": "minor"})
    assert (found.status, found.tier.id, found.grade) == ("determined", "minor", "ordinary")


def test_no_row_is_a_gap():
    tree = penalty(schedule(tiers={"rows": rows_by_harm(PLAIN, PLAIN, PLAIN)[:2]}))
    found = recommend(tree, facts={"harm": "serious"})
    assert (found.status, found.grade, found.fine) == ("gap", None, None)
    assert found.principal.reason.en == "no tier covers these facts"


def overlapping(**keys):
    either = {"id": "either", "grade": "severe", "when": {"harm": "not(none)"}, "fine": PLAIN}
    return penalty(
        schedule(tiers={"rows": [*rows_by_harm(PLAIN, PLAIN, PLAIN)[:2], either]} | keys)
    )


def test_several_rows_are_a_conflict_that_names_them():
    found = recommend(overlapping(), facts={"harm": "minor"})
    assert found.status == "conflict"
    assert "minor, either" in found.principal.reason.en
    assert found.principal.grades == (Grade.ORDINARY, Grade.SEVERE)


def test_where_rows_have_a_priority_the_first_counts():
    assert recommend(overlapping(hit="first"), facts={"harm": "minor"}).tier.id == "minor"
    assert recommend(overlapping(hit="first"), facts={"harm": "serious"}).tier.id == "either"
    first = recommend(overlapping(hit="first"), facts={})
    assert first.status == "undetermined"
    assert {option.tier.id for option in first.options} == {"none", "minor", "either"}


def test_a_priority_may_leave_a_gap():
    tree = penalty(schedule(tiers={"rows": rows_by_harm(PLAIN, PLAIN, PLAIN)[:1], "hit": "first"}))
    assert recommend(tree, facts={"harm": "minor"}).status == "gap"


@pytest.mark.parametrize(
    ("harm", "status"), [("none", "gap"), ("minor", "determined"), ("serious", "conflict")]
)
def test_exactly_one_basis_holds(harm, status):
    bases = [
        basis(id="a", when={"harm": "not(none)"}),
        basis(id="b", when={"harm": "serious"}),
    ]
    found = recommend(penalty(schedule(basis=bases)), facts={"harm": harm})
    assert found.status == status
    if status == "conflict":
        assert "a, b" in found.principal.reason.en


@pytest.mark.parametrize(
    ("harm", "status"), [("none", "gap"), ("minor", "determined"), ("serious", "conflict")]
)
def test_exactly_one_schedule_of_the_principal_holds(harm, status):
    schedules = [
        schedule(id="a", when={"harm": "not(none)"}),
        schedule(id="b", when={"harm": "serious"}),
    ]
    found = recommend(penalty(*schedules), facts={"harm": harm})
    assert found.status == status
    if status == "determined":
        assert found.principal.schedule.id == "a"


def test_another_respondent_without_a_schedule_is_not_punished():
    person = schedule(id="p", respondent="person", when={"harm": "serious"})
    tree = penalty(schedule(), person)
    assert recommend(tree, facts={"harm": "minor"}).respondent("person").status == "not_punished"
    punished = recommend(tree, facts={"harm": "serious"})
    assert [result.status for result in punished.results] == ["determined"] * 2
    with pytest.raises(KeyError):
        punished.respondent("nobody")


def test_a_schedule_sets_facts_for_its_respondent():
    person = schedule(id="p", respondent="person", sets={"harm": "none"})
    found = recommend(penalty(schedule(), person), facts={"harm": "serious"})
    assert [result.tier.id for result in found.results] == ["serious", "none"]


def test_what_a_schedule_sets_is_known_even_if_its_condition_left_it_open():
    by_value = {"times_of": "value", "min": "1", "max": "3"}
    person = schedule(
        id="p",
        respondent="person",
        when={"value": ">= 0元"},
        sets={"value": "1万元"},
        basis=[basis(by_value)],
    )
    found = recommend(penalty(schedule(), person), facts={"harm": "serious"})
    fine = found.respondent("person").fine
    assert (fine.low.yuan, fine.high.yuan) == (24_000, 30_000)


# --- tables by grade -------------------------------------------------------------------------


BY_GRADE = [
    {"id": "light", "grade": "lenient", "fine": {"share": "[0%..30%]"}},
    {"id": "middle", "grade": "ordinary", "fine": {"share": "[30%..70%]"}},
    {"id": "heavy", "grade": "severe", "fine": {"share": "[70%..100%]"}},
]
CIRCUMSTANCES = [
    {"id": effect, "effect": effect, "label": effect}
    for effect in ("exempt", "mitigated", "lenient", "severe")
]


@pytest.mark.parametrize(
    ("listed", "grade", "tier", "low", "high"),
    [
        ([], "ordinary", "middle", 37_000, 73_000),
        (["lenient"], "lenient", "light", 10_000, 37_000),
        (["severe"], "severe", "heavy", 73_000, 100_000),
        (["mitigated"], "mitigated", "light", 0, 9_999),
        (["exempt"], "exempt", None, None, None),
    ],
)
def test_a_case_starts_as_ordinary_and_is_moved(listed, grade, tier, low, high):
    tree = penalty(
        schedule(tiers={"select": "grade", "rows": BY_GRADE}), circumstances=CIRCUMSTANCES
    )
    found = recommend(tree, circumstances=listed)
    assert found.grade == grade
    assert (found.tier and found.tier.id) == tier
    assert yuan(found)[:2] == (low, high)


def test_a_basis_without_a_row_is_a_gap():
    bases = [basis(id="a", when={"harm": "none"}), basis(id="b", when={"harm": "not(none)"})]
    only = [row | {"basis": ["a"]} for row in BY_GRADE]
    tree = penalty(
        schedule(basis=bases, tiers={"select": "grade", "rows": only}), circumstances=CIRCUMSTANCES
    )
    assert recommend(tree, facts={"harm": "none"}).status == "determined"
    assert recommend(tree, facts={"harm": "minor"}).status == "gap"
    exempt = recommend(tree, facts={"harm": "minor"}, circumstances=["exempt"])
    assert (exempt.status, exempt.grade) == ("determined", "exempt")
