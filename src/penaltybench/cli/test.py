"""``penaltybench test``: the worked cases beside the rulesets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import (
    Code,
    Lang,
    LangOption,
    PlainForm,
    PlainFormOption,
    RulesetsOption,
)

if TYPE_CHECKING:
    from penaltybench import Library
    from penaltybench.text import Language
    from penaltybench.worked_cases import WorkedReport

HELP = (
    "运行规则集旁的工作案例，有不符时退出码为 2"
    "|run the worked cases beside the rulesets; the exit code is 2 if one fails"
)
EXAMPLES = """penaltybench test
penaltybench test rulesets/cn/hunan
penaltybench test rulesets --format json"""
FORMAT = "penaltybench/test/1"


def run(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]",
            help="目录或者一个案例文件，默认为随包的规则集|a folder or one file of cases; the bundled rulesets by default",
        ),
    ] = None,
    rulesets: RulesetsOption = None,
    form: PlainFormOption = PlainForm.TEXT,
    lang: LangOption = Lang.ZH,
) -> int:
    """Run the worked cases under ``path`` and print those that fail."""
    from penaltybench.cli.faults import Refused
    from penaltybench.cli.libraries import errors_of, existing, warn_of_errors
    from penaltybench.library import bundled_rulesets
    from penaltybench.text import Text
    from penaltybench.worked_cases import run_worked_cases

    root = bundled_rulesets() if path is None else existing(path)
    # The name of the folder decides what is a worked case, and "." has none.
    root = root if root.name not in ("", "..") else root.resolve()
    library = _library(root, rulesets)
    report = run_worked_cases(library, root)
    if not report.results and not report.diagnostics:
        raise Refused(
            Text(f"{root} 中没有工作案例", f"{root} holds no worked cases"),
            Text(
                "工作案例放在规则集旁的 tests 目录中",
                "worked cases lie in a folder tests beside a ruleset",
            ),
        )
    if form is PlainForm.JSON:
        _print_json(report)
    else:
        _print(report, lang.value)
        warn_of_errors(library, lang.value)
    passed = all(result.passed for result in report.results)
    # A case also fails because its ruleset could not be loaded: that is the graver fault.
    if report.diagnostics or (not passed and errors_of(library)):
        return Code.INVALID
    return Code.OK if passed else Code.NEGATIVE


def _library(root: Path, rulesets: Path | None) -> Library:
    """Return the library that the cases are about: the folder itself, or the one that holds ``tests``."""
    from penaltybench.cli.libraries import opened
    from penaltybench.library import bundled_rulesets
    from penaltybench.ruleset.shelf import TESTS_FOLDER

    if rulesets is not None:
        return opened(rulesets)
    if root.resolve().is_relative_to(bundled_rulesets().resolve()):
        return opened(None)
    folder = root.resolve().parent if root.is_file() else root
    return opened(folder.resolve().parent if folder.name == TESTS_FOLDER else folder)


def _print(report: WorkedReport, language: Language) -> None:
    from penaltybench.cli.console import print_text
    from penaltybench.cli.faults import fault_lines, shown_path

    zh = language == "zh"
    for fault in report.diagnostics:
        print_text("\n".join(fault_lines(fault, language)))
    failed = [result for result in report.results if not result.passed]
    for result in failed:
        name = f"{result.name} ({result.ruleset})" if result.ruleset else result.name
        print_text(f"{'不符' if zh else 'FAILED'} {shown_path(result.file)}: {name}")
        for fault in result.diagnostics:
            print_text("\n".join(f"    {line}" for line in fault_lines(fault, language)))
    passed = len(report.results) - len(failed)
    faulty = len(report.diagnostics)
    if zh:
        print_text(
            f"{passed} 例相符，{len(failed)} 例不符"
            + (f"，案例文件有 {faulty} 个错误" if faulty else "")
        )
    else:
        print_text(
            f"{passed} passed, {len(failed)} failed"
            + (f", {faulty} errors in the files of cases" if faulty else "")
        )


def _print_json(report: WorkedReport) -> None:
    from penaltybench.cli.console import print_json
    from penaltybench.cli.faults import fault_data, shown_path

    print_json(
        {
            "format": FORMAT,
            "passed": sum(result.passed for result in report.results),
            "failed": sum(not result.passed for result in report.results),
            "cases": [
                {
                    "file": shown_path(result.file),
                    "name": result.name,
                    "ruleset": result.ruleset,
                    "passed": result.passed,
                    "diagnostics": [fault_data(fault) for fault in result.diagnostics],
                }
                for result in report.results
            ],
            "diagnostics": [fault_data(fault) for fault in report.diagnostics],
        }
    )
