"""The grammar of cells, as the comments on headers and the first sheet explain it."""

from __future__ import annotations

from penaltybench.exchange.workbook.vocabulary import FactWords
from penaltybench.text import Language, Text

BAND_NOTE = Text(
    "[2万元..5万元]：含两端\n[2万元..5万元)：不含上限\n(2万元..5万元]：不含下限\n2000元：固定数额\n"
    "两端也可写 minimum、middle、maximum（法定最低、中限、最高），或者 50% of maximum\n金额要带“元”",
    "[2万元..5万元]: both ends included\n[2万元..5万元): the upper end excluded\n"
    "(2万元..5万元]: the lower end excluded\n2000元: a fixed amount\n"
    "an end may be minimum, middle, maximum, or 50% of maximum\nmoney needs 元",
)
CONDITION_NOTE = Text(
    "每行一个要素，须同时符合：\ngoods_value: < 1万元\nharm: 无, 轻微\n"
    "以“或:”开头的各行，符合其一即可：\n或: corrected: 是; prior_2y: 0\n空着表示总是适用",
    "A fact a line; all must hold:\ngoods_value: < 1万元\nharm: none, minor\n"
    "Of the lines that begin with “or:” one must hold:\nor: corrected: true; prior_2y: 0\n"
    "Left empty: always",
)
NOTES: dict[str, Text] = {
    "id": Text("小写英文字母、数字，用连接号相连", "lower-case letters and digits, joined by -"),
    "uses": Text("每行一个编号，如 cn.general", "an id a line, such as cn.general"),
    "from": Text("2026-01-01，2026年1月1日也可以", "2026-01-01"),
    "until": Text(
        "最后一个有效的日子，没有就空着", "the last day in force; empty if there is none"
    ),
    "rounding.unit": Text("如 1元、10元、0.01元", "such as 1元, 10元, 0.01元"),
    "worse": Text(
        "金额、数：higher（越高越重）、lower\n选项、日期：later（越后越重）、earlier\n是否：true、false",
        "numbers: higher, lower\nenums and dates: later, earlier\nbooleans: true, false",
    ),
    "values": Text(
        "每行一项：编号 = 中文 | 英文\n从最轻到最重",
        "one a line: word = Chinese | English\nlight to heavy",
    ),
    "cite": Text(
        "每行一条：《行政处罚法》第三十三条第一款\n有文号的：湘环发〔2022〕8号第九条\n"
        "版本和原文：《…》第九条（2020-04-29）：“原文”",
        "one a line: 《行政处罚法》第三十三条第一款\nwith a number: 湘环发〔2022〕8号第九条\n"
        "edition and words: 《…》第九条（2020-04-29）：“…”",
    ),
    "also": Text(
        "每行一种：应当 没收违法所得\n可以 吊销许可证件\n有天数的：可以 行政拘留 [5..10]\n“无”表示没有",
        "one a line: must confiscate_gains\nmay revoke_licence\nwith days: may detain [5..10]\n"
        "“none” for none",
    ),
    "allows": Text(
        "每行一种：应当 没收违法所得\n可以 吊销许可证件\n有天数的：可以 行政拘留 [5..10]\n“无”表示没有",
        "one a line: must confiscate_gains\nmay revoke_licence\nwith days: may detain [5..10]\n"
        "“none” for none",
    ),
    "orders": Text("每行一项：中文 | 英文", "one a line: Chinese | English"),
    "min": Text(
        "金额带“元”；倍数写数；百分比带 %；由案件给出的写 要素 编号",
        "money with 元, a multiple as a number, a percentage with %, or: fact ID",
    ),
    "max": Text(
        "金额带“元”；倍数写数；百分比带 %；由案件给出的写 要素 编号",
        "money with 元, a multiple as a number, a percentage with %, or: fact ID",
    ),
    "started": Text(
        "whole 不足一个单位按一个单位计；full 不计；exact 按比例（默认）",
        "whole: counts as a whole unit; full: not at all; exact: in proportion (default)",
    ),
    "select": Text(
        "facts 按事实（默认）；grade 按权衡后的阶次", "facts (default), or grade: the weighed grade"
    ),
    "hit": Text(
        "unique 只应符合一档（默认）；first 自上而下取最先符合的",
        "unique (default): exactly one; first: the first that holds from the top",
    ),
    "method": Text(
        "total_of_maximum：（起点+Σ）×最高额\nposition：［起点+Σ×（1−起点）］×最高额",
        "total_of_maximum: (start + Σ) × maximum\nposition: [start + Σ × (1 − start)] × maximum",
    ),
    "start": Text(
        "百分比，或者 minimum/maximum（法定最低÷法定最高）", "a percentage, or minimum/maximum"
    ),
    "plus": Text(
        "每行一项：per: 要素; beyond: 1; add: 1万元", "one a line: per: fact; beyond: 1; add: 1万元"
    ),
    "derive": Text(
        "years: [birth_date, conduct_start]，也可 months、days；加 until: day_before 为算至前一日",
        "years: [birth_date, conduct_start], also months, days; until: day_before",
    ),
}
"""What is said of a column by its key, or by the last part of it."""

_EXAMPLES = {
    "money": "< 1万元\n>= 5,000元\n[1万元..5万元)",
    "integer": "0\n>= 3\n[3..6)",
    "decimal": "< 0.5\n>= 3\n[3..6.5)",
    "date": ">= 2021-07-15\n[2021-01-01..2021-12-31]",
}


def test_note(fact: FactWords, language: Language) -> str:
    """Return the comment on the column of a fact: what it is, and how tests on it are written."""
    zh = language == "zh"
    lines = [fact.label or fact.id]
    if fact.describe:
        lines.append(fact.describe)
    if fact.values:
        lines.extend(f"{word} = {label}" for word, label in fact.values.items())
    several = "、".join(fact.options[:2]) if zh else ", ".join(tuple(fact.values)[:2])
    if fact.type == "boolean":
        lines.append("是、否" if zh else "true, false")
    elif fact.type == "enum":
        first = (fact.options if zh else tuple(fact.values) or ("",))[-1:]
        lines.append(
            f"一项；几项用逗号隔开（{several}）；除外写 not({''.join(first)})"
            if zh
            else f"one; several with commas ({several}); all but: not({''.join(first)})"
        )
    else:
        lines.append("写法：" if zh else "grammar:")
        lines.append(_EXAMPLES.get(fact.type, ""))
        lines.append(
            "“[”“]”含该端，“(”“)”不含" if zh else "[ and ] include the end, ( and ) do not"
        )
    lines.append("空着表示不限" if zh else "left empty: anything")
    return "\n".join(line for line in lines if line)
