import datetime as dt
from pathlib import Path

import pytest

from penaltybench import open_library
from penaltybench.diagnostics import Severity
from penaltybench.exchange.published.propose import propose
from penaltybench.exchange.published.statute import read_basis
from penaltybench.exchange.published.table import Table, TableRow, read_table
from penaltybench.exchange.published.trees import Origin
from penaltybench.exchange.yaml_text import ruleset_yaml

DATA = Path(__file__).resolve().parents[3] / "data"
ORIGIN = Origin(
    "示例市城市管理局",
    "示例市裁量基准表",
    "made-up",
    dt.date(2026, 1, 1),
    dt.date(2026, 2, 1),
    dt.date(2025, 12, 1),
    "https://example.org/table",
)
HEADER = ("序号", "违法行为", "处罚依据", "裁量阶次", "适用条件", "处罚标准", "备注")


def proposal_of(*rows, header=HEADER):
    numbered = [TableRow(number, tuple(row)) for number, row in enumerate((header, *rows), 1)]
    return propose([Table("t.csv", tuple(numbered))], ORIGIN)


def tree_of(*rows):
    proposal = proposal_of(*rows)
    (draft,) = proposal.drafts
    return draft.tree


def tier(penalty, basis="", circumstances="甲", name="一般", number="1"):
    return (number, "摆摊", basis, name, circumstances, penalty, "")


