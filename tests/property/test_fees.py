"""Fees: the lower bound, reductions, abolished items, bands, unknown facts, tables of charges."""

import datetime as dt
import json
import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, event, example, given
from hypothesis import strategies as st
from property.test_any_input import VALUES, accounted_for, paths_of, refused, replaced

from penaltybench.boundaries import literal
from penaltybench.diagnostics import CaseError
from penaltybench.fees import charges_from_rows, read_charges
from penaltybench.fees.charge import sliced
from penaltybench.fees.edge import Edge
from penaltybench.money import parse_fen
from penaltybench.ruleset.models import BandFile
from penaltybench.testing import library_of
from penaltybench.testing.fees import (
    ABOVE,
    DAY,
    FEE,
    FROM,
    POLICY,
    ended,
    fee_facts,
    fee_item,
    fee_rulesets,
    scales,
    turning_points,
)
from penaltybench.values import FactType

ON = DAY.isoformat()
RANGE = re.compile(r"([\[(])(.+)\.\.(.+)([\])])")


def latest(library, name=FEE):
    return library.catalogue.fees[name].latest


def layers(library):
    """Return the editions whose conditions and amounts can matter, the item itself first."""
    fees = library.catalogue.fees
    return [fees[name].latest for name in (FEE, ABOVE) if name in fees]


def assess(library, facts, on=ON, fee=FEE):
    return library.assess({"fee": fee, "on": on, "facts": facts})


def without_rule(trees, *rules):
    """Return the trees without some rules of the policy."""
    changed = []
    for tree in trees:
        if tree["id"] == POLICY:
            policy = {k: v for k, v in tree["fee_policy"].items() if k not in rules}
            tree = tree | {"fee_policy": policy}
        changed.append(tree)
    return changed


def with_rule(trees, **rules):
    return [
        tree | {"fee_policy": tree["fee_policy"] | rules} if tree["id"] == POLICY else tree
        for tree in trees
    ]


LOWER_BOUND = {"discretionary": {"rule": "lower_bound"}}
LOWEST = {"standard": {"rule": "lowest"}}


