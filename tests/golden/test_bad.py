"""Bad input, one fault a file, and the diagnostics that it must give.

The files that git or an editor would mangle are made here.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from golden.comparing import compare

import penaltybench
from penaltybench import Case, CaseError, Diagnostic, Library
from penaltybench.case import case_from_tree
from penaltybench.cli.cases import placed
from penaltybench.diagnostics import CODES, PenaltybenchError
from penaltybench.ruleset import load_catalogue
from penaltybench.source import MAX_BYTES, MAX_NODES, read_file
from penaltybench.time_limits import read_limit_case
from penaltybench.worked_cases import run_worked_cases

BAD = Path(__file__).parent / "bad"
BASE = Path("base")
"""A catalogue of statutes, general rules and a sound ruleset, on which the bad files stand."""


@pytest.fixture(autouse=True)
def _in_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    # So that the places name the files as they are kept, wherever the checkout lies.
    monkeypatch.chdir(BAD)


def inputs(folder: str) -> list[str]:
    """Return the bad files and folders in ``folder`` by name."""
    return sorted(
        path.name for path in (BAD / folder).iterdir() if path.suffix not in (".txt", ".md")
    )


def shown(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the diagnostics as the kept files have them: place, code, path; message, remedy."""
    lines: list[str] = []
    for fault in diagnostics:
        path = f" {fault.place.path}" if fault.place.path else ""
        lines.append(f"{fault.place}: {fault.code} {fault.severity.value}{path}")
        for language in ("zh", "en"):
            lines.append(f"    {fault.message.get(language)}")
            lines.append(f"    → {fault.remedy.get(language)}")
        lines.extend(f"    ↳ {place}" for place in fault.related)
    return "\n".join(lines).replace(os.sep, "/") + "\n"


def loaded(*roots: Path) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Return the library of the roots and the sound base, and what is wrong."""
    catalogue, diagnostics = load_catalogue([*roots, BASE])
    return Library(catalogue, diagnostics), diagnostics


@pytest.mark.parametrize("name", inputs("files"))
def test_file_that_is_no_tree(name: str) -> None:
    _, diagnostics = loaded(Path("files", name))
    compare(BAD / "files" / f"{Path(name).stem}.txt", shown(diagnostics))


@pytest.mark.parametrize("name", inputs("rulesets"))
def test_ruleset(name: str) -> None:
    library, diagnostics = loaded(Path("rulesets", name))
    assert "bad.example" not in library.catalogue.every
    assert "base.stall" in library.ids
    compare(BAD / "rulesets" / f"{Path(name).stem}.txt", shown(diagnostics))


@pytest.mark.parametrize("name", inputs("cases"))
def test_case(name: str, stall: Library) -> None:
    with pytest.raises(CaseError) as refusal:
        stall.recommend(read_case(Path("cases", name)))
    source = read_file(Path("cases", name))
    faults = [placed(fault, source) for fault in refusal.value.diagnostics]
    compare(BAD / "cases" / f"{Path(name).stem}.txt", shown(faults))


@pytest.mark.parametrize("name", inputs("limits"))
def test_case_of_a_time_limit(name: str, stall: Library) -> None:
    path = Path("limits", name)
    with pytest.raises(PenaltybenchError) as refusal:
        stall.deadline(read_limit_case(path))
    source = read_file(path)
    faults = [placed(fault, source) for fault in refusal.value.diagnostics]
    compare(BAD / "limits" / f"{Path(name).stem}.txt", shown(faults))


def read_case(path: Path) -> Case:
    source = read_file(path)
    if source.diagnostics:
        raise CaseError(source.diagnostics)
    return case_from_tree(source.tree, source)


@pytest.mark.parametrize("name", inputs("worked"))
def test_worked_cases(name: str, stall: Library) -> None:
    report = run_worked_cases(stall, Path("worked", name))
    faults = [fault for result in report.results for fault in result.diagnostics]
    compare(BAD / "worked" / f"{Path(name).stem}.txt", shown([*report.diagnostics, *faults]))


@pytest.fixture(scope="module")
def stall() -> Library:
    catalogue, diagnostics = load_catalogue([BAD / BASE])
    assert not diagnostics
    return Library(catalogue, diagnostics)


def test_sound_file_beside_bad_ones_stays_usable() -> None:
    library, diagnostics = loaded(Path("rulesets/good-beside-bad"))
    assert {fault.place.file for fault in diagnostics} == {
        str(Path("rulesets/good-beside-bad/bad", name, "2026-01-01.yaml"))
        for name in ("example", "unreadable")
    }
    recommendation = library.recommend(
        {"ruleset": "bad.good", "conduct": "2026-03-01", "facts": {"harm": "none"}}
    )
    assert recommendation.status == "determined"
    assert recommendation.fine is not None
    assert str(recommendation.fine.low) == "1,000元"


# --- what is made here ----------------------------------------------------------------------------

SOUND = BAD / "base" / "base" / "stall" / "2026-01-01.yaml"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is the working directory, with the base beside it."""
    os.symlink(BAD / "base", tmp_path / "base")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made_name(request: pytest.FixtureRequest) -> Path:
    return BAD / "made" / f"{request.node.name.removeprefix('test_').replace('_', '-')}.txt"


