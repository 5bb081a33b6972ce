"""The words that penalty cells are made of. What is not listed here is not understood.

Each word has a class, which the grammar reads, and maybe a value. No law is in here: only how
published tables word what they impose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penaltybench.ruleset.models import PenaltyKind

Word = tuple[str, str]
"""The class of a word and its value."""

PUNCTUATION: Final = frozenset(
    "，。；：、,.;:!?！？…（）()[]【】〔〕{}「」『』“”\"'‘’《》〈〉<>·-—/\\|*#●•○◎■□◆"
)
"""Characters that carry no meaning of their own where the grammar does not ask for them."""

BOUNDARIES: Final = frozenset("，。；：,;:")
"""Where one phrase ends and the next begins."""

SENTENCE_ENDS: Final = frozenset("。；;")
"""Where conditions and respondents end."""

_CLASSES: Final[Mapping[str, str]] = {
    "verb": "处 处以 处以处 课以 科处 科以",
    "verb_along": "并处 并处以 并科处 一并处 同时处 同时处以",
    "verb_either": "单处或者并处 单处或并处",
    "verb_alone": "单处",
    "impose": "给予 予以",
    "lawfully": "依法",
    "can": "可以 可 也可以 还可以 也可",
    "shall": "应当 应",
    "also": "并 并且 同时 一并 还 另 且",
    "or": "或者 或",
    "and": "和 以及 及 与",
    "of": "的",
    "fine": "罚款",
    "verb_fine": "处罚款",
    "reckon": "计算 计处 计",
    "standard": "标准",
    "extra_fine": "加处罚款 加收罚款",
    "by": "按照 按 依照 根据 以",
    "each": "每",
    "add": "增加 加罚 加处 递增 另加 再加 增罚 增处 提高 追加 累加",
    "to": "至 到 ~ -",
    "above": "以上",
    "below": "以下 以内 之内",
    "from_open": "超过 超出 高于 大于 多于",
    "from": "不低于 不少于 最低不少于 最低不低于 至少 ≥ ≧",
    "upto_open": "不足 不满 未满 低于 少于 小于 未达到",
    "upto": "不超过 不得超过 不高于 至多 最高 最多 最高不超过 最高不得超过 最多不超过 ≤ ≦",
    "but": "但 但是",
    "including": "含 含本数 包含 包括本数",
    "excluding": "不含 不含本数 不包括本数 不包含",
    "order": "责令 责令其 责成",
    "deadline": "限期 限期内 立即",
    "confiscate": "没收",
    "revoke": "吊销",
    "suspend": "暂扣",
    "detain": "拘留 行政拘留",
    "currency": "人民币",
    "whether": "有 无 没有",
    "at": "在 达到 为",
    "negation": "不 不得 不再 免 免予 免于 未",
}

ROUNDING: Final[Mapping[str, str]] = {
    "四舍五入取整": "half_up",
    "四舍五入": "half_up",
    "四舍五入计算": "half_up",
    "向高取整": "up",
    "向高取齐": "up",
    "向上取整": "up",
    "向上取齐": "up",
    "向下取整": "down",
    "向低取整": "down",
    "舍去": "down",
}

KINDS: Final[Mapping[PenaltyKind, str]] = {
    PenaltyKind.WARNING: "警告",
    PenaltyKind.CRITICISM: "通报批评",
    PenaltyKind.DOWNGRADE: "降低资质等级",
    PenaltyKind.RESTRICT_BUSINESS: "限制开展生产经营活动 限制生产经营活动 限制生产 限产",
    PenaltyKind.RESTRICT_EMPLOYMENT: "限制从业",
    PenaltyKind.SUSPEND_BUSINESS: (
        "停产停业 停产停业整顿 停业整顿 停产整顿 停产整治 停业整治 停工整治 停产停业整治 停产 停业"
    ),
    PenaltyKind.CLOSE: "关闭",
}
BARE_KINDS: Final = frozenset({"警告", "通报批评", "降低资质等级"})
"""Kinds that need no verb before them; the others follow 责令 or stand in a list after it."""
LIST_KINDS: Final = frozenset({"限制开展生产经营活动", "限制生产经营活动", "限制生产", "限制从业"})

ORDERS: Final = (
    "改正 整改 纠正 改正违法行为 纠正违法行为 停止违法行为 停止侵害 停止建设 停止施工 停止生产 停止使用 "
    "停止生产或者使用 停止生产、使用 停止生产、销售 停止生产、销售和使用 停止销售 停止经营 停止运输 "
    "停止营运 停止作业 停止燃放 停止发布广告 停止发布 停止试生产 停止排污 停止违法活动 停止违法排污行为 "
    "拆除 清除 清理 恢复原状 补办手续 补办有关手续 补办审批手续 办理有关手续 备案 公开 治理 "
    "采取治理措施 采取补救措施 采取其他补救措施 采取改正措施 采取有效措施 消除污染 消除隐患 消除影响 消除危险 "
    "退还所收费用 退还 退还多收价款 退还多收费用 退回 召回 报告 重新编制 补缴 赔偿损失 交还 "
    "停止从事相关违法行为 停止接收 停止接收新的学员 撤除 归还 改建 修复 修缮 重建 补种 复垦 "
    "改正或者采取其他补救措施 恢复植被 恢复植被和林业生产条件 退还非法占用的土地 退还土地 限期拆除 "
    "公开更正 搬迁 重新安装使用 消除异味 密闭 遮盖 停止制造 停止修理 停止检验 停止进口 停止制造、销售 "
    "停止制造、修理 停止制造、销售和进口 消除 退运 停止经营销售 停止非法生产、经营活动 停止非法运输活动"
)
WITH_OBJECT: Final = frozenset(
    [
        "退还",
        "拆除",
        "清除",
        "清理",
        "公开",
        "退回",
        "召回",
        "修复",
        "消除",
        "补缴",
        "退运",
        "归还",
        "改建",
        "撤除",
        "改正",
    ]
)
"""Orders that may name what they are about; these words are quoted."""

OTHERS: Final[Mapping[str, str]] = {
    "exempt": (
        "不予处罚 不予行政处罚 不予罚款 免予处罚 免予行政处罚 免于处罚 免于行政处罚 不再处罚 "
        "依法不予行政处罚 依法不予处罚 免罚"
    ),
    "transfer": (
        "移送公安机关 移送公安机关处理 依法移送公安机关 依法移送公安机关处理 将案件移送公安机关 "
        "案件移送公安机关 移送司法机关 依法移送司法机关 移送司法机关处理 移送有关部门处理"
    ),
    "crime": "追究刑事责任 依法追究刑事责任",
    "discipline": "给予纪律处分 给予撤职处分 给予降级或者撤职处分 依法给予处分 依法给予行政处分 给予处分 给予行政处分 依法给予政务处分",
    "liability": "依法承担赔偿责任 承担赔偿责任 依法承担民事责任",
    "other_law": "依法予以处罚 依法予以治安管理处罚 依法处罚",
    "performance": (
        "强制拆除 代为治理 代为处置 代为履行 委托他人代为履行 指定有治理能力的单位代为治理 "
        "指定有处置能力的单位代为处置 代履行 组织拆除 依法强制拆除 代为拆除 代为清除"
    ),
    "costs": (
        "所需费用由违法者承担 费用由违法者承担 所需费用由当事人承担 费用由当事人承担 "
        "所需费用由违法行为人承担 费用由违法行为人承担 所需费用由土壤污染责任人或者土地使用权人承担 "
        "所需费用由产生放射性固体废物的单位承担 所需费用由责任者承担"
    ),
    "publicity": "予以公告 向社会公布 予以公布 记入信用档案 记入信用记录",
    "daily": "按日连续处罚 实施按日连续处罚 按照原处罚数额按日连续处罚",
    "approval": (
        "报经有批准权的人民政府批准 报有批准权的人民政府批准 报经有批准权的人民政府 "
        "报县级以上人民政府 报请有批准权的人民政府批准 报本级人民政府批准 报同级人民政府批准"
    ),
    "recovery": "予以追缴 收缴有关证件 追缴",
    "ban": "取缔 予以取缔 依法取缔",
}
BANS: Final = ("禁止从事",)
"""Beginnings of a ban; what follows up to the end of the phrase is quoted."""

NEUTRAL: Final = (
    "处置 处理 处分 处罚 处于 处在 处境 办事处 到处 各处 深处 低处 出处 用处 好处 坏处 查处 惩处 "
    "可能 可溶性 可燃 可燃性 可靠 许可 认可 应急 反应 供应 适应 相应 应聘 对应 应用 响应 "
    "每年 每月 按时 按期 按规定 按要求 按月 按年 以及时 一般 一类 一次性 一律 一同 一经 一旦 统一 同一 唯一 "
    "之一 第一 第二 第三 第四 第五 第六 第七 第八 第九 第十 万一 百货 千方百计 三同时 三废 二级 一级 "
    "警告标志 警告标识 警告牌 罚款数额 罚款决定 罚款金额 停业期间 停产期间 单位 增加排污量 或许 "
    "从事 为了 成为 认为 作为 行为 以便 以及其 以上述 在建 现在 存在 所在 正在 有关 有毒 有害 所有 没有人 "
    "有限 有效 有色 含有 含量 包含有 至今 甚至 直至 以至 到期 达到期 到位 得到 达到标准 遭到 受到 "
    "标准要求 标准规定 另行 另外 还原 归还给 计划 计量 设计 统计 合计 审计 累计 总计 共计 参与 给予以"
)
"""Words in which a word of the grammar occurs by chance."""

BASES: Final = (
    "违法所得 非法所得 违法收入 货值金额 货值 违法经营额 非法经营额 经营额 销售额 营业额 销售金额 "
    "合同价款 工程款 工程造价 造价 总投资额 投资额 所收费用 收取的费用 收费 费用 广告费用 处置费用 "
    "损失 直接损失 经济损失 直接经济损失 收入 年收入 薪酬 酬金 勘察费 设计费 租金 价款 价值 评估价格 "
    "罚款数额 金额 款项 税款 应缴税款 工程费用 建设成本 成本 服务费 评价费用 检测费用 检验费用 所得"
)
"""Nouns that a base of a ratio may end with."""

PERSONS: Final = (
    "人员 负责人 责任人 责任者 个人 单位 企业 公司 经营者 机构 组织 所有人 使用人 投资人 农户 "
    "代表人 驾驶人 驾驶员 学校 者 人 户 分子 车主 业主 运营商 广告主 部门 场所 生产者 站 厂"
)
"""Nouns that a named respondent may end with."""
BARE_PERSONS: Final = frozenset(
    [
        "个人",
        "单位",
        "企业",
        "公司",
        "责任人",
        "责任人员",
        "主管人员",
        "法定代表人",
        "负责人",
        "主要负责人",
        "直接责任人员",
        "当事人",
        "直接负责的主管人员和其他直接责任人员",
        "直接负责的主管人员和其他责任人员",
        "直接责任人",
        "自然人",
        "公民",
        "法人",
        "法人或者其他组织",
        "直接负责的主管人员",
        "个体工商户",
    ]
)
"""Respondents that need no 对 before them."""

OFFICES: Final = "部门 机关 机构 政府 局 委员会 办公室 监督管理站 海关"
OFFICE_TAILS: Final = (
    "按照各自职责分工",
    "按照职责分工",
    "按照各自职责",
    "按照各自职权",
    "按照职责",
    "根据职责",
    "依照职权",
    "依据职权",
    "依职权",
    "依法",
)
GOODS: Final = (
    "物品 工具 器具 设备 设施 产品 食品 财物 管线 原料 用具 器材 药品 车辆 配件 建筑物 添加剂 标识 标志 "
    "农产品 投入品 种子 证件 证书 材料 建筑物和其他设施 构筑物 实物 烟花爆竹 危险物品 机动车 锅炉 装置 "
    "燃料 专用工具 货物 物料 零部件 商品 包装物 广告物 牌匾 牌照 渔具 猎获物 船舶 渔获物"
)
GAINS: Final = ("违法所得", "非法所得", "全部违法所得", "违法收入")
LICENCES: Final = "许可证 许可证件 执照 营业执照 证书 资质 资质证书 资格证 驾驶证 批准文件 证件 资格 资格证书 合格证 经营许可"

CONSIDERATIONS: Final = "情节 后果 轻重 程度 危害后果 危害 损失"
"""What 根据 or 视 may be followed by without saying more than that discretion is used."""

Entry = tuple[str, str, str]


def _entries() -> Iterable[Entry]:
    for word in NEUTRAL.split():
        yield word, "neutral", ""
    for name, words in _CLASSES.items():
        for word in words.split():
            yield word, name, word
    for word, mode in ROUNDING.items():
        yield word, "rounding", mode
    for kind, words in KINDS.items():
        for word in words.split():
            yield word, "kind", kind.value
    for word in ORDERS.split():
        yield word, "order_word", word
    for category, words in OTHERS.items():
        for word in words.split():
            yield word, "other", category
    for word in BANS:
        yield word, "ban", word


def _by_first() -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in _entries():
        found.setdefault(entry[0][0], []).append(entry)
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
        for first, entries in found.items()
    }


_WORDS: Final = _by_first()


def longest_word(text: str, start: int) -> Entry | None:
    """Return the longest word of the vocabulary at ``start``: itself, its class, its value."""
    for entry in _WORDS.get(text[start], ()):
        if text.startswith(entry[0], start):
            return entry
    return None


def ends_with(text: str, nouns: str) -> bool:
    """Return whether a text ends with one of the nouns."""
    return text.endswith(tuple(nouns.split()))
