"""The examples in the documentation: each command is run, and prints what the page says.

In what a page shows, a line ``…`` stands for lines that are left out, and ``…`` at the end of a line
for the rest of it. Answers in an interview are the lines that begin with ``> ``.
"""

import re
import runpy
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from integration.command import ROOT, Cli, words

PAGES = [
    ROOT / "docs" / "explanation" / "law-of-application.md",
    ROOT / "docs" / "explanation" / "from-plan-to-rule.md",
    ROOT / "docs" / "reference" / "cli.md",
]


def examples(page: Path) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Yield each command of a page with its place and what it prints."""
    for block in re.finditer(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for part in block[1].split("$ ")[1:]:
            command, *lines = part.rstrip("\n").split("\n")
            # What a reader would have to write first cannot be run here.
            if not re.search(r"my-(?:rulesets|drafts)|\bcase\.yaml|>", command):
                yield f"{page.name}: {command}", command, lines


EXAMPLES = [example for page in PAGES for example in examples(page)]


def matches(expected: Sequence[str], got: Sequence[str]) -> bool:
    if not expected:
        return not got
    first, *rest = expected
    if first.strip() == "…":
        return any(matches(rest, got[skipped:]) for skipped in range(len(got) + 1))
    if not got:
        return False
    same = got[0].startswith(first[:-1]) if first.endswith("…") else got[0] == first
    return same and matches(rest, got[1:])


@pytest.mark.parametrize(
    ("command", "lines"),
    [(command, lines) for _, command, lines in EXAMPLES],
    ids=[name for name, _, _ in EXAMPLES],
)
def test_a_page_shows_what_a_command_prints(
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    command: str,
    lines: Sequence[str],
) -> None:
    monkeypatch.chdir(ROOT)
    name, *arguments = words(command)
    if name == "python":
        runpy.run_path(arguments[0], run_name="__main__")
        out, err = capfd.readouterr()
    else:
        answers = [line.removeprefix("> ") for line in lines if line.startswith("> ")]
        ran = cli(*arguments, data="".join(f"{answer}\n" for answer in answers))
        out, err = ran.out, ran.err
    got = (out + err).rstrip("\n").split("\n")
    # The whole of it would fill the screen several times.
    shown = f"{command} prints\n{(out + err)[:2000]}"
    assert matches([line.rstrip() for line in lines], [line.rstrip() for line in got]) is True, (
        shown
    )


def test_the_examples_were_found() -> None:
    assert len(EXAMPLES) > 15
