"""Places in a tree as people can read and write them: ``schedules[party].tiers.rows[severe].fine``."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from penaltybench.exchange.workbook.fault import CellFault
from penaltybench.source import KeyPath, Tree
from penaltybench.text import Text

_PLAIN = re.compile(r"[A-Za-z0-9_\u4e00-\u9fff-]+")
_ID = re.compile(r"[A-Za-z0-9_.\u4e00-\u9fff-]+")
_STEP = re.compile(
    r'\.?(?:(?P<key>[A-Za-z0-9_\u4e00-\u9fff-]+)|(?P<quoted>"(?:[^"\\]|\\.)*"))'
    r"|\[#(?P<number>[1-9][0-9]{0,6})\]"
    r"|\[(?P<id>[A-Za-z0-9_.\u4e00-\u9fff-]+)\]"
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: by its ``id``, or by its number (from 0)."""

    id: str | None = None
    number: int = 0


Steps = tuple[str | Item, ...]


def written(path: KeyPath, tree: Tree, held: Tree) -> str:
    """Return the text of a path of ``tree``; items that ``held`` has too are named by their id.

    An id stays right when rows are moved; what is only in ``tree`` has its number.
    """
    text = ""
    for step in path:
        if isinstance(step, int):
            name = item_id(tree, step) if isinstance(held, list) and step < len(held) else None
            text += f"[{name}]" if name is not None else f"[#{step + 1}]"
            held = held[step] if isinstance(held, list) and step < len(held) else None
        else:
            key = step if _PLAIN.fullmatch(step) else json.dumps(step, ensure_ascii=True)
            text += f".{key}" if text else key
            held = held.get(step) if isinstance(held, dict) else None
        tree = tree[step]
    return text


def item_id(items: Tree, number: int) -> str | None:
    """Return the id of an item of a list, if it has one that no other item has."""
    name = items[number].get("id") if isinstance(items[number], dict) else None
    if not isinstance(name, str) or not _ID.fullmatch(name):
        return None
    same = [item for item in items if isinstance(item, dict) and item.get("id") == name]
    return name if len(same) == 1 else None


def read(text: str) -> Steps:
    """Return the steps of a path; raises CellFault."""
    steps: list[str | Item] = []
    at = 0
    while at < len(text):
        match = _STEP.match(text, at)
        # A point separates keys: none stands before the first.
        if match is None or (match[0].startswith(".") and not steps):
            raise _not_a_path(text)
        if match["number"]:
            steps.append(Item(number=int(match["number"]) - 1))
        elif match["id"]:
            steps.append(Item(id=match["id"]))
        else:
            try:
                steps.append(match["key"] or json.loads(match["quoted"]))
            except ValueError:
                raise _not_a_path(text) from None
        at = match.end()
    if not steps or isinstance(steps[0], Item):
        raise _not_a_path(text)
    return tuple(steps)


def put(tree: dict[str, Tree], steps: Sequence[str | Item], value: Tree) -> KeyPath:
    """Set ``value`` at the place and return its path; raises CellFault if there is no such place."""
    node: Tree = tree
    path: list[str | int] = []
    for index, step in enumerate(steps):
        last = index == len(steps) - 1
        empty: Tree = value if last else ([] if isinstance(steps[index + 1], Item) else {})
        if isinstance(step, str):
            if not isinstance(node, dict):
                raise _no_place(step, False)
            if last and step in node and (value or type(node[step]) is not type(value)):
                raise _no_place(step, True)
            # That something is empty is no longer said once it holds something.
            node = node.setdefault(step, empty)
            path.append(step)
            continue
        number = _number(node, step)
        if number == len(node):
            node.append(empty)
        elif last:
            raise _no_place(f"#{number + 1}", True)
        node = node[number]
        path.append(number)
    return tuple(path)


def _number(node: Tree, step: Item) -> int:
    if not isinstance(node, list):
        raise _no_place(step.id or f"#{step.number + 1}", False)
    if step.id is None:
        if step.number > len(node):
            raise _no_place(f"#{step.number + 1}", False)
        return step.number
    for number, item in enumerate(node):
        if isinstance(item, dict) and item.get("id") == step.id:
            return number
    raise _no_place(step.id, False)


def _no_place(name: str, taken: bool) -> CellFault:
    if taken:
        return CellFault(
            Text(f"{name} 已在别的单元格中写明", f"{name} is already said in another cell"),
            Text("请删去一处", "remove one of them"),
        )
    return CellFault(
        Text(f"找不到 {name}", f"there is no {name}"),
        Text(
            "它所属的行已改名或者删去：请改正路径，或者删去这一行",
            "the row to which it belongs was renamed or removed: mend the path, or delete this row",
        ),
    )


def _not_a_path(text: str) -> CellFault:
    return CellFault(
        Text(f"“{text}”不是路径", f"“{text}” is not a path"),
        Text("请照导出的写法", "write it as the export does"),
    )
