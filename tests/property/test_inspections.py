"""What always holds of the enforcement record and of the review of inspections."""

import copy
import csv
import datetime as dt
import io
import json
import sqlite3
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from hypothesis import assume, event, given
from hypothesis import strategies as st
from property.test_any_input import HOSTILE, VALUES, accounted_for, replaced

from penaltybench import InspectionFinding, read_record, record_from_cursor, record_from_rows
from penaltybench.condition import evaluate, fact_names
from penaltybench.diagnostics import PenaltybenchError, RecordError
from penaltybench.enforcement.events import KEYS
from penaltybench.inspection.start import facts_of
from penaltybench.inspection.verdict import VERDICTS
from penaltybench.testing import library_of
from penaltybench.testing.inspections import (
    RULES,
    answers,
    days,
    facts_of_tree,
    inspection_rulesets,
    limits,
    plans,
    proposals,
)
from penaltybench.testing.records import FORMS, OCCASIONS, follow_ups, records


@st.composite
def inspections(draw, *, complete=True, trees=None):
    """Draw a library of rules, and plan, record, proposal and the day as of which is asked."""
    tree = draw(inspection_rulesets() if trees is None else trees)
    library = library_of(tree)
    edition = library.catalogue.inspections[RULES].latest
    day = draw(days())
    return (
        tree,
        library,
        draw(plans(day)),
        draw(records(day, complete=complete)),
        draw(proposals(edition, day, complete=complete)),
        day + dt.timedelta(days=draw(st.integers(0, 40))),
    )


def rank(verdict):
    return VERDICTS.index(verdict)


def on(row):
    return dt.date.fromisoformat(row["on"])


# --- the record ---------------------------------------------------------------------------------


@given(days().flatmap(records), st.randoms())
def test_json_csv_yaml_rows_and_a_cursor_give_the_same_record(rows, random):
    expected = record_from_rows(rows)
    shuffled = random.sample(rows, len(rows))
    columns = random.sample(sorted(KEYS), len(KEYS))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(shuffled)
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = {
            "r.json": json.dumps(shuffled, ensure_ascii=False).encode(),
            "r.csv": text.getvalue().encode(),
            "bom.csv": b"\xef\xbb\xbf" + text.getvalue().encode(),
            "r.yaml": yaml.safe_dump(shuffled, allow_unicode=True).encode(),
        }
        for file, data in files.items():
            (folder / file).write_bytes(data)
            assert read_record(folder / file) == expected
    with sqlite3.connect(":memory:") as connection:
        quoted = ", ".join(f'"{column}"' for column in columns)
        connection.execute(f"create table events ({quoted})")
        connection.executemany(
            f"insert into events values ({', '.join('?' * len(columns))})",
            [[row.get(column) for column in columns] for row in shuffled],
        )
        assert record_from_cursor(connection.execute(f"select {quoted} from events")) == expected
    connection.close()
    assert record_from_rows(expected.to_rows()) == expected


@given(days().flatmap(records))
def test_every_look_up_agrees_with_a_search(rows):
    record = record_from_rows(rows)
    for row in rows:
        found = record.event(row["id"])
        assert found is not None
        assert found.enterprise == row["enterprise"]
        assert found in record.of(row["enterprise"], since=on(row), until=on(row))
        kind = type(found)
        same = [r["id"] for r in rows if r["kind"] == row["kind"]]
        same = [i for i in same if record.event(i).enterprise == row["enterprise"]]
        until = [i for i in same if record.event(i).on <= on(row)]
        assert {e.id for e in record.of_kind(kind, row["enterprise"])} == set(same)
        assert {e.id for e in record.of_kind(kind, row["enterprise"], until=on(row))} == set(until)
        referring = {r["id"] for r in rows if row["id"] in refers(r)}
        assert {e.id for e in record.referring_to(row["id"])} == referring


def refers(row):
    return {row.get("inspection"), row.get("order"), row.get("decision")}


# --- the review ---------------------------------------------------------------------------------


@given(inspections(), st.randoms())
def test_the_order_of_events_does_not_matter(drawn, random):
    _, library, plan, rows, proposed, as_of = drawn
    review = library.review_inspection(plan, rows, proposed, as_of)
    other = library.review_inspection(plan, random.sample(rows, len(rows)), proposed, as_of)
    assert json.dumps(other.to_dict()) == json.dumps(review.to_dict())
    for language in ("zh", "en"):
        for form in ("text", "markdown"):
            assert other.explain(language, form) == review.explain(language, form)