def faults_of(path: str, content: bytes) -> str:
    Path(path).write_bytes(content)
    return shown(loaded(Path(path))[1])


def test_byte_order_mark_is_no_fault(made: Path) -> None:
    Path("bom.yaml").write_bytes(b"\xef\xbb\xbf" + SOUND.read_bytes())
    library, diagnostics = loaded(Path("bom.yaml"))
    assert not diagnostics
    assert library.standard("base.stall").latest.file == "bom.yaml"


def test_line_ends_of_windows_are_no_fault(made: Path) -> None:
    Path("crlf.yaml").write_bytes(SOUND.read_bytes().replace(b"\n", b"\r\n"))
    assert not loaded(Path("crlf.yaml"))[1]


def test_gbk(made: Path, request: pytest.FixtureRequest) -> None:
    content = SOUND.read_text(encoding="utf-8").encode("gb18030")
    compare(made_name(request), faults_of("gbk.yaml", content))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16(made: Path, encoding: str) -> None:
    mark = "\ufeff".encode(encoding)
    content = mark + SOUND.read_text(encoding="utf-8").encode(encoding)
    compare(BAD / "made" / f"{encoding}.txt", faults_of(f"{encoding}.yaml", content))


def test_utf_16_without_mark(made: Path, request: pytest.FixtureRequest) -> None:
    compare(made_name(request), faults_of("bare.yaml", "id: bad\n".encode("utf-16-le")))


def test_neither_utf_8_nor_gbk(made: Path, request: pytest.FixtureRequest) -> None:
    compare(made_name(request), faults_of("bytes.yaml", b"id: bad\ntitle: \xff\xff\xff\n"))


def test_too_many_bytes(made: Path, request: pytest.FixtureRequest) -> None:
    compare(made_name(request), faults_of("large.yaml", b"#" * (MAX_BYTES + 1)))


def test_too_many_nodes(made: Path, request: pytest.FixtureRequest) -> None:
    content = b"id: [" + b"1," * MAX_NODES + b"1]\n"
    assert len(content) <= MAX_BYTES
    compare(made_name(request), faults_of("nodes.yaml", content))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_without_end_exhausts_nothing(made: Path, opening: str) -> None:
    text = faults_of("deep.yaml", opening.encode() * 100_000)
    assert re.match(r"deep\.yaml:1:\d+: PB010[457] error", text)


def test_json_without_end_exhausts_nothing(made: Path) -> None:
    Path("deep.json").write_text("[" * 100_000)
    (fault,) = read_file(Path("deep.json")).diagnostics
    assert fault.code in ("PB0104", "PB0107")


def test_file_that_is_not_there(made: Path, request: pytest.FixtureRequest) -> None:
    compare(made_name(request), shown(loaded(Path("nowhere.yaml"))[1]))


def test_case_that_is_not_there(made: Path, request: pytest.FixtureRequest) -> None:
    compare(made_name(request), shown(read_file(Path("nowhere.yaml")).diagnostics))


def test_folder_as_a_case(made: Path, request: pytest.FixtureRequest) -> None:
    Path("folder.yaml").mkdir()
    compare(made_name(request), shown(read_file(Path("folder.yaml")).diagnostics))


