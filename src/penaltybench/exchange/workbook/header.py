"""What a ruleset says of itself and its policies, as the rows of a sheet."""

from __future__ import annotations

from penaltybench.exchange.workbook.codecs import (
    Bilingual,
    Day,
    Free,
    Lines,
    Literal,
)
from penaltybench.exchange.workbook.fields import Field
from penaltybench.exchange.workbook.flat import FlatLines
from penaltybench.exchange.workbook.making import Making
from penaltybench.words import (
    EDITION_STATUSES,
    GRADES,
    ROUNDINGS,
    SURENESS,
)


class HeaderRows(Making):
    """The rows of the sheet 基本信息."""

    def header(self) -> list[Field]:
        """Return the rows of what a ruleset says of itself and its policies."""
        modes = self._word(ROUNDINGS)
        statuses = self._word(EDITION_STATUSES)
        return [
            self._field("id", "编号", "id", Literal(), always=True),
            self._field("kind", "种类", "kind", Literal(), always=True),
            self._field("title", "名称", "title", Bilingual(), always=True),
            self._field("status", "状态", "status", statuses, always=True),
            self._field("effective.from", "施行日期", "in force from", Day(), always=True),
            self._field("effective.until", "最后有效日", "last day in force", Day(), always=True),
            self._field("issued.by", "发布机关", "issued by", Free(), always=True),
            self._field("issued.document", "文号", "document", Free(), always=True),
            self._field("issued.on", "发布日期", "issued on", Day(), always=True),
            self._field("issued.url", "网址", "url", Literal(), always=True),
            self._field("source.text", "依据的文本", "source", Free(), always=True),
            self._field("source.sure", "可靠程度", "sure", self._word(SURENESS), always=True),
            self._field("source.note", "附注", "note", Free(), always=True),
            self._field("reviewed_on", "核对日期", "reviewed on", Day(), always=True),
            self._field("uses", "同时适用的规则集", "uses", Lines(), always=True),
            self._field("wording.以上", "“以上”", "以上", Literal()),
            self._field("wording.以下", "“以下”", "以下", Literal()),
            self._cite("wording.cite", "“以上”“以下”的出处", "source of 以上, 以下"),
            self._field("rounding.unit", "取整单位", "rounding unit", Literal(), always=True),
            self._field("rounding.mode", "取整方法", "rounding mode", modes, always=True),
            self._cite("rounding.cite", "取整的出处", "source of the rounding"),
            self._field("suggest", "建议取幅度的", "suggested point", Literal()),
            *self._adjustment("severe"),
            *self._adjustment("lenient"),
            *self._adjustment("mitigated"),
            self._field("weighing.conflict", "从轻从重并存时", "conflict", Literal()),
            self._field("weighing.two_or_more", "同向两项以上时", "two or more", Literal()),
            self._cite("weighing.cite", "权衡的出处", "source of the weighing"),
            self._field("cap.at", "罚款不高于", "cap", Literal()),
            self._field("cap.label", "上限的名称", "name of the cap", Bilingual()),
            self._when("cap.unless", "上限的例外", "unless"),
            self._cite("cap.cite", "上限的出处", "source of the cap"),
            self._field("late_payment.per_day", "逾期每日加处", "late payment a day", Literal()),
            self._field("late_payment.at_most", "加处至多", "late payment at most", Literal()),
            self._cite("late_payment.cite", "加处的出处", "source of that"),
            self._field("choice_of_edition.rule", "新旧版本的选择", "choice of edition", Literal()),
            self._cite("choice_of_edition.cite", "版本选择的出处", "source of the choice"),
            self._field("one_act.rule", "一行为触犯数规范", "one act", Literal()),
            self._cite("one_act.cite", "一行为的出处", "source of one act"),
            self._field("combined.fine_at_most", "合并罚款至多", "fines together", Literal()),
            self._field(
                "combined.detention_at_most", "合并拘留至多", "detention together", Literal()
            ),
            self._field("combined.label", "合并上限的名称", "name of that limit", Bilingual()),
            self._cite("combined.cite", "合并上限的出处", "source of that limit"),
            self._field("refines", "细化的上级基准", "refines", Literal()),
            self._field("suppress", "接受的诊断", "accepted diagnostics", FlatLines()),
        ]

    def _adjustment(self, effect: str) -> list[Field]:
        path, zh, en = f"adjust.{effect}", GRADES[effect].zh, GRADES[effect].en
        return [
            self._field(f"{path}.to", f"{zh}：取档内", f"{en}: to", Literal()),
            self._field(f"{path}.up_to", f"{zh}：至多上下浮动", f"{en}: up to", Literal()),
            self._field(f"{path}.of", f"{zh}：浮动的基数", f"{en}: of", Literal()),
            self._field(f"{path}.shift", f"{zh}：移动几档", f"{en}: shift", Literal()),
            self._needs(f"{path}.needs"),
            self._cite(f"{path}.cite", f"{zh}的出处", f"source of {en}"),
        ]
