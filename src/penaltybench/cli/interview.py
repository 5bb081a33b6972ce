"""An interview: a case that grows by answers, and the question that matters most now.

After every answer the recommendation is computed anew, so that nothing is asked that cannot change
it any more. Nothing is printed here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from penaltybench import CaseError, Library, Question, Recommendation
from penaltybench.case import case_from_tree
from penaltybench.diagnostics import Diagnostic, Place
from penaltybench.ruleset.edition import Circumstance, Edition
from penaltybench.ruleset.published import Fact
from penaltybench.source import Source
from penaltybench.text import Text

YES = frozenset({"是", "有", "对", "yes", "y", "true"})
NO = frozenset({"否", "无", "没有", "不是", "no", "n", "false"})
_SEPARATOR = re.compile(r"[,、;\s]+")
_DAY = re.compile(r"(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked at one time: a fact, a date of the case, or circumstances that act alike."""

    questions: tuple[Question, ...]

    @property
    def first(self) -> Question:
        """The question, or the first of the circumstances."""
        return self.questions[0]

    @property
    def is_list(self) -> bool:
        """Whether several circumstances are asked at once."""
        return len(self.questions) > 1


@dataclass(frozen=True, slots=True)
class _State:
    tree: Mapping[str, Any]
    recommendation: Recommendation
    skipped: frozenset[str]


