"""A ruleset to a DMN 1.3 model.

Each schedule with a table of its own becomes a decision with a decision table: by tiers one rule a row (a row with
alternatives: one rule each), by points one rule a level (hit policy collect, sum). The columns
``grade``, ``fine``, ``also`` and ``orders`` hold what a row imposes as the ruleset writes it. Everything else travels in
an extension element, so that nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from penaltybench.condition import UnaryTest, parse_test
from penaltybench.exchange.dmn.feel import TYPES, feel_string, feel_test
from penaltybench.exchange.yaml_text import ruleset_yaml
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.published import Fact
from penaltybench.source import Tree
from penaltybench.values import FactType

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DI = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
DC = "http://www.omg.org/spec/DMN/20180521/DC/"
OWN = "urn:penaltybench:dmn:1"
OUTPUTS = ("grade", "fine", "also", "orders")
_PREFIXES = {"": MODEL, "dmndi": DI, "dc": DC, "pb": OWN}


def dmn_xml(edition: Edition, tree: Tree) -> bytes:
    """Return the DMN model of an edition whose file holds ``tree``; UTF-8, the same every time.

    Raises ValueError (``zh|en``) if a condition has no form in S-FEEL.
    """
    for prefix, uri in _PREFIXES.items():
        ET.register_namespace(prefix, uri)
    name = edition.title.zh
    root = ET.Element(
        f"{{{MODEL}}}definitions",
        {"id": _xml_id(edition.id), "name": name, "namespace": f"urn:{edition.id}"},
    )
    extension = ET.SubElement(root, f"{{{MODEL}}}extensionElements")
    ET.SubElement(extension, f"{{{OWN}}}ruleset").text = ruleset_yaml(tree)
    tables = list(_tables(edition, tree))
    read = list(dict.fromkeys(fact for _, facts, _ in tables for fact in facts))
    for fact in read:
        data = ET.SubElement(root, f"{{{MODEL}}}inputData", {"id": f"input_{fact}", "name": fact})
        variable = {"name": fact, "typeRef": TYPES[edition.facts[fact].type]}
        ET.SubElement(data, f"{{{MODEL}}}variable", variable)
    for schedule, facts, table in tables:
        decision = ET.SubElement(
            root,
            f"{{{MODEL}}}decision",
            {"id": f"decision_{schedule}", "name": schedule},
        )
        ET.SubElement(decision, f"{{{MODEL}}}variable", {"name": schedule, "typeRef": "Any"})
        for fact in facts:
            needed = ET.SubElement(decision, f"{{{MODEL}}}informationRequirement")
            ET.SubElement(needed, f"{{{MODEL}}}requiredInput", {"href": f"#input_{fact}"})
        decision.append(table)
    root.append(_diagram([f"decision_{one}" for one, _, _ in tables], [f"input_{f}" for f in read]))
    ET.indent(root)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _tables(edition: Edition, tree: Tree) -> Iterator[tuple[str, list[str], ET.Element]]:
    """Yield each schedule that has a table of its own: id, facts of the columns, table."""
    for schedule in tree.get("schedules", ()):
        if "tiers" in schedule:
            table = schedule["tiers"]
            rows = [(row, alternative) for row in table["rows"] for alternative in _ways(row)]
            facts = list(dict.fromkeys(fact for _, way in rows for fact in way))
            yield schedule["id"], facts, _tiers(edition, schedule["id"], table, facts, rows)
        elif "points" in schedule:
            factors = schedule["points"]["factors"]
            facts = list(dict.fromkeys(factor["fact"] for factor in factors))
            yield schedule["id"], facts, _points(edition, schedule["id"], facts, factors)


def _ways(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the conjunctions of tests that a row's condition allows, each fact once."""
    return [dict(way) for way in _conjunctions(row.get("when", {}))]


def _conjunctions(condition: Mapping[str, Any]) -> list[dict[str, Any]]:
    own = {fact: test for fact, test in condition.items() if fact != "any"}
    alternatives = condition.get("any", ())
    if not alternatives:
        return [own]
    ways = []
    for part in alternatives:
        for way in _conjunctions(part):
            shared = set(own) & set(way)
            if shared:
                raise ValueError(
                    f"要素 {sorted(shared)[0]} 在条件和 any 中都有，一张决策表不能表示|"
                    f"the fact {sorted(shared)[0]} stands both beside and inside any: one table cannot say it"
                )
            ways.append({**own, **way})
    return ways


def _columns(table: ET.Element, edition: Edition, facts: Sequence[str]) -> None:
    for fact in facts:
        declared = edition.facts[fact]
        column = ET.SubElement(
            table,
            f"{{{MODEL}}}input",
            {
                "id": _fresh(table, "in", fact),
                "label": declared.label.zh,
                f"{{{OWN}}}type": declared.type.value,
            },
        )
        expression = ET.SubElement(
            column, f"{{{MODEL}}}inputExpression", {"typeRef": TYPES[declared.type]}
        )
        ET.SubElement(expression, f"{{{MODEL}}}text").text = fact
        if declared.type is FactType.ENUM:
            allowed = ET.SubElement(column, f"{{{MODEL}}}inputValues")
            words = ", ".join(feel_string(word) for word in declared.values)
            ET.SubElement(allowed, f"{{{MODEL}}}text").text = words


