"""A new ruleset to start from: a statutory range and a method give a draft with worked cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from penaltybench.diagnostics import Diagnostic, Place, RulesetError
from penaltybench.money import parse_fen
from penaltybench.ruleset.literals import parse_number
from penaltybench.text import Text, both
from penaltybench.values import parse_percent

Method = Literal["thirds", "five-grades", "points", "blank"]
METHODS: Mapping[str, Text] = {
    "thirds": Text(
        "三分：从轻取下部30%，从重取上部30%（国市监法规〔2022〕2号的比例）",
        "three parts: the lower 30 % lenient, the upper 30 % severe (the shares of 国市监法规〔2022〕2号)",
    ),
    "five-grades": Text(
        "五级：免罚、最低限、一半以下、一半以上、最高限（醴城〔2017〕22号的方法）",
        "five grades: none, minimum, up to half, above half, maximum (the method of 醴城〔2017〕22号)",
    ),
    "points": Text("分值：裁量起点加各因素的百分比", "points: a start and the shares of factors"),
    "blank": Text("一行，其余自拟", "one row, the rest to be written"),
}


@dataclass(frozen=True, slots=True)
class Range:
    """A statutory range as the author gives it: ``low`` may be empty; ``of`` names the base, if any."""

    low: str
    high: str
    of: str | None = None

    def yaml(self) -> str:
        """Return the range as a ruleset writes it."""
        key = "" if self.of is None else f"{self._base()}: {self.of}, "
        low = f"min: {self.low}, " if self.low else ""
        return f"{{{key}{low}max: {self.high}}}"

    def _base(self) -> str:
        return "percent_of" if self.high.endswith("%") else "times_of"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the author says of the ruleset to be written."""

    id: str
    title: str
    law: str
    article: str
    range: Range
    method: Method
    start: dt.date


def read_range(text: str, of: str | None) -> Range:
    """Return the range of ``5万元..10万元``, ``..2万元``, or with a base ``10..20`` or ``5%..10%``.

    Raises RulesetError if it is none, or its low end lies above the high one.
    """
    low, dots, high = text.partition("..")
    try:
        if not dots or not high.strip():
            raise ValueError("应写作 5万元..10万元|a range is written 5万元..10万元")
        ends = [_end(end.strip(), of, high.strip()) for end in (low, high) if end.strip()]
        if len(ends) == 2 and ends[0] > ends[1]:
            raise ValueError("下限高于上限|the low end is above the high one")
    except ValueError as error:
        reason = both(str(error))
        raise RulesetError(
            [
                Diagnostic(
                    "PB0204",
                    Text(f"“{text}”：{reason.zh}", f"“{text}”: {reason.en}"),
                    Text(
                        "例如 5万元..10万元；货值的倍数写 10..20 并用 --of 指明要素",
                        "for example 5万元..10万元; for a multiple of a value 10..20 with --of",
                    ),
                    Place("--fine"),
                )
            ]
        ) from None
    return Range(low.strip(), high.strip(), of)


def _end(text: str, of: str | None, high: str) -> Fraction:
    if of is None:
        return Fraction(parse_fen(text, unit_needed=True))
    if high.endswith("%"):
        return parse_percent(text)
    return parse_number(text)


def draft_text(draft: Draft) -> str:
    """Return the YAML of a draft with comments that say what has to be filled in."""
    return (
        f"# 草案。【】内的文字须由起草人改写；改完后运行 penaltybench check 和 penaltybench test。\n"
        f"id: {draft.id}\n"
        f"kind: penalty\n"
        f"title: {{zh: {_quoted(draft.title)}}}\n"
        f"status: draft\n"
        f"effective: {{from: {draft.start}}}\n"
        f"issued: {{by: 【发布机关】}}            # 发布后补 document、on、url\n"
        f"source:\n"
        f"  text: 【条文或者文件的名称】\n"
        f"  sure: low                          # 与原文核对后改为 high\n"
        f"reviewed_on: {draft.start}\n"
        f"uses: [cn.general]                   # 行政处罚法的一般规则\n\n"
        f"facts:\n{_facts(draft)}\n"
        f"schedules:\n"
        f"  - id: party\n"
        f"    respondent: party\n"
        f"    label: 当事人\n"
        f"    basis:\n"
        f"      - id: basis\n"
        f"        statute: {{law: {_quoted(draft.law)}, article: {_quoted(draft.article)}}}\n"
        f"        allows:\n"
        f"          fine: {draft.range.yaml()}\n"
        f"{_TABLES[draft.method]}\n"
        f"rounding: {{unit: 1元, mode: down}}    # 来源没有规定取整的，在 source.note 中说明\n"
    )


def _facts(draft: Draft) -> str:
    base = ""
    if draft.range.of is not None:
        base = f"  {draft.range.of}: {{type: money, label: 【基数的名称】, worse: higher}}\n"
    return base + _FACTS[draft.method]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"


_SERIOUSNESS = """  seriousness:
    type: enum
    label: 违法程度
    describe: 【各级的认定标准】
    values: {VALUES}
    worse: later
"""
_FACTS: Mapping[str, str] = {
    "thirds": _SERIOUSNESS.replace("{VALUES}", "{minor: 较轻, ordinary: 一般, serious: 较重}"),
    "five-grades": _SERIOUSNESS.replace(
        "{VALUES}",
        "{particularly_minor: 特别轻微, minor: 轻微, ordinary: 一般, serious: 严重, particularly_serious: 特别严重}",
    ),
    "points": """  harm:
    type: enum
    label: 危害后果
    values: {none: 无, some: 一定, serious: 严重}
    worse: later
  months: {type: decimal, unit: 个月, domain: ">= 0", label: 持续时间, worse: higher}
""",
    "blank": """  harm:
    type: enum
    label: 危害后果
    values: {none: 无, serious: 严重}
    worse: later
""",
}
_TABLES: Mapping[str, str] = {
    "thirds": """    tiers:
      rows:
        - {id: minor, label: 较轻, grade: lenient, when: {seriousness: minor}, fine: {share: "[0%..30%]"}}
        - {id: ordinary, label: 一般, grade: ordinary, when: {seriousness: ordinary}, fine: {share: "(30%..70%)"}}
        - {id: serious, label: 较重, grade: severe, when: {seriousness: serious}, fine: {share: "[70%..100%]"}}
""",
    "five-grades": """    tiers:
      rows:
        - {id: particularly-minor, label: 特别轻微, grade: exempt, when: {seriousness: particularly_minor}}
        - {id: minor, label: 轻微, grade: lenient, when: {seriousness: minor}, fine: {amount: minimum}}
        - {id: ordinary, label: 一般, grade: ordinary, when: {seriousness: ordinary}, fine: {amount: "(minimum..50% of maximum]"}}
        - {id: serious, label: 严重, grade: severe, when: {seriousness: serious}, fine: {amount: "(50% of maximum..maximum)"}}
        - {id: particularly-serious, label: 特别严重, grade: severe, when: {seriousness: particularly_serious}, fine: {amount: maximum}}
""",
    "points": """    points:
      start: minimum/maximum
      method: position
      factors:
        - {fact: harm, scale: {none: 0%, some: 20%, serious: 60%}}
        - {fact: months, scale: {"< 3": 0%, "[3..12)": 15%, ">= 12": 40%}}
""",
    "blank": """    tiers:
      rows:
        - {id: only, label: 【档次】, grade: ordinary, fine: {share: "[0%..100%]"}}
""",
}
