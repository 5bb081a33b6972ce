"""The tables of a workbook: which columns each has, in the order in which people read them."""

from __future__ import annotations

from collections.abc import Iterable

from penaltybench.exchange.workbook.codecs import (
    Band,
    Bilingual,
    BilingualLines,
    Day,
    Free,
    Lines,
    Literal,
    Rate,
    Values,
    Word,
)
from penaltybench.exchange.workbook.conditions import AlternativesCell, TestCell
from penaltybench.exchange.workbook.fields import Field
from penaltybench.exchange.workbook.flat import Flat, FlatLines
from penaltybench.exchange.workbook.header import HeaderRows
from penaltybench.exchange.workbook.law import Citation, Penalties
from penaltybench.exchange.workbook.notes import BAND_NOTE, CONDITION_NOTE, test_note
from penaltybench.exchange.workbook.vocabulary import FactWords
from penaltybench.text import Text
from penaltybench.values import FactType
from penaltybench.words import (
    EFFECTS,
    FORCES,
    GRADES,
    PENALTIES,
    RESPONDENTS,
)

TYPES = {
    "money": Text("金额", "money"),
    "integer": Text("整数", "integer"),
    "decimal": Text("小数", "decimal"),
    "boolean": Text("是否", "boolean"),
    "enum": Text("选项", "enum"),
    "date": Text("日期", "date"),
}
STEPS = {
    "on_the_spot": Text("当场处罚", "on the spot"),
    "hearing": Text("听证", "hearing"),
    "legal_review": Text("法制审核", "legal review"),
    "deliberation": Text("集体讨论", "deliberation"),
    "reasons": Text("说明理由", "reasons"),
    "deadline": Text("期限", "deadline"),
    "other": Text("其他", "other"),
}
_EFFECTS = ("exempt", "mitigated", "lenient", "lenient_or_mitigated", "severe", "no_leniency")
_MONEY = FactWords("fine", FactType.MONEY.value)


