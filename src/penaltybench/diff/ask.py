"""Questions of a comparison to the solver: does any result differ, in certain cells or anywhere?"""

from __future__ import annotations

from collections.abc import Mapping

from penaltybench.diff.cells import Pair
from penaltybench.diff.sides import Sides
from penaltybench.proof.encode import Came, Outcomes, outcomes
from penaltybench.proof.in_cell import REST, InCell
from penaltybench.proof.question import Answer, Question, Solver
from penaltybench.proof.reckon import variables_in
from penaltybench.proof.run import NOT_PUNISHED, result_facts
from penaltybench.proof.search import Ground, Leaf
from penaltybench.proof.term import (
    FALSE,
    TRUE,
    Formula,
    Holds,
    Term,
    all_of,
    any_of,
    below,
    choice,
    constant,
    negation,
)
from penaltybench.proof.variables import declare, domains
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.models import PenaltyTerm
from penaltybench.text import Text

NOT_COVERED = Text("几个裁量因素与金额一起变化", "factors of points and amounts change together")


def in_leaf(sides: Sides, ground: Ground, leaf: Leaf[Pair], solver: Solver) -> Answer:
    """Return whether the result differs for some case in the cells of a leaf."""
    first, second = leaf.found
    formula = _differs(sides, first, second)
    names = variables_in(formula)
    if any(REST in name for name in names):
        return Answer(None, reason=NOT_COVERED)
    facts = {name: ground.axes[name].fact for name in sorted(names)}
    inside: list[Formula] = []
    for name in facts:
        axis = ground.axes[name]
        if name in leaf.cells:
            test = axis.test_of(1 << axis.slices.index(leaf.cells[name]))
            inside += [] if test is None else [Holds(name, test)]
        if axis.fact.domain is not None:
            inside.append(Holds(name, axis.fact.domain))
    return solver.ask(Question(facts, all_of([formula, *inside])))


def _differs(sides: Sides, first: InCell | str, second: InCell | str) -> Formula:
    none = [TRUE if isinstance(one, str) else one.came.empty for one in (first, second)]
    gap = any_of([all_of([none[0], negation(none[1])]), all_of([none[1], negation(none[0])])])
    if "not_punished" in (first, second):
        # It is a result of its own, unlike any punishment and unlike none.
        return TRUE
    if isinstance(first, str) or isinstance(second, str):
        return gap
    one, other = first.came.settled(sides.old), second.came.settled(sides.new)
    parts = [(one.low, other.low), (one.high, other.high), (one.suggested, other.suggested)]
    unlike = any_of(_unlike(old, new) for old, new in parts)
    if beside_the_fine(first.came) != beside_the_fine(second.came):
        unlike = TRUE
    # A case that gives a minimum above its own maximum is none.
    bounds = [one.came.bounds for one in (first, second) if one.came.bounds is not None]
    sound = [one.ordered for one in bounds]
    differs = any_of([gap, all_of([negation(none[0]), negation(none[1]), unlike])])
    return all_of([*sound, differs])


def _unlike(one: Term, other: Term) -> Formula:
    return any_of([below(one, other), below(other, one)])


def anywhere(sides: Sides, respondent: str, solver: Solver) -> Answer:
    """Return whether a result of a respondent differs for any case at all."""
    variables = None
    for edition in (sides.old, sides.new):
        if respondent not in edition.respondents:
            continue
        own = declare(edition, {n: n for n in sorted(result_facts(edition, respondent))})
        if variables is None:
            variables = own
        else:
            variables.facts |= own.facts
            variables.ties += own.ties
    assert variables is not None
    for name in variables.facts:
        variables.facts[name] = sides.ground({}).axes[name].fact
    box = variables.box
    both = [
        outcomes(edition, respondent, box, {})
        if respondent in edition.respondents
        else Outcomes((), FALSE)
        for edition in (sides.old, sides.new)
    ]
    sound = [negation(one.contradictory) for one in both]
    formula = all_of([*sound, _unlike_anywhere(sides, both[0], both[1])])
    return solver.ask(Question(variables.facts, formula, domains(variables)))


def _unlike_anywhere(sides: Sides, one: Outcomes, other: Outcomes) -> Formula:
    some, too = one.some, other.some
    gap = any_of([all_of([some, negation(too)]), all_of([too, negation(some)])])
    kinds: dict[object, int] = {}
    first, second = (
        _parts(edition, every, kinds) for edition, every in ((sides.old, one), (sides.new, other))
    )
    parts = any_of(_unlike(first[name], second[name]) for name in first)
    return any_of([gap, all_of([some, too, parts])])


def _parts(edition: Edition, every: Outcomes, kinds: dict[object, int]) -> Mapping[str, Term]:
    """Return the rank, the amounts and a number for the other penalties and orders."""
    rows = [(formula, came, came.settled(edition)) for formula, came in every.punished]

    def pick(part: object, unpunished: int) -> Term:
        assert callable(part)
        cases = ((formula, part(came, settled)) for formula, came, settled in rows)
        return choice(cases, constant(unpunished))

    return {
        "rank": pick(lambda came, _: constant(came.rank), NOT_PUNISHED),
        "low": pick(lambda _, settled: settled.low, 0),
        "high": pick(lambda _, settled: settled.high, 0),
        "suggested": pick(lambda _, settled: settled.suggested, 0),
        "others": pick(lambda came, _: constant(_number(came, kinds)), -1),
    }


def _number(came: Came, kinds: dict[object, int]) -> int:
    """Return the number of what a row imposes beside the fine, the same for the same."""
    return kinds.setdefault(beside_the_fine(came), len(kinds))


def beside_the_fine(came: Came) -> object:
    """Return what a result holds beside the fine: grade, other penalties, orders."""
    row_orders = came.row.orders if came.row is not None else ()
    if came.rank == 0:
        return came.rank, frozenset(row_orders)
    terms = dict(came.basis.penalties)
    for kind, term in came.row.also if came.row is not None else ():
        allowed = terms.get(kind)
        days = term.days if term.days is not None else allowed.days if allowed else None
        terms[kind] = PenaltyTerm(force=term.force, days=days)
    others = frozenset((kind, term.force, term.days) for kind, term in terms.items())
    return came.rank, others, frozenset((*came.basis.orders, *row_orders))
