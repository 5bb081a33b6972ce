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
    from collections.abc import Sequence

    from penaltybench import Library
    from penaltybench.adequacy import Coverage
    from penaltybench.text import Language
    from penaltybench.worked_cases import WorkedReport

HELP = (
    "运行规则集旁的工作案例，有不符时退出码为 2"
    "|run the worked cases beside the rulesets; the exit code is 2 if one fails"
)
EXAMPLES = """penaltybench test
penaltybench test rulesets/cn/hunan
penaltybench test rulesets/cn/market --coverage
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
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage",
            help="列出案例没有用到的档次、条件和界限|list the tiers, conditions and thresholds that no case exercises",
        ),
    ] = False,
    min_coverage: Annotated[
        int | None,
        typer.Option(
            "--min-coverage",
            metavar="PERCENT",
            min=0,
            max=100,
            help="任一版本的覆盖率低于此数的，退出码为 2"
            "|the exit code is 2 if the coverage of an edition is lower",
        ),
    ] = None,
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
    covered = _coverage(library, report, root) if coverage or min_coverage is not None else ()
    if form is PlainForm.JSON:
        _print_json(report, covered)
    else:
        _print(report, lang.value)
        _print_coverage(covered, lang.value, listed=coverage)
        warn_of_errors(library, lang.value)
    passed = all(result.passed for result in report.results)
    # A case also fails because its ruleset could not be loaded: that is the graver fault.
    if report.diagnostics or (not passed and errors_of(library)):
        return Code.INVALID
    enough = all(one.percent >= (min_coverage or 0) for one in covered)
    return Code.OK if passed and enough else Code.NEGATIVE


def _coverage(library: Library, report: WorkedReport, root: Path) -> tuple[Coverage, ...]:
    """Return the coverage of the penalty rulesets that lie under ``root`` or whose cases were run."""
    from penaltybench.adequacy.coverage import coverage_of
    from penaltybench.source import read_file

    files: dict[str, list[str]] = {
        name: [] for name in library.ids if _lies_under(library, name, root)
    }
    for result in report.results:
        if result.ruleset in library.ids:
            own = files.setdefault(result.ruleset, [])
            if result.file not in own:
                own.append(result.file)
    return tuple(
        one
        for name, paths in sorted(files.items())
        for one in coverage_of(library, name, [read_file(Path(path)) for path in paths])
    )


def _lies_under(library: Library, name: str, root: Path) -> bool:
    editions = library.standard(name).editions
    return any(Path(one.file).resolve().is_relative_to(root.resolve()) for one in editions)


def _print_coverage(covered: Sequence[Coverage], language: Language, *, listed: bool) -> None:
    from penaltybench.adequacy.coverage import KINDS
    from penaltybench.cli.console import print_text

    zh = language == "zh"
    names = {"tier": "档次", "condition": "条件", "threshold": "界限"}
    for one in covered:
        counts = []
        for kind in KINDS:
            got, of = one.of(kind)
            counts.append(f"{names[kind] if zh else kind + 's'} {got}/{of}")
        joined = ("，" if zh else ", ").join(counts)
        print_text(f"{one.percent:3d}% {one.ruleset} {one.edition}{'：' if zh else ': '}{joined}")
        for point in one.missing if listed else ():
            name = names[point.kind] if zh else point.kind
            print_text(f"      - {name}{'：' if zh else ': '}{point.label.get(language)}")
    if covered:
        points = sum(len(one.points) for one in covered)
        met = sum(len(one.covered) for one in covered)
        share = 100 * met // points if points else 100
        print_text(
            f"覆盖率：{len(covered)} 个版本，{met}/{points}（{share}%）"
            if zh
            else f"coverage: {len(covered)} editions, {met}/{points} ({share}%)"
        )


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


def _print_json(report: WorkedReport, covered: Sequence[Coverage]) -> None:
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
            "coverage": [one.to_dict() for one in covered],
        }
    )