@given(inspections(complete=False), st.data())
def test_one_more_limit_never_makes_the_verdict_lighter(drawn, data):
    tree, library, plan, rows, proposed, as_of = drawn
    before = library.review_inspection(plan, rows, proposed, as_of)
    more = copy.deepcopy(tree)
    more["limits"].append(data.draw(limits(facts_of_tree(tree), "more")))
    after = library_of(more).review_inspection(plan, rows, proposed, as_of)
    event(f"{before.verdict} → {after.verdict}")
    assert rank(after.possible[0]) >= rank(before.possible[0])
    assert rank(after.possible[-1]) >= rank(before.possible[-1])
    assert (after.first, after.correct_first) == (before.first, before.correct_first)


@st.composite
def partial_inspections(draw):
    """Draw an inspection of which a few things are unknown, and the values that each may have."""
    _, library, plan, rows, proposed, as_of = draw(inspections(trees=inspection_rulesets(least=3)))
    edition = library.catalogue.inspections[RULES].latest
    known = answers(edition, dt.date.fromisoformat(proposed["on"]))
    tested = {name for limit in edition.limits for name in fact_names(limit.when)}
    tested |= {name for rule in [*edition.limits, edition.first] for name in exceptions(rule)}
    order = sorted(draw(st.permutations(sorted(known))), key=lambda name: name not in tested)
    removed = order[: draw(st.integers(0, 3))]
    unknown = {("proposed", name): known[name] for name in removed}
    lacking = [row for row in rows if row["kind"] == "inspection"]
    for row in lacking[: draw(st.integers(0, 2))]:
        key = draw(st.sampled_from(["occasion", "form"]))
        unknown["record", f"{row['id']}.{key}"] = OCCASIONS if key == "occasion" else FORMS
    for where, name in unknown:
        fill(rows, proposed, where, name, None)
    return library, plan, rows, proposed, as_of, unknown


def exceptions(rule):
    """Return the facts that the exception of a rule reads."""
    return () if rule is None or rule.unless is None else fact_names(rule.unless)


def fill(rows, proposed, where, name, value):
    """Give a value that was unknown, or take it away (None)."""
    target, key = proposed["facts"], name
    if where == "record":
        identity, _, key = name.rpartition(".")
        target = next(row for row in rows if row["id"] == identity)
    elif name == "form":
        target = proposed
    target.pop(key, None)
    if value is not None:
        target[key] = value


def state_of(review):
    """Return where correction stands; once a penalty may follow it is the same why."""
    if review.correct_first is None:
        return "none"
    free = review.correct_first.state in ("ran_out", "excepted")
    return "free" if free else review.correct_first.state


@given(partial_inspections())
def test_what_is_announced_is_what_may_come_out_and_what_is_asked_can_change_it(drawn):
    library, plan, rows, proposed, as_of, unknown = drawn
    announced = library.review_inspection(plan, rows, proposed, as_of)
    event(f"{announced.verdict}, {len(announced.questions)} asked")
    assume(len(list(product(*unknown.values()))) <= 300)
    outcomes = {}
    for values in product(*unknown.values()):
        own_rows, own = copy.deepcopy((rows, proposed))
        for (where, name), value in zip(unknown, values, strict=True):
            fill(own_rows, own, where, name, value)
        review = library.review_inspection(plan, own_rows, own, as_of)
        assert review.verdict in announced.possible
        outcomes[values] = (review.verdict, state_of(review))
    assert {verdict for verdict, _ in outcomes.values()} == set(announced.possible)
    states = {state for _, state in outcomes.values()}
    assert state_of(announced) == (states.pop() if len(states) == 1 else "unknown")
    asked = {question.id for question in announced.questions}
    assert asked == {name for index, (_, name) in enumerate(unknown) if can_change(outcomes, index)}


def can_change(outcomes, index):
    """Whether two answers that differ only in one place lead to different outcomes."""
    by_others = {}
    for values, outcome in outcomes.items():
        others = values[:index] + values[index + 1 :]
        by_others.setdefault(others, set()).add(outcome)
    verdicts = any(len({verdict for verdict, _ in found}) > 1 for found in by_others.values())
    return verdicts or any(len({state for _, state in found}) > 1 for found in by_others.values())


@given(inspections())
def test_the_verdict_is_that_of_a_plain_reading(drawn):
    """The limits are judged anew from the drawn rows, without the record and its look-ups."""
    tree, library, plan, rows, proposed, as_of = drawn
    review = library.review_inspection(plan, rows, proposed, as_of)
    values, _ = facts_of(review.edition, review.proposed)
    met = [
        limit.id
        for limit, own in zip(review.edition.limits, tree["limits"], strict=True)
        if evaluate(limit.when, values)
        and not (limit.unless and evaluate(limit.unless, values))
        and grounded(own, plan, rows, proposed)
    ]
    unknown = {limit.id for limit in review.limits if limit.status == "unknown"}
    # Days after the inspection leave a derived fact unknown; no such day is drawn.
    assert not unknown
    assert [limit.id for limit in review.met] == met
    day = proposed["on"]
    approved = any(
        row["kind"] == "approval" and mine(row, proposed) and row["on"] <= day <= row["until"]
        for row in rows
    )
    noticed = proposed.get("notified_on", "9999") <= day
    ranks = {"notice": 0 if noticed else 1, "approval": 0 if approved else 2, "forbidden": 3}
    needed = [ranks[own["otherwise"]] for own in tree["limits"] if own["id"] in met]
    assert review.verdict == VERDICTS[max(needed, default=0)]


