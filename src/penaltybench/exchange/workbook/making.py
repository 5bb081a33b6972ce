"""How the columns of a workbook are made: titles, notes, and how their content is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from penaltybench.exchange.workbook.codecs import (
    Lines,
    Literal,
    Word,
    known_words,
)
from penaltybench.exchange.workbook.conditions import ConditionCell
from penaltybench.exchange.workbook.fields import Field
from penaltybench.exchange.workbook.law import Citations
from penaltybench.exchange.workbook.notes import CONDITION_NOTE, NOTES
from penaltybench.exchange.workbook.vocabulary import Vocabulary
from penaltybench.text import Language, Text
from penaltybench.words import (
    NEEDS,
)

_FLAGS = {"true": Text("是", "true"), "false": Text("否", "false")}


@dataclass(frozen=True, slots=True)
class Making:
    """Makes columns in one language, for the facts of one ruleset."""

    language: Language
    vocabulary: Vocabulary

    @property
    def chinese(self) -> bool:
        """Whether words are shown in Chinese."""
        return self.language == "zh"

    @property
    def condition(self) -> ConditionCell:
        """How whole conditions are written."""
        return ConditionCell(self.vocabulary, self.chinese)

    def _word(self, words: Mapping[str, Text], only: Sequence[str] = ()) -> Word:
        return known_words(words, self.chinese, only)

    def _field(self, path: str, zh: str, en: str, codec: object, **more: object) -> Field:
        note = NOTES.get(path) or NOTES.get(path.rpartition(".")[2])
        options = codec.options if isinstance(codec, Word) else ()
        settings = {
            "note": "" if note is None else note.get(self.language),
            "options": options,
            "strict": bool(options),
        } | more
        return Field(tuple(path.split(".")), Text(zh, en), codec, **settings)  # type: ignore[arg-type]

    def _flag(self, path: str, zh: str, en: str, **more: object) -> Field:
        return self._field(path, zh, en, self._word(_FLAGS), **more)

    def _cite(self, path: str = "cite", zh: str = "出处", en: str = "source") -> Field:
        return self._field(path, zh, en, Citations(), width=30)

    def _when(self, path: str = "when", zh: str = "条件", en: str = "condition") -> Field:
        note = CONDITION_NOTE.get(self.language)
        return self._field(path, zh, en, self.condition, width=34, note=note)

    def _quantity(self, path: str) -> list[Field]:
        return [
            self._field(f"{path}.times_of", "倍数的基数", "multiple of", Literal(), width=16),
            self._field(f"{path}.percent_of", "百分比的基数", "percentage of", Literal(), width=16),
            self._field(f"{path}.per", "按数量计罚的要素", "per unit of", Literal(), width=16),
        ]

    def _details(self, path: str) -> list[Field]:
        return [
            self._field(f"{path}.each", "每多少", "each", Literal()),
            self._field(f"{path}.started", "不足一个单位", "started unit", Literal()),
            self._field(f"{path}.beyond", "超过多少的部分", "beyond", Literal()),
            self._field(f"{path}.base_at_least", "基数至少按", "base at least", Literal()),
            self._field(f"{path}.at_least", "不低于", "at least", Literal()),
            self._field(f"{path}.at_most", "不超过", "at most", Literal()),
        ]

    def _needs(self, path: str) -> Field:
        needs = {word: text.zh if self.chinese else word for word, text in NEEDS.items()}
        return self._field(path, "需要", "needs", Lines(needs), width=14)
