"""From a text tree to the models of a ruleset file, with every fault of shape as a diagnostic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from penaltybench.ruleset.models import FILES, RulesetFile
from penaltybench.source import KeyPath, Source
from penaltybench.text import LANGUAGES, Text, closest, same

M = TypeVar("M", bound=BaseModel)
_BY_THE_FORMAT = Text("请按格式说明改正", "correct it by the description of the format")
_MAPPING = Text("应为键和值的映射", "a mapping of keys to values is expected")
_WANTED = {
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "tuple_type": Text("应为列表", "a list is expected"),
    "string_type": Text("应为文字", "text is expected"),
    "too_short": Text("至少应有 {min_length} 项", "at least {min_length} expected"),
    "string_too_short": Text(
        "至少应有 {min_length} 个字", "at least {min_length} characters expected"
    ),
    "string_too_long": Text("至多 {max_length} 个字符", "at most {max_length} characters expected"),
    "greater_than": Text("应大于 {gt}", "more than {gt} expected"),
    "greater_than_equal": Text("不应小于 {ge}", "at least {ge} expected"),
    "less_than_equal": Text("不应大于 {le}", "at most {le} expected"),
}
"""What is wanted instead, by the type of pydantic's error."""
_RANGES = ("greater_than", "greater_than_equal", "less_than_equal")


def read_model(source: Source) -> RulesetFile | None:
    """Return the model of the file in ``source``; faults are added to its diagnostics."""
    tree = source.tree
    if not isinstance(tree, dict):
        source.report(
            "PB0203",
            Text("文件应为键和值的映射", "the file should be a mapping of keys to values"),
            Text("请参照格式说明", "see the description of the format"),
        )
        return None
    kind = tree.get("kind")
    model = FILES.get(kind) if isinstance(kind, str) else None
    if model is None:
        path: KeyPath = ("kind",) if "kind" in tree else ()
        source.report(
            "PB0207" if "kind" in tree else "PB0202",
            Text(f"kind 应为 {'、'.join(FILES)} 之一", f"kind should be one of {', '.join(FILES)}"),
            Text("请写明 kind", "state the kind"),
            path,
        )
        return None
    return validate(model, tree, source)


def validate(model: type[M], tree: object, source: Source, at: KeyPath = ()) -> M | None:
    """Return ``tree`` (which stands at ``at`` of the source) as ``model``, or None after reporting."""
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        found = error.errors(include_url=False)
        for details in found:
            if not _follows_from_another(details, found):
                _report(source, model, tree, details, at)
        return None


def what_is_wanted(details: Any) -> Text:
    """Return what one of pydantic's errors of shape wants instead."""
    wanted = _WANTED.get(details["type"])
    if wanted is None:
        return same(details["msg"])
    zh, en = (wanted.get(language).format(**details.get("ctx", {})) for language in LANGUAGES)
    return Text(zh, en)


def _follows_from_another(details: Any, found: Sequence[Any]) -> bool:
    """Return whether a list only counts as too short because its items were refused."""
    loc = details["loc"]
    return details["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in found
    )


def _report(
    source: Source, model: type[BaseModel], tree: object, details: Any, at: KeyPath
) -> None:
    kind, context = details["type"], details.get("ctx", {})
    loc = _path(tree, (*details["loc"], *context.get("at", ())))
    path, name = (*at, *loc), str(details["loc"][-1]) if details["loc"] else ""
    if kind.startswith("PB"):
        remedy = context.get("remedy", _BY_THE_FORMAT)
        source.report(kind, Text(context["zh"], context["en"]), remedy, path)
    elif kind == "extra_forbidden":
        meant = closest(name, _all_keys(model))
        source.report(
            "PB0201",
            Text(f"键 {name} 未知", f"the key {name} is unknown"),
            Text(f"是否为 {meant}？", f"did you mean {meant}?")
            if meant
            else Text("请删去", "remove it"),
            path,
        )
    elif kind == "missing":
        source.report(
            "PB0202",
            Text(f"缺少键 {name}", f"the key {name} is missing"),
            Text(f"请补写 {name}", f"add {name}"),
            path,
        )
    elif kind in ("literal_error", "enum"):
        given = str(details["input"])
        expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        meant = closest(given, expected.split(", "))
        source.report(
            "PB0207",
            Text(
                f"“{given}”不在允许的取值之内：{expected}", f"“{given}” is not one of: {expected}"
            ),
            Text(f"是否为 {meant}？", f"did you mean {meant}?")
            if meant
            else Text("请从中选择", "choose one of them"),
            path,
        )
    elif kind == "string_pattern_mismatch":
        source.report(
            "PB0204",
            Text(f"“{details['input']}”不是有效的编号", f"“{details['input']}” is not a valid id"),
            Text("请用小写英文字母、数字和连接号", "use lower-case letters, digits and joiners"),
            path,
        )
    elif kind in _RANGES:
        written, wanted = _written(tree, loc, details["input"]), what_is_wanted(details)
        source.report(
            "PB0204",
            Text(f"“{written}”超出范围：{wanted.zh}", f"“{written}” is out of range: {wanted.en}"),
            Text("请核对数值和单位", "check the value and its unit"),
            path,
        )
    else:
        wanted = what_is_wanted(details)
        source.report(
            "PB0203",
            Text(f"此处的结构不符：{wanted.zh}", f"wrong shape here: {wanted.en}"),
            Text("请参照格式说明", "see the description of the format"),
            path,
        )


def _written(tree: object, path: KeyPath, read: object) -> str:
    """Return what stands at ``path`` as the author wrote it, or else the value ``read`` there."""
    node: Any = tree
    for step in path:
        node = node[step]
    return node if isinstance(node, str) else str(read)


def _path(tree: object, loc: tuple[str | int, ...]) -> KeyPath:
    """Return ``loc`` without the steps that pydantic adds and the file does not have."""
    path: list[str | int] = []
    node = tree
    for position, step in enumerate(loc):
        if isinstance(node, Mapping) and step in node:
            node = node[step]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        elif step == "[key]":
            # Pydantic's word for a key that is itself at fault: the path has it already.
            break
        elif position == len(loc) - 1 and isinstance(node, Mapping) and isinstance(step, str):
            # A missing key has no place of its own: name it under its parent.
            path.append(step)
            break
        else:
            continue
        path.append(step)
    return tuple(path)


def _all_keys(root: type[BaseModel]) -> frozenset[str]:
    keys: set[str] = set()
    pending: list[type[BaseModel]] = [root]
    seen: set[type[BaseModel]] = set()
    while pending:
        model = pending.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, info in model.model_fields.items():
            keys.add(info.alias or name)
            pending.extend(_models_in(info.annotation))
    return frozenset(keys)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models_in(part)]