def at_low_ends(tree):
    """Return the tree with every range of its standard replaced by its low end."""
    if isinstance(tree, list):
        return [at_low_ends(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    found = {key: RANGE.fullmatch(tree[key]) for key in ("rate", "amount") if key in tree}
    return {key: found[key][2] if found.get(key) else at_low_ends(tree[key]) for key in tree}


# --- the lower bound ----------------------------------------------------------------------------


@given(fee_rulesets(), st.data())
def test_a_range_is_due_at_its_lower_bound(trees, data):
    bound = with_rule(trees, **LOWER_BOUND)
    library = library_of(*bound)
    facts = data.draw(fee_facts(*layers(library)))
    without = [{key: value for key, value in tree.items() if key != "reductions"} for tree in bound]
    got = assess(library_of(*without), facts)
    assert got.status == "due"
    event(f"lower bound of a range: {got.reckonings[0].at_lower_bound}")
    if any(layer.charged.band.low_open for layer in got.reckonings[0].layers):
        event("an open low end")
        band = got.reckonings[0].standard
        if band.low_open and band.high.value > band.low.value + 2 * 1000:
            # The smallest unit above: not the end itself, and nothing smaller lies between.
            unit = got.item.rounding.unit
            assert got.due.fen > band.low.value >= got.due.fen - unit
        return
    low = [tree if tree["id"] == POLICY else at_low_ends(tree) for tree in without]
    plain = assess(library_of(*without_rule(low, "discretionary")), facts)
    assert (plain.status, plain.due) == ("due", got.due)


@given(fee_rulesets(layered=True), st.data())
def test_the_lowest_of_the_layers_standards_is_due(trees, data):
    # A reduction and its place in the layers are no part of a standard.
    bare = [{key: value for key, value in tree.items() if key != "reductions"} for tree in trees]
    library = library_of(*with_rule(bare, **LOWER_BOUND, **LOWEST))
    facts = data.draw(fee_facts(*layers(library)))
    alone = library_of(*without_rule(with_rule(bare, **LOWER_BOUND), "standard"))
    amounts = [assess(alone, facts, fee=name).due for name in (FEE, ABOVE)]
    got = assess(library, facts)
    event(f"own standard is lowest: {amounts[0] <= amounts[1]}")
    assert got.due == min(amounts)
    documents = [latest(library, name).price_document.document for name in (FEE, ABOVE)]
    assert documents[0 if amounts[0] <= amounts[1] else 1] in got.documents
    assert documents[amounts[1] < amounts[0]] in got.explain("en")


# --- reductions ---------------------------------------------------------------------------------


@given(fee_rulesets(), st.data())
def test_no_reduction_raises_a_fee_and_none_goes_below_nothing(trees, data):
    *others, item = trees
    library = library_of(*others, item)
    facts = data.draw(fee_facts(*layers(library)))
    kept = [one for one in item["reductions"] if data.draw(st.booleans())]
    for fewer in (kept, []):
        before = assess(library_of(*others, item | {"reductions": fewer}), facts)
        after = assess(library, facts)
        assert 0 <= after.low.fen <= before.low.fen
        if all(one["force"] == "shall" for one in item["reductions"]):
            assert after.high <= before.high
    event(f"reductions that took effect: {len(after.reductions)}")
    assert (after.low < before.low) <= bool(after.reductions)


@given(fee_rulesets(), st.data())
def test_what_may_be_granted_leaves_both_amounts_open(trees, data):
    *others, item = trees
    library = library_of(*others, item)
    facts = data.draw(fee_facts(*layers(library)))
    got = assess(library, facts)

    def forced(force):
        changed = [one | {"force": "shall"} for one in item["reductions"] if force(one)]
        return assess(library_of(*others, item | {"reductions": changed}), facts)

    granted = forced(lambda one: True)
    refused_ = forced(lambda one: one["force"] == "shall")
    assert got.low == granted.low
    assert got.high == refused_.high
    event(f"both are the same: {granted.low == refused_.high}")


SHARES = {"50%": Fraction(1, 2), "30%": Fraction(3, 10), "100%": Fraction(1)}


@given(fee_rulesets(policy=("discretionary",), layered=False), st.data())
def test_reductions_are_combined_by_the_declared_rule(trees, data):
    """An independent computation: exact shares and amounts, point by point."""
    *others, item = trees
    exact = [
        one
        for one in item["reductions"]
        if one["force"] == "shall" and one.get("by", "50%") in SHARES
    ]
    item = item | {"reductions": exact}
    trees = with_rule([*others, item], **LOWER_BOUND)
    library = library_of(*trees)
    facts = data.draw(fee_facts(latest(library)))
    got = assess(library, facts)
    reckoning = got.reckonings[0]
    holding = [
        one for one in exact if one["id"] in {step.reduction.id for step in reckoning.most.steps}
    ]
    start = reckoning.bound.low.exact
    rule = trees[1]["fee_policy"]["reductions"]["rule"]

    def share(one):
        return Fraction(1) if "exempt" in one else SHARES.get(one.get("by", ""), Fraction(0))

    def fen(one):
        return parse_fen(one["less"]) if "less" in one else 0

    if rule == "largest":
        left = min([max(start * (1 - share(one)) - fen(one), 0) for one in holding], default=start)
    elif rule == "added":
        left = max(start * (1 - sum(map(share, holding))) - sum(map(fen, holding)), 0)
    else:
        left = start
        for one in holding:
            left = max(left * (1 - share(one)) - fen(one), 0)
    event(f"{rule}: {min(len(holding), 2)} hold")
    assert reckoning.most.band.low == Edge(Fraction(left))
    unit = library.catalogue.fees[FEE].latest.rounding.unit
    assert abs(got.due.fen - left) < unit


# --- states -------------------------------------------------------------------------------------


@given(
    fee_rulesets(),
    st.dates(dt.date(2015, 1, 2), dt.date(2022, 1, 1)),
    st.sampled_from(["abolished", "suspended", "exempt"]),
    st.integers(0, 900),
    st.data(),
)
def test_an_ended_item_is_charged_until_the_day_before_and_never_after(
    trees, end, state, later, data
):
    *others, item = trees
    library = library_of(*others, item, ended(item, state, end.isoformat()))
    facts = data.draw(fee_facts(latest(library)))
    day_before = (end - dt.timedelta(days=1)).isoformat()
    assert assess(library, facts, day_before).status in ("due", "range")
    day = end + dt.timedelta(days=later)
    after = assess(library, facts, day.isoformat())
    assert (after.status, after.due.fen, after.refused.kind) == ("not_charged", 0, state)
    assert (after.refused.since, after.refused.document.document) == (end, "示例财〔2018〕1号")
    assert "示例财〔2018〕1号" in after.explain("en")
    assert after.questions == ()


@given(fee_rulesets(layered=True), st.dates(dt.date(2015, 1, 2), dt.date(2022, 1, 1)), st.data())
def test_what_a_higher_layer_has_ended_is_not_charged_where_that_is_a_rule(trees, end, data):
    *others, above, item = trees
    model = fee_item("example.model", standard={"rows": [{"id": "x", "charge": {"amount": "1元"}}]})
    model |= {"uses": [POLICY]}
    similar = data.draw(st.booleans())
    gone = model if similar else above
    item = item | {"similar_to": ["example.model"]}
    editions = [*others, above, item, model, ended(gone, "abolished", end.isoformat())]
    rules = {"higher_ends": {"rule": "not_charged"}, "similar": {"rule": "not_charged"}}
    bound = library_of(*with_rule(editions, **rules))
    free = library_of(*without_rule(editions, "higher_ends"))
    facts = data.draw(fee_facts(*layers(bound)))
    on = end.isoformat()
    refusal = assess(bound, facts, on).refused
    assert refusal.kind == ("similar" if similar else "higher")
    assert refusal.since == end
    assert assess(bound, facts, (end - dt.timedelta(days=1)).isoformat()).refused is None
    assert assess(free, facts, on).refused is None


# --- bands --------------------------------------------------------------------------------------


def by_hand(bands, base):
    """Return what a scale costs, fen by fen of its limits."""
    total, start = Fraction(0), 0
    for index, band in enumerate(bands):
        end = parse_fen(band["up_to"]) if "up_to" in band else None
        if base > start or index == 0:
            if "amount" in band:
                total += parse_fen(band["amount"])
            else:
                top = base if end is None else min(base, end)
                total += (top - start) * Fraction(band["rate"].rstrip("%")) / 100
        start = end
    return total


def costs(bands, base):
    files = [BandFile.model_validate(band) for band in bands]
    return sum((one.amount.exact for one in sliced(files, Edge(Fraction(base)))), Fraction(0))


BASES = st.integers(0, 60_000_000)
COURT = [
    {"up_to": "1万元", "amount": "50元"},
    {"up_to": "10万元", "rate": "2.5%"},
    {"up_to": "20万元", "rate": "2%"},
    {"rate": "1.5%"},
]


@given(scales(), BASES)
@example(COURT, 1_000_000)
@example(COURT, 1_000_001)
def test_bands_cost_what_an_independent_computation_says(bands, base):
    near = [parse_fen(band["up_to"]) + step for band in bands[:-1] for step in (-1, 0, 1)]
    for one in (base, *near):
        assert costs(bands, one) == by_hand(bands, one)


@given(scales(), BASES, BASES)
def test_a_scale_never_falls_as_its_base_grows(bands, one, other):
    assert costs(bands, min(one, other)) <= costs(bands, max(one, other))


@given(scales(prices=False))
def test_a_scale_of_rates_is_continuous(bands):
    steepest = max(Fraction(band["rate"].rstrip("%")) / 100 for band in bands)
    for limit in (parse_fen(band["up_to"]) for band in bands[:-1]):
        for below, above in pairwise([limit - 1, limit, limit + 1]):
            assert 0 <= costs(bands, above) - costs(bands, below) <= steepest


# --- unknown facts ------------------------------------------------------------------------------


@given(fee_rulesets(), st.data())
def test_a_revealed_fact_stays_in_what_was_announced(trees, data):
    library = library_of(*trees)
    complete = data.draw(fee_facts(*layers(library)))
    known = {name: text for name, text in complete.items() if data.draw(st.booleans())}
    before, after = assess(library, known), assess(library, complete)
    event(before.status)
    assert after.status in ("due", "range")
    assert before.low <= after.low
    assert before.high is None or after.high <= before.high
    if before.status != "undetermined":
        assert before.questions == ()
        assert (before.status, before.low, before.high) == (after.status, after.low, after.high)
        return
    # What was asked is enough.
    asked = {question.id for question in before.questions}
    assert asked
    assert not asked & set(known)
    answered = known | {name: complete[name] for name in asked if name in complete}
    last = assess(library, answered)
    assert (last.low, last.high) == (after.low, after.high)
    assert last.status != "undetermined"


TINY = Decimal("0.000000000000001")
HUGE = {FactType.MONEY: 10**16, FactType.INTEGER: 10**9, FactType.DECIMAL: Decimal(10**9)}


def extremes(fact, values):
    """Return values of a fact among which its amounts are least and greatest in every part."""
    found = set(values)
    if fact.type is FactType.DECIMAL:
        # An open end of a domain is no value of it.
        found |= {value + step for value in {*values, Decimal(0)} for step in (-TINY, TINY)}
    if fact.type in HUGE:
        found.add(HUGE[fact.type])
    return sorted(v for v in found if fact.domain is None or fact.domain.holds(v))


@given(fee_rulesets(), st.data())
def test_the_announced_range_is_the_tightest(trees, data):
    library = library_of(*trees)
    points = turning_points(*layers(library))
    complete = data.draw(fee_facts(*layers(library)))
    hidden = data.draw(
        st.lists(st.sampled_from(sorted(points)), min_size=1, max_size=2, unique=True)
    )
    known = {name: text for name, text in complete.items() if name not in hidden}
    before = assess(library, known)
    assume(before.status == "undetermined")
    choices = [extremes(*points[name]) for name in hidden]
    reached = []
    for values in product(*choices):
        given_ = {
            name: literal(points[name][0].type, value)
            for name, value in zip(hidden, values, strict=True)
        }
        reached.append(assess(library, {**known, **given_}))
    assert min(one.low for one in reached) == before.low
    highest = max(one.high for one in reached)
    if before.high is None:
        event("no upper limit")
        assert highest.fen > 10**8
    else:
        assert highest == before.high


@given(fee_rulesets(), st.data())
def test_the_first_question_can_change_the_result(trees, data):
    library = library_of(*trees)
    points = turning_points(*layers(library))
    complete = data.draw(fee_facts(*layers(library)))
    hidden = data.draw(st.sampled_from(sorted(points)))
    known = {name: text for name, text in complete.items() if name != hidden}
    before = assess(library, known)
    fact, values = points[hidden]
    results = {
        (one.status, one.low, one.high)
        for value in extremes(fact, values)
        for one in [assess(library, {**known, hidden: literal(fact.type, value)})]
    }
    # Exactly what can change the result is asked.
    assert [question.id for question in before.questions] == [hidden] * (len(results) > 1)
    event(f"asked: {bool(before.questions)}")


# --- the same input, the same output ------------------------------------------------------------


@given(fee_rulesets(), st.data())
def test_the_order_of_rows_does_not_matter_and_nothing_else_varies(trees, data):
    *others, item = trees
    rows = data.draw(st.permutations(item["standard"]["rows"]))
    shuffled = item | {"standard": {"rows": rows}}
    library, other = library_of(*others, item), library_of(*others, shuffled)
    facts = data.draw(fee_facts(latest(library)))
    facts = {name: text for name, text in facts.items() if data.draw(st.booleans())}
    one, two = assess(library, facts), assess(other, facts)
    assert (one.status, one.low, one.high) == (two.status, two.low, two.high)
    assert {q.id for q in one.questions} == {q.id for q in two.questions}
    assert {row.id for row in one.rows} == {row.id for row in two.rows}
    again = assess(library_of(*others, item), dict(reversed(list(facts.items()))))
    assert json.dumps(one.to_dict()) == json.dumps(again.to_dict())
    for language in ("zh", "en"):
        for form in ("text", "markdown"):
            assert one.explain(language, form) == again.explain(language, form)


@given(fee_rulesets(), st.data())
def test_any_case_ends_in_an_assessment_or_in_diagnostics(trees, data):
    library = library_of(*trees)
    case = {"fee": FEE, "on": ON, "facts": data.draw(fee_facts(latest(library)))}
    path = data.draw(st.sampled_from([p for p in paths_of(case) if p]))
    try:
        result = library.assess(replaced(case, path, data.draw(VALUES)))
    except CaseError as error:
        refused(error)
        return
    assert json.dumps(result.to_dict())
    for language in ("zh", "en"):
        assert result.explain(language)
        assert result.explain(language, "markdown")


# --- tables of charges --------------------------------------------------------------------------

COLUMNS = st.sampled_from(["fee", "on", "charged", "id", "area", "harm", "", "面积"])
CELLS = VALUES | st.sampled_from([FEE, ABOVE, ON, FROM, "100", "1,234.50元", "none", DAY])
ROWS = st.lists(st.dictionaries(COLUMNS, CELLS, max_size=6) | VALUES, max_size=5)


@st.composite
def tables(draw, library):
    """Draw charges near what is due, some of them with facts unknown."""
    rows = []
    for number in range(draw(st.integers(1, 5))):
        facts = draw(fee_facts(latest(library)))
        due = assess(library, facts)
        facts = {name: text for name, text in facts.items() if draw(st.integers(0, 5))}
        near = [0, due.low.fen, due.high.fen, due.high.fen + 1, max(due.low.fen - 1, 0), 10**12]
        charged = Decimal(draw(st.sampled_from(near))) / 100
        name = {"id": f"r{number}"} if draw(st.booleans()) else {}
        fee = draw(st.sampled_from([FEE, FEE, FEE, "example.unlisted"]))
        facts = facts if fee == FEE else {}
        rows.append(
            {"fee": fee, "on": draw(st.sampled_from([ON, DAY])), "charged": charged} | name | facts
        )
    return rows


@given(fee_rulesets(), st.data())
def test_an_audit_agrees_with_the_assessments_and_adds_up(trees, data):
    library = library_of(*trees)
    rows = data.draw(tables(library))
    audit = library.audit_charges(rows)
    assert audit.diagnostics == ()
    assert len(audit.rows) == len(rows)
    for row, one in zip(rows, audit.rows, strict=True):
        facts = {k: v for k, v in row.items() if k not in ("fee", "on", "charged", "id")}
        due, charged = assess(library, facts, ON, row["fee"]), one.charge.charged
        event(one.verdict)
        assert charged.fen == int(row["charged"] * 100)
        assert (one.low, one.high) == (due.low, due.high)
        match one.verdict:
            case "overcharged":
                assert one.difference == charged.fen - due.high.fen > 0
            case "undercharged":
                assert one.difference == charged.fen - due.low.fen < 0
            case verdict:
                assert one.difference == 0
                assert due.low <= charged
                assert due.high is None or charged <= due.high
                assert (verdict == "undecided") is (due.status == "undetermined")
        assert one.reason.zh
        assert one.reason.en
    totals = audit.totals
    assert totals.all.number == len(rows)
    assert totals.all.fen == sum(one.charge.charged.fen for one in audit.rows)
    for verdict in ("overcharged", "undercharged", "undecided", "correct"):
        own = audit.with_verdict(verdict)
        total = getattr(totals, verdict)
        differ = verdict in ("overcharged", "undercharged")
        amounts = [abs(o.difference) if differ else o.charge.charged.fen for o in own]
        assert (total.number, total.fen) == (len(own), sum(amounts))
        parts = [getattr(one.totals, verdict) for one in audit.by_fee]
        assert sum(part.number for part in parts) == total.number
        assert sum(part.fen for part in parts) == total.fen
    assert sum(one.totals.all.fen for one in audit.by_fee) == totals.all.fen
    assert json.dumps(audit.to_dict()) == json.dumps(library.audit_charges(rows).to_dict())
    for language in ("zh", "en"):
        assert audit.explain(language, "markdown")


LIBRARY = library_of(
    fee_item(
        FEE,
        facts={"area": {"type": "decimal", "label": "面积", "domain": ">= 0"}},
        rounding={"unit": "1元", "mode": "down"},
        standard={"rows": [{"id": "x", "charge": {"per": "area", "rate": "1元"}}]},
    )
)


def audited(table):
    audit = LIBRARY.audit_charges(table)
    accounted_for(audit.diagnostics)
    assert json.dumps(audit.to_dict())
    for language in ("zh", "en"):
        assert audit.explain(language)
    return audit


@given(ROWS)
def test_any_rows_end_in_an_audit_or_in_diagnostics(rows):
    audit = audited(charges_from_rows(rows))
    # What was not audited has been said.
    assert len(audit.rows) == len(rows) or audit.diagnostics


@given(ROWS | VALUES, st.sampled_from(["json", "yaml"]))
def test_any_json_ends_in_an_audit_or_in_diagnostics(rows, suffix):
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table.{suffix}"
        path.write_text(json.dumps(rows, default=str), encoding="utf-8")
        audited(read_charges(path))


CSV = st.lists(
    st.lists(
        st.sampled_from(
            ["fee", "on", "charged", "area", "id", "", FEE, ON, "100", '"', '"a', "\n", "x"]
        )
        | st.text(max_size=6),
        max_size=6,
    ),
    max_size=6,
).map(lambda rows: "\n".join(",".join(row) for row in rows))


@given(CSV | st.just("fee,on,charged,area\n").flatmap(lambda head: CSV.map(lambda t: head + t)))
def test_any_csv_ends_in_an_audit_or_in_diagnostics(text):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_text(text, encoding="utf-8", newline="", errors="replace")
        table = read_charges(path)
        audited(table)
        lines = text.count("\n") + text.count("\r") + 1
        assert all(0 <= fault.place.line <= lines for fault in table.diagnostics)


@given(st.binary(max_size=300), st.sampled_from(["csv", "json", "yaml", "txt"]))
@example(b"\xef\xbb\xbffee,on,charged\n", "csv")
@example("编号,日期\n".encode("gbk"), "csv")
@example(b"[" * 5000, "json")
@example(b'[{"fee": 1e999999999, "on": NaN}]', "json")
@example(b'[{"fee": "a", "fee": "b"}, {"on": 1', "json")
@example(b'fee,on,charged\n"' + b"x" * 200_000, "csv")
def test_any_bytes_end_in_an_audit_or_in_diagnostics(content, suffix):
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table.{suffix}"
        path.write_bytes(content)
        audited(read_charges(path))
