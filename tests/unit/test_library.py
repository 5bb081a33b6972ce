import pytest
from small import general, penalty, statutes

from penaltybench import RulesetError, load, open_library
from penaltybench.library import bundled_rulesets
from penaltybench.testing import write_rulesets


def test_the_bundled_rulesets_load_without_an_error():
    library = load()
    assert library.ids == tuple(sorted(library.ids))
    assert len(library.ids) > 30
    assert bundled_rulesets().is_dir()


def test_the_bundled_folder_may_be_named_itself():
    assert open_library(bundled_rulesets()).ids == load().ids


def test_a_local_standard_may_use_the_bundled_ones(tmp_path):
    tree = penalty(uses=["cn.general"])
    tree["effective"] = {"from": "2026-07-01"}
    write_rulesets(tmp_path, statutes(), tree)
    library = load(tmp_path)
    assert "x.standard" in library.ids
    assert library.standard("x.standard").latest.uses[0].startswith("cn.general@")
    assert set(load().ids) < set(library.ids)


def test_what_is_wrong_is_raised_or_returned(tmp_path):
    write_rulesets(tmp_path, statutes(), penalty(uses=["x.nothing"]))
    library = open_library(tmp_path)
    assert [d.code for d in library.diagnostics] == ["PB0405"]
    assert "x.standard" not in library.ids
    with pytest.raises(RulesetError) as error:
        load(tmp_path)
    assert error.value.diagnostics == library.diagnostics


def test_an_unknown_standard_is_a_key_error(tmp_path):
    write_rulesets(tmp_path, general())
    with pytest.raises(KeyError):
        load(tmp_path).standard("x.general")
