"""The commands put together, and how each way of ending becomes an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from penaltybench.cli import (
    ask,
    assess,
    audit_charges,
    catalogue,
    check,
    deadline,
    diff,
    explain,
    export,
    fmt,
    generate_cases,
    import_,
    import_published,
    mutate,
    new,
    recommend,
    review_inspection,
    schema,
    show,
    surcharge,
    watch,
)
from penaltybench.cli import list as list_
from penaltybench.cli import test as test_
from penaltybench.cli.console import prepare_streams, print_text
from penaltybench.cli.faults import Refused
from penaltybench.cli.help import Command, Group, usage_error
from penaltybench.cli.options import Code, Lang, LangOption, asked_language
from penaltybench.text import Language

# Newer versions of typer carry a click of their own: the base class is found where it is.
UsageFault: type[Exception] = typer.BadParameter.__mro__[2]

app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="行政处罚裁量权基准：给出分级、说明理由的裁量建议，查阅并核对基准"
    "|discretion benchmarks for administrative penalties: graded, explained recommendations, "
    "and the standards themselves",
    epilog="penaltybench list environment\n"
    "penaltybench show cn.hunan.environment.facilities-not-built\n"
    "penaltybench recommend examples/pig-farm.yaml\n"
    "penaltybench ask examples/interview.yaml",
)


@app.callback(invoke_without_command=True)
def _start(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本|show the version")] = False,
    # What it says reaches the commands by their defaults: see _run.
    lang: LangOption = Lang.ZH,
) -> None:
    if version:
        from penaltybench import __version__

        print_text(f"penaltybench {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        print_text(ctx.get_help())
        raise typer.Exit


_COMMANDS = {
    "list": list_,
    "show": show,
    "recommend": recommend,
    "ask": ask,
    "surcharge": surcharge,
    "deadline": deadline,
    "assess": assess,
    "audit-charges": audit_charges,
    "catalogue": catalogue,
    "review-inspection": review_inspection,
    "check": check,
    "diff": diff,
    "test": test_,
    "explain": explain,
    "cases": generate_cases,
    "new": new,
    "fmt": fmt,
    "watch": watch,
    "mutate": mutate,
    "export": export,
    "import": import_,
    "import-table": import_published,
    "schema": schema,
}
for name, module in _COMMANDS.items():
    app.command(name, cls=Command, help=module.HELP, epilog=module.EXAMPLES)(module.run)


def run(arguments: Sequence[str]) -> int:
    """Run the command with ``arguments``; return the exit code. Nothing is raised."""
    asked = asked_language(arguments)
    language: Language = "en" if asked == "en" else "zh"
    prepare_streams()
    try:
        code = _run(arguments, asked, language)
        sys.stdout.flush()
        if code != Code.INTERRUPTED:
            return code
    except KeyboardInterrupt:
        pass
    except BrokenPipeError:
        return _closed_pipe()
    except OSError as error:
        return _fail(f"{error.strerror or error}", language)
    except Exception as error:
        if os.environ.get("PENALTYBENCH_DEBUG"):
            traceback.print_exc()
        return _fail(_unexpected(error, language), language)
    return _fail("已中断" if language == "zh" else "interrupted", language, Code.INTERRUPTED)


def _run(arguments: Sequence[str], asked: str, language: Language) -> int:
    try:
        result: Any = app(
            list(arguments),
            prog_name="penaltybench",
            standalone_mode=False,
            obj=language,
            default_map={name: {"lang": asked} for name in _COMMANDS} if asked else None,
        )
    except SystemExit as error:
        # Typer ends so when the reader of a pipe has gone.
        if isinstance(error.__context__, BrokenPipeError):
            raise BrokenPipeError from None
        return error.code if isinstance(error.code, int) else Code.FAILED
    except typer.Abort:
        return Code.INTERRUPTED
    except UsageFault as error:
        return _fail(usage_error(error, language), language)
    except Refused as refusal:
        message = refusal.message.get(language)
        if refusal.remedy is not None:
            message += f"\n    → {refusal.remedy.get(language)}"
        return _fail(message, language, refusal.code)
    return result if isinstance(result, int) else Code.OK


def _fail(message: str, language: Language, code: int = Code.FAILED) -> int:
    print_text(f"penaltybench: {message}", sys.stderr)
    return code


def _unexpected(error: Exception, language: Language) -> str:
    what = f"{type(error).__name__}: {error}"
    if language == "zh":
        return f"程序出错，请报告：{what}\n    → 设 PENALTYBENCH_DEBUG=1 可见详情"
    return (
        f"a fault of this program, please report it: {what}\n    → PENALTYBENCH_DEBUG=1 shows more"
    )


def _closed_pipe() -> int:
    # What is still in the buffer must not be written at the end of the process.
    try:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
    return Code.FAILED
