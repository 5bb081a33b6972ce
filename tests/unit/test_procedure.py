import pytest
from small import basis, penalty, recommend, schedule, with_fine


def steps(tree, **case):
    """Return the steps and whether they follow or depend on what is open."""
    return {step.id: step.certainty for step in recommend(tree, **case).procedure}


def step(**keys):
    return {"id": "s", "step": "other", "label": "步骤"} | keys


def fined(amount, *rules, **keys):
    return with_fine({"amount": amount}, {"max": "100万元"}, procedure=list(rules), **keys)


@pytest.mark.parametrize(
    ("amount", "test", "certainty"),
    [
        # 行政处罚法 art. 51: on the spot up to 3,000 yuan for an organisation.
        ("3,000元", "<= 3,000元", "follows"),
        ("3,000.01元", "<= 3,000元", None),
        ("[3,000元..5,000元]", "<= 3,000元", "depends"),
        ("(3,000元..5,000元]", "<= 3,000元", None),
        ("[1,000元..3,000元]", "<= 3,000元", "follows"),
        ("[1,000元..5,000元]", "<= 3,000元", "depends"),
        ("5万元", "> 5万元", None),
        ("50,000.01元", "> 5万元", "follows"),
        ("[5万元..6万元]", "> 5万元", "depends"),
        ("[1万元..9万元]", "[3万元..4万元)", "depends"),
        ("[31,000元..32,000元]", "[3万元..4万元)", "follows"),
        ("[1万元..9万元]", "not([3万元..4万元))", "depends"),
        ("[1万元..9万元]", "[..20万元]", "follows"),
        ("[1万元..9万元]", "1元, >= 10万元", None),
    ],
)
def test_a_step_that_depends_on_the_fine(amount, test, certainty):
    cent = {"rounding": {"unit": "0.01元", "mode": "down"}}
    assert steps(fined(amount, step(fine=test), **cent)).get("s") == certainty


@pytest.mark.parametrize(
    ("when", "facts", "certainty"),
    [
        ({"harm": "serious"}, {"harm": "serious"}, "follows"),
        ({"harm": "serious"}, {"harm": "minor"}, None),
        ({"harm": "serious"}, {}, "depends"),
    ],
)
def test_a_step_that_depends_on_facts(when, facts, certainty):
    assert steps(fined("1万元", step(when=when)), facts=facts).get("s") == certainty


def test_a_fine_that_never_reaches_a_threshold_needs_no_facts():
    rule = step(when={"harm": "serious"}, fine="> 5万元")
    assert steps(fined("1万元", rule)) == {}
    assert steps(fined("6万元", rule)) == {"s": "depends"}


def test_a_step_without_conditions_always_follows():
    assert steps(fined("1万元", step())) == {"s": "follows"}


def test_a_step_of_grades():
    tree = fined("1万元", step(grades=["ordinary", "severe"]))
    assert steps(tree) == {"s": "follows"}
    assert steps(fined("1万元", step(grades=["severe"]))) == {}


def licensed(allowed, *rules, fine=None):
    """Return a standard with one row whose basis allows these penalties beside a fine."""
    allows = {"fine": {"max": "100万元"}} | allowed
    row = {"id": "r", "grade": "ordinary", "fine": fine or {"amount": "1,000元"}}
    return penalty(
        schedule(basis=[basis() | {"allows": allows}], tiers={"rows": [row]}), procedure=list(rules)
    )


@pytest.mark.parametrize(
    ("allowed", "certainty"),
    [({"revoke_licence": "must"}, "follows"), ({"revoke_licence": "may"}, "depends"), ({}, None)],
)
def test_a_step_of_penalty_kinds(allowed, certainty):
    assert steps(licensed(allowed, step(kinds=["revoke_licence"]))).get("s") == certainty


def test_one_reason_is_enough():
    rule = step(kinds=["revoke_licence"], fine="> 500元", grades=["severe"])
    assert steps(licensed({"revoke_licence": "may"}, rule)) == {"s": "follows"}


@pytest.mark.parametrize(
    ("allowed", "certainty"),
    [
        ({}, "follows"),
        ({"warning": "must"}, "follows"),
        ({"warning": "must", "confiscate_goods": "may"}, "depends"),
        ({"warning": "must", "confiscate_goods": "must"}, None),
    ],
)
def test_a_step_only_without_other_penalties(allowed, certainty):
    rule = step(step="on_the_spot", fine="<= 3,000元", kinds=["warning"], without_other="true")
    assert steps(licensed(allowed, rule)).get("s") == certainty


def test_a_fine_without_limit_straddles_every_threshold():
    tree = with_fine(
        {"times_of": "value", "range": "10"},
        {"times_of": "value", "max": "20"},
        procedure=[step(fine="> 5万元"), step(id="t", fine=">= 0元")],
    )
    assert steps(tree) == {"s": "depends", "t": "follows"}


def test_a_deadline_carries_its_days():
    rule = step(step="deadline", days="90", working="true", cite={"law": "甲法"})
    (found,) = recommend(fined("1万元", rule)).procedure
    assert (found.days, found.working, found.step) == (90, True, "deadline")
    assert [str(one) for one in found.cite] == ["甲法"]


def test_without_a_result_there_is_no_procedure():
    tree = penalty(
        schedule(tiers={"rows": [{"id": "r", "grade": "ordinary", "when": {"harm": "none"}}]}),
        procedure=[step()],
    )
    found = recommend(tree, facts={"harm": "serious"})
    assert (found.status, found.procedure) == ("gap", ())


def test_no_fine_satisfies_no_test():
    row = {"id": "r", "grade": "exempt"}
    tree = penalty(schedule(tiers={"rows": [row]}), procedure=[step(fine=">= 0元")])
    assert steps(tree) == {}
