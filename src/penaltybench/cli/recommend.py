"""``penaltybench recommend``: the recommendation for one case, or for several and together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import Code, Form, FormOption, Lang, LangOption, RulesetsOption

if TYPE_CHECKING:
    from penaltybench import Case, Library, Recommendation
    from penaltybench.cli.blocks import Block
    from penaltybench.diagnostics import Diagnostic
    from penaltybench.inspection_finding import InspectionFinding
    from penaltybench.source import Source
    from penaltybench.text import Language

HELP = (
    "对一个案件给出分级、说明理由的裁量建议；给出几个案件的，再给出合并的结果"
    "|recommend a graded, explained penalty for one case; for several, also what they come to together"
)
EXAMPLES = """penaltybench recommend examples/pig-farm.yaml
penaltybench recommend examples/pig-farm.yaml --statement
penaltybench recommend - --format json < case.json
penaltybench recommend examples/pig-farm.yaml --from-day 2026-03-02
penaltybench recommend first.yaml second.yaml"""


def run(
    cases: Annotated[
        list[str],
        typer.Argument(
            metavar="CASE...",
            help="案件文件（YAML 或者 JSON），可以有几个；- 为标准输入"
            "|the file of a case (YAML or JSON), or of several; - reads standard input",
        ),
    ],
    rulesets: RulesetsOption = None,
    form: FormOption = Form.TEXT,
    inspection: Annotated[
        str | None,
        typer.Option(
            "--inspection",
            metavar="FILE",
            help="案件由检查发现的，review-inspection --finding 写出的结论"
            "|for a case that arises from an inspection: what review-inspection --finding wrote",
        ),
    ] = None,
    statement: Annotated[
        bool,
        typer.Option(
            "--statement",
            help="只输出决定书用的裁量说理|print only the paragraph of reasons for the decision document",
        ),
    ] = False,
    from_day: Annotated[
        str | None,
        typer.Option(
            "--from-day",
            metavar="DATE",
            help="期限自该日起算（当日不计），给出每个期限的最后一日"
            "|the periods of the procedure run from that day, which is not counted: show their last days",
        ),
    ] = None,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print the recommendation for each case, and for several what they come to together."""
    from penaltybench.cli.days import day_of
    from penaltybench.cli.faults import report
    from penaltybench.cli.libraries import errors_of, opened, warn_of_errors

    day = None if from_day is None else day_of(from_day)
    _standard_input_once(cases)
    finding, faults = (None, []) if inspection is None else _finding(inspection)
    read = [_read(name) for name in cases]
    # Without a case there is nothing to open the rulesets for.
    library = opened(rulesets) if any(case for case, _, _ in read) else None
    recommendations: list[Recommendation] = []
    for case, source, found in read:
        faults.extend(found)
        if case is not None and library is not None:
            if finding is not None:
                case = case.model_copy(update={"inspection": finding})
            done = _recommended(library, case, source)
            faults.extend(done) if isinstance(done, list) else recommendations.append(done)
    as_json = form is Form.JSON
    if faults or library is None:
        report(faults, lang.value, as_json=as_json)
        unreadable = all(fault.code == "PB0101" for fault in faults)
        return Code.FAILED if unreadable else Code.INVALID
    printer = _Printer(recommendations, cases, lang.value, day)
    printer.write(form, statement=statement)
    if not as_json:
        warn_of_errors(library, lang.value)
    elif errors_of(library):
        report(errors_of(library), lang.value, as_json=True)
    return exit_code(recommendations)


def exit_code(recommendations: Sequence[Recommendation]) -> Code:
    """Return the exit code: the most serious of what was found for any respondent."""
    statuses = {result.status for one in recommendations for result in one.results}
    if statuses & {"gap", "conflict"}:
        return Code.NEGATIVE
    return Code.UNDETERMINED if "undetermined" in statuses else Code.OK


def _standard_input_once(cases: Sequence[str]) -> None:
    from penaltybench.cli.cases import STANDARD_INPUT
    from penaltybench.cli.faults import Refused
    from penaltybench.text import Text

    if list(cases).count(STANDARD_INPUT) > 1:
        raise Refused(
            Text("标准输入（-）只能读一个案件", "standard input (-) gives only one case"),
            Text("其余案件请写在文件中", "put the other cases into files"),
        )


def _finding(name: str) -> tuple[InspectionFinding | None, list[Diagnostic]]:
    """Return the finding on an inspection in a file, and the faults of the file."""
    from penaltybench.cli.cases import read_source
    from penaltybench.inspection_finding import InspectionFinding
    from penaltybench.ruleset.shape import validate

    source = read_source(name)
    if source.diagnostics:
        return None, list(source.diagnostics)
    return validate(InspectionFinding, source.tree, source), list(source.diagnostics)


def _read(name: str) -> tuple[Case | None, Source, list[Diagnostic]]:
    """Return the case in a file, the file, and its faults."""
    from penaltybench.case import case_from_tree
    from penaltybench.cli.cases import placed, read_source
    from penaltybench.diagnostics import CaseError

    source = read_source(name)
    if source.diagnostics:
        return None, source, list(source.diagnostics)
    try:
        return case_from_tree(source.tree, source), source, []
    except CaseError as error:
        return None, source, _sorted(placed(fault, source) for fault in error.diagnostics)


def _recommended(library: Library, case: Case, source: Source) -> Recommendation | list[Diagnostic]:
    """Return the recommendation, or the faults of the case with their places."""
    from penaltybench.cli.cases import placed
    from penaltybench.diagnostics import CaseError

    try:
        return library.recommend(case)
    except CaseError as error:
        faults = [placed(fault, source) for fault in error.diagnostics]
        if any(fault.code == "PB0301" for fault in faults):
            faults.extend(left_out(library, case.ruleset))
        return _sorted(faults)


