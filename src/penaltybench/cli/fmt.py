"""``penaltybench fmt``: put the layout of ruleset files right, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from penaltybench.cli.options import Code, Lang, LangOption

HELP = "统一规则集文件的排版，内容和注释不变|put the layout of ruleset files right; content and comments stay"
EXAMPLES = """penaltybench fmt rulesets
penaltybench fmt rulesets --check"""


def run(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="文件或者目录|files or folders"),
    ],
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="只列出会改动的文件，不写入；有的，退出码为 2"
            "|only list the files that would change; the exit code is 2 if there are any",
        ),
    ] = False,
    lang: LangOption = Lang.ZH,
) -> int:
    """Rewrite the files whose layout is not the usual one."""
    from penaltybench.cli.console import print_text
    from penaltybench.cli.faults import report, shown_path
    from penaltybench.cli.files import write_whole
    from penaltybench.cli.libraries import existing
    from penaltybench.layout import laid_out
    from penaltybench.ruleset.shelf import yaml_paths
    from penaltybench.source import read_file

    faults = []
    changed = 0
    for path in dict.fromkeys(p for root in paths for p in yaml_paths(existing(root))):
        source = read_file(path)
        if source.diagnostics:
            faults.extend(source.diagnostics)
            continue
        before = path.read_bytes()
        after = laid_out(before.decode("utf-8-sig")).encode("utf-8")
        if after == before:
            continue
        changed += 1
        print_text(shown_path(str(path)))
        if not check:
            write_whole(path, after)
    zh = lang is Lang.ZH
    done = ("将改动" if check else "已改动") if zh else ("would change" if check else "changed")
    print_text(f"{done} {changed} 个文件" if zh else f"{done}: {changed} files", sys.stderr)
    if faults:
        report(faults, lang.value, as_json=False)
        return Code.INVALID
    return Code.NEGATIVE if check and changed else Code.OK
