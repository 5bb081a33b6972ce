"""What the commands have in common: options, exit codes, the language."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated

import typer

from penaltybench.text import Text

LANGUAGE_VARIABLE = "PENALTYBENCH_LANG"


class Code(IntEnum):
    """The exit codes."""

    OK = 0
    FAILED = 1
    NEGATIVE = 2
    INVALID = 3
    UNDETERMINED = 4
    INTERRUPTED = 130


CODES: Mapping[Code, Text] = {
    Code.OK: Text("正常", "done"),
    Code.FAILED: Text(
        "未能执行：用法有误，或者不能读写", "could not run: wrong usage, or cannot read or write"
    ),
    Code.NEGATIVE: Text(
        "结果为否：有工作案例不符，基准没有规定、相互冲突，两个版本的结果不同，有多收的费用，或者检查不得照此进行",
        "negative: a worked case failed, the standard has a gap or a conflict, two editions give "
        "different results, charges were too high, or an inspection may not take place as it stands",
    ),
    Code.INVALID: Text("规则集或者案件有错误", "a ruleset or the case is invalid"),
    Code.UNDETERMINED: Text(
        "不能确定：尚有事实未查明，或者未能判定",
        "undetermined: facts that matter are unknown, or it could not be decided",
    ),
}


class Lang(StrEnum):
    """The languages, as the option takes them."""

    ZH = "zh"
    EN = "en"


class Form(StrEnum):
    """The forms of a result."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class PlainForm(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    JSON = "json"


LangOption = Annotated[
    Lang,
    typer.Option(
        "--lang",
        metavar="zh|en",
        help="输出的语言，默认 zh；也可由环境变量 PENALTYBENCH_LANG 设定"
        "|language of the output, zh by default; the variable PENALTYBENCH_LANG sets it too",
    ),
]
FormOption = Annotated[
    Form,
    typer.Option(
        "--format",
        metavar="text|json|markdown",
        help="输出的形式，默认 text|form of the output, text by default",
    ),
]
PlainFormOption = Annotated[
    PlainForm,
    typer.Option(
        "--format",
        metavar="text|json",
        help="输出的形式，默认 text|form of the output, text by default",
    ),
]
RulesetsOption = Annotated[
    Path | None,
    typer.Option(
        "--rulesets",
        metavar="DIR",
        help="另加的规则集，目录或者文件；随包的规则集总是可用，编号相同的以此为准"
        "|further rulesets, a folder or a file; they come before the bundled ones",
    ),
]


def asked_language(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Return the language that the arguments or else the environment ask for, or an empty text.

    It is looked for here because help and usage errors are printed before options are read, and
    because ``--lang`` may stand before the command too.
    """
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return environment.get(LANGUAGE_VARIABLE, "")
