"""Opening rulesets and finding one of them, with refusals that say what to do."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

from penaltybench import Library, open_library
from penaltybench.cli.console import print_text
from penaltybench.cli.faults import Refused
from penaltybench.cli.kinds import KINDS
from penaltybench.cli.options import Code
from penaltybench.diagnostics import Diagnostic, Severity
from penaltybench.ruleset import Standard
from penaltybench.ruleset.edition import Edition
from penaltybench.text import Language, Text, closest


def existing(path: Path) -> Path:
    """Return the path; refuse one that is not there."""
    if not path.exists():
        raise Refused(
            Text(f"没有这个目录或文件：{path}", f"there is no such folder or file: {path}"),
            Text("请核对路径", "check the path"),
        )
    return path


def opened(rulesets: Path | None) -> Library:
    """Return the library of the bundled rulesets and those of ``rulesets``."""
    return open_library(None if rulesets is None else existing(rulesets))


def errors_of(library: Library) -> tuple[Diagnostic, ...]:
    """Return the errors that were found while the library was loaded."""
    return tuple(d for d in library.diagnostics if d.severity is Severity.ERROR)


def warn_of_errors(library: Library, language: Language) -> None:
    """Say on the error stream that rulesets were left out, if any were."""
    failed = errors_of(library)
    if failed:
        files = len({fault.place.file for fault in failed})
        zh = f"注意：{files} 个规则集文件有错误，没有载入；详见 penaltybench check"
        en = f"note: ruleset files with errors were left out: {files}; see penaltybench check"
        print_text(zh if language == "zh" else en, sys.stderr)


def edition_of(standard: Standard[Edition], day: str | None) -> Edition:
    """Return the edition in force on a day that is given as text, or the latest."""
    from penaltybench.cli.days import day_of
    from penaltybench.cli.show import in_force

    return standard.latest if day is None else in_force(standard, day_of(day))


def found(library: Library, name: str) -> Standard[Edition]:
    """Return the penalty standard of that id, or of the only id that ends so."""
    return library.standard(full_id(library, name, library.ids))


def full_id(library: Library, name: str, ids: Collection[str]) -> str:
    """Return which of ``ids`` is ``name``, or the only one that ends so; refuse any other name."""
    if name in ids:
        return name
    ending = sorted(known for known in ids if known.endswith(f".{name}"))
    if len(ending) == 1:
        return ending[0]
    if ending:
        listed = ", ".join(ending)
        raise Refused(
            Text(f"以 {name} 结尾的规则集有多个", f"several rulesets end with {name}"),
            Text(f"请写全编号：{listed}", f"write the whole id: {listed}"),
        )
    near = sorted(known for known in ids if name and name in known)[:3]
    meant = closest(name, ids)
    if not near and meant is not None:
        near = [meant]
    kind = library.catalogue.kind_of(name)
    if kind is not None:
        called = KINDS[kind]
        raise Refused(
            Text(
                f"{name} 是{called.zh}，不是处罚裁量基准", f"{name} is of another kind: {called.en}"
            ),
            Text("penaltybench show 可以显示它", "penaltybench show prints it"),
            Code.FAILED,
        )
    failed = errors_of(library)
    remedy = Text("编号见 penaltybench list", "penaltybench list shows the ids")
    if near:
        remedy = Text(f"是否为 {'、'.join(near)}？", f"did you mean {' or '.join(near)}?")
    elif failed:
        remedy = Text(
            "有规则集因错误没有载入，见 penaltybench check",
            "rulesets with errors were left out: see penaltybench check",
        )
    raise Refused(Text(f"没有规则集 {name}", f"there is no ruleset {name}"), remedy, Code.FAILED)
