"""YAML and JSON files read as plain text trees with the position of every node.

No scalar is given a type here: ``0.10``, ``no`` and ``2026-03-01`` stay text until their declared
type parses them. The reader works on the event stream, so neither nesting nor aliases can exhaust
it, and it reports every fault that it can get past.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from penaltybench.diagnostics import Diagnostic, Place
from penaltybench.json_numbers import exact, no_number
from penaltybench.text import Text, same

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 200_000

KeyPath: TypeAlias = tuple[str | int, ...]
Tree: TypeAlias = Any
"""Nested dict, list and str (from YAML); from JSON also int, Decimal, bool and None."""

_Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Source:
    """A file that was read: its tree (None if unusable), positions and faults."""

    file: str
    tree: Tree = None
    positions: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def place(self, path: KeyPath) -> Place:
        """Return the place of ``path``, or of its nearest ancestor that is in the file.

        Where one entry stands for a list of one, the path has no index.
        """
        path = self._as_written(path)
        for length in range(len(path), -1, -1):
            if path[:length] in self.positions:
                line, column = self.positions[path[:length]]
                return Place(self.file, line, column, dotted(path))
        return Place(self.file, path=dotted(path))

    def _as_written(self, path: KeyPath) -> KeyPath:
        written: KeyPath = ()
        for step in path:
            alone = step == 0 and (*written, step) not in self.positions
            if not (alone and written in self.positions):
                written = (*written, step)
        return written

    def report(self, code: str, message: Text, remedy: Text, path: KeyPath = ()) -> None:
        """Add an error at ``path``."""
        self.diagnostics.append(Diagnostic(code, message, remedy, self.place(path)))


def dotted(path: KeyPath) -> str:
    """Return ``schedules[0].basis[1].when`` for a key path."""
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


def read_file(path: Path, shown: str | None = None) -> Source:
    """Return the tree of a YAML (or ``.json``) file; faults are in ``diagnostics``, none raised.

    ``shown`` is the name that diagnostics print.
    """
    source = Source(shown or str(path))
    text = read_text(path, source)
    if text is None:
        return source
    if path.suffix == ".json":
        _read_json(text, source)
    else:
        read_yaml(text, source)
    return source


def read_text(path: Path, source: Source, most: int = MAX_BYTES) -> str | None:
    """Return the text of a file of at most so many bytes; None after reporting to ``source``."""
    data = _read_bytes(path, source, most)
    return None if data is None else _decode(data, source)


def _read_bytes(path: Path, source: Source, most: int) -> bytes | None:
    try:
        # A device or a pipe could block or never end.
        if not path.is_file():
            raise OSError("not a regular file")
        size = path.stat().st_size
        if size > most:
            source.report(
                "PB0103",
                Text(
                    f"文件有 {size:,} 字节，上限是 {most:,}",
                    f"the file has {size:,} bytes, the limit is {most:,}",
                ),
                Text("请拆分文件", "split the file"),
            )
            return None
        return path.read_bytes()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        source.report(
            "PB0101",
            Text(f"不能读取：{reason}", f"cannot be read: {reason}"),
            Text("请检查文件是否存在以及访问权限", "check that the file exists and may be read"),
        )
        return None


def _decode(data: bytes, source: Source) -> str | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        guess = _encoding_guess(data)
        line = data.count(b"\n", 0, error.start) + 1
        source.positions[()] = (line, 1)
        source.report(
            "PB0102",
            Text(f"不是 UTF-8 编码{guess.zh}", f"not UTF-8{guess.en}"),
            Text("请另存为 UTF-8 编码", "save the file as UTF-8"),
        )
        return None
    if "\x00" in text:
        source.report(
            "PB0102",
            Text(
                "含有空字符，可能是 UTF-16 编码或二进制文件",
                "has NUL characters: maybe UTF-16 or a binary file",
            ),
            Text("请另存为 UTF-8 编码", "save the file as UTF-8"),
        )
        return None
    return text


def _encoding_guess(data: bytes) -> Text:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data:
        return Text("，看起来是 UTF-16", "; it looks like UTF-16")
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return same("")
    return Text("，看起来是 GBK/GB18030", "; it looks like GBK/GB18030")


def _read_json(text: str, source: Source) -> None:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: set[str] = set()
        for key, _ in items:
            if key in seen:
                source.report(
                    "PB0106",
                    Text(f"键 {key} 重复", f"the key {key} stands twice"),
                    Text("请删去一个", "remove one of them"),
                )
            seen.add(key)
        return dict(items)

    try:
        source.tree = json.loads(
            text, object_pairs_hook=pairs, parse_float=exact, parse_constant=no_number
        )
    except json.JSONDecodeError as error:
        source.positions[()] = (error.lineno, error.colno)
        _not_readable(source, error.msg)
    except (ValueError, RecursionError) as error:
        _not_readable(source, str(error) or "nested too deeply")


def _not_readable(source: Source, reason: str, english: str = "") -> None:
    source.report(
        "PB0104",
        Text(f"格式错误：{reason}", f"malformed: {english or reason}"),
        Text("请改正此处的写法", "correct the notation at this place"),
    )


def read_yaml(text: str, source: Source) -> None:
    """Read YAML ``text`` into ``source``."""
    loader = None
    try:
        loader = _Parser(text)
        builder = _Builder(source)
        for event in _events(loader):
            if not builder.take(event):
                return
        source.tree = builder.root
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark is not None:
            source.positions[()] = (mark.line + 1, mark.column + 1)
        reason = error.problem or "malformed"
        if "\\t" in reason or "'\t'" in reason or _has_tab(text, mark):
            source.report(
                "PB0104",
                Text("缩进或分隔处有制表符（Tab）", "a tab stands where YAML allows only spaces"),
                Text("请把制表符换成空格", "replace the tab by spaces"),
            )
        else:
            _not_readable(source, reason)
    except yaml.reader.ReaderError:
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        if found is not None:
            line = text.count("\n", 0, found.start())
            source.positions[()] = (line + 1, found.start() - text.rfind("\n", 0, found.start()))
        code = f" U+{ord(found[0]):04X}" if found else ""
        _not_readable(source, f"控制字符{code}", f"a control character{code}")
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        _not_readable(source, str(error).splitlines()[0] if str(error) else "malformed")
    finally:
        if loader is not None:
            loader.dispose()


def _has_tab(text: str, mark: Any) -> bool:
    lines = text.splitlines()
    return mark is not None and mark.line < len(lines) and "\t" in lines[mark.line]


def _events(loader: Any) -> Iterator[Any]:
    while loader.check_event():
        yield loader.get_event()


@dataclass(slots=True)
class _Open:
    """A mapping or a sequence that is being read."""

    value: dict[str, Tree] | list[Tree]
    path: KeyPath
    key: str | None = None
    skip_next: bool = False


class _Builder:
    """Builds the tree from events; ``take`` returns False when reading on makes no sense."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Tree = None
        self.stack: list[_Open] = []
        self.nodes = 0
        self.documents = 0

    def take(self, event: Any) -> bool:
        match event:
            case yaml.AliasEvent():
                return self._forbidden(event, "别名（*）", "an alias (*)")
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    return self._forbidden(event, "第二个文档（---）", "a second document (---)")
            case yaml.ScalarEvent():
                if not self._allowed(event):
                    return False
                if (
                    self.stack
                    and isinstance(self.stack[-1].value, dict)
                    and self.stack[-1].key is None
                ):
                    self._key(event)
                else:
                    self._add(event.value, event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if not self._allowed(event):
                    return False
                return self._open({} if isinstance(event, yaml.MappingStartEvent) else [], event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
        return True

    def _allowed(self, event: Any) -> bool:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._report(
                "PB0103",
                event,
                Text("节点过多", "too many nodes"),
                Text("请拆分文件", "split the file"),
            )
            return False
        if event.anchor is not None:
            return self._forbidden(event, "锚点（&）", "an anchor (&)")
        if event.tag is not None:
            return self._forbidden(event, "标签（!）", "a tag (!)")
        return True

    def _open(self, value: Any, event: Any) -> bool:
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            return self._forbidden(event, "以列表或映射作键", "a list or mapping as a key")
        if len(self.stack) >= MAX_DEPTH:
            self._report(
                "PB0107",
                event,
                Text(f"嵌套超过 {MAX_DEPTH} 层", f"nested more than {MAX_DEPTH} levels deep"),
                Text("请减少嵌套", "nest less"),
            )
            return False
        path = self._add(value, event)
        self.stack.append(_Open(value, path))
        return True

    def _key(self, event: Any) -> None:
        top = self.stack[-1]
        top.key = event.value
        assert isinstance(top.value, dict)
        path = (*top.path, event.value)
        if event.value in top.value:
            top.skip_next = True
            self.source.diagnostics.append(
                Diagnostic(
                    "PB0106",
                    Text(f"键 {event.value} 重复", f"the key {event.value} stands twice"),
                    Text("请删去或改名其中一个", "remove or rename one of them"),
                    self._place(event, path),
                    related=(self.source.place(path),),
                )
            )
        else:
            self.source.positions[path] = self._position(event)

    def _add(self, value: Tree, event: Any) -> KeyPath:
        if not self.stack:
            self.root = value
            self.source.positions[()] = self._position(event)
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            path: KeyPath = (*top.path, len(top.value))
            top.value.append(value)
            self.source.positions[path] = self._position(event)
            return path
        assert top.key is not None
        path = (*top.path, top.key)
        if not top.skip_next:
            top.value[top.key] = value
            # The value's own place is the better one: an editor jumps to what is to be mended.
            self.source.positions[path] = self._position(event)
        top.key, top.skip_next = None, False
        return path

    def _position(self, event: Any) -> tuple[int, int]:
        return event.start_mark.line + 1, event.start_mark.column + 1

    def _place(self, event: Any, path: KeyPath) -> Place:
        return Place(self.source.file, *self._position(event), dotted(path))

    def _report(self, code: str, event: Any, message: Text, remedy: Text) -> None:
        path = self.stack[-1].path if self.stack else ()
        self.source.diagnostics.append(Diagnostic(code, message, remedy, self._place(event, path)))

    def _forbidden(self, event: Any, zh: str, en: str) -> bool:
        self._report(
            "PB0105",
            event,
            Text(f"不允许使用{zh}", f"{en} is not allowed"),
            Text("请把内容直接写出", "write the content out"),
        )
        return False
