"""``penaltybench check``: everything that is wrong with rulesets."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from penaltybench.cli.options import Code, Lang
from penaltybench.diagnostics import Diagnostic, Severity, ordered

if TYPE_CHECKING:
    from penaltybench import Library
    from penaltybench.cli.proving import Proving
    from penaltybench.text import Language, Text

HELP = (
    "核对规则集，列出全部错误、警告和提示，有错误时退出码为 3"
    "|check rulesets and report every error, warning and note; the exit code is 3 if there is an error"
)
EXAMPLES = """penaltybench check
penaltybench check rulesets
penaltybench check rulesets --code PB0430 --code PB0437
penaltybench check rulesets --as-of 2026-03-01
penaltybench check rulesets --prove --time-limit 30
penaltybench check rulesets --format sarif"""
FORMAT = "penaltybench/check/1"


class CheckForm(StrEnum):
    """The forms of the report."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def run(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]",
            help="目录或者一个文件，默认为随包的规则集|a folder or one file; the bundled rulesets by default",
        ),
    ] = None,
    code: Annotated[
        list[str] | None,
        typer.Option(
            "--code",
            metavar="PBxxxx",
            help="只列出这个代码的诊断；可以写几次|only diagnostics of this code; may be repeated",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="以该日判断核对日期是否过久，默认为今天"
            "|the day by which reviews are stale; today by default",
        ),
    ] = None,
    prove: Annotated[
        bool,
        typer.Option(
            "--prove",
            help="对每一案件证明：金额不超出处罚依据，事实加重而结果不变轻（需要扩展 proof）"
            "|prove for every case that amounts stay inside their basis and that worse facts "
            "never give lighter results (needs the extra proof)",
        ),
    ] = False,
    time_limit: Annotated[
        float,
        typer.Option(
            "--time-limit",
            metavar="SECONDS",
            min=0.001,
            help="证明时求解器每问的时限（秒），默认 10"
            "|seconds that the solver may take for one question of a proof; 10 by default",
        ),
    ] = 10.0,
    form: Annotated[
        CheckForm,
        typer.Option(
            "--format",
            metavar="text|json|sarif",
            help="输出的形式，默认 text；sarif 供代码托管平台标注"
            "|form of the output, text by default; sarif is for code review tools",
        ),
    ] = CheckForm.TEXT,
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
    from penaltybench.cli.days import day_of
    from penaltybench.cli.libraries import opened
    from penaltybench.library import bundled_rulesets
    from penaltybench.ruleset.shelf import ruleset_paths

    codes = [_known(one) for one in code or ()]
    day = dt.date.today() if as_of is None else day_of(as_of)
    library = opened(path)
    root = bundled_rulesets() if path is None else path
    files = [root] if root.is_file() else list(ruleset_paths(root))
    every = [fault for fault in _checked_all(library, root, day) if _below(fault.place.file, root)]
    if not files:
        every.append(_nothing(root))
    proving = _proving(library, root, time_limit) if prove else None
    if proving is not None:
        shown = (fault for fault in proving.faults if _below(fault.place.file, root))
        every = list(ordered([*every, *shown]))
    faults = [fault for fault in every if not codes or fault.code in codes]
    checked = _checked(library, root, len(files), len(every) - len(faults))
    match form:
        case CheckForm.JSON:
            _print_json(faults, checked, proving)
        case CheckForm.SARIF:
            from penaltybench.cli.console import print_json
            from penaltybench.cli.sarif import sarif

            print_json(sarif(faults, root, None if lang is None else lang.value))
        case CheckForm.TEXT:
            _print(faults, checked, None if lang is None else lang.value, proving)
    if _number(faults, Severity.ERROR):
        return Code.INVALID
    return Code.FAILED if proving is not None and proving.lacks_solver else Code.OK


def _proving(library: Library, root: Path, seconds: float) -> Proving:
    from penaltybench.cli.proving import prove_editions

    return prove_editions(library, lambda edition: _below(edition.file, root), seconds)


