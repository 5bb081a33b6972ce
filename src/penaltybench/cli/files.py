"""Writing files: each is there whole, or as it was before."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from penaltybench.cli.faults import Refused
from penaltybench.text import Text


class _Writer(yaml.SafeDumper):
    """Writes every scalar as plain text where it can: its declared type parses it when it is read."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


def writable(path: Path) -> Path:
    """Return the path; refuse one that could not be written, before any work is done."""
    folder = path.parent
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise Refused(
            Text(f"不能写入 {path}", f"{path} cannot be written"),
            Text("请给出可写目录中的文件名", "name a file in a folder that can be written"),
        )
    return path


def new_file(path: Path, *, force: bool | None = None) -> Path:
    """Return the path; refuse one that cannot be written, or that is there already unless ``force``.

    None: the command has no option to overwrite.
    """
    writable(path)
    if path.exists() and not force:
        raise Refused(
            Text(f"{path} 已经存在", f"{path} is there already"),
            Text("请另取文件名，或者先移走它", "choose another name, or move it away first")
            if force is None
            else Text(
                "请另取文件名，或者加 --force 覆盖",
                "choose another name, or overwrite it with --force",
            ),
        )
    return path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write text (UTF-8) or bytes: the file is there whole, or as it was before."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(name, _mode(path))
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def tree_text(tree: Any) -> str:
    """Return a tree as YAML: scalars are text, keys in the order given; None is left out."""
    return yaml.dump(_as_text(tree), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=100)


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those of a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _as_text(tree: Any) -> Any:
    """Return the tree with scalars as text: what comes from JSON has numbers and booleans."""
    if isinstance(tree, Mapping):
        return {str(key): _as_text(value) for key, value in tree.items() if value is not None}
    if isinstance(tree, list | tuple):
        return [_as_text(value) for value in tree]
    if isinstance(tree, bool):
        return "true" if tree else "false"
    return str(tree)
