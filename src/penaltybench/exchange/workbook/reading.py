"""The columns that are there to be read: the words of the library for what the others hold.

They are made anew at every export and are never read back; nothing is lost if one is changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from penaltybench.condition import Condition, describe, describe_test
from penaltybench.exchange.workbook.beside import Beside
from penaltybench.ruleset.declare import Context, read_condition, read_test
from penaltybench.ruleset.models import (
    BasisFile,
    ConditionFile,
    GeneralFile,
    PenaltyFile,
    PenaltyKind,
    PenaltyTerm,
    PointsFile,
    RowFile,
    ScheduleFile,
    TierFine,
    TiersFile,
)
from penaltybench.text import Language, Text
from penaltybench.values import format_percent
from penaltybench.words import (
    FORCES,
    GRADES,
    PENALTIES,
    band_words,
    citation_words,
    days_words,
    range_words,
)

FIVE = (
    Text("违法行为", "violation"),
    Text("法律依据", "legal basis"),
    Text("违法程度", "gravity"),
    Text("适用情形", "circumstances"),
    Text("裁量基准", "benchmark"),
)
POINTS = (
    Text("违法行为", "violation"),
    Text("法律依据", "legal basis"),
    Text("裁量因素", "factor"),
    Text("情形", "level"),
    Text("裁量百分值", "percentage"),
)
CONDITION = Text("条件（文字）", "condition in words")
RANGE = Text("幅度（文字）", "range in words")
ITEM = Text("项目", "item")
HOW = Text("写法", "how to write it")
READ_TITLES = frozenset(
    title for text in (*FIVE, *POINTS, CONDITION, RANGE, ITEM, HOW) for title in (text.zh, text.en)
)
"""The titles of columns that are there to be read."""


def check_code(texts: Iterable[str]) -> str:
    """Return the code that tells whether the texts of a row were changed."""
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Reading:
    """Speaks of one ruleset in one language; of one whose shape is at fault it has nothing to say."""

    beside: Beside
    language: Language

    def _say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def _model(self) -> PenaltyFile | GeneralFile | None:
        model = self.beside.main.model if self.beside.main is not None else None
        return model if isinstance(model, PenaltyFile | GeneralFile) else None

    def _schedules(self) -> Sequence[ScheduleFile]:
        model = self._model()
        return model.schedules if isinstance(model, PenaltyFile) else ()

    def rows(self, schedule: int) -> list[tuple[str, ...]]:
        """Return the five columns of each tier of a schedule."""
        schedules = self._schedules()
        if schedule >= len(schedules) or schedules[schedule].tiers is None:
            return []
        one = schedules[schedule]
        assert one.tiers is not None
        violation = self._violation(one)
        return [
            (
                violation,
                self._bases(one, row.basis),
                self._gravity(row),
                self._circumstances(row, one.tiers, first=number == 0),
                self._benchmark(row, one),
            )
            for number, row in enumerate(one.tiers.rows)
        ]

    def levels(self, schedule: int) -> list[tuple[str, ...]]:
        """Return the five columns of each level of a table by points."""
        schedules = self._schedules()
        if schedule >= len(schedules) or schedules[schedule].points is None:
            return []
        one = schedules[schedule]
        assert one.points is not None
        head = (self._violation(one), self._bases(one, ()))
        return [(*head, *words) for words in self._levels(one.points)]

    def _levels(self, points: PointsFile) -> Iterable[tuple[str, str, str]]:
        for factor in points.factors:
            fact = self.beside.facts.get(factor.fact)
            label = factor.label or (fact.label if fact else Text(factor.fact, factor.fact))
            for test, share in factor.scale.items():
                phrase = ""
                if fact is not None and self.beside.main is not None:
                    read = read_test(
                        Context(), self.beside.main, (), fact.type, test, tuple(fact.values)
                    )
                    if read is not None:
                        phrase = describe_test(
                            fact.words(), read, self.language, self.beside.wording
                        )
                        phrase = phrase.removeprefix(fact.label.get(self.language)).strip()
                        phrase = phrase.removeprefix("为" if self.language == "zh" else "is ")
                yield label.get(self.language), phrase, format_percent(share)

    def bases(self, schedule: int) -> list[tuple[str, ...]]:
        """Return condition and range of each basis of a schedule."""
        schedules = self._schedules()
        if schedule >= len(schedules):
            return []
        found: list[tuple[str, ...]] = []
        for basis in schedules[schedule].basis:
            stated = ""
            fine = basis.allows.fine
            if fine is not None and self._known(fine.base, fine.min, fine.max):
                stated = range_words(fine, self.beside.facts, self.language)
            found.append((self._condition(basis.when), stated))
        return found

    def circumstances(self) -> list[tuple[str, ...]]:
        """Return the condition of each circumstance."""
        model = self._model()
        rules = model.circumstances if model is not None else ()
        return [(self._condition(rule.when) if rule.when is not None else "",) for rule in rules]

    def procedure(self) -> list[tuple[str, ...]]:
        """Return the condition of each step of procedure."""
        model = self._model()
        rules = model.procedure if model is not None else ()
        return [(self._condition(rule.when),) for rule in rules]

    # --- the five columns -----------------------------------------------------------------------

    def _violation(self, schedule: ScheduleFile) -> str:
        model = self._model()
        assert model is not None
        title = model.title.get(self.language)
        if len(self._schedules()) > 1 and schedule.label is not None:
            return f"{title}\n{self._bracketed(schedule.label.get(self.language))}"
        return title

    def _bases(self, schedule: ScheduleFile, only: Sequence[str]) -> str:
        texts = []
        for basis in self._of(schedule, only):
            words = citation_words(basis.statute, self.language)
            if basis.statute.text:
                words += (
                    f"：{basis.statute.text}"
                    if self.language == "zh"
                    else f": {basis.statute.text}"
                )
            texts.append(words)
        return "\n".join(dict.fromkeys(texts))

    def _of(self, schedule: ScheduleFile, only: Sequence[str]) -> list[BasisFile]:
        return [basis for basis in schedule.basis if not only or basis.id in only]

    def _gravity(self, row: RowFile) -> str:
        grade = GRADES[row.grade].get(self.language)
        label = row.label.get(self.language) if row.label is not None else grade
        if label in grade or grade in label:
            return max(label, grade, key=len)
        return f"{label}\n{self._bracketed(grade)}"

    def _bracketed(self, text: str) -> str:
        return self._say(f"（{text}）", f"({text})")

    def _circumstances(self, row: RowFile, table: TiersFile, *, first: bool) -> str:
        words = self._condition(row.when)
        if words:
            return words
        if table.hit == "first" and not first:
            return self._say("不符合以上各档的", "none of the tiers above")
        if table.select == "grade":
            grade = GRADES[row.grade].get(self.language)
            return self._say(f"权衡全部情节，认定为{grade}的", f"weighed as {grade}")
        return self._say("各种情形", "in any case")

    def _benchmark(self, row: RowFile, schedule: ScheduleFile) -> str:
        lines = []
        if row.fine is not None:
            lines.append(self._fine(row.fine))
        # What every basis of the row requires goes with each of its tiers.
        required = [
            {(kind, term) for kind, term in basis.allows.terms() if term.force == "must"}
            for basis in self._of(schedule, row.basis)
        ]
        shared = set.intersection(*required) if required else set()
        if row.grade == "exempt":
            shared = set()
        terms = dict(row.also.terms())
        terms |= {kind: term for kind, term in shared if kind not in terms}
        lines.extend(self._term(kind, terms[kind]) for kind in PenaltyKind if kind in terms)
        lines.extend(order.get(self.language) for order in row.orders)
        if not lines:
            return (
                self._say("不予处罚", "no penalty")
                if row.grade == "exempt"
                else self._say("不罚款", "no fine")
            )
        return "\n".join(lines)

    def _fine(self, fine: TierFine) -> str:
        if not self._known(fine.base, *(one.per for one in fine.plus)):
            return ""
        words = band_words(fine, self.beside.facts, self.language)
        if self.language == "en":
            return f"fine: {words}"
        if fine.share is not None or fine.plus:
            return f"罚款：{words}"
        return f"处{words}罚款"

    def _known(self, *names: object) -> bool:
        """Return whether the facts that an amount names are declared."""
        ids = (getattr(name, "fact", name) for name in names)
        return all(not isinstance(name, str) or name in self.beside.facts for name in ids)

    def _term(self, kind: PenaltyKind, term: PenaltyTerm) -> str:
        days = days_words(term.days, self.language) if term.days is not None else ""
        force = FORCES[term.force].get(self.language)
        name = PENALTIES[kind].get(self.language)
        return (
            f"{force}{name}{days}" if self.language == "zh" else f"{force}: {name} {days}".strip()
        )

    def _condition(self, file: ConditionFile) -> str:
        if self.beside.main is None:
            return ""
        context = Context(facts=dict(self.beside.facts))
        condition = read_condition(context, self.beside.main, (), file)
        if context.diagnostics:
            return ""
        words = {name: fact.words() for name, fact in self.beside.facts.items()}
        parts = [Condition(tests=(test,)) for test in condition.tests]
        if condition.any:
            parts.append(Condition(any=condition.any))
        texts = [describe(part, words, self.language, self.beside.wording) for part in parts]
        return self._say("，且\n", " and\n").join(text for text in texts if text)
