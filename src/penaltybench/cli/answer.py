"""What ``assess`` and ``deadline`` share: one case in, one answer with its explanation out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from penaltybench.cli.options import Code, Form, Lang

if TYPE_CHECKING:
    from penaltybench import Library
    from penaltybench.cli.blocks import Block
    from penaltybench.diagnostics import Diagnostic
    from penaltybench.source import Source
    from penaltybench.text import Language


class Answer(Protocol):
    """What is printed: the data, the words, and how far the answer is determined."""

    @property
    def status(self) -> str:
        """One of the statuses of its kind, ``gap``, ``conflict`` and ``undetermined`` among them."""
        ...

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as data."""
        ...

    def explain(self, language: Language = ..., form: Any = ...) -> str:
        """Return the answer in words, its title in the first line."""
        ...


A = TypeVar("A", bound=Answer)


def answer(
    case: str,
    rulesets: Path | None,
    form: Form,
    lang: Lang,
    decide: Callable[[Library, Source], A | list[Diagnostic]],
    summary: Callable[[A, Language], Iterator[Block]],
    unable: Collection[str] = ("PB0101",),
) -> int:
    """Read a case, ``decide`` it, print the answer or the faults, and return the exit code.

    ``unable`` are the codes of faults that are none of the case.
    """
    from penaltybench.cli.cases import read_source
    from penaltybench.cli.console import print_bytes, print_json
    from penaltybench.cli.faults import report
    from penaltybench.cli.libraries import errors_of, opened, warn_of_errors

    source = read_source(case)
    as_json = form is Form.JSON
    library = None if source.diagnostics else opened(rulesets)
    done = source.diagnostics if library is None else decide(library, source)
    if isinstance(done, list) or library is None:
        faults = done if isinstance(done, list) else []
        report(faults, lang.value, as_json=as_json)
        return Code.FAILED if all(fault.code in unable for fault in faults) else Code.INVALID
    if as_json:
        print_json(done.to_dict())
    elif form is Form.MARKDOWN:
        print_bytes(done.explain(lang.value, "markdown"))
    else:
        _print(done, summary, lang.value)
    if not as_json:
        warn_of_errors(library, lang.value)
    elif errors_of(library):
        report(errors_of(library), lang.value, as_json=True)
    if done.status in ("gap", "conflict"):
        return Code.NEGATIVE
    return Code.UNDETERMINED if done.status == "undetermined" else Code.OK


def in_order(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return faults in the order of their places."""
    return sorted(faults, key=lambda fault: (fault.place, fault.code))


def _print(done: A, summary: Callable[[A, Language], Iterator[Block]], language: Language) -> None:
    from penaltybench.cli.blocks import Heading
    from penaltybench.cli.console import print_blocks, print_text

    print_blocks([*summary(done, language), Heading("说明" if language == "zh" else "Explanation")])
    # The summary has already said the title.
    print_text("\n" + done.explain(language).partition("\n")[2])
