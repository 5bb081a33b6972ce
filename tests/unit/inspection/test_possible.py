from penaltybench.inspection import possible
from penaltybench.inspection.possible import Found, Standing, explore

CELLS = {"a": (False, True), "b": (False, True), "c": (1, 2, 3)}


def question(outcome, *names):
    """Return how ``outcome`` (a function of all facts) stands: open while a name is unknown."""

    def evaluate(values):
        unknown = tuple(name for name in names if name not in values)
        return Standing(None, ("any",), unknown) if unknown else Standing(outcome(values))

    return evaluate


def test_what_is_known_is_not_asked():
    assert explore({"a": True}, question(lambda v: v["a"], "a"), CELLS) == Found(
        frozenset({True}), ()
    )


def test_every_outcome_and_every_fact_that_can_change_it():
    found = explore({}, question(lambda v: v["a"] and v["c"], "a", "c"), CELLS)
    assert found.outcomes == {False, 1, 2, 3}
    assert found.asked == ("a", "c")
    assert found.exhaustive


def test_a_fact_that_changes_nothing_is_not_asked():
    found = explore({}, question(lambda v: v["c"] > 2, "a", "b", "c"), CELLS)
    assert found == Found(frozenset({True, False}), ("c",))
    assert explore({}, question(lambda v: 7, "a", "c"), CELLS) == Found(frozenset({7}), ())


def test_a_fact_is_asked_though_each_of_its_values_leaves_everything_possible():
    found = explore({}, question(lambda v: v["a"] == v["b"], "a", "b"), CELLS)
    assert found == Found(frozenset({True, False}), ("a", "b"))


def test_the_order_in_which_a_question_names_its_facts_does_not_matter():
    outcome = lambda v: (v["a"], v["c"] > 1)  # noqa: E731
    one = explore({}, question(outcome, "a", "c"), CELLS)
    assert explore({}, question(outcome, "c", "a"), CELLS) == one


def test_a_fact_that_only_changes_the_order_of_the_others_is_not_asked():
    def evaluate(values):
        names = ("a", "b", "c") if values.get("a", True) else ("c", "b")
        unknown = tuple(name for name in names if name not in values)
        return Standing(None, (), unknown) if unknown else Standing((values["b"], values["c"]))

    assert explore({}, evaluate, CELLS).asked == ("b", "c")


def test_too_many_combinations_announce_all_that_may_be(monkeypatch):
    monkeypatch.setattr(possible, "MAX_LEAVES", 3)
    found = explore({}, question(lambda v: v["c"], "a", "c"), CELLS)
    assert not found.exhaustive
    assert found.outcomes == {None, "any"}
    assert found.asked == ("a", "c")