def test_pipe_does_not_block(made: Path, request: pytest.FixtureRequest) -> None:
    os.mkfifo("pipe.yaml")
    compare(made_name(request), shown(read_file(Path("pipe.yaml")).diagnostics))


def test_symbolic_links(made: Path, request: pytest.FixtureRequest) -> None:
    """Links may not lead out of the folder, to a folder, or to themselves."""
    for name in ("root/out", "root/loop", "root/dangling", "outside"):
        Path(name).mkdir(parents=True)
    Path("outside/2026-01-01.yaml").write_bytes(SOUND.read_bytes())
    Path("root/out/2026-01-01.yaml").symlink_to(made / "outside" / "2026-01-01.yaml")
    Path("root/folder").symlink_to(made / "outside", target_is_directory=True)
    Path("root/loop/2026-01-01.yaml").symlink_to("2026-01-01.yaml")
    Path("root/dangling/2026-01-01.yaml").symlink_to("nowhere.yaml")
    compare(made_name(request), shown(loaded(Path("root"))[1]))


def test_link_to_itself_as_folder(made: Path, request: pytest.FixtureRequest) -> None:
    Path("root").mkdir()
    Path("root/again").symlink_to(".", target_is_directory=True)
    compare(made_name(request), shown(loaded(Path("root"))[1]))


@pytest.mark.parametrize(
    ("fact", "value", "code"),
    [
        ("goods_value", float("nan"), "PB0303"),
        ("goods_value", 800.0, "PB0303"),
        ("goods_value", 10**30, "PB0303"),
        ("goods_value", None, "PB0303"),
        ("goods_value", b"800", "PB0303"),
        ("goods_value", True, "PB0303"),
        ("boxes", 1 << 20_000, "PB0303"),
        ("boxes", "9" * 5000, "PB0303"),
        ("harm", {"a": 1}, "PB0303"),
        ("harm", ["none", ["minor"]], "PB0303"),
        ("found_on", 20260301, "PB0303"),
        ("found_on", "2026-13-01", "PB0303"),
        ("corrected", 1, "PB0303"),
    ],
    # The ids would hold thousands of digits.
    ids=range(13),
)
def test_value_that_a_program_gives(stall: Library, fact: str, value: object, code: str) -> None:
    with pytest.raises(CaseError) as refusal:
        stall.recommend({"ruleset": "base.stall", "conduct": "2026-03-01", "facts": {fact: value}})
    (fault,) = refusal.value.diagnostics
    assert fault.code == code
    assert fault.message.zh != fault.message.en


def test_no_cases_at_all(stall: Library) -> None:
    with pytest.raises(CaseError) as refusal:
        stall.recommend_all([])
    compare(BAD / "made" / "no-cases-at-all.txt", shown(refusal.value.diagnostics))


# --- all of it ------------------------------------------------------------------------------------


def codes_in(paths: Iterable[Path]) -> set[str]:
    """Return the codes that the modules name."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return {code for text in texts for code in re.findall(r"\bPB\d{4}\b", text)}


def test_every_code_has_a_bad_input() -> None:
    package = Path(penaltybench.__file__).parent
    # What whole editions are checked for has its own bad rulesets, in tests/golden/checks.
    folders = ("checks", "cli", "proof", "regions", "diff")
    commands = {path for folder in folders for path in (package / folder).rglob("*.py")}
    reading = set(package.rglob("*.py")) - commands - {package / "diagnostics.py"}
    kept = "\n".join(path.read_text(encoding="utf-8") for path in BAD.rglob("*.txt"))
    covered = set(re.findall(r"\bPB\d{4}\b", kept))
    only_commands = codes_in(commands) - codes_in(reading)
    # From PB06 on, findings are about what is installed, not about input.
    wanted = {code for code in CODES if code < "PB06" and code not in only_commands}
    assert wanted - covered == set()
    assert covered - set(CODES) == set()


def test_every_kept_text_belongs_to_an_input() -> None:
    for folder in ("files", "rulesets", "cases", "limits", "worked"):
        kept = {path.stem for path in (BAD / folder).glob("*.txt")}
        assert kept == {Path(name).stem for name in inputs(folder)}, folder
