"""What the commands on workbooks have in common: finding the file of a ruleset, and the extra."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from penaltybench.cli.faults import Refused
from penaltybench.cli.libraries import existing
from penaltybench.library import bundled_rulesets
from penaltybench.ruleset.shelf import ruleset_paths
from penaltybench.source import Source, read_file
from penaltybench.text import Text, closest

KINDS = ("penalty", "general")


def roots_of(rulesets: Path | None) -> list[Path]:
    """Return the folders in which rulesets are looked for, the user's own first."""
    bundled = bundled_rulesets()
    return [bundled] if rulesets is None else [existing(rulesets), bundled]


_MODULES = {"excel": ("openpyxl", "defusedxml"), "word": ("docx", "lxml")}
"""What each extra brings."""


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Say that an extra is missing, if what the body imports of it is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _MODULES[extra]:
            raise
        raise Refused(
            Text(f"没有安装 {error.name}", f"{error.name} is not installed"),
            Text(
                f"请安装：pip install 'penaltybench[{extra}]'",
                f"install it: pip install 'penaltybench[{extra}]'",
            ),
        ) from None


def ruleset_source(name: str, edition: str | None, roots: Sequence[Path]) -> Source:
    """Return the file of a ruleset that is named by its path or its id; refuse what is not there."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml", ".json") or path.is_file():
        if not path.is_file():
            raise Refused(
                Text(f"没有这个文件：{name}", f"there is no such file: {name}"),
                Text("请核对路径", "check the path"),
            )
        if edition is not None:
            raise Refused(
                Text("一个文件只有一个版本", "a file is one edition"),
                Text(
                    "请去掉 --edition，或者写规则集的编号",
                    "leave out --edition, or name the ruleset by its id",
                ),
            )
        return _of_a_kind(read_file(path), name)
    return _of_a_kind(_found(name, edition, roots), name)


def _found(name: str, edition: str | None, roots: Sequence[Path]) -> Source:
    from penaltybench.cli.days import day_of

    day = None if edition is None else day_of(edition)
    by_id = _files(roots)
    chosen = name if name in by_id else _only(name, by_id)
    dated = sorted(by_id[chosen], key=lambda path: path.stem)
    if day is not None:
        begun = [path for path in dated if path.stem <= day.isoformat()]
        if not begun:
            listed = ", ".join(path.stem for path in dated)
            raise Refused(
                Text(f"{chosen} 在 {day} 没有版本", f"{chosen} has no edition on {day}"),
                Text(f"版本：{listed}", f"editions: {listed}"),
            )
        dated = begun
    return read_file(dated[-1])


def _files(roots: Sequence[Path]) -> dict[str, list[Path]]:
    """Return the files of each ruleset; an id in an earlier root hides the same id in a later one."""
    found: dict[str, list[Path]] = {}
    for root in roots:
        own: dict[str, list[Path]] = {}
        for path in [root] if root.is_file() else ruleset_paths(root):
            if not _is_dated(path):
                continue
            name = ".".join(path.relative_to(root).parts[:-1]) if root.is_dir() else ""
            # A folder that is part of a larger tree knows only the end of the id.
            if root != bundled_rulesets() or not name:
                name = _id_in(path) or name
            own.setdefault(name, []).append(path)
        found.update({name: paths for name, paths in own.items() if name not in found})
    return found


def _is_dated(path: Path) -> bool:
    try:
        dt.date.fromisoformat(path.stem)
    except ValueError:
        return False
    return True


def _id_in(path: Path) -> str | None:
    tree = read_file(path).tree
    name = tree.get("id") if isinstance(tree, dict) else None
    return name if isinstance(name, str) else None


def _only(name: str, by_id: dict[str, list[Path]]) -> str:
    ending = [known for known in by_id if known.endswith(f".{name}")]
    if len(ending) == 1:
        return ending[0]
    if ending:
        listed = ", ".join(sorted(ending))
        raise Refused(
            Text(f"以 {name} 结尾的规则集有多个", f"several rulesets end with {name}"),
            Text(f"请写全编号：{listed}", f"write the whole id: {listed}"),
        )
    near = [known for known in sorted(by_id) if name and name in known][:3]
    meant = closest(name, by_id)
    if not near and meant is not None:
        near = [meant]
    raise Refused(
        Text(f"没有规则集 {name}", f"there is no ruleset {name}"),
        Text(f"是否为 {'、'.join(near)}？", f"did you mean {' or '.join(near)}?")
        if near
        else Text("编号见 penaltybench list", "penaltybench list shows the ids"),
    )


def _of_a_kind(source: Source, name: str) -> Source:
    """Return the source; refuse a kind of ruleset that has no workbook."""
    kind = source.tree.get("kind") if isinstance(source.tree, dict) else None
    if source.diagnostics or kind in KINDS:
        return source
    raise Refused(
        Text(
            f"{name} 的种类是 {kind}：只有处罚裁量基准和一般规则有工作簿",
            f"{name} is of the kind {kind}: only penalty and general rulesets have a workbook",
        ),
        Text("请直接修改 YAML 文件", "edit the YAML file"),
    )