class Interview:
    """A case and what is still to be asked about it; raises CaseError if the case is refused."""

    def __init__(self, library: Library, tree: Mapping[str, Any], source: Source) -> None:
        self.library = library
        self._source = source
        found = library.recommend(case_from_tree(tree, source))
        self._states = [_State(tree, found, frozenset())]

    @property
    def tree(self) -> Mapping[str, Any]:
        """The case, as a file would write it."""
        return self._states[-1].tree

    @property
    def recommendation(self) -> Recommendation:
        """The recommendation for what is known so far."""
        return self._states[-1].recommendation

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions that may count, the one of the result first."""
        standard = self.library.standard(self.recommendation.edition.id)
        return (self.recommendation.edition, *standard.editions)

    def fact(self, name: str) -> Fact | None:
        """Return the declaration of a fact; None for a date of the case."""
        return next((e.facts[name] for e in self.editions if name in e.facts), None)

    def circumstance(self, name: str) -> Circumstance:
        """Return the declaration of a circumstance."""
        every = (one for edition in self.editions for one in edition.circumstances)
        return next(one for one in every if one.id == name)

    # --- what is asked --------------------------------------------------------------------------

    def asked(self) -> Asked | None:
        """Return what to ask now; None if nothing is left but what was skipped."""
        return next(iter(self.all_asked()), None)

    def all_asked(self) -> list[Asked]:
        """Return what may still be asked, the most important first; what was skipped is left out."""
        # What was answered and is asked again (a date before the conduct) would be asked for ever.
        done = {*self._states[-1].skipped, *(self.tree.get("facts") or ()), *self.tree}
        groups: dict[object, list[Question]] = {}
        for question in self.recommendation.questions:
            if question.id in done:
                continue
            key: object = question.id
            if question.kind == "circumstance":
                own = self.circumstance(question.id)
                key = (own.effect, own.force)
            groups.setdefault(key, []).append(question)
        return [Asked(tuple(questions)) for questions in groups.values()]

    @property
    def skipped(self) -> tuple[Question, ...]:
        """The questions that matter and were skipped."""
        names = self._states[-1].skipped
        return tuple(q for q in self.recommendation.questions if q.id in names)

    # --- what is answered -----------------------------------------------------------------------

    def skip(self) -> None:
        """Put what is asked now behind everything else."""
        asked = self.asked()
        if asked is not None:
            state = self._states[-1]
            names = state.skipped | {question.id for question in asked.questions}
            self._states.append(_State(state.tree, state.recommendation, names))

    def back(self) -> bool:
        """Take back the last answer; return whether there was one."""
        if len(self._states) == 1:
            return False
        self._states.pop()
        return True

    def unascertainable(self) -> tuple[Diagnostic, ...]:
        """State that the fact that is asked now cannot be ascertained; return why that is refused."""
        asked = self.asked()
        assert asked is not None
        if asked.first.kind != "fact":
            return (_refusal("PB0310", asked.first, _ONLY_FACTS, _ANSWER),)
        listed = [*self.tree.get("unascertainable", ()), asked.first.id]
        return self._take({**self.tree, "unascertainable": listed})

    def answer(self, text: str) -> tuple[Diagnostic, ...]:
        """Take the answer to what is asked now; return what is wrong with it."""
        asked = self.asked()
        assert asked is not None
        text = unicodedata.normalize("NFKC", text).strip()
        question = asked.first
        if question.kind == "circumstance":
            found = _chosen(asked, text)
            if isinstance(found, Diagnostic):
                return (found,)
            known = self.tree.get("circumstances") or {}
            stated = {one.id: one.id in found for one in asked.questions}
            return self._take({**self.tree, "circumstances": {**known, **stated}})
        if question.kind == "date":
            return self._take({**self.tree, question.id: _as_day(text)})
        facts = self.tree.get("facts") or {}
        return self._take(
            {**self.tree, "facts": {**facts, question.id: self._value(question, text)}}
        )

    def _value(self, question: Question, text: str) -> object:
        """Return the answer as a case file would write it; what cannot be read stays as it is."""
        fact = self.fact(question.id)
        match question.type:
            case "boolean":
                word = text.lower()
                return "true" if word in YES else "false" if word in NO else text
            case "enum" if fact is not None and fact.several and _SEPARATOR.search(text):
                parts = [part for part in _SEPARATOR.split(text) if part]
                return [_word(question, part) for part in parts]
            case "enum":
                return _word(question, text)
            case "date":
                return _as_day(text)
        for unit in (question.unit.zh, question.unit.en) if question.unit else ():
            text = text.removesuffix(unit).strip()
        return text

    def _take(self, tree: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
        try:
            found = self.library.recommend(case_from_tree(dict(tree), self._source))
        except CaseError as error:
            return error.diagnostics
        self._states.append(_State(tree, found, self._states[-1].skipped))
        return ()


def numbered(question: Question) -> bool:
    """Whether the values can be chosen by number: not if their own words are numbers."""
    return not any(word.isdigit() for word, _ in question.values)


def _word(question: Question, text: str) -> str:
    """Return the word of an enum value that is named by its word, number or label."""
    words = [word for word, _ in question.values]
    if text in words:
        return text
    if numbered(question) and text.isdecimal() and 1 <= int(text) <= len(words):
        return words[int(text) - 1]
    labels = {
        unicodedata.normalize("NFKC", name).lower(): word
        for word, label in question.values
        for name in (label.zh, label.en)
    }
    return labels.get(text.lower(), text)


def _as_day(text: str) -> str:
    """Return a date as a case file writes it, if it is written otherwise."""
    match = _DAY.fullmatch(text)
    return text if match is None else f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"


def _chosen(asked: Asked, text: str) -> set[str] | Diagnostic:
    """Return the circumstances that an answer names, by number or id; none for 0 or no."""
    word = text.lower()
    if word == "0" or word in NO:
        return set()
    if not asked.is_list and word in YES:
        return {asked.first.id}
    names = [question.id for question in asked.questions]
    found = set()
    for part in _parts(text):
        if part in names:
            found.add(part)
        elif part.isdecimal() and 1 <= int(part) <= len(names):
            found.add(names[int(part) - 1])
        else:
            wrong = Text(f"没有第“{part}”项", f"there is no item “{part}”")
            return _refusal("PB0308", asked.first, wrong, _NUMBERS)
    return found


def _parts(text: str) -> Iterator[str]:
    return (part for part in _SEPARATOR.split(text) if part)


_NUMBERS = Text(
    "请写序号，多项用逗号分开；一项也没有的写 0",
    "write the numbers, separated by commas; 0 for none",
)
_ONLY_FACTS = Text(
    "只有事实可以确无法查明，情节和案件日期不能",
    "only facts can be unascertainable, not circumstances or dates of the case",
)
_ANSWER = Text("请回答，或者直接回车跳过", "answer it, or skip it with an empty line")


def _refusal(code: str, question: Question, message: Text, remedy: Text) -> Diagnostic:
    return Diagnostic(code, message, remedy, Place("case", path=question.id))
