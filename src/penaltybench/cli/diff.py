"""``penaltybench diff``: what changes in results from one edition to another."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import Code, Form, FormOption, Lang, LangOption, RulesetsOption

if TYPE_CHECKING:
    from penaltybench.diagnostics import Diagnostic
    from penaltybench.ruleset import Standard
    from penaltybench.ruleset.edition import Edition

HELP = (
    "比较两个版本：哪些案件的裁量结果变了，加重还是减轻，各举一例"
    "|compare two editions: which results change, heavier or lighter, with a case of each"
)
EXAMPLES = """penaltybench diff cn.transport.unlicensed-transport
penaltybench diff unlicensed-transport@2019-03-02 unlicensed-transport@2023-07-20
penaltybench diff old.yaml new.yaml --format markdown
penaltybench diff old.yaml new.yaml --note note.md"""


def run(
    old: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help="旧版本：文件，编号，或者 编号@日期；只写一个编号时比较它最后两个版本"
            "|the old edition: a file, an id, or ID@DATE; one id alone: its last two editions",
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="[B]",
            help="新版本：文件，编号，或者 编号@日期|the new edition: a file, an id, or ID@DATE",
        ),
    ] = None,
    note: Annotated[
        Path | None,
        typer.Option(
            "--note",
            metavar="FILE",
            help="另写一页起草说明（Markdown）|write a page for the explanatory note too (Markdown)",
        ),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option(
            "--time-limit",
            metavar="SECONDS",
            min=0.001,
            help="求解器每问的时限（秒），默认 10|seconds that the solver may take for a question; 10 by default",
        ),
    ] = 10.0,
    rulesets: RulesetsOption = None,
    form: FormOption = Form.TEXT,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print what changes from A to B."""
    from penaltybench.cli.blocks import markdown
    from penaltybench.cli.console import print_blocks, print_bytes, print_json
    from penaltybench.cli.diff_text import blocks
    from penaltybench.cli.faults import report
    from penaltybench.cli.files import writable, write_whole
    from penaltybench.cli.proving import solver_of
    from penaltybench.diff import compare
    from penaltybench.diff.data import difference_data
    from penaltybench.diff.note import note as note_page

    if note is not None:
        writable(note)
    first, second, faults = _editions(old, new, rulesets)
    if first is None or second is None:
        report(faults, lang.value, as_json=form is Form.JSON, stream=sys.stderr)
        return Code.INVALID
    found = compare(first, second, solver_of(time_limit))
    match form:
        case Form.JSON:
            print_json(difference_data(found))
        case Form.MARKDOWN:
            print_bytes(markdown(blocks(found, lang.value)))
        case Form.TEXT:
            print_blocks(blocks(found, lang.value))
    if note is not None:
        write_whole(note, note_page(found, lang.value))
    if found.changes:
        return Code.NEGATIVE
    return Code.UNDETERMINED if found.undecided else Code.OK


def _editions(
    old: str, new: str | None, rulesets: Path | None
) -> tuple[Edition | None, Edition | None, Sequence[Diagnostic]]:
    """Return both editions, or what is wrong with the files that were given."""
    from penaltybench.cli.faults import Refused
    from penaltybench.cli.libraries import found, opened
    from penaltybench.text import Text

    if new is not None:
        first, wrong = _edition(old, rulesets)
        second, also = _edition(new, rulesets)
        return first, second, [*wrong, *also]
    if _is_file(old) or "@" in old:
        raise Refused(
            Text("只写了一个版本", "only one edition is given"),
            Text("请写第二个版本，或者只写编号", "name the second one, or an id alone"),
        )
    editions = _dated(found(opened(rulesets), old))
    if len(editions) < 2:
        raise Refused(
            Text(f"{old} 只有一个版本", f"{old} has only one edition"),
            Text("请写出两个版本", "name two editions"),
        )
    return editions[-2][-1], editions[-1][0], []


def _dated(standard: Standard[Edition]) -> list[list[Edition]]:
    """Return the editions in the order of time, each with its spans between changes of general rules."""
    spans: dict[str, list[Edition]] = {}
    for edition in standard.editions:
        spans.setdefault(edition.file, []).append(edition)
    return list(spans.values())


def _edition(name: str, rulesets: Path | None) -> tuple[Edition | None, Sequence[Diagnostic]]:
    from penaltybench.cli.libraries import edition_of, found, opened

    if _is_file(name):
        return _of_file(Path(name), rulesets)
    ruleset, _, day = name.partition("@")
    return edition_of(found(opened(rulesets), ruleset), day or None), []


def _is_file(name: str) -> bool:
    return name.endswith((".yaml", ".yml", ".json")) or Path(name).is_file()


def _of_file(path: Path, rulesets: Path | None) -> tuple[Edition | None, Sequence[Diagnostic]]:
    """Return the edition in a file, which may use the bundled rulesets and those of ``rulesets``."""
    from penaltybench.cli.faults import Refused
    from penaltybench.cli.libraries import existing
    from penaltybench.diagnostics import Severity
    from penaltybench.library import bundled_rulesets
    from penaltybench.ruleset.load import load_catalogue
    from penaltybench.text import Text

    existing(path)
    others = [] if rulesets is None else [existing(rulesets)]
    catalogue, diagnostics = load_catalogue([path, *others, bundled_rulesets()])
    errors = [
        fault
        for fault in diagnostics
        if fault.severity is Severity.ERROR and fault.place.file == str(path)
    ]
    if errors:
        return None, errors
    for standard in catalogue.standards.values():
        own = [edition for edition in standard.editions if edition.file == str(path)]
        if own:
            return own[-1], []
    raise Refused(
        Text(f"{path} 不是处罚裁量基准", f"{path} is no penalty standard"),
        Text("比较的是 kind: penalty 的文件", "what is compared are files of kind: penalty"),
        Code.INVALID,
    )
