"""``penaltybench review-inspection``: may an inspection take place, and does correction come first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import Code, Form, FormOption, Lang, LangOption, RulesetsOption

if TYPE_CHECKING:
    from penaltybench import Library, Plan, Proposed, Record, Review
    from penaltybench.diagnostics import Diagnostic
    from penaltybench.source import Source

HELP = (
    "审查一次行政检查：可否进行，须否报备或者批准；首次检查的，是否先责令改正"
    "|review an inspection: may it take place, does it need a notice or approval, and does correction "
    "come first"
)
EXAMPLES = """penaltybench review-inspection examples/inspection/first.yaml --record examples/inspection/record.csv --plan examples/inspection/plan.yaml --rulesets examples/rulesets
penaltybench review-inspection first.yaml --record record.json --as-of 2026-05-20 --finding finding.json"""


def run(
    proposed: Annotated[
        str,
        typer.Argument(
            metavar="PROPOSED",
            help="拟进行的检查（YAML 或者 JSON）；- 为标准输入"
            "|the file of the proposed inspection (YAML or JSON); - reads standard input",
        ),
    ],
    record: Annotated[
        Path,
        typer.Option(
            "--record",
            metavar="FILE",
            help="执法记录（JSON、CSV 或者 YAML）|the enforcement record (JSON, CSV or YAML)",
        ),
    ],
    plan: Annotated[
        Path | None,
        typer.Option(
            "--plan",
            metavar="FILE",
            help="该年度经批准的检查计划；不写即没有|the approved plan of the year; none if it is left out",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="截至该日改正的情况，默认为检查之日"
            "|how far correction has got on that day; on the day of the inspection by default",
        ),
    ] = None,
    finding: Annotated[
        Path | None,
        typer.Option(
            "--finding",
            metavar="FILE",
            help="把审查所得写入该文件（JSON），供案件使用"
            "|write what a case takes over from the review into that file (JSON)",
        ),
    ] = None,
    rulesets: RulesetsOption = None,
    form: FormOption = Form.TEXT,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print the review of an inspection; the exit code says its verdict."""
    from penaltybench.cli.days import day_of
    from penaltybench.cli.faults import report
    from penaltybench.cli.files import writable
    from penaltybench.cli.libraries import errors_of, warn_of_errors

    day = None if as_of is None else day_of(as_of)
    out = None if finding is None else writable(finding)
    inputs = _Inputs(proposed, record, plan)
    done = inputs.reviewed(rulesets, day)
    as_json = form is Form.JSON
    if isinstance(done, list):
        report(done, lang.value, as_json=as_json)
        unreadable = all(fault.code == "PB0101" for fault in done)
        return Code.FAILED if unreadable else Code.INVALID
    review, library = done
    if out is not None:
        _write(out, review)
    _print(review, form, lang)
    if not as_json:
        warn_of_errors(library, lang.value)
    elif errors_of(library):
        report(errors_of(library), lang.value, as_json=True)
    return exit_code(review)


def exit_code(review: Review) -> Code:
    """Return the exit code: negative if the inspection may not take place as it stands."""
    match review.verdict:
        case "allowed" | "needs_notice":
            return Code.OK
        case "undetermined":
            return Code.UNDETERMINED
        case _:
            return Code.NEGATIVE


def _write(path: Path, review: Review) -> None:
    import json

    from penaltybench.cli.files import write_whole

    text = json.dumps(review.finding.to_dict(), ensure_ascii=False, indent=2)
    write_whole(path, text + "\n")


def _print(review: Review, form: Form, lang: Lang) -> None:
    from penaltybench.cli.console import print_bytes, print_json, print_text

    if form is Form.JSON:
        print_json(review.to_dict())
    elif form is Form.MARKDOWN:
        print_bytes(review.explain(lang.value, "markdown"))
    else:
        print_text(review.explain(lang.value))


class _Inputs:
    """The three files, what they hold, and every fault of them."""

    def __init__(self, proposed: str, record: Path, plan: Path | None) -> None:
        from penaltybench.cli.cases import read_source

        self.faults: list[Diagnostic] = []
        self.record_file = record
        self.source = read_source(proposed)
        self.plan_source = None if plan is None else read_source(_named(plan))
        self.proposed = self._proposed()
        self.plan = self._plan()
        self.record = self._record()

    def _proposed(self) -> Proposed | None:
        from penaltybench.diagnostics import PenaltybenchError
        from penaltybench.inspection import proposed_from_tree

        if self.source.diagnostics:
            self.faults.extend(self.source.diagnostics)
            return None
        try:
            return proposed_from_tree(self.source.tree, self.source)
        except PenaltybenchError as error:
            self.faults.extend(error.diagnostics)
            return None

    def _plan(self) -> Plan | None:
        from penaltybench.diagnostics import PenaltybenchError
        from penaltybench.inspection import plan_from_tree

        source = self.plan_source
        if source is None:
            return None
        if source.diagnostics:
            self.faults.extend(source.diagnostics)
            return None
        try:
            return plan_from_tree(source.tree, source)
        except PenaltybenchError as error:
            self.faults.extend(error.diagnostics)
            return None

    def _record(self) -> Record | None:
        from penaltybench.cli.cases import read_source
        from penaltybench.diagnostics import PenaltybenchError
        from penaltybench.enforcement import read_record

        if not self.record_file.exists():
            self.faults.extend(read_source(_named(self.record_file)).diagnostics)
            return None
        try:
            return read_record(self.record_file)
        except PenaltybenchError as error:
            self.faults.extend(error.diagnostics)
            return None

    def reviewed(
        self, rulesets: Path | None, as_of: dt.date | None
    ) -> tuple[Review, Library] | list[Diagnostic]:
        """Return the review and the library, or every fault with its place."""
        from penaltybench.cli.libraries import opened
        from penaltybench.cli.recommend import left_out
        from penaltybench.diagnostics import CaseError

        if self.faults or self.record is None or self.proposed is None:
            return self.faults
        library = opened(rulesets)
        try:
            return library.review_inspection(self.plan, self.record, self.proposed, as_of), library
        except CaseError as error:
            faults = [self._placed(fault) for fault in error.diagnostics]
            if any(fault.code == "PB0301" for fault in faults):
                faults.extend(left_out(library, self.proposed.rules))
            return faults

    def _placed(self, fault: Diagnostic) -> Diagnostic:
        """Return the fault with its place in the file that it is about."""
        from penaltybench.cli.cases import placed

        if fault.place.file == "plan" and self.plan_source is not None:
            return _in(self.plan_source, fault)
        if fault.place.file == "record":
            return replace(fault, place=replace(fault.place, file=str(self.record_file)))
        return placed(fault, self.source)


def _named(path: Path) -> str:
    """Return the name of a file; only the proposal is ever read from standard input."""
    return "./-" if str(path) == "-" else str(path)


def _in(source: Source, fault: Diagnostic) -> Diagnostic:
    from penaltybench.cli.cases import placed

    return placed(replace(fault, place=replace(fault.place, file="case")), source)
