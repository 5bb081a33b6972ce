"""Diagnostics: what is wrong, where, and what to do about it, as data.

Whoever reads input returns diagnostics beside its result and goes on, so that all faults of
a file are reported in one run. Each has a stable code (:data:`CODES`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from penaltybench.text import Text


class Severity(StrEnum):
    """How grave a diagnostic is.

    An error makes the input unusable, a warning does not, a note is advice.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in an input: file, 1-based line and column (0: unknown), and the path of keys."""

    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        where = ":".join([self.file, str(self.line), str(self.column)]) if self.line else self.file
        return where or self.path


CODES: dict[str, Text] = {
    "PB0101": Text("文件不能读取", "the file cannot be read"),
    "PB0102": Text("文件不是 UTF-8 编码", "the file is not UTF-8"),
    "PB0103": Text("文件过大", "the file is too large"),
    "PB0104": Text("不是有效的 YAML 或 JSON", "not valid YAML or JSON"),
    "PB0105": Text("使用了不允许的 YAML 写法", "a YAML feature that is not allowed"),
    "PB0106": Text("键重复", "duplicate key"),
    "PB0107": Text("嵌套过深", "nested too deeply"),
    "PB0108": Text("文件在目录之外", "the file lies outside the folder"),
    "PB0109": Text("没有规则集", "no ruleset found"),
    "PB0201": Text("未知的键", "unknown key"),
    "PB0202": Text("缺少必填的键", "missing key"),
    "PB0203": Text("结构不符", "wrong shape"),
    "PB0204": Text("值不能读取", "a value that cannot be read"),
    "PB0205": Text("下限高于上限", "the low end is above the high end"),
    "PB0206": Text("编号或生效日期与路径不符", "id or effective date does not match the path"),
    "PB0207": Text("不在允许的取值之内", "not one of the permitted words"),
    "PB0301": Text("没有这个规则集", "no such ruleset"),
    "PB0302": Text("未知的事实要素", "unknown fact"),
    "PB0303": Text("事实要素的类型不符", "a fact of the wrong type"),
    "PB0304": Text("事实要素超出取值范围", "a fact outside its domain"),
    "PB0305": Text("未知的选项", "unknown enum value"),
    "PB0306": Text("该日没有有效版本", "no edition in force on that day"),
    "PB0307": Text("情节与事实矛盾", "a circumstance contradicts the facts"),
    "PB0308": Text("未知的情节", "unknown circumstance"),
    "PB0309": Text("日期顺序不合", "dates in an impossible order"),
    "PB0310": Text("不能声明为无法查明", "a fact that cannot be declared unascertainable"),
    "PB0311": Text("没有案件", "there is no case"),
    "PB0312": Text("延长时限没有依据", "an extension that the limit does not allow"),
    "PB0313": Text("不计入时限没有依据", "time that nothing allows to be left out"),
    "PB0401": Text("条件引用了未声明的事实要素", "a condition names an undeclared fact"),
    "PB0402": Text("条件不能读取", "a test that cannot be read"),
    "PB0403": Text("引用的法律不在目录中", "a citation to a statute that is not in the catalogue"),
    "PB0404": Text("引用的条文超出该法", "a citation beyond the last article"),
    "PB0405": Text("引用的规则集不存在", "a reference to a ruleset that is not there"),
    "PB0406": Text("引用成环", "a cycle of references"),
    "PB0407": Text("版本在时间上重叠", "editions overlap in time"),
    "PB0408": Text("编号重复", "the same id twice"),
    "PB0409": Text("档次超出处罚依据", "a tier outside its basis"),
    "PB0410": Text("处罚依据不允许该处罚种类", "a penalty kind that no basis allows"),
    "PB0411": Text("减轻档次没有依据", "a mitigated tier without a ground"),
    "PB0412": Text("没有声明取整方法", "no rounding is declared"),
    "PB0413": Text("分值之和超出上限", "points beyond the limit"),
    "PB0414": Text("计算基数不合", "an unsuitable base for an amount"),
    "PB0415": Text("被替代的情节不存在", "an override of nothing"),
    "PB0416": Text("同名事实要素声明不一致", "one fact declared in two ways"),
    "PB0417": Text("推定事实不能计算", "a derived fact that cannot be computed"),
    "PB0418": Text("引用的编号不存在", "a reference to an id that is not there"),
    "PB0419": Text("同一事实重复评价", "one fact counted twice"),
    "PB0420": Text("细化超出上级基准", "a refinement that leaves the higher standard"),
    "PB0421": Text("上级基准不存在", "a refinement of nothing"),
    "PB0422": Text("不能忽略的诊断", "a diagnostic that cannot be suppressed"),
    "PB0423": Text("承诺时限超过允许的比例", "a promise longer than the policy allows"),
    "PB0424": Text("没有几项减免并用的规则", "no rule for several reductions"),
    "PB0430": Text("没有规定的情形", "a gap"),
    "PB0431": Text("几项规定重叠而结果不同", "an overlap with different results"),
    "PB0432": Text("几项规定重叠而结果相同", "an overlap with the same result"),
    "PB0433": Text("永远不能适用的规定", "a row that can never apply"),
    "PB0434": Text("被在前的档次完全遮盖", "a masked row"),
    "PB0435": Text("可以合并的档次", "rows that can be merged"),
    "PB0436": Text("不需要写明优先顺序", "a priority that is not needed"),
    "PB0437": Text(
        "界限值没有归属或者有两个归属", "a seam: one boundary value in no row or in two"
    ),
    "PB0438": Text("声明了而没有使用的事实要素", "a fact that is declared and never used"),
    "PB0439": Text("没有条件加以区分的选项", "enum values that nothing tells apart"),
    "PB0440": Text("相邻档次之间跳跃过大", "a jump between neighbouring tiers"),
    "PB0441": Text("档次可能超出处罚依据", "a tier that can leave its basis"),
    "PB0442": Text("事实加重而结果变轻", "a worse fact with a lighter result"),
    "PB0443": Text("不能判定", "not decided"),
    "PB0444": Text("版本之间有空档", "a hole in time between editions"),
    "PB0445": Text("核对日期过久", "reviewed too long ago"),
    "PB0446": Text("没有工作案例", "no worked case"),
    "PB0501": Text("工作案例不符", "a worked case does not come out as expected"),
    "PB0601": Text("没有安装节假日历", "the calendar of holidays is not installed"),
    "PB0602": Text("节假日历没有该年", "a year beyond the calendar of holidays"),
    "PB0701": Text("执法记录中事件重复", "an event that stands twice in the record"),
    "PB0702": Text("执法记录中事件的时间顺序不合", "events of the record out of time"),
    "PB0703": Text("执法记录中没有该企业", "an enterprise that the record does not know"),
    "PB0704": Text("责令改正没有期限", "an order to correct without a deadline"),
    "PB0705": Text("检查计划属于其他年度", "a plan of inspections for another year"),
    "PB0706": Text(
        "执法记录中引用的事件不存在", "an event of the record refers to one that is not there"
    ),
    "PB0801": Text("不是可以读取的工作簿", "not a workbook that can be read"),
    "PB0802": Text("工作簿过大", "a workbook that is too large"),
    "PB0803": Text("单元格是公式", "a cell with a formula"),
    "PB0804": Text("单元格不能读取", "a cell that cannot be read"),
    "PB0805": Text("表格的布局不能识别", "a layout that is not recognised"),
    "PB0806": Text("不允许的 XML", "XML that is refused"),
    "PB0807": Text("公布的表格中有文字没有读懂", "text of a published cell that is not understood"),
    "PB0808": Text("供阅读的单元格被改动", "a cell that is there to be read was changed"),
}
"""Every code with its short name. Codes are never reused."""

SUPPRESSIBLE = frozenset(
    {
        *("PB0409", "PB0410", "PB0413", "PB0419", "PB0420", "PB0423"),
        *("PB0430", "PB0431", "PB0432", "PB0433", "PB0434", "PB0435", "PB0436", "PB0437"),
        *("PB0439", "PB0440", "PB0441", "PB0442", "PB0443", "PB0444"),
    }
)
"""Codes of faults that a published standard may really have, and that leave it usable."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: ``code`` (a key of :data:`CODES`), what is wrong, what to do, and where."""

    code: str
    message: Text
    remedy: Text
    place: Place = Place()
    severity: Severity = Severity.ERROR
    related: tuple[Place, ...] = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics without repetition, by place, code and message."""
    return tuple(
        sorted(
            set(diagnostics),
            key=lambda d: (d.place, d.code, d.message.zh, d.message.en, d.remedy.zh, d.remedy.en),
        )
    )


class PenaltybenchError(Exception):
    """Input was refused; ``diagnostics`` says all that is wrong with it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = ordered(diagnostics)
        super().__init__("; ".join(str(diagnostic) for diagnostic in self.diagnostics))


class CaseError(PenaltybenchError):
    """A case was refused."""


class RulesetError(PenaltybenchError):
    """A ruleset was refused."""


class RecordError(PenaltybenchError):
    """An enforcement record was refused."""
