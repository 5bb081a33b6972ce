"""Help pages and usage errors in the user's language, wrapped for Chinese.

Help texts are written ``中文|English``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from penaltybench.cli.console import terminal_width
from penaltybench.cli.flow import width_of, wrap
from penaltybench.cli.options import CODES, LANGUAGE_VARIABLE
from penaltybench.text import Language, Text, both

_HELP = Text("显示本说明", "show this page")
_USAGE = Text("用法", "Usage")
_ARGUMENTS = Text("参数", "Arguments")
_OPTIONS = Text("选项", "Options")
_COMMANDS = Text("命令", "Commands")
_EXAMPLES = Text("示例", "Examples")
_EXIT_CODES = Text("退出码", "Exit codes")
_MORE = Text(
    "命令的说明：penaltybench 命令 --help", "Help on a command: penaltybench COMMAND --help"
)


class Command(TyperCommand):
    """A command whose help is written by :func:`page`."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return page(self, ctx)


class Group(TyperGroup):
    """The command itself, whose help is written by :func:`page`."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return page(self, ctx)


def say(text: str | None, language: Language) -> str:
    """Return the part of ``中文|English`` that is in ``language``."""
    return both(text or "").get(language)


def page(command: Any, ctx: Any) -> str:
    """Return the help page of a command."""
    language: Language = ctx.find_root().obj or "zh"
    width = min(terminal_width(sys.stdout), 100)
    lines: list[str] = []

    def section(title: Text, rows: Iterable[tuple[str, str]]) -> None:
        found = list(rows)
        if found:
            lines.extend(["", title.get(language) + ("：" if language == "zh" else ":")])
            lines.extend(_columns(found, width))

    parameters = command.get_params(ctx)
    usage = [ctx.command_path, f"[{_OPTIONS.get(language)}]"]
    usage.extend(p.metavar for p in parameters if p.param_type_name == "argument")
    if isinstance(command, TyperGroup):
        usage.append(_COMMANDS.get(language) + " ...")
    lines.extend(wrap(f"{_USAGE.get(language)}: {' '.join(usage)}", width, 4))
    lines.append("")
    lines.extend(wrap(say(command.help, language), width))
    section(
        _ARGUMENTS, (_argument(p, language) for p in parameters if p.param_type_name == "argument")
    )
    if isinstance(command, TyperGroup):
        section(_COMMANDS, _commands(command, ctx, language))
    section(_OPTIONS, (_option(p, language) for p in parameters if p.param_type_name == "option"))
    section(_EXIT_CODES, ((str(int(code)), text.get(language)) for code, text in CODES.items()))
    if command.epilog:
        lines.extend(["", _EXAMPLES.get(language) + ("：" if language == "zh" else ":")])
        # Examples are copied: a line that is wrapped would not run.
        lines.extend(f"  {line}" for line in command.epilog.strip().split("\n"))
    if isinstance(command, TyperGroup):
        lines.extend(["", *wrap(_MORE.get(language), width)])
    return "\n".join(lines)


def _argument(parameter: Any, language: Language) -> tuple[str, str]:
    return parameter.metavar or parameter.name.upper(), say(parameter.help, language)


def _option(parameter: Any, language: Language) -> tuple[str, str]:
    names = ", ".join(sorted([*parameter.opts, *parameter.secondary_opts], key=len))
    if parameter.name == "help":
        return names, _HELP.get(language)
    value = f" {parameter.metavar}" if parameter.metavar and not parameter.is_flag else ""
    return names + value, say(parameter.help, language)


def _commands(group: TyperGroup, ctx: Any, language: Language) -> Iterator[tuple[str, str]]:
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is not None and not command.hidden:
            yield name, say(command.help, language).split("\n")[0]


def _columns(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    widest = max(width_of(name) for name, _ in rows)
    if widest + 30 > width:
        for name, text in rows:
            yield from wrap(f"  {name}", width)
            yield from (f"      {line}" for line in wrap(text, width - 6))
        return
    for name, text in rows:
        first, *more = wrap(text, width - widest - 4)
        yield f"  {name}{' ' * (widest - width_of(name))}  {first}".rstrip()
        yield from (f"{' ' * (widest + 4)}{line}" for line in more)


# --- usage errors -------------------------------------------------------------------------------


def usage_error(error: Any, language: Language) -> str:
    """Return what is wrong with the arguments, and where help is to be had."""
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "penaltybench"
    if language == "zh":
        return f"用法有误：{_chinese(error)}\n说明见 {path} --help"
    return f"wrong usage: {error.format_message()}\nsee {path} --help"


def _chinese(error: Any) -> str:
    parameter: Any = getattr(error, "param", None)
    name, metavar = "", ""
    if parameter is not None:
        metavar = parameter.metavar or ""
        name = parameter.opts[0] if parameter.param_type_name == "option" else metavar
    match type(error).__name__:
        case "NoSuchOption":
            near = "、".join(sorted(getattr(error, "possibilities", None) or ()))
            return f"没有选项 {error.option_name}" + (f"（是否为 {near}？）" if near else "")
        case "MissingParameter" if name:
            return f"缺少 {name}"
        case "BadParameter" if name:
            also = f"（或者环境变量 {LANGUAGE_VARIABLE}）" if name == "--lang" else ""
            wanted = f"，应为 {metavar}" if "|" in metavar else f"：{error.message}"
            return f"{name}{also or ' '}的值无效{wanted}"
        case "BadOptionUsage":
            return f"选项 {error.option_name} 缺少值"
        case _:
            return _generic(str(error.format_message()))


def _generic(message: str) -> str:
    if match := re.match(
        r"No such command '(.*?)'(?:.*Did you mean (?:one of: )?(.*)\?)?", message, re.DOTALL
    ):
        return f"没有命令 {match[1]}" + (f"（是否为 {match[2]}？）" if match[2] else "")
    if match := re.match(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", message):
        return f"多余的参数 {match[1]}"
    return message