def mine(row, proposed):
    return all(row[key] == proposed[key] for key in ("enterprise", "authority"))


def same(one, other):
    return None in (one, other) or one == other


def grounded(limit, plan, rows, proposed):
    """Whether the ground of a limit is there, by plain loops over the rows."""
    day = dt.date.fromisoformat(proposed["on"])
    matter = proposed.get("matter")
    own = [row for row in rows if row["enterprise"] == proposed["enterprise"]]
    match limit["limit"]:
        case "quiet_days":
            return (
                day.day
                in {
                    "[1..15]": range(1, 16),
                    "(1..15)": range(2, 15),
                    "[29..31]": range(29, 32),
                    "15": [15],
                }[limit["days"]]
            )
        case "protection":
            return any(
                row["kind"] == "protection" and row["on"] <= proposed["on"] <= row["until"]
                for row in own
            )
        case "plan":
            return not any(
                entry["authority"] == proposed["authority"]
                and entry.get("from", "0") <= proposed["on"] <= entry.get("to", "9")
                for entry in planned(plan, own, proposed)
            )
        case "frequency":
            counted = [
                row
                for row in own
                if counts(limit, row, day)
                and (limit["by"] == "any_authority" or row["authority"] == proposed["authority"])
            ]
            itself = fits(limit, proposed["facts"].get("occasion"), proposed["form"])
            return itself and len(counted) + 1 > int(limit["at_most"])
        case _:
            if any(
                counts(limit, row, day)
                and row["authority"] != proposed["authority"]
                and same(row.get("matter"), matter)
                for row in own
            ):
                return True
            authorities = {entry["authority"] for entry in planned(plan, own, proposed)}
            return bool(authorities) and proposed["authority"] not in authorities


def planned(plan, own, proposed):
    """Return what is planned for the enterprise and matter in the year, by the day."""
    day, entries = proposed["on"], []
    if plan is not None and plan.get("approved_on", "0") <= day:
        entries = [e for e in plan["entries"] if same(e.get("enterprise"), proposed["enterprise"])]
    entries += [
        row
        for row in own
        if row["kind"] == "plan_entry" and row["on"] <= day and str(row["year"]) == day[:4]
    ]
    return [entry for entry in entries if same(entry.get("matter"), proposed.get("matter"))]


def fits(limit, occasion, form):
    return (not limit.get("counts") or occasion in limit["counts"]) and form == limit.get(
        "form", form
    )


def counts(limit, row, day):
    if row["kind"] != "inspection" or not within(on(row), day, limit["within"]):
        return False
    return fits(limit, row.get("occasion"), row.get("form"))


def within(then, day, span):
    if then >= day:
        return False
    if "calendar_year" in span:
        return then.year == day.year
    if "days" in span:
        return (day - then).days <= int(span["days"])
    months = int(span.get("months", 0)) + 12 * int(span.get("years", 0))
    # A span that starts on a day which its month lacks starts on the month's last day.
    apart = (day.year - then.year) * 12 + day.month - then.month
    last = (then + dt.timedelta(days=1)).month != then.month
    return apart < months or (apart == months and (then.day >= day.day or last))


@given(inspections(trees=inspection_rulesets(first=True)), st.data())
def test_a_first_inspection_bars_a_penalty(drawn, data):
    """Unless the exception holds, or the time of every order that follows from it ran out uncorrected."""
    tree, library, plan, rows, proposed, as_of = drawn
    if data.draw(st.booleans()):
        # Mostly there would be an inspection before.
        rows = [row for row in rows if row["kind"] == "registration"]
    rows = [*rows, *data.draw(follow_ups(proposed))]
    review = library.review_inspection(plan, rows, proposed, as_of)
    rule, day = tree["first_inspection"], dt.date.fromisoformat(proposed["on"])
    own = [row for row in rows if row["enterprise"] == proposed["enterprise"]]
    earlier = [
        row
        for row in own
        if row["kind"] == "inspection"
        and (within(on(row), day, rule["within"]) if "within" in rule else on(row) < day)
        and (rule["by"] == "any_authority" or row["authority"] == proposed["authority"])
    ]
    assert review.first is (not earlier)
    finding = review.finding
    if earlier:
        assert finding.correct_first is None
        assert not finding.bars_penalty
        return
    values, _ = facts_of(review.edition, review.proposed)
    exception = review.edition.first.unless
    excepted = exception is not None and evaluate(exception, values)
    orders = orders_of(own, proposed, as_of)
    out = bool(orders) and all(ran_out(order, own, as_of) for order in orders)
    event(f"excepted: {bool(excepted)}, ran out: {out}")
    assert finding.bars_penalty is not (bool(excepted) or out)


