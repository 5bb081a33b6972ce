"""The catalogue of fees: by department, what is charged and what has ended."""

import csv
import datetime as dt
import io
import json

import pytest
from fee_trees import COURT, abolished, charged, item, library, policy

DAY = dt.date(2020, 6, 1)
OTHER = {"department": {"zh": "乙局", "en": "office B"}}
HALF = {
    "id": "half",
    "label": {"zh": "减半", "en": "halved"},
    "when": {"small": "true"},
    "by": "50%",
    "document": "财税〔2014〕101号",
}
EXPIRED = charged({"amount": "3元"}, name="y.expired", **OTHER)
EXPIRED["effective"] = {"from": "2015-01-01", "until": "2019-12-31"}


@pytest.fixture(scope="module")
def held():
    court = item(
        "x.court",
        legal_basis=[{"law": "甲法", "article": "第九条"}],
        price_document={"document": "市价〔2015〕1号", "by": "某部"},
        scales={"bands": COURT},
        standard={"rows": [{"id": "a", "label": "财产", "when": {"kind": "property"}, "charge": {"scale": "bands", "of": "claim"}}, {"id": "b", "when": {"kind": "not(property)"}, "charge": {"amount": "50元"}}]},
        reductions=[HALF, HALF | {"id": "old", "until": "2019-12-31"}],
        fee_policy=policy(reductions="largest"),
    )  # fmt: skip
    old = charged({"amount": "1元"}, name="x.old")
    similar = charged(
        {"amount": "2元"}, name="x.similar", similar_to=["x.old"], fee_policy=policy(similar="not_charged")
    )  # fmt: skip
    late = charged({"amount": "4元"}, name="x.late", start="2021-01-01")
    yonder = charged({"amount": "5元"}, name="y.yonder", **OTHER)
    return library(court, old, abolished("x.old", "2018-01-01"), similar, late, yonder, EXPIRED)


def ids(departments):
    return [[entry.edition.id for entry in part.entries] for part in departments]


def test_items_by_department_and_those_that_ended_apart(held):
    found = held.fee_catalogue(DAY)
    assert ids(found.charged) == [["y.yonder"], ["x.court"]]
    assert ids(found.ended) == [["y.expired"], ["x.old", "x.similar"]]
    # What comes later is not there yet, and on an earlier day nothing had ended.
    before = held.fee_catalogue(dt.date(2017, 12, 31))
    assert ids(before.charged) == [["y.expired", "y.yonder"], ["x.court", "x.old", "x.similar"]]
    assert before.ended == ()


def test_items_under_an_id(held):
    assert ids(held.fee_catalogue(DAY, "y").charged) == [["y.yonder"]]
    assert ids(held.fee_catalogue(DAY, "x.court").charged) == [["x.court"]]
    assert held.fee_catalogue(DAY, "x.cour").entries == ()
    assert "没有收费项目" in held.fee_catalogue(DAY, "z").render("zh")


def test_everything_is_said_of_an_item(held):
    zh, en = held.fee_catalogue(DAY, "x.court").render("zh"), held.fee_catalogue(DAY).render("en")
    for words in (
        "项目 x.court（x.court，示例（非官方发布））",
        "  - 收费状态：执行",
        "    - 财产（类别为财产）：以标的额为基数，按分段标准 bands 累进计算",
        "超过10,000元至100,000元的部分：2.5%",
        "  - 收费依据：《甲法》第九条",
        "  - 收费标准文件：某部市价〔2015〕1号",
        "  - 减免：减半：小微企业的，减征50%（财税〔2014〕101号）",
        "  - 沿革：2015年1月1日起：执行（某部市价〔2015〕1号）",
        "共1项，其中0项已不收取",
    ):
        assert words in zh
    for words in (
        "status: abolished since 2018-01-01 (财综〔2018〕8号, 某部, 2018-01-01)",
        "    - from 2015-01-01: charged",
        "status: it resembles “item x.old” (x.old), abolished since 2018-01-01",
        "status: ended on 2019-12-31, not renewed",
        "5 in all, 3 of them ended",
    ):
        assert words in en


def test_markdown_and_csv(held):
    page = held.fee_catalogue(DAY).render("en", "markdown")
    assert page.startswith("# Catalogue of fees (2020-06-01)\n\n## Charged\n\n### office B\n")
    assert "\n## Ended\n" in page
    rows = list(csv.reader(io.StringIO(held.fee_catalogue(DAY).render("zh", "csv"))))
    assert rows[0][:5] == ["收费部门", "编号", "项目", "是否收取", "收费状态"]
    assert [row[1] for row in rows[1:]] == [
        "y.yonder",
        "x.court",
        "y.expired",
        "x.old",
        "x.similar",
    ]
    assert {len(row) for row in rows} == {12}
    assert [row[3] for row in rows[1:]] == ["收取", "收取", "不收取", "不收取", "不收取"]
    empty = list(csv.reader(io.StringIO(held.fee_catalogue(DAY, "z").render("en", "csv"))))
    assert len(empty) == 1
    assert len(empty[0]) == 12


def test_json(held):
    data = json.loads(json.dumps(held.fee_catalogue(DAY).to_dict()))
    assert (data["format"], data["on"], data["under"]) == (
        "penaltybench/fee-catalogue/1",
        "2020-06-01",
        None,
    )
    (court,) = data["charged"][1]["items"]
    assert court["charged"] is True
    assert [one["id"] for one in court["reductions"]] == ["half"]
    assert court["reductions"][0]["words"]["en"].startswith("halved: reduced by 50%")
    old = data["ended"][1]["items"][0]
    assert (old["ended_by"]["document"], old["ended_since"]) == ("财综〔2018〕8号", "2018-01-01")
    assert [one["state"] for one in old["history"]] == ["in_force", "abolished"]
