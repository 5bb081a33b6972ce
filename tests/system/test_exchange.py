"""What other programs make of exported files: the official DMN schema, a DMN modeler's reader, LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from penaltybench import load
from penaltybench.exchange.dmn import dmn_xml
from penaltybench.exchange.word import docx_bytes
from penaltybench.source import read_file

IDS = [
    "cn.transport.unlicensed-transport",
    "cn.hunan.environment.facilities-not-built",
    "cn.hunan.liling.urban-management.cooking-fumes",
    "cn.guangdong.shenzhen.urban-management.waste-not-sorted",
]


@pytest.fixture(scope="module")
def library():
    return load()


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def moddle(tmp_path_factory) -> Path:
    """The folder of dmn-moddle, the reader of a widely used DMN modeler; it carries OMG's schemas."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("moddle")
    name = run("npm", "pack", "--silent", "dmn-moddle@12.2.1", cwd=folder).split()[-1]
    with tarfile.open(folder / name) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def test_models_are_valid_by_the_official_schema(library, moddle):
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    schema = etree.XMLSchema(etree.parse(str(moddle / "resources/dmn/xsd/DMN13.xsd")))
    checked = 0
    for name in library.ids:
        for edition in library.standard(name).editions:
            try:
                data = dmn_xml(edition, read_file(Path(edition.file)).tree)
            except ValueError:
                continue
            assert schema.validate(etree.fromstring(data)), (name, str(schema.error_log)[:500])
            checked += 1
    assert checked >= 90


def test_documents_open_in_libreoffice(library, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    for number, name in enumerate(IDS):
        (tmp_path / f"{number}.docx").write_bytes(docx_bytes(library.standard(name).latest))
    run(
        office,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        *(f"{number}.docx" for number in range(len(IDS))),
        cwd=tmp_path,
    )
    for number in range(len(IDS)):
        assert (tmp_path / f"{number}.pdf").read_bytes().startswith(b"%PDF"), IDS[number]
