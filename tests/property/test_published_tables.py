"""Any table ends in drafts that can be loaded or in diagnostics, and says of every row what became of it."""

import datetime as dt
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from penaltybench.diagnostics import CODES, Severity
from penaltybench.exchange.published.propose import propose
from penaltybench.exchange.published.table import read_table
from penaltybench.exchange.published.trees import Origin
from penaltybench.exchange.published.wording import penalty_words
from penaltybench.exchange.yaml_text import ruleset_yaml
from penaltybench.ruleset.load import load_catalogue
from penaltybench.testing.published import penalty_parts, penalty_texts

ORIGIN = Origin("甲局", "甲表", "made-up", dt.date(2026, 1, 1), dt.date(2026, 2, 1), uses=())
HEADERS = ["序号", "违法行为", "处罚依据", "裁量阶次", "适用条件", "危害后果", "处罚标准", "备注"]
FREE = st.sampled_from(["", "", "甲", "乙", "〃", "同上", "1", "1-2", "一般", "严重"]) | st.text(
    max_size=4
)
# A fact that the tiers and the statute both count may have any amount: what is outside is for `check`.
EXPECTED = {"PB0409", "PB0410"}

penalties = penalty_parts().map(penalty_words) | penalty_texts() | st.just("")
bases = st.just("") | penalties.map(lambda text: f"《甲条例》第一条：{text}")


@st.composite
def rows(draw):
    row = {header: draw(FREE) for header in HEADERS}
    row["处罚标准"] = draw(penalties)
    row["处罚依据"] = draw(bases)
    return row


def accounted_for(faults):
    for fault in faults:
        assert fault.code in CODES
        for text in (fault.message, fault.remedy):
            assert text.zh
            assert text.en


@given(st.lists(rows(), min_size=1, max_size=6))
def test_any_table_ends_in_drafts_that_can_be_loaded(table):
    with TemporaryDirectory() as name:
        path = Path(name) / "t.json"
        path.write_text(json.dumps(table), encoding="utf-8")
        tables, faults = read_table(path)
        accounted_for(faults)
        proposal = propose(tables, ORIGIN)
        accounted_for(proposal.diagnostics)
        folder = Path(name) / "rulesets"
        for tree in proposal.trees:
            file = folder.joinpath(*tree["id"].split("."), f"{tree['effective']['from']}.yaml")
            file.parent.mkdir(parents=True)
            file.write_text(ruleset_yaml(tree), encoding="utf-8")
        if not proposal.drafts:
            return
        catalogue, found = load_catalogue([folder])
    errors = [fault for fault in found if fault.severity is Severity.ERROR]
    assert {fault.code for fault in errors} <= EXPECTED, errors
    if not errors:
        assert {draft.id for draft in proposal.drafts} == set(catalogue.standards)


@given(st.lists(rows(), min_size=1, max_size=6))
def test_every_row_becomes_a_tier_or_is_named(table):
    with TemporaryDirectory() as name:
        path = Path(name) / "t.json"
        path.write_text(json.dumps(table), encoding="utf-8")
        tables, _ = read_table(path)
    proposal = propose(tables, ORIGIN)
    cited = {
        cite["text"]
        for draft in proposal.drafts
        for schedule in draft.tree["schedules"]
        for row in schedule["tiers"]["rows"]
        for cite in row["cite"]
    }
    named = {fault.place.path for fault in proposal.diagnostics}
    for number, row in enumerate(table):
        penalty = row["处罚标准"].strip()
        if penalty and penalty not in ("〃", "同上"):
            assert penalty in cited or f"rows[{number}].处罚标准" in named


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
    st.sampled_from([".csv", ".json", ".xlsx"]),
)
def test_any_bytes_end_in_diagnostics_or_in_a_table(data, suffix):
    with TemporaryDirectory() as name:
        path = Path(name) / f"t{suffix}"
        path.write_bytes(data)
        tables, faults = read_table(path)
        accounted_for((*faults, *propose(tables, ORIGIN).diagnostics))
        assert tables or faults
