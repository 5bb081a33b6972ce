"""From a folder to a shelf: every ruleset file is found, read, and filed by its id."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from penaltybench.diagnostics import Diagnostic
from penaltybench.ruleset.declare import Loaded
from penaltybench.ruleset.models import StatutesFile
from penaltybench.ruleset.shape import read_model
from penaltybench.source import Source, read_file
from penaltybench.text import Text

TESTS_FOLDER = "tests"


@dataclass
class Shelf:
    """The files of all rulesets by id, before they are linked."""

    files: dict[str, list[Loaded]] = field(default_factory=dict)
    catalogues: list[tuple[Source, StatutesFile]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def ruleset_paths(root: Path) -> Iterator[Path]:
    """Yield the ruleset files under a folder in a stable order; worked cases are left out."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name for name in folders if name != TESTS_FOLDER and not name.startswith(".")
        )
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*names, *linked]):
            if name.endswith((".yaml", ".yml")) or name in linked:
                yield Path(folder) / name


def yaml_paths(root: Path) -> Iterator[Path]:
    """Yield every YAML file under a folder in a stable order, worked cases too; or the file itself."""
    if root.is_file():
        yield root
        return
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")):
                yield Path(folder) / name


def read_root(root: Path, shelf: Shelf) -> None:
    """Read a folder, or one file, into ``shelf``; faults are added to its diagnostics."""
    if root.is_file():
        _read_one(root, None, shelf, {})
        return
    if not root.is_dir():
        source = Source(str(root))
        source.report(
            "PB0101",
            Text("没有这个目录或文件", "there is no such folder or file"),
            Text("请核对路径", "check the path"),
        )
        shelf.diagnostics.extend(source.diagnostics)
        return
    hidden = dict.fromkeys(shelf.files)
    # Path.resolve() raises on a link to itself.
    resolved = os.path.realpath(root)
    for path in ruleset_paths(root):
        if not Path(os.path.realpath(path)).is_relative_to(resolved) or path.is_dir():
            source = Source(str(path))
            source.report(
                "PB0108",
                Text(
                    "符号链接指向目录之外或指向目录",
                    "a symbolic link that leaves the folder or names a folder",
                ),
                Text("请把文件本身放进目录", "put the file itself into the folder"),
            )
            shelf.diagnostics.extend(source.diagnostics)
            continue
        _read_one(path, root, shelf, hidden)


def _read_one(path: Path, root: Path | None, shelf: Shelf, hidden: Mapping[str, object]) -> None:
    source = read_file(path)
    model = read_model(source) if source.tree is not None else None
    if source.tree is None and not source.diagnostics:
        source.report(
            "PB0109",
            Text("文件是空的", "the file is empty"),
            Text("请写规则集，或删去文件", "write a ruleset, or delete the file"),
        )
    if model is not None and root is not None:
        _check_path(path, root, model.id, model.effective.start, source)
    if model is not None and (
        model.issued is None and model.status != "example" and model.kind != "statutes"
    ):
        source.report(
            "PB0202",
            Text("缺少键 issued", "the key issued is missing"),
            Text(
                "请写明发布机关和文号；自拟的示例请写 status: example",
                "state issuer and document; made-up material is status: example",
            ),
        )
    if model is not None and model.id not in hidden:
        if isinstance(model, StatutesFile):
            shelf.catalogues.append((source, model))
        else:
            shelf.files.setdefault(model.id, []).append(Loaded(model, source))
    if model is None or model.id not in hidden:
        shelf.diagnostics.extend(source.diagnostics)


def _check_path(path: Path, root: Path, name: str, start: dt.date, source: Source) -> None:
    relative = path.relative_to(root)
    expected = ".".join(relative.parts[:-1])
    # A folder that is itself part of a larger tree knows only the end of the id.
    if expected and name != expected and not name.endswith(f".{expected}"):
        source.report(
            "PB0206",
            Text(
                f"编号 {name} 与目录 {expected} 不符",
                f"the id {name} does not match the folder {expected}",
            ),
            Text("请改编号或移动文件", "change the id or move the file"),
            ("id",),
        )
    if path.stem != start.isoformat():
        source.report(
            "PB0206",
            Text(
                f"文件名 {path.stem} 与生效日期 {start} 不符",
                f"the file name {path.stem} does not match the effective date {start}",
            ),
            Text(f"请改名为 {start}.yaml", f"rename it {start}.yaml"),
            ("effective", "from"),
        )
