"""Questions put to z3 (extra ``proof``): is there a case for which a formula holds?

Money, integers, days, words of an enum and booleans are integers, decimals are reals. Every question has
a time limit and fixed seeds. A model is given back as values of facts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from penaltybench.condition import Anything, Compare, Not, OneOf, UnaryTest, Within
from penaltybench.money import MAX_FEN
from penaltybench.proof.question import LIMIT, NO_NUMBER, Answer, Question
from penaltybench.proof.term import (
    Atom,
    Choice,
    Either,
    Every,
    Floor,
    Formula,
    Greatest,
    Holds,
    Least,
    Negation,
    Number,
    Product,
    Sign,
    Term,
)
from penaltybench.ruleset.published import Fact
from penaltybench.text import Text
from penaltybench.values import MAX_DIGITS, FactType, Value

_SCALES = (2, 4, 8)
"""Digits after the point with which decimals are looked for if a model has none that can be written."""
_Z3: Any = z3


@dataclass(frozen=True)
class Z3Solver:
    """Answers questions within ``seconds`` each."""

    seconds: float = 10.0

    def ask(self, question: Question) -> Answer:
        """Return whether there is a case for which the formula holds."""
        translation = _Translation(question.variables)
        solver = _Z3.Solver(ctx=translation.context)
        solver.set("timeout", max(1, int(self.seconds * 1000)))
        solver.set("random_seed", 0)
        solver.add(*translation.limits())
        solver.add(translation.formula(question.domain), translation.formula(question.formula))
        answer = _answer(solver, translation)
        if answer.values is not None or answer.exists is not True:
            return answer
        for scale in _SCALES:
            solver.push()
            solver.add(*translation.on_grid(scale))
            nearer = _answer(solver, translation)
            solver.pop()
            if nearer.values is not None:
                return nearer
        return Answer(None, reason=NO_NUMBER)


def _answer(solver: Any, translation: _Translation) -> Answer:
    result = solver.check()
    if result == _Z3.unsat:
        return Answer(False)
    if result == _Z3.unknown:
        why = str(solver.reason_unknown())
        limit = any(word in why for word in ("timeout", "canceled", "resource"))
        return Answer(None, reason=LIMIT if limit else Text(f"求解器：{why}", f"the solver: {why}"))
    return Answer(True, translation.values(solver.model()))


class _Translation:
    """Formulas and terms in the language of z3, each translated once."""

    def __init__(self, variables: Mapping[str, Fact]) -> None:
        # A context of its own: what earlier questions left behind must not change the answer.
        self.context = _Z3.Context()
        self.facts = variables
        self.symbols = {
            name: _Z3.Real(name, self.context)
            if fact.type is FactType.DECIMAL
            else _Z3.Int(name, self.context)
            for name, fact in variables.items()
        }
        self.terms: dict[Term, Any] = {}
        self.formulas: dict[Formula, Any] = {}

    def limits(self) -> Iterable[Any]:
        """Yield what the types say of each variable."""
        for name, fact in self.facts.items():
            symbol = self.symbols[name]
            low, high = _limits(fact)
            yield symbol >= _Z3.IntVal(low, self.context)
            yield symbol <= _Z3.IntVal(high, self.context)

    def on_grid(self, scale: int) -> Iterable[Any]:
        """Yield that every decimal has no more than ``scale`` digits after the point."""
        for name, fact in self.facts.items():
            if fact.type is FactType.DECIMAL:
                whole = _Z3.Int(f"{name} × 10^{scale}", self.context)
                yield self.symbols[name] * 10**scale == _Z3.ToReal(whole)

    def values(self, model: Any) -> Mapping[str, Value] | None:
        """Return the values of a model; None if a decimal of it cannot be written down."""
        found: dict[str, Value] = {}
        for name, fact in self.facts.items():
            value = model.eval(self.symbols[name], model_completion=True)
            number = (
                Fraction(value.as_fraction()) if _Z3.is_real(value) else Fraction(value.as_long())
            )
            read = _value(fact, number)
            if read is None:
                return None
            found[name] = read
        return found

    # --- formulas and terms -----------------------------------------------------------------

    def formula(self, formula: Formula) -> Any:
        known = self.formulas.get(formula)
        if known is None:
            known = self.formulas[formula] = self._formula(formula)
        return known

    def _formula(self, formula: Formula) -> Any:
        match formula:
            case Holds(name, test):
                return self._test(name, test)
            case Sign(term, strict):
                zero = _Z3.RealVal(0, self.context)
                amount = self.term(term)
                return amount > zero if strict else amount >= zero
            case Every(parts):
                return self._and([self.formula(part) for part in parts])
            case Either(parts):
                return self._or([self.formula(part) for part in parts])
            case Negation(part):
                return _Z3.Not(self.formula(part), self.context)

    def _and(self, parts: list[Any]) -> Any:
        return _Z3.And(*parts) if parts else _Z3.BoolVal(True, self.context)

    def _or(self, parts: list[Any]) -> Any:
        return _Z3.Or(*parts) if parts else _Z3.BoolVal(False, self.context)

    def _test(self, name: str, test: UnaryTest) -> Any:
        match test:
            case Anything():
                return _Z3.BoolVal(True, self.context)
            case Compare(operator, value):
                return self._compare(name, operator, value)
            case Within(interval):
                parts = []
                if interval.low is not None:
                    first = ">" if interval.low_open else ">="
                    parts.append(self._compare(name, first, interval.low))
                if interval.high is not None:
                    last = "<" if interval.high_open else "<="
                    parts.append(self._compare(name, last, interval.high))
                return self._and(parts)
            case OneOf(tests):
                return self._or([self._test(name, one) for one in tests])
            case Not(inner):
                return _Z3.Not(self._test(name, inner), self.context)

    def _compare(self, name: str, operator: str, value: Value) -> Any:
        symbol, literal = self.symbols[name], self._literal(self.facts[name], value)
        match operator:
            case "=":
                return symbol == literal
            case "<":
                return symbol < literal
            case "<=":
                return symbol <= literal
            case ">":
                return symbol > literal
            case _:
                return symbol >= literal

    def _literal(self, fact: Fact, value: Value) -> Any:
        if isinstance(value, Decimal):
            return self._real(Fraction(value))
        return _Z3.IntVal(_index(fact, value), self.context)

    def _real(self, number: Fraction) -> Any:
        return _Z3.RealVal(f"{number.numerator}/{number.denominator}", self.context)

    def term(self, term: Term) -> Any:
        known = self.terms.get(term)
        if known is None:
            parts = [self._real(factor) * self._atom(atom) for atom, factor in term.parts]
            known = self._real(term.constant)
            for part in parts:
                known = known + part
            self.terms[term] = known
        return known

    def _atom(self, atom: Atom) -> Any:
        match atom:
            case Number(name):
                symbol = self.symbols[name]
                return symbol if _Z3.is_real(symbol) else _Z3.ToReal(symbol)
            case Product(left, right):
                return self.term(left) * self.term(right)
            case Greatest(terms):
                return self._extreme([self.term(term) for term in terms], greatest=True)
            case Least(terms):
                return self._extreme([self.term(term) for term in terms], greatest=False)
            case Floor(inside):
                return _Z3.ToReal(_Z3.ToInt(self.term(inside)))
            case Choice(cases, otherwise):
                result = self.term(otherwise)
                for formula, chosen in reversed(cases):
                    result = _Z3.If(self.formula(formula), self.term(chosen), result, self.context)
                return result

    def _extreme(self, terms: list[Any], *, greatest: bool) -> Any:
        result = terms[0]
        for term in terms[1:]:
            ahead = term > result if greatest else term < result
            result = _Z3.If(ahead, term, result, self.context)
        return result


def _limits(fact: Fact) -> tuple[int, int]:
    match fact.type:
        case FactType.ENUM:
            return 0, len(fact.values) - 1
        case FactType.BOOLEAN:
            return 0, 1
        case FactType.DATE:
            return dt.date.min.toordinal(), dt.date.max.toordinal()
        case FactType.MONEY:
            return 0, MAX_FEN
        case _:
            most: int = 10 ** (MAX_DIGITS - 10)
            return -most, most


def _index(fact: Fact, value: Value) -> int:
    """Return the integer that stands for a value."""
    if isinstance(value, dt.date):
        return value.toordinal()
    if isinstance(value, str):
        # A word that the fact does not have is never met.
        return list(fact.values).index(value) if value in fact.values else -1
    return int(value)


def _value(fact: Fact, number: Fraction) -> Value | None:
    """Return the value for which a number stands; None for a decimal with too many digits."""
    match fact.type:
        case FactType.ENUM:
            return list(fact.values)[int(number)]
        case FactType.BOOLEAN:
            return bool(number)
        case FactType.DATE:
            return dt.date.fromordinal(int(number))
        case FactType.DECIMAL:
            return _decimal(number)
        case _:
            return int(number)


def _decimal(number: Fraction) -> Decimal | None:
    for scale in range(MAX_DIGITS // 2):
        scaled = number * 10**scale
        if scaled.denominator == 1:
            written = Decimal(scaled.numerator).scaleb(-scale)
            return written if len(f"{written:f}") <= MAX_DIGITS else None
    return None
