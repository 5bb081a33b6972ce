"""The package as a user gets it: built, installed elsewhere, used without checkout or network."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = {
    "rulesets": "_rulesets",
    "schema": "_schema",
    "docs/reference/diagnostics": "_diagnostics",
}
CASE = ROOT / "examples" / "pig-farm.yaml"

NO_NETWORK = """
import sys

def refuse(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise RuntimeError(f"no network: {event} {args}")

sys.addaudithook(refuse)
"""


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist of the checkout and the wheel made from that sdist."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    return out


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    (file,) = built.glob("*.whl")
    return file


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a clean environment that holds the wheel and what it needs."""
    home = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home)
    bin_ = home / "bin"
    pip = (sys.executable, "-m", "pip", "--python", bin_ / "python")
    run(*pip, "install", "--quiet", "-c", ROOT / "constraints.txt", wheel, cwd=home)
    return bin_


@pytest.fixture
def offline(tmp_path: Path) -> str:
    """A folder which, on PYTHONPATH, makes every attempt to reach a network an error."""
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    return str(tmp_path)


def data_files() -> dict[str, bytes]:
    return {
        f"{target}/{path.relative_to(ROOT / source).as_posix()}": path.read_bytes()
        for source, target in DATA.items()
        for path in (ROOT / source).rglob("*")
        if path.is_file()
    }


def test_the_wheel_is_pure_python(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_wheel_holds_the_rulesets_and_the_schema_unchanged(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        prefix = "penaltybench/"
        held = {
            name.removeprefix(prefix): archive.read(name)
            for name in archive.namelist()
            if name.startswith(tuple(f"{prefix}{folder}/" for folder in DATA.values()))
        }
    expected = data_files()
    assert {name.split("/")[0] for name in expected} == set(DATA.values())
    assert held == expected


def test_the_wheel_tells_that_it_is_typed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert "penaltybench/py.typed" in archive.namelist()


def test_the_sdist_holds_what_it_takes_to_build_and_test(built: Path) -> None:
    (file,) = built.glob("*.tar.gz")
    with tarfile.open(file) as archive:
        held = {name.partition("/")[2].partition("/")[0] for name in archive.getnames()}
    assert {"src", "rulesets", "schema", "tests", "LICENSE", "constraints.txt"} <= held


def test_the_library_does_not_load_what_only_the_command_needs(
    installed: Path, tmp_path: Path
) -> None:
    code = "import penaltybench, sys; print(sorted({'typer', 'rich'} & set(sys.modules)))"
    assert run(installed / "python", "-c", code, cwd=tmp_path).strip() == "[]"


@pytest.mark.parametrize("command", [["penaltybench"], ["python", "-m", "penaltybench"]])
def test_the_installed_command_answers_as_the_checkout_does(
    installed: Path, tmp_path: Path, offline: str, command: list[str]
) -> None:
    case = shutil.copy(CASE, tmp_path / "case.yaml")
    program, *arguments = command
    arguments += ["recommend", str(case), "--lang", "zh"]
    theirs = run(installed / program, *arguments, cwd=tmp_path, PYTHONPATH=offline)
    ours = run(Path(sys.executable).parent / program, *arguments, cwd=ROOT)
    assert theirs == ours
    assert "元" in theirs
