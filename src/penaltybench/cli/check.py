"""``penaltybench check``: everything that is wrong with rulesets."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import Code, Lang, PlainForm, PlainFormOption

if TYPE_CHECKING:
    from penaltybench import Library
    from penaltybench.diagnostics import Diagnostic
    from penaltybench.text import Language, Text

HELP = (
    "核对规则集，列出全部错误和警告，有错误时退出码为 3"
    "|check rulesets and report every error and warning; the exit code is 3 if there is an error"
)
EXAMPLES = """penaltybench check
penaltybench check rulesets
penaltybench check rulesets --format json"""
FORMAT = "penaltybench/check/1"


def run(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]",
            help="目录或者一个文件，默认为随包的规则集|a folder or one file; the bundled rulesets by default",
        ),
    ] = None,
    form: PlainFormOption = PlainForm.TEXT,
    lang: Annotated[
        Lang | None,
        typer.Option(
            "--lang",
            metavar="zh|en",
            help="只用一种语言；默认两种都用|one language only; both by default",
        ),
    ] = None,
) -> int:
    """Print the diagnostics of the rulesets under ``path``."""
    from penaltybench.cli.libraries import opened
    from penaltybench.library import bundled_rulesets
    from penaltybench.ruleset.shelf import ruleset_paths

    library = opened(path)
    root = bundled_rulesets() if path is None else path
    files = [root] if root.is_file() else list(ruleset_paths(root))
    faults = [fault for fault in library.check() if _below(fault.place.file, root)]
    if not files:
        faults.append(_nothing(root))
    checked = _checked(library, root, len(files))
    if form is PlainForm.JSON:
        _print_json(faults, checked)
    else:
        _print(faults, checked, None if lang is None else lang.value)
    return Code.INVALID if _errors(faults) else Code.OK


@dataclass(frozen=True)
class _Checked:
    """What was checked: files, usable standards, their editions, and by which checks."""

    files: int
    rulesets: int
    editions: int
    checks: tuple[tuple[str, Text], ...]


def _checked(library: Library, root: Path, files: int) -> _Checked:
    by_ruleset = [
        [edition for edition in standard.editions if _below(edition.file, root)]
        for standard in library.catalogue.every.values()
    ]
    usable = [editions for editions in by_ruleset if editions]
    return _Checked(files, len(usable), sum(map(len, usable)), tuple(_whole_checks()))


def _whole_checks() -> Iterator[tuple[str, Text]]:
    """Yield the code and the name of everything that is checked on whole editions."""
    from penaltybench.checks import CHECKS
    from penaltybench.diagnostics import CODES

    # A check names its codes where it says what it does; several may look for the same fault.
    texts = (sys.modules[check.__module__].__doc__ or "" for check in CHECKS)
    for code in dict.fromkeys(code for text in texts for code in re.findall(r"PB\d{4}", text)):
        yield code, CODES[code]


def _errors(faults: Sequence[Diagnostic]) -> int:
    return sum(fault.severity == "error" for fault in faults)


def _below(file: str, root: Path) -> bool:
    """Return whether a file belongs to what is checked; what has no file does."""
    return not file or Path(file).resolve().is_relative_to(root.resolve())


def _nothing(root: Path) -> Diagnostic:
    from penaltybench.diagnostics import Diagnostic, Place
    from penaltybench.text import Text

    return Diagnostic(
        "PB0109",
        Text("目录中没有规则集文件（.yaml）", "the folder holds no ruleset files (.yaml)"),
        Text("请核对路径", "check the path"),
        Place(str(root)),
    )


def _print(faults: Sequence[Diagnostic], checked: _Checked, language: Language | None) -> None:
    from penaltybench.cli.console import print_text
    from penaltybench.cli.faults import by_file, fault_lines, shown_path
    from penaltybench.text import LANGUAGES

    for file, found in by_file(faults):
        print_text(f"{shown_path(file)}")
        for fault in found:
            print_text("\n".join(f"  {line}" for line in fault_lines(fault, language)))
        print_text("")
    languages = LANGUAGES if language is None else (language,)
    for one in languages:
        print_text("\n".join(_what(checked, one)))
    print_text("")
    for one in languages:
        print_text(_counts(faults, checked, one))


def _what(checked: _Checked, language: Language) -> Iterator[str]:
    """Yield what was checked, a line each."""
    zh = language == "zh"
    names = [f"{name.get(language)} ({code})" for code, name in checked.checks]
    if zh:
        yield "核对的内容："
        yield f"  - {checked.files} 个文件：写法、取值、条件、引用的法律条文和规则集、版本衔接、档次与处罚依据"
        listed = "、".join(names).replace(" (", "（").replace(")", "）")
        yield f"  - {checked.editions} 个版本（连同所用的一般规则）：{listed}"
        return
    yield "checked:"
    yield (
        f"  - {_many(checked.files, 'file')}: form, values, conditions, citations and references, "
        "sequence of editions, tiers against their basis"
    )
    editions = _many(checked.editions, "edition")
    yield f"  - {editions}, with the general rules that they use: {'; '.join(names)}"


def _counts(faults: Sequence[Diagnostic], checked: _Checked, language: Language) -> str:
    errors = _errors(faults)
    warnings = len(faults) - errors
    if language == "zh":
        return (
            f"{checked.files} 个文件，{checked.rulesets} 项裁量基准可用："
            f"{errors} 个错误，{warnings} 个警告"
        )
    counts = [_many(checked.files, "file"), _many(checked.rulesets, "usable standard")]
    found = [_many(errors, "error"), _many(warnings, "warning")]
    return f"{', '.join(counts)}: {', '.join(found)}"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _print_json(faults: Sequence[Diagnostic], checked: _Checked) -> None:
    from penaltybench.cli.console import print_json
    from penaltybench.cli.faults import by_file, fault_data, text_data

    errors = _errors(faults)
    print_json(
        {
            "format": FORMAT,
            "files": checked.files,
            "rulesets": checked.rulesets,
            "editions": checked.editions,
            "checks": [{"code": code, "name": text_data(name)} for code, name in checked.checks],
            "errors": errors,
            "warnings": len(faults) - errors,
            "diagnostics": [fault_data(fault) for _, found in by_file(faults) for fault in found],
        }
    )