def orders_of(own, proposed, as_of):
    itself = {
        row["id"]
        for row in own
        if row["kind"] == "inspection"
        and row["on"] == proposed["on"]
        and row["authority"] == proposed["authority"]
        and same(row.get("matter"), proposed.get("matter"))
    }
    issued = [
        row
        for row in own
        if row["kind"] == "order" and proposed["on"] <= row["on"] <= as_of.isoformat()
    ]
    if itself:
        return [row for row in issued if row.get("inspection") in itself]
    return [row for row in issued if "inspection" not in row and mine(row, proposed)]


def ran_out(order, own, as_of):
    corrected = any(
        row["kind"] == "correction" and row["order"] == order["id"] and row["on"] <= order["until"]
        for row in own
        if row["on"] <= as_of.isoformat()
    )
    return as_of.isoformat() > order["until"] and not corrected


@given(inspections(complete=False))
def test_events_after_the_day_change_nothing_as_of_that_day(drawn):
    _, library, plan, rows, proposed, as_of = drawn
    until = [row for row in rows if on(row) <= as_of]
    # What is known of later days is left out; nothing refers to it from before.
    review = library.review_inspection(plan, rows, proposed, as_of)
    assert library.review_inspection(plan, until, proposed, as_of).to_dict() == review.to_dict()
    event(f"{len(rows) - len(until)} events after the day")


@given(inspections(complete=False))
def test_a_finding_is_read_again_as_it_was(drawn):
    _, library, plan, rows, proposed, as_of = drawn
    review = library.review_inspection(plan, rows, proposed, as_of)
    finding = review.finding
    data = finding.to_dict()
    assert InspectionFinding.model_validate(data) == finding
    assert InspectionFinding.model_validate(json.loads(json.dumps(data))) == finding
    assert review.to_dict()["finding"] == data


# --- whatever is given --------------------------------------------------------------------------


def paths_of(node, path=()):
    """Yield the path of every node of a tree."""
    yield path
    if isinstance(node, dict | list):
        items = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in items:
            yield from paths_of(value, (*path, key))


def read_or_refused(path):
    try:
        return read_record(path)
    except RecordError as error:
        accounted_for(error.diagnostics)
    return None


@given(st.sampled_from(HOSTILE) | st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_end_in_a_record_or_in_diagnostics(data):
    with TemporaryDirectory() as folder:
        for suffix in ("json", "csv", "yaml", "txt"):
            path = Path(folder, f"record.{suffix}")
            path.write_bytes(data)
            read_or_refused(path)


@given(days().flatmap(records), st.data())
def test_a_damaged_file_ends_in_a_record_or_in_diagnostics(rows, data):
    text = json.dumps(rows, indent=1, ensure_ascii=False)
    with TemporaryDirectory() as folder:
        at = data.draw(st.integers(0, len(text) - 1))
        cut = data.draw(st.integers(0, 3))
        put = data.draw(st.text(max_size=3))
        path = Path(folder, "record.json")
        path.write_text(text[:at] + put + text[at + cut :], encoding="utf-8")
        read_or_refused(path)


@given(days().flatmap(records), st.data())
def test_anything_at_any_key_ends_in_a_record_or_in_diagnostics(rows, data):
    path = data.draw(st.sampled_from([p for p in paths_of(rows) if p]))
    changed = replaced(rows, path, data.draw(VALUES))
    try:
        record_from_rows(changed)
    except RecordError as error:
        accounted_for(error.diagnostics)


@given(st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3), max_leaves=4))
def test_rows_that_are_none_end_in_a_record_or_in_diagnostics(value):
    try:
        record_from_rows(value if isinstance(value, list) else [value])
    except RecordError as error:
        accounted_for(error.diagnostics)


@given(inspections(), st.data())
def test_any_plan_and_proposal_end_in_a_review_or_in_diagnostics(drawn, data):
    _, library, plan, rows, proposed, as_of = drawn
    given_to = {"plan": plan or {"year": 2026}, "proposed": proposed}
    path = data.draw(st.sampled_from([p for p in paths_of(given_to) if len(p) > 1]))
    changed = replaced(given_to, path, data.draw(VALUES))
    try:
        library.review_inspection(changed["plan"], rows, changed["proposed"], as_of)
    except PenaltybenchError as error:
        accounted_for(error.diagnostics)
