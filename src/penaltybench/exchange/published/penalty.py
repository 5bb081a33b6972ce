"""A penalty cell understood: 责令改正，处二万元以上五万元以下罚款，并处没收违法所得.

The reader goes through the cell once. Where something known begins it is read; what stands between
is classified by its form or left as not understood. Nothing is guessed: an unknown word stays one.
"""

from __future__ import annotations

from dataclasses import replace

from penaltybench.exchange.published.model import Piece, Span, Understood
from penaltybench.exchange.published.reader import Reader
from penaltybench.exchange.published.tokens import Compact, compact, tokenize
from penaltybench.exchange.published.vocabulary import PUNCTUATION


def understand_penalty(text: str) -> Understood:
    """Return what a penalty cell says. Any text is taken; what is not understood is listed.

    Amounts are fen, ratios exact fractions, times days or months. Takes time linear in the text.
    """
    short = compact(text)
    reader = Reader(tokenize(short.text))
    reader.run()
    return _finished(text, short, reader)


def _finished(text: str, short: Compact, reader: Reader) -> Understood:
    """Return the result with places in the original text."""
    tokens = reader.tokens

    def place(start: int, end: int) -> tuple[int, int]:
        return short.original(tokens[start].start, tokens[end - 1].end)

    parts = []
    for part in reader.parts:
        start, end = place(part.start, part.end)
        parts.append(replace(part, start=start, end=end))
    spans = [Span(*place(start, end), role) for start, end, role in reader.spans]
    pieces = []
    for phrase in reader.pieces:
        start, end = place(phrase.start, phrase.end)
        piece = text[start:end]
        if all(char in PUNCTUATION or char.isspace() for char in piece):
            continue
        pieces.append(Piece(start, end, piece, phrase.reason or "unknown"))
    return Understood(text, tuple(parts), tuple(sorted(spans)), tuple(sorted(pieces)))
