"""The JSON Schema that editors use: up to date, and of one mind with the loader."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from penaltybench.library import bundled_rulesets
from penaltybench.ruleset.load import load_catalogue
from penaltybench.ruleset.schema import json_schema
from penaltybench.ruleset.shelf import ruleset_paths

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "schema" / "ruleset.schema.json"
RULESETS = sorted(ruleset_paths(bundled_rulesets()))
GOLDEN = ROOT / "tests" / "golden" / "bad"


class _EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do: by the core schema of YAML 1.2, in which ``on`` and dates are text."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("(?:true|false)$"), list("tf")
)


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), _EditorLoader)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema())


def test_schema_is_current() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json_schema(), "run `make schema`"


def test_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.parent.name + "/" + path.stem)
def test_shipped_ruleset_is_valid(validator: Draft202012Validator, path: Path) -> None:
    assert [error.message for error in validator.iter_errors(read(path))] == []


SOUND = GOLDEN / "base" / "base" / "stall" / "2026-01-01.yaml"


def test_the_sound_file_is_valid(validator: Draft202012Validator) -> None:
    assert validator.is_valid(read(SOUND))


def without_title(tree: Any) -> None:
    del tree["title"]


def without_kind(tree: Any) -> None:
    del tree["kind"]


def unknown_kind(tree: Any) -> None:
    tree["kind"] = "penalties"


def unknown_key(tree: Any) -> None:
    tree["zodiac"] = "tiger"


def unknown_grade(tree: Any) -> None:
    tree["schedules"][0]["tiers"]["rows"][0]["grade"] = "leniant"


def unknown_key_in_a_fine(tree: Any) -> None:
    tree["schedules"][0]["basis"][0]["allows"]["fine"]["maximum"] = "1万元"


def list_instead_of_mapping(tree: Any) -> None:
    tree["facts"] = ["goods_value"]


def no_rows(tree: Any) -> None:
    tree["schedules"][0]["tiers"]["rows"] = []


def title_without_chinese(tree: Any) -> None:
    tree["title"] = {"en": "a stall"}


def penalty_neither_must_nor_may(tree: Any) -> None:
    tree["schedules"][0]["basis"][0]["allows"]["close"] = "maybe"


def citation_without_law(tree: Any) -> None:
    tree["schedules"][0]["basis"][0]["statute"] = {"article": "第五条"}


def bad_id(tree: Any) -> None:
    tree["id"] = "Base Stall"


def null(tree: Any) -> None:
    tree["rounding"]["unit"] = None


@pytest.mark.parametrize(
    "breaking",
    [
        without_title,
        without_kind,
        unknown_kind,
        unknown_key,
        unknown_grade,
        unknown_key_in_a_fine,
        list_instead_of_mapping,
        no_rows,
        title_without_chinese,
        penalty_neither_must_nor_may,
        citation_without_law,
        bad_id,
        null,
    ],
)
def test_broken_ruleset_is_not_valid(
    validator: Draft202012Validator, tmp_path: Path, breaking: Callable[[Any], None]
) -> None:
    tree = copy.deepcopy(read(SOUND))
    breaking(tree)
    assert not validator.is_valid(tree)
    # The loader is of the same mind.
    path = tmp_path / "broken.yaml"
    path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    assert load_catalogue([path, GOLDEN / "base"])[1]


def test_what_the_schema_refuses_the_loader_refuses(validator: Draft202012Validator) -> None:
    """The schema must never forbid what the loader takes: an editor would warn of sound files."""
    refused = 0
    for path in sorted((GOLDEN / "rulesets").glob("*.yaml")):
        if not validator.is_valid(read(path)):
            refused += 1
            assert load_catalogue([path, GOLDEN / "base"])[1], path.name
    assert refused > 15