class Columns(HeaderRows):
    """The columns of every table, in one language, for the facts of one ruleset."""

    def facts(self) -> list[Field]:
        """Return the columns of a fact; its id stands in the column ``id``."""
        worse = Literal()
        return [
            self._field("type", "类型", "type", self._word(TYPES), width=9, always=True),
            self._field("label", "名称", "label", Bilingual(), width=24, always=True),
            self._field("unit", "单位", "unit", Bilingual(), width=9, always=True),
            self._field("domain", "取值范围", "domain", TestCell(None, False), always=True),
            self._field(
                "values",
                "选项（从轻到重）",
                "values, light to heavy",
                Values(),
                width=38,
                always=True,
            ),
            self._field("worse", "何者更重", "worse", worse, width=11, always=True),
            self._field("describe", "说明", "description", Bilingual(), width=40, always=True),
            self._flag("changeable", "当事人还能改变", "changeable"),
            self._field("unascertainable.as", "无法查明时按", "if unascertainable", Literal()),
            self._cite("unascertainable.cite", "无法查明的依据", "source for that"),
            self._field("several", "可以同时有几项", "several", Literal()),
            self._field("derive", "由日期推算", "derived", Flat(), width=30),
            self._cite("cite", "定义的出处", "source of the definition"),
        ]

    def schedules(self) -> list[Field]:
        """Return the columns of a schedule without its bases and its table."""
        respondents = Word(
            {word: RESPONDENTS[word].zh if self.chinese else word for word in RESPONDENTS},
            open_=True,
        )
        return [
            self._field("id", "编号", "id", Literal(), width=20, always=True),
            self._field(
                "respondent", "受处罚者", "respondent", respondents, strict=False, always=True
            ),
            self._field("label", "名称", "label", Bilingual(), width=26, always=True),
            self._when(zh="适用条件", en="applies when"),
            self._field("sets", "对其总是成立的事实", "facts that hold", Flat(), width=20),
            self._field("table_of", "借用哪个规则集的裁量表", "table of", Literal(), width=24),
            self._field("tiers.select", "按什么分档", "tiers by", Literal()),
            self._field("tiers.hit", "多档符合时", "several tiers", Literal()),
            self._cite("tiers.cite", "裁量表的出处", "source of the table"),
            self._field("points.start", "起点", "start", Literal()),
            self._field("points.method", "算法", "method", Literal(), width=20),
            self._field("points.at_most", "合计至多", "at most", Literal()),
            self._cite("points.cite", "分值表的出处", "source of the points"),
        ]

    def bases(self) -> list[Field]:
        """Return the columns of a basis."""
        fine = "allows.fine"
        return [
            self._field("id", "编号", "id", Literal(), width=18, always=True),
            self._field("statute.law", "法律", "law", Literal(), width=20, always=True),
            self._field("statute.article", "条款", "article", Free(), width=20, always=True),
            self._field("statute.edition", "版本", "edition", Day(), width=12, always=True),
            self._field("statute.text", "条文", "text", Free(), width=46, always=True),
            self._when(),
            self._field(f"{fine}.min", "罚款下限", "least fine", Rate(self.chinese), always=True),
            self._field(f"{fine}.max", "罚款上限", "greatest fine", Rate(self.chinese), always=True),
            *self._quantity(fine),
            *self._details(fine),
            self._field(f"{fine}.assumed_min", "无下限时按", "assumed minimum", Literal()),
            self._cite(f"{fine}.cite", "无下限时按的依据", "source of that"),
            self._field(
                "allows", "其他处罚", "other penalties", Penalties(self.chinese),
                width=24, but=("fine",), always=True,
            ),
            self._field("orders", "另行责令", "orders", BilingualLines(), width=28),
        ]  # fmt: skip

    def rows(self, facts: Iterable[str]) -> list[Field]:
        """Return the columns of a tier; ``facts`` are those that have a column of their own."""
        grades = self._word(GRADES)
        return [
            self._field("id", "编号", "id", Literal(), width=18, always=True),
            self._field("grade", "裁量阶次", "grade", grades, width=11, always=True),
            self._field("label", "档次名称", "label", Bilingual(), width=18, always=True),
            self._field("basis", "只适用的处罚依据", "bases", Lines(), width=18),
            self._when(),
            *(self.test(name) for name in facts),
            self._field(
                "when.any", "或者符合其一", "or one of", AlternativesCell(self.condition),
                width=30, note=CONDITION_NOTE.get(self.language),
            ),
            self._field(
                "fine.amount", "罚款幅度", "fine", Band(),
                width=22, always=True, note=BAND_NOTE.get(self.language),
            ),
            self._field(
                "fine.share", "法定幅度的百分比", "share of the range", Band(),
                width=16, note=BAND_NOTE.get(self.language),
            ),
            *self._quantity("fine"),
            self._field(
                "fine.range", "倍数、百分比或者每单位", "rate", Band(),
                width=18, note=BAND_NOTE.get(self.language),
            ),
            *self._details("fine"),
            self._field("fine.plus", "递增", "increments", FlatLines(), width=30),
            self._field(
                "also", "其他处罚", "other penalties", Penalties(self.chinese),
                width=24, always=True,
            ),
            self._field("orders", "另行责令", "orders", BilingualLines(), width=28),
            self._field("ground", "减轻的依据", "ground", Citation(), width=26),
            self._cite(),
        ]  # fmt: skip

    def test(self, name: str, path: str = "when") -> Field:
        """Return the column of the tests on one fact."""
        fact = self.vocabulary.facts.get(name)
        label = f"{fact.label}（{fact.unit}）" if fact and fact.unit else fact.label if fact else ""
        return Field(
            (path, name),
            Text(label or name, label or name),
            TestCell(fact, self.chinese),
            width=18,
            note=test_note(fact, self.language) if fact else "",
            always=True,
            options=(fact.options if self.chinese else tuple(fact.values)) if fact else (),
        )

    def factors(self) -> list[Field]:
        """Return the columns of a factor of a table by points."""
        return [
            self._field("fact", "要素", "fact", Literal(), width=20, always=True),
            self._field("label", "因素名称", "label", Bilingual(), width=22),
        ]

    def circumstances(self) -> list[Field]:
        """Return the columns of a circumstance."""
        effects = self._word(EFFECTS, _EFFECTS)
        return [
            self._field("id", "编号", "id", Literal(), width=24, always=True),
            self._field("effect", "作用", "effect", effects, width=14, always=True),
            self._field("force", "应当或者可以", "force", self._word(FORCES, ("shall", "may")), always=True),
            self._field("label", "情节", "circumstance", Bilingual(), width=40, always=True),
            self._when(),
            self._flag("absolute", "不予处罚且不作权衡", "absolute"),
            self._field("overrides", "替代的一般情节", "overrides", Lines(), width=24),
            self._needs("needs"),
            self._cite(),
        ]  # fmt: skip

    def procedure(self) -> list[Field]:
        """Return the columns of a step of procedure."""
        kinds = {word: text.zh if self.chinese else word for word, text in PENALTIES.items()}
        grades = {word: text.zh if self.chinese else word for word, text in GRADES.items()}
        note = test_note(_MONEY, self.language)
        return [
            self._field("id", "编号", "id", Literal(), width=24, always=True),
            self._field("step", "程序", "step", self._word(STEPS), width=11, always=True),
            self._field("label", "内容", "content", Bilingual(), width=40, always=True),
            self._when(),
            self._field("fine", "罚款", "fine", TestCell(_MONEY, False), note=note, always=True),
            self._field("kinds", "处罚种类", "penalties", Lines(kinds), width=18),
            self._field("grades", "裁量阶次", "grades", Lines(grades), width=14),
            self._flag("without_other", "没有其他处罚", "no other penalty"),
            self._field("days", "天数", "days", Literal(), width=8),
            self._flag("working", "工作日", "working days", width=8),
            self._cite(),
        ]


def all_keys(fields: Iterable[Field]) -> tuple[str, ...]:
    """Return the keys of all columns."""
    return tuple(key for field in fields for key in field.keys)


def used(fields: Iterable[Field], rows: Iterable[dict[str, str]]) -> list[Field]:
    """Return the fields that are always shown, and those that a row has."""
    filled = {key for row in rows for key in row}
    return [field for field in fields if field.always or filled & set(field.keys)]
