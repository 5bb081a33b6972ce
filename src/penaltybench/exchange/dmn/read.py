"""A DMN model back to a ruleset: the tables are read from their cells, the rest from the extension.

Only models that this library wrote can be read, edited or not: a table alone has no bases, no dates and no
source. XML with a document type, entities or includes is refused before anything is parsed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from penaltybench.condition import parse_test
from penaltybench.exchange.dmn.feel import STRING, feel_test, ruleset_test, string_of
from penaltybench.exchange.dmn.write import MODEL, OUTPUTS, OWN
from penaltybench.source import MAX_BYTES, Source, read_yaml
from penaltybench.text import Text, both
from penaltybench.values import FactType

_NS = {"m": MODEL, "pb": OWN}


def read_dmn(path: Path) -> Source:
    """Return the ruleset in a DMN file as a source; its faults are among its diagnostics."""
    source = Source(str(path))
    root = _parsed(path, source)
    if root is None:
        return source
    embedded = root.find("m:extensionElements/pb:ruleset", _NS)
    if embedded is None or not (embedded.text or "").strip():
        source.report(
            "PB0805",
            Text("文件中没有 penaltybench 的规则集", "the file holds no ruleset of penaltybench"),
            Text(
                "只能导入由 penaltybench export --to dmn 写出的文件",
                "only files that penaltybench export --to dmn wrote can be imported",
            ),
        )
        return source
    inner = Source(str(path))
    read_yaml(embedded.text or "", inner)
    source.diagnostics.extend(inner.diagnostics)
    if inner.diagnostics or not isinstance(inner.tree, dict):
        return source
    tree = inner.tree
    for schedule in tree.get("schedules", ()) if isinstance(tree.get("schedules"), list) else ():
        table = root.find(f"m:decision[@id='decision_{schedule.get('id')}']/m:decisionTable", _NS)
        if table is None:
            continue
        try:
            _into(schedule, table, _types(table))
        except ValueError as error:
            reason = both(str(error)) if "|" in str(error) else Text(str(error), str(error))
            source.report(
                "PB0804",
                Text(
                    f"决策表 {schedule.get('id')}：{reason.zh}",
                    f"decision table {schedule.get('id')}: {reason.en}",
                ),
                Text("请在建模工具中改正该单元格", "correct the cell in the modeler"),
            )
    source.tree = tree
    return source


def _parsed(path: Path, source: Source) -> ET.Element | None:
    from defusedxml import ElementTree as Safe
    from defusedxml.common import DefusedXmlException

    try:
        if not path.is_file():
            raise OSError("not a regular file")
        if path.stat().st_size > MAX_BYTES:
            source.report(
                "PB0802",
                Text("文件过大", "the file is too large"),
                Text("请拆分文件", "split the file"),
            )
            return None
        root: ET.Element = Safe.fromstring(path.read_bytes(), forbid_dtd=True)
    except DefusedXmlException:
        source.report(
            "PB0806",
            Text("XML 含有文档类型或者实体声明", "the XML declares a document type or entities"),
            Text("请删去 DOCTYPE 一段", "remove the DOCTYPE"),
        )
        return None
    except (ET.ParseError, ValueError, LookupError) as error:
        source.report(
            "PB0806",
            Text(f"不是有效的 XML：{error}", f"not valid XML: {error}"),
            Text("请由建模工具重新保存", "save it again from the modeler"),
        )
        return None
    except OSError as error:
        source.report(
            "PB0101",
            Text(f"不能读取：{error}", f"cannot be read: {error}"),
            Text("请核对路径和权限", "check path and permissions"),
        )
        return None
    if root.tag != f"{{{MODEL}}}definitions":
        source.report(
            "PB0805",
            Text("不是 DMN 1.3 模型", "not a DMN 1.3 model"),
            Text("请以 DMN 1.3 保存", "save it as DMN 1.3"),
        )
        return None
    return root


def _types(table: ET.Element) -> Mapping[str, tuple[FactType, tuple[str, ...]]]:
    """Return the type and the words of each fact that has a column."""
    found = {}
    for column in table.findall("m:input", _NS):
        kind = column.get(f"{{{OWN}}}type")
        if kind is None:
            continue
        words = column.find("m:inputValues", _NS)
        listed = [] if words is None else STRING.findall(_text(words))
        name = _text(column.find("m:inputExpression", _NS))
        found[name] = (FactType(kind), tuple(string_of(word) for word in listed))
    return found


def _into(
    schedule: dict[str, Any],
    table: ET.Element,
    types: Mapping[str, tuple[FactType, tuple[str, ...]]],
) -> None:
    """Put the cells of a decision table into the tables of a schedule."""
    facts = [_text(one) for one in table.findall("m:input/m:inputExpression", _NS)]
    rules = [_rule(rule) for rule in table.findall("m:rule", _NS)]
    if "tiers" in schedule:
        schedule["tiers"]["rows"] = list(_rows(schedule["tiers"]["rows"], facts, rules, types))
    elif "points" in schedule:
        _factors(schedule["points"]["factors"], facts, rules, types)


Rule = tuple[list[str], list[str], str]


def _rule(rule: ET.Element) -> Rule:
    return (
        [_text(one) for one in rule.findall("m:inputEntry", _NS)],
        [_text(one) for one in rule.findall("m:outputEntry", _NS)],
        next((_text(one) for one in rule.findall("m:annotationEntry", _NS)), ""),
    )


def _text(element: ET.Element | None) -> str:
    text = None if element is None else element.find("m:text", _NS)
    return (text.text or "").strip() if text is not None else ""


def _rows(
    old: Sequence[dict[str, Any]],
    facts: Sequence[str],
    rules: Sequence[Rule],
    types: Mapping[str, tuple[FactType, tuple[str, ...]]],
) -> Iterator[dict[str, Any]]:
    before = {row["id"]: row for row in old}
    by_id: dict[str, list[Rule]] = {}
    for rule in rules:
        if not rule[2]:
            raise ValueError("有一行没有编号（annotation）|a rule has no id (annotation)")
        by_id.setdefault(rule[2], []).append(rule)
    for name, own in by_id.items():
        row = dict(before.get(name, {"id": name}))
        ways = [_way(cells, facts, types) for cells, _, _ in own]
        if not _same(row, ways, types):
            row["when"] = ways[0] if len(ways) == 1 else {"any": ways}
            if not row["when"]:
                del row["when"]
        for key, literal in zip(OUTPUTS, own[0][1], strict=True):
            value = _value(string_of(literal))
            if value is None:
                row.pop(key, None)
            else:
                row[key] = value
        yield row


def _way(
    cells: Sequence[str],
    facts: Sequence[str],
    types: Mapping[str, tuple[FactType, tuple[str, ...]]],
) -> dict[str, Any]:
    found = {}
    for fact, cell in zip(facts, cells, strict=True):
        if cell in ("", "-"):
            continue
        if fact not in types:
            raise ValueError(f"列 {fact} 不是已声明的要素|the column {fact} is no declared fact")
        type_, words = types[fact]
        text = ruleset_test(type_, cell)
        parse_test(type_, text, words)
        found[fact] = text
    return found


def _same(
    row: Mapping[str, Any],
    ways: Sequence[Mapping[str, Any]],
    types: Mapping[str, tuple[FactType, tuple[str, ...]]],
) -> bool:
    """Whether the cells say what the row said, however it was written."""
    from penaltybench.exchange.dmn.write import _ways

    try:
        old = _ways(row)
    except ValueError:
        return False

    def read(way: Mapping[str, Any]) -> dict[str, object]:
        written = {}
        for fact, text in way.items():
            type_, words = types[fact]
            written[fact] = feel_test(type_, parse_test(type_, text, words))
        return {fact: cell for fact, cell in written.items() if cell != "-"}

    return [read(way) for way in old] == [read(way) for way in ways]


def _value(text: str) -> Any:
    if not text:
        return None
    if text[0] in "{[":
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise ValueError(f"“{text[:40]}”不能读取|“{text[:40]}” cannot be read") from None
    return text


def _factors(
    factors: Sequence[dict[str, Any]],
    facts: Sequence[str],
    rules: Sequence[Rule],
    types: Mapping[str, tuple[FactType, tuple[str, ...]]],
) -> None:
    for number, factor in enumerate(factors):
        own = [rule for rule in rules if rule[2] == f"factor {number}"]
        at = facts.index(factor["fact"])
        type_, words = types[factor["fact"]]
        old = {parse_test(type_, source, words): source for source in factor["scale"]}
        scale: dict[str, str] = {}
        for cells, outputs, _ in own:
            text = ruleset_test(type_, cells[at])
            written = old.get(parse_test(type_, text, words), text)
            share = f"{outputs[0]}%"
            before = factor["scale"].get(written)
            scale[written] = (
                before if before is not None and before.replace(" ", "") == share else share
            )
        factor["scale"] = scale
