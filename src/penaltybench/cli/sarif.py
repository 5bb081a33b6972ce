"""Diagnostics as SARIF 2.1.0 (OASIS), which code review tools show beside the lines of a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from penaltybench import __version__
from penaltybench.cli.faults import shown_path, text_data
from penaltybench.cli.pages import first_paragraph, page
from penaltybench.diagnostics import CODES, Diagnostic, Place, Severity
from penaltybench.text import LANGUAGES, Language, Text

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(faults: Sequence[Diagnostic], root: Path, language: Language | None) -> dict[str, Any]:
    """Return a SARIF log with one run; its rules are the codes that occur.

    ``language`` None: texts are in both languages. ``root`` is what was checked: a finding without a
    file is placed there.
    """
    codes = sorted({fault.code for fault in faults})
    index = {code: number for number, code in enumerate(codes)}
    ordered = sorted(faults, key=lambda fault: (fault.place, fault.code, fault.message.zh))
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "penaltybench",
                        "version": __version__,
                        "semanticVersion": _semantic(__version__),
                        "rules": [_rule(code, language) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(fault, index[fault.code], root, language) for fault in ordered],
            }
        ],
    }


def _semantic(version: str) -> str:
    return ".".join([*version.split("+")[0].split("."), "0", "0"][:3])


def _languages(language: Language | None) -> Sequence[Language]:
    return LANGUAGES if language is None else (language,)


def _joined(text: Text, language: Language | None, separator: str = "\n") -> str:
    return separator.join(dict.fromkeys(text.get(one) for one in _languages(language)))


def _rule(code: str, language: Language | None) -> dict[str, Any]:
    name = CODES[code]
    pages = [found for one in _languages(language) if (found := page(code, one))]
    rule: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": _joined(name, language, " / ")},
    }
    if pages:
        text = "\n".join(first_paragraph(found) for found in pages)
        rule["fullDescription"] = {"text": text}
        rule["help"] = {"text": text, "markdown": "\n\n".join(pages)}
    else:
        rule["help"] = {"text": _joined(name, language)}
    return rule


def _result(fault: Diagnostic, rule: int, root: Path, language: Language | None) -> dict[str, Any]:
    message = "\n".join(
        f"{fault.message.get(one)}{' → ' if fault.remedy.get(one) else ''}{fault.remedy.get(one)}"
        for one in _languages(language)
    )
    result: dict[str, Any] = {
        "ruleId": fault.code,
        "ruleIndex": rule,
        "level": _LEVELS[fault.severity],
        "message": {"text": message},
        "locations": [_location(fault.place, root)],
        "properties": {"message": text_data(fault.message), "remedy": text_data(fault.remedy)},
    }
    related = [{"id": number, **_location(one, root)} for number, one in enumerate(fault.related)]
    return result | ({"relatedLocations": related} if related else {})


def _location(place: Place, root: Path) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.file or str(root))}
    if place.line:
        region = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.path:
        location["logicalLocations"] = [{"fullyQualifiedName": place.path, "kind": "member"}]
    return location


def _artifact(file: str) -> dict[str, str]:
    """Return the file as a URI: relative to where the command runs if it lies below it."""
    path = PurePath(shown_path(file))
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix()), "uriBaseId": "%SRCROOT%"}
