"""The layout of YAML files: line ends, blanks, indents and the blanks inside brackets.

Only characters between the values are changed. The comments stay where they are, and so does every
value: both are compared before anything is returned.
"""

from __future__ import annotations

import re

import yaml

from penaltybench.source import Source, read_yaml


def laid_out(text: str) -> str:
    """Return YAML text in the usual layout; the text as it is if that cannot be done safely.

    Lines end with a line feed and not with blanks, there is one blank after ``,`` and ``:`` and none inside
    brackets, at most one empty line together, and one line feed at the end.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    spaced = _outside_blocks(plain)
    result = re.sub(r"\n{3,}", "\n\n", spaced).strip("\n") + "\n" if plain.strip() else ""
    return result if _same(plain, result) else text


def _outside_blocks(text: str) -> str:
    """Return the text with blanks put right between tokens; scalars and comments as they are."""
    tokens = [token for token in yaml.scan(text, Loader=yaml.SafeLoader) if _has_text(token)]
    pieces: list[str] = []
    end = 0
    previous = None
    for token in tokens:
        start = token.start_mark.index
        pieces.append(_between(text[end:start], previous, token))
        end = token.end_mark.index
        piece = text[start:end]
        # A block scalar ends where the next line begins: its blanks are its own.
        pieces.append(piece)
        previous = token
    pieces.append(_trailing(text[end:]))
    return "".join(pieces)


def _has_text(token: yaml.Token) -> bool:
    return bool(token.end_mark.index > token.start_mark.index)


def _between(gap: str, before: yaml.Token | None, after: yaml.Token) -> str:
    if "#" in gap or "\n" in gap:
        return _trailing(gap)
    opened = isinstance(before, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken)
    closes = isinstance(after, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken)
    if opened or closes or isinstance(after, yaml.FlowEntryToken):
        return ""
    if isinstance(before, yaml.FlowEntryToken | yaml.ValueToken):
        return " "
    if isinstance(after, yaml.ValueToken):
        return ""
    return gap


def _trailing(gap: str) -> str:
    return re.sub(r"[ \t]+(?=\n)|[ \t]+\Z(?<!\n)", "", gap) if "\n" in gap else gap.rstrip()


def _same(before: str, after: str) -> bool:
    """Whether two texts have the same values and the same comments."""
    trees = []
    for text in (before, after):
        source = Source("layout")
        read_yaml(text, source)
        trees.append((source.tree, bool(source.diagnostics)))
    return trees[0] == trees[1] and _comments(before) == _comments(after)


def _comments(text: str) -> list[str]:
    """Return the comments: what stands between tokens, blanks aside."""
    found: list[str] = []
    end = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        found += re.findall(r"#[^\n]*", text[end : token.start_mark.index])
        end = max(end, token.end_mark.index)
    found += re.findall(r"#[^\n]*", text[end:])
    return [comment.rstrip() for comment in found]
