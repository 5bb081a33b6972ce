"""Amounts as exact terms over the numbers of a case, and formulas over its facts.

A term is a constant plus multiples of *atoms*: a number of the case, a product, the greatest or least
of terms, the next whole number below, or a choice by formulas. Terms that are written differently and
are the same linear expression are equal, so that what two of them share cancels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from penaltybench.condition import Condition, UnaryTest
from penaltybench.values import Value


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a variable (money in fen, dates as day numbers); ``whole`` if it is an integer."""

    name: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """The product of two terms of which neither is constant."""

    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest of terms."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Least:
    """The least of terms."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Floor:
    """The greatest whole number that is not above a term."""

    term: Term


@dataclass(frozen=True, slots=True)
class Choice:
    """The term of the first formula that holds, else the last one."""

    cases: tuple[tuple[Formula, Term], ...]
    otherwise: Term


Atom: TypeAlias = Number | Product | Greatest | Least | Floor | Choice


@dataclass(frozen=True, slots=True)
class Term:
    """``constant`` plus each atom times its factor (never zero), in a fixed order."""

    constant: Fraction = Fraction(0)
    parts: tuple[tuple[Atom, Fraction], ...] = ()
    # Terms are keys wherever they are simplified, and deep: their hash is taken once.
    hashed: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hashed", hash((self.constant, self.parts)))

    def __hash__(self) -> int:
        return self.hashed

    def __add__(self, other: Term) -> Term:
        factors = dict(self.parts)
        for atom, factor in other.parts:
            factors[atom] = factors.get(atom, Fraction(0)) + factor
        return _term(self.constant + other.constant, factors)

    def __sub__(self, other: Term) -> Term:
        return self + other * Fraction(-1)

    def __mul__(self, factor: Fraction) -> Term:
        if not factor:
            return Term()
        parts = tuple((atom, own * factor) for atom, own in self.parts)
        return Term(self.constant * factor, parts)

    @property
    def is_constant(self) -> bool:
        """Whether the term reads nothing."""
        return not self.parts


def _term(constant: Fraction, factors: Mapping[Atom, Fraction]) -> Term:
    parts = [(atom, factor) for atom, factor in factors.items() if factor]
    return Term(constant, tuple(sorted(parts, key=lambda part: repr(part[0]))))


def constant(number: Fraction | int) -> Term:
    """Return a number as a term."""
    return Term(Fraction(number))


def number(name: str, *, whole: bool) -> Term:
    """Return the number of a variable as a term."""
    return of_atom(Number(name, whole))


def of_atom(atom: Atom) -> Term:
    """Return an atom as a term."""
    return Term(Fraction(0), ((atom, Fraction(1)),))


def product(left: Term, right: Term) -> Term:
    """Return the product of two terms, multiplied out."""
    result = right * left.constant
    for atom, factor in left.parts:
        result = result + of_atom(atom) * (factor * right.constant)
        for other, share in right.parts:
            first, second = sorted((of_atom(atom), of_atom(other)), key=repr)
            result = result + of_atom(Product(first, second)) * (factor * share)
    return result


def floor(term: Term) -> Term:
    """Return the greatest whole number that is not above the term."""
    # What is whole already comes out of the brackets.
    inside = Term(term.constant, tuple(part for part in term.parts if not _is_whole(*part)))
    outside = Term(Fraction(0), tuple(part for part in term.parts if _is_whole(*part)))
    if inside.is_constant:
        return outside + constant(math.floor(inside.constant))
    return outside + of_atom(Floor(inside))


def ceiling(term: Term) -> Term:
    """Return the least whole number that is not below the term."""
    return floor(term * Fraction(-1)) * Fraction(-1)


def _is_whole(atom: Atom, factor: Fraction) -> bool:
    whole = isinstance(atom, Floor) or (isinstance(atom, Number) and atom.whole)
    return whole and factor.denominator == 1


# --- formulas -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Holds:
    """A variable satisfies a unary test."""

    name: str
    test: UnaryTest


@dataclass(frozen=True, slots=True)
class Sign:
    """A term is not negative; if ``strict``, it is positive."""

    term: Term
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """Every part holds."""

    parts: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts holds."""

    parts: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True)
class Negation:
    """The part does not hold."""

    part: Formula


Formula: TypeAlias = Holds | Sign | Every | Either | Negation

TRUE, FALSE = Every(), Either()


def all_of(parts: Iterable[Formula]) -> Formula:
    """Return the conjunction."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part == FALSE:
            return FALSE
        for one in part.parts if isinstance(part, Every) else (part,):
            kept[one] = None
    return next(iter(kept)) if len(kept) == 1 else Every(tuple(kept))


def any_of(parts: Iterable[Formula]) -> Formula:
    """Return the disjunction."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part == TRUE:
            return TRUE
        for one in part.parts if isinstance(part, Either) else (part,):
            kept[one] = None
    return next(iter(kept)) if len(kept) == 1 else Either(tuple(kept))


def negation(part: Formula) -> Formula:
    """Return the contrary."""
    if part == TRUE:
        return FALSE
    if part == FALSE:
        return TRUE
    return part.part if isinstance(part, Negation) else Negation(part)


def implies(first: Formula, second: Formula) -> Formula:
    """Return that the second holds where the first does."""
    return any_of([negation(first), second])


def at_most(low: Term, high: Term) -> Formula:
    """Return that ``low`` is not above ``high``."""
    return sign(high - low)


def below(low: Term, high: Term) -> Formula:
    """Return that ``low`` is less than ``high``."""
    return sign(high - low, strict=True)


def sign(term: Term, *, strict: bool = False) -> Formula:
    """Return that a term is not negative, or that it is positive."""
    if term.is_constant:
        return TRUE if term.constant > 0 or (term.constant == 0 and not strict) else FALSE
    return Sign(term, strict)


def choice(cases: Iterable[tuple[Formula, Term]], otherwise: Term) -> Term:
    """Return the term of the first formula that holds, else the last one."""
    kept: list[tuple[Formula, Term]] = []
    for formula, term in cases:
        if formula == TRUE:
            otherwise = term
            break
        if formula != FALSE:
            kept.append((formula, term))
    while kept and kept[-1][1] == otherwise:
        kept.pop()
    return of_atom(Choice(tuple(kept), otherwise)) if kept else otherwise


def exactly_one(parts: Iterable[Formula]) -> Formula:
    """Return that one of the parts holds and no other."""
    listed = list(parts)
    return any_of(only(listed, index) for index in range(len(listed)))


def only(parts: Iterable[Formula], index: int) -> Formula:
    """Return that the part at ``index`` holds and no other."""
    return all_of(part if number == index else negation(part) for number, part in enumerate(parts))


def conditioned(
    condition: Condition, fixed: Mapping[str, Value], suffixed: Mapping[str, str]
) -> Formula:
    """Return a condition as a formula.

    ``fixed`` are facts whose value is set; ``suffixed`` names the variable of a fact where it has
    another name than the fact.
    """
    parts: list[Formula] = []
    for fact, test in condition.tests:
        if fact in fixed:
            parts.append(TRUE if test.holds(fixed[fact]) else FALSE)
        else:
            parts.append(Holds(suffixed.get(fact, fact), test))
    if condition.any:
        parts.append(any_of(conditioned(one, fixed, suffixed) for one in condition.any))
    return all_of(parts)
