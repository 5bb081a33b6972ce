"""What terms and formulas come to for given values, and which variables they read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

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
from penaltybench.values import Value


@dataclass(frozen=True, slots=True)
class Values:
    """What is known of each variable: ``tested`` for conditions, ``numbers`` for amounts."""

    tested: Mapping[str, Value]
    numbers: Mapping[str, Fraction]


def amount(term: Term, values: Values) -> Fraction:
    """Return what a term comes to; raises KeyError for a number that is not known."""
    total = term.constant
    for atom, factor in term.parts:
        total += factor * _atom(atom, values)
    return total


def _atom(atom: Atom, values: Values) -> Fraction:
    match atom:
        case Number(name):
            return values.numbers[name]
        case Product(left, right):
            return amount(left, values) * amount(right, values)
        case Greatest(terms):
            return max(amount(term, values) for term in terms)
        case Least(terms):
            return min(amount(term, values) for term in terms)
        case Floor(term):
            return Fraction(math.floor(amount(term, values)))
        case Choice(cases, otherwise):
            chosen = next((t for formula, t in cases if truth(formula, values)), otherwise)
            return amount(chosen, values)


def truth(formula: Formula, values: Values) -> bool:
    """Return whether a formula holds."""
    match formula:
        case Holds(name, test):
            return test.holds(values.tested[name])
        case Sign(term, strict):
            result = amount(term, values)
            return result > 0 or (result == 0 and not strict)
        case Every(parts):
            return all(truth(part, values) for part in parts)
        case Either(parts):
            return any(truth(part, values) for part in parts)
        case Negation(part):
            return not truth(part, values)


def numbers_in(term: Term) -> frozenset[str]:
    """Return the variables whose number a term reads outside of choices' formulas."""
    names: set[str] = set()
    for atom, _ in term.parts:
        match atom:
            case Number(name):
                names.add(name)
            case Product(left, right):
                names |= numbers_in(left) | numbers_in(right)
            case Greatest(terms) | Least(terms):
                names |= frozenset().union(*map(numbers_in, terms))
            case Floor(inside):
                names |= numbers_in(inside)
            case Choice(cases, otherwise):
                names |= frozenset().union(
                    numbers_in(otherwise), *(numbers_in(t) for _, t in cases)
                )
    return frozenset(names)


def variables_in(formula: Formula) -> frozenset[str]:
    """Return every variable that a formula reads."""
    match formula:
        case Holds(name):
            return frozenset([name])
        case Sign(term):
            return variables_of(term)
        case Every(parts) | Either(parts):
            return frozenset().union(*map(variables_in, parts))
        case Negation(part):
            return variables_in(part)


def variables_of(term: Term) -> frozenset[str]:
    """Return every variable that a term reads, those of choices' formulas too."""
    names = set(numbers_in(term))
    for atom, _ in term.parts:
        for inside in _terms_of(atom):
            names |= variables_of(inside)
        if isinstance(atom, Choice):
            names |= frozenset().union(*(variables_in(formula) for formula, _ in atom.cases))
    return frozenset(names)


def _terms_of(atom: Atom) -> tuple[Term, ...]:
    match atom:
        case Number():
            return ()
        case Product(left, right):
            return (left, right)
        case Greatest(terms) | Least(terms):
            return terms
        case Floor(term):
            return (term,)
        case Choice(cases, otherwise):
            return (*(term for _, term in cases), otherwise)
