"""XML read as a stream of elements by a parser that refuses declarations, within a limit."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Protocol
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from penaltybench.exchange.xlsx.package import BookFault, damaged, refused_xml
from penaltybench.text import Text

MAX_ELEMENTS = 1_500_000


class Handler(Protocol):
    """What takes the elements: names come without their prefix."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""

    def end(self, name: str, text: str) -> None:
        """Take the end of an element and the text that stands directly in it."""


class Budget:
    """How many more elements may be read in one workbook."""

    def __init__(self, elements: int = MAX_ELEMENTS) -> None:
        self.left = elements

    def spend(self) -> None:
        """Count an element; raises BookFault when there were too many."""
        self.left -= 1
        if self.left < 0:
            raise BookFault(
                "PB0802",
                Text("工作簿的内容过多", "there is too much in the workbook"),
                Text("请只保留裁量基准的工作表", "keep only the sheets of the standard"),
            )


class _Elements(ContentHandler):
    def __init__(self, handler: Handler, budget: Budget) -> None:
        super().__init__()
        self.handler = handler
        self.budget = budget
        self.texts: list[list[str]] = []

    def startElement(self, name: str, attrs: Any) -> None:
        """Pass on the start of an element."""
        self.budget.spend()
        self.texts.append([])
        local = {key.rpartition(":")[2]: value for key, value in attrs.items()}
        self.handler.start(name.rpartition(":")[2], local)

    def endElement(self, name: str) -> None:
        """Pass on the end of an element."""
        self.handler.end(name.rpartition(":")[2], "".join(self.texts.pop()))

    def characters(self, content: str) -> None:
        """Collect text."""
        if self.texts:
            self.texts[-1].append(content)


def read_xml(part: str, data: bytes, handler: Handler, budget: Budget) -> None:
    """Pass the elements of ``data`` to ``handler``; raises BookFault. Needs the extra ``excel``."""
    from defusedxml import DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden
    from defusedxml.expatreader import create_parser

    parser = create_parser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(_Elements(handler, budget))
    try:
        parser.parse(io.BytesIO(data))
    except DTDForbidden:
        raise refused_xml(part, Text("文档类型", "a document type")) from None
    except EntitiesForbidden:
        raise refused_xml(part, Text("实体", "an entity")) from None
    except ExternalReferenceForbidden:
        raise refused_xml(part, Text("外部引用", "an external reference")) from None
    except (SAXException, LookupError, UnicodeError, ValueError):
        raise damaged(part) from None
