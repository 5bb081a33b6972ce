"""Every fault of a ruleset file is a diagnostic with its code, at the place where it is mended."""

import copy

import pytest
from small import basis, general, penalty, schedule, statutes

from penaltybench.diagnostics import RulesetError
from penaltybench.testing import library_of


def faults(tree, *others):
    """Return code and path of every fault."""
    try:
        library = library_of(statutes(), *others, tree)
    except RulesetError as error:
        for diagnostic in error.diagnostics:
            assert diagnostic.place.line > 0
        return [(diagnostic.code, diagnostic.place.path) for diagnostic in error.diagnostics]
    assert tree["id"] in library.ids
    return []


def changed(tree, path, value):
    """Return the tree with another value at a path (None: without it)."""
    tree = copy.deepcopy(tree)
    node = tree
    *way, last = path
    for key in way:
        node = node[key]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return tree


FINE = ("schedules", 0, "basis", 0, "allows", "fine")
ROW = ("schedules", 0, "tiers", "rows", 0)
AT_FINE = "schedules[0].basis[0].allows.fine"
AT_ROW = "schedules[0].tiers.rows[0]"


def test_the_standard_that_is_changed_below_has_no_fault():
    assert faults(penalty()) == []


@pytest.mark.parametrize(
    ("path", "value", "code", "at"),
    [
        # keys
        (("source", "sure"), None, "PB0202", "source.sure"),
        (("schedules",), None, "PB0202", "schedules"),
        (("titel",), "x", "PB0201", "titel"),
        ((*ROW, "wen"), "x", "PB0201", f"{AT_ROW}.wen"),
        ((*FINE, "maximum"), "1元", "PB0201", f"{AT_FINE}.maximum"),
        # shapes
        (("title",), [], "PB0203", "title"),
        (("title",), {"en": "x"}, "PB0203", "title"),
        (("title",), "  ", "PB0203", "title"),
        (("facts",), [], "PB0203", "facts"),
        (("facts", "value"), "money", "PB0203", "facts.value"),
        (("schedules",), {}, "PB0203", "schedules"),
        (("schedules",), [], "PB0203", "schedules"),
        (("rounding", "unit"), ["1元"], "PB0203", "rounding.unit"),
        ((*ROW, "when", "harm"), {"a": "b"}, "PB0203", f"{AT_ROW}.when.harm"),
        ((*ROW, "when", "harm"), [], "PB0203", f"{AT_ROW}.when.harm"),
        ((*FINE, "max"), {"facts": "value"}, "PB0203", f"{AT_FINE}.max"),
        # literals
        (("effective", "from"), "2026-02-30", "PB0204", "effective.from"),
        (("facts", "Value"), {"type": "date", "label": "x"}, "PB0204", "facts.Value"),
        (("facts", "corrected", "changeable"), "yes", "PB0204", "facts.corrected.changeable"),
        (("rounding", "unit"), "1", "PB0204", "rounding.unit"),
        ((*FINE, "max"), "10万", "PB0204", f"{AT_FINE}.max"),
        ((*FINE, "max"), "100000", "PB0204", f"{AT_FINE}.max"),
        ((*FINE, "max"), "20%", "PB0204", f"{AT_FINE}.max"),
        ((*FINE, "max"), "-1元", "PB0204", f"{AT_FINE}.max"),
        ((*FINE, "max"), "NaN元", "PB0204", f"{AT_FINE}.max"),
        ((*FINE, "max"), "1" + "0" * 30 + "元", "PB0204", f"{AT_FINE}.max"),
        ((*ROW, "fine"), {"share": "30"}, "PB0204", f"{AT_ROW}.fine.share"),
        ((*ROW, "fine"), {"share": "[0%..30%"}, "PB0204", f"{AT_ROW}.fine.share"),
        ((*ROW, "fine"), {"share": "[0%..]"}, "PB0204", f"{AT_ROW}.fine.share"),
        ((*ROW, "fine"), {"share": "[0%..101%]"}, "PB0204", f"{AT_ROW}.fine"),
        ((*ROW, "fine"), {"amount": "[1万元..]"}, "PB0204", f"{AT_ROW}.fine.amount"),
        ((*ROW, "fine"), {"amount": "10% of harm"}, "PB0204", f"{AT_ROW}.fine.amount"),
        ((*ROW, "fine"), {"amount": "[half..maximum]"}, "PB0204", f"{AT_ROW}.fine.amount"),
        ((*ROW, "fine"), {}, "PB0204", f"{AT_ROW}.fine"),
        ((*ROW, "fine"), {"share": "1%", "amount": "1元"}, "PB0204", f"{AT_ROW}.fine"),
        ((*ROW, "fine"), {"range": "300元"}, "PB0204", f"{AT_ROW}.fine"),
        ((*ROW, "fine"), {"per": "area", "amount": "1元"}, "PB0204", f"{AT_ROW}.fine"),
        ((*ROW, "fine"), {"per": "area", "range": "300"}, "PB0204", f"{AT_ROW}.fine.range"),
        ((*ROW, "fine"), {"times_of": "value", "range": "6%"}, "PB0204", f"{AT_ROW}.fine.range"),
        ((*ROW, "fine"), {"percent_of": "value", "range": "6"}, "PB0204", f"{AT_ROW}.fine.range"),
        ((*ROW, "fine"), {"per": "area", "times_of": "value", "range": "1"}, "PB0204",
         f"{AT_ROW}.fine"),
        (FINE, {"max": "1元", "each": "10"}, "PB0204", AT_FINE),
        (FINE, {"min": "1元", "max": "2元", "assumed_min": "1元"}, "PB0204", AT_FINE),
        (FINE, {"per": "area", "max": "1元", "each": "0"}, "PB0204", f"{AT_FINE}.each"),
        (("facts", "harm", "values"), None, "PB0204", "facts.harm"),
        (("facts", "value", "values"), {"a": "b"}, "PB0204", "facts.value"),
        (("facts", "cases", "domain"), None, "PB0204", "facts.cases"),
        (("facts", "harm", "worse"), "higher", "PB0204", "facts.harm"),
        (("facts", "value", "worse"), "later", "PB0204", "facts.value"),
        (("facts", "value", "several"), "heaviest", "PB0204", "facts.value"),
        (("facts", "years"), {"type": "integer", "label": "x", "derive": {}}, "PB0204",
         "facts.years.derive"),
        (("adjust",), {"severe": {"to": "high", "shift": "1"}}, "PB0204", "adjust.severe"),
        (("adjust",), {"severe": {"up_to": "20%"}}, "PB0204", "adjust.severe"),
        (("adjust",), {"severe": {"shift": "2"}}, "PB0207", "adjust.severe.shift"),
        (("schedules", 0, "points"),
         {"start": "0%", "method": "position", "factors": [{"fact": "harm", "scale": {"-": "1%"}}]},
         "PB0204", "schedules[0]"),
        # order
        ((*FINE, "max"), "9,999元", "PB0205", AT_FINE),
        ((*ROW, "fine"), {"amount": "[2万元..1万元]"}, "PB0205", f"{AT_ROW}.fine.amount"),
        ((*ROW, "fine"), {"amount": "[2万元..2万元)"}, "PB0205", f"{AT_ROW}.fine.amount"),
        (("effective", "until"), "2025-12-31", "PB0205", "effective.until"),
        # words
        (("kind",), "penalties", "PB0207", "kind"),
        (("status",), "inforce", "PB0207", "status"),
        ((*ROW, "grade"), "mild", "PB0207", f"{AT_ROW}.grade"),
        (("facts", "value", "type"), "cash", "PB0207", "facts.value.type"),
        (("rounding", "mode"), "nearest", "PB0207", "rounding.mode"),
        # a penalty kind is must or may
        (("schedules", 0, "basis", 0, "allows", "warning"), "shall", "PB0207",
         "schedules[0].basis[0].allows.warning"),
        # references
        ((*ROW, "when"), {"hram": "none"}, "PB0401", f"{AT_ROW}.when.hram"),
        (("schedules", 0, "when"), {"any": [{"hram": "none"}]}, "PB0401",
         "schedules[0].when.any[0].hram"),
        (("schedules", 0, "sets"), {"hram": "none"}, "PB0401", "schedules[0].sets.hram"),
        ((*ROW, "when"), {"harm": "nothing"}, "PB0402", f"{AT_ROW}.when.harm"),
        ((*ROW, "when"), {"value": "< 100"}, "PB0402", f"{AT_ROW}.when.value"),
        (("facts", "area", "domain"), "[5..1]", "PB0402", "facts.area.domain"),
        (("schedules", 0, "sets"), {"harm": "none, minor"}, "PB0402", "schedules[0].sets.harm"),
        (("schedules", 0, "sets"), {"harm": "nothing"}, "PB0402", "schedules[0].sets.harm"),
        (("schedules", 0, "basis", 0, "statute", "law"), "乙法", "PB0403",
         "schedules[0].basis[0].statute.law"),
        (("schedules", 0, "basis", 0, "statute", "article"), "第一百零一条", "PB0404",
         "schedules[0].basis[0].statute.article"),
        (("uses",), ["x.generl"], "PB0405", "uses[0]"),
        (("uses",), ["x.standard"], "PB0406", "uses[0]"),
        ((*ROW, "id"), "minor", "PB0408", "schedules[0].tiers.rows[1].id"),
        ((*ROW, "fine"), {"amount": "9,999元"}, "PB0409", f"{AT_ROW}.fine"),
        ((*ROW, "fine"), {"amount": "[1万元..100,000.01元]"}, "PB0409", f"{AT_ROW}.fine"),
        ((*ROW, "also"), {"warning": "must"}, "PB0410", f"{AT_ROW}.also.warning"),
        (FINE, None, "PB0410", f"{AT_ROW}.fine"),
        ((*ROW, "grade"), "mitigated", "PB0411", AT_ROW),
        (("rounding",), None, "PB0412", ""),
        ((*ROW, "basis"), ["c"], "PB0418", f"{AT_ROW}.basis"),
        (FINE, {"times_of": "area", "max": "3"}, "PB0414", AT_FINE),
        (FINE, {"per": "value", "max": "3元"}, "PB0414", AT_FINE),
        (FINE, {"per": "corrected", "max": "3元"}, "PB0414", AT_FINE),
        (FINE, {"max": {"fact": "area"}}, "PB0414", f"{AT_FINE}.max"),
        ((*ROW, "fine"), {"amount": "[1万元..2万元]", "plus": [{"per": "value", "add": "1元"}]},
         "PB0414", f"{AT_ROW}.fine.plus[0]"),
        (("facts", "value", "unascertainable"), {"as": "lightest"}, "PB0418",
         "facts.value.unascertainable"),
        (("facts", "value", "unascertainable"), {"as": "one"}, "PB0402",
         "facts.value.unascertainable.as"),
        (("facts", "days"),
         {"type": "integer", "label": "x", "derive": {"days": ["harm", "decided_on"]}},
         "PB0417", "facts.days.derive"),
        (("facts", "days"),
         {"type": "decimal", "label": "x", "domain": ">= 0",
          "derive": {"days": ["found_on", "decided_on"]}},
         "PB0417", "facts.days.type"),
        (("circumstances",),
         [{"id": "c", "effect": "severe", "label": "x", "overrides": ["d"]}],
         "PB0415", "circumstances[0].overrides"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_fault_has_its_code_and_its_place(path, value, code, at):
    assert (code, at) in faults(changed(penalty(), path, value))


ALLOWS = ("schedules", 0, "basis", 0, "allows")


@pytest.mark.parametrize("days", ["ten", "²", "-1", "[10..5]", "[5..]", "[..5]", "5.5", "[5..5)"])
def test_a_duration_is_a_number_of_days_or_an_interval(days):
    found = faults(changed(penalty(), (*ALLOWS, "detain"), {"force": "may", "days": days}))
    assert found == [("PB0204", "schedules[0].basis[0].allows.detain.days")]


@pytest.mark.parametrize("days", ["10", "[5..10]", "[0..15)"])
def test_durations_that_are_read(days):
    assert faults(changed(penalty(), (*ALLOWS, "detain"), {"force": "may", "days": days})) == []


STEP = {"id": "s", "step": "deadline", "label": "x"}


@pytest.mark.parametrize(
    ("key", "value", "code", "at"),
    [
        ("procedure", [STEP | {"days": "-1"}], "PB0204", "procedure[0].days"),
        ("procedure", [STEP | {"days": "1.5"}], "PB0204", "procedure[0].days"),
        ("procedure", [STEP | {"step": "hear"}], "PB0207", "procedure[0].step"),
        ("procedure", [STEP | {"fine": "> 5"}], "PB0402", "procedure[0].fine"),
        ("procedure", [STEP | {"kinds": ["fine"]}], "PB0207", "procedure[0].kinds[0]"),
        ("cap", {"at": "half", "label": "x"}, "PB0204", "cap.at"),
        ("cap", {"at": ["middle"], "label": "x"}, "PB0203", "cap.at"),
        ("cap", {"at": "middle", "label": "x", "unless": {"y": "1"}}, "PB0401", "cap.unless.y"),
        ("suggest", "most", "PB0207", "suggest"),
        ("weighing", {"conflict": "sum"}, "PB0207", "weighing.conflict"),
        ("late_payment", {"per_day": "3"}, "PB0204", "late_payment.per_day"),
        ("choice_of_edition", {"rule": "newer"}, "PB0207", "choice_of_edition.rule"),
        ("wording", {"以内": "excludes"}, "PB0201", "wording.以内"),
        ("wording", {"以下": "no"}, "PB0207", "wording.以下"),
        ("suppress", [{"code": "PB409", "at": "x", "reason": "理由理由理由理由"}], "PB0204",
         "suppress[0].code"),
        ("suppress", [{"code": "PB0409", "at": "x", "reason": "短"}], "PB0203",
         "suppress[0].reason"),
        ("circumstances", [{"id": "c", "effect": "mild", "label": "x"}], "PB0207",
         "circumstances[0].effect"),
        ("circumstances", [{"id": "c", "effect": "severe", "label": "x", "when": "y"}], "PB0203",
         "circumstances[0].when"),
    ],
)  # fmt: skip
def test_faults_of_general_rules(key, value, code, at):
    assert (code, at) in faults(penalty(**{key: value}))


def test_every_fault_of_a_file_is_reported_at_once():
    tree = penalty(titel="x")
    tree["facts"]["value"]["worse"] = "later"
    tree["schedules"][0]["tiers"]["rows"][1]["grade"] = "mild"
    assert {code for code, _ in faults(tree)} == {"PB0201", "PB0204", "PB0207"}


def test_a_base_must_be_declared():
    fine = {"times_of": "turnover", "min": "1", "max": "3"}
    assert [code for code, _ in faults(penalty(schedule(basis=[basis(fine)])))] == ["PB0401"]


def points(**keys):
    factors = [{"fact": "harm", "scale": {"none": "0%", "minor, serious": "80%"}}]
    table = {"start": "20%", "method": "total_of_maximum", "factors": factors}
    return penalty(schedule(points=table | keys))


def test_points_may_reach_their_limit_but_not_exceed_it():
    assert faults(points()) == []
    assert faults(points(start="20.01%")) == [("PB0413", "schedules[0].points")]
    assert faults(points(start="20.01%", at_most="120%")) == []
    assert faults(points(at_most="99%")) == [("PB0413", "schedules[0].points")]
    # Minimum ÷ maximum is known only in a case.
    assert faults(points(start="minimum/maximum")) == []


def test_a_factor_reads_a_declared_fact_by_tests_of_its_type():
    undeclared = [{"fact": "hram", "scale": {"none": "0%"}}]
    assert faults(points(factors=undeclared)) == [("PB0401", "schedules[0].points.factors[0].fact")]
    unknown = [{"fact": "harm", "scale": {"nothing": "0%"}}]
    assert [code for code, _ in faults(points(factors=unknown))] == ["PB0402"]


def test_one_fact_may_not_be_declared_in_two_ways():
    own = penalty()
    same_ = general(facts={"harm": own["facts"]["harm"]})
    assert faults(own | {"uses": ["x.general"]}, same_) == []
    other = general(facts={"harm": {"type": "boolean", "label": "x"}})
    assert ("PB0416", "facts.harm") in faults(own | {"uses": ["x.general"]}, other)


def circumstance(name, **keys):
    return {"id": name, "effect": "severe", "label": name} | keys


def test_a_circumstance_is_declared_once_or_overrides():
    shared = general(circumstances=[circumstance("c")])
    standard = penalty(uses=["x.general"])
    again = standard | {"circumstances": [circumstance("c")]}
    assert ("PB0408", "circumstances[0].id") in faults(again, shared)
    overriding = standard | {"circumstances": [circumstance("c", overrides=["c"])]}
    assert faults(overriding, shared) == []


def test_a_schedule_and_a_basis_are_named_once():
    twice = penalty(schedule(), schedule(respondent="person"))
    assert ("PB0408", "schedules[1].id") in faults(twice)
    bases = penalty(schedule(basis=[basis(), basis()]))
    assert ("PB0408", "schedules[0].basis[1].id") in faults(bases)


def test_the_places_of_both_are_named_when_an_id_stands_twice():
    tree = penalty()
    tree["schedules"][0]["tiers"]["rows"][2]["id"] = "none"
    with pytest.raises(RulesetError) as refused:
        library_of(statutes(), tree)
    (found,) = refused.value.diagnostics
    assert found.place.path == "schedules[0].tiers.rows[2].id"
    assert [place.path for place in found.related] == ["schedules[0].tiers.rows[0].id"]


@pytest.mark.parametrize(
    ("allowed", "fine", "inside"),
    [
        ({"times_of": "value", "min": "10", "max": "20"}, {"times_of": "value", "range": "[10..13)"},
         True),
        ({"times_of": "value", "min": "10", "max": "20"}, {"times_of": "value", "range": "[9..13)"},
         False),
        ({"percent_of": "value", "min": "5%", "max": "10%"}, {"percent_of": "value", "range": "6%"},
         True),
        ({"percent_of": "value", "min": "5%", "max": "10%"}, {"percent_of": "value", "range": "11%"},
         False),
        ({"per": "area", "min": "100元", "max": "1,000元"}, {"per": "area", "range": "300元"}, True),
        ({"per": "area", "min": "100元", "max": "1,000元"}, {"per": "area", "range": "99.99元"},
         False),
        # What cannot be compared without a case is not a fault of the file.
        ({"per": "area", "min": "100元", "max": "1,000元"},
         {"per": "area", "range": "99元", "at_least": "1元"}, True),
        ({"times_of": "value", "min": "10", "max": "20"}, {"amount": "[1元..2元]"}, True),
        ({"min": {"fact": "value"}, "max": "10万元"}, {"amount": "1元"}, True),
        ({"max": "10万元"}, {"amount": "0元"}, True),
    ],
)  # fmt: skip
def test_a_tier_lies_inside_its_basis(allowed, fine, inside):
    tree = penalty(schedule(basis=[basis(allowed)]))
    for row in tree["schedules"][0]["tiers"]["rows"]:
        row["fine"] = fine
    assert bool(faults(tree)) is not inside
    if not inside:
        assert {code for code, _ in faults(tree)} == {"PB0409"}


def test_a_mitigated_tier_with_a_ground_may_lie_below():
    tree = changed(penalty(), (*ROW, "fine"), {"amount": "[5,000元..1万元)"})
    tree["schedules"][0]["tiers"]["rows"][0] |= {
        "grade": "mitigated",
        "ground": {"law": "甲法", "article": "第三十二条"},
    }
    assert faults(tree) == []