def _known(code: str) -> str:
    """Return the code as it is written; refuse one that does not exist."""
    from penaltybench.cli.faults import Refused
    from penaltybench.diagnostics import CODES
    from penaltybench.text import Text, closest

    found = code.upper()
    if found in CODES:
        return found
    meant = closest(found, CODES)
    remedy = Text("代码写作 PB0430", "a code is written PB0430")
    if meant is not None:
        remedy = Text(f"是否为 {meant}？", f"did you mean {meant}?")
    raise Refused(Text(f"没有诊断代码 {code}", f"there is no diagnostic code {code}"), remedy)


def _checked_all(library: Library, root: Path, day: dt.date) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong; on a terminal it is shown how far the work is."""
    from penaltybench.checks import run_checks
    from penaltybench.cli.console import progress

    with progress("check") as tell:
        found = run_checks(
            library.catalogue,
            day,
            wanted=lambda edition: _below(edition.file, root),
            progress=tell,
        )
    return ordered([*library.diagnostics, *found])


@dataclass(frozen=True)
class _Checked:
    """What was checked: files, usable standards, their editions, and by which checks.

    ``others`` counts the diagnostics of codes that were not asked for.
    """

    files: int
    rulesets: int
    editions: int
    others: int
    checks: tuple[tuple[str, Text], ...]


def _checked(library: Library, root: Path, files: int, others: int) -> _Checked:
    by_ruleset = [
        [edition for edition in standard.editions if _below(edition.file, root)]
        for standard in library.catalogue.every.values()
    ]
    usable = [editions for editions in by_ruleset if editions]
    editions = sum(map(len, usable))
    return _Checked(files, len(usable), editions, others, tuple(_whole_checks()))


def _whole_checks() -> Iterator[tuple[str, Text]]:
    """Yield the code and the name of everything that is checked on whole editions."""
    from penaltybench.checks import CHECKS, DATED_CHECKS, EDITION_CHECKS
    from penaltybench.diagnostics import CODES

    modules = {check.__module__ for check in (*CHECKS, *EDITION_CHECKS, *DATED_CHECKS)}
    # A check names its codes where it says what it does.
    texts = (sys.modules[module].__doc__ or "" for module in modules)
    for code in sorted({code for text in texts for code in re.findall(r"PB\d{4}", text)}):
        yield code, CODES[code]


def _number(faults: Sequence[Diagnostic], severity: Severity) -> int:
    return sum(fault.severity is severity for fault in faults)


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


def _print(
    faults: Sequence[Diagnostic],
    checked: _Checked,
    language: Language | None,
    proving: Proving | None = None,
) -> None:
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
    if proving is not None:
        from penaltybench.cli.proving import summary

        for one in languages:
            print_text("\n".join(summary(proving, one)))
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
    errors, warnings, notes = (_number(faults, severity) for severity in Severity)
    if language == "zh":
        found = f"{errors} 个错误，{warnings} 个警告" + (f"，{notes} 个提示" if notes else "")
        others = f"（另有其他代码的 {checked.others} 个没有列出）" if checked.others else ""
        return f"{checked.files} 个文件，{checked.rulesets} 项裁量基准可用：{found}{others}"
    counts = [_many(checked.files, "file"), _many(checked.rulesets, "usable standard")]
    english = [_many(errors, "error"), _many(warnings, "warning")]
    if notes:
        english.append(_many(notes, "note"))
    more = f" ({checked.others} of other codes are not listed)" if checked.others else ""
    return f"{', '.join(counts)}: {', '.join(english)}{more}"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _print_json(
    faults: Sequence[Diagnostic], checked: _Checked, proving: Proving | None = None
) -> None:
    from penaltybench.cli.console import print_json
    from penaltybench.cli.faults import by_file, fault_data, text_data

    errors, warnings, notes = (_number(faults, severity) for severity in Severity)
    print_json(
        {
            "format": FORMAT,
            "files": checked.files,
            "rulesets": checked.rulesets,
            "editions": checked.editions,
            "checks": [{"code": code, "name": text_data(name)} for code, name in checked.checks],
            "errors": errors,
            "warnings": warnings,
            "notes": notes,
            "diagnostics": [fault_data(fault) for _, found in by_file(faults) for fault in found],
            **({} if proving is None else {"proving": _proving_data(proving)}),
        }
    )


def _proving_data(proving: Proving) -> dict[str, Any]:
    from penaltybench.cli.proving import proving_data

    return proving_data(proving)
