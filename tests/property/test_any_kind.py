"""Invariant 9 for fee items, rules of inspection and time limits: anything ends in a result or diagnostics."""

import copy
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import event, given
from hypothesis import strategies as st
from kinds import fee, inspection, rules, statutes, time_limit
from property.test_any_input import REPLACEMENTS, accounted_for, mutated_text, paths_of, replaced

from penaltybench.cli.blocks import markdown, plain
from penaltybench.cli.edition_fee import FeeText, fee_data
from penaltybench.cli.edition_inspection import InspectionText, inspection_data
from penaltybench.cli.edition_time_limit import TimeLimitText, time_limit_data
from penaltybench.diagnostics import CaseError
from penaltybench.library import Library
from penaltybench.ruleset import load_catalogue
from penaltybench.testing import ruleset_text, write_rulesets

KINDS = {"fee": fee, "inspection": inspection, "time-limit": time_limit}
MORE = st.sampled_from(
    [
        *REPLACEMENTS,
        "[0..15]",
        "[1..32]",
        "(14..15)",
        "0元",
        "2/3",
        "0/1",
        "5/4",
        "in_force",
        "abolished",
        "first",
        "plan",
        "one_city",
        "frequency",
        ["area", "area"],
        {"amount": "[1元..2元]"},
        {"per": ["area", "claim"], "rate": "1%"},
        {"percent_of": "claim", "rate": "1%", "beyond": "3"},
        {"scale": "steps", "of": "area"},
        {"years": "1", "months": "0"},
        {"days": "0"},
        {"rule": "added"},
        {"document": "x", "on": "2026-02-30"},
    ]
)
"""What may stand where something else is expected, in these kinds too."""


def load_and_show(folder: Path) -> None:
    """Load whatever lies in a folder, check it, and show what is still usable in every form."""
    catalogue, diagnostics = load_catalogue([folder])
    found = [*diagnostics, *Library(catalogue, diagnostics).check()]
    accounted_for(found)
    for fault in found:
        # A file that is no text at all has no lines.
        assert fault.code < "PB02" or (fault.place.line > 0 and fault.place.column > 0), fault
    shown = [
        *((FeeText(s.latest, s, "zh"), fee_data(s.latest, s)) for s in catalogue.fees.values()),
        *(
            (InspectionText(s.latest, "en"), inspection_data(s.latest, s))
            for s in catalogue.inspections.values()
        ),
        *(
            (TimeLimitText(s.latest, "en"), time_limit_data(s.latest, s))
            for s in catalogue.time_limits.values()
        ),
    ]
    event("usable" if shown else "refused")
    for text, data in shown:
        assert plain(text.blocks())
        assert markdown(text.blocks())
        assert json.dumps(data)
    for name in catalogue.time_limits:
        case = {"limit": name, "started_on": "2026-03-02"}
        try:
            assert Library(catalogue).deadline(case).explain()
        except CaseError as error:
            accounted_for(error.diagnostics)


@pytest.mark.parametrize("kind", KINDS)
def test_the_trees_are_sound(kind):
    with TemporaryDirectory() as name:
        write_rulesets(Path(name), statutes(), rules(), KINDS[kind]())
        catalogue, diagnostics = load_catalogue([Path(name)])
        assert diagnostics == ()
        assert catalogue.kind_of(KINDS[kind]()["id"]) == kind


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_anything_at_any_key_ends_in_an_edition_or_in_diagnostics(kind, data):
    tree = KINDS[kind]()
    path = data.draw(st.sampled_from([p for p in paths_of(tree) if p]))
    changed = replaced(tree, path, data.draw(MORE))
    with TemporaryDirectory() as name:
        paths = write_rulesets(Path(name), statutes(), rules(), tree)
        paths[-1].write_text(ruleset_text(changed), encoding="utf-8")
        load_and_show(Path(name))


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_key_that_is_lost_or_added_ends_in_an_edition_or_in_diagnostics(kind, data):
    tree = copy.deepcopy(KINDS[kind]())
    keys = [p for p in paths_of(tree) if p and isinstance(p[-1], str)]
    *where, key = data.draw(st.sampled_from(keys))
    node = tree
    for step in where:
        node = node[step]
    # What stands at one key may also stand at another.
    other = data.draw(st.sampled_from(sorted({p[-1] for p in keys})))
    value = node.pop(key)
    if data.draw(st.booleans()):
        node[other] = value
    with TemporaryDirectory() as name:
        paths = write_rulesets(Path(name), statutes(), rules(), KINDS[kind]())
        paths[-1].write_text(ruleset_text(tree), encoding="utf-8")
        load_and_show(Path(name))


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_mutated_text_ends_in_an_edition_or_in_diagnostics(kind, data):
    with TemporaryDirectory() as name:
        paths = write_rulesets(Path(name), statutes(), rules(), KINDS[kind]())
        text = data.draw(mutated_text(paths[-1].read_text(encoding="utf-8")))
        paths[-1].write_text(text, encoding="utf-8", newline="")
        load_and_show(Path(name))


@pytest.mark.parametrize("kind", KINDS)
def test_a_tree_is_what_its_text_says(kind):
    tree = KINDS[kind]()
    assert yaml.load(ruleset_text(tree), yaml.BaseLoader) == tree
