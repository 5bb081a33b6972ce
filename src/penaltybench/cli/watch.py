"""``penaltybench watch``: check again whenever a file is saved."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from penaltybench.cli.options import Code, Lang, LangOption

HELP = (
    "保存即核对：规则集或案例一有改动，就重新核对并运行案例，Ctrl-C 结束"
    "|check and run the worked cases again whenever a file is saved; Ctrl-C ends it"
)
EXAMPLES = "penaltybench watch drafts"
INTERVAL = 0.4
"""Seconds between two looks at the folder."""

Stamp = dict[Path, tuple[int, int]]


def run(
    path: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="规则集目录或者文件|a folder of rulesets, or a file"),
    ],
    once: Annotated[bool, typer.Option("--once", help="核对一次即结束|check once and end")] = False,
    lang: LangOption = Lang.ZH,
) -> int:
    """Check ``path`` now, and again after every change."""
    from penaltybench.cli.libraries import existing

    existing(path)
    before = _stamp(path)
    code = _check(path, lang)
    while not once:
        time.sleep(INTERVAL)
        now = _stamp(path)
        if now != before:
            # An editor writes a file in several steps.
            time.sleep(INTERVAL)
            before = _stamp(path)
            code = _check(path, lang)
    return code


def _stamp(path: Path) -> Stamp:
    """Return size and time of every YAML file; files that vanish meanwhile are left out."""
    from penaltybench.ruleset.shelf import yaml_paths

    found: Stamp = {}
    for file in yaml_paths(path):
        try:
            state = file.stat()
        except OSError:
            continue
        found[file] = (state.st_mtime_ns, state.st_size)
    return found


def _check(path: Path, lang: Lang) -> int:
    from penaltybench.cli.console import print_text
    from penaltybench.cli.faults import fault_lines
    from penaltybench.diagnostics import Severity
    from penaltybench.library import open_library
    from penaltybench.worked_cases import run_worked_cases

    zh = lang is Lang.ZH
    library = open_library(path)
    faults = [d for d in library.check() if _below(d.place.file, path)]
    cases = run_worked_cases(library, path)
    faults += [d for result in cases.results for d in result.diagnostics]
    faults += cases.diagnostics
    for fault in faults:
        print_text("\n".join(fault_lines(fault, lang.value)))
    failed = sum(not result.passed for result in cases.results)
    clock = dt.datetime.now().strftime("%H:%M:%S")
    number = len(faults)
    print_text(
        f"{clock}  {number} 个问题，{len(cases.results)} 例中 {failed} 例不符"
        if zh
        else f"{clock}  findings: {number}; worked cases: {len(cases.results)}, failed: {failed}"
    )
    sys.stdout.flush()
    errors = any(fault.severity is Severity.ERROR for fault in faults)
    return Code.INVALID if errors else Code.OK


def _below(file: str, path: Path) -> bool:
    return Path(file).resolve().is_relative_to(path.resolve())
