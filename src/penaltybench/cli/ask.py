"""``penaltybench ask``: an interview, until the result is certain."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import Code, Lang, LangOption, RulesetsOption

if TYPE_CHECKING:
    from penaltybench import Library
    from penaltybench.cli.interview import Interview
    from penaltybench.diagnostics import Diagnostic
    from penaltybench.source import Source
    from penaltybench.text import Language

HELP = (
    "逐项询问，每答一项就重新裁量，直到结果确定；案件文件可以只写 ruleset 和 conduct"
    "|ask one thing after another, the most important first, until the result is certain; "
    "the case may hold only ruleset and conduct"
)
EXAMPLES = """penaltybench ask examples/interview.yaml
penaltybench ask examples/interview.yaml --save case.yaml
penaltybench recommend case.yaml"""


def run(
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE",
            help="案件文件（YAML 或者 JSON）|the file of the case (YAML or JSON)",
        ),
    ],
    rulesets: RulesetsOption = None,
    save: Annotated[
        Path | None,
        typer.Option(
            "--save",
            metavar="FILE",
            help="结束时把填好的案件写入该文件（YAML）|write the completed case to this file (YAML) at the end",
        ),
    ] = None,
    lang: LangOption = Lang.ZH,
) -> int:
    """Ask until nothing is left to ask, then print the result."""
    from penaltybench.cli.cases import STANDARD_INPUT, read_source
    from penaltybench.cli.faults import Refused, report
    from penaltybench.cli.files import writable
    from penaltybench.cli.libraries import opened, warn_of_errors
    from penaltybench.text import Text

    language: Language = lang.value
    if case == STANDARD_INPUT:
        raise Refused(
            Text(
                "标准输入用于回答，不能又是案件", "standard input gives the answers, not the case"
            ),
            Text("请把案件写在文件中", "put the case into a file"),
        )
    target = None if save is None else writable(save)
    source = read_source(case)
    if source.diagnostics:
        report(source.diagnostics, language, as_json=False)
        unreadable = all(fault.code == "PB0101" for fault in source.diagnostics)
        return Code.FAILED if unreadable else Code.INVALID
    library = opened(rulesets)
    interview = _begun(library, source, language)
    if interview is None:
        return Code.INVALID
    warn_of_errors(library, language)
    return _Conversation(interview, language, target).hold()


def _begun(library: Library, source: Source, language: Language) -> Interview | None:
    """Return the interview; None if the case is refused, after saying why."""
    from penaltybench.cli.cases import placed
    from penaltybench.cli.faults import report
    from penaltybench.cli.interview import Interview
    from penaltybench.cli.recommend import left_out
    from penaltybench.diagnostics import CaseError

    try:
        return Interview(library, source.tree, source)
    except CaseError as error:
        faults = [placed(fault, source) for fault in error.diagnostics]
        if any(fault.code == "PB0301" for fault in faults):
            faults.extend(left_out(library, str(source.tree.get("ruleset", ""))))
        report(faults, language, as_json=False)
        return None


class _Conversation:
    """Holds an interview with whoever answers on standard input."""

    def __init__(self, interview: Interview, language: Language, target: Path | None) -> None:
        self.interview = interview
        self.language = language
        self.target = target
        self.read = _reader()

    def say(self, zh: str, en: str) -> None:
        _print([zh if self.language == "zh" else en])

    def hold(self) -> Code:
        """Ask until nothing is left or the answers end; print the result and save the case."""
        try:
            self._begin()
            while self._once():
                pass
        except KeyboardInterrupt:
            print()
            self._save()
            return Code.INTERRUPTED
        self._end()
        return self._code()

    def _begin(self) -> None:
        from penaltybench.cli.ask_text import KEYS, standing
        from penaltybench.words import EDITION_STATUSES

        recommendation = self.interview.recommendation
        edition = recommendation.edition
        title = edition.title.get(self.language)
        if edition.status != "in-force":
            title += f" [{EDITION_STATUSES[edition.status].get(self.language)}]"
        _print([title, *standing(recommendation, self.language)])
        if self.interview.asked() is not None:
            _print([KEYS.get(self.language)])

    def _once(self) -> bool:
        """Ask once; return whether there is more to ask."""
        from penaltybench.cli.ask_text import help_lines, narrowed, question_lines

        asked = self.interview.asked()
        if asked is None:
            self._nothing_left()
            return False
        first, *more = question_lines(self.interview, asked, self.language)
        _print([""])
        _print([first], "question")
        _print(more)
        while True:
            text = self.read()
            if text is None:
                return False
            before = self.interview.recommendation
            faults: tuple[Diagnostic, ...] = ()
            match text.strip():
                case "?" | "？":
                    _print(help_lines(self.interview, asked, self.language))
                    continue
                case "":
                    self.interview.skip()
                    return True
                case "<" | "＜" | "《":
                    if not self.interview.back():
                        self.say("还没有回答可以改", "there is no answer yet to take back")
                        continue
                case "!" | "！":
                    faults = self.interview.unascertainable()
                case answer:
                    faults = self.interview.answer(answer)
            if not faults:
                _print(narrowed(before, self.interview.recommendation, self.language), "note")
                return True
            for fault in faults:
                _print([f"✗ {fault.code} {fault.message.get(self.language)}"], "warning")
                _print([f"    → {fault.remedy.get(self.language)}"])

    def _nothing_left(self) -> None:
        """Say why nothing is asked any more although the result is open, if it is."""
        if self.interview.skipped:
            self.say("\n余下的问题都跳过了", "\nwhat remains to be asked was skipped")
        elif any(r.status == "undetermined" for r in self.interview.recommendation.results):
            self.say("\n没有可以再问的了", "\nthere is nothing left to ask")

    def _end(self) -> None:
        from penaltybench.cli.blocks import Heading
        from penaltybench.cli.console import print_blocks
        from penaltybench.cli.summary import summary

        _print([""])
        _, *blocks = summary(self.interview.recommendation, self.language)
        heading = Heading("结果" if self.language == "zh" else "Result", 1)
        print_blocks([heading, *blocks])
        self._save()

    def _save(self) -> None:
        from penaltybench.cli.files import tree_text, write_whole

        if self.target is not None:
            write_whole(self.target, tree_text(self.interview.tree))
            self.say(f"案件已写入 {self.target}", f"the case was written to {self.target}")

    def _code(self) -> Code:
        from penaltybench.cli.recommend import exit_code

        return exit_code([self.interview.recommendation])


def _print(lines: Iterable[str], mark: str = "") -> None:
    """Print lines; those with a mark as they should be seen on a terminal."""
    from penaltybench.cli.blocks import Paragraph
    from penaltybench.cli.console import print_blocks, print_text

    for line in lines:
        if mark:
            print_blocks([Paragraph(line, mark)])
        else:
            print_text(line)
    sys.stdout.flush()


def _reader() -> Callable[[], str | None]:
    """Return what reads one answer: from a terminal with editing, else a line; None at the end."""
    stream = sys.stdin
    if stream is not None and stream.isatty() and sys.stdout.isatty():
        # Without it answers can be typed, but not edited.
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401

        def from_terminal() -> str | None:
            try:
                return input("> ")
            except EOFError:
                print()
                return None

        return from_terminal
    if isinstance(stream, io.TextIOWrapper):
        encoding = "utf-8" if stream.encoding.lower() in ("ascii", "us-ascii") else None
        stream.reconfigure(encoding=encoding, errors="replace")

    def from_lines() -> str | None:
        line = stream.readline() if stream is not None else ""
        # What nobody has typed here is written, so that the record can be read.
        _print([f"> {line.strip()}"] if line else [])
        return line.rstrip("\n") if line else None

    return from_lines