def written(proposal, folder):
    for tree in proposal.trees:
        path = folder.joinpath(*tree["id"].split("."), f"{tree['effective']['from']}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ruleset_yaml(tree), encoding="utf-8")
    return open_library(folder)


def errors(library, folder):
    return [
        fault
        for fault in library.diagnostics
        if fault.severity is Severity.ERROR and str(folder) in fault.place.file
    ]


STATUTE = "《示例市市容管理条例》第十八条：摆摊的，处二百元以上二千元以下罚款；情节严重的，没收摆卖的物品。"


def test_a_draft_says_where_it_comes_from_and_is_a_draft():
    tree = tree_of(tier("处二百元罚款", STATUTE))
    assert tree["status"] == "draft"
    assert tree["issued"] == {
        "by": "示例市城市管理局",
        "document": "示例市裁量基准表",
        "on": "2025-12-01",
        "url": "https://example.org/table",
    }
    assert tree["source"]["text"] == "示例市裁量基准表，序号 1"
    assert tree["source"]["sure"] == "low"
    assert (tree["id"], tree["effective"]) == ("made-up.v1", {"from": "2026-01-01"})


def test_circumstances_are_a_choice_in_the_words_of_the_table():
    tree = tree_of(
        tier("处二百元罚款", STATUTE, "第一次", "较轻"),
        tier("处五百元罚款", STATUTE, "第二次", "较重"),
        tier("处二千元罚款", STATUTE, "第三次", "严重"),
        tier("不予处罚", STATUTE, "当场改正的", "轻微"),
    )
    assert tree["facts"]["circumstances"] == {
        "type": "enum",
        "label": {"zh": "适用条件"},
        "values": {
            "c1": {"zh": "第一次"},
            "c2": {"zh": "第二次"},
            "c3": {"zh": "第三次"},
            "c4": {"zh": "当场改正的"},
        },
    }
    rows = tree["schedules"][0]["tiers"]["rows"]
    assert [(row["id"], row["grade"], row["when"]) for row in rows] == [
        ("t1", "lenient", {"circumstances": "c1"}),
        # 较重 says neither 一般 nor 从重.
        ("t2", "ordinary", {"circumstances": "c2"}),
        ("t3", "severe", {"circumstances": "c3"}),
        ("t4", "exempt", {"circumstances": "c4"}),
    ]
    assert "裁量阶次：表中没有写明" in tree["source"]["note"]


def test_the_basis_is_what_the_statute_says():
    tree = tree_of(tier("处二百元以上八百元以下罚款，并处没收摆卖的物品", STATUTE))
    (basis,) = tree["schedules"][0]["basis"]
    assert basis["statute"] == {"law": "示例市市容管理条例", "article": "第十八条", "text": STATUTE}
    assert basis["allows"] == {
        "fine": {"min": "200元", "max": "2,000元"},
        "confiscate_goods": "may",
    }
    (row,) = tree["schedules"][0]["tiers"]["rows"]
    assert row["fine"] == {"amount": "[200元..800元]"}
    assert row["also"] == {"confiscate_goods": "must"}
    assert "没有从条文中读出" not in tree["source"]["note"]


def test_where_the_statute_does_not_say_the_range_it_is_that_of_the_tiers_and_marked():
    tree = tree_of(
        tier("处二百元以上八百元以下罚款", "《示例市市容管理条例》第十八条：依法处罚。", "甲"),
        tier(
            "处八百元以上二千元以下罚款，警告", "《示例市市容管理条例》第十八条：依法处罚。", "乙"
        ),
    )
    (basis,) = tree["schedules"][0]["basis"]
    assert basis["allows"] == {"fine": {"min": "200元", "max": "2,000元"}, "warning": "may"}
    assert "没有从条文中读出法定幅度" in tree["source"]["note"]


def test_a_statute_of_which_an_amount_is_not_read_gives_no_range():
    text = "《示例条例》第一条：处二百元以上二千元以下罚款；屡犯的，处三千元以上一万以下元罚款。"
    tree = tree_of(tier("处三千元罚款", text))
    assert tree["schedules"][0]["basis"][0]["allows"]["fine"] == {
        "min": "3,000元",
        "max": "3,000元",
    }
    assert "没有从条文中读出法定幅度" in tree["source"]["note"]


def test_a_misread_statute_is_not_taken_for_the_range():
    basis = read_basis("《某条例》第一条：处二百元以上二千元以下罚款；处三千元以上一万以下元罚款。")
    assert not basis.whole
    assert read_basis(STATUTE).whole


def test_two_quoted_articles_are_told_apart_from_one_that_another_names():
    basis = read_basis(
        "1、《甲法》第四十九条：给予警告或者处以罚款。 2、《乙省实施〈甲法〉办法》第三条第（二）项：处三百元以下罚款。"
    )
    assert (basis.cited.name, basis.cited.article) == ("乙省实施〈甲法〉办法", "第三条第（二）项")
    basis = read_basis(
        "《中华人民共和国水法》第九条：有《中华人民共和国环境法》第六条行为的，处一元罚款。"
    )
    assert (basis.cited.name, basis.cited.title) == ("水法", "中华人民共和国水法")


def test_two_respondents_are_two_schedules():
    text = STATUTE.removesuffix("。") + "；对直接负责的主管人员和其他直接责任人员处五百元以下罚款。"
    tree = tree_of(
        tier("处二百元罚款；对个人处一百元以下罚款", text, "甲"),
        tier("处三百元罚款", text, "乙"),
    )
    party, person = tree["schedules"]
    assert (party["id"], len(party["tiers"]["rows"])) == ("party", 2)
    assert (person["id"], person["label"]) == ("r1", {"zh": "个人"})
    assert person["when"] == {"punished_1": "true"}
    assert person["basis"][0]["allows"]["fine"] == {"max": "500元"}
    assert [row["fine"] for row in person["tiers"]["rows"]] == [{"amount": "[0元..100元]"}]
    assert "表中写的是“个人”" in tree["source"]["note"]


def test_amounts_and_multiples_have_a_basis_each():
    text = "《示例条例》第一条：违法所得不足一万元的，处一万元以上五万元以下罚款；违法所得一万元以上的，处违法所得五倍以上十倍以下的罚款。"
    tree = tree_of(
        tier("处1万元以上3万元以下罚款", text, "不足一万"),
        tier("处违法所得5倍以上8倍以下的罚款", text, "一万以上"),
    )
    first, second = tree["schedules"][0]["basis"]
    assert first["allows"]["fine"] == {"min": "1万元", "max": "5万元"}
    assert first["when"] == {"circumstances": "c1"}
    assert second["allows"]["fine"] == {"times_of": "base_1", "min": "5", "max": "10"}
    assert [row["basis"] for row in tree["schedules"][0]["tiers"]["rows"]] == [["b1"], ["b2"]]
    assert tree["facts"]["base_1"] == {"type": "money", "label": {"zh": "违法所得"}}


def test_the_same_circumstances_under_two_texts_are_told_apart_by_the_text():
    tree = tree_of(
        tier("处五元罚款", "《示例条例》第一条：处一元以上十元以下罚款。"),
        tier("处五十元罚款", "逾期不拆除的，处十元以上一百元以下罚款。"),
    )
    rows = tree["schedules"][0]["tiers"]["rows"]
    assert [row["when"]["legal_basis"] for row in rows] == ["c1", "c2"]
    assert [one["allows"]["fine"]["max"] for one in tree["schedules"][0]["basis"]] == [
        "10元",
        "100元",
    ]
    assert tree["schedules"][0]["basis"][1]["statute"]["article"] == "第一条"


@pytest.mark.parametrize(
    ("penalty", "fine"),
    [
        ("处五元以下罚款", {"amount": "[minimum..5元]"}),
        ("处五元以上罚款", {"amount": "[5元..maximum]"}),
        ("处五元以上不足八元的罚款", {"amount": "[5元..8元)"}),
        ("处五元罚款，最高不超过十元", {"amount": "5元", "at_most": "10元"}),
        (
            "处五元以上九元以下罚款，每增加一辆增加一元",
            {"amount": "[5元..9元]", "plus": [{"per": "steps_1", "add": "1元"}]},
        ),
    ],
)
def test_an_amount_in_the_words_of_the_format(penalty, fine):
    tree = tree_of(tier(penalty, "《示例条例》第一条：处一元以上十元以下罚款。"))
    assert tree["schedules"][0]["tiers"]["rows"][0]["fine"] == fine


@pytest.mark.parametrize(
    ("penalty", "fine"),
    [
        ("处货值金额一倍以上三倍以下的罚款", {"times_of": "base_1", "range": "[1..3]"}),
        ("处货值金额1.5倍的罚款", {"times_of": "base_1", "range": "1.5"}),
        ("处货值金额百分之五的罚款", {"percent_of": "base_1", "range": "5%"}),
        ("处货值金额三倍以下的罚款", {"times_of": "base_1", "range": "[0..3]"}),
        ("处每平方米五元罚款", {"per": "count_1", "range": "5元"}),
    ],
)
def test_a_rate_in_the_words_of_the_format(penalty, fine):
    assert tree_of(tier(penalty))["schedules"][0]["tiers"]["rows"][0]["fine"] == fine


def test_conditions_inside_a_cell_become_rows():
    tree = tree_of(
        tier("没收违法所得；违法所得不足一万元的，处五元罚款；违法所得一万元以上的，处九元罚款")
    )
    rows = tree["schedules"][0]["tiers"]["rows"]
    assert [(row["id"], row["when"]["base_1"], row["fine"]) for row in rows] == [
        ("t1-1", "< 1万元", {"amount": "5元"}),
        ("t1-2", ">= 1万元", {"amount": "9元"}),
    ]
    assert all(row["also"] == {"confiscate_gains": "must"} for row in rows)
    tree = tree_of(tier("处五元罚款；逾期不改正的，处九元罚款"))
    rows = tree["schedules"][0]["tiers"]["rows"]
    assert [(row["when"]["condition_1"], row["fine"]["amount"]) for row in rows] == [
        ("false", "5元"),
        ("true", "9元"),
    ]


@pytest.mark.parametrize(
    "penalty",
    [
        "处五元罚款；情节严重的，并处九元罚款",
        "处五元罚款；逾期不改正的，处九元罚款；造成事故的，处十元罚款",
        "每日按罚款数额的百分之三加处罚款",
        "处罚款",
        "暂扣许可证3个月",
        "处货值金额三分之一的罚款",
        "处五元以上罚款",
        "处货值金额一倍以上的罚款",
    ],
)
def test_what_the_table_or_the_format_cannot_say_is_left_out_and_named(penalty):
    proposal = proposal_of(tier(penalty), tier("处一元罚款", circumstances="乙"))
    (draft,) = proposal.drafts
    assert draft.rows == 1
    assert [fault.code for fault in proposal.diagnostics] == ["PB0807"]
    assert "【未列入】第 2 行“一般”档：读懂了，" in draft.tree["source"]["note"]
    assert penalty in draft.tree["source"]["note"]


def test_a_cell_that_is_not_understood_is_left_out_and_named_with_its_place():
    proposal = proposal_of(
        tier("处一元罚款"),
        tier("责令改正，处五万元以上二万元以下罚款，剁手", circumstances="乙"),
        tier("", circumstances="丙", name="严重"),
    )
    (draft,) = proposal.drafts
    assert draft.rows == 1
    assert (proposal.cells, proposal.understood) == (2, 1)
    contradiction, unknown, blank = proposal.diagnostics
    assert (contradiction.code, contradiction.severity) == ("PB0205", Severity.WARNING)
    assert "处五万元以上二万元以下罚款" in contradiction.message.zh
    assert (unknown.code, unknown.place.line, unknown.place.column, unknown.place.path) == (
        "PB0807", 3, 6, "F3",
    )  # fmt: skip
    assert "“剁手”" in unknown.message.zh
    assert blank.place.line == 4
    assert draft.tree["source"]["note"].count("【未列入】") == 2


def test_a_violation_without_any_row_has_no_draft():
    proposal = proposal_of(tier("剁手"), tier("处一元罚款", number="2"))
    assert proposal.violations == 2
    assert [draft.id for draft in proposal.drafts] == ["made-up.v2"]


@pytest.mark.parametrize(
    ("numbers", "ids"),
    [
        (["1-1", "1-2"], ["v1-1", "v1-2"]),
        (["一", "二"], ["n1", "n2"]),
        (["A.1", "a-1"], ["va-1", "n2"]),
        (["", "statutes"], ["n1", "vstatutes"]),
        (["1" * 60, "（1）"], ["n1", "v1"]),
    ],
)
def test_ids_come_from_numbers_and_are_never_doubled(numbers, ids):
    rows = [
        (number, f"行为{at}", "", "", "甲", "处一元罚款", "") for at, number in enumerate(numbers)
    ]
    assert [draft.id for draft in proposal_of(*rows).drafts] == [f"made-up.{name}" for name in ids]


def test_a_table_of_the_layout_that_nobody_knows_proposes_nothing():
    proposal = proposal_of(("1", "2"), header=("甲", "乙"))
    assert proposal.drafts == []
    assert proposal.trees == []
    assert [fault.code for fault in proposal.diagnostics] == ["PB0805"]


def test_ranks_are_only_what_a_name_says():
    proposal = proposal_of(
        tier("处一元罚款", "《中华人民共和国水法》第一条：处一元罚款。", number="1"),
        tier("处一元罚款", "《示例市水条例》第一条：处一元罚款。", number="2"),
    )
    ranks = {one["name"]: one["rank"] for one in proposal.statutes["statutes"]}
    assert ranks == {"示例市裁量基准表": "document", "水法": "law", "示例市水条例": "document"}


def test_drafts_of_every_form_can_be_loaded_and_used(tmp_path):
    text = "《示例条例》第一条：处一元以上一千元以下罚款；可以责令停产停业；处十日以下拘留。"
    proposal = proposal_of(
        *(
            tier(penalty, text if "罚款" in penalty and "倍" not in penalty else "", str(at))
            for at, penalty in enumerate(
                [
                    "处五元以上八元以下罚款，每增加1个因子增加一元",
                    "处五元罚款，责令停产停业",
                    "责令改正或者停产停业",
                    "不予处罚",
                    "处五日以上十日以下拘留",
                ]
            )
        )
    )
    library = written(proposal, tmp_path)
    assert errors(library, tmp_path) == []
    recommendation = library.recommend(
        {
            "ruleset": "made-up.v1",
            "conduct": "2026-03-01",
            "facts": {"circumstances": "c1", "steps_1": 2, "party": "organisation"},
            "circumstances": [],
        }
    )
    assert recommendation.tier.id == "t1"
    assert recommendation.fine.low.fen == 700


def test_all_drafts_of_a_real_table_can_be_loaded(tmp_path):
    tables, faults = read_table(DATA / "jiangmen_environment_2020.csv")
    assert faults == ()
    proposal = propose(tables, ORIGIN)
    assert (proposal.violations, proposal.cells) == (165, 872)
    assert len(proposal.drafts) == 165
    assert sum(draft.rows for draft in proposal.drafts) == 866
    unread = [fault for fault in proposal.diagnostics if "没有列入" in fault.message.zh]
    assert [fault.place.line for fault in unread] == [92, 165, 166, 734, 735, 818]
    library = written(proposal, tmp_path)
    assert errors(library, tmp_path) == []
    assert {draft.id for draft in proposal.drafts} <= set(library.ids)
