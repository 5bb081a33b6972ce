import copy
import datetime as dt
import errno
from pathlib import Path

import pytest
from small import THIRDS, basis, general, head, penalty, schedule, statutes

from penaltybench.ruleset import load_catalogue
from penaltybench.testing import ruleset_text, write_rulesets


def load(folder):
    """Return the catalogue of a folder, and code, file name and path of every fault."""
    catalogue, found = load_catalogue([folder])
    return catalogue, [(d.code, d.place.file.rpartition("/")[2], d.place.path) for d in found]


def dated(tree, start, until=None):
    effective = {"from": start} if until is None else {"from": start, "until": until}
    return copy.deepcopy(tree) | {"effective": effective}


def day(text):
    return dt.date.fromisoformat(text)


# --- files and folders -----------------------------------------------------------------------


def test_a_folder_is_read_in_a_stable_order_and_worked_cases_are_left_out(tmp_path):
    write_rulesets(tmp_path, statutes(), penalty())
    for name in ("x/standard/tests/case.yaml", ".hidden/2026-01-01.yaml", "x/standard/notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("this is: not a ruleset", encoding="utf-8")
    catalogue, faults = load(tmp_path)
    assert faults == []
    assert list(catalogue.standards) == ["x.standard"]


def test_a_bad_file_leaves_the_good_ones_standing(tmp_path):
    other = penalty() | {"id": "x.other"}
    _, _, bad = write_rulesets(tmp_path, statutes(), penalty(), other)
    bad.write_text("id: [", encoding="utf-8")
    catalogue, faults = load(tmp_path)
    assert [code for code, _, _ in faults] == ["PB0104"]
    assert list(catalogue.standards) == ["x.standard"]


def test_a_fault_in_one_edition_takes_the_whole_standard_away(tmp_path):
    # Otherwise the edition before it would live on.
    good, bad = penalty(), dated(penalty(), "2026-07-01")
    _, _, path = write_rulesets(tmp_path, statutes(), good, bad)
    path.write_text(path.read_text(encoding="utf-8").replace("mode: down", "mode: near"), "utf-8")
    catalogue, faults = load(tmp_path)
    assert [code for code, _, _ in faults] == ["PB0207"]
    assert catalogue.standards == {}


def test_an_empty_file_is_reported(tmp_path):
    (tmp_path / "2026-01-01.yaml").write_text("# nothing\n", encoding="utf-8")
    assert [code for code, _, _ in load(tmp_path)[1]] == ["PB0109"]


def test_a_file_that_is_no_mapping_is_reported(tmp_path):
    (tmp_path / "2026-01-01.yaml").write_text("- a\n", encoding="utf-8")
    assert [code for code, _, _ in load(tmp_path)[1]] == ["PB0203"]


def test_a_file_without_kind_is_reported(tmp_path):
    (tmp_path / "2026-01-01.yaml").write_text("id: x\n", encoding="utf-8")
    assert [code for code, _, _ in load(tmp_path)[1]] == ["PB0202"]


def test_a_folder_that_is_not_there_is_reported(tmp_path):
    assert [code for code, _, _ in load(tmp_path / "missing")[1]] == ["PB0101"]


def test_an_empty_folder_gives_an_empty_catalogue(tmp_path):
    catalogue, faults = load(tmp_path)
    assert (catalogue.standards, faults) == ({}, [])


def test_one_file_may_be_the_root_wherever_it_lies(tmp_path):
    path = tmp_path / "draft.yaml"
    path.write_text(ruleset_text(penalty()), encoding="utf-8")
    folder = tmp_path / "rulesets"
    write_rulesets(folder, statutes())
    catalogue, found = load_catalogue([path, folder])
    assert found == ()
    assert list(catalogue.standards) == ["x.standard"]


def test_the_path_says_the_id_and_the_name_says_the_day(tmp_path):
    _, path = write_rulesets(tmp_path, statutes(), penalty())
    wrong = tmp_path / "x" / "elsewhere" / "2026-02-01.yaml"
    wrong.parent.mkdir()
    path.rename(wrong)
    assert set(load(tmp_path)[1]) == {
        ("PB0206", "2026-02-01.yaml", "effective.from"),
        ("PB0206", "2026-02-01.yaml", "id"),
    }


def test_a_folder_inside_a_larger_tree_knows_the_end_of_the_id(tmp_path):
    write_rulesets(tmp_path, statutes(), penalty())
    catalogue, found = load_catalogue([tmp_path / "x"])
    assert found == ()
    assert list(catalogue.standards) == ["x.standard"]


@pytest.mark.parametrize("kind", ["file", "folder", "dangling"])
def test_a_link_out_of_the_folder_is_not_followed(tmp_path, kind):
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    paths = write_rulesets(outside, statutes(), penalty())
    inside.mkdir()
    target = {"file": paths[1], "folder": outside / "x", "dangling": tmp_path / "nothing.yaml"}
    name = "x" if kind == "folder" else "2026-01-01.yaml"
    (inside / name).symlink_to(target[kind], target_is_directory=kind == "folder")
    catalogue, faults = load(inside)
    assert [code for code, _, _ in faults] == ["PB0108"]
    assert catalogue.standards == {}


def test_a_link_to_itself_ends(tmp_path):
    (tmp_path / "2026-01-01.yaml").symlink_to(tmp_path / "2026-01-01.yaml")
    assert len(load(tmp_path)[1]) == 1


def test_a_link_to_a_file_inside_is_read(tmp_path):
    _, path = write_rulesets(tmp_path, statutes(), penalty())
    moved = tmp_path / "x" / "tests" / "2026-01-01.yaml"
    moved.parent.mkdir()
    path.rename(moved)
    path.symlink_to(moved)
    assert load(tmp_path)[1] == []


def test_a_file_that_may_not_be_read_is_reported(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(errno.EACCES, "no")

    write_rulesets(tmp_path, penalty())
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [code for code, _, _ in load(tmp_path)[1]] == ["PB0101"]


def test_what_is_not_an_example_says_who_issued_it(tmp_path):
    write_rulesets(tmp_path, statutes(), penalty(status="in-force"))
    assert [(code, path) for code, _, path in load(tmp_path)[1]] == [("PB0202", "")]


def test_an_earlier_root_hides_the_same_id_in_a_later_one(tmp_path):
    write_rulesets(tmp_path / "own", penalty(title="own"))
    write_rulesets(tmp_path / "bundled", statutes(), penalty(title="bundled", status="in-force"))
    catalogue, found = load_catalogue([tmp_path / "own", tmp_path / "bundled"])
    assert found == ()
    assert catalogue.standards["x.standard"].latest.title.en == "own"


def test_a_published_fault_may_be_accepted_with_a_reason(tmp_path):
    tree = penalty()
    tree["schedules"][0]["tiers"]["rows"][0]["fine"] = {"amount": "9,999元"}
    at = "schedules[0].tiers.rows[0]"
    tree["suppress"] = [{"code": "PB0409", "at": at, "reason": "公布的标准即如此规定"}]
    write_rulesets(tmp_path, statutes(), tree)
    catalogue, faults = load(tmp_path)
    assert faults == []
    assert "x.standard" in catalogue.standards


@pytest.mark.parametrize(
    ("code", "left"), [("PB0403", {"PB0403", "PB0422"}), ("PB0409", {"PB0403"})]
)
def test_only_what_may_be_suppressed_is(tmp_path, code, left):
    tree = penalty()
    tree["schedules"][0]["basis"][0]["statute"]["law"] = "乙法"
    tree["suppress"] = [{"code": code, "at": "schedules", "reason": "不知道应当怎么办才好"}]
    write_rulesets(tmp_path, statutes(), tree)
    assert {found for found, _, _ in load(tmp_path)[1]} == left


# --- editions in time ------------------------------------------------------------------------


def standard(tmp_path, *trees):
    write_rulesets(tmp_path, statutes(), *trees)
    catalogue, faults = load(tmp_path)
    assert faults == []
    return catalogue.standards["x.standard"]


def test_a_successor_ends_an_edition(tmp_path):
    found = standard(tmp_path, penalty(), dated(penalty(), "2026-07-01"))
    assert [edition.period.end for edition in found.editions] == [day("2026-06-30"), None]
    assert found.on(day("2025-12-31")) is None
    assert found.on(day("2026-01-01")).dated.start == day("2026-01-01")
    assert found.on(day("2026-06-30")).dated.start == day("2026-01-01")
    assert found.on(day("2026-07-01")).dated.start == day("2026-07-01")
    assert found.latest.dated.start == day("2026-07-01")


def test_between_editions_there_may_be_none(tmp_path):
    first = dated(penalty(), "2026-01-01", "2026-03-31")
    found = standard(tmp_path, first, dated(penalty(), "2026-07-01"))
    assert found.on(day("2026-03-31")) is not None
    assert found.on(day("2026-04-01")) is None
    assert found.on(day("2026-06-30")) is None


@pytest.mark.parametrize("until", ["2026-07-01", "2026-12-31"])
def test_editions_may_not_overlap(tmp_path, until):
    first = dated(penalty(), "2026-01-01", until)
    write_rulesets(tmp_path, statutes(), first, dated(penalty(), "2026-07-01"))
    catalogue, found = load_catalogue([tmp_path])
    assert [d.code for d in found] == ["PB0407"]
    assert found[0].place.file.endswith("2026-01-01.yaml")
    assert [place.file[-15:] for place in found[0].related] == ["2026-07-01.yaml"]
    assert catalogue.standards == {}


def test_an_edition_may_end_on_the_eve_of_its_successor(tmp_path):
    first = dated(penalty(), "2026-01-01", "2026-06-30")
    assert len(standard(tmp_path, first, dated(penalty(), "2026-07-01")).editions) == 2


def test_two_files_for_one_day_overlap(tmp_path):
    write_rulesets(tmp_path, statutes(), penalty())
    path = tmp_path / "x" / "standard" / "2026-01-01.yml"
    path.write_text(ruleset_text(penalty()), encoding="utf-8")
    assert [code for code, _, _ in load(tmp_path)[1]] == ["PB0407"]


def test_an_edition_is_cut_where_the_general_rules_change(tmp_path):
    old, new = general(suggest="low"), dated(general(suggest="high"), "2026-07-01")
    found = standard(tmp_path, old, new, penalty(uses=["x.general"]))
    assert [(e.period.start, e.period.end, e.suggest) for e in found.editions] == [
        (day("2026-01-01"), day("2026-06-30"), "low"),
        (day("2026-07-01"), None, "high"),
    ]
    assert {e.dated.start for e in found.editions} == {day("2026-01-01")}
    assert found.editions[0].digest != found.editions[1].digest
    assert found.editions[1].uses == ("x.general@2026-07-01",)


def test_general_rules_that_end_leave_a_gap_that_is_reported(tmp_path):
    ended = dated(general(), "2020-01-01", "2026-06-30")
    write_rulesets(tmp_path, statutes(), ended, penalty(uses=["x.general"]))
    catalogue, found = load_catalogue([tmp_path])
    assert [(d.code, d.place.path) for d in found] == [("PB0405", "uses")]
    assert "2026-07-01" in found[0].message.en
    assert catalogue.standards == {}


def test_general_rules_must_be_in_force_from_the_first_day(tmp_path):
    late = dated(general(), "2026-02-01")
    write_rulesets(tmp_path, statutes(), late, penalty(uses=["x.general"]))
    assert [code for code, _, _ in load(tmp_path)[1]] == ["PB0405"]


# --- references ------------------------------------------------------------------------------


def test_what_is_not_declared_is_taken_from_the_last_ruleset_that_is_used(tmp_path):
    first = general(suggest="low", rounding={"unit": "100元", "mode": "up"})
    second = head("x.second", "general", "2020-01-01") | {"suggest": "high"}
    tree = penalty(uses=["x.general", "x.second"])
    del tree["rounding"]
    edition = standard(tmp_path, first, second, tree).latest
    assert edition.suggest == "high"
    assert (edition.rounding.unit, edition.rounding.mode) == (10_000, "up")


def test_general_rules_may_use_general_rules(tmp_path):
    deeper = head("x.deeper", "general", "2020-01-01") | {"suggest": "low"}
    found = standard(tmp_path, deeper, general(uses=["x.deeper"]), penalty(uses=["x.general"]))
    assert found.latest.suggest == "low"
    assert [use.partition("@")[0] for use in found.latest.uses] == ["x.deeper", "x.general"]


def test_a_cycle_is_reported_with_its_trail(tmp_path):
    one = general(uses=["x.other"])
    two = head("x.other", "general", "2020-01-01") | {"uses": ["x.general"]}
    write_rulesets(tmp_path, statutes(), one, two, penalty(uses=["x.general"]))
    catalogue, found = load_catalogue([tmp_path])
    assert {d.code for d in found} == {"PB0406"}
    assert any("x.general → x.other → x.general" in d.message.zh for d in found)
    assert catalogue.standards == {}


def test_an_unknown_id_is_reported_with_what_was_meant(tmp_path):
    write_rulesets(tmp_path, statutes(), general(), penalty(uses=["x.generl"]))
    _, found = load_catalogue([tmp_path])
    assert [(d.code, d.place.path) for d in found] == [("PB0405", "uses[0]")]
    assert "x.general" in found[0].remedy.en


def test_what_uses_a_faulty_ruleset_says_so(tmp_path):
    _, bad, _ = write_rulesets(tmp_path, statutes(), general(), penalty(uses=["x.general"]))
    bad.write_text("kind: general\n", encoding="utf-8")
    catalogue, faults = load(tmp_path)
    assert ("PB0405", "2026-01-01.yaml", "uses[0]") in faults
    assert catalogue.standards == {}


# --- tables of other rulesets ----------------------------------------------------------------


LENDER = penalty(id="x.lender", adjust={"severe": {"to": "high"}})


def borrower(**keys):
    return penalty(schedule(basis=[basis({"max": "2万元"})], table_of="x.lender"), **keys)


def test_a_table_is_taken_with_its_facts_and_adjustments(tmp_path):
    tree = borrower(facts={})
    edition = standard(tmp_path, LENDER, tree).latest
    (found,) = edition.schedules
    assert [row.id for row in found.table.rows] == [row["id"] for row in THIRDS]
    assert found.bases[0].fine.max == 2_000_000
    assert found.adjust.severe.to == "high"
    assert "harm" in edition.facts


def test_a_table_brings_its_adjustments_and_lacks_none_that_the_borrower_has(tmp_path):
    own = {"severe": {"to": "low"}, "lenient": {"to": "low"}}
    edition = standard(tmp_path / "with", LENDER, borrower(adjust=own)).latest
    assert edition.schedules[0].adjust.severe.to == "high"
    plain = {key: value for key, value in LENDER.items() if key != "adjust"}
    edition = standard(tmp_path / "without", plain, borrower(adjust=own)).latest
    assert edition.schedules[0].adjust.severe.to == "low"


def test_a_table_of_nothing_is_reported(tmp_path):
    write_rulesets(tmp_path, statutes(), borrower())
    assert ("PB0405", "2026-01-01.yaml", "schedules[0].table_of") in load(tmp_path)[1]


def test_a_table_of_general_rules_is_reported(tmp_path):
    tree = penalty(schedule(table_of="x.general"))
    write_rulesets(tmp_path, statutes(), general(), tree)
    assert ("PB0405", "2026-01-01.yaml", "schedules[0].table_of") in load(tmp_path)[1]


def test_a_borrowed_table_is_not_lent_on(tmp_path):
    third = penalty(schedule(table_of="x.standard"), id="x.third")
    write_rulesets(tmp_path, statutes(), LENDER, borrower(), third)
    catalogue, faults = load(tmp_path)
    assert [(code, path) for code, _, path in faults] == [("PB0406", "schedules[0].table_of")]
    assert set(catalogue.standards) == {"x.lender", "x.standard"}


# --- digests ---------------------------------------------------------------------------------


def digest(tmp_path, *trees):
    write_rulesets(tmp_path, statutes(), *trees)
    return load_catalogue([tmp_path])[0].standards["x.standard"].latest.digest


def test_the_digest_covers_whatever_can_change_a_result(tmp_path):
    own = digest(tmp_path / "a", general(), penalty(uses=["x.general"]))
    assert digest(tmp_path / "b", general(), penalty(uses=["x.general"])) == own
    changed = [
        (general(), penalty(uses=["x.general"], suggest="low")),
        (general(suggest="low"), penalty(uses=["x.general"])),
        (general(), penalty()),
    ]
    others = {digest(tmp_path / str(n), *trees) for n, trees in enumerate(changed)}
    assert len(others) == 3
    assert own not in others


def test_the_digest_does_not_see_layout_and_comments(tmp_path):
    own = digest(tmp_path, penalty())
    path = tmp_path / "x" / "standard" / "2026-01-01.yaml"
    path.write_text("# a comment\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_catalogue([tmp_path])[0].standards["x.standard"].latest.digest == own
