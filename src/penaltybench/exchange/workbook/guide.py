"""The sheet in front of a workbook: how to use it, and how cells are written."""

from __future__ import annotations

from penaltybench.text import Language

_GUIDE: tuple[tuple[str, str, str, str, bool], ...] = (
    ("怎样使用本工作簿", "How to use this workbook", "", "", True),
    (
        "本工作簿是一项裁量权基准的一个版本。修改后用 penaltybench import 读回。",
        "This workbook is one edition of a benchmark. After editing, penaltybench import reads it back.",
        "",
        "",
        False,
    ),
    ("", "", "", "", False),
    ("颜色", "Colours", "", "", True),
    (
        "灰色（自动生成）",
        "grey (自动生成)",
        "只供阅读，每次导出时由程序重写；改了也不起作用，导入时会提醒。",
        "to be read only; written anew at every export. A change has no effect, and import warns of it.",
        False,
    ),
    (
        "白色",
        "white",
        "请在这里修改。单元格的格式是“文本”，请不要写公式。",
        "edit here. Cells are formatted as text; write no formulas.",
        False,
    ),
    (
        "橙色",
        "orange",
        "【请填写…】：填好之后才能导入。",
        "【请填写…】 is to be filled in before the workbook can be imported.",
        False,
    ),
    ("", "", "", "", False),
    ("工作表", "Sheets", "", "", True),
    (
        "裁量基准",
        "Table",
        "每行一档。左边五列供阅读和打印，右边每个要素一列，写该档的条件。",
        "a tier a row. The five columns at the left are to be read and printed; at the right each fact "
        "has a column for the tests of the tier.",
        False,
    ),
    (
        "分值",
        "Points",
        "按分值计罚的裁量表：每行一个因素的一种情形。",
        "tables by points: a level of a factor a row.",
        False,
    ),
    (
        "裁量表",
        "Schedules",
        "谁受处罚、条件、用哪张工作表。",
        "who is punished, when, and by which sheet.",
        False,
    ),
    (
        "处罚依据",
        "Bases",
        "法律条文、条件、法定幅度、其他处罚。",
        "article, condition, statutory range, other penalties.",
        False,
    ),
    (
        "要素",
        "Facts",
        "案件的事实要素：名称、类型、单位、取值。",
        "the facts of a case: name, type, unit, values.",
        False,
    ),
    (
        "情节、程序",
        "Circumstances, Procedure",
        "从轻从重等情节，以及应当履行的程序。",
        "circumstances for and against the party, and the steps that follow.",
        False,
    ),
    (
        "基本信息",
        "About",
        "编号、名称、状态、施行日期、发布机关、来源、取整等。",
        "id, title, status, dates, issuer, source, rounding and the like.",
        False,
    ),
    (
        "其他",
        "Other",
        "没有专门一栏的内容，逐项写明位置。没有任何内容是隐藏的。",
        "what has no column of its own, item by item with its place. Nothing is hidden.",
        False,
    ),
    ("", "", "", "", False),
    ("条件的写法", "How tests are written", "", "", True),
    (
        "1万元、3、是、轻微",
        "1万元, 3, true, minor",
        "等于该值（金额要带“元”）",
        "equals it (money needs 元)",
        False,
    ),
    (
        "< 1万元、<=、>、>=",
        "< 1万元, <=, >, >=",
        "小于、不大于、大于、不小于",
        "less than, and so on",
        False,
    ),
    (
        "[1万元..5万元)",
        "[1万元..5万元)",
        "从1万元（含）到5万元（不含）；“[”“]”含该端，“(”“)”不含；一端可以空着：[10..]",
        "from 10,000 (included) to 50,000 (excluded); an end may be left out: [10..]",
        False,
    ),
    ("无, 轻微", "none, minor", "其中之一", "one of them", False),
    ("not(严重)", "not(serious)", "除此以外", "none of them", False),
    ("（空着）", "(empty)", "不限", "anything", False),
    (
        "全角和半角都可以；只写“1万元～5万元”而不写括号的不能读取，因为看不出两端是否包含在内。",
        "Full-width characters are read too. “1万元～5万元” without brackets is not: whether the ends "
        "are included cannot be known.",
        "",
        "",
        False,
    ),
    ("", "", "", "", False),
    ("罚款的写法", "How fines are written", "", "", True),
    (
        "[2万元..5万元)",
        "[2万元..5万元)",
        "二万元以上不满五万元",
        "20,000 to less than 50,000 yuan",
        False,
    ),
    ("2000元", "2000元", "固定数额", "a fixed amount", False),
    (
        "[30%..70%]（法定幅度的百分比）",
        "[30%..70%] (share of the range)",
        "从法定最低起算的幅度的百分比",
        "share of the statutory range, counted from its minimum",
        False,
    ),
    (
        "minimum、middle、maximum",
        "minimum, middle, maximum",
        "法定最低、中限、最高；也可写 50% of maximum",
        "of the statutory range; also 50% of maximum",
        False,
    ),
    ("", "", "", "", False),
    ("增加一档、一个要素", "Adding a tier or a fact", "", "", True),
    (
        "在“裁量基准”插入一行，填写白色的列，编号不能重复。",
        "insert a row into the table and fill in the white columns; ids must differ.",
        "",
        "",
        False,
    ),
    (
        "在“要素”增加一行，再在“裁量基准”增加一列，表头写 名称 [when.要素编号]。",
        "add a row to the facts, then a column to the table with the header: name [when.ID].",
        "",
        "",
        False,
    ),
    ("", "", "", "", False),
    ("读回和核对", "Reading it back", "", "", True),
    (
        "penaltybench import 文件.xlsx -o 规则集.yaml",
        "penaltybench import FILE.xlsx -o RULESET.yaml",
        "",
        "",
        False,
    ),
    (
        "有问题的单元格会逐个指出，例如 裁量基准!H7。",
        "every cell at fault is named, as in Table!H7.",
        "",
        "",
        False,
    ),
)


def guide(language: Language) -> list[tuple[str, str, bool]]:
    """Return the lines of the guide: a first and a second text, and whether it is a heading."""
    at = 0 if language == "zh" else 1
    return [(row[at], row[2 + at], row[4]) for row in _GUIDE]  # type: ignore[misc]