def _sorted(faults: Iterator[Diagnostic] | list[Diagnostic]) -> list[Diagnostic]:
    return sorted(faults, key=lambda fault: (fault.place, fault.code))


def left_out(library: Library, ruleset: str) -> list[Diagnostic]:
    """Return the errors of the ruleset that a case names, if that is why it is not there."""
    from penaltybench.cli.libraries import errors_of

    name = ruleset.replace(".", "/")
    return [
        fault
        for fault in errors_of(library)
        if name and f"/{name}/" in Path(fault.place.file).resolve().as_posix()
    ]


class _Printer:
    """Prints recommendations, and what they come to together if there are several."""

    def __init__(
        self,
        recommendations: Sequence[Recommendation],
        names: Sequence[str],
        language: Language,
        from_day: dt.date | None,
    ) -> None:
        from penaltybench.cli.joined import joined_results

        self.recommendations = recommendations
        self.names = names
        self.language = language
        self.from_day = from_day
        self.several = len(recommendations) > 1
        self.joined = joined_results(recommendations) if self.several else ()

    def say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def write(self, form: Form, *, statement: bool) -> None:
        """Print in the form; only the paragraphs of reasons if ``statement``."""
        from penaltybench.cli.blocks import markdown
        from penaltybench.cli.console import print_blocks, print_bytes, print_json, print_text

        if form is Form.JSON:
            print_json(self._data(statement=statement))
        elif statement:
            text = "\n\n".join(self._statements(self.language))
            print_text(text) if form is Form.TEXT else print_bytes(text + "\n")
        elif self.several:
            blocks = list(self._blocks())
            print_bytes(markdown(blocks)) if form is Form.MARKDOWN else print_blocks(blocks)
        elif form is Form.MARKDOWN:
            print_bytes(self._markdown(self.recommendations[0]))
        else:
            self._text(self.recommendations[0])

    def _data(self, *, statement: bool) -> dict[str, object]:
        from penaltybench.cli.joined import FORMAT, joined_data, joined_statement
        from penaltybench.cli.outcome_data import recommendation_data

        found = [recommendation_data(one, self.from_day) for one in self.recommendations]
        if statement:
            for data, one in zip(found, self.recommendations, strict=True):
                data["statement"] = {
                    "zh": one.statement("zh"),
                    "en": one.statement("en"),
                }
        if not self.several:
            return found[0]
        joined = joined_data(self.joined, self.recommendations)
        if statement:
            for data, result in zip(joined, self.joined, strict=True):
                data["statement"] = {
                    "zh": joined_statement(result, self.recommendations, "zh"),
                    "en": joined_statement(result, self.recommendations, "en"),
                }
        cases = [{"file": name, **data} for name, data in zip(self.names, found, strict=True)]
        return {"format": FORMAT, "cases": cases, "joined": joined}

    def _statements(self, language: Language) -> Iterator[str]:
        from penaltybench.cli.joined import joined_statement

        yield from (one.statement(language) for one in self.recommendations)
        yield from (joined_statement(one, self.recommendations, language) for one in self.joined)

    def _blocks(self) -> Iterator[Block]:
        from penaltybench.cli.blocks import Heading
        from penaltybench.cli.joined import joined_blocks
        from penaltybench.cli.summary import summary

        for number, one in enumerate(self.recommendations, start=1):
            title, *rest = summary(one, self.language, self.from_day)
            assert isinstance(title, Heading)
            name = f"{self.say('案件', 'case ')}{number}: {self.names[number - 1]}"
            if self.language == "zh":
                name = name.replace(": ", "：")
            yield Heading(name, 1)
            yield Heading(title.text, 2)
            yield from rest
        yield from joined_blocks(self.joined, self.recommendations, self.language)

    def _markdown(self, one: Recommendation) -> str:
        from penaltybench.cli.blocks import Heading, Items, markdown
        from penaltybench.cli.result_lines import near_lines, step_line
        from penaltybench.cli.summary import ONE_STEP_AWAY, misses_of

        blocks: list[Block] = []
        for result in one.results:
            whose = f"（{result.label.zh}）" if self.language == "zh" else f" ({result.label.en})"
            whose = whose if len(one.results) > 1 else ""
            misses = misses_of(one, result)
            if misses:
                blocks.append(Heading(ONE_STEP_AWAY[self.language].capitalize() + whose))
                blocks.append(Items(tuple(near_lines(misses, self.language))))
            periods = [step for step in result.procedure if step.days is not None]
            if self.from_day is not None and periods:
                blocks.append(Heading(self.say("期限", "Periods") + whose))
                lines = (step_line(step, self.language, self.from_day) for step in periods)
                blocks.append(Items(tuple(lines)))
        text = one.explain(self.language, "markdown").rstrip("\n") + "\n"
        return text + ("\n" + markdown(blocks) if blocks else "")

    def _text(self, one: Recommendation) -> None:
        from penaltybench.cli.blocks import Heading
        from penaltybench.cli.console import print_blocks, print_text
        from penaltybench.cli.summary import summary

        title, _, text = one.explain(self.language).partition("\n")
        print_blocks(
            [
                *summary(one, self.language, self.from_day),
                Heading(self.say("说明", "Explanation")),
            ]
        )
        # The summary has already said the title.
        print_text("" if title == one.edition.title.get(self.language) else title)
        print_text(text)
