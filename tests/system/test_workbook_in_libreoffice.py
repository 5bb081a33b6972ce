"""A workbook that is opened and saved by another program is the same ruleset."""

import shutil
import subprocess
from pathlib import Path

import pytest

from penaltybench.exchange.convert import checked, read_workbook, ruleset_workbook
from penaltybench.exchange.yaml_text import ruleset_yaml
from penaltybench.library import bundled_rulesets
from penaltybench.source import read_file
from penaltybench.text import Language

ROOT = bundled_rulesets()
SHOWN: list[tuple[str, Language]] = [
    ("examples/market-stall/2026-01-01.yaml", "zh"),
    ("examples/overloaded-cart/2026-01-01.yaml", "en"),
    ("cn/hunan/environment/facilities-not-built/2022-03-02.yaml", "zh"),
    ("cn/market/nonconforming-food-article-125/2022-10-08.yaml", "en"),
    ("cn/general/2021-07-15.yaml", "zh"),
]


@pytest.fixture(scope="module")
def office() -> str:
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not installed")
    return found


def convert(office: str, folder: Path, kind: str, *files: Path) -> Path:
    """Let LibreOffice open the files and save them as ``kind``; return the folder of the results."""
    out = folder / kind
    result = subprocess.run(
        [office, f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", kind, "--outdir", str(out), *map(str, files)],
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return out


def test_saved_again_it_is_the_same_ruleset(office: str, tmp_path: Path) -> None:
    files = []
    for number, (path, language) in enumerate(SHOWN):
        file = tmp_path / f"{number}.xlsx"
        file.write_bytes(ruleset_workbook(read_file(ROOT / path), [ROOT], language))
        files.append(file)
    saved = convert(office, tmp_path, "xlsx", *files)
    for number, (path, _) in enumerate(SHOWN):
        file = saved / f"{number}.xlsx"
        assert file.read_bytes() != files[number].read_bytes()
        restored, faults = read_workbook(file)
        assert restored is not None
        tree, faults = checked(restored, [ROOT])
        # Not even a warning: what is there to be read came back word for word.
        assert faults == (), path
        assert ruleset_yaml(tree) == ruleset_yaml(read_file(ROOT / path).tree), path


def test_it_can_be_printed(office: str, tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(ruleset_workbook(read_file(ROOT / SHOWN[0][0]), [ROOT], "zh"))
    assert (convert(office, tmp_path, "pdf", file) / "book.pdf").read_bytes().startswith(b"%PDF")
