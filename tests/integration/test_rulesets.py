"""The rulesets that are shipped: sound, tested by worked cases, and as they were published."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from penaltybench import Edition, Library, Money, load
from penaltybench.diagnostics import Severity
from penaltybench.library import bundled_rulesets
from penaltybench.money import parse_fen
from penaltybench.ruleset import Points, Schedule
from penaltybench.ruleset.edition import Factor
from penaltybench.ruleset.models import FactReference
from penaltybench.source import read_file
from penaltybench.text import Text
from penaltybench.values import FactType, parse_percent
from penaltybench.words import EDITION_STATUSES
from penaltybench.worked_cases import WorkedReport, run_worked_cases, worked_case_paths

ROOT = bundled_rulesets()
DATA = Path(__file__).resolve().parents[1] / "data"
WORKED_CASES = 880
"""As many there were when this was written: fewer would mean that some are no longer found."""

DECISIONS = {
    "韶自资罚决〔2024〕4号": {"party": "2,432,700元"},
    "桃自资罚决〔2023〕002号": {"party": "1,200元"},
    "衡阳市生态环境局2025-06-06": {"party": "36万元", "person": "8.75万元"},
}
"""Penalties that were really imposed, by the words that name their source, for each respondent."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture(scope="module")
def report(library: Library) -> WorkedReport:
    return run_worked_cases(library, ROOT)


def editions(library: Library) -> Iterator[Edition]:
    for name in library.ids:
        yield from library.standard(name).editions


def test_no_errors(library: Library) -> None:
    assert [str(d) for d in library.diagnostics if d.severity is Severity.ERROR] == []


def test_worked_cases_come_out_as_expected(report: WorkedReport) -> None:
    assert [str(fault) for fault in report.diagnostics] == []
    assert [str(fault) for result in report.results for fault in result.diagnostics] == []


def test_no_worked_case_was_lost(report: WorkedReport) -> None:
    assert len(report.results) >= WORKED_CASES
    names = Counter((result.file, result.name) for result in report.results)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_ruleset_has_worked_cases(library: Library, report: WorkedReport) -> None:
    every = set(library.catalogue.every)
    assert every - {result.ruleset for result in report.results} == set()


def test_every_folder_of_worked_cases_belongs_to_a_ruleset(library: Library) -> None:
    every = library.catalogue.every.values()
    homes = {Path(edition.file).parent for one in every for edition in one.editions}
    assert {path.parent.parent for path in worked_case_paths(ROOT)} <= homes


# --- decisions really made --------------------------------------------------------------------


def worked_cases_with_source() -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in worked_case_paths(ROOT):
        for item in read_file(path).tree:
            if "source" in item:
                yield path, item


def ruleset_of(path: Path, library: Library) -> str:
    (name,) = {e.id for e in editions(library) if Path(e.file).parent == path.parent.parent}
    return name


@pytest.mark.parametrize("source", DECISIONS)
def test_decision_lies_in_the_recommended_range(library: Library, source: str) -> None:
    ((path, item),) = (
        (path, item)
        for path, item in worked_cases_with_source()
        if source in item["source"]["text"]
    )
    found = library.recommend({"ruleset": ruleset_of(path, library), **item["case"]})
    for respondent, imposed in DECISIONS[source].items():
        fine = found.respondent(respondent).fine
        assert fine is not None
        assert Money(parse_fen(imposed)) in fine, f"{respondent}: {imposed}"


# --- the tables of Hunan, as published --------------------------------------------------------


PUBLISHED: dict[str, Any] = json.loads(
    (DATA / "hunan_environment_2021.json").read_text(encoding="utf-8")
)
PLACES: dict[str, Any] = json.loads(
    (DATA / "hunan_environment_2021_map.json").read_text(encoding="utf-8")
)


def schedule_of(library: Library, table: str) -> tuple[Edition, Schedule]:
    place = PLACES[table]
    edition = library.standard(place["ruleset"]).latest
    (schedule,) = (s for s in edition.schedules if s.id == place["schedule"])
    return edition, schedule


def test_all_tables_are_encoded() -> None:
    assert len(PUBLISHED) == 36
    assert PLACES.keys() == PUBLISHED.keys()
    assert len({(place["ruleset"], place["schedule"]) for place in PLACES.values()}) == 36


@pytest.mark.parametrize("table", PUBLISHED)
def test_start_and_method(library: Library, table: str) -> None:
    published = PUBLISHED[table]
    _, schedule = schedule_of(library, table)
    points = schedule.table
    assert isinstance(points, Points)
    assert points.position is (published["fine"] == "position")
    start = published["start"]
    # X and Y are the published formulas minimum ÷ maximum.
    assert points.start == (None if start in ("X", "Y") else Fraction(start, 100))
    assert points.at_most == 1