def _fresh(table: ET.Element, kind: str, name: str) -> str:
    return f"{table.get('id')}_{kind}_{name}"


def _tiers(
    edition: Edition,
    schedule: str,
    model: Mapping[str, Any],
    facts: Sequence[str],
    rows: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]],
) -> ET.Element:
    policy = {"first": "FIRST"}.get(model.get("hit", "unique"), "UNIQUE")
    if model.get("select") == "grade":
        # Rows are chosen by the weighed grade: no input tells them apart.
        policy = "RULE ORDER"
    table = ET.Element(
        f"{{{MODEL}}}decisionTable", {"id": f"table_{schedule}", "hitPolicy": policy}
    )
    _columns(table, edition, facts)
    if not facts:
        column = ET.SubElement(table, f"{{{MODEL}}}input", {"id": f"table_{schedule}_in"})
        expression = ET.SubElement(column, f"{{{MODEL}}}inputExpression", {"typeRef": "boolean"})
        ET.SubElement(expression, f"{{{MODEL}}}text").text = "true"
    for name in OUTPUTS:
        ET.SubElement(
            table,
            f"{{{MODEL}}}output",
            {"id": _fresh(table, "out", name), "name": name, "typeRef": "string"},
        )
    ET.SubElement(table, f"{{{MODEL}}}annotation", {"name": "id"})
    for index, (row, way) in enumerate(rows):
        cells = [_cell(edition.facts[fact], way.get(fact, "-")) for fact in facts] or ["-"]
        outputs = [feel_string(_written(row.get(name))) for name in OUTPUTS]
        _rule(table, index, cells, outputs, str(row["id"]))
    return table


def _points(
    edition: Edition, schedule: str, facts: Sequence[str], factors: Sequence[Mapping[str, Any]]
) -> ET.Element:
    table = ET.Element(
        f"{{{MODEL}}}decisionTable",
        {"id": f"table_{schedule}", "hitPolicy": "COLLECT", "aggregation": "SUM"},
    )
    _columns(table, edition, facts)
    ET.SubElement(
        table,
        f"{{{MODEL}}}output",
        {"id": _fresh(table, "out", "share"), "name": "share", "typeRef": "number"},
    )
    ET.SubElement(table, f"{{{MODEL}}}annotation", {"name": "id"})
    index = 0
    for number, factor in enumerate(factors):
        for source, share in factor["scale"].items():
            cells = [
                _cell(edition.facts[fact], source if fact == factor["fact"] else "-")
                for fact in facts
            ]
            _rule(
                table, index, cells, [share.strip().removesuffix("%").strip()], f"factor {number}"
            )
            index += 1
    return table


def _cell(fact: Fact, source: Any) -> str:
    test: UnaryTest = parse_test(fact.type, source, tuple(fact.values))
    return feel_test(fact.type, test)


def _written(value: Any) -> str:
    """Return a part of a row as one line of JSON, or nothing."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _rule(
    table: ET.Element, index: int, cells: Sequence[str], outputs: Sequence[str], note: str
) -> None:
    rule = ET.SubElement(table, f"{{{MODEL}}}rule", {"id": f"{table.get('id')}_rule_{index}"})
    for kind, texts in (("inputEntry", cells), ("outputEntry", outputs)):
        for number, text in enumerate(texts):
            entry = ET.SubElement(
                rule, f"{{{MODEL}}}{kind}", {"id": f"{rule.get('id')}_{kind}_{number}"}
            )
            ET.SubElement(entry, f"{{{MODEL}}}text").text = text
    annotation = ET.SubElement(rule, f"{{{MODEL}}}annotationEntry")
    ET.SubElement(annotation, f"{{{MODEL}}}text").text = note


def _diagram(decisions: Sequence[str], inputs: Sequence[str]) -> ET.Element:
    """Return the drawing: decisions in a row above, their inputs below."""
    root = ET.Element(f"{{{DI}}}DMNDI")
    drawing = ET.SubElement(root, f"{{{DI}}}DMNDiagram", {"id": "drawing"})
    for line, (names, height, y) in enumerate(((decisions, 80, 80), (inputs, 45, 260))):
        for number, name in enumerate(names):
            shape = ET.SubElement(
                drawing,
                f"{{{DI}}}DMNShape",
                {"id": f"shape_{line}_{number}", "dmnElementRef": name},
            )
            ET.SubElement(
                shape,
                f"{{{DC}}}Bounds",
                {
                    "x": str(80 + 220 * number),
                    "y": str(y),
                    "width": "180",
                    "height": str(height),
                },
            )
    return root


def _xml_id(text: str) -> str:
    return "ruleset_" + text.replace(".", "_")