@pytest.mark.parametrize("table", PUBLISHED)
def test_every_percentage(library: Library, table: str) -> None:
    edition, schedule = schedule_of(library, table)
    points = schedule.table
    assert isinstance(points, Points)
    assert [factor.fact for factor in points.factors] == PLACES[table]["facts"]
    for factor, published in zip(points.factors, PUBLISHED[table]["factors"], strict=True):
        shares = [Fraction(str(option["pct"])) / 100 for option in published["options"]]
        assert [level.share for level in factor.levels] == shares, factor.fact
        if edition.facts[factor.fact].type is FactType.ENUM:
            assert labels(edition, factor) == [option["label"] for option in published["options"]]


def labels(edition: Edition, factor: Factor) -> list[str]:
    """Return the labels of the enum values for which the levels hold, in their order."""
    values = edition.facts[factor.fact].values
    return [
        "；".join(label.zh for value, label in values.items() if level.test.holds(value))
        for level in factor.levels
    ]


@pytest.mark.parametrize("table", PUBLISHED)
def test_statutory_range(library: Library, table: str) -> None:
    """A table may serve several articles, which then all have its range."""
    published = PUBLISHED[table]
    edition, schedule = schedule_of(library, table)
    for basis in schedule.bases:
        fine = basis.fine
        assert fine is not None
        match published["fine"]:
            case "absolute":
                assert (fine.min, fine.max) == (published["min"] * 100, published["max"] * 100)
                assert fine.base is None
            case "percent_of":
                assert fine.percent_of is not None
                rates = tuple(parse_percent(published[end]) for end in ("min", "max"))
                assert (fine.min, fine.max) == rates
            case "times_of":
                assert fine.times_of is not None
                assert (fine.min, fine.max) == (published["min"], published["max"])
            case "position":
                assert fine.max == FactReference(fact="statutory_max")
                assert fine.assumed_min or fine.min == FactReference(fact="statutory_min")
        if "base" in published:
            assert fine.base is not None
            assert edition.facts[fine.base].label.zh == published["base"]
        assert fine.base_at_least == floor_of(published)


def floor_of(published: dict[str, Any]) -> int | None:
    floor = published.get("base_at_least")
    return None if floor is None else floor * 100


@pytest.mark.parametrize("table", PUBLISHED)
def test_largest_percentages_come_to_the_maximum(library: Library, table: str) -> None:
    """What the tables are built on: the worst case is fined the maximum, and no case more."""
    _, schedule = schedule_of(library, table)
    points = schedule.table
    assert isinstance(points, Points)
    largest = sum(max(level.share for level in factor.levels) for factor in points.factors)
    assert largest + (points.start or 0) == 1


# --- words ------------------------------------------------------------------------------------


def test_made_up_material_says_so(library: Library) -> None:
    made_up = [edition for edition in editions(library) if edition.status == "example"]
    assert made_up
    for edition in made_up:
        found = library.recommend(
            {"ruleset": edition.id, "conduct": edition.period.start, "circumstances": []}
        )
        status = EDITION_STATUSES["example"]
        assert status.zh in found.explain("zh"), edition.id
        assert status.en in found.explain("en"), edition.id
        assert status.zh in found.statement("zh"), edition.id
        assert status.en in found.statement("en"), edition.id


ONLY_CHINESE = {
    f"cn.hunan.environment.radiation-licence: facts.quantity.values.level_{number}"
    for number in (1, 2, 3, 4)
}
"""Classes of sources and devices by number, for which no English has been found yet."""


def texts(edition: Edition) -> Iterator[tuple[str, Text]]:
    """Yield every text of an edition that an English reader meets."""
    yield "title", edition.title
    for name, fact in edition.facts.items():
        yield f"facts.{name}.label", fact.label
        for value, label in fact.values.items():
            yield f"facts.{name}.values.{value}", label
        if fact.unit is not None:
            yield f"facts.{name}.unit", fact.unit
    for circumstance in edition.circumstances:
        yield f"circumstances.{circumstance.id}", circumstance.label
    for step in edition.procedure:
        yield f"procedure.{step.id}", step.label
    for schedule in edition.schedules:
        yield f"schedules.{schedule.id}", schedule.label
        for basis in schedule.bases:
            for order in basis.orders:
                yield f"{basis.id}.orders", order
        if not isinstance(schedule.table, Points):
            for row in schedule.table.rows:
                yield f"{schedule.id}.{row.id}", row.title
                for order in row.orders:
                    yield f"{schedule.id}.{row.id}.orders", order


def test_every_text_is_there_in_english(library: Library) -> None:
    missing = {
        f"{edition.id}: {where}"
        for edition in editions(library)
        for where, text in texts(edition)
        if re.search(r"[\u3400-\u9fff]", text.en)
    }
    assert missing <= ONLY_CHINESE


def test_every_text_is_there_in_chinese(library: Library) -> None:
    missing = [
        f"{edition.id}: {where}: {text.zh}"
        for edition in editions(library)
        for where, text in texts(edition)
        if not re.search(r"[\u3400-\u9fff]", text.zh) and not where.endswith(".unit")
    ]
    assert missing == []
